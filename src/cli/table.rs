//! A table, and how it fits a terminal.
//!
//! Where there is room, every column is as wide as its widest cell. Where there is not, cells of text are broken between words, and the widths
//! are chosen so that the sum over all cells of (lines)² is least: what makes a table hard to read is tall cells. That sum goes column by column,
//! so the least is found exactly, from the last column back over the room that is left: O(c·w·(r + w)) for c columns, r rows and w characters.
//!
//! Numbers are never broken. Where even the narrowest columns do not fit, a table whose numbers all stand behind its names is cut into several, each
//! with the names in front; any other is written row by row, a line for each cell.

use unicode_width::UnicodeWidthStr as _;

use super::fit::{Words, wrap};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Name of each column, and whether it holds numbers, which stand to the right.
    pub columns: Vec<(String, bool)>,
    /// The cells, row by row. A row of one cell is the title of those below it and goes across the whole table.
    pub rows: Vec<Vec<String>>,
}

/// Between two columns.
const GAP: usize = 2;

/// Longer words and cells of a text may be broken where there is no room for them.
const WORD: usize = 13;

/// So in the first column.
const ID: usize = 24;

/// So many rows at most, spread over the table, are looked at to choose the widths.
const LOOKED_AT: usize = 1000;

/// What one column needs.
struct Needs {
    /// The narrowest that it may be.
    least: usize,
    /// Its cells each on one line.
    most: usize,
    /// The sum of (lines)² of its cells for each width from `least` to `most`.
    costs: Vec<usize>,
}

impl Table {
    /// A table of these columns; a name that ends in `#` holds numbers.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        let column = |name: &&str| name.strip_suffix('#').map_or_else(|| ((*name).to_owned(), false), |name| (name.to_owned(), true));
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// As text of at most so many columns.
    #[must_use]
    pub fn plain(&self, width: usize) -> String {
        let needs: Vec<Needs> = (0..self.columns.len()).map(|column| self.needs(column, width)).collect();
        let room = |columns: &[usize]| width.saturating_sub(GAP * columns.len().saturating_sub(1));
        let fits = |columns: &[usize]| columns.iter().map(|&column| needs[column].least).sum::<usize>() <= room(columns);
        let grid = |columns: &[usize]| {
            let wanted: Vec<&Needs> = columns.iter().map(|&column| &needs[column]).collect();
            self.grid(columns, &widths(&wanted, room(columns)), width)
        };
        let all: Vec<usize> = (0..self.columns.len()).collect();
        if fits(&all) {
            return grid(&all);
        }
        let names = self.names();
        let (names, numbers) = all.split_at(names);
        let with = |some: &[usize]| [names, some].concat();
        if numbers.is_empty() || numbers.iter().any(|&number| !self.columns[number].1 || !fits(&with(&[number]))) {
            return self.records(width);
        }
        let mut parts = Vec::new();
        let mut rest = numbers;
        while !rest.is_empty() {
            let many = (1..=rest.len()).rev().find(|&many| fits(&with(&rest[..many]))).unwrap_or(1);
            parts.push(grid(&with(&rest[..many])));
            rest = &rest[many..];
        }
        parts.join("\n")
    }

    /// How many columns say what a row is about: those up to the first text.
    fn names(&self) -> usize {
        let first = self.columns.iter().position(|(_, number)| !number);
        let more = self.columns.iter().skip(first.unwrap_or(0)).take_while(|(_, number)| !number).count();
        first.unwrap_or(0) + more
    }

    fn needs(&self, column: usize, width: usize) -> Needs {
        let (name, number) = &self.columns[column];
        let step = self.rows.len().div_ceil(LOOKED_AT).max(1);
        let cells = || self.rows.iter().filter(|row| self.title(row).is_none()).filter_map(|row| row.get(column));
        let head = Words::of(name);
        let widest = |cell: &String| {
            let words = Words::of(cell);
            // A short cell, such as a date, is one word; and the first column may be of ids, to be copied.
            if *number || words.width() <= WORD { words.width() } else { words.widest().min(if column == 0 { ID } else { WORD }) }
        };
        let least = cells().map(widest).chain([head.widest()]).max().unwrap_or(0);
        let most = cells().map(|cell| cell.width()).chain([head.width()]).max().unwrap_or(0).min(width).max(least);
        let texts: Vec<Words<'_>> = if *number { Vec::new() } else { cells().step_by(step).map(|cell| Words::of(cell)).collect() };
        let square = |lines: usize| lines * lines;
        let cost = |width: usize| square(head.count(width)) + texts.iter().map(|text| square(text.count(width))).sum::<usize>();
        Needs { least, most, costs: (least..=most).map(cost).collect() }
    }

    /// The columns of these numbers, in these widths.
    fn grid(&self, columns: &[usize], widths: &[usize], width: usize) -> String {
        let style = anstyle::Style::new().bold();
        let bold = |text: &str| text.lines().fold(String::new(), |all, line| all + &format!("{style}{line}{style:#}\n"));
        let heads: Vec<&str> = columns.iter().map(|&column| self.columns[column].0.as_str()).collect();
        let mut text = bold(&self.row(columns, widths, &heads, true));
        for row in &self.rows {
            match self.title(row) {
                Some(title) => text += &bold(&wrap(title, width)),
                None => {
                    let cells: Vec<&str> = columns.iter().map(|&column| row.get(column).map_or("", String::as_str)).collect();
                    text += &self.row(columns, widths, &cells, false);
                }
            }
        }
        text
    }

    /// The lines of one row; heads stand on the last of them, cells on the first.
    fn row(&self, columns: &[usize], widths: &[usize], cells: &[&str], heads: bool) -> String {
        let broken: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| Words::of(cell).lines(width)).collect();
        let tallest = broken.iter().map(Vec::len).max().unwrap_or(0);
        let mut text = String::new();
        for line in 0..tallest {
            let mut across = String::new();
            for ((lines, &width), &column) in broken.iter().zip(widths).zip(columns) {
                let above = if heads { tallest - lines.len() } else { 0 };
                let part = line.checked_sub(above).and_then(|line| lines.get(line)).map_or("", String::as_str);
                let blank = " ".repeat(width - part.width().min(width));
                across += &if self.columns[column].1 { blank + part } else { part.to_owned() + &blank };
                across += &" ".repeat(GAP);
            }
            text += across.trim_end();
            text.push('\n');
        }
        text
    }

    /// Row by row: what it is about, and below that a line for every other cell that is not empty.
    fn records(&self, width: usize) -> String {
        let style = anstyle::Style::new().bold();
        let names = self.columns.iter().position(|(_, number)| !number).unwrap_or(0) + 1;
        let mut text = String::new();
        for row in &self.rows {
            let head: Vec<&str> = row.iter().take(names).map(|cell| cell.trim()).collect();
            for line in wrap(&head.join("  "), width).lines() {
                text += &format!("{style}{line}{style:#}\n");
            }
            for (cell, (name, _)) in row.iter().zip(&self.columns).skip(names).filter(|(cell, _)| !cell.is_empty()) {
                let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
                let lines = Words::of(&format!("{name}{}", cell.trim())).lines(width.saturating_sub(4));
                for (index, line) in lines.iter().enumerate() {
                    text += &format!("{}{line}\n", if index == 0 { "  " } else { "    " });
                }
            }
        }
        text
    }

    /// The title that a row is, `None` for cells.
    #[must_use]
    pub fn title<'a>(&self, row: &'a [String]) -> Option<&'a str> {
        match row {
            [title] if self.columns.len() > 1 => Some(title),
            _ => None,
        }
    }
}

/// The width of each column, of all that together have no more than the room the one whose cells are least tall; of equals the narrowest, first in the last
/// column.
fn widths(needs: &[&Needs], room: usize) -> Vec<usize> {
    // For each column, the least cost of it and those before it in each room up to `room`, and its own width in that.
    let mut before = vec![Some(0); room + 1];
    let mut chosen: Vec<Vec<usize>> = Vec::with_capacity(needs.len());
    for need in needs {
        let mut best: Vec<Option<usize>> = vec![None; room + 1];
        let mut own = vec![need.least; room + 1];
        for (width, cost) in (need.least..=need.most).zip(&need.costs) {
            for left in 0..=room.saturating_sub(width) {
                let Some(sum) = before.get(left).copied().flatten().map(|sum: usize| sum + cost) else { continue };
                if let Some(slot) = best.get_mut(left + width)
                    && slot.is_none_or(|other| sum < other)
                {
                    (*slot, own[left + width]) = (Some(sum), width);
                }
            }
        }
        before = best;
        chosen.push(own);
    }
    let mut left = room;
    let mut widths: Vec<usize> = Vec::with_capacity(needs.len());
    for own in chosen.iter().rev() {
        let width = own[left];
        widths.push(width);
        left = left.saturating_sub(width);
    }
    widths.reverse();
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str], rows: &[&[&str]]) -> Table {
        let mut table = Table::new(columns);
        table.rows = rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        table
    }

    fn shown(table: &Table, width: usize) -> String {
        let text = anstream::adapter::strip_str(&table.plain(width)).to_string();
        assert!(text.lines().all(|line| line.width() <= width), "{text}");
        text
    }

    #[test]
    fn room_goes_where_cells_are_tall() {
        let it = table(
            &["Name", "Where", "Links#"],
            &[&["State Committee on Science and Technology", "Minsk", "12"], &["A", "far away in Gansu", "3"]],
        );
        let expected = "\
Name                       Where    Links
State Committee on         Minsk       12
Science and Technology
A                          far away     3
                           in Gansu
";
        assert_eq!(shown(&it, 41).lines().count(), expected.lines().count());
        assert_eq!(shown(&it, 80).lines().count(), 3);
    }

    #[test]
    fn numbers_that_do_not_fit_stand_in_a_table_of_their_own() {
        let it = table(&["##", "Name", "Betweenness#", "Eigenvector#"], &[&["1", "Changchun", "0.5", "0.25"]]);
        assert_eq!(
            shown(&it, 30),
            "#  Name       Betweenness\n1  Changchun          0.5\n\n#  Name       Eigenvector\n1  Changchun         0.25\n"
        );
    }

    #[test]
    fn text_that_does_not_fit_is_written_row_by_row() {
        let it = table(&["Date", "Entry", "Status"], &[&["Gansu"], &["  2007", "Agreement on fraternal relations", "signed"]]);
        assert_eq!(shown(&it, 20), "Gansu\n2007\n  Entry: Agreement\n    on fraternal\n    relations\n  Status: signed\n");
    }

    #[test]
    fn an_indentation_is_kept_in_every_line_of_a_cell_and_a_date_on_one() {
        let it = table(&["Date", "Entry"], &[&["Gansu"], &["  2016", "Fair"], &["  from 2016 to spring 2018", "Fraternal relations"]]);
        assert_eq!(
            shown(&it, 26),
            "Date            Entry\nGansu\n  2016          Fair\n  from 2016 to  Fraternal\n  spring 2018   relations\n"
        );
    }

    #[test]
    fn nothing_is_a_table_too() {
        assert_eq!(shown(&Table::new(&["A", "B#"]), 40), "A  B\n");
        assert_eq!(shown(&Table::default(), 40), "");
    }
}
