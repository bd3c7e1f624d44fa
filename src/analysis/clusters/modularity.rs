//! How good is a partition? Modularity, and the constant Potts model.
//!
//! # Definition
//!
//! ```text
//! Q = Σ over clusters c [ w(c) / m  −  γ (k(c) / 2m)² ]        modularity
//! H = Σ over clusters c [ w(c)  −  γ n(c) (n(c) − 1) / 2 ]     constant Potts model (CPM)
//!
//! w(c)  weight of the edges inside c         m  weight of all edges
//! k(c)  sum of the strengths of its vertices n(c)  number of its vertices
//! γ     resolution: the higher, the smaller the clusters
//! ```
//!
//! Weights are strengths. Modularity compares with chance: how much more weight lies inside clusters than if the same strengths were joined at random.
//! CPM compares with a density: a cluster pays for itself when it is denser than γ. With γ = 1 modularity is Newman's (M. E. J. Newman and M. Girvan,
//! "Finding and evaluating community structure in networks", Physical Review E 69, 2004; with γ: J. Reichardt and S. Bornholdt, Physical Review E 74,
//! 2006), and the number of networkx and igraph. CPM: V. A. Traag, P. Van Dooren and Y. Nesterov, Physical Review E 84, 2011; the number of leidenalg.
//!
//! Modularity has a resolution limit: in a large network it takes small clusters together, however distinct they are (S. Fortunato and M. Barthélemy,
//! PNAS 104, 2007). CPM has none, but asks for a γ that fits.
//!
//! O(n + m). Without edges, or with none that weighs anything, modularity is 0/0: there is none.

use super::Partition;
use crate::network::Packed;

/// The modularity of a partition; `None` when edges weigh nothing.
///
/// ```
/// use accord::{analysis::clusters::{Partition, modularity::modularity}, network::Packed};
/// // Two triangles and an edge between them: 2 · (3/7 − (7/14)²).
/// let edges = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 4, 1.0), (4, 5, 1.0), (5, 3, 1.0), (2, 3, 1.0)];
/// let found = modularity(&Packed::new(6, &edges), &Partition::new(&[0, 0, 0, 1, 1, 1]), 1.0).unwrap();
/// assert!((found - 5.0 / 14.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn modularity(graph: &Packed, partition: &Partition, resolution: f64) -> Option<f64> {
    let (inside, strength) = sums(graph, partition);
    let twice: f64 = strength.iter().sum();
    let share = |(inside, strength): (&f64, &f64)| 2.0 * inside / twice - resolution * (strength / twice).powi(2);
    (twice > 0.0).then(|| inside.iter().zip(&strength).map(share).sum())
}

/// The quality of a partition in the constant Potts model.
#[must_use]
pub fn potts(graph: &Packed, partition: &Partition, resolution: f64) -> f64 {
    let (inside, _) = sums(graph, partition);
    let pairs = partition.sizes().iter().map(|&size| size as f64 * (size as f64 - 1.0) / 2.0);
    inside.iter().zip(pairs).map(|(inside, pairs)| inside - resolution * pairs).sum()
}

/// For each cluster: the weight of the edges inside, and the sum of strengths.
fn sums(graph: &Packed, partition: &Partition) -> (Vec<f64>, Vec<f64>) {
    let of = partition.clusters();
    let (mut inside, mut strength) = (vec![0.0; partition.len()], vec![0.0; partition.len()]);
    for (a, b, weight) in graph.edge_list() {
        let (a, b) = (of[a as usize] as usize, of[b as usize] as usize);
        strength[a] += weight;
        strength[b] += weight;
        if a == b {
            inside[a] += weight;
        }
    }
    (inside, strength)
}
