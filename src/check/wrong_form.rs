//! A form that belongs to another kind of node.

use super::{Context, Spot, a};
use crate::{model::Form, store::Finding};

/// Asks the table of forms.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        let Some(form) = node.form.filter(|form| form.kind() != node.kind) else { continue };
        let message = format!("`{form}` is a form of {}, and this is {}", form.kind().plural(), a(node.kind.word()));
        let allowed: Vec<String> = Form::of(node.kind).map(|form| format!("`{form}`")).collect();
        let help = if allowed.is_empty() {
            format!("{} have no form: leave it out", node.kind.plural())
        } else {
            format!("the forms of {} are {}", node.kind.plural(), allowed.join(", "))
        };
        found.push(context.error("wrong-form", place, Spot::Field("form"), message).help(help));
    }
    found
}
