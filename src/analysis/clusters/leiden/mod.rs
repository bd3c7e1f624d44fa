//! Who is joined by more than chance would have it? Leiden clusters, the best of several runs, and how sure they are.
//!
//! # Definition
//!
//! The partition with the highest modularity, or quality of the constant Potts model (both in [`super::modularity`]), that is found.
//! To find the highest of all is out of reach but for small networks (U. Brandes and others, "On modularity clustering", IEEE Transactions
//! on Knowledge and Data Engineering 20, 2008). Weights are strengths.
//!
//! # Method
//!
//! V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9, 2019:
//!
//! ```text
//! move        each vertex goes to the cluster where it does most good, those whose neighbours have moved again, until none gains
//! refine      within each cluster, single vertices join parts that are well connected to the rest, by lot, better parts more likely:
//!             P ∝ exp(gain / θ), θ = 0.01 of the mean weight
//! aggregate   each part becomes one vertex, and all begins anew, until nothing is left to join
//! ```
//!
//! The whole is repeated from its own result until the quality does not rise. Gains below a billionth of the mean weight are taken for zero.
//! At the end a cluster that should not be connected is split, which never costs quality: communities are always connected.
//!
//! The order of vertices and the lots hang on chance, so there are several runs ("restarts"), each with a seed of its own made from the seed
//! and its number, and the best counts, the first among equals. How far chance matters is told by how many runs found that very partition,
//! and for each vertex by its stability:
//!
//! ```text
//! stability(v) = mean over runs r of |A ∩ B| / |A ∪ B|     A, B: who is with v in the best partition and in run r, v left out;
//!                                                          1 when v is alone in both
//! ```
//!
//! Numbers are drawn by wyrand (crate `fastrand`); runs are independent, so the answer is the same with any number of threads. Relabelled vertices
//! are met in another order, so a single run may then end elsewhere; the best of runs seldom does.
//!
//! # Cost
//!
//! About O(m) a pass and few passes, for each run; memory O(n + m) a thread and O(n) a run.
//!
//! # Edge cases
//!
//! No vertices: no clusters. Vertices without edges stay alone. Several components: no cluster spans two. Weights of zero and below,
//! and resolutions that are no number from 0 up, are refused.

mod level;
mod passes;

use rayon::prelude::*;

use self::level::Level;
use super::{Partition, components, modularity};
use crate::{
    analysis::unfit::{self, Unfit},
    network::Packed,
};

/// What is to be as high as possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Objective {
    /// Modularity.
    #[default]
    Modularity,
    /// The constant Potts model, CPM.
    Potts,
}

/// How to look for clusters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// What is to be as high as possible.
    pub objective: Objective,
    /// The resolution γ: the higher, the smaller the clusters.
    pub resolution: f64,
    /// How many runs; at least one is made.
    pub restarts: u32,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Options {
    /// Modularity of resolution 1, best of 20.
    fn default() -> Self {
        Self { objective: Objective::Modularity, resolution: 1.0, restarts: 20, seed: 1 }
    }
}

/// The clusters found, and how sure they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Leiden {
    /// The best partition.
    pub partition: Partition,
    /// Its quality by the objective; 0 for a modularity that is not defined.
    pub quality: f64,
    /// How many runs were made.
    pub restarts: usize,
    /// How many of them found this very partition.
    pub agreed: usize,
    /// For each vertex, how much of its company stayed the same from run to run, from 0 to 1.
    pub stability: Vec<f64>,
}

/// The best clusters of several runs.
///
/// ```
/// use accord::{analysis::clusters::leiden::{leiden, Options}, network::Packed};
/// let edges = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 4, 1.0), (4, 5, 1.0), (5, 3, 1.0), (2, 3, 1.0)];
/// let found = leiden(&Packed::new(6, &edges), &Options::default()).unwrap();
/// assert_eq!(found.partition.clusters(), [0, 0, 0, 1, 1, 1]);
/// assert_eq!(found.agreed, 20);
/// ```
///
/// # Errors
///
/// When a weight is not above zero, or the resolution no number from 0 up.
pub fn leiden(graph: &Packed, options: &Options) -> Result<Leiden, Unfit> {
    unfit::strengths(graph)?;
    if !(options.resolution.is_finite() && options.resolution >= 0.0) {
        return Err(Unfit::Parameter { name: "the resolution", value: options.resolution, allowed: "a number from 0 up".to_owned() });
    }
    let level = Level::of(graph, options.objective, options.resolution);
    let quality = |partition: &Partition| match options.objective {
        Objective::Modularity => modularity::modularity(graph, partition, options.resolution).unwrap_or_default(),
        Objective::Potts => modularity::potts(graph, partition, options.resolution),
    };
    let restarts = options.restarts.max(1);
    let runs = (0..restarts).into_par_iter().map(|number| run(graph, &level, seed(options.seed, number), quality));
    let runs: Vec<(f64, Partition)> = runs.collect();
    // Sums of fractions differ in their last digits between partitions that are equally good.
    let slack = 1e-12 * runs[0].0.abs().max(1.0);
    let best = (1..runs.len()).fold(0, |best, run| if runs[run].0 > runs[best].0 + slack { run } else { best });
    let agreed = runs.iter().filter(|(_, partition)| *partition == runs[best].1).count();
    let stability = stability(&runs[best].1, runs.iter().map(|(_, partition)| partition));
    let (quality, partition) = runs.into_iter().nth(best).unwrap_or_default();
    Ok(Leiden { partition, quality, restarts: restarts as usize, agreed, stability })
}

/// One run: the method from single vertices, then from its own result, until the quality does not rise.
fn run(graph: &Packed, level: &Level, seed: u64, quality: impl Fn(&Partition) -> f64) -> (f64, Partition) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut best = Partition::new(&graph.vertices().collect::<Vec<u32>>());
    let mut reached = quality(&best);
    loop {
        let labels = passes::all(level, best.clusters(), &mut chance);
        let connected = components::walk(graph, |a, b| labels[a as usize] == labels[b as usize]);
        let next = Partition::new(&connected);
        let now = quality(&next);
        if now <= reached + 1e-10 * reached.abs().max(1.0) {
            return (reached, best);
        }
        (reached, best) = (now, next);
    }
}

/// The seed of a run: neighbouring numbers give seeds far apart (the finish of `SplitMix64`).
fn seed(seed: u64, run: u32) -> u64 {
    let mut mixed = seed.wrapping_add(u64::from(run).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// How much of the company of each vertex is the same in partitions as in one of them.
fn stability<'a>(best: &Partition, runs: impl Iterator<Item = &'a Partition>) -> Vec<f64> {
    let mut sum = vec![0.0; best.clusters().len()];
    let mut count = 0.0;
    let mut order: Vec<(u32, u32, usize)> = Vec::with_capacity(sum.len());
    for run in runs {
        count += 1.0;
        order.clear();
        order.extend(best.clusters().iter().zip(run.clusters()).enumerate().map(|(v, (&here, &there))| (here, there, v)));
        order.sort_unstable();
        for both in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (here, there, _) = both[0];
            let shared = both.len() - 1;
            let either = best.sizes()[here as usize] + run.sizes()[there as usize] - 2 - shared;
            let share = if either == 0 { 1.0 } else { shared as f64 / either as f64 };
            for &(_, _, v) in both {
                sum[v] += share;
            }
        }
    }
    sum.into_iter().map(|sum: f64| sum / count).collect()
}
