//! A dossier has every tie of its node, once, and what it says of others they say of it.

use std::collections::BTreeSet;

use accord::{
    analysis::{citing, dossier::dossier},
    model::{Graph, graph::NodeIndex},
    network::Choice,
};
use petgraph::Direction;
use proptest::prelude::*;

use crate::oracles::{base, world};

/// Who signed, founded, owns or hosts a node, as its own dossier has it.
fn members(graph: &Graph, node: NodeIndex) -> BTreeSet<NodeIndex> {
    let dossier = dossier(graph, &Choice::default(), node);
    let incoming = dossier.relations.iter().filter(|relation| !relation.outgoing && relation.types.iter().all(|tie| tie.row().meets));
    incoming.map(|relation| relation.other).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_tie_of_a_node_stands_in_its_dossier_once(world in world(), order in 0..100_usize) {
        let (_, graph) = base(&world.text(order));
        for (node, _) in graph.nodes() {
            let dossier = dossier(&graph, &Choice::default(), node);
            let mut found: Vec<_> = dossier.relations.iter().flat_map(|relation| relation.ties.clone()).collect();
            found.sort_unstable();
            let both = [Direction::Outgoing, Direction::Incoming].map(|direction| graph.ties_of(node, direction));
            let mut expected: Vec<_> = both.concat().into_iter().map(|(tie, ..)| tie).collect();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn partners_are_the_other_members_of_what_is_shared(world in world()) {
        let (_, graph) = base(&world.text(0));
        for (node, _) in graph.nodes() {
            for relation in dossier(&graph, &Choice::default(), node).relations {
                let mut partners: BTreeSet<NodeIndex> = relation.partners.iter().copied().collect();
                if relation.outgoing && relation.types.iter().all(|tie| tie.row().meets) {
                    partners.insert(node);
                    prop_assert_eq!(partners, members(&graph, relation.other));
                } else {
                    prop_assert!(partners.is_empty());
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_files_does_not_show(world in world(), order in 1..100_usize) {
        let shown = |order| {
            let (_, graph) = base(&world.text(order));
            let relations = graph.nodes().map(|(node, _)| dossier(&graph, &Choice::default(), node).relations);
            relations.collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(0), shown(order));
    }
}

#[test]
fn a_record_that_cites_two_places_of_a_source_is_met_at_both_in_their_order() {
    let (_, graph) = base(
        r#"Source(id: "book", form: book, title: "Book"),
        Country(id: "near", names: {"en": "Near"}, sources: [(source: "book", chapter: 2, footnote: 10), (source: "book", chapter: 1)]),
        Country(id: "far", names: {"en": "Far"}, sources: [(source: "book", chapter: 2, footnote: 9)])"#,
    );
    let book = "book".parse().unwrap();
    let places: Vec<String> = citing::citing(&graph, &book).iter().map(|(_, citation)| citation.to_string()).collect();
    assert_eq!(places, ["book, ch. 1", "book, ch. 2, fn. 9", "book, ch. 2, fn. 10"]);
}
