//! JSON of nodes and edges: node-link as networkx and D3 have it, and the elements of Cytoscape.
//!
//! Edges are under `edges` or `links`; `id`, `name` or `key` is the id of a node, which may be a number. Ends that are numbers and no ids count nodes from 0, as
//! D3 had it. What graphology has under `attributes` are fields as any other. `serde_json` reads to 128 levels and no deeper.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value as Json};

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, column, reason, shown},
    text::{malformed, text},
};

/// A node or edge as the file has it.
type Element = Map<String, Json>;

/// What of a document, or of the elements of one, is read. All else is passed over and takes no memory, as whoever names the wrong file may name a large one.
#[derive(Default)]
struct Document {
    /// Nodes and edges in one list.
    both: Option<Vec<Element>>,
    nodes: Option<Vec<Element>>,
    edges: Option<Vec<Element>>,
    links: Option<Vec<Element>>,
    elements: Option<Box<Document>>,
    directed: Option<Json>,
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("lists of nodes and edges")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Document, A::Error> {
        let mut both = Vec::new();
        while let Some(element) = list.next_element()? {
            both.push(element);
        }
        Ok(Document { both: Some(both), ..Document::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Document, A::Error> {
        let mut document = Document::default();
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "nodes" => document.nodes = fields.next_value()?,
                "edges" => document.edges = fields.next_value()?,
                "links" => document.links = fields.next_value()?,
                "elements" => document.elements = fields.next_value()?,
                "directed" => document.directed = fields.next_value()?,
                _ => _ = fields.next_value::<IgnoredAny>()?,
            }
        }
        Ok(document)
    }
}

impl Document {
    /// The nodes and edges; those of Cytoscape may be in one list, in which edges have a source.
    fn lists(self) -> Option<(Vec<Element>, Vec<Element>)> {
        let within = match self.elements {
            Some(elements) => *elements,
            None => self,
        };
        match within.both {
            Some(both) => Some(both.into_iter().partition(|element| element.get("data").is_none_or(|data| data.get("source").is_none()))),
            None => Some((within.nodes?, within.edges.or(within.links)?)),
        }
    }
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let document: Document = serde_json::from_str(&text(input)?).map_err(|error| {
            let what = if error.is_syntax() { "; NaN and Infinity are no JSON, null is" } else { "" };
            malformed(input, error.line(), format!("{}{what}", shown(&error.to_string())))
        })?;
        gather.directed &= document.directed.as_ref().and_then(Json::as_bool).unwrap_or(true);
        let Some((nodes, edges)) = document.lists() else {
            return Err(malformed(input, 1, "it has no lists of nodes and edges"));
        };
        let places = || (1..).map(|line| Place { file, line });
        let mut ids: Vec<String> = Vec::with_capacity(nodes.len());
        for (place, node) in places().zip(nodes) {
            let (fields, text) = fields(node);
            let Some(mut fields) = fields else {
                gather.reject(place, reason::UNREADABLE, "its data are no object", &text);
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
            gather.node(place, &id, &label, &kind, cells(fields), &text);
        }
        let numbers = edges.iter().flat_map(|edge| ["source", "target"].map(|end| edge.get(end)));
        let numbers: Option<Vec<usize>> = numbers.map(|end| end?.as_u64().and_then(|number| usize::try_from(number).ok())).collect();
        let by_number = numbers.is_some_and(|numbers| {
            numbers.iter().all(|&number| number < ids.len()) && numbers.iter().any(|number| !gather.has(&number.to_string()))
        });
        for (place, edge) in places().zip(edges) {
            let (fields, text) = fields(edge);
            let Some(mut fields) = fields else {
                gather.reject(place, reason::UNREADABLE, "its data are no object", &text);
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
            gather.edge(Edge { place, id, from, to, kind, weight, cells: cells(fields), text });
        }
    }
    Ok(gather.finish(false))
}

/// The fields of an element, and how it is shown; Cytoscape has them under `data`, graphology some of them under `attributes`.
fn fields(element: Element) -> (Option<Element>, String) {
    let mut element = Json::Object(element);
    let text = shown(&element.to_string());
    let fields = element.get_mut("data").map(Json::take).unwrap_or(element);
    let Json::Object(mut fields) = fields else { return (None, text) };
    let has_attributes = fields.get("attributes").is_some_and(Json::is_object);
    if let Some(Json::Object(attributes)) = has_attributes.then(|| fields.shift_remove("attributes")).flatten() {
        for (name, value) in attributes {
            fields.entry(name).or_insert(value);
        }
    }
    (Some(fields), text)
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

fn cells(fields: Element) -> Cells {
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
