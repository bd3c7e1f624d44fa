//! Has a network from outside two modes, and which vertex is of which?
//!
//! A graph has two modes when its vertices can be coloured with two colours so that every edge joins one with the other; that is so if and only if
//! no cycle of it is odd (D. Kőnig, 1916). Within a component there is one such colouring, up to which colour is which, and a list of edges does not say. The
//! convention: who stands first in the first line of a component is of the first mode. Where the first column of a file holds one mode and the second
//! the other (women and events, say), the modes are then those columns; and lines that are the other way round do no harm.
//!
//! A walk through each component, breadth first: O(n + m). A cycle that is found on the way is one of the shortest from where the walk began, not of all.

use std::collections::VecDeque;

use super::{EdgeList, Packed};

/// Why a graph has not two modes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTwoModes {
    /// These vertices form a cycle, in this order, and are odd in number.
    OddCycle(Vec<u32>),
    /// So many loops were in the list: a vertex would be of the other mode than itself.
    Loops(usize),
}

/// Whether each vertex is of the first mode.
///
/// ```
/// use accord::network::{Packed, bipartite::{NotTwoModes, first_mode}};
/// let square = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)]);
/// assert_eq!(first_mode(&square).unwrap(), [true, false, true, false]);
/// let triangle = Packed::new(3, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]);
/// assert_eq!(first_mode(&triangle), Err(NotTwoModes::OddCycle(vec![1, 0, 2])));
/// ```
///
/// # Errors
///
/// When there is an odd cycle, or a loop was dropped from the graph.
pub fn first_mode(graph: &Packed) -> Result<Vec<bool>, NotTwoModes> {
    if graph.loops() > 0 {
        return Err(NotTwoModes::Loops(graph.loops()));
    }
    // Hops from where the walk began, and whom each was reached from.
    let mut reached: Vec<Option<(u32, u32)>> = vec![None; graph.len()];
    let hops = |reached: &[Option<(u32, u32)>], v: u32| reached.get(v as usize).copied().flatten();
    for root in graph.vertices() {
        if hops(&reached, root).is_some() {
            continue;
        }
        reached[root as usize] = Some((0, root));
        let mut waiting = VecDeque::from([(root, 0)]);
        while let Some((v, far)) = waiting.pop_front() {
            for &u in graph.neighbours(v) {
                match hops(&reached, u) {
                    None => {
                        reached[u as usize] = Some((far + 1, v));
                        waiting.push_back((u, far + 1));
                    }
                    // An edge inside a layer: with the ways to where they part it is an odd cycle.
                    Some((other, _)) if other == far => return Err(NotTwoModes::OddCycle(cycle(&reached, v, u))),
                    Some(_) => {}
                }
            }
        }
    }
    Ok(reached.iter().map(|reached| reached.is_some_and(|(hops, _)| hops % 2 == 0)).collect())
}

/// The cycle of an edge between two vertices of one layer: from one up to where their ways part, and down to the other.
fn cycle(reached: &[Option<(u32, u32)>], v: u32, u: u32) -> Vec<u32> {
    let above = |vertex: u32| reached.get(vertex as usize).copied().flatten().map_or(vertex, |(_, above)| above);
    let (mut up, mut down) = (vec![v], vec![u]);
    let (mut v, mut u) = (above(v), above(u));
    while v != u {
        up.push(v);
        down.push(u);
        (v, u) = (above(v), above(u));
    }
    up.push(v);
    up.extend(down.into_iter().rev());
    up
}

impl EdgeList {
    /// The same network with the vertices of the first mode before those of the second, each in their order, and how many the first are. Edges weigh 1.
    ///
    /// # Errors
    ///
    /// When it has not two modes; vertices are numbered as in this list.
    pub fn in_two_modes(&self) -> Result<(Self, usize), NotTwoModes> {
        let is_first = first_mode(&self.packed)?;
        let mut order: Vec<u32> = self.packed.vertices().collect();
        // Stable, so that each mode stays in its order.
        order.sort_by_key(|&v| !is_first[v as usize]);
        let mut place = vec![0; order.len()];
        for (new, &old) in (0..).zip(&order) {
            place[old as usize] = new;
        }
        let edges: Vec<(u32, u32, f64)> = self.packed.edge_list().map(|(a, b, _)| (place[a as usize], place[b as usize], 1.0)).collect();
        let first = is_first.iter().filter(|&&first| first).count();
        Ok((Self { labels: self.labels.of(&order), packed: Packed::new(order.len(), &edges) }, first))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_modes_are_the_columns_whatever_the_way_round_of_a_line() {
        let list = EdgeList::parse(b"anna e1\ne2 anna\nbea e2\ncleo e3\n").unwrap();
        let (list, first) = list.in_two_modes().unwrap();
        assert!(list.labels.iter().eq(["anna", "bea", "cleo", "e1", "e2", "e3"]));
        assert_eq!(first, 3);
        assert_eq!(list.packed.neighbours(4), [0, 1]);
    }

    #[test]
    fn a_loop_is_no_edge_between_modes() {
        assert_eq!(EdgeList::parse(b"a b\na a\n").unwrap().in_two_modes(), Err(NotTwoModes::Loops(1)));
        assert_eq!(EdgeList::parse(b"").unwrap().in_two_modes().map(|(list, first)| (list.labels.len(), first)), Ok((0, 0)));
    }

    proptest! {
        #[test]
        fn either_every_edge_joins_the_modes_or_the_cycle_is_there_and_odd(edges in prop::collection::vec((0..9_u32, 0..9_u32), 0..14)) {
            let edges: Vec<_> = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a, b, 1.0)).collect();
            let graph = Packed::new(9, &edges);
            match first_mode(&graph) {
                Ok(first) => prop_assert!(graph.edge_list().all(|(a, b, _)| first[a as usize] != first[b as usize])),
                Err(NotTwoModes::OddCycle(cycle)) => {
                    prop_assert_eq!(cycle.len() % 2, 1);
                    let mut once = cycle.clone();
                    once.sort_unstable();
                    once.dedup();
                    prop_assert_eq!(once.len(), cycle.len());
                    for (i, &v) in cycle.iter().enumerate() {
                        prop_assert!(graph.arc(v, cycle[(i + 1) % cycle.len()]).is_some(), "{:?}", cycle);
                    }
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
