//! Two nodes with one code: one of them is not what the code means.

use std::collections::HashMap;

use super::{Context, Spot};
use crate::store::{Finding, Place};

/// ISO, Wikidata, ROR and GeoNames each give one code to one thing.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut first: HashMap<(&str, String), (&str, Place)> = HashMap::new();
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        let codes = &node.codes;
        let all = [
            ("ISO", "iso", codes.iso.clone()),
            ("Wikidata", "wikidata", codes.wikidata.clone()),
            ("ROR", "ror", codes.ror.clone()),
            ("GeoNames", "geonames", codes.geonames.map(|code| code.to_string())),
        ];
        for (register, field, code) in all {
            let Some(code) = code else { continue };
            let message = |other: &str| format!("`{}` has the {register} code `{code}` of `{other}`", node.id);
            match first.get(&(register, code.clone())) {
                Some(&(other, earlier)) if other != node.id.as_str() => {
                    let finding = context.error("shared-code", place, Spot::ItemField("codes", 0, field), message(other));
                    let finding = finding.related(earlier.file, context.span(earlier, Spot::ItemField("codes", 0, field)), "first here");
                    found.push(
                        finding.help("a code means one thing: look it up, and remove it from the other; if the two are one, merge them"),
                    );
                }
                Some(_) => {}
                None => {
                    first.insert((register, code), (node.id.as_str(), place));
                }
            }
        }
    }
    found
}
