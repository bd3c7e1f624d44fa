//! Who is central, and in what sense?
//!
//! One measure a file: what it asks, its definition, and the convention that is kept where libraries differ. The work itself is done in
//! [`kernel`], which knows neither conventions nor normalisations: a kernel can be replaced by a faster one without touching a measure.
//!
//! | measure | who is central |
//! |---|---|
//! | [`degree()`] | who has many partners |
//! | [`closeness()`] | who has a short way to everybody |
//! | [`betweenness()`] | who lies on the ways of others |
//! | [`eigenvector()`] | whose partners are central themselves |
//! | [`pagerank()`] | the same, where partners share what they pass on |
//! | [`katz()`] | who is reached by many walks, short ones before long ones |
//! | [`hits()`] | in two modes: which parties sign what central parties sign |
//! | [`core_numbers()`](super::core::core_numbers) | who belongs to a group in which everybody has many partners |
//!
//! All of them take [`Packed`]: undirected, without loops, parallel edges joined. Answers are by vertex number. Where edges have weights and the
//! measure is asked to use them, they are strengths; a measure that needs lengths takes 1/weight. Values of every measure
//! are finite. Relabelling the vertices relabels the values, up to the rounding of sums.

pub mod betweenness;
pub mod closeness;
pub mod degree;
pub mod eigenvector;
pub mod hits;
pub mod katz;
pub mod kernel;
pub mod pagerank;
pub mod ranking;
pub mod sample;
pub mod two_mode;

pub use betweenness::{Betweenness, betweenness};
pub use closeness::{Closeness, closeness};
pub use degree::{Involved, degree, involved, strength};
pub use eigenvector::{Eigenvector, eigenvector};
pub use hits::{Hits, hits};
pub use katz::{Katz, katz};
pub use pagerank::{PageRank, pagerank};
pub use ranking::{Ranked, ranking};

use crate::network::Packed;

/// The graph with its weights, or with all edges weighing 1.
fn seen(graph: &Packed, weighted: bool) -> std::borrow::Cow<'_, Packed> {
    use std::borrow::Cow;
    if weighted || !graph.is_weighted() { Cow::Borrowed(graph) } else { Cow::Owned(graph.unweighted()) }
}
