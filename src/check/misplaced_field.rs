//! A field that this kind of node does not have.

use super::{Context, Spot};
use crate::{
    model::{Kind, KindSet, Node},
    store::Finding,
};

/// A field, the kinds that have it, and whether a node says it.
type Row = (&'static str, KindSet, fn(&Node) -> bool);

/// What is not said of every kind of node.
///
/// The fields that hold ties are for the table of tie types.
const FIELDS: &[Row] = &[
    ("within", INSIDE, |node| !node.within.is_empty()),
    ("seat", KindSet::ORGANISATIONS, |node| node.seat.is_some()),
    ("date", DATED, |node| node.facts.date.is_some()),
    ("until", DATED, |node| node.facts.until.is_some()),
    ("expected", DATED, |node| node.facts.expected.is_some()),
    ("status", WITH_STATUS, |node| node.facts.status.is_some()),
    ("fields", DATED, |node| !node.facts.fields.is_empty()),
    ("value", VALUED, |node| node.facts.value.is_some()),
];

const WITH_STATUS: KindSet = KindSet::ORGANISATIONS.with(KindSet::of(&[Kind::Agreement, Kind::Centre]));
const DATED: KindSet = WITH_STATUS.with(KindSet::of(&[Kind::Event]));
const VALUED: KindSet = KindSet::of(&[Kind::Agreement, Kind::Company, Kind::Park, Kind::Centre]);
const INSIDE: KindSet = KindSet::ORGANISATIONS.with(KindSet::of(&[Kind::Region, Kind::City, Kind::District, Kind::Centre, Kind::Event]));

/// Asks the table above.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        for (field, kinds, _) in FIELDS.iter().filter(|(_, kinds, says)| !kinds.has(node.kind) && says(node)) {
            let message = format!("{} has no field `{field}`", node.kind.record());
            let finding = context.error("unknown-field", place, Spot::Field(field), message);
            found.push(finding.help(format!("`{field}` is for a {kinds}; leave it out here")));
        }
    }
    found
}
