//! GEXF 1.2 and 1.3: nodes, edges, attributes and time.
//!
//! Nodes that lie in nodes are read, and that they do is not. Of several spells the first beginning and the last end count.

use std::collections::HashMap;

use super::{
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, column, reason},
    graphml::value,
    text::text,
    xml::{Element, Step, Xml},
};

/// A node or edge that is being read.
struct Open {
    place: Place,
    element: Element,
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
    // Name and type of each attribute, by class and id.
    let mut attributes: HashMap<(String, String), (String, String)> = HashMap::new();
    let mut class = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut is_gexf = false;
    loop {
        let step = xml.step()?;
        let place = Place { file, line: xml.line() };
        match step {
            Step::End => break,
            Step::Text(_) => {}
            Step::Open(element) => match element.name.as_str() {
                "gexf" => is_gexf = true,
                "graph" => gather.directed &= element.get("defaultedgetype") == "directed",
                "attributes" => element.get("class").clone_into(&mut class),
                "attribute" => {
                    let title = if element.get("title").is_empty() { element.get("id") } else { element.get("title") };
                    let said = (column(title), element.get("type").to_owned());
                    attributes.insert((class.clone(), element.get("id").to_owned()), said);
                }
                "attvalue" => {
                    if let Some(open) = open.last_mut() {
                        // GEXF 1.0 wrote `id` for what is `for` now.
                        let id = if element.get("for").is_empty() { element.get("id") } else { element.get("for") };
                        open.data.push((id.to_owned(), element.get("value").to_owned()));
                    }
                }
                "spell" => {
                    if let Some(open) = open.last_mut() {
                        let begun = open.element.attributes.iter().any(|(name, _)| name == "start");
                        let spell = element.attributes.into_iter().filter(|(name, _)| name == "end" || (name == "start" && !begun));
                        open.element.attributes.retain(|(name, _)| name != "end");
                        open.element.attributes.extend(spell);
                    }
                }
                "node" | "edge" => open.push(Open { place, element, data: Vec::new() }),
                _ => {}
            },
            Step::Close(name) => {
                if let ("node" | "edge", Some(open)) = (name.as_str(), open.pop_if(|open| open.element.name == name)) {
                    close(open, &attributes, gather);
                }
            }
        }
    }
    if is_gexf && open.is_empty() { Ok(()) } else { Err(xml.wrong("it is no whole GEXF document")) }
}

fn close(open: Open, attributes: &HashMap<(String, String), (String, String)>, gather: &mut Gather) {
    let Open { place, element, data } = open;
    let said = |id: &str| attributes.get(&(element.name.clone(), id.to_owned())).cloned();
    let mut kind = String::new();
    let word = if element.name == "node" { "kind" } else { "type" };
    let mut cells: Cells = Vec::new();
    let times = ["start", "end"].into_iter().filter(|name| !element.get(name).is_empty());
    let times = times.map(|name| (name.to_owned(), None, element.get(name).to_owned()));
    let data = data.into_iter().map(|(id, text)| {
        let (name, holds) = said(&id).map_or_else(|| (column(&id), None), |(name, holds)| (name, Some(holds)));
        (name, holds, text)
    });
    for (name, holds, text) in data.chain(times) {
        if name == word {
            kind = text;
            continue;
        }
        match value(&name, holds.as_deref(), &text) {
            Ok(value) => cells.push((name, value)),
            Err(wrong) => return gather.reject(place, reason::BAD_VALUE, &wrong, &element.shown()),
        }
    }
    let [id, label] = ["id", "label"].map(|name| element.get(name).to_owned());
    if element.name == "node" {
        return gather.node(place, &id, &label, &kind, cells, &element.shown());
    }
    let kind = [kind.as_str(), element.get("kind"), &label].into_iter().find(|word| !word.is_empty()).unwrap_or_default().to_owned();
    let weight = Some(element.get("weight")).filter(|text| !text.is_empty()).map(|text| text.trim().parse().unwrap_or(f64::NAN));
    let [from, to] = ["source", "target"].map(|name| element.get(name).to_owned());
    gather.edge(Edge { place, id, from, to, kind, weight, cells, text: element.shown() });
}
