//! GraphML: nodes, edges and data under declared keys.
//!
//! Keys without a declaration are taken by their ids. Nested graphs are read as one; hyperedges and ports are rejected. What yEd draws (`nodegraphics`,
//! `edgegraphics`) counts for its label alone.

use std::collections::BTreeMap;

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, column, reason, truth, typed},
    text::text,
    xml::{Element, Step, Xml},
};

/// So long may the defaults of all keys be together. Every node may have them all: were there no limit, a file could ask for memory by its square.
const LONGEST_DEFAULTS: usize = 4_096;

/// A declared key.
#[derive(Clone, Debug, Default)]
struct Key {
    /// The name of its column.
    name: String,
    /// What it is when an element does not say.
    default: Option<String>,
    /// Of what: `node`, `edge`, `all`.
    of: String,
    /// The type, as GraphML has it.
    holds: String,
    /// Whether it is how yEd draws a node or an edge.
    is_drawn: bool,
}

/// A node or edge that is being read.
#[derive(Debug)]
struct Open {
    place: Place,
    element: Element,
    /// By name of column.
    data: Vec<(String, String)>,
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    for (file, input) in files.iter().enumerate() {
        let text = text(input)?;
        document(&mut Xml::new(input, &text), file, &mut gather)?;
    }
    Ok(gather.finish(false))
}

fn document(xml: &mut Xml<'_>, file: usize, gather: &mut Gather) -> Result<(), Error> {
    let mut keys: BTreeMap<String, Key> = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    // The key that data or a default is for, and its text so far.
    let mut of = String::new();
    let mut words: Option<String> = None;
    let mut is_graphml = false;
    let mut defaults = 0;
    loop {
        let step = xml.step()?;
        let place = Place { file, line: xml.line() };
        match step {
            Step::End => break,
            Step::Text(text) => words.iter_mut().for_each(|words| words.push_str(&text)),
            Step::Open(element) => match element.name.as_str() {
                "graphml" => is_graphml = true,
                "graph" => gather.directed &= element.get("edgedefault") != "undirected",
                "key" => {
                    let [id, name, of_what, holds] = ["id", "attr.name", "for", "attr.type"].map(|name| element.get(name).to_owned());
                    let is_drawn = element.get("yfiles.type").ends_with("graphics");
                    let name = column(if name.is_empty() { &id } else { &name });
                    of.clone_from(&id);
                    keys.insert(id, Key { name, default: None, of: of_what, holds, is_drawn });
                }
                "default" => words = Some(String::new()),
                "data" => {
                    element.get("key").clone_into(&mut of);
                    words = Some(String::new());
                }
                "node" | "edge" => open.push(Open { place, element, data: Vec::new() }),
                "NodeLabel" | "EdgeLabel" => words = Some(String::new()),
                "hyperedge" => gather.reject(place, reason::UNREADABLE, "an edge of more than two ends", &element.shown()),
                _ => {}
            },
            Step::Close(name) => match name.as_str() {
                "default" => {
                    if let Some(key) = keys.get_mut(&of) {
                        key.default = words.take().filter(|_| !key.is_drawn);
                        defaults += key.default.as_ref().map_or(0, String::len);
                    }
                    if defaults > LONGEST_DEFAULTS {
                        return Err(xml.wrong(format!("the defaults of keys have more than {LONGEST_DEFAULTS} bytes")));
                    }
                }
                // Of several labels the first is the name; the others are notes in the picture.
                "NodeLabel" | "EdgeLabel" => {
                    let text = words.take().unwrap_or_default().trim().to_owned();
                    if let Some(open) = open.last_mut().filter(|open| open.data.iter().all(|(name, _)| name != "label")) {
                        open.data.push(("label".to_owned(), text));
                    }
                }
                "data" => {
                    let text = words.take().unwrap_or_default();
                    let key = keys.get(&of);
                    let name = key.map_or_else(|| column(&of), |key| key.name.clone());
                    if let Some(open) = open.last_mut().filter(|_| !key.is_some_and(|key| key.is_drawn)) {
                        open.data.push((name, text));
                    }
                }
                "node" | "edge" => {
                    if let Some(open) = open.pop() {
                        close(open, &keys, gather);
                    }
                }
                _ => {}
            },
        }
    }
    if is_graphml && open.is_empty() { Ok(()) } else { Err(xml.wrong("it is no whole GraphML document")) }
}

fn close(open: Open, keys: &BTreeMap<String, Key>, gather: &mut Gather) {
    let Open { place, element, mut data } = open;
    let defaults: Vec<(String, String)> = keys
        .values()
        .filter(|key| key.of == element.name || key.of == "all")
        .filter(|key| data.iter().all(|(name, _)| *name != key.name))
        .filter_map(|key| Some((key.name.clone(), key.default.clone()?)))
        .collect();
    data.extend(defaults);
    let mut take = |name: &str| {
        let at = data.iter().position(|(one, _)| one == name)?;
        Some(data.remove(at).1)
    };
    let is_node = element.name == "node";
    let (label, kind) = if is_node {
        (take("label").or_else(|| take("name")), take("kind"))
    } else {
        (None, take("type").or_else(|| take("kind")).or_else(|| take("label")))
    };
    let weight = if is_node { None } else { take("weight").map(|text| text.trim().parse().unwrap_or(f64::NAN)) };
    let holds = |name: &str| {
        keys.values().find(|key| key.name == name && (key.of == element.name || key.of == "all")).map(|key| key.holds.as_str())
    };
    let cells = match data
        .into_iter()
        .map(|(name, text)| value(&name, holds(&name), &text).map(|value| (name, value)))
        .collect::<Result<Cells, String>>()
    {
        Ok(cells) => cells,
        Err(wrong) => return gather.reject(place, reason::BAD_VALUE, &wrong, &element.shown()),
    };
    let kind = kind.unwrap_or_default();
    if is_node {
        gather.node(place, element.get("id"), &label.unwrap_or_default(), &kind, cells, &element.shown());
    } else {
        let [id, from, to] = ["id", "source", "target"].map(|name| element.get(name).to_owned());
        gather.edge(Edge { place, id, from, to, kind, weight, cells, text: element.shown() });
    }
}

/// A text as the value of a column that holds what GraphML and GEXF call `long`, `double`, `boolean`, …
pub(super) fn value(name: &str, holds: Option<&str>, text: &str) -> Result<Value, String> {
    let known = typed(name, text)?;
    let (Value::Text(_), Some(holds)) = (&known, holds) else { return Ok(known) };
    if super::super::export::columns::holds(name).is_some() {
        return Ok(known);
    }
    let wrong = || format!("{name}: {text}");
    Ok(match holds {
        "int" | "integer" | "long" | "short" | "byte" => Value::Whole(text.trim().parse().map_err(|_| wrong())?),
        // igraph, R and networkx have it for what is not known.
        "double" | "float" | "bigdecimal" if text.trim().eq_ignore_ascii_case("nan") => Value::Nothing,
        "double" | "float" | "bigdecimal" => {
            Value::Real(text.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(wrong)?)
        }
        "boolean" => Value::Truth(truth(text).ok_or_else(wrong)?),
        "liststring" => Value::List(text.trim_matches(['[', ']']).split(", ").map(str::to_owned).collect()),
        _ => known,
    })
}
