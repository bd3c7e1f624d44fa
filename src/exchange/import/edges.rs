//! Plain lists of edges: two ids and, where there is one, a weight on a line, as SNAP, KONECT and Network Repository have them.
//!
//! KONECT says first what a network is: `% sym`, `% asym` or `% bip`. Its ids are numbers, parted by blanks, tabs and commas as it comes; of two modes (`bip`) they are
//! counted from 1 on either side, and those on the right are then `2/1`, `2/2` and so on.
//!
//! Others are parted by tabs if there is one on the line, else by commas, semicolons or blanks. Lines that begin with `#` or `%` are comments. A second file, of an id and a name on
//! each line, gives the names; an id of Wikidata (`Q1490`) is a code as well.

use std::collections::HashMap;

use super::{
    super::Value,
    Error, Incoming, Input,
    gather::{Cells, Edge, Gather, reason, shown},
    text::{lines, text},
};

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(false);
    let texts = files.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    // Who is an end of an edge is known from the first file alone.
    let names: HashMap<&str, &str> = texts.iter().skip(1).flat_map(|text| text.lines()).filter_map(|line| line.split_once('\t')).collect();
    if let Some(text) = texts.first() {
        let konect = text.trim_start().strip_prefix('%').and_then(|rest| rest.split_whitespace().next());
        let (is_konect, is_bipartite) = (matches!(konect, Some("sym" | "asym" | "bip")), konect == Some("bip"));
        for (place, line) in lines(text, 0).filter(|(_, line)| !line.trim_start().starts_with(['#', '%'])) {
            let words =
                if is_konect { line.split([' ', '\t', ',']).filter(|word| !word.is_empty()).take(3).collect() } else { words(line) };
            let [from, to, rest @ ..] = words.as_slice() else {
                gather.reject(place, reason::NO_END, "", line);
                continue;
            };
            let to = if is_bipartite && !to.is_empty() { format!("2/{to}") } else { (*to).to_owned() };
            for id in [*from, &to].into_iter().filter(|id| !id.is_empty()) {
                if !gather.has(id) {
                    gather.node(place, id, names.get(id).unwrap_or(&""), "", codes(id), line);
                }
            }
            let weight = rest.first().map(|text| text.parse().unwrap_or(f64::NAN));
            gather.edge(Edge { place, from: (*from).to_owned(), to, weight, text: shown(line), ..Edge::default() });
        }
    }
    Ok(gather.finish(false))
}

/// The first words of a line: two ends and a weight.
fn words(line: &str) -> Vec<&str> {
    let by = |c: char| line.contains(c).then(|| line.split(c).map(str::trim).take(3).collect());
    by('\t').or_else(|| by(',')).or_else(|| by(';')).unwrap_or_else(|| line.split_whitespace().take(3).collect())
}

/// What an id is a code of.
fn codes(id: &str) -> Cells {
    let is_wikidata = id.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if is_wikidata { vec![("wikidata".to_owned(), Value::text(id))] } else { Vec::new() }
}
