//! Betweenness on folded graphs: each reduction alone and with the others, and how much work is left.

use accord::{
    analysis::centrality::kernel::{
        betweenness::{Passing, Reductions, passing},
        brandes,
    },
    network::{Packed, progress::SILENT},
};
use proptest::prelude::*;

use super::{near, plain};
use crate::oracles::centrality::betweenness as by_paths;

fn every_choice() -> impl Iterator<Item = Reductions> {
    (0..8_u8).map(|bits| Reductions { joints: bits & 1 > 0, twins: bits & 2 > 0, sides: bits & 4 > 0 })
}

fn folded(graph: &Packed) -> Passing {
    passing(graph, Reductions::ALL, SILENT).unwrap()
}

/// Graphs of few vertices with many edges or few.
fn small() -> impl Strategy<Value = Packed> {
    (1..8_usize, prop::collection::vec((0..7_usize, 0..7_usize), 0..16))
        .prop_map(|(n, pairs)| plain(n, pairs.into_iter().filter(|&(a, b)| a < n && b < n)).unweighted())
}

/// Graphs put together of stars, cliques, and pairs that have partners in common.
fn made() -> impl Strategy<Value = Packed> {
    let part = (0..3_u8, 0..40_usize, prop::collection::vec(0..40_usize, 1..6));
    prop::collection::vec(part, 1..20).prop_map(|parts| {
        let edges = parts.into_iter().flat_map(|(sort, middle, others)| -> Vec<(usize, usize)> {
            match sort {
                0 => others.iter().map(|&other| (middle, other)).collect(),
                1 => others.iter().flat_map(|&a| others.iter().map(move |&b| (a, b))).collect(),
                _ => others.iter().flat_map(|&other| [(middle, other), (other, (middle + 1) % 40)]).collect(),
            }
        });
        plain(40, edges).unweighted()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn each_reduction_alone_and_with_the_others_keeps_the_shares_of_paths(graph in small()) {
        let expected: Vec<f64> = by_paths(&graph).0.into_iter().map(|pairs| 2.0 * pairs).collect();
        for reductions in every_choice() {
            near(&format!("{reductions:?}"), &passing(&graph, reductions, SILENT).unwrap().vertices, &expected, 1e-12);
        }
    }

    #[test]
    fn graphs_with_much_to_fold_have_the_values_of_the_plain_method(graph in made()) {
        let expected = brandes::passing(&graph, false, SILENT).unwrap().vertices;
        for reductions in every_choice() {
            near(&format!("{reductions:?}"), &passing(&graph, reductions, SILENT).unwrap().vertices, &expected, 1e-12);
        }
    }
}

fn clique(of: impl Iterator<Item = usize> + Clone) -> impl Iterator<Item = (usize, usize)> {
    of.clone().flat_map(move |a| of.clone().filter(move |&b| b < a).map(move |b| (a, b)))
}

#[test]
fn trees_cliques_and_complete_sides_need_no_search() {
    let tree = plain(100, (1..100).map(|v| (v, v / 3)));
    let whole = plain(30, clique(0..30));
    let sides = plain(30, (0..10).flat_map(|a| (10..30).map(move |b| (a, b))));
    let parts = plain(30, clique(0..30).filter(|(a, b)| a % 5 != b % 5));
    let star = plain(101, (0..20).flat_map(|ray| clique([0].into_iter().chain(1 + 5 * ray..6 + 5 * ray))));
    for graph in [tree, whole, sides, parts, star] {
        let found = folded(&graph);
        assert_eq!((found.sources, found.arcs), (0, 0));
        near("folded", &found.vertices, &brandes::passing(&graph, false, SILENT).unwrap().vertices, 1e-12);
    }
}

#[test]
fn a_pair_with_partners_in_common_shares_what_runs_between_them() {
    // K(a, b): each of a stands between the b(b − 1) ordered pairs of the other side, with a − 1 like it.
    for (a, b) in [(1, 5), (2, 2), (3, 7), (10, 4)] {
        let found = folded(&plain(a + b, (0..a).flat_map(|x| (a..a + b).map(move |y| (x, y)))));
        let each = |here: usize, there: usize| (there * (there - 1)) as f64 / here as f64;
        near("sides", &found.vertices, &[vec![each(a, b); a], vec![each(b, a); b]].concat(), 1e-12);
    }
}

#[test]
fn one_of_each_class_is_searched_from() {
    // A ring of k groups of g, each joined to all of the groups beside it: from outside, k vertices of a ring.
    let (k, g) = (9, 6);
    let ring = plain(k * g, (0..k).flat_map(|group| (0..g * g).map(move |pair| (group * g + pair / g, (group + 1) % k * g + pair % g))));
    let found = folded(&ring);
    assert_eq!(found.sources, k as u64);
    near("ring", &found.vertices, &brandes::passing(&ring, false, SILENT).unwrap().vertices, 1e-12);
}

#[test]
fn sides_leave_before_the_rest_is_searched() {
    // A clique of 20, and for each pair of it a party that knows both: without those 190, whose own ways have to be looked at, all are alike.
    let pairs: Vec<(usize, usize)> = clique(0..20).collect();
    let knowing = pairs.iter().zip(20..).flat_map(|(&(a, b), party)| [(a, party), (b, party)]);
    let graph = plain(210, pairs.iter().copied().chain(knowing));
    let found = folded(&graph);
    assert_eq!(found.sources, 190);
    let alone = passing(&graph, Reductions { sides: false, ..Reductions::ALL }, SILENT).unwrap();
    assert_eq!(alone.sources, 210);
    assert!(found.arcs < alone.arcs, "{} of {}", found.arcs, alone.arcs);
    near("known", &found.vertices, &brandes::passing(&graph, false, SILENT).unwrap().vertices, 1e-12);
}

#[test]
fn eight_sources_share_most_arcs() {
    // In a random graph that is dense enough, all are at the same two or three levels: eight separate searches would go through 4 × n × m arcs.
    let n = 400;
    let mut random = fastrand::Rng::with_seed(1);
    let graph = plain(n, (0..8_000).map(|_| (random.usize(..n), random.usize(..n))).collect::<Vec<_>>()).unweighted();
    let found = folded(&graph);
    assert_eq!(found.sources, n as u64);
    let apart = (4 * n * graph.edges()) as u64;
    assert!(found.arcs < apart / 5, "{} of {apart}", found.arcs);
}
