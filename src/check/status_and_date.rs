//! A status that the dates beside it contradict.

use super::{Context, Spot};
use crate::{
    model::{Date, Facts, Status, Truth},
    store::{Finding, Place},
};

/// Holds status, `date`, `until` and `expected` against each other and against the day up to which the base claims to be true.
///
/// What may be, for all that is known of the dates, is no contradiction. Nor is a signed paper whose term is over: it need not be rewritten
/// as lapsed, for whoever asks as of a day is told that it had run out.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let updated = &context.loaded.records.header.updated;
    let ties = context.loaded.records.ties.iter().map(|tie| &tie.facts).zip(context.loaded.places.ties.iter().copied());
    let all = context.nodes().map(|(node, place)| (&node.facts, place)).chain(ties);
    let mut found: Vec<Finding> = all.flat_map(|(facts, place)| contradictions(context, facts, place, updated)).collect();
    let (records, places) = (&context.loaded.records, &context.loaded.places);
    let sources = records.sources.iter().map(|source| source.date.as_ref()).zip(&places.sources);
    let claims = records.claims.iter().map(|claim| claim.date.as_ref()).zip(&places.claims);
    for (date, &place) in sources.chain(claims) {
        found.extend(
            to_come(date, updated).map(|(message, help)| context.error("status-and-date", place, Spot::Field("date"), message).help(help)),
        );
    }
    found
}

/// What is to be said of a date after the day up to which the base claims to be true, and what to do about it.
fn to_come(date: Option<&Date>, updated: &Date) -> Option<(String, &'static str)> {
    let date = date.filter(|date| date.begun_by(updated) == Truth::No)?;
    let message = format!("{} has not come yet: the base claims to be true up to {}", date.in_words(), updated.in_words());
    Some((message, "what should come true is `expected`; else mend the date, or `updated` in the header"))
}

fn contradictions(context: &Context<'_>, facts: &Facts, place: Place, updated: &Date) -> Vec<Finding> {
    use Status::{Ended, Lapsed, Operating, Planned};

    let mut found = Vec::new();
    let mut object = |field: &'static str, message: String, help: String| {
        let finding = context.error("status-and-date", place, Spot::Field(field), message);
        let status = context.span(place, Spot::Field("status"));
        // Without a status of its own, only the dates contradict each other.
        let finding = if facts.status.is_some() { finding.related(place.file, status, "the status") } else { finding };
        found.push(finding.help(help));
    };
    if let Some((message, help)) = to_come(facts.date.as_ref(), updated) {
        object("date", message, help.to_owned());
    }
    let Some(status) = facts.status else { return found };
    if let Some(until) = &facts.until {
        match status {
            Planned => {
                let help = "the term of a plan is `expected: \"2016/2020\"`; or give the status that it has reached";
                object("until", "what is only planned cannot end".to_owned(), help.to_owned());
            }
            Lapsed | Ended if until.begun_by(updated) == Truth::No => {
                let message = format!("it has {status}, though it lasts until {}", until.in_words());
                object("until", message, "give the status in which it is until then, or mend the date".to_owned());
            }
            _ => {}
        }
    }
    if matches!(status, Operating | Lapsed | Ended) && facts.expected.is_some() {
        let message = format!("what is {status} is no longer expected");
        object("expected", message, "leave out `expected`; when it came true is `date`".to_owned());
    }
    found
}
