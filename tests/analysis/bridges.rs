//! `analysis::bridges` and `analysis::lapse` against networks made anew without each link and each pair.

use accord::{
    analysis::{
        bridges::{self, JointKind, Joints},
        lapse::{Lapse, lapse},
    },
    model::{Graph, Truth},
    network::{Bond, Choice, Level, Link, Network, Packed, Reason, Shape, TwoMode, links},
};
use proptest::prelude::*;

use crate::oracles::{self, blocks as oracle, world};

type Held = (JointKind, Vec<u32>, Vec<Vec<u32>>, Vec<usize>);

fn joints(graph: &Graph, links: &[Link], shape: &Shape<'_>) -> Joints {
    bridges::of_links(&Network::of_links(graph, links, shape), &TwoMode::of_links(graph, links, shape))
}

fn sorted(mut parts: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    parts.sort();
    parts
}

fn clusters(graph: &Packed) -> Vec<Vec<u32>> {
    oracle::components(graph, &oracle::edges(graph), None)
}

/// The parts into which one cluster falls when these links go; nothing when none does.
fn falls_apart(graph: &Graph, all: &[Link], shape: &Shape<'_>, gone: &[usize]) -> Vec<Vec<u32>> {
    let mut left = all.to_vec();
    for &link in gone {
        left[link].verdict = Err(Reason::Status(accord::model::Status::Lapsed));
    }
    let before = clusters(Network::of_links(graph, all, shape).packed());
    let after = clusters(Network::of_links(graph, &left, shape).packed());
    sorted(after.into_iter().filter(|part| !before.contains(part)).collect())
}

/// By taking away each link, and all links of each pair that has several.
fn expected(graph: &Graph, all: &[Link], shape: &Shape<'_>) -> Vec<Held> {
    let network = Network::of_links(graph, all, shape);
    let mut held = Vec::new();
    for link in (0..all.len()).filter(|&link| all[link].verdict.is_ok()) {
        let parts = falls_apart(graph, all, shape, &[link]);
        let ends: Vec<u32> = all[link].members.iter().filter_map(|&member| network.vertex(shape.level.of(graph, member))).collect();
        let ends: Vec<u32> = ends.into_iter().collect::<std::collections::BTreeSet<u32>>().into_iter().collect();
        if !parts.is_empty() {
            held.push((if ends.len() > 2 { JointKind::Table } else { JointKind::Thread }, ends, parts, vec![link]));
        }
    }
    for (a, b, _) in network.packed().edge_list() {
        let bonds: Vec<usize> =
            network.bonds(a, b).iter().filter_map(|bond| if let Bond::Link(link) = bond { Some(*link) } else { None }).collect();
        // A pair that a round table joins as well is no bridge: the table is there for others, too.
        let only_theirs = bonds.iter().all(|&link| {
            let ends = all[link].members.iter().filter_map(|&member| network.vertex(shape.level.of(graph, member)));
            ends.collect::<std::collections::BTreeSet<u32>>().len() == 2
        });
        let parts = falls_apart(graph, all, shape, &bonds);
        if bonds.len() > 1 && only_theirs && !parts.is_empty() {
            held.push((JointKind::Bundle, vec![a, b], parts, bonds));
        }
    }
    held.sort();
    held
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn joints_are_what_splits_a_cluster_when_it_goes(world in world(), level in prop::sample::select(Level::ALL)) {
        let (_, graph) = oracles::base(&world.text(0));
        let links = links(&graph, &Choice::default());
        let shape = Shape { level, ..Shape::default() };
        let joints = joints(&graph, &links, &shape);
        let mut found: Vec<Held> =
            joints.joints.iter().map(|joint| (joint.kind, joint.ends.clone(), sorted(joints.parts(joint)), joint.links.clone())).collect();
        for joint in &joints.joints {
            let parts = joints.parts(joint);
            prop_assert_eq!(&joint.sizes, &parts.iter().map(Vec::len).collect::<Vec<_>>());
            if joint.kind != JointKind::Table {
                prop_assert!(parts.iter().zip(&joint.ends).all(|(part, end)| part.contains(end)), "sides are those of the ends");
            }
        }
        prop_assert!(joints.joints.is_sorted_by_key(|joint| std::cmp::Reverse(joint.splits_off())));
        found.sort();
        prop_assert_eq!(found, expected(&graph, &links, &shape));
    }

    #[test]
    fn what_lapses_is_what_was_signed_before(world in world(), year in 2000..2021_u16) {
        let (_, graph) = oracles::base(&world.text(0));
        let links = links(&graph, &Choice::default());
        let shape = Shape { level: Level::Region, ..Shape::default() };
        let found = lapse(&graph, &links, &shape, &year.to_string().parse().unwrap());
        let joins = |link: &Link| {
            let mut ends: Vec<_> = link.members.iter().map(|&member| Level::Region.of(&graph, member)).collect();
            ends.dedup();
            ends.len() > 1 && link.verdict.is_ok() && link.via.paper(&graph).is_some()
        };
        let year_of = |link: &Link| link.via.facts(&graph).date.as_ref().and_then(accord::model::Date::year);
        let papers = |wanted: &dyn Fn(Option<i16>) -> bool| -> Vec<usize> {
            (0..links.len()).filter(|&link| joins(&links[link]) && wanted(year_of(&links[link]))).collect()
        };
        prop_assert_eq!(&found.lapsed, &papers(&|of| of.is_some_and(|of| of < year.cast_signed())));
        prop_assert_eq!(&found.undated, &papers(&|of| of.is_none()));
        prop_assert_eq!(&found.undecided, &Vec::<usize>::new(), "years are before or after a year, never in between");
        let parts = falls_apart(&graph, &links, &shape, &found.lapsed);
        prop_assert_eq!(sorted(found.splits.iter().flat_map(|split| split.parts.clone()).filter(|part| parts.contains(part)).collect()), parts);
        prop_assert!(found.splits.iter().all(|split| split.size == split.parts.iter().map(Vec::len).sum::<usize>()));
    }
}

/// Five cities in a row: one paper, two papers, a round table of three; and a company that supplies the last.
const ROW: &str = r#"
    Country(id: "near", names: {"en": "Near"}, basis: background),
    Country(id: "far", names: {"en": "Far"}, basis: background),
    City(id: "a", names: {"en": "A"}, within: "near", basis: background),
    City(id: "b", names: {"en": "B"}, within: "near", basis: background),
    City(id: "c", names: {"en": "C"}, within: "near", basis: background),
    City(id: "d", names: {"en": "D"}, within: "far", basis: background),
    City(id: "e", names: {"en": "E"}, within: "far", basis: background),
    Company(id: "f", names: {"en": "F"}, within: "far", basis: background),
    Agreement(id: "ab", form: twinning, names: {"en": "AB"}, parties: ["a", "b"], status: signed, date: "2001", basis: background),
    Agreement(id: "bc-1", form: twinning, names: {"en": "BC 1"}, parties: ["b", "c"], status: signed, date: "2010-06", basis: background),
    Agreement(id: "bc-2", form: contract, names: {"en": "BC 2"}, parties: ["b", "c"], status: signed, until: "2029", basis: background),
    Agreement(id: "cde", form: protocol, names: {"en": "CDE"}, parties: ["c", "d", "e"], status: signed, basis: background),
    Tie(from: "f", type: supplies, to: "e", status: operating, date: "1999", basis: background)
"#;

fn row() -> (Graph, Vec<Link>) {
    let (_, graph) = oracles::base(ROW);
    let links = links(&graph, &Choice::default());
    (graph, links)
}

#[test]
fn a_thread_a_bundle_and_a_round_table() {
    let (graph, links) = row();
    let joints = joints(&graph, &links, &Shape::default());
    let shown: Vec<_> =
        joints.joints.iter().map(|joint| (joint.kind, joint.sizes.clone(), joint.is_pendant(), joint.links.len())).collect();
    assert_eq!(
        shown,
        [
            // A, B and C; E and F; D alone.
            (JointKind::Table, vec![3, 2, 1], false, 1),
            (JointKind::Bundle, vec![2, 4], false, 2),
            (JointKind::Thread, vec![1, 5], true, 1),
            (JointKind::Thread, vec![5, 1], true, 1),
        ]
    );
}

#[test]
fn agreements_lapse_by_date_or_end_of_term_and_nothing_else_does() {
    let (graph, links) = row();
    let at = |before: &str| {
        let Lapse { lapsed, undecided, undated, parted, splits } = lapse(&graph, &links, &Shape::default(), &before.parse().unwrap());
        let parts: Vec<Vec<usize>> = splits.iter().map(|split| split.parts.iter().map(Vec::len).collect()).collect();
        (lapsed.len(), undecided.len(), undated.len(), parted.len(), parts)
    };
    assert_eq!(at("2001"), (0, 0, 2, 0, vec![]), "signed in 2001 is not before 2001");
    assert_eq!(at("2001-06"), (0, 1, 2, 0, vec![]), "2001 may be before June of that year or not");
    assert_eq!(at("2002"), (1, 0, 2, 1, vec![vec![5, 1]]));
    assert_eq!(at("2011"), (2, 0, 2, 1, vec![vec![5, 1]]), "the other paper of B and C holds");
    assert_eq!(at("2030"), (3, 0, 1, 2, vec![vec![4, 1, 1]]), "an undated paper lapses with its term");
    let shape = Shape { level: Level::Country, ..Shape::default() };
    let found = lapse(&graph, &links, &shape, &"2030".parse().unwrap());
    assert_eq!(found, Lapse { undated: found.undated.clone(), ..Lapse::default() }, "what joins nobody at the level is of no account");
    assert_eq!(found.undated.len(), 1);
    assert_eq!(Truth::Yes, "2001".parse::<accord::model::Date>().unwrap().begun_before(&"2002".parse().unwrap()));
}

#[test]
fn a_list_of_edges_has_joints_without_links() {
    let joints = bridges::of_edges(&Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]));
    let shown: Vec<_> =
        joints.joints.iter().map(|joint| (joint.kind, joint.ends.clone(), joint.sizes.clone(), joint.is_pendant())).collect();
    assert_eq!(
        shown,
        [
            (JointKind::Edge, vec![1, 2], vec![2, 2], false),
            (JointKind::Edge, vec![0, 1], vec![1, 3], true),
            (JointKind::Edge, vec![2, 3], vec![3, 1], true),
        ]
    );
    assert!(bridges::of_edges(&Packed::new(0, &[])).joints.is_empty());
}
