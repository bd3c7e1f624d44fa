//! `analysis::gaps` against pairs of records, and against a base whose score is reckoned by hand.

use std::collections::BTreeSet;

use accord::{
    analysis::gaps::{Pair, State, gaps},
    model::{Field, Graph},
    network::{Choice, Link, Via, links},
};
use proptest::prelude::*;

use crate::oracles::{self, world};

fn found(graph: &Graph, near: &[&str], far: &[&str]) -> (Vec<Link>, Vec<Pair>) {
    let find = |ids: &[&str]| ids.iter().map(|id| graph.find(id).unwrap()).collect::<Vec<_>>();
    let links = links(graph, &Choice::default());
    let pairs = gaps(graph, &links, &find(near), &find(far));
    (links, pairs)
}

/// The base of a world, its papers in fields by turns.
fn base(world: &oracles::World) -> (accord::model::Records, Graph) {
    let mut text = world.text(0);
    for (paper, fields) in ["trade", "trade, sport", "sport", "law", "", "trade, law"].iter().cycle().take(12).enumerate() {
        let name = format!(r#"names: {{"en": "Paper {paper}"}}, "#);
        text = text.replace(&name, &format!("{name}fields: [{fields}], "));
    }
    oracles::base(&text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn each_pair_is_what_the_records_say(world in world()) {
        let (records, graph) = base(&world);
        let (near, far) = (["region-0", "region-1"], ["region-2", "region-3"]);
        let expected = oracles::gaps::cells(&records, &near, &far);
        let (links, pairs) = found(&graph, &near, &far);
        let id = |node| graph.node(node).id.to_string();
        let name = |&link: &usize| match links[link].via {
            Via::Node(node) => id(node),
            Via::Tie(tie) => graph.facts(tie).date.clone().unwrap().to_string(),
        };
        let names = |links: &[usize]| links.iter().map(name).collect::<BTreeSet<String>>();
        prop_assert_eq!(pairs.len(), 4);
        for pair in &pairs {
            let cell = &expected[&(id(pair.near), id(pair.far))];
            let here = oracles::gaps::Cell {
                direct: names(&pair.direct),
                below: names(&pair.below),
                planned: names(&pair.planned),
                past: names(&pair.past),
                partners: pair.partners.iter().map(|&(party, regions)| (id(party), regions)).collect(),
                fields: pair.fields.iter().copied().collect(),
            };
            prop_assert_eq!(&here, cell);
            let state = match (cell.direct.len(), cell.below.len(), cell.planned.len()) {
                (0, 0, 0) => State::None,
                (0, 0, _) => State::Planned,
                (0, ..) => State::Below,
                _ => State::Direct,
            };
            prop_assert_eq!(pair.state(), state);
            let shares = cell.partners.values().chain(cell.fields.values()).map(|&k| 1.0 / k as f64).sum::<f64>();
            let points = (cell.below.len() + cell.planned.len() + cell.past.len()) as f64 + shares;
            let expected = if state == State::Direct { 0.0 } else { points };
            prop_assert!((pair.score - expected).abs() < 1e-9);
        }
    }
}

const BASE: &str = r#"
    Country(id: "near", names: {"en": "Near"}, basis: background),
    Country(id: "far", names: {"en": "Far"}, basis: background),
    Region(id: "oblast-a", form: oblast, names: {"en": "A"}, within: "near", basis: background),
    Region(id: "oblast-b", form: oblast, names: {"en": "B"}, within: "near", basis: background),
    Region(id: "province-x", form: province, names: {"en": "X"}, within: "far", basis: background),
    Region(id: "province-y", form: province, names: {"en": "Y"}, within: "far", basis: background),
    City(id: "town-a", names: {"en": "Town A"}, within: "oblast-a", basis: background),
    City(id: "town-x", names: {"en": "Town X"}, within: "province-x", basis: background),
    City(id: "town-y", names: {"en": "Town Y"}, within: "province-y", basis: background),
    Body(id: "ministry", form: ministry, names: {"en": "Ministry"}, within: "near", basis: background),
    Agreement(id: "b-x", form: twinning, names: {"en": "B and X"}, parties: ["oblast-b", "province-x"], status: signed, fields: [trade],
        basis: background),
    Agreement(id: "towns", form: twinning, names: {"en": "Towns"}, parties: ["town-a", "town-x"], status: signed, fields: [sport],
        basis: background),
    Agreement(id: "a-x-plan", form: protocol, names: {"en": "Plan"}, parties: ["oblast-a", "province-x"], status: planned, basis: background),
    Agreement(id: "a-x-term", form: programme, names: {"en": "Term"}, parties: ["oblast-a", "town-x"], status: signed, date: "2010/2012",
        basis: background),
    Agreement(id: "b-y-intent", form: letter_of_intent, names: {"en": "Intent"}, parties: ["oblast-b", "town-y"], status: intended,
        basis: background),
    Agreement(id: "m-a", form: contract, names: {"en": "Ministry and A"}, parties: ["ministry", "town-a"], status: signed, basis: background),
    Agreement(id: "m-x", form: contract, names: {"en": "Ministry and X"}, parties: ["ministry", "town-x"], status: signed, basis: background),
    Agreement(id: "m-y", form: contract, names: {"en": "Ministry and Y"}, parties: ["ministry", "town-y"], status: signed, fields: [law],
        basis: background),
    Event(id: "forum", form: forum, names: {"en": "Forum"}, within: "near", participants: ["town-a", "town-y"], date: "2019", basis: background)
"#;

#[test]
fn a_pair_of_each_state_has_the_points_that_the_formula_gives() {
    let (_, graph) = oracles::base(BASE);
    let (_, pairs) = found(&graph, &["oblast-a", "oblast-b"], &["province-x", "province-y"]);
    let ministry = graph.find("ministry").unwrap();
    let shown: Vec<_> = pairs.iter().map(|pair| (pair.state(), pair.partners.clone(), pair.fields.clone(), pair.score)).collect();
    // The ministry works with three regions: with A, X and Y. No field is shared: A has sport with X alone, and X with A alone.
    // A and X: towns, plan and past term make three points, the ministry a third.
    // A and Y: the ministry alone; a forum is nothing.
    // B and Y: the letter of intent alone.
    assert_eq!(
        shown,
        [
            (State::Below, vec![(ministry, 3)], vec![], 3.0 + 1.0 / 3.0),
            (State::None, vec![(ministry, 3)], vec![], 1.0 / 3.0),
            (State::Direct, vec![], vec![], 0.0),
            (State::Planned, vec![], vec![], 1.0),
        ]
    );
}

#[test]
fn a_field_is_shared_when_each_has_it_with_another() {
    let more = r#",
        Agreement(id: "a-y", form: contract, names: {"en": "A and Y"}, parties: ["town-a", "town-y"], status: signed, fields: [trade, law],
            basis: background)"#;
    let (_, graph) = oracles::base(&format!("{BASE}{more}"));
    let (_, pairs) = found(&graph, &["oblast-a", "oblast-b"], &["province-x", "province-y"]);
    // Trade: A with Y, Y with A, B with X, X with B: four regions have it. Sport is of A and X alone.
    assert_eq!(pairs[0].fields, [(Field::Trade, 4)], "A with Y, X with B");
    assert_eq!(pairs[3].fields, [(Field::Trade, 4)], "B with X, Y with A");
    assert_eq!(pairs[1].fields, [], "A has trade with no other province, nor Y with another oblast");
}

#[test]
fn one_link_of_three_makes_no_shared_partner() {
    let (_, graph) = oracles::base(
        r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "oblast", form: oblast, names: {"en": "O"}, within: "near", basis: background),
        Region(id: "province", form: province, names: {"en": "P"}, within: "far", basis: background),
        City(id: "town", names: {"en": "Town"}, within: "province", basis: background),
        Body(id: "ministry", form: ministry, names: {"en": "Ministry"}, within: "near", basis: background),
        Agreement(id: "three", form: contract, names: {"en": "Three"}, parties: ["ministry", "oblast", "town"], status: signed,
            basis: background)"#,
    );
    let (_, pairs) = found(&graph, &["oblast"], &["province"]);
    assert_eq!((pairs[0].state(), pairs[0].partners.len()), (State::Below, 0));
}

#[test]
fn no_regions_make_no_pairs() {
    let (_, graph) = oracles::base(BASE);
    assert_eq!(found(&graph, &[], &["province-x"]).1, []);
    assert_eq!(found(&graph, &["oblast-a"], &[]).1, []);
}
