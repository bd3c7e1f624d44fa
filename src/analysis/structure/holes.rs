//! Whose partners do not know each other?
//!
//! # Definitions
//!
//! R. S. Burt, "Structural Holes", 1992, chapter 2. For a party i, its neighbours j and their weights w (strengths; 1 for each edge unless weights are
//! asked for):
//!
//! ```text
//! p(i, j)          = w(i, j) / Σ over k w(i, k)                                     the share of i's relations that j has
//! constraint(i)    = Σ over neighbours j (p(i, j) + Σ over q ≠ i, j p(i, q) p(q, j))²
//! m(j, q)          = w(j, q) / max over k w(j, k)
//! effective(i)     = Σ over neighbours j (1 − Σ over q ≠ i, j p(i, q) m(j, q))       degree, less what the neighbours have with each other
//! efficiency(i)    = effective(i) / degree(i)
//! ```
//!
//! Low constraint and a large effective size mean that i stands between parties that are not joined. Without weights the effective size is
//! degree − 2 t / degree for t ties among the neighbours (S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections
//! 20, 1997). The sum for the constraint runs over neighbours, as in networkx and igraph; who is only a neighbour's neighbour does not constrain. The
//! constraint of a vertex of one or two neighbours can exceed 1.
//!
//! # When it is refused
//!
//! Without a triangle no two neighbours know each other: constraint is Σ p(i, j)², that is 1 / degree without weights, and effective size the degree. The
//! degree says it better.
//!
//! # Cost and edge cases
//!
//! O(Σ degree²) at worst, over vertices on all cores, each by itself, so that the sums do not depend on the number of cores. A vertex without
//! neighbours has no value (`None`). Where weights count, those of zero and below are refused.

use rayon::prelude::*;

use crate::{
    analysis::unfit::{Unfit, strengths},
    network::Packed,
};

/// What Burt's measures say of a vertex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// How many neighbours it has.
    pub degree: usize,
    /// How much its neighbours hem it in.
    pub constraint: f64,
    /// How many neighbours it has, less what they have with each other.
    pub effective_size: f64,
    /// Effective size by degree.
    pub efficiency: f64,
}

/// Burt's measures of each vertex; `weighted` takes weights as strengths, else each edge counts 1.
///
/// ```
/// use accord::{analysis::structure::holes::holes, network::Packed};
/// let triangle_and_tail = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// let found = holes(&triangle_and_tail, false).unwrap();
/// assert_eq!(found[2].unwrap().effective_size, 3.0 - 2.0 / 3.0);
/// assert_eq!(found[3].unwrap().constraint, 1.0);
/// ```
///
/// # Errors
///
/// When the network has no triangle, or a weight that counts is no strength.
pub fn holes(graph: &Packed, weighted: bool) -> Result<Vec<Option<Hole>>, Unfit> {
    let plain;
    let graph = if weighted {
        graph
    } else {
        plain = graph.unweighted();
        &plain
    };
    strengths(graph)?;
    if super::triangles::triangles(graph).triangles == 0 {
        return Err(Unfit::ByConstruction {
            measure: "constraint and effective size",
            reason: "without a triangle they are 1/degree and the degree itself",
            instead: "`accord centrality --measure degree` says the same",
        });
    }
    let strength: Vec<f64> = graph.vertices().map(|v| graph.weighted(v).map(|(_, weight)| weight).sum()).collect();
    let strongest: Vec<f64> = graph.vertices().map(|v| graph.weighted(v).map(|(_, weight)| weight).fold(0.0, f64::max)).collect();
    let vertices: Vec<u32> = graph.vertices().collect();
    // The share that each vertex has in the relations of the one that is looked at; all 0 between two of these.
    let share = || vec![0.0_f64; graph.len()];
    Ok(vertices
        .par_iter()
        .map_init(share, |share, &i| {
            let (all, degree) = (strength[i as usize], graph.degree(i));
            if degree == 0 {
                return None;
            }
            graph.weighted(i).for_each(|(j, weight)| share[j as usize] = weight / all);
            let (mut constraint, mut effective_size) = (0.0, 0.0);
            for &j in graph.neighbours(i) {
                let (mut indirect, mut redundant) = (0.0, 0.0);
                for (q, weight) in graph.weighted(j) {
                    // `share` is 0 for i itself and for all that are no neighbours of it.
                    let of_q = share[q as usize];
                    if of_q > 0.0 {
                        indirect += of_q * weight / strength[q as usize];
                        redundant += of_q * weight / strongest[j as usize];
                    }
                }
                constraint += (share[j as usize] + indirect).powi(2);
                effective_size += 1.0 - redundant;
            }
            graph.neighbours(i).iter().for_each(|&j| share[j as usize] = 0.0);
            Some(Hole { degree, constraint, effective_size, efficiency: effective_size / degree as f64 })
        })
        .collect())
}
