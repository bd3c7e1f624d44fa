//! How large is the base, and of what?
//!
//! Everything in the base is counted here, planned and ended relations too; beside it stands how many of them count under the choice.
//! An agreement stands in the year in which its date begins, and with the set of countries in which its parties lie, so that each table of agreements
//! adds up to all of them. O(n + m), and the sorting of citations.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;

use super::citing::{self, Record};
use crate::{
    model::{Date, Form, Graph, Id, Kind, Status, TieType, graph::NodeIndex},
    network::Choice,
};

/// How many there are, and how many of them count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub number: usize,
    /// Those that count under the choice.
    pub counted: usize,
}

/// When something began, as far as a table of years can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Year {
    /// In this year.
    In(i16),
    /// It has a date, but one that is coarser than a year.
    Coarse,
    /// It has no date.
    Undated,
}

/// How many records cite a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Nodes.
    pub nodes: usize,
    /// Ties written on their own.
    pub ties: usize,
    /// Claims.
    pub claims: usize,
}

/// The numbers of a base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats<'a> {
    /// Nodes by kind and form.
    pub nodes: BTreeMap<(Kind, Option<Form>), usize>,
    /// Ties by type and status.
    pub ties: BTreeMap<(TieType, Status), Tally>,
    /// Agreements by form and status.
    pub forms: BTreeMap<(Option<Form>, Status), Tally>,
    /// Agreements by year and status.
    pub years: BTreeMap<(Year, Status), Tally>,
    /// Agreements by the countries of their parties, in index order, and status.
    pub countries: BTreeMap<(Vec<NodeIndex>, Status), Tally>,
    /// Sources, those that nothing cites included.
    pub sources: BTreeMap<&'a Id, Cited>,
}

impl Year {
    /// The year of a date.
    #[must_use]
    pub fn of(date: Option<&Date>) -> Self {
        date.map_or(Self::Undated, |date| date.year().map_or(Self::Coarse, Self::In))
    }
}

/// Counts.
#[must_use]
pub fn stats<'a>(graph: &'a Graph, choice: &Choice) -> Stats<'a> {
    let mut stats = Stats { sources: graph.sources().map(|source| (&source.id, Cited::default())).collect(), ..Stats::default() };
    for (index, node) in graph.nodes() {
        *stats.nodes.entry((node.kind, node.form)).or_default() += 1;
        if node.kind != Kind::Agreement {
            continue;
        }
        let status = node.facts.standing();
        let counts = choice.judge(graph, &node.facts).is_ok();
        add(&mut stats.forms, (node.form, status), counts);
        add(&mut stats.years, (Year::of(node.facts.date.as_ref()), status), counts);
        add(&mut stats.countries, (countries(graph, index), status), counts);
    }
    for (tie, _, tie_type, _) in graph.ties() {
        add(&mut stats.ties, (tie_type, graph.facts(tie).standing()), choice.judge_tie(graph, tie).is_ok());
    }
    let mut cited: Vec<(&Id, Record)> = citing::citations(graph).map(|(record, citation)| (&citation.source, record)).collect();
    cited.sort_unstable();
    cited.dedup();
    for (source, record) in cited {
        let cited = stats.sources.entry(source).or_default();
        match record {
            Record::Node(_) => cited.nodes += 1,
            Record::Tie(_) => cited.ties += 1,
            Record::Claim(_) => cited.claims += 1,
        }
    }
    stats
}

fn add<K: Ord>(table: &mut BTreeMap<K, Tally>, key: K, counts: bool) {
    let tally = table.entry(key).or_default();
    tally.number += 1;
    tally.counted += usize::from(counts);
}

/// The countries in which the parties of an agreement lie, in index order.
fn countries(graph: &Graph, agreement: NodeIndex) -> Vec<NodeIndex> {
    let parties = graph.ties_of(agreement, Direction::Incoming).into_iter().filter(|(_, tie, _)| *tie == TieType::Signed);
    let countries: BTreeSet<NodeIndex> = parties.filter_map(|(.., party)| graph.country(party)).collect();
    countries.into_iter().collect()
}
