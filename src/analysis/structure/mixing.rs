//! Do ties stay within groups or lead out of them?
//!
//! # Definition
//!
//! The E–I index of D. Krackhardt and R. N. Stern ("Informal networks and organizational crises: an experimental simulation", Social Psychology
//! Quarterly 51, 1988), for a partition of the vertices into groups:
//!
//! ```text
//! E = number of edges between groups,  I = number of edges within them
//! index    = (E − I) / (E + I)                           from −1, all within, to 1, all between
//! expected = (E′ − I′) / (E′ + I′)                       with all pairs of vertices in place of the edges
//! of a group g: E counts the edges with one end in g, I those with both
//! ```
//!
//! The index depends on how many groups there are and how large: of four equal groups chance alone makes it positive. So `expected` stands beside it, the
//! index of a network in which every pair is as likely to be joined as any other. An edge counts one, whatever it weighs; an edge with an end in no
//! group is left out and counted.
//!
//! # Permutation test
//!
//! Is the index more than the sizes of the groups would have it? The network stays, and the labels of the groups are dealt out anew among the vertices that
//! have one, each deal as likely as any other (Krackhardt and Stern; the test of UCINET). The mean over all deals is `expected`, as a pair of vertices
//! gets any two labels as often as any other pair. How often a deal has as many edges between groups, or as few, is p, see [`null`](super::null); it is not doubled
//! for two sides. The test takes the groups as given: groups that were made from the ties themselves, such as clusters, have a small p by construction.
//!
//! # When it is refused
//!
//! Where there are two groups and no edge within either, the network has two sides by the way it was drawn up, and the index is 1 whatever anybody did.
//!
//! No edges: no index (`None`), and nothing to test. O(n + m), and as much for each deal, on all cores.

use super::null::{Chance, Null};
use crate::{
    analysis::unfit::Unfit,
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// Ties within groups and between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mixing {
    /// The groups, by number: one for each number that occurs.
    pub groups: Vec<Group>,
    /// Edges within groups.
    pub internal: u64,
    /// Edges between groups.
    pub external: u64,
    /// Edges with an end in no group.
    pub left_out: u64,
    /// The E–I index; `None` without edges.
    pub index: Option<f64>,
    /// The index if every pair of vertices in groups were joined; `None` without pairs.
    pub expected: Option<f64>,
}

/// The ties of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Its number.
    pub group: u32,
    /// How many vertices are in it.
    pub vertices: u64,
    /// Edges within it.
    pub internal: u64,
    /// Edges that lead out of it.
    pub external: u64,
}

impl Group {
    /// The E–I index of the group; `None` without edges, and for a single vertex, within which there can be none.
    #[must_use]
    pub fn index(&self) -> Option<f64> {
        index(self.external, self.internal).filter(|_| self.vertices > 1)
    }
}

/// Counts the ties of a network by the group of each vertex, `None` for one that is in none.
///
/// ```
/// use accord::{analysis::structure::mixing::mixing, network::Packed};
/// let path = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// let found = mixing(&path, &[Some(0), Some(0), Some(1), Some(1)]).unwrap();
/// assert_eq!((found.internal, found.external), (2, 1));
/// assert_eq!(found.index, Some(-1.0 / 3.0));
/// ```
///
/// # Errors
///
/// When the network has two sides, which are the groups.
pub fn mixing(graph: &Packed, groups: &[Option<u32>]) -> Result<Mixing, Unfit> {
    let group = |v: u32| groups.get(v as usize).copied().flatten();
    let count = graph.vertices().filter_map(group).max().map_or(0, |most| most as usize + 1);
    let empty = (0..).take(count).map(|group| Group { group, vertices: 0, internal: 0, external: 0 });
    let mut of: Vec<Group> = empty.collect();
    let mut mixing = Mixing::default();
    graph.vertices().filter_map(group).for_each(|g| of[g as usize].vertices += 1);
    for (a, b, _) in graph.edge_list() {
        match (group(a), group(b)) {
            (Some(g), Some(h)) if g == h => {
                mixing.internal += 1;
                of[g as usize].internal += 1;
            }
            (Some(g), Some(h)) => {
                mixing.external += 1;
                of[g as usize].external += 1;
                of[h as usize].external += 1;
            }
            _ => mixing.left_out += 1,
        }
    }
    of.retain(|group| group.vertices > 0);
    if of.len() == 2 && mixing.internal == 0 && mixing.external > 1 {
        return Err(Unfit::ByConstruction {
            measure: "the E–I index",
            reason: "all edges join one side with the other, so it is +1 whatever anybody did",
            instead: "take a finer partition, such as --partition region or kind",
        });
    }
    let vertices: u64 = of.iter().map(|group| group.vertices).sum();
    let within: u64 = of.iter().map(|group| super::triangles::pairs(group.vertices)).sum();
    mixing.expected = index(super::triangles::pairs(vertices) - within, within);
    mixing.index = index(mixing.external, mixing.internal);
    mixing.groups = of;
    Ok(mixing)
}

/// How often groups dealt out by chance have as many edges between them; the mean is that of the index. `None` without shuffles, and without edges to count.
///
/// # Errors
///
/// When it is told to stop.
pub fn permuted(graph: &Packed, groups: &[Option<u32>], null: Null, progress: Progress<'_>) -> Result<Option<Chance>, Stopped> {
    // The vertices that have a label, numbered anew, their labels, and the edges between them.
    let mut place = vec![None; graph.len()];
    let mut labels = Vec::new();
    for v in graph.vertices() {
        if let Some(label) = groups.get(v as usize).copied().flatten() {
            place[v as usize] = Some(labels.len());
            labels.push(label);
        }
    }
    let edges: Vec<(usize, usize)> = graph.edge_list().filter_map(|(a, b, _)| place[a as usize].zip(place[b as usize])).collect();
    if edges.is_empty() {
        return Ok(None);
    }
    let between = |labels: &[u32]| edges.iter().filter(|&&(a, b)| labels[a] != labels[b]).count() as u64;
    let deal = |mut random: fastrand::Rng| {
        let mut dealt = labels.clone();
        random.shuffle(&mut dealt);
        between(&dealt)
    };
    let chance = null.chance(between(&labels), labels.len() + edges.len(), progress, deal)?;
    Ok(chance.map(|chance| Chance { mean: 2.0 * chance.mean / edges.len() as f64 - 1.0, ..chance }))
}

fn index(external: u64, internal: u64) -> Option<f64> {
    (external + internal > 0).then(|| (external as f64 - internal as f64) / (external + internal) as f64)
}
