//! Which pairs, and which papers, hold a cluster together? What would fall apart without them?
//!
//! # Definition
//!
//! ```text
//! thread   a pair joined by one link that has no other ends, and without which the cluster of the pair splits
//! bundle   the same of a pair that is joined by several links: all of them would have to lapse
//! table    a link of three ends and more without which their cluster splits, though no pair of them is a bridge:
//!          a round table binds its members pair by pair, so every edge that it makes lies on a triangle
//! ```
//!
//! Threads and bundles are the bridges of the network of parties; threads and tables are the links that are cut points of the network of parties and links,
//! so that what one paper holds is found whatever the number of its ends. A cluster is a component. One is *pendant* when no more than one of the
//! parts has several members: it splits off single vertices.
//!
//! A list of edges from outside has no links; each edge of it that splits its cluster is a joint without links.
//!
//! # Method and cost
//!
//! [`blocks`] twice: O(n + m) and the sorting, where m counts edges and memberships. The members of a part are worked out when asked for.
//!
//! # Order
//!
//! Those that split off the most come first (the members of all parts but the largest), then by their ends.

use std::cmp::Reverse;

use super::blocks::{Blocks, blocks};
use crate::network::{Bond, Network, Packed, TwoMode};

/// What holds a cluster together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joint {
    /// What it is.
    pub kind: JointKind,
    /// The vertices that it joins, in order.
    pub ends: Vec<u32>,
    /// How many vertices each part has without it: of a pair on the side of each end, else the largest first.
    pub sizes: Vec<usize>,
    /// The indices of the links that it consists of.
    pub links: Vec<usize>,
    /// Its index among the bridges, or among the cut points of the network of parties and links.
    at: usize,
}

/// What a joint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JointKind {
    /// A pair and one link.
    Thread,
    /// A pair and several links.
    Bundle,
    /// One link of three ends or more.
    Table,
    /// An edge of which nothing else is known.
    Edge,
}

/// All joints of a network.
#[derive(Clone, Debug, Default)]
pub struct Joints {
    /// The joints, in the order that the module states.
    pub joints: Vec<Joint>,
    /// The blocks of the network of parties, with its cut points.
    pub blocks: Blocks,
    parties: usize,
    memberships: Blocks,
}

impl Joint {
    /// Does it split off no more than single vertices?
    #[must_use]
    pub fn is_pendant(&self) -> bool {
        is_pendant(&self.sizes)
    }

    /// How many vertices it splits off: the members of all parts but the largest.
    #[must_use]
    pub fn splits_off(&self) -> usize {
        splits_off(&self.sizes)
    }
}

impl JointKind {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Bundle => "bundle",
            Self::Table => "table",
            Self::Edge => "edge",
        }
    }
}

/// Does no more than one of these parts have several members?
#[must_use]
pub fn is_pendant(sizes: &[usize]) -> bool {
    sizes.iter().filter(|&&size| size > 1).count() < 2
}

/// The members of all these parts but the largest.
#[must_use]
pub fn splits_off(sizes: &[usize]) -> usize {
    sizes.iter().sum::<usize>() - sizes.iter().max().copied().unwrap_or_default()
}

/// The joints of a list of edges.
#[must_use]
pub fn of_edges(graph: &Packed) -> Joints {
    joints(blocks(graph), |_, _| Vec::new())
}

/// The joints of a network of parties; `memberships` is the network of parties and links of the same links and shape.
#[must_use]
pub fn of_links(network: &Network, memberships: &TwoMode) -> Joints {
    let links_of = |a, b| {
        let link = |bond: &Bond| if let Bond::Link(link) = bond { Some(*link) } else { None };
        network.bonds(a, b).iter().filter_map(link).collect()
    };
    let mut found = joints(blocks(network.packed()), links_of);
    let graph = memberships.packed();
    found.parties = memberships.parties();
    found.memberships = blocks(graph);
    for (at, cut) in found.memberships.cut_points.iter().enumerate() {
        let Some(link) = memberships.link(cut.vertex).filter(|_| graph.degree(cut.vertex) > 2) else { continue };
        let sizes = table_parts(&found.memberships, at, found.parties).iter().map(Vec::len).collect();
        let ends = graph.neighbours(cut.vertex).to_vec();
        found.joints.push(Joint { kind: JointKind::Table, ends, sizes, links: vec![link], at });
    }
    found.sort();
    found
}

fn joints(blocks: Blocks, links_of: impl Fn(u32, u32) -> Vec<usize>) -> Joints {
    let joint = |(at, bridge): (usize, &super::blocks::Bridge)| {
        let links = links_of(bridge.ends[0], bridge.ends[1]);
        let kind = match links.len() {
            0 => JointKind::Edge,
            1 => JointKind::Thread,
            _ => JointKind::Bundle,
        };
        Joint { kind, ends: bridge.ends.to_vec(), sizes: blocks.sizes_of_sides(bridge).to_vec(), links, at }
    };
    let joints = blocks.bridges.iter().enumerate().map(joint).collect();
    let mut found = Joints { joints, blocks, ..Joints::default() };
    found.sort();
    found
}

impl Joints {
    /// The members of each part that there would be without a joint, in the order of [`Joint::sizes`]. Linear in the size of the cluster.
    #[must_use]
    pub fn parts(&self, joint: &Joint) -> Vec<Vec<u32>> {
        match joint.kind {
            JointKind::Table => table_parts(&self.memberships, joint.at, self.parties),
            _ => self.blocks.bridges.get(joint.at).map_or_else(Vec::new, |bridge| self.blocks.sides(bridge).into()),
        }
    }

    fn sort(&mut self) {
        self.joints.sort_by_cached_key(|joint| (Reverse(joint.splits_off()), joint.ends.clone(), joint.links.clone()));
    }
}

/// The parties of each part without a link; the largest part first, then by its first vertex.
fn table_parts(memberships: &Blocks, at: usize, parties: usize) -> Vec<Vec<u32>> {
    let Some(cut) = memberships.cut_points.get(at) else { return Vec::new() };
    let mut parts = memberships.parts(cut);
    for part in &mut parts {
        part.retain(|&vertex| (vertex as usize) < parties);
    }
    parts.sort_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
    parts
}
