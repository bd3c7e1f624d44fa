use crate::common::{ids, json, keep, small};

fn listed(args: &[&str]) -> Vec<String> {
    ids(&json(&[&["list"], args].concat())["rows"]).into_iter().map(str::to_owned).collect()
}

#[test]
fn what_meets_all_terms_is_listed_by_id() {
    assert_eq!(listed(&["kind:region", "in:belarus"]), ["brest-oblast", "gomel-oblast", "minsk"]);
    assert_eq!(listed(&["kind:city", "-in:china"]), ["gomel", "mozyr"]);
    assert_eq!(listed(&["kind:university", "-in:BY", "--sort", "name"]), ["lanzhou-university", "nanjing-university"]);
    assert_eq!(listed(&["institute"]), ["confucius-institute-gomel"]);
    // The oblast by its twinning and what lies in it; Minsk by a joint venture and what a company is supplied with, as `links minsk` tells, too.
    assert_eq!(listed(&["kind:region", "with:jiangsu"]), ["gomel-oblast", "minsk"]);
    assert_eq!(json(&["list"])["rows"].as_array().unwrap().len(), 34);
}

#[test]
fn places_in_terms_are_given_by_any_name() {
    let document = json(&["list", "in:Гомельская вобласць", "kind:organisation"]);
    assert_eq!(document["terms"], "kind:university,institute,company,park,body in:gomel-oblast");
    assert_eq!(ids(&document["rows"]), ["gomel-university"]);
}

#[test]
fn a_list_by_date_has_the_undated_last() {
    let papers = listed(&["kind:agreement", "with:jiangsu", "--sort", "date"]);
    assert_eq!(
        papers,
        ["bsu-nanjing-2012", "gomel-jiangsu-2013", "gomel-jiangsu-programme", "mozyr-xuzhou-2016", "gomel-nanjing-universities"]
    );
}

#[test]
fn counted_leaves_out_what_does_not_count() {
    let document = json(&["list", "kind:agreement", "with:jiangsu", "--counted"]);
    assert_eq!(ids(&document["rows"]), ["gomel-jiangsu-2013", "gomel-nanjing-universities", "mozyr-xuzhou-2016"]);
    assert_eq!(document["left_out_count"], 2);
    assert_eq!(listed(&["kind:agreement", "with:jiangsu", "--counted", "--as-of", "2013-12"]), ["bsu-nanjing-2012", "gomel-jiangsu-2013"]);
}

#[test]
fn a_date_that_cannot_tell_is_counted_apart() {
    let document = json(&["list", "kind:agreement", "signed:2016-04.."]);
    // Of spring 2016, one paper may be older; of 2016 to 2018, some is younger; the letter of about 2017 may be of 2016, after April or before.
    assert_eq!(ids(&document["rows"]), ["gomel-jiangsu-programme"]);
    assert_eq!(ids(&document["undecided"]), ["bsu-lanzhou-intent", "gomel-nanjing-universities", "mozyr-xuzhou-2016"]);
}

#[test]
fn ids_alone_stand_one_a_line() {
    assert_eq!(small(&["list", "kind:country", "--ids"]).stdout, "belarus\nchina\n");
}

#[test]
fn nothing_is_a_clean_no_and_a_wrong_word_wrong_usage() {
    assert_eq!(small(&["list", "kind:park"]).code, 1);
    let run = small(&["list", "knd:park"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let run = small(&["list", "in:University"]);
    assert!(run.code == 2 && run.stderr.contains("gomel-university"), "{run:?}");
}

#[test]
fn list_reads_like_this() {
    keep(
        "list",
        &[
            &["list", "kind:region", "in:belarus"],
            &["list", "kind:agreement", "in:gomel"],
            &["list", "with:gomel-oblast", "--sort", "date"],
            &["list", "kind:agreement", "with:jiangsu", "--as-of", "2013"],
            &["list", "kind:agreement", "signed:2016-04..", "--undecided"],
            &["list", "kind:oblast"],
            &["list", "kind:company", "--format", "csv"],
        ],
    );
}
