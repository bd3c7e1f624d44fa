//! On small random graphs, by the definitions word for word.

use accord::{
    analysis::{
        centrality::{self, betweenness, katz::Alpha, pagerank, ranking, two_mode::Modes},
        core::core_numbers,
    },
    network::{Packed, progress::SILENT},
};
use proptest::prelude::*;

use super::{all, near};
use crate::oracles::centrality::{betweenness as by_paths, matrix, power, shortest_paths, solve};

/// Graphs of up to seven vertices; lengths of edges are 1 to 3, their weights one by that.
fn graphs() -> impl Strategy<Value = Packed> {
    (1..8_usize, prop::collection::vec((0..7_u32, 0..7_u32, 1..4_u32), 0..14)).prop_map(|(n, edges)| {
        let mut seen = std::collections::BTreeSet::new();
        let edges: Vec<_> = edges
            .into_iter()
            .filter(|&(a, b, _)| seen.insert((a.min(b), a.max(b))))
            .map(|(a, b, length)| (a, b, 1.0 / f64::from(length)))
            .collect();
        Packed::new(n, &edges)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn closeness_adds_up_shortest_paths(graph in graphs(), weighted: bool) {
        let seen = if weighted { graph.clone() } else { graph.unweighted() };
        let n = graph.len() as f64;
        let (mut harmonic, mut classic) = (Vec::new(), Vec::new());
        for v in graph.vertices() {
            let lengths = graph.vertices().filter(|&u| u != v).map(|u| shortest_paths(&seen, v, u).0);
            let reached: Vec<f64> = lengths.filter(|&length| length < u64::MAX).map(|length| length as f64).collect();
            let (r, sum) = (reached.len() as f64, reached.iter().sum::<f64>());
            harmonic.push(if n > 1.0 { reached.iter().map(|d| 1.0 / d).sum::<f64>() / (n - 1.0) } else { 0.0 });
            classic.push(if r > 0.0 { r / (n - 1.0) * r / sum } else { 0.0 });
        }
        let found = centrality::closeness(&graph, weighted, SILENT).unwrap();
        near("harmonic", &found.harmonic, &harmonic, 1e-12);
        near("classic", &found.classic, &classic, 1e-12);
    }

    #[test]
    fn betweenness_counts_shares_of_shortest_paths(graph in graphs(), weighted: bool) {
        let seen = if weighted { graph.clone() } else { graph.unweighted() };
        let (vertices, edges) = by_paths(&seen);
        let options = betweenness::Options { weighted, normalised: false, edges: true };
        let found = betweenness(&graph, &options, SILENT).unwrap();
        near("vertices", &found.vertices, &vertices, 1e-12);
        near("edges", &found.edges, &edges, 1e-12);
        let n = graph.len() as f64;
        let found = betweenness(&graph, &betweenness::Options { normalised: true, ..options }, SILENT).unwrap();
        let share = |values: &[f64], pairs: f64| values.iter().map(|x| if pairs > 0.0 { x / pairs } else { 0.0 }).collect::<Vec<_>>();
        near("vertices", &found.vertices, &share(&vertices, (n - 1.0) * (n - 2.0) / 2.0), 1e-12);
        near("edges", &found.edges, &share(&edges, n * (n - 1.0) / 2.0), 1e-12);
    }

    #[test]
    fn the_eigenvector_is_what_the_power_method_tends_to(graph in graphs(), weighted: bool) {
        let mut shifted = matrix(&if weighted { graph.clone() } else { graph.unweighted() });
        // Without the shift, a two-sided graph would swing for ever.
        (0..graph.len()).for_each(|v| shifted[v][v] += 1.0);
        let found = centrality::eigenvector(&graph, weighted, SILENT).unwrap();
        if graph.edges() == 0 {
            prop_assert!(found.values.iter().all(|&x| x == 0.0));
        } else {
            near("eigenvector", &found.values, &power(shifted), 1e-6);
            let lead = (0..graph.len()).max_by(|&a, &b| found.values[a].total_cmp(&found.values[b])).unwrap() as u32;
            let seen = if weighted { graph.clone() } else { graph.unweighted() };
            let pulled: f64 = seen.weighted(lead).map(|(u, weight)| weight * found.values[u as usize]).sum();
            prop_assert!((pulled - found.eigenvalue).abs() < 1e-9, "{pulled} {}", found.eigenvalue);
        }
    }

    #[test]
    fn pagerank_and_katz_solve_their_equations(graph in graphs(), weighted: bool, damping in 0.0..0.99_f64) {
        let weights = matrix(&if weighted { graph.clone() } else { graph.unweighted() });
        let n = graph.len();
        let strength: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
        let mut system = vec![vec![0.0; n]; n];
        for v in 0..n {
            for u in 0..n {
                let follows = if strength[u] > 0.0 { weights[u][v] / strength[u] } else { 1.0 / n as f64 };
                system[v][u] = f64::from(u8::from(u == v)) - damping * follows;
            }
        }
        let options = pagerank::Options { damping, weighted, ..pagerank::Options::default() };
        let found = pagerank(&graph, &options, SILENT).unwrap();
        let expected = solve(system, vec![(1.0 - damping) / n as f64; n]);
        let error: f64 = found.values.iter().zip(&expected).map(|(x, y)| (x - y).abs()).sum();
        prop_assert!(error <= found.error + 1e-13 && found.error <= 1e-10, "{error} {}", found.error);

        let found = centrality::katz(&graph, weighted, Alpha::Share(damping), SILENT).unwrap();
        let mut system = weights;
        for v in 0..n {
            for u in 0..n {
                system[v][u] = f64::from(u8::from(u == v)) - found.alpha * system[v][u];
            }
        }
        near("katz", &found.values, &solve(system, vec![1.0; n]), 1e-9);
    }

    #[test]
    fn a_core_number_is_the_largest_core_that_is_left(graph in graphs()) {
        let found = core_numbers(&graph);
        for v in graph.vertices() {
            let is_in = |k: usize| {
                let mut there: Vec<bool> = vec![true; graph.len()];
                for _ in 0..graph.len() {
                    for u in graph.vertices() {
                        there[u as usize] &= graph.neighbours(u).iter().filter(|&&w| there[w as usize]).count() >= k;
                    }
                }
                there[v as usize]
            };
            prop_assert_eq!(found[v as usize] as usize, (0..8).rev().find(|&k| is_in(k)).unwrap());
        }
    }

    #[test]
    fn hubs_and_authorities_are_what_each_gives_the_other(first in 1..4_usize, second in 1..4_usize, bits: u16) {
        let edges = (0..first * second).filter(|bit| bits >> bit & 1 == 1).map(|bit| (bit % first, first + bit / first));
        let graph = super::plain(first + second, edges);
        let found = centrality::hits(&graph, Some(first), SILENT).unwrap();
        let weights = matrix(&graph);
        let both = |range: std::ops::Range<usize>| -> Vec<Vec<f64>> {
            let common = |a: usize, b: usize| (0..first + second).map(|k| weights[a][k] * weights[b][k]).sum::<f64>();
            range.clone().map(|a| range.clone().map(|b| common(a, b)).collect()).collect()
        };
        // Where several components lead together, each may have its own share; one is enough to see the definition.
        let singles = power(both(0..first)).iter().filter(|&&x| x > 1e-6).count() + power(both(first..first + second)).iter().filter(|&&x| x > 1e-6).count();
        let connected = graph.edges() > 0 && found.leading == singles && {
            let reach = centrality::closeness(&graph, false, SILENT).unwrap().reached;
            (0..first + second).filter(|&v| found.values[v] > 0.0).all(|v| reach[v] + 1 == found.leading)
        };
        if connected {
            near("hubs", &found.values[..first], &power(both(0..first)), 1e-6);
            near("authorities", &found.values[first..], &power(both(first..first + second)), 1e-6);
        }
    }

    #[test]
    fn relabelling_vertices_relabels_every_measure(graph in graphs(), weighted: bool, order in Just((0..7_u32).collect::<Vec<_>>()).prop_shuffle()) {
        let n = graph.len();
        let names: Vec<u32> = order.into_iter().filter(|&v| (v as usize) < n).collect();
        let edges: Vec<_> = graph.edge_list().map(|(a, b, w)| (names[a as usize], names[b as usize], w)).collect();
        let renamed = Packed::new(n, &edges);
        for ((what, before), (_, after)) in all(&graph, weighted).into_iter().zip(all(&renamed, weighted)) {
            let moved: Vec<f64> = names.iter().map(|&name| after[name as usize]).collect();
            near(what, &moved, &before, 1e-9);
        }
    }

    #[test]
    fn parallel_edges_and_loops_change_nothing_unweighted(graph in graphs()) {
        let twice: Vec<_> = graph.edge_list().flat_map(|(a, b, w)| [(a, b, w), (b, a, w), (a, a, 1.0)]).collect();
        let doubled = Packed::new(graph.len(), &twice);
        for ((what, before), (_, after)) in all(&graph, false).into_iter().zip(all(&doubled, false)) {
            if what != "strength" {
                assert_eq!(before, after, "{what}");
            }
        }
    }

    #[test]
    fn a_ranking_falls_and_equals_stand_by_number(values in prop::collection::vec(-3..3_i32, 0..20)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let places = ranking(&values);
        for place in &places {
            prop_assert_eq!(place.rank, 1 + values.iter().filter(|&&x| x > values[place.item]).count());
        }
        prop_assert!(places.windows(2).all(|two| (two[0].rank, two[0].item) < (two[1].rank, two[1].item)));
    }
}

#[test]
fn in_two_modes_the_best_placed_vertex_of_all_networks_has_one() {
    for (first, second) in [(1, 1), (1, 4), (2, 2), (2, 3), (3, 3), (2, 4), (4, 2), (3, 4), (4, 3)] {
        let mut most = [[0.0_f64; 4]; 2];
        for bits in 0..1_u32 << (first * second) {
            let edges = (0..first * second).filter(|bit| bits >> bit & 1 == 1).map(|bit| (bit % first, first + bit / first));
            let graph = super::plain(first + second, edges);
            let modes = Modes::new(&graph, first);
            let close = centrality::closeness(&graph, false, SILENT).unwrap();
            let pairs = betweenness(&graph, &betweenness::Options::default(), SILENT).unwrap().vertices;
            let found = [modes.degree(&graph), modes.harmonic(&close), modes.classic(&graph, &close), modes.betweenness(&pairs)];
            for (measure, values) in found.iter().enumerate() {
                for (v, &value) in values.iter().enumerate() {
                    let mode = usize::from(v >= first);
                    most[mode][measure] = most[mode][measure].max(value);
                }
            }
        }
        for (mode, (own, other)) in [(first, second), (second, first)].into_iter().enumerate() {
            // Whose only possible partner is one vertex lies between nobody.
            let between = if other > 1 { 1.0 } else { 0.0 };
            for (measure, expected) in [1.0, 1.0, 1.0, between].into_iter().enumerate() {
                assert!(
                    (most[mode][measure] - expected).abs() < 1e-12,
                    "{first} × {second}, {own} of {other}, measure {measure}: {}",
                    most[mode][measure]
                );
            }
        }
    }
}
