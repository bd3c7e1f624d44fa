//! CSV of nodes and edges under heads that are known: ours, those of Gephi, and those of Neo4j's bulk import.
//!
//! A table with two ends in its heads is one of edges, one with an id is one of nodes, one with the heads of `sources.csv` one of documents. Heads of Neo4j
//! say the type (`latitude:double`, `also:string[]`) and may name a space of ids (`:ID(city)`), which then are unique in it alone.

use super::{
    super::Value,
    Error, Incoming, Input, Sheet,
    gather::{Edge, Gather, column, reason, shown, typed},
    text::malformed,
};
use crate::model::{Date, Source, SourceForm};

/// Words of Gephi for which way an edge leads.
const DIRECTIONS: [&str; 3] = ["undirected", "directed", "mutual"];

/// What a head says of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Head {
    /// The id, in a space of ids.
    Id(String),
    Label,
    Kind,
    From(String),
    To(String),
    Type,
    Weight,
    /// Directed or undirected, as Gephi has it.
    Direction,
    /// A column, and what Neo4j says of its type.
    Column(String, Option<String>),
}

pub(super) fn read(files: &[Input]) -> Result<Incoming, Error> {
    let mut gather = Gather::new(true);
    let mut sources = Vec::new();
    let (mut has_nodes, mut undirected) = (false, false);
    for (file, input) in files.iter().enumerate().filter(|(_, input)| !input.name.ends_with(".json")) {
        let sheet = Sheet::read(input, file)?;
        if ["form", "title", "publisher"].iter().all(|head| sheet.column(head).is_some()) {
            sources.extend(documents(&sheet));
            continue;
        }
        let heads = heads(&sheet.heads);
        let is_edges = is_edges(&heads);
        if !is_known(&sheet) {
            let known = "an id (`id`, `Id`, `id:ID`), or the two ends of edges (`source` and `target`, `:START_ID` and `:END_ID`)";
            return Err(malformed(input, 1, format!("none of its heads is {known}; a mapping says what other heads mean")));
        }
        has_nodes |= !is_edges;
        for row in &sheet.rejected {
            gather.reject(row.place, row.reason, &row.detail, &row.text);
        }
        for (place, cells) in &sheet.rows {
            let text = || shown(&cells.join(" | "));
            let row = match row(&heads, cells) {
                Ok(row) => row,
                Err(wrong) => {
                    gather.reject(*place, reason::BAD_VALUE, &wrong, &text());
                    continue;
                }
            };
            undirected |= row.undirected;
            if is_edges {
                let Row { edge, .. } = row;
                gather.edge(Edge { place: *place, text: text(), ..edge });
            } else {
                gather.node(*place, &row.edge.id, &row.label, &row.kind, row.edge.cells, &text());
            }
        }
    }
    gather.directed = !undirected;
    Ok(Incoming { sources, ..gather.finish(!has_nodes) })
}

/// Do the heads of a table say what it is?
pub(super) fn is_known(sheet: &Sheet) -> bool {
    let heads = heads(&sheet.heads);
    is_edges(&heads) || heads.iter().any(|head| matches!(head, Head::Id(_)))
}

/// Are the rows under these heads edges?
fn is_edges(heads: &[Head]) -> bool {
    heads.iter().any(|head| matches!(head, Head::From(_))) && heads.iter().any(|head| matches!(head, Head::To(_)))
}

/// What the cells of a row are.
#[derive(Default)]
struct Row {
    label: String,
    kind: String,
    undirected: bool,
    /// With the id and columns of a node as well.
    edge: Edge,
}

fn row(heads: &[Head], cells: &[String]) -> Result<Row, String> {
    let mut row = Row::default();
    let edge = &mut row.edge;
    // Ids of one space are apart from those of another.
    let within = |space: &str, id: &str| if space.is_empty() || id.is_empty() { id.to_owned() } else { format!("{space}/{id}") };
    for (head, cell) in heads.iter().zip(cells) {
        match head {
            Head::Id(space) => edge.id = within(space, cell),
            Head::Label => row.label.clone_from(cell),
            Head::Kind => row.kind = kind(cell),
            Head::From(space) => edge.from = within(space, cell),
            Head::To(space) => edge.to = within(space, cell),
            // Gephi's edges have their direction under Type.
            Head::Type if DIRECTIONS.iter().any(|word| cell.eq_ignore_ascii_case(word)) => {
                row.undirected = cell.eq_ignore_ascii_case(DIRECTIONS[0]);
            }
            Head::Type => edge.kind = kind(cell),
            Head::Weight if cell.trim().is_empty() => {}
            Head::Weight => edge.weight = Some(cell.trim().parse().unwrap_or(f64::NAN)),
            Head::Direction => row.undirected = cell.eq_ignore_ascii_case(DIRECTIONS[0]),
            Head::Column(name, neo4j) => edge.cells.push((name.clone(), value(name, neo4j.as_deref(), cell)?)),
        }
    }
    Ok(row)
}

/// A word for a kind or type as ours are written: `TOOK_PART_IN` is `took_part_in`, and `CooperatesWith` is `cooperates_with`.
fn kind(cell: &str) -> String {
    // Neo4j writes several labels behind each other; the first is the narrowest as a rule.
    column(cell.split(';').next().unwrap_or_default())
}

fn value(name: &str, neo4j: Option<&str>, cell: &str) -> Result<Value, String> {
    if cell.is_empty() {
        return Ok(Value::Nothing);
    }
    match neo4j {
        Some(array) if array.ends_with("[]") => Ok(Value::List(cell.split(';').map(str::to_owned).collect())),
        _ => typed(name, cell),
    }
}

/// What heads say, in any capitals.
fn heads(heads: &[String]) -> Vec<Head> {
    let is_neo4j = heads.iter().any(|head| {
        let role = head.rsplit(':').next().unwrap_or_default();
        head.contains(':') && ["ID", "LABEL", "START_ID", "END_ID", "TYPE"].iter().any(|known| role.starts_with(known))
    });
    let has = |name: &str| heads.iter().any(|head| head.eq_ignore_ascii_case(name));
    let is_edges = has("source") && has("target");
    // Gephi's edges have their direction under Type, and what they are under Label.
    let is_gephi = is_edges && has("Label");
    let one = |head: &String| {
        if is_neo4j {
            return neo4j(head);
        }
        match head.to_lowercase().as_str() {
            "id" => Head::Id(String::new()),
            "source" if is_edges => Head::From(String::new()),
            "target" if is_edges => Head::To(String::new()),
            "weight" => Head::Weight,
            "type" if is_gephi => Head::Direction,
            "label" if is_edges => Head::Type,
            "type" if is_edges => Head::Type,
            "label" => Head::Label,
            "kind" => Head::Kind,
            _ => Head::Column(column(head), None),
        }
    };
    heads.iter().map(one).collect()
}

/// What a head of Neo4j says: `name:type`, `:ID(space)`.
fn neo4j(head: &str) -> Head {
    let (name, role) = head.split_once(':').map_or((head, None), |(name, role)| (name, Some(role)));
    let space = |role: &str| role.split_once('(').map_or("", |(_, space)| space.trim_end_matches(')')).to_owned();
    match role {
        Some(role) if role.starts_with("ID") => Head::Id(space(role)),
        Some(role) if role.starts_with("START_ID") => Head::From(space(role)),
        Some(role) if role.starts_with("END_ID") => Head::To(space(role)),
        Some(role) if role.starts_with("LABEL") => Head::Kind,
        Some(role) if role.starts_with("TYPE") => Head::Type,
        _ if name == "name" => Head::Label,
        _ if name == "id" => Head::Id(String::new()),
        _ if name == "weight" => Head::Weight,
        role => Head::Column(column(name), role.map(str::to_owned)),
    }
}

/// The documents of a table of sources; what is none is left to whoever cites it.
fn documents(sheet: &Sheet) -> Vec<Source> {
    let [id, form, title, author, publisher, date, language, isbn, url, note] =
        ["id", "form", "title", "author", "publisher", "date", "language", "isbn", "url", "note"].map(|head| sheet.column(head));
    let one = |cells: &Vec<String>| {
        let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty()).cloned();
        Some(Source {
            id: cell(id)?.parse().ok()?,
            form: SourceForm::ALL.iter().copied().find(|one| Some(one.word()) == cell(form).as_deref())?,
            title: cell(title)?,
            author: cell(author),
            publisher: cell(publisher),
            date: cell(date).and_then(|date| date.parse::<Date>().ok()),
            language: cell(language),
            isbn: cell(isbn),
            url: cell(url),
            note: cell(note),
        })
    };
    sheet.rows.iter().filter_map(|(_, cells)| one(cells)).collect()
}
