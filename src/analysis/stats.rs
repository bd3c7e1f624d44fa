//! How large is the base, and of what?
//!
//! Everything in the base is counted here, planned and ended relations too; beside it stands how many of them count under the choice.
//! An agreement stands in the year in which its date begins, and with the set of countries in which its parties lie, so that each table of agreements
//! adds up to all of them.
//!
//! Of a part of the base are counted: the chosen nodes; the ties that touch them; the agreements among them and those that one of them signed;
//! and the citations of these nodes and ties and of claims about them. O(n + m), and the sorting of citations.

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

/// Counts what `part` holds for: of the whole base, when it always holds.
#[must_use]
pub fn stats<'a>(graph: &'a Graph, choice: &Choice, part: &dyn Fn(NodeIndex) -> bool) -> Stats<'a> {
    let mut stats = Stats { sources: graph.sources().map(|source| (&source.id, Cited::default())).collect(), ..Stats::default() };
    for (index, node) in graph.nodes() {
        if part(index) {
            *stats.nodes.entry((node.kind, node.form)).or_default() += 1;
        }
        if node.kind != Kind::Agreement || !(part(index) || parties(graph, index).any(part)) {
            continue;
        }
        let status = node.facts.standing();
        let counts = choice.judge(graph, &node.facts).is_ok();
        add(&mut stats.forms, (node.form, status), counts);
        add(&mut stats.years, (Year::of(node.facts.date.as_ref()), status), counts);
        add(&mut stats.countries, (countries(graph, index), status), counts);
    }
    for (tie, _, tie_type, _) in graph.ties().filter(|&(_, near, _, far)| part(near) || part(far)) {
        add(&mut stats.ties, (tie_type, graph.facts(tie).standing()), choice.judge_tie(graph, tie).is_ok());
    }
    let about = |id: &Id| graph.find(id.as_str()).is_some_and(part);
    let chosen = |record: Record| match record {
        Record::Node(node) => part(node),
        Record::Tie(tie) => graph.tie(tie).is_some_and(|(near, _, far)| part(near) || part(far)),
        // A claim about nothing in particular is about the whole base.
        Record::Claim(claim) => graph.claims()[claim].about.iter().any(about) || graph.nodes().all(|(node, _)| part(node)),
    };
    let cited = citing::citations(graph).filter(|&(record, _)| chosen(record));
    let mut cited: Vec<(&Id, Record)> = cited.map(|(record, citation)| (&citation.source, record)).collect();
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

/// Who signed an agreement.
fn parties(graph: &Graph, agreement: NodeIndex) -> impl Iterator<Item = NodeIndex> {
    let ties = graph.ties_of(agreement, Direction::Incoming).into_iter();
    ties.filter(|(_, tie, _)| *tie == TieType::Signed).map(|(.., party)| party)
}

/// The countries in which the parties of an agreement lie, in index order.
fn countries(graph: &Graph, agreement: NodeIndex) -> Vec<NodeIndex> {
    let countries: BTreeSet<NodeIndex> = parties(graph, agreement).filter_map(|party| graph.country(party)).collect();
    countries.into_iter().collect()
}
