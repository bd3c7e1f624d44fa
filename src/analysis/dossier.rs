//! What is known of one node?
//!
//! # Definitions
//!
//! A relation of a node is what one or more of its ties say together: ties written inside one node (`founders` and `hosts` of a centre, say) between
//! the same ends and in the same direction share their facts and are one relation; a tie written on its own is one by itself. Each relation
//! stands in one section, by its type, its direction and what is at its other end:
//!
//! ```text
//! members      someone signed, founded, owns, hosts, organised or took part in the node
//! agreements   the node signed it            ventures   the node founded or owns it
//! centres      the node founded or hosts it  events     the node organised or took part in it
//! ties         all others, those of structure (`part_of`, `follows`) among them
//! ```
//!
//! Nothing is left out: a relation that does not count under the choice carries the reason.
//!
//! Costs O(n) for what lies in the node, and the sorting of its relations.

use std::collections::BTreeMap;

use petgraph::Direction;

use crate::{
    model::{
        Citation, Claim, Graph, Id, Kind, Role, TieType,
        graph::{EdgeIndex, NodeIndex},
    },
    network::{Choice, Reason},
};

/// Where a relation stands in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who signed, founded, owns or hosts the node, or met at it.
    Members,
    /// Agreements that it signed.
    Agreements,
    /// Companies, parks and the like that it founded or owns.
    Ventures,
    /// Centres that it founded or hosts.
    Centres,
    /// Ties of all other types.
    Ties,
    /// Events that it organised or took part in.
    Events,
}

impl Section {
    /// Every section, in the order of a dossier.
    pub const ALL: &[Self] = &[Self::Members, Self::Agreements, Self::Ventures, Self::Centres, Self::Ties, Self::Events];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Agreements => "agreements",
            Self::Ventures => "ventures",
            Self::Centres => "centres",
            Self::Ties => "ties",
            Self::Events => "events",
        }
    }
}

/// A relation of the node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Where it stands.
    pub section: Section,
    /// The ties that say it, in index order: one, or several that share their facts.
    pub ties: Vec<EdgeIndex>,
    /// Their types, in the order of the table.
    pub types: Vec<TieType>,
    /// Whether they lead from the node to the other end.
    pub outgoing: bool,
    /// What is at the other end.
    pub other: NodeIndex,
    /// Who else meets at the other end, in index order.
    pub partners: Vec<NodeIndex>,
    /// Whether it counts, else why not.
    pub verdict: Result<(), Reason>,
}

/// What is known of a node beside its own fields.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// By section; within one by date, undated last; ties by type and direction first.
    pub relations: Vec<Relation>,
    /// What lies in it, at any depth, in index order.
    pub inside: Vec<NodeIndex>,
    /// The sources that the node, its relations and the claims about it cite, by id, with each different place in them in order.
    pub sources: BTreeMap<&'a Id, Vec<&'a Citation>>,
    /// The claims about it, in the order of their ids.
    pub claims: Vec<&'a Claim>,
}

/// Gathers what is known of a node.
#[must_use]
pub fn dossier<'a>(graph: &'a Graph, choice: &Choice, node: NodeIndex) -> Dossier<'a> {
    let relations = relations(graph, choice, node);
    let inside = graph.nodes().map(|(index, _)| index).filter(|&index| index != node && graph.lies_in(index, node)).collect();
    let claims: Vec<&Claim> = graph.claims().iter().filter(|claim| claim.about.contains(&graph.node(node).id)).collect();

    let own = &graph.node(node).facts.sources;
    let related = relations.iter().flat_map(|relation| relation.ties.iter().flat_map(|&tie| &graph.facts(tie).sources));
    let claimed = claims.iter().flat_map(|claim| &claim.sources);
    let mut sources: BTreeMap<&Id, Vec<&Citation>> = BTreeMap::new();
    for citation in own.iter().chain(related).chain(claimed) {
        sources.entry(&citation.source).or_default().push(citation);
    }
    for citations in sources.values_mut() {
        citations.sort_by_key(|citation| citation.place());
        citations.dedup_by_key(|citation| citation.place());
    }
    Dossier { relations, inside, sources, claims }
}

fn relations(graph: &Graph, choice: &Choice, node: NodeIndex) -> Vec<Relation> {
    let mut relations: Vec<Relation> = Vec::new();
    for direction in [Direction::Outgoing, Direction::Incoming] {
        let outgoing = direction == Direction::Outgoing;
        for (tie, tie_type, other) in graph.ties_of(node, direction) {
            let section = section(tie_type, outgoing, graph.node(other).kind);
            // Ties of one node are in index order, so those that go together follow each other.
            let same = |before: &&mut Relation| {
                (before.section, before.outgoing, before.other) == (section, outgoing, other)
                    && graph.is_inline(tie)
                    && before.ties.iter().all(|&tie| graph.is_inline(tie))
            };
            if let Some(before) = relations.last_mut().filter(same) {
                before.ties.push(tie);
                before.types.push(tie_type);
                continue;
            }
            let partners = if outgoing && tie_type.row().meets { partners(graph, other, node) } else { Vec::new() };
            let verdict = choice.judge_tie(graph, tie);
            relations.push(Relation { section, ties: vec![tie], types: vec![tie_type], outgoing, other, partners, verdict });
        }
    }
    relations.sort_by_cached_key(|relation| {
        let date = relation.ties.first().and_then(|&tie| graph.facts(tie).date.clone());
        let group = (relation.section == Section::Ties).then(|| (relation.types.clone(), !relation.outgoing));
        // Whoever signed one paper did so on one day; the order of ids tells them apart.
        (relation.section, group, date.is_none(), date, relation.other, relation.ties.clone())
    });
    relations
}

const fn section(tie: TieType, outgoing: bool, other: Kind) -> Section {
    let row = tie.row();
    match (row.meets, outgoing, row.role, other) {
        (true, false, ..) => Section::Members,
        (true, true, Role::Contact, _) => Section::Events,
        (true, true, _, Kind::Agreement) => Section::Agreements,
        (true, true, _, Kind::Centre) => Section::Centres,
        (true, true, ..) => Section::Ventures,
        (false, ..) => Section::Ties,
    }
}

/// Who meets at a shared node, but one.
fn partners(graph: &Graph, shared: NodeIndex, but: NodeIndex) -> Vec<NodeIndex> {
    let ties = graph.ties_of(shared, Direction::Incoming);
    let mut partners: Vec<NodeIndex> =
        ties.into_iter().filter(|&(_, tie, near)| tie.row().meets && near != but).map(|(.., near)| near).collect();
    partners.sort_unstable();
    partners.dedup();
    partners
}
