//! Ties within groups and between them: brokerage as R's sna counts it, and the permutation test of the E–I index against all permutations.

use std::fs;

use accord::{
    analysis::structure::{
        brokerage::brokerage,
        mixing::{mixing, permuted},
        null::Null,
    },
    network::{
        EdgeList, Packed,
        progress::{SILENT, Stopped},
    },
};
use proptest::prelude::*;
use serde_json::Value;

fn list(name: &str) -> EdgeList {
    EdgeList::parse(&fs::read(format!("{}/tests/graphs/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap()).unwrap()
}

#[test]
fn brokers_are_those_of_rs_sna_which_takes_a_tie_as_two() {
    let figures: Value = serde_json::from_str(include_str!("../figures/brokerage.json")).unwrap();
    for (name, rows) in figures["graphs"].as_object().unwrap() {
        let list = list(name.split(' ').next().unwrap());
        let rows = rows.as_array().unwrap();
        let labels: Vec<&str> = rows.iter().map(|row| row["vertex"].as_str().unwrap()).collect();
        assert!(labels.iter().copied().eq(list.labels.iter()), "{name}");
        let number = |row: &Value, field: &str| row[field].as_u64().unwrap();
        let groups: Vec<Option<u32>> = rows.iter().map(|row| u32::try_from(number(row, "group")).ok()).collect();
        for (row, roles) in rows.iter().zip(brokerage(&list.packed, &groups)) {
            assert_eq!(2 * roles.coordinator, number(row, "w_I"), "{name}: {row}");
            assert_eq!(2 * roles.itinerant, number(row, "w_O"), "{name}: {row}");
            assert_eq!(2 * roles.liaison, number(row, "b_O"), "{name}: {row}");
            assert_eq!([roles.gatekeeper; 2], [number(row, "b_IO"), number(row, "b_OI")], "{name}: {row}");
            assert_eq!(2 * roles.total(), number(row, "t"), "{name}: {row}");
        }
    }
}

/// The number of edges between groups in every order of the labels, alike ones as often as they come.
fn all_deals(edges: &[(usize, usize)], labels: &mut Vec<u32>, from: usize, found: &mut Vec<u64>) {
    if from == labels.len() {
        found.push(edges.iter().filter(|&&(a, b)| labels[a] != labels[b]).count() as u64);
    }
    for other in from..labels.len() {
        labels.swap(from, other);
        all_deals(edges, labels, from + 1, found);
        labels.swap(from, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn dealing_groups_by_chance_comes_to_what_all_deals_come_to(
        edges in prop::collection::vec((0..6_u32, 0..6_u32), 1..12),
        labels in prop::collection::vec(0..3_u32, 6),
    ) {
        let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
        let graph = Packed::new(6, &edges);
        let groups: Vec<Option<u32>> = labels.iter().copied().map(Some).collect();
        let null = Null { shuffles: 6000, seed: 3 };
        let chance = permuted(&graph, &groups, null, SILENT).unwrap();
        let pairs: Vec<(usize, usize)> = graph.edge_list().map(|(a, b, _)| (a as usize, b as usize)).collect();
        let Some(chance) = chance else {
            prop_assert!(pairs.is_empty());
            return Ok(());
        };
        let mut found = Vec::new();
        all_deals(&pairs, &mut labels.clone(), 0, &mut found);
        let observed = pairs.iter().filter(|&&(a, b)| labels[a] != labels[b]).count() as u64;
        let share = |some: usize| some as f64 / found.len() as f64;
        // Of 6,000 shuffles a share is off by 0.0065 on average at most; by five times that once in a million cases.
        prop_assert!((chance.at_least - share(found.iter().filter(|&&other| other >= observed).count())).abs() < 0.034);
        prop_assert!((chance.at_most - share(found.iter().filter(|&&other| other <= observed).count())).abs() < 0.034);
        // The mean over all deals is what is expected of all pairs, exactly.
        let mean = 2.0 * found.iter().sum::<u64>() as f64 / (found.len() * pairs.len()) as f64 - 1.0;
        if let Ok(mixing) = mixing(&graph, &groups) {
            prop_assert!((mixing.expected.unwrap() - mean).abs() < 1e-12);
        }
        prop_assert!((chance.mean - mean).abs() < 0.07);
        // One thread or two, the same question draws the same lots.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        prop_assert_eq!(pool.install(|| permuted(&graph, &groups, null, SILENT)).unwrap(), Some(chance));
    }
}

#[test]
fn of_a_path_of_two_pairs_one_deal_in_three_has_one_edge_between_them() {
    // Of the six ways to deal two and two labels along a–b–c–d, 0011 and 1100 have one edge between groups, 0101 and 1010 have three, the others two.
    let path = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
    let groups = [Some(0), Some(0), Some(1), Some(1)];
    let chance = permuted(&path, &groups, Null { shuffles: 9999, seed: 1 }, SILENT).unwrap().unwrap();
    assert!((chance.at_most - 1.0 / 3.0).abs() < 0.02 && (chance.at_least - 1.0).abs() < 1e-12, "{chance:?}");
    assert!((chance.mean - 1.0 / 3.0).abs() < 0.02, "{chance:?}");
}

#[test]
fn nothing_to_deal_is_no_test_and_it_can_be_stopped() {
    let null = Null { shuffles: 9, seed: 1 };
    assert_eq!(permuted(&Packed::default(), &[], null, SILENT), Ok(None));
    assert_eq!(permuted(&Packed::new(1, &[]), &[Some(0)], null, SILENT), Ok(None));
    let pair = Packed::new(3, &[(0, 1, 1.0)]);
    assert_eq!(permuted(&pair, &[Some(0), None, Some(1)], null, SILENT), Ok(None), "an end in no group");
    assert_eq!(permuted(&pair, &[Some(0), Some(1), None], Null { shuffles: 0, seed: 1 }, SILENT), Ok(None));
    assert_eq!(permuted(&pair, &[Some(0), Some(1), None], null, &|_, _| false), Err(Stopped));
}
