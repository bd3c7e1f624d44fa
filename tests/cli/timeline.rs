use crate::common::{ids, json, keep, small};

fn year(args: &[&str], year: Option<i64>) -> [u64; 6] {
    let document = json(&[&["timeline"], args].concat());
    let row = document["rows"].as_array().unwrap().iter().find(|row| row["year"].as_i64() == year).cloned().unwrap_or_default();
    ["planned", "intended", "agreements", "centres", "ventures", "ran_out"].map(|column| row[column].as_u64().unwrap_or(0))
}

fn listed(args: &[&str]) -> Vec<String> {
    let document = json(&[&["timeline", "--list"], args].concat());
    document["rows"].as_array().unwrap().iter().map(|row| row["entry"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn years_are_what_can_be_counted_by_hand() {
    assert_eq!(year(&[], Some(2005)), [0, 0, 1, 0, 0, 0]);
    assert_eq!(year(&[], Some(2007)), [0, 0, 0, 0, 0, 1], "the protocol ended");
    assert_eq!(year(&[], Some(2014)), [0, 0, 0, 1, 0, 1], "the Confucius institute opened, the framework lapsed");
    assert_eq!(year(&[], Some(2015)), [0, 0, 1, 0, 0, 0], "what was suspended has not run out");
    assert_eq!(year(&[], Some(2016)), [0, 0, 2, 0, 0, 0]);
    assert_eq!(year(&[], Some(2017)), [0, 1, 0, 0, 1, 0]);
    assert_eq!(year(&[], Some(2018)), [1, 0, 0, 0, 0, 1], "the programme of 2016 to 2018 ran out");
    assert_eq!(year(&[], None), [0, 0, 1, 0, 0, 0]);
}

#[test]
fn terms_hold_for_an_entry_or_for_one_of_its_parties() {
    assert_eq!(listed(&["in:gansu"]), ["brest-gansu-2009", "minsk-gansu-2010", "bsu-lanzhou-intent"]);
    assert_eq!(listed(&["form:twinning", "in:gansu"]), ["minsk-gansu-2010"]);
    assert_eq!(listed(&["kind:company"]), ["harvest-machines"]);
    assert_eq!(listed(&["kind:university", "-in:minsk"]), ["confucius-institute-gomel", "gomel-nanjing-universities"]);
    assert_eq!(listed(&["with:jiangsu", "field:culture"]), ["mozyr-xuzhou-2016"]);
    assert_eq!(listed(&["status:planned"]), ["gomel-sichuan-plan"]);
    assert_eq!(small(&["timeline", "kind:park"]).code, 1);
    assert_eq!(small(&["timeline", "knd:park"]).code, 2);
}

#[test]
fn count_and_as_of_choose_what_stands_there() {
    assert_eq!(listed(&["--count", "planned,intended"]), ["bsu-lanzhou-intent", "gomel-sichuan-plan"]);
    let document = json(&["timeline", "--list", "--as-of", "2010-06"]);
    // The twinning of about 2010 cannot be told, the framework is there, the protocol has ended; the rest came later or has no date.
    let entries: Vec<_> = document["rows"].as_array().unwrap().iter().map(|row| row["entry"]["id"].as_str().unwrap()).collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1], "brest-gansu-2009");
    assert_eq!(document["rows"][1]["ran_out"], false, "it lapsed in 2014");
    assert_eq!(document["left_out_count"], 12);
}

#[test]
fn an_entry_stands_in_each_region_and_kind_of_its_parties() {
    let document = json(&["timeline", "mozyr-xuzhou", "--by", "region"]);
    let groups: Vec<_> = document["rows"].as_array().unwrap().iter().map(|row| row["group"].as_str().unwrap()).collect();
    assert_eq!(groups, ["gomel-oblast", "jiangsu"]);
    let document = json(&["timeline", "kind:body", "--by", "kind"]);
    let groups: Vec<_> = document["rows"].as_array().unwrap().iter().map(|row| row["group"].as_str().unwrap()).collect();
    assert_eq!(groups, ["body", "university"]);
    let document = json(&["timeline", "--list"]);
    let parties = ids(&document["rows"][0]["parties"]);
    assert_eq!(parties.len(), 2);
}

#[test]
fn timeline_reads_like_this() {
    keep("timeline", &[&["timeline"], &["timeline", "in:gomel-oblast", "--list"], &["timeline", "kind:university", "--by", "region"]]);
}
