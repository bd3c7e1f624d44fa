//! Who is around one party? It stands in the middle, its partners in a ring around it, theirs in the next.
//!
//! Each dot stands outside one of its partners in the ring before, so that the lines of this tree never cross (K.-P. Yee and others, "Animated
//! exploration of dynamic graphs with radial layout", 2001); what lies in one place has one sector. The other lines become short: dots of a place, and places of a class, follow the
//! barycentre of their partners around the circle, round by round, and the best round is kept.

mod tree;

use self::tree::{Tree, way};
use super::network::{
    Diagram, Line, legend,
    paint::{HALO, Side, dotted, lines, without_names},
    route::Course,
};
use crate::draw::{
    Scene,
    frame::{Frame, Page, Picture, SMALLEST},
    geometry::{Point, Rect, direction},
    layout::room::Room,
    scene::{Anchor, Dash, Mark, Shape, Style, Text},
    sign::REACH,
    text::{self, Face, LEADING},
    theme::Theme,
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Ego {
    /// Dots and lines; what is in one group has one sector.
    pub diagram: Diagram,
    /// How far each dot is from the one in the middle, which alone is 0 far.
    pub rings: Vec<usize>,
}

/// From a dot to its name.
const NEAR: f64 = 1.5;
/// Heights of names that are tried, in points.
const HEIGHTS: [f64; 4] = [7.5, 7.0, 6.5, SMALLEST];
/// How much wider the first ring may be than the steps between rings.
const FIRST: [f64; 5] = [1.0, 1.2, 1.4, 1.7, 2.0];
/// Widths of upright names that are tried, in heights of a name.
const WIDTHS: [f64; 4] = [19.0, 15.0, 12.0, 9.5];
/// Up to so many dots have their names upright, if these have room.
const FEW: usize = 50;

/// The height of a page for so many dots around the middle, in millimetres.
#[must_use]
pub const fn height(dots: usize) -> f64 {
    match dots {
        0..=8 => 100.0,
        9..=24 => 150.0,
        _ => 205.0,
    }
}

/// Draws it.
#[must_use]
pub fn ego(ego: &Ego, frame: &Frame, page: Page) -> Scene {
    let diagram = ego.diagram.sound();
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(&diagram, page.theme));
    frame.around(page, |area| match ego.rings.iter().position(|&ring| ring == 0) {
        Some(middle) if diagram.dots.len() == ego.rings.len() => {
            let tree = Tree::new(&diagram, &ego.rings, middle);
            picture(&diagram, &tree, area, page)
        }
        _ => Picture::of_words("Nothing to draw: there is nobody in the middle.", area, page.theme),
    })
}

/// How large all is drawn.
#[derive(Clone)]
struct Setting {
    middle: Point,
    /// Radius of each ring; the first is that of the middle, and the one beyond the last is where names end.
    radii: Vec<f64>,
    /// Height of names.
    height: f64,
    /// The name of each dot in lines, as far as it is written; none for no name.
    names: Vec<Vec<String>>,
    /// How much smaller than usual dots are.
    scale: f64,
}

impl Setting {
    fn new(tree: &Tree<'_>, area: Rect, height: f64, first: f64) -> Self {
        let depth = tree.rings.iter().copied().max().unwrap_or(0).max(1);
        let step = area.w.min(area.h) / 2.0 / (depth as f64 + first);
        let radii = (0..=depth + 1).map(|ring| if ring == 0 { 0.0 } else { step * (first + ring as f64 - 1.0) }).collect();
        Self { middle: area.center(), radii, height, names: vec![Vec::new(); tree.rings.len()], scale: 1.0 }
    }

    /// Rings as large as leave room for upright names of so many ems at their sides.
    fn upright(tree: &Tree<'_>, area: Rect, height: f64, ems: f64) -> Self {
        let side = 2.0 * (area.w / 2.0 - ems * height).min(area.h / 2.0 - 2.5 * height).max(10.0);
        let mut setting = Self::new(tree, Rect::around(area.center(), side, side), height, 1.0);
        // The names have no ring of their own.
        let grow = (setting.radii.len() - 1) as f64 / (setting.radii.len() - 2) as f64;
        setting.radii.iter_mut().for_each(|radius| *radius *= grow);
        setting
    }

    fn radius(&self, diagram: &Diagram, dot: usize) -> f64 {
        (1.6 + 2.2 * diagram.dots[dot].size.clamp(0.0, 1.0).sqrt()) * self.scale
    }

    /// The name of a dot, in up to so many lines, in the room up to the next ring.
    fn named(&mut self, diagram: &Diagram, ring: usize, dot: usize, most: usize) {
        let room = self.radii[ring + 1] - self.radii[ring] - 2.0 * REACH * self.radius(diagram, dot) - NEAR - 2.0;
        self.names[dot] = text::wrapped(diagram.dots[dot].name.trim(), self.height, Face::Regular, room.max(10.0), most);
    }

    /// How much of the circle a dot needs for itself.
    fn need(&self, diagram: &Diagram, ring: usize, dot: usize) -> f64 {
        let words = self.names[dot].len() as f64 * self.height * LEADING;
        let across = (2.0 * REACH * self.radius(diagram, dot) + 0.6).max(words);
        // What is so wide takes more of a circle than of a line; the chord of two half as wide is shorter by less than a twentieth there.
        across * 1.02 / (std::f64::consts::TAU * self.radii[ring])
    }

    /// How much of the circle all of them need.
    fn total(&self, diagram: &Diagram, tree: &Tree<'_>) -> f64 {
        tree.needs(|dot| self.need(diagram, tree.rings[dot], dot))[tree.middle]
    }
}

/// The largest setting in which all have room, with as many names as possible, the largest dots first.
fn setting(diagram: &Diagram, tree: &Tree<'_>, ranking: &[usize], area: Rect) -> Setting {
    let with = |height: f64, first: f64, most: usize, count: usize| {
        let mut setting = Setting::new(tree, area, height, first);
        ranking[..count].iter().for_each(|&dot| setting.named(diagram, tree.rings[dot], dot, most));
        setting
    };
    let fits = |setting: &Setting| setting.total(diagram, tree) <= 1.0;
    for most in [2, 1] {
        let all = HEIGHTS.iter().flat_map(|&height| FIRST.map(|first| with(height, first, most, ranking.len())));
        if let Some(setting) = all.into_iter().find(&fits) {
            return setting;
        }
    }
    let fewer = |first: f64| {
        let (mut low, mut high) = (0, ranking.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            (low, high) = if fits(&with(SMALLEST, first, 1, middle)) { (middle, high) } else { (low, middle) };
        }
        (low, first)
    };
    // Of equals the first, in which inner names are the longest.
    let (count, first) = FIRST.map(fewer).into_iter().reduce(|best, it| if it.0 > best.0 { it } else { best }).unwrap_or((0, FIRST[0]));
    let mut setting = with(SMALLEST, first, 1, count);
    while !fits(&setting) && setting.scale > 0.05 {
        setting.scale *= 0.8;
    }
    setting
}

/// Dots in their places.
struct Placed<'a> {
    diagram: &'a Diagram,
    tree: &'a Tree<'a>,
    setting: Setting,
    turns: Vec<f64>,
    places: Vec<Point>,
}

impl<'a> Placed<'a> {
    fn new(diagram: &'a Diagram, tree: &'a Tree<'a>, setting: Setting) -> Self {
        let turns = tree.turns(|dot| setting.need(diagram, tree.rings[dot], dot));
        let mut placed = Self { diagram, tree, setting, turns, places: Vec::new() };
        placed.places = (0..placed.turns.len()).map(|dot| placed.towards(dot, placed.setting.radii[tree.rings[dot]])).collect();
        placed
    }

    /// The point in the direction of a dot, so far from the middle.
    fn towards(&self, dot: usize, radius: f64) -> Point {
        let way = direction(self.turns[dot]);
        self.setting.middle.plus(way.x * radius, way.y * radius)
    }

    /// The radius of a dot; the one in the middle is larger than all others.
    fn radius(&self, dot: usize) -> f64 {
        if dot == self.tree.middle { (self.setting.radii[1] / 6.0).min(6.0) } else { self.setting.radius(self.diagram, dot) }
    }

    /// What of the area is not taken by dots and the name in the middle.
    fn room(&self, area: Rect) -> Room {
        let mut room = Room::new(area);
        for (dot, &at) in self.places.iter().enumerate() {
            let across = 2.0 * REACH * self.radius(dot);
            room.take(Rect::around(at, across, across));
        }
        self.center().iter().for_each(|text| room.take(text.bounds()));
        room
    }

    /// The name in the middle, below its dot.
    fn center(&self) -> Vec<Text> {
        let first = self.setting.radii[1];
        let size = (self.setting.height + 1.0).min(first / 5.0).max(SMALLEST);
        let below = self.setting.middle.y + REACH * self.radius(self.tree.middle) + NEAR + text::ASCENT * size;
        let words = text::wrapped(self.diagram.dots[self.tree.middle].name.trim(), size, Face::Bold, first * 1.3, 3);
        let line = |(row, words): (usize, String)| {
            let at = Point::new(self.setting.middle.x, below + row as f64 * size * LEADING);
            Text { at, anchor: Anchor::Middle, size, face: Face::Bold, words }
        };
        words.into_iter().enumerate().map(line).collect()
    }

    fn course(&self, line: &Line) -> Course {
        let (a, b) = (line.a as usize, line.b as usize);
        let (from, to) = (self.places[a], self.places[b]);
        if a == self.tree.middle || b == self.tree.middle {
            return Course { from, out: from, into: to, to };
        }
        let (one, other) = (self.tree.rings[a], self.tree.rings[b]);
        let (inner, outer) = (self.setting.radii[one.min(other)], self.setting.radii[one.max(other)]);
        // Between rings it goes over in the middle; within a ring it bends inwards, the more the longer it is.
        let bent = inner * (1.0 - 1.2 * way(self.turns[a], self.turns[b]).abs()).max(0.45);
        let by = if inner < outer { f64::midpoint(inner, outer) } else { bent };
        Course { from, out: self.towards(a, by), into: self.towards(b, by), to }
    }
}

fn picture(diagram: &Diagram, tree: &Tree<'_>, area: Rect, page: Page) -> Picture {
    let theme = page.theme;
    let mut ranking: Vec<usize> = (0..diagram.dots.len()).filter(|&dot| dot != tree.middle).collect();
    ranking.sort_by(|&a, &b| diagram.dots[b].size.total_cmp(&diagram.dots[a].size).then(a.cmp(&b)));
    let settings = HEIGHTS.iter().flat_map(|&height| WIDTHS.map(|ems| (height, ems))).filter(|_| ranking.len() <= FEW);
    let few = settings.into_iter().find_map(|(height, ems)| {
        let placed = Placed::new(diagram, tree, Setting::upright(tree, area, height, ems));
        upright(&placed, area).map(|names| (placed, names))
    });
    let mut unnamed = 0;
    let (placed, names, boxes) = if let Some((placed, names)) = few {
        let boxes = names.iter().map(Text::bounds).collect();
        (placed, names.into_iter().map(|text| Mark::text(text, theme.ink)).collect(), boxes)
    } else {
        let placed = Placed::new(diagram, tree, setting(diagram, tree, &ranking, area));
        let is_lost = |dot: &&usize| placed.setting.names[**dot].is_empty() && !diagram.dots[**dot].name.trim().is_empty();
        unnamed = ranking.iter().filter(is_lost).count();
        let (names, boxes): (Vec<Mark>, Vec<Vec<Rect>>) = radial(&placed, theme).unzip();
        (placed, names, boxes.concat())
    };

    let mut marks = Vec::new();
    let rings = placed.setting.radii.len() - 2;
    for &radius in placed.setting.radii[1..=rings].iter().filter(|_| !ranking.is_empty()) {
        let style = Style { dash: Dash::Dotted, ..Style::stroked(theme.line.mixed(theme.paper, 40), 0.4) };
        marks.push(Mark::new(Shape::Circle(placed.setting.middle, radius), style));
    }
    let mut room = placed.room(area);
    for rect in boxes {
        room.take(rect);
    }
    marks.extend(lines(diagram, |line| placed.course(line), 2, &mut room, theme));
    for (dot, it) in diagram.dots.iter().enumerate() {
        marks.extend(dotted(it, placed.places[dot], placed.radius(dot), theme));
    }
    let center = placed.center().into_iter().map(|text| Mark::text(text, theme.ink));
    marks.extend(names.into_iter().chain(center).map(|mark| haloed(mark, theme)));
    Picture { marks, notes: without_names(unnamed, page).into_iter().collect() }
}

fn haloed(mut mark: Mark, theme: &Theme) -> Mark {
    mark.style = Style { stroke: Some(theme.paper), width: HALO, ..mark.style };
    mark
}

/// Upright names outside their dots, whole if they have room.
fn upright(placed: &Placed<'_>, area: Rect) -> Option<Vec<Text>> {
    let mut room = placed.room(area);
    let courses: Vec<Vec<Point>> = placed.diagram.lines.iter().map(|line| placed.course(line).points(2.0).collect()).collect();
    let mut names = Vec::new();
    for (dot, &at) in placed.places.iter().enumerate().filter(|&(dot, _)| dot != placed.tree.middle) {
        let size = placed.setting.height;
        let far = REACH * placed.radius(dot) + NEAR;
        let (x, y) = (at.x - placed.setting.middle.x, at.y - placed.setting.middle.y);
        let aside = if x < 0.0 { Side::Left } else { Side::Right };
        let over = if y < 0.0 { Side::Above } else { Side::Below };
        let sides = if x.abs() * 3.0 < y.abs() { [over, aside] } else { [aside, over] };
        let sides = [sides[0], sides[1], sides[0].opposite(), sides[1].opposite()];
        let width = |words: &String| text::width(words, size, Face::Regular);
        let ways = WIDTHS.iter().flat_map(|&wide| sides.map(|side| (side, wide))).map(|(side, wide)| {
            let lines = text::wrapped(placed.diagram.dots[dot].name.trim(), size, Face::Regular, wide * size, 3);
            let wide = lines.iter().map(width).fold(0.0, f64::max);
            let rect = side.rect(at, far, (wide, lines.len() as f64 * size * LEADING));
            (side, lines, rect)
        });
        // Of those that have room, the first through which the fewest lines run.
        let crossed = |rect: Rect| {
            let rect = rect.grown(1.0);
            let runs_through = |points: &&Vec<Point>| points.iter().any(|p| rect.overlaps(Rect::around(*p, 0.1, 0.1)));
            courses.iter().filter(runs_through).count()
        };
        let free = ways.filter(|(.., rect)| room.is_free(*rect));
        let (side, lines, rect) = free.map(|way| (crossed(way.2), way)).reduce(|best, it| if it.0 < best.0 { it } else { best })?.1;
        room.take(rect);
        let (x, anchor) = match side {
            Side::Right => (rect.x, Anchor::Start),
            Side::Left => (rect.right(), Anchor::End),
            Side::Below | Side::Above => (rect.center().x, Anchor::Middle),
        };
        names.extend(lines.into_iter().enumerate().map(|(row, words)| {
            let at = Point::new(x, rect.y + (row as f64 * LEADING + text::ASCENT + 0.05) * size);
            Text { at, anchor, size, face: Face::Regular, words }
        }));
    }
    Some(names)
}

/// Names along the rays from the middle, and squares that cover each.
fn radial(placed: &Placed<'_>, theme: &Theme) -> impl Iterator<Item = (Mark, Vec<Rect>)> {
    let Setting { height: size, middle, names, radii, .. } = &placed.setting;
    let size = *size;
    let line = move |(dot, row): (usize, usize)| {
        let words = names[dot][row].clone();
        let way = direction(placed.turns[dot]);
        // Words are never upside down: on the left side they run towards the middle.
        let (run, anchor) = if way.x < 0.0 { (Point::new(-way.x, -way.y), Anchor::End) } else { (way, Anchor::Start) };
        let near = radii[placed.tree.rings[dot]] + REACH * placed.radius(dot) + NEAR;
        let off = (row as f64 - (names[dot].len() - 1) as f64 / 2.0) * size * LEADING;
        let at = |along: f64, off: f64| middle.plus(way.x * along - run.y * off, way.y * along + run.x * off);
        let wide = text::width(&words, size, Face::Regular);
        let squares = (0_u32..60).map(|step| f64::from(step) * size).take_while(|&along| along < wide);
        let squares = squares.map(|along| Rect::around(at(near + along.min(wide - size / 2.0) + size / 2.0, off), size, size)).collect();
        let text = Text { at: at(near, off + 0.36 * size), anchor, size, face: Face::Regular, words };
        (Mark::new(Shape::Turned(text, run), Style::filled(theme.ink)), squares)
    };
    (0..names.len()).flat_map(|dot| (0..names[dot].len()).map(move |row| (dot, row))).map(line)
}
