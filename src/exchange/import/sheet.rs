//! A table of text: CSV, TSV or what a spreadsheet saved, before anybody knows what its columns mean.

use std::io::{self, Read};

use super::{
    Error, Input, Place, Rejected,
    gather::{SHOWN, reason, shown},
    text::{malformed, text},
};

/// So many bytes may the line of heads have. What has more is no table, and every head is looked at in several ways.
const LONGEST_HEADS: usize = 1_000_000;

/// So many bytes may one head have. What it says of its column is said of every cell.
const LONGEST_HEAD: usize = 4_000;

/// So many bytes may another row have. A quote that is never closed makes all that follows one row.
const LONGEST_ROW: usize = 100_000_000;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The heads of its columns, blanks at their ends taken off.
    pub heads: Vec<String>,
    /// Its rows, with the place of each: their cells up to the last that is not empty, no more than there are heads. Rows without any text are left out.
    pub rows: Vec<(Place, Vec<String>)>,
    /// Rows that have more cells than there are heads, or a quote that is never closed.
    pub rejected: Vec<Rejected>,
}

impl Sheet {
    /// Reads a table: with or without byte order mark, parted by commas, semicolons or tabs (whichever the line of heads has most of outside quotes), cells
    /// in double quotes where they need it. `file` is its number among the files.
    ///
    /// An apostrophe that keeps a spreadsheet from running a cell (`'=1+1`) is no part of the text, if the file begins with a byte order mark, as exports for
    /// spreadsheets do.
    ///
    /// # Errors
    ///
    /// When it has no line of heads, one of more than a megabyte, a head of more than 4000 bytes or a row of more than a hundred megabytes, or is not UTF-8. Its
    /// size in time; beside the file there are its cells in memory, whatever rows and heads lack.
    ///
    /// ```
    /// use accord::exchange::import::{Input, Sheet};
    /// let input = Input { name: "list.csv".into(), bytes: "Party A;Party B\nGomel;\"Huai'an; Jiangsu\"\n".into() };
    /// let sheet = Sheet::read(&input, 0).unwrap();
    /// assert_eq!(sheet.heads, ["Party A", "Party B"]);
    /// assert_eq!(sheet.rows[0].1, ["Gomel", "Huai'an; Jiangsu"]);
    /// ```
    pub fn read(input: &Input, file: usize) -> Result<Self, Error> {
        let text = text(input)?;
        let is_marked = input.bytes.starts_with("\u{feff}".as_bytes());
        let delimiter = delimiter(&text);
        let bytes = Rationed { rest: text.as_bytes(), left: 0 };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        let mut sheet = Self::default();
        let mut record = csv::StringRecord::new();
        loop {
            let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
            let longest = if sheet.heads.is_empty() { LONGEST_HEADS } else { LONGEST_ROW };
            reader.get_mut().left = longest;
            // Of a text in memory nothing else can go wrong.
            let has_more = reader.read_record(&mut record).map_err(|_| {
                let what = match longest {
                    LONGEST_HEADS => "the first line, of the heads of the columns,",
                    _ => "the row that begins here, maybe with a quote that is never closed,",
                };
                malformed(input, line, format!("{what} has more than {longest} bytes"))
            })?;
            let Some(at) = record.position().filter(|_| has_more) else { break };
            let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
            let row = text.get(from..).unwrap_or_default();
            // Blank lines before the row are passed over with it.
            let blank = row[..row.len() - row.trim_start_matches(['\r', '\n']).len()].matches('\n').count();
            let place = Place { file, line: usize::try_from(at.line()).unwrap_or(usize::MAX) + blank };
            if reader.position().byte() == text.len() as u64 && is_open(row, delimiter) {
                let what = "a quote is opened in this row and never closed";
                if sheet.heads.is_empty() {
                    return Err(malformed(input, place.line, what));
                }
                sheet.reject(place, reason::UNREADABLE, what.to_owned(), row.trim_start());
                break;
            }
            let cells = || record.iter().map(|cell| plain(cell, is_marked));
            let reaches = |is: fn(&str) -> bool| (1..).zip(cells()).filter(|(_, cell)| is(cell)).last().map_or(0, |(at, _)| at);
            let filled = reaches(|cell| !cell.trim().is_empty());
            if filled == 0 {
                continue;
            }
            if sheet.heads.is_empty() {
                sheet.heads = cells().map(|head| head.trim().to_owned()).collect();
                if let Some(at) = sheet.heads.iter().position(|head| head.len() > LONGEST_HEAD) {
                    let what = format!("the head of column {} has more than {LONGEST_HEAD} bytes", at + 1);
                    return Err(malformed(input, place.line, what));
                }
            } else if filled <= sheet.heads.len() {
                let count = reaches(|cell| !cell.is_empty()).min(sheet.heads.len());
                sheet.rows.push((place, cells().take(count).map(str::to_owned).collect()));
            } else {
                let detail = format!("{filled} cells under {} heads", sheet.heads.len());
                sheet.reject(place, reason::CELLS, detail, &cells().take(filled.min(SHOWN)).collect::<Vec<_>>().join(" | "));
            }
        }
        if sheet.heads.is_empty() {
            return Err(malformed(input, 1, "it is empty; the first line of a table has the heads of its columns"));
        }
        Ok(sheet)
    }

    fn reject(&mut self, place: Place, reason: &'static str, detail: String, text: &str) {
        self.rejected.push(Rejected { place, reason, detail, text: shown(text) });
    }

    /// Do its heads say what it is, as those of exports, of Gephi and of Neo4j do? Others need a [`Mapping`](super::Mapping).
    #[must_use]
    pub fn is_known(&self) -> bool {
        super::csv::is_known(self)
    }

    /// Which column has this head, capitals aside.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<usize> {
        self.heads.iter().position(|one| one.eq_ignore_ascii_case(head))
    }
}

/// The bytes of a table, of which no more is given out than a row may have.
struct Rationed<'a> {
    rest: &'a [u8],
    left: usize,
}

impl Read for Rationed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ration = &self.rest[..self.rest.len().min(self.left)];
        if ration.is_empty() && !self.rest.is_empty() {
            return Err(io::Error::other("a row is too long"));
        }
        let count = ration.read(buffer)?;
        self.rest = &self.rest[count..];
        self.left -= count;
        Ok(count)
    }
}

/// Is a quote open where a row ends? One opens at the beginning of a cell alone, and two of them within are one that closes nothing.
fn is_open(row: &str, delimiter: u8) -> bool {
    let mut rest = Some(row.trim_start_matches(['\r', '\n']));
    while let Some(cell) = rest {
        let after = match cell.strip_prefix('"').map(closed) {
            Some(None) => return true,
            Some(Some(after)) => after,
            None => cell,
        };
        rest = after.split_once(char::from(delimiter)).map(|(_, rest)| rest);
    }
    false
}

/// What follows the quote that closes a text, if one does.
fn closed(mut text: &str) -> Option<&str> {
    loop {
        let (_, after) = text.split_once('"')?;
        match after.strip_prefix('"') {
            Some(more) => text = more,
            None => return Some(after),
        }
    }
}

/// What parts the cells: of comma, semicolon and tab the one of which the first line with text has most outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes().take(LONGEST_HEADS) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => counts.iter_mut().filter(|(one, _)| *one == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of equals; `max_by_key` gives the last.
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(b',', |(delimiter, _)| delimiter)
}

/// A cell without the apostrophe that makes it harmless for a spreadsheet.
fn plain(cell: &str, is_marked: bool) -> &str {
    let bare = cell.strip_prefix('\'').filter(|rest| is_marked && rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    bare.unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        Sheet::read(&Input { name: "t.csv".to_owned(), bytes: text.into() }, 0).unwrap()
    }

    #[test]
    fn whatever_parts_the_cells_it_is_found_out() {
        for text in ["a,b\n1,2;3\n", "a;b\n1;\"2;3\"\n", "\u{feff}a\tb\r\n1\t2;3\r\n", "\n\n\"a\";\"b\"\n1;\"2;3\"", "a,b\r1,2;3\r"] {
            let sheet = sheet(text);
            assert_eq!(sheet.heads, ["a", "b"], "{text:?}");
            assert_eq!(sheet.rows[0].1, ["1", "2;3"], "{text:?}");
        }
    }

    #[test]
    fn rows_have_the_lines_that_an_editor_shows() {
        let sheet = sheet("a,b\n\n1,\"x\ny\"\n2\n3,4,5\n,\n6,7,\n");
        assert_eq!(sheet.rows.iter().map(|(place, _)| place.line).collect::<Vec<_>>(), [3, 5, 8]);
        assert_eq!(sheet.rows[1].1, ["2"]);
        assert_eq!(sheet.rejected[0].place.line, 6);
    }

    #[test]
    fn what_was_made_harmless_for_a_spreadsheet_comes_back() {
        assert_eq!(sheet("\u{feff}a\n'=1\n'x\n").rows.iter().map(|(_, cells)| cells[0].as_str()).collect::<Vec<_>>(), ["=1", "'x"]);
        assert_eq!(sheet("a\n'=1\n").rows[0].1, ["'=1"]);
    }

    #[test]
    fn what_is_no_table_is_told_with_its_line() {
        let long = "x".repeat(LONGEST_HEADS + 10_000);
        let long = [long.clone(), format!("\n\n\"{long}"), long.replace('x', ","), long.replace('x', "\n"), long.replace('x', "\"")];
        for text in &long {
            let error = Sheet::read(&Input { name: "t.csv".to_owned(), bytes: text.as_bytes().to_vec() }, 0).unwrap_err().to_string();
            assert_eq!(error, "t.csv:1: the first line, of the heads of the columns, has more than 1000000 bytes");
        }
        for (bytes, expected) in [
            (&b""[..], ":1: it is empty"),
            (b"\n\"a,b\n1,2", ":2: a quote is opened in this row and never closed"),
            (b"\xff\xfea", "UTF-16"),
            (b"a,b\n1,2\n\xff,3\n", ":3: it is not UTF-8"),
        ] {
            let error = Sheet::read(&Input { name: "t.csv".to_owned(), bytes: bytes.to_vec() }, 0).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn no_more_is_read_than_a_row_may_have() {
        let mut bytes = Rationed { rest: &[b'x'; 100], left: 30 };
        let mut taken = Vec::new();
        assert!(bytes.read_to_end(&mut taken).is_err());
        assert_eq!((taken.len(), bytes.rest.len()), (30, 70));
        bytes.left = 200;
        assert_eq!(bytes.read_to_end(&mut taken).unwrap(), 70);

        let table = format!("a\n1\n\n\"{}\n2", "x".repeat(LONGEST_ROW + 10_000));
        let error = Sheet::read(&Input { name: "t.csv".to_owned(), bytes: table.into_bytes() }, 0).unwrap_err().to_string();
        assert_eq!(error, "t.csv:3: the row that begins here, maybe with a quote that is never closed, has more than 100000000 bytes");
    }

    #[test]
    fn a_row_has_no_cells_for_heads_that_it_does_not_reach() {
        let heads = "h,".repeat(10_000);
        let sheet = sheet(&format!("{heads}\n{}", "1,,\n".repeat(10_000)));
        assert_eq!((sheet.heads.len(), sheet.rows.len()), (10_001, 10_000));
        assert!(sheet.rows.iter().all(|(_, cells)| cells.len() == 1));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_and_nothing_else_is_taken_for_one() {
        for row in ["\"x", "1,\"x", "1,\"x\ny\n", "\"x\"\"", "\"\"\"", "\"x\"y,\"", "1,\"x\"\",2\r\n"] {
            let sheet = sheet(&format!("a,b\n1,2\n\n{row}"));
            assert_eq!((sheet.rows.len(), sheet.rejected.len()), (1, 1), "{row}");
            let Rejected { place, detail, .. } = &sheet.rejected[0];
            assert_eq!((place.line, detail.as_str()), (4, "a quote is opened in this row and never closed"), "{row}");
        }
        for row in ["\"x\"", "1,5\"", "1,5\" disk\n", "\"x\"\"y\",\n", "\"\"", "\"x\"y\",1\r\n", "\"x\ny\"", "1,\"\"\"\""] {
            let sheet = sheet(&format!("a,b\n1,2\n\n{row}"));
            assert!(sheet.rejected.is_empty(), "{row}");
        }
    }
}
