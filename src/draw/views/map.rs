//! Where are they? Places at their coordinates, links as arcs between them.
//!
//! Regions of the world that are far apart have a panel each, with a scale of its own. A panel is drawn in the equirectangular projection, true to length
//! along the meridians and along the parallel in its middle. There are no outlines of countries, only meridians and parallels. Across the 180th meridian nothing is near.

use super::network::{
    Diagram, Line, legend,
    paint::{HALO, Side, dotted, lines, without_names},
    route::Course,
};
use crate::draw::{
    Scene,
    frame::{Frame, Page, Picture, SMALLEST},
    geometry::{Point, Rect, Size, direction},
    layout::{room::Room, separate::separate_within},
    scene::{Anchor, Mark, Shape, Style, Text},
    sign::REACH,
    text::{self, Face, LEADING},
    theme::Theme,
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Places and links; the names of groups say what is in a panel.
    pub diagram: Diagram,
    /// Latitude (north positive) and longitude (east positive) of each dot, in degrees.
    pub at: Vec<(f64, f64)>,
}

/// So many degrees of longitude without a dot part two panels.
const FAR: f64 = 20.0;
/// No more panels than this.
const PANELS: usize = 3;
/// The least extent of a panel, in degrees.
const LEAST: f64 = 2.0;
/// Between panels.
const GAP: f64 = 6.0;
/// Height of the title of a panel.
const HEADER: f64 = 7.0;
/// From the edge of a panel to its dots.
const MARGIN: f64 = 14.0;
/// From a dot to its name.
const NEAR: f64 = 1.0;
/// How far from its dot a name may stand that has no room beside it, in points.
const AWAY: [f64; 8] = [7.0, 11.0, 16.0, 22.0, 29.0, 37.0, 46.0, 56.0];
/// In so many directions room is looked for.
const WAYS: u32 = 16;
/// Height of names.
const NAME: f64 = 6.5;
/// Kilometres in a degree along a meridian of the sphere of the earth's mean radius, 6371 km.
const DEGREE: f64 = 111.195;

/// Draws it. A dot without coordinates, or with ones that are none, is a fault of the caller: all of the figure is left empty then.
#[must_use]
pub fn map(map: &Map, frame: &Frame, page: Page) -> Scene {
    let diagram = map.diagram.sound();
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(&diagram, page.theme));
    let is_place = |&(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 360.0;
    frame.around(page, |area| {
        if diagram.dots.is_empty() || diagram.dots.len() != map.at.len() || !map.at.iter().all(is_place) {
            return Picture::of_words("Nothing to draw: nothing that was asked for is linked and has coordinates.", area, page.theme);
        }
        picture(&diagram, &map.at, area, page)
    })
}

/// A part of the world, and where it is drawn.
struct Panel {
    dots: Vec<usize>,
    /// Latitude and longitude of the middle.
    middle: (f64, f64),
    /// Degrees from south to north, and from west to east.
    extent: (f64, f64),
    /// How much shorter a degree of longitude is than one of latitude.
    cos: f64,
    rect: Rect,
    /// Points in a degree of latitude.
    scale: f64,
}

impl Panel {
    fn new(dots: Vec<usize>, at: &[(f64, f64)]) -> Self {
        let range = |of: fn((f64, f64)) -> f64| {
            dots.iter().map(|&dot| of(at[dot])).fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (south, north) = range(|(lat, _)| lat);
        let (west, east) = range(|(_, lon)| lon);
        let middle = (f64::midpoint(south, north), f64::midpoint(west, east));
        let cos = direction(middle.0 / 360.0).x.max(0.05);
        let extent = ((north - south).max(LEAST), (east - west).max(LEAST));
        Self { dots, middle, extent, cos, rect: Rect::default(), scale: 1.0 }
    }

    /// How much wider than high it is.
    fn aspect(&self) -> f64 {
        (self.extent.1 * self.cos / self.extent.0).clamp(0.7, 2.5)
    }

    fn put(&mut self, rect: Rect) {
        self.rect = rect;
        let inner = self.inner();
        self.scale = (inner.w / (self.extent.1 * self.cos)).min(inner.h / self.extent.0);
    }

    /// Where dots are.
    fn inner(&self) -> Rect {
        let inner = self.rect.grown(-MARGIN.min(self.rect.w / 4.0).min(self.rect.h / 4.0));
        Rect { y: inner.y + HEADER / 2.0, h: (inner.h - HEADER / 2.0).max(1.0), ..inner }
    }

    fn place(&self, (lat, lon): (f64, f64)) -> Point {
        self.inner().center().plus((lon - self.middle.1) * self.cos * self.scale, (self.middle.0 - lat) * self.scale)
    }
}

/// The dots by parts of the world, from west to east, parted where the widest gaps are.
fn panels(at: &[(f64, f64)]) -> Vec<Panel> {
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by(|&a, &b| at[a].1.total_cmp(&at[b].1).then(a.cmp(&b)));
    let gap = |&next: &usize| at[order[next]].1 - at[order[next - 1]].1;
    let mut cuts: Vec<usize> = (1..order.len()).filter(|next| gap(next) > FAR).collect();
    cuts.sort_by(|a, b| gap(b).total_cmp(&gap(a)).then(a.cmp(b)));
    cuts.truncate(PANELS - 1);
    cuts.extend([0, order.len()]);
    cuts.sort_unstable();
    cuts.windows(2).map(|cut| Panel::new(order[cut[0]..cut[1]].to_vec(), at)).collect()
}

/// Gives each panel its part of the area: side by side, all equally high.
fn lay_out(panels: &mut [Panel], area: Rect) {
    let wide = (area.w - GAP * (panels.len() - 1) as f64).max(1.0);
    let total: f64 = panels.iter().map(Panel::aspect).sum();
    let mut x = area.x;
    for panel in panels {
        let w = wide * panel.aspect() / total;
        panel.put(Rect { x, y: area.y, w, h: area.h });
        x += w + GAP;
    }
}

fn radius(size: f64) -> f64 {
    1.5 + 4.0 * size.clamp(0.0, 1.0).sqrt()
}

/// Where each dot is drawn: at its place, or beside it where others are; and how much smaller than usual.
fn places(diagram: &Diagram, at: &[(f64, f64)], panels: &[Panel]) -> (Vec<Point>, f64) {
    let mut scale = 1.0;
    loop {
        let mut places = vec![Point::default(); at.len()];
        let mut fit = true;
        for panel in panels {
            let Rect { x, y, w, h } = panel.rect;
            let mut middles: Vec<Point> = panel.dots.iter().map(|&dot| panel.place(at[dot]).plus(-x, -y)).collect();
            let across = |&dot: &usize| 2.0 * REACH * radius(diagram.dots[dot].size) * scale;
            let sizes: Vec<(f64, f64)> = panel.dots.iter().map(across).map(|across| (across, across)).collect();
            fit &= separate_within(&mut middles, &sizes, 0.3, Size { w, h });
            panel.dots.iter().zip(middles).for_each(|(&dot, place)| places[dot] = place.plus(x, y));
        }
        if fit || scale < 0.1 {
            return (places, scale);
        }
        scale *= 0.75;
    }
}

fn picture(diagram: &Diagram, at: &[(f64, f64)], area: Rect, page: Page) -> Picture {
    let theme = page.theme;
    let mut panels = panels(at);
    lay_out(&mut panels, area);
    let (places, scale) = places(diagram, at, &panels);
    let mut room = Room::new(area);
    let mut marks = Vec::new();
    for (dot, &place) in places.iter().enumerate() {
        let across = 2.0 * REACH * radius(diagram.dots[dot].size) * scale;
        room.take(Rect::around(place, across, across));
    }
    for panel in &panels {
        marks.extend(ground(panel, theme));
        for mark in words_of(diagram, panel, &mut room, theme) {
            marks.push(mark);
        }
    }
    let mut ranking: Vec<usize> = (0..places.len()).collect();
    ranking.sort_by(|&a, &b| diagram.dots[b].size.total_cmp(&diagram.dots[a].size).then(a.cmp(&b)));
    let (mut names, mut leaders) = (Vec::new(), Vec::new());
    let mut unnamed = 0;
    let named = |text: Text| {
        let mut mark = Mark::text(text, theme.ink);
        mark.style = Style { stroke: Some(theme.ground), width: HALO, ..mark.style };
        mark
    };
    for panel in &panels {
        let own: Vec<usize> = ranking.iter().copied().filter(|dot| panel.dots.contains(dot)).collect();
        let mut crowded = Vec::new();
        for dot in own {
            let name = diagram.dots[dot].name.trim();
            let far = radius(diagram.dots[dot].size) * scale * REACH + NEAR;
            match label(name, places[dot], far, panel.rect, &mut room) {
                Some(text) => names.push(named(text)),
                None if name.is_empty() => {}
                None => crowded.push((name, dot, far)),
            }
        }
        // What has no room beside its dot may stand a little away, with a line to it.
        for (name, dot, far) in crowded {
            match led(name, places[dot], far, panel.rect, &mut room) {
                Some((text, leader)) => {
                    leaders.push(Mark::new(leader, Style::stroked(theme.ink.mixed(theme.ground, 35), 0.4)));
                    names.push(named(text));
                }
                None => unnamed += 1,
            }
        }
    }
    let course = |line: &Line| {
        let (from, to) = (places[line.a as usize], places[line.b as usize]);
        let lift = from.distance(to) * 0.16;
        let by = |share: f64| {
            let on = from.towards(to, share);
            Point::new(on.x, (on.y - lift).max(area.y))
        };
        Course { from, out: by(0.3), into: by(0.7), to }
    };
    // Arcs run so close to one another that a count would belong to none of them: their width alone tells it.
    marks.extend(lines(diagram, course, usize::MAX, &mut room, theme));
    marks.extend(leaders);
    for (dot, it) in diagram.dots.iter().enumerate() {
        marks.extend(dotted(it, places[dot], radius(it.size) * scale, theme));
    }
    marks.extend(names);
    Picture { marks, notes: without_names(unnamed, page).into_iter().collect() }
}

/// A name on the first side of its dot on which there is room in the panel.
fn label(name: &str, at: Point, far: f64, panel: Rect, room: &mut Room) -> Option<Text> {
    let (words, size) = sized(name, panel)?;
    let sides = [Side::Right, Side::Left, Side::Below, Side::Above].map(|side| side.rect(at, far, size));
    let rect = room.first(sides.into_iter().filter(|&rect| panel.holds(rect)))?;
    Some(within(rect, words))
}

/// A name a little away from its dot, and the line to it, which runs through no other dot or name.
fn led(name: &str, at: Point, far: f64, panel: Rect, room: &mut Room) -> Option<(Text, Shape)> {
    let (words, (w, h)) = sized(name, panel)?;
    let ways = AWAY.iter().flat_map(|&away| (0..WAYS).map(move |way| (away, direction(f64::from(way) / f64::from(WAYS)))));
    let mut found = ways.filter_map(|(away, way)| {
        let from = at.plus(way.x * far, way.y * far);
        let to = at.plus(way.x * (far + away), way.y * (far + away));
        // The line meets the name in the middle of the side that looks at the dot.
        let rect = match way.x {
            x if x > 0.3 => Rect { x: to.x + 1.0, y: to.y - h / 2.0, w, h },
            x if x < -0.3 => Rect { x: to.x - 1.0 - w, y: to.y - h / 2.0, w, h },
            _ => Rect { x: to.x - w / 2.0, y: if way.y < 0.0 { to.y - h } else { to.y }, w, h },
        };
        let steps = (1_u32..=8).map(|step| Rect::around(from.towards(to, f64::from(step) / 8.0), 0.8, 0.8));
        let steps: Vec<Rect> = steps.collect();
        let fits = panel.holds(rect) && room.is_free(rect) && steps.iter().all(|&step| room.is_free(step));
        fits.then_some((rect, steps, Shape::Line(from, to)))
    });
    let (rect, steps, line) = found.next()?;
    drop(found);
    for taken in steps.into_iter().chain([rect]) {
        room.take(taken);
    }
    Some((within(rect, words), line))
}

/// A name as far as it has room in a panel, and its size; `None` for no name.
fn sized(name: &str, panel: Rect) -> Option<(String, (f64, f64))> {
    let words = text::fitted(name, NAME, Face::Regular, 110.0_f64.min(panel.w / 2.0));
    let size = (text::width(&words, NAME, Face::Regular), NAME * LEADING);
    (!words.is_empty()).then_some((words, size))
}

fn within(rect: Rect, words: String) -> Text {
    let at = Point::new(rect.x, rect.y + (text::ASCENT + 0.05) * NAME);
    Text { at, anchor: Anchor::Start, size: NAME, face: Face::Regular, words }
}

/// The first of these steps of which no more than six lie in an extent.
fn step(extent: f64, steps: &[f64]) -> f64 {
    steps.iter().copied().find(|step| extent / step <= 6.0).unwrap_or(45.0)
}

/// Meridians or parallels, in degrees, between two.
fn degrees(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (from / step).ceil();
    (0_u32..60).map(move |number| (first + f64::from(number)) * step).take_while(move |&degree| degree <= to)
}

/// What of the world a panel shows: south, north, west, east.
fn bounds(panel: &Panel) -> [f64; 4] {
    let middle = panel.inner().center();
    let lat = |y: f64| (panel.middle.0 - (y - middle.y) / panel.scale).clamp(-90.0, 90.0);
    let lon = |x: f64| panel.middle.1 + (x - middle.x) / (panel.scale * panel.cos);
    [lat(panel.rect.bottom()), lat(panel.rect.y), lon(panel.rect.x), lon(panel.rect.right())]
}

fn graticule(panel: &Panel) -> (Vec<f64>, Vec<f64>) {
    let [south, north, west, east] = bounds(panel);
    let step = step((north - south).max(east - west), &[0.5, 1.0, 2.0, 5.0, 10.0, 20.0]);
    (degrees(south, north, step).collect(), degrees(west, east, step).collect())
}

/// The ground of a panel with its meridians and parallels.
fn ground(panel: &Panel, theme: &Theme) -> Vec<Mark> {
    let border = Style { fill: Some(theme.ground), ..Style::stroked(theme.line.mixed(theme.paper, 55), 0.5) };
    let mut marks = vec![Mark::new(Shape::Rect(panel.rect, 3.0), border)];
    let thin = Style::stroked(theme.line.mixed(theme.ground, 65), 0.35);
    let (parallels, meridians) = graticule(panel);
    let Rect { x, y, .. } = panel.rect;
    for lat in parallels {
        let y = panel.place((lat, 0.0)).y;
        marks.push(Mark::new(Shape::Line(Point::new(x, y), Point::new(panel.rect.right(), y)), thin));
    }
    for lon in meridians {
        let x = panel.place((0.0, lon)).x;
        marks.push(Mark::new(Shape::Line(Point::new(x, y), Point::new(x, panel.rect.bottom())), thin));
    }
    marks
}

/// The title of a panel, its scale, and the degrees at its edge, as far as there is room.
fn words_of(diagram: &Diagram, panel: &Panel, room: &mut Room, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut put = |at: Point, anchor: Anchor, size: f64, face: Face, words: String| {
        let text = Text { at, anchor, size, face, words };
        let free = room.first([text.bounds()].into_iter().filter(|&rect| panel.rect.holds(rect))).is_some();
        if free {
            marks.push(Mark::text(text, theme.muted));
        }
        free
    };
    let rect = panel.rect;
    let title = text::fitted(&title(diagram, panel), HEADER, Face::Bold, rect.w - 10.0);
    put(Point::new(rect.x + 4.0, rect.y + 2.0 + HEADER), Anchor::Start, HEADER, Face::Bold, title);
    let kilometres = panel.scale / DEGREE;
    let long = [2_000.0, 1_000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0].into_iter().find(|km| km * kilometres < rect.w / 4.0);
    let scale = long.map(|km| (km, Point::new(rect.right() - 5.0, rect.bottom() - 12.0)));
    let scaled = scale.filter(|&(km, end)| put(end.plus(0.0, -2.0), Anchor::End, SMALLEST, Face::Regular, format!("{km} km")));
    let (parallels, meridians) = graticule(panel);
    let named = |degree: f64, [above, below]: [&str; 2]| {
        let side = if degree < 0.0 {
            below
        } else if degree > 0.0 {
            above
        } else {
            ""
        };
        format!("{}°{side}", degree.abs())
    };
    for lon in meridians {
        let x = panel.place((0.0, lon)).x;
        put(Point::new(x, rect.bottom() - 2.0), Anchor::Middle, SMALLEST, Face::Regular, named(lon, ["E", "W"]));
    }
    for lat in parallels {
        let y = panel.place((lat, 0.0)).y;
        put(Point::new(rect.x + 2.0, y - 1.0), Anchor::Start, SMALLEST, Face::Regular, named(lat, ["N", "S"]));
    }
    if let Some((km, end)) = scaled {
        marks.push(Mark::new(Shape::Line(end.plus(-km * kilometres, 0.0), end), Style::stroked(theme.muted, 0.9)));
    }
    marks
}

/// The groups of which a panel has the most, by number.
fn title(diagram: &Diagram, panel: &Panel) -> String {
    let mut counts = vec![0_usize; diagram.groups.len()];
    panel.dots.iter().filter_map(|&dot| diagram.dots[dot].group).for_each(|group| counts[group] += 1);
    let mut groups: Vec<usize> = (0..counts.len()).filter(|&group| counts[group] > 0).collect();
    groups.sort_by_key(|&group| (std::cmp::Reverse(counts[group]), group));
    let names: Vec<&str> = groups.iter().take(4).map(|&group| diagram.groups[group].as_str()).collect();
    names.join(", ") + if groups.len() > 4 { " …" } else { "" }
}
