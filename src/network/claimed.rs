//! What does a claim count, and how much of that does the base hold?
//!
//! A claim with `count` counts nodes: those that meet its terms as of its date (see [`Terms`]), places and parties in the terms being given by their ids.
//! A node that certainly began after that date is not among them; one without a date is, as nothing speaks against it.
//!
//! With `between`, only those nodes are left that join two sides, and what is counted may be the pairs that they join, or who stands on one of the sides.
//! The members of a node are those of its link (see [`links()`](super::links())), and members themselves must meet the terms of a side: the paper of an oblast
//! is not one of its country.

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, Link, Reason, TermError, Terms, Via, links};
use crate::model::{Bound, Claim, CountOf, Date, Graph, graph::NodeIndex, vocabulary::nearest};

/// Counts for claims, keeping the links of each date.
#[derive(Debug)]
pub struct Claimed<'a> {
    graph: &'a Graph,
    links: BTreeMap<Option<Date>, (Choice, Vec<Link>)>,
}

/// What was counted, in the order of the ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Nodes.
    Nodes(Vec<NodeIndex>),
    /// Pairs of nodes, the first of each from the first side.
    Pairs(Vec<(NodeIndex, NodeIndex)>),
}

impl Counted {
    /// How many they are.
    #[must_use]
    pub const fn number(&self) -> usize {
        match self {
            Self::Nodes(nodes) => nodes.len(),
            Self::Pairs(pairs) => pairs.len(),
        }
    }
}

impl<'a> Claimed<'a> {
    /// Counts in this graph.
    #[must_use]
    pub const fn new(graph: &'a Graph) -> Self {
        Self { graph, links: BTreeMap::new() }
    }

    /// The terms that a text in `count` or `between` of a claim means.
    ///
    /// # Errors
    ///
    /// When these are no terms.
    pub fn terms(&self, text: &str) -> Result<Terms, TermError> {
        let graph = self.graph;
        let by_id = |id: &str| {
            graph.find(id).ok_or_else(|| {
                let meant = nearest(id, graph.nodes().map(|(_, node)| node.id.as_str()));
                let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                format!("there is no node `{id}`{meant}")
            })
        };
        Terms::parse(text.split_whitespace(), graph, &by_id)
    }

    /// What a claim counts; `None` for a figure that the base cannot count.
    ///
    /// # Errors
    ///
    /// As [`Claimed::terms`].
    pub fn count(&mut self, claim: &Claim) -> Result<Option<Counted>, TermError> {
        let Some(count) = &claim.count else { return Ok(None) };
        let terms = self.terms(count)?;
        let sides = claim.between.as_ref().map(|between| Ok((self.terms(&between.first)?, self.terms(&between.second)?, between.of)));
        let sides = sides.transpose()?;
        let graph = self.graph;
        let (choice, links) = self.links.entry(claim.date.clone()).or_insert_with(|| {
            let choice = Choice { as_of: claim.date.clone(), ..Choice::default() };
            let links = links(graph, &choice);
            (choice, links)
        });
        let mut nodes = terms.select(graph, links).nodes;
        nodes.retain(|&node| choice.judge(graph, &graph.node(node).facts) != Err(Reason::Later));
        let Some((first, second, of)) = sides else { return Ok(Some(Counted::Nodes(nodes))) };
        let side = |terms: Terms| terms.select(graph, links).nodes.into_iter().collect::<BTreeSet<_>>();
        Ok(Some(joining(&nodes.into_iter().collect(), links, &side(first), &side(second), of)))
    }
}

/// What of the nodes that join two sides is counted.
fn joining(nodes: &BTreeSet<NodeIndex>, links: &[Link], first: &BTreeSet<NodeIndex>, second: &BTreeSet<NodeIndex>, of: CountOf) -> Counted {
    let mut papers = BTreeSet::new();
    let mut pairs = BTreeSet::new();
    for link in links {
        let Via::Node(node) = link.via else { continue };
        if !nodes.contains(&node) {
            continue;
        }
        let on = |side: &BTreeSet<NodeIndex>| link.members.iter().copied().filter(|member| side.contains(member)).collect::<Vec<_>>();
        let far = on(second);
        for (near, far) in on(first).into_iter().flat_map(|near| far.iter().map(move |&far| (near, far))).filter(|(near, far)| near != far)
        {
            papers.insert(node);
            // Whoever meets the terms of both sides is no second pair the other way round.
            if !pairs.contains(&(far, near)) {
                pairs.insert((near, far));
            }
        }
    }
    let each_once = |nodes: BTreeSet<NodeIndex>| Counted::Nodes(nodes.into_iter().collect());
    match of {
        CountOf::Nodes => each_once(papers),
        CountOf::Pairs => Counted::Pairs(pairs.into_iter().collect()),
        CountOf::First => each_once(pairs.into_iter().map(|(near, _)| near).collect()),
        CountOf::Second => each_once(pairs.into_iter().map(|(_, far)| far).collect()),
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
