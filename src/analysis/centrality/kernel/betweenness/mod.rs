//! Which share of the shortest paths between others passes each vertex, by hops: Brandes's sums on a graph that is folded first.
//!
//! ```text
//! passing(v) = Σ over ordered pairs s, t without v  σ(s, t | v) / σ(s, t)
//! σ(s, t)    = number of shortest paths from s to t      σ(s, t | v) = those of them through v
//! ```
//!
//! Networks of cooperation are full of vertices that need no search of their own. Each reduction is a pass that settles what it takes away, and
//! answers for the rest by a smaller graph:
//!
//! | pass | takes away | work left |
//! |---|---|---|
//! | `joints` | vertices on which others hang: leaves, trees, all that one vertex holds together | each block for itself |
//! | `twins` | vertices with the same neighbours | one source for each class |
//! | `sides` | vertices whose neighbours all know each other | one source on a graph that shrinks from round to round |
//!
//! The first two are repeated until nothing changes. A `round` then takes the side vertices as sources and leaves the graph without them; the last
//! round takes all that is left.
//!
//! What is left to search is 0 for trees, cliques, complete two-sided graphs and whatever is put together of them at joints; O(n·m) where there is nothing
//! to take away. Memory: the graph three times, sums for each vertex as `turns` needs them, and for each thread what `lanes` needs.
//! The same bits for any number of threads and any width of `vectors`.
//!
//! With weights and for edges, see [`super::brandes`].

mod folded;
mod joints;
mod lanes;
mod order;
mod round;
mod sides;
mod twins;
mod vectors;

pub use self::vectors::Width;
use self::{
    folded::{Folded, Ledger},
    round::Round,
};
use crate::{
    analysis::unfit::Unfit,
    network::{
        Packed,
        progress::{Counter, Progress},
    },
};

/// A round of side vertices has to take away one in so many of those left; to look for fewer would cost more than it saves.
const WORTH: usize = 32;

/// Which reductions are made; with any of them the answer is the same, up to the rounding of sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reductions {
    /// `joints`.
    pub joints: bool,
    /// `twins`.
    pub twins: bool,
    /// `sides`.
    pub sides: bool,
}

impl Reductions {
    /// All of them.
    pub const ALL: Self = Self { joints: true, twins: true, sides: true };
}

/// What was found, and what it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    /// For each vertex, the sum over ordered pairs of others of the share of shortest paths that pass it.
    pub vertices: Vec<f64>,
    /// From how many sources a graph was searched.
    pub sources: u64,
    /// How many arcs were gone through, there and back, each for up to eight sources at once.
    pub arcs: u64,
}

/// The shares of shortest paths that pass each vertex, by hops; weights are passed over. On all cores.
///
/// ```
/// use accord::{analysis::centrality::kernel::betweenness::{Reductions, passing}, network::{Packed, progress::SILENT}};
/// let star = Packed::new(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// let found = passing(&star, Reductions::ALL, SILENT).unwrap();
/// assert_eq!(found.vertices, [6.0, 0.0, 0.0, 0.0]);
/// assert_eq!(found.sources, 0);
/// ```
///
/// # Errors
///
/// When `progress` says to stop, and when from some source there are too many shortest paths to be counted.
pub fn passing(graph: &Packed, reductions: Reductions, progress: Progress<'_>) -> Result<Passing, Unfit> {
    passing_with(Width::Widest, graph, reductions, progress)
}

/// The same as [`passing`], with vectors of this width: to see what they are worth.
///
/// # Errors
///
/// As [`passing`].
pub fn passing_with(width: Width, graph: &Packed, reductions: Reductions, progress: Progress<'_>) -> Result<Passing, Unfit> {
    let counter = Counter::new(progress, graph.len());
    let mut ledger = Ledger::new(graph.len());
    let mut found = Passing::default();
    let mut folded = Folded::new(graph);
    let mut told = 0;
    while told < graph.len() {
        folded = reduced(folded, reductions, &mut ledger);
        let mut sources = if reductions.sides { sides::sides(&folded) } else { Vec::new() };
        if sources.len() < folded.len().div_ceil(WORTH) {
            sources = folded.numbers().collect();
        }
        let left = folded.len() - sources.len();
        // A vertex of several blocks has several copies, so there may be more left than there were; what is told never shrinks.
        let settled = graph.len().saturating_sub(left).max(told);
        folded = Round::new(&folded, &sources, width).run(&mut ledger, &mut found, &counter, settled - told)?;
        told = settled;
    }
    found.vertices = ledger.settle(graph.len());
    Ok(found)
}

/// The graph without joints and twins.
fn reduced(mut graph: Folded, reductions: Reductions, ledger: &mut Ledger) -> Folded {
    loop {
        if reductions.joints {
            graph = joints::apart(&graph, ledger);
        }
        let smaller = if reductions.twins { twins::merged(&graph, ledger) } else { None };
        match smaller {
            Some(smaller) => graph = smaller,
            None => return graph,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::progress::SILENT;

    #[test]
    fn vectors_of_any_width_give_the_same_bits() {
        let mut random = fastrand::Rng::with_seed(3);
        let edges: Vec<(u32, u32, f64)> = (0..900).map(|_| (random.u32(..400), random.u32(..400), 1.0)).collect();
        let graph = Packed::new(400, &edges);
        let bits = |width: Width| -> Vec<u64> {
            passing_with(width, &graph, Reductions::ALL, SILENT).unwrap().vertices.into_iter().map(f64::to_bits).collect()
        };
        let arrays = bits(Width::Arrays);
        assert_eq!(bits(Width::Half), arrays);
        assert_eq!(bits(Width::Widest), arrays);
    }
}
