//! Who lies on the ways of others, and who is near to all, about? Estimates by lot, for networks in which the exact answer takes too long.
//!
//! # Definition
//!
//! Values are the shares of [`super::betweenness()`] (of all pairs of others, by hops) and the harmonic closeness of [`super::closeness()`], and with certainty
//! 1 − δ all of them at once are within ε of the exact ones:
//!
//! ```text
//! P( |estimate(v) − value(v)| ≤ ε for all v ) ≥ 1 − δ
//! ```
//!
//! # Method
//!
//! Each lot gives every vertex a number from 0 to 1, whose mean over all lots is its value but for a factor near 1:
//!
//! ```text
//! betweenness   two different vertices and one of the shortest ways between them: 1 for those inside it, else 0       value · (n − 2)/n
//! closeness     a vertex s: 1/d(s, v), for s itself and out of reach 0                                                value · (n − 1)/n
//! ```
//!
//! M. Borassi and E. Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ACM Journal of Experimental Algorithmics 24, 2019, after
//! M. Riondato and E. M. Kornaropoulos, Data Mining and Knowledge Discovery 30, 2016; D. Eppstein and J. Wang, "Fast approximation of centrality", Journal of
//! Graph Algorithms and Applications 8, 2004. How a way is drawn is in [`super::kernel::pair`], how distances are found in [`super::kernel::sources`].
//!
//! Lots are drawn in stages, each a third as many as all before it. After a stage it is asked whether enough is known. With m lots whose variance is V at a vertex, its
//! mean is off by more than
//!
//! ```text
//! √(2 V ln(4/δ′) / m) + 7 ln(4/δ′) / (3 (m − 1))
//! ```
//!
//! with a probability of at most δ′ (A. Maurer and M. Pontil, "Empirical Bernstein bounds and sample variance penalization", COLT 2009, Theorem 4, for
//! either side). Here δ′ = δ/2 by the number of stages and of vertices whose value is not known to be 0, so that the sum over all questions is δ/2. The other half
//! is kept for the last stage, of ln(2/δ′)/2ε² lots with δ′ = δ/2 by the number of vertices, after which no question is needed (W. Hoeffding, Journal
//! of the American Statistical Association 58, 1963). When closeness would need an eighth as many lots as there are vertices, it is computed exactly, which
//! costs no more.
//!
//! # Cost
//!
//! Betweenness: about √m for each lot in small worlds, O(m) at worst; closeness O(levels · m) for 64 lots. On all cores; a lot hangs on the seed and
//! its number only and sums are added up in the same order, so one thread and many give the same bits. Ten times smaller an ε is up to a hundred times the lots.
//!
//! # Edge cases
//!
//! Weights do not matter: ways are as long as they have hops. No vertices: no values. With fewer than three vertices nobody lies between others, and no lot is drawn.

use fastrand::Rng;
use rayon::prelude::*;

use super::{
    closeness as exact,
    kernel::{
        pair::Pair,
        sources::{self, Nearness},
    },
};
use crate::{
    analysis::{chance, unfit::Unfit},
    network::{
        Packed,
        progress::{Counter, Progress},
    },
};

/// How many times less a search from one vertex costs when there is one from every vertex at the same time.
const TOGETHER: usize = 8;

/// How many lots one thread draws at a time.
const PIECE: usize = 64;

/// How many lots are held in memory before they are counted.
const AT_ONCE: usize = 65_536;

/// How sure and how exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// By how much a value may be off, ε, between 0 and 1.
    pub error: f64,
    /// The probability that one is off by more, δ, between 0 and 1.
    pub doubt: f64,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Options {
    /// One in a hundred, with a certainty of 95 %.
    fn default() -> Self {
        Self { error: 0.01, doubt: 0.05, seed: 1 }
    }
}

/// Estimates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sampled {
    /// The value of each vertex.
    pub values: Vec<f64>,
    /// How many lots were drawn, or vertices searched from.
    pub lots: usize,
    /// The bound that was reached, at most the error asked for; 0 where values are exact.
    pub error: f64,
}

/// The estimated betweenness of each vertex, as a share of all pairs of others.
///
/// ```
/// use accord::{analysis::centrality::sample::{Options, betweenness}, network::{Packed, progress::SILENT}};
/// let path = Packed::new(3, &[(0, 1, 1.0), (1, 2, 1.0)]);
/// let found = betweenness(&path, &Options { error: 0.1, ..Options::default() }, SILENT).unwrap();
/// assert!((found.values[1] - 1.0).abs() <= 0.1 && found.values[0] == 0.0);
/// ```
///
/// # Errors
///
/// When error or doubt is not between 0 and 1, when there are more shortest paths than can be counted, and when `progress` says to stop.
pub fn betweenness(graph: &Packed, options: &Options, progress: Progress<'_>) -> Result<Sampled, Unfit> {
    options.check()?;
    let n = graph.len();
    // Who has one neighbour or none lies between nobody.
    let inner = graph.vertices().filter(|&v| graph.degree(v) > 1).count();
    if n < 3 || inner == 0 {
        return Ok(Sampled { values: vec![0.0; n], ..Sampled::default() });
    }
    let factor = n as f64 / (n as f64 - 2.0);
    let plan = Plan::new(options, options.error / factor, inner);
    let counter = Counter::new(progress, plan.last());
    let mut hits = vec![0_u32; n];
    let (mut lots, mut error) = (0, 1.0);
    for (index, &stage) in plan.stages.iter().enumerate() {
        let draw = |pair: &mut Pair, lots: &[usize]| -> Result<Vec<u32>, Unfit> {
            let mut met = Vec::new();
            for &number in lots {
                let mut chance = Rng::with_seed(chance::seed(options.seed, number as u64));
                let (from, other) = (chance.usize(..n), chance.usize(..n - 1));
                let (from, to) = (vertex(from), vertex(if other < from { other } else { other + 1 }));
                let way = pair.way(graph, from, to, &mut |ways| chance.f64() * ways).ok_or(Unfit::TooManyPaths { from })?;
                met.extend_from_slice(way);
                counter.step()?;
            }
            Ok(met)
        };
        for first in (lots..stage).step_by(AT_ONCE) {
            let lots: Vec<usize> = (first..stage.min(first + AT_ONCE)).collect();
            // Put together before errors are looked at, so that of several the same is told each time.
            let met: Vec<Result<Vec<u32>, Unfit>> = lots.par_chunks(PIECE).map_init(|| Pair::new(n), draw).collect();
            for met in met {
                met?.into_iter().for_each(|v| hits[v as usize] += 1);
            }
        }
        let variance = |&hits: &u32| f64::from(hits) * (stage as f64 - f64::from(hits)) / (stage as f64 * (stage as f64 - 1.0));
        (lots, error) = (stage, plan.bound(index, hits.iter().map(variance).fold(0.0, f64::max)));
        if error <= plan.error {
            break;
        }
    }
    let values = hits.iter().map(|&hits| f64::from(hits) / lots as f64 * factor).collect();
    Ok(Sampled { values, lots, error: error * factor })
}

/// The estimated harmonic closeness of each vertex.
///
/// ```
/// use accord::{analysis::centrality::sample::{Options, closeness}, network::{Packed, progress::SILENT}};
/// let star = Packed::new(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// // So few vertices are looked at one and all.
/// assert_eq!(closeness(&star, &Options::default(), SILENT).unwrap().values, [1.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0]);
/// ```
///
/// # Errors
///
/// When error or doubt is not between 0 and 1, and when `progress` says to stop.
pub fn closeness(graph: &Packed, options: &Options, progress: Progress<'_>) -> Result<Sampled, Unfit> {
    options.check()?;
    let n = graph.len();
    let factor = n as f64 / (n as f64 - 1.0).max(1.0);
    let plan = Plan::new(options, options.error / factor, n);
    let counter = Counter::new(progress, plan.last().min(n / TOGETHER));
    let mut sums = vec![Nearness::default(); n];
    let mut lots = 0;
    for (index, &stage) in plan.stages.iter().enumerate().take_while(|(_, stage)| **stage < n / TOGETHER) {
        let source = |number: usize| vertex(Rng::with_seed(chance::seed(options.seed, number as u64)).usize(..n));
        sources::add(graph, &(lots..stage).map(source).collect::<Vec<u32>>(), &mut sums, &counter)?;
        lots = stage;
        let m = stage as f64;
        let variance = |sums: &Nearness| (sums.squares - sums.inverse * sums.inverse / m) / (m - 1.0);
        let error = plan.bound(index, sums.iter().map(variance).fold(0.0, f64::max));
        if error <= plan.error {
            let values = sums.iter().map(|sums| sums.inverse / m * factor).collect();
            return Ok(Sampled { values, lots, error: error * factor });
        }
    }
    Ok(Sampled { values: exact(graph, false, progress)?.harmonic, lots: n, error: 0.0 })
}

fn vertex(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A count, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are above zero, and the largest stands for all beyond")]
fn whole(count: f64) -> usize {
    count.ceil() as usize
}

impl Options {
    fn check(&self) -> Result<(), Unfit> {
        for (name, value) in [("the error of a sample", self.error), ("the doubt of a sample", self.doubt)] {
            if !(value > 0.0 && value < 1.0) {
                return Err(Unfit::Parameter { name, value, allowed: "between 0 and 1".to_owned() });
            }
        }
        Ok(())
    }
}

/// After how many lots it is asked whether they are enough, and how sure each answer is.
struct Plan {
    /// The error that is allowed to a mean.
    error: f64,
    /// All lots at the end of each stage, rising.
    stages: Vec<usize>,
    /// ln(4/δ′) of all stages but the last.
    logarithm: f64,
}

impl Plan {
    /// The plan for so many vertices whose values are not known.
    fn new(options: &Options, error: f64, vertices: usize) -> Self {
        let each = options.doubt / 2.0 / vertices.max(1) as f64;
        let last = whole((2.0 / each).ln() / (2.0 * error * error));
        // With fewer the second term alone is too large.
        let mut stage = whole(2.0 + 7.0 * (4.0 / each).ln() / (3.0 * error));
        let mut stages = Vec::new();
        while stage < last {
            stages.push(stage);
            stage = stage.saturating_add(stage.div_ceil(3));
        }
        let logarithm = (4.0 * stages.len().max(1) as f64 / each).ln();
        stages.push(last);
        Self { error, stages, logarithm }
    }

    /// How many lots there are at most.
    fn last(&self) -> usize {
        self.stages.last().copied().unwrap_or_default()
    }

    /// How far a mean may be off after a stage when no lots vary more than this.
    fn bound(&self, stage: usize, variance: f64) -> f64 {
        if stage + 1 == self.stages.len() {
            return self.error;
        }
        let m = self.stages[stage] as f64;
        (2.0 * variance * self.logarithm / m).sqrt() + 7.0 * self.logarithm / (3.0 * (m - 1.0))
    }
}
