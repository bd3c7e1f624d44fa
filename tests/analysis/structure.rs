//! `analysis::structure` against its definitions written out, closed forms, networkx, igraph and published figures.

use std::{collections::BTreeMap, fs, path::Path};

use accord::{
    analysis::{
        core::core_numbers,
        structure::{
            assortativity::assortativity,
            brokerage::{Roles, brokerage},
            cores, degrees, density, distances,
            holes::{Hole, holes},
            mixing::mixing,
            nesting::{Pairs, nesting},
            null::Null,
            triangles::triangles,
        },
        unfit::Unfit,
    },
    network::{Choice, EdgeList, Packed, links, progress::SILENT},
};
use proptest::prelude::*;

use crate::oracles::{self, structure as slow};

/// Random graphs of up to 12 vertices, sparse to dense, with weights 1 to 4.
fn graph() -> impl Strategy<Value = Packed> {
    (0..13_usize, prop::collection::vec((0..12_u32, 0..12_u32, 1..5_u32), 0..50)).prop_map(|(n, edges)| {
        let edges: Vec<_> = edges.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight))).collect();
        Packed::new(n, &edges)
    })
}

/// The distances in the largest component.
fn far(graph: &Packed) -> Option<distances::Distances> {
    distances::distances(graph, SILENT).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// The graph with its vertices numbered backwards.
fn backwards(graph: &Packed) -> Packed {
    let last = u32::try_from(graph.len()).unwrap().wrapping_sub(1);
    Packed::new(graph.len(), &graph.edge_list().map(|(a, b, weight)| (last - a, last - b, weight)).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_measure_is_what_its_definition_says(graph in graph(), groups in prop::collection::vec(prop::option::weighted(0.9, 0..4_u32), 12)) {
        let m = slow::matrix(&graph);
        let n = graph.len();
        prop_assert!(same(assortativity(&graph), slow::assortativity(&m)));

        let found = triangles(&graph);
        let (mut closed, mut paths, mut local) = (0, 0, Vec::new());
        for v in 0..n {
            let pairs = slow::pairs(&m, v);
            let triangles = pairs.iter().filter(|(.., joined)| *joined).count();
            prop_assert_eq!(found.of[v], triangles as u64);
            closed += triangles;
            paths += pairs.len();
            if !pairs.is_empty() {
                local.push(triangles as f64 / pairs.len() as f64);
            }
        }
        let ratio = |a: f64, b: usize| (b > 0).then(|| a / b as f64);
        prop_assert_eq!(found.triangles as usize, closed / 3);
        prop_assert!(same(found.global, ratio(closed as f64, paths)));
        prop_assert!(same(found.average, ratio(local.iter().sum(), local.len())));
        prop_assert!(same(found.average_all, ratio(local.iter().sum(), n)));

        let d = slow::distances(&m);
        let component = |v: usize| d[v].iter().flatten().count();
        let largest = (0..n).map(component).max();
        let found = far(&graph);
        prop_assert_eq!(found.as_ref().map(|found| found.vertices), largest);
        if let Some(found) = found {
            let first = (0..n).find(|&v| component(v) == found.vertices).unwrap();
            let members: Vec<usize> = (0..n).filter(|&v| d[first][v].is_some()).collect();
            let far = |v: usize| d[v].iter().flatten().copied().max().unwrap();
            prop_assert_eq!(found.diameter, members.iter().map(|&v| far(v)).max().unwrap());
            prop_assert_eq!(found.radius, members.iter().map(|&v| far(v)).min().unwrap());
            let sum: u32 = members.iter().map(|&v| d[v].iter().flatten().sum::<u32>()).sum();
            prop_assert!(same(found.mean, ratio(f64::from(sum), members.len() * (members.len() - 1))));
            let components = (0..n).filter(|&v| (0..v).all(|before| d[v][before].is_none())).count();
            prop_assert_eq!(found.components, components);
        }

        let expected: Vec<u32> = (0..n).map(|v| u32::try_from(slow::core_number(&m, v)).unwrap()).collect();
        prop_assert_eq!(core_numbers(&graph), expected.clone());
        for shell in cores::profile(&expected) {
            prop_assert_eq!(shell.shell, expected.iter().filter(|&&k| k == shell.k).count());
            prop_assert_eq!(shell.core, expected.iter().filter(|&&k| k >= shell.k).count());
        }

        let found = brokerage(&graph, &groups);
        for v in 0..n {
            let mut expected = Roles::default();
            let Some(own) = groups[v] else { prop_assert_eq!(found[v], expected); continue };
            for (a, c, joined) in slow::pairs(&m, v) {
                let (Some(a), Some(c)) = (groups[a], groups[c]) else { continue };
                if joined {
                    continue;
                }
                let role = match [a == own, c == own] {
                    [true, true] => &mut expected.coordinator,
                    [false, false] if a == c => &mut expected.itinerant,
                    [false, false] => &mut expected.liaison,
                    _ => &mut expected.gatekeeper,
                };
                *role += 1;
            }
            prop_assert_eq!(found[v], expected);
        }

        let ends: Vec<_> = graph.edge_list().filter_map(|(a, b, _)| Some((groups[a as usize]?, groups[b as usize]?))).collect();
        let within = ends.iter().filter(|(g, h)| g == h).count();
        if let Ok(found) = mixing(&graph, &groups) {
            prop_assert_eq!((found.internal, found.external), (within as u64, (ends.len() - within) as u64));
            prop_assert_eq!(found.left_out as usize, graph.edges() - ends.len());
            for group in found.groups {
                prop_assert_eq!(group.internal as usize, ends.iter().filter(|(g, h)| g == h && *g == group.group).count());
                prop_assert_eq!(group.external as usize, ends.iter().filter(|(g, h)| g != h && (*g == group.group || *h == group.group)).count());
            }
        } else {
            prop_assert_eq!(within, 0);
        }
    }

    #[test]
    fn burts_measures_are_those_of_the_book_with_and_without_weights(graph in graph()) {
        for weighted in [false, true] {
            let used = if weighted { graph.clone() } else { graph.unweighted() };
            let m = slow::matrix(&used);
            match holes(&graph, weighted) {
                Ok(found) => {
                    for (v, hole) in found.iter().enumerate() {
                        let expected = slow::burt(&m, v);
                        prop_assert!(same(hole.map(|hole| hole.constraint), expected.map(|(constraint, _)| constraint)));
                        prop_assert!(same(hole.map(|hole| hole.effective_size), expected.map(|(_, size)| size)));
                    }
                }
                Err(_) => prop_assert_eq!(triangles(&graph).triangles, 0),
            }
        }
    }

    #[test]
    fn other_numbers_for_the_vertices_give_the_same_answers(graph in graph(), groups in prop::collection::vec(prop::option::of(0..3_u32), 12)) {
        let turned = backwards(&graph);
        let groups = &groups[..graph.len().min(12)];
        let turned_groups: Vec<_> = groups.iter().rev().copied().collect();
        prop_assert_eq!(assortativity(&graph), assortativity(&turned));
        prop_assert_eq!(triangles(&graph).of, triangles(&turned).of.into_iter().rev().collect::<Vec<_>>());
        prop_assert_eq!(core_numbers(&graph), core_numbers(&turned).into_iter().rev().collect::<Vec<_>>());
        prop_assert_eq!(brokerage(&graph, groups), brokerage(&turned, &turned_groups).into_iter().rev().collect::<Vec<_>>());
        prop_assert_eq!(mixing(&graph, groups), mixing(&turned, &turned_groups));
        prop_assert_eq!(degrees::degrees(&graph, 0..graph.len()), degrees::degrees(&turned, 0..graph.len()));
        let constraint = |graph: &Packed| holes(graph, true).ok().map(|all| all.into_iter().map(|hole| hole.map(|hole| hole.constraint)).collect::<Vec<_>>());
        if let (Some(ours), Some(theirs)) = (constraint(&graph), constraint(&turned)) {
            prop_assert!(ours.into_iter().zip(theirs.into_iter().rev()).all(|(a, b)| same(a, b)));
        }
    }

    #[test]
    fn classes_of_degrees_hold_every_vertex_once_and_double(graph in graph()) {
        let found = degrees::degrees(&graph, 0..graph.len());
        let classes = found.classes();
        prop_assert_eq!(classes.iter().map(|class| class.vertices).sum::<usize>(), graph.len());
        prop_assert!(classes.windows(2).all(|pair| pair[1].from == pair[0].to + 1));
        prop_assert!(classes.iter().all(|class| class.to == class.from || class.to + 1 == 2 * (class.from - 1) + 1));
    }
}

fn edges(n: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Packed {
    let number = |v| u32::try_from(v).unwrap();
    Packed::new(n, &pairs.into_iter().map(|(a, b)| (number(a), number(b), 1.0)).collect::<Vec<_>>())
}

#[test]
fn paths_cycles_stars_cliques_and_grids_have_the_values_of_algebra() {
    for n in 3..30_usize {
        let path = edges(n, (1..n).map(|v| (v - 1, v)));
        let cycle = edges(n, (0..n).map(|v| (v, (v + 1) % n)));
        let star = edges(n, (1..n).map(|v| (0, v)));
        let clique = edges(n, (0..n).flat_map(|a| (0..a).map(move |b| (a, b))));
        let far = |graph: &Packed| far(graph).unwrap();
        let size = n as f64;

        assert_eq!((far(&path).diameter, far(&path).radius), (u32::try_from(n - 1).unwrap(), u32::try_from(n / 2).unwrap()));
        assert!(close(far(&path).mean.unwrap(), (size + 1.0) / 3.0));
        assert_eq!(far(&cycle).diameter as usize, n / 2);
        assert_eq!((far(&star).diameter, far(&star).radius), (2, 1));
        assert!(close(far(&star).mean.unwrap(), 2.0 - 2.0 / size));
        assert_eq!((far(&clique).diameter, far(&clique).mean), (1, Some(1.0)));

        assert_eq!(density::one_mode(&clique), Some(1.0));
        assert!(close(density::one_mode(&cycle).unwrap(), 2.0 / (size - 1.0)));
        assert_eq!(density::two_modes(&star, 1), Some(1.0));
        assert_eq!((assortativity(&star), assortativity(&cycle), assortativity(&clique)), (Some(-1.0), None, None));

        assert_eq!(triangles(&clique).triangles as usize, n * (n - 1) * (n - 2) / 6);
        assert_eq!((triangles(&clique).global, triangles(&clique).average), (Some(1.0), Some(1.0)));
        assert_eq!(triangles(&star).global, Some(0.0));
        assert_eq!(core_numbers(&clique), vec![u32::try_from(n - 1).unwrap(); n]);
        assert_eq!(core_numbers(&star), vec![1; n]);
        assert_eq!(core_numbers(&cycle), vec![2; n]);

        // In a clique p(i, j) = 1/(n − 1), and each of n − 2 others adds its square; all neighbours know each other.
        let k = size - 1.0;
        let constraint = k * (1.0 / k + (k - 1.0) / (k * k)).powi(2);
        let Hole { constraint: found, effective_size, .. } = holes(&clique, false).unwrap()[0].unwrap();
        assert!(close(found, constraint) && close(effective_size, 1.0), "{n}");
        // The middle of a star of one group coordinates all pairs.
        let pairs = ((n - 1) * (n - 2) / 2) as u64;
        assert_eq!(brokerage(&star, &vec![Some(0); n])[0], Roles { coordinator: pairs, ..Roles::default() });
    }
    for (wide, high) in [(2, 2), (3, 5), (6, 4)] {
        let at = |x: usize, y: usize| y * wide + x;
        let across = (0..high).flat_map(|y| (1..wide).map(move |x| (at(x - 1, y), at(x, y))));
        let down = (1..high).flat_map(|y| (0..wide).map(move |x| (at(x, y - 1), at(x, y))));
        let grid = edges(wide * high, across.chain(down));
        let found = far(&grid).unwrap();
        assert_eq!(found.diameter as usize, wide + high - 2);
        // Mean over all ordered pairs, the same vertex among them: (w² − 1)/3w + (h² − 1)/3h.
        let (w, h) = (wide as f64, high as f64);
        let n = w * h;
        let mean = ((w * w - 1.0) / (3.0 * w) + (h * h - 1.0) / (3.0 * h)) * n / (n - 1.0);
        assert!(close(found.mean.unwrap(), mean));
        assert_eq!(triangles(&grid).triangles, 0);
    }
}

#[test]
fn nothing_and_next_to_nothing_have_no_measures_and_no_panic() {
    for graph in [Packed::default(), edges(1, []), edges(3, []), edges(1, [(0, 0)])] {
        let n = graph.len();
        assert_eq!(assortativity(&graph), None);
        assert_eq!((triangles(&graph).triangles, triangles(&graph).global, triangles(&graph).average), (0, None, None));
        assert_eq!(far(&graph).map(|found| (found.vertices, found.diameter, found.mean)), (n > 0).then_some((1, 0, None)));
        assert_eq!(core_numbers(&graph), vec![0; n]);
        assert_eq!(brokerage(&graph, &vec![Some(0); n]), vec![Roles::default(); n]);
        assert_eq!(mixing(&graph, &vec![Some(0); n]).unwrap().index, None);
        assert!(matches!(holes(&graph, false), Err(Unfit::ByConstruction { .. })));
        assert_eq!(degrees::degrees(&graph, 0..n).most(), 0);
        assert_eq!(density::one_mode(&graph), (n > 1).then_some(0.0));
        assert_eq!(density::two_modes(&graph, n), None);
    }
}

#[test]
fn parallel_edges_and_loops_change_nothing_but_weights() {
    let simple = Packed::new(4, &[(0, 1, 2.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
    let multiple = Packed::new(4, &[(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0), (3, 3, 1.0)]);
    assert_eq!(triangles(&simple), triangles(&multiple));
    assert_eq!(assortativity(&simple), assortativity(&multiple));
    assert_eq!(holes(&simple, true), holes(&multiple, true));
    assert_eq!(density::one_mode(&simple), density::one_mode(&multiple));
}

#[test]
fn weights_of_zero_and_below_are_no_strengths() {
    for weight in [0.0, -1.0] {
        let graph = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, weight)]);
        assert_eq!(holes(&graph, true), Err(Unfit::Weight { from: 2, to: 3, weight }));
        assert!(holes(&graph, false).is_ok(), "without weights every edge counts 1");
    }
}

#[test]
fn a_network_of_two_sides_has_no_ei_index_between_them() {
    let square = edges(4, [(0, 2), (0, 3), (1, 2), (1, 3)]);
    assert!(matches!(mixing(&square, &[Some(0), Some(0), Some(1), Some(1)]), Err(Unfit::ByConstruction { .. })));
    assert_eq!(mixing(&square, &[Some(0), Some(0), Some(1), Some(2)]).unwrap().index, Some(1.0));
    let found = mixing(&square, &[Some(0), Some(1), Some(0), Some(1)]).unwrap();
    // Two of four edges lead out, and four of six pairs.
    assert_eq!((found.index, found.expected), (Some(0.0), Some(2.0 / 6.0)));
}

#[test]
fn distances_stop_when_told() {
    let path = edges(9, (1..9).map(|v| (v - 1, v)));
    assert!(distances::distances(&path, &|done, _| done < 3).is_err());
}

#[test]
fn one_core_and_two_give_the_same_bytes() {
    let pairs = (0..400_u64).map(|i| ((i * i * 7 % 61) as usize, (i * 13 % 59) as usize));
    let graph = edges(61, pairs);
    let groups: Vec<_> = (0..61).map(|v| Some(v % 4)).collect();
    let all = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?} {:?} {:?} {:?}", triangles(&graph), far(&graph), holes(&graph, true), brokerage(&graph, &groups)))
    };
    assert_eq!(all(1), all(2));
}

// networkx, igraph and what was published.

fn read(path: &Path) -> Option<EdgeList> {
    Some(EdgeList::read(fs::File::open(path).ok()?).unwrap())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a value of each vertex with the figures: its sum, and that of the ten that come first by name.
fn agrees(what: &str, list: &EdgeList, figures: &serde_json::Value, value: impl Fn(usize) -> Option<f64>) {
    let values: BTreeMap<_, f64> = list.labels.iter().enumerate().filter_map(|(v, label)| Some((label, value(v)?))).collect();
    assert!(close(values.values().sum(), figures["sum"].as_f64().unwrap()), "{what}");
    for (label, expected) in figures["first"].as_object().unwrap() {
        assert!(close(values[label.as_str()], expected.as_f64().unwrap()), "{what} of {label}");
    }
}

#[test]
fn networkx_and_igraph_give_the_same_figures() {
    let text = fs::read_to_string(root().join("tests/figures/structure.json")).unwrap();
    let figures: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for (name, figures) in figures["graphs"].as_object().unwrap() {
        let paths = [root().join(format!("tests/graphs/{name}.txt")), root().join(format!("../shared/graphs/{name}.txt.gz"))];
        let Some(list) = paths.iter().find_map(|path| read(path)) else {
            eprintln!("skipped: {name} is neither in tests/graphs nor in ../shared/graphs");
            continue;
        };
        compared += 1;
        let graph = &list.packed;
        let number = |field: &str| figures[field].as_f64().unwrap_or_else(|| panic!("{name} has no {field}"));
        let equal = |field: &str, ours: f64| assert!(close(ours, number(field)), "{name}: {field} is {ours}, not {}", number(field));
        equal("vertices", graph.len() as f64);
        equal("edges", graph.edges() as f64);
        equal("density", density::one_mode(graph).unwrap());
        equal("assortativity", assortativity(graph).unwrap());
        equal("assortativity_igraph", assortativity(graph).unwrap());
        let closed = triangles(graph);
        equal("triangles", closed.triangles as f64);
        equal("global", closed.global.unwrap());
        equal("average_all", closed.average_all.unwrap());
        equal("average_igraph", closed.average.unwrap());
        let cores = core_numbers(graph);
        agrees("core number", &list, &figures["cores"], |v| Some(f64::from(cores[v])));
        let plain = holes(graph, false).unwrap();
        agrees("constraint", &list, &figures["constraint"], |v| plain[v].map(|hole| hole.constraint));
        agrees("constraint", &list, &figures["constraint_igraph"], |v| plain[v].map(|hole| hole.constraint));
        agrees("effective size", &list, &figures["effective_size"], |v| plain[v].map(|hole| hole.effective_size));
        if figures.get("constraint_weighted").is_some() {
            let weighted = holes(graph, true).unwrap();
            agrees("weighted constraint", &list, &figures["constraint_weighted"], |v| weighted[v].map(|hole| hole.constraint));
            agrees("weighted effective size", &list, &figures["effective_size_weighted"], |v| weighted[v].map(|hole| hole.effective_size));
        }
        // Every distance of the sister cities is for the test of what was published.
        if figures.get("diameter").is_some() && graph.len() < 5000 {
            let far = far(graph).unwrap();
            equal("components", far.components as f64);
            equal("largest", far.vertices as f64);
            equal("diameter", far.diameter.into());
            equal("radius", far.radius.into());
            equal("mean_distance", far.mean.unwrap());
        }
    }
    assert!(compared > 0, "the karate club is always there");
}

#[test]
fn the_sister_cities_of_konect_have_the_published_figures() {
    let Some(list) = read(&root().join("../shared/data/konect-twin/out.twin")) else {
        eprintln!("skipped: ../shared/data/konect-twin is not there");
        return;
    };
    // http://konect.cc/networks/twin
    let graph = &list.packed;
    let rounded = |value: f64| (value * 1e6).round() / 1e6;
    assert_eq!((graph.len(), graph.edges()), (14_274, 20_573));
    let closed = triangles(graph);
    assert_eq!((closed.triangles, rounded(closed.global.unwrap())), (6_327, 0.111_361));
    assert_eq!(rounded(assortativity(graph).unwrap()), 0.386_786);
    assert_eq!(degrees::degrees(graph, 0..graph.len()).most(), 99);
    let far = far(graph).unwrap();
    assert_eq!((far.vertices, far.diameter), (10_320, 25));
    // igraph 1.0.0
    assert_eq!(far.radius, 13);
    assert!(close(far.mean.unwrap(), 7.348_126_339_536_236));
}

// Nesting.

/// Two countries of regions `n0`… and `f0`…, cities below them, and papers; a municipality each.
fn nested(cities: &[(usize, usize)], papers: &[(&str, &str)]) -> Pairs {
    let mut records = vec![
        r#"Country(id: "near", names: {"en": "Near"}, basis: background)"#.to_owned(),
        r#"Country(id: "far", names: {"en": "Far"}, basis: background)"#.to_owned(),
    ];
    for (side, country) in [("n", "near"), ("f", "far")] {
        records.push(format!(
            r#"Region(id: "{side}m", form: municipality, names: {{"en": "M{side}"}}, within: "{country}", basis: background)"#
        ));
        for region in 0..4 {
            records.push(format!(
                r#"Region(id: "{side}{region}", form: province, names: {{"en": "{side}{region}"}}, within: "{country}", basis: background)"#
            ));
        }
    }
    for &(city, region) in cities {
        for side in ["n", "f"] {
            records.push(format!(
                r#"City(id: "{side}c{city}", names: {{"en": "{side}c{city}"}}, within: "{side}{region}", basis: background)"#
            ));
        }
    }
    for (paper, (a, b)) in papers.iter().enumerate() {
        records.push(format!(r#"Agreement(id: "p{paper}", form: twinning, names: {{"en": "P{paper}"}}, parties: ["{a}", "{b}"], status: signed, basis: background)"#));
    }
    let (_, graph) = oracles::base(&records.join(",\n"));
    let find = |id: &str| graph.find(id).unwrap();
    Pairs::of_links(&graph, &links(&graph, &Choice::default()), find("near"), find("far"))
}

#[test]
fn a_pair_is_nested_when_the_regions_are_linked_by_a_paper_of_their_own() {
    let cities = [(0, 0), (1, 1), (2, 2)];
    let pairs =
        nested(&cities, &[("nc0", "fc0"), ("nc0", "fc0"), ("nc1", "fc2"), ("n0", "f0"), ("nm", "fc1"), ("nc1", "f2"), ("nm", "fm")]);
    assert_eq!((pairs.cities.len(), pairs.municipal), (2, 1), "two papers of one pair are one pair; that with a municipality is left out");
    let found = nesting(&pairs, Null { shuffles: 0, seed: 1 }, SILENT).unwrap().unwrap();
    assert_eq!((found.pairs, found.nested, found.share, found.p), (2, 1, 0.5, None));
    assert_eq!(nesting(&nested(&cities, &[("n0", "f0")]), Null { shuffles: 9, seed: 1 }, SILENT).unwrap(), None);
}

#[test]
fn one_pair_or_a_star_cannot_be_shuffled_so_that_p_is_1() {
    let cities = [(0, 0), (1, 1), (2, 2)];
    for papers in [&[("nc0", "fc0"), ("n0", "f0")][..], &[("nc0", "fc0"), ("nc0", "fc1"), ("nc0", "fc2"), ("n0", "f0")]] {
        let found = nesting(&nested(&cities, papers), Null { shuffles: 99, seed: 7 }, SILENT).unwrap().unwrap();
        assert_eq!(found.p, Some(1.0));
        assert!(close(found.expected.unwrap(), found.share));
    }
}

#[test]
fn shuffles_come_up_with_each_matching_as_often() {
    // Four cities a side with one partner each: 24 matchings, one of which nests all four pairs, and one pair in four is nested on average.
    let cities = [(0, 0), (1, 1), (2, 2), (3, 3)];
    let own = [("nc0", "fc0"), ("nc1", "fc1"), ("nc2", "fc2"), ("nc3", "fc3"), ("n0", "f0"), ("n1", "f1"), ("n2", "f2"), ("n3", "f3")];
    let pairs = nested(&cities, &own);
    let found = nesting(&pairs, Null { shuffles: 4000, seed: 1 }, SILENT).unwrap().unwrap();
    assert!((found.expected.unwrap() - 0.25).abs() < 0.02, "{found:?}");
    assert!((found.p.unwrap() - 1.0 / 24.0).abs() < 0.01, "{found:?}");
    assert_eq!(
        nesting(&pairs, Null { shuffles: 50, seed: 3 }, SILENT).unwrap(),
        nesting(&pairs, Null { shuffles: 50, seed: 3 }, SILENT).unwrap()
    );
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(pool.install(|| nesting(&pairs, Null { shuffles: 4000, seed: 1 }, SILENT).unwrap()).unwrap(), found);
}
