//! On classic networks, the numbers of networkx and igraph, as kept in `tests/figures/centrality.json`.

use std::{borrow::Cow, fs, path::PathBuf};

use accord::{
    analysis::centrality::{self, betweenness, two_mode::Modes},
    network::{EdgeList, progress::SILENT},
};
use serde_json::Value;

use super::all;

/// A file or folder of `../shared/graphs`, `None` (saying so) where that is not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/graphs").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn figures() -> Value {
    serde_json::from_str(include_str!("../../figures/centrality.json")).unwrap()
}

/// A network of `tests/graphs`, or of the shared folder.
fn read(name: &str) -> Option<EdgeList> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/graphs/{name}.txt"));
    let path = if own.exists() { own } else { shared(&format!("{name}.txt.gz"))? };
    Some(EdgeList::read(fs::File::open(path).unwrap()).unwrap())
}

/// Holds values, by label, to a sum, a sum of squares and the largest.
fn hold(what: &str, labels: &[Cow<'_, str>], values: &[f64], figure: &Value) {
    // Eigenvectors are found to 10⁻⁶ or so by the libraries, all else to the last digits but a few.
    let share = if what.ends_with("eigenvector") { 1e-6 } else { 1e-8 };
    let close = |x: f64, y: f64, scale: f64| assert!((x - y).abs() <= share * scale.abs(), "{what}: {x}, expected {y}");
    let number = |value: &Value| value.as_f64().unwrap();
    let sum = number(&figure["sum"]);
    close(values.iter().sum(), sum, sum);
    close(values.iter().map(|x| x * x).sum(), number(&figure["squares"]), number(&figure["squares"]));
    let mut falling = values.to_vec();
    falling.sort_by(|a, b| b.total_cmp(a));
    for (place, item) in figure["top"].as_array().unwrap().iter().enumerate() {
        let (label, value) = (item[0].as_str().unwrap(), number(&item[1]));
        let at = labels.iter().position(|other| other == label).unwrap_or_else(|| panic!("{what}: no {label}"));
        close(values[at], value, falling[0]);
        close(falling[place], value, falling[0]);
    }
}

fn compare(name: &str) {
    let figures = figures();
    for (title, weighted) in [(name.to_owned(), false), (format!("{name} weighted"), true)] {
        let (Some(figure), Some(list)) = (figures["graphs"].get(&title), read(name)) else { continue };
        let graph = if weighted { list.packed.clone() } else { list.packed.unweighted() };
        let labels: Vec<_> = list.labels.iter().collect();
        let mut found = 0;
        for (measure, values) in all(&graph, weighted) {
            if let Some(figure) = figure.get(measure) {
                hold(&format!("{title}, {measure}"), &labels, &values, figure);
                found += 1;
            }
        }
        let pairs: Vec<String> = graph
            .edge_list()
            .map(|(a, b, _)| {
                let mut pair = [list.labels.get(a), list.labels.get(b)];
                pair.sort_unstable();
                pair.join(" ")
            })
            .collect();
        let options = betweenness::Options { weighted, normalised: true, edges: true };
        let edges = betweenness(&graph, &options, SILENT).unwrap().edges;
        let pairs: Vec<_> = pairs.into_iter().map(Cow::Owned).collect();
        hold(&format!("{title}, edges"), &pairs, &edges, &figure["edges"]);
        assert_eq!(found + 1, figure.as_object().unwrap().len(), "{title}: a figure is held to nothing");
    }
}

#[test]
fn karate_club_is_as_elsewhere() {
    compare("karate");
}

#[test]
fn southern_women_are_as_elsewhere() {
    compare("davis");
}

#[test]
fn weighted_classics_are_as_elsewhere() {
    compare("lesmis");
    compare("netscience");
}

#[test]
fn larger_networks_are_as_elsewhere() {
    // Ways between all pairs of fourteen thousand cities take minutes in a build without optimisation; that network is for `cargo test --release`.
    let all = ["jazz", "power", "hep-th", "twin-cities"];
    all.iter().filter(|name| !cfg!(debug_assertions) || **name == "jazz").for_each(|name| compare(name));
}

#[test]
fn southern_women_in_two_modes_are_as_elsewhere() {
    let list = read("davis").unwrap();
    // Women and events come as they are named; the first mode has to come first.
    let women = list.labels.iter().filter(|label| !is_event(label));
    let order: Vec<_> = women.chain(list.labels.iter().filter(|label| is_event(label))).collect();
    let number = |v: u32| order.iter().position(|label| *label == list.labels.get(v)).unwrap();
    let graph = super::plain(order.len(), list.packed.edge_list().map(|(a, b, _)| (number(a), number(b))));
    let modes = Modes::new(&graph, 18);
    let close = centrality::closeness(&graph, false, SILENT).unwrap();
    let pairs = betweenness(&graph, &betweenness::Options::default(), SILENT).unwrap().vertices;
    let found = [
        ("degree", modes.degree(&graph)),
        ("classic", modes.classic(&graph, &close)),
        ("betweenness", modes.betweenness(&pairs)),
        ("hits", centrality::hits(&graph, Some(18), SILENT).unwrap().values),
    ];
    let figures = figures();
    for (measure, values) in found {
        let expected: Vec<f64> =
            order.iter().map(|label| figures["davis in two modes"][measure][label.as_ref()].as_f64().unwrap()).collect();
        super::near(measure, &values, &expected, 1e-9);
    }
}

fn is_event(label: &str) -> bool {
    label.strip_prefix('E').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}
