//! The view `network`: nothing lies on anything else, nothing leaves the page, and the same is drawn each time.

use accord::{
    draw::{
        Scene,
        frame::Page,
        geometry::{Point, Rect},
        scene::Shape,
        svg,
        text::Face,
        views::network::{Diagram, Places, network},
    },
    network::progress::{SILENT, Stopped},
};
use proptest::prelude::*;

use super::diagrams::{diagram, drawn, frame, names, page};

/// The rectangles of all words of a scene.
fn words(scene: &Scene) -> Vec<(String, Rect)> {
    let text = |shape: &Shape| match shape {
        Shape::Text(text) => Some((text.words.clone(), text.bounds())),
        _ => None,
    };
    scene.marks.iter().filter_map(|mark| text(&mark.shape)).collect()
}

/// The rectangles of all signs of dots: the marks that have a name as their tooltip, and are no box of a group.
fn signs(scene: &Scene) -> Vec<Rect> {
    let bounds = |shape: &Shape| match shape {
        Shape::Circle(at, radius) => Some(Rect::around(*at, 2.0 * radius, 2.0 * radius)),
        Shape::Path(steps) => {
            use accord::draw::scene::Step;
            let point = |step: &Step| match *step {
                Step::Move(p) | Step::Line(p) => Some(Rect::around(p, 0.0, 0.0)),
                Step::Curve(..) | Step::Close => None,
            };
            Rect::bounding(steps.iter().filter_map(point))
        }
        _ => None,
    };
    scene.marks.iter().filter(|mark| mark.tooltip.is_some() && mark.style.fill.is_some()).filter_map(|mark| bounds(&mark.shape)).collect()
}

/// What is wrong with where things lie: words on words, words on a sign, words that leave the page.
fn faults(scene: &Scene) -> Vec<String> {
    let words = words(scene);
    let signs = signs(scene);
    let mut faults = Vec::new();
    // What is rounded may touch.
    let inner = |rect: Rect| rect.grown(-0.3);
    let on_page = Rect { x: 0.0, y: 0.0, w: scene.size.w, h: scene.size.h };
    for (index, (text, rect)) in words.iter().enumerate() {
        if !on_page.holds(*rect) {
            faults.push(format!("`{text}` leaves the page: {rect:?}"));
        }
        for (other, there) in &words[..index] {
            // Lines of one name are set closer than letters with accents and descenders reach.
            if inner(*rect).overlaps(there.grown(-1.0)) {
                faults.push(format!("`{text}` lies on `{other}`: {rect:?}, {there:?}"));
            }
        }
        for sign in &signs {
            if inner(*rect).overlaps(inner(*sign)) {
                faults.push(format!("`{text}` lies on a sign: {rect:?}, {sign:?}"));
            }
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_words_lie_on_words_or_on_a_dot_or_leave_the_page(
        names in names(),
        groups in 0..6_usize,
        lines in prop::collection::vec((0..40_usize, 0..40_usize), 0..60),
        high in 90.0..250.0_f64,
    ) {
        let scene = drawn(&diagram(&names, groups, &lines), page(174.0, high));
        let faults = faults(&scene);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn no_words_on_a_page_are_smaller_than_six_points() {
    let names: Vec<String> = (0..300).map(|number| format!("University of number {number}")).collect();
    let lines: Vec<(usize, usize)> = (1..300).map(|number| (number, number / 3)).collect();
    let scene = drawn(&diagram(&names, 8, &lines), page(174.0, 247.0));
    assert_eq!(faults(&scene), Vec::<String>::new());
    for mark in &scene.marks {
        if let Shape::Text(text) = &mark.shape {
            assert!(text.size >= 6.0, "{text:?}");
        }
    }
}

#[test]
fn every_name_is_there_or_counted_as_left_out() {
    for n in [1_usize, 2, 40, 150, 400] {
        let names: Vec<String> = (0..n).map(|number| format!("N{number:03}")).collect();
        let lines: Vec<(usize, usize)> = (1..n).map(|number| (number, number / 2)).collect();
        let scene = drawn(&diagram(&names, 0, &lines), page(174.0, 120.0));
        let shown = words(&scene).iter().filter(|(text, _)| names.contains(text)).count();
        let left_out = match n - shown {
            0 => String::new(),
            1 => "One name had no room".to_owned(),
            more => format!("{more} names had no room"),
        };
        assert!(scene.description.contains(&left_out), "{n}: {shown} are shown, and it says: {}", scene.description);
    }
}

#[test]
fn a_page_without_tooltips_speaks_of_none() {
    let names: Vec<String> = (0..400).map(|number| format!("N{number:03}")).collect();
    let lines: Vec<(usize, usize)> = (1..400).map(|number| (number, number / 2)).collect();
    for tooltips in [true, false] {
        let scene = drawn(&diagram(&names, 0, &lines), Page { tooltips, ..page(174.0, 120.0) });
        assert!(scene.description.contains(" names had no room"), "{}", scene.description);
        assert_eq!(scene.description.contains("tooltip"), tooltips, "{}", scene.description);
    }
}

#[test]
fn forms_of_networks_that_are_hard_to_draw_have_no_faults() {
    let names = |n: usize| (0..n).map(|number| format!("Somebody {number}")).collect::<Vec<_>>();
    let star: Vec<(usize, usize)> = (1..60).map(|leaf| (0, leaf)).collect();
    let path: Vec<(usize, usize)> = (1..40).map(|next| (next - 1, next)).collect();
    let pairs: Vec<(usize, usize)> = (0..30).map(|pair| (2 * pair, 2 * pair + 1)).collect();
    let clique: Vec<(usize, usize)> = (0..20).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    for (form, n, lines) in [("star", 60, star), ("path", 40, path), ("pairs", 60, pairs), ("clique", 20, clique), ("one", 1, Vec::new())] {
        let scene = drawn(&diagram(&names(n), 0, &lines), page(174.0, 150.0));
        assert_eq!(faults(&scene), Vec::<String>::new(), "{form}");
    }
}

#[test]
fn a_line_goes_around_a_dot_in_its_way() {
    use accord::draw::scene::Step;
    // Three in a row, the ends linked with each other past the one between them.
    let names: Vec<String> = ["West", "Middle", "East"].map(str::to_owned).to_vec();
    let row: Places = [("dot-0", 0.0), ("dot-1", 3.0), ("dot-2", 6.0)].map(|(id, x)| (id.to_owned(), Point::new(x, 0.0))).into();
    let (scene, _) = network(&diagram(&names, 0, &[(0, 1), (1, 2), (0, 2)]), &frame(), page(174.0, 120.0), &row, SILENT).unwrap();
    let middle = signs(&scene).into_iter().map(Rect::center).nth(1).unwrap();
    let bent = scene.marks.iter().find_map(|mark| match &mark.shape {
        Shape::Path(steps) => match steps[..] {
            [Step::Move(from), Step::Curve(out, into, to)] => Some((from, out, into, to)),
            _ => None,
        },
        _ => None,
    });
    let (from, out, into, to) = bent.expect("the long line is bent");
    // At its half a cubic curve is three quarters of the way from the line between its ends to that between the points that draw it.
    let half = from.towards(to, 0.5).towards(out.towards(into, 0.5), 0.75);
    assert!(half.distance(middle) > 5.0, "{half:?} {middle:?}");
}

#[test]
fn nothing_to_draw_is_a_figure_that_says_so() {
    let scene = drawn(&Diagram::default(), page(100.0, 60.0));
    assert!(words(&scene).iter().any(|(text, _)| text.starts_with("Nothing to draw")));
}

/// A diagram of 80 dots in 5 groups.
fn sample() -> Diagram {
    let names: Vec<String> = (0..80).map(|number| format!("Party {number}")).collect();
    let lines: Vec<(usize, usize)> = (1..80).map(|number| (number, number * number % 17)).collect();
    diagram(&names, 5, &lines)
}

#[test]
fn one_thread_and_three_give_the_same_bytes() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| svg(&drawn(&sample(), page(174.0, 180.0))))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn places_that_are_kept_give_the_same_figure_again() {
    let (first, kept) = network(&sample(), &frame(), page(174.0, 180.0), &Places::new(), SILENT).unwrap();
    let (second, again) = network(&sample(), &frame(), page(174.0, 180.0), &kept, SILENT).unwrap();
    assert_eq!(kept, again);
    assert_eq!(svg(&first), svg(&second));
}

#[test]
fn a_new_dot_leaves_kept_ones_where_they_were() {
    let (_, kept) = network(&sample(), &frame(), page(174.0, 180.0), &Places::new(), SILENT).unwrap();
    let mut larger = sample();
    larger.dots.push(super::diagrams::dot(80, "New", Some(0)));
    let mut line = larger.lines[0].clone();
    (line.a, line.b) = (3, 80);
    larger.lines.push(line);
    let (_, places) = network(&larger, &frame(), page(174.0, 180.0), &kept, SILENT).unwrap();
    for (id, place) in &kept {
        assert_eq!(places[id], *place, "{id}");
    }
    assert!(places.contains_key("dot-80"));
}

#[test]
fn a_drawing_that_is_told_to_stop_gives_nothing() {
    let stopped = network(&sample(), &frame(), page(174.0, 180.0), &Places::new(), &|_, _| false);
    assert_eq!(stopped.unwrap_err(), Stopped);
}

#[test]
fn bold_words_are_wider_than_plain_ones() {
    use accord::draw::text::width;
    for words in ["Мінск", "Віцебск", "Ёлка ў полі", "Gansu"] {
        assert!(width(words, 10.0, Face::Bold) > width(words, 10.0, Face::Regular), "{words}");
    }
}
