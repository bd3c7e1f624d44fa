//! `analysis::change`: its rules on records made for them, and what must hold for any two views.

use std::collections::BTreeSet;

use accord::{
    analysis::change::{Change, Record, View, changes, picture, stale},
    model::{Graph, Status},
    network::{Choice, links},
};
use proptest::prelude::*;

use crate::oracles;

fn as_of(day: &str) -> Choice {
    Choice { as_of: Some(day.parse().unwrap()), ..Choice::default() }
}

/// What became of each record, by id; a tie is its ends.
fn told(before: (&Graph, &Choice), after: (&Graph, &Choice)) -> Vec<(Change, String, Vec<&'static str>)> {
    let view = |(graph, choice): (&'_ Graph, &Choice)| (graph.clone(), choice.clone());
    let ((old, was), (new, is)) = (view(before), view(after));
    let items = changes(&View { graph: &old, choice: was }, &View { graph: &new, choice: is });
    items
        .into_iter()
        .map(|item| {
            let graph = if item.change == Change::Removed { &old } else { &new };
            let name = match item.record {
                Record::Node(node) => graph.node(node).id.to_string(),
                Record::Tie(tie) => {
                    let (near, _, far) = graph.tie(tie).unwrap();
                    format!("{}-{}", graph.node(near).id, graph.node(far).id)
                }
            };
            (item.change, name, item.fields)
        })
        .collect()
}

fn world(papers: &[&str]) -> Graph {
    let places = [
        r#"Country(id: "near", names: {"en": "Near"}, basis: background)"#,
        r#"Country(id: "far", names: {"en": "Far"}, basis: background)"#,
        r#"Region(id: "n1", form: oblast, names: {"en": "N1"}, within: "near", basis: background)"#,
        r#"Region(id: "f1", form: province, names: {"en": "F1"}, within: "far", basis: background)"#,
    ];
    oracles::base(&places.into_iter().chain(papers.iter().copied()).collect::<Vec<_>>().join(",\n")).1
}

fn paper(id: &str, rest: &str) -> String {
    format!(r#"Agreement(id: "{id}", form: agreement, names: {{"en": "{id}"}}, parties: ["n1", "f1"], {rest}, basis: background)"#)
}

#[test]
fn between_two_bases_a_record_is_new_upgraded_lapsed_removed_or_changed() {
    let old = [
        paper("dated", r#"date: "2014", status: signed"#),
        paper("gone", "status: signed"),
        paper("lapsed", r#"date: "2010", status: signed"#),
        paper("renewed", "status: lapsed"),
        paper("rises", r#"date: "2015", status: intended"#),
        paper("same", "status: signed"),
        r#"Tie(from: "f1", type: supplies, to: "n1", date: "2011", status: operating, basis: background)"#.to_owned(),
    ];
    let new = [
        paper("added", "status: planned"),
        paper("dated", r#"date: "2014-05", status: signed, note: "n""#),
        paper("lapsed", r#"date: "2010", until: "2019", status: lapsed"#),
        paper("renewed", "status: signed"),
        paper("rises", r#"date: "2016", status: signed"#),
        paper("same", "status: signed"),
        r#"Tie(from: "f1", type: supplies, to: "n1", date: "2011", status: operating, basis: background)"#.to_owned(),
        r#"Tie(from: "f1", type: supplies, to: "n1", date: "2012", status: operating, basis: background)"#.to_owned(),
    ];
    let [old, new] = [&old[..], &new[..]].map(|papers| world(&papers.iter().map(String::as_str).collect::<Vec<_>>()));
    let choice = Choice::default();
    let line = |change, id: &str, fields: &[&'static str]| (change, id.to_owned(), fields.to_vec());
    assert_eq!(
        told((&old, &choice), (&new, &choice)),
        [
            line(Change::New, "added", &[]),
            line(Change::New, "f1-n1", &[]),
            line(Change::Upgraded, "rises", &["date", "status"]),
            line(Change::Lapsed, "lapsed", &["until", "status"]),
            line(Change::Removed, "gone", &[]),
            line(Change::Changed, "dated", &["date", "note"]),
            line(Change::Changed, "renewed", &["status"]),
        ]
    );
}

#[test]
fn between_two_days_a_paper_is_upgraded_from_the_letter_of_intent_that_it_follows() {
    let tie =
        |later: &str, earlier: &str| format!(r#"Tie(from: "{later}", type: follows, to: "{earlier}", status: signed, basis: background)"#);
    let papers = [
        paper("letter", r#"date: "2012", status: intended"#),
        paper("treaty", r#"date: "2015", status: signed"#),
        tie("treaty", "letter"),
        // Follows on a signed paper, and on a plan of the same year: new, and no more.
        paper("second", r#"date: "2016", status: signed"#),
        tie("second", "treaty"),
        paper("plan", r#"date: "2016", status: planned"#),
        paper("third", r#"date: "2016", status: operating"#),
        tie("third", "plan"),
    ];
    let graph = world(&papers.iter().map(String::as_str).collect::<Vec<_>>());
    let (before, after) = (as_of("2014"), as_of("2018"));
    let (old, new) = (View { graph: &graph, choice: before }, View { graph: &graph, choice: after });
    let items = changes(&old, &new);
    let of = |id: &str| items.iter().find(|item| matches!(item.record, Record::Node(node) if graph.node(node).id == *id)).unwrap();
    let letter = graph.find("letter").unwrap();
    let treaty = of("treaty");
    assert_eq!((treaty.change, treaty.was, treaty.is), (Change::Upgraded, Some(Status::Intended), Some(Status::Signed)));
    assert_eq!(treaty.followed, Some(Record::Node(letter)));
    assert_eq!(["second", "third", "plan"].map(|id| of(id).change), [Change::New; 3]);
}

#[test]
fn between_two_days_what_began_is_new_and_what_ran_out_lapsed() {
    let papers = [
        paper("before", r#"date: "2009", status: signed"#),
        paper("between", r#"date: "2012", status: signed"#),
        paper("later", r#"date: "2018", status: signed"#),
        paper("over", r#"date: "2009/2012", status: operating"#),
        paper("ended", r#"date: "2005", until: "2013", status: ended"#),
        paper("doubtful", r#"date: "2010/2019", status: signed"#),
        paper("sometime", r#"date: "201X", status: signed"#),
        paper("undated", "status: signed"),
        paper("plan", r#"date: "2011", status: planned"#),
        paper("came-and-went", r#"date: "2011/2013", status: operating"#),
    ];
    let graph = world(&papers.iter().map(String::as_str).collect::<Vec<_>>());
    let found = told((&graph, &as_of("2010")), (&graph, &as_of("2015")));
    let line = |change, id: &str| (change, id.to_owned(), vec![]);
    assert_eq!(
        found,
        [
            line(Change::New, "between"),
            line(Change::New, "came-and-went"),
            line(Change::New, "plan"),
            line(Change::Lapsed, "ended"),
            line(Change::Lapsed, "over"),
        ],
        "of `sometime` and `undated` neither day tells, so nothing is told of a change"
    );
    // By 2020 the doubtful decade has come, so its paper began at some time.
    let found = told((&graph, &as_of("2015")), (&graph, &as_of("2020")));
    assert!(found.contains(&line(Change::Undecided, "sometime")));
}

#[test]
fn a_plan_is_stale_when_its_expected_date_has_wholly_passed() {
    let papers = [
        paper("passed", r#"date: "2010", expected: "2012", status: planned"#),
        paper("intended", r#"date: "2010", expected: "2014-06", status: intended"#),
        paper("this-year", r#"date: "2010", expected: "2015", status: planned"#),
        paper("signed", r#"date: "2010", expected: "2011", status: signed"#),
        paper("no-date", r#"date: "2010", status: planned"#),
    ];
    let graph = world(&papers.iter().map(String::as_str).collect::<Vec<_>>());
    let ids = |day: &str| -> Vec<String> {
        let found = stale(&View { graph: &graph, choice: as_of(day) });
        found
            .into_iter()
            .map(|record| if let Record::Node(node) = record { graph.node(node).id.to_string() } else { String::new() })
            .collect()
    };
    assert_eq!(ids("2015-03"), ["intended", "passed"]);
    assert_eq!(ids("2009"), [""; 0], "there were no plans yet");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nothing_changes_between_a_view_and_itself(world in oracles::world(), order in 0..50_usize, day in prop::option::of(1999..2021_u16)) {
        let (_, graph) = oracles::base(&world.text(0));
        let (_, shuffled) = oracles::base(&world.text(order));
        let choice = Choice { as_of: day.map(|day| day.to_string().parse().unwrap()), ..Choice::default() };
        prop_assert_eq!(told((&graph, &choice), (&shuffled, &choice)), vec![]);
    }

    #[test]
    fn what_is_new_one_way_is_removed_the_other_way(a in oracles::world(), b in oracles::world()) {
        let ((_, a), (_, b)) = (oracles::base(&a.text(0)), oracles::base(&b.text(0)));
        let choice = Choice::default();
        let of = |change, items: Vec<(Change, String, Vec<&'static str>)>| -> Vec<String> {
            items.into_iter().filter(|(of, ..)| *of == change).map(|(_, id, _)| id).collect()
        };
        let there = told((&a, &choice), (&b, &choice));
        let back = told((&b, &choice), (&a, &choice));
        prop_assert_eq!(of(Change::New, there.clone()), of(Change::Removed, back.clone()));
        prop_assert_eq!(of(Change::Removed, there), of(Change::New, back));
        let ids = |graph: &Graph| graph.nodes().map(|(_, node)| node.id.clone()).collect::<BTreeSet<_>>();
        let added: Vec<String> = ids(&b).difference(&ids(&a)).map(ToString::to_string).collect();
        let new = of(Change::New, told((&a, &choice), (&b, &choice)));
        prop_assert!(added.iter().all(|id| new.contains(id)));
    }

    #[test]
    fn between_two_days_a_dated_paper_is_new_when_its_year_lies_between(world in oracles::world(), first in 1999..2020_u16, more in 0..10_u16) {
        // Days before that of the base, on which only what has a date can be told to have begun.
        let (records, graph) = oracles::base(&world.text(0));
        let (from, to) = (first, (first + more).min(2019));
        let found = told((&graph, &as_of(&from.to_string())), (&graph, &as_of(&to.to_string())));
        let new: BTreeSet<String> = found.into_iter().filter(|(change, ..)| *change == Change::New).map(|(_, id, _)| id).collect();
        for node in records.nodes.iter().filter(|node| node.id.as_str().starts_with("paper")) {
            let year = node.facts.date.as_ref().and_then(accord::model::Date::year).map(i16::unsigned_abs);
            let between = year.is_some_and(|year| from < year && year <= to);
            // When it ended nobody knows, so that on a day after its beginning it is neither there nor over.
            let told = node.facts.standing() <= Status::Operating;
            prop_assert_eq!(new.contains(node.id.as_str()), between && told, "{}", node.id);
        }
    }

    #[test]
    fn the_picture_counts_links_that_count(world in oracles::world()) {
        let (_, graph) = oracles::base(&world.text(0));
        let found = picture(&View { graph: &graph, choice: Choice::default() }, |_| true);
        let links = links(&graph, &Choice::default());
        let counted: Vec<_> = links.iter().filter(|link| link.verdict.is_ok()).collect();
        prop_assert_eq!(found.links, counted.len());
        prop_assert_eq!(found.papers, counted.iter().filter(|link| link.via.paper(&graph).is_some()).count());
        // A pair of regions is linked when some link has a member in either.
        let inside = |node, region: &str| graph.lies_in(node, graph.find(region).unwrap());
        for near in ["region-0", "region-1"] {
            for far in ["region-2", "region-3"] {
                let linked = counted.iter().any(|link| link.members.iter().any(|&m| inside(m, near)) && link.members.iter().any(|&m| inside(m, far)));
                prop_assert_eq!(found.regions.contains(&(near.parse().unwrap(), far.parse().unwrap())), linked);
            }
        }
    }
}
