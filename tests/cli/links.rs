use serde_json::Value;

use crate::common::{ids, json, keep, small};

/// The rows of an answer: place, links, papers, direct.
fn rows(document: &Value) -> Vec<(&str, u64, u64, bool)> {
    let row = |row: &'static str| move |value: &Value| value[row].as_u64().unwrap();
    let rows = document["rows"].as_array().unwrap();
    rows.iter()
        .map(|one| (one["place"]["id"].as_str().unwrap(), row("links")(one), row("papers")(one), one["direct"].as_bool().unwrap()))
        .collect()
}

#[test]
fn an_oblast_is_linked_by_its_own_papers_and_those_of_what_lies_in_it() {
    let document = json(&["links", "gomel-oblast"]);
    // The twinning, the institute, the paper of the towns and the one of the universities; the institute is no paper.
    assert_eq!(rows(&document), [("jiangsu", 4, 3, true)]);
    let row = &document["rows"][0];
    assert_eq!((row["first"].as_str(), row["last"].as_str()), (Some("2013-05-14"), Some("2016-21")));
    let through = ["confucius-institute-gomel", "gomel", "gomel-university", "mozyr", "nanjing-university", "xuzhou"];
    assert_eq!(ids(&row["through"]), through);
    // The programme that ran out, the plan with Sichuan, and the forum.
    assert_eq!(document["left_out_count"], 3);
}

#[test]
fn it_works_the_other_way_round() {
    assert_eq!(rows(&json(&["links", "jiangsu"])), [("gomel-oblast", 4, 3, true), ("minsk", 2, 0, false)]);
    assert_eq!(rows(&json(&["links", "gansu"])), [("minsk", 1, 1, true)]);
}

#[test]
fn what_is_counted_can_be_chosen() {
    // With all statuses: the programme that has lapsed is one more paper with Jiangsu; the plan with Sichuan is a link and no paper.
    assert_eq!(rows(&json(&["links", "gomel-oblast", "--count", "all"])), [("jiangsu", 5, 4, true), ("sichuan", 1, 0, true)]);
    // At the end of 2017 the programme ran; the paper of the universities has no date, and the book that tells of it is of 2019.
    assert_eq!(rows(&json(&["links", "gomel-oblast", "--as-of", "2017"])), [("jiangsu", 4, 3, true)]);
    // In 2012 nothing of Gomel Oblast had begun, as far as dates tell.
    let run = small(&["links", "gomel-oblast", "--as-of", "2012"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
}

#[test]
fn the_table_of_all_counts_each_pair_of_regions() {
    let document = json(&["links", "--all"]);
    let cells = document["rows"].as_array().unwrap().iter();
    let cells: Vec<_> = cells
        .map(|cell| (cell["from"]["id"].as_str().unwrap(), cell["to"]["id"].as_str().unwrap(), cell["links"].as_u64().unwrap()))
        .collect();
    assert_eq!(cells, [("gomel-oblast", "jiangsu", 4), ("minsk", "jiangsu", 2), ("minsk", "gansu", 1)]);
}

#[test]
fn links_reads_like_this() {
    keep(
        "links",
        &[
            &["links", "Gomel Oblast"],
            &["links", "Минск", "--explain", "--left-out"],
            &["links", "brest-oblast"],
            &["links", "gomel-oblast", "--lang", "zh"],
            &["links", "--all"],
            &["links", "gomel-jiangsu-2013"],
            &["links", "gomel-oblast", "--format", "csv"],
            &["links", "gomel-oblast", "--format", "md"],
        ],
    );
}
