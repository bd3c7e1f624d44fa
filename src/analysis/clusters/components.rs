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
//! Walks by breadth from each vertex not yet met, O(n + m).
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
    Partition::new(&walk(graph, |_, _| true))
}

/// The components of the subgraph of some vertices, largest first, each in order of vertices.
#[must_use]
pub fn components_among(graph: &Packed, among: impl Fn(u32) -> bool) -> Vec<Vec<u32>> {
    let parts = Partition::new(&walk(graph, |a, b| among(a) && among(b)));
    parts.members().into_iter().filter(|part| among(part[0])).collect()
}

/// A label for each vertex, the same for those that edges that `joins` admits connect: the first of them.
pub(super) fn walk(graph: &Packed, joins: impl Fn(u32, u32) -> bool) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut label = vec![NONE; graph.len()];
    // The vertices met, in order of the walks, and one place that is written and not kept.
    let mut met = vec![0_u32; graph.len() + 1];
    let (mut next, mut end) = (0, 0);
    for first in graph.vertices() {
        if label[first as usize] != NONE {
            continue;
        }
        label[first as usize] = first;
        met[end] = first;
        end += 1;
        while next < end {
            let v = met[next];
            next += 1;
            for &u in graph.neighbours(v) {
                // Each is written, and kept by moving on if it is new: a branch would be guessed wrong for most.
                let new = label[u as usize] == NONE && joins(v, u);
                label[u as usize] = if new { first } else { label[u as usize] };
                met[end] = u;
                end += usize::from(new);
            }
        }
    }
    label
}
