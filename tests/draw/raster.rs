//! PNG and PDF on a machine without fonts.

use accord::draw::{
    geometry::{Point, Rect, Size},
    raster::{Error, Fonts},
    scene::{Anchor, Mark, Scene, Shape, Style, Text},
    text::{Face, has},
    theme::Color,
};

fn scene(words: &str) -> Scene {
    let text = Text { at: Point::new(5.0, 30.0), anchor: Anchor::Start, size: 20.0, face: Face::Regular, words: words.to_owned() };
    Scene {
        size: Size { w: 200.0, h: 40.0 },
        title: String::new(),
        description: String::new(),
        background: None,
        marks: vec![Mark::text(text, Color(0, 0, 0))],
    }
}

#[test]
fn our_own_face_has_all_letters_of_the_languages_of_the_base() {
    let letters = "АаБбВвГгДдЕеЁёЖжЗзИиІіЙйКкЛлМмНнОоПпРрСсТтУуЎўФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя’ʼ«»№–—…";
    let pinyin = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ·";
    let missing: Vec<char> = letters.chars().chain(pinyin.chars()).chain(' '..='~').filter(|&c| !has(c)).collect();
    assert_eq!(missing, Vec::<char>::new());
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let fonts = || Fonts::own();
    assert_eq!(fonts().png(&scene("Мінск"), 150), fonts().png(&scene("Мінск"), 150));
    assert_eq!(fonts().pdf(&scene("Мінск")), fonts().pdf(&scene("Мінск")));
}

#[test]
fn a_character_without_a_font_is_told_of_and_drawn_in_latin_letters() {
    let fonts = Fonts::own();
    assert_eq!(fonts.lacks("Мінск, Gansu"), None);
    assert_eq!(fonts.lacks("甘肃"), Some('甘'));
    // Not a blank, and not nothing: the picture is that of the Latin letters.
    assert_eq!(fonts.png(&scene("圳"), 100), fonts.png(&scene(any_ascii::any_ascii_char('圳')), 100));
    assert_ne!(fonts.png(&scene("圳"), 100), fonts.png(&scene(""), 100));
}

#[test]
fn a_picture_that_no_memory_holds_is_refused() {
    let mut large = scene("x");
    large.size = Size::mm(5_000.0, 5_000.0);
    assert!(matches!(Fonts::own().png(&large, 2_400), Err(Error::TooLarge { .. })));
}

#[test]
fn words_in_a_mark_are_drawn_black_on_nothing() {
    let Shape::Text(text) = &scene("x").marks[0].shape else { panic!("it is a text") };
    assert!(text.bounds().w > 5.0);
}

#[test]
fn a_pdf_leads_where_its_marks_lead_and_nowhere_else() {
    let mut scene = scene("x");
    scene.title = "Links".to_owned();
    for href in ["https://example.org/a_(b)?c=\\д", "javascript:alert(1)"] {
        let mark = Mark::new(Shape::Rect(Rect { x: 10.0, y: 5.0, w: 20.0, h: 8.0 }, 0.0), Style::filled(Color(0, 0, 0)));
        scene.marks.push(mark.href(Some(href.to_owned())));
    }
    let pdf = Fonts::own().pdf(&scene).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/Subtype /Link").count(), 1);
    assert!(!text.contains("javascript"));
    // Brackets that balance need no backslash; what is no ASCII is written by its bytes. The page is 40 points high, and measured from below.
    assert!(text.contains("/URI (https://example.org/a_(b)?c=\\\\%D0%B4)"), "{text}");
    assert!(text.contains("/Rect [10 27 30 35]"), "{text}");
}
