//! Which share of the shortest paths between others passes each vertex and each edge.
//!
//! U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25, 2001; for edges the same author's "On variants
//! of shortest-path betweenness centrality", Social Networks 30, 2008.
//!
//! ```text
//! Brandes   here
//! s         start
//! σ[v]      paths[v]
//! δ[v]      passing[v]
//! S         search.order
//! P[w]      neighbours of w that stand before it and from which it is reached on a shortest way
//! ```
//!
//! With weights, two ways are equally short when their lengths differ by at most [`EQUAL`] of the longer, since 1/3 + 1/3 + 1/3 and 1 have to
//! be the same however they are added up; igraph keeps the same bound, networkx compares exactly.

use super::{pieces, shortest::Search, turns::in_turn};
use crate::{
    analysis::unfit::Unfit,
    network::{
        Packed,
        progress::{Counter, Progress},
    },
};

/// The share of a length below which two lengths are the same.
pub const EQUAL: f64 = 1e-10;

/// Sums over ordered pairs of vertices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    /// For each vertex, the sum over ordered pairs of others of the share of shortest paths that pass it.
    pub vertices: Vec<f64>,
    /// For each arc, in the numbers of [`Packed::arcs`], the same for ways that run along it, first hop and last hop included; empty unless asked for.
    pub arcs: Vec<f64>,
}

impl Passing {
    fn zero(graph: &Packed, arcs: bool) -> Self {
        Self { vertices: vec![0.0; graph.len()], arcs: vec![0.0; if arcs { 2 * graph.edges() } else { 0 }] }
    }

    /// Adds others, and makes them 0.
    fn take(&mut self, other: &mut Self) {
        let into = self.vertices.iter_mut().chain(&mut self.arcs);
        into.zip(other.vertices.iter_mut().chain(&mut other.arcs)).for_each(|(sum, part)| *sum += std::mem::take(part));
    }
}

/// The shares of shortest paths that pass each vertex and, when asked, run along each arc, in the direction from source to target.
///
/// By hops, or by lengths 1/weight where the graph has weights (all above zero). O(n·m), with weights O(n·m log n), on all cores; memory for
/// two sums or more over all vertices, and over all arcs when those are asked for, for each thread.
///
/// # Errors
///
/// When `progress` says to stop, and when there are too many shortest paths to be counted.
pub fn passing(graph: &Packed, arcs: bool, progress: Progress<'_>) -> Result<Passing, Unfit> {
    let counter = Counter::new(progress, graph.len());
    let pieces = pieces(graph.len());
    let n = graph.len();
    let begin = || Source { search: Search::new(n), paths: vec![0.0; n], passing: vec![0.0; n] };
    let work = |piece: usize, from: &mut Source, sums: &mut Passing| -> Result<(), Unfit> {
        for start in graph.vertices().skip(pieces[piece].start).take(pieces[piece].len()) {
            from.run(graph, start, sums)?;
            counter.step()?;
        }
        Ok(())
    };
    Ok(in_turn(pieces.len(), begin, || Passing::zero(graph, arcs), work, Passing::take)?.0)
}

/// What is known from one start.
struct Source {
    search: Search,
    paths: Vec<f64>,
    passing: Vec<f64>,
}

impl Source {
    fn run(&mut self, graph: &Packed, start: u32, sums: &mut Passing) -> Result<(), Unfit> {
        self.search.run(graph, start);
        let Self { search, paths, passing } = self;
        let Search { order, distance, place, .. } = search;
        let weighted = graph.is_weighted();
        let before = |v: u32, w: u32, weight: f64| {
            let (near, far) = (distance[v as usize], distance[w as usize]);
            if weighted {
                near < f64::INFINITY && place[v as usize] < place[w as usize] && near + 1.0 / weight <= far * (1.0 + EQUAL)
            } else {
                near < far
            }
        };
        for &w in order.iter() {
            passing[w as usize] = 0.0;
            paths[w as usize] = if w == start {
                1.0
            } else {
                graph.weighted(w).filter(|&(v, weight)| before(v, w, weight)).map(|(v, _)| paths[v as usize]).sum()
            };
        }
        if order.iter().any(|&v| paths[v as usize].is_infinite()) {
            return Err(Unfit::TooManyPaths { from: start });
        }
        for &w in order[1..].iter().rev() {
            let each = (1.0 + passing[w as usize]) / paths[w as usize];
            for ((v, weight), arc) in graph.weighted(w).zip(graph.arcs(w)) {
                if before(v, w, weight) {
                    let share = paths[v as usize] * each;
                    passing[v as usize] += share;
                    // The arc is kept under its number at the far end; the sum for an edge takes both directions.
                    if let Some(sum) = sums.arcs.get_mut(arc) {
                        *sum += share;
                    }
                }
            }
            sums.vertices[w as usize] += passing[w as usize];
        }
        Ok(())
    }
}
