use std::fs;

use serde_json::Value;

use crate::common::{accord, folder, json, keep, small};

/// The rows of a table of a document.
fn rows(document: &Value, table: &str) -> Vec<Value> {
    document["rows"].as_array().unwrap().iter().filter(|row| row["table"] == table).cloned().collect()
}

fn measure(document: &Value, table: &str, measure: &str) -> Value {
    rows(document, table).into_iter().find(|row| row["measure"] == measure).map_or(Value::Null, |row| row["value"].clone())
}

fn reasons(document: &Value) -> String {
    document["refused"].to_string()
}

#[test]
fn the_small_base_has_the_numbers_that_can_be_counted_by_hand() {
    // Three triangles (the towns, the Confucius institute, the joint venture), four pairs, four parties without a link.
    let document = json(&["structure"]);
    let of = |name: &str| measure(&document, "summary", name);
    assert_eq!((of("vertices"), of("edges"), of("isolated"), of("triangles")), (21.into(), 13.into(), 4.into(), 3.into()));
    assert_eq!(of("density"), 13.0 / 210.0);
    assert_eq!(
        (of("clustering_global"), of("clustering_average"), of("clustering_average_all")),
        (1.0.into(), 1.0.into(), (9.0 / 21.0).into())
    );
    assert_eq!(of("assortativity"), 1.0, "partners have as many partners each");
    let far = |name: &str| measure(&document, "distances", name);
    assert_eq!((far("components"), far("largest"), far("diameter")), (11.into(), 3.into(), 1.into()));
    let degrees: Vec<_> = rows(&document, "degrees").iter().map(|row| (row["degree"].as_u64(), row["vertices"].as_u64())).collect();
    assert_eq!(degrees, [(Some(0), Some(4)), (Some(1), Some(8)), (Some(2), Some(9))]);
    let cores: Vec<_> = rows(&document, "cores").iter().map(|row| (row["shell"].as_u64(), row["core"].as_u64())).collect();
    assert_eq!(cores, [(Some(4), Some(21)), (Some(8), Some(17)), (Some(9), Some(9))]);
    let ei = rows(&document, "ei").into_iter().find(|row| row["group"].is_null()).unwrap();
    assert_eq!((&ei["external"], &ei["internal"]), (&9.into(), &4.into()));
    assert_eq!(ei["index"], 5.0 / 13.0);
    assert_eq!(document["nesting"]["pairs"], 2, "Gomel and Mozyr with Xuzhou");
    assert_eq!((&document["nesting"]["nested"], &document["nesting"]["p"]), (&2.into(), &1.0.into()));
}

#[test]
fn what_follows_from_the_way_a_network_is_drawn_up_is_refused_with_the_reason() {
    let two = json(&["structure", "--two-mode"]);
    for part in ["clustering", "assortativity", "constraint", "E–I index", "brokerage"] {
        assert!(reasons(&two).contains(part), "{part}: {}", reasons(&two));
    }
    // Nine links: of three members the towns, the institute and the venture, of two each all others.
    assert_eq!(measure(&two, "summary", "vertices_party"), 21);
    assert_eq!((measure(&two, "summary", "vertices_link"), measure(&two, "summary", "edges")), (9.into(), 21.into()));
    assert_eq!(measure(&two, "summary", "density"), 1.0 / 9.0);
    assert!(reasons(&json(&["structure", "--level", "region", "--part", "holes"])).contains("1/degree"));
    assert!(reasons(&json(&["structure", "--partition", "cluster-component"])).contains("component"));
    let sides = json(&["structure", "kind:region", "--level", "region"]);
    assert!(reasons(&sides).contains("one country with the other") && reasons(&sides).contains("+1"), "{}", reasons(&sides));
    assert_eq!(small(&["structure", "--two-mode", "--part", "holes"]).code, 1);
}

#[test]
fn a_list_of_edges_is_measured_without_a_base() {
    let folder = folder("structure");
    let path = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let edges = path("edges.txt", "# a path\na b\nb c\nc d\n");
    let groups = path("groups.txt", "a x\nb x\nc y\nd y\n");
    let ask = |args: &[&str]| accord(&[&["structure", "--edges", &edges], args].concat());
    let run = ask(&["--groups", &groups, "--part", "ei,roles,distances", "--format", "json", "--timings"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["network"]["edges_from"], edges.as_str());
    assert_eq!(rows(&document, "ei").last().unwrap()["index"], -1.0 / 3.0);
    let gatekeepers: Vec<_> = rows(&document, "roles").iter().map(|row| row["gatekeeper"].as_u64().unwrap()).collect();
    assert_eq!(gatekeepers, [1, 1]);
    assert_eq!(measure(&document, "distances", "diameter"), 3);
    assert!(run.stderr.contains("algorithm_seconds"));
    assert!(ask(&[]).stdout.contains("--groups FILE"), "it says how to give groups");

    assert_eq!(ask(&["--partition", "country"]).code, 2);
    for (text, part) in [("a x\na y\n", "in one"), ("z x\n", "`z` is no vertex"), ("a\n", "line 1")] {
        let run = ask(&["--groups", &path("wrong.txt", text)]);
        assert!(run.code == 2 && run.stderr.contains(part), "{run:?}");
    }
    assert_eq!(ask(&["--groups", "nowhere"]).code, 2);
    assert_eq!(small(&["structure", "--groups", &groups]).code, 2);
}

#[test]
fn structure_reads_like_this() {
    keep(
        "structure",
        &[
            &["structure", "--top", "3"],
            &["structure", "--two-mode", "--part", "summary,degrees"],
            &["structure", "--level", "region", "--part", "roles"],
        ],
    );
}
