//! The network that a pass works on: at first the vertices themselves, later parts taken together.

use super::Objective;
use crate::network::Packed;

/// A network whose vertices stand for one or more, in compressed sparse rows.
///
/// In both objectives a vertex that goes to a cluster gains the weight of its edges there and pays `resolution` for the product of sizes; what
/// lies inside a vertex neither gains nor pays any more, and is left out.
#[derive(Clone, Debug)]
pub struct Level {
    offsets: Vec<usize>,
    arcs: Vec<(u32, f64)>,
    /// Strength (modularity) or number of vertices (CPM) of each vertex.
    pub size: Vec<f64>,
    /// The price of a product of sizes.
    pub resolution: f64,
    /// The mean weight of the edges of the graph at first.
    pub mean_weight: f64,
}

impl Level {
    /// The vertices of a graph, each for itself.
    pub fn of(graph: &Packed, objective: Objective, resolution: f64) -> Self {
        let (mut offsets, mut arcs) = (vec![0], Vec::new());
        let mut strength = Vec::with_capacity(graph.len());
        for v in graph.vertices() {
            arcs.extend(graph.weighted(v));
            strength.push(arcs[offsets[v as usize]..].iter().map(|(_, weight)| weight).sum::<f64>());
            offsets.push(arcs.len());
        }
        let twice: f64 = strength.iter().sum();
        let mean_weight = if arcs.is_empty() { 1.0 } else { twice / arcs.len() as f64 };
        match objective {
            Objective::Modularity => {
                Self { offsets, arcs, size: strength, resolution: if twice > 0.0 { resolution / twice } else { 0.0 }, mean_weight }
            }
            Objective::Potts => Self { offsets, arcs, size: vec![1.0; graph.len()], resolution, mean_weight },
        }
    }

    /// How many vertices there are.
    pub fn len(&self) -> usize {
        self.size.len()
    }

    /// The neighbours of a vertex with the weights of the edges to them.
    pub fn arcs(&self, vertex: u32) -> &[(u32, f64)] {
        &self.arcs[self.offsets[vertex as usize]..self.offsets[vertex as usize + 1]]
    }

    /// The same network with vertices of equal `part` taken together; parts are numbered without a gap, `count` of them.
    pub fn aggregate(&self, part: &[u32], count: usize) -> Self {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
        let mut size = vec![0.0; count];
        for (v, &part) in (0..).zip(part) {
            members[part as usize].push(v);
            size[part as usize] += self.size[v as usize];
        }
        let (mut offsets, mut arcs) = (vec![0], Vec::new());
        let mut links = Links::new(count);
        for (own, members) in (0_u32..).zip(&members) {
            for &v in members {
                self.arcs(v).iter().filter(|(u, _)| part[*u as usize] != own).for_each(|&(u, weight)| links.add(part[u as usize], weight));
            }
            arcs.extend(links.met().iter().map(|&other| (other, links.weight(other))));
            links.clear();
            offsets.push(arcs.len());
        }
        Self { offsets, arcs, size, resolution: self.resolution, mean_weight: self.mean_weight }
    }
}

/// The weight of the edges from one vertex to each cluster.
#[derive(Debug)]
pub struct Links {
    weight: Vec<f64>,
    met: Vec<u32>,
}

impl Links {
    pub fn new(clusters: usize) -> Self {
        Self { weight: vec![0.0; clusters], met: Vec::new() }
    }

    /// Adds an edge; its weight is above zero.
    pub fn add(&mut self, cluster: u32, weight: f64) {
        if self.weight[cluster as usize] == 0.0 {
            self.met.push(cluster);
        }
        self.weight[cluster as usize] += weight;
    }

    pub fn weight(&self, cluster: u32) -> f64 {
        self.weight[cluster as usize]
    }

    /// The clusters met, in the order in which they were.
    pub fn met(&self) -> &[u32] {
        &self.met
    }

    pub fn clear(&mut self) {
        self.met.drain(..).for_each(|cluster| self.weight[cluster as usize] = 0.0);
    }
}
