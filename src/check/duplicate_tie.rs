//! The same tie written twice.

use std::collections::HashMap;

use super::{AnyTie, Context};
use crate::{
    model::{Date, Id, TieType},
    store::Finding,
};

/// Two ties are the same when they have the same ends, type and date.
///
/// A tie that could have been written in its far end (`signed`: in `parties`) and has no date has the date of that node.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut first: HashMap<(&Id, TieType, &Id, Option<&Date>), AnyTie<'_>> = HashMap::new();
    let mut found = Vec::new();
    for tie in context.ties() {
        let of_node = || context.node(tie.to).filter(|_| tie.tie.row().inline.is_some()).and_then(|(node, _)| node.facts.date.as_ref());
        let date = tie.facts.date.as_ref().or_else(of_node);
        if let Some(earlier) = first.get(&(tie.from, tie.tie, tie.to, date)) {
            let when = date.map(|date| format!(" ({})", date.in_words())).unwrap_or_default();
            let message = format!("that `{}` {} `{}`{when} is written twice", tie.from, tie.tie.row().says, tie.to);
            let finding = Finding::error("duplicate-tie", tie.place.file, tie.span(context), message);
            let finding = finding.related(earlier.place.file, earlier.span(context), "first here");
            found.push(finding.help("keep one with the sources of both; give two papers of one date a record each"));
        } else {
            first.insert((tie.from, tie.tie, tie.to, date), tie);
        }
    }
    found
}
