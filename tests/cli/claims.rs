use crate::common::{ids, json, keep};

#[test]
fn claims_stand_by_date_undated_ones_last() {
    assert_eq!(ids(&json(&["claims"])["rows"]), ["agreements-2019", "twins-2019", "trade-2019"]);
}

#[test]
fn a_claim_is_held_against_the_base_as_of_its_date() {
    let document = json(&["claims"]);
    let found = |id: &str| {
        let claim = document["rows"].as_array().unwrap().iter().find(|claim| claim["id"] == id).unwrap();
        (claim["found"].as_u64(), claim["met"].as_bool())
    };
    // Two twinnings, and a friendship of three parties that makes two pairs; five papers with Jiangsu or what lies in it, whatever their status; money is not counted.
    assert_eq!(found("twins-2019"), (Some(4), Some(true)));
    assert_eq!(found("agreements-2019"), (Some(5), Some(false)));
    assert_eq!(found("trade-2019"), (None, None));
    let shown = json(&["show", "twins-2019"]);
    let pairs: Vec<_> = shown["pairs"].as_array().unwrap().iter().map(ids).collect();
    assert_eq!(pairs, [["gomel", "xuzhou"], ["gomel-oblast", "jiangsu"], ["minsk", "gansu"], ["mozyr", "xuzhou"]]);
    assert_eq!(ids(&shown["counts"]), [""; 0]);
    let counts = json(&["show", "agreements-2019"])["counts"].clone();
    assert_eq!(ids(&counts).len(), 5);
}

#[test]
fn claims_reads_like_this() {
    keep("claims", &[&["claims"], &["claims", "--format", "csv"]]);
}
