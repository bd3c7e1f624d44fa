//! Something of which it is not said where it lies.

use std::collections::{HashMap, HashSet};

use super::Context;
use crate::{
    model::{Id, Kind, KindSet, TieType},
    store::Finding,
};

const CONTAINED: KindSet = KindSet::ORGANISATIONS.with(KindSet::of(&[Kind::Region, Kind::City, Kind::District, Kind::Centre]));

/// Places other than countries, organisations and centres lie within something; agreements and events need not.
///
/// A body or centre that two or more founded, own or host may lie in none of them, as a commission of two governments does; and an international body
/// has a seat, without belonging to the country that it is in.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut carriers: Option<HashMap<&Id, HashSet<&Id>>> = None;
    for (node, place) in context.nodes() {
        if !CONTAINED.has(node.kind)
            || !node.within.is_empty()
            || !context.is_sure_of(place, &["within", "seat", "founders", "owners", "hosts"])
        {
            continue;
        }
        let joint = matches!(node.kind, Kind::Body | Kind::Centre);
        if joint {
            let carriers = carriers.get_or_insert_with(|| carriers_of_all(context));
            if node.seat.is_some() || carriers.get(&node.id).is_some_and(|carriers| carriers.len() > 1) {
                continue;
            }
        }
        let message = format!("{} `{}` lies nowhere", node.kind.record(), node.id);
        let help = "add `within: \"…\",` with the smallest place it is known to lie in, if only its country";
        found.push(context.record_error("no-container", place, message).help(help));
    }
    found
}

/// Who founded, owns or hosts each node.
fn carriers_of_all<'a>(context: &Context<'a>) -> HashMap<&'a Id, HashSet<&'a Id>> {
    let mut carriers: HashMap<&Id, HashSet<&Id>> = HashMap::new();
    for tie in context.ties().filter(|tie| matches!(tie.tie, TieType::Founded | TieType::Owns | TieType::Hosts)) {
        carriers.entry(tie.to).or_default().insert(tie.from);
    }
    carriers
}
