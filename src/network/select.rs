//! Which nodes meet the terms of a selection?
//!
//! # What the keys mean
//!
//! `kind`, `form`, `status`, `in`, `tie`, `source` and names ask about the node itself. `in` holds for the place, too; `tie` for either end of the
//! tie; `status` for what has one: a place has none, and an organisation of which nothing is written operates.
//!
//! `with`, `signed` and `field` ask about cooperation:
//!
//! - An agreement, centre, event or venture is cooperation itself: its partners are those who signed, founded, own, host, organised or attended it, its
//!   date and fields its own. Its status is of no account; ask for it with `status`. A tie written on its own, such as a stake that is only planned, makes
//!   a partner when it counts.
//! - A party has cooperation in each link that counts (see [`Choice`](super::Choice)) and leads from it, or from anything that lies in it, to a member
//!   outside, as links are rolled up everywhere: an oblast is linked to Gansu when one of its universities is. Its partners are those outside, date and fields
//!   those of the link. One and the same link must meet all of these terms: `with:gansu signed:2015..` asks for a link with Gansu since 2015.
//! - The fields of an organisation are its own as well.
//!
//! `with` holds when a partner is or lies in the place; a party that lies in the place itself is not linked to it by its neighbours there. An
//! excluding term holds when nothing of the kind is there: `-with:gansu` asks for nodes from which, and from within which, no link leads to Gansu.
//!
//! # Dates
//!
//! A date that partly lies in the range, or is missing, leaves it undecided whether the node is meant. Such a node is not selected, but reported. What
//! is only planned has been signed at no time. An interval is in the range when a part of it is.
//!
//! # Cost
//!
//! O(n·d) for each place, with depth d of containment, and for the terms of cooperation O(Σ m²·d²) for the numbers m of members of the links.

use std::collections::BTreeSet;

use petgraph::Direction;

use super::{
    Link, Via,
    terms::{Range, Term, Terms, Test},
};
use crate::model::{
    Date, Facts, Graph, Kind, KindSet, Node, Status, Truth,
    graph::{EdgeIndex, NodeIndex},
};

/// What was selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The nodes that meet the terms, in the order of their ids.
    pub nodes: Vec<NodeIndex>,
    /// The nodes of which it cannot be told because of a missing or too coarse date, in the order of their ids.
    pub undecided: Vec<NodeIndex>,
}

impl Terms {
    /// The nodes that meet all terms; `links` are those of the graph under a choice of what counts.
    #[must_use]
    pub fn select(&self, graph: &Graph, links: &[Link]) -> Selection {
        let evaluation = Evaluation::new(self, graph, links);
        let mut selection = Selection::default();
        for (index, node) in graph.nodes() {
            match evaluation.judge(index, node) {
                Truth::Yes => selection.nodes.push(index),
                Truth::Unknown => selection.undecided.push(index),
                Truth::No => {}
            }
        }
        selection
    }
}

/// Terms, with what is worked out once for all nodes.
struct Evaluation<'a> {
    graph: &'a Graph,
    links: &'a [Link],
    /// Terms about the node itself.
    plain: Vec<Plain<'a>>,
    /// Terms about cooperation that must hold, of one and the same cooperation.
    together: Vec<Cooperation<'a>>,
    /// Terms about cooperation of which none must hold of any.
    excluded: Vec<Cooperation<'a>>,
    /// The links that count, by member and by all that a member lies in; empty when no term asks.
    by_member: Vec<Vec<usize>>,
    /// Ties that do not count, as they are only planned or no more at work.
    odd: BTreeSet<EdgeIndex>,
}

enum Plain<'a> {
    /// Nodes marked, and whether they must not be.
    Marked(Vec<bool>, bool),
    Term(&'a Term),
}

enum Cooperation<'a> {
    /// A partner must be marked, and a party must not.
    With(Vec<bool>),
    Signed(&'a [Range]),
    Field(&'a [crate::model::Field]),
}

/// One piece of cooperation of a node.
struct Piece<'a> {
    /// The party that has it; `None` for what is cooperation itself.
    party: Option<NodeIndex>,
    partners: &'a [NodeIndex],
    facts: &'a Facts,
    /// Whether it is something that can be signed, opened or held.
    dated: bool,
}

impl<'a> Evaluation<'a> {
    fn new(terms: &'a Terms, graph: &'a Graph, links: &'a [Link]) -> Self {
        let mut evaluation = Self {
            graph,
            links,
            plain: Vec::new(),
            together: Vec::new(),
            excluded: Vec::new(),
            by_member: vec![Vec::new(); graph.node_count()],
            odd: BTreeSet::new(),
        };
        for term in terms.iter() {
            let cooperation = match &term.test {
                Test::With(places) => Cooperation::With(marks(graph, |node| places.iter().any(|place| graph.lies_in(node, place.node)))),
                Test::Signed(ranges) => Cooperation::Signed(ranges),
                Test::Field(fields) => Cooperation::Field(fields),
                Test::In(places) => {
                    let inside = marks(graph, |node| places.iter().any(|place| graph.lies_in(node, place.node)));
                    evaluation.plain.push(Plain::Marked(inside, term.not));
                    continue;
                }
                Test::Tie(types) => {
                    let mut ends = vec![false; graph.node_count()];
                    for (_, near, _, far) in graph.ties().filter(|(_, _, tie, _)| types.contains(tie)) {
                        ends[near.index()] = true;
                        ends[far.index()] = true;
                    }
                    evaluation.plain.push(Plain::Marked(ends, term.not));
                    continue;
                }
                _ => {
                    evaluation.plain.push(Plain::Term(term));
                    continue;
                }
            };
            if term.not { evaluation.excluded.push(cooperation) } else { evaluation.together.push(cooperation) }
        }
        if !(evaluation.together.is_empty() && evaluation.excluded.is_empty()) {
            for (number, link) in links.iter().enumerate().filter(|(_, link)| link.verdict.is_ok()) {
                let within: BTreeSet<NodeIndex> = link.members.iter().flat_map(|&member| graph.upwards(member)).collect();
                for node in within {
                    evaluation.by_member[node.index()].push(number);
                }
            }
            // Whoever only plans to come, or has left, is no partner by that.
            let at_work = |tie: EdgeIndex| matches!(graph.facts(tie).standing(), Status::Signed | Status::Operating);
            evaluation.odd.extend(links.iter().filter(|link| link.verdict.is_err()).filter_map(|link| match link.via {
                Via::Tie(tie) => Some(tie).filter(|&tie| !at_work(tie)),
                Via::Node(_) => None,
            }));
        }
        evaluation
    }

    /// Does the node meet all terms?
    fn judge(&self, index: NodeIndex, node: &Node) -> Truth {
        let plain = self.plain.iter().all(|plain| match plain {
            Plain::Marked(marks, not) => marks[index.index()] != *not,
            Plain::Term(term) => meets(&term.test, node) != term.not,
        });
        if !plain {
            return Truth::No;
        }
        if self.together.is_empty() && self.excluded.is_empty() {
            return Truth::Yes;
        }
        let (mut found, mut excluded) = (Truth::No, Truth::No);
        if self.together.is_empty() {
            found = Truth::Yes;
        }
        self.pieces(index, node, |piece| {
            if !self.together.is_empty() {
                found = or(found, self.together.iter().fold(Truth::Yes, |all, term| and(all, term.holds(piece))));
            }
            excluded = self.excluded.iter().fold(excluded, |any, term| or(any, term.holds(piece)));
        });
        and(found, not(excluded))
    }

    /// Shows every piece of cooperation of a node.
    fn pieces(&self, index: NodeIndex, node: &Node, mut show: impl FnMut(&Piece<'_>)) {
        if !KindSet::PLACES.has(node.kind) {
            // Who came to a venture by a tie of its own is joined to it by that link, with its own date.
            let is_actor = KindSet::ACTORS.has(node.kind);
            let comes = |tie: EdgeIndex| self.graph.is_inline(tie) || !(is_actor || self.odd.contains(&tie));
            let near = self.graph.ties_of(index, Direction::Incoming).into_iter();
            let partners: Vec<NodeIndex> = near.filter(|(tie, kind, _)| kind.row().meets && comes(*tie)).map(|(.., near)| near).collect();
            let dated = matches!(node.kind, Kind::Agreement | Kind::Centre | Kind::Event) || !partners.is_empty();
            show(&Piece { party: None, partners: &partners, facts: &node.facts, dated });
        }
        for &number in &self.by_member[index.index()] {
            let link = &self.links[number];
            if link.via != Via::Node(index) {
                let partners: Vec<NodeIndex> = link.members.iter().copied().filter(|&member| !self.graph.lies_in(member, index)).collect();
                if partners.is_empty() {
                    continue;
                }
                show(&Piece { party: Some(index), partners: &partners, facts: link.via.facts(self.graph), dated: true });
            }
        }
    }
}

impl Cooperation<'_> {
    fn holds(&self, piece: &Piece<'_>) -> Truth {
        match self {
            Self::With(marks) => {
                let outside = piece.party.is_none_or(|party| !marks[party.index()]);
                truth(outside && piece.partners.iter().any(|partner| marks[partner.index()]))
            }
            Self::Field(fields) => truth(fields.iter().any(|field| piece.facts.fields.contains(field))),
            Self::Signed(_) if !piece.dated || piece.facts.standing() == Status::Planned => Truth::No,
            Self::Signed(ranges) => {
                let Some(date) = &piece.facts.date else { return Truth::Unknown };
                ranges.iter().fold(Truth::No, |any, range| or(any, within(date, range)))
            }
        }
    }
}

/// Does a node meet a term about itself?
fn meets(test: &Test, node: &Node) -> bool {
    match test {
        Test::Kind(kinds) => kinds.contains(&node.kind),
        Test::Form(forms) => node.form.is_some_and(|form| forms.contains(&form)),
        Test::Status(statuses) => {
            let has_one = node.facts.status.is_some() || !KindSet::PLACES.has(node.kind);
            has_one && statuses.contains(&node.facts.standing())
        }
        Test::Source(sources) => node.facts.sources.iter().any(|citation| sources.contains(&citation.source)),
        Test::Name(parts) => {
            let has = |part: &String| node.id.as_str().contains(part) || node.all_names().any(|name| name.to_lowercase().contains(part));
            parts.iter().any(has)
        }
        Test::In(_) | Test::With(_) | Test::Signed(_) | Test::Field(_) | Test::Tie(_) => false,
    }
}

/// Does a date lie in a range?
fn within(date: &Date, range: &Range) -> Truth {
    let after = range.from.as_ref().map_or(Truth::Yes, |from| not(date.over_before(from)));
    let before = range.to.as_ref().map_or(Truth::Yes, |to| date.begun_by(to));
    and(after, before)
}

fn marks(graph: &Graph, is: impl Fn(NodeIndex) -> bool) -> Vec<bool> {
    graph.nodes().map(|(node, _)| is(node)).collect()
}

const fn truth(is: bool) -> Truth {
    if is { Truth::Yes } else { Truth::No }
}

const fn not(a: Truth) -> Truth {
    match a {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
    }
}

const fn and(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Truth::No, _) | (_, Truth::No) => Truth::No,
        (Truth::Yes, Truth::Yes) => Truth::Yes,
        _ => Truth::Unknown,
    }
}

const fn or(a: Truth, b: Truth) -> Truth {
    not(and(not(a), not(b)))
}
