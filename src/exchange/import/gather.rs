//! Collects what a reader finds into tables, whatever columns turn up, and finds the ends of edges once all nodes are known.

use std::collections::HashMap;

use super::{
    super::{Column, EdgeRow, Holds, NodeRow, Tables, Value, export::columns},
    Incoming, Place, Rejected,
};

/// So much of a row is kept to show it.
pub(super) const SHOWN: usize = 200;

/// So long may an id be, in bytes, that edges name by something shorter. Each of them has it.
pub(super) const LONGEST_ID: usize = 1_000;

/// The beginning of a row. Whoever makes several edges of one keeps this of it with each, not the whole.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// So many columns may turn up. Every row has a cell for each of them: were there no limit, a file of rows that each bring one of their own would need
/// memory by its square.
const MOST_COLUMNS: usize = 1_000;

/// Why a row cannot come in.
pub(super) mod reason {
    pub const NO_ID: &str = "has no id";
    pub const SAME_ID: &str = "has the id of another node";
    pub const SAME_ROW: &str = "says what another row has said";
    pub const NO_END: &str = "names no node at one of its ends";
    pub const DANGLING: &str = "refers to a node that is not there";
    pub const BAD_VALUE: &str = "has a value that its column does not take";
    pub const BAD_WEIGHT: &str = "has a weight that is no finite number";
    pub const CELLS: &str = "has more cells than there are heads";
    pub const COLUMNS: &str = "brings a column beyond the thousandth";
    pub const UNREADABLE: &str = "cannot be read";
}

/// Tables that are being filled.
#[derive(Debug, Default)]
pub(super) struct Gather {
    /// Whether edges lead from one end to the other.
    pub directed: bool,
    nodes: Vec<NodeRow>,
    node_places: Vec<Place>,
    node_columns: Columns,
    /// The row of each id.
    rows: HashMap<String, usize>,
    edges: Vec<Edge>,
    edge_columns: Columns,
    rejected: Vec<Rejected>,
}

/// An edge whose ends are not looked up yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Edge {
    pub place: Place,
    pub id: String,
    pub from: String,
    pub to: String,
    pub kind: String,
    pub weight: Option<f64>,
    pub cells: Cells,
    /// The row as the file has it, as far as it is [`shown`].
    pub text: String,
}

/// Values by the names of their columns.
pub(super) type Cells = Vec<(String, Value)>;

/// Columns as they turn up, and where each is.
#[derive(Debug, Default)]
struct Columns {
    columns: Vec<Column>,
    at: HashMap<String, usize>,
}

impl Columns {
    /// A row for cells; of several under one name the last counts. The name of the column when there are too many.
    fn row(&mut self, cells: Cells) -> Result<Vec<Value>, String> {
        let mut row = Vec::new();
        for (name, value) in cells.into_iter().filter(|(_, value)| !value.is_nothing()) {
            if self.columns.len() == MOST_COLUMNS && !self.at.contains_key(&name) {
                return Err(name);
            }
            let at = *self.at.entry(name).or_insert_with_key(|name| {
                self.columns.push(Column::new(name, holds(name, &value), ""));
                self.columns.len() - 1
            });
            if row.len() <= at {
                row.resize(at + 1, Value::Nothing);
            }
            row[at] = value;
        }
        Ok(row)
    }
}

/// What a column holds: what one of its name holds in exports, else what its first value is.
fn holds(name: &str, value: &Value) -> Holds {
    columns::holds(name).unwrap_or(match value {
        Value::Nothing | Value::Text(_) => Holds::Text,
        Value::List(_) => Holds::List,
        Value::Whole(_) => Holds::Whole,
        Value::Real(_) => Holds::Real,
        Value::Truth(_) => Holds::Truth,
    })
}

/// A text as the value of a column: of the type that the column of that name has in exports, else a text.
///
/// # Errors
///
/// What is wrong with it, as `latitude: abc`.
pub(super) fn typed(column: &str, text: &str) -> Result<Value, String> {
    let wrong = || format!("{column}: {text}");
    if text.is_empty() {
        return Ok(Value::Nothing);
    }
    Ok(match columns::holds(column) {
        None | Some(Holds::Text | Holds::Day) => Value::text(text),
        Some(Holds::List) => Value::List(Value::split(text)),
        Some(Holds::Whole) => Value::Whole(text.trim().parse().map_err(|_| wrong())?),
        Some(Holds::Real) => Value::Real(text.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(wrong)?),
        Some(Holds::Truth) => Value::Truth(truth(text).ok_or_else(wrong)?),
    })
}

/// A truth as XML, Python and spreadsheets write it.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "True" | "TRUE" | "1" => Some(true),
        "false" | "False" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The name of a column as exports would have it: small letters, digits and underscores; `nameEn` is `name_en`.
pub(super) fn column(name: &str) -> String {
    let mut column = String::new();
    let mut before = ' ';
    for c in name.trim().chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && (before.is_lowercase() || before.is_numeric()) {
                column.push('_');
            }
            column.extend(c.to_lowercase());
        } else if !column.ends_with('_') {
            column.push('_');
        }
        before = c;
    }
    column.trim_matches('_').to_owned()
}

impl Gather {
    /// Nothing yet; `directed` says whether edges lead from one end to the other.
    pub fn new(directed: bool) -> Self {
        Self { directed, ..Self::default() }
    }

    /// Takes a node.
    pub fn node(&mut self, place: Place, id: &str, label: &str, kind: &str, cells: Cells, text: &str) {
        if id.is_empty() {
            return self.reject(place, reason::NO_ID, "", text);
        }
        if self.rows.contains_key(id) {
            return self.reject(place, reason::SAME_ID, id, text);
        }
        let cells = match self.node_columns.row(cells) {
            Ok(cells) => cells,
            Err(column) => return self.reject(place, reason::COLUMNS, &column, text),
        };
        self.rows.insert(id.to_owned(), self.nodes.len());
        let label = if label.is_empty() { id } else { label };
        self.nodes.push(NodeRow { id: id.to_owned(), label: label.to_owned(), kind: kind.to_owned(), cells });
        self.node_places.push(place);
    }

    /// Is there a node of this id?
    pub fn has(&self, id: &str) -> bool {
        self.rows.contains_key(id)
    }

    /// Takes an edge.
    pub fn edge(&mut self, edge: Edge) {
        if edge.from.is_empty() || edge.to.is_empty() {
            return self.reject(edge.place, reason::NO_END, "", &edge.text);
        }
        if edge.weight.is_some_and(|weight| !weight.is_finite()) {
            return self.reject(edge.place, reason::BAD_WEIGHT, "", &edge.text);
        }
        self.edges.push(edge);
    }

    /// Takes a row that cannot come in.
    pub fn reject(&mut self, place: Place, reason: &'static str, detail: &str, text: &str) {
        self.rejected.push(Rejected { place, reason, detail: shown(detail), text: shown(text) });
    }

    /// What has been gathered. An end that is no node becomes one if `implied`; else its edge is rejected.
    pub fn finish(mut self, implied: bool) -> Incoming {
        let (mut edges, mut edge_places) = (Vec::with_capacity(self.edges.len()), Vec::with_capacity(self.edges.len()));
        let mut again: HashMap<String, usize> = HashMap::new();
        for edge in std::mem::take(&mut self.edges) {
            if implied {
                for end in [&edge.from, &edge.to] {
                    if !self.has(end) {
                        self.node(edge.place, end, "", "", Vec::new(), "");
                    }
                }
            }
            let (from, to) = (self.rows.get(&edge.from).copied(), self.rows.get(&edge.to).copied());
            let (Some(from), Some(to)) = (from, to) else {
                let missing = if from.is_none() { &edge.from } else { &edge.to };
                self.reject(edge.place, reason::DANGLING, missing, &edge.text);
                continue;
            };
            let cells = match self.edge_columns.row(edge.cells) {
                Ok(cells) => cells,
                Err(column) => {
                    self.reject(edge.place, reason::COLUMNS, &column, &edge.text);
                    continue;
                }
            };
            let id = if edge.id.is_empty() {
                // As exports make them: several between the same two follow each other.
                let id = format!("{}/{}/{}", edge.from, edge.kind, edge.to);
                let count = again.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
                if *count > 1 { format!("{id}/{count}") } else { id }
            } else {
                edge.id
            };
            edges.push(EdgeRow { id, from, to, kind: edge.kind, weight: edge.weight.unwrap_or(1.0), cells });
            edge_places.push(edge.place);
        }
        let width = self.node_columns.columns.len();
        self.nodes.iter_mut().for_each(|node| node.cells.resize(width, Value::Nothing));
        let width = self.edge_columns.columns.len();
        for edge in &mut edges {
            edge.cells.resize(width, Value::Nothing);
        }
        self.rejected.sort_by_key(|row| row.place);
        Incoming {
            tables: Tables {
                directed: self.directed,
                node_columns: self.node_columns.columns,
                nodes: self.nodes,
                edge_columns: self.edge_columns.columns,
                edges,
            },
            node_places: self.node_places,
            edge_places,
            sources: Vec::new(),
            rejected: self.rejected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_those_of_exports() {
        for (name, expected) in [
            ("nameEn", "name_en"),
            ("name_zh_latn", "name_zh_latn"),
            ("Source URLs", "source_urls"),
            ("distinctFrom", "distinct_from"),
            ("Год", "год"),
            ("", ""),
        ] {
            assert_eq!(column(name), expected);
        }
    }

    #[test]
    fn an_edge_may_come_before_its_ends_and_is_rejected_without_them() {
        let mut gather = Gather::default();
        gather.edge(Edge { from: "a".into(), to: "b".into(), ..Edge::default() });
        gather.edge(Edge { from: "a".into(), to: "c".into(), ..Edge::default() });
        gather.node(Place::default(), "a", "", "", vec![("x".into(), Value::Whole(1))], "");
        gather.node(Place::default(), "b", "B", "", vec![("y".into(), Value::Whole(2))], "");
        let incoming = gather.finish(false);
        assert_eq!(incoming.tables.edges.len(), 1);
        assert_eq!((incoming.rejected[0].reason, incoming.rejected[0].detail.as_str()), (reason::DANGLING, "c"));
        assert!(incoming.tables.nodes.iter().all(|node| node.cells.len() == 2));
    }
}
