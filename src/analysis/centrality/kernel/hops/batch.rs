//! Searches from 512 sources side by side.
//!
//! ```text
//! missing[v]  the sources that have not reached v
//! front[v]    those that reached it at the last level; zero for all v that are not in `fronts`
//! next[v]     those that reach it at this level; zero before and after
//! ```
//!
//! A level is taken in one of two ways, whichever looks along fewer arcs (S. Beamer, K. Asanović, D. Patterson, "Direction-optimizing breadth-first
//! search", SC 2012): those at the front push their bits to their neighbours, or those that miss some pull the bits of their neighbours, until they miss
//! none. Who misses none is left out from then on.
#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

use super::{ONE, trimmed::Trimmed};

/// How many sources a batch has at most.
pub const SOURCES: usize = 512;

/// After so many neighbours, a vertex that pulls bits looks whether it has them all.
const STRIDE: usize = 8;

/// Pushing an arc costs so many times as much as pulling it.
const PUSH: u64 = 3;

/// A bit for each source.
type Bits = [u64; SOURCES / 64];

const NO_BITS: Bits = [0; SOURCES / 64];

/// What the distances of a row add up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// The distances.
    pub sum: u64,
    /// One by each, in units of 1/[`ONE`].
    pub inverse: u128,
    /// One by each and one hop more; only of rows that have leaves.
    pub beyond: u128,
}

impl Sums {
    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        self.sum += other.sum;
        self.inverse += other.inverse;
        self.beyond += other.beyond;
    }
}

/// The state of searches, to be used for batch after batch.
pub struct Batch<'a> {
    graph: &'a Trimmed,
    missing: Vec<Bits>,
    front: Vec<Bits>,
    next: Vec<Bits>,
    /// The rows at the front.
    fronts: Vec<u32>,
    /// The rows that are reached at this level, when bits are pushed.
    reached: Vec<u32>,
    /// Rows that may miss some source, in order.
    waiting: Vec<u32>,
    /// Bits of sources that have leaves, by word, with a weight: the weights of a source sum to its leaves.
    weights: Vec<(usize, u64, u64)>,
    sums: Vec<Sums>,
    /// How many arcs were looked along.
    arcs: u64,
}

/// What is compiled for each family of processors, of which the best that this one has is taken.
struct Run<'b, 'a> {
    batch: &'b mut Batch<'a>,
    sources: &'b [u32],
}

impl pulp::WithSimd for Run<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.batch.levels(self.sources);
    }
}

/// One by the distance of this level and of the two after it.
struct Level {
    distance: u64,
    inverse: [u64; 3],
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
            waiting: Vec::new(),
            weights: Vec::new(),
            sums: vec![Sums::default(); graph.len()],
            arcs: 0,
        }
    }

    /// What has been added up in all batches, and how many arcs were looked along.
    pub fn into_sums(self) -> (Vec<Sums>, u64) {
        (self.sums, self.arcs)
    }

    /// Adds the distances from these sources, at most [`SOURCES`] that stand together in [`Trimmed::sources`], and from their leaves, to the sums of all
    /// rows.
    pub fn run(&mut self, sources: &[u32]) {
        pulp::Arch::new().dispatch(Run { batch: self, sources });
    }

    #[inline(always)]
    fn levels(&mut self, sources: &[u32]) {
        self.begin(sources);
        let mut waiting: u64 = self.waiting.iter().map(|&v| self.graph.neighbours(v).len() as u64).sum();
        for distance in 1.. {
            let leaving: u64 = self.fronts.iter().map(|&v| self.graph.neighbours(v).len() as u64).sum();
            if leaving == 0 || waiting == 0 {
                break;
            }
            let level = Level { distance, inverse: [0, 1, 2].map(|more| ONE / (distance + more)) };
            if PUSH * leaving < waiting {
                self.push(&level);
                self.arcs += leaving;
            } else {
                waiting = self.pull(&level);
            }
        }
        for &v in &self.fronts {
            self.front[v as usize] = NO_BITS;
        }
    }

    /// Puts each source at its place.
    #[inline(always)]
    fn begin(&mut self, sources: &[u32]) {
        let graph = self.graph;
        self.fronts.clear();
        self.waiting.clear();
        self.weights.clear();
        let mut bits = sources.iter().enumerate().map(|(bit, &source)| (bit / 64, 1_u64 << (bit % 64), source)).peekable();
        // Components stand together among sources as among rows.
        let ends = [sources.first(), sources.last()].map(|end| end.map_or(0, |&row| graph.component(row)));
        for component in &graph.components()[ends[0]..=ends[1]] {
            let mut all = NO_BITS;
            while let Some((word, bit, source)) = bits.next_if(|(.., source)| component.rows.contains(source)) {
                all[word] |= bit;
                self.front[source as usize][word] |= bit;
                self.fronts.push(source);
                let leaves = u64::from(graph.leaves(source));
                // What the leaves of a source are to itself.
                self.sums[source as usize].add(&Sums { sum: leaves, inverse: product(leaves, ONE), beyond: product(leaves, ONE / 2) });
                self.weigh(word, bit, leaves);
            }
            for v in component.rows.clone() {
                self.missing[v as usize] = all;
            }
            self.waiting.extend(component.rows.clone());
        }
        for &source in &self.fronts {
            let own = self.front[source as usize];
            let missing = &mut self.missing[source as usize];
            *missing = each(|word| missing[word] & !own[word]);
        }
    }

    /// Notes the leaves of a source: a weight for each binary digit of their number.
    #[inline(always)]
    fn weigh(&mut self, word: usize, bit: u64, leaves: u64) {
        for digit in (0..32).map(|place| leaves & 1 << place).filter(|&digit| digit > 0) {
            // Sources of as many leaves follow each other, so the weight is found near the end if it is there.
            match self.weights.iter_mut().rev().take_while(|(other, ..)| *other == word).find(|(.., weight)| *weight == digit) {
                Some((_, mask, _)) => *mask |= bit,
                None => self.weights.push((word, bit, digit)),
            }
        }
    }

    /// A level: each row at the front gives its bits to its neighbours.
    #[inline(always)]
    fn push(&mut self, level: &Level) {
        let graph = self.graph;
        for &v in &self.fronts {
            let front = self.front[v as usize];
            for &u in graph.neighbours(v) {
                let next = &mut self.next[u as usize];
                if none(next) {
                    self.reached.push(u);
                }
                *next = each(|word| next[word] | front[word]);
            }
        }
        let mut reached = std::mem::take(&mut self.reached);
        let mut kept = 0;
        for at in 0..reached.len() {
            let u = reached[at];
            let (next, missing) = (&mut self.next[u as usize], &mut self.missing[u as usize]);
            let new = each(|word| next[word] & missing[word]);
            *next = new;
            *missing = each(|word| missing[word] & !new[word]);
            if !none(&new) {
                self.count(u, level);
                reached[kept] = u;
                kept += 1;
            }
        }
        reached.truncate(kept);
        self.turn(reached);
    }

    /// A level: each row that misses some source takes the bits of its neighbours. Gives the number of arcs of those that still miss some.
    #[inline(always)]
    fn pull(&mut self, level: &Level) -> u64 {
        let graph = self.graph;
        let mut left = 0;
        let mut reached = std::mem::take(&mut self.reached);
        let mut waiting = std::mem::take(&mut self.waiting);
        let mut kept = 0;
        for at in 0..waiting.len() {
            let v = waiting[at];
            let missing = self.missing[v as usize];
            if none(&missing) {
                continue;
            }
            let mut met = NO_BITS;
            let neighbours = graph.neighbours(v);
            for some in neighbours.chunks(STRIDE) {
                for &u in some {
                    let front = &self.front[u as usize];
                    met = each(|word| met[word] | front[word]);
                }
                self.arcs += some.len() as u64;
                if none(&each(|word| missing[word] & !met[word])) {
                    break;
                }
            }
            let new = each(|word| met[word] & missing[word]);
            if !none(&new) {
                self.next[v as usize] = new;
                self.count(v, level);
                reached.push(v);
            }
            let still = each(|word| missing[word] & !met[word]);
            self.missing[v as usize] = still;
            if !none(&still) {
                left += neighbours.len() as u64;
                waiting[kept] = v;
                kept += 1;
            }
        }
        waiting.truncate(kept);
        self.waiting = waiting;
        self.turn(reached);
        left
    }

    /// Those that were reached are at the front now.
    #[inline(always)]
    fn turn(&mut self, reached: Vec<u32>) {
        for &v in &self.fronts {
            self.front[v as usize] = NO_BITS;
        }
        std::mem::swap(&mut self.front, &mut self.next);
        self.reached = std::mem::replace(&mut self.fronts, reached);
        self.reached.clear();
    }

    /// Adds up the sources that reached a row at this level, and their leaves, which are one hop farther.
    #[inline(always)]
    fn count(&mut self, v: u32, level: &Level) {
        let new = &self.next[v as usize];
        let sources: u64 = new.iter().map(|word| u64::from(word.count_ones())).sum();
        let [here, farther, farthest] = level.inverse;
        let has_leaves = self.graph.leaves(v) > 0;
        let sums = &mut self.sums[v as usize];
        sums.sum += sources * level.distance;
        sums.inverse += product(sources, here);
        if has_leaves {
            sums.beyond += product(sources, farther);
        }
        if !self.weights.is_empty() {
            let weighed = |&(word, mask, weight): &(usize, u64, u64)| weight * u64::from((new[word] & mask).count_ones());
            let leaves: u64 = self.weights.iter().map(weighed).sum();
            sums.sum += leaves * (level.distance + 1);
            sums.inverse += product(leaves, farther);
            if has_leaves {
                sums.beyond += product(leaves, farthest);
            }
        }
    }
}

/// One multiplication of two words into two.
#[inline(always)]
fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

/// Is no bit set?
#[inline(always)]
fn none(bits: &Bits) -> bool {
    // Not a comparison of arrays, which would look at bytes one after another.
    bits.iter().fold(0, |all, word| all | word) == 0
}

#[inline(always)]
fn each(word: impl FnMut(usize) -> u64) -> Bits {
    std::array::from_fn(word)
}
