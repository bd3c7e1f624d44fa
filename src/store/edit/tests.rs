use super::*;
use crate::store::{compose, read};

const TEXT: &str = "\
// Places.
[
    // The north
    City(
        id: \"gomel\", // on the Sozh
        names: {\"en\": \"Gomel\"},
        // its region
        within: \"gomel-oblast\",
        distinct_from: [
            \"gomel-oblast\", // the region
            \"gomel-district\",
        ],
    ),
    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, basis: background),
    // Nobody yet
]
// The end.
";

fn base(text: &str) -> Loaded {
    let loaded = read(Base { folder: None, files: vec![SourceFile { path: "places.ron".to_owned(), text: text.to_owned() }] });
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// The text after edits; it has to be one that can be read.
fn edited(text: &str, edit: impl FnOnce(&mut Edits<'_>, &Loaded)) -> String {
    let loaded = base(text);
    let mut edits = Edits::new(&loaded);
    edit(&mut edits, &loaded);
    let after = loaded.base.after(&edits.changes());
    base(&after.files[0].text);
    after.files[0].text.clone()
}

/// The lines that are there only before, and only after.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let only = |a: &str, b: &str| a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect();
    (only(before, after), only(after, before))
}

fn gomel(loaded: &Loaded) -> Place {
    loaded.places.nodes[0]
}

fn belarus(loaded: &Loaded) -> Place {
    loaded.places.nodes[1]
}

#[test]
fn a_record_goes_behind_the_last_one_and_before_the_comments_that_end_a_file() {
    let record = "    Country(id: \"china\", names: {\"en\": \"China\"}, basis: background)";
    let after = edited(TEXT, |edits, _| edits.append("places.ron", record));
    assert_eq!(difference(TEXT, &after), (vec![], vec![format!("{record},")]));
    assert!(after.contains("\n    // Nobody yet\n]\n// The end.\n"));
    for text in [
        "",
        "// nothing\n",
        "[]",
        "[\n]\n",
        "[City(id: \"a\", names: {\"en\": \"A\"})]",
        "[\n    City(id: \"a\", names: {\"en\": \"A\"}) // last\n]",
    ] {
        let after = edited(text, |edits, _| edits.append("places.ron", record));
        assert!(after.contains(record), "{after}");
        for comment in text.lines().filter_map(|line| line.find("//").map(|at| &line[at..])) {
            assert!(after.contains(comment), "{after}");
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_made() {
    let loaded = base(TEXT);
    let mut edits = Edits::new(&loaded);
    edits.append("ties/new.ron", "    Tie(a)");
    edits.append("ties/new.ron", "    Tie(b)");
    let expected = Change { path: "ties/new.ron".to_owned(), before: None, after: "[\n    Tie(a),\n    Tie(b),\n]\n".to_owned() };
    assert_eq!(edits.changes(), [expected]);
}

#[test]
fn a_field_is_replaced_where_it_stands_or_put_where_it_belongs() {
    let after = edited(TEXT, |edits, loaded| edits.set(gomel(loaded), "within", "\"minsk-oblast\""));
    assert_eq!(
        difference(TEXT, &after),
        (vec!["        within: \"gomel-oblast\",".to_owned()], vec!["        within: \"minsk-oblast\",".to_owned()])
    );
    let after = edited(TEXT, |edits, loaded| {
        edits.set(gomel(loaded), "form", "town");
        edits.set(gomel(loaded), "note", "\"n\"");
    });
    assert_eq!(difference(TEXT, &after).0, Vec::<String>::new());
    assert!(after.contains("        id: \"gomel\", // on the Sozh\n        form: town,\n        names"), "{after}");
    assert!(after.contains("        ],\n        note: \"n\",\n    ),"), "{after}");
    let after = edited(TEXT, |edits, loaded| {
        edits.set(belarus(loaded), "note", "\"n\"");
        edits.set(belarus(loaded), "codes", "(iso: \"BY\")");
    });
    assert!(
        after.contains("    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, codes: (iso: \"BY\"), basis: background, note: \"n\"),"),
        "{after}"
    );
}

#[test]
fn a_field_is_taken_out_with_its_line() {
    let after = edited(TEXT, |edits, loaded| edits.unset(gomel(loaded), "names"));
    assert_eq!(difference(TEXT, &after), (vec!["        names: {\"en\": \"Gomel\"},".to_owned()], vec![]));
    let after = edited(TEXT, |edits, loaded| edits.unset(belarus(loaded), "basis"));
    assert!(after.contains("    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}),"), "{after}");
}

#[test]
fn items_come_and_go_and_comments_in_the_list_stay() {
    let after = edited(TEXT, |edits, loaded| edits.push(gomel(loaded), "distinct_from", "\"homel\""));
    assert!(after.contains("\"gomel-oblast\", // the region\n            \"gomel-district\",\n            \"homel\",\n"), "{after}");
    let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", |item| item == "\"gomel-district\""));
    assert_eq!(difference(TEXT, &after), (vec!["            \"gomel-district\",".to_owned()], vec![]));
    let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", |_| true));
    assert!(!after.contains("distinct_from"), "{after}");
    let after = edited(TEXT, |edits, loaded| edits.push(gomel(loaded), "also", "\"Homel\""));
    assert_eq!(difference(TEXT, &after), (vec![], vec!["        also: [\"Homel\"],".to_owned()]));
}

#[test]
fn a_record_goes_and_the_comments_around_it_stay() {
    let after = edited(TEXT, |edits, loaded| edits.remove(gomel(loaded)));
    assert!(after.starts_with("// Places.\n[\n    // The north\n    Country("), "{after}");
    let after = edited("[City(id: \"a\", names: {\"en\": \"A\"}), City(id: \"b\", names: {\"en\": \"B\"})]", |edits, loaded| {
        edits.remove(gomel(loaded));
    });
    assert_eq!(after, "[City(id: \"b\", names: {\"en\": \"B\"})]");
}

#[test]
fn an_id_is_renamed_wherever_it_is_referred_to_and_nowhere_else() {
    // A node, a source and a claim of one id are three.
    let text = "[
    Body(id: \"mfa\", names: {\"en\": \"mfa\"}, spelled: {\"mfa\": [\"mfa\"]}, within: \"mfa\", sources: [(source: \"mfa\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mfa\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"mfa\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mfa\", \"mfa-2\"], count: \"in:mfa with:mfa-2,mfa source:mfa kind:body\"),
]
";
    let renamed = |place: &dyn Fn(&Loaded) -> Place| {
        edited(text, |edits, loaded| edits.rename(place(loaded), &"mfa".parse().unwrap(), &"mid".parse().unwrap()))
    };
    let node = "[
    Body(id: \"mid\", names: {\"en\": \"mfa\"}, spelled: {\"mfa\": [\"mfa\"]}, within: \"mid\", sources: [(source: \"mfa\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mid\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"mfa\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mid\", \"mfa-2\"], count: \"in:mid with:mfa-2,mid source:mfa kind:body\"),
]
";
    assert_eq!(renamed(&|loaded| loaded.places.nodes[0]), node);
    let source = "[
    Body(id: \"mfa\", names: {\"en\": \"mfa\"}, spelled: {\"mid\": [\"mfa\"]}, within: \"mfa\", sources: [(source: \"mid\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mfa\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"mid\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mfa\", \"mfa-2\"], count: \"in:mfa with:mfa-2,mfa source:mid kind:body\"),
]
";
    assert_eq!(renamed(&|loaded| loaded.places.sources[0]), source);
    assert_eq!(renamed(&|loaded| loaded.places.claims[0]), text.replace("Claim(id: \"mfa\"", "Claim(id: \"mid\""));
}

#[test]
fn a_word_of_the_vocabulary_in_terms_is_no_id_although_it_is_spelled_like_one() {
    let text = "[
    Park(id: \"park\", names: {\"en\": \"Park\"}),
    Claim(id: \"c\", text: \"parks\", amount: 1, unit: \"park\", count: \"kind:park,park -In:minsk,park\"),
]
";
    let after = edited(text, |edits, loaded| edits.rename(loaded.places.nodes[0], &"park".parse().unwrap(), &"stone".parse().unwrap()));
    assert_eq!(after, text.replace("id: \"park\"", "id: \"stone\"").replace("minsk,park", "minsk,stone"));
}

#[test]
fn in_the_curated_base_every_field_can_be_taken_out_and_put_back_where_it_was() {
    let edit = |text: &str, edit: &dyn Fn(&mut Edits<'_>, Place)| {
        // A record that lacks what it needs cannot be read, but has its place.
        let source = SourceFile { path: "places.ron".to_owned(), text: text.to_owned() };
        let loaded = Loaded { base: Base { folder: None, files: vec![source] }, ..base("[]") };
        let outline = syntax::records(text).records[0];
        let mut edits = Edits::new(&loaded);
        edit(&mut edits, Place { file: 0, word: outline.word, body: outline.body });
        loaded.base.after(&edits.changes()).files.remove(0).text
    };
    for file in Base::curated().files.into_iter().filter(|file| file.path != "base.ron") {
        for outline in syntax::records(&file.text).records.iter().step_by(7) {
            let record = &file.text[outline.word.start as usize..=outline.body.end as usize];
            let text = layout::layout(&format!("[\n{record}]")).map_err(|fault| fault.message).unwrap();
            for entry in syntax::fields(&text, syntax::records(&text).records[0].body).0.iter().skip(1) {
                let name = entry.name.of(&text);
                let without = edit(&text, &|edits, place| edits.unset(place, name));
                assert!(without.len() < text.len());
                let again = edit(&without, &|edits, place| edits.set(place, name, entry.value.of(&text)));
                assert_eq!(difference(&text, &again), (vec![], vec![]), "{name}");
            }
        }
    }
}

#[test]
fn what_is_appended_to_a_file_of_the_curated_base_is_read() {
    let node = read(Base::curated()).records.nodes[0].clone();
    for file in Base::curated().files.into_iter().filter(|file| file.path != "base.ron") {
        let after = edited(&file.text, |edits, _| edits.append("places.ron", &compose(&node)));
        assert_eq!(base(&after).records.nodes.last(), Some(&node));
        assert_eq!(difference(&file.text, &after).0, Vec::<String>::new());
    }
}

#[test]
fn a_record_that_no_longer_fits_its_line_is_laid_out_anew() {
    let name = "x".repeat(80);
    let text = format!("[\n    City(id: \"a\", names: {{\"en\": \"{name}\"}}, basis: background),\n]\n");
    let after = edited(&text, |edits, loaded| edits.set(gomel(loaded), "note", "\"This does not fit on the line.\""));
    let expected = format!(
        "[\n    City(\n        id: \"a\",\n        names: {{\"en\": \"{name}\"}},\n        basis: background,\n        note: \"This does not fit on the line.\",\n    ),\n]\n"
    );
    assert_eq!(after, expected);
    let ids =
        |last: &str| (0..10).map(|i| format!("\"city-{i}-{}\"", "x".repeat(3))).chain([last.to_owned()]).collect::<Vec<_>>().join(", ");
    let text = format!("[\n    Agreement(\n        id: \"a\",\n        parties: [{}],\n    ),\n]\n", ids("\"b\""));
    let loaded = read(Base { folder: None, files: vec![SourceFile { path: "a.ron".to_owned(), text }] });
    let mut edits = Edits::new(&loaded);
    edits.push(loaded.places.nodes[0], "parties", "\"another-city-of-a-name\"");
    let after = &edits.changes()[0].after;
    assert_eq!(*after, layout::layout(after).map_err(|fault| fault.message).unwrap());
}

#[test]
fn a_comment_before_a_comma_makes_no_second_comma() {
    let text = "[\n    City(\n        id: \"a\" /* the first */,\n        names: {\"en\": \"A\"},\n        also: [\"B\" /* old */, \"C\"],\n    ),\n]\n";
    let after = edited(text, |edits, loaded| {
        edits.set(gomel(loaded), "form", "town");
        edits.pull(gomel(loaded), "also", |item| item == "\"B\"");
    });
    assert!(after.contains("id: \"a\" /* the first */,\n        form: town,\n") && after.contains("also: [\"C\"]"), "{after}");
    let after = edited(&after, |edits, loaded| edits.unset(gomel(loaded), "form"));
    assert!(after.contains("/* the first */,\n        names"), "{after}");
}

#[test]
fn an_id_in_a_raw_string_is_that_id() {
    for (text, id) in
        [("\"a\"", "a"), ("r\"a\"", "a"), ("r#\"a\"#", "a"), ("r##\"a#\"##", "a#"), ("a", "a"), ("r", "r"), ("\"", "\""), ("r#a", "r#a")]
    {
        assert_eq!(unquoted(text), id, "{text}");
    }
}
