//! Searches from 512 sources side by side.
//!
//! ```text
//! missing[v]  the sources in the component of v that have not reached it; of no meaning where a component has no source of the batch
//! front[v]    those that reached it at the last level; zero for all v that are not in `fronts`
//! next[v]     those that reach it at this level; zero before and after
//! ```
//!
//! A level is taken in one of two ways, whichever looks along fewer arcs (S. Beamer, K. Asanović, D. Patterson, "Direction-optimizing breadth-first
//! search", SC 2012): those at the front push their bits to their neighbours, or those that miss some pull the bits of their neighbours, until they miss
//! none. Who misses none is left out from then on.
#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

use std::ops::Range;

use super::{
    tally::{Bits, NO_BITS, Tally, each, none},
    trimmed::{GROUP, Group, Trimmed},
};

/// Pushing an arc costs so many times as much as pulling it.
const PUSH: u64 = 3;

/// What the distances of a row add up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// The distances.
    pub sum: u64,
    /// One by each.
    pub inverse: f64,
    /// One by each and one hop more.
    pub beyond: f64,
}

/// The state of searches, to be used for batch after batch.
pub struct Batch<'a> {
    graph: &'a Trimmed,
    missing: Vec<Bits>,
    front: Vec<Bits>,
    next: Vec<Bits>,
    /// The rows at the front.
    fronts: Vec<u32>,
    /// The rows that are reached at this level.
    reached: Vec<u32>,
    /// The rows that a push comes to, and room for one more; and for each row whether it is among them.
    met: Vec<u32>,
    is_met: Vec<bool>,
    /// Rows that may miss some source, in order.
    waiting: Vec<u32>,
    /// How many vertices each source reaches at this level, and, as leaves are one hop farther than their neighbour, at the next.
    tallies: [Tally; 2],
    /// How many arcs were looked along.
    arcs: u64,
}

/// What is compiled for each family of processors, of which the best that this one has is taken.
struct Run<'b, 'a> {
    batch: &'b mut Batch<'a>,
    sources: Range<u32>,
}

impl pulp::WithSimd for Run<'_, '_> {
    type Output = Vec<Sums>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<Sums> {
        self.batch.levels(self.sources)
    }
}

impl<'a> Batch<'a> {
    /// Searches in this graph.
    pub fn new(graph: &'a Trimmed) -> Self {
        let bits = || vec![NO_BITS; graph.len()];
        Self {
            graph,
            missing: bits(),
            front: bits(),
            next: bits(),
            fronts: Vec::new(),
            reached: Vec::new(),
            met: vec![0; graph.len() + 1],
            is_met: vec![false; graph.len()],
            waiting: Vec::new(),
            tallies: Default::default(),
            arcs: 0,
        }
    }

    /// How many arcs have been looked along.
    pub const fn arcs(&self) -> u64 {
        self.arcs
    }

    /// The sums of the distances from these rows, at most [`SOURCES`](super::tally::SOURCES), to all vertices, leaves among them.
    pub fn run(&mut self, sources: Range<u32>) -> Vec<Sums> {
        pulp::Arch::new().dispatch(Run { batch: self, sources })
    }

    #[inline(always)]
    fn levels(&mut self, sources: Range<u32>) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); sources.len()];
        self.begin(sources);
        let mut waiting: u64 = self.waiting.iter().map(|&v| self.graph.arcs(v)).sum();
        for distance in 1_u32.. {
            self.tallies.swap(0, 1);
            let leaving: u64 = self.fronts.iter().map(|&v| self.graph.arcs(v)).sum();
            if leaving == 0 || waiting == 0 {
                self.turn();
            } else if PUSH * leaving < waiting {
                self.push();
                self.arcs += leaving;
            } else {
                waiting = self.pull();
            }
            if !settle(&mut self.tallies[0], &mut sums, distance) {
                break;
            }
        }
        sums
    }

    /// Puts each source at its place.
    #[inline(always)]
    fn begin(&mut self, sources: Range<u32>) {
        let graph = self.graph;
        self.waiting.clear();
        let mut bits = (0..).zip(sources.clone()).map(|(bit, source)| (bit / 64, 1_u64 << (bit % 64), source)).peekable();
        // Components stand together among rows.
        for component in graph.components_of(&sources) {
            let mut all = NO_BITS;
            while let Some((word, bit, source)) = bits.next_if(|(.., source)| component.rows.contains(source)) {
                all[word] |= bit;
                self.next[source as usize][word] |= bit;
                self.reached.push(source);
            }
            for v in component.rows.clone() {
                self.missing[v as usize] = all;
            }
            self.waiting.extend(component.rows.clone());
        }
        for at in 0..self.reached.len() {
            let source = self.reached[at];
            let own = self.next[source as usize];
            let missing = &mut self.missing[source as usize];
            *missing = each(|word| missing[word] & !own[word]);
            count_leaves(graph, &mut self.tallies[1], source, &own);
        }
        self.turn();
    }

    /// A level: each row at the front gives its bits to its neighbours.
    #[inline(always)]
    fn push(&mut self) {
        let Self { graph, missing, front, next, fronts, reached, met, is_met, tallies, .. } = self;
        let mut many = 0;
        for &v in &fronts[..] {
            let front = front[v as usize];
            let mut last = None;
            for &u in graph.neighbours(v).as_flattened() {
                // The last neighbour fills up its group.
                if last == Some(u) {
                    break;
                }
                last = Some(u);
                let next = &mut next[u as usize];
                *next = each(|word| next[word] | front[word]);
                // Written in any case, and kept if it is new: no branch that cannot be foreseen.
                met[many] = u;
                many += usize::from(!is_met[u as usize]);
                is_met[u as usize] = true;
            }
        }
        for &u in &met[..many] {
            is_met[u as usize] = false;
            let (next, missing) = (&mut next[u as usize], &mut missing[u as usize]);
            let new = each(|word| next[word] & missing[word]);
            *next = new;
            *missing = each(|word| missing[word] & !new[word]);
            if !none(&new) {
                count(graph, tallies, u, &new);
                reached.push(u);
            }
        }
        self.turn();
    }

    /// A level: each row that misses some source takes the bits of its neighbours. Gives the number of arcs of those that still miss some.
    #[inline(always)]
    fn pull(&mut self) -> u64 {
        let Self { graph, missing, front, next, reached, waiting, tallies, .. } = self;
        let (missing, front, next) = (&mut missing[..], &front[..], &mut next[..]);
        let (mut left, mut looked, mut kept) = (0, 0, 0);
        for at in 0..waiting.len() {
            let v = waiting[at];
            let missed = missing[v as usize];
            let Some((first, more)) = graph.neighbours(v).split_first() else { continue };
            let gathered = |met: Bits, some: &Group| {
                let fronts = some.map(|u| &front[u as usize]);
                each(|word| fronts.iter().fold(met[word], |bits, front| bits | front[word]))
            };
            let mut met = gathered(NO_BITS, first);
            looked += GROUP;
            for some in more {
                if none(&each(|word| missed[word] & !met[word])) {
                    break;
                }
                met = gathered(met, some);
                looked += GROUP;
            }
            let new = each(|word| met[word] & missed[word]);
            if !none(&new) {
                next[v as usize] = new;
                count(graph, tallies, v, &new);
                reached.push(v);
            }
            let still = each(|word| missed[word] & !met[word]);
            missing[v as usize] = still;
            if !none(&still) {
                left += graph.arcs(v);
                waiting[kept] = v;
                kept += 1;
            }
        }
        waiting.truncate(kept);
        self.arcs += looked as u64;
        self.turn();
        left
    }

    /// Those that were reached are at the front now.
    #[inline(always)]
    fn turn(&mut self) {
        for &v in &self.fronts {
            self.front[v as usize] = NO_BITS;
        }
        std::mem::swap(&mut self.front, &mut self.next);
        std::mem::swap(&mut self.fronts, &mut self.reached);
        self.reached.clear();
    }
}

/// Adds as many vertices as each source has reached, all at this distance, to its sums. False when nobody has reached any.
#[inline(always)]
fn settle(reached: &mut Tally, sums: &mut [Sums], distance: u32) -> bool {
    let [near, far] = [distance, distance + 1].map(|distance| 1.0 / f64::from(distance));
    reached.take(|first, numbers| {
        for (sums, number) in sums.iter_mut().skip(first).zip(numbers) {
            sums.sum += u64::from(number) * u64::from(distance);
            sums.inverse += f64::from(number) * near;
            sums.beyond += f64::from(number) * far;
        }
    })
}

/// Counts a row that is new to these sources at this level, and its leaves.
#[inline(always)]
fn count(graph: &Trimmed, tallies: &mut [Tally; 2], v: u32, new: &Bits) {
    tallies[0].count(new);
    count_leaves(graph, &mut tallies[1], v, new);
}

/// Counts the leaves of a row, which are reached one level later, by the binary digits of their number.
#[inline(always)]
fn count_leaves(graph: &Trimmed, later: &mut Tally, v: u32, new: &Bits) {
    let mut leaves = graph.leaves(v);
    while leaves > 0 {
        later.add(new, leaves.trailing_zeros() as usize);
        leaves &= leaves - 1;
    }
}
