//! How deep in the network does somebody stand? Core numbers.
//!
//! # Definition
//!
//! ```text
//! k-core        the largest set of vertices each of which has k or more neighbours in the set
//! core(v)       the largest k such that v is in the k-core
//! ```
//!
//! The k-cores lie in each other like the skins of an onion; the vertices of core number k are the k-th shell. Neighbours are counted, not weights,
//! as in networkx and igraph.
//!
//! # Method
//!
//! The vertex of fewest neighbours is taken away, again and again; its core number is the most that any had when it was taken. With
//! vertices kept in order of their neighbours left this is O(n + m): V. Batagelj and M. Zaveršnik, "An O(m) algorithm for cores decomposition of
//! networks", arXiv:cs/0310049, 2003. The definition is from S. B. Seidman, "Network structure and minimum degree", Social Networks 5, 1983.
//!
//! # Edge cases
//!
//! No vertices: no numbers. A vertex without neighbours: 0. Several components: each for itself. Loops and parallel edges do not count, as [`Packed`]
//! has none. Weights, even below zero, do not matter.

use crate::network::Packed;

/// The core number of each vertex.
///
/// ```
/// use accord::{analysis::core::core_numbers, network::Packed};
/// // A triangle 0 1 2, a tail 2 3, and 4 alone.
/// let graph = Packed::new(5, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// assert_eq!(core_numbers(&graph), [2, 2, 2, 1, 0]);
/// ```
#[must_use]
pub fn core_numbers(graph: &Packed) -> Vec<u32> {
    // The neighbours left of each vertex; at the end, its core number.
    let mut left: Vec<usize> = graph.vertices().map(|v| graph.degree(v)).collect();
    // Vertices in order of neighbours left: those that have d left begin at `start[d]`.
    let mut start = vec![0_usize; left.iter().max().map_or(0, |most| most + 2)];
    for &d in &left {
        start[d + 1] += 1;
    }
    for d in 1..start.len() {
        start[d] += start[d - 1];
    }
    let mut next = start.clone();
    let (mut order, mut place) = (vec![0_u32; left.len()], vec![0_usize; left.len()]);
    for v in graph.vertices() {
        let at = &mut next[left[v as usize]];
        (order[*at], place[v as usize]) = (v, *at);
        *at += 1;
    }
    for taken in 0..order.len() {
        let v = order[taken];
        for &u in graph.neighbours(v) {
            let d = left[u as usize];
            if d > left[v as usize] {
                // `u` changes places with the first of those that have as many left, and that run then begins behind it.
                let (from, to) = (place[u as usize], start[d]);
                order.swap(from, to);
                place[order[from] as usize] = from;
                place[u as usize] = to;
                start[d] = to + 1;
                left[u as usize] -= 1;
            }
        }
    }
    // A core number is a degree at most, and vertices are numbered by 32 bits.
    left.into_iter().map(|core| u32::try_from(core).unwrap_or(u32::MAX)).collect()
}
