use serde_json::Value;

use crate::common::{ids, json, keep, small};

/// The rows of a table that hold for an item, or for all: number and counted.
fn sum(document: &Value, table: &str, item: Option<&str>, part: Option<&str>) -> (u64, u64) {
    let rows = document["rows"].as_array().unwrap().iter();
    let chosen = rows
        .filter(|row| row["table"] == table && item.is_none_or(|item| row["item"] == item) && part.is_none_or(|part| row["part"] == part));
    chosen.fold((0, 0), |(number, counted), row| (number + row["number"].as_u64().unwrap(), counted + row["counted"].as_u64().unwrap_or(0)))
}

#[test]
fn nodes_ties_and_agreements_are_what_can_be_counted_by_hand() {
    let document = json(&["stats"]);
    let of = |table: &str, item: &str| sum(&document, table, Some(item), None);
    assert_eq!(sum(&document, "nodes", None, None).0, 34);
    for (kind, number) in [("country", 2), ("region", 6), ("city", 4), ("university", 4), ("company", 3), ("body", 1), ("agreement", 12)] {
        assert_eq!(of("nodes", kind).0, number, "{kind}");
    }
    // 25 signatures: eleven papers of two and one of three. Counted are those of the six papers that count, one of them of three.
    assert_eq!(of("ties", "signed"), (25, 13));
    assert_eq!(of("ties", "founded"), (4, 4));
    assert_eq!(of("ties", "took_part_in"), (2, 0), "a contact never counts");
    assert_eq!(of("ties", "cooperates_with"), (1, 0), "it is planned");
    assert_eq!(sum(&document, "ties", None, None).0, 36);
    assert_eq!(of("agreement_forms", "twinning"), (2, 2));
    assert_eq!(of("agreement_years", "2016"), (2, 1), "the programme ran out");
    assert_eq!(of("agreement_years", "undated"), (1, 1));
    assert_eq!(of("agreement_countries", "belarus + china"), (11, 5));
    assert_eq!(of("agreement_countries", "belarus"), (1, 1));
    let status = |status: &str| sum(&document, "agreement_forms", None, Some(status)).0;
    let all = ["planned", "intended", "signed", "operating", "suspended", "lapsed", "ended"].map(status);
    assert_eq!(all, [1, 1, 5, 2, 1, 1, 1]);
    let book = |part: &str| sum(&document, "sources", Some("book"), Some(part)).0;
    assert_eq!((book("nodes"), book("ties"), book("claims")), (14, 2, 2));
}

#[test]
fn the_tables_of_agreements_add_up_to_the_same() {
    for args in [&["stats"][..], &["stats", "--as-of", "2012"], &["stats", "--count", "all"]] {
        let document = json(args);
        let forms = sum(&document, "agreement_forms", None, None);
        assert_eq!(forms, sum(&document, "agreement_years", None, None), "{args:?}");
        assert_eq!(forms, sum(&document, "agreement_countries", None, None), "{args:?}");
    }
}

#[test]
fn what_counts_depends_on_the_day() {
    // At the end of 2012: the framework of 2009 and the contract of 2012, the twinning of 2010 (uncertain, so perhaps 2011, but not later),
    // the contract of 2011. The protocol had ended in 2007; all others came later, or nothing tells.
    let document = json(&["stats", "--as-of", "2012"]);
    assert_eq!(sum(&document, "agreement_forms", None, None), (12, 4));
    // With all statuses: the protocol, too.
    let document = json(&["stats", "--as-of", "2012", "--count", "all"]);
    assert_eq!(sum(&document, "agreement_forms", None, None), (12, 5));
}

#[test]
fn terms_choose_a_part_with_the_ties_that_touch_it_and_the_papers_that_it_signed() {
    let document = json(&["stats", "in:gomel-oblast"]);
    let of = |table: &str| sum(&document, table, None, None);
    // The oblast, two cities, the university and the institute.
    assert_eq!(of("nodes").0, 5);
    // The twinning, the programme, the plan, the paper of the towns and that of the universities.
    assert_eq!(of("agreement_forms"), (5, 3));
    // Six signatures (of the paper of the towns two), one founder and one host of the institute, its other founder, one at the forum.
    assert_eq!(of("ties").0, 10);
    assert_eq!(document["terms"], "in:gomel-oblast");

    // The twinning of 2010 is uncertain, and one paper has no date: two that cannot be told.
    let document = json(&["stats", "kind:agreement", "signed:2010"]);
    assert_eq!(sum(&document, "nodes", None, None).0, 0);
    assert_eq!(ids(&document["undecided"]), ["gomel-nanjing-universities", "minsk-gansu-2010"]);
    assert_eq!(small(&["stats", "kind:agreement", "signed:2010"]).code, 1);
    assert_eq!(small(&["stats", "kind:oblast"]).code, 2);
}

#[test]
fn completeness_is_what_can_be_counted_by_hand() {
    let document = json(&["stats", "--completeness"]);
    let share = |item: &str, part: &str| {
        let row = document["rows"].as_array().unwrap().iter().find(|row| row["item"] == item && row["part"] == part);
        row.map(|row| (row["number"].as_u64().unwrap(), row["of"].as_u64().unwrap()))
    };
    assert_eq!(share("agreement", "date"), Some((11, 12)));
    assert_eq!(share("agreement", "month"), Some((3, 12)), "14 May 2013, September 2005, 10 May 2015; spring 2016 is no month");
    assert_eq!(share("agreement", "two_sources"), Some((2, 12)));
    assert_eq!(share("tie", "month"), Some((14, 36)), "6 signatures, 2 founders of the venture, 3 ties of the institute, 3 of the forum");
    assert_eq!(share("tie", "two_sources"), Some((4, 36)), "the signatures under the two twinnings");
    assert_eq!(share("region", "coordinates"), Some((5, 6)));
    assert_eq!(share("region", "name_be"), Some((3, 6)));
    assert_eq!(share("university", "code"), Some((1, 4)));
    assert_eq!(share("city", "background"), Some((4, 4)));
    assert_eq!(share("city", "date"), None, "places have no dates");
    assert_eq!(share("tie", "name_en"), None);
}

#[test]
fn stats_reads_like_this() {
    keep(
        "stats",
        &[&["stats"], &["stats", "--completeness"], &["stats", "in:gomel-oblast"], &["stats", "--as-of", "2012", "--format", "csv"]],
    );
}
