//! Tables add up to what is there, and the tables of parts to those of the whole.

use accord::{
    analysis::stats::{Tally, stats},
    model::Kind,
    network::Choice,
};
use proptest::prelude::*;

use crate::oracles::{base, world};

fn total<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    tallies.fold(Tally::default(), |all, one| Tally { number: all.number + one.number, counted: all.counted + one.counted })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tables_add_up_to_what_is_there(world in world()) {
        let (records, graph) = base(&world.text(0));
        let choice = Choice::default();
        let stats = stats(&graph, &choice, &|_| true);
        prop_assert_eq!(stats.nodes.values().sum::<usize>(), records.nodes.len());
        let inline: usize = records.nodes.iter().flat_map(|node| &node.inline).map(|(_, ids)| ids.len()).sum();
        prop_assert_eq!(total(stats.ties.values()).number, inline + records.ties.len());
        let agreements = || records.nodes.iter().filter(|node| node.kind == Kind::Agreement);
        let counted = agreements().filter(|node| choice.judge(&graph, &node.facts).is_ok()).count();
        let all = Tally { number: agreements().count(), counted };
        prop_assert_eq!(total(stats.forms.values()), all);
        prop_assert_eq!(total(stats.years.values()), all);
        prop_assert_eq!(total(stats.countries.values()), all);
    }

    #[test]
    fn a_node_is_in_one_of_two_parts_and_a_tie_between_them_in_both(world in world(), seed in any::<u64>()) {
        let (_, graph) = base(&world.text(0));
        let choice = Choice::default();
        let part = |node: accord::model::graph::NodeIndex| (seed >> (node.index() % 64)) & 1 == 1;
        let (one, other) = (stats(&graph, &choice, &part), stats(&graph, &choice, &|node| !part(node)));
        prop_assert_eq!(one.nodes.values().sum::<usize>() + other.nodes.values().sum::<usize>(), graph.node_count());
        let between = graph.ties().filter(|&(_, near, _, far)| part(near) != part(far)).count();
        prop_assert_eq!(total(one.ties.values()).number + total(other.ties.values()).number, graph.ties().count() + between);
    }
}
