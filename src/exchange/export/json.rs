//! JSON: node-link, as networkx and D3 have it, and the elements of Cytoscape.

use serde_json::{Map, Value as Json, json};

use super::{
    super::{Column, Value},
    Error, Export, File, Loss,
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Documents, Loss::Claims];

/// `nodes` and `edges` of one object: `networkx.node_link_graph(data, edges="edges")`.
pub(super) fn node_link(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let nodes = tables.nodes.iter().map(|node| {
        let own = [("id", node.id.as_str()), ("label", &node.label), ("kind", &node.kind)];
        Json::Object(object(&own, &tables.node_columns, &node.cells))
    });
    let edges = tables.edges.iter().map(|edge| {
        let (from, to) = tables.ends(edge);
        let own = [("source", from), ("target", to), ("key", edge.id.as_str()), ("type", &edge.kind)];
        let mut fields = object(&own, &tables.edge_columns, &edge.cells);
        fields.insert("weight".to_owned(), edge.weight.into());
        Json::Object(fields)
    });
    let document = json!({
        "directed": tables.directed,
        "multigraph": true,
        "graph": about(export),
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    });
    file("base.json", &document)
}

/// `elements` of Cytoscape.js, which Cytoscape opens as well (`.cyjs`).
pub(super) fn cytoscape(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let nodes = tables.nodes.iter().map(|node| {
        // networkx asks for `value`, Cytoscape for `name`.
        let own = [("id", node.id.as_str()), ("value", &node.id), ("name", &node.label), ("kind", &node.kind)];
        json!({ "data": object(&own, &tables.node_columns, &node.cells) })
    });
    let edges = tables.edges.iter().map(|edge| {
        let (from, to) = tables.ends(edge);
        let own = [("id", edge.id.as_str()), ("source", from), ("target", to), ("key", &edge.id), ("interaction", &edge.kind)];
        let mut fields = object(&own, &tables.edge_columns, &edge.cells);
        fields.insert("weight".to_owned(), edge.weight.into());
        json!({ "data": fields })
    });
    let document = json!({
        "directed": tables.directed,
        "multigraph": true,
        "data": about(export),
        "elements": { "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>() },
    });
    file("base.cyjs", &document)
}

/// What the graph as a whole is.
fn about(export: &Export<'_>) -> Json {
    let header = export.graph.header();
    json!({ "name": header.name, "title": header.title, "version": header.version, "licence": header.licence, "chosen": export.chosen })
}

/// The fields of a node or edge, those that it has nothing for left out.
pub(super) fn object(own: &[(&str, &str)], columns: &[Column], cells: &[Value]) -> Map<String, Json> {
    let own = own.iter().map(|&(name, text)| (name.to_owned(), Json::from(text)));
    let cells = columns.iter().zip(cells).filter(|(_, value)| !value.is_nothing()).map(|(column, value)| {
        let json = match value {
            Value::Nothing => Json::Null,
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.clone().into(),
            Value::Whole(number) => (*number).into(),
            Value::Real(number) => (*number).into(),
            Value::Truth(truth) => (*truth).into(),
        };
        (column.name.clone(), json)
    });
    own.chain(cells).collect()
}

pub(super) fn file(name: &str, document: &Json) -> Result<Vec<File>, Error> {
    Ok(vec![File { name: name.to_owned(), bytes: (serde_json::to_string_pretty(document)? + "\n").into_bytes() }])
}
