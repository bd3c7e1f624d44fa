//! The distances of each vertex from all others by hops, added up: searches from 512 vertices at a time.
//!
//! # Definition
//!
//! ```text
//! reached(v) = number of vertices u ≠ v with a path to v
//! sum(v)     = Σ d(u, v)          over them
//! inverse(v) = Σ 1/d(u, v)        over them
//! ```
//!
//! # Method
//!
//! M. Then et al., "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014 (MS-BFS): searches from many sources
//! go level by level side by side, a bit for each source and vertex, so that looking along an edge serves them all; see `batch`. As the graph is
//! undirected, the sources whose bits are new at a vertex at level d are as many vertices at distance d from it, whose number is a count of bits:
//! nothing is added up source by source.
//!
//! Before that, vertices of one neighbour are taken off, half of all in many networks of cooperation; see `trimmed`. Everybody else is one hop farther from
//! such a leaf than from its neighbour, and the bits of the neighbour, a level later and weighed by its leaves, stand for those of the leaves. So leaves
//! need neither rows nor bits.
//!
//! Sums are whole numbers (1/d is counted in 2⁻⁶³ and rounded down), so in whatever order batches are done, the bits of the answer are the same.
//! What rounding leaves out is less than a share of d·2⁻⁶³, far below what a double can tell.
//!
//! ```text
//! Then et al.   here
//! B             512 sources
//! seen          the complement of missing
//! visit         front
//! visitNext     next
//! ```
//!
//! # Cost
//!
//! At worst n/512 · levels · m words of 512 bits, and about three of them for each vertex and thread. No vertices: no sums. Isolated vertices and
//! components need nothing special.

mod batch;
mod trimmed;

use std::sync::atomic::{AtomicUsize, Ordering};

use self::{
    batch::{Batch, SOURCES, Sums},
    trimmed::Trimmed,
};
use super::distances::Distances;
use crate::network::{
    Packed,
    progress::{Counter, Progress, Stopped},
};

/// One in the unit in which inverse distances are counted.
const ONE: u64 = 1 << 63;

/// The sums of distances by hops from each vertex; weights do not matter.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn hops(graph: &Packed, progress: Progress<'_>) -> Result<Vec<Distances>, Stopped> {
    let trimmed = Trimmed::new(graph);
    let (sums, _) = added(&trimmed, &Counter::new(progress, trimmed.len()))?;
    Ok(graph.vertices().map(|v| spread(&trimmed, &sums, v)).collect())
}

/// The sums of the rows of a trimmed graph, and how many arcs were looked along.
fn added(trimmed: &Trimmed, counter: &Counter<'_>) -> Result<(Vec<Sums>, u64), Stopped> {
    let batches: Vec<&[u32]> = trimmed.sources().chunks(SOURCES).collect();
    let next = AtomicUsize::new(0);
    // Each thread takes the next batch that nobody has taken, and adds up on its own.
    let parts = rayon::broadcast(|_| {
        let mut batch = Batch::new(trimmed);
        while let Some(sources) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            batch.run(sources);
            counter.steps(sources.len())?;
        }
        Ok(batch.into_sums())
    });
    let mut total: Option<(Vec<Sums>, u64)> = None;
    for part in parts {
        let (sums, arcs) = part?;
        if let Some((into, all)) = &mut total {
            into.iter_mut().zip(&sums).for_each(|(into, sums)| into.add(sums));
            *all += arcs;
        } else {
            total = Some((sums, arcs));
        }
    }
    Ok(total.unwrap_or_default())
}

/// The sums of a vertex from those of the rows.
fn spread(trimmed: &Trimmed, sums: &[Sums], v: u32) -> Distances {
    let place = trimmed.place(v);
    let reached = trimmed.component_of(place.row).size - 1;
    let Sums { sum, inverse, beyond } = sums[place.row as usize];
    let (sum, inverse) = if place.leaf {
        // One hop farther from everybody than the neighbour is, from whom it is one hop away; that it would be two hops from itself is left out.
        (sum + reached as u64 - 1, beyond + u128::from(ONE / 2))
    } else {
        (sum, inverse)
    };
    Distances { reached, sum: sum as f64, inverse: inverse as f64 / ONE as f64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{analysis::centrality::kernel::shortest::Search, network::progress::SILENT};

    fn slowly(graph: &Packed) -> Vec<Distances> {
        let mut search = Search::new(graph.len());
        let from = |v| {
            search.run(graph, v);
            let far: Vec<f64> = search.order[1..].iter().map(|&u| search.distance[u as usize]).collect();
            Distances { reached: far.len(), sum: far.iter().sum(), inverse: far.iter().map(|d| 1.0 / d).sum() }
        };
        graph.vertices().map(from).collect()
    }

    fn agrees(graph: &Packed) {
        let graph = &graph.unweighted();
        for (v, (found, expected)) in hops(graph, SILENT).unwrap().iter().zip(slowly(graph)).enumerate() {
            assert_eq!((found.reached, found.sum), (expected.reached, expected.sum), "{v} of {graph:?}");
            assert!((found.inverse - expected.inverse).abs() <= 1e-12 * expected.inverse, "{v} of {graph:?}");
        }
    }

    /// A graph of so many vertices, in a sequence that looks random: each is joined with `edges` of the `near` before it, or with none.
    fn grown(n: u32, edges: u32, near: u32, seed: u64) -> Packed {
        let mut lot = fastrand::Rng::with_seed(seed);
        let mut list = Vec::new();
        for v in 1..n {
            for _ in 0..lot.u32(0..=edges) {
                list.push((v, lot.u32(v.saturating_sub(near)..v), 1.0));
            }
        }
        Packed::new(n as usize, &list)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn sums_are_those_of_one_search_after_another(n in 0..14_usize, edges in prop::collection::vec((0..14_u32, 0..14_u32), 0..24)) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect();
            agrees(&Packed::new(n, &edges));
        }
    }

    #[test]
    fn several_batches_and_components_add_up() {
        for seed in 0..4 {
            agrees(&grown(1300, 1, 1300, seed));
            agrees(&grown(1300, 4, 1300, seed));
            agrees(&grown(1300, 2, 12, seed));
        }
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bits() {
        let graph = grown(3000, 2, 200, 7);
        let with =
            |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| hops(&graph, SILENT).unwrap());
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn it_stops_when_it_is_told_to() {
        assert!(hops(&grown(2000, 3, 2000, 1), &|done, _| done < 600).is_err());
    }

    #[test]
    fn arcs_are_looked_along_by_many_searches_at_a_time() {
        let arcs = |graph: &Packed| {
            let trimmed = Trimmed::new(graph);
            added(&trimmed, &Counter::new(SILENT, trimmed.len())).unwrap().1
        };
        // A star is its middle, which has no arc left; so is a forest of stars.
        let star: Vec<_> = (1..5000).map(|leaf| (0, leaf, 1.0)).collect();
        assert_eq!(arcs(&Packed::new(5000, &star)), 0);
        // In a clique everybody reaches everybody at level 1: the 512 searches of a batch look along the arcs of their sources, once.
        let clique: Vec<_> = (0..512).flat_map(|a| (a + 1..512).map(move |b| (a, b, 1.0))).collect();
        assert!(arcs(&Packed::new(512, &clique)) <= 512 * 511);
        // One search after another would look along all arcs for each vertex; here 512 share a look, at each of some eight levels, of which the
        // first ones are pushed by few and the last ones pulled by few.
        let graph = grown(3000, 8, 3000, 3);
        let separately = graph.len() as u64 * 2 * graph.edges() as u64;
        assert!(arcs(&graph) < separately / 100);
    }
}
