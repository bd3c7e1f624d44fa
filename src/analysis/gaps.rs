//! Which regions of the two sides are linked directly, which only through what lies in them, which are only talked of, which not at all; and where
//! would a link be at hand?
//!
//! # Definition
//!
//! A link joins regions o and p when one of its members is or lies in o and another is or lies in p. Of each pair:
//!
//! ```text
//! direct    links that count and have both regions themselves among their members
//! below     other links that count
//! planned   links that do not count because they are only planned or intended
//! past      links that do not count because they are suspended, lapsed, or ended
//!
//! state     direct, if there is a direct link; else below, if there is one below; else planned, if there is a plan; else none
//! ```
//!
//! What acts for a whole country lies in no region and joins none. Contacts, and what had not begun or has no date when a date is asked for, are
//! of no account.
//!
//! # Suggestions
//!
//! A pair that is not direct gets points, which say why a link of the two regions would be at hand; they are no facts and no forecast:
//!
//! ```text
//! score(o, p) = below + planned + past + Σ over shared partners x of 1/k(x) + Σ over shared fields f of 1/k(f)
//!
//! x is a shared partner   it neither lies in o or p nor holds one of them, and has a link that counts with o and another one with p
//! k(x)                    how many regions of the two sides it has such links with, its own left out
//! f is a shared field     o has a link in it with a region of the other side that is not p, and p with one that is not o
//! k(f)                    how many regions of the two sides have a link in it with the other side
//! ```
//!
//! A link, plan or past link is one point. A shared partner counts the less the more regions it works with, and a field the less the more regions
//! have it, as in the resource allocation index (T. Zhou, L. Lü and Y.-C. Zhang, "Predicting missing links via local information", European Physical
//! Journal B 71, 2009; there for vertices in common, here for fields as well): a ministry or "trade", which are everywhere, say little. Among two
//! sides two regions have no neighbour in common by construction, so partners are counted as parties.
//!
//! # Order and cost
//!
//! Pairs come by regions of the near side, then of the far side, in the order given; sums are added in index order. O(Σ m²) for the numbers m of members
//! of links, and for each pair its partners and fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Field, Graph, Status, graph::NodeIndex},
    network::{Level, Link, Reason},
};

/// How far two regions have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// They are linked themselves.
    Direct,
    /// Only what lies in them is.
    Below,
    /// There are plans or letters of intent, no more.
    Planned,
    /// There is nothing, or nothing any more.
    None,
}

/// Two regions, one of each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The region of the near side.
    pub near: NodeIndex,
    /// The region of the far side.
    pub far: NodeIndex,
    /// Links that have both among their members, as indices, in order.
    pub direct: Vec<usize>,
    /// Other links between the two.
    pub below: Vec<usize>,
    /// Plans and letters of intent.
    pub planned: Vec<usize>,
    /// What has been.
    pub past: Vec<usize>,
    /// Partners that both have, with the number of regions that each works with; those of fewest regions first, then in index order. Empty for a direct pair.
    pub partners: Vec<(NodeIndex, usize)>,
    /// Fields in which both work with others, with the number of regions that have them; those of fewest first. Empty for a direct pair.
    pub fields: Vec<(Field, usize)>,
    /// Points, nought for a direct pair.
    pub score: f64,
}

impl State {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Below => "below",
            Self::Planned => "planned",
            Self::None => "none",
        }
    }
}

impl Pair {
    /// How far the two have come.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.direct.len(), self.below.len(), self.planned.len()) {
            (0, 0, 0) => State::None,
            (0, 0, _) => State::Planned,
            (0, _, _) => State::Below,
            _ => State::Direct,
        }
    }
}

/// Who works with which region, and in which field.
#[derive(Default)]
struct Ground {
    /// For each party, the links that count with each region but its own.
    partners: BTreeMap<NodeIndex, BTreeMap<NodeIndex, BTreeSet<usize>>>,
    /// For each region and field, the regions of the other side with which it has a link in that.
    fields: BTreeMap<NodeIndex, BTreeMap<Field, BTreeSet<NodeIndex>>>,
    /// How many regions have a field.
    breadth: BTreeMap<Field, usize>,
}

/// All pairs of a region of the near side and one of the far side.
#[must_use]
pub fn gaps(graph: &Graph, links: &[Link], near: &[NodeIndex], far: &[NodeIndex]) -> Vec<Pair> {
    let region = |member: NodeIndex| Level::Region.of(graph, member);
    let mut found: BTreeMap<(NodeIndex, NodeIndex), Pair> = BTreeMap::new();
    for &near in near {
        found.extend(far.iter().map(|&far| ((near, far), Pair::new(near, far))));
    }
    let mut ground = Ground::default();
    for (index, link) in links.iter().enumerate() {
        let regions: BTreeSet<NodeIndex> = link.members.iter().map(|&member| region(member)).collect();
        let fields = &link.via.facts(graph).fields;
        for &a in near.iter().filter(|region| regions.contains(region)) {
            for &b in far.iter().filter(|region| regions.contains(region)) {
                let Some(pair) = found.get_mut(&(a, b)) else { continue };
                let place = match link.verdict {
                    Ok(()) if link.members.contains(&a) && link.members.contains(&b) => &mut pair.direct,
                    Ok(()) => &mut pair.below,
                    Err(Reason::Status(Status::Planned | Status::Intended)) => &mut pair.planned,
                    Err(Reason::Status(_)) => &mut pair.past,
                    Err(Reason::Contact | Reason::Later | Reason::Undated | Reason::Undecided) => continue,
                };
                place.push(index);
                if link.verdict.is_ok() {
                    for &field in fields {
                        ground.fields.entry(a).or_default().entry(field).or_default().insert(b);
                        ground.fields.entry(b).or_default().entry(field).or_default().insert(a);
                    }
                }
            }
        }
        if link.verdict.is_ok() {
            for &member in &link.members {
                for &other in regions.iter().filter(|&&other| other != region(member) && (near.contains(&other) || far.contains(&other))) {
                    ground.partners.entry(member).or_default().entry(other).or_default().insert(index);
                }
            }
        }
    }
    for fields in ground.fields.values() {
        for &field in fields.keys() {
            *ground.breadth.entry(field).or_default() += 1;
        }
    }
    let mut pairs: Vec<Pair> = Vec::with_capacity(found.len());
    for &near in near {
        pairs.extend(far.iter().filter_map(|&far| found.remove(&(near, far))));
    }
    for pair in pairs.iter_mut().filter(|pair| pair.state() != State::Direct) {
        pair.partners = ground.shared_partners(graph, pair.near, pair.far);
        pair.fields = ground.shared_fields(pair.near, pair.far);
        let links = pair.below.len() + pair.planned.len() + pair.past.len();
        let breadths = pair.partners.iter().map(|(_, k)| k).chain(pair.fields.iter().map(|(_, k)| k));
        pair.score = links as f64 + breadths.map(|&k| 1.0 / k as f64).sum::<f64>();
    }
    pairs
}

impl Pair {
    fn new(near: NodeIndex, far: NodeIndex) -> Self {
        let (direct, below, planned, past) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { near, far, direct, below, planned, past, partners: Vec::new(), fields: Vec::new(), score: 0.0 }
    }
}

impl Ground {
    fn shared_partners(&self, graph: &Graph, near: NodeIndex, far: NodeIndex) -> Vec<(NodeIndex, usize)> {
        let shared = self.partners.iter().filter(|&(&party, regions)| {
            let outside = [near, far].iter().all(|&region| !graph.lies_in(party, region) && !graph.lies_in(region, party));
            let (Some(here), Some(there)) = (regions.get(&near), regions.get(&far)) else { return false };
            // One link alone that joins all three is a link of the two regions, no partner that they share.
            outside && (here.len() > 1 || here != there)
        });
        let mut shared: Vec<(NodeIndex, usize)> = shared.map(|(&party, regions)| (party, regions.len())).collect();
        shared.sort_by_key(|&(party, breadth)| (breadth, party));
        shared
    }

    fn shared_fields(&self, near: NodeIndex, far: NodeIndex) -> Vec<(Field, usize)> {
        let (Some(here), Some(there)) = (self.fields.get(&near), self.fields.get(&far)) else { return Vec::new() };
        let shared = here.iter().filter(|&(field, with)| {
            let elsewhere = |with: &BTreeSet<NodeIndex>, not: NodeIndex| with.iter().any(|&other| other != not);
            elsewhere(with, far) && there.get(field).is_some_and(|with| elsewhere(with, near))
        });
        let breadth = |field: Field| self.breadth.get(&field).copied().unwrap_or(1);
        let mut shared: Vec<(Field, usize)> = shared.map(|(&field, _)| (field, breadth(field))).collect();
        shared.sort_by_key(|&(field, breadth)| (breadth, field));
        shared
    }
}
