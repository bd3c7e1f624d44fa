//! Nodes and edges with typed columns: what every table and every graph format can hold.

/// A network on its way out or in.
///
/// ```
/// use accord::exchange::{Column, Holds, NodeRow, Tables, Value};
/// let tables = Tables {
///     node_columns: vec![Column::new("latitude", Holds::Real, "degrees north")],
///     nodes: vec![NodeRow { id: "gomel".into(), label: "Gomel".into(), kind: "city".into(), cells: vec![Value::Real(52.4)] }],
///     ..Tables::default()
/// };
/// assert_eq!(tables.nodes[0].cells.len(), tables.node_columns.len());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Whether edges lead from one end to the other.
    pub directed: bool,
    /// What the cells of nodes mean.
    pub node_columns: Vec<Column>,
    /// The nodes, each id once.
    pub nodes: Vec<NodeRow>,
    /// What the cells of edges mean.
    pub edge_columns: Vec<Column>,
    /// The edges, each id once; several may join the same two nodes.
    pub edges: Vec<EdgeRow>,
}

/// A node: what every format has a place for, and a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeRow {
    /// Its id.
    pub id: String,
    /// Its name in one language.
    pub label: String,
    /// What it is: the word for its kind.
    pub kind: String,
    /// A value for each of [`Tables::node_columns`].
    pub cells: Vec<Value>,
}

/// An edge: what every format has a place for, and a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeRow {
    /// Its id.
    pub id: String,
    /// Where it begins: an index of [`Tables::nodes`].
    pub from: usize,
    /// Where it ends: an index of [`Tables::nodes`].
    pub to: usize,
    /// What it is: the word for its type.
    pub kind: String,
    /// How strong it is, in links or ties.
    pub weight: f64,
    /// A value for each of [`Tables::edge_columns`].
    pub cells: Vec<Value>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: small Latin letters, digits and underscores, as every format allows.
    pub name: String,
    /// What its cells hold.
    pub holds: Holds,
    /// What it means, in a phrase.
    pub says: String,
}

/// What the cells of a column hold, where they hold anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// Several texts, in an order that means nothing.
    List,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// Yes or no.
    Truth,
    /// A day, as ISO 8601 has it: `2007-05-14`.
    Day,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: it is not known, or does not apply.
    #[default]
    Nothing,
    /// A text, or a day in a column of days.
    Text(String),
    /// Several texts, none of them missing.
    List(Vec<String>),
    /// A whole number.
    Whole(i64),
    /// A number, finite.
    Real(f64),
    /// Yes or no.
    Truth(bool),
}

impl Tables {
    /// The ids of the nodes where an edge begins and ends.
    #[must_use]
    pub fn ends(&self, edge: &EdgeRow) -> (&str, &str) {
        let id = |row: usize| self.nodes.get(row).map_or("", |node| node.id.as_str());
        (id(edge.from), id(edge.to))
    }

    /// What a node has in the column of this name; nothing where there is no such column.
    #[must_use]
    pub fn cell(&self, node: &NodeRow, column: &str) -> Value {
        let at = self.node_columns.iter().position(|one| one.name == column);
        at.and_then(|at| node.cells.get(at).cloned()).unwrap_or_default()
    }
}

impl Column {
    /// A column of this name, content and meaning.
    #[must_use]
    pub fn new(name: &str, holds: Holds, says: &str) -> Self {
        Self { name: name.to_owned(), holds, says: says.to_owned() }
    }
}

impl Value {
    /// A text; an empty one is nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// A list; an empty one is nothing.
    #[must_use]
    pub fn list(items: Vec<String>) -> Self {
        if items.is_empty() { Self::Nothing } else { Self::List(items) }
    }

    /// Is there nothing in the cell?
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }

    /// As one text, `None` for nothing. The items of a list are joined by `; `; a backslash stands before a semicolon or backslash within an item.
    ///
    /// ```
    /// use accord::exchange::Value;
    /// let list = Value::List(vec!["PRC".into(), "a; b".into()]);
    /// assert_eq!(list.to_text().unwrap(), r"PRC; a\; b");
    /// assert_eq!(Value::split(r"PRC; a\; b"), ["PRC", "a; b"]);
    /// ```
    #[must_use]
    pub fn to_text(&self) -> Option<String> {
        Some(match self {
            Self::Nothing => return None,
            Self::Text(text) => text.clone(),
            Self::List(items) => items.iter().map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; "),
            Self::Whole(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
        })
    }

    /// The items of a list that [`Value::to_text`] has joined.
    #[must_use]
    pub fn split(text: &str) -> Vec<String> {
        let (mut items, mut item) = (Vec::new(), String::new());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                ';' => {
                    rest.next_if_eq(&' ');
                    items.push(std::mem::take(&mut item));
                }
                '\\' => item.extend(rest.next()),
                c => item.push(c),
            }
        }
        items.push(item);
        items
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_list_comes_back_from_its_text(items in proptest::collection::vec(".*", 1..5)) {
            let text = Value::List(items.clone()).to_text().unwrap_or_default();
            prop_assert_eq!(Value::split(&text), items);
        }
    }
}
