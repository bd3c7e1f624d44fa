//! What links whom.
//!
//! Two parties are linked when they share an agreement, a venture or a centre, or when a tie joins them. One agreement of five parties is one
//! link of five members, not ten: a link is the paper, venture, centre or tie itself, and is counted once, however many pairs of
//! parties it joins and at however many levels it is seen.

use petgraph::Direction;

use super::{Choice, Reason};
use crate::model::{
    Facts, Graph, Kind, KindSet, Node, Role, Status,
    graph::{EdgeIndex, NodeIndex},
};

/// What makes a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// An agreement, venture or centre that its members share, or an event at which they met.
    Node(NodeIndex),
    /// A tie that joins its members.
    Tie(EdgeIndex),
}

/// A link, with all whom it joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What makes it.
    pub via: Via,
    /// Whom it joins, two or more, in index order. A venture or centre is a member of the link that it makes.
    pub members: Vec<NodeIndex>,
    /// Whether it counts, else why not.
    pub verdict: Result<(), Reason>,
}

impl Via {
    /// What is known of it.
    #[must_use]
    pub fn facts(self, graph: &Graph) -> &Facts {
        match self {
            Self::Node(node) => &graph.node(node).facts,
            Self::Tie(tie) => graph.facts(tie),
        }
    }

    /// The agreement, when it is one and more than a plan.
    #[must_use]
    pub fn paper(self, graph: &Graph) -> Option<NodeIndex> {
        let is_paper = |node: &Node| node.kind == Kind::Agreement && node.facts.standing() != Status::Planned;
        match self {
            Self::Node(node) => is_paper(graph.node(node)).then_some(node),
            Self::Tie(_) => None,
        }
    }
}

/// All links of a graph under a choice, those that do not count among them, in a fixed order: shared nodes by index, then ties by index.
///
/// Linear in nodes and ties, but for sorting the members of each link.
#[must_use]
pub fn links(graph: &Graph, choice: &Choice) -> Vec<Link> {
    let mut links = Vec::new();
    for (shared, node) in graph.nodes() {
        let mut members = Vec::new();
        let mut contact = false;
        for (tie, kind, near) in graph.ties_of(shared, Direction::Incoming) {
            let row = kind.row();
            if !row.meets {
                continue;
            }
            // A tie written on its own has its own status and date, so it is a link of its own, below.
            if graph.is_inline(tie) {
                contact |= row.role == Role::Contact;
                members.push(near);
            }
        }
        if KindSet::ACTORS.has(node.kind) && !members.is_empty() {
            members.push(shared);
        }
        let mut verdict = choice.judge(graph, &node.facts);
        if contact && !matches!(verdict, Err(Reason::Later | Reason::Undated | Reason::Undecided)) {
            verdict = Err(Reason::Contact);
        }
        push(&mut links, Via::Node(shared), members, verdict);
    }
    for (tie, near, kind, far) in graph.ties() {
        let row = kind.row();
        if row.role != Role::Structure && !(row.meets && graph.is_inline(tie)) {
            push(&mut links, Via::Tie(tie), joined(graph, choice, tie, near, far), choice.judge_tie(graph, tie));
        }
    }
    links.sort_by_key(|link| link.via);
    links
}

/// Whom a tie written on its own joins: its ends; and, where those who come to its far end meet there, those of them whose ties are written in it, or count
/// and come before this one, so that two who come by ties of their own meet in one link only.
fn joined(graph: &Graph, choice: &Choice, tie: EdgeIndex, near: NodeIndex, far: NodeIndex) -> Vec<NodeIndex> {
    let mut members = vec![near];
    let is_actor = KindSet::ACTORS.has(graph.node(far).kind);
    members.extend(is_actor.then_some(far));
    let meets = graph.tie(tie).is_some_and(|(_, kind, _)| kind.row().meets);
    if meets || !is_actor {
        let others = graph.ties_of(far, Direction::Incoming).into_iter().filter(|(_, kind, _)| kind.row().meets);
        let others = others.filter(|&(other, ..)| graph.is_inline(other) || (other < tie && choice.judge_tie(graph, other).is_ok()));
        members.extend(others.map(|(.., party)| party));
    }
    members
}

fn push(links: &mut Vec<Link>, via: Via, mut members: Vec<NodeIndex>, verdict: Result<(), Reason>) {
    members.sort_unstable();
    members.dedup();
    if members.len() > 1 {
        links.push(Link { via, members, verdict });
    }
}
