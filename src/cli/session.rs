//! The base that is asked, opened and checked, with what the shared options say.

use std::env;

use super::{Shared, failure::Failure};
use crate::{
    check,
    model::{Graph, graph::NodeIndex},
    names,
    network::{Choice, Link, Terms, links},
    store::{self, Base},
};

/// An open base.
#[derive(Debug)]
pub struct Session {
    /// The graph.
    pub graph: Graph,
    /// What counts.
    pub choice: Choice,
    /// The language of names.
    pub lang: String,
    index: names::Index,
}

impl Session {
    /// Opens and checks the base that the options ask for.
    ///
    /// # Errors
    ///
    /// When the base cannot be read, is not sound, or has no names in the language asked for.
    pub fn open(shared: &Shared) -> Result<Self, Failure> {
        let checked = check::errors(store::read(base(shared)?));
        let Some(graph) = checked.graph else { return Err(Failure::unsound(&checked.base, &checked.findings)) };
        let languages = &graph.header().languages;
        let lang = match &shared.lang {
            None => languages[0].clone(),
            Some(lang) if languages.contains(lang) => lang.clone(),
            Some(lang) => {
                let message = format!("the base has no names in `{lang}`");
                return Err(Failure::usage(message, format!("its languages are {}", languages.join(", "))));
            }
        };
        let index = names::Index::new(&graph);
        Ok(Self { choice: shared.choice(), lang, index, graph })
    }

    /// Who is meant by a name.
    ///
    /// # Errors
    ///
    /// When nobody is, or several are.
    pub fn resolve(&self, name: &str) -> Result<NodeIndex, Failure> {
        Ok(self.index.resolve(&self.graph, name)?)
    }

    /// The terms that words of selection mean.
    ///
    /// # Errors
    ///
    /// When a word is no term.
    pub fn terms(&self, words: &[String]) -> Result<Terms, Failure> {
        let resolve = |name: &str| self.index.resolve(&self.graph, name).map_err(|error| error.to_string());
        let terms = Terms::parse(words.iter().map(String::as_str), &self.graph, &resolve);
        terms.map_err(|error| Failure::usage(error.to_string(), "a term is `key:value`, such as kind:university or in:minsk"))
    }

    /// The index of names.
    #[must_use]
    pub fn names(&self) -> &names::Index {
        &self.index
    }

    /// The terms of a selection, with names resolved.
    ///
    /// # Errors
    ///
    /// When a word is no term, or a name in it is nobody's.
    pub fn terms(&self, words: &[String]) -> Result<Terms, Failure> {
        let resolve = |name: &str| self.index.resolve(&self.graph, name).map_err(|error| error.to_string());
        Terms::parse(words.iter().map(String::as_str), &self.graph, &resolve)
            .map_err(|error| Failure::usage(error.to_string(), "docs/terms.md has all terms"))
    }

    /// The links of the base, with their verdicts.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        links(&self.graph, &self.choice)
    }

    /// The name of a node in the language asked for.
    #[must_use]
    pub fn name(&self, node: NodeIndex) -> &str {
        self.graph.node(node).name(&self.lang)
    }
}

/// The files that the options ask for: `--graph`, else `graph/` here or above, else the curated base.
///
/// # Errors
///
/// When the folder is no base or cannot be read.
pub fn base(shared: &Shared) -> Result<Base, Failure> {
    let found = || env::current_dir().ok().and_then(|here| Base::find_upwards(&here));
    Ok(match shared.graph.clone().or_else(found) {
        Some(folder) => Base::open(&folder)?,
        None => Base::curated(),
    })
}
