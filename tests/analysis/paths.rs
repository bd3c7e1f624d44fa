//! `analysis::paths` against all simple paths, enumerated.

use accord::{
    analysis::{
        paths::{Path, Rules, by_strength, paths, reach},
        unfit::Unfit,
    },
    model::Graph,
    network::{
        Choice, Network, Packed, Shape, links,
        progress::{SILENT, Stopped},
    },
};
use proptest::prelude::*;

use crate::oracles;

/// A network of `n` cities and papers between pairs of them.
fn network(n: usize, pairs: &[(usize, usize)]) -> (Graph, Network) {
    let mut records = vec![
        r#"Country(id: "near", names: {"en": "Near"}, basis: background)"#.to_owned(),
        r#"Country(id: "far", names: {"en": "Far"}, basis: background)"#.to_owned(),
    ];
    for city in 0..n {
        records.push(format!(r#"City(id: "c{city}", names: {{"en": "City {city}"}}, within: "near", basis: background)"#));
    }
    for (paper, (a, b)) in pairs.iter().enumerate().filter(|(_, (a, b))| a % n != b % n) {
        records.push(format!(
            r#"Agreement(id: "p{paper}", form: twinning, names: {{"en": "P{paper}"}}, parties: ["c{}", "c{}"], status: signed, basis: background)"#,
            a % n,
            b % n
        ));
    }
    let (_, graph) = oracles::base(&records.join(",\n"));
    let network = Network::of_links(&graph, &links(&graph, &Choice::default()), &Shape::default());
    (graph, network)
}

fn vertices(paths: Vec<Path>) -> Vec<Vec<u32>> {
    paths.into_iter().map(|path| path.vertices).collect()
}

fn vertex(graph: &Graph, network: &Network, id: &str) -> u32 {
    network.vertex(graph.find(id).unwrap()).unwrap()
}

/// log2 in thousandths, linear between powers of two, as the header of the module defines it.
fn damping(degree: usize) -> u64 {
    let power = (0..64).take_while(|&p| (1 << (p + 1)) <= degree).count();
    (power * 1000 + (degree - (1 << power)) * 1000 / (1 << power)) as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_k_first_paths_are_the_first_of_all_simple_paths(
        n in 2..8_usize, pairs in prop::collection::vec((0..8_usize, 0..8_usize), 0..16), k in 0..40_usize,
        blocked in prop::option::of(1..8_usize), max_hops in prop::option::of(0..6_usize),
    ) {
        let (graph, network) = network(n, &pairs);
        let (from, to) = (vertex(&graph, &network, "c0"), vertex(&graph, &network, &format!("c{}", n - 1)));
        let mut passable = vec![true; network.len()];
        if let Some(blocked) = blocked {
            passable[vertex(&graph, &network, &format!("c{}", blocked % n)) as usize] = false;
        }
        let mut expected = oracles::paths::all(network.packed(), from, to, &passable);
        expected.retain(|path| max_hops.is_none_or(|most| path.len() - 1 <= most));
        expected.truncate(k);
        let rules = Rules { passable, max_hops, ..Rules::default() };
        let found = paths(network.packed(), from, to, k, &rules, SILENT).unwrap();
        prop_assert!(found.iter().all(|path| path.cost == 1000 * (path.vertices.len() as u64 - 1)));
        prop_assert_eq!(vertices(found), expected);
    }

    #[test]
    fn damped_hubs_cost_what_the_header_says(
        n in 2..7_usize, pairs in prop::collection::vec((0..7_usize, 0..7_usize), 0..14), k in 1..20_usize,
        max_hops in prop::option::of(0..6_usize),
    ) {
        let (graph, network) = network(n, &pairs);
        let (from, to) = (vertex(&graph, &network, "c0"), vertex(&graph, &network, &format!("c{}", n - 1)));
        let cost = |path: &Vec<u32>| -> u64 {
            let inner = if path.len() > 2 { &path[1..path.len() - 1] } else { &[] };
            1000 * (path.len() as u64 - 1) + inner.iter().map(|&v| damping(network.neighbours(v).len())).sum::<u64>()
        };
        let mut expected = oracles::paths::all(network.packed(), from, to, &vec![true; network.len()]);
        expected.retain(|path| max_hops.is_none_or(|most| path.len() - 1 <= most));
        expected.sort_by_key(|path| (cost(path), path.clone()));
        expected.truncate(k);
        let rules = Rules { max_hops, damp_hubs: true, ..Rules::default() };
        let found = paths(network.packed(), from, to, k, &rules, SILENT).unwrap();
        prop_assert_eq!(found.iter().map(|path| path.cost).collect::<Vec<_>>(), expected.iter().map(cost).collect::<Vec<_>>());
        prop_assert_eq!(vertices(found), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_cheapest_paths_by_length_are_the_first_of_all_simple_paths(
        n in 1..8_u32, edges in prop::collection::vec((0..8_u32, 0..8_u32, 1..4_u32), 0..20), k in 0..60_usize, to in 0..8_u32,
        max_hops in prop::option::of(0..7_usize), damp_hubs: bool, blocked in prop::option::of(0..8_u32),
    ) {
        let edges: Vec<_> = edges.into_iter().map(|(a, b, length)| (a, b, f64::from(length))).collect();
        let graph = Packed::new(n as usize, &edges);
        // Few lengths make many ties. (Parallel edges have added theirs up.)
        let length = |a: u32, b: u32| graph.weighted(a).find(|(to, _)| *to == b).unwrap().1 as u64;
        let lengths: Vec<u64> = graph.vertices().flat_map(|a| graph.neighbours(a).iter().map(move |&b| length(a, b))).collect();
        let passable: Vec<bool> = graph.vertices().map(|v| Some(v) != blocked).collect();
        let cost = |path: &Vec<u32>| -> u64 {
            let inner = if path.len() > 2 && damp_hubs { &path[1..path.len() - 1] } else { &[] };
            path.windows(2).map(|hop| length(hop[0], hop[1])).sum::<u64>() + inner.iter().map(|&v| damping(graph.degree(v))).sum::<u64>()
        };
        let mut expected = if to < n { oracles::paths::all(&graph, 0, to, &passable) } else { Vec::new() };
        expected.retain(|path| max_hops.is_none_or(|most| path.len() - 1 <= most));
        expected.sort_by_key(|path| (cost(path), path.clone()));
        expected.truncate(k);
        let expected: Vec<Path> = expected.into_iter().map(|vertices| Path { cost: cost(&vertices), vertices }).collect();
        prop_assert_eq!(paths(&graph, 0, to, k, &Rules { passable, max_hops, damp_hubs, lengths }, SILENT).unwrap(), expected);
    }
}

#[test]
fn parallel_papers_are_one_hop() {
    let (graph, network) = network(2, &[(0, 1), (1, 0), (0, 1)]);
    let (a, b) = (vertex(&graph, &network, "c0"), vertex(&graph, &network, "c1"));
    assert_eq!(network.neighbours(a), [b]);
    assert_eq!(network.bonds(a, b).len(), 3);
    assert_eq!(paths(network.packed(), a, b, 10, &Rules::default(), SILENT).unwrap().len(), 1);
}

#[test]
fn from_a_party_to_itself_there_is_one_path_without_hops() {
    let (graph, network) = network(3, &[(0, 1), (1, 2), (2, 0)]);
    let a = vertex(&graph, &network, "c0");
    assert_eq!(vertices(paths(network.packed(), a, a, 5, &Rules::default(), SILENT).unwrap()), [[a]]);
}

#[test]
fn separate_components_have_no_path_and_each_its_reach() {
    let (graph, network) = network(5, &[(0, 1), (2, 3)]);
    let at = |id: &str| vertex(&graph, &network, id);
    assert!(paths(network.packed(), at("c0"), at("c3"), 3, &Rules::default(), SILENT).unwrap().is_empty());
    assert_eq!(reach(network.packed(), at("c0"), &Rules::default()), [at("c0"), at("c1")]);
    assert_eq!(reach(network.packed(), at("c4"), &Rules::default()), [at("c4")]);
}

#[test]
fn networks_without_vertices_of_one_and_with_loops_have_the_paths_that_are_left() {
    let rules = Rules::default();
    assert!(paths(&Packed::default(), 0, 0, 3, &rules, SILENT).unwrap().is_empty());
    let alone = Packed::new(1, &[(0, 0, 1.0)]);
    assert_eq!(vertices(paths(&alone, 0, 0, 3, &rules, SILENT).unwrap()), [[0]]);
    assert!(paths(&alone, 0, 1, 3, &rules, SILENT).unwrap().is_empty());
    let looped = Packed::new(3, &[(0, 0, 1.0), (0, 1, 1.0), (1, 1, 1.0), (1, 2, 1.0), (2, 1, 1.0)]);
    assert_eq!(vertices(paths(&looped, 0, 2, 3, &rules, SILENT).unwrap()), [[0, 1, 2]]);
}

#[test]
fn weights_of_zero_and_below_have_no_length() {
    for weight in [0.0, -1.0] {
        let graph = Packed::new(3, &[(0, 1, 1.0), (1, 2, weight)]);
        assert_eq!(by_strength(&graph), Err(Unfit::Weight { from: 1, to: 2, weight }));
        assert_eq!(vertices(paths(&graph, 0, 2, 1, &Rules::default(), SILENT).unwrap()), [[0, 1, 2]], "by hops every edge counts 1");
    }
}

#[test]
fn the_search_for_paths_tells_how_far_it_is_and_stops_when_told() {
    let ladder = Packed::new(6, &[(0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0), (0, 2, 1.0), (2, 4, 1.0), (1, 3, 1.0), (3, 5, 1.0)]);
    let told = std::sync::Mutex::new(Vec::new());
    let all = paths(&ladder, 0, 5, 3, &Rules::default(), &|done, total| {
        told.lock().unwrap().push((done, total));
        true
    });
    let told = told.into_inner().unwrap();
    assert_eq!(all.unwrap().len(), 3);
    // Three paths of six vertices each; before the first of them none is done.
    assert_eq!(told[0], (0, 18));
    assert!(told.is_sorted() && told.iter().all(|&(done, total)| done < total && total == 18), "{told:?}");
    assert_eq!(paths(&ladder, 0, 5, 3, &Rules::default(), &|done, _| done < 12), Err(Stopped));
}
