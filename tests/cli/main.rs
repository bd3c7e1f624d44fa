//! The command as its users meet it: what it prints, its documents, its exit codes. One file for each command.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod bridges;
mod centrality;
mod changes;
mod claims;
mod clusters;
mod common;
mod completions;
mod diff;
mod documents;
mod draw;
mod draw_tables;
mod find;
mod gaps;
mod import;
mod links;
mod list;
mod man;
mod pages;
mod path;
mod show;
mod stats;
mod structure;
mod timeline;
mod writing;

use std::{collections::BTreeSet, fs};

use accord::{
    check,
    store::{self, Base},
};

#[test]
fn no_file_of_tests_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> =
        names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).filter(|name| name != "main").collect();
    let modules = include_str!("main.rs").lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(files, modules.map(str::to_owned).collect());
}

#[test]
fn the_small_base_has_no_finding() {
    let checked = check::check(store::read(Base::open(common::SMALL.as_ref()).unwrap()));
    assert_eq!(checked.findings, []);
}

#[test]
fn no_line_of_an_answer_is_wider_than_the_terminal() {
    let questions: &[&[&str]] = &[
        &["links", "gomel-oblast", "--explain", "--left-out"],
        &["links", "--all"],
        &["path", "gomel-university", "tractor-works", "--via-containment"],
        &["show", "gomel-oblast"],
        &["show", "gomel-oblast", "--lang", "zh"],
        &["show", "china"],
        &["show", "book"],
        &["find", "gomel"],
        &["list"],
        &["list", "kind:agreement", "--lang", "zh", "--as-of", "2012"],
        &["centrality"],
        &["centrality", "--two-mode"],
        &["centrality", "--of", "edges"],
        &["stats"],
        &["stats", "--completeness"],
        &["claims"],
        &["structure"],
        &["structure", "--two-mode", "--lang", "zh"],
        &["timeline", "--by", "region"],
        &["timeline", "--list", "--lang", "zh"],
        &["diff", "2005", "2020", "--all"],
        &["bridges", "--pendant"],
        &["bridges", "--level", "party", "--lang", "zh"],
        &["bridges", "--lapse-before", "2017", "--level", "party"],
        &["gaps"],
        &["gaps", "--count", "all", "--lang", "zh"],
        &["draw", "--view", "matrix"],
        &["draw", "--view", "matrix", "--count", "all", "--lang", "zh"],
        &["clusters"],
        &["clusters", "--method", "core"],
    ];
    for args in questions {
        let run = common::small(args);
        for line in run.stdout.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{args:?}: {line}");
        }
    }
}
