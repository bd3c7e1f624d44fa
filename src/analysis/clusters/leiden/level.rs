//! The network that a pass works on: at first the vertices themselves, later parts taken together.

use std::ops::Range;

use super::{super::tally::Tally, Objective};
use crate::network::Packed;

/// A network whose vertices stand for one or more, in compressed sparse rows.
///
/// In both objectives a vertex that goes to a cluster gains the weight of its edges there and pays `resolution` for the product of sizes; what
/// lies inside a vertex neither gains nor pays any more, and is left out.
#[derive(Clone, Debug)]
pub struct Level {
    offsets: Vec<usize>,
    targets: Vec<u32>,
    /// The weight of each arc; empty when all weigh 1.
    weights: Vec<f64>,
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
        let (mut offsets, mut targets, mut weights) = (vec![0], Vec::with_capacity(2 * graph.edges()), Vec::new());
        let mut strength = Vec::with_capacity(graph.len());
        for v in graph.vertices() {
            targets.extend(graph.neighbours(v));
            weights.extend(graph.weights(v));
            offsets.push(targets.len());
            strength.push(graph.weighted(v).map(|(_, weight)| weight).sum::<f64>());
        }
        let twice: f64 = strength.iter().sum();
        let mean_weight = if targets.is_empty() { 1.0 } else { twice / targets.len() as f64 };
        let (size, resolution) = match objective {
            Objective::Modularity => (strength, if twice > 0.0 { resolution / twice } else { 0.0 }),
            Objective::Potts => (vec![1.0; graph.len()], resolution),
        };
        Self { offsets, targets, weights, size, resolution, mean_weight }
    }

    /// How many vertices there are.
    pub fn len(&self) -> usize {
        self.size.len()
    }

    /// How many arcs there are, two for each edge.
    pub fn arcs(&self) -> u64 {
        self.targets.len() as u64
    }

    /// How many arcs leave a vertex.
    pub fn degree(&self, vertex: u32) -> u64 {
        self.neighbours(vertex).len() as u64
    }

    /// The neighbours of a vertex.
    pub fn neighbours(&self, vertex: u32) -> &[u32] {
        &self.targets[self.row(vertex)]
    }

    /// Calls `visit` with each neighbour of a vertex and the weight of the edge to it.
    #[inline]
    pub fn each(&self, vertex: u32, mut visit: impl FnMut(u32, f64)) {
        let targets = self.neighbours(vertex);
        if self.weights.is_empty() {
            for &u in targets {
                visit(u, 1.0);
            }
        } else {
            targets.iter().zip(&self.weights[self.row(vertex)]).for_each(|(&u, &weight)| visit(u, weight));
        }
    }

    /// The weight of all edges of a vertex, when none of them leaves its cluster.
    pub fn inside(&self, vertex: u32, cluster: &[u32]) -> Option<f64> {
        let (own, neighbours) = (cluster[vertex as usize], self.neighbours(vertex));
        let inside = neighbours.iter().all(|&u| cluster[u as usize] == own);
        inside.then(|| if self.weights.is_empty() { neighbours.len() as f64 } else { self.weights[self.row(vertex)].iter().sum() })
    }

    fn row(&self, vertex: u32) -> Range<usize> {
        self.offsets[vertex as usize]..self.offsets[vertex as usize + 1]
    }

    /// The same network with vertices of equal `part` taken together; parts are numbered without a gap, `count` of them.
    pub fn aggregate(&self, part: &[u32], count: usize, tally: &mut Tally) -> Self {
        // The vertices of each part, one after the other: places by counting.
        let mut place = vec![0_usize; count + 1];
        let mut size = vec![0.0; count];
        for (&part, own) in part.iter().zip(&self.size) {
            place[part as usize + 1] += 1;
            size[part as usize] += own;
        }
        (0..count).for_each(|part| place[part + 1] += place[part]);
        let starts = place.clone();
        let mut members = vec![0_u32; part.len()];
        for (v, &part) in (0..).zip(part) {
            members[place[part as usize]] = v;
            place[part as usize] += 1;
        }
        let mut offsets = Vec::with_capacity(count + 1);
        offsets.push(0);
        let (mut targets, mut weights) = (Vec::with_capacity(self.targets.len()), Vec::with_capacity(self.targets.len()));
        for own in 0..count {
            for &v in &members[starts[own]..starts[own + 1]] {
                self.each(v, |u, weight| tally.add(part[u as usize], weight));
            }
            for &other in tally.met().iter().filter(|&&other| other as usize != own) {
                targets.push(other);
                weights.push(tally.of(other));
            }
            tally.clear();
            offsets.push(targets.len());
        }
        Self { offsets, targets, weights, size, resolution: self.resolution, mean_weight: self.mean_weight }
    }
}
