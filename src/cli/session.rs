//! The base that is asked, opened and checked, with what the shared options say.

use std::{cell::RefCell, env, path::PathBuf};

use super::{Shared, failure::Failure};
use crate::{
    check,
    model::{Graph, graph::NodeIndex},
    names::{self, NameError},
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
    quiet: bool,
    notices: RefCell<Vec<String>>,
}

impl Session {
    /// Opens and checks the base that the options ask for.
    ///
    /// # Errors
    ///
    /// When the base cannot be read, is not sound, or has no names in the language asked for.
    pub fn open(shared: &Shared) -> Result<Self, Failure> {
        Self::of(base(shared)?, shared)
    }

    /// Checks a base that is there already.
    ///
    /// # Errors
    ///
    /// When it is not sound, or has no names in the language asked for.
    pub fn of(base: Base, shared: &Shared) -> Result<Self, Failure> {
        let checked = check::errors(store::read(base));
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
        Ok(Self { choice: shared.choice(), lang, index, graph, quiet: shared.quiet, notices: RefCell::default() })
    }

    /// Who is meant by a name. When that is a guess, from a part of a name or one with a typing error, a notice says so.
    ///
    /// # Errors
    ///
    /// When nobody is, or several are.
    pub fn resolve(&self, name: &str) -> Result<NodeIndex, Failure> {
        self.lookup(name).map_err(|error| match (error, self.record(name)) {
            (NameError::Unknown { .. }, Some(record)) => {
                Failure::usage(format!("`{name}` is {record}, and no place, party or paper"), format!("`accord show {name}` shows it"))
            }
            (error, _) => error.into(),
        })
    }

    /// What a text that is the id of a source or claim means: `a source`, `a claim`.
    fn record(&self, id: &str) -> Option<&'static str> {
        if self.graph.sources().any(|source| source.id == *id) {
            return Some("a source");
        }
        self.graph.claims().iter().any(|claim| claim.id == *id).then_some("a claim")
    }

    /// As [`Session::resolve`], with the error as the index of names has it.
    ///
    /// # Errors
    ///
    /// When nobody is meant, or several are.
    pub fn lookup(&self, name: &str) -> Result<NodeIndex, NameError> {
        let found = self.index.identify(&self.graph, name)?;
        if found.is_guess() && !self.quiet {
            let node = self.graph.node(found.node);
            self.notices.borrow_mut().push(format!(
                "note: “{name}” is taken for {} ({}): {}",
                self.name(found.node),
                node.id,
                found.reason()
            ));
        }
        Ok(found.node)
    }

    /// What was guessed so far, for the messages beside the answer.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        self.notices.borrow().clone()
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
        let resolve = |name: &str| self.lookup(name).map_err(|error| error.to_string());
        Terms::parse(words.iter().map(String::as_str), &self.graph, &resolve)
            .map_err(|error| Failure::usage(error.to_string(), "`accord list --help` has all terms, with an example of each"))
    }

    /// The links of the base, with their verdicts.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        links(&self.graph, &self.choice)
    }

    /// The two sides that the base is about.
    ///
    /// # Errors
    ///
    /// When it does not name two; `what` is what needs them: `gaps are between the regions of two sides`.
    pub fn sides(&self, what: &str) -> Result<[NodeIndex; 2], Failure> {
        let sides: Vec<NodeIndex> = self.graph.header().sides.iter().filter_map(|id| self.graph.find(id.as_str())).collect();
        sides
            .try_into()
            .map_err(|_| Failure::usage(format!("{what}, and this base does not name two"), "name two countries as `sides` in its header"))
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
    Ok(match folder(shared) {
        Some(folder) => Base::open(&folder)?,
        None => Base::curated(),
    })
}

/// The folder that the options ask for, `None` for the curated base.
#[must_use]
pub fn folder(shared: &Shared) -> Option<PathBuf> {
    let found = || env::current_dir().ok().and_then(|here| Base::find_upwards(&here));
    shared.graph.clone().or_else(found)
}
