//! The work that measures are made of, without convention or normalisation.
//!
//! A kernel takes a graph and gives plain sums: distances from each vertex, shares of shortest paths, the leading eigenvector of a component.
//! What is divided by what is a matter of the measures above. Work is cut into pieces whose number does not depend on the number of
//! threads, and their results are put together in order, so one thread and many give the same bits.

pub mod brandes;
pub mod distances;
pub mod lanczos;
pub mod shortest;

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use crate::analysis::progress::{Progress, Stopped};

/// How many pieces work from every vertex is cut into, at most.
const PIECES: usize = 256;

/// The numbers `0..n` in pieces of equal length, as many for any number of threads.
fn pieces(n: usize) -> Vec<Range<usize>> {
    let length = n.div_ceil(PIECES).max(1);
    (0..n).step_by(length).map(|start| start..(start + length).min(n)).collect()
}

/// Counts the steps of several threads, and passes on the word to stop.
struct Counter<'a> {
    progress: Progress<'a>,
    total: u64,
    done: AtomicU64,
    stopped: AtomicBool,
}

impl<'a> Counter<'a> {
    fn new(progress: Progress<'a>, total: usize) -> Self {
        Self { progress, total: total as u64, done: AtomicU64::new(0), stopped: AtomicBool::new(false) }
    }

    /// One more step is done.
    fn step(&self) -> Result<(), Stopped> {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !(self.progress)(done, self.total) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        if self.stopped.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}
