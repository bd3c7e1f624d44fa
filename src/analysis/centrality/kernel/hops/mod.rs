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
//! go level by level side by side, a bit for each source and vertex, so that looking along an edge serves them all; see `batch`. How many vertices each
//! source reaches at a level is counted in bits, too, for all sources at a time; see `tally`. So nothing is done source by source but once a level.
//!
//! Before that, vertices of one neighbour are taken off, half of all in many networks of cooperation; see `trimmed`. Everybody else is one hop farther from
//! such a leaf than from its neighbour: a row that is reached counts its leaves for the level after, and the sums of a leaf follow from those of its
//! neighbour. So leaves need neither rows nor bits.
//!
//! The sums of a source are those of its own batch, level by level, so they are the same bits whoever does the batch and when. The sum of distances is
//! exact, that of inverse distances but for three roundings a level.
//!
//! ```text
//! Then et al.   here
//! B             512 sources
//! seen          what is not missing, of the sources in the same component
//! visit         front
//! visitNext     next
//! ```
//!
//! # Cost
//!
//! For each 512 sources, at each row a look at its arcs for each level at which it is reached, of which there are at most 512, and few where sources
//! of a batch, which are near to each other, are as far away as each other; and some thousand operations a level. So O(n·m) words of 512 bits for a long
//! path, O(n·m/512) where distances are short. About three such words for each vertex and thread, and fewer than 2³¹ vertices, as many as there is memory
//! for. No vertices: no sums. Isolated vertices and components need nothing special.

mod batch;
mod tally;
mod trimmed;

use std::sync::atomic::{AtomicUsize, Ordering};

use self::{
    batch::{Batch, Sums},
    trimmed::Trimmed,
};
use super::distances::Distances;
use crate::network::{
    Packed,
    progress::{Counter, Progress, Stopped},
};

/// The sums of distances by hops from each vertex; weights do not matter.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn hops(graph: &Packed, progress: Progress<'_>) -> Result<Vec<Distances>, Stopped> {
    of_vertices(graph, &Trimmed::new(graph), progress)
}

/// The sums of each vertex from those of the rows.
fn of_vertices(graph: &Packed, trimmed: &Trimmed, progress: Progress<'_>) -> Result<Vec<Distances>, Stopped> {
    let (sums, _) = summed(trimmed, &Counter::new(progress, trimmed.len()))?;
    Ok(graph.vertices().map(|v| spread(trimmed, &sums, v)).collect())
}

/// The sums of each row of a trimmed graph, and how many arcs were looked along, a part of a group counted as a whole.
fn summed(trimmed: &Trimmed, counter: &Counter<'_>) -> Result<(Vec<Sums>, u64), Stopped> {
    let batches = trimmed.batches();
    let next = AtomicUsize::new(0);
    // Each thread takes the next batch that nobody has taken.
    let thread = || {
        let mut batch = Batch::new(trimmed);
        let mut done = Vec::new();
        while let Some(sources) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((sources.start as usize, batch.run(sources.clone())));
            counter.steps(sources.len())?;
        }
        Ok((done, batch.arcs()))
    };
    let parts = if batches.len() < 2 { vec![thread()] } else { rayon::broadcast(|_| thread()) };
    let (mut sums, mut arcs) = (vec![Sums::default(); trimmed.len()], 0);
    for part in parts {
        let (done, looked) = part?;
        for (first, of) in done {
            sums[first..first + of.len()].copy_from_slice(&of);
        }
        arcs += looked;
    }
    Ok((sums, arcs))
}

/// The sums of a vertex from those of the rows.
fn spread(trimmed: &Trimmed, sums: &[Sums], v: u32) -> Distances {
    let place = trimmed.place(v);
    let reached = trimmed.component(place.row).size - 1;
    let Sums { sum, inverse, beyond } = sums[place.row as usize];
    let (sum, inverse) = if place.leaf {
        // One hop farther from everybody than the neighbour is, from whom it is one hop away; that it would be two hops from itself is left out.
        (sum + reached as u64 - 1, beyond + 0.5)
    } else {
        (sum, inverse)
    };
    Distances { reached, sum: sum as f64, inverse }
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
        let expected = slowly(graph);
        for found in [hops(graph, SILENT).unwrap(), of_vertices(graph, &Trimmed::whole(graph), SILENT).unwrap()] {
            for (v, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_eq!((found.reached, found.sum), (expected.reached, expected.sum), "{v} of {graph:?}");
                assert!((found.inverse - expected.inverse).abs() <= 1e-12 * expected.inverse, "{v} of {graph:?}");
            }
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
    fn hubs_may_have_any_number_of_leaves() {
        let mut edges = vec![(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)];
        edges.extend((4..704).map(|leaf| (0, leaf, 1.0)));
        edges.extend((704..1729).map(|leaf| (3, leaf, 1.0)));
        agrees(&Packed::new(1729, &edges));
    }

    #[test]
    fn what_a_vertex_has_does_not_depend_on_its_batch() {
        let cycle: Vec<_> = (0..1300).map(|v| (v, (v + 1) % 1300, 1.0)).collect();
        let found = hops(&Packed::new(1300, &cycle), SILENT).unwrap();
        assert!(found.iter().all(|sums| sums == &found[0]));
    }

    #[test]
    fn sums_over_thousands_of_levels_are_exact_to_the_last_digits() {
        let path: Vec<_> = (1..5000).map(|v| (v - 1, v, 1.0)).collect();
        let found = hops(&Packed::new(5000, &path), SILENT).unwrap();
        // From the end, the harmonic number H(4999), small parts first.
        let expected: f64 = (1..5000).rev().map(|d| 1.0 / f64::from(d)).sum();
        assert!((found[0].sum - 4999.0 * 5000.0 / 2.0).abs() < 0.5);
        assert!((found[0].inverse - expected).abs() < 1e-14 * expected);
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
            summed(&trimmed, &Counter::new(SILENT, trimmed.len())).unwrap().1
        };
        // A star is its middle, which has no arc left; so is a forest of stars.
        let star: Vec<_> = (1..5000).map(|leaf| (0, leaf, 1.0)).collect();
        assert_eq!(arcs(&Packed::new(5000, &star)), 0);
        // In a clique everybody reaches everybody at level 1: the 512 searches of a batch look along the arcs of their sources, once.
        let clique: Vec<_> = (0..512).flat_map(|a| (a + 1..512).map(move |b| (a, b, 1.0))).collect();
        assert!(arcs(&Packed::new(512, &clique)) <= 512 * 512);
        // One search after another would look along all arcs for each vertex; here 512 share a look, at each of some eight levels, of which the
        // first ones are pushed by few and the last ones pulled by few.
        let graph = grown(3000, 8, 3000, 3);
        let separately = graph.len() as u64 * 2 * graph.edges() as u64;
        assert!(arcs(&graph) < separately / 100);
    }
}
