//! A tie without a date beside one with a date, between the same two.

use std::collections::HashMap;

use super::{AnyTie, Context};
use crate::{
    model::{Id, TieType},
    store::Finding,
};

/// Looks at ties that mean the same either way: of others, one that is written in its far end has the date of that node.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let ties = || context.ties().filter(|tie| tie.tie.row().symmetric);
    let mut dated: HashMap<(TieType, &Id, &Id), AnyTie<'_>> = HashMap::new();
    for tie in ties().filter(|tie| tie.facts.date.is_some()) {
        dated.entry(ends(tie)).or_insert(tie);
    }
    let twins = ties().filter(|tie| tie.facts.date.is_none()).filter_map(|tie| Some((tie, dated.get(&ends(tie))?)));
    let said = twins.map(|(tie, twin)| {
        let message = format!("that `{}` {} `{}` is written without a date, too", tie.from, tie.tie.row().says, tie.to);
        let finding = Finding::warning("undated-twin", tie.place.file, tie.span(context), message);
        let finding = finding.related(twin.place.file, twin.span(context), "with a date here");
        finding.help("keep the one with the date, with the sources of both; if they are two, date both")
    });
    said.collect()
}

/// Type and ends of a tie, whichever way it is written.
fn ends(tie: AnyTie<'_>) -> (TieType, &Id, &Id) {
    (tie.tie, tie.from.min(tie.to), tie.from.max(tie.to))
}
