//! Two nodes that are called the same and do not say that they are two.

use super::{Context, shared_names};
use crate::store::Finding;

/// Looks at `names` in all languages and `also`.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.loaded.records.nodes;
    let places = &context.loaded.places.nodes;
    let pairs = context.shared_names().iter().filter(|pair| pair.is_real());
    pairs
        .map(|pair| {
            let (first, second) = (places[pair.first.node], places[pair.second.node]);
            let (first_id, second_id) = (&nodes[pair.first.node].id, &nodes[pair.second.node].id);
            let message = format!("`{first_id}` and `{second_id}` are both called “{}”", pair.second.name);
            let finding = context.error("homonyms", second, pair.second.spot, message);
            let finding = finding.related(first.file, context.span(first, pair.first.spot), format!("`{first_id}`"));
            finding.help(shared_names::remedy(context, pair) + "; if they are one, merge them")
        })
        .collect()
}
