//! A graph whose vertices stand for several, and the account of what each of those is owed.
//!
//! Every reduction takes a [`Folded`] graph and gives a smaller one with the same shares of shortest paths, but for what it has settled itself.
//! What is settled is written to the [`Ledger`], and so is who gets the shares of a vertex of the smaller graph.
//!
//! ```text
//! here      meaning
//! ends      how many vertices of the whole graph have their ways begin or end here, as seen from the others of this graph
//! members   how many vertices of the graph before stand side by side here; a path that passes has to choose one of them
//! close     whether all members are neighbours of each other
//! account   the number in the ledger under which the shares of each member are added up
//! ```

#![expect(clippy::inline_always, reason = "the inner loops of a sweep are compiled for the processor at hand, with what they call")]

use std::ops::Range;

use crate::network::Packed;

/// A vertex that stands for several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    /// How many ways begin here for each that ends somewhere else.
    pub ends: f64,
    /// Among how many a path that passes has the choice.
    pub members: f64,
    /// Whether the members are neighbours of each other; so is one alone.
    pub close: bool,
    /// Where the shares of each member are added up.
    pub account: u32,
}

/// A graph of such vertices, in compressed sparse rows. Half a word for each arc, three and a half for each vertex.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folded {
    /// The vertices.
    pub vertices: Vec<Vertex>,
    offsets: Vec<usize>,
    targets: Vec<u32>,
}

impl Folded {
    /// The graph itself, each vertex alone and its account of the same number.
    #[must_use]
    pub fn new(graph: &Packed) -> Self {
        let mut folded = Self::default();
        for account in graph.vertices() {
            folded.push(Vertex { ends: 1.0, members: 1.0, close: true, account }, graph.neighbours(account).iter().copied());
        }
        folded
    }

    /// Adds a vertex with its neighbours, which are put in order.
    pub fn push(&mut self, vertex: Vertex, neighbours: impl IntoIterator<Item = u32>) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        let start = self.targets.len();
        self.targets.extend(neighbours);
        let row = &mut self.targets[start..];
        if !row.is_sorted() {
            row.sort_unstable();
        }
        self.offsets.push(self.targets.len());
        self.vertices.push(vertex);
    }

    /// How many vertices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.vertices.len()
    }

    /// The numbers of the vertices.
    #[must_use]
    pub fn numbers(&self) -> Range<u32> {
        // A vertex of its own needs a neighbour of its own, and those are counted by 32 bits.
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// The neighbours of a vertex, in order.
    #[inline(always)]
    #[must_use]
    pub fn neighbours(&self, vertex: u32) -> &[u32] {
        &self.targets[self.offsets[vertex as usize]..self.offsets[vertex as usize + 1]]
    }

    /// How many neighbours a vertex has.
    #[inline(always)]
    #[must_use]
    pub fn degree(&self, vertex: u32) -> usize {
        self.offsets[vertex as usize + 1] - self.offsets[vertex as usize]
    }

    /// Are two vertices neighbours? O(log degree).
    #[must_use]
    pub fn joined(&self, a: u32, b: u32) -> bool {
        let (few, other) = if self.degree(a) < self.degree(b) { (a, b) } else { (b, a) };
        self.neighbours(few).binary_search(&other).is_ok()
    }

    /// The same graph with its vertices in this order, and without those that are not named.
    #[must_use]
    pub fn picked(&self, order: &[u32]) -> Self {
        let mut place = vec![u32::MAX; self.len()];
        for (at, &vertex) in (0..).zip(order) {
            place[vertex as usize] = at;
        }
        let mut picked = Self::default();
        for &vertex in order {
            let neighbours = self.neighbours(vertex).iter().map(|&other| place[other as usize]).filter(|&at| at != u32::MAX);
            picked.push(self.vertices[vertex as usize], neighbours);
        }
        picked
    }
}

/// What each vertex is owed, and where it goes when the graph is unfolded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The sum over ordered pairs of the share of shortest paths that pass each member, by account.
    sums: Vec<f64>,
    /// What is on the first account is also owed to the second, which is older; in the order in which the first were opened.
    flows: Vec<(u32, u32)>,
}

impl Ledger {
    /// A ledger with one account for each vertex of a graph.
    #[must_use]
    pub fn new(vertices: usize) -> Self {
        Self { sums: vec![0.0; vertices], flows: Vec::new() }
    }

    /// Adds to an account.
    pub fn add(&mut self, account: u32, sum: f64) {
        self.sums[account as usize] += sum;
    }

    /// A new account, all of which is owed to each of these.
    pub fn open(&mut self, owed: impl IntoIterator<Item = u32>) -> u32 {
        let account = u32::try_from(self.sums.len()).unwrap_or(u32::MAX);
        self.sums.push(0.0);
        self.flows.extend(owed.into_iter().map(|older| (account, older)));
        account
    }

    /// The vertex of the whole graph, or the first of several, to which an account goes.
    #[must_use]
    pub fn owner(&self, mut account: u32) -> u32 {
        for &(newer, older) in self.flows.iter().rev() {
            if newer == account {
                account = older;
            }
        }
        account
    }

    /// The sums of the vertices with which the ledger began.
    #[must_use]
    pub fn settle(mut self, vertices: usize) -> Vec<f64> {
        for (newer, older) in self.flows.into_iter().rev() {
            self.sums[older as usize] += self.sums[newer as usize];
        }
        self.sums.truncate(vertices);
        self.sums
    }
}
