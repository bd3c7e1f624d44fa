//! A spelling of a source that is claimed by two nodes, or is the name of another.

use super::{Context, shared_names};
use crate::store::Finding;

/// Looks at `spelled`; names in real use that clash are homonyms.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.loaded.records.nodes;
    let places = &context.loaded.places.nodes;
    let pairs = context.shared_names().iter().filter(|pair| !pair.is_real());
    pairs
        .map(|pair| {
            // The spelling is what has to go, and if both are spellings, the later.
            let (other, claimed) = if pair.second.real { (pair.second, pair.first) } else { (pair.first, pair.second) };
            let (id, other_id) = (&nodes[claimed.node].id, &nodes[other.node].id);
            let what = if other.real { "is a name" } else { "is a spelling" };
            let message = format!("“{}”, a spelling of `{id}`, {what} of `{other_id}`", claimed.name);
            let finding = context.error("name-claimed-twice", places[claimed.node], claimed.spot, message);
            let place = places[other.node];
            let finding = finding.related(place.file, context.span(place, other.spot), format!("`{other_id}`"));
            finding.help(format!("leave it to the one that is meant; {}", shared_names::remedy(context, pair)))
        })
        .collect()
}
