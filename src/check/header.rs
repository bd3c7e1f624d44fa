//! A header that is missing, or says what this program cannot use.

use super::{Context, Spot, a};
use crate::{
    model::{Header, Kind},
    store::{Finding, HEADER, Span},
};

/// Looks at the header alone; whether its sides exist is asked with all references.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let base = &context.loaded.base;
    let Some(place) = context.loaded.places.header else {
        let file = base.files.iter().position(|file| file.path == HEADER);
        // A header that could not be read has been reported.
        if context.loaded.findings.iter().any(|finding| Some(finding.mark.file) == file) {
            return Vec::new();
        }
        let finding = Finding::error("header", file.unwrap_or_default(), Span::default(), "the base has no header");
        return vec![finding.help(format!("write `Base(schema: {}, name: \"…\", …)` into `{HEADER}`; see docs/format.md", Header::SCHEMA))];
    };
    if !context.is_whole(place) {
        return Vec::new();
    }
    let header = &context.loaded.records.header;
    let mut found = Vec::new();
    let mut object = |spot, message: String, help: &str| found.push(context.error("header", place, spot, message).help(help));
    if header.schema != Header::SCHEMA {
        let message = format!("this program reads version {} of the format, not {}", Header::SCHEMA, header.schema);
        object(Spot::Field("schema"), message, "take the release of accord that the base was made for");
    }
    if header.updated.is_interval() {
        let message = format!("`updated` is one day, not {}", header.updated.in_words());
        object(Spot::Field("updated"), message, "give the day up to which the base claims to be true");
    }
    for (item, side) in header.sides.iter().enumerate() {
        if let Some((node, _)) = context.node(side).filter(|(node, _)| node.kind != Kind::Country) {
            let message = format!("a side is a country, and `{side}` is {}", a(node.kind.word()));
            object(Spot::Item("sides", item, side), message, "name the country");
        }
        if header.sides[..item].contains(side) {
            object(Spot::Item("sides", item, side), format!("`{side}` is given twice"), "a side is named once");
        }
    }
    if let [only] = header.sides.as_slice() {
        let message = format!("`sides` names only `{only}`");
        object(Spot::Field("sides"), message, "name the countries whose links are asked for: `sides: [\"belarus\", \"china\"]`");
    }
    found
}
