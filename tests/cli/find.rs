use crate::common::{ids, json, keep, small};

fn found(text: &str) -> Vec<String> {
    ids(&json(&["find", text])["rows"]).into_iter().map(str::to_owned).collect()
}

#[test]
fn the_likeliest_come_first_and_agreements_last() {
    let gomel = found("gomel");
    assert_eq!(gomel[..3], ["gomel", "gomel-oblast", "gomel-university"], "the id, then what is called Gomel but for a generic word");
    let paper = gomel.iter().position(|id| id == "mozyr-xuzhou-2016").unwrap();
    let centre = gomel.iter().position(|id| id == "confucius-institute-gomel").unwrap();
    assert!(centre < paper);
    assert_eq!(found("南京"), ["nanjing-university"]);
    assert_eq!(found("021036w13"), ["bsu"]);
}

#[test]
fn the_answer_says_for_whom_the_text_stands_in_other_commands() {
    assert_eq!(json(&["find", "Homiel"])["means"]["id"], "gomel");
    // Gomel University is no more a university than the three others.
    assert!(json(&["find", "University"])["means"].is_null());
    assert_eq!(json(&["find", "Gomel", "region"])["means"]["id"], "gomel-oblast");
}

#[test]
fn what_is_only_alike_is_not_found() {
    let run = small(&["find", "Nanjang Institute"]);
    assert_eq!(run.code, 1, "{run:?}");
    let document = json(&["find", "Jiangxi"]);
    assert_eq!((document["found"].as_u64(), ids(&document["rows"])), (Some(0), vec!["jiangsu"]), "{document}");
}

#[test]
fn no_more_than_the_limit_are_printed_and_the_rest_is_counted() {
    let document = json(&["find", "gomel", "--limit", "2"]);
    assert_eq!(document["rows"].as_array().unwrap().len(), 2);
    assert!(document["found"].as_u64() > Some(5));
}

#[test]
fn a_guess_at_a_name_is_told_on_stderr_unless_quiet() {
    let run = small(&["links", "Jingsu"]);
    assert_eq!(run.stderr, "note: “Jingsu” is taken for Jiangsu (jiangsu): typing error: 1 letter\n");
    assert_eq!(small(&["links", "Jingsu", "--quiet"]).stderr, "");
    assert_eq!(small(&["links", "Цзянсу"]).stderr, "", "a name in Russian is no guess");
}

#[test]
fn find_reads_like_this() {
    keep("find", &[&["find", "Gomel", "--limit", "4"], &["find", "Homiel"], &["find", "University"], &["find", "Jiangxi"], &["find", "?"]]);
}
