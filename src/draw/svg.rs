//! A scene as SVG: words stay words, names from outside stay text.

use std::fmt::{self, Write as _};

use super::{
    geometry::{MM, Number, Point},
    scene::{Anchor, Dash, Mark, Scene, Shape, Step, Style, Text},
    text::Face,
};

/// Faces for words, ours first, then those for Chinese of the usual systems.
const FAMILIES: &str =
    "'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif";

/// No tooltip is longer, in characters.
const LONGEST: usize = 600;

/// The scene as an SVG document, one mark a line.
#[must_use]
pub fn svg(scene: &Scene) -> String {
    document(scene, FAMILIES)
}

/// As [`svg`], asking for our own face alone, which then is there for certain.
#[cfg(feature = "raster")]
pub(super) fn embedded(scene: &Scene) -> String {
    document(scene, super::text::FAMILY)
}

fn document(scene: &Scene, families: &str) -> String {
    let mut out = String::new();
    // A text takes whatever is written to it.
    let _ = write(&mut out, scene, families);
    out
}

fn write(out: &mut String, scene: &Scene, families: &str) -> fmt::Result {
    let (w, h) = (scene.size.w, scene.size.h);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {} {}" font-family="{families}" role="img" aria-labelledby="title desc">"#,
        Number(w / MM),
        Number(h / MM),
        Number(w),
        Number(h)
    )?;
    writeln!(out, r#"<title id="title">{}</title>"#, Escaped(&scene.title))?;
    writeln!(out, r#"<desc id="desc">{}</desc>"#, Escaped(&scene.description))?;
    if let Some(color) = scene.background {
        writeln!(out, r#"<rect width="{}" height="{}" fill="{color}"/>"#, Number(w), Number(h))?;
    }
    for mark in &scene.marks {
        self::mark(out, mark)?;
    }
    out.write_str("</svg>\n")
}

fn mark(out: &mut String, mark: &Mark) -> fmt::Result {
    let href = address(mark);
    if let Some(href) = href {
        write!(out, r#"<a href="{}" target="_blank">"#, Escaped(href))?;
    }
    let name = match &mark.shape {
        Shape::Line(from, to) => {
            write!(out, r#"<line x1="{}" y1="{}" x2="{}" y2="{}""#, Number(from.x), Number(from.y), Number(to.x), Number(to.y))?;
            "line"
        }
        Shape::Path(steps) => {
            out.write_str(r#"<path d=""#)?;
            for step in steps {
                self::step(out, *step)?;
            }
            out.write_str("\"")?;
            "path"
        }
        Shape::Circle(center, radius) => {
            write!(out, r#"<circle cx="{}" cy="{}" r="{}""#, Number(center.x), Number(center.y), Number(*radius))?;
            "circle"
        }
        Shape::Rect(rect, corner) => {
            write!(out, r#"<rect x="{}" y="{}" width="{}" height="{}""#, Number(rect.x), Number(rect.y), Number(rect.w), Number(rect.h))?;
            if *corner > 0.0 {
                write!(out, r#" rx="{}""#, Number(*corner))?;
            }
            "rect"
        }
        Shape::Text(text) => {
            write!(out, r#"<text x="{}" y="{}""#, Number(text.at.x), Number(text.at.y))?;
            self::text(out, text, &mark.style)?;
            "text"
        }
        Shape::Turned(text, Point { x: cos, y: sin }) => {
            let (x, y) = (Number(text.at.x), Number(text.at.y));
            // Four decimals, so that the end of a long line of words is where it should be.
            write!(out, r#"<text transform="matrix({cos:.4} {sin:.4} {:.4} {cos:.4} {x} {y})""#, -sin)?;
            self::text(out, text, &mark.style)?;
            "text"
        }
    };
    style(out, &mark.style)?;
    let tooltip = mark.tooltip.as_deref().map(|tooltip| Tooltip(tooltip).to_string());
    match (&mark.shape, &tooltip) {
        (Shape::Text(text) | Shape::Turned(text, _), None) => write!(out, ">{}</text>", Escaped(&text.words))?,
        (Shape::Text(text) | Shape::Turned(text, _), Some(tooltip)) => {
            write!(out, "><title>{tooltip}</title>{}</text>", Escaped(&text.words))?;
        }
        (_, None) => out.write_str("/>")?,
        (_, Some(tooltip)) => write!(out, "><title>{tooltip}</title></{name}>")?,
    }
    out.write_str(if href.is_some() { "</a>\n" } else { "\n" })
}

/// How words are set, but for their place.
fn text(out: &mut String, text: &Text, style: &Style) -> fmt::Result {
    write!(out, r#" font-size="{}""#, Number(text.size))?;
    if text.face == Face::Bold {
        out.write_str(r#" font-weight="bold""#)?;
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.write_str(r#" text-anchor="middle""#)?,
        Anchor::End => out.write_str(r#" text-anchor="end""#)?,
    }
    if style.stroke.is_some() {
        out.write_str(r#" paint-order="stroke""#)?;
    }
    Ok(())
}

fn step(out: &mut String, step: Step) -> fmt::Result {
    let point = |point: Point| format!("{} {}", Number(point.x), Number(point.y));
    match step {
        Step::Move(to) => write!(out, "M{}", point(to)),
        Step::Line(to) => write!(out, "L{}", point(to)),
        Step::Curve(a, b, to) => write!(out, "C{} {} {}", point(a), point(b), point(to)),
        Step::Close => out.write_str("Z"),
    }
}

fn style(out: &mut String, style: &Style) -> fmt::Result {
    match style.fill {
        Some(color) => write!(out, r#" fill="{color}""#)?,
        None => out.write_str(r#" fill="none""#)?,
    }
    if let Some(color) = style.stroke {
        write!(out, r#" stroke="{color}" stroke-width="{}" stroke-linejoin="round""#, Number(style.width))?;
        // Dashes grow with the line, and are never so short as to run together.
        let unit = style.width.max(0.7);
        match style.dash {
            Dash::Solid => {}
            Dash::Dashed => write!(out, r#" stroke-dasharray="{} {}""#, Number(4.0 * unit), Number(2.5 * unit))?,
            Dash::Dotted => write!(out, r#" stroke-dasharray="0 {}" stroke-linecap="round""#, Number(2.5 * unit))?,
        }
    }
    if (1..100).contains(&style.opacity) {
        write!(out, r#" opacity="{}""#, Number(f64::from(style.opacity) / 100.0))?;
    }
    Ok(())
}

/// A text inside XML: its signs are written as references, and what XML does not allow at all becomes U+FFFD.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' => f.write_char(c)?,
                '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c if c.is_control() => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A tooltip, cut where nobody would read on.
struct Tooltip<'a>(&'a str);

impl fmt::Display for Tooltip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "{}…", Escaped(&self.0[..end])),
            None => Escaped(self.0).fmt(f),
        }
    }
}

/// Where a mark leads; anything but an http or https address is dropped.
pub(super) fn address(mark: &Mark) -> Option<&str> {
    mark.href.as_deref().filter(|href| href.starts_with("https://") || href.starts_with("http://"))
}
