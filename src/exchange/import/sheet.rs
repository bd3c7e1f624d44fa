//! A table of text: CSV, TSV or what a spreadsheet saved, before anybody knows what its columns mean.

use super::{
    Error, Input, Place, Rejected,
    gather::reason,
    text::{malformed, text},
};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The heads of its columns, blanks at their ends taken off.
    pub heads: Vec<String>,
    /// Its rows, a cell for each head, with the place of each. Rows without any text are left out.
    pub rows: Vec<(Place, Vec<String>)>,
    /// Rows that have more cells than there are heads, or cannot be read.
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
    /// When it has no line of heads, or is not UTF-8.
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
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
        let mut sheet = Self::default();
        let mut record = csv::StringRecord::new();
        loop {
            let place = Place { file, line: usize::try_from(reader.position().line()).unwrap_or(usize::MAX) };
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => {
                    let detail = error.to_string();
                    sheet.rejected.push(Rejected { place, reason: reason::UNREADABLE, detail, text: String::new() });
                    continue;
                }
            }
            // Blank lines before the row are passed over with it.
            let blank = record
                .position()
                .and_then(|at| text.get(usize::try_from(at.byte()).ok()?..))
                .map_or(0, |rest| rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()].matches('\n').count());
            let place =
                record.position().map_or(place, |at| Place { file, line: usize::try_from(at.line()).unwrap_or(usize::MAX) + blank });
            let cells: Vec<String> = record.iter().map(|cell| plain(cell, is_marked).to_owned()).collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if sheet.heads.is_empty() {
                sheet.heads = cells.iter().map(|head| head.trim().to_owned()).collect();
                continue;
            }
            sheet.take(place, cells);
        }
        if sheet.heads.is_empty() {
            return Err(malformed(input, 1, "it is empty; the first line of a table has the heads of its columns"));
        }
        Ok(sheet)
    }

    fn take(&mut self, place: Place, mut cells: Vec<String>) {
        while cells.len() > self.heads.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() > self.heads.len() {
            let detail = format!("{} cells under {} heads", cells.len(), self.heads.len());
            let text: String = cells.join(" | ").chars().take(200).collect();
            self.rejected.push(Rejected { place, reason: reason::CELLS, detail, text });
            return;
        }
        cells.resize(self.heads.len(), String::new());
        self.rows.push((place, cells));
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

/// What parts the cells: of comma, semicolon and tab the one of which the first line with text has most outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
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
        assert_eq!(sheet.rows[1].1, ["2", ""]);
        assert_eq!(sheet.rejected[0].place.line, 6);
    }

    #[test]
    fn what_was_made_harmless_for_a_spreadsheet_comes_back() {
        assert_eq!(sheet("\u{feff}a\n'=1\n'x\n").rows.iter().map(|(_, cells)| cells[0].as_str()).collect::<Vec<_>>(), ["=1", "'x"]);
        assert_eq!(sheet("a\n'=1\n").rows[0].1, ["'=1"]);
    }

    #[test]
    fn what_is_no_table_is_told_with_its_line() {
        for (bytes, expected) in [(&b""[..], ":1: it is empty"), (b"\xff\xfea", "UTF-16"), (b"a,b\n1,2\n\xff,3\n", ":3: it is not UTF-8")] {
            let error = Sheet::read(&Input { name: "t.csv".to_owned(), bytes: bytes.to_vec() }, 0).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
