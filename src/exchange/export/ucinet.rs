//! UCINET: a network in its DL format, and a table of labels.
//!
//! Labels in the network are ids, as DL parts them by blanks; `labels.csv` has the names. Parties and links are a list of memberships (`edgelist2`),
//! pairs of parties a list of edges, each written both ways (`edgelist1`).

use std::fmt::Write as _;

use super::{Error, Export, File, Loss, csv::files};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Columns, Loss::Documents, Loss::Claims];

/// `network.dl`, `labels.csv` and the description of that.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let mut text = String::new();
    let labels = |text: &mut String, rows: &[super::super::NodeRow]| {
        for row in rows {
            text.push_str(&row.id);
            text.push('\n');
        }
    };
    let nodes = tables.nodes.as_slice();
    match export.parties().and_then(|parties| nodes.split_at_checked(parties)) {
        Some((parties, links)) => {
            writeln!(text, "dl nr={}, nc={}\nformat=edgelist2\nrow labels:", parties.len(), links.len())?;
            labels(&mut text, parties);
            text += "column labels:\n";
            labels(&mut text, links);
        }
        None => {
            writeln!(text, "dl n={}\nformat=edgelist1\nlabels:", nodes.len())?;
            labels(&mut text, nodes);
        }
    }
    text += "data:\n";
    let first_link = export.parties().unwrap_or_default();
    for edge in &tables.edges {
        let (from, to) = (edge.from + 1, edge.to + 1 - first_link);
        writeln!(text, "{from} {to} {}", edge.weight)?;
        if first_link == 0 {
            writeln!(text, "{to} {from} {}", edge.weight)?;
        }
    }
    let mut out = vec![File { name: "network.dl".to_owned(), bytes: text.into_bytes() }];
    out.extend(files(export, &[export.legend()])?);
    Ok(out)
}
