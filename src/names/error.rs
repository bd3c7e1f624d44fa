//! Why a name does not say who is meant.

use std::fmt;

use super::index::default_language;
use crate::model::{Form, Graph, Id, graph::NodeIndex};

/// Why a name does not say who is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Several nodes are called that.
    #[error("{}", several(text, candidates))]
    Ambiguous {
        /// The name.
        text: String,
        /// The nodes, those most likely meant first.
        candidates: Vec<Candidate>,
    },
    /// None is.
    #[error("{}", none(text, suggestions))]
    Unknown {
        /// The name.
        text: String,
        /// Nodes of like names, the likest first.
        suggestions: Vec<Candidate>,
    },
}

/// A node that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id, by which it can be chosen.
    pub id: Id,
    /// Its name in the default language of the base.
    pub name: String,
    /// What it is, and where: `city in Gomel Oblast`.
    pub what: String,
}

impl Candidate {
    pub(super) fn new(graph: &Graph, index: NodeIndex) -> Self {
        let language = default_language(graph);
        let node = graph.node(index);
        let mut what = node.form.map_or(node.kind.word(), Form::word).replace('_', " ");
        if let Some(container) = graph.container(index) {
            what += &format!(" in {}", graph.node(container).name(language));
        }
        Self { id: node.id.clone(), name: node.name(language).to_owned(), what }
    }
}

impl fmt::Display for Candidate {
    /// `gomel-oblast (Gomel Oblast, oblast in Belarus)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.id, self.name, self.what)
    }
}

/// So many candidates are shown in a message.
const SHOWN: usize = 12;

fn several(text: &str, candidates: &[Candidate]) -> String {
    let mut message = format!("several are called `{}` or the like; use the id of the one that is meant:", short(text));
    for candidate in candidates.iter().take(SHOWN) {
        message += &format!("\n  {candidate}");
    }
    if candidates.len() > SHOWN {
        message += &format!("\n  and {} more", candidates.len() - SHOWN);
    }
    message
}

fn none(text: &str, suggestions: &[Candidate]) -> String {
    if text.trim().is_empty() {
        return "a name is missing: give an id, or a name in any language".to_owned();
    }
    let message = format!("nothing in the base is called `{}`", short(text));
    if suggestions.is_empty() {
        return message + "; give an id, or a name or a part of it in any language";
    }
    let list: Vec<String> = suggestions.iter().map(ToString::to_string).collect();
    format!("{message}; did you mean {}?", list.join(" or "))
}

/// A text as a message can show it.
fn short(text: &str) -> String {
    let cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}
