//! The network packed for traversal: compressed sparse rows, neighbours in index order.

use super::{Level, Link};
use crate::model::{Graph, graph::NodeIndex};

/// What joins two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// The link at this index of the links that the network was made from.
    Link(usize),
    /// One lies in the other.
    Containment,
}

/// An undirected network of parties and centres, one edge for each pair that is linked.
///
/// Vertices are numbered from zero in the order of the graph's indices; a vertex without neighbours is there as well. Memory: two words for each
/// vertex, two words for each direction of an edge and two for each bond of it.
///
/// ```
/// use accord::{model::Kind, network::{Choice, Level, Network, links}};
/// # use accord::{check, store};
/// # let graph = check::check(store::read(store::Base::curated())).graph.unwrap();
/// let links = links(&graph, &Choice::default());
/// let network = Network::of_links(&graph, &links, Level::Region, false);
/// let gansu = network.vertex(graph.find("gansu").unwrap()).unwrap();
/// assert!(network.neighbours(gansu).iter().any(|&other| graph.node(network.node(other)).kind == Kind::Region));
/// ```
#[derive(Clone, Debug)]
pub struct Network {
    nodes: Vec<NodeIndex>,
    /// Vertex of each node of the graph, `NONE` for one that is not in the network.
    vertex: Vec<u32>,
    /// The arcs of vertex `v` are `offsets[v]..offsets[v + 1]`.
    offsets: Vec<usize>,
    targets: Vec<u32>,
    /// The bonds of arc `a` are `bond_offsets[a]..bond_offsets[a + 1]`.
    bond_offsets: Vec<usize>,
    bonds: Vec<Bond>,
}

const NONE: u32 = u32::MAX;

impl Network {
    /// The network of the links that count: every pair of members of a link is joined, after both were taken up to the level.
    ///
    /// A pair that falls together at the level is dropped. With `containment`, each vertex is joined with what it lies in as well. Costs
    /// O(p log p) for p pairs.
    #[must_use]
    pub fn of_links(graph: &Graph, links: &[Link], level: Level, containment: bool) -> Self {
        let mut pairs: Vec<(u32, u32, Bond)> = Vec::new();
        let number = |node: NodeIndex| u32::try_from(node.index()).unwrap_or(NONE);
        let mut join = |a: NodeIndex, b: NodeIndex, bond: Bond| {
            if a != b {
                pairs.push((number(a), number(b), bond));
                pairs.push((number(b), number(a), bond));
            }
        };
        for (index, link) in links.iter().enumerate().filter(|(_, link)| link.verdict.is_ok()) {
            let ends: Vec<NodeIndex> = link.members.iter().map(|&member| level.of(graph, member)).collect();
            for (i, &a) in ends.iter().enumerate() {
                for &b in &ends[i + 1..] {
                    join(a, b, Bond::Link(index));
                }
            }
        }
        let is_vertex = |node: NodeIndex| crate::model::KindSet::ACTORS.has(graph.node(node).kind) && level.of(graph, node) == node;
        if containment {
            for (node, _) in graph.nodes().filter(|&(node, _)| is_vertex(node)) {
                if let Some(container) = graph.container(node) {
                    join(node, container, Bond::Containment);
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();

        let nodes: Vec<NodeIndex> = graph.nodes().map(|(node, _)| node).filter(|&node| is_vertex(node)).collect();
        let mut vertex = vec![NONE; graph.node_count()];
        for (v, node) in (0..).zip(&nodes) {
            vertex[node.index()] = v;
        }
        let mut network = Self { nodes, vertex, offsets: vec![0], targets: Vec::new(), bond_offsets: vec![0], bonds: Vec::new() };
        let mut pairs = pairs.into_iter().peekable();
        for v in 0..network.nodes.len() {
            let from = number(network.nodes[v]);
            while let Some((_, to, _)) = pairs.next_if(|&(a, ..)| a == from).inspect(|&(.., bond)| network.bonds.push(bond)) {
                network.bonds.extend(std::iter::from_fn(|| pairs.next_if(|&(a, b, _)| (a, b) == (from, to))).map(|(.., bond)| bond));
                network.targets.push(network.vertex[to as usize]);
                network.bond_offsets.push(network.bonds.len());
            }
            network.offsets.push(network.targets.len());
        }
        network
    }

    /// How many vertices there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Is there no vertex?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of the graph that a vertex stands for.
    #[must_use]
    pub fn node(&self, vertex: u32) -> NodeIndex {
        self.nodes[vertex as usize]
    }

    /// The vertex of a node, `None` when the node is not in the network.
    #[must_use]
    pub fn vertex(&self, node: NodeIndex) -> Option<u32> {
        self.vertex.get(node.index()).copied().filter(|&vertex| vertex != NONE)
    }

    /// The neighbours of a vertex, in index order.
    #[must_use]
    pub fn neighbours(&self, vertex: u32) -> &[u32] {
        &self.targets[self.offsets[vertex as usize]..self.offsets[vertex as usize + 1]]
    }

    /// What joins two vertices, links in index order; nothing when they are not neighbours.
    #[must_use]
    pub fn bonds(&self, from: u32, to: u32) -> &[Bond] {
        let Ok(at) = self.neighbours(from).binary_search(&to) else { return &[] };
        let arc = self.offsets[from as usize] + at;
        &self.bonds[self.bond_offsets[arc]..self.bond_offsets[arc + 1]]
    }
}
