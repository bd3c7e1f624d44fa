//! What is painted where? Boxes, lines, dots and names, in this order.

use std::cmp::Reverse;

use super::{
    Diagram, Dot, Line, Wanted,
    arrange::{HEADER, NEAR, Names, Placed, Search, Setting, header},
    route::{Course, Router},
};
use crate::draw::{
    frame::{Page, Picture, SMALLEST},
    geometry::{Point, Rect},
    layout::room::Room,
    scene::{Anchor, Mark, Shape, Style, Text},
    sign::{REACH, sign},
    text::{self, Face, LEADING},
    theme::Theme,
};

/// Width of the halo of words.
pub(in crate::draw) const HALO: f64 = 1.6;

/// The dots, lines, boxes and names in an area, and how many names had no room.
pub(super) fn picture(diagram: &Diagram, wanted: &Wanted, area: Rect, page: Page) -> Picture {
    let theme = page.theme;
    if diagram.dots.is_empty() {
        let words = "Nothing to draw: nothing that was asked for is linked.".to_owned();
        let text = Text { at: area.center(), anchor: Anchor::Middle, size: 8.0, face: Face::Regular, words };
        return Picture { marks: vec![Mark::text(text, theme.muted)], notes: Vec::new() };
    }
    let mut ranking: Vec<usize> = (0..diagram.dots.len()).collect();
    ranking.sort_by(|&a, &b| diagram.dots[b].size.total_cmp(&diagram.dots[a].size).then(a.cmp(&b)));
    let mut placed = Search::new(diagram, wanted, &ranking, area).run();
    let mut marks = boxes(diagram, &placed, theme);

    let mut room = Room::new(area);
    let sign = |(dot, it): (usize, &Dot)| {
        let across = 2.0 * REACH * placed.names.radius(it);
        Rect::around(placed.dots[dot], across, across)
    };
    let signs: Vec<Rect> = diagram.dots.iter().enumerate().map(sign).collect();
    let named = |(dot, it): (usize, &Dot)| (!placed.names.lines[dot].is_empty()).then(|| beside(&placed, it, dot, placed.home(dot)));
    let names: Vec<Option<Rect>> = diagram.dots.iter().enumerate().map(named).collect();
    for &rect in signs.iter().chain(names.iter().flatten()) {
        room.take(rect);
    }
    for (name, rect) in diagram.groups.iter().zip(&placed.groups) {
        if let Some(rect) = rect {
            room.take(heading(name, *rect).bounds());
        }
    }
    let router = Router::new(&placed, area, signs, names, diagram.lines.len());
    marks.extend(lines(diagram, |line| router.course(line), 2, &mut room, theme));
    for (dot, it) in diagram.dots.iter().enumerate() {
        marks.extend(dotted(it, placed.dots[dot], placed.names.radius(it), theme));
    }
    for (name, rect) in diagram.groups.iter().zip(&placed.groups) {
        if let Some(rect) = *rect {
            let mut mark = Mark::text(heading(name, rect), theme.muted);
            mark.style = Style { stroke: Some(theme.ground), width: HALO, ..mark.style };
            marks.push(mark);
        }
    }
    let mut unnamed = 0;
    for &dot in &ranking {
        let side =
            if placed.names.lines[dot].is_empty() { elsewhere(diagram, &mut placed, dot, &mut room) } else { Some(placed.home(dot)) };
        match side {
            Some(side) => marks.extend(words(diagram, &placed, dot, side, theme)),
            // A dot that has no name loses none.
            None => unnamed += usize::from(!diagram.dots[dot].name.trim().is_empty()),
        }
    }
    Picture { marks, notes: without_names(unnamed, page).into_iter().collect() }
}

/// The sign of a dot in its place, with its tooltip and address.
pub(in crate::draw) fn dotted(it: &Dot, at: Point, radius: f64, theme: &Theme) -> impl Iterator<Item = Mark> {
    let signs = sign(it.kind, at, radius, theme.look(it.class), theme);
    signs.into_iter().map(|mark| mark.tooltip(it.tooltip.as_str()).href(it.href.clone()))
}

/// What is said of names that had no room, and of where else they are.
pub(in crate::draw) fn without_names(count: usize, page: Page) -> Option<String> {
    match (count, page.tooltips) {
        (0, _) => None,
        (1, true) => Some("One name had no room; its dot has it as a tooltip.".to_owned()),
        (1, false) => Some("One name had no room.".to_owned()),
        (_, true) => Some(format!("{count} names had no room; their dots have them as tooltips.")),
        (_, false) => Some(format!("{count} names had no room.")),
    }
}

/// The name of a group in its box.
fn heading(name: &str, rect: Rect) -> Text {
    let at = Point::new(rect.x + 4.0, rect.y + 2.0 + HEADER);
    Text { at, anchor: Anchor::Start, size: HEADER, face: Face::Bold, words: header(name) }
}

fn boxes(diagram: &Diagram, placed: &Placed, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (name, rect) in diagram.groups.iter().zip(&placed.groups) {
        let Some(rect) = *rect else { continue };
        let style = Style { fill: Some(theme.ground), ..Style::stroked(theme.line.mixed(theme.paper, 55), 0.5) };
        marks.push(Mark::new(Shape::Rect(rect, 3.0), style).tooltip(name.as_str()));
    }
    marks
}

/// Lines, thin ones on top, and the counts of those that stand for at least so many, where there is room.
pub(in crate::draw) fn lines(
    diagram: &Diagram,
    course: impl Fn(&Line) -> Course,
    counted: usize,
    room: &mut Room,
    theme: &Theme,
) -> Vec<Mark> {
    let mut order: Vec<&Line> = diagram.lines.iter().collect();
    order.sort_by_key(|line| (Reverse(line.count), line.a, line.b));
    let mut marks = Vec::new();
    let mut counts = Vec::new();
    // Where lines are many, each has to let the others be seen.
    let (opacity, thinner) = match diagram.lines.len() {
        0..=100 => (85, 1.0),
        101..=500 => (60, 1.0),
        501..=2_000 => (40, 0.7),
        _ => (25, 0.35),
    };
    for line in order {
        let course = course(line);
        marks.push(
            Mark::new(course.shape(), line.standing.style(theme, width(line.count) * thinner, opacity))
                .tooltip(line.tooltip.as_str())
                .href(line.href.clone()),
        );
        if line.count < counted {
            continue;
        }
        let words = line.count.to_string();
        let wide = text::width(&words, SMALLEST, Face::Regular) + 2.0;
        let places = [0.5, 0.42, 0.58, 0.35, 0.65].map(|share| Rect::around(course.at(share), wide, SMALLEST + 1.0));
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
pub(in crate::draw) fn width(count: usize) -> f64 {
    (0.55 * (count as f64).sqrt()).min(3.5)
}

/// On which side of a dot its name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draw) enum Side {
    Below,
    Right,
    Left,
    Above,
}

impl Side {
    pub(in crate::draw) const fn opposite(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
            Self::Right => Self::Left,
            Self::Left => Self::Right,
        }
    }

    /// The rectangle of this width and height, so far from a point on this side of it.
    pub(in crate::draw) fn rect(self, at: Point, far: f64, (w, h): (f64, f64)) -> Rect {
        match self {
            Self::Below => Rect { x: at.x - w / 2.0, y: at.y + far, w, h },
            Self::Above => Rect { x: at.x - w / 2.0, y: at.y - far - h, w, h },
            Self::Right => Rect { x: at.x + far, y: at.y - h / 2.0, w, h },
            Self::Left => Rect { x: at.x - far - w, y: at.y - h / 2.0, w, h },
        }
    }
}

impl Placed {
    /// The side on which the arrangement has made room.
    fn home(&self, dot: usize) -> Side {
        match self.names.setting {
            Setting::Below => Side::Below,
            Setting::Beside if self.names.leftward[dot] => Side::Left,
            Setting::Beside => Side::Right,
        }
    }
}

/// The rectangle of the words of a dot on one side of it.
fn beside(placed: &Placed, it: &Dot, dot: usize, side: Side) -> Rect {
    side.rect(placed.dots[dot], placed.names.radius(it) * REACH + NEAR, placed.names.size(dot))
}

/// A side on which there is room for the name of a dot that the arrangement has made none for.
fn elsewhere(diagram: &Diagram, placed: &mut Placed, dot: usize, room: &mut Room) -> Option<Side> {
    let it = &diagram.dots[dot];
    placed.names.lines[dot] = placed.names.wrapped(&it.name);
    // In the box of another group it would seem to belong there.
    let strays = |rect: Rect| {
        let others = placed.groups.iter().enumerate().filter(|&(group, _)| it.group != Some(group));
        others.filter_map(|(_, place)| *place).any(|place| place.overlaps(rect))
    };
    let fits = |rect: Rect| room.is_free(rect) && !strays(rect);
    let side = [Side::Right, Side::Left, Side::Below, Side::Above].into_iter().find(|&side| fits(beside(placed, it, dot, side)));
    match side {
        Some(side) => room.take(beside(placed, it, dot, side)),
        None => placed.names.lines[dot].clear(),
    }
    side
}

/// The name of a dot, with a halo that lines do not cross.
fn words<'a>(diagram: &'a Diagram, placed: &'a Placed, dot: usize, side: Side, theme: &'a Theme) -> impl Iterator<Item = Mark> + use<'a> {
    let Names { height, lines, .. } = &placed.names;
    let it = &diagram.dots[dot];
    let in_box = it.group.is_some_and(|group| placed.groups[group].is_some());
    let halo = if in_box { theme.ground } else { theme.paper };
    let rect = beside(placed, it, dot, side);
    let (x, anchor) = match side {
        Side::Below | Side::Above => (rect.center().x, Anchor::Middle),
        Side::Right => (rect.x, Anchor::Start),
        Side::Left => (rect.right(), Anchor::End),
    };
    lines[dot].iter().enumerate().map(move |(row, line)| {
        let at = Point::new(x, rect.y + (row as f64 * LEADING + text::ASCENT + 0.05) * height);
        let text = Text { at, anchor, size: *height, face: Face::Regular, words: line.clone() };
        let mut mark = Mark::text(text, theme.ink);
        mark.style = Style { stroke: Some(halo), width: HALO, ..mark.style };
        mark
    })
}
