//! CSV: nodes, edges and the documents that they cite as tables, with a description of these (Frictionless Data Package).

use serde_json::{Value as Json, json};

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss, Reader,
};
use crate::model::Source;

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Claims];

/// Names of the columns that every node and edge has.
pub(super) struct Heads {
    /// Id, label and kind of a node.
    pub node: [&'static str; 3],
    /// Id, near end, far end, type and weight of an edge.
    pub edge: [&'static str; 5],
}

/// A table on its way into a file.
pub(super) struct Sheet {
    /// Its name, that of its file without `.csv`.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// `nodes.csv`, `edges.csv`, `sources.csv` and `datapackage.json`.
pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let heads = Heads { node: ["id", "label", "kind"], edge: ["id", "source", "target", "type", "weight"] };
    files(export, &[nodes(export, &heads), edges(export, &heads), sources(export)])
}

/// The nodes, under these heads.
pub(super) fn nodes(export: &Export<'_>, heads: &Heads) -> Sheet {
    let [id, label, kind] = heads.node;
    let mut columns = vec![
        Column::new(id, Holds::Text, "its id"),
        Column::new(label, Holds::Text, &format!("its name in the language `{}`", export.lang)),
        Column::new(kind, Holds::Text, "what it is"),
    ];
    columns.extend(export.tables.node_columns.iter().cloned());
    let row = |node: &super::super::NodeRow| {
        let own = [&node.id, &node.label, &node.kind].map(|text| Value::Text(text.clone()));
        own.into_iter().chain(node.cells.iter().cloned()).collect()
    };
    Sheet { name: "nodes", columns, rows: export.tables.nodes.iter().map(row).collect() }
}

/// The edges, under these heads.
pub(super) fn edges(export: &Export<'_>, heads: &Heads) -> Sheet {
    let [id, from, to, kind, weight] = heads.edge;
    let mut columns = vec![
        Column::new(id, Holds::Text, "its id"),
        Column::new(from, Holds::Text, "id of the node where it begins"),
        Column::new(to, Holds::Text, "id of the node where it ends"),
        Column::new(kind, Holds::Text, "what it is"),
        Column::new(weight, Holds::Real, "how strong it is, in links or ties"),
    ];
    columns.extend(export.tables.edge_columns.iter().cloned());
    let row = |edge: &super::super::EdgeRow| {
        let (from, to) = export.tables.ends(edge);
        let own = [edge.id.as_str(), from, to, &edge.kind].map(|text| Value::Text(text.to_owned()));
        own.into_iter().chain([Value::Real(edge.weight)]).chain(edge.cells.iter().cloned()).collect()
    };
    Sheet { name: "edges", columns, rows: export.tables.edges.iter().map(row).collect() }
}

/// All documents of the base; a reference in `sources` of a node or edge begins with the id of one.
fn sources(export: &Export<'_>) -> Sheet {
    let columns = [
        ("id", "its id, with which references to it begin"),
        ("form", "book, article, news, interview, report, law, dataset or page"),
        ("title", "its title"),
        ("author", "who wrote it"),
        ("publisher", "who published it"),
        ("date", "when it came out (EDTF)"),
        ("language", "its language, as a BCP 47 tag"),
        ("isbn", "ISBN of a book"),
        ("url", "where it can be read"),
        ("note", "what a reader of it should know"),
    ];
    let text = |text: &Option<String>| Value::text(text.clone().unwrap_or_default());
    let row = |source: &Source| {
        vec![
            Value::text(source.id.as_str()),
            Value::text(source.form.word()),
            Value::text(&source.title),
            text(&source.author),
            text(&source.publisher),
            text(&source.date.as_ref().map(ToString::to_string)),
            text(&source.language),
            text(&source.isbn),
            text(&source.url),
            text(&source.note),
        ]
    };
    let columns = columns.iter().map(|(name, says)| Column::new(name, Holds::Text, says)).collect();
    Sheet { name: "sources", columns, rows: export.graph.sources().map(row).collect() }
}

/// A file for each sheet, and the description of all of them.
pub(super) fn files(export: &Export<'_>, sheets: &[Sheet]) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for sheet in sheets {
        let mut writer = ::csv::Writer::from_writer(export.reader.begin());
        writer.write_record(sheet.columns.iter().map(|column| &column.name))?;
        for row in &sheet.rows {
            writer.write_record(row.iter().map(|value| export.reader.cell(value)))?;
        }
        files.push(File { name: format!("{}.csv", sheet.name), bytes: writer.into_inner().map_err(::csv::IntoInnerError::into_error)? });
    }
    let resources: Vec<Json> = sheets.iter().map(resource).collect();
    let header = export.graph.header();
    let package = json!({
        "profile": "tabular-data-package",
        "name": header.name,
        "title": header.title,
        "version": header.version,
        "description": export.chosen,
        "licenses": [{ "name": header.licence }],
        "resources": resources,
    });
    files.push(File { name: "datapackage.json".to_owned(), bytes: (serde_json::to_string_pretty(&package)? + "\n").into_bytes() });
    Ok(files)
}

/// A table as a data package describes it.
fn resource(sheet: &Sheet) -> Json {
    let field = |column: &Column| {
        let holds = match column.holds {
            Holds::Text | Holds::List => "string",
            Holds::Whole => "integer",
            Holds::Real => "number",
            Holds::Truth => "boolean",
            Holds::Day => "date",
        };
        let list = if column.holds == Holds::List { "; several are parted by semicolons" } else { "" };
        json!({ "name": column.name, "type": holds, "description": format!("{}{list}", column.says) })
    };
    json!({
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": format!("{}.csv", sheet.name),
        "encoding": "utf-8",
        "schema": { "fields": sheet.columns.iter().map(field).collect::<Vec<_>>() },
    })
}

impl Reader {
    /// The bytes that a file begins with.
    #[must_use]
    pub fn begin(self) -> Vec<u8> {
        match self {
            Self::Program => Vec::new(),
            Self::Spreadsheet => "\u{feff}".into(),
        }
    }

    /// A cell, harmless for whoever reads it.
    #[must_use]
    pub fn cell(self, value: &Value) -> String {
        let text = value.to_text().unwrap_or_default();
        // A negative number is no formula.
        let is_text = matches!(value, Value::Text(_) | Value::List(_));
        if self == Self::Spreadsheet && is_text && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_text_for_it() {
        for (text, safe) in
            [("=1+1", "'=1+1"), ("+7", "'+7"), ("-x", "'-x"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("a=b", "a=b")]
        {
            assert_eq!(Reader::Spreadsheet.cell(&Value::text(text)), safe);
            assert_eq!(Reader::Program.cell(&Value::text(text)), text);
        }
        assert_eq!(Reader::Spreadsheet.cell(&Value::Real(-3.5)), "-3.5");
        assert_eq!(Reader::Spreadsheet.cell(&Value::List(vec!["=x".to_owned()])), "'=x");
    }
}
