//! The views `two-row`, `matrix` and `timeline` of `accord draw` on the small base: what they draw is what the commands count.

use serde_json::Value;

use crate::common::{accord, json, small};

/// What a figure of the small base has, and the figure.
fn drawn(args: &[&str]) -> (Value, String) {
    let path = std::env::temp_dir().join(format!("accord-{}-{}.svg", std::process::id(), args.join("-").replace([':', '/'], "-")));
    let file = path.to_str().unwrap();
    let run = small(&[&["draw"], args, &["-o", file, "--format", "json"]].concat());
    let svg = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    (serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}")), svg)
}

fn count(document: &Value, what: &str) -> usize {
    document["drawn"][what].as_u64().unwrap().try_into().unwrap()
}

fn pairs(state: &str) -> usize {
    json(&["gaps"])["rows"].as_array().unwrap().iter().filter(|pair| pair["state"] == state).count()
}

#[test]
fn two_rows_have_the_pairs_that_are_linked() {
    let (document, svg) = drawn(&["--view", "two-row"]);
    assert_eq!(count(&document, "pairs"), pairs("direct") + pairs("below"));
    // The twinning of the two themselves has a band of its own beside that of what lies in them.
    assert_eq!(svg.matches("<title>Gomel Oblast — Jiangsu").count(), 2, "{svg}");
    let (document, _) = drawn(&["--view", "two-row", "--count", "all"]);
    assert!(count(&document, "pairs") >= pairs("direct") + pairs("below") + pairs("planned"));
}

#[test]
fn the_matrix_is_that_of_gaps() {
    let (figure, _) = drawn(&["--view", "matrix"]);
    assert_eq!(count(&figure, "cells"), pairs("direct") + pairs("below") + pairs("planned"));
    assert_eq!(json(&["draw", "--view", "matrix"])["rows"], json(&["gaps"])["rows"]);
    let text = small(&["draw", "--view", "matrix"]).stdout;
    let row = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{text}"));
    assert!(row("Jiangsu").contains("4*"), "{text}");
    assert!(row("Sichuan").contains("(1)"), "{text}");
    let markdown = small(&["draw", "--view", "matrix", "--format", "md"]).stdout;
    assert!(markdown.lines().any(|line| line.starts_with("| Jiangsu |") && line.contains("4\\*")), "{markdown}");
}

#[test]
fn a_matrix_has_regions_and_no_other_level() {
    let run = small(&["draw", "--view", "matrix", "--level", "city"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--view two-row --level city"), "{}", run.stderr);
}

#[test]
fn a_timeline_has_the_entries_of_the_command() {
    let listed = json(&["timeline", "--list"]);
    let rows = listed["rows"].as_array().unwrap();
    let (document, _) = drawn(&["--view", "timeline"]);
    assert_eq!(count(&document, "entries"), rows.len());
    let (document, svg) = drawn(&["in:gomel-oblast", "--view", "timeline"]);
    let of_gomel = json(&["timeline", "in:gomel-oblast", "--list"]);
    assert_eq!(count(&document, "entries"), of_gomel["rows"].as_array().unwrap().len());
    for entry in of_gomel["rows"].as_array().unwrap() {
        assert!(svg.contains(entry["entry"]["name"].as_str().unwrap()), "{entry}");
    }
}

#[test]
fn what_came_of_a_plan_is_drawn_as_that() {
    let command = json(&["timeline"]);
    let (document, _) = drawn(&["--view", "timeline"]);
    assert_eq!(count(&document, "follows") > 0, !command["came_true"].as_array().unwrap().is_empty());
}

#[test]
fn terms_that_nobody_meets_give_a_figure_that_says_so() {
    for view in ["two-row", "matrix", "timeline"] {
        let run = small(&["draw", "in:sichuan", "kind:park", "--view", view, "-o", "-", "--as", "svg"]);
        assert_eq!(run.code, 1, "{view}: {}", run.stderr);
        assert!(run.stdout.contains("Nothing to draw"), "{view}");
    }
}

#[test]
fn the_same_base_gives_the_same_bytes() {
    for view in ["two-row", "matrix", "timeline"] {
        let draw = || accord(&["draw", "--view", view, "-o", "-", "--as", "svg", "--lang", "be"]).stdout;
        assert_eq!(draw(), draw(), "{view}");
    }
}
