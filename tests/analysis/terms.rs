//! The selection language: what is read, what is refused, and who is selected.

use std::collections::BTreeSet;

use accord::{
    model::{Graph, Status},
    network::{Choice, KEYS, Selection, Terms, links},
};
use proptest::prelude::*;

use crate::oracles::{self, world};

/// An oblast with two universities, and a province with one.
fn graph() -> Graph {
    let (_, graph) = oracles::base(
        r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "gomel-oblast", form: oblast, names: {"en": "Gomel Oblast"}, within: "near", basis: background),
        City(id: "gomel", form: city, names: {"en": "Gomel", "be": "Гомель"}, within: "gomel-oblast", basis: background),
        Region(id: "gansu", form: province, names: {"en": "Gansu"}, within: "far", basis: background),
        City(id: "lanzhou", form: city, names: {"en": "Lanzhou"}, within: "gansu", basis: background),
        University(id: "skorina", form: university, names: {"en": "Skorina University"}, within: "gomel", basis: background),
        University(id: "sukhoi", form: university, names: {"en": "Sukhoi University"}, within: "gomel", fields: [technology], basis: background),
        University(id: "lanzhou-university", form: university, names: {"en": "Lanzhou University"}, within: "lanzhou", basis: background),
        Company(id: "glassworks", names: {"en": "Glassworks"}, within: "gomel", basis: background),
        Company(id: "venture", form: joint_venture, names: {"en": "Venture"}, within: "gomel", founders: ["glassworks", "lanzhou"],
            date: "2016-05", status: operating, sources: [(source: "report")]),
        Source(id: "report", form: report, title: "Report", date: "2018"),
        Agreement(id: "study-2016", form: memorandum, names: {"en": "Study together"}, parties: ["skorina", "lanzhou-university"],
            date: "2016", status: signed, fields: [education], sources: [(source: "report")]),
        Agreement(id: "trade-2010", form: agreement, names: {"en": "Trade"}, parties: ["skorina", "gansu"],
            date: "2010", status: signed, fields: [trade], basis: background),
        Agreement(id: "undated", form: twinning, names: {"en": "Twins"}, parties: ["gomel", "lanzhou"], status: signed, basis: background),
        Agreement(id: "plan", form: plan, names: {"en": "Plan"}, parties: ["sukhoi", "lanzhou-university"],
            date: "2017", status: planned, fields: [education], basis: background),
        Company(id: "stake", names: {"en": "Stake"}, within: "near", basis: background),
        Tie(from: "sukhoi", type: owns, to: "stake", date: "2017", status: planned, basis: background),
        Event(id: "fair-2017", form: fair, names: {"en": "Fair"}, participants: ["sukhoi"], date: "2017-09", basis: background),
        Tie(from: "glassworks", type: supplies, to: "gansu", date: "2015", status: operating, basis: background)"#,
    );
    graph
}

fn terms(graph: &Graph, text: &str) -> Result<Terms, String> {
    let resolve = |name: &str| graph.find(name).ok_or_else(|| format!("nobody is called `{name}`"));
    Terms::parse(text.split_whitespace(), graph, &resolve).map_err(|error| error.to_string())
}

fn ids(graph: &Graph, selection: &Selection) -> (String, String) {
    let list =
        |nodes: &[accord::model::graph::NodeIndex]| nodes.iter().map(|&node| graph.node(node).id.as_str()).collect::<Vec<_>>().join(" ");
    (list(&selection.nodes), list(&selection.undecided))
}

#[track_caller]
fn selected(text: &str, nodes: &str, undecided: &str) {
    let graph = graph();
    let selection = terms(&graph, text).unwrap().select(&graph, &links(&graph, &Choice::default()));
    assert_eq!(ids(&graph, &selection), (nodes.to_owned(), undecided.to_owned()), "{text}");
}

#[test]
fn nodes_are_selected_by_what_they_are() {
    selected("kind:university", "lanzhou-university skorina sukhoi", "");
    selected("kind:Universities -in:gansu", "skorina sukhoi", "");
    selected("kind:place", "far gansu gomel gomel-oblast lanzhou near", "");
    selected("kind:places -kind:country,city", "gansu gomel-oblast", "");
    selected("form:oblast,province", "gansu gomel-oblast", "");
    selected("form:joint-venture", "venture", "");
    selected("status:planned,operating kind:agreement,company", "glassworks plan stake venture", "");
    selected("source:report", "study-2016 venture", "");
    selected("tie:founded", "glassworks lanzhou venture", "");
}

#[test]
fn a_place_has_no_status() {
    selected("status:operating kind:place", "", "");
}

#[test]
fn words_without_a_key_are_parts_of_names() {
    selected("LANZHOU", "lanzhou lanzhou-university", "");
    selected("гомель", "gomel", "");
    selected("lanzhou -university", "lanzhou", "");
    selected("skorina,sukhoi", "skorina sukhoi", "");
    selected("lanzhou skorina", "", "");
}

#[test]
fn a_place_holds_itself_and_what_lies_in_it_at_any_depth() {
    selected("in:gomel-oblast", "glassworks gomel gomel-oblast skorina sukhoi venture", "");
}

#[test]
fn cooperation_of_a_party_is_that_of_its_links_that_count() {
    selected("kind:university with:gansu", "skorina", "");
    selected("kind:company with:far", "glassworks venture", "");
    selected("kind:city with:far", "gomel", "");
    selected("with:venture", "far gansu glassworks lanzhou", "");
    selected("with:gomel-oblast", "fair-2017 far gansu lanzhou lanzhou-university plan study-2016 trade-2010 undated venture", "");
    selected("kind:region with:far", "gomel-oblast", "");
    selected("kind:place -with:gansu", "far gansu lanzhou", "");
    selected("kind:region with:far field:trade", "gomel-oblast", "");
    selected("kind:city with:far field:industry", "", "");
    selected("kind:university -with:gansu", "lanzhou-university sukhoi", "");
}

#[test]
fn an_agreement_answers_for_itself_whatever_its_status() {
    selected("kind:agreement with:gomel-oblast with:lanzhou", "plan study-2016 undated", "");
    selected("kind:agreement with:gomel-oblast with:lanzhou status:signed", "study-2016 undated", "");
    selected("kind:event with:gomel", "fair-2017", "");
}

#[test]
fn a_stake_that_is_only_planned_makes_no_partner() {
    selected("kind:company with:gomel", "venture", "");
    selected("with:sukhoi kind:company", "", "");
}

#[test]
fn one_and_the_same_link_must_meet_all_terms_of_cooperation() {
    selected("kind:university in:gomel-oblast with:far signed:2015.. field:education", "skorina", "");
    selected("kind:university in:gomel-oblast with:far signed:2015.. field:trade", "", "");
    selected("kind:university field:technology", "sukhoi", "");
}

#[test]
fn a_date_that_may_lie_in_the_range_leaves_it_undecided() {
    selected("kind:agreement signed:2015..2018", "study-2016", "undated");
    selected("kind:agreement signed:2016", "study-2016", "undated");
    selected("kind:agreement signed:2016-03..", "", "study-2016 undated");
    selected("kind:agreement signed:..2012,2016", "study-2016 trade-2010", "undated");
    selected("kind:agreement -signed:2015..", "plan trade-2010", "undated");
    selected("kind:city,company signed:2016", "glassworks gomel lanzhou venture", "");
    selected("kind:city field:culture signed:2016", "", "");
    selected("kind:event signed:2017-21..2017-23", "fair-2017", "");
}

#[test]
fn the_canonical_form_orders_terms_and_names_nodes_by_id() {
    let graph = graph();
    let canonical = |text: &str| terms(&graph, text).unwrap().to_string();
    assert_eq!(canonical("Skor with:far -in:gansu kind:City,universities in:near"), "kind:city,university in:near with:far skor -in:gansu");
    assert_eq!(
        canonical("signed:..2018,2016..2016 form:joint-venture kind:city kind:city"),
        "kind:city form:joint_venture signed:..2018,2016"
    );
    assert_eq!(canonical(""), "");
}

#[test]
fn what_is_no_term_is_refused_with_what_is_allowed() {
    let graph = graph();
    let why = |text: &str| terms(&graph, text).unwrap_err();
    assert_eq!(
        why("knd:city"),
        "`knd:city`: there is no key `knd`; did you mean `kind`? keys are kind, form, status, in, with, signed, field, tie, source"
    );
    assert_eq!(why("-kind:"), "`-kind:`: a value is missing; write for example `kind:university`");
    assert_eq!(why("in:gomel,"), "`in:gomel,`: a value is missing; write for example `in:gomel-oblast`");
    assert_eq!(why("kind:oblast").split("? ").next(), Some("`kind:oblast`: there is no kind `oblast`; did you mean `form:oblast`"));
    assert_eq!(why("status:sgned").split("? ").next(), Some("`status:sgned`: there is no status `sgned`; did you mean `signed`"));
    assert_eq!(why("source:reprot"), "`source:reprot`: there is no source `reprot`; did you mean `report`? it can be report");
    assert_eq!(why("with:atlantis"), "`with:atlantis`: nobody is called `atlantis`");
    for (text, reason) in [
        ("signed:2018..2015", "`2018..2015` runs backwards"),
        ("signed:..", "`..` has no date"),
        ("signed:2015-2018", "`2015-2018` is not a date"),
        ("signed:../2015", "`../2015` is an interval, and a range has one date at either end"),
        ("signed:2014/2015", "`2014/2015` is an interval, and a range has one date at either end"),
        ("signed:2014/..", "`2014/..` is an interval, and a range has one date at either end"),
        ("signed:2016-13..", "`2016-13` is impossible"),
    ] {
        let message = why(text);
        assert!(message.starts_with(&format!("`{text}`: {reason}")), "{message}");
        assert!(message.ends_with("a range is written 2015..2018, 2015.. or ..2018"), "{message}");
    }
}

#[test]
fn each_key_is_explained_in_the_page_of_terms_and_no_other_is() {
    let page = include_str!("../../docs/terms.md");
    let (_, table) = page.split_once("## Keys").unwrap();
    let (table, _) = table.split_once("## ").unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), KEYS.iter().map(|key| key.word).collect::<Vec<_>>());
}

#[test]
fn the_example_of_each_key_is_a_term() {
    let graph = graph();
    for key in KEYS {
        let known = key.example.replace("zalessky", "report");
        assert!(terms(&graph, &known).is_ok(), "{known}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cooperation_is_that_of_the_records_taken_one_by_one(world in world(), from in 1999..2021_i16, years in 0..8_i16) {
        let (records, graph) = oracles::base(&world.text(0));
        let links = links(&graph, &Choice::default());
        for place in ["near", "region-1", "region-3", "city-0", "party-0"] {
            let selection = terms(&graph, &format!("with:{place} signed:{from}..{}", from + years)).unwrap().select(&graph, &links);
            let set = |nodes: &[accord::model::graph::NodeIndex]| nodes.iter().map(|&node| graph.node(node).id.to_string()).collect::<BTreeSet<_>>();
            let expected = oracles::terms::with_signed(&records, place, (from, from + years), &[Status::Signed, Status::Operating]);
            prop_assert_eq!((set(&selection.nodes), set(&selection.undecided)), expected, "{}", place);
        }
    }

    #[test]
    fn a_term_and_its_exclusion_share_the_nodes_out(world in world(), term in prop::sample::select(vec![
        "kind:party", "status:planned", "in:region-0", "with:far", "signed:2005..2010", "tie:supplies", "party",
    ])) {
        let (_, graph) = oracles::base(&world.text(0));
        let links = links(&graph, &Choice::default());
        let select = |text: &str| terms(&graph, text).unwrap().select(&graph, &links);
        let (yes, no) = (select(term), select(&format!("-{term}")));
        prop_assert_eq!(&yes.undecided, &no.undecided);
        let mut all = [yes.nodes, no.nodes, yes.undecided].concat();
        all.sort_unstable();
        prop_assert_eq!(all, graph.nodes().map(|(node, _)| node).collect::<Vec<_>>());
    }

    #[test]
    fn any_word_is_a_term_or_refused_and_its_canonical_form_is_the_same_term(words in "(-?(kind|in|signed|field|tie|form):)?[a-z0-9.,:]{0,12}|\\PC{0,12}") {
        let graph = graph();
        if let Ok(read) = terms(&graph, &words) {
            prop_assert_eq!(terms(&graph, &read.to_string()), Ok(read));
        }
    }
}
