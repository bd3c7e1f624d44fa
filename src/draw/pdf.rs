//! A PDF of one page: the picture, and over it where its marks lead, since `svg2pdf` keeps no links.
#![cfg(feature = "raster")]

use std::collections::BTreeMap;

use pdf_writer::{
    Chunk, Content, Finish as _, Name, Pdf, Ref, Str, TextStr,
    types::{ActionType, AnnotationType},
};
use resvg::usvg::Tree;

use super::{
    geometry::Rect,
    raster::Error,
    scene::{Mark, Scene, Shape, Step},
    svg::address,
};

/// Width and height of what can be clicked of a line, around its middle, in points.
const GRIP: f64 = 9.0;

/// The page; `tree` is the scene as it is painted.
///
/// # Errors
///
/// When the picture cannot be written.
pub(super) fn page(scene: &Scene, tree: &Tree) -> Result<Vec<u8>, Error> {
    let painted = svg2pdf::to_chunk(tree, svg2pdf::ConversionOptions::default());
    let (painted, picture) = painted.map_err(|error| Error::Library(error.to_string()))?;
    let mut last = Ref::new(1);
    let [catalog, pages, page, content, info] = std::array::from_fn(|_| last.bump());
    let mut known: BTreeMap<Ref, Ref> = BTreeMap::new();
    let painted: Chunk = painted.renumber(|old| *known.entry(old).or_insert_with(|| last.bump()));
    let picture = known.get(&picture).copied().unwrap_or(picture);
    let links: Vec<(Ref, Rect, &str)> = links(scene).into_iter().map(|(rect, href)| (last.bump(), rect, href)).collect();

    let (width, height) = (single(scene.size.w), single(scene.size.h));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(pdf_writer::Rect::new(0.0, 0.0, width, height)).parent(pages).contents(content);
    sheet.annotations(links.iter().map(|link| link.0));
    sheet.resources().x_objects().pair(Name(b"Picture"), picture);
    sheet.finish();
    for (id, rect, href) in &links {
        let mut link = pdf.annotation(*id);
        // The page is measured from below.
        let (low, high) = (height - single(rect.bottom()), height - single(rect.y));
        link.subtype(AnnotationType::Link).rect(pdf_writer::Rect::new(single(rect.x), low, single(rect.right()), high));
        link.border(0.0, 0.0, 0.0, None);
        link.action().action_type(ActionType::Uri).uri(Str(&ascii(href)));
    }
    let mut drawing = Content::new();
    drawing.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(Name(b"Picture"));
    pdf.stream(content, &drawing.finish());
    pdf.document_info(info).title(TextStr(&scene.title)).producer(TextStr("accord"));
    pdf.extend(&painted);
    Ok(pdf.finish())
}

/// Where each mark with an address can be clicked; parts of one sign are one.
fn links(scene: &Scene) -> Vec<(Rect, &str)> {
    let mut links: Vec<(Rect, &str)> = Vec::new();
    for mark in &scene.marks {
        let Some((rect, href)) = place(mark).zip(address(mark)) else { continue };
        let same = links.last().is_some_and(|&(before, to)| to == href && before.grown(0.5).holds(rect));
        if !same {
            links.push((rect, href));
        }
    }
    links
}

/// The rectangle of a mark that can be clicked: all of what is filled, the middle of a line.
fn place(mark: &Mark) -> Option<Rect> {
    let point = |p| Rect::around(p, 0.0, 0.0);
    match &mark.shape {
        Shape::Line(from, to) => Some(Rect::around(from.towards(*to, 0.5), GRIP, GRIP)),
        Shape::Circle(middle, radius) => Some(Rect::around(*middle, 2.0 * radius, 2.0 * radius)),
        Shape::Rect(rect, _) => Some(*rect),
        Shape::Text(text) => Some(text.bounds()),
        Shape::Turned(..) => None,
        Shape::Path(steps) => match steps[..] {
            [Step::Move(from), Step::Curve(out, into, to)] if mark.style.fill.is_none() => {
                let middle = from.towards(to, 0.5).towards(out.towards(into, 0.5), 0.75);
                Some(Rect::around(middle, GRIP, GRIP))
            }
            _ => Rect::bounding(steps.iter().flat_map(|step| match *step {
                Step::Move(to) | Step::Line(to) => vec![point(to)],
                Step::Curve(out, into, to) => vec![point(out), point(into), point(to)],
                Step::Close => Vec::new(),
            })),
        },
    }
}

/// An address in ASCII, as a PDF has it: other bytes are written as `%` and two digits.
fn ascii(href: &str) -> Vec<u8> {
    let byte = |byte: u8| if byte.is_ascii_graphic() { vec![byte] } else { format!("%{byte:02X}").into_bytes() };
    href.bytes().flat_map(byte).collect()
}

/// A length as a PDF holds it.
#[expect(clippy::cast_possible_truncation, reason = "no page is so large that its points have no room")]
const fn single(length: f64) -> f32 {
    length as f32
}
