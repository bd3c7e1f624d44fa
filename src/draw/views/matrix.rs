//! Which of these is linked with which of those, and how far has each pair come? A table of signs with numbers.
//!
//! A state is told by form as well as by colour: a full box, a pale pill, a dashed outline, a dot. Where a page has no room for all rows or columns, those
//! with the most links are drawn.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::draw::{
    frame::{Entry, Frame, Key, Page, Picture, SAMPLE, SIGN, SMALLEST},
    geometry::{Point, Rect},
    scene::{Anchor, Dash, Mark, Scene, Shape, Style, Text},
    text::{self, Face, LEADING},
    theme::Theme,
};

/// What is drawn; rows and columns stand in the order given.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The rows.
    pub rows: Vec<Head>,
    /// The columns.
    pub columns: Vec<Head>,
    /// The pairs that have something; all others have nothing.
    pub cells: Vec<Cell>,
}

/// The head of a row or column.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// How many different links it has.
    pub count: usize,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// A pair.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its row, as an index.
    pub row: usize,
    /// Its column, as an index.
    pub column: usize,
    /// How far it has come.
    pub state: State,
    /// How many links, or plans where there is no link.
    pub count: usize,
    /// What is shown where one points at it.
    pub tooltip: String,
}

/// How far a pair has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The two are linked themselves.
    Direct,
    /// Only what lies in them is.
    Below,
    /// There are plans or letters of intent, no more.
    Planned,
    /// There is nothing.
    None,
}

impl State {
    const ALL: [Self; 4] = [Self::Direct, Self::Below, Self::Planned, Self::None];

    const fn words(self) -> &'static str {
        match self {
            Self::Direct => "linked themselves, number of links",
            Self::Below => "linked only through what lies in them",
            Self::Planned => "only planned or intended",
            Self::None => "nothing",
        }
    }

    /// The sign of a cell, with the number in it.
    fn sign(self, at: Rect, count: usize, tall: f64, theme: &Theme) -> Vec<Mark> {
        let color = theme.look(0).color;
        let (shape, style) = match self {
            Self::Direct => (Shape::Rect(at, 1.0), Style::filled(color)),
            Self::Below => (Shape::Rect(at, at.h / 2.0), Style::filled(color.mixed(theme.paper, 75))),
            Self::Planned => (Shape::Rect(at.grown(-0.4), at.h / 2.0), Style { dash: Dash::Dashed, ..Style::stroked(theme.muted, 0.7) }),
            Self::None => return vec![Mark::new(Shape::Circle(at.center(), 0.8), Style::filled(theme.line))],
        };
        let (ink, face) = match self {
            Self::Direct => (theme.paper, Face::Bold),
            Self::Below => (theme.ink, Face::Regular),
            _ => (theme.muted, Face::Regular),
        };
        let at = at.center().plus(0.0, tall * 0.36);
        let words = Text { at, anchor: Anchor::Middle, size: tall, face, words: count.to_string() };
        vec![Mark::new(shape, style), Mark::text(words, ink)]
    }
}

/// Heights of names that are tried, in points.
const HEIGHTS: [f64; 4] = [8.0, 7.5, 7.0, SMALLEST];
/// Height of a row, in heights of a name, at least and at most.
const ROW: (f64, f64) = (1.45, 1.9);
/// Width of a column in points, at least and at most.
const COLUMN: (f64, f64) = (19.0, 62.0);
/// The widest room for the names of rows, as a share of the figure.
const NAMES: f64 = 0.35;
/// The most lines of the head of a column.
const LINES: usize = 3;
/// From names to cells.
const NEAR: f64 = 5.0;

/// The height of a page in millimetres that has room for so many rows.
#[must_use]
pub fn height(rows: usize) -> f64 {
    (58.0 + 4.9 * rows as f64).clamp(80.0, 247.0)
}

/// Draws it.
#[must_use]
pub fn matrix(matrix: &Matrix, frame: &Frame, page: Page) -> Scene {
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(matrix, page.theme));
    frame.around(page, |area| picture(matrix, area, page.theme))
}

fn picture(matrix: &Matrix, area: Rect, theme: &Theme) -> Picture {
    if matrix.cells.is_empty() {
        return Picture::of_words("Nothing to draw: no two of what was asked for are linked, and none plan to be.", area, theme);
    }
    let fitting = HEIGHTS.into_iter().map(|tall| Layout::new(matrix, area, tall)).find(|layout| layout.rows.len() == matrix.rows.len());
    let layout = fitting.unwrap_or_else(|| Layout::new(matrix, area, SMALLEST));
    let Layout { tall, rows, columns, lines, wide, high, names, left, cells } = &layout;
    let (tall, wide, high, left, cells) = (*tall, *wide, *high, *left, *cells);

    let mut marks = Vec::new();
    let text = |at, anchor, face, words| Text { at, anchor, size: tall, face, words };
    for (place, &column) in columns.iter().enumerate() {
        let it = &matrix.columns[column];
        let x = cells.x + (place as f64 + 0.5) * wide;
        let count = cells.y - NEAR - text::DESCENT * tall;
        for (line, words) in lines[place].iter().rev().enumerate() {
            let at = Point::new(x, count - (line + 1) as f64 * tall * LEADING);
            let name = text(at, Anchor::Middle, Face::Regular, words.clone());
            marks.push(Mark::text(name, theme.ink).tooltip(it.tooltip.as_str()).href(it.href.clone()));
        }
        marks.push(Mark::text(text(Point::new(x, count), Anchor::Middle, Face::Regular, it.count.to_string()), theme.muted));
    }
    let rule = Style::stroked(theme.line.mixed(theme.paper, 70), 0.4);
    let right = cells.x + wide * columns.len() as f64;
    for (place, &row) in rows.iter().enumerate() {
        let it = &matrix.rows[row];
        let top = cells.y + place as f64 * high;
        marks.push(Mark::new(Shape::Line(Point::new(left, top), Point::new(right, top)), rule));
        let at = Point::new(left, top + high / 2.0 + tall * 0.36);
        let name = text(at, Anchor::Start, Face::Regular, text::fitted(&it.name, tall, Face::Regular, *names));
        marks.push(Mark::text(name, theme.ink).tooltip(it.tooltip.as_str()).href(it.href.clone()));
        let at = Point::new(cells.x - NEAR, at.y);
        marks.push(Mark::text(text(at, Anchor::End, Face::Regular, it.count.to_string()), theme.muted));
        for (place, &column) in columns.iter().enumerate() {
            let middle = Point::new(cells.x + (place as f64 + 0.5) * wide, top + high / 2.0);
            let sign = Rect::around(middle, (wide - 4.0).min(34.0), high - 2.4);
            match matrix.cells.iter().find(|cell| cell.row == row && cell.column == column) {
                Some(cell) => {
                    let signs = cell.state.sign(sign, cell.count, tall, theme);
                    marks.extend(signs.into_iter().map(|mark| mark.tooltip(cell.tooltip.as_str())));
                }
                None => marks.extend(State::None.sign(sign, 0, tall, theme)),
            }
        }
    }
    let gone = matrix.rows.len() - rows.len() + matrix.columns.len() - columns.len();
    let notes = match gone {
        0 => None,
        1 => Some("One row or column with few links had no room.".to_owned()),
        _ => Some(format!("{gone} rows and columns with the fewest links had no room.")),
    };
    Picture { marks, notes: notes.into_iter().collect() }
}

/// Where everything goes, with names of one height.
struct Layout {
    tall: f64,
    /// The rows that have room.
    rows: Vec<usize>,
    /// The columns that have room.
    columns: Vec<usize>,
    /// The name of each column, in lines.
    lines: Vec<Vec<String>>,
    /// Width of a column.
    wide: f64,
    /// Height of a row.
    high: f64,
    /// Width of the names of rows.
    names: f64,
    /// Where those begin.
    left: f64,
    /// The left upper corner of the first cell.
    cells: Point,
}

impl Layout {
    fn new(matrix: &Matrix, area: Rect, tall: f64) -> Self {
        let counts = text::width("000", tall, Face::Regular) + 4.0 + NEAR;
        let widest = matrix.rows.iter().map(|row| text::width(&row.name, tall, Face::Regular)).fold(0.0, f64::max);
        let names = widest.min(area.w * NAMES - counts);
        let room = area.w - names - counts;
        let columns = most(&matrix.columns, room / COLUMN.0);
        let wide = (room / columns.len() as f64).min(COLUMN.1);
        // Narrower than the column, so that names alike are broken alike and stand apart, but not so narrow that a word is cut for it.
        let words = columns.iter().flat_map(|&column| matrix.columns[column].name.split_whitespace());
        let longest = words.map(|word| text::width(word, tall, Face::Regular)).fold(0.0, f64::max);
        let narrow = (wide * 0.8).max(longest + 0.1).min(wide - 1.5);
        let head = |&column: &usize| text::wrapped(&matrix.columns[column].name, tall, Face::Regular, narrow, LINES);
        let lines: Vec<Vec<String>> = columns.iter().map(head).collect();
        let head = (lines.iter().map(Vec::len).max().unwrap_or(1) + 1) as f64 * tall * LEADING + NEAR;
        let rows = most(&matrix.rows, (area.h - head) / (tall * ROW.0));
        let high = ((area.h - head) / rows.len() as f64).min(tall * ROW.1);
        let left = area.x + (room - wide * columns.len() as f64) / 2.0;
        Self { tall, rows, columns, lines, wide, high, names, left, cells: Point::new(left + names + counts, area.y + head) }
    }
}

/// Those of the heads that have room, in their order: those with the most links.
fn most(heads: &[Head], room: f64) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..heads.len()).collect();
    ranked.sort_by_key(|&head| (Reverse(heads[head].count), head));
    let kept = ranked.into_iter().zip(1_u32..).take_while(|&(_, number)| number == 1 || f64::from(number) <= room);
    let kept: BTreeSet<usize> = kept.map(|(head, _)| head).collect();
    kept.into_iter().collect()
}

/// What the signs mean, as far as they occur.
fn legend(matrix: &Matrix, theme: &Theme) -> Vec<Key> {
    if matrix.cells.is_empty() {
        return Vec::new();
    }
    let mut states: BTreeSet<State> = matrix.cells.iter().map(|cell| cell.state).collect();
    if matrix.cells.len() < matrix.rows.len() * matrix.columns.len() {
        states.insert(State::None);
    }
    let sample = Rect::around(Point::default(), 15.0, 7.6);
    let entry = |state: State| Entry {
        sample: state.sign(sample, 2, SMALLEST, theme),
        width: if state == State::None { SIGN } else { SAMPLE },
        words: state.words().to_owned(),
    };
    vec![Key { title: String::new(), entries: State::ALL.into_iter().filter(|state| states.contains(state)).map(entry).collect() }]
}
