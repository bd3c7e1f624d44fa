use insta::assert_snapshot;

use crate::common::{ids, json, transcript};

#[test]
fn claims_stand_by_date_undated_ones_last() {
    assert_eq!(ids(&json(&["claims"])["rows"]), ["agreements-2019", "twins-2019", "trade-2019"]);
}

#[test]
fn claims_reads_like_this() {
    assert_snapshot!(transcript(&[&["claims"], &["claims", "--format", "csv"]]));
}
