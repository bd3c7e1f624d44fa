//! Takes a graph apart where one vertex holds it together, so that each block is a graph of its own.
//!
//! ```text
//! block   a largest part that no vertex alone holds together
//! joint   a vertex in two blocks or more; without it, its component falls into branches, one behind each of its blocks
//! ```
//!
//! R. Puzis, Y. Elovici, P. Zilberman, S. Dolev and U. Brandes, "Topology manipulations for speeding betweenness centrality computation", Journal of
//! Complex Networks 3, 2015. A shortest path that leaves a joint for another branch never comes back. So
//!
//! * all paths between two branches of a joint pass it, each by one of its members: that is settled here;
//! * a path between two vertices of one block stays in it, and whatever lies behind a joint is, for this block, as if it were at the joint:
//!   each block gets a copy of its joints, whose ends are all that is not in the branch of this block.
//!
//! A block of two vertices has nobody in between and is left out; so nothing remains of a tree. One depth-first walk, O(n + m log m), as in
//! [`crate::analysis::blocks`]; that one names vertices, this one makes graphs.

use super::folded::{Folded, Ledger, Vertex};

const NONE: u32 = u32::MAX;

/// The blocks of three vertices or more, each a component of the new graph.
#[must_use]
pub fn apart(graph: &Folded, ledger: &mut Ledger) -> Folded {
    let n = graph.len();
    let mut walk = Walk {
        graph,
        place: vec![NONE; n],
        block: vec![NONE; n],
        below: graph.vertices.iter().map(|vertex| vertex.ends).collect(),
        hanging: vec![(0.0, 0.0); n],
        order: Vec::with_capacity(n),
        blocks: Vec::new(),
        run: Vec::with_capacity(n),
    };
    let mut number = vec![NONE; n];
    let mut parts = Folded::default();
    for root in graph.numbers() {
        if walk.place[root as usize] == NONE {
            walk.from(root);
            walk.settle(root, ledger);
            walk.make(root, &mut number, &mut parts);
        }
    }
    parts
}

/// A block as the walk found it.
struct Block {
    /// The vertex by which the walk entered it.
    top: u32,
    /// How many ends the branch below `top` has.
    below: f64,
    /// Where its vertices but the top begin in [`Walk::run`]; the next block begins where they end.
    start: usize,
}

/// The walk, and what it has found in the component of the last root.
struct Walk<'a> {
    graph: &'a Folded,
    /// Where each vertex stands in the order of the walk.
    place: Vec<u32>,
    /// The block in which each vertex is not the top.
    block: Vec<u32>,
    /// How many ends there are at each vertex and below it.
    below: Vec<f64>,
    /// How many ends the branches have of which each vertex is the top: the sum, and the sum of squares.
    hanging: Vec<(f64, f64)>,
    order: Vec<u32>,
    blocks: Vec<Block>,
    run: Vec<u32>,
}

impl Walk<'_> {
    /// Walks through the component of a vertex.
    fn from(&mut self, root: u32) {
        self.order.clear();
        self.blocks.clear();
        self.run.clear();
        // The earliest place that can be reached from each vertex and from below it by one edge back is kept with the way: vertex, arcs taken, earliest.
        let mut way: Vec<(u32, usize, u32)> = Vec::new();
        // Vertices whose block is not yet closed.
        let mut open: Vec<u32> = Vec::new();
        let mut entered = Some(root);
        loop {
            if let Some(vertex) = entered.take() {
                let here = u32::try_from(self.order.len()).unwrap_or(NONE);
                self.place[vertex as usize] = here;
                self.order.push(vertex);
                open.push(vertex);
                way.push((vertex, 0, here));
            }
            let Some(&mut (vertex, ref mut taken, ref mut low)) = way.last_mut() else { break };
            if let Some(&next) = self.graph.neighbours(vertex).get(*taken) {
                *taken += 1;
                match self.place[next as usize] {
                    NONE => entered = Some(next),
                    // The edge by which the vertex was entered leads to a place just above, which closes no block that it should not.
                    place => *low = (*low).min(place),
                }
                continue;
            }
            let low = *low;
            way.pop();
            let Some(&mut (above, _, ref mut earliest)) = way.last_mut() else { continue };
            *earliest = (*earliest).min(low);
            let below = self.below[vertex as usize];
            self.below[above as usize] += below;
            if low >= self.place[above as usize] {
                let block = u32::try_from(self.blocks.len()).unwrap_or(NONE);
                self.blocks.push(Block { top: above, below, start: self.run.len() });
                while let Some(closed) = open.pop() {
                    self.block[closed as usize] = block;
                    self.run.push(closed);
                    if closed == vertex {
                        break;
                    }
                }
                let (sum, squares) = &mut self.hanging[above as usize];
                *sum += below;
                *squares += below * below;
            }
        }
    }

    /// Settles the pairs of vertices in different branches of one.
    fn settle(&self, root: u32, ledger: &mut Ledger) {
        for &v in &self.order {
            let vertex = self.graph.vertices[v as usize];
            let (sum, squares) = self.hanging[v as usize];
            let above = self.below[root as usize] - vertex.ends - sum;
            let pairs = (above + sum) * (above + sum) - above * above - squares;
            if pairs > 0.0 {
                ledger.add(vertex.account, pairs / vertex.members);
            }
        }
    }

    /// Makes a component of each block that is worth it.
    fn make(&self, root: u32, number: &mut [u32], parts: &mut Folded) {
        let starts = self.blocks.iter().map(|block| block.start).skip(1).chain([self.run.len()]);
        for ((this, block), end) in (0..).zip(&self.blocks).zip(starts) {
            let inner = &self.run[block.start..end];
            if inner.len() < 2 {
                continue;
            }
            let top = parts.numbers().end;
            for (at, &v) in (top + 1..).zip(inner) {
                number[v as usize] = at;
            }
            let neighbours = inner.iter().filter(|&&v| self.graph.joined(v, block.top)).map(|&v| number[v as usize]);
            let ends = self.below[root as usize] - block.below;
            parts.push(Vertex { ends, ..self.graph.vertices[block.top as usize] }, neighbours);
            for &v in inner {
                let vertex = self.graph.vertices[v as usize];
                let neighbours = self.graph.neighbours(v).iter().filter_map(|&other| match other {
                    _ if other == block.top => Some(top),
                    _ => (self.block[other as usize] == this).then(|| number[other as usize]),
                });
                parts.push(Vertex { ends: vertex.ends + self.hanging[v as usize].0, ..vertex }, neighbours);
            }
        }
    }
}
