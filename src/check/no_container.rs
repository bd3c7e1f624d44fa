//! Something of which it is not said where it lies.

use super::Context;
use crate::{
    model::{Kind, KindSet},
    store::Finding,
};

const CONTAINED: KindSet = KindSet::ORGANISATIONS.with(KindSet::of(&[Kind::Region, Kind::City, Kind::District, Kind::Centre]));

/// Places other than countries, organisations and centres lie within something; agreements and events need not.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let lost = context.nodes().filter(|(node, _)| CONTAINED.has(node.kind) && node.within.is_empty());
    lost.filter(|&(_, place)| context.is_whole(place))
        .map(|(node, place)| {
            let message = format!("{} `{}` lies nowhere", node.kind.record(), node.id);
            let help = "add `within: \"…\",` with the smallest place it is known to lie in, if only its country";
            context.record_error("no-container", place, message).help(help)
        })
        .collect()
}
