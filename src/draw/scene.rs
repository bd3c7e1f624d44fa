//! What is on the page? Marks, drawn in order.

use super::{
    geometry::{Point, Rect, Size},
    text,
    theme::Color,
};

/// A page with marks on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The page.
    pub size: Size,
    /// What it shows, for readers who do not see it.
    pub title: String,
    /// More of that: what was counted.
    pub description: String,
    /// What it is drawn on; `None` leaves the page as it is.
    pub background: Option<Color>,
    /// The marks; later ones lie on earlier ones.
    pub marks: Vec<Mark>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its form.
    pub shape: Shape,
    /// Its colours and stroke.
    pub style: Style,
    /// What is shown where one points at it.
    pub tooltip: Option<String>,
    /// Where it leads; anything but an http or https address is dropped when it is written.
    pub href: Option<String>,
}

/// The form of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A straight line.
    Line(Point, Point),
    /// A path of lines and curves.
    Path(Vec<Step>),
    /// A circle, by middle and radius.
    Circle(Point, f64),
    /// A rectangle with corners of this radius.
    Rect(Rect, f64),
    /// One line of words.
    Text(Text),
    /// One line of words turned around its place, so that it runs in this direction, which has the length 1.
    Turned(Text, Point),
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Go there without drawing.
    Move(Point),
    /// Draw a straight line there.
    Line(Point),
    /// Draw a cubic curve to the last point by way of two control points.
    Curve(Point, Point, Point),
    /// Draw a line back to where the path began.
    Close,
}

/// One line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its base line begins, has its middle or ends.
    pub at: Point,
    /// Which of these `at` is.
    pub anchor: Anchor,
    /// Height of the face in points.
    pub size: f64,
    /// Weight of the face.
    pub face: text::Face,
    /// The words.
    pub words: String,
}

/// Which point of a line of words its place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// Colours and stroke of a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// The colour inside.
    pub fill: Option<Color>,
    /// The colour of the outline; around words it is a halo under them.
    pub stroke: Option<Color>,
    /// Width of the outline, in points.
    pub width: f64,
    /// Dashes of the outline.
    pub dash: Dash,
    /// How opaque the mark is, in percent; 0 stands for all, as 100 does.
    pub opacity: u8,
}

/// Dashes of an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// None: one line.
    #[default]
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
}

impl Mark {
    /// A mark of this form and style, and nothing else.
    #[must_use]
    pub const fn new(shape: Shape, style: Style) -> Self {
        Self { shape, style, tooltip: None, href: None }
    }

    /// Words in this colour.
    #[must_use]
    pub const fn text(text: Text, color: Color) -> Self {
        Self::new(Shape::Text(text), Style::filled(color))
    }

    /// The mark moved by `x` and `y`.
    #[must_use]
    pub fn moved(mut self, x: f64, y: f64) -> Self {
        match &mut self.shape {
            Shape::Line(from, to) => (*from, *to) = (from.plus(x, y), to.plus(x, y)),
            Shape::Path(steps) => steps.iter_mut().for_each(|step| *step = step.moved(x, y)),
            Shape::Circle(center, _) => *center = center.plus(x, y),
            Shape::Rect(rect, _) => *rect = rect.moved(x, y),
            Shape::Text(text) | Shape::Turned(text, _) => text.at = text.at.plus(x, y),
        }
        self
    }

    /// The mark with what is shown where one points at it.
    #[must_use]
    pub fn tooltip(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = Some(tooltip.into()).filter(|tooltip| !tooltip.is_empty());
        self
    }

    /// The mark with where it leads.
    #[must_use]
    pub fn href(mut self, href: Option<String>) -> Self {
        self.href = href;
        self
    }
}

impl Step {
    fn moved(self, x: f64, y: f64) -> Self {
        match self {
            Self::Move(to) => Self::Move(to.plus(x, y)),
            Self::Line(to) => Self::Line(to.plus(x, y)),
            Self::Curve(a, b, to) => Self::Curve(a.plus(x, y), b.plus(x, y), to.plus(x, y)),
            Self::Close => Self::Close,
        }
    }
}

impl Text {
    /// The rectangle that the words take up.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let w = text::width(&self.words, self.size, self.face);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2.0,
            Anchor::End => self.at.x - w,
        };
        Rect { x, y: self.at.y - text::ASCENT * self.size, w, h: (text::ASCENT + text::DESCENT) * self.size }
    }
}

impl Style {
    /// Filled with this colour, without an outline.
    #[must_use]
    pub const fn filled(color: Color) -> Self {
        Self { fill: Some(color), stroke: None, width: 0.0, dash: Dash::Solid, opacity: 100 }
    }

    /// An outline of this colour and width.
    #[must_use]
    pub const fn stroked(color: Color, width: f64) -> Self {
        Self { fill: None, stroke: Some(color), width, dash: Dash::Solid, opacity: 100 }
    }
}
