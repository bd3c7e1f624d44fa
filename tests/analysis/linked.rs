//! `analysis::linked` against pairs of records.

use std::collections::{BTreeMap, BTreeSet};

use accord::{
    analysis::linked::{Question, linked},
    model::{Graph, Status},
    network::{Choice, Level, Via, links},
};
use proptest::prelude::*;

use crate::oracles::{self, owned_world};

const COUNTED: [Status; 2] = [Status::Signed, Status::Operating];

fn rows(graph: &Graph, place: &str) -> BTreeMap<String, BTreeSet<String>> {
    let links = links(graph, &Choice::default());
    let question = Question { place: graph.find(place).unwrap(), targets: &[graph.find("far").unwrap()], level: Level::Region };
    let answer = linked(graph, &links, &question);
    let name = |via: Via| match via {
        Via::Node(node) => graph.node(node).id.to_string(),
        Via::Tie(tie) => graph.facts(tie).date.as_ref().map_or_else(|| "undated tie".to_owned(), ToString::to_string),
    };
    answer
        .rows
        .iter()
        .map(|row| {
            let links = row.evidence.iter().map(|one| name(links[one.link].via)).collect();
            (graph.node(row.there).id.to_string(), links)
        })
        .collect()
}

/// The oracle numbers ties; here they go by their year, which is different for each.
fn expected(records: &accord::model::Records, place: &str) -> BTreeMap<String, BTreeSet<String>> {
    let year = |name: String| match name.strip_prefix("tie-").and_then(|number| number.parse::<usize>().ok()) {
        Some(number) => records.ties[number].facts.date.clone().unwrap().to_string(),
        None => name,
    };
    let rows = oracles::linked::rows(records, place, &COUNTED);
    rows.into_iter().map(|(row, names)| (row, names.into_iter().map(year).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn rows_are_those_of_the_records_taken_pair_by_pair(world in owned_world()) {
        let (records, graph) = oracles::base(&world.text(0));
        for place in ["near", "region-0", "region-1", "city-0", "party-0", "region-2"] {
            prop_assert_eq!(rows(&graph, place), expected(&records, place), "{}", place);
        }
    }

    #[test]
    fn the_order_of_records_does_not_show(world in owned_world(), order in 0..100_usize) {
        let (_, graph) = oracles::base(&world.text(0));
        let (_, shuffled) = oracles::base(&world.text(order));
        let ids = |graph: &Graph| graph.nodes().map(|(_, node)| node.id.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&graph), ids(&shuffled));
        let links = |graph: &Graph| links(graph, &Choice::default());
        prop_assert_eq!(links(&graph), links(&shuffled));
    }

    #[test]
    fn each_side_sees_the_same_links(world in owned_world()) {
        let (_, graph) = oracles::base(&world.text(0));
        let links = links(&graph, &Choice::default());
        let find = |id: &str| graph.find(id).unwrap();
        let count = |place: &str, target: &str| {
            let question = Question { place: find(place), targets: &[find(target)], level: Level::Region };
            linked(&graph, &links, &question).links
        };
        for (a, b) in [("region-0", "region-2"), ("region-1", "region-3"), ("near", "far"), ("city-0", "region-2")] {
            prop_assert_eq!(count(a, b), count(b, a));
        }
    }
}

/// Two towns of one oblast and the oblast itself sign one paper with a province: one link, direct.
#[test]
fn a_paper_counts_once_however_many_levels_see_it() {
    let (_, graph) = oracles::base(
        r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "oblast", form: oblast, names: {"en": "Oblast"}, within: "near", basis: background),
        City(id: "town-a", names: {"en": "A"}, within: "oblast", basis: background),
        City(id: "town-b", names: {"en": "B"}, within: "oblast", basis: background),
        Region(id: "province", form: province, names: {"en": "Province"}, within: "far", basis: background),
        Agreement(id: "paper", form: friendship, names: {"en": "Paper"}, parties: ["oblast", "town-a", "town-b", "province"],
            status: signed, basis: background)"#,
    );
    let links = links(&graph, &Choice::default());
    assert_eq!(links.len(), 1);
    for (place, direct) in [("oblast", true), ("town-a", true), ("near", false)] {
        let question = Question { place: graph.find(place).unwrap(), targets: &[graph.find("far").unwrap()], level: Level::Region };
        let answer = linked(&graph, &links, &question);
        assert_eq!((answer.links, answer.papers, answer.rows.len()), (1, 1, 1), "{place}");
        assert_eq!(answer.rows[0].direct, direct, "{place}");
        assert_eq!(answer.rows[0].evidence.len(), 1, "{place}");
    }
}

/// Minsk and Minsk Oblast: what the one signs is none of the other's.
#[test]
fn a_municipality_does_not_lie_in_the_oblast_around_it() {
    let (_, graph) = oracles::base(
        r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "minsk", form: municipality, names: {"en": "Minsk"}, within: "near", basis: background),
        Region(id: "minsk-oblast", form: oblast, names: {"en": "Minsk Oblast"}, within: "near", basis: background),
        District(id: "sovetsky", form: urban_district, names: {"en": "Sovetsky"}, within: "minsk", basis: background),
        Region(id: "shanghai", form: municipality, names: {"en": "Shanghai"}, within: "far", basis: background),
        District(id: "changning", form: urban_district, names: {"en": "Changning"}, within: "shanghai", basis: background),
        Agreement(id: "districts", form: framework, names: {"en": "Districts"}, parties: ["sovetsky", "changning"], status: signed,
            basis: background)"#,
    );
    let found = |place: &str| rows(&graph, place).into_keys().collect::<Vec<_>>();
    assert_eq!(found("minsk"), ["shanghai"]);
    assert_eq!(found("sovetsky"), ["shanghai"]);
    assert!(found("minsk-oblast").is_empty());
    // At the level of cities a municipality is one, so its district goes to it and not to itself.
    let changning = graph.find("changning").unwrap();
    assert_eq!(graph.node(Level::City.of(&graph, changning)).id, *"shanghai");
    assert_eq!(graph.node(Level::Country.of(&graph, changning)).id, *"far");
    assert_eq!(Level::Party.of(&graph, changning), changning);
}

/// Residents of one park and guests of one forum are not linked; co-founders and co-signatories are.
#[test]
fn only_what_the_table_of_ties_says_links_those_who_meet() {
    let (_, graph) = oracles::base(
        r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "oblast", form: oblast, names: {"en": "Oblast"}, within: "near", basis: background),
        Region(id: "province", form: province, names: {"en": "Province"}, within: "far", basis: background),
        Park(id: "park", names: {"en": "Park"}, within: "near", basis: background),
        Company(id: "ours", names: {"en": "Ours"}, within: "oblast", basis: background),
        Company(id: "theirs", names: {"en": "Theirs"}, within: "province", basis: background),
        Tie(from: "ours", type: resident_of, to: "park", status: operating, basis: background),
        Tie(from: "theirs", type: resident_of, to: "park", status: operating, basis: background),
        Event(id: "forum", form: forum, names: {"en": "Forum"}, within: "oblast", participants: ["ours", "theirs"], date: "2019",
            basis: background)"#,
    );
    assert!(rows(&graph, "oblast").is_empty());
    assert_eq!(rows(&graph, "near").into_keys().collect::<Vec<_>>(), ["province"], "the park itself has a resident from there");
    let question = Question { place: graph.find("oblast").unwrap(), targets: &[graph.find("far").unwrap()], level: Level::Region };
    let answer = linked(&graph, &links(&graph, &Choice::default()), &question);
    assert_eq!(answer.left_out.len(), 1);
    assert_eq!(answer.left_out[0].0, accord::network::Reason::Contact);
}
