//! An answer, and how it looks in each format.
//!
//! A command gives its answer twice: as blocks for people (tables and lines of text) and as a document of rows for programs. `table` and `md`
//! show the blocks; `json` is the document, `jsonl` its rows, `csv` its rows flattened.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use super::table::Table;
use super::{
    Format,
    failure::Failure,
    fit::{wrap, wrap_line},
    session::Session,
};
use crate::model::Citation;

/// Version of the JSON documents; it changes when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// What a command says.
#[derive(Debug)]
pub struct Answer {
    /// For people.
    pub blocks: Vec<Block>,
    /// For programs, but the rows.
    pub document: Map<String, Value>,
    /// The rows of the document, each an object.
    pub rows: Vec<Value>,
    /// Whether it is a yes: exit code 0, else 1.
    pub found: bool,
    /// Lines for stderr, beside the answer.
    pub messages: Vec<String>,
    /// A file that goes to standard output as it is, in place of all of the above.
    pub file: Option<Vec<u8>>,
}

/// A part of an answer for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What the answer, or a part of it, is about.
    Title(String),
    /// A paragraph, wrapped to the width.
    Text(String),
    /// Lines as they are, each with its indentation; a long one is wrapped under its own indentation.
    Lines(Vec<String>),
    /// A text that is not ours to wrap or mark up: a script, a manual page, an excerpt of a file. It may have colours.
    Verbatim(String),
    /// A table.
    Table(Table),
}

impl Answer {
    /// An answer of the command of this name, asked of an open base.
    ///
    /// The document says which base was asked and what was counted; the messages are the notices of the session so far.
    #[must_use]
    pub fn new(command: &str, session: &Session) -> Self {
        let header = session.graph.header();
        let choice = &session.choice;
        let mut answer = Self::bare(command);
        answer.messages = session.notices();
        answer.document.insert(
            "base".to_owned(),
            json!({ "name": header.name, "title": header.title, "version": header.version, "updated": header.updated }),
        );
        answer
            .document
            .insert("counted".to_owned(), json!({ "status": choice.count, "as_of": choice.as_of.as_ref().unwrap_or(&header.updated) }));
        answer
    }

    /// An answer that asks no base.
    #[must_use]
    pub fn bare(command: &str) -> Self {
        let mut document = Map::new();
        document.insert("schema_version".to_owned(), SCHEMA_VERSION.into());
        document.insert("command".to_owned(), command.into());
        Self { blocks: Vec::new(), document, rows: Vec::new(), found: true, messages: Vec::new(), file: None }
    }

    /// Adds a field to the document.
    ///
    /// # Errors
    ///
    /// When the value has no JSON form.
    pub fn set(&mut self, name: &str, value: impl Serialize) -> Result<(), Failure> {
        let value = serde_json::to_value(value).map_err(|error| Failure::Output(error.into()))?;
        self.document.insert(name.to_owned(), value);
        Ok(())
    }

    /// Adds a row to the document.
    ///
    /// # Errors
    ///
    /// When the row has no JSON form.
    pub fn row(&mut self, row: impl Serialize) -> Result<(), Failure> {
        self.rows.push(serde_json::to_value(row).map_err(|error| Failure::Output(error.into()))?);
        Ok(())
    }

    /// Adds a title for people.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    /// Adds a paragraph for people.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds lines for people, each with its own indentation.
    pub fn lines(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Lines(lines));
        }
    }

    /// Adds a table for people.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// The answer in a format, for a terminal of so many columns.
    ///
    /// # Errors
    ///
    /// When it cannot be put into the format.
    pub fn render(&self, format: Format, width: usize) -> Result<String, Failure> {
        Ok(match format {
            Format::Table => self.blocks.iter().map(|block| block.plain(width)).collect::<Vec<_>>().join("\n"),
            // The first title is that of the answer, those after it are of its parts.
            Format::Md => self.blocks.iter().enumerate().map(|(index, block)| block.markdown(index > 0)).collect::<Vec<_>>().join("\n"),
            Format::Json => {
                let mut document = self.document.clone();
                document.insert("rows".to_owned(), Value::Array(self.rows.clone()));
                serde_json::to_string_pretty(&document).map_err(|error| Failure::Output(error.into()))? + "\n"
            }
            Format::Jsonl => self.rows.iter().fold(String::new(), |text, row| text + &row.to_string() + "\n"),
            Format::Csv => csv(&self.rows)?,
        })
    }
}

impl Block {
    fn plain(&self, width: usize) -> String {
        match self {
            Self::Title(text) => {
                let style = anstyle::Style::new().bold();
                wrap(text, width).lines().fold(String::new(), |all, line| all + &format!("{style}{line}{style:#}\n"))
            }
            Self::Text(text) => wrap(text, width),
            Self::Lines(lines) => lines.iter().map(|line| wrap_line(line, width)).collect(),
            Self::Verbatim(text) => text.clone(),
            Self::Table(table) => table.plain(width),
        }
    }

    fn markdown(&self, is_part: bool) -> String {
        match self {
            Self::Title(text) => format!("{} {}\n", if is_part { "###" } else { "##" }, escaped(text)),
            Self::Text(text) => format!("{}\n", escaped(text)),
            Self::Lines(lines) => lines.iter().fold(String::new(), |all, line| {
                let indent = line.len() - line.trim_start().len();
                all + &format!("{:indent$}- {}\n", "", escaped(line.trim_start()), indent = indent)
            }),
            Self::Verbatim(text) => format!("````\n{}````\n", anstream::adapter::strip_str(text)),
            Self::Table(table) => markdown(table),
        }
    }
}

/// A table in Markdown.
fn markdown(table: &Table) -> String {
    let mut text = String::new();
    let row = |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "));
    text += &row(&table.columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    text += &format!("|{}\n", table.columns.iter().map(|(_, numbers)| if *numbers { "--:|" } else { "---|" }).collect::<String>());
    for cells in &table.rows {
        match table.title(cells) {
            None => text += &row(cells),
            Some(title) => text += &format!("| **{}** |{}\n", escaped(title), " |".repeat(table.columns.len() - 1)),
        }
    }
    text
}

/// Keeps what Markdown would read as its own, but an address in angle brackets, which is a link.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    if let Some((before, rest)) = text.split_once("<http")
        && let Some((address, after)) = rest.split_once('>')
        && !address.contains([' ', '|', '<', '\n'])
    {
        return format!("{}<http{address}>{}", escaped(before), escaped(after));
    }
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '<' | '[' | ']' | '\\' => {
                safe.push('\\');
                safe.push(c);
            }
            '\n' => safe.push(' '),
            _ => safe.push(c),
        }
    }
    safe
}

/// Rows as CSV: an object inside a row becomes one column for each field, a list one cell joined by `; `, in which a citation reads as a reference and
/// any other object stands by its id or title. A list of objects that have neither and hold lists of their own has no column.
/// Columns are in the order in which rows first have them.
fn csv(rows: &[Value]) -> Result<String, Failure> {
    let mut objects = BTreeSet::new();
    let flat: Vec<Map<String, Value>> = rows
        .iter()
        .map(|row| {
            let mut flat = Map::new();
            flatten("", row, &mut flat, &mut objects);
            flat
        })
        .collect();
    let mut columns: Vec<&String> = Vec::new();
    for row in &flat {
        columns.extend(row.keys().filter(|key| !columns.contains(key)).collect::<Vec<_>>());
    }
    // What is an object in one row and nothing in another has the columns of its fields, and none of its own.
    columns.retain(|column| !objects.contains(*column));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Output(error.into());
    if !columns.is_empty() {
        writer.write_record(&columns).map_err(failed)?;
    }
    for row in &flat {
        writer.write_record(columns.iter().map(|&column| row.get(column).map_or_else(String::new, cell))).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Output(std::io::Error::other(error.to_string())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Puts the fields of an object into `flat`, those of objects in it under the names of both, and the names of such objects into `objects`.
fn flatten(prefix: &str, value: &Value, flat: &mut Map<String, Value>, objects: &mut BTreeSet<String>) {
    let Value::Object(fields) = value else { return };
    for (name, value) in fields {
        let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}_{name}") };
        if value.is_object() {
            flatten(&name, value, flat, objects);
            objects.insert(name);
        } else {
            if value.as_array().is_some_and(|items| items.iter().any(is_deep)) {
                objects.insert(name.clone());
            }
            flat.insert(name, value.clone());
        }
    }
}

/// Is it an object that no short text stands for?
fn is_deep(item: &Value) -> bool {
    let Value::Object(fields) = item else { return false };
    stands_for(fields).is_none() && fields.values().any(|value| value.is_array() || value.is_object())
}

/// The text that stands for an object in a list: a reference for a citation, else its id, else its title.
fn stands_for(fields: &Map<String, Value>) -> Option<String> {
    let id = ["id", "title"].into_iter().find_map(|name| fields.get(name).filter(|value| value.is_string()).map(cell));
    let citation = || serde_json::from_value::<Citation>(Value::Object(fields.clone())).ok();
    id.or_else(|| citation().map(|citation| citation.to_string()))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let item = |item: &Value| match item {
                Value::Object(fields) => stands_for(fields).unwrap_or_else(|| fields.values().map(cell).collect::<Vec<_>>().join(", ")),
                other => cell(other),
            };
            items.iter().map(item).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
