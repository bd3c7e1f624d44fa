//! Why a measure cannot be taken of a network.

use crate::network::Packed;
use crate::network::progress::Stopped;

/// Why there is no answer; a vertex is named by its number, as kernels know no names.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// An edge weighs nothing, less than nothing, or more or less than sums of doubles can hold.
    #[error("the edge {from} – {to} weighs {weight}; weights are strengths and have to lie between 1e-100 and 1e100, or be left out")]
    Weight {
        /// The smaller end.
        from: u32,
        /// The larger end.
        to: u32,
        /// The weight.
        weight: f64,
    },
    /// A parameter is outside the range in which the measure is defined.
    #[error("{name} is {value}; it has to be {allowed}")]
    Parameter {
        /// The name of the parameter.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What is allowed.
        allowed: String,
    },
    /// On a network of this sort the measure says nothing, by construction.
    #[error("{measure} says nothing here: {reason}; {instead}")]
    ByConstruction {
        /// The measure.
        measure: &'static str,
        /// Why it is empty.
        reason: &'static str,
        /// What to ask instead.
        instead: &'static str,
    },
    /// Two vertices are joined by more shortest paths than a double can count.
    #[error("from vertex {from} there are more shortest paths than can be counted (10^308)")]
    TooManyPaths {
        /// The vertex.
        from: u32,
    },
    /// The iteration did not come to an end within the steps that it is given.
    #[error("{measure} did not settle: the network is too long and thin for it; take {instead}")]
    NotSettled {
        /// The measure.
        measure: &'static str,
        /// The measure that answers the question.
        instead: &'static str,
    },
    /// It was told to stop.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Refuses a graph with a weight that is not a strength: zero, negative, or so extreme that distances or their sums would overflow.
///
/// # Errors
///
/// [`Unfit::Weight`], for the first such edge.
pub fn strengths(graph: &Packed) -> Result<(), Unfit> {
    let bad = graph.edge_list().filter(|_| graph.is_weighted()).find(|(.., weight)| !(1e-100..=1e100).contains(weight));
    bad.map_or(Ok(()), |(from, to, weight)| Err(Unfit::Weight { from, to, weight }))
}
