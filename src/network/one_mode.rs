//! The one-mode network: parties and centres, an edge for each pair that is linked.

use super::{Level, Link, Packed};
use crate::model::{Graph, KindSet, graph::NodeIndex};

/// What joins two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// The link at this index of the links that the network was made from.
    Link(usize),
    /// One lies in the other.
    Containment,
}

/// What the weight of an edge is. All of them are strengths: more is closer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// How many links the two share.
    #[default]
    Count,
    /// Newman's: each link of `k` ends counts 1/(k − 1), so that a paper signed by many binds each pair less (M. E. J. Newman, "Scientific
    /// collaboration networks. II", Physical Review E 64, 2001).
    Newman,
    /// Jaccard's: the links that the two share by the links that either has.
    Jaccard,
}

/// Which parties a network has, and what an edge weighs.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// The level up to which the members of links are taken.
    pub level: Level,
    /// The weight of an edge.
    pub weight: Weight,
    /// Whether each vertex is joined with what it lies in as well, as if by one link.
    pub containment: bool,
    /// The only nodes that may be vertices, in index order; `None` for all. Members that are none of them are passed over.
    pub only: Option<&'a [NodeIndex]>,
}

impl Default for Shape<'_> {
    /// All parties and centres, each for itself, by number of links.
    fn default() -> Self {
        Self { level: Level::Party, weight: Weight::Count, containment: false, only: None }
    }
}

/// An undirected network of parties and centres, packed, with what each edge stands for.
///
/// Vertices are numbered from zero in the order of the graph's indices; a vertex without neighbours is there as well.
///
/// ```
/// use accord::{model::Kind, network::{Choice, Level, Network, Shape, links}};
/// # use accord::{check, store};
/// # let graph = check::check(store::read(store::Base::curated())).graph.unwrap();
/// let links = links(&graph, &Choice::default());
/// let network = Network::of_links(&graph, &links, &Shape { level: Level::Region, ..Shape::default() });
/// let gansu = network.vertex(graph.find("gansu").unwrap()).unwrap();
/// assert!(network.neighbours(gansu).iter().any(|&other| graph.node(network.node(other)).kind == Kind::Region));
/// ```
#[derive(Clone, Debug)]
pub struct Network {
    packed: Packed,
    nodes: Vec<NodeIndex>,
    /// Vertex of each node of the graph, `NONE` for one that is not in the network.
    vertex: Vec<u32>,
    /// The bonds of arc `a` are `bond_offsets[a]..bond_offsets[a + 1]`.
    bond_offsets: Vec<usize>,
    bonds: Vec<Bond>,
}

const NONE: u32 = u32::MAX;

impl Network {
    /// The network of the links that count: every pair of members of a link is joined, after both were taken up to the level.
    ///
    /// A pair that falls together at the level is dropped. Costs O(p log p) for p pairs.
    #[must_use]
    pub fn of_links(graph: &Graph, links: &[Link], shape: &Shape<'_>) -> Self {
        let (nodes, vertex) = vertices(graph, shape);
        let mut joins: Vec<(u32, u32, Bond, f64)> = Vec::new();
        let mut links_of = vec![0.0_f64; nodes.len()];
        for (index, ends) in ends(graph, links, shape.level, &vertex) {
            let share = match shape.weight {
                Weight::Count | Weight::Jaccard => 1.0,
                Weight::Newman => 1.0 / (ends.len() as f64 - 1.0),
            };
            for (i, &a) in ends.iter().enumerate() {
                links_of[a as usize] += 1.0;
                joins.extend(ends[i + 1..].iter().map(|&b| (a, b, Bond::Link(index), share)));
            }
        }
        if shape.containment {
            for &node in &nodes {
                let container = graph.container(node).filter(|up| vertex[up.index()] != NONE);
                let join = |up: NodeIndex| (vertex[node.index()], vertex[up.index()], Bond::Containment, 1.0);
                joins.extend(container.map(join));
            }
        }
        let mut edges: Vec<(u32, u32, f64)> = joins.iter().map(|&(a, b, _, share)| (a, b, share)).collect();
        if shape.weight == Weight::Jaccard {
            let shared = Packed::new(nodes.len(), &edges);
            edges = shared.edge_list().map(|(a, b, both)| (a, b, both / (links_of[a as usize] + links_of[b as usize] - both))).collect();
        }
        let packed = Packed::new(nodes.len(), &edges);
        let mut bonds: Vec<(usize, Bond)> = Vec::with_capacity(2 * joins.len());
        for (a, b, bond, _) in joins {
            bonds.extend([packed.arc(a, b), packed.arc(b, a)].into_iter().flatten().map(|arc| (arc, bond)));
        }
        bonds.sort_unstable();
        let mut bond_offsets = vec![0; 2 * packed.edges() + 1];
        for &(arc, _) in &bonds {
            bond_offsets[arc + 1] += 1;
        }
        for arc in 1..bond_offsets.len() {
            bond_offsets[arc] += bond_offsets[arc - 1];
        }
        let bonds = bonds.into_iter().map(|(_, bond)| bond).collect();
        Self { packed, nodes, vertex, bond_offsets, bonds }
    }

    /// The graph that kernels run on.
    #[must_use]
    pub fn packed(&self) -> &Packed {
        &self.packed
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
        self.packed.neighbours(vertex)
    }

    /// What joins two vertices, links in index order; nothing when they are not neighbours.
    #[must_use]
    pub fn bonds(&self, from: u32, to: u32) -> &[Bond] {
        let arc = self.packed.arc(from, to);
        arc.map_or(&[], |arc| &self.bonds[self.bond_offsets[arc]..self.bond_offsets[arc + 1]])
    }
}

/// The nodes that are vertices, in index order, and the vertex of each node.
pub(super) fn vertices(graph: &Graph, shape: &Shape<'_>) -> (Vec<NodeIndex>, Vec<u32>) {
    let wanted = |index: &NodeIndex| shape.only.is_none_or(|only| only.binary_search(index).is_ok());
    let stands = |&(index, node): &(NodeIndex, &crate::model::Node)| {
        KindSet::ACTORS.has(node.kind) && shape.level.of(graph, index) == index && wanted(&index)
    };
    let nodes: Vec<NodeIndex> = graph.nodes().filter(stands).map(|(index, _)| index).collect();
    let mut vertex = vec![NONE; graph.node_count()];
    for (number, node) in (0..).zip(&nodes) {
        vertex[node.index()] = number;
    }
    (nodes, vertex)
}

/// The links that count and join two or more vertices: the index of each, and the vertices, in order.
pub(super) fn ends<'a>(
    graph: &'a Graph,
    links: &'a [Link],
    level: Level,
    vertex: &'a [u32],
) -> impl Iterator<Item = (usize, Vec<u32>)> + 'a {
    links.iter().enumerate().filter(|(_, link)| link.verdict.is_ok()).filter_map(move |(index, link)| {
        let ends = link.members.iter().map(|&member| vertex[level.of(graph, member).index()]);
        let mut ends: Vec<u32> = ends.filter(|&vertex| vertex != NONE).collect();
        ends.sort_unstable();
        ends.dedup();
        (ends.len() > 1).then_some((index, ends))
    })
}
