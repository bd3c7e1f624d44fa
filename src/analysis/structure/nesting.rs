//! Do sister cities lie under sister provinces?
//!
//! # Definition
//!
//! A city pair is a city (or district) of one side and one of the other that are members of one counted link. It is nested when the regions in which the
//! two lie are members themselves of another counted link, one that joins no city pair.
//!
//! ```text
//! share = nested city pairs / city pairs
//! ```
//!
//! A municipality is a region and a city at once. A pair with one would be its own evidence, so such pairs are left out and counted.
//!
//! # Null model
//!
//! Would as many pairs be nested if cities had chosen their partners without regard to the regions? Each shuffle keeps how many partners every city has, and that
//! no two cities are paired twice: two pairs a–b, c–d, drawn at random, become a–d, c–b, unless one of these is there already; that is done or refused 20
//! times for each pair (S. Maslov, K. Sneppen, "Specificity and stability in topology of protein networks", Science 296, 2002). Which regions are linked stays.
//!
//! p as in [`null`](super::null).
//!
//! # What it does not say
//!
//! Not which came first, the province or the city: dates would have to tell. Not why: cities of rich provinces have more partners, and provinces with many
//! cities are more likely to be linked; the shuffles keep the first and not the second. With few pairs p says little, whatever the share.
//!
//! No pairs: no answer (`None`). O(s·p) for s shuffles of p pairs, on all cores.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::null::Null;
use crate::{
    model::{Graph, Kind, graph::NodeIndex},
    network::{
        Level, Link,
        progress::{Progress, Stopped},
    },
};

/// City pairs, and which regions are linked themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Each pair of cities, the one of the near side first, in index order.
    pub cities: Vec<(NodeIndex, NodeIndex)>,
    /// The region in which each city lies.
    pub region: BTreeMap<NodeIndex, NodeIndex>,
    /// The pairs of regions that are linked themselves, the one of the near side first.
    pub regions: BTreeSet<(NodeIndex, NodeIndex)>,
    /// How many pairs were left out because one of the two is a municipality.
    pub municipal: usize,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Nesting {
    /// How many city pairs there are.
    pub pairs: usize,
    /// How many of them are nested.
    pub nested: usize,
    /// The share of these.
    pub share: f64,
    /// The mean share of the shuffles; `None` without any.
    pub expected: Option<f64>,
    /// The share of shuffles, with what was observed among them, that have at least as many nested pairs; `None` without any.
    pub p: Option<f64>,
}

/// How many swaps are tried for each pair in a shuffle.
const SWAPS: usize = 20;

impl Pairs {
    /// The city pairs of the links that count, between two countries.
    #[must_use]
    pub fn of_links(graph: &Graph, links: &[Link], near: NodeIndex, far: NodeIndex) -> Self {
        let mut pairs = Self::default();
        let (mut cities, mut municipal) = (BTreeSet::new(), BTreeSet::new());
        let mut regions = Vec::new();
        let place = |&&node: &&NodeIndex| matches!(graph.node(node).kind, Kind::Region | Kind::City | Kind::District);
        for link in links.iter().filter(|link| link.verdict.is_ok()) {
            let of =
                |country: NodeIndex| link.members.iter().filter(place).copied().filter(move |&node| graph.country(node) == Some(country));
            let mut joins_cities = false;
            for a in of(near) {
                for b in of(far) {
                    let [above, beyond] = [a, b].map(|node| Level::Region.of(graph, node));
                    let is_region = |node| graph.node(node).kind == Kind::Region;
                    let is_municipality = |node| graph.node(node).form == Some(crate::model::Form::Municipality);
                    match (is_region(a), is_region(b)) {
                        (true, true) => regions.push((a, b, link)),
                        (false, false) if is_region(above) && is_region(beyond) => {
                            joins_cities = true;
                            pairs.region.extend([(a, above), (b, beyond)]);
                            cities.insert((a, b));
                        }
                        (true, false) if is_municipality(a) => drop(municipal.insert((a, b))),
                        (false, true) if is_municipality(b) => drop(municipal.insert((a, b))),
                        _ => {}
                    }
                }
            }
            if joins_cities {
                regions.retain(|(.., from)| !std::ptr::eq(*from, link));
            }
        }
        pairs.regions = regions.into_iter().map(|(a, b, _)| (a, b)).collect();
        pairs.cities = cities.into_iter().collect();
        pairs.municipal = municipal.len();
        pairs
    }

    /// Leaves out pairs with a city that is not wanted; what was left out for a municipality stays counted.
    pub fn keep(&mut self, wanted: impl Fn(NodeIndex) -> bool) {
        self.cities.retain(|&(near, far)| wanted(near) && wanted(far));
    }

    /// Are the regions of two cities linked themselves?
    #[must_use]
    pub fn is_nested(&self, near: NodeIndex, far: NodeIndex) -> bool {
        let (Some(&above), Some(&beyond)) = (self.region.get(&near), self.region.get(&far)) else { return false };
        self.regions.contains(&(above, beyond))
    }

    fn nested(&self, pairs: &[(NodeIndex, NodeIndex)]) -> usize {
        pairs.iter().filter(|(near, far)| self.is_nested(*near, *far)).count()
    }
}

/// Measures nesting; `None` without city pairs.
///
/// # Errors
///
/// When it is told to stop.
pub fn nesting(pairs: &Pairs, null: Null, progress: Progress<'_>) -> Result<Option<Nesting>, Stopped> {
    let n = pairs.cities.len();
    if n == 0 {
        return Ok(None);
    }
    let nested = pairs.nested(&pairs.cities);
    let count = |random| pairs.nested(&shuffle(&pairs.cities, random)) as u64;
    let chance = null.chance(nested as u64, SWAPS * n, progress, count)?;
    Ok(Some(Nesting {
        pairs: n,
        nested,
        share: nested as f64 / n as f64,
        expected: chance.map(|chance| chance.mean / n as f64),
        p: chance.map(|chance| chance.at_least),
    }))
}

/// The pairs after random swaps of partners that keep how many each has.
fn shuffle(pairs: &[(NodeIndex, NodeIndex)], mut random: Rng) -> Vec<(NodeIndex, NodeIndex)> {
    let mut shuffled = pairs.to_vec();
    let mut there: BTreeSet<(NodeIndex, NodeIndex)> = pairs.iter().copied().collect();
    for _ in 0..SWAPS * pairs.len() {
        let (one, other) = (random.usize(..shuffled.len()), random.usize(..shuffled.len()));
        let swapped = [(shuffled[one].0, shuffled[other].1), (shuffled[other].0, shuffled[one].1)];
        if swapped.iter().any(|pair| there.contains(pair)) {
            continue;
        }
        there.remove(&shuffled[one]);
        there.remove(&shuffled[other]);
        there.extend(swapped);
        [shuffled[one], shuffled[other]] = swapped;
    }
    shuffled
}
