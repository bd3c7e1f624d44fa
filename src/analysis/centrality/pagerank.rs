//! Whose partners are central, when each partner shares out what it passes on?
//!
//! ```text
//! x(v) = (1 − d)/n + d · ( Σ over neighbours u of v  x(u)·weight(u, v)/strength(u)  +  Σ over isolated u  x(u)/n )        Σ x = 1
//! ```
//!
//! with the damping d = 0.85: the share of time that a walker spends at v who follows ties at random, and with probability 1 − d begins anew anywhere.
//!
//! An undirected tie is two arcs, one each way. Libraries differ in what happens to a walker at a vertex without ties: here, as in networkx, igraph and the
//! Graphalytics benchmark, he begins anew anywhere, so that the sum stays 1. On an undirected network the measure is near to degree: without damping,
//! it is degree by 2m in a connected one.
//!
//! S. Brin, L. Page, Computer Networks 30, 1998. Method: the formula, again and again. Each sweep shrinks the error by d in the sum of absolute values, and it
//! stops on that bound of the true error, not on the change itself:
//!
//! ```text
//! ‖x − x*‖₁ ≤ d/(1 − d) · ‖x − x before‖₁ ≤ 10⁻¹⁰
//! ```
//!
//! O(n + m) a sweep, about 140 sweeps at most at the default. No vertices give no values, one vertex has 1; components need nothing special, and weights have to
//! be strengths.

use super::seen;
use crate::{
    analysis::unfit::{self, Unfit},
    network::Packed,
};

/// How to compute it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The probability to follow a tie, 0 or more and at most 0.999.
    pub damping: f64,
    /// Whether ties are followed in proportion to their weights; else all alike.
    pub weighted: bool,
    /// When to stop.
    pub stop: Stop,
}

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// When the sum of all errors is at most this.
    Error(f64),
    /// After this many sweeps, as the Graphalytics benchmark asks.
    Sweeps(usize),
}

impl Default for Options {
    fn default() -> Self {
        Self { damping: 0.85, weighted: false, stop: Stop::Error(1e-10) }
    }
}

/// `PageRank`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageRank {
    /// The value of each vertex; they sum to 1.
    pub values: Vec<f64>,
    /// A bound of the sum of all errors.
    pub error: f64,
}

/// The `PageRank` of each vertex.
///
/// ```
/// use accord::{analysis::centrality::{pagerank, pagerank::Options}, network::Packed};
/// let cycle = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)]);
/// assert!(pagerank(&cycle, &Options::default()).unwrap().values.iter().all(|x| (x - 0.25).abs() < 1e-12));
/// ```
///
/// # Errors
///
/// When the damping is out of range, and when weights are to be used and one is no strength.
pub fn pagerank(graph: &Packed, options: &Options) -> Result<PageRank, Unfit> {
    let d = options.damping;
    if !(0.0..=0.999).contains(&d) {
        return Err(Unfit::Parameter { name: "damping", value: d, allowed: "from 0 to 0.999".to_owned() });
    }
    let graph = seen(graph, options.weighted);
    unfit::strengths(&graph)?;
    let n = graph.len();
    if n == 0 {
        return Ok(PageRank::default());
    }
    let each = 1.0 / n as f64;
    let strength = super::strength(&graph);
    let mut values = vec![each; n];
    let mut sent = vec![0.0; n];
    let mut error = 2.0;
    let mut sweeps = 0;
    loop {
        let done = match options.stop {
            Stop::Error(most) => error <= most,
            Stop::Sweeps(most) => sweeps >= most,
        };
        if done {
            return Ok(PageRank { values, error });
        }
        let mut stranded = 0.0;
        for (v, (&x, &strength)) in values.iter().zip(&strength).enumerate() {
            if strength > 0.0 {
                sent[v] = x / strength;
            } else {
                stranded += x;
            }
        }
        let base = (1.0 - d) * each + d * stranded * each;
        let mut change = 0.0;
        for v in graph.vertices() {
            let pulled: f64 = graph.weighted(v).map(|(u, weight)| weight * sent[u as usize]).sum();
            let next = base + d * pulled;
            change += (next - values[v as usize]).abs();
            values[v as usize] = next;
        }
        sweeps += 1;
        // Also at most 2·dᵏ after k sweeps; that bound gets there even when rounding keeps the change from vanishing.
        let steps = i32::try_from(sweeps).unwrap_or(i32::MAX);
        error = (d / (1.0 - d) * change).min(2.0 * d.powi(steps));
    }
}
