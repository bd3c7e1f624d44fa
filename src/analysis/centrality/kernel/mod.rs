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

/// The sum of what the neighbours of a vertex have, each as often as the edge weighs.
#[inline]
pub(super) fn pulled(graph: &Packed, v: u32, values: &[f64]) -> f64 {
    let neighbours = graph.neighbours(v);
    // Most rows are short, and these are set into the loops that ask.
    if neighbours.len() < 16 && !graph.is_weighted() {
        neighbours.iter().map(|&u| values[u as usize]).sum()
    } else {
        summed(neighbours, graph.weights(v), values)
    }
}

/// The same of a row with weights, or of a long one, in four lanes of which none waits for another.
fn summed(neighbours: &[u32], weights: &[f64], values: &[f64]) -> f64 {
    if !weights.is_empty() {
        return neighbours.iter().zip(weights).map(|(&u, weight)| weight * values[u as usize]).sum();
    }
    let (fours, others) = neighbours.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for four in fours {
        for (sum, &u) in sums.iter_mut().zip(four) {
            *sum += values[u as usize];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + others.iter().map(|&u| values[u as usize]).sum::<f64>()
}
