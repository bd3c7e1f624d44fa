//! What reading a list of edges and each kernel on it costs: `cargo bench --bench kernels`.
//!
//! Made-up networks of parties and papers: each paper joins two parties in most cases, some of which take part in many.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;

use accord::{
    analysis::{
        blocks,
        centrality::{
            self,
            kernel::betweenness::{self, Reductions, Width},
        },
        clusters::components,
        core,
        paths::{self, Rules},
        structure::triangles,
    },
    network::{EdgeList, Packed, progress::SILENT},
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const PARTIES: [u32; 2] = [1_000, 10_000];

/// A list of edges between so many parties, three for each; those with small numbers take part most.
fn list(parties: u32) -> String {
    let mut lot = fastrand::Rng::with_seed(1);
    let mut text = String::new();
    for _ in 0..3 * parties {
        let [a, b] = [0, 1].map(|_| {
            let most = lot.u32(0..parties);
            lot.u32(0..=most)
        });
        writeln!(text, "{a} {b}").unwrap();
    }
    text
}

fn network(parties: u32) -> Packed {
    EdgeList::parse(list(parties).as_bytes()).unwrap().packed
}

#[divan::bench(args = PARTIES)]
fn read(bencher: Bencher<'_, '_>, parties: u32) {
    let text = list(parties);
    bencher.bench(|| EdgeList::parse(black_box(text.as_bytes())).unwrap());
}

#[divan::bench(args = PARTIES)]
fn closeness(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| centrality::closeness(black_box(&graph), false, SILENT).unwrap());
}

#[divan::bench(args = PARTIES)]
fn hundred_paths(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    let last = graph.vertices().next_back().unwrap();
    bencher.bench(|| paths::paths(black_box(&graph), 0, last, 100, &Rules::default(), SILENT));
}

#[divan::bench(args = PARTIES)]
fn components(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| components::components(black_box(&graph)));
}

#[divan::bench(args = PARTIES)]
fn blocks(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| blocks::blocks(black_box(&graph)));
}

#[divan::bench(args = PARTIES)]
fn cores(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| core::core_numbers(black_box(&graph)));
}

#[divan::bench(args = PARTIES)]
fn triangles(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| triangles::triangles(black_box(&graph)));
}

#[divan::bench(args = [Width::Widest, Width::Half, Width::Arrays])]
fn betweenness_by_width(bencher: Bencher<'_, '_>, width: Width) {
    let graph = network(PARTIES[0]);
    bencher.bench(|| betweenness::passing_with(width, black_box(&graph), Reductions::ALL, SILENT).unwrap());
}

#[divan::bench(args = PARTIES)]
fn eigenvector(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| centrality::eigenvector(black_box(&graph), false, SILENT).unwrap());
}

#[divan::bench(args = PARTIES)]
fn katz(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| centrality::katz(black_box(&graph), false, centrality::katz::Alpha::Share(0.85), SILENT).unwrap());
}

#[divan::bench(args = PARTIES)]
fn one_search(bencher: Bencher<'_, '_>, parties: u32) {
    let graph = network(parties);
    bencher.bench(|| {
        let mut search = centrality::kernel::shortest::Search::new(graph.len());
        search.run(black_box(&graph), 0);
        search
    });
}
