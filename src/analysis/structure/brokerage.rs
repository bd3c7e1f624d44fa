//! Who stands between whom, within a group and between groups?
//!
//! # Definition
//!
//! R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks", Sociological Methodology 19,
//! 1989. A party b brokers a pair a, c when both are its neighbours and not joined themselves. With g the group of each:
//!
//! ```text
//! coordinator    g(a) = g(b) = g(c)
//! gatekeeper     g(a) = g(b) ≠ g(c)            or the other way round
//! itinerant      g(a) = g(c) ≠ g(b)            Gould and Fernandez's "cosmopolitan", also called consultant
//! liaison        all three differ
//! ```
//!
//! Theirs is a directed network, in which the gatekeeper lets in and the representative speaks for its group. Ties of cooperation have no direction, so the
//! two are one role, and each pair a, c is counted once. Programs that read an undirected network as one of ties both ways (`brokerage` in
//! R's sna) count each pair twice and give half of our gatekeepers to the representative: coordinator, itinerant and liaison are twice ours there, and
//! gatekeeper and representative each ours.
//!
//! A vertex in no group brokers nothing, and nothing is brokered for it.
//!
//! # Method
//!
//! All pairs of neighbours by group, from how many neighbours each group has; then every closed pair, one for each corner of each triangle, is taken
//! off again. O(m √m + Σ degree log degree); counts are whole numbers, the same with any number of cores. No vertices, one, or no pair: nothing but zeros.

use std::sync::atomic::{AtomicU64, Ordering};

use super::triangles::{each, pairs};
use crate::network::Packed;

/// How many pairs a vertex brokers in each role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Between two of its own group.
    pub coordinator: u64,
    /// Between one of its own group and one of another.
    pub gatekeeper: u64,
    /// Between two of one other group.
    pub itinerant: u64,
    /// Between two of different other groups.
    pub liaison: u64,
}

impl Roles {
    /// All pairs that it brokers.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.coordinator + self.gatekeeper + self.itinerant + self.liaison
    }
}

/// The roles of each vertex, by the group of each, `None` for one that is in none.
///
/// ```
/// use accord::{analysis::structure::brokerage::brokerage, network::Packed};
/// let path = Packed::new(3, &[(0, 1, 1.0), (1, 2, 1.0)]);
/// assert_eq!(brokerage(&path, &[Some(0), Some(1), Some(0)])[1].itinerant, 1);
/// assert_eq!(brokerage(&path, &[Some(0), Some(0), Some(1)])[1].gatekeeper, 1);
/// ```
#[must_use]
pub fn brokerage(graph: &Packed, groups: &[Option<u32>]) -> Vec<Roles> {
    let group = |v: u32| groups.get(v as usize).copied().flatten();
    let closed: Vec<[AtomicU64; 4]> = graph.vertices().map(|_| Default::default()).collect();
    each(graph, |corners| {
        let [Some(x), Some(y), Some(z)] = corners.map(group) else { return };
        for (broker, own, a, c) in [(corners[0], x, y, z), (corners[1], y, x, z), (corners[2], z, x, y)] {
            closed[broker as usize][role(own, a, c)].fetch_add(1, Ordering::Relaxed);
        }
    });
    let open = |b: u32, closed: &[AtomicU64; 4]| {
        let Some(own) = group(b) else { return Roles::default() };
        let mut of: Vec<u32> = graph.neighbours(b).iter().filter_map(|&a| group(a)).collect();
        of.sort_unstable();
        let (mut ours, mut itinerant) = (0_u64, 0_u64);
        for same in of.chunk_by(|a, b| a == b) {
            if same[0] == own {
                ours = same.len() as u64;
            } else {
                itinerant += pairs(same.len() as u64);
            }
        }
        let others = of.len() as u64 - ours;
        let less = |role: usize| closed[role].load(Ordering::Relaxed);
        Roles {
            coordinator: pairs(ours) - less(COORDINATOR),
            gatekeeper: ours * others - less(GATEKEEPER),
            itinerant: itinerant - less(ITINERANT),
            liaison: pairs(others) - itinerant - less(LIAISON),
        }
    };
    graph.vertices().zip(&closed).map(|(b, closed)| open(b, closed)).collect()
}

const COORDINATOR: usize = 0;
const GATEKEEPER: usize = 1;
const ITINERANT: usize = 2;
const LIAISON: usize = 3;

const fn role(own: u32, a: u32, c: u32) -> usize {
    match (a == own, c == own, a == c) {
        (true, true, _) => COORDINATOR,
        (true, false, _) | (false, true, _) => GATEKEEPER,
        (false, false, true) => ITINERANT,
        (false, false, false) => LIAISON,
    }
}
