//! The distances of each vertex from all others, added up.

use rayon::prelude::*;

use super::{hops::hops, pieces, shortest::Search};
use crate::network::{
    Packed,
    progress::{Counter, Progress, Stopped},
};

/// What the distances from one vertex add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Distances {
    /// How many vertices are reached, the vertex itself not among them.
    pub reached: usize,
    /// The sum of their distances.
    pub sum: f64,
    /// The sum of one by their distances.
    pub inverse: f64,
}

/// The sums of distances from each vertex, by hops, or by lengths 1/weight where the graph has weights (all above zero).
///
/// Without weights see [`hops`](super::hops). With weights one search from each vertex, on all cores: O(n·m log n); two words for each vertex and
/// thread.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn distances(graph: &Packed, progress: Progress<'_>) -> Result<Vec<Distances>, Stopped> {
    if !graph.is_weighted() {
        return hops(graph, progress);
    }
    let counter = Counter::new(progress, graph.len());
    let parts: Result<Vec<Vec<Distances>>, Stopped> = pieces(graph.len())
        .into_par_iter()
        .map(|piece| {
            let mut search = Search::new(graph.len());
            (graph.vertices().skip(piece.start).take(piece.len()))
                .map(|v| {
                    search.run(graph, v);
                    counter.step().map(|()| sums(&search))
                })
                .collect()
        })
        .collect();
    Ok(parts?.concat())
}

fn sums(search: &Search) -> Distances {
    let mut sums = Distances { reached: search.order.len() - 1, ..Distances::default() };
    let distances = search.order[1..].iter().map(|&v| search.distance[v as usize]).collect::<Vec<f64>>();
    #[expect(clippy::float_cmp, reason = "equal are those whose distance is the same number")]
    for equal in distances.chunk_by(|a, b| a == b) {
        sums.sum += equal[0] * equal.len() as f64;
        sums.inverse += equal.len() as f64 / equal[0];
    }
    sums
}
