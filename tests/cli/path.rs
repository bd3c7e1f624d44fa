use crate::common::{accord, folder, ids, json, keep, small};

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
fn that_one_lies_in_the_other_is_never_the_weakest_hop_and_no_hop_has_none() {
    let document = json(&["path", "gomel-university", "tractor-works", "--via-containment"]);
    // Hops 1 and 3 are containment. Of the others each has one link, a friendship that is signed and a venture that operates.
    assert_eq!(document["rows"][0]["weakest_hop"], 2);
    assert!(json(&["path", "gomel", "gomel"])["rows"][0]["weakest_hop"].is_null());
    assert!(json(&["path", "gomel-university", "gomel", "--via-containment"])["rows"][0]["weakest_hop"].is_null());
}

#[test]
fn without_a_path_only_options_are_named_that_make_one() {
    let none = |options: &[&str]| small(&[&["path", "gomel-university", "tractor-works"], options].concat()).stdout;
    assert!(none(&[]).contains("There is a path of 4 hops with --via-containment."), "{}", none(&[]));
    let short = none(&["--via-containment", "--max-hops", "3"]);
    assert!(short.contains("There is a path of 4 hops without --max-hops."), "{short}");
    assert!(short.contains("within 3 hops"), "{short}");
}

#[test]
fn each_example_of_the_help_finds_a_path() {
    let help = accord(&["path", "--help"]).stdout;
    let examples: Vec<&str> = help.lines().filter_map(|line| line.trim().strip_prefix("accord path ")).collect();
    assert_eq!(examples.len(), 5);
    for example in examples {
        // What follows two blanks is a remark.
        let words = example.split("  ").next().unwrap().split('"').enumerate();
        let words: Vec<&str> =
            words.flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect();
        let run = accord(&[&["path"], words.as_slice()].concat());
        assert_eq!(run.code, 0, "{example}: {run:?}");
    }
}

#[test]
fn paths_of_a_list_of_edges_are_shortest_by_hops_or_by_strength() {
    let file = folder("path").join("edges.txt");
    std::fs::write(&file, "a b 1\nb c 1\na d 4\nd e 4\ne c 4\nx y 1\n").unwrap();
    let file = file.to_str().unwrap();
    let rows = |options: &[&str]| -> Vec<(String, f64)> {
        let run = accord(&[&["path", "a", "c", "--edges", file, "-k", "5", "--format", "json"], options].concat());
        let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let row = |row: &serde_json::Value| (ids(&row["vertices"]).join(" "), row["cost"].as_f64().unwrap());
        document["rows"].as_array().unwrap().iter().map(row).collect()
    };
    // Three hops of strength 4 are 3/4 long, two of strength 1 are 2.
    assert_eq!(rows(&[]), [("a b c".to_owned(), 2.0), ("a d e c".to_owned(), 3.0)]);
    assert_eq!(rows(&["--weighted"]), [("a d e c".to_owned(), 0.75), ("a b c".to_owned(), 2.0)]);
    assert_eq!(rows(&["--weighted", "--avoid", "d"]), [("a b c".to_owned(), 2.0)]);
    let none = accord(&["path", "a", "x", "--edges", file]);
    assert_eq!((none.code, none.stdout.contains("a to x: no path")), (1, true), "{none:?}");
    let unknown = accord(&["path", "a", "z", "--edges", file]);
    assert_eq!((unknown.code, unknown.stderr.contains("`z` is no id in")), (2, true), "{unknown:?}");
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
