//! JSON of nodes and edges: node-link as networkx and D3 have it, and the elements of Cytoscape.
//!
//! Edges are under `edges` or `links`; `id`, `name` or `key` is the id of a node, which may be a number. Ends that are numbers and no ids count nodes from 0, as
//! D3 had it. What graphology has under `attributes` are fields as any other. `serde_json` reads to 128 levels and no deeper.

use serde_json::{Map, Value as Json};

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, column, reason},
    text::{malformed, text},
};

/// The nodes and edges of a document; those of Cytoscape may be in one list, in which edges have a source.
fn lists(document: &Json) -> Option<(Vec<&Json>, Vec<&Json>)> {
    let within = document.get("elements").unwrap_or(document);
    if let Some(elements) = within.as_array() {
        return Some(elements.iter().partition(|element| element.pointer("/data/source").is_none()));
    }
    let list = |name: &str| within.get(name).and_then(Json::as_array).map(|list| list.iter().collect());
    Some((list("nodes")?, list("edges").or_else(|| list("links"))?))
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let document: Json = serde_json::from_str(&text(input)?).map_err(|error| {
            let what = if error.is_syntax() { "; NaN and Infinity are no JSON, null is" } else { "" };
            malformed(input, error.line(), format!("{error}{what}"))
        })?;
        let Some((nodes, edges)) = lists(&document) else {
            return Err(malformed(input, 1, "it has no lists of nodes and edges"));
        };
        gather.directed &= document.get("directed").and_then(Json::as_bool).unwrap_or(true);
        let places = || (1..).map(|line| Place { file, line });
        let mut ids: Vec<String> = Vec::with_capacity(nodes.len());
        for (place, node) in places().zip(nodes) {
            let Some(mut fields) = fields(node) else {
                gather.reject(place, reason::UNREADABLE, "it is no object", &node.to_string());
                ids.push(String::new());
                continue;
            };
            let id = ["id", "key", "name"].iter().find_map(|name| fields.get(*name).and_then(scalar)).unwrap_or_default();
            ids.push(id.clone());
            let label = ["label", "name"].iter().find_map(|name| fields.get(*name).and_then(scalar)).unwrap_or_default();
            let kind = fields.get("kind").and_then(scalar).unwrap_or_default();
            for name in ["id", "key", "label", "name", "kind", "value"] {
                fields.shift_remove(name);
            }
            gather.node(place, &id, &label, &kind, cells(fields), &node.to_string());
        }
        let numbers = edges.iter().flat_map(|edge| ["source", "target"].map(|end| edge.get(end)));
        let numbers: Option<Vec<usize>> = numbers.map(|end| end?.as_u64().and_then(|number| usize::try_from(number).ok())).collect();
        let by_number = numbers.is_some_and(|numbers| {
            numbers.iter().all(|&number| number < ids.len()) && numbers.iter().any(|number| !gather.has(&number.to_string()))
        });
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
            let end = |said: String| match said.parse().ok().and_then(|number: usize| ids.get(number)) {
                Some(id) if by_number => id.clone(),
                _ => said,
            };
            let (from, to) = (end(take(&["source", "from"])), end(take(&["target", "to"])));
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

/// The fields of an element; Cytoscape has them under `data`, graphology some of them under `attributes`.
fn fields(element: &Json) -> Option<Map<String, Json>> {
    let mut fields = element.get("data").unwrap_or(element).as_object()?.clone();
    if let Some(Json::Object(attributes)) = fields.get("attributes").cloned() {
        fields.shift_remove("attributes");
        for (name, value) in attributes {
            fields.entry(name).or_insert(value);
        }
    }
    Some(fields)
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
