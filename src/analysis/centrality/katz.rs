//! Who is reached by many walks, short ones before long ones?
//!
//! ```text
//! x(v) = β + α · Σ over neighbours u of v  weight(v, u)·x(u)        β = 1
//! ```
//!
//! x(v) is the number of walks that end at v, the one without a hop included, where a walk of k hops counts αᵏ. It converges for α below 1/λ, where λ is the
//! largest eigenvalue. The default is α = 0.85/λ: long walks count, as far as they do in `PageRank`, and the measure lies between degree (α near 0)
//! and eigenvector (α near 1/λ). networkx takes α = 0.1 whatever the network, which may not converge, and scales the squares to sum 1; here
//! nothing is scaled, so that an isolated vertex has 1.
//!
//! L. Katz, Psychometrika 18, 1953.
//!
//! # Method
//!
//! The equations (1 − α·A)·x = 1 are symmetric, and their eigenvalues are above zero. So they are solved as those of [`super::pagerank()`] are, by
//! successive over-relaxation: with the share ρ = α·λ in place of the damping, ω* = 2/(1 + √(1 − ρ²)) shrinks the error by ω* − 1 in a sweep. The
//! first two sweeps are replaced by walks of up to two hops, of which the largest number is an upper bound of λ² as well: where α is given as a
//! number and below 1/λ by that bound, λ itself is not asked for.
//!
//! The formula itself, once, ends the work and bounds the error of what is given. All walks count for something, so that no entry of (1 − α·A)⁻¹ is
//! below zero, and its rows sum to x*. What is missing in the equations at any vertex then bounds the error at each as a share:
//!
//! ```text
//! |x(v) − x*(v)| ≤ x*(v) · max over u |x(u) − x before(u)|  ≤  10⁻¹⁰ · x*(v)
//! ```
//!
//! (or 10⁻¹³ of the largest value in place of 10⁻¹⁰, where that is more and doubles have no more to give; [`Katz::error`] tells.)
//!
//! # Cost and edge cases
//!
//! O(n + m) a sweep: about 10 when α is 0.9/(1 + largest degree), 30 to 40 at the default, some 400 at 0.999/λ, and what [`super::eigenvector()`]
//! takes where λ is needed. Three words for each vertex. No vertices give no values; without edges all are 1.

use super::{eigenvector::eigenvalue, kernel::pulled, seen, strength};
use crate::{
    analysis::unfit::{self, Unfit},
    network::{
        Packed,
        progress::{Counter, Progress},
    },
};

/// The share of 1/λ that α is unless told otherwise.
pub const SHARE: f64 = 0.85;

/// The largest share of 1/λ that α can be.
const MOST: f64 = 0.999;

/// The largest share of a lower bound of 1/λ at which λ is not asked for: beyond it, ω by that bound could be far too large.
const NEAR: f64 = 0.9;

/// How far ω is from ω* to 2, when α is 1/λ. A little beyond ω* is best on networks of all sorts, less so when ρ is small.
const BEYOND: f64 = 0.06;

/// The largest error of a value, as a share of it.
const ERROR: f64 = 1e-10;

/// The same, as a share of the largest value, where that is more.
const LEAST: f64 = 1e-13;

/// More sweeps than it has been seen to take, after which it is given up.
const SWEEPS: usize = 1_500;

/// So many edges taken are one step of progress.
const STEP: usize = 20_000;

/// What α is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alpha {
    /// A share of 1/λ, 0 or more and at most 0.999.
    Share(f64),
    /// A number, 0 or more and at most 0.999/λ.
    Number(f64),
}

impl Default for Alpha {
    fn default() -> Self {
        Self::Share(SHARE)
    }
}

/// Katz centrality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Katz {
    /// The value of each vertex, 1 or more.
    pub values: Vec<f64>,
    /// The α that was taken, 0 without edges.
    pub alpha: f64,
    /// A bound of the error of each value, as a share of it.
    pub error: f64,
    /// How often all edges were looked at, without what λ took.
    pub sweeps: usize,
}

/// The Katz centrality of each vertex.
///
/// ```
/// use accord::{analysis::centrality::{katz, katz::Alpha}, network::{Packed, progress::SILENT}};
/// // On a triangle x = 1 + 2αx.
/// let triangle = Packed::new(3, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]);
/// let found = katz(&triangle, false, Alpha::Number(0.25), SILENT).unwrap();
/// assert!(found.values.iter().all(|x| (x - 2.0).abs() < 1e-9));
/// ```
///
/// # Errors
///
/// When α is out of range, when weights are to be used and one is no strength, when λ is needed and cannot be found, when the sweeps do not settle, and
/// when it is told to stop.
pub fn katz(graph: &Packed, weighted: bool, alpha: Alpha, progress: Progress<'_>) -> Result<Katz, Unfit> {
    let (name, value, most) = match alpha {
        Alpha::Share(share) => ("alpha as a share of 1/λ", share, MOST),
        Alpha::Number(number) => ("alpha", number, f64::MAX),
    };
    if !(0.0..=most).contains(&value) {
        return Err(Unfit::Parameter { name, value, allowed: format!("from 0 to {MOST}{}", if most > 1.0 { "/λ" } else { "" }) });
    }
    let graph = seen(graph, weighted);
    unfit::strengths(&graph)?;
    let strength = strength(&graph);
    let walks: Vec<f64> = graph.vertices().map(|v| pulled(&graph, v, &strength)).collect();
    let (alpha, rho) = settle(&graph, alpha, walks.iter().copied().fold(0.0, f64::max).sqrt(), progress)?;
    // Walks of no hop, of one and of two.
    let mut values: Vec<f64> = strength.iter().zip(&walks).map(|(one, two)| 1.0 + alpha * (one + alpha * two)).collect();
    let best = 2.0 / (1.0 + (1.0 - rho * rho).sqrt());
    let omega = best + BEYOND * rho * rho * (2.0 - best);
    let steps = graph.edges() / STEP;
    let counter = Counter::new(progress, steps * SWEEPS);
    let mut sweeps = 1;
    // So that nothing is expected of the second sweep.
    let mut before = 0.0;
    loop {
        counter.steps(steps)?;
        sweeps += 1;
        let (mut change, mut largest) = (0.0, 1.0);
        for v in graph.vertices() {
            let x = &values[v as usize];
            let wrong = 1.0 + alpha * pulled(&graph, v, &values) - x;
            let next = x + omega * wrong;
            change = f64::max(change, wrong.abs());
            largest = f64::max(largest, next);
            values[v as usize] = next;
        }
        let enough = f64::max(ERROR, LEAST * largest);
        // What the next sweep is likely to find.
        let ahead = change * f64::min(change / before, 1.0);
        before = change;
        if ahead <= enough || sweeps >= SWEEPS {
            counter.steps(steps)?;
            sweeps += 1;
            let next: Vec<f64> = graph.vertices().map(|v| 1.0 + alpha * pulled(&graph, v, &values)).collect();
            let error = next.iter().zip(&values).map(|(next, x)| (next - x).abs()).fold(0.0, f64::max);
            values = next;
            if error <= enough {
                return Ok(Katz { values, alpha, error, sweeps });
            }
            if sweeps >= SWEEPS {
                return Err(Unfit::NotSettled { measure: "katz", instead: "pagerank" });
            }
        }
    }
}

/// α as a number, and ρ as a share of 1/λ or of something less; λ is at most `bound`.
fn settle(graph: &Packed, alpha: Alpha, bound: f64, progress: Progress<'_>) -> Result<(f64, f64), Unfit> {
    if bound == 0.0 {
        return Ok((0.0, 0.0));
    }
    match alpha {
        Alpha::Share(share) => Ok((share / eigenvalue(graph, progress)?, share)),
        Alpha::Number(alpha) if alpha <= NEAR / bound => Ok((alpha, alpha * bound)),
        Alpha::Number(alpha) => {
            let lambda = eigenvalue(graph, progress)?;
            if alpha <= MOST / lambda {
                Ok((alpha, alpha * lambda))
            } else {
                Err(Unfit::Parameter { name: "alpha", value: alpha, allowed: format!("from 0 to {MOST}/λ, where λ is {lambda}") })
            }
        }
    }
}
