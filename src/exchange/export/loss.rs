//! What can a format not hold, and how much of an export is that?

use std::collections::BTreeSet;

use super::{
    super::{Column, Value},
    Export, dates, geojson, xml,
};
use crate::model::Facts;

/// Something that a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// What is known of the documents that are cited.
    Documents,
    /// Claims: numbers that documents state.
    Claims,
    /// Semicolons within the items of lists.
    Semicolons,
    /// Every column: of nodes there is no more than id and kind, of edges no more than ends and weight.
    Columns,
    /// Characters in texts that no XML document can hold.
    Characters,
    /// Nodes of which no position is known, and edges that they are ends of.
    Positions,
    /// What a date says beside year, month and day.
    Marks,
    /// In which language a name is.
    Languages,
}

impl Loss {
    /// How much of an export is lost by it, as a sentence; `None` when it is nothing.
    #[must_use]
    pub fn of(self, export: &Export<'_>) -> Option<String> {
        let (count, one, many, says) = match self {
            Self::Documents => (documents(export), "document is", "documents are", "cited by id, without title, author and date"),
            Self::Claims => (export.graph.claims().len(), "claim is", "claims are", "left out"),
            Self::Semicolons => {
                let parted = |text: &&(bool, &str)| text.0 && text.1.contains(';');
                (texts(export).iter().filter(parted).count(), "item of a list has", "items of lists have", "a comma for a semicolon")
            }
            Self::Columns => (values(export), "value is", "values are", "left out: all but ids, names, kinds, countries and weights"),
            Self::Characters => {
                let unfit = |text: &&(bool, &str)| text.1.contains(xml::is_unfit);
                (texts(export).iter().filter(unfit).count(), "text has", "texts have", "U+FFFD for characters that XML cannot hold")
            }
            Self::Positions => {
                let unplaced = |node: &&Option<_>| node.is_none_or(|node| geojson::place(export, node).is_none());
                (export.nodes.iter().filter(unplaced).count(), "node is", "nodes are", "left out with all edges, for want of a position")
            }
            Self::Marks => (marks(export), "date is", "dates are", "cut to what they say of year, month and day"),
            Self::Languages => {
                let names = export.nodes.iter().flatten().map(|&node| export.graph.node(node).names.len());
                (names.sum(), "name is", "names are", "without language")
            }
        };
        (count > 0).then(|| format!("{count} {} {says}", if count == 1 { one } else { many }))
    }
}

/// The facts of the nodes and ties of an export.
fn facts<'a>(export: &'a Export<'_>) -> impl Iterator<Item = &'a Facts> {
    let nodes = export.nodes.iter().flatten().map(|&node| &export.graph.node(node).facts);
    nodes.chain(export.ties.iter().flatten().filter(|&&tie| !export.graph.is_inline(tie)).map(|&tie| export.graph.facts(tie)))
}

/// How many documents the references of nodes and edges name; a reference begins with the id of its document.
fn documents(export: &Export<'_>) -> usize {
    let tables = &export.tables;
    let place = |columns: &[Column]| columns.iter().position(|column| column.name == "sources");
    let (of_nodes, of_edges) = (place(&tables.node_columns), place(&tables.edge_columns));
    let nodes = tables.nodes.iter().filter_map(|node| node.cells.get(of_nodes?));
    let edges = tables.edges.iter().filter_map(|edge| edge.cells.get(of_edges?));
    let references = nodes.chain(edges).filter_map(|cell| if let Value::List(items) = cell { Some(items) } else { None });
    let ids: BTreeSet<&str> = references.flatten().filter_map(|reference| reference.split([',', ' ']).next()).collect();
    ids.len()
}

/// All texts, and whether each is an item of a list.
fn texts<'a>(export: &'a Export<'_>) -> Vec<(bool, &'a str)> {
    let tables = &export.tables;
    let cells = tables.nodes.iter().map(|node| &node.cells).chain(tables.edges.iter().map(|edge| &edge.cells)).flatten();
    let mut texts: Vec<(bool, &str)> = tables.nodes.iter().map(|node| (false, node.label.as_str())).collect();
    for cell in cells {
        match cell {
            Value::Text(text) => texts.push((false, text)),
            Value::List(items) => texts.extend(items.iter().map(|item| (true, item.as_str()))),
            Value::Nothing | Value::Whole(_) | Value::Real(_) | Value::Truth(_) => {}
        }
    }
    texts
}

/// How many cells hold something.
fn values(export: &Export<'_>) -> usize {
    let tables = &export.tables;
    let cells = tables.nodes.iter().map(|node| &node.cells).chain(tables.edges.iter().map(|edge| &edge.cells));
    cells.flatten().filter(|cell| !cell.is_nothing()).count()
}

/// How many dates are more than a year, month or day.
fn marks(export: &Export<'_>) -> usize {
    let dates = facts(export).flat_map(|facts| [&facts.date, &facts.until]).flatten();
    let ends = dates.flat_map(|date| {
        let (start, end) = dates::ends(date);
        [start, end]
    });
    ends.flatten().filter(|text| dates::plain(text).is_none()).count()
}
