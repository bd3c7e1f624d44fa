//! What can be wrong with it?

use crate::{
    model::Graph,
    store::{Base, Finding, Loaded},
};

/// A base after checking.
#[derive(Debug)]
pub struct Checked {
    /// The files.
    pub base: Base,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The graph, when nothing is an error.
    pub graph: Option<Graph>,
}

/// Checks.
#[must_use]
pub fn check(loaded: Loaded) -> Checked {
    Checked { base: loaded.base, findings: loaded.findings, graph: Some(Graph::assemble(loaded.records)) }
}
