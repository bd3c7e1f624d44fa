//! How do these two parties know each other? The shortest path between them, and the next shortest.
//!
//! # Definitions
//!
//! A path visits parties and centres, none twice; each hop is one or more links that join the two (or, when asked, containment). Its cost is
//! the number of hops, or the sum of the lengths of its edges. With hubs damped, passing through a party costs more the more neighbours it has:
//!
//! ```text
//! cost(path) = Σ over hops length(hop)  +  Σ over inner vertices v log2(degree(v))        length = 1 unless given
//! ```
//!
//! so that a detour through two small universities beats the way through a ministry that knows everybody. Costs are whole numbers (thousandths of a
//! hop, or of whatever lengths are measured in), so that sums are exact and ties are ties. Paths of equal cost come in the order of their
//! vertices, compared one by one.
//!
//! # Method
//!
//! Yen's algorithm with Lawler's rule (J. Y. Yen, "Finding the K shortest loopless paths in a network", Management Science 17, 1971; E. L. Lawler,
//! Management Science 18, 1972): each path found is left at each of its vertices, from the one where it left its own parent on, and the rest is
//! found anew without the vertices before and the hops that other paths took from there. Two things make that quick:
//!
//! ```text
//! exact estimates      one search backwards gives the distance of every vertex from the goal; the searches are A* with that as their estimate, so
//!                      they hardly leave the path that they look for ([`search`])
//! postponed searches   what a search would find costs at least what its best first hop and the distance from there cost; it waits in the queue with
//!                      that bound, and is run only if the bound comes first. Most never are.
//! ```
//!
//! ```text
//! Yen's paper   here
//! A^k           found
//! B             waiting
//! root          the branch of the tree of paths found
//! ```
//!
//! O(k·l·(n + m) log n) for k paths of l hops at worst, and one search of the network in practice; a word for each vertex. No nodes, an unknown end and
//! separate components all give no path; from a party to itself there is one path without hops.

mod search;

use std::{cmp::Reverse, collections::BinaryHeap};

use self::search::{Search, Spur};
use crate::{
    analysis::unfit::{self, Unfit},
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// What paths may be taken.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Whether each vertex may be passed through; empty for all.
    pub passable: Vec<bool>,
    /// The most hops; `None` for any number.
    pub max_hops: Option<usize>,
    /// Whether passing through a vertex with many neighbours costs more.
    pub damp_hubs: bool,
    /// The length of each arc, by the numbers of [`Packed::arcs`], above zero, the same in both directions, and such that
    /// the sum along a path is below 2⁶³; empty for one hop each, 1000.
    pub lengths: Vec<u64>,
}

/// A path, from one end to the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// Its cost in thousandths of a hop, or in the unit of the lengths.
    pub cost: u64,
    /// The vertices, ends included.
    pub vertices: Vec<u32>,
}

/// The cost of a hop that has no length of its own.
pub const HOP: u64 = 1000;

/// What [`by_strength`] measures the length 1 in.
pub const STRENGTH_UNIT: u64 = 1_000_000;

/// The `k` cheapest simple paths from one vertex to another, cheapest first; each of them is as many steps for `progress` as there are vertices,
/// which is asked before each search.
///
/// ```
/// use accord::{analysis::paths::{Rules, paths}, network::{Packed, progress::SILENT}};
/// let square = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)]);
/// let found = paths(&square, 0, 1, 5, &Rules::default(), SILENT)?;
/// assert_eq!(found.iter().map(|path| path.vertices.as_slice()).collect::<Vec<_>>(), [&[0, 1][..], &[0, 3, 2, 1]]);
/// # Ok::<(), accord::network::progress::Stopped>(())
/// ```
///
/// # Errors
///
/// When `progress` says to stop.
pub fn paths(graph: &Packed, from: u32, to: u32, k: usize, rules: &Rules, progress: Progress<'_>) -> Result<Vec<Path>, Stopped> {
    Ok(searched(graph, from, to, k, rules, progress)?.0)
}

/// What is known of paths that begin in a certain way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    /// The cheapest of them has not been looked for. (Comes before a path of the same cost, as what it finds may have to come before that, too.)
    Postponed,
    /// The cheapest of them goes on with these vertices.
    Found(Vec<u32>),
}

/// The paths, and how many searches were run.
fn searched(graph: &Packed, from: u32, to: u32, k: usize, rules: &Rules, progress: Progress<'_>) -> Result<(Vec<Path>, usize), Stopped> {
    if from.max(to) as usize >= graph.len() {
        return Ok((Vec::new(), 0));
    }
    let steps = |paths: usize| (paths as u64).saturating_mul(graph.len() as u64);
    let mut search = Search::new(graph, to, rules);
    let (mut found, mut searches) = (Vec::new(), 0);
    let mut tree = vec![Branch { vertex: from, above: 0, depth: 0, spent: 0, taken: Vec::new() }];
    let mut waiting = BinaryHeap::new();
    let postpone = |search: &mut Search<'_>, tree: &[Branch], branch: usize, waiting: &mut BinaryHeap<_>| {
        if let Some(bound) = search.bound(&spur(tree, branch)) {
            waiting.push(Reverse((bound, Next::Postponed, branch)));
        }
    };
    if k > 0 {
        postpone(&mut search, &tree, 0, &mut waiting);
    }
    while let Some(Reverse((cost, next, branch))) = waiting.pop() {
        let vertices = match next {
            Next::Postponed => {
                if !progress(steps(found.len()), steps(k)) {
                    return Err(Stopped);
                }
                searches += 1;
                if let Some((cost, tail)) = search.best(&spur(&tree, branch)) {
                    let mut vertices = prefix(&tree, branch);
                    vertices.extend(tail);
                    waiting.push(Reverse((cost, Next::Found(vertices), branch)));
                }
                continue;
            }
            Next::Found(vertices) => vertices,
        };
        // The path grows a branch of its own where it leaves its parent, and may be left at each vertex from there on, but its last.
        let mut at = branch;
        for &vertex in &vertices[tree[branch].depth + 1..] {
            let spent = search.spent(tree[at].vertex, tree[at].spent, vertex);
            tree[at].taken.push(vertex);
            tree.push(Branch { vertex, above: at, depth: tree[at].depth + 1, spent, taken: Vec::new() });
            postpone(&mut search, &tree, at, &mut waiting);
            at = tree.len() - 1;
        }
        found.push(Path { cost, vertices });
        if found.len() == k {
            break;
        }
    }
    Ok((found, searches))
}

/// A vertex of the tree of all paths found, which share their beginnings.
struct Branch {
    vertex: u32,
    /// The branch before, itself for the root.
    above: usize,
    /// How many hops it is from the root.
    depth: usize,
    /// What they cost, the vertex itself counted as passed through.
    spent: u64,
    /// The vertices that paths go on to.
    taken: Vec<u32>,
}

/// The vertices from the root to a branch.
fn prefix(tree: &[Branch], branch: usize) -> Vec<u32> {
    let mut vertices = vec![tree[branch].vertex];
    let mut at = branch;
    while at != 0 {
        at = tree[at].above;
        vertices.push(tree[at].vertex);
    }
    vertices.reverse();
    vertices
}

fn spur(tree: &[Branch], branch: usize) -> Spur<'_> {
    let Branch { spent, depth, taken, .. } = &tree[branch];
    Spur { prefix: prefix(tree, branch), hops: *depth, spent: *spent, taken }
}

/// The length 1/weight of each arc, in millionths, at least one of them and at most 10¹².
///
/// # Errors
///
/// When a weight is no strength.
pub fn by_strength(graph: &Packed) -> Result<Vec<u64>, Unfit> {
    unfit::strengths(graph)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 10¹²")]
    let length = |(_, weight): (u32, f64)| (STRENGTH_UNIT as f64 / weight).round().clamp(1.0, 1e12) as u64;
    Ok(graph.vertices().flat_map(|v| graph.weighted(v).map(length)).collect())
}

/// All vertices that can be reached from one, itself included, in no more hops than allowed, nearest first and then by number; none from what is no vertex.
#[must_use]
pub fn reach(graph: &Packed, from: u32, rules: &Rules) -> Vec<u32> {
    let mut seen = vec![false; graph.len()];
    let Some(start) = seen.get_mut(from as usize) else { return Vec::new() };
    *start = true;
    let mut order = vec![from];
    let (mut hops, mut begin) = (0, 0);
    // One turn for each number of hops: those reached in so many lie from `begin` on.
    while begin < order.len() && rules.max_hops.is_none_or(|most| hops < most) {
        let end = order.len();
        for next in begin..end {
            let vertex = order[next];
            if vertex != from && !passable(rules, vertex) {
                continue;
            }
            for &other in graph.neighbours(vertex) {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    order.push(other);
                }
            }
        }
        (hops, begin) = (hops + 1, end);
    }
    order
}

fn passable(rules: &Rules, vertex: u32) -> bool {
    rules.passable.get(vertex as usize).copied().unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::progress::SILENT;

    #[test]
    fn searches_that_cannot_come_first_are_not_run() {
        // A grid of 30 by 30 with lengths that look random; a path has some 58 hops, and each could be left at all of its vertices.
        let mut lot = fastrand::Rng::with_seed(1);
        let mut edges = Vec::new();
        for v in 0..900_u32 {
            edges.extend((v % 30 < 29).then(|| (v, v + 1, f64::from(lot.u32(1..100)))));
            edges.extend((v < 870).then(|| (v, v + 30, f64::from(lot.u32(1..100)))));
        }
        let grid = Packed::new(900, &edges);
        let rules = Rules { lengths: by_strength(&grid).unwrap(), ..Rules::default() };
        let (found, searches) = searched(&grid, 0, 899, 100, &rules, SILENT).unwrap();
        assert_eq!(found.len(), 100);
        assert!(found.is_sorted());
        assert!(searches < 3 * found.len(), "{searches}");
    }

    #[test]
    fn from_what_is_no_vertex_nothing_is_reached() {
        assert_eq!(reach(&Packed::new(2, &[(0, 1, 1.0)]), 2, &Rules::default()), Vec::<u32>::new());
    }

    #[test]
    fn lengths_are_one_by_strength() {
        let graph = Packed::new(3, &[(0, 1, 4.0), (1, 2, 1e-20)]);
        assert_eq!(by_strength(&graph).unwrap(), [250_000, 250_000, 1_000_000_000_000, 1_000_000_000_000]);
        assert!(by_strength(&Packed::new(2, &[(0, 1, -1.0)])).is_err());
    }
}
