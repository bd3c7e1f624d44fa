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
//! L. Katz, Psychometrika 18, 1953. Method: the formula, again and again. The adjacency matrix is symmetric, so each sweep shrinks the error by αλ in the
//! Euclidean norm, and it stops when that bounds the error of the whole vector by 10⁻¹⁰ of its length:
//!
//! ```text
//! ‖x − x*‖₂ ≤ αλ/(1 − αλ) · ‖x − x before‖₂
//! ```
//!
//! O(m) a sweep, about 150 sweeps at the default. No vertices give no values; without edges all are 1.

use super::{eigenvector, seen};
use crate::{
    analysis::unfit::Unfit,
    network::{
        Packed,
        progress::{Counter, Progress},
    },
};

/// The share of 1/λ that α is unless told otherwise.
pub const SHARE: f64 = 0.85;

/// So many edges taken are one step of progress.
const STEP: usize = 20_000;

/// Katz centrality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Katz {
    /// The value of each vertex, 1 or more.
    pub values: Vec<f64>,
    /// The α that was taken, 0 without edges.
    pub alpha: f64,
}

/// The Katz centrality of each vertex, with α as a share of 1/λ, 0 or more and at most 0.999.
///
/// # Errors
///
/// When the share is out of range, when weights are to be used and one is no strength, when λ cannot be found, and when it is told to stop.
pub fn katz(graph: &Packed, weighted: bool, share: f64, progress: Progress<'_>) -> Result<Katz, Unfit> {
    if !(0.0..=0.999).contains(&share) {
        return Err(Unfit::Parameter { name: "alpha as a share of 1/λ", value: share, allowed: "from 0 to 0.999".to_owned() });
    }
    let lambda = eigenvector(graph, weighted, progress)?.eigenvalue;
    let graph = seen(graph, weighted);
    let mut values = vec![1.0; graph.len()];
    if lambda <= 0.0 {
        return Ok(Katz { values, alpha: 0.0 });
    }
    let alpha = share / lambda;
    // After k sweeps the error is at most shareᵏ of what it was, so this many are enough whatever rounding does to the bound.
    let most = if share > 0.0 { (1e-13_f64.ln() / share.ln()).ceil() } else { 1.0 };
    let steps = graph.edges() / STEP;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of 0.999 at most takes some thirty thousand sweeps"
    )]
    let counter = Counter::new(progress, steps * most as usize);
    let mut sweeps = 0.0;
    loop {
        counter.steps(steps)?;
        let next: Vec<f64> =
            graph.vertices().map(|v| 1.0 + alpha * graph.weighted(v).map(|(u, weight)| weight * values[u as usize]).sum::<f64>()).collect();
        let change = next.iter().zip(&values).map(|(new, old)| (new - old) * (new - old)).sum::<f64>().sqrt();
        let length = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        values = next;
        sweeps += 1.0;
        if share / (1.0 - share) * change <= 1e-10 * length || sweeps >= most {
            return Ok(Katz { values, alpha });
        }
    }
}
