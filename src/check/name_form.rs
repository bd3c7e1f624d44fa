//! A name that cannot be one, or whose language is none.

use super::{Context, Spot};
use crate::store::Finding;

/// Looks at `names`, `also` and `spelled` of every node.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        let names = node.names.iter().map(|(tag, name)| (Spot::Key("names", tag), name));
        let also = node.also.iter().enumerate().map(|(item, name)| (Spot::ListItem("also", item), name));
        let spelled = node.spelled.iter().flat_map(|(source, list)| {
            list.iter().enumerate().map(move |(item, name)| (Spot::KeyItem("spelled", source.as_str(), item), name))
        });
        for (spot, name) in names.chain(also).chain(spelled) {
            if let Some((what, help)) = fault(name) {
                found.push(context.error("name-form", place, spot, format!("a name of `{}` {what}", node.id)).help(help));
            }
        }
        for tag in node.names.keys().filter(|tag| !is_language(tag)) {
            let finding = context.error("name-form", place, Spot::Key("names", tag), format!("`{tag}` is not a language tag"));
            found.push(finding.help("a name is keyed by a BCP 47 tag: `en`, `be`, `ru`, `zh`, `zh-Latn` for pinyin"));
        }
    }
    found
}

fn fault(name: &str) -> Option<(&'static str, &'static str)> {
    if !name.chars().any(char::is_alphanumeric) {
        return Some(("has no letters", "write the name, or leave it out"));
    }
    if name.trim() != name || name.contains("  ") {
        return Some(("has blanks too many", "one blank between words, none at either end"));
    }
    None
}

/// Of the form of BCP 47: a language of two or three lower-case letters, then script, region and variants.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
