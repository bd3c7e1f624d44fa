//! The graph: sound nodes and the ties between them, held by petgraph.
//!
//! Nodes are in the order of their ids and ties in the order of their ends, type and date, whatever the order of the files, so
//! that an index is the same for the same base, and everything that is computed by index is, too.
//!
//! Containment (`within`) is no tie: no path or measure runs through it unless asked. It is kept beside the graph as one
//! container for each node.

use std::collections::{BTreeMap, HashMap};

pub use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::{Direction, graph::DiGraph, visit::EdgeRef};

use super::{Claim, Facts, Header, Id, Kind, Node, Records, Source, TieType};

/// A tie of the graph, without its ends.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Its type.
    pub tie: TieType,
    /// Its own facts; `None` when it was written inside its far end and shares the facts of that node.
    own: Option<Box<Facts>>,
}

/// A base in which every record is sound.
///
/// Only `check` makes one, so whoever holds a graph need not ask again whether an id exists, a tie allows its ends or a
/// container contains itself.
#[derive(Clone, Debug)]
pub struct Graph {
    header: Header,
    petgraph: DiGraph<Node, Edge>,
    by_id: HashMap<Id, NodeIndex>,
    container: Vec<Option<NodeIndex>>,
    sources: BTreeMap<Id, Source>,
    claims: Vec<Claim>,
}

impl Graph {
    /// Puts sound records together. O(n log n) in nodes and ties.
    ///
    /// References that lead nowhere are left out; the checks that come before make sure that there are none.
    pub(crate) fn assemble(records: Records) -> Self {
        let Records { header, mut nodes, ties, sources, mut claims } = records;
        nodes.sort_by(|a, b| a.id.cmp(&b.id));
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        let mut petgraph = DiGraph::with_capacity(nodes.len(), ties.len());
        let mut by_id = HashMap::with_capacity(nodes.len());
        for node in nodes {
            let id = node.id.clone();
            by_id.insert(id, petgraph.add_node(node));
        }

        let mut edges: Vec<(NodeIndex, NodeIndex, Edge)> = Vec::with_capacity(ties.len());
        for far in petgraph.node_indices() {
            for (tie, ids) in &petgraph[far].inline {
                let near = ids.iter().filter_map(|id| by_id.get(id));
                edges.extend(near.map(|&near| (near, far, Edge { tie: *tie, own: None })));
            }
        }
        for tie in ties {
            if let (Some(&near), Some(&far)) = (by_id.get(&tie.from), by_id.get(&tie.to)) {
                edges.push((near, far, Edge { tie: tie.tie, own: Some(Box::new(tie.facts)) }));
            }
        }
        // Ties that agree in all of these are told apart by what else they say, so that the order of files never shows.
        edges.sort_by_cached_key(|(near, far, edge)| {
            let own = edge.own.as_deref();
            let date = own.and_then(|facts| facts.date.clone());
            (*near, *far, edge.tie, date, own.map(|facts| format!("{facts:?}")))
        });
        for (near, far, edge) in edges {
            petgraph.add_edge(near, far, edge);
        }

        let container = petgraph.node_weights().map(|node| node.within.first().and_then(|id| by_id.get(id).copied())).collect();
        let sources = sources.into_iter().map(|source| (source.id.clone(), source)).collect();
        Self { header, petgraph, by_id, container, sources, claims }
    }

    /// The header of the base.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The graph as petgraph holds it: ties run from the party to the agreement, from the supplier to the supplied.
    #[must_use]
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.petgraph
    }

    /// The node at an index.
    #[must_use]
    pub fn node(&self, index: NodeIndex) -> &Node {
        &self.petgraph[index]
    }

    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.petgraph.node_count()
    }

    /// All nodes, in the order of their ids.
    #[must_use]
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = (NodeIndex, &Node)> + Clone {
        self.petgraph.node_indices().map(|index| (index, &self.petgraph[index]))
    }

    /// The node with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<NodeIndex> {
        self.by_id.get(id).copied()
    }

    /// All ties: index, near end, type, far end.
    pub fn ties(&self) -> impl Iterator<Item = (EdgeIndex, NodeIndex, TieType, NodeIndex)> {
        self.petgraph.edge_references().map(|edge| (edge.id(), edge.source(), edge.weight().tie, edge.target()))
    }

    /// The ties that leave (`Outgoing`) or reach (`Incoming`) a node: index, type and the node at the other end, in index order.
    #[must_use]
    pub fn ties_of(&self, node: NodeIndex, direction: Direction) -> Vec<(EdgeIndex, TieType, NodeIndex)> {
        let mut ties: Vec<_> = self
            .petgraph
            .edges_directed(node, direction)
            .map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                (edge.id(), edge.weight().tie, other)
            })
            .collect();
        ties.sort_unstable_by_key(|&(index, ..)| index);
        ties
    }

    /// Near end, type and far end of a tie; `None` for an index of another graph.
    #[must_use]
    pub fn tie(&self, tie: EdgeIndex) -> Option<(NodeIndex, TieType, NodeIndex)> {
        let (near, far) = self.petgraph.edge_endpoints(tie)?;
        Some((near, self.petgraph[tie].tie, far))
    }

    /// What is known of a tie: its own facts, or those of the node that it is written in.
    #[must_use]
    pub fn facts(&self, tie: EdgeIndex) -> &Facts {
        static NOTHING: std::sync::LazyLock<Facts> = std::sync::LazyLock::new(Facts::default);
        let far = self.petgraph.edge_endpoints(tie).map(|(_, far)| far);
        match (&self.petgraph[tie].own, far) {
            (Some(own), _) => own,
            (None, Some(far)) => &self.petgraph[far].facts,
            (None, None) => &NOTHING,
        }
    }

    /// Was a tie written inside its far end (`parties`, `founders`, …), whose facts it shares?
    #[must_use]
    pub fn is_inline(&self, tie: EdgeIndex) -> bool {
        self.petgraph[tie].own.is_none()
    }

    /// What a node lies in.
    #[must_use]
    pub fn container(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.container[node.index()]
    }

    /// The node itself, what it lies in, what that lies in, and so on up to its country.
    pub fn upwards(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        std::iter::successors(Some(node), |&node| self.container(node))
    }

    /// Does `node` lie in `place`, or is it that place?
    #[must_use]
    pub fn lies_in(&self, node: NodeIndex, place: NodeIndex) -> bool {
        self.upwards(node).any(|up| up == place)
    }

    /// The country that a node lies in, or is.
    #[must_use]
    pub fn country(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.upwards(node).find(|&up| self.node(up).kind == Kind::Country)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &Id) -> Option<&Source> {
        self.sources.get(id)
    }

    /// All sources, in the order of their ids.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// All claims, in the order of their ids.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }
}
