//! Who is linked with whom? Dots and lines, what is linked near together, and what lies in one place in one box.
//!
//! All lines between two dots are one, as wide as there are many. Names never lie on each other or on a dot; where there is no room for all, the dots that
//! are largest keep theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    draw::{
        frame::{Entry, Frame, Key, Page, Picture, SMALLEST, sample_line},
        geometry::{Point, Rect},
        layout::{
            fit::{Arrangement, Plan},
            room::Room,
            stress::{start, stress, turn},
        },
        scene::{Anchor, Dash, Mark, Scene, Shape, Style, Text},
        sign::{REACH, sign},
        text::{self, Face, LEADING},
        theme::Theme,
    },
    model::Kind,
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// The dots.
    pub dots: Vec<Dot>,
    /// The lines; each pair has one.
    pub lines: Vec<Line>,
    /// The names of the groups.
    pub groups: Vec<String>,
    /// The classes of dots.
    pub classes: Classes,
    /// What the size of a dot tells.
    pub measure: String,
}

/// Classes of dots, told apart by colour and filling.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// What they tell; may be empty where their names say it.
    pub title: String,
    /// The name of each.
    pub names: Vec<String>,
}

/// Somebody who is linked.
#[derive(Clone, Debug)]
pub struct Dot {
    /// By which its place is kept from one drawing to the next.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, told by the sign.
    pub kind: Kind,
    /// Its class, told by colour and filling.
    pub class: usize,
    /// Its size, from 0 to 1. The larger dots keep their names where there is no room for all.
    pub size: f64,
    /// The group that it is in.
    pub group: Option<usize>,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// All that links two dots.
#[derive(Clone, Debug)]
pub struct Line {
    /// One end, as an index of a dot.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// How many links it stands for.
    pub count: usize,
    /// How far the furthest of them has come.
    pub standing: Standing,
    /// What is shown where one points at it.
    pub tooltip: String,
}

/// How far a link has come, the furthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Signed or operating.
    InForce,
    /// Intended: there is a letter.
    Intended,
    /// Planned only.
    Planned,
    /// Suspended, lapsed or ended.
    Over,
}

impl Standing {
    /// In words, for the legend.
    const fn words(self) -> &'static str {
        match self {
            Self::InForce => "signed or operating",
            Self::Intended => "intended",
            Self::Planned => "planned",
            Self::Over => "suspended, lapsed or ended",
        }
    }

    fn style(self, theme: &Theme, width: f64) -> Style {
        let dash = match self {
            Self::InForce | Self::Over => Dash::Solid,
            Self::Intended => Dash::Dotted,
            Self::Planned => Dash::Dashed,
        };
        let color = if self == Self::Over { theme.line.mixed(theme.paper, 60) } else { theme.line };
        Style { dash, opacity: 85, ..Style::stroked(color, width) }
    }
}

/// Where the network would have each dot, by its id, in lengths of its own.
pub type Places = BTreeMap<String, Point>;

/// Length of a line, in those lengths.
const LINK: f64 = 3.0;
/// From a dot to the middle of its group.
const BELONGING: f64 = 1.0;
/// Radius of the smallest dot and how much the largest has more, in points.
const RADIUS: (f64, f64) = (2.3, 4.2);
/// Heights of names that are tried, in points.
const HEIGHTS: [f64; 4] = [7.5, 7.0, 6.5, SMALLEST];
/// How loosely components start out; the loosest that fits is taken.
const LOOSE: [f64; 4] = [1.6, 1.3, 1.0, 0.75];
/// With more dots than this, names get the room that is left, and dots make none for them.
const CROWD: usize = 1_500;

/// Draws the network, and gives the places of its dots to keep. A dot that is in `kept` stays where it was.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn network(diagram: &Diagram, frame: &Frame, page: Page, kept: &Places, progress: Progress<'_>) -> Result<(Scene, Places), Stopped> {
    let wanted = places(diagram, kept, progress)?;
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(diagram, page.theme));
    let scene = frame.around(page, |area| picture(diagram, &wanted, area, page.theme));
    let places = diagram.dots.iter().map(|dot| dot.id.clone()).zip(wanted.points).collect();
    Ok((scene, places))
}

/// Where the network would have each dot, and which component it is in.
struct Wanted {
    points: Vec<Point>,
    component: Vec<u32>,
}

fn places(diagram: &Diagram, kept: &Places, progress: Progress<'_>) -> Result<Wanted, Stopped> {
    let n = diagram.dots.len();
    // Each group is a vertex of its own, near all its members.
    let hub = |group: usize| u32::try_from(n + group).unwrap_or(u32::MAX);
    let belongs = diagram.dots.iter().enumerate().filter_map(|(dot, it)| Some((u32::try_from(dot).ok()?, hub(it.group?), BELONGING)));
    let edges: Vec<(u32, u32, f64)> = diagram.lines.iter().map(|line| (line.a, line.b, LINK)).chain(belongs).collect();
    let graph = Packed::new(n + diagram.groups.len(), &edges);
    let side = (n as f64).sqrt() * LINK;
    let groups = diagram.groups.iter().map(|group| start(group, side));
    let starts: Vec<Point> =
        diagram.dots.iter().map(|dot| kept.get(&dot.id).copied().unwrap_or_else(|| start(&dot.id, side))).chain(groups).collect();
    let fixed: Vec<bool> = diagram.dots.iter().map(|dot| kept.contains_key(&dot.id)).collect();
    let mut points = stress(&graph, &starts, &fixed, progress)?;
    points.truncate(n);
    let component = components(&graph, n);
    if kept.is_empty() {
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        component.iter().enumerate().for_each(|(dot, &component)| members.entry(component).or_default().push(dot));
        for members in members.values() {
            let mut own: Vec<Point> = members.iter().map(|&dot| points[dot]).collect();
            turn(&mut own);
            members.iter().zip(own).for_each(|(&dot, point)| points[dot] = point);
        }
    }
    // As they are kept in a file, so that the next drawing starts from the very same.
    for p in &mut points {
        *p = Point::new((p.x * 1e4).round() / 1e4, (p.y * 1e4).round() / 1e4);
    }
    Ok(Wanted { points, component })
}

/// The component of each of the first `n` vertices, numbered in their order.
fn components(graph: &Packed, n: usize) -> Vec<u32> {
    let mut component = vec![u32::MAX; graph.len()];
    let mut next = 0;
    for root in graph.vertices().take(n) {
        if component[root as usize] != u32::MAX {
            continue;
        }
        let mut stack = vec![root];
        while let Some(v) = stack.pop() {
            if component[v as usize] == u32::MAX {
                component[v as usize] = next;
                stack.extend(graph.neighbours(v));
            }
        }
        next += 1;
    }
    component.truncate(n);
    component
}

/// How names are set: their height, how many of the largest dots have one, and the lines of each.
struct Names {
    height: f64,
    lines: Vec<Vec<String>>,
}

impl Names {
    fn new(diagram: &Diagram, ranking: &[usize], height: f64, count: usize) -> Self {
        let mut lines = vec![Vec::new(); diagram.dots.len()];
        for &dot in &ranking[..count] {
            lines[dot] = text::wrapped(&diagram.dots[dot].name, height, Face::Regular, 9.5 * height, 2);
        }
        Self { height, lines }
    }

    /// Width and height of the words of a dot.
    fn size(&self, dot: usize) -> (f64, f64) {
        let width = |line: &String| text::width(line, self.height, Face::Regular);
        (self.lines[dot].iter().map(width).fold(0.0, f64::max), self.lines[dot].len() as f64 * self.height * LEADING)
    }
}

/// Dots, names and boxes in their places.
struct Placed {
    dots: Vec<Point>,
    radii: Vec<f64>,
    groups: Vec<Option<Rect>>,
    names: Names,
}

fn picture(diagram: &Diagram, wanted: &Wanted, area: Rect, theme: &Theme) -> Picture {
    if diagram.dots.is_empty() {
        let words = "Nothing to draw: nothing that was asked for is linked.".to_owned();
        let text = Text { at: area.center(), anchor: Anchor::Middle, size: 8.0, face: Face::Regular, words };
        return Picture { marks: vec![Mark::text(text, theme.muted)], notes: Vec::new() };
    }
    // The largest dots are named first.
    let mut ranking: Vec<usize> = (0..diagram.dots.len()).collect();
    ranking.sort_by(|&a, &b| diagram.dots[b].size.total_cmp(&diagram.dots[a].size).then(a.cmp(&b)));
    let mut placed = place(diagram, wanted, &ranking, area);
    let mut marks = boxes(diagram, &placed, theme);

    let mut room = Room::new(area);
    for (dot, &at) in placed.dots.iter().enumerate() {
        room.take(Rect::around(at, 2.0 * REACH * placed.radii[dot], 2.0 * REACH * placed.radii[dot]));
        let (w, h) = placed.names.size(dot);
        if h > 0.0 {
            room.take(Rect { x: at.x - w / 2.0, y: at.y + placed.radii[dot] + NEAR, w, h });
        }
    }
    marks.extend(lines(diagram, &placed, &mut room, theme));
    for (dot, it) in diagram.dots.iter().enumerate() {
        let signs = sign(it.kind, placed.dots[dot], placed.radii[dot], theme.look(it.class), theme);
        marks.extend(signs.into_iter().map(|mark| mark.tooltip(it.tooltip.as_str()).href(it.href.clone())));
    }
    let mut unnamed = 0;
    for &dot in &ranking {
        let below = Point::new(placed.dots[dot].x, placed.dots[dot].y + placed.radii[dot] + NEAR);
        if !placed.names.lines[dot].is_empty() {
            marks.extend(words(diagram, &placed, dot, below, Anchor::Middle, theme));
        } else if let Some((top, anchor)) = elsewhere(diagram, &mut placed, dot, &mut room) {
            marks.extend(words(diagram, &placed, dot, top, anchor, theme));
        } else {
            unnamed += 1;
        }
    }
    let notes = (unnamed > 0).then(|| match unnamed {
        1 => "One name had no room; its dot has it as a tooltip.".to_owned(),
        _ => format!("{unnamed} names had no room; their dots have them as tooltips."),
    });
    Picture { marks, notes: notes.into_iter().collect() }
}

/// From a dot to its name.
const NEAR: f64 = 1.0;
/// Height of the name of a group.
const HEADER: f64 = 6.2;

/// Finds places for all dots, with as many names, and as large, as the area has room for.
fn place(diagram: &Diagram, wanted: &Wanted, ranking: &[usize], area: Rect) -> Placed {
    let group: Vec<Option<usize>> = diagram.dots.iter().map(|dot| dot.group).collect();
    let header = |name: &String| (text::width(&header(name), HEADER, Face::Bold), HEADER * 1.3);
    let headers: Vec<(f64, f64)> = diagram.groups.iter().map(header).collect();
    let plan = Plan { wanted: &wanted.points, component: &wanted.component, group: &group, headers: &headers };
    let room = (area.w, area.h);
    let n = diagram.dots.len();
    let radius = |dot: usize, scale: f64| (RADIUS.0 + RADIUS.1 * diagram.dots[dot].size.clamp(0.0, 1.0).sqrt()) * scale;
    let sizes = |names: &Names, scale: f64| -> Vec<(f64, f64)> {
        (0..n)
            .map(|dot| {
                let (w, h) = names.size(dot);
                let across = 2.0 * REACH * radius(dot, scale);
                (w.max(across), if h > 0.0 { across + NEAR + h } else { across })
            })
            .collect()
    };
    let arranged = |names: &Names, scale: f64, loose: f64| Arrangement::new(&plan, &sizes(names, scale), loose, room);
    let fits = |names: &Names, scale: f64| LOOSE.iter().map(|&loose| arranged(names, scale, loose)).find(|it| it.fits(room));

    let everything = if n > CROWD { 0 } else { n };
    let mut found = None;
    for height in HEIGHTS {
        let names = Names::new(diagram, ranking, height, everything);
        if let Some(arrangement) = fits(&names, 1.0) {
            found = Some((names, arrangement, 1.0));
            break;
        }
    }
    // The most names with which the tightest arrangement fits, at the smallest height.
    let (mut low, mut high) = (0, everything);
    while found.is_none() && low + 1 < high {
        let middle = usize::midpoint(low, high);
        let names = Names::new(diagram, ranking, SMALLEST, middle);
        if LOOSE.last().is_some_and(|&loose| arranged(&names, 1.0, loose).fits(room)) { low = middle } else { high = middle }
    }
    let (names, arrangement, scale) = found.unwrap_or_else(|| {
        let names = Names::new(diagram, ranking, SMALLEST, low);
        if let Some(arrangement) = fits(&names, 1.0) {
            return (names, arrangement, 1.0);
        }
        // Not even the bare dots have room, so they become smaller, and all is drawn together to fit at last.
        let mut scale = 1.0;
        for _ in 0..6 {
            scale *= 0.7;
            if let Some(arrangement) = fits(&names, scale) {
                return (names, arrangement, scale);
            }
        }
        let mut arrangement = arranged(&names, scale, 1.0);
        let (x, y) = ((room.0 / arrangement.taken.0).min(1.0), (room.1 / arrangement.taken.1).min(1.0));
        let middle = Point::new(room.0 / 2.0, room.1 / 2.0);
        let squeezed = |p: Point| Point::new(middle.x + (p.x - middle.x) * x, middle.y + (p.y - middle.y) * y);
        arrangement.middles.iter_mut().for_each(|p| *p = squeezed(*p));
        for rect in arrangement.groups.iter_mut().flatten() {
            *rect = Rect::around(squeezed(rect.center()), rect.w * x, rect.h * y);
        }
        (names, arrangement, scale)
    });
    let radii: Vec<f64> = (0..n).map(|dot| radius(dot, scale)).collect();
    let dots = sizes(&names, scale)
        .iter()
        .zip(&arrangement.middles)
        .zip(&radii)
        .map(|((size, middle), radius)| Point::new(area.x + middle.x, area.y + middle.y - size.1 / 2.0 + REACH * radius))
        .collect();
    let groups = arrangement.groups.iter().map(|rect| rect.map(|rect| rect.moved(area.x, area.y))).collect();
    Placed { dots, radii, groups, names }
}

/// The name of a group as it heads its box.
fn header(name: &str) -> String {
    text::fitted(name, HEADER, Face::Bold, 120.0)
}

fn boxes(diagram: &Diagram, placed: &Placed, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (name, rect) in diagram.groups.iter().zip(&placed.groups) {
        let Some(rect) = *rect else { continue };
        let style = Style { fill: Some(theme.ground), ..Style::stroked(theme.line.mixed(theme.paper, 55), 0.5) };
        marks.push(Mark::new(Shape::Rect(rect, 3.0), style).tooltip(name.as_str()));
    }
    for (name, rect) in diagram.groups.iter().zip(&placed.groups) {
        let Some(rect) = *rect else { continue };
        let at = Point::new(rect.x + 4.0, rect.y + 2.0 + HEADER);
        let text = Text { at, anchor: Anchor::Start, size: HEADER, face: Face::Bold, words: header(name) };
        marks.push(Mark::text(text, theme.muted));
    }
    marks
}

/// Lines, thin ones on top, and the counts of those that stand for several, where there is room.
fn lines(diagram: &Diagram, placed: &Placed, room: &mut Room, theme: &Theme) -> Vec<Mark> {
    let ends = |line: &Line| Some((*placed.dots.get(line.a as usize)?, *placed.dots.get(line.b as usize)?));
    let mut order: Vec<&Line> = diagram.lines.iter().collect();
    order.sort_by_key(|line| (std::cmp::Reverse(line.count), line.a, line.b));
    let mut marks = Vec::new();
    let mut counts = Vec::new();
    for line in order {
        let Some((a, b)) = ends(line) else { continue };
        marks.push(Mark::new(Shape::Line(a, b), line.standing.style(theme, width(line.count))).tooltip(line.tooltip.as_str()));
        if line.count < 2 {
            continue;
        }
        let words = line.count.to_string();
        let wide = text::width(&words, SMALLEST, Face::Regular) + 2.0;
        let places = [0.5, 0.42, 0.58, 0.35, 0.65].map(|share| Rect::around(a.towards(b, share), wide, SMALLEST + 1.0));
        if let Some(place) = room.first(places) {
            counts.push(Mark::new(Shape::Rect(place, 2.0), Style::filled(theme.paper)));
            let at = Point::new(place.center().x, place.center().y + SMALLEST * 0.36);
            counts.push(Mark::text(Text { at, anchor: Anchor::Middle, size: SMALLEST, face: Face::Regular, words }, theme.ink));
        }
    }
    marks.extend(counts);
    marks
}

/// The width of a line by the number of its links: its area grows more slowly than the number, so that the widest is no bar.
fn width(count: usize) -> f64 {
    (0.55 * (count as f64).sqrt()).min(3.5)
}

/// A place for the name of a dot that has made no room for it: top and anchor of the words.
fn elsewhere(diagram: &Diagram, placed: &mut Placed, dot: usize, room: &mut Room) -> Option<(Point, Anchor)> {
    let height = placed.names.height;
    let lines = text::wrapped(&diagram.dots[dot].name, height, Face::Regular, 9.5 * height, 2);
    placed.names.lines[dot] = lines;
    let (w, h) = placed.names.size(dot);
    let (at, far) = (placed.dots[dot], placed.radii[dot] * REACH + NEAR);
    let places = [
        (Point::new(at.x, at.y + far), Anchor::Middle),
        (Point::new(at.x + far, at.y - h / 2.0), Anchor::Start),
        (Point::new(at.x - far, at.y - h / 2.0), Anchor::End),
        (Point::new(at.x, at.y - far - h), Anchor::Middle),
    ];
    let rect = |(top, anchor): (Point, Anchor)| {
        let x = match anchor {
            Anchor::Start => top.x,
            Anchor::Middle => top.x - w / 2.0,
            Anchor::End => top.x - w,
        };
        Rect { x, y: top.y, w, h }
    };
    let place = places.into_iter().find(|&place| room.is_free(rect(place)));
    match place {
        Some(place) => room.take(rect(place)),
        None => placed.names.lines[dot].clear(),
    }
    place
}

/// The name of a dot, from the top of its words down, with a halo that lines do not cross.
fn words<'a>(
    diagram: &'a Diagram,
    placed: &'a Placed,
    dot: usize,
    top: Point,
    anchor: Anchor,
    theme: &'a Theme,
) -> impl Iterator<Item = Mark> + use<'a> {
    let Names { height, lines } = &placed.names;
    let in_box = diagram.dots[dot].group.is_some_and(|group| placed.groups[group].is_some());
    let halo = if in_box { theme.ground } else { theme.paper };
    lines[dot].iter().enumerate().map(move |(row, line)| {
        let at = top.plus(0.0, (row as f64 * LEADING + text::ASCENT) * height);
        let text = Text { at, anchor, size: *height, face: Face::Regular, words: line.clone() };
        let mut mark = Mark::text(text, theme.ink);
        mark.style = Style { stroke: Some(halo), width: 1.6, ..mark.style };
        mark
    })
}

/// What signs, colours, sizes and lines mean, as far as they occur.
fn legend(diagram: &Diagram, theme: &Theme) -> Vec<Key> {
    let here = Point::default();
    let kinds: BTreeSet<Kind> = diagram.dots.iter().map(|dot| dot.kind).collect();
    let neutral = crate::draw::theme::Look { color: theme.muted, filling: crate::draw::theme::Filling::Hollow };
    let kinds = kinds.into_iter().map(|kind| Entry { sample: sign(kind, here, 3.0, neutral, theme), words: kind.word().to_owned() });
    let used: BTreeSet<usize> = diagram.dots.iter().map(|dot| dot.class).collect();
    let class = |class: usize| {
        Some(Entry { sample: sign(Kind::City, here, 3.0, theme.look(class), theme), words: diagram.classes.names.get(class)?.clone() })
    };
    let classes: Vec<Entry> = used.into_iter().filter_map(class).collect();
    let standings: BTreeSet<Standing> = diagram.lines.iter().map(|line| line.standing).collect();
    let most = diagram.lines.iter().map(|line| line.count).max().unwrap_or(0);
    let line = |style: Style, words: String| Entry { sample: vec![sample_line(style)], words };
    let mut lines: Vec<Entry> =
        standings.into_iter().map(|standing| line(standing.style(theme, 0.8), standing.words().to_owned())).collect();
    if most > 1 {
        lines.push(line(Standing::InForce.style(theme, width(1)), "1 link".to_owned()));
        lines.push(line(Standing::InForce.style(theme, width(most)), format!("{most} links")));
    }
    vec![
        Key { title: String::new(), entries: kinds.collect() },
        Key { title: diagram.classes.title.clone(), entries: classes },
        Key { title: String::new(), entries: lines },
        Key {
            title: String::new(),
            entries: vec![Entry {
                sample: [(-4.5, 1.6), (3.0, 3.2)]
                    .into_iter()
                    .flat_map(|(x, radius)| sign(Kind::City, Point::new(x, 0.0), radius, neutral, theme))
                    .collect(),
                words: diagram.measure.clone(),
            }],
        },
    ]
}
