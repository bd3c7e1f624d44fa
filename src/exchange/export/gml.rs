//! GML: the text format of networkx, igraph, Gephi and yEd.
//!
//! It is ASCII; every other character, and what a string may not hold, is written as an HTML entity by its number. Keys are letters and digits, so
//! `name_en` is `nameEn`. Nodes have numbers; their ids are labels, and their names `name`.

use std::fmt::Write as _;

use super::{
    super::{Column, Value},
    Error, Export, File, Loss,
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Documents, Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let header = export.graph.header();
    let mut text = format!("graph [\n  directed {}\n  multigraph 1\n", u8::from(tables.directed));
    writeln!(text, "  title {}\n  chosen {}", string(&header.title), string(&export.chosen))?;
    for (number, node) in tables.nodes.iter().enumerate() {
        writeln!(
            text,
            "  node [\n    id {number}\n    label {}\n    name {}\n    kind {}",
            string(&node.id),
            string(&node.label),
            string(&node.kind)
        )?;
        cells(&mut text, &tables.node_columns, &node.cells)?;
        text += "  ]\n";
    }
    for (number, edge) in tables.edges.iter().enumerate() {
        writeln!(
            text,
            "  edge [\n    source {}\n    target {}\n    key {number}\n    id {}\n    type {}\n    weight {:?}",
            edge.from,
            edge.to,
            string(&edge.id),
            string(&edge.kind),
            edge.weight
        )?;
        cells(&mut text, &tables.edge_columns, &edge.cells)?;
        text += "  ]\n";
    }
    text += "]\n";
    Ok(vec![File { name: "base.gml".to_owned(), bytes: text.into_bytes() }])
}

fn cells(text: &mut String, columns: &[Column], cells: &[Value]) -> Result<(), Error> {
    for (column, value) in columns.iter().zip(cells) {
        let literal = match value {
            Value::Nothing => continue,
            Value::Whole(number) => number.to_string(),
            Value::Real(number) => format!("{number:?}"),
            Value::Truth(truth) => u8::from(*truth).to_string(),
            Value::Text(_) | Value::List(_) => string(&value.to_text().unwrap_or_default()),
        };
        writeln!(text, "    {} {literal}", key(&column.name))?;
    }
    Ok(())
}

/// The name of a column in letters and digits.
fn key(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |key, word| {
        let mut letters = word.chars();
        key + &letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
    })
}

fn string(text: &str) -> String {
    let mut safe = String::from("\"");
    for c in text.chars() {
        match c {
            '&' => safe += "&amp;",
            '"' => safe += "&quot;",
            ' '..='~' => safe.push(c),
            _ => {
                let _ = write!(safe, "&#{};", u32::from(c));
            }
        }
    }
    safe + "\""
}
