//! How many of the ties that could be are there?
//!
//! # Definition
//!
//! ```text
//! one mode    density = m / (n (n − 1) / 2)
//! two modes   density = m / (p q)             for p vertices of the first mode and q of the second
//! ```
//!
//! In a two-mode network no tie can join two of one mode, so the first formula could never reach 1 on it (S. P. Borgatti, M. G. Everett, "Network
//! analysis of 2-mode data", Social Networks 19, 1997). Loops and parallel edges are not counted: the packed network has none. Weights are not looked at.
//!
//! Undefined, hence `None`, where no tie could be: for fewer than two vertices, or a mode without any. O(1).

use crate::network::Packed;

/// The density of a network of one mode.
///
/// ```
/// use accord::{analysis::structure::density, network::Packed};
/// let triangle_and_tail = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// assert_eq!(density::one_mode(&triangle_and_tail), Some(4.0 / 6.0));
/// ```
#[must_use]
pub fn one_mode(graph: &Packed) -> Option<f64> {
    let n = graph.len() as f64;
    (graph.len() > 1).then(|| graph.edges() as f64 / (n * (n - 1.0) / 2.0))
}

/// The density of a network of two modes, whose vertices below `first` are the first mode.
#[must_use]
pub fn two_modes(graph: &Packed, first: usize) -> Option<f64> {
    let second = graph.len().saturating_sub(first);
    (first > 0 && second > 0).then(|| graph.edges() as f64 / (first as f64 * second as f64))
}
