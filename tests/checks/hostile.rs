//! Whatever is in the files, there is an answer: no panic, no hang.

use std::{fs, path::PathBuf};

use accord::{
    check::{self, RULES},
    cli::findings::{render, rows},
    store::{self, Base, Error, SourceFile},
};
use proptest::{prelude::*, sample::Index};

const HEADER: &str = r#"Base(schema: 1, name: "test", title: "Test", version: "1", updated: "2024-06-30", licence: "CC0-1.0",
    languages: ["en"], sides: ["belarus", "china"])"#;

/// Reads, checks and shows a base of this header and these records; gives the rules that it breaks.
fn broken(header: &str, records: &str) -> Vec<&'static str> {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let files = vec![file("base.ron", header), file("records.ron", records)];
    let checked = check::check(store::read(Base { folder: None, files }));
    let shown = render(&checked.base, &checked.findings, true);
    assert_eq!(shown.is_empty(), checked.findings.is_empty());
    assert_eq!(rows(&checked.base, &checked.findings).len(), checked.findings.len());
    let mut rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    rules
}

/// A folder of its own for a test, without anything in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn an_empty_folder_and_one_without_header_are_no_base() {
    let folder = folder("no-header");
    assert!(matches!(Base::open(&folder), Err(Error::NotABase(_))));
    fs::write(folder.join("places.ron"), "[]").unwrap();
    assert!(matches!(Base::open(&folder), Err(Error::NotABase(_))));
    assert!(matches!(Base::open(&folder.join("nowhere")), Err(Error::NoFolder(_))));
    assert!(matches!(Base::open(&folder.join("places.ron")), Err(Error::NotAFolder(_))));
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_its_line() {
    let folder = folder("not-text");
    fs::write(folder.join("base.ron"), HEADER).unwrap();
    // 21 bytes come before the wrong one, ł being two.
    fs::write(folder.join("places.ron"), b"[\n// Bia\xc5\x82ystok, and \xb3 in Latin 2\n]").unwrap();
    let error = Base::open(&folder).unwrap_err();
    assert!(matches!(error, Error::NotText { at: 22, line: 2, .. }), "{error:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_told_by_name() {
    let folder = folder("unreadable");
    fs::write(folder.join("base.ron"), HEADER).unwrap();
    std::os::unix::fs::symlink("nowhere.ron", folder.join("places.ron")).unwrap();
    let error = Base::open(&folder).unwrap_err().to_string();
    assert!(error.starts_with("cannot read") && error.contains("places.ron"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_not_followed() {
    let folder = folder("circle");
    fs::write(folder.join("base.ron"), HEADER).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("again")).unwrap();
    assert_eq!(Base::open(&folder).unwrap().files.len(), 1);
}

#[test]
fn empty_files_hold_no_records() {
    for text in ["", "\n", "// nothing\n", "/* nothing */", "[]", "[ ]\n"] {
        assert_eq!(broken(HEADER, text), ["dangling-reference"], "{text:?}");
    }
    assert_eq!(broken("", ""), ["syntax"]);
    assert_eq!(broken("City(id: \"gomel\")", "[]"), ["header", "missing-field", "missing-source", "no-container"]);
}

#[test]
fn a_million_brackets_are_one_fault() {
    for bracket in ["(", "[", "{", ")", "]", "}", "([{", "City(", "\n("] {
        let text = format!("[{}", bracket.repeat(1_000_000));
        assert!(broken(HEADER, &text).contains(&"syntax"), "{bracket}");
        assert!(broken(&text, "[]").contains(&"syntax"), "{bracket}");
    }
}

#[test]
fn what_is_left_open_in_every_record_is_told_and_has_an_end() {
    for open in ["", "/*", "\"", "'", "r#\"", "id: \"", "names: {", "also: [", "also: [\"", "id: \"a\", also: [r##\"x\"#"] {
        let text = format!("[\n{}", format!("City({open}\n").repeat(5_000));
        assert!(broken(HEADER, &text).contains(&"syntax"), "{open}");
    }
}

#[test]
fn many_faults_of_a_kind_are_told_and_have_an_end() {
    let many = |one: fn(usize) -> String| (0..5_000).map(one).collect::<Vec<_>>().concat();
    let cities = many(|n| format!("City(id: \"c{n}\", names: {{\"en\": \"City\"}}, within: \"nowhere{n}\", codes: (iso: \"x\")),\n"));
    let parties = many(|n| format!("\"party-{n}\","));
    let fields = many(|n| format!("field{n}: 1,"));
    let ring =
        many(|n| format!("City(id: \"c{n}\", names: {{\"en\": \"City {n}\"}}, within: \"c{}\", basis: background),\n", (n + 1) % 5_000));
    for (records, rule) in [
        (format!("[{cities}]"), "homonyms"),
        (format!("[Agreement(id: \"a\", parties: [{parties}])]"), "dangling-reference"),
        (format!("[Agreement(id: \"a\", parties: [{}])]", "\"a\",".repeat(5_000)), "tie-ends"),
        (format!("[City({fields})]"), "unknown-field"),
        (format!("[City(names: {{{}}})]", "\"en\": \"x\",".repeat(5_000)), "duplicate-field"),
        (format!("[{ring}]"), "containment-cycle"),
    ] {
        assert!(broken(HEADER, &records).contains(&rule), "{rule}");
    }
}

#[test]
fn one_record_with_a_fault_in_each_item_has_an_end() {
    let many = |count: usize, one: fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().concat();
    let sources = many(4_000, |n| format!("(source: \"source-{n}\"),"));
    let also = many(4_000, |_| "\"–\",".to_owned());
    let spelled = many(4_000, |n| format!("\"source-{n}\": [\"–\"],"));
    let same = many(4_000, |_| "City(id: \"c\", names: {\"en\": \"City\"}, within: \"belarus\", basis: background),\n".to_owned());
    for (records, rule) in [
        (format!("[City(id: \"a\", sources: [{sources}])]"), "dangling-reference"),
        (format!("[City(id: \"a\", also: [{also}])]"), "name-form"),
        (format!("[City(id: \"a\", spelled: {{{spelled}}})]"), "dangling-reference"),
        (format!("[City(id: \"a\", {})]", many(30_000, |n| format!("field{n}: 1,"))), "unknown-field"),
        (format!("[{same}]"), "duplicate-id"),
    ] {
        assert!(broken(HEADER, &records).contains(&rule), "{rule}");
    }
}

#[test]
fn a_word_of_a_megabyte_is_cut_short_in_what_is_said_of_it() {
    let word = "a".repeat(1_000_000);
    for (records, rule) in [
        (format!("[{word}(id: \"a\")]"), "unknown-record"),
        (format!("[City({word}: 1)]"), "unknown-field"),
        (format!("[City({word}: 1, {word}: 2)]"), "duplicate-field"),
        (format!("[City(form: {word})]"), "unknown-word"),
        (format!("[City({word})]"), "syntax"),
        (format!("[City(id: \"c\", names: {{\"{word}\": \"C\"}})]"), "name-form"),
    ] {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let files = vec![file("base.ron", HEADER), file("records.ron", &records)];
        let findings = check::check(store::read(Base { folder: None, files })).findings;
        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule}");
        assert!(findings.iter().all(|finding| finding.message.len() < 3_000), "{rule}");
    }
}

#[test]
fn no_control_character_reaches_a_terminal() {
    for (record, rule) in [
        ("City(id: \"a\", note: \"\u{1b}[2J\")", "bad-value"),
        ("City(id: \"a\", note: \"\\u{1b}[2J\")", "bad-value"),
        ("City(id: \"a\", url: \"https://a\\nb\")", "bad-value"),
        ("Source(id: \"a\", form: book, title: \"\u{202e}a\")", "bad-value"),
        ("City(id: \"a\u{1b}[2J\")", "bad-id"),
    ] {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let files = vec![file("base.ron", HEADER), file("records.ron", &format!("[{record}]"))];
        let checked = check::check(store::read(Base { folder: None, files }));
        assert!(checked.findings.iter().any(|finding| finding.rule == rule), "{record}");
        assert!(!render(&checked.base, &checked.findings, false).contains(['\u{1b}', '\u{202e}']), "{record}");
    }
}

/// One slip of a hand.
#[derive(Clone, Debug)]
enum Slip {
    /// So many characters fall out.
    Lose(Index, usize),
    /// A text gets in.
    Insert(Index, &'static str),
    /// A stretch is copied to another place.
    Copy(Index, usize, Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    let bits = vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        ",",
        ":",
        "//",
        "/*",
        "*/",
        "\\",
        "r#\"",
        "\n",
        "é",
        "中",
        "\u{0}",
        "-1",
        "1e99",
        "NaN",
        "Some(",
        "2016-02-30",
        "Tie(",
        "City(",
        "Base(",
        "id: ",
        "within: ",
        "distinct_from: [",
        "as",
        "😀",
        "\u{301}",
        "\t",
        "\r",
        "\u{202e}",
    ];
    prop_oneof![
        (any::<Index>(), 1_usize..40).prop_map(|(at, length)| Slip::Lose(at, length)),
        (any::<Index>(), proptest::sample::select(bits)).prop_map(|(at, text)| Slip::Insert(at, text)),
        (any::<Index>(), 1_usize..200, any::<Index>()).prop_map(|(from, length, to)| Slip::Copy(from, length, to)),
    ]
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for slip in slips {
        let places = chars.len() + 1;
        match slip {
            Slip::Lose(at, length) => {
                let at = at.index(places);
                chars.drain(at..(at + length).min(chars.len()));
            }
            Slip::Insert(at, text) => {
                let at = at.index(places);
                chars.splice(at..at, text.chars());
            }
            Slip::Copy(from, length, to) => {
                let from = from.index(places);
                let stretch = chars[from..(from + length).min(chars.len())].to_vec();
                let to = to.index(places);
                chars.splice(to..to, stretch);
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn slips_of_the_hand_are_findings_and_never_a_panic(rule in any::<Index>(), slips in prop::collection::vec(slip(), 1..8)) {
        let rule = &RULES[rule.index(RULES.len())];
        for example in [rule.good, rule.bad] {
            let text = slipped(example, &slips);
            if example.starts_with("Base") {
                broken(&text, "[]");
            } else {
                broken(HEADER, &text);
            }
        }
    }
}
