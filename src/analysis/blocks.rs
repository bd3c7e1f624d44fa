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
//! O(n + m), and the sorting of the blocks of three and more; those of two, which most are in sparse networks, are put in order by counting. Two blocks share one
//! vertex at most, so the first two vertices of each are enough to sort them by.
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
    fallen: Vec<Range<usize>>,
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
        // There are fewer vertices in all blocks than twice the edges, and edges are counted by 32 bits.
        self.ends.push(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
    }
}

/// A block of two vertices, the smaller first, and which of those closed it is.
type Pair = (u32, u32, u32);

/// A block that has been closed, as the walk leaves it.
struct Closed {
    /// The vertex of it that the walk met first.
    above: u32,
    /// The run of the walk that lies below that vertex behind this block.
    run: Range<u32>,
    /// The component, of which the end is not known yet.
    component: u32,
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
    /// Which runs of the walk would fall off, of all that do; what else there is of the component is one more part.
    runs: Range<usize>,
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
    let mut closed: Vec<Closed> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut larger = Sets::default();

    let mut component = 0;
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
            let mut first = low[*vertex as usize];
            for &next in &graph.neighbours(*vertex)[*taken..] {
                *taken += 1;
                if place[next as usize] == NEW {
                    if graph.degree(next) > 1 {
                        entered = Some(next);
                        break;
                    }
                    let here = u32::try_from(found.order.len()).unwrap_or(NEW);
                    (place[next as usize], low[next as usize]) = (here, here);
                    found.order.push(next);
                    pairs.push((next.min(*vertex), next.max(*vertex), number(&closed)));
                    closed.push(Closed { above: *vertex, run: here..here + 1, component });
                    continue;
                }
                first = first.min(if above == Some(next) { NEW } else { place[next as usize] });
            }
            low[*vertex as usize] = first;
            if entered.is_some() {
                continue;
            }
            let vertex = *vertex;
            way.pop();
            let Some(above) = above else { continue };
            low[above as usize] = low[above as usize].min(first);
            if first >= place[above as usize] {
                let start = open.iter().rposition(|&other| other == vertex).unwrap_or_default();
                if start + 1 == open.len() {
                    pairs.push((vertex.min(above), vertex.max(above), number(&closed)));
                } else {
                    open.push(above);
                    open[start..].sort_unstable();
                    larger.push(&open[start..]);
                }
                open.truncate(start);
                let end = u32::try_from(found.order.len()).unwrap_or(NEW);
                closed.push(Closed { above, run: place[vertex as usize]..end, component });
            }
        }
        open.clear();
        component += 1;
    }
    found.starts.push(n);
    let mut sorted: Vec<&[u32]> = larger.iter().collect();
    sorted.sort_by_cached_key(|block| (Reverse(block.len()), block[0], block[1]));
    found.blocks.members.reserve(larger.members.len() + 2 * pairs.len());
    for block in sorted {
        found.blocks.push(block);
    }
    let pairs = in_order(n, in_order(n, pairs, |pair| pair.1), |pair| pair.0);
    for &(a, b, _) in &pairs {
        found.blocks.push(&[a, b]);
    }
    found.cut(&pairs, &closed);
    found
}

fn number(closed: &[Closed]) -> u32 {
    u32::try_from(closed.len()).unwrap_or(u32::MAX)
}

/// Pairs by a key below n, those of one key in the order in which they are. O(n + pairs).
fn in_order(n: usize, pairs: Vec<Pair>, key: impl Fn(&Pair) -> u32) -> Vec<Pair> {
    let mut ends = vec![0_u32; n + 1];
    for pair in &pairs {
        ends[key(pair) as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut sorted = vec![Pair::default(); pairs.len()];
    for pair in pairs {
        let end = &mut ends[key(&pair) as usize];
        sorted[*end as usize] = pair;
        *end += 1;
    }
    sorted
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
        let runs = &self.fallen[cut.runs.clone()];
        let mut parts: Vec<Vec<u32>> = runs.iter().map(|run| self.sorted(run.clone())).collect();
        parts.push(self.rest(runs, Some(cut.vertex)));
        parts.retain(|part| !part.is_empty());
        parts.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        parts
    }

    /// Makes bridges and cut points of the blocks closed; the pairs, in order, are the bridges.
    fn cut(&mut self, pairs: &[Pair], closed: &[Closed]) {
        let whole = |starts: &[usize], of: &Closed| starts[of.component as usize + 1] - starts[of.component as usize];
        self.bridges.reserve(pairs.len());
        for &(a, b, block) in pairs {
            let block = &closed[block as usize];
            let side = usize::from(a == block.above);
            let mut sizes = [whole(&self.starts, block) - block.run.len(); 2];
            sizes[side] = block.run.len();
            self.bridges.push(Bridge { ends: [a, b], sizes, run: range(&block.run), side });
        }
        // The blocks below each vertex, in the order in which they were closed, which is that of their runs.
        let mut ends = vec![0_u32; self.order.len() + 1];
        for block in closed {
            ends[block.above as usize + 1] += 1;
        }
        for vertex in 1..ends.len() {
            ends[vertex] += ends[vertex - 1];
        }
        let mut sorted: Vec<&Closed> = closed.iter().collect();
        for block in closed {
            let end = &mut ends[block.above as usize];
            sorted[*end as usize] = block;
            *end += 1;
        }
        self.fallen = sorted.iter().map(|block| range(&block.run)).collect();
        let mut begin = 0;
        for same in sorted.chunk_by(|a, b| a.above == b.above) {
            let runs = begin..begin + same.len();
            begin = runs.end;
            let mut sizes = Vec::with_capacity(same.len() + 1);
            sizes.extend(same.iter().map(|block| block.run.len()));
            let rest = whole(&self.starts, same[0]) - 1 - sizes.iter().sum::<usize>();
            sizes.extend((rest > 0).then_some(rest));
            // The root of a walk with one run below it has nothing beside that, and is no cut point.
            if sizes.len() > 1 {
                sizes.sort_unstable_by_key(|&size| Reverse(size));
                self.cut_points.push(CutPoint { vertex: same[0].above, sizes, runs });
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

fn range(run: &Range<u32>) -> Range<usize> {
    run.start as usize..run.end as usize
}
