//! The cheapest path that begins in a certain way.
//!
//! A* from the end of the beginning (P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Transactions on Systems Science and Cybernetics 4, 1968), with the exact
//! distance to the goal in the whole network as its estimate. It takes up all states that can be on a cheapest path, and then goes back from the
//! goal along hops that cost what the states differ by, so that of several cheapest paths the one whose vertices come first can be told.
//!
//! With a limit of hops, a dearer way of fewer hops may be the only one, so a state is a vertex and the hops so far; else just a vertex.
//!
//! Where the beginning cuts the spur off from a goal in a small corner, a search from the spur would look through all the rest. So a flood from
//! the goal goes on beside it, vertex for vertex, and when that has nowhere to go, there is no path.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use super::{HOP, Rules, passable};
use crate::network::Packed;

const FAR: u64 = u64::MAX;

/// Where a path is left.
pub struct Spur<'a> {
    /// The vertices up to there.
    pub prefix: Vec<u32>,
    /// The hops up to there.
    pub hops: usize,
    /// What they cost, the spur itself counted as passed through.
    pub spent: u64,
    /// The vertices to which it may not go on, as other paths do.
    pub taken: &'a [u32],
}

impl Spur<'_> {
    fn vertex(&self) -> u32 {
        self.prefix.last().copied().unwrap_or_default()
    }
}

/// Searches for paths to one goal.
pub struct Search<'a> {
    graph: &'a Packed,
    rules: &'a Rules,
    to: u32,
    /// Cost from each vertex to the goal, the vertex itself not counted as passed through.
    ahead: Vec<u64>,
    /// For each vertex the last round in which it was closed, and in which it was flooded.
    closed: Vec<u32>,
    flooded: Vec<u32>,
    round: u32,
    states: States,
}

impl<'a> Search<'a> {
    pub fn new(graph: &'a Packed, to: u32, rules: &'a Rules) -> Self {
        let zero = || vec![0; graph.len()];
        let states = States { limited: rules.max_hops.is_some(), of_vertex: vec![(0, 0); graph.len()], ..States::default() };
        let mut search = Self { graph, rules, to, ahead: vec![FAR; graph.len()], closed: zero(), flooded: zero(), round: 0, states };
        search.look_back();
        search
    }

    /// Dijkstra's algorithm from the goal.
    fn look_back(&mut self) {
        let mut queue = BinaryHeap::from([Reverse((0, self.to))]);
        self.ahead[self.to as usize] = 0;
        while let Some(Reverse((cost, vertex))) = queue.pop() {
            if cost > self.ahead[vertex as usize] || (vertex != self.to && !passable(self.rules, vertex)) {
                continue;
            }
            // Whoever comes to `vertex` on the way passes through it, unless it is the goal.
            let through = cost + self.passing(vertex);
            for (other, length) in self.hops(vertex) {
                if through + length < self.ahead[other as usize] {
                    self.ahead[other as usize] = through + length;
                    // From a leaf there is no way but back.
                    if self.graph.degree(other) > 1 {
                        queue.push(Reverse((through + length, other)));
                    }
                }
            }
        }
    }

    /// The neighbours of a vertex and the lengths of the hops to them.
    fn hops(&self, vertex: u32) -> impl Iterator<Item = (u32, u64)> + use<'a> {
        let lengths = self.rules.lengths.get(self.graph.arcs(vertex)).unwrap_or_default();
        self.graph.neighbours(vertex).iter().enumerate().map(|(at, &other)| (other, lengths.get(at).copied().unwrap_or(HOP)))
    }

    /// What it costs to pass through a vertex; nothing for the goal, where a path ends.
    fn passing(&self, vertex: u32) -> u64 {
        if !self.rules.damp_hubs || vertex == self.to {
            return 0;
        }
        let degree = self.graph.degree(vertex).max(1) as u64;
        // The whole part of log2 and, linearly between powers of two, its thousandths.
        let whole = degree.ilog2();
        let rest = (degree - (1 << whole)) * 1000 / (1 << whole);
        u64::from(whole) * 1000 + rest
    }

    /// What a path costs that goes on from one vertex to another, each counted as passed through.
    pub fn spent(&self, vertex: u32, spent: u64, next: u32) -> u64 {
        let length = self.graph.arc(vertex, next).and_then(|arc| self.rules.lengths.get(arc)).copied().unwrap_or(HOP);
        spent + length + self.passing(next)
    }

    /// Closes the vertices before a spur, and itself, for this round.
    fn close(&mut self, spur: &Spur<'_>) {
        self.round += 1;
        for &vertex in &spur.prefix {
            self.closed[vertex as usize] = self.round;
        }
    }

    /// May a path that has been closed in go on to this vertex?
    fn is_open(&self, vertex: u32) -> bool {
        self.closed[vertex as usize] != self.round
            && self.ahead[vertex as usize] != FAR
            && (vertex == self.to || (self.graph.degree(vertex) > 1 && passable(self.rules, vertex)))
    }

    /// The least that a path can cost that leaves here; `None` when none can.
    pub fn bound(&mut self, spur: &Spur<'_>) -> Option<u64> {
        let vertex = spur.vertex();
        if vertex == self.to {
            return (spur.hops == 0 && spur.taken.is_empty()).then_some(0);
        }
        if self.rules.max_hops.is_some_and(|most| spur.hops >= most) {
            return None;
        }
        self.close(spur);
        let open = self.hops(vertex).filter(|(other, _)| self.is_open(*other) && !spur.taken.contains(other));
        open.map(|(other, length)| spur.spent + length + self.passing(other) + self.ahead[other as usize]).min()
    }

    /// The cheapest path that leaves here, and the vertices behind the spur; of equal ones that whose vertices come first.
    pub fn best(&mut self, spur: &Spur<'_>) -> Option<(u64, Vec<u32>)> {
        let start = spur.vertex();
        if start == self.to {
            return Some((spur.spent, Vec::new()));
        }
        self.close(spur);
        self.states.clear();
        let mut flood = vec![self.to];
        let mut met = false;
        let mut cheapest = FAR;
        let mut goals = Vec::new();
        let mut queue = BinaryHeap::new();
        let first = self.states.at(start, spur.hops);
        self.states.all[first].cost = spur.spent;
        queue.push(Reverse((spur.spent, first)));
        while let Some(Reverse((estimate, at))) = queue.pop() {
            if estimate > cheapest {
                break;
            }
            let State { vertex, hops, cost, settled, .. } = self.states.all[at];
            if settled {
                continue;
            }
            self.states.all[at].settled = true;
            if vertex == self.to {
                cheapest = cost;
                goals.push(at);
                continue;
            }
            if !met {
                met = self.flood(flood.pop()?, &mut flood, spur);
            }
            if self.rules.max_hops.is_some_and(|most| hops >= most) {
                continue;
            }
            for (other, length) in self.hops(vertex) {
                if !self.is_open(other) || (at == first && spur.taken.contains(&other)) {
                    continue;
                }
                let cost = cost + length + self.passing(other);
                let state = self.states.at(other, hops + 1);
                if cost < self.states.all[state].cost {
                    self.states.all[state].cost = cost;
                    queue.push(Reverse((cost + self.ahead[other as usize], state)));
                }
            }
        }
        (cheapest < FAR).then(|| (cheapest, self.first(first, goals, spur)))
    }

    /// Goes on with a flood from the goal: its vertices get theirs. Does one of them get to the spur?
    fn flood(&mut self, vertex: u32, flood: &mut Vec<u32>, spur: &Spur<'_>) -> bool {
        for &other in self.graph.neighbours(vertex) {
            if other == spur.vertex() && !spur.taken.contains(&vertex) {
                return true;
            }
            if self.is_open(other) && std::mem::replace(&mut self.flooded[other as usize], self.round) != self.round {
                flood.push(other);
            }
        }
        false
    }

    /// Of the cheapest paths from the first state to these, the vertices of the one whose vertices come first.
    fn first(&mut self, first: usize, mut goals: Vec<usize>, spur: &Spur<'_>) -> Vec<u32> {
        for &goal in &goals {
            self.states.all[goal].leads = true;
        }
        while let Some(at) = goals.pop() {
            for before in self.tight(at, false, first, spur) {
                if !std::mem::replace(&mut self.states.all[before].leads, true) {
                    goals.push(before);
                }
            }
        }
        let (mut at, mut vertices) = (first, Vec::new());
        while let Some(next) = self.tight(at, true, first, spur).into_iter().find(|&next| self.states.all[next].leads) {
            vertices.push(self.states.all[next].vertex);
            at = next;
        }
        vertices
    }

    /// The settled states from which one is reached, or that are reached from it, by a hop that costs what the two differ by; in order of vertices.
    fn tight(&self, at: usize, ahead: bool, first: usize, spur: &Spur<'_>) -> Vec<usize> {
        let State { vertex, hops, cost, .. } = self.states.all[at];
        let near = self.hops(vertex).filter_map(|(other, length)| {
            let state = self.states.known(other, if ahead { hops + 1 } else { hops.checked_sub(1)? })?;
            let (from, to) = if ahead { (at, state) } else { (state, at) };
            let costs = if ahead { cost } else { self.states.all[state].cost };
            let taken = from == first && spur.taken.contains(&self.states.all[to].vertex);
            let far = &self.states.all[to];
            let tight = costs + length + self.passing(far.vertex) == far.cost;
            (tight && !taken && self.states.all[state].settled).then_some(state)
        });
        near.collect()
    }
}

/// How far a search has come.
#[derive(Default)]
struct States {
    all: Vec<State>,
    /// Whether the hops so far matter.
    limited: bool,
    /// The state of each vertex, and the round in which it was made, when hops do not matter.
    of_vertex: Vec<(u32, u32)>,
    round: u32,
    /// The state of each vertex and number of hops, when they do.
    of_hops: HashMap<(u32, usize), usize>,
}

#[derive(Clone, Copy)]
struct State {
    vertex: u32,
    /// Of some way to it when hops do not matter.
    hops: usize,
    cost: u64,
    settled: bool,
    /// Is it on a cheapest path?
    leads: bool,
}

impl States {
    fn clear(&mut self) {
        self.all.clear();
        self.of_hops.clear();
        self.round += 1;
    }

    fn known(&self, vertex: u32, hops: usize) -> Option<usize> {
        if self.limited {
            return self.of_hops.get(&(vertex, hops)).copied();
        }
        let (round, state) = self.of_vertex[vertex as usize];
        (round == self.round).then_some(state as usize)
    }

    fn at(&mut self, vertex: u32, hops: usize) -> usize {
        if let Some(known) = self.known(vertex, hops) {
            return known;
        }
        let state = self.all.len();
        self.all.push(State { vertex, hops, cost: FAR, settled: false, leads: false });
        if self.limited {
            self.of_hops.insert((vertex, hops), state);
        } else {
            // No more states than vertices.
            self.of_vertex[vertex as usize] = (self.round, u32::try_from(state).unwrap_or(u32::MAX));
        }
        state
    }
}
