//! `accord check` and `accord explain` as they are typed.

use std::{fs, path::PathBuf};

use accord::check::{RULES, Rule};
use assert_cmd::Command;

const HEADER: &str = r#"Base(
    schema: 1,
    name: "test",
    title: "Test",
    version: "1",
    updated: "2024-06-30",
    licence: "CC0-1.0",
    languages: ["en", "be", "zh"],
    sides: ["belarus", "china"],
)
"#;

const PLACES: &str = r#"[
    Country(id: "belarus", names: {"en": "Belarus"}, basis: background),
    Country(id: "china", names: {"en": "China"}, basis: background),
    Region(id: "gansu", form: province, names: {"en": "Gansu", "zh": "甘肃"}, within: "china", basis: background),
    Source(id: "report", form: report, title: "A report"),
]
"#;

const TIES: &str = r#"[
    Tie(from: "belarus", type: cooperates_with, to: "gansu", status: operating, sources: [(source: "report")]),
]
"#;

/// A base with these files in a folder `base` of its own; gives the folder that holds it, outside the source tree and its base.
fn home(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let home = std::env::temp_dir().join(format!("accord-commands-{}", std::process::id())).join(name);
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(home.join("base")).unwrap();
    for (path, text) in files {
        let path = home.join("base").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

/// Runs the program there; gives exit code, stdout and stderr.
fn accord(home: &PathBuf, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("accord").unwrap();
    let output = command.current_dir(home).env_clear().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_sound_base_is_said_to_be_sound() {
    let home = home("sound", &[("base.ron", HEADER), ("places.ron", PLACES), ("ties.ron", TIES)]);
    let (code, out, err) = accord(&home, &["check", "--graph", "base"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "Nothing is wrong in 3 nodes, 1 tie, 1 source and 0 claims of `base`.\n");
}

#[test]
fn each_fault_is_shown_with_its_place_and_counted() {
    let ties = TIES.replace("gansu", "gansuu").replace(", status: operating", "");
    let home = home("unsound", &[("base.ron", HEADER), ("places.ron", PLACES), ("ties.ron", &ties)]);
    let (code, out, err) = accord(&home, &["check", "--graph", "base"]);
    assert_eq!((code, err.as_str()), (1, ""));
    insta::assert_snapshot!(out, @r#"
error[missing-field]: the tie “`belarus` cooperates with `gansuu`” has no `status`
 --> base/ties.ron:2:5
  |
2 |     Tie(from: "belarus", type: cooperates_with, to: "gansuu", sources: [(source: "report")]),
  |     ^^^
  |
  = help: add `status: …,` with one of planned, intended, signed, operating, suspended, lapsed, ended

error[dangling-reference]: there is no node `gansuu`
 --> base/ties.ron:2:53
  |
2 |     Tie(from: "belarus", type: cooperates_with, to: "gansuu", sources: [(source: "report")]),
  |                                                     ^^^^^^^^
  |
  = help: did you mean `gansu`?

Rule                Findings
missing-field              1
dangling-reference         1

2 errors in 3 nodes, 1 tie, 1 source and 0 claims of `base`. `accord explain
RULE` says why a rule is there, with an example.
"#);
    let (code, csv, _) = accord(&home, &["check", "--graph", "base", "--format", "csv"]);
    assert_eq!((code, csv.lines().count()), (1, 3));
    let (code, coloured, _) = accord(&home, &["check", "--graph", "base", "--color", "always"]);
    assert_eq!((code, coloured.contains("\u{1b}[")), (1, true));
    let (code, markdown, _) = accord(&home, &["check", "--graph", "base", "--format", "md"]);
    assert_eq!((code, markdown.contains("````\nerror[missing-field]")), (1, true), "{markdown}");
}

#[test]
fn the_caret_stands_below_what_comes_after_chinese_characters() {
    let places = PLACES.replace(r#""zh": "甘肃"}, within: "china""#, r#""zh": "甘肃"}, within: "chian""#);
    let home = home("chinese", &[("base.ron", HEADER), ("places.ron", &places), ("ties.ron", TIES)]);
    let (_, out, _) = accord(&home, &["check", "--graph", "base"]);
    let lines: Vec<&str> = out.lines().collect();
    let below = lines.iter().position(|line| line.contains("^^^^^^^")).unwrap();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let until = |line: &str, mark: &str| width(&line[..line.find(mark).unwrap()]);
    assert_eq!(until(lines[below - 1], "\"chian\""), until(lines[below], "^"), "{out}");
}

#[test]
fn a_warning_is_a_no_only_when_strict() {
    let ties = TIES.replace(r#"sources: [(source: "report")]"#, "basis: background");
    let home = home("warning", &[("base.ron", HEADER), ("places.ron", PLACES), ("ties.ron", &ties)]);
    let (code, out, _) = accord(&home, &["check", "--graph", "base"]);
    assert!(code == 0 && out.contains("warning[orphan-source]") && out.contains("1 warning in 3 nodes"), "{out}");
    assert_eq!(accord(&home, &["check", "--graph", "base", "--strict"]).0, 1);
}

#[test]
fn json_gives_the_place_of_a_fault_in_characters_from_one() {
    let places = PLACES.replace(r#"within: "china""#, r#"within: "chian""#);
    let home = home("json", &[("base.ron", HEADER), ("places.ron", &places), ("ties.ron", TIES)]);
    let (code, out, _) = accord(&home, &["check", "--graph", "base", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 1);
    assert_eq!((&json["schema_version"], &json["errors"], &json["warnings"]), (&1.into(), &1.into(), &0.into()));
    let row = &json["rows"][0];
    let line = places.lines().nth(3).unwrap();
    let column = line.chars().count() - line[line.find("\"chian\"").unwrap()..].chars().count() + 1;
    let expected = serde_json::json!({
        "rule": "dangling-reference",
        "severity": "error",
        "message": "there is no node `chian`",
        "file": PathBuf::from("base").join("places.ron"),
        "line": 4, "column": column, "end_line": 4, "end_column": column + 7,
        "label": "",
        "related": [],
        "help": "did you mean `china`?",
    });
    assert_eq!(row, &expected);
}

#[test]
fn after_fifty_findings_of_a_rule_the_rest_is_a_number() {
    let cities: Vec<String> = (0..60).map(|n| format!("City(id: \"c{n}\", names: {{\"en\": \"City {n}\"}}, basis: background),")).collect();
    let home = home(
        "many",
        &[("base.ron", HEADER), ("places.ron", PLACES), ("ties.ron", TIES), ("cities.ron", &format!("[{}]", cities.join("\n")))],
    );
    let (_, out, _) = accord(&home, &["check", "--graph", "base"]);
    assert_eq!(out.matches("error[no-container]").count(), 50);
    assert!(out.contains("… and 10 more of no-container") && out.contains("60 errors in 63 nodes"), "{out}");
}

#[test]
fn a_base_that_cannot_be_read_is_another_exit_code_than_one_with_faults() {
    let home = home("unreadable", &[("base.ron", HEADER), ("places.ron", "[]")]);
    fs::write(home.join("base/ties.ron"), b"\xff").unwrap();
    let (code, out, err) = accord(&home, &["check", "--graph", "base"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("error: ") && err.contains("is not UTF-8 text"), "{err}");
    let (code, _, err) = accord(&home, &["check", "--graph", "nowhere"]);
    assert!(code == 2 && err.contains("there is no folder `nowhere`"), "{err}");
}

#[test]
fn a_graph_without_header_is_an_error_and_not_passed_over() {
    let home = home("headless", &[("graph/places/all.ron", PLACES)]);
    let (code, out, err) = accord(&home.join("base"), &["check"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("graph` is not a base") && err.contains("Base(schema: 1, name"), "{err}");
}

#[test]
fn the_folder_of_a_base_is_a_base_and_so_is_the_graph_in_it() {
    let home = home("inside", &[("graph/base.ron", HEADER), ("graph/places.ron", PLACES), ("graph/ties.ron", TIES)]);
    for folder in ["base", "base/graph"] {
        let (code, out, err) = accord(&home.join(folder), &["check"]);
        assert!(code == 0 && out.contains("in 3 nodes"), "{out}{err}");
    }
    let (code, _, err) = accord(&home, &["check", "--graph", "base"]);
    assert!(code == 2 && err.contains("but `base/graph` is"), "{err}");
    let (code, _, err) = accord(&home, &["check", "--graph", "base/graph/base.ron"]);
    assert!(code == 2 && err.contains("is a file"), "{err}");
}

#[test]
fn the_curated_base_is_sound() {
    let home = home("curated", &[]);
    let (code, out, _) = accord(&home, &["check", "--strict"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn explain_lists_all_rules_and_tells_of_each_with_its_examples() {
    let home = home("explain", &[]);
    let (code, out, _) = accord(&home, &["explain"]);
    assert_eq!(code, 0);
    for rule in RULES {
        assert!(out.lines().any(|line| line.split(' ').next() == Some(rule.name)), "{} is not in\n{out}", rule.name);
    }
    let rule = Rule::find("few-parties").unwrap();
    let (code, out, _) = accord(&home, &["explain", "few-parties"]);
    assert_eq!(code, 0);
    assert!([rule.says, rule.why, rule.good, rule.bad].iter().all(|text| out.contains(text.trim())), "{out}");
}

#[test]
fn a_rule_that_is_not_there_is_wrong_usage_with_a_guess() {
    let home = home("unknown-rule", &[]);
    let (code, out, err) = accord(&home, &["explain", "homonims"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "error: there is no rule `homonims`\nhint: did you mean `homonyms`? `accord explain` lists all rules\n");
}
