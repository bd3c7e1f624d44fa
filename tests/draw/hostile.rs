//! Names that would be something else than text, if they could.

use accord::draw::{scene::Mark, svg};

use super::diagrams::{diagram, drawn, page};

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "]]> --> <!-- <![CDATA[",
    "&amp; & &#0; \"quoted\" 'so'",
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}",
    "two\nlines\tand\ra tab",
    "\u{202e}turned round\u{2066}",
    "\u{fffe}\u{ffff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301} 👩‍👩‍👧 ﷽",
    "",
];

fn scene() -> accord::draw::Scene {
    let mut names: Vec<String> = HOSTILE.iter().map(|&name| name.to_owned()).collect();
    names.push("x".repeat(10_000));
    names.push("long ".repeat(2_000));
    let lines: Vec<(usize, usize)> = (1..names.len()).map(|number| (0, number)).collect();
    let mut diagram = diagram(&names, 2, &lines);
    diagram.groups = HOSTILE[..2].iter().map(|&name| name.to_owned()).collect();
    diagram.classes.names = HOSTILE[1..3].iter().map(|&name| name.to_owned()).collect();
    diagram.dots[1].href = Some("javascript:alert(1)".to_owned());
    diagram.dots[2].href = Some("https://example.org/\"><script>".to_owned());
    drawn(&diagram, page(174.0, 150.0))
}

#[test]
fn hostile_names_stay_text_in_svg() {
    let written = svg(&scene());
    assert!(!written.contains("<script") && !written.contains("]]>") && !written.contains("<!--"), "{written}");
    assert!(!written.contains("javascript:"));
    let is_allowed = |c: char| matches!(c, '\t' | '\n') || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(written.chars().all(is_allowed));
    // Tags open and close in pairs, so nothing has broken out of where it stands.
    let count = |what: &str| written.matches(what).count();
    for tag in ["text", "title", "a", "svg"] {
        assert_eq!(count(&format!("<{tag} ")) + count(&format!("<{tag}>")), count(&format!("</{tag}>")), "{tag}");
    }
}

#[test]
fn a_mark_without_words_has_no_tooltip() {
    use accord::draw::{
        geometry::Point,
        scene::{Shape, Style},
    };
    let mark = Mark::new(Shape::Circle(Point::default(), 1.0), Style::default()).tooltip("");
    assert_eq!(mark.tooltip, None);
}

#[cfg(feature = "raster")]
#[test]
fn hostile_names_are_drawn_as_pictures_too() {
    let fonts = accord::draw::raster::Fonts::own();
    assert!(fonts.png(&scene(), 72).unwrap().starts_with(b"\x89PNG"));
    assert!(fonts.pdf(&scene()).unwrap().starts_with(b"%PDF"));
}
