//! One of the shortest ways between two vertices, by lot, each as likely as any other.
//!
//! # Method
//!
//! M. Borassi and E. Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ACM Journal of Experimental Algorithmics 24, 2019: two
//! breadth-first searches, one from either end, count shortest ways; the one that has fewer arcs before it goes a level further, until they meet.
//! Every shortest way then passes one vertex of the level at which they meet, σ(s, v)·σ(v, t) of them that one. It is drawn in proportion, and from it
//! the way back to either end.
//!
//! ```text
//! paper          here
//! σ(s, v)        ways
//! frontier       level
//! ```
//!
//! # Cost
//!
//! At worst O(n + m), in small worlds more like √m, since each search goes half the way only. Memory: four words for each vertex, which are cleared
//! where a search has been.

use crate::network::Packed;

/// No distance: not met.
const NONE: u32 = u32::MAX;

/// Searches between pairs, one after the other.
pub struct Pair {
    sides: [Side; 2],
    meeting: Vec<(u32, f64)>,
    inner: Vec<u32>,
}

/// The search from one end.
struct Side {
    distance: Vec<u32>,
    ways: Vec<f64>,
    /// All vertices met, nearest first.
    met: Vec<u32>,
    /// Where the last level begins in `met`, and its distance.
    level: usize,
    depth: u32,
}

impl Pair {
    /// Searches in graphs of `n` vertices.
    #[must_use]
    pub fn new(n: usize) -> Self {
        let side = || Side { distance: vec![NONE; n], ways: vec![0.0; n], met: Vec::new(), level: 0, depth: 0 };
        Self { sides: [side(), side()], meeting: Vec::new(), inner: Vec::new() }
    }

    /// The inner vertices of a shortest way, by hops, between two different vertices; none when they are neighbours, or no way joins them.
    ///
    /// `lot` gives a number from 0 up and below what it is given. `None` when there are more ways than can be counted.
    pub fn way(&mut self, graph: &Packed, from: u32, to: u32, lot: &mut impl FnMut(f64) -> f64) -> Option<&[u32]> {
        self.sides[0].begin(from);
        self.sides[1].begin(to);
        self.inner.clear();
        self.meeting.clear();
        while self.meeting.is_empty() && self.sides.iter().all(|side| side.level < side.met.len()) {
            let arcs = |side: &Side| side.met[side.level..].iter().map(|&v| graph.degree(v)).sum::<usize>();
            let [first, second] = &mut self.sides;
            let (near, far) = if arcs(first) <= arcs(second) { (first, second) } else { (second, first) };
            near.advance(graph);
            let both = near.met[near.level..].iter().filter(|&&v| far.distance[v as usize] != NONE);
            self.meeting.extend(both.map(|&v| (v, near.ways[v as usize] * far.ways[v as usize])));
        }
        if !self.meeting.is_empty() {
            let middle = drawn(&self.meeting, lot)?;
            if middle != from && middle != to {
                self.inner.push(middle);
            }
            for side in &self.sides {
                side.back(graph, middle, lot, &mut self.inner)?;
            }
        }
        Some(&self.inner)
    }
}

impl Side {
    fn begin(&mut self, start: u32) {
        for v in self.met.drain(..) {
            self.distance[v as usize] = NONE;
        }
        (self.distance[start as usize], self.ways[start as usize]) = (0, 1.0);
        self.met.push(start);
        (self.level, self.depth) = (0, 0);
    }

    /// Goes one level further; the vertices of the last one have their number of ways when it is done.
    fn advance(&mut self, graph: &Packed) {
        let level = self.level..self.met.len();
        self.level = self.met.len();
        self.depth += 1;
        for at in level {
            let v = self.met[at];
            let ways = self.ways[v as usize];
            for &u in graph.neighbours(v) {
                let distance = &mut self.distance[u as usize];
                if *distance == NONE {
                    *distance = self.depth;
                    self.ways[u as usize] = ways;
                    self.met.push(u);
                } else if *distance == self.depth {
                    self.ways[u as usize] += ways;
                }
            }
        }
    }

    /// Draws a way from a vertex back to the start, and adds the vertices between.
    fn back(&self, graph: &Packed, from: u32, lot: &mut impl FnMut(f64) -> f64, inner: &mut Vec<u32>) -> Option<()> {
        let mut v = from;
        for distance in (1..self.distance[from as usize]).rev() {
            let before = graph.neighbours(v).iter().filter(|&&u| self.distance[u as usize] == distance);
            v = drawn(&before.map(|&u| (u, self.ways[u as usize])).collect::<Vec<_>>(), lot)?;
            inner.push(v);
        }
        Some(())
    }
}

/// One vertex by lot, in proportion to its number of ways.
fn drawn(vertices: &[(u32, f64)], lot: &mut impl FnMut(f64) -> f64) -> Option<u32> {
    if let [(only, ways)] = vertices {
        return ways.is_finite().then_some(*only);
    }
    let total: f64 = vertices.iter().map(|(_, ways)| ways).sum();
    let mut left = if total.is_finite() { lot(total) } else { return None };
    let found = vertices.iter().find(|(_, ways)| {
        left -= ways;
        left < 0.0
    });
    found.or(vertices.last()).map(|(v, _)| *v)
}
