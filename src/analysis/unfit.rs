//! Why is a measure refused on a network?
//!
//! A number that follows from how a network is built says nothing about it. Such a measure is refused, with the reason and with the measure that
//! does say something.

/// Why a measure says nothing on this network.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// Its value follows from how the network is built.
    #[error("{measure} says nothing here: {reason}; {instead}")]
    ByConstruction {
        /// The measure.
        measure: &'static str,
        /// Why its value is no finding.
        reason: &'static str,
        /// What to ask instead.
        instead: &'static str,
    },
    /// An edge weighs less than nothing, and the measure takes weights as strengths.
    #[error("{measure} takes weights as strengths, and an edge weighs {weight}; leave out the weights, or edges below zero")]
    NegativeWeight {
        /// The measure.
        measure: &'static str,
        /// The weight.
        weight: f64,
    },
}
