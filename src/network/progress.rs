//! How far is a long computation, and should it go on?
//!
//! A kernel that takes long is given a [`Progress`]: it tells how many of how many steps are done and is told whether to go on. A kernel that
//! is told to stop gives [`Stopped`] and no part of an answer. What is shown on a terminal, if anything, is no matter of the kernel.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Told `(done, total)` from any thread, says whether to go on; `done` may come out of order when several threads work.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

/// Tells nobody and never stops.
pub const SILENT: Progress<'static> = &|_, _| true;

/// The computation was told to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped before it was done")]
pub struct Stopped;

/// Counts the steps of several threads, and passes on the word to stop.
pub(crate) struct Counter<'a> {
    progress: Progress<'a>,
    total: u64,
    done: AtomicU64,
    stopped: AtomicBool,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(progress: Progress<'a>, total: usize) -> Self {
        Self { progress, total: total as u64, done: AtomicU64::new(0), stopped: AtomicBool::new(false) }
    }

    /// One more step is done.
    pub(crate) fn step(&self) -> Result<(), Stopped> {
        self.steps(1)
    }

    /// So many more steps are done; with none, asks whether to go on.
    pub(crate) fn steps(&self, count: usize) -> Result<(), Stopped> {
        let done = self.done.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
        if !(self.progress)(done, self.total) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        if self.stopped.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}
