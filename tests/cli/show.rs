use serde_json::Value;

use crate::common::{ids, json, keep, small};

/// The relations of a dossier: section, types, other end, reason why it does not count.
fn relations(document: &Value) -> Vec<(String, String, String, Option<String>)> {
    let rows = document["rows"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.map(|row| {
        let types = row["types"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(" ");
        (text(&row["section"]), types, text(&row["other"]["id"]), row["left_out"].as_str().map(str::to_owned))
    })
    .collect()
}

fn relation(section: &str, types: &str, other: &str, left_out: Option<&str>) -> (String, String, String, Option<String>) {
    (section.to_owned(), types.to_owned(), other.to_owned(), left_out.map(str::to_owned))
}

#[test]
fn a_place_shows_what_it_signed_by_date_and_marks_what_does_not_count() {
    let document = json(&["show", "gomel-oblast"]);
    let expected = [
        relation("agreements", "signed", "gomel-jiangsu-2013", None),
        relation("agreements", "signed", "gomel-jiangsu-programme", Some("lapsed")),
        relation("agreements", "signed", "gomel-sichuan-plan", Some("planned")),
        relation("events", "took_part_in", "silk-road-forum-2015", Some("contact")),
    ];
    assert_eq!(relations(&document), expected);
    let inside = document["inside"].as_array().unwrap().iter();
    let inside: Vec<_> = inside.map(|kind| (kind["kind"].as_str().unwrap(), ids(&kind["nodes"]))).collect();
    let expected =
        [("city", vec!["gomel", "mozyr"]), ("university", vec!["gomel-university"]), ("centre", vec!["confucius-institute-gomel"])];
    assert_eq!(inside, expected);
    // As `accord links gomel-oblast` counts them.
    let link = &document["links"][0];
    assert_eq!((link["place"]["id"].as_str(), link["links"].as_u64(), link["papers"].as_u64()), (Some("jiangsu"), Some(4), Some(3)));
    assert_eq!(document["links"].as_array().unwrap().len(), 1);
}

#[test]
fn status_and_date_are_honoured() {
    // Everything counts but the contact.
    let left_out =
        |args: &[&str]| relations(&json(args)).into_iter().filter_map(|(.., other, reason)| Some((other, reason?))).collect::<Vec<_>>();
    let pair = |id: &str, reason: &str| (id.to_owned(), reason.to_owned());
    let all = left_out(&["show", "gomel-oblast", "--count", "all"]);
    assert_eq!(all, [pair("silk-road-forum-2015", "contact")]);
    // By mid-2017 the programme ran, and the plan of 2018 was to come.
    let then = left_out(&["show", "gomel-oblast", "--as-of", "2017-06"]);
    assert_eq!(then, [pair("gomel-sichuan-plan", "begun later"), pair("silk-road-forum-2015", "contact")]);
    // The contract is suspended since June 2015, so it counted in 2014, and nothing tells for that June.
    let bsu = |day: &str| left_out(&["show", "bsu", "--as-of", day]).into_iter().find(|(id, _)| id == "bsu-nanjing-2012");
    assert_eq!(bsu("2014"), None);
    assert_eq!(bsu("2015-06-10"), Some(pair("bsu-nanjing-2012", "of undecided date")));
    assert_eq!(bsu("2016"), Some(pair("bsu-nanjing-2012", "suspended")));
}

#[test]
fn who_founds_and_hosts_a_centre_is_one_relation() {
    let document = json(&["show", "confucius-institute-gomel"]);
    let expected =
        [relation("members", "founded hosts", "gomel-university", None), relation("members", "founded", "nanjing-university", None)];
    assert_eq!(relations(&document), expected);
    let partner = json(&["show", "gomel-university"]);
    let centre = partner["rows"].as_array().unwrap().iter().find(|row| row["section"] == "centres").unwrap();
    assert_eq!(ids(&centre["partners"]), ["nanjing-university"]);
}

#[test]
fn ties_stand_in_both_directions() {
    let direction = |id: &str| {
        let document = json(&["show", id]);
        let tie = document["rows"].as_array().unwrap().iter().find(|row| row["section"] == "ties").unwrap().clone();
        (tie["direction"].as_str().unwrap().to_owned(), tie["other"]["id"].as_str().unwrap().to_owned())
    };
    assert_eq!(direction("xcmg"), ("out".to_owned(), "tractor-works".to_owned()));
    assert_eq!(direction("tractor-works"), ("in".to_owned(), "xcmg".to_owned()));
    assert_eq!(direction("gomel-jiangsu-2013"), ("in".to_owned(), "gomel-jiangsu-programme".to_owned()));
}

#[test]
fn a_source_shows_every_record_that_cites_it_in_the_order_of_its_places() {
    let document = json(&["show", "book"]);
    let rows = document["rows"].as_array().unwrap();
    let count = |record: &str| rows.iter().filter(|row| row["record"] == record).count();
    // By hand: 14 nodes, 2 ties written on their own, 2 claims; ties written in nodes do not cite by themselves.
    assert_eq!((count("node"), count("tie"), count("claim")), (14, 2, 2));
    let places: Vec<_> = rows.iter().map(|row| (row["place"]["chapter"].as_u64(), row["place"]["footnote"].as_u64())).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_id_of_a_source_or_claim_is_hinted_at() {
    let run = small(&["show", "agreement-2019"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`agreements-2019`"), "{}", run.stderr);
}

#[test]
fn show_reads_like_this() {
    keep(
        "show_nodes",
        &[
            &["show", "Gomel Oblast"],
            &["show", "gomel-jiangsu-programme"],
            &["show", "gomel-jiangsu-2013", "--lang", "ru"],
            &["show", "confucius-institute-gomel"],
            &["show", "silk-road-forum-2015"],
            &["show", "bsu", "--as-of", "2014"],
            &["show", "xcmg"],
            &["show", "china"],
            &["show", "education-ministry"],
        ],
    );
    keep(
        "show_records",
        &[
            &["show", "book"],
            &["show", "treaty-text"],
            &["show", "agreements-2019"],
            &["show", "nobody-at-all"],
            &["show", "news", "--format", "csv"],
            &["show", "bsu", "--format", "md"],
        ],
    );
}
