//! Where would the network fall apart? Its blocks, the vertices that hold blocks together, and the edges that are alone in theirs.
//!
//! # Definition
//!
//! ```text
//! block       a largest set of edges any two of which lie on one cycle that meets no vertex twice; an edge on no cycle is a block of its own
//! cut point   a vertex without which its component falls into two parts or more
//! bridge      an edge without which its component falls into two: a block of two vertices
//! ```
//!
//! A block is given as the vertices of its edges, so a cut point is in several blocks. An isolated vertex has no edge and is in none, as
//! in networkx and igraph (others count it as a block of one). Weights do not matter.
//!
//! # Method
//!
//! J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM 16, 1973: one depth-first
//! walk that keeps, for each vertex, the earliest vertex that can be reached from below it. The walk has a stack of its own, so a path of millions of
//! vertices is no deeper than any other graph. The vertices below one stand in one run of the order of the walk, so the parts come with it.
//!
//! O(n + m), and the sorting of the answer.
//!
//! # Edge cases
//!
//! No vertices, no edges: nothing. Several components: each for itself. Loops and parallel edges: [`Packed`] has none; a pair joined by
//! several edges can be a bridge all the same, so whoever asks for single threads looks at what the edge stands for.

use std::{cmp::Reverse, ops::Range};

use crate::network::Packed;

/// The blocks of a graph, and what joins them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    /// The vertices of each block, in order; the largest block first, then by their vertices.
    pub blocks: Vec<Vec<u32>>,
    /// The bridges, by their ends.
    pub bridges: Vec<Bridge>,
    /// The cut points, in order.
    pub cut_points: Vec<CutPoint>,
    /// The vertices as the walk met them, component by component.
    order: Vec<u32>,
    /// Where each component begins in `order`, and the end.
    starts: Vec<usize>,
}

/// An edge without which its component falls into two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Its ends, the smaller first.
    pub ends: [u32; 2],
    /// How many vertices are on the side of each end, the end among them.
    pub sizes: [usize; 2],
    /// The run of the walk that is one side, and which.
    run: Range<usize>,
    side: usize,
}

/// A vertex without which its component falls apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutPoint {
    /// The vertex.
    pub vertex: u32,
    /// How many vertices each part would have, the largest first.
    pub sizes: Vec<usize>,
    /// The runs of the walk that would fall off; what else there is of the component is one more part.
    runs: Vec<Range<usize>>,
}

/// Finds blocks, bridges and cut points.
///
/// ```
/// use accord::{analysis::blocks::blocks, network::Packed};
/// // A triangle 0 1 2 with a tail 2 3 4.
/// let found = blocks(&Packed::new(5, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0), (3, 4, 1.0)]));
/// assert_eq!(found.blocks, [vec![0, 1, 2], vec![2, 3], vec![3, 4]]);
/// assert_eq!(found.bridges[0].ends, [2, 3]);
/// assert_eq!(found.sides(&found.bridges[0]), [vec![0, 1, 2], vec![3, 4]]);
/// assert_eq!(found.cut_points.iter().map(|cut| cut.vertex).collect::<Vec<_>>(), [2, 3]);
/// assert_eq!(found.cut_points[0].sizes, [2, 2]);
/// ```
#[must_use]
pub fn blocks(graph: &Packed) -> Blocks {
    const NEW: u32 = u32::MAX;
    let n = graph.len();
    let mut found = Blocks { order: Vec::with_capacity(n), ..Blocks::default() };
    // Where each vertex is in the order of the walk, and the first place that can be reached from it and from below it by one edge back.
    let (mut place, mut low) = (vec![NEW; n], vec![NEW; n]);
    // The way from the root: each vertex, and how many of its arcs have been taken.
    let mut way: Vec<(u32, usize)> = Vec::new();
    // Vertices whose block is not yet closed.
    let mut open: Vec<u32> = Vec::new();
    // Whenever a block is closed: the vertex above it, and the run of what lies below that.
    let mut closed: Vec<(u32, Range<usize>)> = Vec::new();

    for root in graph.vertices() {
        if place[root as usize] != NEW {
            continue;
        }
        found.starts.push(found.order.len());
        let mut entered = Some(root);
        loop {
            if let Some(vertex) = entered.take() {
                // Edges name vertices by 32 bits, so places fit.
                let here = u32::try_from(found.order.len()).unwrap_or(NEW);
                (place[vertex as usize], low[vertex as usize]) = (here, here);
                found.order.push(vertex);
                open.push(vertex);
                way.push((vertex, 0));
            }
            let above = way.len().checked_sub(2).map(|at| way[at].0);
            let Some((vertex, taken)) = way.last_mut() else { break };
            if let Some(&next) = graph.neighbours(*vertex).get(*taken) {
                *taken += 1;
                if place[next as usize] == NEW {
                    entered = Some(next);
                } else if above != Some(next) {
                    low[*vertex as usize] = low[*vertex as usize].min(place[next as usize]);
                }
                continue;
            }
            let vertex = *vertex;
            way.pop();
            let Some(above) = above else { continue };
            low[above as usize] = low[above as usize].min(low[vertex as usize]);
            if low[vertex as usize] >= place[above as usize] {
                let first = open.iter().rposition(|&other| other == vertex).unwrap_or_default();
                let mut block = open.split_off(first);
                block.push(above);
                block.sort_unstable();
                found.blocks.push(block);
                closed.push((above, place[vertex as usize] as usize..found.order.len()));
            }
        }
        open.clear();
    }
    found.starts.push(n);
    found.blocks.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
    found.cut(&place, &low, closed);
    found
}

impl Blocks {
    /// The components, each as its vertices in order; the largest first, then by their first vertices. Isolated vertices are components, too.
    #[must_use]
    pub fn components(&self) -> Vec<Vec<u32>> {
        let mut components: Vec<Vec<u32>> = self.starts.windows(2).map(|ends| self.sorted(ends[0]..ends[1])).collect();
        components.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        components
    }

    /// The vertices on the side of each end of a bridge, in order. Linear in the size of the component.
    #[must_use]
    pub fn sides(&self, bridge: &Bridge) -> [Vec<u32>; 2] {
        let mut sides = [self.rest(std::slice::from_ref(&bridge.run), None), self.sorted(bridge.run.clone())];
        if bridge.side == 0 {
            sides.reverse();
        }
        sides
    }

    /// The parts into which a component falls without a cut point, each in order; the largest first, then by their first vertices. Linear in
    /// the size of the component.
    #[must_use]
    pub fn parts(&self, cut: &CutPoint) -> Vec<Vec<u32>> {
        let mut parts: Vec<Vec<u32>> = cut.runs.iter().map(|run| self.sorted(run.clone())).collect();
        parts.push(self.rest(&cut.runs, Some(cut.vertex)));
        parts.retain(|part| !part.is_empty());
        parts.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        parts
    }

    /// Makes bridges and cut points of what lies below each vertex that closed a block.
    fn cut(&mut self, place: &[u32], low: &[u32], mut closed: Vec<(u32, Range<usize>)>) {
        for (above, run) in &closed {
            let below = self.order[run.start];
            if low[below as usize] > place[*above as usize] {
                let side = usize::from(below > *above);
                let mut sizes = [self.component(run.start).len() - run.len(); 2];
                sizes[side] = run.len();
                self.bridges.push(Bridge { ends: [below.min(*above), below.max(*above)], sizes, run: run.clone(), side });
            }
        }
        self.bridges.sort_unstable_by_key(|bridge| bridge.ends);
        closed.sort_unstable_by_key(|(above, run)| (*above, run.start));
        for same in closed.chunk_by(|a, b| a.0 == b.0) {
            let vertex = same[0].0;
            let runs: Vec<Range<usize>> = same.iter().map(|(_, run)| run.clone()).collect();
            let mut sizes: Vec<usize> = runs.iter().map(Range::len).collect();
            let rest = self.component(place[vertex as usize] as usize).len() - 1 - sizes.iter().sum::<usize>();
            sizes.extend((rest > 0).then_some(rest));
            // The root of a walk with one run below it has nothing beside that, and is no cut point.
            if sizes.len() > 1 {
                sizes.sort_unstable_by_key(|&size| Reverse(size));
                self.cut_points.push(CutPoint { vertex, sizes, runs });
            }
        }
    }

    /// The run of the walk that is the component around a place of it.
    fn component(&self, place: usize) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= place);
        self.starts[next - 1]..self.starts[next]
    }

    fn sorted(&self, run: Range<usize>) -> Vec<u32> {
        let mut vertices = self.order[run].to_vec();
        vertices.sort_unstable();
        vertices
    }

    /// What there is of a component beside these runs of it and one vertex.
    fn rest(&self, runs: &[Range<usize>], without: Option<u32>) -> Vec<u32> {
        let Some(first) = runs.first() else { return Vec::new() };
        let component = self.component(first.start);
        let mut vertices = Vec::with_capacity(component.len());
        let mut from = component.start;
        for run in runs {
            vertices.extend_from_slice(&self.order[from..run.start]);
            from = run.end;
        }
        vertices.extend_from_slice(&self.order[from..component.end]);
        vertices.retain(|&vertex| Some(vertex) != without);
        vertices.sort_unstable();
        vertices
    }
}
