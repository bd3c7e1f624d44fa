use std::fs;

use serde_json::Value;

use crate::common::{accord, folder, ids, json, keep, small};

const KARATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/karate.txt");

fn rows(document: &Value) -> &Vec<Value> {
    document["rows"].as_array().unwrap()
}

fn numbers(row: &Value, fields: &[&str]) -> Vec<f64> {
    fields.iter().map(|&field| row[field].as_f64().unwrap()).collect()
}

/// The links of the small base between regions, as its `base.ron` counts them: Gomel Oblast with Jiangsu 4, Minsk with Jiangsu 2 and with
/// Gansu 1; and one paper of Belarus and China, one of a ministry and a university in Minsk.
#[test]
fn components_of_regions_are_those_counted_by_hand() {
    let document = json(&["clusters", "--method", "components", "--level", "region", "--min-size", "1"]);
    let [whole, brest, sichuan] = rows(&document).as_slice() else { panic!("{document}") };
    let mut members = ids(&whole["members"]);
    members.sort_unstable();
    assert_eq!(members, ["belarus", "china", "gansu", "gomel-oblast", "jiangsu", "minsk"]);
    assert_eq!(numbers(whole, &["size", "inner_edges", "outer_edges", "inner_weight", "inner_links"]), [6.0, 5.0, 0.0, 9.0, 9.0]);
    assert_eq!(whole["e_i"], Value::Null, "it is −1 by construction");
    assert_eq!(whole["countries"].as_array().unwrap().iter().map(|country| country["members"].as_u64()).collect::<Vec<_>>(), [Some(3); 2]);
    assert_eq!((ids(&brest["members"]), ids(&sichuan["members"])), (vec!["brest-oblast"], vec!["sichuan"]));
    // One edge of five, that of the ministry and Minsk, stays in its country.
    assert!((document["e_i_by_country"].as_f64().unwrap() - 0.6).abs() < 1e-12);
}

#[test]
fn an_index_that_cannot_be_otherwise_is_not_printed() {
    let document = json(&["clusters", "--level", "country"]);
    assert_eq!(document["e_i_by_country"], Value::Null);
    let said = small(&["clusters", "--level", "country"]).stdout.replace('\n', " ");
    assert!(said.contains("would be +1 by construction"), "{said}");
    let said = small(&["clusters", "in:belarus"]).stdout.replace('\n', " ");
    assert!(said.contains("would be −1 by construction"), "{said}");
}

#[test]
fn what_is_left_out_is_numbered() {
    let all = json(&["clusters", "--min-size", "1"]);
    let most = json(&["clusters", "--top", "2"]);
    let members = |document: &Value| rows(document).iter().map(|row| row["size"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(members(&all), all["network"]["vertices"].as_u64().unwrap());
    assert_eq!((rows(&most).len(), members(&most) + most["left_out"]["members"].as_u64().unwrap()), (2, members(&all)));
    assert_eq!(all["left_out"]["clusters"], 0);
    assert_eq!(small(&["clusters", "--min-size", "100"]).code, 1);
}

#[test]
fn every_method_runs_on_a_list_of_edges() {
    let ask = |more: &[&str]| -> Value {
        let run = accord(&[&["clusters", "--edges", KARATE, "--format", "json"], more].concat());
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    };
    let count = |more: &[&str]| rows(&ask(more)).len();
    assert_eq!(count(&[]), 4);
    assert_eq!(count(&["--method", "components"]), 1);
    // networkx: blocks of 28 and 6 members, and one bridge.
    assert_eq!((count(&["--method", "biconnected"]), count(&["--method", "biconnected", "--min-size", "2"])), (2, 3));
    // networkx: the 4-core has 10 members.
    let core = ask(&["--method", "core"]);
    assert_eq!(numbers(&rows(&core)[0], &["core", "size"]), [4.0, 10.0]);
    assert_eq!(numbers(&rows(&ask(&["--method", "core", "--k", "4"]))[0], &["size"]), [10.0]);
    assert!(count(&["--method", "label"]) > 0);
    assert!(count(&["--method", "label", "--rounds", "5"]) > 0);
    assert!((ask(&[])["modularity"].as_f64().unwrap() - 0.419_789_6).abs() < 1e-6);
    assert!(ask(&["--objective", "cpm", "--resolution", "0.2"])["quality"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_cannot_be_answered_says_why() {
    let run = small(&["clusters", "--objective", "cpm"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("needs a --resolution"), "{}", run.stderr);
    let run = small(&["clusters", "--resolution=-1"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a number from 0 up"), "{}", run.stderr);
    let file = folder("clusters").join("edges.txt");
    fs::write(&file, "a b 1\nb c -2\n").unwrap();
    let file = file.to_str().unwrap();
    let run = accord(&["clusters", "--edges", file]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("weighs -2") && run.stderr.contains("--unweighted"), "{}", run.stderr);
    assert_eq!(accord(&["clusters", "--edges", file, "--unweighted"]).code, 0);
    assert_eq!(accord(&["clusters", "--edges", file, "--method", "components"]).code, 0);
}

#[test]
fn who_asks_for_the_largest_is_told_how_many_there_are() {
    let file = folder("clusters-top").join("edges.txt");
    fs::write(&file, "a b\nc d\ne f\n").unwrap();
    let asked = ["clusters", "--edges", file.to_str().unwrap(), "--method", "components", "--min-size", "2", "--top"];
    let title = |top: &str| accord(&[&asked[..], &[top]].concat()).stdout.lines().next().unwrap_or_default().to_owned();
    assert_eq!(title("1"), "3 components of 2 or more, the first 1 of them");
    assert_eq!(title("0"), "3 components of 2 or more");
}

#[test]
fn clusters_reads_like_this() {
    let karate = ["clusters", "--edges", KARATE];
    assert_eq!(accord(&karate).stdout, accord(&karate).stdout);
    keep(
        "clusters",
        &[&["clusters", "--level", "region", "--min-size", "1"], &["clusters", "--method", "core"], &["clusters", "--format", "csv"]],
    );
}
