//! A tie that means the same either way, written both ways.

use std::collections::HashMap;

use super::{AnyTie, Context};
use crate::{
    model::{Date, Id, TieType},
    store::Finding,
};

/// Only types that the table calls symmetric can be mirrored; ties of different dates are two.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut seen: HashMap<(&Id, TieType, &Id, Option<&Date>), AnyTie<'_>> = HashMap::new();
    let mut found = Vec::new();
    for tie in context.ties().filter(|tie| tie.tie.row().symmetric && tie.from != tie.to) {
        let date = tie.facts.date.as_ref();
        if let Some(earlier) = seen.get(&(tie.to, tie.tie, tie.from, date)) {
            let message = format!("that `{}` {} `{}` is written both ways", tie.to, tie.tie.row().says, tie.from);
            let finding = Finding::error("mirrored-tie", tie.place.file, tie.span(context), message);
            let finding = finding.related(earlier.place.file, earlier.span(context), "first here");
            found.push(finding.help(format!("`{}` means the same either way: keep one, with the sources of both", tie.tie)));
        } else {
            seen.entry((tie.from, tie.tie, tie.to, date)).or_insert(tie);
        }
    }
    found
}
