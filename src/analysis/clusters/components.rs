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
//! Each vertex leads to itself or to one before it, and to the first of its component in the end. An edge joins two of these ways, and to follow one
//! halves it for whoever comes after (R. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", Journal of the ACM 31, 1984). One
//! array, and no queue: in networks of many small components this is half the work of walks.
//!
//! First each vertex is joined with its first and its last neighbour. When a look at some hundred vertices shows that most are in one component by
//! then, as in most networks of many edges, whoever is in it needs no more looks at its edges: one to somebody outside is looked at from there (M.
//! Sutton, T. Ben-Nun, A. Barak, "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS 2018). O(n + m log n) at worst,
//! O(n + m) in practice.
//!
//! # Edge cases
//!
//! No vertices: no components. A vertex without neighbours is a component of one, as in networkx and igraph.

use super::Partition;
use crate::network::Packed;

/// More edges than so many for each vertex are not all looked at.
const DENSE: usize = 3;

/// At how many vertices to look for the component in which most are.
const SOME: usize = 256;

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
    let unite = |leads: &mut [u32], first: u32, v: u32, u: u32| {
        if !joins(v, u) {
            return first;
        }
        let other = lead(leads, u);
        leads[first.max(other) as usize] = first.min(other);
        first.min(other)
    };
    let dense = graph.edges() > DENSE * graph.len();
    if dense {
        for v in graph.vertices() {
            let neighbours = graph.neighbours(v);
            for &u in neighbours.first().into_iter().chain(neighbours.last()) {
                let first = lead(&mut leads, v);
                unite(&mut leads, first, v, u);
            }
        }
    }
    let most = if dense { most(&mut leads) } else { None };
    for v in graph.vertices() {
        let mut first = lead(&mut leads, v);
        match most {
            None => {
                for &u in graph.neighbours(v).iter().take_while(|&&u| u < v) {
                    first = unite(&mut leads, first, v, u);
                }
            }
            Some(most) if first == lead(&mut leads, most) => {}
            Some(_) => {
                for &u in graph.neighbours(v) {
                    first = unite(&mut leads, first, v, u);
                }
            }
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

/// A vertex in whose component more than half of all seem to be, by a look at some.
fn most(leads: &mut [u32]) -> Option<u32> {
    let mut found: Vec<u32> = leads.iter().copied().step_by(leads.len().div_ceil(SOME).max(1)).collect();
    for v in &mut found {
        *v = lead(leads, *v);
    }
    found.sort_unstable();
    found.chunk_by(|a, b| a == b).find(|same| 2 * same.len() > found.len()).map(|same| same[0])
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest vertex that each reaches, by passing on what is known until nothing changes.
    fn slowly(graph: &Packed, joins: impl Fn(u32, u32) -> bool) -> Vec<u32> {
        let mut first: Vec<u32> = graph.vertices().collect();
        loop {
            let before = first.clone();
            for (a, b, _) in graph.edge_list().filter(|&(a, b, _)| joins(a, b)) {
                let least = first[a as usize].min(first[b as usize]);
                (first[a as usize], first[b as usize]) = (least, least);
            }
            if first == before {
                return first;
            }
        }
    }

    #[test]
    fn dense_and_sparse_graphs_of_one_component_and_of_many_are_told_apart() {
        let mut lot = fastrand::Rng::with_seed(11);
        for round in 0..400 {
            // From one group to twelve of very different sizes, in any order, and from hardly any edges to many.
            let n = lot.u32(1..600);
            let groups = lot.u32(1..=12);
            let of: Vec<u32> = (0..n).map(|_| lot.u32(0..groups).min(lot.u32(0..groups))).collect();
            let mut edges = Vec::new();
            for _ in 0..n * lot.u32(0..9) {
                let (a, b) = (lot.u32(0..n), lot.u32(0..n));
                if of[a as usize] == of[b as usize] {
                    edges.push((a, b, 1.0));
                }
            }
            let graph = Packed::new(n as usize, &edges);
            let odd = lot.bool();
            let joins = |a: u32, b: u32| !odd || (a + b).is_multiple_of(2);
            let expected = slowly(&graph, joins);
            let (found, sizes) = joined(&graph, joins);
            let mut firsts: Vec<u32> = expected.clone();
            firsts.sort_unstable();
            let counts: Vec<u32> = firsts.chunk_by(|a, b| a == b).map(|same| u32::try_from(same.len()).unwrap()).collect();
            firsts.dedup();
            let labels: Vec<u32> = found.iter().map(|&label| firsts[label as usize]).collect();
            assert_eq!((labels, sizes), (expected, counts), "round {round}");
        }
    }
}
