//! A source that nobody cites.

use std::collections::HashSet;

use super::{Context, Spot};
use crate::{model::Id, store::Finding};

/// Says nothing when part of the base could not be read: the citation may be there.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    if !context.all_read() {
        return Vec::new();
    }
    let cited: HashSet<&Id> = context.references().into_iter().filter(|reference| reference.source).map(|reference| reference.id).collect();
    let sources = context.loaded.records.sources.iter().zip(&context.loaded.places.sources);
    sources
        .filter(|(source, _)| !cited.contains(&source.id))
        .map(|(source, &place)| {
            let span = context.span(place, Spot::Field("id"));
            let finding = Finding::warning("orphan-source", place.file, span, format!("nothing cites the source `{}`", source.id));
            finding.help("cite it where it says something, or remove it")
        })
        .collect()
}
