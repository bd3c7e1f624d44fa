//! JSON of nodes and edges: node-link as networkx and D3 have it, and the elements of Cytoscape.
//!
//! Edges are under `edges` or `links`; `id`, `name` or `key` is the id of a node, which may be a number. `serde_json` reads to 128 levels and no deeper.

use serde_json::{Map, Value as Json};

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, column, reason},
    text::{malformed, text},
};

pub(super) fn node_link(files: &[Input]) -> Result<Incoming, Error> {
    read(files, |document| {
        let list = |name: &str| document.get(name).and_then(Json::as_array);
        Some((list("nodes")?, list("edges").or_else(|| list("links"))?))
    })
}

pub(super) fn cytoscape(files: &[Input]) -> Result<Incoming, Error> {
    read(files, |document| {
        let elements = document.get("elements")?;
        Some((elements.get("nodes")?.as_array()?, elements.get("edges")?.as_array()?))
    })
}

/// The nodes and edges of documents; `lists` finds them.
fn read(files: &[Input], lists: impl Fn(&Json) -> Option<(&Vec<Json>, &Vec<Json>)>) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let document: Json = serde_json::from_str(&text(input)?).map_err(|error| malformed(input, error.line(), error.to_string()))?;
        let Some((nodes, edges)) = lists(&document) else {
            return Err(malformed(input, 1, "it has no lists of nodes and edges"));
        };
        gather.directed &= document.get("directed").and_then(Json::as_bool).unwrap_or(true);
        let places = || (1..).map(|line| Place { file, line });
        for (place, node) in places().zip(nodes) {
            let Some(mut fields) = fields(node) else {
                gather.reject(place, reason::UNREADABLE, "it is no object", &node.to_string());
                continue;
            };
            let id = ["id", "key", "name"].iter().find_map(|name| fields.get(*name).and_then(scalar)).unwrap_or_default();
            let label = ["label", "name"].iter().find_map(|name| fields.get(*name).and_then(scalar)).unwrap_or_default();
            let kind = fields.get("kind").and_then(scalar).unwrap_or_default();
            for name in ["id", "key", "label", "name", "kind", "value"] {
                fields.shift_remove(name);
            }
            gather.node(place, &id, &label, &kind, cells(fields), &node.to_string());
        }
        for (place, edge) in places().zip(edges) {
            let Some(mut fields) = fields(edge) else {
                gather.reject(place, reason::UNREADABLE, "it is no object", &edge.to_string());
                continue;
            };
            let mut take = |names: &[&str]| {
                let found = names.iter().find_map(|name| fields.get(*name).and_then(scalar)).unwrap_or_default();
                for name in names {
                    fields.shift_remove(*name);
                }
                found
            };
            let (from, to) = (take(&["source", "from"]), take(&["target", "to"]));
            let (key, id) = (take(&["key"]), take(&["id"]));
            let kind = take(&["type", "interaction", "kind"]);
            let weight = Some(take(&["weight"])).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(f64::NAN));
            // networkx numbers parallel edges in `key`, which says nothing.
            let id = if key.parse::<u64>().is_ok() || key.is_empty() { id } else { key };
            gather.edge(Edge { place, id, from, to, kind, weight, cells: cells(fields), text: edge.to_string() });
        }
    }
    Ok(gather.finish(false))
}

/// The fields of an element; Cytoscape has them under `data`.
fn fields(element: &Json) -> Option<Map<String, Json>> {
    element.get("data").unwrap_or(element).as_object().cloned()
}

/// A text, number or truth as text.
pub(super) fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn cells(fields: Map<String, Json>) -> Cells {
    fields.into_iter().map(|(name, json)| (column(&name), value(&json))).collect()
}

/// As the value of a cell; what has fields of its own stays JSON.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::String(text) => Value::text(text),
        Json::Bool(truth) => Value::Truth(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::Real(number.as_f64().unwrap_or_default()), Value::Whole),
        Json::Array(items) => Value::list(items.iter().map(|item| scalar(item).unwrap_or_else(|| item.to_string())).collect()),
        Json::Object(_) => Value::text(json.to_string()),
    }
}
