//! What is in an export: the networks that analyses run on, of any base and in any order of its files.

use accord::{
    exchange::{
        EdgeRow, Tables, Value,
        export::{Export, Format, Question, Reader, View},
    },
    model::{Graph, KindSet},
    network::{Choice, Level, Network, Shape, Terms, TwoMode, links},
};
use proptest::prelude::*;

use crate::{graph, oracles};

fn question<'a>(view: View, choice: &'a Choice, level: Level, terms: &'a Terms) -> Question<'a> {
    Question { view, choice, level, terms, lang: "en", reader: Reader::Program }
}

fn all() -> Choice {
    Choice { count: accord::model::Status::ALL.to_vec(), as_of: None }
}

/// Ids of the nodes, and near end, type and far end of the edges of the small base that meet terms.
fn chosen(view: View, level: Level, terms: &[&str]) -> (Vec<String>, Vec<String>) {
    let graph = graph("small");
    let by_id = |name: &str| graph.find(name).ok_or_else(|| name.to_owned());
    let terms = Terms::parse(terms.iter().copied(), &graph, &by_id).unwrap();
    let choice = Choice::default();
    let export = Export::of(&graph, &question(view, &choice, level, &terms));
    (export.tables.nodes.into_iter().map(|node| node.id).collect(), export.tables.edges.into_iter().map(|edge| edge.id).collect())
}

#[test]
fn what_meets_the_terms_brings_those_whom_it_is_joined_with() {
    let (nodes, edges) = chosen(View::Ties, Level::Party, &["form:twinning"]);
    assert_eq!(nodes, ["gansu", "gomel-jiangsu-2013", "gomel-oblast", "jiangsu", "minsk", "minsk-gansu-2010"]);
    let signed = [
        "gansu/signed/minsk-gansu-2010",
        "gomel-oblast/signed/gomel-jiangsu-2013",
        "jiangsu/signed/gomel-jiangsu-2013",
        "minsk/signed/minsk-gansu-2010",
    ];
    assert_eq!(edges, signed);
    // The same, seen from a party: its papers come with all who signed them, and the forum with all who met there.
    let (nodes, _) = chosen(View::Ties, Level::Party, &["gansu", "kind:region"]);
    assert_eq!(nodes, ["education-ministry", "gansu", "gomel-oblast", "minsk", "minsk-gansu-2010", "silk-road-forum-2015"]);
    let (nodes, edges) = chosen(View::Links, Level::Party, &["form:twinning"]);
    assert_eq!((nodes.len(), edges.len()), (4, 2));
    // One paper of three parties is three pairs, of which two are left when two of the three are taken up to one oblast.
    assert_eq!(chosen(View::Links, Level::Party, &["form:friendship"]).1.len(), 3);
    assert_eq!(chosen(View::Links, Level::Region, &["form:friendship"]).1, ["gomel-oblast/link/jiangsu"]);
    let (nodes, edges) = chosen(View::TwoMode, Level::Region, &["form:friendship"]);
    assert_eq!((nodes.len(), edges.len()), (3, 2));
}

#[test]
fn what_does_not_count_stays() {
    let (nodes, edges) = chosen(View::Ties, Level::Party, &[]);
    let papers = [
        "gomel-sichuan-plan",
        "bsu-lanzhou-intent",
        "bsu-nanjing-2012",
        "brest-gansu-2009",
        "brest-sichuan-2005",
        "gomel-jiangsu-programme",
    ];
    for paper in papers {
        assert!(!nodes.iter().any(|node| node == paper) && !edges.iter().any(|edge| edge.contains(paper)), "{paper}");
    }
    // 34 nodes less these six; a contact is no link, but a tie that took place.
    assert_eq!(nodes.len(), 28);
    assert!(edges.iter().any(|edge| edge == "gansu/took_part_in/silk-road-forum-2015"));
    assert!(!edges.iter().any(|edge| edge.contains("cooperates_with")));
}

fn of(records: &str) -> Graph {
    oracles::base(records).1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_views_of_links_are_the_networks_that_analyses_run_on(world in oracles::owned_world(), level in prop::sample::select(Level::ALL)) {
        let graph = of(&world.text(0));
        let (choice, terms) = (Choice::default(), Terms::default());
        let links = links(&graph, &choice);
        let shape = Shape { level, ..Shape::default() };

        // A venture that does not count is no node of an export, and one without neighbours in the network.
        let id = |node| graph.node(node).id.to_string();
        let pairs = Export::of(&graph, &question(View::Links, &choice, level, &terms)).tables;
        let network = Network::of_links(&graph, &links, &shape);
        let expected: Vec<(String, String, f64)> =
            network.packed().edge_list().map(|(a, b, weight)| (id(network.node(a)), id(network.node(b)), weight)).collect();
        let ends = |tables: &Tables, edge: &EdgeRow| { let (a, b) = tables.ends(edge); (a.to_owned(), b.to_owned()) };
        let found: Vec<(String, String, f64)> =
            pairs.edges.iter().map(|edge| { let (a, b) = ends(&pairs, edge); (a, b, edge.weight) }).collect();
        prop_assert_eq!(found, expected);
        for vertex in (0..).take(network.len()) {
            let node = id(network.node(vertex));
            let is_alone = network.neighbours(vertex).is_empty();
            prop_assert!(is_alone || pairs.nodes.iter().any(|row| row.id == node), "{} is not there", node);
        }
        prop_assert!(pairs.nodes.iter().all(|row| network.vertex(graph.find(&row.id).unwrap()).is_some()));

        let modes = Export::of(&graph, &question(View::TwoMode, &choice, level, &terms)).tables;
        let two_mode = TwoMode::of_links(&graph, &links, &shape);
        let mut expected: Vec<(String, usize)> = Vec::new();
        for link in (0..).take(two_mode.packed().len()).skip(two_mode.parties()) {
            let members = two_mode.packed().neighbours(link);
            expected.extend(members.iter().map(|&member| (id(two_mode.node(member).unwrap()), link as usize - two_mode.parties())));
        }
        expected.sort();
        let first = modes.nodes.iter().position(|node| modes.cell(node, "mode") == Value::text("link")).unwrap_or(modes.nodes.len());
        let mut found: Vec<(String, usize)> = modes.edges.iter().map(|edge| (ends(&modes, edge).0, edge.to - first)).collect();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn with_all_statuses_every_node_and_tie_leaves(world in oracles::owned_world()) {
        let graph = of(&world.text(0));
        let (choice, terms) = (all(), Terms::default());
        let tables = Export::of(&graph, &question(View::Ties, &choice, Level::Party, &terms)).tables;
        prop_assert_eq!(tables.nodes.len(), graph.node_count());
        let mut expected: Vec<(usize, usize, &str)> = graph.ties().map(|(_, near, tie, far)| (near.index(), far.index(), tie.word())).collect();
        expected.sort_unstable();
        let mut found: Vec<(usize, usize, &str)> = tables.edges.iter().map(|edge| (edge.from, edge.to, edge.kind.as_str())).collect();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn rows_have_a_cell_for_each_column_and_an_id_of_their_own(world in oracles::owned_world(), level in prop::sample::select(Level::ALL)) {
        let graph = of(&world.text(0));
        let (choice, terms) = (all(), Terms::parse(["kind:university"], &graph, &|_| Err(String::new())).unwrap());
        for view in [View::Ties, View::TwoMode, View::Links] {
            let export = Export::of(&graph, &question(view, &choice, level, &terms));
            let tables = &export.tables;
            prop_assert!(tables.nodes.iter().all(|node| node.cells.len() == tables.node_columns.len()));
            prop_assert!(tables.edges.iter().all(|edge| edge.cells.len() == tables.edge_columns.len()));
            prop_assert_eq!((export.nodes.len(), export.ties.len()), (tables.nodes.len(), tables.edges.len()));
            let mut ids: Vec<&str> = tables.nodes.iter().map(|node| node.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), tables.nodes.len());
            let mut ids: Vec<&str> = tables.edges.iter().map(|edge| edge.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), tables.edges.len());
            let is_actor = |kind: &str| accord::model::Kind::find(kind).is_some_and(|kind| KindSet::ACTORS.has(kind));
            prop_assert!(view != View::Links || tables.nodes.iter().all(|node| is_actor(&node.kind)));
        }
    }

    #[test]
    fn every_format_is_the_same_bytes_in_any_order_of_the_records(world in oracles::owned_world(), order in 1..40_usize) {
        let (one, other) = (of(&world.text(0)), of(&world.text(order)));
        let (choice, terms) = (Choice::default(), Terms::default());
        for &format in Format::ALL {
            for &view in format.views() {
                let written = |graph: &Graph| format.write(&Export::of(graph, &question(view, &choice, Level::Party, &terms))).unwrap();
                prop_assert_eq!(written(&one), written(&other), "{} as {}", format.word(), view.word());
            }
        }
    }
}
