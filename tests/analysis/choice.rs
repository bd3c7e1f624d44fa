//! What counts under which status and date, told by small bases.

use accord::{
    model::{Graph, Status},
    network::{Choice, Reason, links},
};

use crate::oracles;

fn paper(facts: &str) -> Graph {
    let (_, graph) = oracles::base(&format!(
        r#"Country(id: "near", names: {{"en": "Near"}}, basis: background),
        Country(id: "far", names: {{"en": "Far"}}, basis: background),
        Source(id: "report", form: report, title: "Report", date: "2018"),
        Agreement(id: "paper", form: agreement, names: {{"en": "Paper"}}, parties: ["near", "far"], {facts})"#,
    ));
    graph
}

fn verdict(graph: &Graph, as_of: Option<&str>) -> Result<(), Reason> {
    let choice = Choice { as_of: as_of.map(|day| day.parse().unwrap()), ..Choice::default() };
    links(graph, &choice)[0].verdict
}

#[test]
fn plans_and_intents_do_not_count_unless_asked_for() {
    for (word, status) in [("planned", Status::Planned), ("intended", Status::Intended)] {
        let graph = paper(&format!(r#"status: {word}, sources: [(source: "report")]"#));
        assert_eq!(verdict(&graph, None), Err(Reason::Status(status)));
        let choice = Choice { count: vec![status], as_of: None };
        assert_eq!(links(&graph, &choice)[0].verdict, Ok(()));
    }
}

#[test]
fn a_partial_date_may_leave_it_undecided() {
    let graph = paper(r#"status: signed, date: "2007", sources: [(source: "report")]"#);
    assert_eq!(verdict(&graph, Some("2006")), Err(Reason::Later));
    assert_eq!(verdict(&graph, Some("2007-06")), Err(Reason::Undecided));
    assert_eq!(verdict(&graph, Some("2007")), Ok(()));
    assert_eq!(verdict(&graph, Some("2008")), Ok(()));
}

#[test]
fn an_undated_paper_was_there_when_its_source_came_out() {
    let graph = paper(r#"status: signed, sources: [(source: "report")]"#);
    assert_eq!(verdict(&graph, None), Ok(()));
    assert_eq!(verdict(&graph, Some("2019")), Ok(()));
    assert_eq!(verdict(&graph, Some("2017")), Err(Reason::Undated));
}

#[test]
fn a_term_that_has_run_out_counts_no_more() {
    // The base claims to be true up to 30 June 2020.
    let until_2019 = paper(r#"status: signed, date: "2015", until: "2019", sources: [(source: "report")]"#);
    assert_eq!(verdict(&until_2019, None), Err(Reason::Status(Status::Lapsed)));
    assert_eq!(verdict(&until_2019, Some("2019-06")), Ok(()));
    // A partial day asks for its end.
    let until_spring = paper(r#"status: signed, date: "2010", until: "2015-03", sources: [(source: "report")]"#);
    assert_eq!(verdict(&until_spring, Some("2015")), Err(Reason::Status(Status::Lapsed)));
    assert_eq!(verdict(&until_spring, Some("2015-03")), Ok(()));
    let choice = Choice { count: vec![Status::Lapsed], as_of: None };
    assert_eq!(links(&until_spring, &choice)[0].verdict, Ok(()));
    let until_2020 = paper(r#"status: signed, date: "2014/2020", sources: [(source: "report")]"#);
    assert_eq!(verdict(&until_2020, None), Ok(()), "part of 2020 is still to come");
    assert_eq!(verdict(&until_2020, Some("2021")), Err(Reason::Status(Status::Lapsed)));
}

#[test]
fn what_has_lapsed_counted_before() {
    let graph = paper(r#"status: lapsed, date: "2010", until: "2015", sources: [(source: "report")]"#);
    assert_eq!(verdict(&graph, None), Err(Reason::Status(Status::Lapsed)));
    assert_eq!(verdict(&graph, Some("2016")), Err(Reason::Status(Status::Lapsed)));
    assert_eq!(verdict(&graph, Some("2015-03")), Err(Reason::Undecided));
    assert_eq!(verdict(&graph, Some("2012")), Ok(()));
    assert_eq!(verdict(&graph, Some("2009")), Err(Reason::Later));
}
