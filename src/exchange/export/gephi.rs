//! CSV for Gephi: two tables under the heads that its import spreadsheet dialogue knows.

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    csv::{Heads, edges, files, nodes},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Documents, Loss::Claims];

/// `nodes.csv`, `edges.csv` and `datapackage.json`.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let heads = Heads { node: ["Id", "Label", "kind"], edge: ["Id", "Source", "Target", "Label", "Weight"] };
    let mut edges = edges(export, &heads);
    // Gephi takes what lies between Source and Target from a column Type.
    edges.columns.insert(3, Column::new("Type", Holds::Text, "Directed or Undirected"));
    let direction = if export.tables.directed { "Directed" } else { "Undirected" };
    edges.rows.iter_mut().for_each(|row| row.insert(3, Value::text(direction)));
    files(export, &[nodes(export, &heads), edges])
}
