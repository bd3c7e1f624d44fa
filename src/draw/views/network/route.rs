//! Which way does a line take, so that it runs through no dot but its own, and through few names?
//!
//! Some ways are tried, each a cubic curve: first the plain one, then those that bend more. The one that runs through the least is taken, the plainer one
//! among equals. O(w·l·n) for l lines past n dots by w ways; where lines are too many to be followed one by one, each takes the plain way.

use super::{
    Line,
    arrange::{Placed, Setting},
};
use crate::draw::{
    geometry::{Point, Rect},
    scene::{Shape, Step},
};

/// With more lines than this, each takes the plain way.
const FOLLOWED: usize = 600;

/// How far a straight line bends aside, as shares of its length.
const BENDS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.26, -0.26];

/// How far a line out of a box goes sideways, by what is usual.
const REACHES: [f64; 5] = [1.0, 0.6, 1.5, 0.3, 2.2];

/// What it weighs to run through a dot, or through a name; a way that bends more weighs 1 more than the one before.
const THROUGH_DOT: usize = 12;
const THROUGH_NAME: usize = 3;

/// From a dot to a line that passes it, in points.
const CLEAR: f64 = 1.2;

/// How a line runs: by way of two points that draw it towards them, or straight where the first of these is its beginning.
#[derive(Clone, Copy, Debug)]
pub(in crate::draw) struct Course {
    pub(in crate::draw) from: Point,
    pub(in crate::draw) out: Point,
    pub(in crate::draw) into: Point,
    pub(in crate::draw) to: Point,
}

impl Course {
    pub(in crate::draw) const fn straight(from: Point, to: Point) -> Self {
        Self { from, out: from, into: to, to }
    }

    /// Bent aside by a share of its length.
    fn bent(from: Point, to: Point, share: f64) -> Self {
        if share == 0.0 {
            return Self::straight(from, to);
        }
        // The middle of a cubic curve is three quarters as far aside as the points that draw it.
        let aside = |at: f64| from.towards(to, at).plus((from.y - to.y) * share / 0.75, (to.x - from.x) * share / 0.75);
        Self { from, out: aside(0.3), into: aside(0.7), to }
    }

    pub(super) fn shape(&self) -> Shape {
        if self.from == self.out {
            return Shape::Line(self.from, self.to);
        }
        Shape::Path(vec![Step::Move(self.from), Step::Curve(self.out, self.into, self.to)])
    }

    /// The point at a share of the way (de Casteljau).
    pub(in crate::draw) fn at(&self, share: f64) -> Point {
        if self.from == self.out {
            return self.from.towards(self.to, share);
        }
        let (a, b, c) = (self.from.towards(self.out, share), self.out.towards(self.into, share), self.into.towards(self.to, share));
        a.towards(b, share).towards(b.towards(c, share), share)
    }

    /// Points along the way, about so far from one another.
    pub(in crate::draw) fn points(&self, apart: f64) -> impl Iterator<Item = Point> {
        let length = self.from.distance(self.out) + self.out.distance(self.into) + self.into.distance(self.to);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is no longer than some thousand points")]
        let count = (length / apart).ceil().clamp(4.0, 4_000.0) as u32;
        (1..count).map(move |number| self.at(f64::from(number) / f64::from(count)))
    }

    /// What no point of it lies outside of.
    fn bounds(&self) -> Rect {
        let points = [self.from, self.out, self.into, self.to].map(|p| Rect::around(p, 0.0, 0.0));
        Rect::bounding(points).unwrap_or_default()
    }
}

/// The dots and names that are in the way.
pub(super) struct Router<'a> {
    placed: &'a Placed,
    area: Rect,
    /// The sign of each dot, and its name where that has room.
    signs: Vec<Rect>,
    names: Vec<Option<Rect>>,
    ways: usize,
}

impl<'a> Router<'a> {
    pub(super) const fn new(placed: &'a Placed, area: Rect, signs: Vec<Rect>, names: Vec<Option<Rect>>, lines: usize) -> Self {
        Self { placed, area, signs, names, ways: if lines > FOLLOWED { 1 } else { usize::MAX } }
    }

    /// The way of a line.
    pub(super) fn course(&self, line: &Line) -> Course {
        let (a, b) = (line.a as usize, line.b as usize);
        let (from, to) = (self.placed.dots[a], self.placed.dots[b]);
        let ways: Vec<Course> = if self.placed.names.setting == Setting::Below {
            BENDS.iter().map(|&share| Course::bent(from, to, share)).collect()
        } else {
            // Out of the open side of either dot, so that it does not cross the names in its box.
            let usual = (from.distance(to) * 0.35).clamp(6.0, 60.0);
            let open = |dot: usize, reach: f64| if self.placed.names.leftward[dot] { reach } else { -reach };
            // A curve stays between its points, and so in the area.
            let towards = |at: Point, by: f64| Point::new((at.x + by).clamp(self.area.x, self.area.right()), at.y);
            let way =
                |reach: f64| Course { from, out: towards(from, open(a, usual * reach)), into: towards(to, open(b, usual * reach)), to };
            REACHES.iter().map(|&reach| way(reach)).collect()
        };
        let inside = |way: &Course| self.area.holds(way.bounds());
        let weighed = ways.iter().enumerate().take(self.ways).filter(|(rank, way)| *rank == 0 || inside(way));
        let best = weighed.map(|(rank, way)| (rank + self.weight(way, [a, b]), rank)).min();
        ways[best.map_or(0, |(_, rank)| rank)]
    }

    /// What the dots and names weigh that a line runs through, those of its ends left out.
    fn weight(&self, way: &Course, ends: [usize; 2]) -> usize {
        if self.ways == 1 {
            return 0;
        }
        let bounds = way.bounds().grown(CLEAR);
        let points: Vec<Point> = way.points(2.5).collect();
        let runs_through = |rect: Rect| {
            bounds.overlaps(rect) && points.iter().any(|p| p.x > rect.x && p.x < rect.right() && p.y > rect.y && p.y < rect.bottom())
        };
        let others = (0..self.signs.len()).filter(|dot| !ends.contains(dot));
        others
            .map(|dot| {
                let sign = usize::from(runs_through(self.signs[dot].grown(CLEAR))) * THROUGH_DOT;
                sign + self.names[dot].map_or(0, |name| usize::from(runs_through(name)) * THROUGH_NAME)
            })
            .sum()
    }
}
