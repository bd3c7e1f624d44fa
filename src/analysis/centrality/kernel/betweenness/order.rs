//! In which order vertices lie in memory, and which sources go side by side.
//!
//! Vertices of a component lie in breadth-first order from its middle, so that neighbours lie near each other.
//!
//! Sources are taken in the order in which one walks through the tree of that search, each with all below it, so that those that go side by side are mostly parents and
//! children. From a child, nearly all that is not below it is one step farther than from its parent; if it begins one step earlier, both arrive together,
//! and one look at the vertex does for both. So a source begins by as many steps before another as it is deeper. On a network of power lines this
//! leaves two thirds of the looks of eight sources that begin together, on one of sister cities nine tenths.
//!
//! The middle is the vertex nearest to a sample of sixteen. O(m) for each of them.

use std::ops::Range;

use super::folded::Folded;

/// From how many vertices one looks for the middle.
const SAMPLE: usize = 16;

/// A component and its vertices as sources.
pub struct Component {
    /// Where its vertices lie in the order.
    pub vertices: Range<u32>,
    /// The numbers of its vertices, in the order in which they are taken as sources, with their depth.
    pub walk: Vec<(u32, u32)>,
}

/// The vertices in the order in which they are to lie, and the components of the graph in that order.
#[must_use]
pub fn arranged(graph: &Folded) -> (Vec<u32>, Vec<Component>) {
    let mut search = Search { graph, order: Vec::with_capacity(graph.len()), parents: Vec::new(), depth: vec![NONE; graph.len()] };
    let mut components = Vec::new();
    for first in graph.numbers() {
        if search.depth[first as usize] == NONE {
            let start = search.order.len();
            search.run(first, start);
            let middle = search.middle(start);
            search.run(middle, start);
            components.push(search.component(start));
        }
    }
    (search.order, components)
}

const NONE: u32 = u32::MAX;

struct Search<'a> {
    graph: &'a Folded,
    order: Vec<u32>,
    /// The place in the order of the parent of each vertex in it.
    parents: Vec<u32>,
    /// How far each vertex is from where the last search of its component began.
    depth: Vec<u32>,
}

fn number(place: usize) -> u32 {
    // Places are fewer than vertices, which are counted by 32 bits.
    u32::try_from(place).unwrap_or(NONE)
}

impl Search<'_> {
    /// Searches a component, whose vertices stand at the end of the order if it has been searched before.
    fn run(&mut self, first: u32, start: usize) {
        for vertex in self.order.drain(start..) {
            self.depth[vertex as usize] = NONE;
        }
        self.parents.truncate(start);
        self.depth[first as usize] = 0;
        self.order.push(first);
        self.parents.push(number(start));
        let mut next = start;
        while let Some(&vertex) = self.order.get(next) {
            for &other in self.graph.neighbours(vertex) {
                if self.depth[other as usize] == NONE {
                    self.depth[other as usize] = self.depth[vertex as usize] + 1;
                    self.order.push(other);
                    self.parents.push(number(next));
                }
            }
            next += 1;
        }
    }

    /// The vertex of the component at the end of the order that is nearest to a sample of it.
    fn middle(&mut self, start: usize) -> u32 {
        let members = self.order[start..].to_vec();
        let mut sums = vec![0_u64; members.len()];
        for first in members.iter().step_by(members.len().div_ceil(SAMPLE)) {
            self.run(*first, start);
            for (sum, &vertex) in sums.iter_mut().zip(&members) {
                *sum += u64::from(self.depth[vertex as usize]);
            }
        }
        members.iter().zip(sums).min_by_key(|&(_, sum)| sum).map_or(0, |(&vertex, _)| vertex)
    }

    /// The component at the end of the order, with a walk through the tree of its search.
    fn component(&self, start: usize) -> Component {
        let vertices = number(start)..number(self.order.len());
        // The children of a vertex stand in one run of the order, behind those of all before it.
        let parents = &self.parents[start..];
        let children = |at: u32| {
            let bounds = |less: &dyn Fn(u32) -> bool| 1 + parents[1..].partition_point(|&parent| less(parent));
            vertices.start + number(bounds(&|parent| parent < at))..vertices.start + number(bounds(&|parent| parent <= at))
        };
        let mut walk = Vec::with_capacity(vertices.len());
        let mut stack = vec![vertices.start];
        while let Some(at) = stack.pop() {
            walk.push((at, self.depth[self.order[at as usize] as usize]));
            stack.extend(children(at).rev());
        }
        Component { vertices, walk }
    }
}
