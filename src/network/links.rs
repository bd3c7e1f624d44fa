//! What links whom.
//!
//! Two parties are linked when they share an agreement, a venture or a centre, or when a tie joins them. One agreement of five parties is one
//! link of five members, not ten: a link is the paper, venture, centre or tie itself, and is counted once, however many pairs of
//! parties it joins and at however many levels it is seen.

use petgraph::Direction;

use super::{Choice, Reason};
use crate::model::{
    Facts, Graph, Kind, KindSet, Role,
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

    /// The agreement, when it is one.
    #[must_use]
    pub fn paper(self, graph: &Graph) -> Option<NodeIndex> {
        match self {
            Self::Node(node) => (graph.node(node).kind == Kind::Agreement).then_some(node),
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
    let mut odd = Vec::new();
    for (shared, node) in graph.nodes() {
        let mut members = Vec::new();
        let mut contact = false;
        for (tie, kind, near) in graph.ties_of(shared, Direction::Incoming) {
            let row = kind.row();
            if !row.meets {
                continue;
            }
            contact |= row.role == Role::Contact;
            // A tie written on its own has its own status: one founder may have left a venture that goes on.
            match choice.judge(graph, graph.facts(tie)) {
                Err(reason) if !graph.is_inline(tie) => odd.push((tie, reason)),
                _ => members.push(near),
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
        if row.role == Role::Cooperation && !row.meets {
            let members = joined(graph, near, far);
            push(&mut links, Via::Tie(tie), members, choice.judge(graph, graph.facts(tie)));
        }
    }
    for (tie, reason) in odd {
        if let Some((near, _, far)) = graph.tie(tie) {
            push(&mut links, Via::Tie(tie), joined(graph, near, far), Err(reason));
        }
    }
    links.sort_by_key(|link| link.via);
    links
}

/// Whom a tie joins: its ends; for an end that is an agreement, those who signed that.
fn joined(graph: &Graph, near: NodeIndex, far: NodeIndex) -> Vec<NodeIndex> {
    let mut members = vec![near];
    if KindSet::ACTORS.has(graph.node(far).kind) {
        members.push(far);
    } else {
        let ties = graph.ties_of(far, Direction::Incoming);
        members.extend(ties.into_iter().filter(|(_, kind, _)| kind.row().meets).map(|(.., party)| party));
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
