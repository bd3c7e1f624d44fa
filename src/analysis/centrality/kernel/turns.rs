//! Sums of work that several threads share, the same bits however many they are.
//!
//! A sum of doubles depends on the order in which they are added. So work is cut into the same pieces for any number of threads, each thread takes the
//! next piece that nobody has taken, and pieces are added up in their order: one that is done before its turn waits. No thread goes more than
//! [`AHEAD`] pieces ahead of those that have been added, so that is how many sums are held at most, and one more for each thread.

use std::{
    collections::BTreeMap,
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// How many pieces a thread may be ahead of the first that has not been added.
const AHEAD: usize = 8;

/// What pieces of work add up to, and the states of the threads that did them.
///
/// `begin` makes what a thread keeps from piece to piece, `zero` a sum of nothing; `work` does a piece and adds what comes of it to a sum that is nothing
/// before; `add` adds the second sum to the first and makes nothing of the second.
///
/// # Errors
///
/// Of the errors of `work` that of the first piece that has one. A panic of `work` or `add` is passed on when all threads have left off.
///
/// What is given may not use the pool of threads itself: whoever waits for a turn does nothing else.
pub fn in_turn<W: Send, S: Send, E: Send>(
    pieces: usize,
    begin: impl Fn() -> W + Sync,
    zero: impl Fn() -> S + Sync,
    work: impl Fn(usize, &mut W, &mut S) -> Result<(), E> + Sync,
    add: impl Fn(&mut S, &mut S) + Sync,
) -> Result<(S, Vec<W>), E> {
    let next = AtomicUsize::new(0);
    let turns = Mutex::new(Turns { sum: Ok(zero()), next: 0, early: BTreeMap::new(), abandoned: false });
    let turned = Condvar::new();
    let thread = || {
        let _guard = Guard { turns: &turns, turned: &turned };
        let (mut state, mut sum) = (begin(), zero());
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return state;
            }
            let done = work(piece, &mut state, &mut sum).map(|()| sum);
            let mut turns = turns.lock().unwrap_or_else(PoisonError::into_inner);
            let empty = turns.take(piece, done, &add);
            turned.notify_all();
            // Whoever has the next piece is not here, so somebody goes on.
            while turns.sum.is_ok() && !turns.abandoned && turns.next + AHEAD < piece {
                turns = turned.wait(turns).unwrap_or_else(PoisonError::into_inner);
            }
            if turns.sum.is_err() || turns.abandoned {
                return state;
            }
            drop(turns);
            sum = empty.unwrap_or_else(&zero);
        }
    };
    let states = if pieces < 2 { vec![thread()] } else { rayon::broadcast(|_| thread()) };
    let sum = turns.into_inner().unwrap_or_else(PoisonError::into_inner).sum?;
    Ok((sum, states))
}

/// Pieces whose turn has come, added up, and others.
struct Turns<S, E> {
    /// Of the pieces before `next`, or the first error among them.
    sum: Result<S, E>,
    next: usize,
    /// Pieces whose turn has not come.
    early: BTreeMap<usize, Result<S, E>>,
    /// Has a thread panicked, so that its piece will never come?
    abandoned: bool,
}

/// Tells the others when its thread panics: they would wait for ever.
struct Guard<'a, S, E> {
    turns: &'a Mutex<Turns<S, E>>,
    turned: &'a Condvar,
}

impl<S, E> Drop for Guard<'_, S, E> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.turns.lock().unwrap_or_else(PoisonError::into_inner).abandoned = true;
            self.turned.notify_all();
        }
    }
}

impl<S, E> Turns<S, E> {
    /// Takes a piece; gives a sum that is nothing now, if there is one.
    fn take(&mut self, piece: usize, sum: Result<S, E>, add: impl Fn(&mut S, &mut S)) -> Option<S> {
        self.early.insert(piece, sum);
        let mut empty = None;
        while let (Ok(all), Some(piece)) = (&mut self.sum, self.early.remove(&self.next)) {
            self.next += 1;
            match piece {
                Ok(mut piece) => {
                    add(all, &mut piece);
                    empty = Some(piece);
                }
                Err(error) => self.sum = Err(error),
            }
        }
        empty
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn sum(threads: usize, fails: impl Fn(usize) -> bool + Sync) -> Result<(Vec<f64>, Vec<usize>), usize> {
        let work = |piece: usize, done: &mut usize, sum: &mut Vec<f64>| {
            // Some pieces take so long that all others wait for them.
            std::thread::sleep(Duration::from_micros(if piece.is_multiple_of(16) { 3000 } else { 30 }));
            *done += 1;
            sum[0] += 0.1 + piece as f64;
            if fails(piece) { Err(piece) } else { Ok(()) }
        };
        let add = |all: &mut Vec<f64>, piece: &mut Vec<f64>| all[0] += std::mem::take(&mut piece[0]);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| in_turn(40, || 0, || vec![0.0], work, add))
    }

    #[test]
    fn pieces_are_added_in_order_by_any_number_of_threads() {
        let expected = (0..40).fold(0.0, |sum, piece| sum + (0.1 + f64::from(piece)));
        for threads in [1, 2, 5] {
            let (found, done) = sum(threads, |_| false).unwrap();
            assert_eq!((found, done.iter().sum::<usize>()), (vec![expected], 40));
        }
    }

    #[test]
    fn of_several_errors_the_first_is_told() {
        for threads in [1, 2, 5] {
            assert_eq!(sum(threads, |piece| piece > 12).unwrap_err(), 13);
            assert_eq!(sum(threads, |piece| piece == 39).unwrap_err(), 39);
        }
    }

    /// A sum that is counted as long as it is held.
    struct Held<'a>(&'a AtomicUsize);

    impl Drop for Held<'_> {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn no_more_sums_are_held_than_said() {
        let (held, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let zero = || {
            most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Held(&held)
        };
        let work = |piece: usize, (): &mut (), _: &mut Held<'_>| -> Result<(), ()> {
            if piece == 0 {
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        pool.install(|| in_turn(200, || (), zero, work, |_, _| ())).map(drop).unwrap();
        // The total, one for each thread, and those that wait.
        assert!(most.into_inner() <= 1 + 3 + AHEAD + 3, "{AHEAD} may wait");
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let work = |piece: usize, (): &mut (), (): &mut ()| -> Result<(), ()> {
            std::thread::sleep(Duration::from_micros(100));
            assert!(piece > 0, "the first piece goes wrong");
            Ok(())
        };
        let run = || pool.install(|| in_turn(40, || (), || (), work, |(), ()| ()).map(drop));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }
}
