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
//! P. Bonacich, Journal of Mathematical Sociology 2, 1972.
//!
//! # Method
//!
//! One look at all edges tells which components can lead. With s as the strengths, which are A·1, and y = A·s, each component has
//!
//! ```text
//! Σ s(v)·y(v) / Σ s(v)²  ≤  λ  ≤  √ max y(v)        Rayleigh's quotient of s; the largest sum of a row of A²
//! ```
//!
//! and one whose upper bound is below the lower bound of another, or below a λ that is known, needs no more work. The others are left to Lanczos,
//! which begins with y, see [`super::kernel::lanczos`]; it stops when the estimated angle to the true vector is below 10⁻¹¹, or cannot get smaller in
//! doubles: after 20 to 40 products of O(m) on networks of all sorts. On long and thin networks, such as paths of thousands of vertices, eigenvalues
//! lie so close together that this takes very long; when it does not settle soon, Noda's iteration takes its place, see [`super::kernel::noda`].
//!
//! # Cost and edge cases
//!
//! O(n + m) a product; memory for 44 vectors of the component that leads. No vertices give no values. Without edges all values are 0, since nobody
//! has a partner.

use std::borrow::Cow;

use super::{
    kernel::{
        lanczos::{self, Leading},
        noda, pulled,
    },
    seen, strength,
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
    /// How often all edges were looked at by the method that settled, where one component leads; of several, each is counted.
    pub products: usize,
}

/// Products of Lanczos after which Noda's iteration is tried, where the network is thin, and after which it is given up.
const PRODUCTS: [usize; 2] = [300, 15_000];

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
    let mut best = leaders(&graph, progress)?;
    let largest = best.iter().map(|(_, found)| found.value).fold(0.0, f64::max);
    let products = best.iter().map(|(_, found)| found.products).sum::<usize>() + 1;
    best.retain(|(_, found)| found.value >= largest * (1.0 - SAME));
    let mut answer = Eigenvector { values: vec![0.0; graph.len()], eigenvalue: largest, leading: 0, products };
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

/// The largest eigenvalue alone.
pub(super) fn eigenvalue(graph: &Packed, progress: Progress<'_>) -> Result<f64, Unfit> {
    Ok(leaders(graph, progress)?.iter().map(|(_, found)| found.value).fold(0.0, f64::max))
}

/// The vertices of each component that may have the largest eigenvalue, and its leading eigenvector.
fn leaders(graph: &Packed, progress: Progress<'_>) -> Result<Vec<(Vec<u32>, Leading)>, Unfit> {
    let mut strength = strength(graph);
    // Scaled, so that no product of three leaves the range of doubles.
    let strongest = strength.iter().copied().fold(0.0, f64::max);
    for s in &mut strength {
        *s /= strongest;
    }
    let walks: Vec<f64> = graph.vertices().map(|v| pulled(graph, v, &strength)).collect();
    let parts = components(graph);
    // For each component, max y, Σ s·y and Σ s².
    let mut bounds = vec![[0.0_f64; 3]; parts.len()];
    // The place of each vertex in its component.
    let mut place = Vec::with_capacity(graph.len());
    let mut sizes = vec![0_u32; parts.len()];
    for ((&part, &s), &y) in parts.clusters().iter().zip(&strength).zip(&walks) {
        let [most, product, square] = &mut bounds[part as usize];
        *most = most.max(y);
        *product += s * y;
        *square += s * s;
        place.push(sizes[part as usize]);
        sizes[part as usize] += 1;
    }
    // A component without edges has 0/0, which is passed over.
    let mut largest = bounds.iter().map(|[_, product, square]| product / square).fold(0.0, f64::max);
    let upper = |part: usize| (strongest * bounds[part][0]).sqrt();
    let may_lead = |part: usize, largest: f64| bounds[part][0] > 0.0 && upper(part) >= largest * (1.0 - SAME);
    let mut members = vec![Vec::new(); parts.len()];
    for (v, &part) in (0..).zip(parts.clusters()) {
        if may_lead(part as usize, largest) {
            members[part as usize].push(v);
        }
    }
    let mut order: Vec<usize> = (0..parts.len()).filter(|&part| !members[part].is_empty()).collect();
    order.sort_by(|&a, &b| upper(b).total_cmp(&upper(a)));
    let mut found = Vec::new();
    for part in order {
        if may_lead(part, largest) {
            let vertices = std::mem::take(&mut members[part]);
            let whole = vertices.len() == graph.len();
            let within = if whole { Cow::Borrowed(graph) } else { Cow::Owned(graph.component(&vertices, &place)) };
            let start = vertices.iter().map(|&v| walks[v as usize] / bounds[part][0]).collect();
            let leading = leading(&within, start, progress)?;
            let leading = leading.ok_or(Unfit::NotSettled { measure: "eigenvector", instead: "pagerank" })?;
            largest = largest.max(leading.value);
            found.push((vertices, leading));
        }
    }
    Ok(found)
}

/// The leading eigenvector of a connected graph by the method that suits it.
fn leading(graph: &Packed, start: Vec<f64>, progress: Progress<'_>) -> Result<Option<Leading>, Stopped> {
    if let Some(found) = lanczos::leading(graph, start.clone(), PRODUCTS[0], progress)? {
        return Ok(Some(found));
    }
    match noda::leading(graph) {
        Some(found) => Ok(Some(found)),
        None => lanczos::leading(graph, start, PRODUCTS[1], progress),
    }
}
