//! Who has many partners?
//!
//! ```text
//! degree(v)   = number of neighbours of v
//! strength(v) = Σ over edges e at v  weight(e)
//! ```
//!
//! Neither is normalised: a number of partners is understood by everybody. (networkx divides by n − 1; for that in two modes see
//! [`super::two_mode`].) Strength adds up pairs, so a paper of five parties counts four times for each of them where an edge weighs the links shared;
//! with Newman's weights it counts once. Links and papers themselves are counted by [`involved`], each once, however many sign.
//!
//! S. Wasserman, K. Faust, *Social Network Analysis*, 1994, section 5.2; A. Barrat et al., PNAS 101, 2004, for strength.
//!
//! O(n), O(n + m), and O(l log l) for the l links of a vertex. No vertices give no values, isolated ones 0. Loops and parallel edges are no matter here:
//! [`Packed`] has neither. Weights may be zero or negative; strength is then a sum that says so.

use crate::{
    model::Graph,
    network::{Bond, Link, Network, Packed},
};

/// What a party takes part in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Involved {
    /// Links that join it with another vertex.
    pub links: usize,
    /// Those of them that are agreements.
    pub papers: usize,
}

/// The number of neighbours of each vertex.
#[must_use]
pub fn degree(graph: &Packed) -> Vec<usize> {
    graph.vertices().map(|v| graph.degree(v)).collect()
}

/// The sum of the weights of the edges of each vertex.
#[must_use]
pub fn strength(graph: &Packed) -> Vec<f64> {
    graph.vertices().map(|v| graph.weighted(v).map(|(_, weight)| weight).sum()).collect()
}

/// The links that join each vertex with others, each link once; `links` are those that the network was made from.
#[must_use]
pub fn involved(graph: &Graph, links: &[Link], network: &Network) -> Vec<Involved> {
    let of = |v: u32| {
        let bonds = network.neighbours(v).iter().flat_map(|&u| network.bonds(v, u));
        let mut joined: Vec<usize> = bonds
            .filter_map(|bond| match bond {
                Bond::Link(index) => Some(*index),
                Bond::Containment => None,
            })
            .collect();
        joined.sort_unstable();
        joined.dedup();
        let papers = joined.iter().filter_map(|&index| links.get(index)).filter(|link| link.via.paper(graph).is_some()).count();
        Involved { links: joined.len(), papers }
    };
    network.packed().vertices().map(of).collect()
}
