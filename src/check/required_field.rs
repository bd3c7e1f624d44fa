//! A field that this kind of record cannot do without.

use super::Context;
use crate::{
    model::{Form, Kind, Status},
    store::Finding,
};

/// The reader has already asked for what every record needs; this asks for what only some kinds need.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        let mut missing = |field: &str, help: String| {
            let message = format!("{} `{}` has no `{field}`", node.kind.record(), node.id);
            found.push(context.record_error("missing-field", place, message).help(help));
        };
        let is_sure = |field| context.is_sure_of(place, &[field]);
        if !node.names.contains_key("en") && is_sure("names") {
            missing("en` in its `names", "add its English name: `names: {\"en\": \"…\"}`".to_owned());
        }
        if node.form.is_none() && matches!(node.kind, Kind::Region | Kind::Agreement) && is_sure("form") {
            let forms: Vec<&str> = Form::of(node.kind).map(Form::word).collect();
            missing("form", format!("add `form: …,` with one of {}", forms.join(", ")));
        }
        if node.facts.status.is_none() && matches!(node.kind, Kind::Agreement | Kind::Centre) && is_sure("status") {
            missing("status", statuses());
        }
    }
    for (tie, &place) in context.loaded.records.ties.iter().zip(&context.loaded.places.ties) {
        if tie.facts.status.is_none() && context.is_sure_of(place, &["status"]) {
            let message = format!("the tie “`{}` {} `{}`” has no `status`", tie.from, tie.tie.row().says, tie.to);
            found.push(context.record_error("missing-field", place, message).help(statuses()));
        }
    }
    found
}

fn statuses() -> String {
    let words: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    format!("add `status: …,` with one of {}", words.join(", "))
}
