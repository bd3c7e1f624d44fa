//! Looks at all ways that begin or end at some vertices, so that the graph can do without them.
//!
//! A pair of a source and a vertex that stays is looked at from the source alone, and so counts twice. A pair of two sources of the round is looked
//! at from both, which is right when each counts half as a target. When all vertices are sources, that is Brandes's method.
//!
//! The order of vertices and sources is that of [`super::order`]. The order, the batches and the parts in which sums are added up depend on the graph
//! alone.

use std::ops::Range;

use super::{
    Passing,
    folded::{Folded, Ledger},
    lanes::{Source, Sweep, TooMany},
    order::arranged,
    vectors::{LANES, Width},
};
use crate::{
    analysis::{centrality::kernel::turns::in_turn, unfit::Unfit},
    network::progress::Counter,
};

/// How many parts a round is cut into, at most.
const PARTS: usize = 256;

/// Sources that leave the graph together.
pub struct Round {
    /// The graph, in an order that is good for searching.
    graph: Folded,
    /// Which of its vertices are sources.
    leaves: Vec<bool>,
    batches: Vec<Batch>,
    width: Width,
}

/// Sources that are searched from side by side.
struct Batch {
    component: Range<u32>,
    sources: Vec<Source>,
}

impl Batch {
    /// A batch of sources of one component, each with its depth; a source begins by as many steps before another as it is deeper.
    fn new(component: &Range<u32>, sources: &[(u32, u32)]) -> Self {
        let deepest = sources.iter().map(|&(_, depth)| depth).max().unwrap_or(0);
        let sources = sources.iter().map(|&(vertex, depth)| Source { vertex, late: deepest - depth }).collect();
        Self { component: component.clone(), sources }
    }
}

impl Round {
    /// A round of these vertices of a graph, with vectors of this width.
    #[must_use]
    pub fn new(graph: &Folded, sources: &[u32], width: Width) -> Self {
        let mut leaves = vec![false; graph.len()];
        for &v in sources {
            leaves[v as usize] = true;
        }
        let (order, components) = arranged(graph);
        let leaves: Vec<bool> = order.iter().map(|&v| leaves[v as usize]).collect();
        let mut batches = Vec::new();
        // Between two there is nobody.
        for component in components.into_iter().filter(|component| component.vertices.len() > 2) {
            let sources: Vec<(u32, u32)> = component.walk.into_iter().filter(|&(v, _)| leaves[v as usize]).collect();
            batches.extend(sources.chunks(LANES).map(|sources| Batch::new(&component.vertices, sources)));
        }
        Self { graph: graph.picked(&order), leaves, batches, width }
    }

    /// Adds up the shares of all paths that begin or end at a source, and gives the graph without the sources. Tells the counter so many steps.
    ///
    /// # Errors
    ///
    /// When the counter says to stop, and when from some source there are too many shortest paths to be counted.
    pub(super) fn run(self, ledger: &mut Ledger, found: &mut Passing, counter: &Counter<'_>, steps: usize) -> Result<Folded, Unfit> {
        let Self { graph, leaves, batches, width } = self;
        let targets: Vec<f64> =
            graph.vertices.iter().zip(&leaves).map(|(vertex, &leaves)| if leaves { vertex.ends / 2.0 } else { vertex.ends }).collect();
        let told = |batch: usize| steps * batch / batches.len();
        let length = batches.len().div_ceil(PARTS).max(1);
        let parts: Vec<Range<usize>> = (0..batches.len()).step_by(length).map(|start| start..(start + length).min(batches.len())).collect();
        let work = |part: usize, sweep: &mut Sweep<'_>, sums: &mut Vec<f64>| -> Result<(), Unfit> {
            for at in parts[part].clone() {
                let Batch { component, sources } = &batches[at];
                sweep
                    .run(component.clone(), sources, sums)
                    .map_err(|TooMany { from }| Unfit::TooManyPaths { from: ledger.owner(graph.vertices[from as usize].account) })?;
                counter.steps(told(at + 1) - told(at))?;
            }
            Ok(())
        };
        let add = |sums: &mut Vec<f64>, part: &mut Vec<f64>| sums.iter_mut().zip(part).for_each(|(sum, part)| *sum += std::mem::take(part));
        let (sums, sweeps) = in_turn(parts.len(), || Sweep::new(&graph, &targets, width), || vec![0.0; graph.len()], work, add)?;
        found.arcs += sweeps.iter().map(|sweep| sweep.arcs).sum::<u64>();
        if batches.is_empty() {
            counter.steps(steps)?;
        }
        found.sources += batches.iter().map(|batch| batch.sources.len() as u64).sum::<u64>();
        for (vertex, sum) in graph.vertices.iter().zip(sums) {
            ledger.add(vertex.account, sum);
        }
        let stay: Vec<u32> = graph.numbers().filter(|&v| !leaves[v as usize]).collect();
        Ok(graph.picked(&stay))
    }
}
