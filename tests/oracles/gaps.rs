//! How far each two regions have come and what they share, from the records alone, pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use accord::model::{Field, Kind, Records, Status, TieType};

/// What there is between two regions.
#[derive(Debug, Default, PartialEq)]
pub struct Cell {
    pub direct: BTreeSet<String>,
    pub below: BTreeSet<String>,
    pub planned: BTreeSet<String>,
    pub past: BTreeSet<String>,
    /// Shared partners, and with how many regions each works.
    pub partners: BTreeMap<String, usize>,
    /// Shared fields, and how many regions have each.
    pub fields: BTreeMap<Field, usize>,
}

struct Join {
    name: String,
    members: Vec<String>,
    status: Status,
    fields: Vec<Field>,
}

/// The cells of two lists of regions; a tie goes by its date.
pub fn cells(records: &Records, near: &[&str], far: &[&str]) -> BTreeMap<(String, String), Cell> {
    let container = |id: &str| records.nodes.iter().find(|node| node.id == *id)?.within.first().map(ToString::to_string);
    let lies_in = |id: &str, place: &str| std::iter::successors(Some(id.to_owned()), |id| container(id)).any(|up| up == place);
    let joins = joins(records);
    let counted = || joins.iter().filter(|join| matches!(join.status, Status::Signed | Status::Operating));
    let joined = |join: &Join, a: &str, b: &str| join.members.iter().any(|m| lies_in(m, a)) && join.members.iter().any(|m| lies_in(m, b));
    let works_with = |party: &str, region: &str| -> BTreeSet<&str> {
        let with = |join: &&Join| join.members.iter().any(|m| m == party) && join.members.iter().any(|m| m != party && lies_in(m, region));
        counted().filter(with).map(|join| join.name.as_str()).collect()
    };
    let has_field = |region: &str, field: Field, others: &[&str], but: &str| {
        let works = |other: &&&str| counted().any(|join| join.fields.contains(&field) && joined(join, region, other));
        others.iter().filter(|other| **other != but).any(|other| works(&other))
    };
    let regions: Vec<&str> = near.iter().chain(far).copied().collect();
    let parties: Vec<String> = records.nodes.iter().filter(|node| super::is_actor(node.kind)).map(|node| node.id.to_string()).collect();

    let mut cells = BTreeMap::new();
    for &o in near {
        for &p in far {
            let mut cell = Cell::default();
            for join in joins.iter().filter(|join| joined(join, o, p)) {
                let both = join.members.iter().any(|m| m == o) && join.members.iter().any(|m| m == p);
                let list = match join.status {
                    Status::Signed | Status::Operating if both => &mut cell.direct,
                    Status::Signed | Status::Operating => &mut cell.below,
                    Status::Planned | Status::Intended => &mut cell.planned,
                    Status::Suspended | Status::Lapsed | Status::Ended => &mut cell.past,
                };
                list.insert(join.name.clone());
            }
            if cell.direct.is_empty() {
                for party in parties.iter().filter(|x| [o, p].iter().all(|region| !lies_in(x, region) && !lies_in(region, x))) {
                    let (here, there) = (works_with(party, o), works_with(party, p));
                    if here.iter().any(|a| there.iter().any(|b| a != b)) {
                        let breadth =
                            regions.iter().filter(|region| !lies_in(party, region) && !works_with(party, region).is_empty()).count();
                        cell.partners.insert(party.clone(), breadth);
                    }
                }
                for &field in Field::ALL {
                    if has_field(o, field, far, p) && has_field(p, field, near, o) {
                        let breadth = near.iter().filter(|region| has_field(region, field, far, "")).count()
                            + far.iter().filter(|region| has_field(region, field, near, "")).count();
                        cell.fields.insert(field, breadth);
                    }
                }
            }
            cells.insert((o.to_owned(), p.to_owned()), cell);
        }
    }
    cells
}

fn joins(records: &Records) -> Vec<Join> {
    let mut joins = Vec::new();
    for node in &records.nodes {
        let meets = |tie: &TieType| matches!(tie, TieType::Signed | TieType::Founded | TieType::Owns | TieType::Hosts);
        let mut members: Vec<String> =
            node.inline.iter().filter(|(tie, _)| meets(tie)).flat_map(|(_, ids)| ids).map(ToString::to_string).collect();
        if super::is_actor(node.kind) && node.kind != Kind::Country && !members.is_empty() {
            members.push(node.id.to_string());
        }
        joins.push(Join { name: node.id.to_string(), members, status: node.facts.standing(), fields: node.facts.fields.clone() });
    }
    for tie in &records.ties {
        joins.push(Join {
            name: tie.facts.date.clone().unwrap().to_string(),
            members: vec![tie.from.to_string(), tie.to.to_string()],
            status: tie.facts.standing(),
            fields: tie.facts.fields.clone(),
        });
    }
    joins
}
