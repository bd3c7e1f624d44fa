//! Which nodes have a name in common without saying that they are two?

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Context, Spot};
use crate::{
    model::{Kind, Node},
    names::homonym,
};

/// One name of one node.
#[derive(Clone, Copy)]
pub struct Use<'a> {
    /// Index of the node.
    pub node: usize,
    /// The name as written.
    pub name: &'a str,
    /// Where.
    pub spot: Spot<'a>,
    /// Whether it is in real use; else a source spells it so.
    pub real: bool,
}

/// Two nodes with a name in common, the earlier first, of which at least one does not say that it is not the other.
pub struct Pair<'a> {
    /// The earlier node, with its form of the name.
    pub first: Use<'a>,
    /// The later node, with its form of the name.
    pub second: Use<'a>,
}

impl Pair<'_> {
    /// Do both have the name in real use?
    pub const fn is_real(&self) -> bool {
        self.first.real && self.second.real
    }
}

/// The pairs, in the order of the nodes; one name for each pair, one in real use of both before others.
///
/// Agreements and events have titles, which may well be alike, and take no part. Of three or more with one name, each is paired
/// with the first that it is not told apart from, so that the pairs are never more than the names.
pub fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let nodes = &context.loaded.records.nodes;
    let mut uses: HashMap<String, Vec<Use<'a>>> = HashMap::new();
    let mut apart: HashSet<(usize, usize)> = HashSet::new();
    for (index, node) in nodes.iter().enumerate() {
        apart.extend(node.distinct_from.iter().filter_map(|id| Some((index, context.node_index(id)?))));
        // Of several with one id, which is a fault of its own, only the first takes part.
        if matches!(node.kind, Kind::Agreement | Kind::Event) || context.node_index(&node.id) != Some(index) {
            continue;
        }
        for one in names(index, node) {
            let alike = uses.entry(homonym(one.name)).or_default();
            // The names of a node come with those in real use first.
            if alike.last().is_none_or(|last| last.node != index) {
                alike.push(one);
            }
        }
    }
    uses.remove("");

    let mut pairs: BTreeMap<(usize, usize), Pair<'a>> = BTreeMap::new();
    #[expect(clippy::disallowed_methods, reason = "sorted in the next line, by what no two groups share")]
    let mut groups: Vec<Vec<Use<'a>>> = uses.into_values().filter(|alike| alike.len() > 1).collect();
    groups.sort_by_key(|alike| (alike[0].node, alike[1].node, alike[0].name));
    for alike in groups {
        for (position, &second) in alike.iter().enumerate() {
            let same = |first: &&Use<'_>| !(apart.contains(&(first.node, second.node)) && apart.contains(&(second.node, first.node)));
            let Some(&first) = alike[..position].iter().find(same) else { continue };
            let pair = Pair { first, second };
            let better = pairs.get(&(first.node, second.node)).is_none_or(|known| pair.is_real() && !known.is_real());
            if better {
                pairs.insert((first.node, second.node), pair);
            }
        }
    }
    pairs.into_values().collect()
}

fn names(index: usize, node: &Node) -> impl Iterator<Item = Use<'_>> {
    let make = move |spot, name, real| Use { node: index, name, spot, real };
    let names = node.names.iter().map(move |(tag, name)| make(Spot::Key("names", tag), name.as_str(), true));
    let also = node.also.iter().enumerate().map(move |(item, name)| make(Spot::ListItem("also", item), name.as_str(), true));
    let spelled = node.spelled.iter().flat_map(move |(source, list)| {
        let spot = move |item| Spot::KeyItem("spelled", source.as_str(), item);
        list.iter().enumerate().map(move |(item, name)| make(spot(item), name.as_str(), false))
    });
    names.chain(also).chain(spelled)
}

/// What to do about a pair, when the two are not one.
pub fn remedy(context: &Context<'_>, pair: &Pair<'_>) -> String {
    let nodes = &context.loaded.records.nodes;
    let (first, second) = (&nodes[pair.first.node], &nodes[pair.second.node]);
    let says = |node: &Node, other: &Node| node.distinct_from.contains(&other.id);
    match (says(first, second), says(second, first)) {
        (true, _) => format!("if they are two, add `distinct_from: [\"{}\"]` to `{}` as well", first.id, second.id),
        (_, true) => format!("if they are two, add `distinct_from: [\"{}\"]` to `{}` as well", second.id, first.id),
        _ => {
            format!(
                "if they are two, add `distinct_from: [\"{}\"]` to `{}` and `distinct_from: [\"{}\"]` to `{}`",
                second.id, first.id, first.id, second.id
            )
        }
    }
}
