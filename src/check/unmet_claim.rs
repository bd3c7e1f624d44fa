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

/// Reads the terms in `count` and `between` of each claim.
pub fn check_terms(graph: &Graph, loaded: &Loaded) -> Vec<Finding> {
    let claimed = Claimed::new(graph);
    let claims = loaded.records.claims.iter().zip(&loaded.places.claims);
    let texts = claims.flat_map(|(claim, &place)| {
        let sides = claim.between.iter().flat_map(|between| [("between", &between.first), ("between", &between.second)]);
        claim.count.iter().map(|count| ("count", count)).chain(sides).map(move |(field, text)| (field, text, place))
    });
    let said = texts.filter_map(|(field, text, place)| {
        let error = claimed.terms(text).err()?;
        let finding = Finding::error("bad-terms", place.file, loaded.field(place, field), error.to_string());
        Some(finding.help("the terms are those of `accord list`, with places by their ids"))
    });
    said.collect()
}

fn compare(claimed: &mut Claimed<'_>, loaded: &Loaded, claim: &Claim, place: Place) -> Option<Finding> {
    let warning = |field: &str, message: String, help: &str| {
        Some(Finding::warning("unmet-claim", place.file, loaded.field(place, field), message).help(help))
    };
    // Terms that cannot be read are a fault of their own.
    let found = claimed.count(claim).ok()??.number();
    let has = |now: &str| format!("`{}` claims {} ({}), and {now}the base has {found}", claim.id, claim.amount, claim.unit);
    match (&claim.unmet, is_met(claim, found)) {
        (None, false) => warning("amount", has(""), "add what is missing, or say in `unmet` why the base has fewer"),
        (Some(_), true) => warning("unmet", has("by now "), "remove `unmet`: the claim is met"),
        _ => None,
    }
}
