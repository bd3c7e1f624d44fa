//! Which regions link to a place, from the records alone, pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use accord::model::{Kind, Records, Status, TieType};

/// For each region of the far side, the ids of the papers, ventures and ties (`tie-` and number) that link it to the place.
pub fn rows(records: &Records, place: &str, count: &[Status]) -> BTreeMap<String, BTreeSet<String>> {
    let container = |id: &str| {
        let node = records.nodes.iter().find(|node| node.id == *id)?;
        node.within.first().map(ToString::to_string)
    };
    let upwards = |id: &str| std::iter::successors(Some(id.to_owned()), |id| container(id)).collect::<Vec<_>>();
    let kind = |id: &str| records.nodes.iter().find(|node| node.id == *id).map(|node| node.kind);
    let row = |id: &str| {
        let up = upwards(id);
        up.iter().find(|up| kind(up) == Some(Kind::Region)).cloned().unwrap_or_else(|| up[up.len() - 1].clone())
    };

    // Everything that joins parties, as (name, members).
    let mut joins: Vec<(String, Vec<String>)> = Vec::new();
    for node in records.nodes.iter().filter(|node| count.contains(&node.facts.standing())) {
        let mut members: Vec<String> = Vec::new();
        for (tie, ids) in &node.inline {
            if matches!(tie, TieType::Signed | TieType::Founded | TieType::Owns | TieType::Hosts) {
                members.extend(ids.iter().map(ToString::to_string));
            }
        }
        if super::is_actor(node.kind) {
            members.push(node.id.to_string());
        }
        joins.push((node.id.to_string(), members));
    }
    for (number, tie) in records.ties.iter().enumerate().filter(|(_, tie)| count.contains(&tie.facts.standing())) {
        let mut members = vec![tie.from.to_string(), tie.to.to_string()];
        if tie.tie == TieType::Owns {
            // Whoever comes to a venture meets those who founded it, as long as there is one.
            let Some(venture) = records.nodes.iter().find(|node| node.id == tie.to) else { continue };
            if !count.contains(&venture.facts.standing()) {
                continue;
            }
            members.extend(venture.inline.iter().flat_map(|(_, ids)| ids).map(ToString::to_string));
        }
        joins.push((format!("tie-{number}"), members));
    }

    let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, members) in joins {
        for a in &members {
            for b in &members {
                let inside = upwards(a).contains(&place.to_owned());
                let far = upwards(b).contains(&"far".to_owned()) && !upwards(b).contains(&place.to_owned());
                if inside && far {
                    rows.entry(row(b)).or_default().insert(name.clone());
                }
            }
        }
    }
    rows
}
