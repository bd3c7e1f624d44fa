//! What is each cluster like? Its size, its edges inside and out, its most connected members.
//!
//! # Definition
//!
//! ```text
//! inner     edges with both ends in the cluster
//! outer     edges with one end in it
//! E–I       (outer − inner) / (outer + inner): −1 all edges inside, +1 all edges leave (D. Krackhardt and R. N. Stern,
//!           "Informal networks and organizational crises", Social Psychology Quarterly 51, 1988)
//! ```
//!
//! Edges are counted, not weights: a pair with many links is one pair. Without any edge there is no E–I index. Between sides that can only be
//! linked with each other the index by side is +1 by construction, and tells nothing.
//!
//! Clusters may overlap. O(n + m) when they do not, and the sorting of members.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::network::{Bond, Network, Packed};

/// What a cluster is like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Its vertices: those with most neighbours inside first, then those with most neighbours at all, then by number.
    pub members: Vec<u32>,
    /// Inner and outer edges.
    pub edges: Sides,
    /// The weight of the inner edges.
    pub inner_weight: f64,
    /// The weight of the outer edges.
    pub outer_weight: f64,
}

/// How many are inner and how many outer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// With all ends on the same side.
    pub inner: usize,
    /// With ends on different sides.
    pub outer: usize,
}

impl Sides {
    /// The E–I index, `None` when there is nothing to count.
    #[must_use]
    pub fn index(self) -> Option<f64> {
        let (inner, outer) = (self.inner as f64, self.outer as f64);
        (self.inner + self.outer > 0).then(|| (outer - inner) / (outer + inner))
    }
}

/// The profile of each cluster.
///
/// ```
/// use accord::{analysis::clusters::profile::profiles, network::Packed};
/// let path = Packed::new(4, &[(0, 1, 1.0), (1, 2, 2.0), (2, 3, 1.0)]);
/// let found = &profiles(&path, &[vec![0, 1, 2]])[0];
/// assert_eq!((found.edges.inner, found.edges.outer), (2, 1));
/// assert_eq!(found.members, [1, 2, 0]);
/// ```
#[must_use]
pub fn profiles(graph: &Packed, clusters: &[Vec<u32>]) -> Vec<Profile> {
    let mut inside = vec![false; graph.len()];
    let profile = |cluster: &Vec<u32>| {
        mark(&mut inside, cluster, true);
        let mut profile = Profile::default();
        let mut twice = (0, 0.0);
        let mut ranked: Vec<(Reverse<usize>, Reverse<usize>, u32)> = Vec::with_capacity(cluster.len());
        for &v in cluster {
            let mut within = 0;
            for (u, weight) in graph.weighted(v) {
                if inside[u as usize] {
                    within += 1;
                    twice.1 += weight;
                } else {
                    profile.edges.outer += 1;
                    profile.outer_weight += weight;
                }
            }
            twice.0 += within;
            ranked.push((Reverse(within), Reverse(graph.degree(v)), v));
        }
        profile.edges.inner = twice.0 / 2;
        profile.inner_weight = twice.1 / 2.0;
        ranked.sort_unstable();
        profile.members = ranked.into_iter().map(|(_, _, v)| v).collect();
        mark(&mut inside, cluster, false);
        profile
    };
    clusters.iter().map(profile).collect()
}

/// The links of each cluster: those whose members in the network all lie in it, and those that have members in it and outside.
///
/// A link is counted once, however many pairs it joins. O(m log m) for all bonds of edges.
#[must_use]
pub fn links(network: &Network, clusters: &[Vec<u32>]) -> Vec<Sides> {
    let mut inside = vec![false; network.len()];
    let sides = |cluster: &Vec<u32>| {
        mark(&mut inside, cluster, true);
        let (mut inner, mut outer) = (BTreeSet::new(), BTreeSet::new());
        for &v in cluster {
            for &u in network.neighbours(v) {
                let side = if inside[u as usize] { &mut inner } else { &mut outer };
                side.extend(network.bonds(v, u).iter().filter_map(|bond| match bond {
                    Bond::Link(link) => Some(*link),
                    Bond::Containment => None,
                }));
            }
        }
        mark(&mut inside, cluster, false);
        Sides { inner: inner.difference(&outer).count(), outer: outer.len() }
    };
    clusters.iter().map(sides).collect()
}

/// How many edges join vertices of one group, and how many those of two; an edge of a vertex without a group is not counted.
#[must_use]
pub fn by_group(graph: &Packed, group: impl Fn(u32) -> Option<usize>) -> Sides {
    let mut sides = Sides::default();
    for (a, b, _) in graph.edge_list() {
        if let (Some(a), Some(b)) = (group(a), group(b)) {
            if a == b {
                sides.inner += 1;
            } else {
                sides.outer += 1;
            }
        }
    }
    sides
}

fn mark(inside: &mut [bool], cluster: &[u32], mark: bool) {
    for &v in cluster {
        inside[v as usize] = mark;
    }
}
