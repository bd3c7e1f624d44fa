//! How well is the base documented?
//!
//! For each kind of node, and for the ties, the share of records that have what a reader wants to know of them. A tie written inside a node shares its
//! facts, so that an agreement of two parties without a date is two ties without a date. Two sources are two different documents, not two
//! places in one. Of a part of the base are counted the chosen nodes and the ties that touch them. O(n + m).

use std::{collections::BTreeMap, fmt};

use crate::model::{Basis, Date, Facts, Graph, Kind, KindSet, graph::NodeIndex};

/// Which records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The nodes of this kind.
    Nodes(Kind),
    /// All ties.
    Ties,
}

/// What a record can have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A source.
    Source,
    /// Two different sources.
    TwoSources,
    /// Nothing but common knowledge to rest on.
    Background,
    /// A date; asked of all but places.
    Date,
    /// A date that is known to the month or better; asked of all but places.
    Month,
    /// Coordinates; asked of places and organisations.
    Coordinates,
    /// A code of any sort; asked of places and organisations.
    Code,
    /// A name in this language of the base; asked of nodes.
    Name(String),
}

/// How many records of a group have a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that have it.
    pub number: usize,
    /// All of the group.
    pub of: usize,
}

impl Group {
    /// The word for one record of it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nodes(kind) => kind.word(),
            Self::Ties => "tie",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Source => "source",
            Self::TwoSources => "two_sources",
            Self::Background => "background",
            Self::Date => "date",
            Self::Month => "month",
            Self::Coordinates => "coordinates",
            Self::Code => "code",
            Self::Name(language) => return f.pad(&format!("name_{language}")),
        })
    }
}

/// Counts, for each group that has records, what they have: those that `part` holds for.
#[must_use]
pub fn completeness(graph: &Graph, part: &dyn Fn(NodeIndex) -> bool) -> BTreeMap<(Group, Part), Share> {
    let mut table: BTreeMap<(Group, Part), Share> = BTreeMap::new();
    let mut add = |group: Group, part: Part, has: bool| {
        let share = table.entry((group, part)).or_default();
        share.of += 1;
        share.number += usize::from(has);
    };
    for (_, node) in graph.nodes().filter(|&(index, _)| part(index)) {
        let group = Group::Nodes(node.kind);
        facts(&mut add, group, &node.facts, !KindSet::PLACES.has(node.kind));
        if KindSet::PARTIES.has(node.kind) {
            add(group, Part::Coordinates, node.at.is_some());
            add(group, Part::Code, node.codes != crate::model::Codes::default());
        }
        for language in &graph.header().languages {
            add(group, Part::Name(language.clone()), node.names.contains_key(language));
        }
    }
    for (tie, ..) in graph.ties().filter(|&(_, near, _, far)| part(near) || part(far)) {
        facts(&mut add, Group::Ties, graph.facts(tie), true);
    }
    table
}

fn facts(add: &mut impl FnMut(Group, Part, bool), group: Group, facts: &Facts, dated: bool) {
    let sources = &facts.sources;
    let two = sources.iter().any(|citation| citation.source != sources[0].source);
    add(group, Part::Source, !sources.is_empty());
    add(group, Part::TwoSources, two);
    add(group, Part::Background, facts.basis == Basis::Background);
    if dated {
        add(group, Part::Date, facts.date.is_some());
        add(group, Part::Month, facts.date.as_ref().is_some_and(Date::is_month_or_finer));
    }
}
