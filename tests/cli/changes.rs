//! What each command that writes changes: these lines, and no other.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use accord::{
    model::{Id, Kind, Records},
    store::{self, Base, Edits, Loaded, Place},
};
use serde_json::Value;

use crate::common::{Run, accord, copy, folder};

/// A copy of the small base and what is done to it.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        Self(copy())
    }

    fn run(&self, args: &[&str]) -> Run {
        accord(&[args, &["--graph", self.0.to_str().unwrap()]].concat())
    }

    /// Runs what has to be done.
    fn done(&self, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        run
    }

    fn texts(&self) -> Vec<(String, String)> {
        Base::open(&self.0).unwrap().files.into_iter().map(|file| (file.path, file.text)).collect()
    }

    /// The lines of a file.
    fn lines(&self, file: &str) -> Vec<String> {
        std::fs::read_to_string(self.0.join(file)).unwrap().lines().map(str::to_owned).collect()
    }

    fn records(&self) -> Records {
        store::read(Base::open(&self.0).unwrap()).records
    }
}

/// The lines that only one of two texts has, `-` for the first and `+` for the second, in their order.
fn difference(before: &[(String, String)], after: &[(String, String)]) -> Vec<String> {
    let lines =
        |texts: &[(String, String)]| -> Vec<String> { texts.iter().flat_map(|(_, text)| text.lines().map(str::to_owned)).collect() };
    let (before, after) = (lines(before), lines(after));
    let only = |mark: char, these: &[String], those: &[String]| -> Vec<String> {
        let mut rest = those.to_vec();
        let gone = |line: &&String| match rest.iter().position(|other| other == *line) {
            Some(at) => {
                rest.remove(at);
                false
            }
            None => true,
        };
        these.iter().filter(gone).map(|line| format!("{mark}{}", line.trim())).collect()
    };
    [only('-', &before, &after), only('+', &after, &before)].concat()
}

#[test]
fn an_agreement_goes_behind_its_like_with_an_id_of_parties_and_year() {
    let base = Copy::new();
    let before = base.texts();
    let args =
        ["add", "agreement", "--form", "twinning", "--party", "Homiel", "--party", "Chengdu", "--date", "2019-05", "--status", "signed"];
    let run = base.done(&[&args[..], &["--field", "culture,sport", "--source", "book:2:fn33", "--note", "As \"said\"."]].concat());
    let added = [
        "+Agreement(",
        "+id: \"gomel-chengdu-2019\",",
        "+names: {\"en\": \"Twinning of Gomel and Chengdu\"},",
        "+parties: [\"gomel\", \"chengdu\"],",
        "+date: \"2019-05\",",
        "+fields: [culture, sport],",
        "+sources: [(source: \"book\", chapter: 2, footnote: 33)],",
        "+note: \"As \\\"said\\\".\",",
    ];
    let found = difference(&before, &base.texts());
    assert_eq!(found.iter().filter(|line| added.contains(&line.as_str())).count(), added.len(), "{found:?}");
    assert!(found.iter().all(|line| line.starts_with('+')), "{found:?}");
    let lines = base.lines("agreements.ron");
    let line = lines.iter().position(|line| line.contains("gomel-chengdu-2019")).unwrap();
    assert!(run.stdout.contains(&format!("agreements.ron:{line}: ")), "{}", run.stdout);
    assert_eq!(base.done(&["fmt", "--check"]).code, 0, "what is added is laid out");
}

#[test]
fn what_is_added_and_removed_leaves_the_same_bytes() {
    let base = Copy::new();
    let before = base.texts();
    for (args, record) in [
        (&["add", "city", "--name", "Rechitsa", "--within", "gomel-oblast", "--background"][..], "rechitsa"),
        (&["add", "company", "--name", "Яблык", "--id", "apple", "--within", "minsk", "--source", "book:1"], "apple"),
        (
            &["add", "agreement", "--form", "plan", "--party", "xcmg", "--party", "bsu", "--status", "planned", "--source", "news"],
            "xcmg-bsu",
        ),
        (
            &["add", "centre", "--name", "A Centre", "--founder", "bsu", "--within", "minsk", "--status", "planned", "--source", "news"],
            "a-centre",
        ),
        (&["add", "event", "--name", "A Fair", "--form", "fair", "--date", "2014", "--within", "minsk", "--source", "news"], "a-fair-2014"),
        (
            &["add", "tie", "--from", "bsu", "--type", "cooperates_with", "--to", "xcmg", "--status", "signed", "--source", "news"],
            "bsu cooperates_with xcmg",
        ),
        (&["add", "source", "--form", "report", "--title", "A report", "--author", "B. Writer", "--date", "2018"], "writer-2018"),
        (&["add", "claim", "--text", "9 towns", "--amount", "9", "--unit", "towns", "--about", "gomel", "--source", "news"], "9-towns"),
    ] {
        let run = base.done(args);
        assert_ne!(base.texts(), before, "{args:?}");
        base.done(&["remove", record]);
        assert_eq!(base.texts(), before, "{args:?}: {run:?}");
    }
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let base = Copy::new();
    let run = base.run(&["add", "agreement", "--party", "gomel"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("an agreement needs --party, --form, --status, --source"), "{}", run.stderr);
}

#[test]
fn an_id_that_is_there_already_is_not_given_again() {
    let base = Copy::new();
    let run = base.run(&["add", "city", "--name", "Gomel", "--within", "gomel-oblast", "--background"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is `gomel` (“Gomel”) already, in ") && run.stderr.contains("places.ron:"), "{}", run.stderr);
}

#[test]
fn only_the_lines_of_a_field_change() {
    let base = Copy::new();
    let before = base.texts();
    base.done(&["edit", "gomel-jiangsu-2013", "date=2013-05", "--push", "field=sport", "--pull", "fields=trade", "--unset", "note"]);
    let expected = [
        "-date: \"2013-05-14\",",
        "-fields: [trade, education],",
        "-note: \"The book was at the signing.\",",
        "+date: \"2013-05\",",
        "+fields: [education, sport],",
    ];
    assert_eq!(difference(&before, &base.texts()), expected);
}

#[test]
fn names_codes_and_ties_are_edited_by_their_parts() {
    let base = Copy::new();
    let before = base.texts();
    base.done(&["edit", "Sichuan", "names.be=Сычуань", "codes.wikidata=Q19770", "--unset", "names.zh"]);
    base.done(&["edit", "xcmg supplies Tractor Works", "status=suspended", "value=at_least 5000 cny"]);
    base.done(&["edit", "base.ron", "version=1.1.0"]);
    let expected = [
        "-status: operating,",
        "-value: (amount: 300_000, currency: \"USD\", bound: about),",
        "-names: {\"en\": \"Sichuan\", \"ru\": \"Сычуань\", \"zh\": \"四川省\"},",
        "-codes: (iso: \"CN-SC\"),",
        "+status: suspended,",
        "+value: (amount: 5000, currency: \"CNY\", bound: at_least),",
        "+names: {\"en\": \"Sichuan\", \"ru\": \"Сычуань\", \"be\": \"Сычуань\"},",
        "+codes: (iso: \"CN-SC\", wikidata: \"Q19770\"),",
    ];
    let found = difference(&before, &base.texts());
    assert_eq!(found.iter().filter(|line| expected.contains(&line.as_str())).count(), expected.len(), "{found:?}");
    assert_eq!(found.len(), expected.len() + 2, "and the version: {found:?}");
}

/// Where the node or source of an id stands.
fn place_of(loaded: &Loaded, id: &Id) -> Place {
    let (records, places) = (&loaded.records, &loaded.places);
    let nodes = records.nodes.iter().map(|node| &node.id).zip(&places.nodes);
    let sources = records.sources.iter().map(|source| &source.id).zip(&places.sources);
    *nodes.chain(sources).find(|(one, _)| *one == id).unwrap().1
}

#[test]
fn renamed_there_and_back_every_byte_is_as_it_was() {
    let curated = Base::curated();
    let loaded = store::read(curated.clone());
    let ids = loaded.records.nodes.iter().map(|node| &node.id).chain(loaded.records.sources.iter().map(|source| &source.id));
    let new: Id = "what-it-is-called-meanwhile".parse().unwrap();
    for id in ids.step_by(23) {
        let renamed = |base: &Base, old: &Id, new: &Id| {
            let loaded = store::read(base.clone());
            assert!(loaded.findings.is_empty());
            let mut edits = Edits::new(&loaded);
            edits.rename(place_of(&loaded, old), old, new);
            base.after(&edits.changes())
        };
        let there = renamed(&curated, id, &new);
        let after = store::read(there.clone());
        assert!(after.references(place_of(&after, &new), id).is_empty(), "{id}");
        let back = renamed(&there, &new, id);
        let texts = |base: &Base| base.files.iter().map(|file| file.text.clone()).collect::<Vec<_>>();
        assert_ne!(texts(&there), texts(&curated), "{id}");
        assert_eq!(texts(&back), texts(&curated), "{id}");
    }
}

#[test]
fn merging_keeps_every_name_spelling_source_and_reference() {
    let base = Copy::new();
    let args: &[&str] =
        &["add", "university", "--id", "gomel-state", "--name", "Gomel State University", "--name", "zh=戈梅利大学", "--also", "GDU"];
    base.done(
        &[
            args,
            &[
                "--set",
                "spelled.book=Gomle Univ",
                "--within",
                "gomel",
                "--source",
                "book:4:fn2",
                "--source",
                "news",
                "--code",
                "wikidata=Q4142471",
            ],
        ]
        .concat(),
    );
    base.done(&[
        "add",
        "agreement",
        "--form",
        "contract",
        "--party",
        "gomel-state",
        "--party",
        "xcmg",
        "--status",
        "signed",
        "--source",
        "book:9",
    ]);
    base.done(&[
        "add",
        "tie",
        "--from",
        "gomel-state",
        "--type",
        "cooperates_with",
        "--to",
        "lanzhou-university",
        "--status",
        "signed",
        "--source",
        "book:7",
    ]);
    base.done(&[
        "add",
        "tie",
        "--from",
        "lanzhou-university",
        "--type",
        "cooperates_with",
        "--to",
        "gomel-university",
        "--status",
        "signed",
        "--source",
        "news",
    ]);
    base.done(&["merge", "gomel-university", "gomel-state"]);
    let records = base.records();
    let kept = records.nodes.iter().find(|node| node.id == *"gomel-university").unwrap();
    assert_eq!(kept.names["en"], "Gomel University");
    assert_eq!(kept.names["zh"], "戈梅利大学");
    assert_eq!(kept.also, ["GSU", "Gomel State University", "GDU"]);
    assert_eq!(kept.spelled.values().flatten().collect::<Vec<_>>(), ["Gomle Univ"]);
    assert_eq!(kept.facts.sources.iter().map(ToString::to_string).collect::<Vec<_>>(), ["book, ch. 4, fn. 2", "news"]);
    assert_eq!(kept.codes.wikidata.as_deref(), Some("Q4142471"));
    assert!(!records.nodes.iter().any(|node| node.id == *"gomel-state"));
    let paper = records.nodes.iter().find(|node| node.id == *"gomel-state-xcmg").unwrap();
    assert_eq!(paper.inline[0].1.iter().map(Id::as_str).collect::<Vec<_>>(), ["gomel-university", "xcmg"]);
    // The two ties say the same either way: one is left, with the sources of both.
    let ties: Vec<_> = records.ties.iter().filter(|tie| tie.from == *"gomel-university" || tie.to == *"gomel-university").collect();
    assert_eq!(ties.len(), 1);
    assert_eq!(ties[0].facts.sources.iter().map(ToString::to_string).collect::<Vec<_>>(), ["book, ch. 7", "news"]);
    base.done(&["check"]);
}

#[test]
fn ties_that_would_fall_together_and_differ_are_pointed_at() {
    let base = Copy::new();
    base.done(&["add", "university", "--id", "gomel-state", "--name", "en=Gomel State", "--within", "gomel", "--background"]);
    for (from, note) in [("gomel-state", "since 2001"), ("gomel-university", "laser physics")] {
        let tie =
            ["add", "tie", "--from", from, "--type", "supplies", "--to", "xcmg", "--status", "signed", "--source", "news", "--note", note];
        base.done(&tie);
    }
    let before = base.records();
    let run = base.run(&["merge", "gomel-university", "gomel-state"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(format!("{run:?}").contains("duplicate-tie"), "{run:?}");
    assert_eq!(base.records().ties, before.ties);
}

#[test]
fn whichever_two_are_merged_no_source_and_no_name_is_lost() {
    let records = store::read(Base::curated()).records;
    // A citation may fall together with one that says the same.
    let cited = |records: &Records| -> BTreeSet<String> {
        let facts = records.nodes.iter().map(|node| &node.facts).chain(records.ties.iter().map(|tie| &tie.facts));
        facts.flat_map(|facts| &facts.sources).map(|citation| format!("{citation:?}")).collect()
    };
    let universities: Vec<_> = records.nodes.iter().filter(|node| node.kind == Kind::University).collect();
    let mut merged = 0;
    for pair in universities.windows(2).step_by(9) {
        let base = Copy(folder("curated"));
        for file in Base::curated().files {
            let path = base.0.join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file.text).unwrap();
        }
        let run = base.run(&["merge", pair[0].id.as_str(), pair[1].id.as_str(), "--prefer", "a"]);
        if run.code == 0 {
            merged += 1;
            let after = base.records();
            assert_eq!(cited(&after), cited(&records), "{run:?}");
            let kept = after.nodes.iter().find(|node| node.id == pair[0].id).unwrap();
            let names: BTreeSet<&str> = kept.all_names().collect();
            assert!(pair.iter().flat_map(|node| node.all_names()).all(|name| names.contains(name)), "{run:?}");
            let loaded = store::read(Base::open(&base.0).unwrap());
            assert!(loaded.references(place_of(&loaded, &pair[0].id), &pair[1].id).is_empty());
        } else {
            assert!(run.code == 1 && run.stdout.contains("Nothing was changed"), "{run:?}");
        }
    }
    assert!(merged > 2, "{merged}");
}

#[test]
fn what_is_said_to_be_distinct_is_not_merged() {
    let base = Copy::new();
    base.done(&["edit", "xcmg", "distinct_from=tractor-works"]);
    let before = base.texts();
    for pair in [["xcmg", "tractor-works"], ["tractor-works", "xcmg"]] {
        let run = base.run(&["merge", pair[0], pair[1], "--prefer", "a"]);
        assert_eq!(run.code, 1);
        assert!(run.stdout.contains("said to be distinct"), "{}", run.stdout);
    }
    assert_eq!(base.run(&["merge", "xcmg", "gomel"]).code, 2, "a company is no city");
    assert_eq!(base.texts(), before);
}

#[test]
fn where_two_differ_it_is_said_whose_value_to_take() {
    let pair = ["merge", "nanjing-university", "lanzhou-university"];
    let base = Copy::new();
    let before = base.texts();
    let document: Value = serde_json::from_str(&base.run(&[&pair[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert_eq!(document["conflicts"], serde_json::json!([{ "field": "within", "a": "\"jiangsu\"", "b": "\"gansu\"" }]));
    assert_eq!(document["changed"], false);
    assert_eq!(base.texts(), before);
    for (side, place) in [("a", "jiangsu"), ("b", "gansu")] {
        let base = Copy::new();
        base.done(&[&pair[..], &["--prefer", side]].concat());
        let records = base.records();
        let kept = records.nodes.iter().find(|node| node.id == *"nanjing-university").unwrap();
        assert_eq!(kept.within[0].as_str(), place);
    }
}

#[test]
fn what_is_referred_to_stays_unless_that_goes_too() {
    let base = Copy::new();
    let before = base.texts();
    let run = base.run(&["remove", "gomel-jiangsu-2013"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("is referred to in 1 place\n") && run.stdout.contains("others.ron:"), "{}", run.stdout);
    assert_eq!(base.texts(), before);
    base.done(&["remove", "gomel-jiangsu-2013", "--with-ties"]);
    let found = difference(&before, &base.texts());
    assert!(found.iter().all(|line| line.starts_with('-')), "{found:?}");
    let (records, gone): (Records, Id) = (base.records(), "gomel-jiangsu-2013".parse().unwrap());
    assert!(!records.ties.iter().any(|tie| tie.to == gone));
    // A source that is no more is cited nowhere; the facts that only it states keep the rest from being sound.
    assert_eq!(base.run(&["remove", "book", "--with-ties"]).code, 1);
}

#[test]
fn the_files_of_the_curated_base_are_laid_out() {
    let base = Base::curated();
    for (index, file) in base.files.iter().enumerate() {
        assert!(store::laid_out(&base, index).unwrap() == file.text, "{}: `accord fmt --graph graph` lays it out", file.path);
    }
}

#[test]
fn fmt_lays_out_what_can_be_read_and_tells_what_cannot() {
    let base = Copy::new();
    let before = base.texts();
    let path = base.0.join("places.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("        ", "\t").replace("),\n", ") ,\n\n\n")).unwrap();
    let run = base.run(&["fmt", "--check"]);
    assert!(run.code == 1 && run.stdout.contains("places.ron\n"), "{run:?}");
    base.done(&["fmt"]);
    assert_eq!(base.done(&["fmt", "--check"]).code, 0);
    // Blank lines are people's.
    let lines = |texts: &[(String, String)]| -> Vec<String> {
        texts.iter().flat_map(|(_, text)| text.lines().filter(|line| !line.is_empty()).map(str::to_owned)).collect()
    };
    assert_eq!(lines(&base.texts()), lines(&before));
    std::fs::write(&path, text.replace("[\n    Country(", "[\n    Country((")).unwrap();
    let run = base.run(&["fmt"]);
    assert!(run.code == 1 && run.stdout.contains("error[syntax]"), "{run:?}");
}

#[test]
fn a_new_base_is_sound_laid_out_and_answers() {
    let parent = folder("new");
    let graph = parent.join("graph");
    let base = Copy(graph.clone());
    assert_eq!(accord(&["new", graph.to_str().unwrap(), "--between", "Åland Islands", "Trinidad and Tobago"]).code, 0);
    assert_eq!(base.done(&["check", "--strict"]).code, 0);
    assert_eq!(base.done(&["fmt", "--check"]).code, 0);
    assert!(base.done(&["links", "aland-islands"]).stdout.contains("Twinning of two example towns"));
    let before = base.texts();
    let run = accord(&["new", graph.to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("not empty"), "{run:?}");
    let file = graph.join("base.ron");
    let run = accord(&["new", file.to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("is a file") && run.stderr.contains("hint: give the name of a folder"), "{run:?}");
    assert_eq!(base.texts(), before);
    assert_eq!(std::fs::read_dir(&parent).unwrap().count(), 1, "nothing is left beside it");
    assert!(Path::new(&graph).join(".gitignore").is_file());
}

#[test]
#[cfg(unix)]
fn in_an_editor_a_record_is_taken_back_when_it_is_sound_and_kept_when_it_is_not() {
    use std::os::unix::fs::PermissionsExt as _;
    let base = Copy::new();
    let before = base.texts();
    let editor = |script: &str| {
        let path = folder("editor").join("ed");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    base.done(&["edit", "gomel-sichuan-plan", "--editor", &editor("sed -i s/planned/intended/ \"$1\"")]);
    assert_eq!(difference(&before, &base.texts()), ["-status: planned,", "+status: intended,"]);
    let between = base.texts();
    let run = base.run(&["edit", "gomel-sichuan-plan", "--editor", &editor("sed -i 's/status: .*/stats: signed,/' \"$1\"")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("unknown-field") && run.stderr.contains("nothing was changed"), "{}", run.stderr);
    let (_, kept) = run.stderr.split_once("what you wrote is in ").unwrap();
    let kept = kept.lines().next().unwrap();
    assert!(std::fs::read_to_string(kept).unwrap().contains("stats: signed"));
    std::fs::remove_file(kept).unwrap();
    assert_eq!(base.texts(), between);
}
