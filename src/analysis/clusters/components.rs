//! Who can reach whom at all? The connected components.
//!
//! # Definition
//!
//! ```text
//! component     a largest set of vertices any two of which are joined by a path
//! ```
//!
//! An edge joins whatever it weighs, even nothing: that there is one is a fact, how much it weighs a measure.
//!
//! # Method and cost
//!
//! Each vertex leads to itself or to one before it, and to the first of its component in the end. An edge joins two of these ways, and to follow one halves it
//! for whoever comes after (R. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", Journal of the ACM 31, 1984). One array, and no queue: in networks of
//! many small components this is half the work of walks. O(n + m log n) at worst, O(n + m) in practice.
//!
//! # Edge cases
//!
//! No vertices: no components. A vertex without neighbours is a component of one, as in networkx and igraph.

use super::Partition;
use crate::network::Packed;

/// The components of a graph.
///
/// ```
/// use accord::{analysis::clusters::components::components, network::Packed};
/// let found = components(&Packed::new(4, &[(0, 2, 1.0), (2, 3, 1.0)]));
/// assert_eq!(found.members(), [vec![0, 2, 3], vec![1]]);
/// ```
#[must_use]
pub fn components(graph: &Packed) -> Partition {
    let (labels, sizes) = joined(graph, |_, _| true);
    Partition::of_sizes(labels, &sizes)
}

/// The components of the subgraph of some vertices, largest first, each in order of vertices.
#[must_use]
pub fn components_among(graph: &Packed, among: impl Fn(u32) -> bool) -> Vec<Vec<u32>> {
    let (labels, sizes) = joined(graph, |a, b| among(a) && among(b));
    let parts = Partition::of_sizes(labels, &sizes);
    parts.members().into_iter().filter(|part| among(part[0])).collect()
}

/// A label for each vertex, the same for those that edges that `joins` admits connect, and how many have each; numbered by their first vertices.
pub(super) fn joined(graph: &Packed, joins: impl Fn(u32, u32) -> bool) -> (Vec<u32>, Vec<u32>) {
    // Who leads to whom: each to itself or to one before it.
    let mut leads: Vec<u32> = graph.vertices().collect();
    for v in graph.vertices() {
        let mut first = v;
        for &u in graph.neighbours(v).iter().take_while(|&&u| u < v) {
            if !joins(v, u) {
                continue;
            }
            let other = lead(&mut leads, u);
            leads[first.max(other) as usize] = first.min(other);
            first = first.min(other);
        }
    }
    // Whoever is led to has been numbered before.
    let mut sizes: Vec<u32> = Vec::new();
    for v in 0..leads.len() {
        let to = leads[v] as usize;
        if to == v {
            // Vertices are numbered by 32 bits, and components are no more.
            leads[v] = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
            sizes.push(1);
        } else {
            leads[v] = leads[to];
            sizes[leads[v] as usize] += 1;
        }
    }
    (leads, sizes)
}

/// The first vertex that one leads to, from one to the next; each on the way then leads to the one after the next.
fn lead(leads: &mut [u32], mut v: u32) -> u32 {
    loop {
        let next = leads[v as usize];
        if next == v {
            return v;
        }
        let further = leads[next as usize];
        leads[v as usize] = further;
        v = further;
    }
}
