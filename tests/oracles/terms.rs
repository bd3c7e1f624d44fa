//! Who has cooperation with a place in a span of years, from the records alone.

use std::collections::BTreeSet;

use accord::model::{Date, Kind, Records, Status, TieType};

/// The ids of the nodes that surely do, and of those that may or may not.
pub fn with_signed(records: &Records, place: &str, years: (i16, i16), count: &[Status]) -> (BTreeSet<String>, BTreeSet<String>) {
    let node = |id: &str| records.nodes.iter().find(|node| node.id == *id).unwrap();
    let lies_in = |id: &str, place: &str| {
        let mut at = Some(id.to_owned());
        while let Some(id) = at {
            if id == place {
                return true;
            }
            at = node(&id).within.first().map(ToString::to_string);
        }
        false
    };
    let inside = |id: &str| lies_in(id, place);
    // Whole years, so a year is inside or outside and only a missing date is undecided.
    let year = |date: &Date| date.earliest().map(jiff::civil::Date::year);
    let dated = |date: Option<&Date>| date.and_then(year).map(|year| years.0 <= year && year <= years.1);

    let (mut sure, mut may) = (BTreeSet::new(), BTreeSet::new());
    for one in &records.nodes {
        let id = one.id.to_string();
        let mut verdicts: Vec<Option<bool>> = Vec::new();
        let near = |node: &accord::model::Node| -> Vec<String> {
            let meets = |tie: &TieType| matches!(tie, TieType::Signed | TieType::Founded | TieType::Owns | TieType::Hosts);
            node.inline.iter().filter(|(tie, _)| meets(tie)).flat_map(|(_, ids)| ids).map(ToString::to_string).collect()
        };
        // What it is itself, whatever its status; a plan has not been signed.
        if near(one).iter().any(|partner| inside(partner)) {
            let planned = one.facts.standing() == Status::Planned;
            verdicts.push(if planned { Some(false) } else { dated(one.facts.date.as_ref()) });
        }
        // What it, or what lies in it, shares with others who do not, from outside the place.
        let own = |member: &String| lies_in(member, &id);
        for other in records.nodes.iter().filter(|other| other.id != one.id && count.contains(&other.facts.standing())) {
            let mut members = near(other);
            if other.kind != Kind::Agreement {
                members.push(other.id.to_string());
            }
            if !inside(&id) && members.iter().any(own) && members.iter().any(|member| !own(member) && inside(member)) {
                verdicts.push(dated(other.facts.date.as_ref()));
            }
        }
        for tie in records.ties.iter().filter(|tie| count.contains(&tie.facts.standing())) {
            let (from, to) = (tie.from.to_string(), tie.to.to_string());
            if !inside(&id) && own(&from) != own(&to) && inside(if own(&from) { &to } else { &from }) {
                verdicts.push(dated(tie.facts.date.as_ref()));
            }
        }
        if verdicts.contains(&Some(true)) {
            sure.insert(id);
        } else if verdicts.contains(&None) {
            may.insert(id);
        }
    }
    (sure, may)
}
