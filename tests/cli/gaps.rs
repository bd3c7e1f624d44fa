use std::fs;

use crate::common::{accord, folder, json, keep, small};

#[test]
fn each_pair_of_regions_has_a_row() {
    let document = json(&["gaps"]);
    let rows = document["rows"].as_array().unwrap();
    let row = |from: &str, to: &str| rows.iter().find(|row| row["from"]["id"] == from && row["to"]["id"] == to).unwrap();
    assert_eq!(rows.len(), 9, "three regions by three");
    let states = ["direct", "below", "planned", "none"].map(|state| document[state].as_u64().unwrap());
    assert_eq!(states, [2, 1, 1, 5]);
    assert_eq!(row("gomel-oblast", "jiangsu")["state"], "direct");
    // The twinning is direct; institute, towns and universities are not; the programme is past.
    let numbers = ["direct", "below", "planned", "past"].map(|part| row("gomel-oblast", "jiangsu")[part].as_u64().unwrap());
    assert_eq!(numbers, [1, 3, 0, 1]);
    assert_eq!(row("minsk", "jiangsu")["state"], "below");
    // Two links and a contract that is suspended.
    assert_eq!(row("minsk", "jiangsu")["score"], 3.0);
    assert_eq!(row("gomel-oblast", "sichuan")["state"], "planned");
    // One paper lapsed: a point, and no link.
    assert_eq!((row("brest-oblast", "gansu")["state"].as_str(), row("brest-oblast", "gansu")["score"].as_f64()), (Some("none"), Some(1.0)));
}

#[test]
fn one_region_can_be_asked_about_and_nothing_else() {
    let rows = |place: &str| json(&["gaps", place])["rows"].as_array().unwrap().len();
    assert_eq!((rows("gomel-oblast"), rows("sichuan")), (3, 3));
    let run = small(&["gaps", "xuzhou"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("accord gaps jiangsu"), "{}", run.stderr);
    assert_eq!(small(&["gaps", "china"]).code, 2);
}

#[test]
fn terms_leave_links_of_the_parties_that_meet_them() {
    let row = |args: &[&str]| {
        let document = json(args);
        let rows = document["rows"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["from"]["id"] == "gomel-oblast" && row["to"]["id"] == "jiangsu").unwrap()
    };
    // Of regions alone there is the twinning, and the programme of the past; without them what lies in them is left.
    let numbers = |row: serde_json::Value| ["direct", "below", "past"].map(|part| row[part].as_u64().unwrap());
    assert_eq!(numbers(row(&["gaps", "kind:region"])), [1, 0, 1]);
    assert_eq!(numbers(row(&["gaps", "gomel-oblast", "kind:organisation,city"])), [0, 3, 0]);
    assert_eq!(row(&["gaps", "-kind:region"])["state"], "below");
    let refused = small(&["gaps", "--level", "city"]);
    assert!(refused.code == 2 && refused.stderr.contains("between the regions of two sides"), "{refused:?}");
}

#[test]
fn partners_that_both_have_are_named() {
    let folder = folder("gaps");
    fs::copy(format!("{}/base.ron", crate::common::SMALL), folder.join("base.ron")).unwrap();
    fs::write(
        folder.join("records.ron"),
        r#"[
            Country(id: "belarus", names: {"en": "Belarus"}, basis: background),
            Country(id: "china", names: {"en": "China"}, basis: background),
            Region(id: "brest", form: oblast, names: {"en": "Brest Oblast"}, within: "belarus", basis: background),
            Region(id: "hubei", form: province, names: {"en": "Hubei"}, within: "china", basis: background),
            Body(id: "fund", form: fund, names: {"en": "Fund"}, within: "china", basis: background),
            Agreement(id: "one", form: contract, names: {"en": "One"}, parties: ["fund", "brest"], status: signed, basis: background),
            Agreement(id: "two", form: contract, names: {"en": "Two"}, parties: ["fund", "hubei"], status: signed, basis: background),
        ]"#,
    )
    .unwrap();
    let graph = folder.to_str().unwrap();
    let run = accord(&["--graph", graph, "gaps", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let row = &document["rows"][0];
    assert_eq!(row["partners"], serde_json::json!([{ "id": "fund", "name": "Fund", "kind": "body", "regions": 2 }]));
    assert_eq!((row["state"].as_str(), row["score"].as_f64()), (Some("none"), Some(0.5)));
    let shown = accord(&["--graph", graph, "gaps"]).stdout;
    assert!(shown.contains("both work with Fund"), "{shown}");
}

#[test]
fn gaps_reads_like_this() {
    keep(
        "gaps",
        &[
            &["gaps"],
            &["gaps", "gomel-oblast", "--top", "1"],
            &["gaps", "--count", "all", "--lang", "zh"],
            &["gaps", "jiangsu", "--format", "csv"],
        ],
    );
}
