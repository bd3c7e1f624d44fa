//! What would fall apart if every old agreement lapsed?
//!
//! # Definition
//!
//! ```text
//! an agreement lapses before a day D   when all that its date can mean lies before D,
//!                                      or when all that the end of its term can mean does
//! ```
//!
//! Only agreements lapse; ventures, centres and ties do not live by the date of a paper and stay, and so do agreements whose date leaves it open
//! (2007, asked for June 2007) and those without one, whose numbers are given. The date is that of the signature, so a paper whose term goes on lapses as
//! well: the question is what rests on old papers alone.
//!
//! # Method and cost
//!
//! The network is made anew without those links, and components are compared: O(n + m) and the sorting of the network.

use super::blocks::blocks;
use crate::{
    model::{Date, Graph, Status, Truth},
    network::{Link, Network, Reason, Shape, TwoMode},
};

/// What happens when old agreements lapse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lapse {
    /// The agreements that lapse, as indices of links, in order.
    pub lapsed: Vec<usize>,
    /// Those of which the date leaves it open.
    pub undecided: Vec<usize>,
    /// Those without a date.
    pub undated: Vec<usize>,
    /// The pairs that nothing joins any more, in order.
    pub parted: Vec<(u32, u32)>,
    /// The clusters that fall apart, the largest first; vertices are those of the network before.
    pub splits: Vec<Split>,
}

/// A cluster that falls apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// How many vertices it had.
    pub size: usize,
    /// What becomes of it, the largest part first, then by vertices.
    pub parts: Vec<Vec<u32>>,
}

/// Lets every agreement lapse that was signed before the first day of `before`.
///
/// `links` are those that the network in view was made from, with the shape that made it. Agreements that do not count, or join nobody at the
/// level of the shape, are none of its business.
#[must_use]
pub fn lapse(graph: &Graph, links: &[Link], shape: &Shape<'_>, before: &Date) -> Lapse {
    let network = Network::of_links(graph, links, shape);
    let mut answer = Lapse::default();
    let mut left = links.to_vec();
    let memberships = TwoMode::of_links(graph, links, shape);
    for index in memberships.packed().vertices().filter_map(|vertex| memberships.link(vertex)) {
        if links[index].via.paper(graph).is_none() {
            continue;
        }
        let facts = links[index].via.facts(graph);
        let signed = facts.date.as_ref().map(|date| date.begun_before(before));
        let over = facts.until.as_ref().map(|until| until.over_before(before));
        match (signed, over) {
            (Some(Truth::Yes), _) | (_, Some(Truth::Yes)) => {
                left[index].verdict = Err(Reason::Status(Status::Lapsed));
                answer.lapsed.push(index);
            }
            (None, _) => answer.undated.push(index),
            (Some(Truth::Unknown), _) => answer.undecided.push(index),
            (Some(Truth::No), _) => {}
        }
    }
    let after = Network::of_links(graph, &left, shape);
    let pairs = network.packed().edge_list();
    answer.parted = pairs.filter(|&(a, b, _)| after.packed().arc(a, b).is_none()).map(|(a, b, _)| (a, b)).collect();
    let clusters = blocks(network.packed()).components();
    let mut cluster_of = vec![0; network.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for &vertex in cluster {
            cluster_of[vertex as usize] = number;
        }
    }
    let mut parts: Vec<Vec<Vec<u32>>> = vec![Vec::new(); clusters.len()];
    for part in blocks(after.packed()).components() {
        parts[cluster_of[part[0] as usize]].push(part);
    }
    let splits = clusters.iter().zip(parts).filter(|(_, parts)| parts.len() > 1);
    answer.splits = splits.map(|(cluster, parts)| Split { size: cluster.len(), parts }).collect();
    answer
}
