//! CSV for Neo4j's bulk import: `neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv --multiline-fields=true`.
//!
//! A head says what its column holds (`latitude:double`). Labels are kinds (`University`), types of relationships those of ties (`SIGNED`). An array is
//! parted by semicolons, which cannot be escaped; a comma stands for one within an item.

use super::{
    super::{Holds, Value},
    Error, Export, File, Loss,
    csv::{Heads, Sheet, edges, files, nodes},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Semicolons, Loss::Documents, Loss::Claims];

/// `nodes.csv`, `edges.csv` and `datapackage.json`.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let heads = Heads { node: ["id:ID", "name", ":LABEL"], edge: ["id", ":START_ID", ":END_ID", ":TYPE", "weight"] };
    let (mut nodes, mut edges) = (nodes(export, &heads), edges(export, &heads));
    change(&mut nodes, ":LABEL", label);
    change(&mut edges, ":TYPE", relationship);
    files(export, &[typed(nodes), typed(edges)])
}

/// Puts other words into the texts of a column.
fn change(sheet: &mut Sheet, column: &str, word: fn(&str) -> String) {
    let Some(at) = sheet.columns.iter().position(|one| one.name == column) else { return };
    for cell in sheet.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        if let Value::Text(text) = cell {
            *text = word(text);
        }
    }
}

/// A table whose heads say what their columns hold, with lists as Neo4j parts them.
fn typed(mut sheet: Sheet) -> Sheet {
    for column in &mut sheet.columns {
        column.name += match column.holds {
            Holds::Text => "",
            Holds::List => ":string[]",
            Holds::Whole => ":long",
            Holds::Real => ":double",
            Holds::Truth => ":boolean",
            Holds::Day => ":date",
        };
    }
    for cell in sheet.rows.iter_mut().flatten() {
        if let Value::List(items) = cell {
            *cell = Value::Text(items.iter().map(|item| item.replace(';', ",")).collect::<Vec<_>>().join(";"));
        }
    }
    sheet
}

/// A label as Neo4j writes them: `University`.
pub(super) fn label(kind: &str) -> String {
    let capital = |word: &str| word.chars().next().into_iter().flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    kind.split('_').map(capital).collect()
}

/// A type of relationship as Neo4j writes them: `TOOK_PART_IN`.
pub(super) fn relationship(kind: &str) -> String {
    kind.to_uppercase()
}
