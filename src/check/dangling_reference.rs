//! An id that no record has.

use super::{Context, suggest::Suggester};
use crate::store::Finding;

/// Looks at every field that holds ids.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut suggester = None;
    let mut found = Vec::new();
    for reference in context.references() {
        let id = reference.id;
        let (is_node, is_source) = (context.node_index(id).is_some(), context.source(id).is_some());
        let there = if reference.source { is_source } else { is_node };
        if there || context.is_unread(id) {
            continue;
        }
        let what = if reference.source { "source" } else { "node" };
        let finding = context.error("dangling-reference", reference.place, reference.spot, format!("there is no {what} `{id}`"));
        let help = if is_node {
            format!("`{id}` is a node, but a source is meant here")
        } else if is_source {
            format!("`{id}` is a source, but a place, organisation, agreement, centre or event is meant here")
        } else {
            let guess = suggester.get_or_insert_with(|| Suggester::new(context)).guess(id, reference.source);
            guess.unwrap_or_else(|| format!("add a record with the id `{id}`, or write the id of one that is there"))
        };
        found.push(finding.help(help));
    }
    found
}
