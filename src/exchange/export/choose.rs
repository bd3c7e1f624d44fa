//! Which nodes, ties and links are in an export?

use std::collections::BTreeSet;

use super::{Reader, View};
use crate::{
    model::{
        Graph, Kind, KindSet, Node, TieType,
        graph::{EdgeIndex, NodeIndex},
    },
    network::{Choice, Level, Link, Reason, Terms, Via},
};

/// What is asked of a graph.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// How it is seen.
    pub view: View,
    /// What counts.
    pub choice: &'a Choice,
    /// The level up to which parties are taken.
    pub level: Level,
    /// What has to meet these, or be joined with what does.
    pub terms: &'a Terms,
    /// The language of labels.
    pub lang: &'a str,
    /// For whom tables are written.
    pub reader: Reader,
}

/// Says of each node, tie and link whether it is in an export.
pub(super) struct Chooser<'a> {
    pub graph: &'a Graph,
    pub question: &'a Question<'a>,
    pub links: &'a [Link],
    /// The nodes that meet the terms, in index order; `None` for all.
    pub selected: Option<Vec<NodeIndex>>,
}

/// A tie that is in an export, with its ends as they are at the level.
pub(super) struct ChosenTie {
    pub from: NodeIndex,
    pub tie: EdgeIndex,
    pub kind: TieType,
    pub to: NodeIndex,
}

impl<'a> Chooser<'a> {
    pub fn new(graph: &'a Graph, question: &'a Question<'a>, links: &'a [Link]) -> Self {
        let selected = (!question.terms.is_empty()).then(|| question.terms.select(graph, links).nodes);
        Self { graph, question, links, selected }
    }

    /// Does the node meet the terms?
    pub fn meets(&self, node: NodeIndex) -> bool {
        self.selected.as_ref().is_none_or(|selected| selected.binary_search(&node).is_ok())
    }

    /// The nodes of some kinds that are there whether an edge reaches them or not: those that count and meet the terms, as they are at the level.
    pub fn nodes(&self, kinds: impl Fn(Kind) -> bool) -> BTreeSet<NodeIndex> {
        let wanted = |&(index, node): &(NodeIndex, &Node)| kinds(node.kind) && self.counts(index) && self.meets(index);
        self.graph.nodes().filter(wanted).map(|(index, _)| self.up(index)).collect()
    }

    /// The ties that count, with an end that meets the terms, or at whose far end somebody meets with one that does; in the order of their ends.
    pub fn ties(&self) -> Vec<ChosenTie> {
        // A contact never counts as a link; as a tie it is there when it has taken place.
        let counts = |tie| matches!(self.question.choice.judge_tie(self.graph, tie), Ok(()) | Err(Reason::Contact));
        let ties = || self.graph.ties().filter(|&(tie, near, _, far)| counts(tie) && self.counts(near) && self.counts(far));
        let mut meeting = vec![false; self.graph.node_count()];
        for (_, near, kind, far) in ties() {
            meeting[far.index()] |= kind.row().meets && (self.meets(near) || self.meets(far));
        }
        let wanted =
            ties().filter(|&(_, near, kind, far)| self.meets(near) || self.meets(far) || (kind.row().meets && meeting[far.index()]));
        let mut chosen: Vec<ChosenTie> =
            wanted.map(|(tie, near, kind, far)| ChosenTie { from: self.up(near), tie, kind, to: self.up(far) }).collect();
        chosen.retain(|tie| tie.from != tie.to);
        chosen.sort_by_key(|tie| (tie.from, tie.to, tie.kind, tie.tie));
        // Two signatures of one paper that fall together at the level are one; a tie with facts of its own stays one for itself.
        chosen.dedup_by(|b, a| {
            (a.from, a.to, a.kind) == (b.from, b.to, b.kind) && self.graph.is_inline(a.tie) && self.graph.is_inline(b.tie)
        });
        chosen
    }

    /// The links that count and join two or more at the level, with a member that meets the terms or made by what does: the index of each, and whom
    /// it joins, in index order.
    pub fn links(&self) -> Vec<(usize, Vec<NodeIndex>)> {
        let made_by_met = |link: &Link| matches!(link.via, Via::Node(node) if self.meets(node));
        let wanted = |link: &Link| link.verdict.is_ok() && (made_by_met(link) || link.members.iter().any(|&member| self.meets(member)));
        let wanted = self.links.iter().enumerate().filter(|(_, link)| wanted(link));
        let joined = wanted.map(|(index, link)| {
            let members: BTreeSet<NodeIndex> = link.members.iter().map(|&member| self.up(member)).collect();
            (index, members.into_iter().collect::<Vec<_>>())
        });
        joined.filter(|(_, members)| members.len() > 1).collect()
    }

    /// What stands for a node at the level: an agreement or event for itself.
    fn up(&self, node: NodeIndex) -> NodeIndex {
        if KindSet::ACTORS.has(self.graph.node(node).kind) { self.question.level.of(self.graph, node) } else { node }
    }

    /// Does a node count? Places and organisations without a status do; an event does when it had been held.
    fn counts(&self, index: NodeIndex) -> bool {
        let node = self.graph.node(index);
        match self.question.choice.judge(self.graph, &node.facts) {
            Ok(()) => true,
            Err(reason) if node.kind == Kind::Event => !matches!(reason, Reason::Later | Reason::Undated | Reason::Undecided),
            Err(_) => node.facts.status.is_none(),
        }
    }
}
