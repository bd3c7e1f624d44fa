//! What a claim counts: nodes, or what nodes join between two sides.

use accord::{
    model::Graph,
    network::{Claimed, Counted},
};

use crate::oracles;

/// Twinnings of two countries, and claims about them; each claim differs in what it counts.
fn graph(claims: &[(&str, &str)]) -> Graph {
    let records = r#"Country(id: "near", names: {"en": "Near"}, basis: background),
        Country(id: "far", names: {"en": "Far"}, basis: background),
        Region(id: "oblast", form: oblast, names: {"en": "Oblast"}, within: "near", basis: background),
        City(id: "town", form: city, names: {"en": "Town"}, within: "oblast", basis: background),
        University(id: "school", form: university, names: {"en": "School"}, within: "town", basis: background),
        Region(id: "province", form: province, names: {"en": "Province"}, within: "far", basis: background),
        City(id: "port", form: city, names: {"en": "Port"}, within: "province", basis: background),
        Agreement(id: "old", form: twinning, names: {"en": "Old"}, parties: ["oblast", "province"], date: "2001", status: signed, basis: background),
        Agreement(id: "renewed", form: twinning, names: {"en": "Renewed"}, parties: ["oblast", "province"], date: "2005", status: signed, basis: background),
        Agreement(id: "three", form: twinning, names: {"en": "Three"}, parties: ["town", "oblast", "port"], status: signed, basis: background),
        Agreement(id: "late", form: twinning, names: {"en": "Late"}, parties: ["town", "province"], date: "2012", status: signed, basis: background),
        Agreement(id: "home", form: twinning, names: {"en": "Home"}, parties: ["town", "oblast"], date: "2002", status: signed, basis: background),
        Agreement(id: "schools", form: agreement, names: {"en": "Schools"}, parties: ["school", "port"], date: "2003", status: signed, basis: background),"#;
    let claim = |(id, between): &(&str, &str)| {
        format!(
            r#"Claim(id: "{id}", text: "So many", amount: 1, unit: "pairs", date: "2010", count: "form:twinning", {between} sources: [(source: "s")]),"#
        )
    };
    let claims = claims.iter().map(claim).collect::<Vec<_>>().concat();
    let source = r#"Source(id: "s", form: report, title: "S"),"#;
    oracles::base(&format!("{records}{source}{claims}")).1
}

/// What each claim counts, by ids.
fn counted(graph: &Graph) -> Vec<Vec<String>> {
    let mut claimed = Claimed::new(graph);
    let id = |node| graph.node(node).id.to_string();
    let count = |claim| match claimed.count(claim).unwrap().unwrap() {
        Counted::Nodes(nodes) => nodes.into_iter().map(id).collect(),
        Counted::Pairs(pairs) => pairs.into_iter().map(|(near, far)| format!("{} {}", id(near), id(far))).collect(),
    };
    graph.claims().iter().map(count).collect()
}

#[test]
fn a_claim_counts_papers_pairs_or_who_stands_on_a_side() {
    let between = |of: &str| format!(r#"between: (first: "kind:place in:near", second: "kind:place in:far"{of}),"#);
    let (papers, pairs) = (between(""), between(", of: pairs"));
    let (first, second) = (between(", of: first"), between(", of: second"));
    let graph = graph(&[("a", ""), ("b", &papers), ("c", &pairs), ("d", &first), ("e", &second)]);
    // As of 2010 the last paper is not yet signed; one without a date may have been.
    assert_eq!(
        counted(&graph),
        [
            vec!["home", "old", "renewed", "three"],
            // That of the two places of one country joins no two sides.
            vec!["old", "renewed", "three"],
            // A renewal makes no second pair, a paper of three parties makes two.
            vec!["oblast port", "oblast province", "town port"],
            vec!["oblast", "town"],
            vec!["port", "province"],
        ]
    );
}

#[test]
fn members_themselves_must_meet_the_terms_of_a_side() {
    // The town lies in the oblast, and signs for itself.
    let graph = graph(&[("a", r#"between: (first: "kind:region in:near", second: "kind:city in:far"),"#)]);
    assert_eq!(counted(&graph), [["three"]]);
}

#[test]
fn two_who_meet_the_terms_of_both_sides_are_one_pair() {
    let graph = graph(&[("a", r#"between: (first: "kind:place", second: "kind:place", of: pairs),"#)]);
    assert_eq!(counted(&graph)[0].len(), 4);
}
