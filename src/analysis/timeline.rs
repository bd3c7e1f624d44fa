//! What began when, what was meant to, and what ran out?
//!
//! # Definitions
//!
//! An entry is an agreement, a centre, or a venture: an organisation that parties founded or own. It stands in the year of its date, in one of three stages,
//! by its status on the day for which is asked:
//!
//! ```text
//! planned    planned                                         date = when the plan was last spoken of
//! intended   intended                                        date = when the letter of intent was signed
//! began      signed, operating, suspended, lapsed, ended     date = when it was signed, opened or founded
//! ```
//!
//! What began has run out when its status on the day is lapsed (its term was over, see [`Choice`]) or ended; it stands in the year of its term (`until`, or the
//! end of an interval) as well. What is suspended has not run out, and neither has what cannot be told to have.
//!
//! A date coarser than a year, and none, are no year: such entries are counted apart, so that the rows add up to all entries. An entry of several regions is one
//! entry, and counted in each of them when a table is by region.
//!
//! As of an earlier day, an entry of which cannot be told that it had begun by then is left out with its reason, as everywhere ([`Choice`]). What was planned
//! before it was signed has left no trace in the base unless as a record of its own, so an earlier day shows fewer plans than there were.
//!
//! O(n + m), and the sorting of the entries.

use std::collections::BTreeMap;

use petgraph::Direction;

pub use super::stats::Year;
use crate::{
    model::{Date, Graph, Kind, KindSet, Status, TieType, graph::NodeIndex},
    network::{Choice, Reason},
};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// An agreement.
    Agreement,
    /// A centre.
    Centre,
    /// An organisation that parties founded or own.
    Venture,
}

/// How far an entry has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Talked of.
    Planned,
    /// A letter of intent has been signed.
    Intended,
    /// It was signed, opened or founded, whatever came of it.
    Began,
}

/// Something that stands in the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its node.
    pub node: NodeIndex,
    /// What it is.
    pub class: Class,
    /// How far it has come.
    pub stage: Stage,
    /// When it came to that.
    pub date: Option<Date>,
    /// Whether it has run out by the day.
    pub ran_out: bool,
    /// When, if that is known.
    pub until: Option<Date>,
    /// Who signed, founded, owns or hosts it, in index order.
    pub members: Vec<NodeIndex>,
}

/// The entries of a base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// By date, undated last, then by id.
    pub entries: Vec<Entry>,
    /// What is left out, in index order.
    pub left_out: Vec<(Reason, NodeIndex)>,
}

/// The numbers of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Plans.
    pub planned: usize,
    /// Letters of intent and the like.
    pub intended: usize,
    /// Agreements that began.
    pub agreements: usize,
    /// Centres that began.
    pub centres: usize,
    /// Ventures that began.
    pub ventures: usize,
    /// What ran out.
    pub ran_out: usize,
}

impl Class {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Centre => "centre",
            Self::Venture => "venture",
        }
    }
}

/// The entries, under the day and the statuses of a choice; by default all statuses, each in its stage, should count.
#[must_use]
pub fn timeline(graph: &Graph, choice: &Choice) -> Timeline {
    let mut timeline = Timeline::default();
    for (index, node) in graph.nodes() {
        let ties = graph.ties_of(index, Direction::Incoming);
        let mut members: Vec<NodeIndex> = ties.iter().filter(|(_, tie, _)| tie.row().meets).map(|&(.., near)| near).collect();
        members.sort_unstable();
        members.dedup();
        let owned = ties.iter().any(|(_, tie, _)| matches!(tie, TieType::Founded | TieType::Owns));
        let class = match node.kind {
            Kind::Agreement => Class::Agreement,
            Kind::Centre => Class::Centre,
            kind if owned && KindSet::ORGANISATIONS.has(kind) => Class::Venture,
            _ => continue,
        };
        match choice.judge(graph, &node.facts) {
            Ok(()) => {}
            // What ran out stands in the timeline as that.
            Err(Reason::Status(Status::Lapsed)) if choice.count.contains(&node.facts.standing()) => {}
            Err(reason) => {
                timeline.left_out.push((reason, index));
                continue;
            }
        }
        let facts = &node.facts;
        let until = facts.until.clone().or_else(|| facts.date.as_ref().and_then(Date::end));
        let stage = match facts.standing() {
            Status::Planned => Stage::Planned,
            Status::Intended => Stage::Intended,
            _ => Stage::Began,
        };
        let over = Choice { count: vec![Status::Lapsed, Status::Ended], as_of: choice.as_of.clone() };
        let ran_out = over.judge(graph, facts).is_ok();
        timeline.entries.push(Entry { node: index, class, stage, date: facts.date.clone(), ran_out, until, members });
    }
    timeline.entries.sort_by(|a, b| (a.date.is_none(), &a.date, a.node).cmp(&(b.date.is_none(), &b.date, b.node)));
    timeline
}

/// The numbers of each year in which something began, was meant to or ran out; coarse and undated ones last.
#[must_use]
pub fn by_year<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> BTreeMap<Year, Counts> {
    let mut years: BTreeMap<Year, Counts> = BTreeMap::new();
    for entry in entries {
        let counts = years.entry(Year::of(entry.date.as_ref())).or_default();
        *match (entry.stage, entry.class) {
            (Stage::Planned, _) => &mut counts.planned,
            (Stage::Intended, _) => &mut counts.intended,
            (Stage::Began, Class::Agreement) => &mut counts.agreements,
            (Stage::Began, Class::Centre) => &mut counts.centres,
            (Stage::Began, Class::Venture) => &mut counts.ventures,
        } += 1;
        if entry.ran_out {
            years.entry(Year::of(entry.until.as_ref())).or_default().ran_out += 1;
        }
    }
    years
}

/// Agreements that follow on others: the earlier, which was planned or intended, and the later, which began. By the earlier, then the later.
#[must_use]
pub fn came_true(graph: &Graph, entries: &[Entry]) -> Vec<(NodeIndex, NodeIndex)> {
    let stage = |node: NodeIndex| entries.iter().find(|entry| entry.node == node).map(|entry| entry.stage);
    let follows = graph.ties().filter(|(_, _, tie, _)| *tie == TieType::Follows).map(|(_, later, _, earlier)| (earlier, later));
    let mut pairs: Vec<_> = follows
        .filter(|&(earlier, later)| matches!(stage(earlier), Some(Stage::Planned | Stage::Intended)) && stage(later) == Some(Stage::Began))
        .collect();
    pairs.sort_unstable();
    pairs
}
