//! Cases in which a check could easily say too much, too little, or the wrong one.

use accord::store::Finding;

use crate::gallery::checked;

/// The findings in a base of the two countries and these records: rule and message.
fn found(records: &str) -> Vec<(&'static str, String)> {
    let text = |finding: &Finding| (finding.rule, finding.message.clone());
    checked("records.ron", &format!("[{records}]")).findings.iter().map(text).collect()
}

fn rules(records: &str) -> Vec<&'static str> {
    found(records).into_iter().map(|(rule, _)| rule).collect()
}

fn city(id: &str, rest: &str) -> String {
    format!("City(id: \"{id}\", names: {{\"en\": \"{id}\"}}, {rest} basis: background),")
}

#[test]
fn what_is_missing_from_a_record_that_was_misread_is_not_said_twice() {
    // A form that cannot be read is not missing; parties, status and sources are, and all faults are told at once.
    let paper = "Agreement(id: \"paper\", form: tretay, names: {\"en\": \"Paper\"}),";
    assert_eq!(rules(paper), ["few-parties", "missing-field", "missing-source", "unknown-word"]);
    // A date that cannot be read hides nothing else; a source that cannot be read is one.
    let parties = "form: treaty, names: {\"en\": \"Paper\"}, parties: [\"belarus\", \"china\"], status: signed,";
    assert_eq!(rules(&format!("Agreement(id: \"paper\", {parties} date: \"2018-13\"),")), ["missing-source", "impossible-date"]);
    assert_eq!(rules(&format!("Agreement(id: \"paper\", {parties} sources: 7),")), ["bad-value"]);
    // A name that is misspelled may be the one that is missing.
    assert_eq!(rules(&format!("Agreement(id: \"paper\", {parties} source: 7),")), ["unknown-field"]);
    assert_eq!(rules("City(id: \"gomel\", names: {\"en\": \"Gomel\"} within: \"belarus\"),"), ["syntax"]);
}

#[test]
fn a_reference_to_a_record_that_was_misread_does_not_dangle() {
    let gomel = city("gomel", "within: \"belarus\", distinct_from: [\"brest\"],");
    // `brest` misses the closing bracket, or is no record that is known.
    assert_eq!(rules(&format!("{gomel} City(id: \"brest\", names: {{\"en\": \"Brest\")")), ["syntax"]);
    assert_eq!(rules(&format!("{gomel} Town(id: \"brest\", names: {{\"en\": \"Brest\"}}),")), ["unknown-record"]);
}

#[test]
fn a_source_is_no_orphan_while_part_of_the_base_cannot_be_read() {
    let source = "Source(id: \"report\", form: report, title: \"A report\"),";
    assert_eq!(rules(source), ["orphan-source"]);
    assert_eq!(rules(&format!("{source} City(")), ["syntax"]);
}

#[test]
fn of_three_with_one_name_each_must_be_told_apart_from_each() {
    let one = |id: &str, apart: &str| {
        format!("City(id: \"{id}\", names: {{\"en\": \"Suzhou\"}}, within: \"china\", distinct_from: [{apart}], basis: background),")
    };
    let all = [one("a", "\"b\", \"c\""), one("b", "\"a\", \"c\""), one("c", "\"a\", \"b\"")].concat();
    assert_eq!(found(&all), []);
    let lonely = [one("a", "\"b\""), one("b", "\"a\""), one("c", "")].concat();
    assert_eq!(found(&lonely), [("homonyms", "`a` and `c` are both called “Suzhou”".to_owned())]);
}

#[test]
fn chinese_names_that_read_alike_are_no_homonyms() {
    let one = |id: &str, zh: &str| {
        format!(
            "Region(id: \"{id}\", form: province, names: {{\"en\": \"{id}\", \"zh\": \"{zh}\"}}, within: \"china\", basis: background),"
        )
    };
    assert_eq!(rules(&(one("shanxi", "山西") + &one("shaanxi", "陕西"))), [""; 0]);
    assert_eq!(rules(&(one("shanxi", "山西") + &one("shaanxi", "山西"))), ["homonyms"]);
}

#[test]
fn a_name_is_the_same_in_another_script_case_or_accent() {
    let one = |id: &str, name: &str| format!("City(id: \"{id}\", names: {{\"en\": \"{name}\"}}, within: \"belarus\", basis: background),");
    assert_eq!(rules(&(one("a", "Minsk") + &one("b", "МИНСК"))), ["homonyms"]);
    assert_eq!(rules(&(one("a", "Lánzhōu") + &one("b", "lanzhou"))), ["homonyms"]);
}

#[test]
fn agreements_and_events_may_have_the_same_title() {
    let paper = |id: &str| {
        format!(
            "Agreement(id: \"{id}\", form: memorandum, names: {{\"en\": \"Memorandum\"}}, parties: [\"belarus\", \"china\"], status: signed, basis: background),"
        )
    };
    assert_eq!(rules(&(paper("a") + &paper("b"))), [""; 0]);
}

#[test]
fn a_ring_is_one_finding_however_long_its_tail() {
    let within = |id: &str, holder: &str| city(id, &format!("within: \"{holder}\","));
    let records = [within("tail", "tip"), within("tip", "c"), within("b", "c"), within("c", "a"), within("a", "b")].concat();
    assert_eq!(found(&records), [("containment-cycle", "`b` lies within itself: `b` → `c` → `a` → `b`".to_owned())]);
}

#[test]
fn a_tie_without_date_in_an_agreement_has_the_date_of_the_agreement() {
    let paper = "Agreement(id: \"paper\", form: plan, names: {\"en\": \"Plan\"}, parties: [\"belarus\", \"china\"], date: \"2016\", status: signed, basis: background),";
    let tie = |date: &str| format!("Tie(from: \"china\", type: signed, to: \"paper\", {date} status: signed, basis: background),");
    assert_eq!(rules(&(paper.to_owned() + &tie(""))), ["duplicate-tie"]);
    assert_eq!(rules(&(paper.to_owned() + &tie("date: \"2016\","))), ["duplicate-tie"]);
    assert_eq!(rules(&(paper.to_owned() + &tie("date: \"2018\","))), [""; 0]);
}

#[test]
fn the_same_supplies_in_two_years_are_two_ties() {
    let tie = |date: &str| {
        format!("Tie(from: \"china\", type: supplies, to: \"belarus\", date: \"{date}\", status: operating, basis: background),")
    };
    assert_eq!(rules(&(tie("2016") + &tie("2017"))), [""; 0]);
    assert_eq!(rules(&(tie("2016") + &tie("2016"))), ["duplicate-tie"]);
}

#[test]
fn a_date_that_may_lie_before_the_day_of_the_base_is_not_in_the_future() {
    // The base of these tests claims to be true up to 2024-06-30.
    let founded =
        |date: &str| format!("University(id: \"u\", names: {{\"en\": \"U\"}}, within: \"belarus\", date: \"{date}\", basis: background),");
    for date in ["2024", "2024-06", "2024-06-30", "2024-22", "2024-07~", "2020/2030", "2024/.."] {
        assert_eq!(rules(&founded(date)), [""; 0], "{date}");
    }
    for date in ["2024-07", "2024-07-01", "2025", "2024-23", "2025/2026"] {
        assert_eq!(rules(&founded(date)), ["status-and-date"], "{date}");
    }
}

#[test]
fn a_paper_whose_term_is_over_need_not_be_called_lapsed() {
    let paper = |status: &str, until: &str| {
        format!(
            "Agreement(id: \"paper\", form: plan, names: {{\"en\": \"Plan\"}}, parties: [\"belarus\", \"china\"], date: \"2010\", until: \"{until}\", status: {status}, basis: background),"
        )
    };
    for status in ["intended", "signed", "operating", "suspended", "lapsed", "ended"] {
        assert_eq!(rules(&paper(status, "2015")), [""; 0], "{status}");
    }
    assert_eq!(rules(&paper("lapsed", "2030")), ["status-and-date"]);
    assert_eq!(rules(&paper("planned", "2015")), ["status-and-date"]);
}

#[test]
fn findings_come_in_the_order_of_the_places() {
    let records =
        [city("a", ""), city("b", "within: \"nowhere\", at: (91.0, 0.0),"), city("c", "codes: (iso: \"c\"), within: \"nowhere\",")]
            .concat();
    assert_eq!(rules(&records), ["no-container", "dangling-reference", "code-form", "code-form", "dangling-reference"]);
}

#[test]
fn a_body_of_several_founders_lies_nowhere_but_one_of_a_single_founder_does_not() {
    let body = |rest: &str| format!("Body(id: \"body\", form: commission, names: {{\"en\": \"Body\"}}, {rest} basis: background),");
    assert_eq!(rules(&body("founders: [\"belarus\", \"china\"],")), [""; 0]);
    assert_eq!(rules(&body("founders: [\"belarus\"],")), ["no-container"]);
    assert_eq!(rules(&(body("seat: \"minsk\",") + &city("minsk", "within: \"belarus\","))), [""; 0]);
}

#[test]
fn a_tie_of_its_own_makes_a_party_as_much_as_the_list_does() {
    let paper =
        "Agreement(id: \"paper\", form: plan, names: {\"en\": \"Plan\"}, parties: [\"belarus\"], status: signed, basis: background),";
    assert_eq!(rules(paper), ["few-parties"]);
    let tie = "Tie(from: \"china\", type: signed, to: \"paper\", status: signed, basis: background),";
    assert_eq!(rules(&(paper.to_owned() + tie)), [""; 0]);
}

#[test]
fn a_second_header_is_told() {
    assert_eq!(rules("Base(schema: 1, name: \"b\", title: \"B\", version: \"1\", updated: \"2024\", licence: \"CC0-1.0\")"), ["header"]);
}

#[test]
fn a_figure_that_cannot_be_meant_is_a_bad_value() {
    let claim = |amount: &str, unit: &str| {
        format!(
            "Source(id: \"s\", form: report, title: \"S\"), Claim(id: \"c\", text: \"So many\", amount: {amount}, unit: \"{unit}\", count: \"kind:country\", sources: [(source: \"s\")]),"
        )
    };
    assert_eq!(rules(&claim("2", "countries")), [""; 0]);
    assert_eq!(rules(&claim("2", " ")), ["bad-value"]);
    for amount in ["-5", "inf", "NaN"] {
        assert!(rules(&claim(amount, "countries")).contains(&"bad-value"), "{amount}");
    }
}

#[test]
fn the_sides_of_a_claim_are_read_and_say_nothing_without_what_is_counted() {
    let claim = |count: &str| {
        format!(
            "Source(id: \"s\", form: report, title: \"S\"), Claim(id: \"c\", text: \"So many\", amount: 0, unit: \"pairs\", {count} sources: [(source: \"s\")]),"
        )
    };
    let sides = |first: &str, of: &str| format!("between: (first: \"{first}\", second: \"kind:place\", of: {of}),");
    let count = "count: \"kind:agreement\",";
    assert_eq!(rules(&claim(&format!("{count} {}", sides("kind:place", "pairs")))), [""; 0]);
    assert_eq!(rules(&claim(&sides("kind:place", "pairs"))), ["bad-value"]);
    assert_eq!(rules(&claim(&format!("{count} {}", sides("kind:frog", "pairs")))), ["bad-terms"]);
    assert_eq!(rules(&claim(&format!("{count} {}", sides("kind:place", "frogs")))), ["unknown-word"]);
    assert_eq!(rules(&claim(&format!("{count} between: (first: \"kind:place\"),"))), ["missing-field"]);
}

#[test]
fn at_most_so_many_is_met_by_fewer_and_not_by_more() {
    let claim = |amount: u32| {
        format!(
            "Source(id: \"s\", form: report, title: \"S\"), Claim(id: \"c\", text: \"So many\", amount: {amount}, bound: at_most, unit: \"countries\", count: \"kind:country\", sources: [(source: \"s\")]),"
        )
    };
    assert_eq!(rules(&claim(3)), [""; 0]);
    assert_eq!(rules(&claim(1)), ["unmet-claim"]);
}

#[test]
fn sources_and_claims_are_not_dated_after_the_day_of_the_base_either() {
    let records = |source: &str, claim: &str| {
        format!(
            "Source(id: \"s\", form: report, title: \"S\", date: \"{source}\"), Claim(id: \"c\", text: \"Two\", amount: 2, unit: \"countries\", date: \"{claim}\", sources: [(source: \"s\")]),"
        )
    };
    assert_eq!(rules(&records("2024", "2024")), [""; 0]);
    assert_eq!(rules(&records("2025", "2025")), ["status-and-date"; 2]);
}

#[test]
fn what_is_expected_is_not_over_when_it_is_spoken_of() {
    let paper = |expected: &str| {
        format!(
            "Agreement(id: \"paper\", form: plan, names: {{\"en\": \"Plan\"}}, parties: [\"belarus\", \"china\"], date: \"2016\", expected: \"{expected}\", status: planned, basis: background),"
        )
    };
    assert_eq!(rules(&paper("2016/2020")), [""; 0]);
    assert_eq!(rules(&paper("2015")), ["reversed-dates"]);
}
