//! FollowTheMoney: an entity a line.
//!
//! An entity with two ends (`Ownership`, `Membership`, `ProjectParticipant`, `UnknownLink`, …) is an edge; who organised an event and took part in it is told by
//! the event. `role` is what the edge is; ids of exports have a full stop where there was a slash.

use serde_json::Value as Json;

use super::{
    super::Value,
    Error, Incoming, Input,
    gather::{Cells, Edge, Gather, reason, shown},
    json::scalar,
    text::{lines, text},
};

/// Schemata of edges: the property of the near end, that of the far end, what it is without a role.
const LINKS: &[(&str, &str, &str, &str)] = &[
    ("Ownership", "owner", "asset", "owns"),
    ("Membership", "member", "organization", "member_of"),
    ("ProjectParticipant", "participant", "project", "signed"),
    ("UnknownLink", "subject", "object", "cooperates_with"),
    ("Directorship", "director", "organization", "directs"),
    ("Employment", "employee", "employer", "works_for"),
    ("Representation", "agent", "client", "represents"),
    ("Succession", "predecessor", "successor", "precedes"),
    ("Associate", "person", "associate", "cooperates_with"),
    ("Payment", "payer", "beneficiary", "pays"),
    ("Debt", "debtor", "creditor", "owes"),
];

/// So many edges may an entity of two ends be. It joins each of one property with each of the other: were there no limit, a file could ask for memory by its
/// square.
const MOST_PAIRS: usize = 10_000;

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        for (place, line) in lines(&text(input)?, file) {
            let entity: Json = match serde_json::from_str(line) {
                Ok(entity) => entity,
                Err(error) => {
                    gather.reject(place, reason::UNREADABLE, &error.to_string(), line);
                    continue;
                }
            };
            let text = |name: &str| entity.get(name).and_then(scalar).unwrap_or_default();
            let (id, schema) = (text("id"), text("schema"));
            let values = |property: &str| values(&entity, property);
            let first = |property: &str| values(property).into_iter().next().unwrap_or_default();
            if let Some((_, near, far, what)) = LINKS.iter().find(|(name, ..)| *name == schema) {
                let role = first("role").replace(' ', "_");
                let kind = if role.is_empty() { (*what).to_owned() } else { role };
                let (near, far) = (values(near), values(far));
                if near.len().saturating_mul(far.len()) > MOST_PAIRS {
                    let detail = format!("it joins each of {} with each of {}", near.len(), far.len());
                    gather.reject(place, reason::UNREADABLE, &detail, line);
                    continue;
                }
                for (from, to) in near.iter().flat_map(|from| far.iter().map(move |to| (from.clone(), to.clone()))) {
                    gather.edge(Edge {
                        place,
                        id: id.clone(),
                        from,
                        to,
                        kind: kind.clone(),
                        weight: None,
                        cells: facts(&entity),
                        text: shown(line),
                    });
                }
                continue;
            }
            let names = values("name");
            let label = names.first().cloned().unwrap_or_else(|| first("title"));
            // What exports say of form and kind stands in the summary.
            let word = first("summary").replace(' ', "_");
            let kind = if word.is_empty() { schema.clone() } else { word };
            let mut cells = facts(&entity);
            let also = names.into_iter().skip(1).chain(values("alias")).collect();
            cells.extend([
                ("schema".to_owned(), Value::text(&schema)),
                ("also".to_owned(), Value::list(also)),
                ("wikidata".to_owned(), Value::text(first("wikidataId"))),
                ("country".to_owned(), Value::text(first("country").to_uppercase())),
                ("url".to_owned(), Value::text(first("website"))),
            ]);
            gather.node(place, &id, &label, &kind, cells, line);
            for (property, kind) in [("organizer", "organised"), ("involved", "took_part_in")] {
                for from in values(property) {
                    let (kind, to) = (kind.to_owned(), id.clone());
                    gather.edge(Edge { place, from, to, kind, text: shown(line), ..Edge::default() });
                }
            }
        }
    }
    Ok(gather.finish(false))
}

/// The values of a property.
fn values(entity: &Json, property: &str) -> Vec<String> {
    match entity.get("properties").and_then(|properties| properties.get(property)) {
        Some(Json::Array(values)) => values.iter().filter_map(scalar).collect(),
        Some(value) => scalar(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// What is known of an entity, under the names that columns have.
fn facts(entity: &Json) -> Cells {
    let first = |names: &[&str]| names.iter().find_map(|name| values(entity, name).into_iter().next()).unwrap_or_default();
    vec![
        ("status".to_owned(), Value::text(first(&["status"]))),
        ("date".to_owned(), Value::text(first(&["startDate", "incorporationDate", "date"]))),
        ("until".to_owned(), Value::text(first(&["endDate", "dissolutionDate"]))),
        ("fields".to_owned(), Value::list(values(entity, "keywords"))),
        ("source_urls".to_owned(), Value::list(values(entity, "sourceUrl"))),
        ("note".to_owned(), Value::text(values(entity, "description").join(" "))),
    ]
}
