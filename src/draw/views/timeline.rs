//! What came about when, and where? A row for each place or party, years from left to right, a sign for each entry.
//!
//! A date is drawn as what is known of it: a day is a sign at that day, a year a bar over the year with the sign in its middle. What has no date stands
//! in a column of its own. Entries of a row that would lie on each other are stacked; names are written beside them where all have room.

use std::collections::{BTreeMap, BTreeSet};

use super::network::Standing;
use crate::{
    draw::{
        frame::{Entry as Sample, Frame, Key, Page, Picture, SAMPLE, SIGN, SMALLEST},
        geometry::{MM, Point, Rect},
        scene::{Anchor, Dash, Mark, Scene, Shape, Step, Style, Text},
        sign::{REACH, sign},
        text::{self, Face, LEADING},
        theme::{Filling, Look, Theme},
    },
    model::Kind,
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// What stands in them; of one row, an entry has one sign, so one of two rows is given twice.
    pub entries: Vec<Entry>,
    /// Entries of one row of which the second came of the first: a plan, and the paper that was signed.
    pub follows: Vec<(usize, usize)>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose it is.
    pub name: String,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// Something that came about, or was meant to.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its row, as an index.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// What it is, told by sign and colour: an agreement, a centre, or a company for any venture.
    pub kind: Kind,
    /// How far it has come, told by the filling of the sign.
    pub standing: Standing,
    /// When: the time in which it must lie, in years with fractions. `None` when that is not known.
    pub when: Option<(f64, f64)>,
    /// When it ran out, if it did and that is known.
    pub until: Option<f64>,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// How high a line of signs is, with names beside them and without, in points; the highest that fits is taken.
const NAMED: [f64; 3] = [9.5, 8.6, 7.6];
/// As [`NAMED`], without names.
const BARE: [f64; 6] = [8.0, 7.0, 6.0, 5.2, 4.4, 3.8];
/// Radius of a sign, as a share of the height of its line.
const RADIUS: f64 = 0.3;
/// Height of the names of rows, in points.
const TALL: f64 = 7.5;
/// The widest room for the names of rows, as a share of the figure.
const NAMES: f64 = 0.25;
/// The widest room for the names of entries, as a share of the figure.
const TITLES: f64 = 0.42;
/// From one column to the next, in points.
const GAP: f64 = 6.0;
/// Room above and below the lines of a row.
const PAD: f64 = 2.5;
/// Height of the axis.
const AXIS: f64 = 12.0;
/// Between two signs of one line.
const APART: f64 = 1.0;
/// Width of the column of what has no date, in points, at least and at most.
const UNDATED: (f64, f64) = (27.0, 52.0);
/// More entries than this have no names.
const MANY: usize = 60;
/// So many entries that stand at one place and look alike have one sign, and their number behind it.
const HEAP: usize = 4;
/// A narrower figure has no room for the names of entries, in points.
const WIDE: f64 = 330.0;

/// The height in millimetres that a page of this width in points should have.
#[must_use]
pub fn height(timeline: &Timeline, width: f64) -> f64 {
    let named = timeline.entries.len() <= MANY && width >= WIDE;
    let area = Rect { x: 0.0, y: 0.0, w: width, h: f64::MAX };
    let rows: Vec<usize> = (0..timeline.rows.len()).collect();
    let arrangement = Arrangement::new(timeline, &rows, area, if named { NAMED[0] } else { BARE[2] }, named);
    ((arrangement.height() + AROUND) / MM).clamp(70.0, 247.0)
}

/// What title, legend and notes take of the height of a page, about, in points.
const AROUND: f64 = 125.0;

/// Draws it.
#[must_use]
pub fn timeline(timeline: &Timeline, frame: &Frame, page: Page) -> Scene {
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(timeline, page.theme));
    frame.around(page, |area| picture(timeline, area, page.theme))
}

/// Where years are.
#[derive(Clone, Copy)]
struct Years {
    first: f64,
    last: f64,
    /// Where the first begins and the last ends on the page.
    left: f64,
    right: f64,
}

impl Years {
    fn at(self, year: f64) -> f64 {
        let share = (year - self.first) / (self.last - self.first);
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }

    fn width(self) -> f64 {
        (self.right - self.left) / (self.last - self.first)
    }
}

/// An entry on its line.
struct Placed {
    entry: usize,
    /// Others that are alike in all that is drawn of them, for which its sign stands as well.
    alike: Vec<usize>,
    /// How far down its row its sign has its middle, in lines.
    line: f64,
    /// The middle of its sign.
    x: f64,
    /// Its name, in lines; none where names have no room.
    title: Vec<String>,
}

/// A row that is drawn.
struct Band {
    row: usize,
    /// Its name, in lines.
    name: Vec<String>,
    entries: Vec<Placed>,
    /// How many lines its entries take.
    lines: usize,
}

/// All entries on lines of one height.
struct Arrangement {
    line: f64,
    bands: Vec<Band>,
    /// From where to where what has no date stands, if there is such.
    undated: Option<(f64, f64)>,
    years: Option<Years>,
    /// From where to where the names of entries stand, if they have room.
    titles: Option<(f64, f64)>,
}

impl Arrangement {
    fn new(timeline: &Timeline, rows: &[usize], area: Rect, line: f64, named: bool) -> Self {
        let entries: Vec<&Entry> = timeline.entries.iter().filter(|entry| rows.contains(&entry.row)).collect();
        let first = entries.iter().filter_map(|entry| entry.when).map(|(from, _)| from.floor()).reduce(f64::min);
        let ends = entries.iter().flat_map(|entry| [entry.when.map(|(_, to)| to), entry.until]).flatten();
        let last = ends.reduce(f64::max).map(f64::ceil);

        let widest = |words: &mut dyn Iterator<Item = f64>, share: f64| words.fold(0.0, f64::max).min(area.w * share);
        let names = widest(&mut rows.iter().map(|&row| text::width(&timeline.rows[row].name, TALL, Face::Regular)), NAMES);
        let mut arrangement = Self { line, bands: Vec::new(), undated: None, years: None, titles: None };
        let (mut left, mut right) = (area.x + names + GAP, area.right());
        if named {
            let wide = widest(&mut entries.iter().map(|entry| text::width(&entry.name, arrangement.words(), Face::Regular)), TITLES);
            arrangement.titles = Some((right - wide, right));
            right -= wide + GAP;
        }
        let without = |row: usize| entries.iter().filter(|entry| entry.row == row && entry.when.is_none()).count();
        let most = rows.iter().map(|&row| without(row)).max().unwrap_or(0);
        if most > 0 {
            let wide = if named { UNDATED.0 } else { (most as f64 * arrangement.step()).clamp(UNDATED.0, UNDATED.1) };
            let end = if first.is_some() { left + wide } else { right };
            arrangement.undated = Some((left, end));
            left = end + GAP;
        }
        // The name of the last year has room behind it.
        right -= if named { 0.0 } else { GAP };
        arrangement.years = first.zip(last).map(|(first, last)| Years { first, last: last.max(first + 1.0), left, right });
        for &row in rows {
            let own = (0..timeline.entries.len()).filter(|&entry| timeline.entries[entry].row == row).collect();
            let (entries, lines) = arrangement.stacked(timeline, own);
            let name = text::wrapped(&timeline.rows[row].name, TALL, Face::Regular, names.max(1.0), 2);
            arrangement.bands.push(Band { row, name, entries, lines });
        }
        arrangement
    }

    fn radius(&self) -> f64 {
        self.line * RADIUS
    }

    /// From one sign to the next beside it.
    fn step(&self) -> f64 {
        2.0 * self.radius() * REACH + APART
    }

    /// The height of the names of entries.
    fn words(&self) -> f64 {
        self.line.min(TALL) * 0.9
    }

    fn height(&self) -> f64 {
        self.bands.iter().map(|band| self.band_height(band)).sum::<f64>() + AXIS
    }

    fn band_height(&self, band: &Band) -> f64 {
        (band.lines as f64 * self.line).max(band.name.len() as f64 * TALL * LEADING) + 2.0 * PAD
    }

    /// Entries that stand at one day and look alike, in heaps that have one sign; where they have names, each has its own.
    fn heaps<'a>(&self, timeline: &Timeline, entries: &'a [usize]) -> impl Iterator<Item = &'a [usize]> {
        let named = self.titles.is_some();
        let look = |entry: usize| {
            let it = &timeline.entries[entry];
            (it.when.map(|(from, to)| (from.to_bits(), to.to_bits())), it.kind, it.standing)
        };
        let single = |entry: usize| named || timeline.entries[entry].when.is_none() || timeline.entries[entry].until.is_some();
        let heaps: Vec<&[usize]> = entries.chunk_by(|&a, &b| !single(a) && !single(b) && look(a) == look(b)).collect();
        heaps.into_iter().flat_map(|heap| if heap.len() < HEAP { heap.chunks(1) } else { heap.chunks(usize::MAX) })
    }

    /// The width of the number behind a sign that stands for several entries.
    fn count_width(&self, alike: &[usize]) -> f64 {
        if alike.is_empty() { 0.0 } else { text::width(&(alike.len() + 1).to_string(), self.count_height(), Face::Regular) + 1.0 }
    }

    fn count_height(&self) -> f64 {
        self.line.max(SMALLEST)
    }

    /// Puts each entry on the first line where it lies on none before it, the earliest first; with names, each on lines of its own.
    fn stacked(&self, timeline: &Timeline, mut entries: Vec<usize>) -> (Vec<Placed>, usize) {
        let when = |entry: usize| timeline.entries[entry].when.unwrap_or((f64::MAX, f64::MAX));
        entries.sort_by(|&a, &b| {
            let ((a0, a1), (b0, b1)) = (when(a), when(b));
            let look = |entry: usize| (timeline.entries[entry].kind, timeline.entries[entry].standing);
            a0.total_cmp(&b0).then(a1.total_cmp(&b1)).then(look(a).cmp(&look(b))).then(a.cmp(&b))
        });
        let reach = self.radius() * REACH;
        // How far each line is used, by what has a date and by what has none.
        let (mut dated, mut undated): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut placed = Vec::new();
        let mut titles = 0;
        for alike in self.heaps(timeline, &entries) {
            let (entry, alike) = (alike[0], alike[1..].to_vec());
            let it = &timeline.entries[entry];
            let (line, x) = if let Some(((from, to), years)) = it.when.zip(self.years) {
                let (from, to) = (years.at(from), years.at(to));
                let middle = f64::midpoint(from, to);
                let end = it.until.map_or(to, |until| years.at(until)).max(to).max(middle + reach + self.count_width(&alike));
                (free(&mut dated, from.min(middle - reach), end + APART), middle)
            } else {
                let (from, to) = self.undated.unwrap_or_default();
                // The first line with room for one more sign.
                let line = undated.iter().position(|end| end + self.step() <= to).unwrap_or(undated.len());
                if line == undated.len() {
                    undated.push(from);
                }
                undated[line] += self.step();
                (line, undated[line] - self.step() + reach)
            };
            let title = self.titles.map_or_else(Vec::new, |(from, to)| text::wrapped(&it.name, self.words(), Face::Regular, to - from, 2));
            let (top, lines) = if self.titles.is_some() { (titles, title.len().max(1)) } else { (line, 1) };
            titles += lines;
            placed.push(Placed { entry, alike, line: top as f64 + lines as f64 / 2.0, x, title });
        }
        let lines = if self.titles.is_some() { titles } else { dated.len().max(undated.len()) };
        (placed, lines)
    }
}

/// The first line that is free from `from` on; it is used up to `to` then.
fn free(used: &mut Vec<f64>, from: f64, to: f64) -> usize {
    let line = used.iter().position(|&end| end <= from).unwrap_or(used.len());
    if line == used.len() {
        used.push(to);
    } else {
        used[line] = to;
    }
    line
}

fn picture(timeline: &Timeline, area: Rect, theme: &Theme) -> Picture {
    if timeline.entries.is_empty() {
        return Picture::of_words("Nothing to draw: there is no entry of what was asked for.", area, theme);
    }
    let rows: Vec<usize> = (0..timeline.rows.len()).collect();
    let arranged = |rows: &[usize], line: f64, named: bool| Arrangement::new(timeline, rows, area, line, named);
    let tries = NAMED.map(|line| (line, true)).into_iter().chain(BARE.map(|line| (line, false)));
    let tries = tries.filter(|&(_, named)| !named || timeline.entries.len() <= MANY && area.w >= WIDE);
    let mut found = tries.map(|(line, named)| arranged(&rows, line, named)).find(|it| it.height() <= area.h);
    // Not even the lowest lines have room for all rows: those with the most entries are kept.
    let count = |row: usize| timeline.entries.iter().filter(|entry| entry.row == row).count();
    let mut ranked = rows.clone();
    ranked.sort_by_key(|&row| (std::cmp::Reverse(count(row)), row));
    while found.is_none() && ranked.len() > 1 {
        ranked.truncate(ranked.len() - 1 - ranked.len() / 10);
        let mut kept = ranked.clone();
        kept.sort_unstable();
        found = Some(arranged(&kept, BARE[BARE.len() - 1], false)).filter(|it| it.height() <= area.h);
    }
    let arrangement = found.unwrap_or_else(|| arranged(&ranked, BARE[BARE.len() - 1], false));
    let gone = timeline.rows.len() - arrangement.bands.len();
    let notes = match gone {
        0 => None,
        1 => Some("One row with few entries had no room.".to_owned()),
        _ => Some(format!("{gone} rows with the fewest entries had no room.")),
    };
    let heaped = arrangement.bands.iter().flat_map(|band| &band.entries).any(|placed| !placed.alike.is_empty());
    let counts = heaped.then(|| "A number behind a sign counts entries that are alike.".to_owned());
    Picture { marks: drawn(timeline, &arrangement, area, theme), notes: notes.into_iter().chain(counts).collect() }
}

fn drawn(timeline: &Timeline, arrangement: &Arrangement, area: Rect, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    // What room is left is shared out among the rows.
    let spare = ((area.h - arrangement.height()) / arrangement.bands.len() as f64).clamp(0.0, 8.0);
    let top = area.y + AXIS;
    let bottom = top + arrangement.bands.iter().map(|band| arrangement.band_height(band) + spare).sum::<f64>();
    marks.extend(axis(arrangement, area, (top, bottom), theme));
    let mut y = top;
    let mut middles: BTreeMap<usize, Point> = BTreeMap::new();
    let rule = Style::stroked(theme.line.mixed(theme.paper, 60), 0.5);
    let mut signs = Vec::new();
    for band in &arrangement.bands {
        let high = arrangement.band_height(band) + spare;
        marks.push(Mark::new(Shape::Line(Point::new(area.x, y), Point::new(area.right(), y)), rule));
        let it = &timeline.rows[band.row];
        let base = y + (high - band.name.len() as f64 * TALL * LEADING) / 2.0 + TALL * 0.9;
        for (line, words) in band.name.iter().enumerate() {
            let at = Point::new(area.x, base + line as f64 * TALL * LEADING);
            let text = Text { at, anchor: Anchor::Start, size: TALL, face: Face::Regular, words: words.clone() };
            marks.push(Mark::text(text, theme.ink).tooltip(it.tooltip.as_str()).href(it.href.clone()));
        }
        let free = high - band.lines as f64 * arrangement.line;
        for placed in &band.entries {
            let middle = Point::new(placed.x, y + free / 2.0 + placed.line * arrangement.line);
            for &of in placed.alike.iter().chain([&placed.entry]) {
                middles.insert(of, middle);
            }
            let own = entry(&timeline.entries[placed.entry], &placed.title, arrangement, middle, theme);
            if placed.alike.is_empty() {
                signs.extend(own);
                continue;
            }
            let all = || placed.alike.iter().map(|&of| timeline.entries[of].tooltip.as_str());
            let tooltip = std::iter::once(timeline.entries[placed.entry].tooltip.as_str()).chain(all()).collect::<Vec<_>>().join("\n");
            let size = arrangement.count_height();
            let at = middle.plus(arrangement.radius() * REACH + 1.0, size * 0.36);
            let words = (placed.alike.len() + 1).to_string();
            let count = Mark::text(Text { at, anchor: Anchor::Start, size, face: Face::Regular, words }, theme.ink);
            signs.extend(own.into_iter().chain([count]).map(|mark| mark.tooltip(tooltip.as_str())));
        }
        y += high;
    }
    marks.push(Mark::new(Shape::Line(Point::new(area.x, y), Point::new(area.right(), y)), rule));
    for (earlier, later) in &timeline.follows {
        if let (Some(&from), Some(&to)) = (middles.get(earlier), middles.get(later)) {
            marks.extend(arrow(from, to, arrangement.radius(), theme));
        }
    }
    marks.extend(signs);
    marks
}

/// The years above, and a thin line where each that is named begins.
fn axis(arrangement: &Arrangement, area: Rect, (top, bottom): (f64, f64), theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    let base = area.y + SMALLEST;
    let words = |x: f64, words: String, anchor| {
        Mark::text(Text { at: Point::new(x, base), anchor, size: SMALLEST + 0.5, face: Face::Regular, words }, theme.muted)
    };
    let rule = |x: f64, width: f64| {
        let style = Style::stroked(theme.line.mixed(theme.paper, 70), width);
        Mark::new(Shape::Line(Point::new(x, top - 3.0), Point::new(x, bottom)), style)
    };
    if let Some(years) = arrangement.years {
        let label = text::width("0000", SMALLEST + 0.5, Face::Regular) + 3.0;
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].into_iter().find(|&step| f64::from(step) * years.width() >= label);
        let step = f64::from(step.unwrap_or(1_000));
        let mut year = years.first;
        while year < years.last {
            let named = (year / step).fract() == 0.0;
            if years.width() >= 4.0 || named {
                marks.push(rule(years.at(year), if named { 0.6 } else { 0.3 }));
            }
            if named && years.at(year) + label <= area.right() + 2.0 {
                // The name of a year stands over all of it, or at its beginning where it is narrower than that.
                let middle = if step > 1.0 { years.at(year) + label / 2.0 - 2.0 } else { years.at(year + 0.5) };
                marks.push(words(middle, format!("{year}"), Anchor::Middle));
            }
            year += 1.0;
        }
        marks.push(rule(years.right, 0.6));
    }
    if let Some((x, _)) = arrangement.undated {
        marks.push(words(x, "no date".to_owned(), Anchor::Start));
    }
    marks
}

/// The look of an entry: colour by what it is, filling by how far it has come.
fn look(kind: Kind, standing: Standing, theme: &Theme) -> Look {
    let class = match kind {
        Kind::Agreement => 0,
        Kind::Centre => 1,
        _ => 2,
    };
    let color = theme.look(class).color;
    match standing {
        Standing::InForce => Look { color, filling: Filling::Solid },
        Standing::Intended => Look { color, filling: Filling::Dotted },
        Standing::Planned => Look { color, filling: Filling::Hollow },
        Standing::Over => Look { color: color.mixed(theme.paper, 35), filling: Filling::Pale },
    }
}

fn entry(it: &Entry, title: &[String], arrangement: &Arrangement, middle: Point, theme: &Theme) -> Vec<Mark> {
    let look = look(it.kind, it.standing, theme);
    let radius = arrangement.radius();
    let mut marks = Vec::new();
    let mut end = middle.x + radius * REACH;
    if let (Some((from, to)), Some(years)) = (it.when, arrangement.years) {
        let (from, to) = (years.at(from), years.at(to));
        let tall = radius * 0.8;
        let bar = Rect { x: from + 0.4, y: middle.y - tall / 2.0, w: (to - from - 0.8).max(0.1), h: tall };
        if bar.w > 2.0 * radius {
            marks.push(Mark::new(Shape::Rect(bar, tall / 2.0), Style::filled(look.color.mixed(theme.paper, 60))));
            end = end.max(to);
        }
        if let Some(until) = it.until.map(|until| years.at(until)).filter(|&until| until > end) {
            let style = Style::stroked(look.color, 0.7);
            let stop = Point::new(until, middle.y);
            marks.push(Mark::new(Shape::Line(middle, stop), style));
            marks.push(Mark::new(Shape::Line(stop.plus(0.0, -radius), stop.plus(0.0, radius)), style));
            end = until;
        }
    }
    if let Some((x, _)) = arrangement.titles {
        let leader = Style { dash: Dash::Dotted, ..Style::stroked(theme.line.mixed(theme.paper, 30), 0.4) };
        marks.insert(0, Mark::new(Shape::Line(Point::new(end + 2.0, middle.y), Point::new(x - 2.0, middle.y)), leader));
        let size = arrangement.words();
        for (line, words) in title.iter().enumerate() {
            let down = (line as f64 + 0.5 - title.len() as f64 / 2.0) * arrangement.line * 0.94;
            let at = Point::new(x, middle.y + down + size * 0.36);
            marks.push(Mark::text(Text { at, anchor: Anchor::Start, size, face: Face::Regular, words: words.clone() }, theme.ink));
        }
    }
    marks.extend(sign(it.kind, middle, radius, look, theme));
    marks.into_iter().map(|mark| mark.tooltip(it.tooltip.as_str()).href(it.href.clone())).collect()
}

/// From what was meant to be to what came of it.
fn arrow(from: Point, to: Point, radius: f64, theme: &Theme) -> Vec<Mark> {
    let long = from.distance(to);
    if long < 4.0 * radius {
        return Vec::new();
    }
    let (x, y) = ((to.x - from.x) / long, (to.y - from.y) / long);
    let tip = from.towards(to, 1.0 - (radius * REACH + 0.6) / long);
    let (back, side) = (3.0, 1.3);
    let foot = tip.plus(-back * x, -back * y);
    let head = vec![Step::Move(tip), Step::Line(foot.plus(-side * y, side * x)), Step::Line(foot.plus(side * y, -side * x)), Step::Close];
    vec![Mark::new(Shape::Line(from, foot), Style::stroked(theme.ink, 0.7)), Mark::new(Shape::Path(head), Style::filled(theme.ink))]
}

/// What signs, fillings and lines mean, as far as they occur.
fn legend(timeline: &Timeline, theme: &Theme) -> Vec<Key> {
    let here = Point::default();
    let occurs = |kind: &Kind| timeline.entries.iter().any(|entry| entry.kind == *kind);
    let kinds = [Kind::Agreement, Kind::Centre, Kind::Company].into_iter().filter(occurs);
    let kind = |kind: Kind| Sample {
        sample: sign(kind, here, 3.0, look(kind, Standing::InForce, theme), theme),
        width: SIGN,
        words: if kind == Kind::Company { "venture".to_owned() } else { kind.word().to_owned() },
    };
    let standings: BTreeSet<Standing> = timeline.entries.iter().map(|entry| entry.standing).collect();
    let standing = |standing: Standing| Sample {
        sample: sign(Kind::Agreement, here, 3.0, look(Kind::Agreement, standing, theme), theme),
        width: SIGN,
        words: standing.words().to_owned(),
    };
    let color = theme.look(0).color;
    let bar = Mark::new(Shape::Rect(Rect::around(here, 14.0, 2.4), 1.2), Style::filled(color.mixed(theme.paper, 60)));
    let line = |to: Point| Mark::new(Shape::Line(Point::new(-7.0, 0.0), to), Style::stroked(color, 0.7));
    let end = Point::new(6.0, 0.0);
    let mut dates = Vec::new();
    if timeline.entries.iter().any(|entry| entry.when.is_some_and(|(from, to)| to - from > 0.05)) {
        dates.push(Sample { sample: vec![bar], width: SAMPLE, words: "some time within this".to_owned() });
    }
    if timeline.entries.iter().any(|entry| entry.until.is_some()) {
        let stop = Mark::new(Shape::Line(end.plus(0.0, -2.5), end.plus(0.0, 2.5)), Style::stroked(color, 0.7));
        dates.push(Sample { sample: vec![line(end), stop], width: SAMPLE, words: "until it ran out".to_owned() });
    }
    if !timeline.follows.is_empty() {
        let sample = arrow(Point::new(-8.0, 0.0), Point::new(10.0, 0.0), 1.0, theme);
        dates.push(Sample { sample, width: SAMPLE, words: "what came of it".to_owned() });
    }
    let key = |entries: Vec<Sample>| Key { title: String::new(), entries };
    vec![key(kinds.map(kind).collect()), key(standings.into_iter().map(standing).collect()), key(dates)]
}
