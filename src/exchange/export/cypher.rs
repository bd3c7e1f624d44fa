//! A script of openCypher, which Neo4j, Memgraph and others run: `cypher-shell < base.cypher`.
//!
//! Statements merge by id, so that running the script again changes what has changed and doubles nothing. Nodes have the label `Entity` beside that of their
//! kind, and `within` is a relationship `LIES_IN` as well.

use std::fmt::Write as _;

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    neo4j::{label, relationship},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Documents, Loss::Claims];

/// So many rows are sent in one statement.
const BATCH: usize = 500;

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let mut text = format!("// {}\n", export.chosen.replace(['\n', '\r'], " "));
    text += "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n";
    let mut nodes: Vec<_> = tables.nodes.iter().collect();
    nodes.sort_by(|a, b| a.kind.cmp(&b.kind));
    for same in nodes.chunk_by(|a, b| a.kind == b.kind) {
        let rows = same.iter().map(|node| {
            let name = [("name", string(&node.label))].into_iter();
            format!("{{id: {}, properties: {}}}", string(&node.id), map(name, &tables.node_columns, &node.cells))
        });
        let then = format!("MERGE (n:Entity {{id: row.id}}) SET n:{} SET n += row.properties", label(&same[0].kind));
        batches(&mut text, &rows.collect::<Vec<_>>(), &then)?;
    }
    let mut edges: Vec<_> = tables.edges.iter().collect();
    edges.sort_by(|a, b| a.kind.cmp(&b.kind));
    for same in edges.chunk_by(|a, b| a.kind == b.kind) {
        let rows = same.iter().map(|edge| {
            let (from, to) = tables.ends(edge);
            let weight = [("weight", edge.weight.to_string())].into_iter();
            let properties = map(weight, &tables.edge_columns, &edge.cells);
            format!("{{id: {}, from: {}, to: {}, properties: {properties}}}", string(&edge.id), string(from), string(to))
        });
        let then = format!(
            "MATCH (a:Entity {{id: row.from}}), (b:Entity {{id: row.to}}) MERGE (a)-[r:{} {{id: row.id}}]->(b) SET r += row.properties",
            relationship(&same[0].kind)
        );
        batches(&mut text, &rows.collect::<Vec<_>>(), &then)?;
    }
    let lies_in = export.containment().map(|(inner, outer)| format!("{{from: {}, to: {}}}", string(inner), string(outer)));
    let then = "MATCH (a:Entity {id: row.from}), (b:Entity {id: row.to}) MERGE (a)-[:LIES_IN]->(b)";
    batches(&mut text, &lies_in.collect::<Vec<_>>(), then)?;
    Ok(vec![File { name: "base.cypher".to_owned(), bytes: text.into_bytes() }])
}

/// Statements that do the same for each row.
fn batches(text: &mut String, rows: &[String], then: &str) -> Result<(), Error> {
    for rows in rows.chunks(BATCH) {
        write!(text, "UNWIND [\n  {}\n] AS row\n{then};\n", rows.join(",\n  "))?;
    }
    Ok(())
}

/// The properties of a row, those that it has none of left out.
fn map<'a>(first: impl Iterator<Item = (&'a str, String)>, columns: &'a [Column], cells: &[Value]) -> String {
    let cells = columns.iter().zip(cells).filter(|(_, value)| !value.is_nothing());
    let cells = cells.map(|(column, value)| (column.name.as_str(), literal(column, value)));
    let pairs: Vec<String> = first.chain(cells).map(|(name, value)| format!("{name}: {value}")).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn literal(column: &Column, value: &Value) -> String {
    match value {
        Value::Nothing => "null".to_owned(),
        Value::Text(text) if column.holds == Holds::Day => format!("date({})", string(text)),
        Value::Text(text) => string(text),
        Value::List(items) => format!("[{}]", items.iter().map(|item| string(item)).collect::<Vec<_>>().join(", ")),
        Value::Whole(number) => number.to_string(),
        // A number without a point would be a whole one, and the property of two types.
        Value::Real(number) => format!("{number:?}"),
        Value::Truth(truth) => truth.to_string(),
    }
}

/// A text in quotation marks; what is not printable is written by its number.
fn string(text: &str) -> String {
    let mut safe = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => safe.extend(['\\', c]),
            '\n' => safe += "\\n",
            '\r' => safe += "\\r",
            '\t' => safe += "\\t",
            c if c.is_control() => {
                let _ = write!(safe, "\\u{:04x}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe + "'"
}
