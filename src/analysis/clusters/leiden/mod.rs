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
//! V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9, 2019;
//! the way back is that of R. Rotta and A. Noack, "Multilevel local search algorithms for modularity clustering", ACM Journal of Experimental
//! Algorithmics 16, 2011:
//!
//! ```text
//! move        each vertex goes to the cluster where it does most good, those whose neighbours have moved again, until none gains
//! refine      within each cluster, single vertices join parts that are well connected to the rest, by lot, better parts more likely:
//!             P ∝ exp(gain / θ), θ = 0.01 of the mean weight
//! aggregate   each part becomes one vertex, and all begins anew, until nothing is left to join
//! back        from the last level to the first, the vertices of each move again: what joined as part of a part may do better alone
//! ```
//!
//! The way back costs one look at the edges and gains about as much as a second iteration. A run does this up to ten times (`iterations`), each time
//! from its own result, until nothing moves; two are what other programs do. Gains below a billionth of the mean weight are taken for zero.
//! At the end a cluster that should not be connected is split, which never costs quality: communities are always connected.
//!
//! What makes it quick is after S. Sahu, "GVE-Leiden: fast Leiden algorithm for community detection in shared memory setting", 2023: flat arrays
//! in place of hash tables, rows laid out by counting, and vertices in the midst of their cluster passed over; several runs share the cores.
//!
//! ```text
//! papers              here
//! P                   cluster
//! P_refined           part
//! ‖C‖                 size
//! E(v, C − v)         rest
//! H(C) − H(P)         gain, price
//! Q                   queue
//! ```
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
//! About O(m) a pass and few passes, for each run: some ten looks at each edge in the first iteration, five in others. Memory: O(n + m) a thread, about 12 bytes for each
//! direction of an edge and 60 for each vertex, and 4 bytes for each vertex and run.
//!
//! # Edge cases
//!
//! No vertices: no clusters. Vertices without edges stay alone. Several components: no cluster spans two. Weights of zero and below,
//! and resolutions that are no number from 0 up, are refused.

mod level;
mod passes;

use rayon::prelude::*;

use self::{level::Level, passes::Run};
use super::{Partition, components, modularity};
use crate::{
    analysis::{
        chance,
        unfit::{self, Unfit},
    },
    network::{
        Packed,
        progress::{Counter, Progress, Stopped},
    },
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
    /// How often a run does the whole at most, from its own result; at least once.
    pub iterations: u32,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Options {
    /// Modularity of resolution 1, best of 20 runs of up to ten iterations.
    fn default() -> Self {
        Self { objective: Objective::Modularity, resolution: 1.0, restarts: 20, iterations: 10, seed: 1 }
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
    /// How many directions of edges were looked at in all runs: the work that was done.
    pub arcs: u64,
}

/// The best clusters of several runs; each of them is so many steps for `progress` as there are vertices and iterations.
///
/// ```
/// use accord::{analysis::clusters::leiden::{leiden, Options}, network::{Packed, progress::SILENT}};
/// let edges = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 4, 1.0), (4, 5, 1.0), (5, 3, 1.0), (2, 3, 1.0)];
/// let found = leiden(&Packed::new(6, &edges), &Options::default(), SILENT).unwrap();
/// assert_eq!(found.partition.clusters(), [0, 0, 0, 1, 1, 1]);
/// assert_eq!(found.agreed, 20);
/// ```
///
/// # Errors
///
/// When a weight is not above zero, or the resolution no number from 0 up, and when `progress` says to stop.
pub fn leiden(graph: &Packed, options: &Options, progress: Progress<'_>) -> Result<Leiden, Unfit> {
    unfit::strengths(graph)?;
    if !(options.resolution.is_finite() && options.resolution >= 0.0) {
        return Err(Unfit::Parameter { name: "the resolution", value: options.resolution, allowed: "a number from 0 up".to_owned() });
    }
    let level = Level::of(graph, options.objective, options.resolution);
    let quality = |partition: &Partition| match options.objective {
        Objective::Modularity => modularity::modularity(graph, partition, options.resolution).unwrap_or_default(),
        Objective::Potts => modularity::potts(graph, partition, options.resolution),
    };
    let (restarts, iterations) = (options.restarts.max(1), options.iterations.max(1) as usize);
    let counter = Counter::new(progress, graph.len().saturating_mul(iterations).saturating_mul(restarts as usize));
    let run = |number| -> Result<_, Stopped> {
        let mut run = Run::new(graph.len(), chance::seed(options.seed, u64::from(number)), &counter);
        let partition = partition(graph, &level, iterations, &mut run)?;
        counter.steps(graph.len().saturating_mul(iterations))?;
        Ok((quality(&partition), partition, run.arcs))
    };
    let runs: Result<Vec<(f64, Partition, u64)>, Stopped> = (0..restarts).into_par_iter().map(run).collect();
    let runs = runs?;
    // Sums of fractions differ in their last digits between partitions that are equally good.
    let slack = 1e-12 * runs[0].0.abs().max(1.0);
    let best = (1..runs.len()).fold(0, |best, run| if runs[run].0 > runs[best].0 + slack { run } else { best });
    let agreed = runs.iter().filter(|(_, partition, _)| *partition == runs[best].1).count();
    let stability = stability(&runs[best].1, runs.iter().map(|(_, partition, _)| partition));
    let arcs = runs.iter().map(|(.., arcs)| arcs).sum();
    let (quality, partition, _) = runs.into_iter().nth(best).unwrap_or_default();
    Ok(Leiden { partition, quality, restarts: restarts as usize, agreed, stability, arcs })
}

/// What one run finds: the method from single vertices, then from its own result.
fn partition(graph: &Packed, level: &Level, iterations: usize, run: &mut Run<'_>) -> Result<Partition, Stopped> {
    let mut cluster: Vec<u32> = graph.vertices().collect();
    for iteration in 0..iterations {
        if !run.iterate(level, &mut cluster, iteration > 0)? {
            break;
        }
    }
    let (labels, sizes) = components::joined(graph, |a, b| cluster[a as usize] == cluster[b as usize]);
    Ok(Partition::of_sizes(labels, &sizes))
}

/// How much of the company of each vertex is the same in partitions as in one of them. O(n) for each.
fn stability<'a>(best: &Partition, runs: impl Iterator<Item = &'a Partition>) -> Vec<f64> {
    let mut sum = vec![0.0; best.clusters().len()];
    let mut count = 0.0;
    let members = best.members();
    // How many of the cluster that is looked at are in each cluster of the run; zero between clusters.
    let mut shared = vec![0_usize; sum.len()];
    for run in runs {
        count += 1.0;
        for members in &members {
            let there = |v: &u32| run.clusters()[*v as usize] as usize;
            for v in members {
                shared[there(v)] += 1;
            }
            for v in members {
                let both = shared[there(v)] - 1;
                let either = members.len() + run.sizes()[there(v)] - 2 - both;
                sum[*v as usize] += if either == 0 { 1.0 } else { both as f64 / either as f64 };
            }
            for v in members {
                shared[there(v)] = 0;
            }
        }
    }
    sum.into_iter().map(|sum: f64| sum / count).collect()
}
