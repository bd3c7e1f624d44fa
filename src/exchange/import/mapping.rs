//! What the columns of a table of one's own mean: a file that is kept beside the table, so that it comes in the same way again.

use std::collections::{BTreeMap, HashMap};

use ron::{Options, extensions::Extensions};
use serde::Deserialize;

use super::{
    super::{Value, export::columns::name_column},
    Error, Incoming, Input, Place, Sheet,
    gather::{Cells, Edge, Gather, LONGEST_ID, reason, shown, typed},
    plan::{
        Rules,
        find::{IF_NEW, ONLY_NAMED},
    },
    text::{malformed, text},
};
use crate::{
    model::{Date, vocabulary::nearest},
    store::quoted,
};

/// What columns mean, as a file has it.
///
/// ```
/// use accord::exchange::import::{Input, Mapping, Sheet};
/// let file = |name: &str, text: &str| Input { name: name.into(), bytes: text.into() };
/// let table = file("list.csv", "Our side;Their side;Signed\nGomel;Huai'an;5.4.1997\n");
/// let mapping = file(
///     "list.map.ron",
///     r#"Mapping(rows: "agreement", columns: {"Our side": "party", "Their side": "party", "Signed": "date"}, dates: "d.m.y")"#,
/// );
/// let incoming = Mapping::read(&mapping).unwrap().apply(&table, &Sheet::read(&table, 0).unwrap()).unwrap();
/// assert_eq!(incoming.tables.nodes.len(), 3);
/// assert_eq!(incoming.tables.edges.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The file, to point into it.
    input: Input,
    meaning: Meaning,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Mapping")]
struct Meaning {
    /// What a row is: `agreement`, `tie`, or a kind of node.
    rows: String,
    /// The field that each column is, by its head.
    columns: BTreeMap<String, String>,
    /// What parts several values in a cell.
    #[serde(default = "semicolon")]
    separator: String,
    /// How dates are written beside ISO 8601: `d.m.y`, `m/d/y`.
    #[serde(default)]
    dates: Option<String>,
    /// Words of the table, and ours for them.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// What rows do not say.
    #[serde(default)]
    defaults: BTreeMap<String, String>,
    /// What new parties are, by the head of their column: `kind` and `within`.
    #[serde(default)]
    new: BTreeMap<String, BTreeMap<String, String>>,
}

/// The head of a column, and a name in a cell below it.
type Named<'a> = (&'a str, &'a str);

fn semicolon() -> String {
    ";".to_owned()
}

/// The fields that a column may be, beside `names.LANG`.
pub const FIELDS: &[&str] = &[
    "id",
    "title",
    "name",
    "party",
    "from",
    "to",
    "type",
    "kind",
    "form",
    "status",
    "date",
    "until",
    "expected",
    "fields",
    "amount",
    "currency",
    "bound",
    "note",
    "url",
    "source",
    "within",
    "country",
    "seat",
    "also",
    "iso",
    "wikidata",
    "ror",
    "geonames",
    "latitude",
    "longitude",
    "basis",
];

impl Mapping {
    /// A mapping as a file has it.
    ///
    /// # Errors
    ///
    /// When it is not of that form, with its line.
    pub fn read(input: &Input) -> Result<Self, Error> {
        let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let meaning: Meaning =
            options.from_str(&text(input)?).map_err(|error| malformed(input, error.span.start.line, error.code.to_string()))?;
        let mapping = Self { input: input.clone(), meaning };
        for field in mapping.meaning.columns.values() {
            if !FIELDS.contains(&field.as_str()) && !field.starts_with("names.") {
                let meant = nearest(field, FIELDS.iter().copied()).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                return Err(mapping.wrong(field, format!("`{field}` is no field of a mapping{meant}; there are {}", FIELDS.join(", "))));
            }
        }
        Ok(mapping)
    }

    /// Adds what the mapping says for all rows to rules.
    ///
    /// # Errors
    ///
    /// When a default is none that there is.
    pub fn rules(&self, rules: &mut Rules) -> Result<(), Error> {
        rules.words.extend(self.meaning.words.clone());
        for (field, value) in &self.meaning.defaults {
            rules.set(field, value).map_err(|what| self.wrong(field, what))?;
        }
        Ok(())
    }

    /// Says what is wrong where a text stands in the mapping.
    fn wrong(&self, at: &str, what: String) -> Error {
        let text = String::from_utf8_lossy(&self.input.bytes);
        let line = text.find(&quoted(at)).map_or(1, |at| text[..at].matches('\n').count() + 1);
        malformed(&self.input, line, what)
    }

    /// What the rows of a table say.
    ///
    /// # Errors
    ///
    /// When the table has no column that the mapping names.
    pub fn apply(&self, input: &Input, sheet: &Sheet) -> Result<Incoming, Error> {
        let meaning = &self.meaning;
        let mut columns: Vec<(usize, &str, &str)> = Vec::new();
        // Of columns with the same head it is the first.
        let known: HashMap<String, usize> =
            sheet.heads.iter().enumerate().rev().map(|(at, head)| (head.to_ascii_lowercase(), at)).collect();
        for (head, field) in &meaning.columns {
            let Some(&at) = known.get(&head.to_ascii_lowercase()) else {
                let small: Vec<String> = sheet.heads.iter().map(|head| head.to_lowercase()).collect();
                let meant = nearest(head, small.iter().map(String::as_str)).and_then(|meant| sheet.column(meant));
                let meant = meant.map_or_else(String::new, |at| format!(" (did you mean `{}`?)", sheet.heads[at]));
                return Err(
                    self.wrong(head, format!("`{}` has no column `{head}`{meant}; there are {}", input.name, sheet.heads.join(", ")))
                );
            };
            columns.push((at, head, field));
        }
        columns.sort_unstable();
        let mut gather = Gather::new(true);
        for row in &sheet.rejected {
            gather.reject(row.place, row.reason, &row.detail, &row.text);
        }
        for (place, cells) in &sheet.rows {
            let shown = shown(&cells.join(" | "));
            if let Err(wrong) = self.row(*place, cells, &columns, &shown, &mut gather) {
                gather.reject(*place, reason::BAD_VALUE, &wrong, &shown);
            }
        }
        Ok(gather.finish(false))
    }

    fn row(&self, place: Place, row: &[String], columns: &[(usize, &str, &str)], shown: &str, gather: &mut Gather) -> Result<(), String> {
        let (mut id, mut label, mut kind) = (String::new(), String::new(), String::new());
        let mut parties: Vec<Named<'_>> = Vec::new();
        let mut from: Option<Named<'_>> = None;
        let mut to: Vec<Named<'_>> = Vec::new();
        let mut cells = Cells::new();
        for &(at, head, field) in columns {
            let cell = row.get(at).map_or("", |cell| cell.trim());
            if cell.is_empty() {
                continue;
            }
            match field {
                "id" => cell.clone_into(&mut id),
                "title" | "name" => cell.clone_into(&mut label),
                "kind" | "type" => cell.clone_into(&mut kind),
                "party" => parties.extend(self.parts(cell).map(|name| (head, name))),
                "from" => {
                    if from.replace((head, cell)).is_some() {
                        return Err("from: several columns say so, and a tie begins at one; give each a row of its own".to_owned());
                    }
                }
                "to" => to.extend(self.parts(cell).map(|name| (head, name))),
                "date" | "until" | "expected" => cells.push((field.to_owned(), Value::text(self.date(field, cell)?))),
                "source" => cells.push(("sources".to_owned(), Value::list(self.parts(cell).map(str::to_owned).collect()))),
                "fields" | "also" => {
                    let items = cell.split([',', ';']).map(str::trim).filter(|item| !item.is_empty());
                    cells.push((field.to_owned(), Value::list(items.map(str::to_owned).collect())));
                }
                field => match field.strip_prefix("names.") {
                    Some(tag) => cells.push((name_column(tag), Value::text(cell))),
                    None => cells.push((field.to_owned(), typed(field, cell)?)),
                },
            }
        }
        let name = |gather: &mut Gather, (head, name): (&str, &str)| {
            if !gather.has(name) {
                let new = self.meaning.new.get(head);
                let said = |field: &str| new.and_then(|new| new.get(field)).cloned().unwrap_or_default();
                let cells = [(IF_NEW, "kind"), ("within", "within"), ("country", "country")];
                let cells = cells.map(|(column, field)| (column.to_owned(), Value::text(said(field)))).to_vec();
                let cells = cells.into_iter().chain([(ONLY_NAMED.to_owned(), Value::Truth(true))]).collect();
                gather.node(place, name, name, "", cells, shown);
            }
            name.to_owned()
        };
        match self.meaning.rows.as_str() {
            "tie" => {
                if to.len() > MOST_TIES {
                    return Err(format!("to: {} names, of which a row may have {MOST_TIES}; share them out to several rows", to.len()));
                }
                let from = from.map_or_else(String::new, |end| name(gather, end));
                let mut edge = Edge { place, id, from, kind, cells, text: shown.to_owned(), ..Edge::default() };
                let last = to.pop();
                for end in to {
                    let to = name(gather, end);
                    gather.edge(Edge { to, ..edge.clone() });
                }
                edge.to = last.map_or_else(String::new, |end| name(gather, end));
                gather.edge(edge);
            }
            "agreement" => {
                parties.extend(from.into_iter().chain(to));
                // A paper without an id is known by what is said of it, so that it is the same when rows come before it.
                let known_by = || {
                    let parties = parties.iter().map(|(_, name)| (*name).to_owned());
                    let told = cells
                        .iter()
                        .filter(|(field, _)| matches!(field.as_str(), "form" | "date"))
                        .filter_map(|(_, value)| value.to_text());
                    Some(label.clone())
                        .filter(|label| !label.is_empty())
                        .into_iter()
                        .chain(parties)
                        .chain(told)
                        .collect::<Vec<_>>()
                        .join(" | ")
                };
                let (id, same) = if id.is_empty() { (short(known_by()), reason::SAME_ROW) } else { (short(id), reason::SAME_ID) };
                if gather.has(&id) {
                    gather.reject(place, same, if same == reason::SAME_ID { &id } else { "" }, shown);
                    return Ok(());
                }
                gather.node(place, &id, &label, "agreement", cells, shown);
                for party in parties {
                    let from = name(gather, party);
                    gather.edge(Edge { place, from, to: id.clone(), kind: "signed".to_owned(), text: shown.to_owned(), ..Edge::default() });
                }
            }
            rows => {
                let id = if id.is_empty() { label.clone() } else { id };
                for (field, value) in &self.meaning.defaults {
                    if !matches!(field.as_str(), "kind" | "within" | "edges" | "source") && cells.iter().all(|(name, _)| name != field) {
                        cells.push((field.clone(), typed(field, value)?));
                    }
                }
                gather.node(place, &id, &label, if kind.is_empty() { rows } else { &kind }, cells, shown);
            }
        }
        Ok(())
    }

    /// The values in a cell.
    fn parts<'a>(&'a self, cell: &'a str) -> impl Iterator<Item = &'a str> {
        let separator = if self.meaning.separator.is_empty() { "\0" } else { &self.meaning.separator };
        cell.split(separator).map(str::trim).filter(|part| !part.is_empty())
    }

    /// A date in the words of the model.
    fn date(&self, field: &str, cell: &str) -> Result<String, String> {
        if let Ok(date) = cell.parse::<Date>() {
            return Ok(date.to_string());
        }
        let written = self.meaning.dates.as_deref().and_then(|order| ordered(order, cell));
        written.filter(|date| date.parse::<Date>().is_ok()).ok_or_else(|| {
            let hint = if self.meaning.dates.is_some() { "" } else { "; `dates: \"d.m.y\"` in the mapping says how they are written" };
            format!("{field}: {cell}{hint}")
        })
    }
}

/// An id that each of many parties can repeat: of one that is long the beginning, and a number made of all of it (FNV-1a).
fn short(id: String) -> String {
    if id.len() <= LONGEST_ID {
        return id;
    }
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{}… {hash:016x}", shown(&id))
}

/// So many ties may a row be, each of which has all that the row says.
const MOST_TIES: usize = 1_000;

/// `14.5.2007` in the order `d.m.y` as `2007-05-14`; what is missing at the end of the larger units is left out: `5.2007` in `d.m.y` is `2007-05`.
///
/// A cell that says more than a date (`2015–2018`, `before 5.2007`) is none: the rest would be lost without a word.
pub(super) fn ordered(order: &str, cell: &str) -> Option<String> {
    let cell = cell.replace(['年', '月'], ".");
    let cell = ["日", "года", "г.", "г"].iter().find_map(|end| cell.strip_suffix(end)).unwrap_or(&cell).trim().trim_end_matches('.');
    let mut separators = cell.split(|c: char| c.is_ascii_digit()).map(str::trim).filter(|separator| !separator.is_empty());
    let first = separators.next().unwrap_or(".");
    if !matches!(first, "." | "/" | "-")
        || separators.any(|separator| separator != first)
        || !cell.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let units: Vec<char> = order.chars().filter(char::is_ascii_alphabetic).map(|unit| unit.to_ascii_lowercase()).collect();
    let numbers: Vec<&str> = cell.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    // A date without its day has the other units in the same order.
    let units: Vec<char> = if numbers.len() + 1 == units.len() { units.into_iter().filter(|unit| *unit != 'd').collect() } else { units };
    if units.len() != numbers.len() {
        return None;
    }
    let number = |unit: char| units.iter().position(|one| *one == unit).map(|at| numbers[at]);
    let year = number('y').filter(|year| year.len() == 4)?;
    let two = |unit: char| match number(unit) {
        None => Some(String::new()),
        Some(number) => number.parse::<u8>().ok().map(|number| format!("-{number:02}")),
    };
    Some(format!("{year}{}{}", two('m')?, two('d')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, text: &str) -> Input {
        Input { name: name.to_owned(), bytes: text.into() }
    }

    #[test]
    fn dates_are_read_in_the_order_that_is_said() {
        for (order, cell, expected) in [
            ("d.m.y", "14.05.2007", Some("2007-05-14")),
            ("d.m.y", "5.2007", Some("2007-05")),
            ("m/d/y", "5/14/2007", Some("2007-05-14")),
            ("y.m.d", "2007.5.4", Some("2007-05-04")),
            ("d.m.y", "14.05.07", None),
            ("d.m.y", "May 2007", None),
            ("d.m.y", "5. 4. 2015 г.", Some("2015-04-05")),
            ("y.m.d", "2007年5月4日", Some("2007-05-04")),
            ("y.m.d", "2007年5月", Some("2007-05")),
            ("d.m.y", "2015–2018", None),
            ("d.m.y", "2015-2018", None),
            ("d.m.y", "no. 5/2015", None),
            ("d.m.y", "before 5.4.2015", None),
            ("d.m.y", "до 4.2015", None),
            ("d.m.y", "5-6.4.2015", None),
            ("d.m.y", "5-6.2015", None),
            ("d.m.y", "300.4.2015", None),
            ("d.m.y", "5.4.2015?", None),
            ("d.m.y", "", None),
        ] {
            assert_eq!(ordered(order, cell).as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn a_mistake_in_a_mapping_is_told_with_its_line_and_remedy() {
        let table = input("a.csv", "Party A,Party B\nx,y\n");
        let sheet = Sheet::read(&table, 0).unwrap();
        let of = |text: &str| {
            Mapping::read(&input("a.map.ron", text)).and_then(|mapping| mapping.apply(&table, &sheet)).unwrap_err().to_string()
        };
        assert_eq!(
            of("Mapping(\n    rows: \"agreement\",\n    columns: {\n        \"Pary A\": \"party\",\n    },\n)"),
            "a.map.ron:4: `a.csv` has no column `Pary A` (did you mean `Party A`?); there are Party A, Party B"
        );
        assert!(
            of("Mapping(\n rows: \"agreement\",\n columns: {\"Party A\": \"partie\"})")
                .starts_with("a.map.ron:3: `partie` is no field of a mapping; did you mean `party`?")
        );
        assert!(of("Mapping(\n rows: \"agreement\",\n columns {})").starts_with("a.map.ron:3: "));
    }

    #[test]
    fn a_row_of_a_city_and_its_partners_is_a_tie_with_each_of_them() {
        let table = input("a.csv", ",0,1,2\n\"Brest, BY\",\"Nîmes, FR\",\"Pleven, BG\",\nMinsk,Bonn; Łódź\n\"Homel\",,,\n");
        let mapping = "Mapping(rows: \"tie\", columns: {\"\": \"from\", \"0\": \"to\", \"1\": \"to\", \"2\": \"to\"})";
        let mapping = Mapping::read(&input("a.map.ron", mapping)).unwrap();
        let incoming = mapping.apply(&table, &Sheet::read(&table, 0).unwrap()).unwrap();
        let ends: Vec<(&str, &str)> = incoming.tables.edges.iter().map(|edge| incoming.tables.ends(edge)).collect();
        assert_eq!(ends, [("Brest, BY", "Nîmes, FR"), ("Brest, BY", "Pleven, BG"), ("Minsk", "Bonn"), ("Minsk", "Łódź")]);
        assert_eq!((incoming.rejected[0].place.line, incoming.rejected[0].reason), (4, reason::NO_END));
        let table = input("a.csv", &format!(",0\na,{}", "b;".repeat(1_001)));
        let mapping = Mapping::read(&input("a.map.ron", "Mapping(rows: \"tie\", columns: {\"\": \"from\", \"0\": \"to\"})")).unwrap();
        let incoming = mapping.apply(&table, &Sheet::read(&table, 0).unwrap()).unwrap();
        assert_eq!(incoming.rejected[0].detail, "to: 1001 names, of which a row may have 1000; share them out to several rows");
        let table = input("a.csv", "A,B,C\nMinsk,,Bonn\nMinsk,Brest,Bonn\n");
        let mapping =
            Mapping::read(&input("a.map.ron", "Mapping(rows: \"tie\", columns: {\"A\": \"from\", \"B\": \"from\", \"C\": \"to\"})"))
                .unwrap();
        let incoming = mapping.apply(&table, &Sheet::read(&table, 0).unwrap()).unwrap();
        assert_eq!((incoming.tables.edges.len(), incoming.rejected.len(), incoming.rejected[0].place.line), (1, 1, 3));
    }

    #[test]
    fn a_paper_of_ten_thousand_parties_has_a_short_id_and_is_known_by_all_of_them() {
        let parties = |last: &str| (0..10_000).map(|at| format!("Town {at}; ")).collect::<Vec<_>>().concat() + last;
        let (one, other) = (parties("Minsk"), parties("Gomel"));
        let table = input("a.csv", &format!("P\n\"{one}\"\n\"{other}\"\n\"{one}\"\n"));
        let mapping = Mapping::read(&input("a.map.ron", "Mapping(rows: \"agreement\", columns: {\"P\": \"party\"})")).unwrap();
        let incoming = mapping.apply(&table, &Sheet::read(&table, 0).unwrap()).unwrap();
        assert_eq!((incoming.tables.edges.len(), incoming.rejected.len()), (20_002, 1));
        assert_eq!(incoming.rejected[0].reason, reason::SAME_ROW);
        assert!(incoming.tables.edges.iter().all(|edge| edge.id.len() < 1_000));
    }
}
