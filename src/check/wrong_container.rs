//! Something that lies in what cannot hold it.

use super::{Context, Spot, a};
use crate::{
    model::{Kind, KindSet},
    store::Finding,
};

/// What a node of this kind may lie in.
const fn holders(kind: Kind) -> KindSet {
    const COUNTRY: KindSet = KindSet::of(&[Kind::Country]);
    const CITY: KindSet = KindSet::of(&[Kind::Region, Kind::City, Kind::District]);
    match kind {
        Kind::Region => COUNTRY,
        // A city of a country whose regions the base does not have lies within that country.
        Kind::City | Kind::District => CITY.with(COUNTRY),
        _ => KindSet::PLACES.with(KindSet::of(&[Kind::Park])),
    }
}

/// What a seat can be: a city, or what is a city, too.
const SEATS: KindSet = KindSet::of(&[Kind::Region, Kind::City, Kind::District]);

/// Asks for the kind of each container and seat.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, place) in context.nodes() {
        if let [container] = node.within.as_slice()
            && let Some((container, _)) = context.node(container)
            && !holders(node.kind).has(container.kind)
        {
            let holders = holders(node.kind);
            let message =
                format!("{} lies within a {holders}, and `{}` is {}", a(node.kind.word()), container.id, a(container.kind.word()));
            let finding = context.error("wrong-container", place, Spot::Field("within"), message);
            let help = if KindSet::ORGANISATIONS.has(container.kind) {
                "give the place; what belongs to an organisation is tied to it by `part_of`"
            } else {
                "give the next larger place"
            };
            found.push(finding.help(help));
        }
        if let Some((seat, _)) = node.seat.as_ref().and_then(|seat| context.node(seat))
            && !SEATS.has(seat.kind)
        {
            let message = format!("a seat is a {SEATS}, and `{}` is {}", seat.id, a(seat.kind.word()));
            found.push(context.error("wrong-container", place, Spot::Field("seat"), message).help("give the city of its offices"));
        }
    }
    found
}
