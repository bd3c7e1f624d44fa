//! Pajek: `*Vertices`, `*Arcs`, `*Edges`, `*Arcslist`, `*Edgeslist`, `*Matrix`. Labels are the ids where they are all different and not too
//! long, else numbers are.
//!
//! Vertices without a line of their own are there as far as edges name them. Of two modes (`*Vertices 7 3`) the first vertices have `mode` 1, the others 2. A
//! relation (`*Arcs :1 "trade"`) is the type of its edges. A matrix has a row for each vertex and in it a weight for each, 0 where there is no arc; of two modes,
//! rows are those of the first and columns those of the second. Coordinates, shapes and colours are of pictures and are left out. Partitions (`.clu`) are not
//! read.

use std::collections::HashMap;

use super::{
    super::Value,
    Error, Incoming, Input, Place,
    gather::{Cells, Edge, Gather, LONGEST_ID, reason, shown},
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
    /// The weights of all arcs of a vertex a line; so many lines there were.
    Matrix(u64),
    Other,
}

/// The vertices of a network.
#[derive(Debug, Default)]
struct Vertices<'a> {
    /// How many there are, and how many of them are of the first mode.
    count: u64,
    first: Option<u64>,
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
            let mut words = words(line);
            let mut word = || words.next().unwrap_or_default();
            if let Some(head) = line.trim_start().strip_prefix('*') {
                if section == Some(Section::Vertices) {
                    vertices.give(&mut gather);
                }
                let head = head.split_whitespace().next().unwrap_or_default().to_lowercase();
                word();
                let (first, second) = (word(), word());
                section = Some(match head.as_str() {
                    "vertices" => {
                        let [count, first] = [first.as_str(), &second].map(|word| word.parse::<u32>().ok().map(u64::from));
                        vertices = Vertices { count: count.unwrap_or_default(), first, ..Vertices::default() };
                        Section::Vertices
                    }
                    "arcs" | "edges" => Section::Pairs,
                    "arcslist" | "edgeslist" => Section::Lists,
                    "matrix" => Section::Matrix(0),
                    _ => Section::Other,
                });
                gather.directed |= head.starts_with("arcs") || (head == "matrix" && vertices.first.is_none());
                kind = if first.starts_with(':') { shown(&second) } else { String::new() };
                continue;
            }
            match &mut section {
                Some(Section::Vertices) => vertices.rows.push((place, line, word(), word())),
                Some(Section::Pairs) => {
                    let [from, to] = [word(), word()].map(|number| vertices.end(&number, place, &mut gather));
                    let weight = Some(word()).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(f64::NAN));
                    gather.edge(Edge { place, from, to, kind: kind.clone(), weight, text: shown(line), ..Edge::default() });
                }
                Some(Section::Lists) => {
                    let number = word();
                    let from = vertices.end(&number, place, &mut gather);
                    for to in words {
                        let text = shown(&format!("{number} {to}"));
                        let to = vertices.end(&to, place, &mut gather);
                        gather.edge(Edge { place, from: from.clone(), to, kind: kind.clone(), text, ..Edge::default() });
                    }
                }
                Some(Section::Matrix(row)) => {
                    *row += 1;
                    // The columns begin behind the rows where they are of the other mode.
                    let (rows, before) = vertices.first.map_or((vertices.count, 0), |first| (first, first));
                    if *row > rows {
                        gather.reject(place, reason::UNREADABLE, "the matrix has more rows than vertices", line);
                        continue;
                    }
                    let columns = vertices.count.saturating_sub(before);
                    let values: Vec<String> = words.by_ref().take(usize::try_from(columns).unwrap_or(usize::MAX)).collect();
                    if (values.len() as u64) < columns {
                        gather.reject(place, reason::UNREADABLE, "the row of the matrix has fewer columns than there are vertices", line);
                        continue;
                    }
                    for (number, value) in (before + 1..=vertices.count).zip(values) {
                        let weight = value.parse().unwrap_or(f64::NAN);
                        if weight != 0.0 {
                            let text = shown(&format!("{row} {number} {value}"));
                            let [from, to] = [*row, number].map(|number| vertices.end(&number.to_string(), place, &mut gather));
                            gather.edge(Edge { place, from, to, kind: kind.clone(), weight: Some(weight), text, ..Edge::default() });
                        }
                    }
                    if words.next().is_some() {
                        gather.reject(place, reason::UNREADABLE, "the row of the matrix has more columns than there are vertices", line);
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
        let is_id = |label: &&str| (1..=LONGEST_ID).contains(&label.len());
        let by_label = self.rows.len() as u64 >= self.count && labels.iter().all(is_id) && labels.windows(2).all(|two| two[0] != two[1]);
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
        if number.parse().is_ok_and(|one: u64| (1..=self.count).contains(&one)) {
            gather.node(place, number, "", "", self.mode(number), "");
            self.ids.insert(number.to_owned(), number.to_owned());
        }
        number.to_owned()
    }

    fn mode(&self, number: &str) -> Cells {
        let mode = |first: u64| Value::Whole(if number.parse().is_ok_and(|number: u64| number > first) { 2 } else { 1 });
        self.first.map(|first| ("mode".to_owned(), mode(first))).into_iter().collect()
    }
}

/// The words of a line; one in double quotes may have blanks. Pajek writes what is not ASCII as entities (`&#1052;`), and igraph quotes, too.
fn words(line: &str) -> impl Iterator<Item = String> {
    let mut rest = line.trim();
    std::iter::from_fn(move || {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None if rest.is_empty() => return None,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        rest = after.trim_start();
        Some(unescaped(word))
    })
}
