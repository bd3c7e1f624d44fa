//! What no measure takes, and how a long one is stopped.

use std::sync::atomic::{AtomicU64, Ordering};

use accord::{
    analysis::{
        centrality::{self, betweenness, katz::Alpha, pagerank},
        unfit::Unfit,
    },
    network::{
        Packed,
        progress::{SILENT, Stopped},
    },
};

use super::plain;

#[test]
fn weights_that_are_no_strengths_are_refused_and_passed_over_when_not_used() {
    for weight in [0.0, -1.0, 1e-200, 1e200, f64::INFINITY, f64::NAN] {
        let graph = Packed::new(3, &[(0, 1, 2.0), (2, 1, weight)]);
        let is_it = |unfit: Unfit| matches!(unfit, Unfit::Weight { from: 1, to: 2, .. });
        let options = betweenness::Options { weighted: true, ..betweenness::Options::default() };
        assert!(is_it(centrality::closeness(&graph, true, SILENT).unwrap_err()), "{weight}");
        assert!(is_it(betweenness(&graph, &options, SILENT).unwrap_err()), "{weight}");
        assert!(is_it(centrality::eigenvector(&graph, true, SILENT).unwrap_err()), "{weight}");
        assert!(is_it(centrality::katz(&graph, true, Alpha::Share(0.5), SILENT).unwrap_err()), "{weight}");
        let options = pagerank::Options { weighted: true, ..pagerank::Options::default() };
        assert!(is_it(pagerank(&graph, &options, SILENT).unwrap_err()), "{weight}");
        assert_eq!(super::all(&graph.unweighted(), false), super::all(&plain(3, [(0, 1), (1, 2)]), false));
    }
}

#[test]
fn hits_of_one_mode_is_refused_with_the_measure_to_take() {
    let refused = centrality::hits(&plain(2, [(0, 1)]), None, SILENT).unwrap_err();
    assert!(matches!(refused, Unfit::ByConstruction { measure: "hits", .. }));
    assert!(refused.to_string().contains("eigenvector"), "{refused}");
}

#[test]
fn parameters_out_of_range_are_refused() {
    let graph = plain(2, [(0, 1)]);
    for wrong in [-0.1, 1.0, f64::NAN] {
        let options = pagerank::Options { damping: wrong, ..pagerank::Options::default() };
        assert!(matches!(pagerank(&graph, &options, SILENT), Err(Unfit::Parameter { .. })));
        assert!(matches!(centrality::katz(&graph, false, Alpha::Share(wrong), SILENT), Err(Unfit::Parameter { .. })));
    }
}

#[test]
fn more_paths_than_a_double_can_count_are_an_error_and_no_number() {
    // 1,100 rows of three, each joined to two of the next, in turn: 2^1,099 shortest paths from one end to the other, and no vertex like another.
    let rows =
        plain(3 * 1_100, (0..1_099).flat_map(|row| (0..6).map(move |arc| (3 * row + arc % 3, 3 * row + 3 + (arc % 3 + arc / 3) % 3))));
    let find = |graph: &Packed| betweenness(graph, &betweenness::Options::default(), SILENT);
    let Err(Unfit::TooManyPaths { from }) = find(&rows) else { panic!("2^1,099 is no double") };
    // A double counts to 2^1,024, so it is a vertex near either end.
    assert!(from / 3 <= 1_099 - 1_023 || from / 3 >= 1_023, "{from}");
    assert_eq!(find(&rows), Err(Unfit::TooManyPaths { from }));
}

#[test]
fn paths_are_counted_between_joints_only() {
    // A chain of 1,100 diamonds has 2^1,100 shortest paths from end to end, but no diamond has more than two.
    let diamond = |d: usize| [(3 * d, 3 * d + 1), (3 * d, 3 * d + 2), (3 * d + 1, 3 * d + 3), (3 * d + 2, 3 * d + 3)];
    let chain = |length: usize| plain(3 * length + 1, (0..length).flat_map(diamond));
    // A joint stands between all before it and all behind it, and on one of the two ways across either diamond.
    let length = 1_100;
    let found = betweenness(&chain(length), &betweenness::Options::default(), SILENT).unwrap().vertices;
    for joint in 1..length {
        let expected = (3 * joint * 3 * (length - joint) + 1) as f64;
        assert!((found[3 * joint] - expected).abs() < 1e-9 * expected);
    }
}

#[test]
fn a_kernel_that_is_told_to_stop_gives_no_part_of_an_answer() {
    let graph = plain(50, (1..50).map(|v| (v - 1, v)));
    let (asked, total) = (AtomicU64::new(0), AtomicU64::new(0));
    let until = |most: u64| {
        let (asked, total) = (&asked, &total);
        asked.store(0, Ordering::Relaxed);
        move |done: u64, all: u64| {
            asked.fetch_add(1, Ordering::Relaxed);
            total.store(all, Ordering::Relaxed);
            done < most
        }
    };
    let heavy: Vec<_> = graph.edge_list().map(|(a, b, _)| (a, b, 2.0)).collect();
    let heavy = Packed::new(50, &heavy);
    assert_eq!(centrality::closeness(&heavy, true, &until(7)), Err(Unfit::Stopped(Stopped)));
    assert!(asked.load(Ordering::Relaxed) < 50);
    assert_eq!(total.load(Ordering::Relaxed), 50);
    assert_eq!(betweenness(&graph, &betweenness::Options::default(), &until(7)), Err(Unfit::Stopped(Stopped)));
    assert_eq!(pagerank(&graph, &pagerank::Options::default(), &until(0)), Err(Unfit::Stopped(Stopped)));
    assert!(centrality::closeness(&heavy, true, &until(u64::MAX)).is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 50);
    // By hops, many vertices are a step.
    assert_eq!(centrality::closeness(&graph, false, &until(0)), Err(Unfit::Stopped(Stopped)));
}

#[test]
fn sweeps_and_products_stop_when_they_are_told_to() {
    let graph = plain(3, [(0, 1), (1, 2)]);
    assert_eq!(centrality::eigenvector(&graph, false, &|_, _| false), Err(Unfit::Stopped(Stopped)));
    assert_eq!(centrality::katz(&graph, false, Alpha::Share(0.5), &|_, _| false), Err(Unfit::Stopped(Stopped)));
    assert_eq!(centrality::hits(&graph, Some(1), &|_, _| false), Err(Unfit::Stopped(Stopped)));
}
