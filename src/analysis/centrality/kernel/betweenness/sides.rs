//! Finds vertices that stand between no others, because all their neighbours know each other.
//!
//! ```text
//! side vertex   one whose neighbours are all neighbours of each other (simplicial): a party of a single agreement among many
//! ```
//!
//! A. E. Sarıyüce, E. Saule, K. Kaya and Ü. V. Çatalyürek, "Shattering and compressing networks for betweenness centrality", SDM 2013. A path that passes such a
//! vertex has a shorter way past it. It matters only as an end, and once its own ways have been looked at, the graph is as good without it. So sides
//! leave in rounds, and each round leaves fewer edges for the next.
//!
//! A neighbour that stands for several is a neighbour of itself only when its members are close. Each check ends with the first two neighbours that are strangers;
//! all those found before are edges, so a check costs no more than O(m log m), and hardly ever so much.

use super::folded::Folded;

/// The side vertices, in order.
#[must_use]
pub fn sides(graph: &Folded) -> Vec<u32> {
    graph.numbers().filter(|&v| is_side(graph, v)).collect()
}

fn is_side(graph: &Folded, vertex: u32) -> bool {
    let row = graph.neighbours(vertex);
    row.iter().all(|&a| graph.vertices[a as usize].close)
        && row.iter().enumerate().all(|(at, &a)| row[at + 1..].iter().all(|&b| graph.joined(a, b)))
}
