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
    // Two twinnings and a friendship; five papers with Jiangsu or what lies in it, whatever their status; money is not counted.
    assert_eq!(found("twins-2019"), (Some(3), Some(true)));
    assert_eq!(found("agreements-2019"), (Some(5), Some(false)));
    assert_eq!(found("trade-2019"), (None, None));
    let counts = json(&["show", "twins-2019"])["counts"].clone();
    assert_eq!(ids(&counts), ["gomel-jiangsu-2013", "minsk-gansu-2010", "mozyr-xuzhou-2016"]);
}

#[test]
fn claims_reads_like_this() {
    keep("claims", &[&["claims"], &["claims", "--format", "csv"]]);
}
