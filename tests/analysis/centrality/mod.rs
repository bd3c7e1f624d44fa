//! `analysis::centrality` against definitions, algebra, other libraries and itself with names and threads changed.

mod definitions;
mod families;
mod figures;
mod folded;
mod refused;
mod same_bytes;
mod sample;
mod spectral;

use accord::{
    analysis::{
        centrality::{self, betweenness, katz::Alpha, pagerank},
        core::core_numbers,
    },
    network::{Packed, progress::SILENT},
};

/// Every measure of one mode, by name.
pub fn all(graph: &Packed, weighted: bool) -> Vec<(&'static str, Vec<f64>)> {
    let close = centrality::closeness(graph, weighted, SILENT).unwrap();
    let between = betweenness(graph, &betweenness::Options { weighted, normalised: true, edges: false }, SILENT).unwrap();
    let pagerank = pagerank(graph, &pagerank::Options { weighted, ..pagerank::Options::default() }, SILENT).unwrap();
    vec![
        ("degree", centrality::degree(graph).into_iter().map(|d| d as f64).collect()),
        ("strength", centrality::strength(graph)),
        ("harmonic", close.harmonic),
        ("classic", close.classic),
        ("betweenness", between.vertices),
        ("eigenvector", centrality::eigenvector(graph, weighted, SILENT).unwrap().values),
        ("pagerank", pagerank.values),
        ("katz", centrality::katz(graph, weighted, Alpha::Share(0.85), SILENT).unwrap().values),
        ("core", core_numbers(graph).into_iter().map(f64::from).collect()),
    ]
}

/// A graph of edges that all weigh 1.
pub fn plain(n: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> Packed {
    let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a as u32, b as u32, 1.0)).collect();
    Packed::new(n, &edges)
}

/// Fails unless two lists are the same within a share of the largest value.
#[track_caller]
pub fn near(what: &str, found: &[f64], expected: &[f64], share: f64) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected.iter().map(|x| x.abs()).fold(1e-300, f64::max);
    for (v, (x, y)) in found.iter().zip(expected).enumerate() {
        assert!((x - y).abs() <= share * scale, "{what} of {v}: {x}, expected {y}");
    }
}
