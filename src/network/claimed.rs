//! What does a claim count, and how much of that does the base hold?
//!
//! A claim with `count` counts nodes: those that meet its terms as of its date (see [`Terms`]), places and parties in the terms being given by their ids.
//! A node that certainly began after that date is not among them; one without a date is, as nothing speaks against it.

use std::collections::BTreeMap;

use super::{Choice, Link, Reason, TermError, Terms, links};
use crate::model::{Bound, Claim, Date, Graph, graph::NodeIndex, vocabulary::nearest};

/// Counts for claims, keeping the links of each date.
#[derive(Debug)]
pub struct Claimed<'a> {
    graph: &'a Graph,
    links: BTreeMap<Option<Date>, (Choice, Vec<Link>)>,
}

impl<'a> Claimed<'a> {
    /// Counts in this graph.
    #[must_use]
    pub const fn new(graph: &'a Graph) -> Self {
        Self { graph, links: BTreeMap::new() }
    }

    /// The terms of what a claim counts; `None` for a figure that the base cannot count.
    ///
    /// # Errors
    ///
    /// When what stands in `count` are no terms.
    pub fn terms(&self, claim: &Claim) -> Result<Option<Terms>, TermError> {
        let Some(count) = &claim.count else { return Ok(None) };
        let graph = self.graph;
        let by_id = |id: &str| {
            graph.find(id).ok_or_else(|| {
                let meant = nearest(id, graph.nodes().map(|(_, node)| node.id.as_str()));
                let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                format!("there is no node `{id}`{meant}")
            })
        };
        Terms::parse(count.split_whitespace(), graph, &by_id).map(Some)
    }

    /// The nodes that a claim counts, in the order of their ids; `None` for a figure that the base cannot count.
    ///
    /// # Errors
    ///
    /// As [`Claimed::terms`].
    pub fn nodes(&mut self, claim: &Claim) -> Result<Option<Vec<NodeIndex>>, TermError> {
        let Some(terms) = self.terms(claim)? else { return Ok(None) };
        let graph = self.graph;
        let (choice, links) = self.links.entry(claim.date.clone()).or_insert_with(|| {
            let choice = Choice { as_of: claim.date.clone(), ..Choice::default() };
            let links = links(graph, &choice);
            (choice, links)
        });
        let mut nodes = terms.select(graph, links).nodes;
        nodes.retain(|&node| choice.judge(graph, &graph.node(node).facts) != Err(Reason::Later));
        Ok(Some(nodes))
    }
}

/// Does the base hold as many as a claim states, or, of a claim of at most so many, no more?
#[must_use]
pub fn is_met(claim: &Claim, found: usize) -> bool {
    // No base has 2⁵² nodes.
    #[expect(clippy::cast_precision_loss, reason = "numbers of nodes are far below 2⁵²")]
    let found = found as f64;
    if claim.bound == Bound::AtMost { found <= claim.amount.0 } else { found >= claim.amount.0 }
}
