//! Stand-in.

use crate::model::{Graph, graph::NodeIndex};

/// Index of names.
#[derive(Debug)]
pub struct Index(());

/// Why a name is not resolved.
#[derive(Debug, thiserror::Error)]
#[error("nobody is called `{0}`")]
pub struct NameError(String);

impl Index {
    /// Makes one.
    #[must_use]
    pub fn new(_graph: &Graph) -> Self {
        Self(())
    }
    /// Resolves.
    ///
    /// # Errors
    ///
    /// When nobody is called that.
    pub fn resolve(&self, graph: &Graph, text: &str) -> Result<NodeIndex, NameError> {
        graph
            .find(text)
            .or_else(|| graph.nodes().find(|(_, n)| n.all_names().any(|name| super::fold(name) == super::fold(text))).map(|(i, _)| i))
            .ok_or_else(|| NameError(text.to_owned()))
    }
}
