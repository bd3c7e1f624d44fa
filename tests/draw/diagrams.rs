//! Diagrams to draw: random ones, and those of a known form.

use accord::{
    draw::{
        Scene, Theme,
        frame::{Frame, Page},
        geometry::Size,
        views::network::{Classes, Diagram, Dot, Line, Places, Standing, network},
    },
    model::Kind,
    network::progress::SILENT,
};
use proptest::prelude::*;

/// A dot of this name, in this group.
pub fn dot(number: usize, name: &str, group: Option<usize>) -> Dot {
    let kinds = [Kind::City, Kind::Region, Kind::University, Kind::Company, Kind::Institute, Kind::Body];
    Dot {
        id: format!("dot-{number}"),
        name: name.to_owned(),
        kind: kinds[number % kinds.len()],
        class: number % 2,
        size: 0.0,
        group,
        tooltip: name.to_owned(),
        href: None,
    }
}

/// Dots of these names and groups with these lines; a dot is as large as it has lines.
pub fn diagram(names: &[String], groups: usize, lines: &[(usize, usize)]) -> Diagram {
    let n = names.len();
    let mut pairs: Vec<(usize, usize)> = lines.iter().map(|&(a, b)| (a.min(b), a.max(b))).filter(|&(a, b)| a != b && b < n).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut dots: Vec<Dot> =
        names.iter().enumerate().map(|(number, name)| dot(number, name, (groups > 0).then(|| number % groups))).collect();
    for &(a, b) in &pairs {
        dots[a].size += 0.05;
        dots[b].size += 0.05;
    }
    let line = |&(a, b): &(usize, usize)| Line {
        a: u32::try_from(a).unwrap(),
        b: u32::try_from(b).unwrap(),
        count: 1 + (a + b) % 3,
        standing: [Standing::InForce, Standing::Planned, Standing::Intended, Standing::Over][(a * b) % 4],
        tooltip: String::new(),
        href: None,
    };
    Diagram {
        lines: pairs.iter().map(line).collect(),
        dots,
        groups: (0..groups).map(|group| format!("Group {group}")).collect(),
        classes: Classes { title: "Class".to_owned(), names: vec!["even".to_owned(), "odd".to_owned()] },
        measure: "larger: more lines".to_owned(),
    }
}

/// Names of all lengths and scripts.
pub fn names() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![
        "[A-Z][a-z]{1,12}( [A-Z][a-z]{1,12}){0,6}",
        "[А-ЯЎІЁ][а-яўіё]{1,14}( [а-яўіё]{1,9}){0,4}",
        "[一-龥]{2,12}",
        "[a-z]{40,60}",
        Just(String::new()),
    ];
    prop::collection::vec(name, 0..40)
}

pub fn page(w: f64, h: f64) -> Page {
    Page { size: Size::mm(w, h), theme: Theme::ALL[0], legend: true, tooltips: true }
}

pub fn frame() -> Frame {
    Frame { title: "A figure".to_owned(), subtitle: "of a test".to_owned(), legend: Vec::new(), notes: vec!["Counted: all.".to_owned()] }
}

pub fn drawn(diagram: &Diagram, page: Page) -> Scene {
    network(diagram, &frame(), page, &Places::new(), SILENT).unwrap().0
}
