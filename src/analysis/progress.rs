//! How far is a long computation, and should it go on?
//!
//! A kernel that takes long is given a [`Progress`]: it tells how many of how many steps are done and is told whether to go on. A kernel that
//! is told to stop gives [`Stopped`] and no part of an answer. What is shown on a terminal, if anything, is no matter of the kernel.

/// Told `(done, total)` from any thread, says whether to go on; `done` may come out of order when several threads work.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

/// Tells nobody and never stops.
pub const SILENT: Progress<'static> = &|_, _| true;

/// The computation was told to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped before it was done")]
pub struct Stopped;
