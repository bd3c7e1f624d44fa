//! How far is it from one end of the network to the other, and on average?
//!
//! # Definitions
//!
//! Of the largest connected component, in hops:
//!
//! ```text
//! d(u, v)         = number of edges of a shortest path
//! eccentricity(v) = max over u d(u, v)
//! diameter        = max over v eccentricity(v)
//! radius          = min over v eccentricity(v)
//! mean            = Σ d(u, v) / number of pairs                 over pairs of different vertices
//! ```
//!
//! Between components there is no distance, and taking one for them would be a choice of ours; so the largest component is measured, of equal ones that of
//! the smallest vertex number. Weights are not looked at. Exact: no sampling, hence no "effective diameter".
//!
//! # Method and cost
//!
//! A breadth-first search from each vertex of the component, on all cores: O(c·m′) for c vertices and m′ edges in it, and one word for each vertex and core.
//! Sums are whole numbers, so they are the same with any number of cores. No vertices: no component of 0 vertices is measured (`None`); one vertex: all
//! distances are 0 and there is no mean.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::{
    analysis::blocks::blocks,
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// Distances within the largest component.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    /// How many components the network has, isolated vertices among them.
    pub components: usize,
    /// How many vertices the largest has.
    pub vertices: usize,
    /// Its longest shortest path.
    pub diameter: u32,
    /// The smallest eccentricity of its vertices.
    pub radius: u32,
    /// The mean distance of its pairs; `None` when it is a single vertex.
    pub mean: Option<f64>,
}

/// Measures the largest component; `None` when there is no vertex.
///
/// ```
/// use accord::{analysis::structure::distances::distances, network::{Packed, progress::SILENT}};
/// let path_and_pair = Packed::new(5, &[(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0)]);
/// let found = distances(&path_and_pair, SILENT).unwrap().unwrap();
/// assert_eq!((found.components, found.vertices, found.diameter, found.radius), (2, 3, 2, 1));
/// assert_eq!(found.mean, Some(4.0 / 3.0));
/// ```
///
/// # Errors
///
/// When `progress` says to stop.
pub fn distances(graph: &Packed, progress: Progress<'_>) -> Result<Option<Distances>, Stopped> {
    let components = blocks(graph).components();
    let Some(largest) = components.first() else { return Ok(None) };
    let (done, total) = (AtomicU64::new(0), largest.len() as u64);
    let new = || Search { seen: vec![0; graph.len()], round: 0, queue: Vec::new() };
    let (sum, diameter, radius) = largest
        .par_iter()
        .map_init(new, |search, &from| {
            let (sum, far) = search.run(graph, from);
            let go_on = progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            if go_on { Ok((sum, far, far)) } else { Err(Stopped) }
        })
        .try_reduce(|| (0_u64, 0, u32::MAX), |a, b| Ok((a.0 + b.0, a.1.max(b.1), a.2.min(b.2))))?;
    let n = largest.len() as f64;
    let mean = (largest.len() > 1).then(|| sum as f64 / (n * (n - 1.0)));
    Ok(Some(Distances { components: components.len(), vertices: largest.len(), diameter, radius, mean }))
}

/// A breadth-first search that can be run again without clearing what it has seen.
struct Search {
    /// The round in which each vertex was seen last.
    seen: Vec<u32>,
    round: u32,
    /// The vertices of the last round, nearest first.
    queue: Vec<u32>,
}

impl Search {
    /// The sum of the distances from a vertex, and the largest of them.
    fn run(&mut self, graph: &Packed, from: u32) -> (u64, u32) {
        self.round += 1;
        self.queue.clear();
        self.queue.push(from);
        self.seen[from as usize] = self.round;
        let (mut sum, mut distance, mut next, mut ring_end) = (0_u64, 0_u32, 0, 1);
        while next < self.queue.len() {
            if next == ring_end {
                distance += 1;
                sum += u64::from(distance) * (self.queue.len() - ring_end) as u64;
                ring_end = self.queue.len();
            }
            let vertex = self.queue[next];
            next += 1;
            for &other in graph.neighbours(vertex) {
                if self.seen[other as usize] != self.round {
                    self.seen[other as usize] = self.round;
                    self.queue.push(other);
                }
            }
        }
        (sum, distance)
    }
}
