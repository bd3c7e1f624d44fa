//! Two records with the same id: nobody could say which of them a reference means.

use std::collections::HashMap;

use super::{Context, Spot};
use crate::{
    model::Id,
    store::{Finding, Place},
};

/// Nodes, sources and claims have ids of their own; a node and a source may have the same.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let records = &context.loaded.records;
    let places = &context.loaded.places;
    let nodes = records.nodes.iter().map(|node| &node.id).zip(&places.nodes);
    let sources = records.sources.iter().map(|source| &source.id).zip(&places.sources);
    let claims = records.claims.iter().map(|claim| &claim.id).zip(&places.claims);
    let mut found = repeated(context, nodes);
    found.extend(repeated(context, sources));
    found.extend(repeated(context, claims));
    found
}

fn repeated<'a>(context: &Context<'_>, ids: impl Iterator<Item = (&'a Id, &'a Place)>) -> Vec<Finding> {
    let mut first: HashMap<&Id, Place> = HashMap::new();
    let mut found = Vec::new();
    for (id, &place) in ids {
        if let Some(&earlier) = first.get(id) {
            let finding = context.error("duplicate-id", place, Spot::Field("id"), format!("the id `{id}` is given to two records"));
            let other = context.span(earlier, Spot::Field("id"));
            let finding = finding.related(earlier.file, other, "the other, earlier in the files");
            found.push(finding.help("give one of them another id, or make the two records one"));
        } else {
            first.insert(id, place);
        }
    }
    found
}
