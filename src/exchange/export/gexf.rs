//! GEXF 1.3: the format of Gephi, with time.
//!
//! `start` and `end` of nodes and edges are days: the first and last day that what is known of the date can mean. What is known stands in the attribute `date`.

use super::{
    super::{Column, Holds, Value},
    Error, Export, File, Loss,
    xml::Xml,
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Characters, Loss::Documents, Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let header = export.graph.header();
    let mut xml = Xml::new()?;
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
            ("version", "1.3"),
        ],
    )?;
    // The day of the base, where there is one: the file of tomorrow is that of today.
    let updated = header.updated.latest().map(|day| day.to_string()).unwrap_or_default();
    xml.open("meta", &[("lastmodifieddate", &updated)])?;
    xml.text("creator", &[], "accord")?;
    xml.text("title", &[], &header.title)?;
    xml.text("description", &[], &export.chosen)?;
    xml.close("meta")?;
    let direction = if tables.directed { "directed" } else { "undirected" };
    xml.open("graph", &[("defaultedgetype", direction), ("mode", "dynamic"), ("timeformat", "date")])?;
    attributes(&mut xml, "node", &[Column::new("kind", Holds::Text, "")], &tables.node_columns)?;
    attributes(&mut xml, "edge", &[Column::new("type", Holds::Text, "")], &tables.edge_columns)?;
    xml.open("nodes", &[])?;
    for node in &tables.nodes {
        let time = time(&tables.node_columns, &node.cells);
        let mut own = vec![("id", node.id.as_str()), ("label", node.label.as_str())];
        own.extend(time.iter().map(|(name, day)| (*name, day.as_str())));
        xml.open("node", &own)?;
        values(&mut xml, "kind", &node.kind, &tables.node_columns, &node.cells)?;
        xml.close("node")?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for edge in &tables.edges {
        let (from, to) = tables.ends(edge);
        let (time, weight) = (time(&tables.edge_columns, &edge.cells), edge.weight.to_string());
        let mut own = vec![
            ("id", edge.id.as_str()),
            ("source", from),
            ("target", to),
            ("kind", &edge.kind),
            ("label", &edge.kind),
            ("weight", &weight),
        ];
        own.extend(time.iter().map(|(name, day)| (*name, day.as_str())));
        xml.open("edge", &own)?;
        values(&mut xml, "type", &edge.kind, &tables.edge_columns, &edge.cells)?;
        xml.close("edge")?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    Ok(vec![File { name: "base.gexf".to_owned(), bytes: xml.finish() }])
}

/// Is it a column of its own, and no attribute, here?
fn is_time(column: &Column) -> bool {
    column.holds == Holds::Day
}

/// When it began and ended, as attributes of the element.
fn time(columns: &[Column], cells: &[Value]) -> Vec<(&'static str, String)> {
    let day = |name: &'static str| {
        let at = columns.iter().position(|column| is_time(column) && column.name == name)?;
        Some((name, cells.get(at)?.to_text()?))
    };
    ["start", "end"].into_iter().filter_map(day).collect()
}

fn attributes(xml: &mut Xml, class: &str, first: &[Column], columns: &[Column]) -> Result<(), Error> {
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    for column in first.iter().chain(columns).filter(|column| !is_time(column)) {
        let holds = match column.holds {
            Holds::Text | Holds::List | Holds::Day => "string",
            Holds::Whole => "long",
            Holds::Real => "double",
            Holds::Truth => "boolean",
        };
        xml.empty("attribute", &[("id", &column.name), ("title", &column.name), ("type", holds)])?;
    }
    Ok(xml.close("attributes")?)
}

fn values(xml: &mut Xml, first: &str, kind: &str, columns: &[Column], cells: &[Value]) -> Result<(), Error> {
    xml.open("attvalues", &[])?;
    xml.empty("attvalue", &[("for", first), ("value", kind)])?;
    for (column, value) in columns.iter().zip(cells).filter(|(column, _)| !is_time(column)) {
        if let Some(text) = value.to_text() {
            xml.empty("attvalue", &[("for", &column.name), ("value", &text)])?;
        }
    }
    Ok(xml.close("attvalues")?)
}
