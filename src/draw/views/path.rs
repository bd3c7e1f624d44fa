//! How do two know each other? The stops of a path from above to below, and between two stops what joins them: papers, dates, sources.

use super::network::{
    Classes, Diagram, Dot, Line, Standing, legend,
    paint::{dotted, width},
};
use crate::draw::{
    Scene,
    frame::{Frame, Page, Picture, SMALLEST},
    geometry::{MM, Point, Rect},
    scene::{Anchor, Mark, Shape, Text},
    text::{self, Face, LEADING},
    theme::{Color, Theme},
};

/// What is drawn: paths, one below the other.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The paths, in order.
    pub paths: Vec<Chain>,
    /// The classes of stops.
    pub classes: Classes,
}

/// One path.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// What stands above it; may be empty.
    pub title: String,
    /// The stops, in order.
    pub stops: Vec<Stop>,
    /// What joins each stop with the next.
    pub hops: Vec<Vec<Paper>>,
}

/// A party or centre on a path.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Its sign and name; its size and group are not looked at.
    pub dot: Dot,
    /// Where it lies; may be empty.
    pub place: String,
}

/// What joins two stops.
#[derive(Clone, Debug)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// What it is, how far it has come, and when.
    pub facts: String,
    /// Who says so; may be empty.
    pub source: String,
    /// How far it has come.
    pub standing: Standing,
    /// Where it leads.
    pub href: Option<String>,
}

/// Height of the name of a stop.
const NAME: f64 = 8.5;
/// Height of the title of a paper.
const TITLE: f64 = 7.2;
/// From the left edge to the line.
const LEFT: f64 = 10.0;
/// From the line to the words.
const NEAR: f64 = 11.0;
/// Radius of a stop.
const RADIUS: f64 = 4.2;
/// Between two papers, and above and below them.
const BETWEEN: f64 = 4.0;
/// Between two paths.
const APART: f64 = 14.0;
/// At most so many papers of a hop are written out.
const MOST: usize = 4;

/// The height in millimetres of a page of 174 mm that has room for all, up to that of A4 within its margins.
#[must_use]
pub fn height(paths: &Paths) -> f64 {
    let all: f64 = paths.paths.iter().map(|chain| Block::new(chain, 480.0, MOST).height + APART).sum();
    (all / MM + 36.0).clamp(60.0, 247.0)
}

/// Draws them. Where there is no room for all papers of a hop, the first are written out; where there is none for all paths, the first are drawn.
#[must_use]
pub fn path(paths: &Paths, frame: &Frame, page: Page) -> Scene {
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(&as_diagram(paths), page.theme));
    frame.around(page, |area| {
        if paths.paths.is_empty() {
            return Picture::of_words("Nothing to draw: there is no path.", area, page.theme);
        }
        picture(paths, area, page.theme)
    })
}

/// The same as dots and lines, for the legend.
fn as_diagram(paths: &Paths) -> Diagram {
    let mut diagram = Diagram { classes: paths.classes.clone(), ..Diagram::default() };
    for chain in &paths.paths {
        diagram.dots.extend(chain.stops.iter().map(|stop| Dot { size: 0.0, ..stop.dot.clone() }));
        let line = |hop: &Vec<Paper>| {
            let standing = hop.iter().map(|paper| paper.standing).min()?;
            Some(Line { a: 0, b: 0, count: hop.len(), standing, tooltip: String::new(), href: None })
        };
        diagram.lines.extend(chain.hops.iter().filter_map(line));
    }
    diagram
}

/// A line of words beside a path.
struct Row {
    /// Its base line, from the top of the path.
    y: f64,
    words: String,
    size: f64,
    face: Face,
    muted: bool,
    href: Option<String>,
}

/// A path with its words in lines.
struct Block {
    rows: Vec<Row>,
    /// Where each stop is, from the top.
    stops: Vec<f64>,
    height: f64,
}

impl Block {
    /// The path in so wide an area, with at most so many papers of a hop written out.
    fn new(chain: &Chain, wide: f64, most: usize) -> Self {
        let room = (wide - LEFT - NEAR).max(20.0);
        let mut block = Self { rows: Vec::new(), stops: Vec::new(), height: 0.0 };
        block.write(&chain.title, TITLE, Face::Bold, true, None, room);
        for (index, stop) in chain.stops.iter().enumerate() {
            block.stops.push(block.height + NAME * LEADING / 2.0 + 0.5);
            block.write(stop.dot.name.trim(), NAME, Face::Bold, false, stop.dot.href.as_ref(), room);
            block.write(&stop.place, TITLE, Face::Regular, true, None, room);
            let Some(hop) = chain.hops.get(index) else { continue };
            block.height += BETWEEN;
            for paper in hop.iter().take(most) {
                block.write(&paper.title, TITLE, Face::Regular, false, paper.href.as_ref(), room);
                block.write(&paper.facts, SMALLEST + 0.5, Face::Regular, false, None, room);
                block.write(&paper.source, SMALLEST, Face::Regular, true, None, room);
                block.height += BETWEEN / 2.0;
            }
            if hop.len() > most {
                let rest = hop.len() - most;
                let words = if most > 0 {
                    format!("and {rest} more")
                } else if rest == 1 {
                    "1 link".to_owned()
                } else {
                    format!("{rest} links")
                };
                block.write(&words, SMALLEST + 0.5, Face::Regular, true, None, room);
            }
            block.height += BETWEEN;
        }
        block
    }

    fn write(&mut self, words: &str, size: f64, face: Face, muted: bool, href: Option<&String>, room: f64) {
        if words.is_empty() {
            return;
        }
        for words in text::filled(words, size, face, room, 2) {
            let y = self.height + text::ASCENT * size + 0.5;
            self.rows.push(Row { y, words, size, face, muted, href: href.cloned() });
            self.height += size * LEADING * 1.06;
        }
    }
}

fn picture(paths: &Paths, area: Rect, theme: &Theme) -> Picture {
    let total = |blocks: &[Block]| blocks.iter().map(|block| block.height + APART).sum::<f64>() - APART;
    let with = |most: usize| paths.paths.iter().map(|chain| Block::new(chain, area.w, most)).collect::<Vec<_>>();
    let mut most = MOST;
    let mut blocks = with(most);
    while total(&blocks) > area.h && most > 0 {
        most -= 1;
        blocks = with(most);
    }
    let all = blocks.len();
    while total(&blocks) > area.h && blocks.len() > 1 {
        blocks.pop();
    }
    // One path alone that has no room is drawn closer together, and its papers are left to the tooltips.
    let tight = (area.h / total(&blocks).max(1.0)).min(1.0);
    let mut marks = Vec::new();
    let mut top = area.y;
    for (chain, block) in paths.paths.iter().zip(&blocks) {
        marks.extend(drawn(chain, block, Point::new(area.x, top), tight, theme));
        top += block.height + APART;
    }
    let notes = match all - blocks.len() {
        0 => None,
        1 => Some("One more path had no room.".to_owned()),
        gone => Some(format!("{gone} more paths had no room.")),
    };
    Picture { marks, notes: notes.into_iter().collect() }
}

fn drawn(chain: &Chain, block: &Block, corner: Point, tight: f64, theme: &Theme) -> Vec<Mark> {
    let x = corner.x + LEFT;
    let places: Vec<Point> = block.stops.iter().map(|&y| Point::new(x, corner.y + y * tight)).collect();
    let mut marks = Vec::new();
    for (hop, ends) in chain.hops.iter().zip(places.windows(2)) {
        let standing = hop.iter().map(|paper| paper.standing).min().unwrap_or(Standing::InForce);
        let tooltip: Vec<String> = hop.iter().map(|paper| format!("{} [{}] {}", paper.title, paper.facts, paper.source)).collect();
        let style = standing.style(theme, width(hop.len()).max(1.0), 100);
        let href = hop.iter().find_map(|paper| paper.href.clone());
        marks.push(Mark::new(Shape::Line(ends[0], ends[1]), style).tooltip(tooltip.join("\n")).href(href));
    }
    for (stop, &at) in chain.stops.iter().zip(&places) {
        marks.extend(dotted(&stop.dot, at, RADIUS * tight.max(0.4), theme));
    }
    // Words that would lie on each other are left out: those of stops stay, as far as they have room.
    let mut free = f64::MIN;
    for row in &block.rows {
        let color: Color = if row.muted { theme.muted } else { theme.ink };
        let at = Point::new(x + NEAR, corner.y + row.y * tight);
        let text = Text { at, anchor: Anchor::Start, size: row.size, face: row.face, words: row.words.clone() };
        let rect = text.bounds();
        if tight < 1.0 && rect.y < free {
            continue;
        }
        free = rect.bottom();
        marks.push(Mark::text(text, color).href(row.href.clone()));
    }
    marks
}
