//! GraphML: the XML format that most graph libraries read (networkx, igraph, yEd, Gephi).

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    xml::Xml,
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Characters, Loss::Documents, Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let mut xml = Xml::new()?;
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"),
        ],
    )?;
    key(&mut xml, "graph", "title", "string")?;
    key(&mut xml, "graph", "chosen", "string")?;
    for name in ["label", "kind"] {
        key(&mut xml, "node", name, "string")?;
    }
    for column in &tables.node_columns {
        key(&mut xml, "node", &column.name, holds(column))?;
    }
    key(&mut xml, "edge", "type", "string")?;
    key(&mut xml, "edge", "weight", "double")?;
    for column in &tables.edge_columns {
        key(&mut xml, "edge", &column.name, holds(column))?;
    }
    let header = export.graph.header();
    xml.open("graph", &[("id", &header.name), ("edgedefault", if tables.directed { "directed" } else { "undirected" })])?;
    data(&mut xml, "graph", "title", &header.title)?;
    data(&mut xml, "graph", "chosen", &export.chosen)?;
    for node in &tables.nodes {
        xml.open("node", &[("id", &node.id)])?;
        data(&mut xml, "node", "label", &node.label)?;
        data(&mut xml, "node", "kind", &node.kind)?;
        cells(&mut xml, "node", &tables.node_columns, &node.cells)?;
        xml.close("node")?;
    }
    for edge in &tables.edges {
        let (from, to) = tables.ends(edge);
        xml.open("edge", &[("id", &edge.id), ("source", from), ("target", to)])?;
        data(&mut xml, "edge", "type", &edge.kind)?;
        data(&mut xml, "edge", "weight", &edge.weight.to_string())?;
        cells(&mut xml, "edge", &tables.edge_columns, &edge.cells)?;
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    Ok(vec![File { name: "base.graphml".to_owned(), bytes: xml.finish() }])
}

fn holds(column: &Column) -> &'static str {
    match column.holds {
        Holds::Text | Holds::List | Holds::Day => "string",
        Holds::Whole => "long",
        Holds::Real => "double",
        Holds::Truth => "boolean",
    }
}

/// Says what a column is called and holds. Nodes and edges may have columns of one name, so its key has both.
fn key(xml: &mut Xml, of: &str, name: &str, holds: &str) -> Result<(), Error> {
    Ok(xml.empty("key", &[("id", &format!("{of}_{name}")), ("for", of), ("attr.name", name), ("attr.type", holds)])?)
}

fn data(xml: &mut Xml, of: &str, name: &str, text: &str) -> Result<(), Error> {
    Ok(xml.text("data", &[("key", &format!("{of}_{name}"))], text)?)
}

fn cells(xml: &mut Xml, of: &str, columns: &[Column], cells: &[Value]) -> Result<(), Error> {
    for (column, value) in columns.iter().zip(cells) {
        if let Some(text) = value.to_text() {
            data(xml, of, &column.name, &text)?;
        }
    }
    Ok(())
}
