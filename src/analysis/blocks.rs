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
//! vertices is no deeper than any other graph. The vertices below one stand in one run of the order of the walk, so the parts come with it. A leaf is
//! a block with its neighbour, and is not walked into.
//!
//! O(n + m), and the sorting of the blocks of three and more; those of two, which most are in sparse networks, are put in order by counting, and
//! sorted where they share the first. Two blocks share one vertex at most, so the first two vertices of each are enough to sort them by.
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
    pub blocks: Sets,
    /// The bridges, by their ends.
    pub bridges: Vec<Bridge>,
    /// The cut points, in order.
    pub cut_points: Vec<CutPoint>,
    /// The vertices as the walk met them, component by component.
    order: Vec<u32>,
    /// Where each component begins in `order`, and the end.
    starts: Vec<usize>,
    /// The runs of `order` that fall off without the vertex above them, by that vertex.
    fallen: Vec<Range<u32>>,
}

/// Sets of vertices, each in order, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sets {
    members: Vec<u32>,
    /// Where each set ends.
    ends: Vec<u32>,
}

impl Sets {
    /// How many sets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The sets, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.members[start as usize..end as usize])
    }

    /// Puts a set behind the others.
    fn push(&mut self, set: &[u32]) {
        self.members.extend_from_slice(set);
        // There are no more vertices in all blocks than twice the edges, and edges are counted by 32 bits.
        self.ends.push(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
    }
}

/// A block that has been closed, as the walk leaves it.
struct Closed {
    /// The vertex of it that the walk met first.
    above: u32,
    /// The run of the walk that lies below that vertex behind this block.
    run: Range<u32>,
    /// Has it two vertices, that one and the first of the run?
    is_pair: bool,
}

/// A vertex on the way from the root.
struct Step {
    vertex: u32,
    /// How many of its arcs have been taken.
    taken: u32,
    /// The first place of the walk that can be reached from it and from below it by one edge back.
    low: u32,
}

/// An edge without which its component falls into two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    /// Its ends, the smaller first.
    pub ends: [u32; 2],
    /// The run of the walk that is one side.
    run: Range<u32>,
    /// Is it the side of the smaller end?
    of_smaller: bool,
}

impl Bridge {
    /// What belongs to the run and to the rest, in the order of the ends.
    fn by_end<T>(&self, [run, rest]: [T; 2]) -> [T; 2] {
        if self.of_smaller { [run, rest] } else { [rest, run] }
    }
}

/// A vertex without which its component falls apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutPoint {
    /// The vertex.
    pub vertex: u32,
    /// Which runs of the walk would fall off, of all that do; what else there is of the component is one more part.
    runs: Range<u32>,
}

/// Finds blocks, bridges and cut points.
///
/// ```
/// use accord::{analysis::blocks::blocks, network::Packed};
/// // A triangle 0 1 2 with a tail 2 3 4.
/// let found = blocks(&Packed::new(5, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0), (3, 4, 1.0)]));
/// assert!(found.blocks.iter().eq([&[0, 1, 2][..], &[2, 3], &[3, 4]]));
/// assert_eq!(found.bridges[0].ends, [2, 3]);
/// assert_eq!(found.sides(&found.bridges[0]), [vec![0, 1, 2], vec![3, 4]]);
/// assert_eq!(found.cut_points.iter().map(|cut| cut.vertex).collect::<Vec<_>>(), [2, 3]);
/// assert_eq!(found.sizes_of_parts(&found.cut_points[0]), [2, 2]);
/// ```
#[must_use]
pub fn blocks(graph: &Packed) -> Blocks {
    const NEW: u32 = u32::MAX;
    let n = graph.len();
    let mut found = Blocks { order: Vec::with_capacity(n), ..Blocks::default() };
    // Where each vertex is in the order of the walk.
    let mut place = vec![NEW; n];
    // The way from the root.
    let mut way: Vec<Step> = Vec::new();
    // Vertices whose block is not yet closed.
    let mut open: Vec<u32> = Vec::new();
    let mut closed: Vec<Closed> = Vec::with_capacity(n);
    let mut larger = Sets::default();

    for root in graph.vertices() {
        if place[root as usize] != NEW {
            continue;
        }
        found.starts.push(found.order.len());
        let mut entered = Some(root);
        loop {
            if let Some(vertex) = entered.take() {
                let here = number(found.order.len());
                place[vertex as usize] = here;
                found.order.push(vertex);
                open.push(vertex);
                way.push(Step { vertex, taken: 0, low: here });
            }
            let above = way.len().checked_sub(2).map(|at| way[at].vertex);
            let Some(Step { vertex, taken, low }) = way.last_mut() else { break };
            let vertex = *vertex;
            for &next in &graph.neighbours(vertex)[*taken as usize..] {
                *taken += 1;
                if place[next as usize] == NEW {
                    if graph.degree(next) > 1 {
                        entered = Some(next);
                        break;
                    }
                    let here = number(found.order.len());
                    place[next as usize] = here;
                    found.order.push(next);
                    closed.push(Closed { above: vertex, run: here..here + 1, is_pair: true });
                } else if above != Some(next) {
                    *low = (*low).min(place[next as usize]);
                }
            }
            if entered.is_some() {
                continue;
            }
            let low = *low;
            way.pop();
            let Some(Step { vertex: above, low: low_above, .. }) = way.last_mut() else { continue };
            let above = *above;
            *low_above = (*low_above).min(low);
            if low >= place[above as usize] {
                let start = open.iter().rposition(|&other| other == vertex).unwrap_or_default();
                let is_pair = start + 1 == open.len();
                if !is_pair {
                    open.push(above);
                    open[start..].sort_unstable();
                    larger.push(&open[start..]);
                }
                open.truncate(start);
                closed.push(Closed { above, run: place[vertex as usize]..number(found.order.len()), is_pair });
            }
        }
        open.clear();
    }
    found.starts.push(n);
    // What is made from here on finds its memory here.
    drop((place, way, open));
    found.cut(n, &closed);
    let mut sorted: Vec<&[u32]> = larger.iter().collect();
    sorted.sort_by_cached_key(|block| (Reverse(block.len()), block[0], block[1]));
    found.blocks.members.reserve_exact(larger.members.len() + 2 * found.bridges.len());
    found.blocks.ends.reserve_exact(larger.len() + found.bridges.len());
    for block in sorted {
        found.blocks.push(block);
    }
    for bridge in &found.bridges {
        found.blocks.push(&bridge.ends);
    }
    found
}

/// Edges name vertices by 32 bits, so what is counted by vertex fits.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where the group of each key below n begins when what has these keys is put in order, one place after that of the key.
fn groups(n: usize, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; n + 2];
    for key in keys {
        starts[key as usize + 2] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

impl Blocks {
    /// The components, each as its vertices in order; the largest first, then by their first vertices. Isolated vertices are components, too.
    #[must_use]
    pub fn components(&self) -> Vec<Vec<u32>> {
        let mut components: Vec<Vec<u32>> = self.starts.windows(2).map(|ends| self.sorted(ends[0]..ends[1])).collect();
        components.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        components
    }

    /// How many vertices are on the side of each end of a bridge, the end among them. O(log components).
    #[must_use]
    pub fn sizes_of_sides(&self, bridge: &Bridge) -> [usize; 2] {
        bridge.by_end([bridge.run.len(), self.component(bridge.run.start).len() - bridge.run.len()])
    }

    /// The vertices on the side of each end of a bridge, in order. Linear in the size of the component.
    #[must_use]
    pub fn sides(&self, bridge: &Bridge) -> [Vec<u32>; 2] {
        bridge.by_end([self.sorted(range(&bridge.run)), self.rest(std::slice::from_ref(&bridge.run), None)])
    }

    /// How many vertices each part has into which a component falls without a cut point, the largest first. O(parts log parts).
    #[must_use]
    pub fn sizes_of_parts(&self, cut: &CutPoint) -> Vec<usize> {
        let runs = &self.fallen[range(&cut.runs)];
        let mut sizes: Vec<usize> = runs.iter().map(ExactSizeIterator::len).collect();
        let rest = runs.first().map_or(0, |run| self.component(run.start).len() - 1) - sizes.iter().sum::<usize>();
        sizes.extend((rest > 0).then_some(rest));
        sizes.sort_unstable_by_key(|&size| Reverse(size));
        sizes
    }

    /// The parts into which a component falls without a cut point, each in order; the largest first, then by their first vertices. Linear in
    /// the size of the component.
    #[must_use]
    pub fn parts(&self, cut: &CutPoint) -> Vec<Vec<u32>> {
        let runs = &self.fallen[range(&cut.runs)];
        let mut parts: Vec<Vec<u32>> = runs.iter().map(|run| self.sorted(range(run))).collect();
        parts.push(self.rest(runs, Some(cut.vertex)));
        parts.retain(|part| !part.is_empty());
        parts.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        parts
    }

    /// Makes bridges and cut points of the blocks closed.
    fn cut(&mut self, n: usize, closed: &[Closed]) {
        let bridge = |Closed { above, run, .. }: &Closed| {
            let below = self.order[run.start as usize];
            Bridge { ends: [below.min(*above), below.max(*above)], run: run.clone(), of_smaller: below < *above }
        };
        // By the first end, by counting, and those of one first end by the second, in which order most are already.
        let pairs = || closed.iter().filter(|block| block.is_pair).map(bridge);
        let mut next = groups(n, pairs().map(|bridge| bridge.ends[0]));
        let mut bridges = vec![Bridge::default(); next[n + 1] as usize];
        for bridge in pairs() {
            let next = &mut next[bridge.ends[0] as usize + 1];
            bridges[*next as usize] = bridge;
            *next += 1;
        }
        for same in bridges.chunk_by_mut(|a, b| a.ends[0] == b.ends[0]) {
            same.sort_unstable_by_key(|bridge| bridge.ends[1]);
        }
        self.bridges = bridges;
        drop(next);
        // The blocks below each vertex, in the order in which they were closed, which is that of their runs.
        let mut next = groups(n, closed.iter().map(|block| block.above));
        self.fallen = vec![0..0; closed.len()];
        for block in closed {
            let next = &mut next[block.above as usize + 1];
            self.fallen[*next as usize] = block.run.clone();
            *next += 1;
        }
        // Of each component, the walk begins at the first vertex.
        let mut roots = self.starts.iter().filter_map(|&start| self.order.get(start)).peekable();
        let mut begin = 0;
        for (vertex, &end) in (0..number(n)).zip(&next[1..]) {
            // A root with one run below it has nothing beside that, and is no cut point.
            let root = roots.next_if_eq(&&vertex).is_some();
            if end - begin > u32::from(root) {
                self.cut_points.push(CutPoint { vertex, runs: begin..end });
            }
            begin = end;
        }
    }

    /// The run of the walk that is the component around a place of it.
    fn component(&self, place: u32) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= place as usize);
        self.starts[next - 1]..self.starts[next]
    }

    fn sorted(&self, run: Range<usize>) -> Vec<u32> {
        let mut vertices = self.order[run].to_vec();
        vertices.sort_unstable();
        vertices
    }

    /// What there is of a component beside these runs of it and one vertex.
    fn rest(&self, runs: &[Range<u32>], without: Option<u32>) -> Vec<u32> {
        let Some(first) = runs.first() else { return Vec::new() };
        let component = self.component(first.start);
        let mut vertices = Vec::with_capacity(component.len());
        let mut from = component.start;
        for run in runs {
            vertices.extend_from_slice(&self.order[from..run.start as usize]);
            from = run.end as usize;
        }
        vertices.extend_from_slice(&self.order[from..component.end]);
        vertices.retain(|&vertex| Some(vertex) != without);
        vertices.sort_unstable();
        vertices
    }
}

fn range(run: &Range<u32>) -> Range<usize> {
    run.start as usize..run.end as usize
}
