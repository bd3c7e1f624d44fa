//! Whose partners are central themselves?
//!
//! ```text
//! λ·x(v) = Σ over neighbours u of v  weight(v, u)·x(u),   x ≥ 0,   λ as large as it can be,   the largest x is 1
//! ```
//!
//! Libraries differ in two ways. *Scale*: igraph makes the largest value 1, as we do, so that a value is a share of the first; networkx makes the squares
//! sum to 1. *Components*: the equation has a solution for each component, with a λ of its own. Here, as in the limit of the power method that
//! networkx runs, the component with the largest λ has its solution and all other vertices 0; where several components have the same λ (within 10⁻⁹),
//! each has its own, in proportion as a start with 1 everywhere would leave it. The answer says how many vertices that is, because a table with many
//! zeros means the measure is about the largest component only: take [`super::pagerank()`] or [`super::katz()`] to compare across components.
//!
//! P. Bonacich, Journal of Mathematical Sociology 2, 1972. Method: Lanczos with restarts, see [`super::kernel::lanczos`]; it stops when the estimated
//! angle to the true vector is below 10⁻¹¹, or cannot get smaller in doubles. O(m) for each of some tens of products. On long and thin networks, such as paths of thousands
//! of vertices, eigenvalues lie so close together that this takes very long; when it does not settle soon, Noda's iteration takes its place, see [`super::kernel::noda`].
//!
//! No vertices give no values. Without edges all values are 0, since nobody has a partner.

use super::{
    kernel::{
        lanczos::{self, Leading},
        noda,
    },
    seen,
};
use crate::{
    analysis::{
        clusters::components::components,
        unfit::{self, Unfit},
    },
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// The leading eigenvector of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Eigenvector {
    /// The value of each vertex; the largest is 1, unless there is no edge.
    pub values: Vec<f64>,
    /// The largest eigenvalue, 0 without edges.
    pub eigenvalue: f64,
    /// How many vertices lie in a component that has this eigenvalue; all others have the value 0.
    pub leading: usize,
}

/// Bases of Lanczos after which Noda's iteration is tried, where the network is thin, and after which it is given up.
const BASES: [usize; 2] = [12, 500];

/// How close two eigenvalues are that count as one.
const SAME: f64 = 1e-9;

/// The eigenvector centrality of each vertex.
///
/// ```
/// use accord::{analysis::centrality::eigenvector, network::Packed};
/// // A star with four rays: λ² = 4, and the rays have 1/λ of the middle.
/// let star = Packed::new(5, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 1.0)]);
/// let found = eigenvector(&star, false, accord::network::progress::SILENT).unwrap();
/// assert!((found.eigenvalue - 2.0).abs() < 1e-12 && (found.values[1] - 0.5).abs() < 1e-12);
/// ```
///
/// # Errors
///
/// When weights are to be used and one is no strength, when the iteration does not settle, and when it is told to stop.
pub fn eigenvector(graph: &Packed, weighted: bool, progress: Progress<'_>) -> Result<Eigenvector, Unfit> {
    let graph = seen(graph, weighted);
    unfit::strengths(&graph)?;
    let mut best: Vec<(Vec<u32>, Leading)> = Vec::new();
    let mut largest = 0.0;
    let mut position = vec![0; graph.len()];
    let most = |part: &[u32]| part.iter().map(|&v| graph.weighted(v).map(|(_, weight)| weight).sum::<f64>()).fold(0.0, f64::max);
    let mut parts: Vec<(f64, Vec<u32>)> =
        components(&graph).members().into_iter().filter(|part| part.len() > 1).map(|part| (most(&part), part)).collect();
    // An eigenvalue is at most the largest strength, so components that cannot lead need no work when those that can come first.
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (bound, part) in parts {
        if bound < largest * (1.0 - SAME) {
            break;
        }
        for (place, &v) in (0..).zip(&part) {
            position[v as usize] = place;
        }
        let found = leading(&graph, &part, &position, progress)?;
        let found = found.ok_or(Unfit::NotSettled { measure: "eigenvector", instead: "pagerank" })?;
        largest = f64::max(largest, found.value);
        best.push((part, found));
    }
    best.retain(|(_, found)| found.value >= largest * (1.0 - SAME));
    let mut answer = Eigenvector { values: vec![0.0; graph.len()], eigenvalue: largest, leading: 0 };
    for (part, found) in &best {
        // The share that a start with 1 everywhere has in this component's solution.
        let share: f64 = found.vector.iter().sum();
        for (&v, x) in part.iter().zip(&found.vector) {
            answer.values[v as usize] = share * x;
        }
        answer.leading += part.len();
    }
    let scale = answer.values.iter().copied().fold(0.0, f64::max);
    if scale > 0.0 {
        for x in &mut answer.values {
            *x /= scale;
        }
    }
    Ok(answer)
}

/// The leading eigenvector of a component by the method that suits it.
fn leading(graph: &Packed, part: &[u32], position: &[u32], progress: Progress<'_>) -> Result<Option<Leading>, Stopped> {
    if let Some(found) = lanczos::leading(graph, part, position, BASES[0], progress)? {
        return Ok(Some(found));
    }
    match noda::leading(graph, part, position) {
        Some(found) => Ok(Some(found)),
        None => lanczos::leading(graph, part, position, BASES[1], progress),
    }
}
