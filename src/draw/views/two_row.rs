//! Which of these is linked with which of those? Two rows and bands between them, ordered so that few cross.
//!
//! A band is as wide as it has links, and an end as high as its bands together, so that widths can be compared everywhere in the figure. Where a page
//! has no room for all ends, those with the most links are drawn.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::network::Standing;
use crate::draw::{
    frame::{Entry, Frame, Key, Page, Picture, SAMPLE},
    geometry::{MM, Point, Rect},
    layout::crossings::{Orders, order},
    scene::{Anchor, Mark, Scene, Shape, Step, Style, Text},
    text::{self, Face},
    theme::{Color, Theme},
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct TwoRow {
    /// What stands on the left.
    pub left: Row,
    /// What stands on the right.
    pub right: Row,
    /// What joins them; each pair, way and standing has one.
    pub bands: Vec<Band>,
}

/// One of the two rows.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What it is a row of; may be empty.
    pub title: String,
    /// Its ends.
    pub ends: Vec<End>,
}

/// What stands in a row.
#[derive(Clone, Debug)]
pub struct End {
    /// Its name.
    pub name: String,
    /// How many different links it has: a link of three is in two bands of an end, and counted once.
    pub count: usize,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// What joins two ends in one way.
#[derive(Clone, Debug)]
pub struct Band {
    /// The left end, as an index.
    pub left: usize,
    /// The right end, as an index.
    pub right: usize,
    /// How the two are joined.
    pub way: Way,
    /// How far that has come.
    pub standing: Standing,
    /// How many links it stands for.
    pub count: usize,
    /// What is shown where one points at it.
    pub tooltip: String,
}

/// How two ends are joined, the closer way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// They are linked themselves.
    Direct,
    /// What lies in them is.
    Through,
}

impl Way {
    const fn words(self) -> &'static str {
        match self {
            Self::Direct => "linked themselves",
            Self::Through => "through what lies in them",
        }
    }

    /// Colour and opacity: dark for what is linked itself and light for the rest, so that black and white tell them apart as well.
    fn ink(self, theme: &Theme) -> (Color, u8) {
        match self {
            Self::Direct => (theme.look(0).color, 95),
            Self::Through => (theme.look(1).color.mixed(theme.paper, 45), 75),
        }
    }
}

/// A band of this colour and opacity along a curve: full, or where it is only meant to be, pale with broken edges.
fn ribbon(standing: Standing, (color, opacity): (Color, u8), theme: &Theme, width: f64, curve: &dyn Fn(f64) -> Shape) -> Vec<Mark> {
    let band = |color: Color, opacity: u8| Mark::new(curve(0.0), Style { opacity, ..Style::stroked(color, width) });
    let edge = |off: f64, width: f64| Mark::new(curve(off), Style { dash: standing.dash(), ..Style::stroked(color, width) });
    match standing {
        Standing::InForce => vec![band(color, opacity)],
        Standing::Over => vec![band(color.mixed(theme.paper, 60), opacity)],
        Standing::Intended | Standing::Planned if width < 2.4 => vec![edge(0.0, width)],
        Standing::Intended | Standing::Planned => {
            let off = width / 2.0 - 0.4;
            vec![band(color.mixed(theme.paper, 80), 60), edge(-off, 0.7), edge(off, 0.7)]
        }
    }
}

/// Heights of names that are tried, in points.
const HEIGHTS: [f64; 4] = [8.0, 7.5, 7.0, 6.5];
/// From one end to the next at least, in heights of a name.
const STEP: f64 = 1.25;
/// Height of what a link adds to an end, in points, at most.
const THICKEST: f64 = 5.0;
/// Between two ends, in points.
const BETWEEN: f64 = 3.0;
/// Width of the bar of an end, in points.
const BAR: f64 = 4.0;
/// From a bar to its name.
const NEAR: f64 = 4.0;
/// Height of the titles above the rows, with what is below them.
const HEAD: f64 = 14.0;
/// The widest room for the names of a row, as a share of the figure.
const NAMES: f64 = 0.34;

/// The height in millimetres that a page should have.
#[must_use]
pub fn height(diagram: &TwoRow) -> f64 {
    let tall = |side: usize, row: &Row| {
        let mut links = vec![0_usize; row.ends.len()];
        for band in &diagram.bands {
            if let Some(links) = links.get_mut(end_of(band, side)) {
                *links += band.count;
            }
        }
        links.into_iter().map(|links| slot(links as f64, USUAL, HEIGHTS[0])).sum::<f64>()
    };
    ((tall(0, &diagram.left).max(tall(1, &diagram.right)) + AROUND) / MM).clamp(80.0, 247.0)
}

/// What a link adds to the height of an end in points, where the page has no size of its own.
const USUAL: f64 = 2.6;
/// What title, legend and notes take of the height of a page, about, in points.
const AROUND: f64 = 125.0;

/// The height of an end of so many links, with what is left free below it.
fn slot(links: f64, unit: f64, height: f64) -> f64 {
    (links * unit).max(height * STEP - BETWEEN) + BETWEEN
}

/// Draws it.
#[must_use]
pub fn two_row(diagram: &TwoRow, frame: &Frame, page: Page) -> Scene {
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(diagram, page.theme));
    frame.around(page, |area| picture(diagram, area, page.theme))
}

/// What is drawn of the rows, and where.
struct Placed {
    /// The height of names.
    height: f64,
    /// What a link adds to the height of an end.
    unit: f64,
    /// The ends of the left and right row that are drawn, from the top, with the top of each bar.
    rows: [Vec<(usize, f64)>; 2],
}

fn picture(diagram: &TwoRow, area: Rect, theme: &Theme) -> Picture {
    if diagram.bands.is_empty() {
        return Picture::of_words("Nothing to draw: nothing that was asked for joins the two rows.", area, theme);
    }
    let body = Rect { y: area.y + HEAD, h: (area.h - HEAD).max(1.0), ..area };
    let (kept, height) = kept(diagram, body.h);
    let bands: Vec<&Band> = diagram.bands.iter().filter(|band| kept[0].contains(&band.left) && kept[1].contains(&band.right)).collect();
    let placed = place(&bands, &ordered(&bands, &kept), height, body);
    let names = names(diagram, &placed, area.w * NAMES);
    let wide =
        |side: usize| names[side].iter().map(|(words, count)| words_width(words, height) + count_width(count, height)).fold(0.0, f64::max);
    let bars = [area.x + wide(0) + NEAR, area.right() - wide(1) - NEAR - BAR];

    let mut marks = drawn_bands(&bands, &placed, bars, theme);
    for (side, row) in [&diagram.left, &diagram.right].into_iter().enumerate() {
        let (anchor, edge, out) = if side == 0 { (Anchor::End, bars[0], -NEAR) } else { (Anchor::Start, bars[1] + BAR, NEAR) };
        let title = text::fitted(&row.title, 7.5, Face::Bold, area.w / 2.0 - 10.0);
        let inner = if side == 0 { bars[0] + BAR } else { bars[1] };
        let at = Point::new(inner, area.y + 7.0);
        let anchored = if side == 0 { Anchor::Start } else { Anchor::End };
        marks.push(Mark::text(Text { at, anchor: anchored, size: 7.5, face: Face::Bold, words: title }, theme.muted));
        for (&(end, top), (words, count)) in placed.rows[side].iter().zip(&names[side]) {
            let it = &row.ends[end];
            let tall = thickness(&bands, side, end) as f64 * placed.unit;
            let bar = Rect { x: bars[side], y: top, w: BAR, h: tall };
            marks.push(Mark::new(Shape::Rect(bar, 0.0), Style::filled(theme.ink)).tooltip(it.tooltip.as_str()).href(it.href.clone()));
            let base = top + tall / 2.0 + height * 0.36;
            let at = Point::new(edge + out, base);
            let text = |at, words: &str| Text { at, anchor, size: height, face: Face::Regular, words: words.to_owned() };
            let shift = if side == 0 { -count_width(count, height) } else { words_width(words, height) + SPACE * height };
            let (name_at, count_at) = if side == 0 { (at.plus(shift, 0.0), at) } else { (at, at.plus(shift, 0.0)) };
            marks.push(Mark::text(text(name_at, words), theme.ink).tooltip(it.tooltip.as_str()).href(it.href.clone()));
            marks.push(Mark::text(text(count_at, count), theme.muted));
        }
    }
    let gone = diagram.left.ends.len() + diagram.right.ends.len() - placed.rows[0].len() - placed.rows[1].len();
    let notes = match gone {
        0 => None,
        1 => Some("One end with few links had no room.".to_owned()),
        _ => Some(format!("{gone} ends with the fewest links had no room.")),
    };
    Picture { marks, notes: notes.into_iter().collect() }
}

/// From a name to its count, in heights of a name.
const SPACE: f64 = 0.5;

fn words_width(words: &str, height: f64) -> f64 {
    text::width(words, height, Face::Regular)
}

fn count_width(count: &str, height: f64) -> f64 {
    words_width(count, height) + SPACE * height
}

/// Names and counts of the ends that are drawn, as far as there is room.
fn names(diagram: &TwoRow, placed: &Placed, room: f64) -> [Vec<(String, String)>; 2] {
    let of = |row: &Row, side: usize| {
        placed.rows[side]
            .iter()
            .map(|&(end, _)| {
                let count = row.ends[end].count.to_string();
                let room = room - count_width(&count, placed.height);
                (text::fitted(&row.ends[end].name, placed.height, Face::Regular, room), count)
            })
            .collect()
    };
    [of(&diagram.left, 0), of(&diagram.right, 1)]
}

/// The ends of each row that have room with their names, those with the most links first, and the height of names.
fn kept(diagram: &TwoRow, room: f64) -> ([BTreeSet<usize>; 2], f64) {
    let longest = diagram.left.ends.len().max(diagram.right.ends.len());
    let fits = |height: f64| (room / (height * STEP)).max(1.0);
    let height = HEIGHTS.into_iter().find(|&height| longest as f64 <= fits(height)).unwrap_or(HEIGHTS[HEIGHTS.len() - 1]);
    let most = |row: &Row| {
        let mut ranked: Vec<usize> = (0..row.ends.len()).collect();
        ranked.sort_by_key(|&end| (Reverse(row.ends[end].count), end));
        ranked.into_iter().zip(0_u32..).take_while(|&(_, place)| f64::from(place) < fits(height).floor()).map(|(end, _)| end).collect()
    };
    ([most(&diagram.left), most(&diagram.right)], height)
}

/// The ends that are kept and still have bands, in the order of fewest crossings.
fn ordered(bands: &[&Band], kept: &[BTreeSet<usize>; 2]) -> [Vec<usize>; 2] {
    let linked = |side: usize| -> Vec<usize> {
        kept[side].iter().copied().filter(|&end| bands.iter().any(|band| end_of(band, side) == end)).collect()
    };
    let ends = [linked(0), linked(1)];
    let index = |side: usize, band: &Band| ends[side].binary_search(&end_of(band, side)).unwrap_or_default();
    let lines: BTreeSet<(usize, usize)> = bands.iter().map(|band| (index(0, band), index(1, band))).collect();
    let Orders { left, right } = order(ends[0].len(), ends[1].len(), &lines.into_iter().collect::<Vec<_>>());
    let [lefts, rights] = ends;
    [left.into_iter().map(|at| lefts[at]).collect(), right.into_iter().map(|at| rights[at]).collect()]
}

const fn end_of(band: &Band, side: usize) -> usize {
    if side == 0 { band.left } else { band.right }
}

/// How many links the bands of an end have together.
fn thickness(bands: &[&Band], side: usize, end: usize) -> usize {
    bands.iter().filter(|band| end_of(band, side) == end).map(|band| band.count).sum()
}

/// Places for all ends over the height of the area: bars as thick as has room, and the room between them the same.
fn place(bands: &[&Band], orders: &[Vec<usize>; 2], height: f64, area: Rect) -> Placed {
    let thick: [Vec<f64>; 2] = [0, 1].map(|side| orders[side].iter().map(|&end| thickness(bands, side, end) as f64).collect());
    let slot = |links: f64, unit: f64| slot(links, unit, height);
    let total = |side: &[f64], unit: f64| side.iter().map(|&links| slot(links, unit)).sum::<f64>() - BETWEEN;
    let (mut unit, mut high) = (0.0, THICKEST);
    for _ in 0..30 {
        let middle = f64::midpoint(unit, high);
        if thick.iter().all(|side| total(side, middle) <= area.h) { unit = middle } else { high = middle }
    }
    let tallest = thick.iter().map(|side| total(side, unit)).fold(0.0, f64::max);
    let rows = [0, 1].map(|side| {
        let count = orders[side].len() as f64;
        // The shorter row is spread to the height of the longer, but not so far that it falls apart.
        let spare = tallest - total(&thick[side], unit);
        let between = if count > 1.0 { (spare / (count - 1.0)).min(6.0 * height) } else { 0.0 };
        let mut top = area.y + (tallest - total(&thick[side], unit) - between * (count - 1.0)) / 2.0;
        let placed = orders[side].iter().zip(&thick[side]).map(|(&end, &links)| {
            let slot = slot(links, unit) - BETWEEN;
            let bar = top + (slot - links * unit) / 2.0;
            top += slot + BETWEEN + between;
            (end, bar)
        });
        placed.collect()
    });
    Placed { height, unit, rows }
}

/// The bands: light ones first, dark ones on them.
fn drawn_bands(bands: &[&Band], placed: &Placed, bars: [f64; 2], theme: &Theme) -> Vec<Mark> {
    let rank: [BTreeMap<usize, usize>; 2] =
        [0, 1].map(|side| placed.rows[side].iter().enumerate().map(|(rank, &(end, _))| (end, rank)).collect());
    let rank = |band: &Band, side: usize| rank[side].get(&end_of(band, side)).copied().unwrap_or_default();
    // At each end the bands leave in the order of their other ends, so that they do not cross there.
    let mut middles = vec![[0.0; 2]; bands.len()];
    for side in [0, 1] {
        let mut used: BTreeMap<usize, f64> = placed.rows[side].iter().copied().collect();
        let mut order: Vec<usize> = (0..bands.len()).collect();
        order.sort_by_key(|&at| (rank(bands[at], 1 - side), bands[at].way, bands[at].standing, at));
        for at in order {
            if let Some(top) = used.get_mut(&end_of(bands[at], side)) {
                let tall = bands[at].count as f64 * placed.unit;
                middles[at][side] = *top + tall / 2.0;
                *top += tall;
            }
        }
    }
    let mut order: Vec<usize> = (0..bands.len()).collect();
    order.sort_by_key(|&at| (Reverse(bands[at].way), Reverse(bands[at].count), at));
    let drawn = |at: usize| {
        let band = bands[at];
        let middles = middles[at];
        let curve = |off: f64| {
            let (from, to) = (Point::new(bars[0] + BAR, middles[0] + off), Point::new(bars[1], middles[1] + off));
            let middle = f64::midpoint(from.x, to.x);
            Shape::Path(vec![Step::Move(from), Step::Curve(Point::new(middle, from.y), Point::new(middle, to.y), to)])
        };
        let marks = ribbon(band.standing, band.way.ink(theme), theme, (band.count as f64 * placed.unit).max(0.4), &curve);
        marks.into_iter().map(|mark| mark.tooltip(band.tooltip.as_str()))
    };
    order.into_iter().flat_map(drawn).collect()
}

/// What colours, strokes and bars mean, as far as they occur.
fn legend(diagram: &TwoRow, theme: &Theme) -> Vec<Key> {
    let ways: BTreeSet<Way> = diagram.bands.iter().map(|band| band.way).collect();
    let line = |off: f64| Shape::Line(Point::new(-SAMPLE / 2.0, off), Point::new(SAMPLE / 2.0, off));
    let way = |way: Way| Entry {
        sample: ribbon(Standing::InForce, way.ink(theme), theme, 3.0, &line),
        width: SAMPLE,
        words: way.words().to_owned(),
    };
    let mut standings: BTreeSet<Standing> = diagram.bands.iter().map(|band| band.standing).collect();
    // Full bands alone have nothing to be told from.
    if standings.iter().eq(&[Standing::InForce]) {
        standings.clear();
    }
    // A standing is told in a colour of neither way, as it is the same in both.
    let standing = |standing: Standing| Entry {
        sample: ribbon(standing, (theme.muted, 95), theme, 4.0, &line),
        width: SAMPLE,
        words: standing.words().to_owned(),
    };
    let bar = Rect::around(Point::default(), BAR, 7.0);
    let number = Entry {
        sample: vec![Mark::new(Shape::Rect(bar, 0.0), Style::filled(theme.ink))],
        width: BAR,
        words: "thickness and number: links".to_owned(),
    };
    let key = |entries: Vec<Entry>| Key { title: String::new(), entries };
    if diagram.bands.is_empty() {
        return Vec::new();
    }
    vec![key(ways.into_iter().map(way).collect()), key(standings.into_iter().map(standing).collect()), key(vec![number])]
}
