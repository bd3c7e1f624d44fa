//! A value of the right sort that cannot be meant: an empty text of a claim, a number below nothing, an address without its beginning.

use super::{Context, Spot};
use crate::{
    model::Citation,
    store::{Finding, Place},
};

/// Looks at claims and at all addresses.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let (records, places) = (&context.loaded.records, &context.loaded.places);
    let mut found = Vec::new();
    for (claim, &place) in records.claims.iter().zip(&places.claims) {
        for (field, text) in [("text", &claim.text), ("unit", &claim.unit)] {
            if text.trim().is_empty() {
                let finding = context.error("bad-value", place, Spot::Field(field), format!("`{field}` says nothing"));
                found.push(finding.help("`text` says what is claimed, `unit` what is counted: `pairs`, `agreements`, `USD`"));
            }
        }
        if claim.count.is_some() && claim.amount.0 < 0.0 {
            let message = format!("nothing can be counted {} times", claim.amount);
            found.push(context.error("bad-value", place, Spot::Field("amount"), message).help("write the number that is claimed"));
        }
        if claim.between.is_some() && claim.count.is_none() {
            let finding = context.error("bad-value", place, Spot::Field("between"), "`between` says nothing without `count`".to_owned());
            found.push(
                finding.help("`count` says what is counted, such as \"kind:agreement form:twinning\", `between` whom that must join"),
            );
        }
        citations(context, &claim.sources, place, &mut found);
    }
    for (node, place) in context.nodes() {
        address(context, node.url.as_deref(), place, Spot::Field("url"), &mut found);
        citations(context, &node.facts.sources, place, &mut found);
    }
    for (tie, &place) in records.ties.iter().zip(&places.ties) {
        citations(context, &tie.facts.sources, place, &mut found);
    }
    for (source, &place) in records.sources.iter().zip(&places.sources) {
        address(context, source.url.as_deref(), place, Spot::Field("url"), &mut found);
    }
    found
}

fn citations(context: &Context<'_>, citations: &[Citation], place: Place, found: &mut Vec<Finding>) {
    for (item, citation) in citations.iter().enumerate() {
        address(context, citation.url.as_deref(), place, Spot::ItemField("sources", item, "url"), found);
    }
}

fn address(context: &Context<'_>, url: Option<&str>, place: Place, spot: Spot<'_>, found: &mut Vec<Finding>) {
    let Some(url) = url.filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) else { return };
    let finding =
        context.error("bad-value", place, spot, format!("`{}` is no address of the web", url.chars().take(60).collect::<String>()));
    found.push(finding.help("an address begins with `https://` or `http://`"));
}
