//! Estimates by lot: every way as likely as it should be, by trying all lots, and errors within the bound on many graphs.

use accord::{
    analysis::{
        centrality::{
            self, betweenness,
            kernel::pair::Pair,
            sample::{self, Options, Sampled},
        },
        unfit::Unfit,
    },
    network::{
        Packed,
        progress::{SILENT, Stopped},
    },
};
use fastrand::Rng;

use super::{near, plain};
use crate::oracles::centrality::betweenness as by_paths;

/// Graphs of so many vertices: scattered ones, hubs with leaves, cliques in a ring, a long grid.
fn graphs(n: usize) -> Vec<Packed> {
    let mut chance = Rng::with_seed(7);
    vec![
        plain(n, (0..n).map(|_| (chance.usize(..n), chance.usize(..n)))),
        plain(n, (0..3 * n).map(|_| (chance.usize(..n), chance.usize(..n)))),
        plain(n, (1..n).map(|v| (v, chance.usize(..v).min(chance.usize(..v))))),
        plain(n, (0..n).flat_map(|v| [(v, (v + 1) % n), (v, (v + 2) % n), (v / 5 * 5, v)])),
        plain(n, (0..n).flat_map(|v| [(v, (v + 4).min(n - 1)), (v, if v % 4 < 3 { (v + 1).min(n - 1) } else { v })])),
    ]
}

const SHARES: betweenness::Options = betweenness::Options { weighted: false, normalised: true, edges: false };

/// Holds estimates to their bound.
#[track_caller]
fn hold(found: &Sampled, exact: &[f64], error: f64) {
    assert!(found.error <= error, "{} and not {error}", found.error);
    let worst = found.values.iter().zip(exact).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max);
    assert!(worst <= found.error + 1e-12, "off by {worst}, at most {} was promised", found.error);
}

#[test]
fn all_lots_together_are_the_exact_betweenness() {
    // Lots are drawn from whole numbers of ways, so there are finitely many: each is tried, and counts by its probability.
    let lattice = (0..3).flat_map(|y| (0..3).flat_map(move |x| [(3 * y + x, 3 * y + (x + 1).min(2)), (3 * y + x, 3 * (y + 1).min(2) + x)]));
    let graphs = [
        plain(9, lattice),
        plain(8, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5), (4, 6), (5, 6), (0, 7)]),
        plain(6, (0..6).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b)| (a < 3) != (b < 3))),
        plain(7, [(0, 1), (1, 2), (2, 0), (4, 5), (5, 6)]),
    ];
    for graph in graphs {
        let n = graph.len();
        let mut values = vec![0.0; n];
        let mut pair = Pair::new(n);
        for (from, to) in (0..n as u32).flat_map(|from| (0..n as u32).map(move |to| (from, to))).filter(|(from, to)| from != to) {
            // What each lot of a way came to, and of how many, as the dials of a counter that runs through all.
            let mut dials: Vec<(u32, u32)> = Vec::new();
            loop {
                let mut at = 0;
                let mut lot = |ways: f64| {
                    if at == dials.len() {
                        dials.push((0, ways as u32));
                    }
                    at += 1;
                    f64::from(dials[at - 1].0) + 0.5
                };
                let way = pair.way(&graph, from, to, &mut lot).unwrap();
                let probability: f64 = dials.iter().map(|(_, of)| 1.0 / f64::from(*of)).product();
                for &v in way {
                    values[v as usize] += probability;
                }
                while dials.last().is_some_and(|(lot, of)| lot + 1 == *of) {
                    dials.pop();
                }
                match dials.last_mut() {
                    Some(dial) => dial.0 += 1,
                    None => break,
                }
            }
        }
        // Pairs come in either order.
        near("betweenness", &values.iter().map(|value| value / 2.0).collect::<Vec<_>>(), &by_paths(&graph).0, 1e-12);
    }
}

#[test]
fn errors_of_betweenness_are_within_the_bound() {
    for graph in [40, 150, 400].into_iter().flat_map(graphs) {
        let exact = betweenness(&graph, &SHARES, SILENT).unwrap().vertices;
        for (error, seed) in [(0.3, 1), (0.1, 2), (0.03, 3)] {
            let options = Options { error, doubt: 0.05, seed };
            hold(&sample::betweenness(&graph, &options, SILENT).unwrap(), &exact, error);
        }
    }
}

#[test]
fn errors_of_closeness_are_within_the_bound() {
    for graph in graphs(3_000) {
        let exact = centrality::closeness(&graph, false, SILENT).unwrap().harmonic;
        for (error, seed) in [(0.3, 1), (0.2, 2)] {
            let options = Options { error, doubt: 0.05, seed };
            let found = sample::closeness(&graph, &options, SILENT).unwrap();
            assert!(found.lots < 400, "so many would be exact");
            hold(&found, &exact, error);
        }
    }
}

#[test]
fn a_smaller_error_needs_more_lots_and_little_variance_fewer() {
    let graph = &graphs(150)[2];
    let lots = |error| sample::betweenness(graph, &Options { error, ..Options::default() }, SILENT).unwrap().lots;
    assert!(10 * lots(0.1) < lots(0.01));
    // Where nobody lies between others, no more is drawn than the first stage: 7 ln(4/δ′)/3ε and not ln(2/δ′)/2ε².
    let clique = plain(20, (0..20).flat_map(|a| (0..a).map(move |b| (a, b))));
    let found = sample::betweenness(&clique, &Options::default(), SILENT).unwrap();
    assert!(found.values.iter().all(|&value| value == 0.0) && (1_000..4_000).contains(&found.lots), "{}", found.lots);
    // When it takes an eighth as many sources as there are vertices, all are looked at, and values are exact.
    let all = sample::closeness(graph, &Options::default(), SILENT).unwrap();
    let exact = centrality::closeness(graph, false, SILENT).unwrap().harmonic;
    assert_eq!((all.lots, all.error, all.values), (graph.len(), 0.0, exact));
}

#[test]
fn one_thread_and_three_draw_the_same_lots_and_another_seed_draws_others() {
    let graph = &graphs(3_000)[1];
    let options = Options { error: 0.2, ..Options::default() };
    let both = |options| [sample::betweenness(graph, options, SILENT).unwrap(), sample::closeness(graph, options, SILENT).unwrap()];
    let with = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| both(&options));
    let one = with(1);
    assert_eq!(one, with(3));
    assert_eq!(one, both(&options));
    let other = both(&Options { seed: 2, ..options });
    assert!(one.iter().zip(&other).all(|(one, other)| one.values != other.values));
}

#[test]
fn few_vertices_and_wrong_parameters_have_their_answers() {
    for n in 0..3 {
        let few = plain(n, (1..n).map(|v| (0, v)));
        assert_eq!(sample::betweenness(&few, &Options::default(), SILENT).unwrap().values, vec![0.0; n]);
        assert_eq!(
            sample::closeness(&few, &Options::default(), SILENT).unwrap().values,
            centrality::closeness(&few, false, SILENT).unwrap().harmonic
        );
    }
    let graph = plain(3, [(0, 1), (1, 2)]);
    for wrong in [0.0, 1.0, -0.1, f64::NAN] {
        for options in [Options { error: wrong, ..Options::default() }, Options { doubt: wrong, ..Options::default() }] {
            assert!(matches!(sample::betweenness(&graph, &options, SILENT), Err(Unfit::Parameter { .. })));
            assert!(matches!(sample::closeness(&graph, &options, SILENT), Err(Unfit::Parameter { .. })));
        }
    }
    assert_eq!(sample::betweenness(&graph, &Options::default(), &|_, _| false), Err(Unfit::Stopped(Stopped)));
}
