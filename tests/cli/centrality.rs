use serde_json::Value;

use crate::common::{Run, accord, json, keep, small};

const KARATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/karate.txt");

const DAVIS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/graphs/davis.txt");

/// The row of a vertex.
fn of<'a>(document: &'a Value, id: &str) -> &'a Value {
    document["rows"].as_array().unwrap().iter().find(|row| row["vertex"]["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

fn karate(args: &[&str]) -> Run {
    accord(&[&["centrality", "--edges", KARATE], args].concat())
}

#[test]
fn partners_links_and_papers_are_what_can_be_counted_by_hand() {
    let document = json(&["centrality", "--level", "region", "--top", "0"]);
    let counts = |id: &str| ["partners", "links", "papers"].map(|field| of(&document, id)[field].as_u64().unwrap());
    assert_eq!(counts("gomel-oblast"), [1, 4, 3]);
    assert_eq!(counts("jiangsu"), [2, 6, 3]);
    assert_eq!(counts("gansu"), [1, 1, 1]);
    assert_eq!(counts("brest-oblast"), [0, 0, 0]);
    // A paper of three parties is two partners, one link, one paper for each.
    let document = json(&["centrality", "--top", "0"]);
    let counts = |id: &str| ["partners", "links", "papers"].map(|field| of(&document, id)[field].as_u64().unwrap());
    assert_eq!(counts("mozyr"), [2, 1, 1]);
}

#[test]
fn the_first_measure_sets_the_order_and_equals_share_a_rank() {
    let document = json(&["centrality", "--level", "region", "-m", "pagerank,degree", "--top", "0"]);
    let rows = document["rows"].as_array().unwrap();
    let fields: Vec<&Value> = document["measures"].as_array().unwrap().iter().map(|measure| &measure["measure"]).collect();
    assert_eq!(fields, ["pagerank", "degree"]);
    assert!(rows.windows(2).all(|two| two[0]["pagerank"].as_f64() >= two[1]["pagerank"].as_f64()));
    assert!((rows.iter().map(|row| row["pagerank"].as_f64().unwrap()).sum::<f64>() - 1.0).abs() < 1e-9);
    // Who has no partner is the like of all others who have none.
    let alone: Vec<&Value> = rows.iter().filter(|row| row["partners"] == 0).collect();
    assert!(alone.len() > 1 && alone.iter().all(|row| row["rank"] == alone[0]["rank"]));
}

#[test]
fn a_paper_of_many_counts_once_with_newmans_weights() {
    // Three parties share one link: each pair has half of it, each party all of it.
    let document = json(&["centrality", "-m", "degree", "--project", "newman", "--top", "0"]);
    assert_eq!(document["weight"], "newman");
    assert_eq!(of(&document, "mozyr")["strength"], 1.0);
    let document = json(&["centrality", "-m", "degree", "--weighted", "--top", "0"]);
    assert_eq!(of(&document, "mozyr")["strength"], 2.0);
}

#[test]
fn two_modes_are_ranked_apart_and_hits_is_for_them() {
    let document = json(&["centrality", "--two-mode", "-m", "degree,hits", "--top", "3"]);
    let modes: Vec<&str> = document["rows"].as_array().unwrap().iter().map(|row| row["mode"].as_str().unwrap()).collect();
    assert_eq!(modes, ["party", "party", "party", "link", "link", "link"]);
    // The first of the links by their members have three, the paper of Gomel, Mozyr and Xuzhou among them.
    assert_eq!(document["rows"][3]["degree"], 3);
    let refused = small(&["centrality", "-m", "hits"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("no direction") && refused.stderr.contains("eigenvector"), "{}", refused.stderr);
}

#[test]
fn the_southern_women_come_out_of_a_file_as_published() {
    let args =
        ["centrality", "--edges", DAVIS, "--two-mode", "-m", "degree,classic-closeness,betweenness", "--top", "0", "--format", "json"];
    let document: Value = serde_json::from_str(&accord(&args).stdout).unwrap();
    assert_eq!((&document["network"]["mode"], &document["network"]["vertices"]), (&Value::from("two"), &Value::from(32)));
    // As networkx has them, to three digits, of which its own tests name two.
    for (woman, published) in
        [("Evelyn_Jefferson", [0.571, 0.800, 0.097]), ("Nora_Fayette", [0.571, 0.800, 0.114]), ("E8", [0.778, 0.846, 0.244])]
    {
        let row = of(&document, woman);
        for (field, expected) in ["degree_share", "classic_closeness", "betweenness"].iter().zip(published) {
            assert!((row[field].as_f64().unwrap() - expected).abs() < 6e-4, "{woman} {field}: {row}");
        }
    }
    // And every woman and event as networkx has them, whose figures are kept.
    let kept: Value = serde_json::from_str(include_str!("../figures/centrality.json")).unwrap();
    let kept = &kept["davis in two modes"];
    for (field, name) in [("degree_share", "degree"), ("classic_closeness", "classic"), ("betweenness", "betweenness")] {
        for (label, expected) in kept[name].as_object().unwrap() {
            let found = of(&document, label)[field].as_f64().unwrap();
            assert!((found - expected.as_f64().unwrap()).abs() < 1e-9, "{label} {field}: {found}");
        }
    }
    assert_eq!((&of(&document, "E8")["mode"], &of(&document, "Ruth_DeSand")["mode"]), (&Value::from("second"), &Value::from("first")));
}

#[test]
fn a_list_that_has_not_two_modes_is_refused_with_a_cycle_of_it() {
    let run = karate(&["--two-mode"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("a cycle of 3 edges, an odd number: `") && run.stderr.contains("leave out --two-mode"), "{}", run.stderr);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let refused: &[&[&str]] = &[
        &["centrality", "--two-mode", "--weighted"],
        &["centrality", "--of", "edges", "-m", "pagerank"],
        &["centrality", "-m", "pagerank", "--damping", "1"],
        &["centrality", "-m", "katz", "--alpha", "-1"],
        &["centrality", "-m", "importance"],
    ];
    for args in refused {
        let run = small(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
    }
    assert_eq!(karate(&["--project", "newman"]).code, 2);
    // Nothing to measure is a clean no.
    assert_eq!(small(&["centrality", "kind:agreement"]).code, 1);
}

#[test]
fn pairs_are_named_and_a_pair_that_all_ways_need_comes_first() {
    let document = json(&["centrality", "--of", "edges", "--level", "region"]);
    // China, Belarus, Minsk, Jiangsu, Gomel Oblast are a path, and Gansu hangs on Minsk. Of 28 pairs of eight, the two edges at Minsk carry
    // 2 × 4 each, every other 1 × 5.
    let rows = document["rows"].as_array().unwrap();
    let pairs: Vec<_> = rows.iter().map(|row| (row["from"]["id"].as_str().unwrap(), row["to"]["id"].as_str().unwrap())).collect();
    assert_eq!(pairs[..2], [("belarus", "minsk"), ("jiangsu", "minsk")]);
    assert_eq!(rows.iter().map(|row| row["rank"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 1, 3, 3, 3]);
    let carried = rows.iter().map(|row| row["betweenness"].as_f64().unwrap() * 28.0);
    assert!(carried.zip([8.0, 8.0, 5.0, 5.0, 5.0]).all(|(found, pairs)| (found - pairs).abs() < 1e-9));
    assert_eq!(rows[1]["links"], 2);
}

#[test]
fn a_list_of_edges_is_measured_without_a_base() {
    // Zachary's instructor (1) and president (34), 0 and 33 here, as every textbook has them.
    let run = karate(&["--format", "json", "--top", "2", "-m", "degree,betweenness"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((of(&document, "33")["partners"].as_u64(), of(&document, "0")["partners"].as_u64()), (Some(17), Some(16)));
    assert!((of(&document, "0")["betweenness"].as_f64().unwrap() - 0.437_635).abs() < 1e-6);
    assert_eq!(document["network"]["edges_from"], KARATE);
    assert!(document.get("base").is_none());
    // No base, so no links and papers, and nothing beside the answer.
    assert_eq!(document["rows"][0].get("links"), None);
    assert_eq!(run.stderr, "");
    let run = karate(&["--timings"]);
    let timings: Value = serde_json::from_str(&run.stderr).unwrap();
    assert!(timings["algorithm_seconds"].is_number(), "{timings}");
}

#[test]
fn an_estimate_says_how_sure_it_is_and_is_refused_where_there_is_none() {
    let run = karate(&["-m", "betweenness,core", "--sample", "0.05", "--top", "3", "--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let sample = &document["measures"][0]["sample"];
    assert_eq!((&sample["error"], &sample["certainty"], &sample["seed"]), (&0.05.into(), &0.95.into(), &1.into()));
    assert!(sample["reached"].as_f64().unwrap() <= 0.05 && sample["lots"].as_u64().unwrap() > 100);
    assert!(document["measures"][1].get("sample").is_none(), "core numbers are exact");
    // The exact share of the first, by networkx: 0.437635.
    assert!((document["rows"][0]["betweenness"].as_f64().unwrap() - 0.437_635).abs() <= 0.05);
    let text = karate(&["-m", "betweenness", "--sample", "0.05"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("no value is off by more than 0.05, with a certainty of 95 %"), "{text}");
    for (with, option) in [(vec!["--raw"], "--raw"), (vec!["--weighted"], "--weighted"), (vec!["--of", "edges"], "--of edges")] {
        let refused = karate(&[&["--sample", "0.1"][..], &with].concat());
        assert_eq!(refused.code, 2);
        assert!(refused.stderr.contains(&format!("leave out {option}, or --sample")), "{}", refused.stderr);
    }
    assert_eq!(karate(&["-m", "core", "--sample", "0.1"]).code, 2);
    assert!(karate(&["--sample", "2"]).stderr.contains("between 0 and 1"));
}

#[test]
fn a_weight_that_is_no_strength_is_named_with_its_ends() {
    let file = crate::common::folder("centrality").join("edges.txt");
    std::fs::write(&file, "ann bob 2\nbob cy -1\n").unwrap();
    let run = |args: &[&str]| accord(&[&["centrality", "--edges", file.to_str().unwrap()], args].concat());
    assert_eq!(run(&[]).code, 0, "weights are not used");
    let refused = run(&["--weighted", "-m", "closeness"]);
    assert_eq!(refused.code, 2);
    assert!(["bob", "cy", "-1"].iter().all(|part| refused.stderr.contains(part)), "{}", refused.stderr);
}

#[test]
fn centrality_reads_like_this() {
    keep(
        "centrality",
        &[
            &["centrality", "--level", "region", "--top", "6"],
            &["centrality", "--two-mode", "--top", "3"],
            &["centrality", "--of", "edges", "--level", "region"],
            &["centrality", "-m", "eigenvector,pagerank,katz,core", "--weighted", "--top", "5"],
            &["centrality", "-m", "hits"],
        ],
    );
}
