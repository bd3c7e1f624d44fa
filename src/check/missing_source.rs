//! A statement for which nobody answers.

use super::Context;
use crate::{model::Basis, store::Finding};

/// Nodes and ties cite a source or say that they rest on common knowledge; a claim always has somebody who claims it.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let records = &context.loaded.records;
    let mut missing = |place, what: String, help: &str| {
        if context.is_sure_of(place, &["sources", "basis"]) {
            found.push(context.record_error("missing-source", place, format!("{what} has no source")).help(help));
        }
    };
    let help = "add `sources: [(source: \"…\")],` or, where common knowledge serves, `basis: background,`";
    for (node, place) in context.nodes() {
        if node.facts.sources.is_empty() && node.facts.basis == Basis::Documented {
            missing(place, format!("{} `{}`", node.kind.record(), node.id), help);
        }
    }
    for (tie, &place) in records.ties.iter().zip(&context.loaded.places.ties) {
        if tie.facts.sources.is_empty() && tie.facts.basis == Basis::Documented {
            missing(place, format!("the tie “`{}` {} `{}`”", tie.from, tie.tie.row().says, tie.to), help);
        }
    }
    for (claim, &place) in records.claims.iter().zip(&context.loaded.places.claims) {
        if claim.sources.is_empty() {
            missing(place, format!("Claim `{}`", claim.id), "add `sources: [(source: \"…\")],`: somebody claims it");
        }
    }
    found
}
