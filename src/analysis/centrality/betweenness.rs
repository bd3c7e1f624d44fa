//! Who lies on the ways of others? Of all ways between pairs of others, how many lead through this vertex, or along this edge?
//!
//! ```text
//! betweenness(v) = Σ over pairs s, t without v  σ(s, t | v) / σ(s, t)
//! betweenness(e) = Σ over pairs s, t            σ(s, t | e) / σ(s, t)
//! σ(s, t)        = number of shortest paths from s to t        σ(s, t | x) = those of them through x
//! ```
//!
//! Each pair counts once, not once each way, as in networkx and igraph for undirected graphs. Normalised values are divided by the number of pairs,
//! (n − 1)(n − 2)/2 for vertices and n(n − 1)/2 for edges, as in networkx, so that they are a share of all pairs, those that are not connected among
//! them. Ends of a path do not lie on it, but its first and last edge do.
//!
//! Paths are shortest in hops, or, when weights are used, in the sum of 1/weight; lengths that differ by 10⁻¹⁰ of themselves are equal.
//! Parallel edges are one edge ([`Packed`]); counted singly, they would be different shortest paths.
//!
//! L. C. Freeman, Sociometry 40, 1977; for edges M. Girvan and M. E. J. Newman, PNAS 99, 2002; the method is U. Brandes's, see
//! [`super::kernel::brandes`]; for vertices by hops on a graph that is folded first, see [`super::kernel::betweenness`]. O(n·m), with
//! weights O(n·m log n), on all cores.
//!
//! No vertices give no values; with fewer than three, and for isolated vertices, all are 0. Components are added up, each pair lies in one.

use super::{
    kernel::{
        betweenness::{self as folded, Reductions},
        brandes::{Passing, passing},
    },
    seen,
};
use crate::{
    analysis::unfit::{self, Unfit},
    network::{Packed, progress::Progress},
};

/// What is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether ways are as long as the sum of 1/weight; else they are as long as they have hops.
    pub weighted: bool,
    /// Whether values are a share of all pairs; else they are a number of pairs.
    pub normalised: bool,
    /// Whether edges are wanted, too.
    pub edges: bool,
}

/// Betweenness, by vertex number and by edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Betweenness {
    /// The value of each vertex.
    pub vertices: Vec<f64>,
    /// The value of each edge, in the order of [`Packed::edge_list`]; empty when edges were not wanted.
    pub edges: Vec<f64>,
}

/// The betweenness of vertices and edges.
///
/// ```
/// use accord::{analysis::centrality::{betweenness, betweenness::Options}, network::{Packed, progress::SILENT}};
/// let path = Packed::new(3, &[(0, 1, 1.0), (1, 2, 1.0)]);
/// let found = betweenness(&path, &Options { edges: true, ..Options::default() }, SILENT).unwrap();
/// assert_eq!(found.vertices, [0.0, 1.0, 0.0]);
/// assert_eq!(found.edges, [2.0, 2.0]);
/// ```
///
/// # Errors
///
/// When weights are to be used and one is no strength, when there are more shortest paths than can be counted, and when `progress` says to
/// stop.
pub fn betweenness(graph: &Packed, options: &Options, progress: Progress<'_>) -> Result<Betweenness, Unfit> {
    let graph = seen(graph, options.weighted);
    unfit::strengths(&graph)?;
    let sums = if options.edges || graph.is_weighted() {
        passing(&graph, options.edges, progress)?
    } else {
        Passing { vertices: folded::passing(&graph, Reductions::ALL, progress)?.vertices, arcs: Vec::new() }
    };
    let n = graph.len() as f64;
    // The kernel adds up ordered pairs, of which each pair is two.
    let (per_vertex, per_edge) = if options.normalised { ((n - 1.0) * (n - 2.0), n * (n - 1.0)) } else { (2.0, 2.0) };
    let both = |(a, b, _): (u32, u32, f64)| {
        let there = graph.arc(a, b).and_then(|arc| sums.arcs.get(arc));
        let back = graph.arc(b, a).and_then(|arc| sums.arcs.get(arc));
        (there.copied().unwrap_or(0.0) + back.copied().unwrap_or(0.0)) / per_edge
    };
    let edges = if options.edges { graph.edge_list().map(both).collect() } else { Vec::new() };
    let vertices = if graph.len() > 2 { sums.vertices.iter().map(|sum| sum / per_vertex).collect() } else { vec![0.0; graph.len()] };
    Ok(Betweenness { vertices, edges })
}
