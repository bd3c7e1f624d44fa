//! Are the partners of a party partners of each other?
//!
//! # Definitions
//!
//! ```text
//! triangles(v)  = number of pairs of neighbours of v that are neighbours
//! pairs(v)      = degree(v) (degree(v) − 1) / 2
//! local(v)      = triangles(v) / pairs(v)                          for degree ≥ 2
//! global        = Σ triangles(v) / Σ pairs(v)  =  3 × triangles of the network / paths of two edges
//! average       = Σ local(v) / number of vertices of degree ≥ 2
//! average_all   = Σ local(v) / number of vertices                  local(v) = 0 for degree < 2
//! ```
//!
//! Three numbers go by the name of clustering coefficient. `global` is the transitivity of networkx and igraph and the coefficient of KONECT; `average_all`
//! is `average_clustering` of networkx and the mean of the LCC of LDBC Graphalytics; `average` is `transitivity_avglocal_undirected` of igraph and the
//! coefficient of D. J. Watts and S. H. Strogatz ("Collective dynamics of small-world networks", Nature 393, 1998), who met no vertex of degree
//! below 2. Where half the vertices have one neighbour the last two differ by half: say which one you quote. Weights are not looked at.
//!
//! # Method
//!
//! Edges are directed from the smaller degree to the larger, and the rows of both ends of each are intersected, so that each triangle is met once (T. Schank,
//! D. Wagner, "Finding, counting and listing all triangles in large graphs", WEA 2005). O(m √m), on all cores; counts are whole numbers, so they
//! are the same with any number of them.
//!
//! No vertices, and none of two neighbours: no coefficient (`None`).

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::network::Packed;

/// Triangles and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Triangles {
    /// In how many triangles each vertex is.
    pub of: Vec<u64>,
    /// How many triangles the network has.
    pub triangles: u64,
    /// How many paths of two edges it has, open or closed.
    pub paths: u64,
    /// The share of those paths that are closed.
    pub global: Option<f64>,
    /// The mean local coefficient of the vertices of two and more neighbours.
    pub average: Option<f64>,
    /// The mean local coefficient of all vertices, 0 for those of fewer than two neighbours; `None` without vertices.
    pub average_all: Option<f64>,
}

/// Counts the triangles.
///
/// ```
/// use accord::{analysis::structure::triangles::triangles, network::Packed};
/// let triangle_and_tail = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// let counted = triangles(&triangle_and_tail);
/// assert_eq!((counted.of, counted.triangles), (vec![1, 1, 1, 0], 1));
/// assert_eq!(counted.global, Some(3.0 / 5.0));
/// assert_eq!(counted.average_all, Some((1.0 + 1.0 + 1.0 / 3.0 + 0.0) / 4.0));
/// ```
#[must_use]
pub fn triangles(graph: &Packed) -> Triangles {
    let counts: Vec<AtomicU64> = graph.vertices().map(|_| AtomicU64::new(0)).collect();
    each(graph, |corners| {
        for corner in corners {
            counts[corner as usize].fetch_add(1, Ordering::Relaxed);
        }
    });
    let of: Vec<u64> = counts.into_iter().map(AtomicU64::into_inner).collect();
    let corners: u64 = of.iter().sum();
    let pairs = |v: u32| pairs(graph.degree(v) as u64);
    let paths: u64 = graph.vertices().map(pairs).sum();
    let local = graph.vertices().zip(&of).filter(|&(v, _)| graph.degree(v) > 1).map(|(v, &closed)| closed as f64 / pairs(v) as f64);
    let (several, sum) = local.fold((0_usize, 0.0), |(several, sum), local| (several + 1, sum + local));
    Triangles {
        of,
        triangles: corners / 3,
        paths,
        global: (paths > 0).then(|| corners as f64 / paths as f64),
        average: (several > 0).then(|| sum / several as f64),
        average_all: (!graph.is_empty()).then(|| sum / graph.len() as f64),
    }
}

/// How many pairs there are of so many.
pub(super) const fn pairs(of: u64) -> u64 {
    of * of.saturating_sub(1) / 2
}

/// Does something for each triangle, once, on all cores, in no order.
pub(super) fn each(graph: &Packed, act: impl Fn([u32; 3]) + Sync) {
    // Rank of each vertex by degree, then number; rows hold the ranks of the neighbours that rank higher.
    let mut by_rank: Vec<u32> = graph.vertices().collect();
    by_rank.sort_by_key(|&v| (graph.degree(v), v));
    let mut rank = vec![0_u32; graph.len()];
    for (place, &v) in (0_u32..).zip(&by_rank) {
        rank[v as usize] = place;
    }
    let higher: Vec<Vec<u32>> = by_rank
        .par_iter()
        .map(|&v| {
            let own = rank[v as usize];
            let mut row: Vec<u32> = graph.neighbours(v).iter().map(|&w| rank[w as usize]).filter(|&other| other > own).collect();
            row.sort_unstable();
            row
        })
        .collect();
    higher.par_iter().enumerate().for_each(|(low, row)| {
        for &middle in row {
            let (mut a, mut b) = (row.as_slice(), higher[middle as usize].as_slice());
            while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
                if x == y {
                    act([by_rank[low], by_rank[middle as usize], by_rank[x as usize]]);
                }
                a = if x <= y { &a[1..] } else { a };
                b = if y <= x { &b[1..] } else { b };
            }
        }
    });
}
