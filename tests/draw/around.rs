//! The views `ego`, `path` and `map`: rings are round, nothing lies on anything else, nothing leaves the page.

use accord::{
    draw::{
        Scene,
        geometry::{Point, Rect, direction},
        scene::Shape,
        svg,
        views::{
            ego::{Ego, ego},
            map::{Map, map},
            network::Standing,
            path::{Chain, Paper, Paths, Stop, path},
        },
    },
    model::Kind,
};
use proptest::prelude::*;

use super::diagrams::{diagram, dot, frame, names, page};

/// A tree of this many children a dot, with lines across, all dots of one sign, so that each is one circle.
fn rings(names: &[String], children: usize) -> Ego {
    let n = names.len();
    let parent = |number: usize| (number - 1) / children;
    let mut lines: Vec<(usize, usize)> = (1..n).map(|number| (parent(number), number)).collect();
    let mut rings = vec![0; n];
    (1..n).for_each(|number| rings[number] = rings[parent(number)] + 1);
    lines.extend((1..n).filter(|&number| number + 7 < n && rings[number] == rings[number + 7]).map(|number| (number, number + 7)));
    let mut diagram = diagram(names, 3, &lines);
    diagram.dots.iter_mut().for_each(|dot| dot.kind = Kind::City);
    diagram.dots.iter_mut().enumerate().for_each(|(number, dot)| dot.tooltip = format!("dot {number}"));
    Ego { diagram, rings }
}

/// Middle and radius of the circle of each dot, by its tooltip.
fn circles(scene: &Scene, count: usize) -> Vec<(Point, f64)> {
    let circle = |number: usize| {
        let tooltip = format!("dot {number}");
        let mark = scene.marks.iter().find(|mark| mark.tooltip.as_deref() == Some(&tooltip));
        match mark.map(|mark| &mark.shape) {
            Some(&Shape::Circle(at, radius)) => (at, radius),
            other => panic!("{tooltip}: {other:?}"),
        }
    };
    (0..count).map(circle).collect()
}

/// Dots that lie on each other.
fn on_each_other(circles: &[(Point, f64)]) -> Vec<(usize, usize)> {
    let pairs = (0..circles.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| circles[a].0.distance(circles[b].0) < circles[a].1 + circles[b].1 - 0.01).collect()
}

/// Words that leave the page, those that are turned by the corners of their rectangle.
fn outside(scene: &Scene) -> Vec<String> {
    let whole = Rect { x: 0.0, y: 0.0, w: scene.size.w, h: scene.size.h }.grown(0.1);
    let is_out = |shape: &Shape| match shape {
        Shape::Text(text) => (!whole.holds(text.bounds())).then(|| text.words.clone()),
        Shape::Turned(text, run) => {
            let Rect { x, y, w, h } = text.bounds().moved(-text.at.x, -text.at.y);
            let corners = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)];
            let turned = corners.map(|(x, y)| text.at.plus(x * run.x - y * run.y, x * run.y + y * run.x));
            let is_in = |at: &Point| whole.holds(Rect::around(*at, 0.0, 0.0));
            (!turned.iter().all(is_in)).then(|| text.words.clone())
        }
        _ => None,
    };
    scene.marks.iter().filter_map(|mark| is_out(&mark.shape)).collect()
}

/// Upright words that lie on others.
fn words_on_words(scene: &Scene) -> Vec<String> {
    let words = scene.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) if !text.words.is_empty() => Some((text.words.clone(), text.bounds().grown(-0.9))),
        _ => None,
    });
    let words: Vec<(String, Rect)> = words.collect();
    let pairs = (0..words.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| words[a].1.overlaps(words[b].1)).map(|(a, b)| format!("{} / {}", words[a].0, words[b].0)).collect()
}

fn many(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("University of number {number}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn around_a_party_no_dots_lie_on_each_other_and_no_words_leave_the_page(names in names(), children in 1..9_usize, high in 110.0..247.0_f64) {
        prop_assume!(!names.is_empty());
        // A ring of its own for each dot of a long path leaves no room for any of them.
        prop_assume!(children > 1 || names.len() < 6);
        let it = rings(&names, children);
        let scene = ego(&it, &frame(), page(174.0, high));
        prop_assert_eq!(on_each_other(&circles(&scene, names.len())), Vec::new());
        prop_assert_eq!(outside(&scene), Vec::<String>::new());
        prop_assert_eq!(words_on_words(&scene), Vec::<String>::new());
    }

    #[test]
    fn on_a_map_no_dots_lie_on_each_other_and_no_words_on_words(names in names(), places in prop::collection::vec((20.0..55.0_f64, -30.0..140.0_f64), 40)) {
        let lines: Vec<(usize, usize)> = (1..names.len()).map(|number| (number / 2, number)).collect();
        let diagram = rings(&names, 2).diagram;
        let diagram = accord::draw::views::network::Diagram { lines: super::diagrams::diagram(&names, 3, &lines).lines, ..diagram };
        let scene = map(&Map { diagram, at: places[..names.len()].to_vec() }, &frame(), page(174.0, 125.0));
        prop_assert_eq!(on_each_other(&circles(&scene, names.len())), Vec::new());
        prop_assert_eq!(outside(&scene), Vec::<String>::new());
        prop_assert_eq!(words_on_words(&scene), Vec::<String>::new());
    }

    #[test]
    fn a_direction_is_what_sine_and_cosine_say(turn in -5.0..5.0_f64) {
        let (sin, cos) = (turn * std::f64::consts::TAU).sin_cos();
        let found = direction(turn);
        prop_assert!((found.x - cos).abs() < 1e-10 && (found.y - sin).abs() < 1e-10);
    }
}

#[test]
fn each_dot_is_as_far_from_the_middle_as_its_ring_and_a_ring_is_wider_than_the_one_before() {
    for (count, children) in [(2, 1), (20, 4), (120, 10), (400, 20)] {
        let it = rings(&many(count), children);
        let scene = ego(&it, &frame(), page(174.0, 205.0));
        let circles = circles(&scene, count);
        let mut radii = vec![None; count];
        for (number, &ring) in it.rings.iter().enumerate() {
            let far = circles[number].0.distance(circles[0].0);
            let radius = *radii[ring].get_or_insert(far);
            assert!((far - radius).abs() < 1e-6, "{count}: {number} is {far} from the middle, others of its ring {radius}");
        }
        let radii: Vec<f64> = radii.into_iter().flatten().collect();
        assert!(radii.windows(2).all(|pair| pair[0] < pair[1]), "{radii:?}");
        assert_eq!(on_each_other(&circles), Vec::new(), "{count}");
    }
}

#[test]
fn far_apart_places_have_a_panel_each_and_north_is_above() {
    let it = rings(&many(4), 3);
    let at = vec![(54.0, 27.0), (52.0, 31.0), (30.0, 104.0), (40.0, 116.0)];
    let scene = map(&Map { diagram: it.diagram, at }, &frame(), page(174.0, 125.0));
    let circles = circles(&scene, 4);
    assert!(circles[0].0.y < circles[1].0.y && circles[0].0.x < circles[1].0.x);
    assert!(circles[3].0.y < circles[2].0.y && circles[2].0.x < circles[3].0.x);
    let panels: Vec<Rect> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark.shape {
            Shape::Rect(rect, corner) if corner > 2.5 => Some(rect),
            _ => None,
        })
        .collect();
    assert_eq!(panels.len(), 2);
    let is_in = |panel: Rect, number: usize| panel.holds(Rect::around(circles[number].0, 0.0, 0.0));
    assert!(is_in(panels[0], 0) && is_in(panels[0], 1) && is_in(panels[1], 2) && is_in(panels[1], 3));
}

fn chain(names: &[String], papers: usize) -> Chain {
    let paper = |number: usize| Paper {
        title: format!("Agreement {number}"),
        facts: "twinning, signed 2007".to_owned(),
        source: "Source: somebody".to_owned(),
        standing: Standing::InForce,
        href: None,
    };
    Chain {
        title: String::new(),
        stops: names
            .iter()
            .enumerate()
            .map(|(number, name)| Stop { dot: dot(number, name, None), place: "Somewhere".to_owned() })
            .collect(),
        hops: (1..names.len()).map(|_| (0..papers).map(paper).collect()).collect(),
    }
}

#[test]
fn paths_of_any_length_stay_on_the_page_and_say_what_had_no_room() {
    for (stops, papers, paths) in [(1, 0, 1), (2, 1, 1), (5, 9, 1), (60, 2, 1), (4, 2, 30)] {
        let it = Paths { paths: vec![chain(&many(stops), papers); paths], ..Paths::default() };
        let scene = path(&it, &frame(), page(174.0, 200.0));
        assert_eq!(outside(&scene), Vec::<String>::new(), "{stops} {papers} {paths}");
        assert_eq!(words_on_words(&scene), Vec::<String>::new(), "{stops} {papers} {paths}");
        assert_eq!(scene.description.contains("more paths had no room"), paths > 1, "{}", scene.description);
    }
}

#[test]
fn nothing_to_draw_is_said_in_each_of_them() {
    let page = page(100.0, 80.0);
    for scene in [ego(&Ego::default(), &frame(), page), map(&Map::default(), &frame(), page), path(&Paths::default(), &frame(), page)] {
        assert!(svg(&scene).contains("Nothing to draw"));
    }
}

#[test]
fn names_that_are_markup_stay_text_when_they_are_turned() {
    let mut names = many(90);
    names[3] = "<b>&\"".to_owned();
    let written = svg(&ego(&rings(&names, 60), &frame(), page(174.0, 205.0)));
    assert!(written.contains("matrix(") && !written.contains("<b>"), "{written}");
}
