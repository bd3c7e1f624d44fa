//! Are those who have many partners partners of each other?
//!
//! # Definition
//!
//! Pearson's correlation of the degrees at the two ends of an edge, each edge taken in both directions (M. E. J. Newman, "Assortative mixing in
//! networks", Physical Review Letters 89, 2002, equation 4):
//!
//! ```text
//! r = (4 m Σ j k − (Σ (j + k))²) / (2 m Σ (j² + k²) − (Σ (j + k))²)      sums over the m edges, j and k the degrees of their ends
//! ```
//!
//! From −1 (the rich have the poor as partners) to 1 (the rich have the rich). The degrees are those of the ends themselves, as in the libraries;
//! Newman's "remaining degree" is one less and gives the same r. Weights are not looked at.
//!
//! Undefined, hence `None`, without edges and where all edges have ends of one degree (a cycle, a clique): there is nothing to correlate.
//!
//! Sums are whole numbers, so the result does not depend on the order of vertices. O(n + m).

use crate::network::Packed;

/// Newman's degree assortativity.
///
/// ```
/// use accord::{analysis::structure::assortativity::assortativity, network::Packed};
/// let star = Packed::new(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// assert_eq!(assortativity(&star), Some(-1.0));
/// ```
#[must_use]
pub fn assortativity(graph: &Packed) -> Option<f64> {
    let (mut products, mut sums, mut squares) = (0_i128, 0_i128, 0_i128);
    for (a, b, _) in graph.edge_list() {
        let degree = |v| i128::try_from(graph.degree(v)).unwrap_or(0);
        let (j, k) = (degree(a), degree(b));
        products += j * k;
        sums += j + k;
        squares += j * j + k * k;
    }
    let m = i128::try_from(graph.edges()).unwrap_or(0);
    let spread = 2 * m * squares - sums * sums;
    (spread != 0).then(|| (4 * m * products - sums * sums) as f64 / spread as f64)
}
