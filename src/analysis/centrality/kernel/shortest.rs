//! Shortest ways from one vertex to all others, for the kernels that need them from every vertex.
//!
//! By hops with a breadth-first search, O(n + m); by lengths 1/weight with Dijkstra's algorithm, O((n + m) log n).

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::network::Packed;

/// A search that can be begun anew from vertex after vertex without asking for memory again.
pub struct Search {
    /// The distance of each vertex that was reached, infinite for the others.
    pub distance: Vec<f64>,
    /// The vertices that were reached, nearest first, the start itself included.
    pub order: Vec<u32>,
    /// Where each vertex that was reached stands in `order`.
    pub place: Vec<u32>,
    /// A bit for each vertex that was reached by hops: so small that it stays near the processor.
    met: Vec<u64>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Search {
    /// A search in graphs of `n` vertices.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self {
            distance: vec![f64::INFINITY; n],
            order: Vec::with_capacity(n),
            place: vec![0; n],
            met: vec![0; n.div_ceil(64)],
            queue: BinaryHeap::new(),
        }
    }

    /// Looks for all vertices from this one, by lengths 1/weight where the graph has weights, else by hops.
    pub fn run(&mut self, graph: &Packed, start: u32) {
        for &v in &self.order {
            self.distance[v as usize] = f64::INFINITY;
            self.met[v as usize / 64] = 0;
        }
        self.order.clear();
        if graph.is_weighted() {
            self.by_length(graph, start);
        } else {
            self.by_hops(graph, start);
        }
        for (place, &v) in (0..).zip(&self.order) {
            self.place[v as usize] = place;
        }
    }

    /// Level by level. Each neighbour is written behind the order, and kept by moving on if it is new: a branch would be guessed wrong for most.
    fn by_hops(&mut self, graph: &Packed, start: u32) {
        self.order.push(start);
        self.distance[start as usize] = 0.0;
        self.met[start as usize / 64] |= 1 << (start % 64);
        let (mut begin, mut end, mut hops) = (0, 1, 0.0);
        // When all are found, there is nobody left to look for.
        while begin < end && end < graph.len() {
            let level = begin..end;
            for at in level.clone() {
                if end == graph.len() {
                    break;
                }
                let neighbours = graph.neighbours(self.order[at]);
                if self.order.len() < end + neighbours.len() {
                    self.order.resize(end + neighbours.len(), 0);
                }
                for &u in neighbours {
                    let (word, bit) = (&mut self.met[u as usize / 64], 1 << (u % 64));
                    let is_new = *word & bit == 0;
                    *word |= bit;
                    self.order[end] = u;
                    end += usize::from(is_new);
                }
            }
            hops += 1.0;
            for &u in &self.order[level.end..end] {
                self.distance[u as usize] = hops;
            }
            begin = level.end;
        }
        self.order.truncate(end);
    }

    fn by_length(&mut self, graph: &Packed, start: u32) {
        self.distance[start as usize] = 0.0;
        // The bits of doubles that are not negative are in the order of the doubles.
        self.queue.push(Reverse((0.0_f64.to_bits(), start)));
        while let Some(Reverse((bits, v))) = self.queue.pop() {
            if bits != self.distance[v as usize].to_bits() {
                continue;
            }
            // A vertex is pushed once for each shorter way, and each way has other bits, so it is taken from here once.
            self.order.push(v);
            for (u, weight) in graph.weighted(v) {
                let way = self.distance[v as usize] + 1.0 / weight;
                if way < self.distance[u as usize] {
                    self.distance[u as usize] = way;
                    self.queue.push(Reverse((way.to_bits(), u)));
                }
            }
        }
    }
}
