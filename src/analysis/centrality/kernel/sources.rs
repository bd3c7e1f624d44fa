//! How near is each vertex to some of all vertices? Searches from 64 sources side by side.
//!
//! M. Then et al., "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014: a bit for each source and vertex, so that one look
//! along an edge serves all searches. At each vertex, the bits that are new at a level are sources at that distance. Sources may occur several times.
//!
//! O(levels · m) at worst for each batch of 64, and three words for each vertex and thread.

use rayon::prelude::*;

use crate::network::{
    Packed,
    progress::{Counter, Stopped},
};

/// How many sources go side by side.
const BATCH: usize = 64;

/// How many batches are held in memory before they are added up.
const AT_ONCE: usize = 8;

/// What the distances of one vertex from the sources add up to; a source that is the vertex itself, or out of reach, counts nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nearness {
    /// The sum of one by distance.
    pub inverse: f64,
    /// The sum of one by the square of the distance.
    pub squares: f64,
}

/// Adds, for each vertex, what its distances from these sources by hops add up to. A source is a step.
///
/// # Errors
///
/// When the counter says to stop.
pub(in crate::analysis) fn add(graph: &Packed, sources: &[u32], sums: &mut [Nearness], counter: &Counter<'_>) -> Result<(), Stopped> {
    for several in sources.chunks(BATCH * AT_ONCE) {
        let parts: Vec<Vec<Nearness>> = several.par_chunks(BATCH).map(|sources| batch(graph, sources)).collect();
        for part in &parts {
            for (sum, part) in sums.iter_mut().zip(part) {
                sum.inverse += part.inverse;
                sum.squares += part.squares;
            }
        }
        counter.steps(several.len())?;
    }
    Ok(())
}

/// The sums over one batch.
fn batch(graph: &Packed, sources: &[u32]) -> Vec<Nearness> {
    let n = graph.len();
    let (mut seen, mut front, mut next) = (vec![0_u64; n], vec![0_u64; n], vec![0_u64; n]);
    let mut sums = vec![Nearness::default(); n];
    for (bit, &source) in sources.iter().enumerate() {
        seen[source as usize] |= 1 << bit;
    }
    front.copy_from_slice(&seen);
    let mut distance = 0.0;
    let mut any = true;
    while any {
        distance += 1.0;
        any = false;
        for v in graph.vertices() {
            let met = graph.neighbours(v).iter().fold(0, |bits, &u| bits | front[u as usize]) & !seen[v as usize];
            next[v as usize] = met;
            seen[v as usize] |= met;
            let count = f64::from(met.count_ones());
            sums[v as usize].inverse += count / distance;
            sums[v as usize].squares += count / (distance * distance);
            any |= met != 0;
        }
        std::mem::swap(&mut front, &mut next);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::progress::SILENT;

    #[test]
    fn sums_are_those_of_one_search_after_another() {
        // A path of 150, a cycle of 50 beside it, and 300 sources, some of them twice: more than one batch.
        let mut edges: Vec<_> = (1..150).map(|v| (v - 1, v, 1.0)).collect();
        edges.extend((0..50).map(|v| (150 + v, 150 + (v + 1) % 50, 1.0)));
        let graph = Packed::new(200, &edges);
        let sources: Vec<u32> = (0..300).map(|number| number * 7 % 200).collect();
        let mut found = vec![Nearness::default(); 200];
        add(&graph, &sources, &mut found, &Counter::new(SILENT, 300)).unwrap();
        let distance = |s: u32, v: u32| match (s < 150, v < 150) {
            (true, true) => Some(s.abs_diff(v)),
            (false, false) => Some(s.abs_diff(v).min(50 - s.abs_diff(v))),
            _ => None,
        };
        for (v, found) in (0..).zip(&found) {
            let distances = || sources.iter().filter_map(|&s| distance(s, v)).filter(|&distance| distance > 0).map(f64::from);
            assert!((found.inverse - distances().map(|d| 1.0 / d).sum::<f64>()).abs() < 1e-9);
            assert!((found.squares - distances().map(|d| 1.0 / (d * d)).sum::<f64>()).abs() < 1e-9);
        }
    }
}
