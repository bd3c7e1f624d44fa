//! An agreement with fewer than two parties.

use std::collections::{HashMap, HashSet};

use super::Context;
use crate::{
    model::{Id, Kind, TieType},
    store::Finding,
};

/// Counts those who signed, in `parties` and in ties of their own, each once.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut parties: HashMap<&Id, HashSet<&Id>> = HashMap::new();
    for tie in context.ties().filter(|tie| tie.tie == TieType::Signed) {
        parties.entry(tie.to).or_default().insert(tie.from);
    }
    let mut found = Vec::new();
    for (node, place) in context.nodes().filter(|(node, _)| node.kind == Kind::Agreement) {
        let count = parties.get(&node.id).map_or(0, HashSet::len);
        if count < 2 && context.is_sure_of(place, &["parties"]) {
            let parties = if count == 0 { "no parties" } else { "only one party" };
            let message = format!("Agreement `{}` has {parties}", node.id);
            let finding = context.record_error("few-parties", place, message);
            found.push(finding.help("an agreement joins two or more: `parties: [\"…\", \"…\"]`"));
        }
    }
    found
}
