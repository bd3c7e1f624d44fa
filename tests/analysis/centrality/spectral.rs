//! Eigenvectors and Katz: random graphs of several components against dense solvers, waves and series that follow by algebra, what is near the end of its range, and how
//! often edges are looked at.

use std::{
    f64::consts::PI,
    sync::atomic::{AtomicUsize, Ordering},
};

use accord::{
    analysis::{
        centrality::{self, katz::Alpha},
        clusters::components::components,
        unfit::Unfit,
    },
    network::{Packed, progress::SILENT},
};
use proptest::prelude::*;

use super::{near, plain};
use crate::oracles::centrality::{matrix, power, solve};

/// Graphs of up to forty vertices, most of them in several components.
fn graphs() -> impl Strategy<Value = Packed> {
    (1..40_usize, prop::collection::vec((0..40_u32, 0..40_u32, 1..9_u32), 0..50)).prop_map(|(n, edges)| {
        let edges: Vec<_> = edges.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight) / 4.0)).collect();
        Packed::new(n, &edges)
    })
}

/// What the weights make of a vector.
fn product(graph: &Packed, values: &[f64]) -> Vec<f64> {
    graph.vertices().map(|v| graph.weighted(v).map(|(u, weight)| weight * values[u as usize]).sum()).collect()
}

/// Katz centrality by elimination.
fn series(graph: &Packed, alpha: f64) -> Vec<f64> {
    let mut system = matrix(graph);
    for (v, row) in system.iter_mut().enumerate() {
        for weight in row.iter_mut() {
            *weight *= -alpha;
        }
        row[v] += 1.0;
    }
    solve(system, vec![1.0; graph.len()])
}

/// Fails unless each value is the other within a share of it.
#[track_caller]
fn each_near(found: &[f64], expected: &[f64], share: f64) {
    assert_eq!(found.len(), expected.len());
    for (v, (x, y)) in found.iter().zip(expected).enumerate() {
        assert!((x - y).abs() <= share * y, "{v}: {x}, expected {y}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_eigenvector_is_above_zero_where_it_leads_and_nobody_has_a_larger_eigenvalue(graph in graphs(), weighted: bool) {
        let graph = if weighted { graph } else { graph.unweighted() };
        let found = centrality::eigenvector(&graph, weighted, SILENT).unwrap();
        let lambda = found.eigenvalue;
        // A solution above zero is the leading one of its component (O. Perron, G. Frobenius).
        let pulled: Vec<f64> = product(&graph, &found.values).iter().map(|y| if lambda > 0.0 { y / lambda } else { *y }).collect();
        near("product", &pulled, &found.values, 1e-10);
        let mut leading = 0;
        for part in components(&graph).members() {
            let inside: Vec<f64> = part.iter().map(|&v| found.values[v as usize]).collect();
            if inside.iter().any(|&x| x > 0.0) {
                prop_assert!(inside.iter().all(|&x| x > 0.0), "{inside:?}");
                leading += part.len();
            } else if part.len() > 1 {
                // No eigenvalue is above the largest ratio (L. Collatz, H. Wielandt), whatever the vector above zero.
                let place = |v: u32| part.binary_search(&v).unwrap() as u32;
                let edges = graph.edge_list().filter(|(a, ..)| part.binary_search(a).is_ok()).map(|(a, b, weight)| (place(a), place(b), weight));
                let own = Packed::new(part.len(), &edges.collect::<Vec<_>>());
                let mut shifted = matrix(&own);
                (0..part.len()).for_each(|v| shifted[v][v] += 1.0);
                let x = power(shifted);
                let most = product(&own, &x).iter().zip(&x).map(|(y, x)| y / x).fold(0.0, f64::max);
                prop_assert!(most < lambda * (1.0 + 1e-6), "{most} {lambda}");
            }
        }
        prop_assert_eq!(leading, found.leading);
    }

    #[test]
    fn each_value_of_katz_is_as_near_as_is_said(graph in graphs(), weighted: bool, share in 0.0..0.999_f64) {
        let graph = if weighted { graph } else { graph.unweighted() };
        let found = centrality::katz(&graph, weighted, Alpha::Share(share), SILENT).unwrap();
        let expected = series(&graph, found.alpha);
        let largest = expected.iter().copied().fold(0.0, f64::max);
        prop_assert!(found.error <= f64::max(1e-10, 1.1e-13 * largest), "{}", found.error);
        // Beside the error, what elimination and sums lose by rounding.
        each_near(&found.values, &expected, found.error + 1e-14 * largest);
        let given = centrality::katz(&graph, weighted, Alpha::Number(found.alpha), SILENT).unwrap();
        each_near(&given.values, &expected, given.error + 1e-14 * largest);
        if graph.edges() > 0 {
            let lambda = centrality::eigenvector(&graph, weighted, SILENT).unwrap().eigenvalue;
            prop_assert!((found.alpha * lambda - share).abs() < 1e-12);
            let beyond = centrality::katz(&graph, weighted, Alpha::Number((1.0 + share) / lambda), SILENT);
            let refused = matches!(beyond, Err(Unfit::Parameter { name: "alpha", .. }));
            prop_assert!(refused);
        }
    }
}

#[test]
fn katz_of_a_path_is_a_series_up_to_the_end_of_its_range() {
    for n in [1, 2, 3, 50, 1000] {
        let path = plain(n, (1..n).map(|v| (v - 1, v)));
        for share in [0.0, 0.5, 0.85, 0.99, 0.999] {
            let found = centrality::katz(&path, false, Alpha::Share(share), SILENT).unwrap();
            let alpha = found.alpha;
            let expected: Vec<f64> = if n <= 3 || share == 0.0 {
                series(&path, alpha)
            } else {
                // x(v) = 1 + α·(x(v − 1) + x(v + 1)), with nobody at 0 and n + 1, where x would be 0.
                let (turn, half) = (0.5 / alpha, (n + 1) as f64 / 2.0);
                let rest = |at: f64| if turn > 1.0 { (turn.acosh() * at).cosh() } else { (turn.acos() * at).cos() };
                (1..=n).map(|v| (1.0 - rest(v as f64 - half) / rest(half)) / (1.0 - 2.0 * alpha)).collect()
            };
            // What is known of α to 10⁻¹⁴ is known of 1 − 2α to a thousand times that and more.
            each_near(&found.values, &expected, 1e-9);
        }
    }
}

#[test]
fn katz_near_the_end_of_its_range_has_the_values_of_algebra() {
    let share = 0.998;
    for k in [2_usize, 30, 4_000] {
        let star = plain(k + 1, (1..=k).map(|v| (0, v)));
        let found = centrality::katz(&star, false, Alpha::Number(share / (k as f64).sqrt()), SILENT).unwrap();
        let middle = (1.0 + found.alpha * k as f64) / (1.0 - share * share);
        each_near(&found.values[..2], &[middle, 1.0 + found.alpha * middle], 1e-9);
    }
    let clique = plain(60, (0..60).flat_map(|a| (0..a).map(move |b| (a, b))));
    let found = centrality::katz(&clique, false, Alpha::Number(share / 59.0), SILENT).unwrap();
    each_near(&found.values, &[500.0; 60], 1e-9);
}

#[test]
fn no_edges_and_no_numbers() {
    for graph in [Packed::default(), plain(3, [])] {
        for alpha in [Alpha::Number(0.3), Alpha::Share(0.3)] {
            let found = centrality::katz(&graph, false, alpha, SILENT).unwrap();
            assert_eq!((found.values, found.alpha), (vec![1.0; graph.len()], 0.0));
        }
        for wrong in [f64::NAN, -0.1, f64::INFINITY] {
            assert!(matches!(centrality::katz(&graph, false, Alpha::Number(wrong), SILENT), Err(Unfit::Parameter { name: "alpha", .. })));
        }
    }
}

#[test]
fn the_lightest_and_the_heaviest_weights_stay_within_doubles() {
    // Three stars whose weights are as far apart as they may be, in one component and in three.
    let rays = |middle: u32, weight: f64| (1..300).map(move |ray| (middle, middle + ray, weight));
    let stars: Vec<_> = rays(0, 1e-100).chain(rays(300, 1.0)).chain(rays(600, 1e100)).collect();
    let joined: Vec<_> = stars.iter().copied().chain([(0, 300, 1e-100), (300, 600, 1e-100)]).collect();
    for edges in [stars, joined] {
        let graph = Packed::new(900, &edges);
        let found = centrality::eigenvector(&graph, true, SILENT).unwrap();
        assert!((found.eigenvalue / 1e100 - 299_f64.sqrt()).abs() < 1e-12);
        assert!((found.values[600] - 1.0).abs() < 1e-12 && (found.values[601] * 299_f64.sqrt() - 1.0).abs() < 1e-10);
        assert!(found.values.iter().all(|x| x.is_finite() && *x < 1e-10 || *x > 0.05));
        let found = centrality::katz(&graph, true, Alpha::Share(0.85), SILENT).unwrap();
        assert!(found.values.iter().all(|&x| (1.0..100.0).contains(&x)));
        let light: Vec<_> = edges.iter().map(|&(a, b, weight)| (a, b, f64::min(weight, 1e-100))).collect();
        let found = centrality::eigenvector(&Packed::new(900, &light), true, SILENT).unwrap();
        assert!((found.values[300] - 1.0).abs() < 1e-12 && found.eigenvalue > 17e-100 && found.eigenvalue < 19e-100);
    }
}

#[test]
fn a_wave_of_more_vectors_than_are_kept_is_found_by_making_them_again() {
    // On the larger one the eigenvalues are so close together that the residual turns before it is as small as is asked for.
    for (rows, columns) in [(60, 70), (100, 110)] {
        let at = |r: usize, c: usize| r * columns + c;
        let right = (0..rows).flat_map(|r| (1..columns).map(move |c| (at(r, c - 1), at(r, c))));
        let down = (1..rows).flat_map(|r| (0..columns).map(move |c| (at(r - 1, c), at(r, c))));
        let found = centrality::eigenvector(&plain(rows * columns, right.chain(down)), false, SILENT).unwrap();
        let wave = |n: usize, v: usize| ((v + 1) as f64 * PI / (n as f64 + 1.0)).sin();
        let expected: Vec<f64> = (0..rows * columns).map(|v| wave(rows, v / columns) * wave(columns, v % columns)).collect();
        let top = expected.iter().copied().fold(0.0, f64::max);
        near("eigenvector", &found.values, &expected.iter().map(|x| x / top).collect::<Vec<_>>(), 1e-9);
        assert!((81..600).contains(&found.products), "{}", found.products);
    }
}

/// A graph of `n` vertices and three edges from each, by lot.
fn scattered(n: u32) -> Packed {
    let mut lot = fastrand::Rng::with_seed(1);
    let edges: Vec<_> = (0..n).flat_map(|v| [0; 3].map(|_| v)).map(|v| (v, lot.u32(..n) * lot.u32(..n) / n, 1.0)).collect();
    Packed::new(n as usize, &edges).unweighted()
}

#[test]
fn an_eigenvector_takes_tens_of_products_and_none_for_components_that_cannot_lead() {
    let found = centrality::eigenvector(&scattered(2_000), false, SILENT).unwrap();
    assert!(found.products <= 40, "{}", found.products);
    // A star of forty rays, for which three products are enough, and before it hundreds of pairs, cliques of six and stars of thirty.
    let mut edges = Vec::new();
    for first in (0..9_000).step_by(45) {
        edges.extend([(first, first + 1)]);
        edges.extend((2..8).flat_map(|a| (2..a).map(move |b| (first + a, first + b))));
        edges.extend((1..31).map(|ray| (first + 10, first + 10 + ray)));
    }
    edges.extend((1..41).map(|ray| (9_000, 9_000 + ray)));
    let found = centrality::eigenvector(&plain(9_041, edges), false, SILENT).unwrap();
    assert_eq!(found.leading, 41);
    assert!(found.products <= 4, "{}", found.products);
}

#[test]
fn katz_takes_few_sweeps_and_asks_for_no_eigenvalue_where_alpha_is_given() {
    let graphs = [
        scattered(2_000),
        plain(200, (1..200).map(|v| (v - 1, v))),
        plain(101, (1..101).map(|v| (0, v))),
        plain(40, (0..40).flat_map(|a| (0..a).map(move |b| (a, b)))),
    ];
    for graph in graphs {
        let asked = AtomicUsize::new(0);
        let count = |_, _| {
            asked.fetch_add(1, Ordering::Relaxed);
            true
        };
        let most = centrality::degree(&graph).into_iter().max().unwrap();
        let found = centrality::katz(&graph, false, Alpha::Number(0.9 / (1 + most) as f64), &count).unwrap();
        assert!(found.sweeps <= 40, "{}", found.sweeps);
        assert_eq!(asked.into_inner() + 1, found.sweeps);
        for (share, most) in [(0.5, 22), (0.85, 45), (0.99, 200), (0.999, 600)] {
            let found = centrality::katz(&graph, false, Alpha::Share(share), SILENT).unwrap();
            assert!(found.sweeps <= most, "{share}: {}", found.sweeps);
        }
    }
    let found = centrality::katz(&scattered(2_000), false, Alpha::Number(0.01), SILENT).unwrap();
    assert!(found.sweeps <= 14, "{}", found.sweeps);
}
