//! How do edges become rows? Counting and two transpositions; nothing is compared or sorted.
//!
//! ```text
//! smaller[b] = the ends a < b of the edges of b, in the order in which the edges came
//! larger[a]  = the ends b > a of the edges of a, in order: b from the first on, and for each the a of smaller[b]
//! row[v]     = the smaller ends in order (a from the first on, and for each the b of larger[a]), then larger[v]
//! ```
//!
//! Walking rows in order and giving each entry's row the number of the row in which it was found sorts all rows at once (F. G. Gustavson, "Two
//! fast algorithms for sparse matrices: multiplication and permuted transposition", ACM Transactions on Mathematical Software 4, 1978). Parallel
//! edges are then neighbours within a row, in the order in which they came, in either direction alike.
//!
//! O(n + m). Twelve bytes for each edge and four words for each vertex are held at a time, weights not counted: the list of edges itself becomes
//! the rows, as fresh memory costs more than what is done with it. The last walk is shared out between two threads, where it is long.

use super::Packed;

/// The most edges: arcs, which are twice as many, are counted by 32 bits.
pub(super) const MOST: usize = (u32::MAX / 2) as usize;

/// Fewer edges are put in place before a second thread has woken up.
const SHARED: usize = 1 << 17;

/// Edges in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Edges {
    ends: Vec<[u32; 2]>,
    /// The weight of each; may be shorter, what is missing is 1.
    weights: Vec<f64>,
}

impl Edges {
    /// None, and room for so many.
    pub(super) fn with_capacity(edges: usize) -> Self {
        Self { ends: Vec::with_capacity(edges), weights: Vec::new() }
    }

    /// One more edge; false when there are [`MOST`] already, and it is dropped.
    #[inline]
    pub(super) fn push(&mut self, ends: [u32; 2], weight: f64) -> bool {
        if self.ends.len() == MOST {
            return false;
        }
        #[expect(clippy::float_cmp, reason = "a weight that was given as 1 is 1")]
        if weight != 1.0 {
            self.weights.resize(self.ends.len(), 1.0);
            self.weights.push(weight);
        }
        self.ends.push(ends);
        true
    }

    /// The graph of these edges with `n` vertices.
    pub(super) fn pack(self, n: usize) -> Packed {
        self.packed(n, SHARED)
    }

    /// The same; so many edges or more are put in place by two threads.
    pub(super) fn packed(self, n: usize, shared: usize) -> Packed {
        let Self { ends, mut weights } = self;
        let weighted = !weights.is_empty();
        weights.resize(if weighted { ends.len() } else { 0 }, 1.0);
        // The ends, the smaller first; `None` for a loop and for what does not join vertices.
        let proper = |&[a, b]: &[u32; 2]| (a != b && (a.max(b) as usize) < n).then_some((a.min(b), a.max(b)));
        let mut loops = 0;
        let (mut smaller, mut larger) = (vec![0; n + 2], vec![0; n + 2]);
        for ends in &ends {
            if let Some((a, b)) = proper(ends) {
                smaller[b as usize + 2] += 1;
                larger[a as usize + 2] += 1;
            } else if ends[0] == ends[1] && (ends[0] as usize) < n {
                loops += 1;
            }
        }
        let (smaller, larger) = (summed(smaller), summed(larger));
        // Both rows of a vertex, one behind the other, begin where the two begin, added.
        let all: Vec<u32> = smaller.iter().zip(&larger).map(|(a, b)| a + b).collect();

        let mut smaller = Rows::new(smaller, Vec::new(), weighted);
        for (at, ends) in ends.iter().enumerate() {
            if let Some((a, b)) = proper(ends) {
                smaller.push(b, a, || weights[at]);
            }
        }
        drop(weights);
        let mut larger = Rows::new(larger, ends.into_flattened(), weighted);
        for b in numbers(n) {
            smaller.row(b).for_each(|at| larger.push(smaller.targets[at], b, || smaller.weights[at]));
        }
        // The larger ends change over to the short memory, so that the long one can take all.
        let long = larger.targets;
        larger.targets = smaller.targets;
        let count = larger.targets.len();
        larger.targets.copy_from_slice(&long[..count]);
        let mut all = Rows::new(all, long, weighted);
        if count < shared {
            all.whole().mirror(&larger);
        } else {
            let [below, above] = all.halves();
            rayon::join(|| below.mirror(&larger), || above.mirror(&larger));
        }
        if larger.are_parallel() {
            all.join();
        }
        #[expect(clippy::float_cmp, reason = "a weight that was given as 1 is 1")]
        if all.weights.iter().all(|&weight| weight == 1.0) {
            all.weights = Vec::new();
        }
        Packed { offsets: all.offsets, targets: all.targets, weights: all.weights, loops }
    }
}

fn numbers(n: usize) -> std::ops::Range<u32> {
    0..u32::try_from(n).unwrap_or(u32::MAX)
}

/// Of counts, each two places after that of its row, the place at which each row begins, one place after that of the row.
fn summed(mut counts: Vec<u32>) -> Vec<u32> {
    let mut sum = 0;
    for count in &mut counts {
        sum += *count;
        *count = sum;
    }
    counts
}

/// Rows that are filled entry by entry, each in the order in which its entries come.
struct Rows {
    /// Row `v` begins at `offsets[v]`, once it and the row before are full; `offsets[v + 1]` is where its next entry goes, and at last its end.
    offsets: Vec<u32>,
    targets: Vec<u32>,
    /// Empty when all weigh 1.
    weights: Vec<f64>,
}

impl Rows {
    /// Empty rows, in memory that may have been used before.
    fn new(mut offsets: Vec<u32>, mut memory: Vec<u32>, weighted: bool) -> Self {
        let total = offsets.pop().unwrap_or(0) as usize;
        memory.resize(total, 0);
        Self { offsets, targets: memory, weights: vec![0.0; if weighted { total } else { 0 }] }
    }

    #[inline]
    fn push(&mut self, row: u32, target: u32, weight: impl FnOnce() -> f64) {
        let next = &mut self.offsets[row as usize + 1];
        let at = *next as usize;
        *next += 1;
        self.targets[at] = target;
        if let Some(slot) = self.weights.get_mut(at) {
            *slot = weight();
        }
    }

    fn row(&self, row: u32) -> std::ops::Range<usize> {
        self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize
    }

    /// All rows, of which no entry has come yet.
    fn whole(&mut self) -> Part<'_> {
        let Self { offsets, targets, weights } = self;
        // Each row begins, so far, one place after its own.
        let next = offsets.get_mut(1..).unwrap_or_default();
        Part { rows: numbers(next.len()), first: 0, next, targets, weights }
    }

    /// All rows, in two parts of about as many entries.
    fn halves(&mut self) -> [Part<'_>; 2] {
        let Part { rows, next, targets, weights, .. } = self.whole();
        let middle = next.partition_point(|&start| (start as usize) < targets.len() / 2);
        let place = next.get(middle).map_or(targets.len(), |&start| start as usize);
        let (next, more_next) = next.split_at_mut(middle);
        let (targets, more_targets) = targets.split_at_mut(place);
        let weighing = place.min(weights.len());
        let (weights, more_weights) = weights.split_at_mut(weighing);
        let middle = numbers(middle).end;
        [
            Part { rows: 0..middle, first: 0, next, targets, weights },
            Part { rows: middle..rows.end, first: place, next: more_next, targets: more_targets, weights: more_weights },
        ]
    }

    /// Does some row have equal entries?
    fn are_parallel(&self) -> bool {
        self.offsets.windows(2).any(|ends| self.targets[ends[0] as usize..ends[1] as usize].windows(2).any(|two| two[0] == two[1]))
    }

    /// Makes one entry of equal ones that follow each other in a row, and adds up their weights.
    fn join(&mut self) {
        self.weights.resize(self.targets.len(), 1.0);
        let (mut from, mut kept) = (0, 0);
        for end in self.offsets.iter_mut().skip(1) {
            let first = kept;
            for at in from..*end as usize {
                let (target, weight) = (self.targets[at], self.weights[at]);
                if kept > first && self.targets[kept - 1] == target {
                    self.weights[kept - 1] += weight;
                } else {
                    (self.targets[kept], self.weights[kept]) = (target, weight);
                    kept += 1;
                }
            }
            from = *end as usize;
            *end -= u32::try_from(from - kept).unwrap_or(0);
        }
        self.targets.truncate(kept);
        self.weights.truncate(kept);
    }
}

/// Some rows, to be filled by one thread.
struct Part<'a> {
    rows: std::ops::Range<u32>,
    /// Where the first of them begins among all.
    first: usize,
    /// Where the next entry of each goes.
    next: &'a mut [u32],
    targets: &'a mut [u32],
    weights: &'a mut [f64],
}

impl Part<'_> {
    /// Fills the rows with the ends of their edges, first the smaller, then the larger.
    fn mirror(mut self, larger: &Rows) {
        let rows = self.rows.clone();
        let n = larger.offsets.len() - 1;
        for a in 0..rows.end {
            let row = larger.row(a);
            let ends = &larger.targets[row.clone()];
            let from = if rows.start <= a { 0 } else { ends.partition_point(|&b| b < rows.start) };
            let to = if rows.end as usize == n { ends.len() } else { ends.partition_point(|&b| b < rows.end) };
            for (&b, at) in ends[from..to].iter().zip(row.start + from..) {
                let place = self.place(b, 1);
                self.targets[place] = a;
                if let Some(slot) = self.weights.get_mut(place) {
                    *slot = larger.weights[at];
                }
            }
            if a >= rows.start {
                // All smaller ends of `a` have come by now, and nothing comes behind the larger ones.
                let place = self.place(a, larger.offsets[a as usize + 1] - larger.offsets[a as usize]);
                self.targets[place..place + ends.len()].copy_from_slice(ends);
                if !self.weights.is_empty() {
                    self.weights[place..place + ends.len()].copy_from_slice(&larger.weights[row]);
                }
            }
        }
    }

    /// Where the next entries of a row go, that many.
    #[inline]
    fn place(&mut self, row: u32, many: u32) -> usize {
        let next = &mut self.next[(row - self.rows.start) as usize];
        let place = *next as usize - self.first;
        *next += many;
        place
    }
}
