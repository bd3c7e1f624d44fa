//! `analysis::timeline` against the records, counted one by one.

use accord::{
    analysis::timeline::{Class, Stage, Year, by_year, came_true, timeline},
    model::{Kind, Status, TieType},
    network::Choice,
};
use proptest::prelude::*;

use crate::oracles;

fn all() -> Choice {
    Choice { count: Status::ALL.to_vec(), as_of: None }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_agreement_and_venture_stands_in_one_year_and_stage(world in oracles::world(), day in prop::option::of(1998..2020_u16)) {
        let (records, graph) = oracles::base(&world.text(0));
        let choice = Choice { as_of: day.map(|day| day.to_string().parse().unwrap()), ..all() };
        let found = timeline(&graph, &choice);
        let entries: Vec<_> = records
            .nodes
            .iter()
            .filter(|node| node.kind == Kind::Agreement || node.inline.iter().any(|(tie, near)| *tie == TieType::Founded && !near.is_empty()))
            .collect();
        prop_assert_eq!(found.entries.len() + found.left_out.len(), entries.len());
        prop_assert!(found.entries.is_sorted_by_key(|entry| (entry.date.is_none(), entry.date.clone(), entry.node)));

        // As of a day, only what has a date by then can be told: the records of these worlds cite nothing.
        let there = |year: Option<i16>| day.is_none_or(|day| year.is_some_and(|year| i32::from(year) <= i32::from(day)));
        let years = by_year(&found.entries);
        for year in (1999..2021).map(Some).chain([None]) {
            let of = |statuses: &[Status], kind: Option<Kind>| {
                let year_of = |node: &accord::model::Node| node.facts.date.as_ref().and_then(accord::model::Date::year);
                // What has ended at an unknown date cannot be told to have been there or not on an earlier day.
                let told = |status: Status| day.is_none() || status <= Status::Operating;
                entries
                    .iter()
                    .filter(|node| year_of(node) == year && there(year))
                    .filter(|node| statuses.contains(&node.facts.standing()) && told(node.facts.standing()))
                    .filter(|node| kind.is_none_or(|kind| node.kind == kind))
                    .count()
            };
            let counts = years.get(&year.map_or(Year::Undated, Year::In)).copied().unwrap_or_default();
            prop_assert_eq!(counts.planned, of(&[Status::Planned], None));
            prop_assert_eq!(counts.intended, of(&[Status::Intended], None));
            let began = [Status::Signed, Status::Operating, Status::Suspended, Status::Lapsed, Status::Ended];
            prop_assert_eq!(counts.agreements, of(&began, Some(Kind::Agreement)));
            prop_assert_eq!(counts.ventures, of(&began, Some(Kind::Company)));
        }
        let over = entries.iter().filter(|node| matches!(node.facts.standing(), Status::Lapsed | Status::Ended)).count();
        let ran_out: usize = years.values().map(|counts| counts.ran_out).sum();
        prop_assert_eq!(ran_out, if day.is_none() { over } else { 0 });
    }
}

/// Two countries and papers of both: id, date, until, status.
fn papers(papers: &[(&str, &str, &str, &str)], more: &str) -> accord::model::Graph {
    let mut records = vec![
        r#"Country(id: "near", names: {"en": "Near"}, basis: background)"#.to_owned(),
        r#"Country(id: "far", names: {"en": "Far"}, basis: background)"#.to_owned(),
    ];
    for (id, date, until, status) in papers {
        let field = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(r#"{name}: "{value}", "#) };
        records.push(format!(
            r#"Agreement(id: "{id}", form: agreement, names: {{"en": "{id}"}}, parties: ["near", "far"], {}{}status: {status}, basis: background)"#,
            field("date", date),
            field("until", until)
        ));
    }
    records.extend((!more.is_empty()).then(|| more.to_owned()));
    oracles::base(&records.join(",\n")).1
}

#[test]
fn a_term_that_is_over_ran_out_and_one_that_cannot_be_told_did_not() {
    // The day of the base is 30 June 2020.
    let graph = papers(
        &[
            ("a-term", "2010", "2015", "signed"),
            ("b-interval", "2012/2016", "", "operating"),
            ("c-later", "2010", "2025", "signed"),
            ("d-this-year", "2010", "2020", "signed"),
            ("e-lapsed", "2009", "", "lapsed"),
            ("f-suspended", "2011", "2013", "suspended"),
            ("g-plan", "2011", "", "planned"),
        ],
        "",
    );
    let ran_out = |choice: &Choice| {
        let entries = timeline(&graph, choice).entries;
        entries.iter().filter(|entry| entry.ran_out).map(|entry| graph.node(entry.node).id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ran_out(&all()), ["e-lapsed", "a-term", "b-interval"]);
    assert_eq!(ran_out(&Choice { as_of: Some("2015-12".parse().unwrap()), ..all() }), [""; 0]);
    assert_eq!(ran_out(&Choice { as_of: Some("2016-06".parse().unwrap()), ..all() }), ["a-term"]);
    let years = by_year(&timeline(&graph, &all()).entries);
    assert_eq!((years[&Year::In(2015)].ran_out, years[&Year::In(2016)].ran_out, years[&Year::Undated].ran_out), (1, 1, 1));
}

#[test]
fn dates_coarser_than_a_year_are_counted_apart() {
    let graph = papers(&[("a", "199X", "", "signed"), ("b", "", "", "signed"), ("c", "1997~", "", "signed")], "");
    let years = by_year(&timeline(&graph, &all()).entries);
    assert_eq!(years.keys().copied().collect::<Vec<_>>(), [Year::In(1997), Year::Coarse, Year::Undated]);
    assert!(years.values().all(|counts| counts.agreements == 1));
    let entries = timeline(&graph, &all()).entries;
    assert!(entries.iter().all(|entry| entry.class == Class::Agreement && entry.stage == Stage::Began));
}

#[test]
fn an_intention_came_true_when_a_paper_that_began_follows_it() {
    let follows = |from: &str, to: &str| format!(r#"Tie(from: "{from}", type: follows, to: "{to}", status: signed, basis: background)"#);
    let graph = papers(
        &[
            ("intent", "2010", "", "intended"),
            ("paper", "2012", "", "signed"),
            ("plan", "2013", "", "planned"),
            ("second", "2014", "", "signed"),
        ],
        &[follows("paper", "intent"), follows("plan", "paper"), follows("second", "paper")].join(",\n"),
    );
    let pairs = came_true(&graph, &timeline(&graph, &all()).entries);
    assert_eq!(pairs, [(graph.find("intent").unwrap(), graph.find("paper").unwrap())]);
}
