//! A record that is tied to itself.

use super::{Context, Spot};
use crate::store::Finding;

/// Ties from a node to itself, and nodes that are said to be distinct from themselves.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for tie in context.ties().filter(|tie| tie.from == tie.to) {
        let message = format!("`{}` {} itself", tie.from, tie.tie.row().says);
        let finding = Finding::error("self-reference", tie.place.file, tie.span(context), message);
        found.push(finding.help("a tie joins two; name the other one"));
    }
    for (node, place) in context.nodes() {
        let Some(item) = node.distinct_from.iter().position(|id| *id == node.id) else { continue };
        let message = format!("`{}` is said to be distinct from itself", node.id);
        let finding = context.error("self-reference", place, Spot::Item("distinct_from", item, &node.id), message);
        found.push(finding.help("name the other one that has a like name"));
    }
    found
}
