use crate::common::{ids, json, keep, small};

#[test]
fn a_path_goes_through_shared_papers_and_lying_in_a_place_on_demand() {
    let args = ["path", "gomel-university", "tractor-works"];
    assert_eq!(small(&args).code, 1, "without containment nothing joins them");
    let document = json(&[&args[..], &["--via-containment"]].concat());
    // The university lies in Gomel, which with Mozyr signed a paper with Xuzhou; there lie both XCMG and the joint venture, which lead to the
    // works in one more hop. Of the two ways the one by the lesser id comes first.
    assert_eq!(ids(&document["rows"][0]["nodes"]), ["gomel-university", "gomel", "xuzhou", "harvest-machines", "tractor-works"]);
    assert_eq!(document["rows"][0]["hops"], 4);
}

#[test]
fn the_next_shortest_path_goes_around_by_the_institute() {
    let document = json(&["path", "gomel-university", "nanjing-university", "-k", "3"]);
    let paths: Vec<Vec<&str>> = document["rows"].as_array().unwrap().iter().map(|path| ids(&path["nodes"])).collect();
    let around = vec!["gomel-university", "confucius-institute-gomel", "nanjing-university"];
    assert_eq!(paths, [vec!["gomel-university", "nanjing-university"], around]);
}

#[test]
fn path_reads_like_this() {
    keep(
        "path",
        &[
            &["path", "gomel-university", "nanjing-university", "-k", "3"],
            &["path", "GSU", "Tractor Works", "--via-containment"],
            &["path", "gomel-university", "tractor-works"],
            &["path", "minsk", "gomel-jiangsu-2013"],
        ],
    );
}
