//! In two modes: which parties sign what central parties sign, and which papers are signed by them?
//!
//! ```text
//! hub(p) ∝ Σ over links l of party p  authority(l)        authority(l) ∝ Σ over members p of link l  hub(p)
//! ```
//!
//! J. M. Kleinberg's hubs and authorities (Journal of the ACM 46, 1999) are made for directed networks. On an undirected one every vertex would be its own
//! hub and authority, and both would be [`super::eigenvector()`]; so it is refused there. Where the network has two modes, an edge leads from party to link,
//! hubs are the parties and authorities the links: the leading singular vectors of the matrix of memberships (S. P. Borgatti, M. G. Everett, Social
//! Networks 19, 1997). Within a mode the order is that of the eigenvector; the scale differs: here the largest of each mode is 1, because
//! the two are not to be compared. (networkx makes each sum 1.)
//!
//! Components as in [`super::eigenvector()`]: those that do not lead have 0. Cost and edge cases are the same as there, too.

use super::eigenvector;
use crate::{
    analysis::unfit::Unfit,
    network::{Packed, progress::Progress},
};

/// Hubs and authorities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The value of each vertex: as a hub for one of the first mode, as an authority for one of the second.
    pub values: Vec<f64>,
    /// How many vertices lie in a component that leads; all others have the value 0.
    pub leading: usize,
}

/// Hubs and authorities of a two-mode network whose first mode are the vertices below `first`; `None` for one mode.
///
/// # Errors
///
/// When there is one mode only, when the iteration does not settle, and when it is told to stop.
pub fn hits(graph: &Packed, first: Option<usize>, progress: Progress<'_>) -> Result<Hits, Unfit> {
    let Some(first) = first else {
        return Err(Unfit::ByConstruction {
            measure: "hits",
            reason: "ties have no direction, so that hubs, authorities and eigenvector centrality are all the same",
            instead: "ask for eigenvector, or for two modes",
        });
    };
    let found = eigenvector(graph, false, progress)?;
    let mut values = found.values;
    let (hubs, authorities) = values.split_at_mut(first.min(graph.len()));
    for mode in [hubs, authorities] {
        let scale = mode.iter().copied().fold(0.0, f64::max);
        if scale > 0.0 {
            for x in mode {
                *x /= scale;
            }
        }
    }
    Ok(Hits { values, leading: found.leading })
}
