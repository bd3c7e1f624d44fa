//! What the steps from files to answers cost: `cargo bench`.
//!
//! The curated base, and made-up ones of 1,000 and 30,000 agreements between parties of two countries.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;

use accord::{
    analysis::{
        centrality::{pagerank, sample},
        clusters::{label, leiden},
        linked::{Question, linked},
        paths::{Rules, paths},
    },
    check,
    draw::{
        Theme,
        frame::{Frame, Page},
        geometry::Size,
        views::network::{Classes, Diagram, Dot, Line, Places, Standing, network},
    },
    model::{Graph, Kind},
    names::Index,
    network::{Choice, Level, Network, Packed, Shape, links, progress::SILENT},
    store::{self, Base, SourceFile},
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [0, 1_000, 30_000];

/// The curated base for 0, else one of so many agreements.
fn base(agreements: usize) -> Base {
    if agreements == 0 {
        return Base::curated();
    }
    let header = r#"Base(schema: 1, name: "bench", title: "Bench", version: "1", updated: "2026-01-01", licence: "CC0-1.0",
        languages: ["en"], sides: ["near", "far"])"#;
    let mut text = String::from("[\n");
    for side in ["near", "far"] {
        writeln!(text, r#"Country(id: "{side}", names: {{"en": "{side}"}}, basis: background),"#).unwrap();
        for region in 0..20 {
            writeln!(text, r#"Region(id: "{side}-{region}", form: oblast, names: {{"en": "{side} region {region}"}}, within: "{side}", basis: background),"#)
                .unwrap();
        }
        for party in 0..agreements / 4 {
            let (id, region) = (format!("{side}-party-{party}"), party % 20);
            writeln!(text, r#"University(id: "{id}", names: {{"en": "{id}"}}, within: "{side}-{region}", basis: background),"#).unwrap();
        }
    }
    // A fixed sequence that looks random (a linear congruential generator), so that every run measures the same base.
    let mut state = 1_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for agreement in 0..agreements {
        let (a, b, year) = (draw(agreements / 4), draw(agreements / 4), 1992 + draw(33));
        writeln!(
            text,
            r#"Agreement(id: "paper-{agreement}", form: memorandum, names: {{"en": "Memorandum {agreement}"}}, parties: ["near-party-{a}", "far-party-{b}"],
                date: "{year}", status: signed, fields: [science, education], basis: background),"#
        )
        .unwrap();
    }
    text.push_str("]\n");
    let file = |path: &str, text: String| SourceFile { path: path.to_owned(), text };
    Base { folder: None, files: vec![file("base.ron", header.to_owned()), file("records.ron", text)] }
}

fn graph(agreements: usize) -> Graph {
    check::check(store::read(base(agreements))).graph.unwrap()
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher<'_, '_>, agreements: usize) {
    bencher.with_inputs(|| base(agreements)).bench_values(store::read);
}

#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, agreements: usize) {
    bencher.with_inputs(|| store::read(base(agreements))).bench_values(check::check);
}

#[divan::bench(args = SIZES)]
fn index_names(bencher: Bencher<'_, '_>, agreements: usize) {
    let graph = graph(agreements);
    bencher.bench(|| Index::new(black_box(&graph)));
}

#[divan::bench(args = SIZES)]
fn links_of_a_country(bencher: Bencher<'_, '_>, agreements: usize) {
    let graph = graph(agreements);
    let sides: Vec<_> = graph.header().sides.iter().map(|id| graph.find(id.as_str()).unwrap()).collect();
    bencher.bench(|| {
        let links = links(&graph, &Choice::default());
        linked(&graph, &links, &Question { place: sides[0], targets: &sides[1..], level: Level::Region }).links
    });
}

#[divan::bench(args = SIZES)]
fn ten_paths(bencher: Bencher<'_, '_>, agreements: usize) {
    let graph = graph(agreements);
    let network = Network::of_links(&graph, &links(&graph, &Choice::default()), &Shape::default());
    // The two parties of most neighbours in each half of the order of ids.
    let busiest = |vertices: std::ops::Range<u32>| vertices.max_by_key(|&vertex| network.neighbours(vertex).len()).unwrap();
    let count = u32::try_from(network.len()).unwrap();
    let (from, to) = (busiest(0..count / 2), busiest(count / 2..count));
    bencher.bench(|| paths(network.packed(), from, to, 10, &Rules::default(), SILENT).unwrap().len());
}

/// A network of so many dots in 40 groups, one and a half lines for each, on a page of A4 within its margins.
#[divan::bench(args = [150, 1_000, 10_000])]
fn drawing_a_network(bencher: Bencher<'_, '_>, dots: u32) {
    let dot = |number: u32| Dot {
        id: format!("dot-{number}"),
        name: format!("University of the city of number {number}"),
        kind: Kind::University,
        class: (number % 2) as usize,
        size: 1.0 / f64::from(1 + number),
        group: Some((number % 40) as usize),
        tooltip: String::new(),
        href: None,
    };
    // Each dot is linked with one that is as far on as half of it, as in a tree, and every second with one elsewhere.
    let pairs = (1..dots).map(|number| (number / 2, number)).chain((1..dots / 2).map(|number| (number, dots - number)));
    let line = |(a, b)| Line { a, b, count: 1, standing: Standing::InForce, tooltip: String::new(), href: None };
    let diagram = Diagram {
        dots: (0..dots).map(dot).collect(),
        lines: pairs.map(line).collect(),
        groups: (0..40).map(|group| format!("Region {group}")).collect(),
        classes: Classes { title: String::new(), names: vec!["near".to_owned(), "far".to_owned()] },
        measure: String::new(),
    };
    let page = Page { size: Size::mm(174.0, 247.0), theme: Theme::ALL[0], legend: true, tooltips: true };
    bencher.bench(|| network(&diagram, &Frame::default(), page, &Places::new(), SILENT).unwrap().0.marks.len());
}

/// The network of all links, packed.
fn packed(agreements: usize) -> Packed {
    let graph = graph(agreements);
    Network::of_links(&graph, &links(&graph, &Choice::default()), &Shape::default()).packed().unweighted()
}

#[divan::bench(args = SIZES)]
fn one_run_of_leiden(bencher: Bencher<'_, '_>, agreements: usize) {
    let packed = packed(agreements);
    let once = leiden::Options { restarts: 1, iterations: 2, ..leiden::Options::default() };
    bencher.bench(|| leiden::leiden(&packed, &once, SILENT).unwrap().quality);
}

#[divan::bench(args = SIZES)]
fn labels_that_settle(bencher: Bencher<'_, '_>, agreements: usize) {
    let packed = packed(agreements);
    bencher.bench(|| label::settle(&packed).unwrap().1);
}

#[divan::bench(args = SIZES)]
fn pagerank_to_ten_digits(bencher: Bencher<'_, '_>, agreements: usize) {
    let packed = packed(agreements);
    bencher.bench(|| pagerank(&packed, &pagerank::Options::default(), SILENT).unwrap().sweeps);
}

#[divan::bench(args = SIZES)]
fn betweenness_by_lot(bencher: Bencher<'_, '_>, agreements: usize) {
    let packed = packed(agreements);
    bencher.bench(|| sample::betweenness(&packed, &sample::Options::default(), SILENT).unwrap().lots);
}
