//! Which links do the terms ask for, for the views that draw links between two sides?

use super::figure::Figure;
use crate::{
    cli::failure::Failure,
    model::graph::NodeIndex,
    network::{Link, Terms},
};

/// The links asked for.
#[derive(Debug)]
pub struct Asked {
    /// All that have two members left, those that do not count among them.
    pub links: Vec<Link>,
    /// The terms.
    pub terms: Terms,
    /// What was asked for, as the end of a subtitle: `, only kind:university and their partners`.
    pub said: String,
}

impl Asked {
    /// Links of parties that meet the terms alone; or with their partners, of which at least one party meets them.
    ///
    /// # Errors
    ///
    /// When a word is no term, or a name in it is nobody's.
    pub fn new(figure: &Figure<'_>, partners: bool) -> Result<Self, Failure> {
        let graph = &figure.session.graph;
        let terms = figure.session.terms(&figure.arguments.terms)?;
        if terms.is_empty() {
            return Ok(Self { links: figure.links.clone(), terms, said: String::new() });
        }
        let only = terms.select(graph, &figure.links).nodes;
        let meets = |member: &NodeIndex| only.binary_search(member).is_ok();
        let mut links = figure.links.clone();
        if partners {
            links.retain(|link| link.members.iter().any(meets));
        } else {
            for link in &mut links {
                link.members.retain(meets);
            }
            // A link of one party joins nothing.
            links.retain(|link| link.members.len() > 1);
        }
        let said = format!(", only {terms}{}", if partners { " and their partners" } else { "" });
        Ok(Self { links, terms, said })
    }
}
