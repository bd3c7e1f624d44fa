//! The views that are laid out in rows: two rows with bands, the matrix, the timeline.

use accord::{
    draw::{
        Scene,
        geometry::Rect,
        scene::{Mark, Shape},
        svg,
        views::{
            matrix::{self, Cell, Head, Matrix, State},
            network::Standing,
            timeline::{self, Entry, Row as Band, Timeline},
            two_row::{self, End, Row, TwoRow, Way},
        },
    },
    model::Kind,
};
use proptest::prelude::*;

use super::diagrams::{frame, names, page};

fn two_row(left: &[String], right: &[String], pairs: &[(usize, usize)]) -> TwoRow {
    let row = |names: &[String]| Row {
        title: "A side".to_owned(),
        ends: names.iter().map(|name| End { name: name.clone(), count: 1, tooltip: name.clone(), href: None }).collect(),
    };
    let band = |&(a, b): &(usize, usize)| two_row::Band {
        left: a,
        right: b,
        way: [Way::Direct, Way::Through][(a + b) % 2],
        standing: [Standing::InForce, Standing::Planned, Standing::Intended, Standing::Over][a % 4],
        count: 1 + a * b % 7,
        tooltip: String::new(),
    };
    TwoRow { left: row(left), right: row(right), bands: pairs.iter().map(band).collect() }
}

fn matrix(rows: &[String], columns: &[String], pairs: &[(usize, usize)]) -> Matrix {
    let head = |name: &String| Head { name: name.clone(), count: name.len(), tooltip: name.clone(), href: None };
    let cell = |&(row, column): &(usize, usize)| Cell {
        row,
        column,
        state: [State::Direct, State::Below, State::Planned][(row + column) % 3],
        count: 1 + row * column % 120,
        tooltip: String::new(),
    };
    Matrix { rows: rows.iter().map(head).collect(), columns: columns.iter().map(head).collect(), cells: pairs.iter().map(cell).collect() }
}

fn timeline(rows: &[String], entries: &[(usize, usize)]) -> Timeline {
    let row = |name: &String| Band { name: name.clone(), tooltip: name.clone(), href: None };
    let entry = |&(a, b): &(usize, usize)| {
        let from = 1_990.0 + (a * 7 % 30) as f64 + (b % 4) as f64 / 4.0;
        Entry {
            row: a,
            name: format!("{} of {b}", rows[a]),
            kind: [Kind::Agreement, Kind::Centre, Kind::Company][b % 3],
            standing: [Standing::InForce, Standing::Planned, Standing::Intended, Standing::Over][(a + b) % 4],
            when: (b % 5 > 0).then_some((from, from + [0.0, 0.1, 1.0][b % 3])),
            until: (b % 7 == 0).then_some(from + 3.0),
            tooltip: String::new(),
            href: None,
        }
    };
    let mut timeline = Timeline { rows: rows.iter().map(row).collect(), entries: entries.iter().map(entry).collect(), follows: Vec::new() };
    let same_row = |one: usize, other: usize| timeline.entries[one].row == timeline.entries[other].row;
    timeline.follows = (1..timeline.entries.len()).filter(|&later| same_row(later - 1, later)).map(|later| (later - 1, later)).collect();
    timeline
}

/// What is wrong with the words of a figure: some lie on others, or leave the page.
fn faults(scene: &Scene) -> Vec<String> {
    let whole = Rect { x: 0.0, y: 0.0, w: scene.size.w, h: scene.size.h };
    let words: Vec<(&str, Rect)> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            Shape::Text(text) if !text.words.is_empty() => Some((text.words.as_str(), text.bounds())),
            _ => None,
        })
        .collect();
    let mut faults = Vec::new();
    for (index, (words_here, rect)) in words.iter().enumerate() {
        if !whole.holds(rect.grown(-0.1)) {
            faults.push(format!("{words_here:?} leaves the page: {rect:?}"));
        }
        for (other, there) in &words[..index] {
            // Lines of one name are set as close as the face allows.
            if rect.grown(-0.7).overlaps(there.grown(-0.7)) {
                faults.push(format!("{words_here:?} lies on {other:?}"));
            }
        }
    }
    faults
}

/// Names of two sides and different pairs of them.
fn sides() -> impl Strategy<Value = (Vec<String>, Vec<String>, Vec<(usize, usize)>)> {
    (names(), names(), prop::collection::btree_set((0..40_usize, 0..40_usize), 0..60)).prop_map(|(left, right, pairs)| {
        let pairs = pairs.into_iter().filter(|&(a, b)| a < left.len() && b < right.len()).collect();
        (left, right, pairs)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_words_lie_on_words_or_leave_the_page((left, right, pairs) in sides(), w in 80.0..200.0, h in 80.0..240.0) {
        let page = page(w, h);
        prop_assert_eq!(faults(&two_row::two_row(&two_row(&left, &right, &pairs), &frame(), page)), Vec::<String>::new());
        prop_assert_eq!(faults(&matrix::matrix(&matrix(&left, &right, &pairs), &frame(), page)), Vec::<String>::new());
        prop_assert_eq!(faults(&timeline::timeline(&timeline(&left, &pairs), &frame(), page)), Vec::<String>::new());
    }
}

/// How many marks of a figure have this tooltip.
fn pointed_at(scene: &Scene, tooltip: &str) -> usize {
    scene.marks.iter().filter(|mark| mark.tooltip.as_deref() == Some(tooltip)).count()
}

fn letters(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("Place {number}")).collect()
}

#[test]
fn what_has_no_room_is_counted() {
    let (left, right) = (letters(3), letters(200));
    let pairs: Vec<(usize, usize)> = (0..200).map(|end| (end % 3, end)).collect();
    let scene = two_row::two_row(&two_row(&left, &right, &pairs), &frame(), page(174.0, 120.0));
    let drawn = (0..200).filter(|end| pointed_at(&scene, &format!("Place {end}")) > 0).count();
    assert!(
        drawn < 200 && scene.description.contains(&format!("{} ends with the fewest links had no room", 200 - drawn)),
        "{}",
        scene.description
    );
    let scene =
        matrix::matrix(&matrix(&right, &left, &pairs.iter().map(|&(a, b)| (b, a)).collect::<Vec<_>>()), &frame(), page(174.0, 120.0));
    assert!(scene.description.contains("rows and columns with the fewest links had no room"), "{}", scene.description);
    let scene = timeline::timeline(&timeline(&right, &(0..200).map(|row| (row, row)).collect::<Vec<_>>()), &frame(), page(174.0, 120.0));
    assert!(scene.description.contains("rows with the fewest entries had no room"), "{}", scene.description);
}

#[test]
fn nothing_to_draw_is_a_figure_that_says_so() {
    let page = page(100.0, 80.0);
    let scenes = [
        two_row::two_row(&TwoRow::default(), &frame(), page),
        matrix::matrix(&Matrix::default(), &frame(), page),
        timeline::timeline(&Timeline::default(), &frame(), page),
    ];
    for scene in scenes {
        assert!(svg(&scene).contains("Nothing to draw"), "{scene:?}");
    }
}

#[test]
fn bands_are_as_wide_as_they_have_links() {
    let (left, right) = (letters(2), letters(2));
    let mut diagram = two_row(&left, &right, &[(0, 0), (1, 1)]);
    diagram.bands[0].count = 1;
    diagram.bands[1].count = 5;
    for (band, name) in diagram.bands.iter_mut().zip(["one", "five"]) {
        (band.standing, band.tooltip) = (Standing::InForce, name.to_owned());
    }
    let scene = two_row::two_row(&diagram, &frame(), page(174.0, 120.0));
    let width = |name: &str| {
        let of = |mark: &&Mark| mark.tooltip.as_deref() == Some(name);
        scene.marks.iter().find(of).map(|mark| mark.style.width).unwrap()
    };
    assert!((width("five") / width("one") - 5.0).abs() < 1e-9);
}

#[test]
fn a_standing_is_told_in_a_colour_of_neither_way() {
    let (left, right) = (letters(4), letters(4));
    let words = |standings: [Standing; 2]| {
        let mut diagram = two_row(&left, &right, &[(0, 0), (1, 2)]);
        diagram.bands.iter_mut().zip(standings).for_each(|(band, standing)| band.standing = standing);
        let scene = two_row::two_row(&diagram, &frame(), page(174.0, 120.0));
        // In the legend the sample of an entry comes right before its words.
        let color = |entry: &str| {
            let is_entry = |mark: &Mark| matches!(&mark.shape, Shape::Text(text) if text.words == entry);
            scene.marks.iter().position(is_entry).map(|at| scene.marks[at - 1].style.stroke.unwrap())
        };
        ["linked themselves", "through what lies in them", "signed or operating", "planned"].map(color)
    };
    let [direct, through, in_force, planned] = words([Standing::InForce, Standing::Planned]);
    assert!(in_force.is_some() && in_force == planned && in_force != direct && in_force != through);
    // Where all bands are full there is nothing to tell apart.
    let [direct, through, in_force, planned] = words([Standing::InForce; 2]);
    assert!(direct.is_some() && direct != through && in_force.is_none() && planned.is_none());
}

#[test]
fn a_state_is_told_by_form_and_not_by_colour_alone() {
    // Each state has a shape, a filling or a dash that no other has.
    let cells = [(0, 0), (0, 1), (1, 1)];
    let mut diagram = matrix(&letters(2), &letters(2), &cells);
    for (cell, name) in diagram.cells.iter_mut().zip(["direct", "below", "planned"]) {
        cell.tooltip = name.to_owned();
    }
    let scene = matrix::matrix(&diagram, &frame(), page(174.0, 90.0));
    let looks: Vec<(bool, bool, bool)> = ["direct", "below", "planned"]
        .iter()
        .map(|name| {
            let mark = scene.marks.iter().find(|mark| mark.tooltip.as_deref() == Some(name)).unwrap();
            let Shape::Rect(rect, corner) = mark.shape else { panic!("{mark:?}") };
            (corner > rect.h / 4.0, mark.style.fill.is_some(), mark.style.stroke.is_some())
        })
        .collect();
    assert_eq!(looks, [(false, true, false), (true, true, false), (true, false, true)]);
}

#[test]
fn a_year_is_a_bar_over_that_year_and_a_day_is_none() {
    let mut diagram = timeline(&letters(1), &[(0, 1), (0, 2)]);
    for (entry, (name, when)) in diagram.entries.iter_mut().zip([("year", (2_007.0, 2_008.0)), ("day", (2_010.5, 2_010.503))]) {
        (entry.tooltip, entry.when, entry.until) = (name.to_owned(), Some(when), None);
    }
    let scene = timeline::timeline(&diagram, &frame(), page(174.0, 90.0));
    let bar = |name: &str| {
        let of = |mark: &&Mark| mark.tooltip.as_deref() == Some(name);
        scene.marks.iter().filter(of).find_map(|mark| if let Shape::Rect(rect, _) = mark.shape { Some(rect) } else { None })
    };
    assert!(bar("day").is_none());
    // From 2007 to the end of 2010 are four years on the axis.
    let lines: Vec<f64> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark.shape {
            Shape::Line(from, to) if (from.x - to.x).abs() < 1e-9 && mark.tooltip.is_none() => Some(from.x),
            _ => None,
        })
        .collect();
    let (first, last) = lines.iter().fold((f64::MAX, f64::MIN), |(low, high), &x| (low.min(x), high.max(x)));
    let year = (last - first) / 4.0;
    let rect = bar("year").unwrap();
    assert!((rect.x - first).abs() < 1.0 && (rect.w - year).abs() < 1.0, "{rect:?}: {first} {year}");
}

#[test]
fn hostile_names_stay_text() {
    let hostile = ["<script>alert(1)</script>", "]]> &amp; \"quoted\"", "\u{0}\u{1f}\u{7f}\u{fffe}", "two\nlines", ""];
    let mut names: Vec<String> = hostile.iter().map(|&name| name.to_owned()).collect();
    names.push("x".repeat(10_000));
    let pairs: Vec<(usize, usize)> = (0..names.len()).flat_map(|a| [(a, a), (a, (a + 1) % names.len())]).collect();
    let page = page(174.0, 150.0);
    let scenes = [
        two_row::two_row(&two_row(&names, &names, &pairs), &frame(), page),
        matrix::matrix(&matrix(&names, &names, &pairs), &frame(), page),
        timeline::timeline(&timeline(&names, &pairs), &frame(), page),
    ];
    for scene in scenes {
        let written = svg(&scene);
        assert!(!written.contains("<script") && !written.contains("]]>"), "{written}");
        assert!(written.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{fffe}'));
        assert_eq!(faults(&scene), Vec::<String>::new());
    }
}

#[test]
fn many_entries_of_one_day_that_look_alike_are_one_sign_with_their_number() {
    let rows = ["Gomel Oblast".to_owned()];
    let mut plans = timeline(&rows, &[(0, 1); 70]);
    plans.follows.clear();
    // Five are of one day, three of another, and the rest of days of their own.
    for (number, entry) in plans.entries.iter_mut().enumerate() {
        let day = match number {
            0..5 => 2_001.0,
            5..8 => 2_003.0,
            _ => 2_004.0 + number as f64 / 8.0,
        };
        (entry.when, entry.until, entry.tooltip) = (Some((day, day)), None, format!("entry {number}"));
    }
    let scene = timeline::timeline(&plans, &frame(), page(174.0, 150.0));
    let counts = scene.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) if text.words == "5" => mark.tooltip.clone(),
        _ => None,
    });
    assert_eq!(counts.collect::<Vec<_>>(), ["entry 0\nentry 1\nentry 2\nentry 3\nentry 4"]);
    assert!(scene.description.contains("A number behind a sign"), "{}", scene.description);
    let told: Vec<&str> = scene.marks.iter().filter_map(|mark| mark.tooltip.as_deref()).collect();
    for number in 5..70 {
        assert!(told.contains(&format!("entry {number}").as_str()), "{number}");
    }
}
