//! What has been decided of whom a row means: a table that a person can correct in a spreadsheet and give back.

use std::collections::BTreeMap;

use super::{Error, Input, Sheet, text::malformed};
use crate::model::Id;

/// Who is meant by a node of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The node of the base with this id.
    Is(Id),
    /// One that the base does not have yet.
    New,
    /// Nobody: it and what it is joined with are left out.
    Skip,
}

/// Decisions, by the id of the node in the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(pub BTreeMap<String, Decision>);

/// The heads of the table, in order.
pub const HEADS: [&str; 7] = ["file", "line", "id", "name", "decision", "why", "candidates"];

impl Decisions {
    /// The decisions of a table with the heads `id` and `decision` at least. An empty decision is none yet.
    ///
    /// # Errors
    ///
    /// When it is no such table, or a decision is neither an id nor `new` nor `skip`.
    pub fn read(input: &Input) -> Result<Self, Error> {
        let sheet = Sheet::read(input, 0)?;
        let column = |head: &str| sheet.column(head).ok_or_else(|| malformed(input, 1, format!("there is no column `{head}`")));
        let (id, decision) = (column("id")?, column("decision")?);
        let mut decisions = BTreeMap::new();
        for (place, cells) in &sheet.rows {
            let cell = |column: usize| cells.get(column).map_or("", String::as_str);
            // Some spreadsheets begin every cell with a capital.
            let decided = match cell(decision).trim() {
                "" => continue,
                text if text.eq_ignore_ascii_case("new") => Decision::New,
                text if text.eq_ignore_ascii_case("skip") => Decision::Skip,
                text => Decision::Is(text.parse().map_err(|_| {
                    malformed(input, place.line, format!("`{text}` is no decision; write the id of a node of the base, `new` or `skip`"))
                })?),
            };
            decisions.insert(cell(id).to_owned(), decided);
        }
        Ok(Self(decisions))
    }
}
