//! A number that a source states and the base does not reach.

use std::collections::BTreeMap;

use crate::{
    model::{Claim, Date, Graph, vocabulary::nearest},
    network::{Choice, Link, Reason, Terms, links},
    store::{Finding, Loaded, Place},
};

/// Counts what each claim with `count` counts, as of its date, and compares.
///
/// `unmet` says why the base is known to have fewer; once it has as many, that is a finding as well. Places in terms are given by their ids. A node
/// that certainly began after the date of the claim is not counted.
pub fn check(graph: &Graph, loaded: &Loaded) -> Vec<Finding> {
    let mut counter = Counter { graph, links: BTreeMap::new() };
    let claims = loaded.records.claims.iter().zip(&loaded.places.claims);
    claims.filter_map(|(claim, &place)| compare(&mut counter, loaded, claim, place)).collect()
}

fn compare(counter: &mut Counter<'_>, loaded: &Loaded, claim: &Claim, place: Place) -> Option<Finding> {
    let count = claim.count.as_deref()?;
    let warning = |field: &str, message: String, help: String| {
        Some(Finding::warning("unmet-claim", place.file, loaded.field(place, field), message).help(help))
    };
    let found = match counter.count(count, claim.date.as_ref()) {
        Ok(found) => found,
        Err(why) => return warning("count", why, "the terms are those of `accord list`, with places by their ids".to_owned()),
    };
    // No base has 2⁵² nodes.
    #[expect(clippy::cast_precision_loss, reason = "numbers of nodes are far below 2⁵²")]
    let met = found as f64 >= claim.amount.0;
    match &claim.unmet {
        None if !met => {
            let message = format!("`{}` claims {} ({}), and the base has {found}", claim.id, claim.amount, claim.unit);
            warning("amount", message, "add what is missing, or say in `unmet` why the base has fewer".to_owned())
        }
        Some(_) if met => {
            let message = format!("`{}` claims {} ({}), and by now the base has {found}", claim.id, claim.amount, claim.unit);
            warning("unmet", message, "remove `unmet`: the claim is met".to_owned())
        }
        _ => None,
    }
}

/// Counts nodes, keeping the links of each date.
struct Counter<'a> {
    graph: &'a Graph,
    links: BTreeMap<Option<Date>, (Choice, Vec<Link>)>,
}

impl Counter<'_> {
    /// How many nodes meet the terms as of a date, or why that cannot be told.
    fn count(&mut self, terms: &str, date: Option<&Date>) -> Result<usize, String> {
        let graph = self.graph;
        let by_id = |id: &str| {
            graph.find(id).ok_or_else(|| {
                let meant = nearest(id, graph.nodes().map(|(_, node)| node.id.as_str()));
                let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
                format!("there is no node `{id}`{meant}")
            })
        };
        let terms = Terms::parse(terms.split_whitespace(), graph, &by_id).map_err(|error| error.to_string())?;
        let (choice, links) = self.links.entry(date.cloned()).or_insert_with(|| {
            let choice = Choice { as_of: date.cloned(), ..Choice::default() };
            let links = links(graph, &choice);
            (choice, links)
        });
        let begun = |facts| !matches!(choice.judge(graph, facts), Err(Reason::Later));
        Ok(terms.select(graph, links).nodes.iter().filter(|&&node| begun(&graph.node(node).facts)).count())
    }
}
