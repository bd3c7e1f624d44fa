//! What stands around the picture? Title, legend, and the notes that say what was counted.

use super::{
    geometry::{Point, Rect, Size},
    scene::{Anchor, Mark, Scene, Shape, Style, Text},
    text::{self, Face, LEADING},
    theme::Theme,
};

/// Height of the title, in points.
const TITLE: f64 = 10.0;
/// Height of the line below it.
const SUBTITLE: f64 = 7.5;
/// Height of words in the legend.
pub const LEGEND: f64 = 6.8;
/// Height of the notes; nothing on a page is smaller than this.
pub const SMALLEST: f64 = 6.0;
/// From the edge of the page.
const MARGIN: f64 = 6.0;
/// Between the parts.
const GAP: f64 = 7.0;
/// Width of a line in the legend.
pub const SAMPLE: f64 = 16.0;
/// Width of a sign in the legend.
pub const SIGN: f64 = 8.0;

/// What is drawn on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width and height.
    pub size: Size,
    /// Colours.
    pub theme: &'static Theme,
    /// Whether there is a legend.
    pub legend: bool,
    /// Whether it shows the tooltips of marks, as an SVG does. Where it does not, nothing is said of them.
    pub tooltips: bool,
}

/// The words around a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// What it shows.
    pub title: String,
    /// More of that, below the title.
    pub subtitle: String,
    /// The legend, by parts.
    pub legend: Vec<Key>,
    /// What was counted and left out, and from which base, a paragraph each.
    pub notes: Vec<String>,
}

/// A part of the legend: what its entries tell, and the entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// What they tell; may be empty.
    pub title: String,
    /// The entries, in order.
    pub entries: Vec<Entry>,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Marks around the point (0, 0), no higher than the words.
    pub sample: Vec<Mark>,
    /// How wide they are, in points.
    pub width: f64,
    /// What the sample means.
    pub words: String,
}

/// The inside of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The marks, in order, within the area that was given.
    pub marks: Vec<Mark>,
    /// What has to be said of it: names that had no room, say.
    pub notes: Vec<String>,
}

impl Picture {
    /// Words in the middle, in place of a picture of nothing.
    #[must_use]
    pub fn of_words(words: &str, area: Rect, theme: &Theme) -> Self {
        let size = 8.0;
        let lines = text::wrapped(words, size, Face::Regular, area.w, 4);
        let top = area.center().y - lines.len() as f64 * size * LEADING / 2.0 + text::ASCENT * size;
        let mark = |(row, words): (usize, String)| {
            let at = Point::new(area.center().x, top + row as f64 * size * LEADING);
            Mark::text(Text { at, anchor: Anchor::Middle, size, face: Face::Regular, words }, theme.muted)
        };
        Self { marks: lines.into_iter().enumerate().map(mark).collect(), notes: Vec::new() }
    }
}

impl Frame {
    /// The figure: the picture that `draw` makes for the area left on the page, within this frame.
    pub fn around(&self, page: Page, draw: impl FnOnce(Rect) -> Picture) -> Scene {
        let Page { size, theme, .. } = page;
        let width = (size.w - 2.0 * MARGIN).max(1.0);
        let mut marks = Vec::new();
        let mut top = MARGIN;
        for (words, height, face, color) in
            [(&self.title, TITLE, Face::Bold, theme.ink), (&self.subtitle, SUBTITLE, Face::Regular, theme.muted)]
        {
            let paragraph = paragraph(words, height, face, width, 3);
            let bottom = top + paragraph.height;
            marks.extend(paragraph.lines.into_iter().map(|line| Mark::text(line, color).moved(MARGIN, top)));
            top = bottom;
        }
        let legend = if page.legend { self.legend(width, theme) } else { Legend::default() };
        // The notes of the picture itself are not known before it is drawn: they have one line, the first.
        let notes: Vec<Paragraph> = self.notes.iter().map(|note| paragraph(note, SMALLEST, Face::Regular, width, 6)).collect();
        let foot = notes.iter().map(|note| note.height).sum::<f64>() + paragraph("x", SMALLEST, Face::Regular, width, 1).height;
        let mut y = size.h - MARGIN - foot;
        let legend_top = y - GAP / 2.0 - legend.height;
        let area = Rect { x: MARGIN, y: top + GAP, w: width, h: (legend_top - GAP - top - GAP).max(1.0) };
        let picture = draw(area);
        marks.extend(picture.marks);
        marks.extend(legend.marks.into_iter().map(|mark| mark.moved(MARGIN, legend_top)));
        let own = paragraph(&picture.notes.join(" "), SMALLEST, Face::Regular, width, 1);
        if own.lines.is_empty() {
            y = size.h - MARGIN - notes.iter().map(|note| note.height).sum::<f64>();
        }
        for note in std::iter::once(own).chain(notes) {
            let next = y + note.height;
            marks.extend(note.lines.into_iter().map(|line| Mark::text(line, theme.muted).moved(MARGIN, y)));
            y = next;
        }
        let description = std::iter::once(&self.subtitle).chain(&picture.notes).chain(&self.notes);
        let description: Vec<&str> = description.map(String::as_str).filter(|words| !words.is_empty()).collect();
        Scene { size, title: self.title.clone(), description: description.join(" "), background: theme.background, marks }
    }

    /// The legend in rows, from (0, 0): each part begins with its title, and goes on in the next row where there is no room.
    fn legend(&self, width: f64, theme: &Theme) -> Legend {
        let row = LEGEND * 1.5;
        let base = f64::midpoint(row, LEGEND * 0.7);
        let mut legend = Legend::default();
        let (mut x, mut y) = (0.0, 0.0);
        for key in self.legend.iter().filter(|key| !key.entries.is_empty()) {
            let title = text::fitted(&key.title, LEGEND, Face::Bold, width / 3.0);
            let head = if title.is_empty() { 0.0 } else { text::width(&title, LEGEND, Face::Bold) + 6.0 };
            let widths: Vec<f64> =
                key.entries.iter().map(|entry| entry.width + 3.0 + text::width(&entry.words, LEGEND, Face::Regular) + 9.0).collect();
            // A part begins in a row of its own unless all of it has room beside the last.
            if x > 0.0 && x + head + widths.iter().sum::<f64>() > width {
                (x, y) = (0.0, y + row);
            }
            let put = |x: f64, y: f64, words: String, face| {
                Mark::text(Text { at: Point::new(x, y + base), anchor: Anchor::Start, size: LEGEND, face, words }, theme.ink)
            };
            if head > 0.0 {
                legend.marks.push(put(x, y, title, Face::Bold));
                x += head;
            }
            for (entry, wide) in key.entries.iter().zip(widths) {
                if x > head && x + wide - 9.0 > width {
                    (x, y) = (head, y + row);
                }
                legend.marks.extend(entry.sample.iter().map(|mark| mark.clone().moved(x + entry.width / 2.0, y + row / 2.0)));
                let words = text::fitted(&entry.words, LEGEND, Face::Regular, (width - x - entry.width - 3.0).max(20.0));
                legend.marks.push(put(x + entry.width + 3.0, y, words, Face::Regular));
                x += wide;
            }
            x += 9.0;
            legend.height = y + row;
        }
        legend
    }
}

#[derive(Default)]
struct Legend {
    marks: Vec<Mark>,
    height: f64,
}

/// Lines of words, from (0, 0).
struct Paragraph {
    lines: Vec<Text>,
    height: f64,
}

fn paragraph(words: &str, size: f64, face: Face, width: f64, most: usize) -> Paragraph {
    let step = size * LEADING * 1.05;
    let lines: Vec<Text> = (0_u32..)
        .zip(text::filled(words, size, face, width, most))
        .map(|(row, words)| {
            let at = Point::new(0.0, text::ASCENT * size + f64::from(row) * step);
            Text { at, anchor: Anchor::Start, size, face, words }
        })
        .collect();
    let height = lines.len() as f64 * step + if lines.is_empty() { 0.0 } else { 1.0 };
    Paragraph { lines, height }
}

/// A line of a legend's sample, over its whole width.
#[must_use]
pub fn sample_line(style: Style) -> Mark {
    Mark::new(Shape::Line(Point::new(-SAMPLE / 2.0, 0.0), Point::new(SAMPLE / 2.0, 0.0)), style)
}
