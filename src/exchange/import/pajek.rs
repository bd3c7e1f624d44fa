//! Pajek: `*Vertices`, `*Arcs`, `*Edges`, `*Arcslist`, `*Edgeslist`. Labels are the ids where they are all different, else numbers are.
//!
//! Vertices without a line of their own are there as far as edges name them. Of two modes (`*Vertices 7 3`) the first vertices have `mode` 1, the others 2. A
//! relation (`*Arcs :1 "trade"`) is the type of its edges. Coordinates, shapes and colours are of pictures and are left out. Partitions (`.clu`) and
//! matrices are not read.

use std::collections::HashMap;

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, reason},
    text::{lines, malformed, text, unescaped},
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

/// The vertices of a network.
#[derive(Debug, Default)]
struct Vertices<'a> {
    /// How many there are, and how many of them are of the first mode.
    count: usize,
    first: Option<usize>,
    /// Those that have a line: where, the line, number and label.
    rows: Vec<(Place, &'a str, String, String)>,
    /// By number, the id of each that is a node.
    ids: HashMap<String, String>,
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(false);
    for (file, input) in files.iter().enumerate().filter(|(_, input)| !input.name.ends_with(".clu")) {
        let text = text(input)?;
        let mut section = None;
        let mut vertices = Vertices::default();
        let mut kind = String::new();
        for (place, line) in lines(&text, file).filter(|(_, line)| !line.trim_start().starts_with('%')) {
            let words = words(line);
            let word = |at: usize| words.get(at).map_or("", String::as_str);
            if let Some(head) = word(0).strip_prefix('*') {
                if section == Some(Section::Vertices) {
                    vertices.give(&mut gather);
                }
                section = Some(match head.to_lowercase().as_str() {
                    "vertices" => {
                        vertices =
                            Vertices { count: word(1).parse().unwrap_or_default(), first: word(2).parse().ok(), ..Vertices::default() };
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
                kind = if word(1).starts_with(':') { word(2).to_owned() } else { String::new() };
                continue;
            }
            match section {
                Some(Section::Vertices) => vertices.rows.push((place, line, word(0).to_owned(), word(1).to_owned())),
                Some(Section::Pairs) => {
                    let weight = Some(word(2)).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(f64::NAN));
                    let (from, to) = (vertices.end(word(0), place, &mut gather), vertices.end(word(1), place, &mut gather));
                    gather.edge(Edge { place, from, to, kind: kind.clone(), weight, text: line.to_owned(), ..Edge::default() });
                }
                Some(Section::Lists) => {
                    for to in &words[1..] {
                        let (from, to) = (vertices.end(word(0), place, &mut gather), vertices.end(to, place, &mut gather));
                        gather.edge(Edge { place, from, to, kind: kind.clone(), text: line.to_owned(), ..Edge::default() });
                    }
                }
                Some(Section::Other) => gather.reject(place, reason::UNREADABLE, "stands under a head that is not known", line),
                None => return Err(malformed(input, place.line, "a network of Pajek begins with *Vertices")),
            }
        }
        if section.is_none() {
            return Err(malformed(input, 1, "a network of Pajek begins with *Vertices"));
        }
        if section == Some(Section::Vertices) {
            vertices.give(&mut gather);
        }
    }
    Ok(gather.finish(false))
}

impl Vertices<'_> {
    /// Gives those that have a line to the tables.
    fn give(&mut self, gather: &mut Gather) {
        let mut labels: Vec<&str> = self.rows.iter().map(|(.., label)| label.as_str()).collect();
        labels.sort_unstable();
        let by_label = self.rows.len() >= self.count && labels.first() != Some(&"") && labels.windows(2).all(|two| two[0] != two[1]);
        for (place, line, number, label) in std::mem::take(&mut self.rows) {
            let id = if by_label { label.clone() } else { number.clone() };
            gather.node(place, &id, &label, "", self.mode(&number), line);
            self.ids.insert(number, id);
        }
    }

    /// The id of the vertex of a number, which becomes a node if it is none yet.
    fn end(&mut self, number: &str, place: Place, gather: &mut Gather) -> String {
        if let Some(id) = self.ids.get(number) {
            return id.clone();
        }
        if number.parse().is_ok_and(|one: usize| (1..=self.count).contains(&one)) {
            gather.node(place, number, "", "", self.mode(number), "");
            self.ids.insert(number.to_owned(), number.to_owned());
        }
        number.to_owned()
    }

    fn mode(&self, number: &str) -> Cells {
        let mode = |first: usize| Value::Whole(if number.parse().is_ok_and(|number: usize| number > first) { 2 } else { 1 });
        self.first.map(|first| ("mode".to_owned(), mode(first))).into_iter().collect()
    }
}

/// The words of a line; one in double quotes may have blanks. Pajek writes what is not ASCII as entities (`&#1052;`), and igraph quotes, too.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(unescaped(word));
        rest = after.trim_start();
    }
    words
}
