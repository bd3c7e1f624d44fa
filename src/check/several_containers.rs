//! Something that is said to lie in two places at once.

use super::{Context, Spot};
use crate::store::Finding;

/// One container is enough: what that lies in follows.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let several = context.nodes().filter(|(node, _)| node.within.len() > 1);
    several
        .map(|(node, place)| {
            let message = format!("`{}` lies within {} places", node.id, node.within.len());
            context.error("several-containers", place, Spot::Field("within"), message).help(format!(
                "keep the smallest, as in `within: \"{}\"`; what that lies in follows. A second site is a tie or a node of its own",
                node.within[0]
            ))
        })
        .collect()
}
