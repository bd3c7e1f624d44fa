//! Pajek: a network, and partitions of its vertices.
//!
//! Labels of vertices are ids, which are short, unique and ASCII, as Pajek wants them; `labels.csv` has their names. A partition gives each vertex the
//! number of its class, 0 for none; `labels.csv` says which that is.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    csv::files,
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Columns, Loss::Documents, Loss::Claims];

/// `network.net`, the partitions `kind.clu`, `country.clu` and `mode.clu`, and `labels.csv`.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let parties = export.parties();
    let mut text = match parties {
        Some(parties) => format!("*Vertices {} {parties}\n", tables.nodes.len()),
        None => format!("*Vertices {}\n", tables.nodes.len()),
    };
    for (number, node) in (1..).zip(&tables.nodes) {
        writeln!(text, "{number} \"{}\"", node.id)?;
    }
    text += "*Edges\n";
    for edge in &tables.edges {
        writeln!(text, "{} {} {}", edge.from + 1, edge.to + 1, edge.weight)?;
    }
    let mut out = vec![File { name: "network.net".to_owned(), bytes: text.into_bytes() }];
    let mut classes: Vec<(&str, Vec<String>)> = vec![
        ("kind", tables.nodes.iter().map(|node| node.kind.clone()).collect()),
        ("country", tables.nodes.iter().map(|node| tables.cell(node, "country").to_text().unwrap_or_default()).collect()),
    ];
    if parties.is_some() {
        classes.push(("mode", tables.nodes.iter().map(|node| tables.cell(node, "mode").to_text().unwrap_or_default()).collect()));
    }
    let mut legend = export.legend();
    for (name, of) in classes {
        // Numbers are those of the classes in the order of the alphabet.
        let words: BTreeSet<&String> = of.iter().filter(|word| !word.is_empty()).collect();
        let words: Vec<&String> = words.into_iter().collect();
        let numbers = of.iter().map(|word| words.binary_search(&word).map_or(0, |place| place + 1));
        let mut text = format!("*Vertices {}\n", tables.nodes.len());
        legend.columns.push(Column::new(&format!("{name}_class"), Holds::Whole, &format!("its class in {name}.clu")));
        for (row, number) in legend.rows.iter_mut().zip(numbers) {
            writeln!(text, "{number}")?;
            row.push(Value::Whole(i64::try_from(number).unwrap_or(i64::MAX)));
        }
        out.push(File { name: format!("{name}.clu"), bytes: text.into_bytes() });
    }
    out.extend(files(export, &[legend])?);
    Ok(out)
}
