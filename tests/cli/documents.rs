//! Every document is as docs/json.md describes it: no field is missing there, none is missing here, and each is of the type it says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use accord::{
    cli::Cli,
    model::{Date, Field, Form, Id, Kind, Status, TieType},
};
use clap::CommandFactory as _;
use serde_json::Value;

use crate::common::{SMALL, accord, copy, copy_to, folder, small};

const PAGE: &str = include_str!("../../docs/json.md");

/// A list of edges.
const KARATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/karate.txt");

/// A list of pairs, a table of nodes, and a table with its mapping.
const CITIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bases/lists/cities.txt");
const OTHERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bases/lists/others.csv");
const TWINNINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bases/lists/twinnings.csv");

/// Each command, in each of the forms that its document takes: the heading that describes it, and questions to the small base that
/// together show every optional field.
const CASES: &[(&str, &[&[&str]])] = &[
    ("accord links", &[&["links", "minsk", "--left-out"], &["links", "gomel-oblast"], &["links", "brest-oblast"]]),
    ("accord links --explain", &[&["links", "minsk", "--explain"], &["links", "gomel-oblast", "--explain", "--left-out"]]),
    ("accord links --all", &[&["links", "--all"]]),
    (
        "accord path",
        &[&["path", "gomel-university", "xcmg", "--via-containment", "-k", "3"], &["path", "gomel-university", "tractor-works"]],
    ),
    ("accord path --edges", &[&["path", "0", "33", "--edges", KARATE, "-k", "3"]]),
    (
        "accord show",
        &[
            &["show", "china"],
            &["show", "gomel-oblast"],
            &["show", "bsu"],
            &["show", "xcmg"],
            &["show", "belarus-china-2015"],
            &["show", "gomel-jiangsu-2013"],
            &["show", "confucius-institute-gomel"],
            &["show", "silk-road-forum-2015"],
            &["show", "education-ministry"],
            &["show", "ministry-bsu-2011"],
        ],
    ),
    ("accord show SOURCE", &[&["show", "book"], &["show", "news"], &["show", "treaty-text"]]),
    ("accord show CLAIM", &[&["show", "twins-2019"], &["show", "agreements-2019"], &["show", "trade-2019"]]),
    ("accord find", &[&["find", "gomel"], &["find", "Gansk"]]),
    ("accord list", &[&["list"], &["list", "signed:2010", "--counted"]]),
    (
        "accord centrality",
        &[
            &["centrality", "--weighted", "-m", "degree,closeness,classic-closeness,betweenness,eigenvector,pagerank,katz,core"],
            &["centrality", "--two-mode", "-m", "degree,hits"],
            &["centrality", "--edges", KARATE],
            &["centrality", "--sample", "0.1"],
        ],
    ),
    ("accord centrality --of edges", &[&["centrality", "--of", "edges", "--weighted", "--level", "region"]]),
    ("accord stats", &[&["stats"], &["stats", "kind:agreement", "signed:2010"]]),
    ("accord stats --completeness", &[&["stats", "--completeness"]]),
    ("accord bridges", &[&["bridges", "--pendant"], &["bridges", "--level", "party"]]),
    (
        "accord bridges --lapse-before",
        &[&["bridges", "--lapse-before", "2014"], &["bridges", "--lapse-before", "2017", "--level", "party"]],
    ),
    ("accord gaps", &[&["gaps"], &["gaps", "--count", "all"]]),
    ("accord clusters", &[&["clusters"], &["clusters", "--unstable", "2"], &["clusters", "--method", "core"]]),
    (
        "accord structure",
        &[&["structure"], &["structure", "--two-mode", "--part", "degrees,holes"], &["structure", "--level", "region", "--part", "roles"]],
    ),
    ("accord timeline", &[&["timeline"], &["timeline", "--by", "region"]]),
    ("accord timeline --list", &[&["timeline", "--list"]]),
    ("accord draw", &[&["draw", "-o", "FOLDER/figure.svg"], &["draw", "--count", "all", "--as", "dot", "-o", "FOLDER/figure.svg"]]),
    ("accord draw --view matrix", &[&["draw", "--view", "matrix"], &["draw", "--view", "matrix", "--count", "all"]]),
    ("accord diff", &[&["diff", "2012", "2016"], &["diff", "2012", "2020"]]),
    ("accord claims", &[&["claims"]]),
    ("accord check", &[&["check"], &["check", "--graph", "FAULTY"]]),
    (
        "accord add",
        &[
            &["add", "city", "--name", "Rechitsa", "--within", "gomel-oblast", "--background", "--graph", "COPY"],
            &[
                "add", "tie", "--from", "bsu", "--type", "supplies", "--to", "xcmg", "--status", "signed", "--source", "book", "--graph",
                "COPY",
            ],
        ],
    ),
    (
        "accord edit",
        &[&["edit", "xcmg", "status=signed", "--graph", "COPY"], &["edit", "xcmg supplies tractor-works", "until=2010", "--graph", "COPY"]],
    ),
    (
        "accord merge",
        &[
            &["merge", "nanjing-university", "lanzhou-university", "--graph", "COPY"],
            &["merge", "nanjing-university", "lanzhou-university", "--prefer", "b", "--graph", "COPY"],
        ],
    ),
    ("accord remove", &[&["remove", "sichuan", "--graph", "COPY"], &["remove", "xcmg supplies tractor-works", "--graph", "COPY"]]),
    ("accord rename", &[&["rename", "xcmg", "xuzhou-machinery", "--graph", "COPY"]]),
    ("accord fmt", &[&["fmt", "--graph", "COPY"], &["fmt", "--check", "--graph", "FAULTY"]]),
    ("accord new", &[&["new", "FRESH"]]),
    ("accord explain", &[&["explain"], &["explain", "homonyms"]]),
    ("accord export", &[&["export", "pajek", "kind:agreement", "-o", "FOLDER"]]),
    (
        "accord import",
        &[&[
            "import",
            CITIES,
            "--edges",
            "twinning",
            "--set",
            "kind=city",
            "--set",
            "status=signed",
            "--set",
            "within=nowhere",
            "--source",
            "news",
            "--graph",
            "COPY",
            "--decisions",
            "FOLDER/d.csv",
            "--rejected",
            "FOLDER/r.csv",
        ]],
    ),
    ("accord compare", &[&["compare", "--with", TWINNINGS], &["compare", "--with", OTHERS, "--source", "news"]]),
    ("accord completions", &[&["completions", "fish"]]),
    ("accord man", &[&["man"], &["man", "FOLDER"]]),
];

/// Fields that are documented but that the small base has no reason to show.
const NEVER_SEEN: &[(&str, &str)] = &[
    ("came true", "earlier"),
    ("came true", "later"),
    ("codes", "geonames"),
    ("shared partner", "id"),
    ("shared partner", "kind"),
    ("shared partner", "name"),
    ("shared partner", "regions"),
];

/// The fields of each shape, with their types, by the heading above their table.
type Shapes = BTreeMap<String, BTreeMap<String, String>>;

fn shapes() -> Shapes {
    let mut shapes = Shapes::new();
    let mut heading = String::new();
    // The tables before this heading describe formats and types, no documents.
    let from = PAGE.find("## Every document").unwrap();
    for line in PAGE[from..].lines() {
        if let Some(title) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            title.clone_into(&mut heading);
        } else if let Some((field, rest)) = line.strip_prefix("| `").and_then(|row| row.split_once("` | ")) {
            let (kind, _) = rest.split_once(" | ").unwrap();
            let before = shapes.entry(heading.clone()).or_default().insert(field.to_owned(), kind.to_owned());
            assert_eq!(before, None, "{heading}: `{field}` stands twice");
        }
    }
    shapes
}

struct Reader<'a> {
    shapes: &'a Shapes,
    seen: BTreeSet<(String, String)>,
    faults: Vec<String>,
}

impl Reader<'_> {
    fn fields(&mut self, names: &[&str], value: &Value, at: &str) {
        let Some(object) = value.as_object() else {
            self.faults.push(format!("{at}: an object is expected, not {value}"));
            return;
        };
        let described: BTreeMap<&str, (&str, &str)> = names
            .iter()
            .flat_map(|&name| self.shapes.get(name).into_iter().flatten().map(move |(field, kind)| (field.as_str(), (name, kind.as_str()))))
            .collect();
        for (field, value) in object {
            match described.get(field.as_str()) {
                None => self.faults.push(format!("{at}.{field} is not in docs/json.md")),
                Some(&(name, kind)) => {
                    self.seen.insert((name.to_owned(), field.clone()));
                    self.value(kind.trim_end_matches(", optional"), value, &format!("{at}.{field}"));
                }
            }
        }
        for (field, (_, kind)) in described {
            if !kind.ends_with(", optional") && !object.contains_key(field) {
                self.faults.push(format!("{at} has no `{field}`"));
            }
        }
    }

    fn value(&mut self, kind: &str, value: &Value, at: &str) {
        if let Some(kind) = kind.strip_suffix(" or null") {
            if !value.is_null() {
                self.value(kind, value, at);
            }
            return;
        }
        if let (Some(kind), Some(items)) = (kind.strip_prefix("list of "), value.as_array()) {
            for item in items {
                self.value(kind, item, &format!("{at}[]"));
            }
            return;
        }
        if let (Some(kind), Some(fields)) = (kind.strip_prefix("map of "), value.as_object()) {
            for (name, field) in fields {
                self.value(kind, field, &format!("{at}.{name}"));
            }
            return;
        }
        let word = |known: fn(&str) -> bool| value.as_str().is_some_and(known);
        let sound = match kind {
            "text" => value.is_string(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "date" => word(|text| text.parse::<Date>().is_ok()),
            "id" => word(|text| text.parse::<Id>().is_ok()),
            "kind" => word(|text| Kind::find(text).is_some()),
            "form" => word(|text| Form::find(text).is_some()),
            "status" => word(|text| Status::find(text).is_some()),
            "field" => word(|text| Field::find(text).is_some()),
            "tie type" => word(|text| TieType::find(text).is_some()),
            shape if self.shapes.contains_key(shape) => {
                self.fields(&[shape], value, at);
                true
            }
            _ => false,
        };
        if !sound {
            self.faults.push(format!("{at} is no {kind}: {value}"));
        }
    }
}

/// The questions of all cases, each with its heading; `FOLDER` and `FRESH` are empty folders, `COPY` is a copy of the small base, `FAULTY` a base with an id that is given twice.
fn questions() -> impl Iterator<Item = (&'static str, Vec<String>)> {
    let word = |word: &&str| match *word {
        "FOLDER" => folder("documents").display().to_string(),
        "FRESH" => folder("fresh").display().to_string(),
        "COPY" => copy().display().to_string(),
        "FOLDER/d.csv" | "FOLDER/r.csv" => folder("imported").join(&word[7..]).display().to_string(),
        "FOLDER/figure.svg" => folder("documents").join("figure.svg").display().to_string(),
        "FAULTY" => {
            let folder = folder("faulty");
            fs::copy(format!("{SMALL}/base.ron"), folder.join("base.ron")).unwrap();
            let country = r#"Country(id: "belarus", names: {"en": "Belarus"}, basis: background)"#;
            fs::write(folder.join("places.ron"), format!("[\n{country},\n{country},\n]\n")).unwrap();
            folder.display().to_string()
        }
        other => other.to_owned(),
    };
    CASES.iter().flat_map(move |(heading, questions)| questions.iter().map(move |words| (*heading, words.iter().map(word).collect())))
}

fn output(words: &[String], format: &str) -> String {
    // What the question before has written is undone.
    for folder in words.iter().map(Path::new).filter(|word| word.is_absolute() && word.is_dir()) {
        match folder.file_name().and_then(|name| name.to_str()) {
            Some(name) if name.starts_with("copy-") => copy_to(folder),
            Some(name) if name.starts_with("fresh-") => fs::remove_dir_all(folder).unwrap(),
            _ => {}
        }
    }
    let args: Vec<&str> = words.iter().map(String::as_str).chain(["--format", format]).collect();
    let has_base = ["--graph", "--edges", "new"].iter().any(|word| args.contains(word));
    let run = if has_base { accord(&args) } else { small(&args) };
    assert!(run.code < 2, "{words:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn every_document_is_as_the_page_says() {
    let shapes = shapes();
    let mut reader = Reader { shapes: &shapes, seen: BTreeSet::new(), faults: Vec::new() };
    for (heading, words) in questions() {
        let document: Value = serde_json::from_str(&output(&words, "json")).unwrap();
        assert_eq!(document["schema_version"], accord::cli::answer::SCHEMA_VERSION);
        assert_eq!(document["command"].as_str(), words.first().map(String::as_str));
        let of_change = document.get("dry_run").map(|_| "Every change");
        let headings: Vec<&str> = ["Every document", heading].into_iter().chain(of_change).collect();
        reader.fields(&headings, &document, heading);
    }
    assert!(reader.faults.is_empty(), "{}", reader.faults.join("\n"));

    let described = shapes.iter().flat_map(|(name, fields)| fields.keys().map(|field| (name.clone(), field.clone())));
    let unseen: Vec<_> = described.filter(|pair| !reader.seen.contains(pair)).collect();
    let known: Vec<_> = NEVER_SEEN.iter().map(|&(name, field)| (name.to_owned(), field.to_owned())).collect();
    assert_eq!(unseen, known, "docs/json.md describes what no answer has");
}

#[test]
fn the_lines_of_jsonl_are_the_rows_of_json_and_csv_has_as_many() {
    for (_, words) in questions() {
        let document: Value = serde_json::from_str(&output(&words, "json")).unwrap();
        let rows = document["rows"].as_array().unwrap();
        let lines: Vec<Value> = output(&words, "jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(&lines, rows, "{words:?}");
        let text = output(&words, "csv");
        let records: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().collect::<Result<_, _>>().unwrap();
        assert_eq!(records.len(), rows.len(), "{words:?}");
    }
}

#[test]
fn in_csv_what_is_no_object_in_some_rows_has_no_column_of_its_own() {
    // The contract has a value, the forum has none.
    let text = output(&["show".to_owned(), "education-ministry".to_owned()], "csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().unwrap().iter().filter(|name| name.starts_with("value")).map(str::to_owned).collect();
    assert_eq!(columns, ["value_amount", "value_currency", "value_bound"]);
}

#[test]
fn every_command_has_a_case_and_every_case_a_command() {
    let commands: BTreeSet<String> = Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let cases = CASES.iter().map(|(heading, _)| heading.split(' ').nth(1).unwrap().to_owned());
    assert_eq!(commands, cases.collect());
    let headings: BTreeSet<&str> =
        PAGE.lines().filter_map(|line| line.strip_prefix("## ")).filter(|line| line.starts_with("accord ")).collect();
    assert_eq!(headings, CASES.iter().map(|(heading, _)| *heading).collect());
}
