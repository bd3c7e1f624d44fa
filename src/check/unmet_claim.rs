//! A number that a source states and the base does not reach.

use crate::{
    model::{Claim, Graph},
    network::{Claimed, is_met},
    store::{Finding, Loaded, Place},
};

/// Counts what each claim with `count` counts, as of its date, and compares.
///
/// `unmet` says why the base is known to have fewer; once it has as many, that is a finding as well.
pub fn check(graph: &Graph, loaded: &Loaded) -> Vec<Finding> {
    let mut claimed = Claimed::new(graph);
    let claims = loaded.records.claims.iter().zip(&loaded.places.claims);
    claims.filter_map(|(claim, &place)| compare(&mut claimed, loaded, claim, place)).collect()
}

fn compare(claimed: &mut Claimed<'_>, loaded: &Loaded, claim: &Claim, place: Place) -> Option<Finding> {
    let warning = |field: &str, message: String, help: &str| {
        Some(Finding::warning("unmet-claim", place.file, loaded.field(place, field), message).help(help))
    };
    let found = match claimed.nodes(claim) {
        Ok(nodes) => nodes?.len(),
        Err(error) => return warning("count", error.to_string(), "the terms are those of `accord list`, with places by their ids"),
    };
    let has = |now: &str| format!("`{}` claims {} ({}), and {now}the base has {found}", claim.id, claim.amount, claim.unit);
    match (&claim.unmet, is_met(claim, found)) {
        (None, false) => warning("amount", has(""), "add what is missing, or say in `unmet` why the base has fewer"),
        (Some(_), true) => warning("unmet", has("by now "), "remove `unmet`: the claim is met"),
        _ => None,
    }
}
