//! An undirected simple graph in compressed sparse rows: what kernels run on.
//!
//! Kernels know vertex numbers and weights, not kinds. Parallel edges are one edge whose weight is the sum of theirs, and loops are dropped (and
//! counted), because measures on multigraphs differ from library to library where nobody looks: here every measure sees the same simple graph.

use super::packing::Edges;

/// An undirected simple graph of `n` vertices, numbered from zero.
///
/// Memory: half a word for each vertex and for each direction of an edge, and a word more for the latter where edges have weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// The arcs of vertex `v` are `offsets[v]..offsets[v + 1]`.
    pub(super) offsets: Vec<u32>,
    /// The far end of each arc, in order within a vertex.
    pub(super) targets: Vec<u32>,
    /// The weight of each arc; empty when all weigh 1.
    pub(super) weights: Vec<f64>,
    /// How many loops were dropped.
    pub(super) loops: usize,
}

impl Packed {
    /// The graph of these edges, each given once in either direction; an end that is no vertex drops the edge, and so do some
    /// two thousand million edges before it, as 32 bits count the arcs. O(n + m).
    ///
    /// ```
    /// use accord::network::Packed;
    /// let graph = Packed::new(3, &[(0, 1, 1.0), (1, 0, 1.0), (2, 1, 1.0), (2, 2, 1.0)]);
    /// assert_eq!((graph.len(), graph.edges(), graph.loops()), (3, 2, 1));
    /// assert_eq!(graph.neighbours(1), [0, 2]);
    /// assert_eq!(graph.weights(1), [2.0, 1.0]);
    /// ```
    #[must_use]
    pub fn new(n: usize, edges: &[(u32, u32, f64)]) -> Self {
        let mut list = Edges::default();
        for &(a, b, weight) in edges {
            list.push([a, b], weight);
        }
        list.pack(n)
    }

    /// How many vertices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Is there no vertex?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many edges there are.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.targets.len() / 2
    }

    /// How many loops were dropped.
    #[must_use]
    pub fn loops(&self) -> usize {
        self.loops
    }

    /// Does some edge weigh other than 1?
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        !self.weights.is_empty()
    }

    /// The numbers of the vertices.
    #[must_use]
    pub fn vertices(&self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + use<> {
        // Edges name vertices by 32 bits, so a graph has no more.
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// How many neighbours a vertex has.
    #[must_use]
    pub fn degree(&self, vertex: u32) -> usize {
        self.arcs(vertex).len()
    }

    /// The numbers of the arcs that leave a vertex.
    #[must_use]
    pub fn arcs(&self, vertex: u32) -> std::ops::Range<usize> {
        self.offsets[vertex as usize] as usize..self.offsets[vertex as usize + 1] as usize
    }

    /// The neighbours of a vertex, in order.
    #[must_use]
    pub fn neighbours(&self, vertex: u32) -> &[u32] {
        &self.targets[self.arcs(vertex)]
    }

    /// The weights of the edges to the neighbours of a vertex, in the order of [`Packed::neighbours`]; empty when all edges weigh 1.
    #[must_use]
    pub fn weights(&self, vertex: u32) -> &[f64] {
        if self.weights.is_empty() { &[] } else { &self.weights[self.arcs(vertex)] }
    }

    /// The neighbours of a vertex with the weights of the edges to them.
    pub fn weighted(&self, vertex: u32) -> impl Iterator<Item = (u32, f64)> {
        let weights = self.weights(vertex);
        self.neighbours(vertex).iter().enumerate().map(|(i, &to)| (to, weights.get(i).copied().unwrap_or(1.0)))
    }

    /// The number of the arc from one vertex to another, `None` when they are not neighbours. O(log degree).
    #[must_use]
    pub fn arc(&self, from: u32, to: u32) -> Option<usize> {
        self.neighbours(from).binary_search(&to).ok().map(|at| self.arcs(from).start + at)
    }

    /// Every edge once, from its smaller end: smaller end, larger end, weight.
    pub fn edge_list(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        self.vertices().flat_map(move |a| self.weighted(a).filter(move |&(b, _)| a < b).map(move |(b, weight)| (a, b, weight)))
    }

    /// The graph of some vertices, in order, which have no neighbours but each other, as in a component; vertex v of this graph is vertex `place[v]` of that one.
    /// O(n + m) of that one.
    #[must_use]
    pub(crate) fn component(&self, vertices: &[u32], place: &[u32]) -> Self {
        let mut part = Self { offsets: Vec::with_capacity(vertices.len() + 1), ..Self::default() };
        part.offsets.push(0);
        for &v in vertices {
            part.targets.extend(self.neighbours(v).iter().map(|&u| place[u as usize]));
            part.weights.extend(self.weights(v));
            // Arcs are counted by 32 bits, and here there are no more.
            part.offsets.push(u32::try_from(part.targets.len()).unwrap_or(u32::MAX));
        }
        part
    }

    /// The same graph with all edges weighing 1.
    #[must_use]
    pub fn unweighted(&self) -> Self {
        Self { weights: Vec::new(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_the_edges_from_either_end(n in 0..8_u32, edges in prop::collection::vec((0..9_u32, 0..9_u32, 1..5_u32), 0..30)) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight))).collect();
            let graph = Packed::new(n as usize, &edges);
            // As many edges as make it worth while are put in place by two threads.
            let mut list = Edges::default();
            for &(a, b, weight) in &edges {
                assert!(list.push([a, b], weight));
            }
            prop_assert_eq!(&list.packed(n as usize, 0), &graph);
            let mut expected: BTreeMap<(u32, u32), f64> = BTreeMap::new();
            for &(a, b, weight) in edges.iter().filter(|(a, b, _)| a != b && *a < n && *b < n) {
                *expected.entry((a.min(b), a.max(b))).or_default() += weight;
            }
            let found: BTreeMap<(u32, u32), f64> = graph.edge_list().map(|(a, b, weight)| ((a, b), weight)).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(graph.edges(), expected.len());
            prop_assert_eq!(graph.loops(), edges.iter().filter(|(a, b, _)| a == b && *a < n).count());
            for a in graph.vertices() {
                prop_assert!(graph.neighbours(a).is_sorted());
                for (b, weight) in graph.weighted(a) {
                    prop_assert!((expected[&(a.min(b), a.max(b))] - weight).abs() < 1e-12);
                }
            }
        }
    }
}
