//! GeoJSON (RFC 7946): parties as points, links as lines between them, for QGIS, Leaflet and geojson.io.
//!
//! A party of which no position is known stands where the nearest place is that it lies in and that has one; `at` says which that is. Those who share
//! one position are joined by no line that could be seen, so such a line is a point.

use serde_json::{Value as Json, json};

use super::{
    Error, Export, File, Loss,
    json::{file, object},
};
use crate::model::{Position, graph::NodeIndex};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Positions, Loss::Documents, Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let tables = &export.tables;
    let places: Vec<Option<(NodeIndex, Position)>> = export.nodes.iter().map(|node| place(export, (*node)?)).collect();
    let mut features = Vec::new();
    for (node, place) in tables.nodes.iter().zip(&places) {
        let Some((at, position)) = place else { continue };
        let own = [("id", node.id.as_str()), ("name", &node.label), ("kind", &node.kind), ("at", export.graph.node(*at).id.as_str())];
        features.push(json!({
            "type": "Feature",
            "id": node.id,
            "geometry": { "type": "Point", "coordinates": coordinates(*position) },
            "properties": object(&own, &tables.node_columns, &node.cells),
        }));
    }
    for edge in &tables.edges {
        let position = |row: usize| places.get(row).copied().flatten().map(|(_, position)| position);
        let (Some(a), Some(b)) = (position(edge.from), position(edge.to)) else { continue };
        let (from, to) = tables.ends(edge);
        let geometry = if a == b {
            json!({ "type": "Point", "coordinates": coordinates(a) })
        } else {
            json!({ "type": "LineString", "coordinates": [coordinates(a), coordinates(b)] })
        };
        let own = [("id", edge.id.as_str()), ("source", from), ("target", to), ("type", &edge.kind)];
        let mut properties = object(&own, &tables.edge_columns, &edge.cells);
        properties.insert("weight".to_owned(), edge.weight.into());
        features.push(json!({ "type": "Feature", "id": edge.id, "geometry": geometry, "properties": properties }));
    }
    file("base.geojson", &json!({ "type": "FeatureCollection", "features": features }))
}

/// Where a node is: its own position, else that of the nearest place that it lies in.
pub(super) fn place(export: &Export<'_>, node: NodeIndex) -> Option<(NodeIndex, Position)> {
    export.graph.upwards(node).find_map(|up| Some((up, export.graph.node(up).at?)))
}

/// Longitude first, as GeoJSON has it.
fn coordinates(Position(latitude, longitude): Position) -> Json {
    json!([longitude, latitude])
}
