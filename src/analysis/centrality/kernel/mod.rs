//! The work that measures are made of, without convention or normalisation.
//!
//! A kernel takes a graph and gives plain sums: distances from each vertex, shares of shortest paths, the leading eigenvector of a component.
//! What is divided by what is a matter of the measures above. Work is cut into pieces whose number does not depend on the number of
//! threads, and their results are put together in order, so one thread and many give the same bits.

pub mod betweenness;
pub mod brandes;
pub mod distances;
pub mod hops;
pub mod lanczos;
pub mod noda;
pub mod pair;
pub mod shortest;
pub mod sources;
pub(super) mod turns;

use std::ops::Range;

use crate::network::Packed;

/// How many pieces work from every vertex is cut into, at most.
const PIECES: usize = 256;

/// The numbers `0..n` in pieces of equal length, as many for any number of threads.
fn pieces(n: usize) -> Vec<Range<usize>> {
    let length = n.div_ceil(PIECES).max(1);
    (0..n).step_by(length).map(|start| start..(start + length).min(n)).collect()
}

/// What the neighbours of a vertex have, each as often as the edge weighs.
pub(super) fn pulled(graph: &Packed, v: u32, values: &[f64]) -> f64 {
    let neighbours = graph.neighbours(v);
    match graph.weights(v) {
        [] => neighbours.iter().map(|&u| values[u as usize]).sum(),
        weights => neighbours.iter().zip(weights).map(|(&u, weight)| weight * values[u as usize]).sum(),
    }
}
