//! Pajek: `*Vertices`, `*Arcs`, `*Edges`, `*Arcslist`, `*Edgeslist`; labels are the ids.
//!
//! Of two modes (`*Vertices 7 3`) the first vertices have `mode` 1, the others 2. Coordinates, shapes and colours are of pictures and are left out.
//! Partitions (`.clu`) and matrices are not read.

use std::collections::HashMap;

use super::{
    super::Value,
    Error, Incoming, Input,
    gather::{Edge, Gather, reason},
    text::{lines, malformed, text},
};

/// What lines are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Vertices,
    /// An edge a line.
    Pairs,
    /// A vertex and all its neighbours a line.
    Lists,
    Other,
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(false);
    for (file, input) in files.iter().enumerate().filter(|(_, input)| !input.name.ends_with(".clu")) {
        let text = text(input)?;
        let mut section = None;
        let mut ids: HashMap<String, String> = HashMap::new();
        let mut first: Option<usize> = None;
        for (place, line) in lines(&text, file).filter(|(_, line)| !line.trim_start().starts_with('%')) {
            let words = words(line);
            let word = |at: usize| words.get(at).map_or("", String::as_str);
            if let Some(head) = word(0).strip_prefix('*') {
                section = Some(match head.to_lowercase().as_str() {
                    "vertices" => {
                        first = word(2).parse().ok();
                        Section::Vertices
                    }
                    "arcs" | "edges" => Section::Pairs,
                    "arcslist" | "edgeslist" => Section::Lists,
                    "matrix" => {
                        return Err(malformed(input, place.line, "networks as matrices are not read; save it with *Arcs or *Edges"));
                    }
                    _ => Section::Other,
                });
                gather.directed |= head.to_lowercase().starts_with("arcs");
                continue;
            }
            let end = |number: &str| ids.get(number).cloned().unwrap_or_else(|| number.to_owned());
            match section {
                Some(Section::Vertices) => {
                    let label = if word(1).is_empty() { word(0) } else { word(1) };
                    let mode = |first: usize| Value::Whole(if word(0).parse().is_ok_and(|number: usize| number > first) { 2 } else { 1 });
                    let cells = first.map(|first| ("mode".to_owned(), mode(first))).into_iter().collect();
                    ids.insert(word(0).to_owned(), label.to_owned());
                    gather.node(place, label, label, "", cells, line);
                }
                Some(Section::Pairs) => {
                    let weight = Some(word(2)).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(f64::NAN));
                    let (from, to) = (end(word(0)), end(word(1)));
                    gather.edge(Edge { place, from, to, weight, text: line.to_owned(), ..Edge::default() });
                }
                Some(Section::Lists) => {
                    for to in &words[1..] {
                        let (from, to) = (end(word(0)), end(to));
                        gather.edge(Edge { place, from, to, text: line.to_owned(), ..Edge::default() });
                    }
                }
                Some(Section::Other) => gather.reject(place, reason::UNREADABLE, "stands under a head that is not known", line),
                None => return Err(malformed(input, place.line, "a network of Pajek begins with *Vertices")),
            }
        }
        if section.is_none() {
            return Err(malformed(input, 1, "a network of Pajek begins with *Vertices"));
        }
    }
    Ok(gather.finish(false))
}

/// The words of a line; one in double quotes may have blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}
