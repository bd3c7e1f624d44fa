//! Would chance do as much? Shuffles of a network or of its groups, and how often they come to what was observed.
//!
//! ```text
//! p = (1 + number of shuffles with at least (at most) as much) / (1 + number of shuffles)
//! ```
//!
//! The 1 stands for what was observed, so that p is never 0 (B. V. North, D. Curtis, P. C. Sham, American Journal of Human Genetics 71, 2002). Each
//! shuffle has a generator of its own (wyrand of the crate fastrand), seeded by the seed and its number, so the answer does not depend on the number of cores.

use fastrand::Rng;
use rayon::prelude::*;

use crate::network::progress::{Counter, Progress, Stopped};

/// How often to shuffle, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null {
    /// How many shuffles.
    pub shuffles: u32,
    /// The seed.
    pub seed: u64,
}

/// What the shuffles came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The mean of the shuffles.
    pub mean: f64,
    /// The share of shuffles, with what was observed among them, that have at least as much.
    pub at_least: f64,
    /// The share that have at most as much.
    pub at_most: f64,
}

/// So many drawn or compared items are one step of progress.
const STEP: usize = 1000;

impl Null {
    /// Holds what was observed against the count of each shuffle, on all cores; a shuffle looks at so many items. `None` without shuffles.
    ///
    /// # Errors
    ///
    /// When it is told to stop.
    pub fn chance(
        self,
        observed: u64,
        items: usize,
        progress: Progress<'_>,
        count: impl Fn(Rng) -> u64 + Sync,
    ) -> Result<Option<Chance>, Stopped> {
        let steps = items / STEP + 1;
        let counter = Counter::new(progress, steps.saturating_mul(self.shuffles as usize));
        let shuffled = (0..self.shuffles).into_par_iter().map(|number| {
            // Seeds that follow each other give unlike streams only after mixing: the constant is that of SplitMix64.
            let found = count(Rng::with_seed(self.seed ^ (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
            counter.steps(steps).map(|()| found)
        });
        let shuffled: Vec<u64> = shuffled.collect::<Result<_, _>>()?;
        let share = |some: usize| (1.0 + some as f64) / (1.0 + shuffled.len() as f64);
        Ok((!shuffled.is_empty()).then(|| Chance {
            mean: shuffled.iter().sum::<u64>() as f64 / shuffled.len() as f64,
            at_least: share(shuffled.iter().filter(|&&other| other >= observed).count()),
            at_most: share(shuffled.iter().filter(|&&other| other <= observed).count()),
        }))
    }
}
