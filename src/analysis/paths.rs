//! How do these two parties know each other? The shortest path between them, and the next shortest.
//!
//! # Definitions
//!
//! A path visits parties and centres, none twice; each hop is one or more links that join the two (or, when asked, containment). Its cost is
//! the number of hops. With hubs damped, passing through a party costs more the more neighbours it has:
//!
//! ```text
//! cost(path) = Σ over hops 1  +  Σ over inner vertices v log2(degree(v))
//! ```
//!
//! so that a detour through two small universities beats the way through a ministry that knows everybody. Costs are counted in whole thousandths,
//! so that sums are exact and ties are ties. Paths of equal cost come in the order of their vertices, compared one by one.
//!
//! # Method
//!
//! Yen's algorithm with Lawler's rule (J. Y. Yen, "Finding the K shortest loopless paths in a network", Management Science 17, 1971; E. L. Lawler,
//! Management Science 18, 1972): each path found is left at each of its vertices, from the one where it left its own parent on, and the rest is
//! found anew without the vertices before and the hops that other paths took from there. The searches are A* whose estimate is the exact
//! distance to the goal in the whole network, from one search backwards, so they hardly leave the path that they look for.
//!
//! O(k·l·(n + m) log n) for k paths of l hops at worst; no nodes, an unknown end and separate components all give no path; from a party to itself there
//! is one path without hops.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, BinaryHeap, HashSet},
};

use crate::network::Network;

/// What paths may be taken.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Whether each vertex may be passed through; empty for all.
    pub passable: Vec<bool>,
    /// The most hops; `None` for any number.
    pub max_hops: Option<usize>,
    /// Whether passing through a vertex with many neighbours costs more.
    pub damp_hubs: bool,
}

/// A path, from one end to the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// Its cost in thousandths of a hop.
    pub cost: u64,
    /// The vertices, ends included.
    pub vertices: Vec<u32>,
}

const HOP: u64 = 1000;
const FAR: u64 = u64::MAX;

/// The `k` cheapest simple paths from one vertex to another, cheapest first.
///
/// ```text
/// Yen's paper   here
/// A^k           found
/// B             waiting
/// root          spur.prefix
/// ```
#[must_use]
pub fn paths(network: &Network, from: u32, to: u32, k: usize, rules: &Rules) -> Vec<Path> {
    let search = Search::new(network, to, rules);
    let mut found: Vec<Path> = Vec::new();
    let mut waiting: BTreeSet<(Path, usize)> = BTreeSet::new();
    if k == 0 {
        return found;
    }
    if let Some(path) = search.best(&[from], 0, &HashSet::new()) {
        waiting.insert((path, 0));
    }
    while let Some((path, left_at)) = waiting.pop_first() {
        for leave in left_at..path.vertices.len() - 1 {
            let prefix = &path.vertices[..=leave];
            // The hops from here that paths with the same beginning have taken.
            let taken = found.iter().chain([&path]).filter(|other| other.vertices.len() > leave + 1 && other.vertices[..=leave] == *prefix);
            let banned: HashSet<u32> = taken.map(|other| other.vertices[leave + 1]).collect();
            let spent = search.cost(prefix);
            if let Some(next) = search.best(prefix, spent, &banned) {
                waiting.insert((next, leave));
            }
        }
        found.push(path);
        if found.len() == k {
            break;
        }
    }
    found
}

/// All vertices that can be reached from one, itself included, in no more hops than allowed, nearest first and then by number.
#[must_use]
pub fn reach(network: &Network, from: u32, rules: &Rules) -> Vec<u32> {
    let mut seen = vec![false; network.len()];
    seen[from as usize] = true;
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
            for &other in network.neighbours(vertex) {
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

struct Search<'a> {
    network: &'a Network,
    rules: &'a Rules,
    to: u32,
    /// Exact cost from each vertex to the goal, the vertex itself not counted as passed through.
    ahead: Vec<u64>,
}

impl<'a> Search<'a> {
    fn new(network: &'a Network, to: u32, rules: &'a Rules) -> Self {
        let mut search = Self { network, rules, to, ahead: vec![FAR; network.len()] };
        let mut queue = BinaryHeap::from([Reverse((0, to))]);
        search.ahead[to as usize] = 0;
        while let Some(Reverse((cost, vertex))) = queue.pop() {
            if cost > search.ahead[vertex as usize] || (vertex != to && !passable(rules, vertex)) {
                continue;
            }
            // Whoever comes to `vertex` on the way passes through it, unless it is the goal.
            let through = cost + HOP + if vertex == to { 0 } else { search.passing(vertex) };
            for &other in network.neighbours(vertex) {
                if through < search.ahead[other as usize] {
                    search.ahead[other as usize] = through;
                    queue.push(Reverse((through, other)));
                }
            }
        }
        search
    }

    /// What it costs to pass through a vertex.
    fn passing(&self, vertex: u32) -> u64 {
        if !self.rules.damp_hubs {
            return 0;
        }
        let degree = u32::try_from(self.network.neighbours(vertex).len()).unwrap_or(u32::MAX);
        // The whole part of log2 and, linearly between powers of two, its thousandths.
        let whole = degree.max(1).ilog2();
        let rest = (u64::from(degree.max(1)) - (1 << whole)) * 1000 / (1 << whole);
        u64::from(whole) * 1000 + rest
    }

    /// The cost of the beginning of a path, its last vertex not counted as passed through.
    fn cost(&self, prefix: &[u32]) -> u64 {
        let hops = HOP * (prefix.len() as u64 - 1);
        let inner = prefix.get(1..prefix.len() - 1).unwrap_or_default();
        hops + inner.iter().map(|&vertex| self.passing(vertex)).sum::<u64>()
    }

    /// The cheapest path that begins with `prefix`, meets none of it again and does not go on to a banned vertex; among equals the one whose
    /// vertices come first.
    fn best(&self, prefix: &[u32], spent: u64, banned: &HashSet<u32>) -> Option<Path> {
        let &start = prefix.last()?;
        let hops_left = self.rules.max_hops.map(|most| most.checked_sub(prefix.len() - 1));
        if hops_left == Some(None) {
            return None;
        }
        if start == self.to {
            return (prefix.len() == 1).then(|| Path { cost: 0, vertices: prefix.to_vec() });
        }
        let start_cost = spent + if prefix.len() > 1 { self.passing(start) } else { 0 };
        // Labels are (estimate, vertices, cost), so that of equal estimates the first in order is taken up first, and a vertex is settled by the
        // cheapest and then first way to it. With a limit of hops a dearer way of fewer hops may be the only one, so settled ways are kept by
        // hops as well.
        let mut queue: BinaryHeap<Reverse<(u64, Vec<u32>, u64)>> = BinaryHeap::new();
        let mut settled: HashSet<(u32, usize)> = HashSet::new();
        queue.push(Reverse((start_cost.saturating_add(self.ahead[start as usize]), vec![start], start_cost)));
        while let Some(Reverse((_, tail, cost))) = queue.pop() {
            let vertex = tail[tail.len() - 1];
            if vertex == self.to {
                let mut vertices = prefix[..prefix.len() - 1].to_vec();
                vertices.extend(tail);
                return Some(Path { cost, vertices });
            }
            let hops = tail.len() - 1;
            let settle = (vertex, if hops_left.is_some() { hops } else { 0 });
            if !settled.insert(settle) || hops_left.flatten().is_some_and(|left| hops >= left) {
                continue;
            }
            for &other in self.network.neighbours(vertex) {
                let ahead = self.ahead[other as usize];
                let blocked = ahead == FAR
                    || (vertex == start && banned.contains(&other))
                    || (other != self.to && !passable(self.rules, other))
                    || prefix.contains(&other)
                    || tail.contains(&other);
                if blocked {
                    continue;
                }
                let cost = cost + HOP + if other == self.to { 0 } else { self.passing(other) };
                let mut tail = tail.clone();
                tail.push(other);
                queue.push(Reverse((cost + ahead, tail, cost)));
            }
        }
        None
    }
}
