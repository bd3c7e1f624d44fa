//! With whom do most of one's neighbours go? Label propagation.
//!
//! # Definition
//!
//! Every vertex begins with a label of its own, its number. Then vertices take the label that weighs most among their neighbours, until
//! nobody wants another. U. N. Raghavan, R. Albert and S. Kumara, "Near linear time algorithm to detect community structures in large-scale networks",
//! Physical Review E 76, 2007, do so in random order with ties broken by lot, and so get another answer each time. Two rules without chance:
//!
//! ```text
//! settle     vertex by vertex in the order of their numbers; a vertex keeps its label while no other weighs more, else it takes the
//!            smallest of those that weigh most; until a round changes nothing
//! rounds(n)  all vertices at once, n times; of the labels that occur most often among neighbours the smallest, whatever the own one
//!            is; weights do not count (CDLP of LDBC Graphalytics, A. Iosup and others, PVLDB 9, 2016)
//! ```
//!
//! [`settle`] always comes to rest: each change raises the weight of the edges that join equal labels. [`rounds`] may swing for ever, for
//! instance between the two ends of an edge, which is why it is given a number of rounds; it is there for comparison with that benchmark.
//! Either answer hangs on the numbers of the vertices, a cluster need not be connected, and where all weighs the same,
//! ties let the first labels run far. It is quick and coarse; [`leiden`](super::leiden)
//! is the better answer.
//!
//! # Cost and edge cases
//!
//! O(n + m) a round, and rounds are few. No vertices: no clusters. A vertex without neighbours stays alone. Weights are strengths: zero
//! and below is refused.

use super::{Partition, tally::Tally};
use crate::{
    analysis::unfit::{self, Unfit},
    network::Packed,
};

/// More rounds than any network has needed; a bound, should sums of fractions swing in their last digit.
const MOST_ROUNDS: usize = 10_000;

/// The clusters when every vertex has settled, and how many rounds that took.
///
/// ```
/// use accord::{analysis::clusters::label::settle, network::Packed};
/// let edges = [(0, 1, 2.0), (1, 2, 2.0), (2, 0, 2.0), (3, 4, 2.0), (4, 5, 2.0), (5, 3, 2.0), (2, 3, 1.0)];
/// let (partition, _) = settle(&Packed::new(6, &edges)).unwrap();
/// assert_eq!(partition.clusters(), [0, 0, 0, 1, 1, 1]);
/// ```
///
/// # Errors
///
/// When a weight is not above zero.
pub fn settle(graph: &Packed) -> Result<(Partition, usize), Unfit> {
    unfit::strengths(graph)?;
    let mut label: Vec<u32> = graph.vertices().collect();
    let mut tally = Tally::new(graph.len());
    for round in 1..=MOST_ROUNDS {
        let mut changed = false;
        for v in graph.vertices() {
            let own = label[v as usize];
            graph.weighted(v).for_each(|(u, weight)| tally.add(label[u as usize], weight));
            let (best, weight) = heaviest(&tally, own);
            if weight > tally.of(own) {
                label[v as usize] = best;
                changed = true;
            }
            tally.clear();
        }
        if !changed {
            return Ok((Partition::new(&label), round));
        }
    }
    Ok((Partition::new(&label), MOST_ROUNDS))
}

/// The label of each vertex after so many rounds of the rule of LDBC Graphalytics.
#[must_use]
pub fn rounds(graph: &Packed, rounds: usize) -> Vec<u32> {
    let mut label: Vec<u32> = graph.vertices().collect();
    let mut tally = Tally::new(graph.len());
    for _ in 0..rounds {
        let next = graph.vertices().map(|v| {
            graph.neighbours(v).iter().for_each(|&u| tally.add(label[u as usize], 1.0));
            let (best, _) = heaviest(&tally, label[v as usize]);
            tally.clear();
            best
        });
        label = next.collect();
    }
    label
}

/// The smallest of the labels that weigh most, and its weight; `none` when no label occurs.
fn heaviest(tally: &Tally, none: u32) -> (u32, f64) {
    let heavier = |best: (u32, f64), &label: &u32| {
        let weight = tally.of(label);
        #[expect(clippy::float_cmp, reason = "ties are ties of equal sums")]
        let better = weight > best.1 || (weight == best.1 && label < best.0);
        if better { (label, weight) } else { best }
    };
    tally.met().iter().fold((none, 0.0), heavier)
}
