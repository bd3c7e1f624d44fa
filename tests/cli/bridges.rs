use std::fs;

use serde_json::Value;

use crate::common::{accord, folder, ids, json, keep, small};

/// The rows of an answer: what it is, ends, sizes of parts, number of links.
fn rows(document: &Value) -> Vec<(&str, Vec<&str>, Vec<u64>, usize)> {
    let rows = document["rows"].as_array().unwrap().iter();
    rows.map(|one| (one["joint"].as_str().unwrap(), ids(&one["ends"]), sizes(one), one["links"].as_array().unwrap().len())).collect()
}

fn sizes(one: &Value) -> Vec<u64> {
    one["parts"].as_array().unwrap().iter().map(|part| part["size"].as_u64().unwrap()).collect()
}

/// Gomel Oblast, Jiangsu, Minsk and Gansu stand in a row.
#[test]
fn regions_in_a_row_hang_by_their_middle() {
    let document = json(&["bridges"]);
    assert_eq!(rows(&document), [("bundle", vec!["jiangsu", "minsk"], vec![2, 2], 2)]);
    assert_eq!((document["bundles"].as_u64(), document["threads"].as_u64(), document["pendant"].as_u64()), (Some(1), Some(0), Some(2)));
    let cuts = document["cuts"].as_array().unwrap();
    let cuts: Vec<_> = cuts.iter().map(|cut| (cut["vertex"]["id"].as_str().unwrap(), sizes(cut))).collect();
    assert_eq!(cuts, [("jiangsu", vec![2, 1]), ("minsk", vec![2, 1])]);
}

#[test]
fn pendant_bridges_are_shown_when_asked_for() {
    let document = json(&["bridges", "--pendant"]);
    assert_eq!(
        rows(&document),
        [
            ("thread", vec!["gansu", "minsk"], vec![1, 3], 1),
            ("bundle", vec!["jiangsu", "minsk"], vec![2, 2], 2),
            ("bundle", vec!["gomel-oblast", "jiangsu"], vec![1, 3], 4),
        ]
    );
}

#[test]
fn countries_are_there_when_they_are_asked_for() {
    // Belarus by the ministry and the treaty: China — Belarus — Minsk.
    let document = json(&["bridges", "kind:place", "--pendant"]);
    let pairs: Vec<_> = rows(&document).into_iter().map(|(_, ends, ..)| ends.join(" ")).collect();
    assert!(pairs.contains(&"belarus china".to_owned()), "{pairs:?}");
    assert_eq!(document["network"]["terms"], "kind:country,region,city,district");
}

#[test]
fn old_agreements_lapse_and_ventures_stay() {
    // The twinning of Gansu and Minsk is of 2010, give or take a year.
    let document = json(&["bridges", "--lapse-before", "2012"]);
    assert_eq!(ids(&document["lapsed"]), ["minsk-gansu-2010"]);
    assert_eq!(document["rows"].as_array().unwrap().iter().map(sizes).collect::<Vec<_>>(), [[3, 1]]);
    assert_eq!(document["parted"].as_array().unwrap().iter().map(ids).collect::<Vec<_>>(), [["gansu", "minsk"]]);
    let run = small(&["bridges", "--lapse-before", "2011"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stdout.replace('\n', " ").contains("1 agreement whose date leaves it open; 1 without a date."), "{}", run.stdout);
    // Gomel Oblast and Jiangsu lose a twinning and the towns, and keep the institute and the undated paper.
    let document = json(&["bridges", "--lapse-before", "2020"]);
    assert_eq!(document["lapsed"].as_array().unwrap().len(), 3);
    assert_eq!(document["parted"].as_array().unwrap().len(), 1);
    for wrong in ["../2010", "soon"] {
        assert_eq!(small(&["bridges", "--lapse-before", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn a_list_of_edges_has_bridges_as_well() {
    let file = folder("bridges").join("edges.txt");
    fs::write(&file, "# two triangles and what joins them\na b\nb c\nc a\nc d\nd e\ne f\nf d\nc d\n").unwrap();
    let file = file.to_str().unwrap();
    let run = accord(&["bridges", "--edges", file, "--format", "json", "--timings"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(rows(&document), [("edge", vec!["c", "d"], vec![3, 3], 0)]);
    assert!(run.stderr.contains("algorithm_seconds"), "{}", run.stderr);
    assert_eq!(accord(&["bridges", "--edges", file, "--level", "region"]).code, 2);
    assert_eq!(accord(&["bridges", "--edges", file, "--lapse-before", "2011"]).code, 2);
    assert_eq!(accord(&["bridges", "--edges", file, "--top", "1"]).code, 0);
}

#[test]
fn bridges_reads_like_this() {
    keep(
        "bridges",
        &[
            &["bridges"],
            &["bridges", "--pendant"],
            &["bridges", "--level", "party", "--pendant", "--top", "2"],
            &["bridges", "--lapse-before", "2012"],
            &["bridges", "kind:university", "--level", "party"],
            &["bridges", "--format", "csv"],
        ],
    );
}
