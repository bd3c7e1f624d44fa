//! Who has a short way to everybody?
//!
//! ```text
//! harmonic(v) = 1/(n − 1) · Σ over u ≠ v  1/d(v, u)                    1/∞ = 0
//! classic(v)  = r/(n − 1) · r / Σ over the r vertices u that v reaches  d(v, u)
//! ```
//!
//! Harmonic closeness is the one to take: it counts those out of reach as infinitely far, without further ado (M. Marchiori, V. Latora, Physica A 285,
//! 2000; Y. Rochat, ASNA 2009). Here it is divided by n − 1, so that 1 means a neighbour of everybody; networkx does not divide, igraph does.
//!
//! Classic closeness is defined within a component only. The factor r/(n − 1) of S. Wasserman and K. Faust (*Social Network Analysis*, 1994,
//! formula 5.22) makes small components small: without it, a pair that knows nobody else would come first with 1. That is
//! networkx's `wf_improved=True`; igraph leaves the factor out.
//!
//! d is counted in hops, or, when weights are used, in lengths 1/weight, since a weight is a strength.
//!
//! No vertices give no values; one vertex and isolated ones have 0. By hops O(n·m/512) where distances are short and O(n·m) where they are long, with weights
//! O(n·m log n), on all cores; see [`super::kernel::hops`] and [`super::kernel::distances`].

use super::{kernel::distances::distances, seen};
use crate::{
    analysis::unfit::{self, Unfit},
    network::{Packed, progress::Progress},
};

/// Both sorts of closeness, by vertex number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closeness {
    /// The mean of one by distance.
    pub harmonic: Vec<f64>,
    /// One by the mean distance, with the factor of Wasserman and Faust.
    pub classic: Vec<f64>,
    /// The sum of one by distance, not divided by anything.
    pub inverse: Vec<f64>,
    /// The sum of the distances of those that are reached.
    pub farness: Vec<f64>,
    /// How many are reached, the vertex itself not among them.
    pub reached: Vec<usize>,
}

/// The closeness of each vertex; one run of the kernel gives both sorts.
///
/// ```
/// use accord::{analysis::centrality::closeness, network::{Packed, progress::SILENT}};
/// let star = Packed::new(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// assert_eq!(closeness(&star, false, SILENT).unwrap().harmonic, [1.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0]);
/// ```
///
/// # Errors
///
/// When weights are to be used and one is no strength, and when `progress` says to stop.
pub fn closeness(graph: &Packed, weighted: bool, progress: Progress<'_>) -> Result<Closeness, Unfit> {
    let graph = seen(graph, weighted);
    unfit::strengths(&graph)?;
    let others = graph.len().saturating_sub(1).max(1) as f64;
    let mut closeness = Closeness::default();
    for sums in distances(&graph, progress)? {
        let reached = sums.reached as f64;
        closeness.harmonic.push(sums.inverse / others);
        closeness.classic.push(if sums.reached == 0 { 0.0 } else { reached / others * (reached / sums.sum) });
        closeness.inverse.push(sums.inverse);
        closeness.farness.push(sums.sum);
        closeness.reached.push(sums.reached);
    }
    Ok(closeness)
}
