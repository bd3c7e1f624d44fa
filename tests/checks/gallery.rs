//! For each rule a folder: `good.ron` keeps it, `bad.ron` breaks it and no other, `findings.snap` is what is said of that.
//!
//! The examples stand in a base with a header and the two countries, unless they are a header themselves. `accord explain` prints the same
//! files.

use std::{collections::BTreeSet, fs, path::PathBuf};

use accord::{
    check::{self, Checked, RULES},
    cli::findings::render,
    store::{self, Base, SourceFile},
};

const HEADER: &str = r#"Base(schema: 1, name: "test", title: "Test", version: "1", updated: "2024-06-30", licence: "CC0-1.0",
    languages: ["en"], sides: ["belarus", "china"])"#;

const COUNTRIES: &str = r#"[
    Country(id: "belarus", names: {"en": "Belarus"}, codes: (iso: "BY"), basis: background),
    Country(id: "china", names: {"en": "China"}, codes: (iso: "CN"), basis: background),
]"#;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/checks")
}

/// Checks an example in its base.
pub fn checked(name: &str, example: &str) -> Checked {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let countries = file("countries.ron", COUNTRIES);
    let files = if example.starts_with("Base") {
        vec![file("base.ron", example), countries]
    } else {
        vec![file("base.ron", HEADER), countries, file(name, example)]
    };
    check::check(store::read(Base { folder: None, files }))
}

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    assert_eq!(rules, folders.collect());
    assert_eq!(rules.len(), RULES.len(), "a rule is in the table twice");
}

#[test]
fn the_good_example_of_each_rule_has_no_finding_at_all() {
    for rule in RULES {
        let checked = checked("good.ron", rule.good);
        assert!(
            checked.graph.is_some() && checked.findings.is_empty(),
            "{}:\n{}",
            rule.name,
            render(&checked.base, &checked.findings, false)
        );
    }
}

#[test]
fn the_bad_example_of_each_rule_breaks_that_rule_and_no_other() {
    for rule in RULES {
        let checked = checked("bad.ron", rule.bad);
        let shown = || render(&checked.base, &checked.findings, false);
        assert!(!checked.findings.is_empty(), "{} finds nothing", rule.name);
        for finding in &checked.findings {
            assert_eq!((finding.rule, finding.severity), (rule.name, rule.severity), "{}", shown());
            // What the model says of an id or date has the remedy in it.
            let told = finding.help.is_some() || ["bad-id", "impossible-date"].contains(&rule.name);
            assert!(told, "what to do about it?\n{}", shown());
        }
        assert_eq!(checked.graph.is_some(), rule.severity == store::Severity::Warning);
    }
}

#[test]
fn what_is_said_of_the_bad_examples_is_kept() {
    for rule in RULES {
        let checked = checked("bad.ron", rule.bad);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder().join(rule.name));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("findings", render(&checked.base, &checked.findings, false)));
    }
}

#[test]
fn each_rule_is_told_in_one_sentence_and_justified_in_one() {
    for rule in RULES {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        for text in [rule.says, rule.why] {
            assert!(text.starts_with(|c: char| c.is_uppercase()) && text.ends_with('.') && !text.contains(". "), "{}: {text}", rule.name);
        }
    }
}
