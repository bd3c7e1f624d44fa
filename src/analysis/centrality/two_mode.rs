//! How central can a vertex be in a network of two modes?
//!
//! A party has no ties with parties and a link none with links, so values that divide by n − 1 are too small and not comparable between the modes.
//! S. P. Borgatti and M. G. Everett (Network analysis of 2-mode data, Social Networks 19, 1997) divide by what the best placed vertex of the
//! same mode could have, given the sizes of the modes. With `own` vertices in the mode of v and `other` in the other:
//!
//! ```text
//! degree       d(v) / other
//! closeness    (other + 2·(own − 1)) / Σ d(v, u), where all are in reach
//! harmonic     Σ 1/d(v, u) / (other + (own − 1)/2)
//! betweenness  b(v) / ½·( other²(s + 1)² + other(s + 1)(2t − s − 1) − t(2s − t + 3) ),   s = ⌊(own − 1)/other⌋,   t = (own − 1) mod other
//! ```
//!
//! The paper has degree, closeness and betweenness; harmonic closeness is divided here by the same rule: the best placed is next to all of the other mode
//! and two hops from all of its own. Where not all are in reach, closeness takes the modes of the component in place of those of the network, times the share of
//! all others that is in reach: the rule of Wasserman and Faust, as in [`super::closeness()`]. (networkx has the share, but keeps the sizes of the whole network,
//! so that a pair apart may come out above 1; in connected networks the two are the same.) Eigenvector, `PageRank`, Katz and core number need nothing.
//!
//! O(n) beside the measures. A mode with nobody on the other side has 0 throughout.

use super::{Closeness, degree};
use crate::{analysis::clusters::components::components, network::Packed};

/// The sizes of the modes; the first are the vertices below `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    first: usize,
    second: usize,
}

impl Modes {
    /// The modes of a network whose first mode are the vertices below `first`.
    #[must_use]
    pub fn new(graph: &Packed, first: usize) -> Self {
        let first = first.min(graph.len());
        Self { first, second: graph.len() - first }
    }

    /// The size of the mode of a vertex, and that of the other.
    fn sizes(self, v: usize) -> (f64, f64) {
        let (first, second) = (self.first as f64, self.second as f64);
        if v < self.first { (first, second) } else { (second, first) }
    }

    fn divided(self, values: &[f64], most: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let share = |(v, &value): (usize, &f64)| {
            let (own, other) = self.sizes(v);
            let most = if other > 0.0 { most(own, other) } else { 0.0 };
            if most > 0.0 { value / most } else { 0.0 }
        };
        values.iter().enumerate().map(share).collect()
    }

    /// Degree by the size of the other mode.
    #[must_use]
    pub fn degree(self, graph: &Packed) -> Vec<f64> {
        let degrees: Vec<f64> = degree(graph).into_iter().map(|degree| degree as f64).collect();
        self.divided(&degrees, |_, other| other)
    }

    /// Classic closeness, by hops.
    #[must_use]
    pub fn classic(self, graph: &Packed, closeness: &Closeness) -> Vec<f64> {
        let others = graph.len().saturating_sub(1) as f64;
        let mut values = vec![0.0; graph.len()];
        for part in components(graph).members().iter().filter(|part| part.len() > 1) {
            let first = part.partition_point(|&v| (v as usize) < self.first) as f64;
            let second = part.len() as f64 - first;
            for &v in part {
                let v = v as usize;
                let (own, other) = if v < self.first { (first, second) } else { (second, first) };
                values[v] = (other + 2.0 * (own - 1.0)) / closeness.farness[v] * (part.len() as f64 - 1.0) / others;
            }
        }
        values
    }

    /// Harmonic closeness, by hops.
    #[must_use]
    pub fn harmonic(self, closeness: &Closeness) -> Vec<f64> {
        self.divided(&closeness.inverse, |own, other| other + (own - 1.0) / 2.0)
    }

    /// Betweenness, from values that are numbers of pairs.
    #[must_use]
    pub fn betweenness(self, pairs: &[f64]) -> Vec<f64> {
        self.divided(pairs, |own, other| {
            let (s, t) = (((own - 1.0) / other).floor(), (own - 1.0) % other);
            let (reach, rest) = (other * (s + 1.0), t * (2.0 * s - t + 3.0));
            (reach * reach + reach * (2.0 * t - s - 1.0) - rest) / 2.0
        })
    }
}
