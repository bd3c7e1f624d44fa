//! Which papers, centres and ventures do terms mean, when they may be about their parties as well?
//!
//! Terms about who and where (kind, form, in, names) hold for an entry or for one of its parties; all others for the entry itself. An excluding term has to hold
//! for the entry and all of its parties.

use super::{failure::Failure, session::Session};
use crate::model::graph::NodeIndex;

/// Who takes part in an entry: who signed, founded, owns or hosts it, in index order of the ties.
#[must_use]
pub fn members(session: &Session, node: NodeIndex) -> Vec<NodeIndex> {
    let ties = session.graph.ties_of(node, petgraph::Direction::Incoming);
    ties.into_iter().filter(|(_, tie, _)| tie.row().meets).map(|(.., near)| near).collect()
}

/// Which entries the terms mean.
#[derive(Debug)]
pub struct Wanted {
    /// The terms in their canonical form.
    pub said: String,
    /// What meets the terms about the entry itself; `None` without any.
    own: Option<Vec<NodeIndex>>,
    /// For each term that a party may meet in place of the entry: what meets it, and whether it excludes, so that all have to.
    any: Vec<(Vec<NodeIndex>, bool)>,
}

impl Wanted {
    /// Resolves the terms.
    ///
    /// # Errors
    ///
    /// When a word is no term, or a name in it is nobody's.
    pub fn new(session: &Session, words: &[String]) -> Result<Self, Failure> {
        let links = session.links();
        let said = session.terms(words)?.to_string();
        // In canonical form there is one word for each term, with a hyphen before those that exclude.
        let of_entry = |word: &String| {
            let key = word.trim_start_matches('-').split_once(':').map(|(key, _)| key);
            key.is_some_and(|key| !["kind", "form", "in"].contains(&key))
        };
        let (own, any): (Vec<String>, Vec<String>) = said.split_whitespace().map(str::to_owned).partition(of_entry);
        let select =
            |words: &[String]| -> Result<Vec<NodeIndex>, Failure> { Ok(session.terms(words)?.select(&session.graph, &links).nodes) };
        Ok(Self {
            own: if own.is_empty() { None } else { Some(select(&own)?) },
            any: any
                .into_iter()
                .map(|word| Ok((select(std::slice::from_ref(&word))?, word.starts_with('-'))))
                .collect::<Result<_, Failure>>()?,
            said,
        })
    }

    /// Does a term ask for more than who and where?
    #[must_use]
    pub fn is_about_content(&self) -> bool {
        self.own.is_some()
    }

    /// Is an entry of these members meant?
    #[must_use]
    pub fn has(&self, entry: NodeIndex, members: &[NodeIndex]) -> bool {
        let meets = |nodes: &[NodeIndex], node: &NodeIndex| nodes.binary_search(node).is_ok();
        self.own.as_ref().is_none_or(|own| meets(own, &entry))
            && self.any.iter().all(|(nodes, excludes)| {
                let mut all = std::iter::once(&entry).chain(members);
                if *excludes { all.all(|node| meets(nodes, node)) } else { all.any(|node| meets(nodes, node)) }
            })
    }
}
