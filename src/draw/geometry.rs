//! Where is it on the page? Points, rectangles and sizes of paper.
//!
//! All lengths are in points (1/72 inch), x to the right, y down.

use std::{fmt, str::FromStr};

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Points from the left.
    pub x: f64,
    /// Points from the top.
    pub y: f64,
}

/// A rectangle, by its left upper corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Points from the left.
    pub x: f64,
    /// Points from the top.
    pub y: f64,
    /// Width in points.
    pub w: f64,
    /// Height in points.
    pub h: f64,
}

/// The size of a page, in points.
///
/// ```
/// use accord::draw::geometry::{MM, Size};
/// let size: Size = "174mmx120mm".parse().unwrap();
/// assert_eq!((size.w, size.h), (174.0 * MM, 120.0 * MM));
/// assert_eq!("7inx5in".parse(), Ok(Size { w: 504.0, h: 360.0 }));
/// assert!("large".parse::<Size>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width in points.
    pub w: f64,
    /// Height in points.
    pub h: f64,
}

impl Point {
    /// The point at `x` and `y`.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point moved by `x` and `y`.
    #[must_use]
    pub fn plus(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }

    /// The point at this share of the way to another.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// The distance to another.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let (x, y) = (other.x - self.x, other.y - self.y);
        (x * x + y * y).sqrt()
    }
}

/// The direction after this part of a full turn, clockwise from the right, as a point at distance 1 from (0, 0).
///
/// Sine and cosine come from their series, as those of the standard library differ in the last digit from one system to the next.
///
/// ```
/// use accord::draw::geometry::direction;
/// let down = direction(0.25);
/// assert!(down.x.abs() < 1e-12 && (down.y - 1.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn direction(turn: f64) -> Point {
    // Half a turn off, so that the series is summed where it is shortest.
    let angle = (turn - turn.floor() - 0.5) * std::f64::consts::TAU;
    let (mut cos, mut sin, mut term) = (0.0, 0.0, 1.0);
    for n in 0..34 {
        match n % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
        term *= angle / f64::from(n + 1);
    }
    Point::new(-cos, -sin)
}

impl Rect {
    /// The rectangle of this size around a point.
    #[must_use]
    pub fn around(center: Point, w: f64, h: f64) -> Self {
        Self { x: center.x - w / 2.0, y: center.y - h / 2.0, w, h }
    }

    /// The smallest rectangle that holds all of these; `None` for none.
    pub fn bounding(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(|a, b| {
            let (x, y) = (a.x.min(b.x), a.y.min(b.y));
            Self { x, y, w: a.right().max(b.right()) - x, h: a.bottom().max(b.bottom()) - y }
        })
    }

    /// Its right side.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// Its lower side.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// Its middle.
    #[must_use]
    pub fn center(self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The rectangle moved by `x` and `y`.
    #[must_use]
    pub fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// The rectangle with so much more, or less, on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    /// Do the two share more than a border?
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Does the other lie in this one?
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}

impl Size {
    /// The smallest and largest side of a page, in points: 20 mm, on which hardly a word has room, and 5 m.
    const ALLOWED: std::ops::RangeInclusive<f64> = 20.0 * MM..=5_000.0 * MM;

    /// A size in millimetres.
    #[must_use]
    pub const fn mm(w: f64, h: f64) -> Self {
        Self { w: w * MM, h: h * MM }
    }
}

impl FromStr for Size {
    type Err = String;

    /// Reads `174mmx120mm`; units are mm, cm, in and pt, a number without one is in millimetres.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no size; write width and height, such as 174mmx120mm (mm, cm, in or pt)");
        let side = |side: &str| {
            let digits = side.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let unit = match &side[digits.len()..] {
                "" | "mm" => MM,
                "cm" => 10.0 * MM,
                "in" => 72.0,
                "pt" => 1.0,
                _ => return None,
            };
            digits.parse::<f64>().ok().map(|number| number * unit)
        };
        let lower = text.to_lowercase().replace('×', "x");
        let (w, h) = lower.split_once('x').and_then(|(w, h)| Some((side(w)?, side(h)?))).ok_or_else(wrong)?;
        if Self::ALLOWED.contains(&w) && Self::ALLOWED.contains(&h) {
            Ok(Self { w, h })
        } else {
            Err(format!("`{text}` is no size to draw on; each side has from 20 mm to 5 m"))
        }
    }
}

/// A length as it is written into files: two decimals, without zeros at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_and_no_zeros_behind() {
        let written = |number: f64| Number(number).to_string();
        assert_eq!([1.0, 0.5, 2.345_6, -0.001, 100.0].map(written), ["1", "0.5", "2.35", "0", "100"]);
    }

    #[test]
    fn a_size_without_sense_is_refused() {
        for text in ["", "x", "10", "0x0", "-5x10", "1e9x10", "NaNx10", "10mmx10ft", "174mmx", "10×10"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
        let size: Size = "17.4cm×120".parse().unwrap();
        assert!((size.w - 174.0 * MM).abs() < 1e-9 && (size.h - 120.0 * MM).abs() < 1e-9, "{size:?}");
    }
}
