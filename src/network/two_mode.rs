//! The two-mode network: parties on one side, links on the other, an edge for each membership.

use super::{
    Link, Packed, Shape,
    one_mode::{ends, vertices},
};
use crate::model::{Graph, graph::NodeIndex};

/// The network of memberships: a vertex for each party or centre, then a vertex for each link that counts; no edge joins two of one mode.
///
/// Every link is a vertex of the second mode, be it an agreement, a venture, a centre or a tie, so nothing that the one-mode network holds is
/// lost, and a paper of five parties is five edges instead of ten.
#[derive(Clone, Debug)]
pub struct TwoMode {
    packed: Packed,
    nodes: Vec<NodeIndex>,
    links: Vec<usize>,
}

impl TwoMode {
    /// The memberships of the links that count, after members were taken up to the level of the shape; a link whose members fall together there is
    /// dropped. Weight and containment of the shape mean nothing here.
    #[must_use]
    pub fn of_links(graph: &Graph, links: &[Link], shape: &Shape<'_>) -> Self {
        let (nodes, vertex) = vertices(graph, shape);
        let first = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
        let mut kept = Vec::new();
        let mut edges = Vec::new();
        for (number, (index, ends)) in (first..).zip(ends(graph, links, shape.level, &vertex)) {
            kept.push(index);
            edges.extend(ends.into_iter().map(|end| (end, number, 1.0)));
        }
        Self { packed: Packed::new(nodes.len() + kept.len(), &edges), nodes, links: kept }
    }

    /// The graph that kernels run on: vertices below [`TwoMode::parties`] are parties and centres, the others links.
    #[must_use]
    pub fn packed(&self) -> &Packed {
        &self.packed
    }

    /// How many vertices of the first mode there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.nodes.len()
    }

    /// The node of the graph that a vertex of the first mode stands for, `None` for one of the second.
    #[must_use]
    pub fn node(&self, vertex: u32) -> Option<NodeIndex> {
        self.nodes.get(vertex as usize).copied()
    }

    /// The index of the link that a vertex of the second mode stands for, `None` for one of the first.
    #[must_use]
    pub fn link(&self, vertex: u32) -> Option<usize> {
        self.links.get((vertex as usize).checked_sub(self.nodes.len())?).copied()
    }
}
