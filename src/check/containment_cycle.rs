//! Something that lies within itself.

use super::{Context, Spot};
use crate::store::Finding;

/// Follows `within` from each node, passing each node once.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let nodes = &context.loaded.records.nodes;
    // The walk in which a node was passed, from 1; 0 for not yet.
    let mut passed = vec![0_usize; nodes.len()];
    let mut found = Vec::new();
    for start in 0..nodes.len() {
        let mut at = start;
        while passed[at] == 0 {
            passed[at] = start + 1;
            match nodes[at].within.first().and_then(|id| context.node_index(id)) {
                Some(next) => at = next,
                None => break,
            }
            if passed[at] == start + 1 {
                found.push(cycle(context, at));
            }
        }
    }
    found
}

/// The finding for the cycle that a node is part of, told from its member that comes first in the files.
fn cycle(context: &Context<'_>, member: usize) -> Finding {
    let nodes = &context.loaded.records.nodes;
    let next = |&at: &usize| nodes[at].within.first().and_then(|id| context.node_index(id));
    let mut ring = vec![member];
    ring.extend(std::iter::successors(next(&member), next).take_while(|&at| at != member));
    let first = ring.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(position, _)| position);
    ring.rotate_left(first);

    let place = |at: usize| context.loaded.places.nodes[at];
    let chain: Vec<String> = ring.iter().chain(&ring[..1]).take(8).map(|&at| format!("`{}`", nodes[at].id)).collect();
    let more = if ring.len() >= 8 { " …" } else { "" };
    let message = format!("`{}` lies within itself: {}{more}", nodes[ring[0]].id, chain.join(" → "));
    let mut finding = context.error("containment-cycle", place(ring[0]), Spot::Field("within"), message);
    for &at in ring.iter().skip(1).take(6) {
        finding = finding.related(place(at).file, context.span(place(at), Spot::Field("within")), "and this within that");
    }
    finding.help("`within` names the next larger place, up to a country; mend the one that points the wrong way")
}
