//! An end before the beginning.

use super::{Context, Spot};
use crate::{
    model::{Facts, Truth},
    store::{Finding, Place},
};

/// Compares `until` with `date` in nodes and ties. Dates that may be in order, for all that is known, are.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let ties = context.loaded.records.ties.iter().map(|tie| &tie.facts).zip(context.loaded.places.ties.iter().copied());
    let all = context.nodes().map(|(node, place)| (&node.facts, place)).chain(ties);
    all.flat_map(|(facts, place)| [reversed(context, facts, place), hoped_for(context, facts, place)]).flatten().collect()
}

/// A plan that should have come true before it was spoken of.
fn hoped_for(context: &Context<'_>, facts: &Facts, place: Place) -> Option<Finding> {
    let (date, expected) = (facts.date.as_ref()?, facts.expected.as_ref()?);
    if expected.over_before(date) != Truth::Yes {
        return None;
    }
    let message = format!("it was expected for {} before it was spoken of in {}", expected.in_words(), date.in_words());
    let spoken = context.span(place, Spot::Field("date"));
    let finding = context.error("reversed-dates", place, Spot::Field("expected"), message);
    Some(finding.related(place.file, spoken, "spoken of here").help("exchange the two, or mend the one that is wrong"))
}

fn reversed(context: &Context<'_>, facts: &Facts, place: Place) -> Option<Finding> {
    let (date, until) = (facts.date.as_ref()?, facts.until.as_ref()?);
    if until.over_before(date) != Truth::Yes {
        return None;
    }
    let message = format!("it ends in {} before it begins in {}", until.in_words(), date.in_words());
    let begins = context.span(place, Spot::Field("date"));
    let finding = context.error("reversed-dates", place, Spot::Field("until"), message);
    Some(finding.related(place.file, begins, "begins here").help("exchange the two, or mend the one that is wrong"))
}
