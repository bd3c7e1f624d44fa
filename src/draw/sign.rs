//! Which sign stands for a kind, and how does it look for a class?

use super::{
    geometry::Point,
    scene::{Mark, Shape, Step, Style},
    theme::{Filling, Look, Theme},
};
use crate::model::Kind;

/// Corners of the sign of a kind, around (0, 0), of about the area of a circle of radius 1; none for the circle.
const fn corners(kind: Kind) -> &'static [(f64, f64)] {
    match kind {
        Kind::Country => &[(1.1, 0.0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0.0), (-0.55, -0.95), (0.55, -0.95)],
        Kind::Region => &[(0.9, -0.9), (0.9, 0.9), (-0.9, 0.9), (-0.9, -0.9)],
        Kind::City => &[],
        Kind::District => &[(1.2, -0.75), (0.0, 1.3), (-1.2, -0.75)],
        Kind::University => &[(0.0, -1.3), (1.2, 0.75), (-1.2, 0.75)],
        Kind::Institute => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        Kind::Company => &[(0.0, -1.15), (1.09, -0.36), (0.68, 0.93), (-0.68, 0.93), (-1.09, -0.36)],
        Kind::Park => PLUS,
        Kind::Body => CROSS,
        Kind::Centre | Kind::Event => STAR,
        Kind::Agreement => &[(0.75, -1.0), (0.75, 1.0), (-0.75, 1.0), (-0.75, -1.0)],
    }
}

const PLUS: &[(f64, f64)] = &[
    (0.42, -1.15),
    (0.42, -0.42),
    (1.15, -0.42),
    (1.15, 0.42),
    (0.42, 0.42),
    (0.42, 1.15),
    (-0.42, 1.15),
    (-0.42, 0.42),
    (-1.15, 0.42),
    (-1.15, -0.42),
    (-0.42, -0.42),
    (-0.42, -1.15),
];

const CROSS: &[(f64, f64)] = &[
    (0.0, -0.6),
    (0.52, -1.1),
    (1.1, -0.52),
    (0.6, 0.0),
    (1.1, 0.52),
    (0.52, 1.1),
    (0.0, 0.6),
    (-0.52, 1.1),
    (-1.1, 0.52),
    (-0.6, 0.0),
    (-1.1, -0.52),
    (-0.52, -1.1),
];

const STAR: &[(f64, f64)] = &[(0.0, -1.5), (0.45, -0.45), (1.5, 0.0), (0.45, 0.45), (0.0, 1.5), (-0.45, 0.45), (-1.5, 0.0), (-0.45, -0.45)];

/// How far the largest sign reaches from its middle, by its radius.
pub const REACH: f64 = 1.3;

/// The sign of a kind around a point, of about the area of a circle of this radius: one mark, and one more in it for a dotted filling.
#[must_use]
pub fn sign(kind: Kind, at: Point, radius: f64, look: Look, theme: &Theme) -> Vec<Mark> {
    // An outline adds half its width to the area.
    let outline = (radius / 4.0).clamp(0.4, 1.1);
    let style = |fill| Style { fill: Some(fill), ..Style::stroked(look.color, outline) };
    let shape = |radius: f64| shape(kind, at, radius);
    let inner = radius - outline / 2.0;
    match look.filling {
        Filling::Solid => vec![Mark::new(shape(inner), style(look.color))],
        Filling::Hollow => vec![Mark::new(shape(inner), style(theme.paper))],
        Filling::Pale => vec![Mark::new(shape(inner), style(look.color.mixed(theme.paper, 60)))],
        Filling::Dotted => vec![Mark::new(shape(inner), style(theme.paper)), Mark::new(shape(inner * 0.42), Style::filled(look.color))],
    }
}

fn shape(kind: Kind, at: Point, radius: f64) -> Shape {
    let corners = corners(kind);
    if corners.is_empty() {
        return Shape::Circle(at, radius);
    }
    let mut steps: Vec<Step> = corners.iter().map(|&(x, y)| Step::Line(at.plus(x * radius, y * radius))).collect();
    if let Some(Step::Line(first)) = steps.first().copied() {
        steps[0] = Step::Move(first);
    }
    steps.push(Step::Close);
    Shape::Path(steps)
}
