//! A tie between what this type of tie cannot join.

use super::{Context, Spot, a};
use crate::{model::TieType, store::Finding};

/// Asks the table of tie types about the kind at either end.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut objected = None;
    for tie in context.ties() {
        let row = tie.tie.row();
        let (near, far) = (context.node(tie.from), context.node(tie.to));
        if let Some((far, _)) = far.filter(|(far, _)| !row.to.has(far.kind)) {
            let field = row.inline.filter(|_| tie.item.is_some());
            // A field that the kind does not have is one fault, however many ids are in it.
            if field.is_some() && objected == Some((tie.place, tie.tie)) {
                continue;
            }
            objected = Some((tie.place, tie.tie));
            let finding = match field {
                Some(field) => {
                    let message = format!("{} has no `{field}`", a(far.kind.word()));
                    context.error("tie-ends", tie.place, Spot::Field(field), message)
                }
                None => {
                    let message = format!("`{}` cannot lead to {} such as `{}`", tie.tie, a(far.kind.word()), tie.to);
                    context.error("tie-ends", tie.place, Spot::Field("to"), message)
                }
            };
            found.push(finding.help(allowed(tie.tie)));
            continue;
        }
        if let Some((near, _)) = near.filter(|(near, _)| !row.from.has(near.kind)) {
            let message = format!("`{}` cannot come from {} such as `{}`", tie.tie, a(near.kind.word()), tie.from);
            found.push(context.error("tie-ends", tie.place, tie.near(), message).help(allowed(tie.tie)));
        }
    }
    found
}

fn allowed(tie: TieType) -> String {
    let row = tie.row();
    let written = row.inline.map(|field| format!(" (written as `{field}`)")).unwrap_or_default();
    format!("`{tie}`{written} joins {} → {}", row.from, row.to)
}
