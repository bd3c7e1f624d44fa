//! How many neighbours have how many vertices?
//!
//! # Definition
//!
//! The degree of a vertex is the number of its neighbours; weights and parallel edges do not add to it.
//!
//! ```text
//! count(k) = number of vertices of degree k
//! mean     = Σ k count(k) / n
//! median   = the middle degree; of two middle ones their mean
//! ```
//!
//! In a two-mode network each mode has a distribution of its own: how many links a party has and how many parties a link has are two questions.
//!
//! Networks of cooperation have many vertices of few neighbours and few of many, so a chart of them has classes that double: 0, 1, 2, 3–4, 5–8, 9–16 and
//! so on. O(n + d) for the largest degree d.

use std::ops::Range;

use crate::network::Packed;

/// The distribution of degrees of some vertices.
#[derive(Clone, Debug, PartialEq)]
pub struct Degrees {
    /// Each degree that occurs, from the smallest, and how many vertices have it.
    pub counts: Vec<(usize, usize)>,
    /// How many vertices there are.
    pub vertices: usize,
    /// The mean degree; 0 without vertices.
    pub mean: f64,
    /// The median degree; 0 without vertices.
    pub median: f64,
}

/// A class of a chart of degrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The smallest degree of the class.
    pub from: usize,
    /// The largest degree of the class.
    pub to: usize,
    /// How many vertices have a degree of the class.
    pub vertices: usize,
}

/// The distribution of the degrees of the vertices in a range of numbers; all of a network are `0..graph.len()`.
#[must_use]
pub fn degrees(graph: &Packed, vertices: Range<usize>) -> Degrees {
    let mut degrees: Vec<usize> = graph.vertices().filter(|&v| vertices.contains(&(v as usize))).map(|v| graph.degree(v)).collect();
    degrees.sort_unstable();
    let middle = |at: usize| degrees.get(at).map_or(0.0, |&degree| degree as f64);
    let n = degrees.len();
    let median = f64::midpoint(middle(n.saturating_sub(1) / 2), middle(n / 2));
    let mean = if n == 0 { 0.0 } else { degrees.iter().sum::<usize>() as f64 / n as f64 };
    let counts = degrees.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
    Degrees { counts, vertices: n, mean, median }
}

impl Degrees {
    /// The largest degree; 0 without vertices.
    #[must_use]
    pub fn most(&self) -> usize {
        self.counts.last().map_or(0, |&(degree, _)| degree)
    }

    /// The classes that double, from that of the smallest degree to that of the largest, empty ones between them included.
    #[must_use]
    pub fn classes(&self) -> Vec<Class> {
        let Some(&(least, _)) = self.counts.first() else { return Vec::new() };
        let mut classes: Vec<Class> = Vec::new();
        let (mut from, mut to) = (0, 0);
        while from <= self.most() {
            if to >= least {
                let vertices = self.counts.iter().filter(|(degree, _)| (from..=to).contains(degree)).map(|(_, count)| count).sum();
                classes.push(Class { from, to, vertices });
            }
            (from, to) = (to + 1, if to < 2 { to + 1 } else { 2 * to });
        }
        classes
    }
}
