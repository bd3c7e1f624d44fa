//! Are the partners of a party partners of each other?
//!
//! # Definitions
//!
//! ```text
//! triangles(v)  = number of pairs of neighbours of v that are neighbours
//! pairs(v)      = degree(v) (degree(v) − 1) / 2
//! local(v)      = triangles(v) / pairs(v)                          for degree ≥ 2
//! global        = Σ triangles(v) / Σ pairs(v)  =  3 × triangles of the network / paths of two edges
//! average       = Σ local(v) / number of vertices of degree ≥ 2
//! average_all   = Σ local(v) / number of vertices                  local(v) = 0 for degree < 2
//! ```
//!
//! Three numbers go by the name of clustering coefficient. `global` is the transitivity of networkx and igraph and the coefficient of KONECT; `average_all`
//! is `average_clustering` of networkx and the mean of the LCC of LDBC Graphalytics; `average` is `transitivity_avglocal_undirected` of igraph and the
//! coefficient of D. J. Watts and S. H. Strogatz ("Collective dynamics of small-world networks", Nature 393, 1998), who met no vertex of degree
//! below 2. Where half the vertices have one neighbour the last two differ by half: say which one you quote. Weights are not looked at.
//!
//! # Method
//!
//! Vertices are ranked by degree and edges directed from the lower rank to the higher, so that each triangle is met once, from its lowest corner; the
//! row of that corner is marked, and the rows of those in it are looked up among the marks (N. Chiba, T. Nishizeki, "Arboricity and subgraph listing
//! algorithms", SIAM Journal on Computing 14, 1985; with directed rows M. Ortmann, U. Brandes, "Triangle listing algorithms: back from the diversion",
//! ALENEX 2014). O(m √m), on all cores, with a word and a mark for each vertex and core and half a word for each edge; counts are whole numbers, so
//! they are the same with any number of cores.
//!
//! No vertices, and none of two neighbours: no coefficient (`None`).

use std::ops::Range;

use rayon::prelude::*;

use crate::network::Packed;

/// Triangles and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Triangles {
    /// In how many triangles each vertex is.
    pub of: Vec<u64>,
    /// How many triangles the network has.
    pub triangles: u64,
    /// How many paths of two edges it has, open or closed.
    pub paths: u64,
    /// The share of those paths that are closed.
    pub global: Option<f64>,
    /// The mean local coefficient of the vertices of two and more neighbours.
    pub average: Option<f64>,
    /// The mean local coefficient of all vertices, 0 for those of fewer than two neighbours; `None` without vertices.
    pub average_all: Option<f64>,
}

/// Counts the triangles.
///
/// ```
/// use accord::{analysis::structure::triangles::triangles, network::Packed};
/// let triangle_and_tail = Packed::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// let counted = triangles(&triangle_and_tail);
/// assert_eq!((counted.of, counted.triangles), (vec![1, 1, 1, 0], 1));
/// assert_eq!(counted.global, Some(3.0 / 5.0));
/// assert_eq!(counted.average_all, Some((1.0 + 1.0 + 1.0 / 3.0 + 0.0) / 4.0));
/// ```
#[must_use]
pub fn triangles(graph: &Packed) -> Triangles {
    let upward = Upward::new(graph);
    // By rank.
    let counts = upward.shares().into_par_iter().map(|share| upward.counts(share)).reduce_with(|mut counts, others| {
        counts.iter_mut().zip(others).for_each(|(count, other)| *count += other);
        counts
    });
    let mut of = vec![0_u64; graph.len()];
    for (&v, count) in upward.by_rank.iter().zip(counts.unwrap_or_default()) {
        of[v as usize] = count;
    }
    let corners: u64 = of.iter().sum();
    let pairs = |v: u32| pairs(graph.degree(v) as u64);
    let paths: u64 = graph.vertices().map(pairs).sum();
    let local = graph.vertices().zip(&of).filter(|&(v, _)| graph.degree(v) > 1).map(|(v, &closed)| closed as f64 / pairs(v) as f64);
    let (several, sum) = local.fold((0_usize, 0.0), |(several, sum), local| (several + 1, sum + local));
    Triangles {
        of,
        triangles: corners / 3,
        paths,
        global: (paths > 0).then(|| corners as f64 / paths as f64),
        average: (several > 0).then(|| sum / several as f64),
        average_all: (!graph.is_empty()).then(|| sum / graph.len() as f64),
    }
}

/// How many pairs there are of so many.
pub(super) const fn pairs(of: u64) -> u64 {
    of * of.saturating_sub(1) / 2
}

/// Does something for each triangle, once, on all cores, in no order.
pub(super) fn each(graph: &Packed, act: impl Fn([u32; 3]) + Sync) {
    let upward = Upward::new(graph);
    upward.shares().into_par_iter().for_each(|share| {
        upward.marked(share, |low, middle, marked| {
            for &high in upward.row(middle).iter().filter(|&&high| marked[high as usize]) {
                act([low, middle, high].map(|rank| upward.by_rank[rank as usize]));
            }
        });
    });
}

/// A graph of which each edge is directed from the end of lower rank to the other.
struct Upward {
    /// The vertices by degree, then number: the rank of a vertex is its place here.
    by_rank: Vec<u32>,
    /// Where the row of each rank begins in `rows`, and the end.
    starts: Vec<usize>,
    /// The ranks of those neighbours of each that rank higher.
    rows: Vec<u32>,
}

impl Upward {
    /// O(n + m).
    fn new(graph: &Packed) -> Self {
        // How many have a smaller degree, and of those of each degree, how many were ranked.
        let mut next = vec![0_u32; graph.vertices().map(|v| graph.degree(v) + 2).max().unwrap_or(0)];
        graph.vertices().for_each(|v| next[graph.degree(v) + 1] += 1);
        for degree in 1..next.len() {
            next[degree] += next[degree - 1];
        }
        let (mut by_rank, mut rank) = (vec![0_u32; graph.len()], vec![0_u32; graph.len()]);
        for v in graph.vertices() {
            let place = &mut next[graph.degree(v)];
            (by_rank[*place as usize], rank[v as usize]) = (v, *place);
            *place += 1;
        }
        // Each neighbour is written, and kept by moving on if it ranks higher: there is no telling beforehand which do.
        let mut rows = vec![0_u32; graph.edges() + 1];
        let (mut starts, mut end) = (Vec::with_capacity(graph.len() + 1), 0);
        for (own, &v) in (0_u32..).zip(&by_rank) {
            starts.push(end);
            for &neighbour in graph.neighbours(v) {
                let other = rank[neighbour as usize];
                rows[end] = other;
                end += usize::from(other > own);
            }
        }
        starts.push(end);
        Self { by_rank, starts, rows }
    }

    fn row(&self, rank: u32) -> &[u32] {
        &self.rows[self.starts[rank as usize]..self.starts[rank as usize + 1]]
    }

    /// The ranks in runs of about the same work, one for each core, or all in one where there is little to do.
    fn shares(&self) -> Vec<Range<u32>> {
        /// So many marks are looked up while a second core would be woken.
        const LITTLE: usize = 1 << 16;
        // Ranks are numbers of vertices, of which there are 32 bits.
        let ranks = 0..u32::try_from(self.by_rank.len()).unwrap_or(u32::MAX);
        let work = |low: u32| match self.row(low) {
            row @ [_, _, ..] => row.iter().map(|&middle| self.row(middle).len()).sum::<usize>(),
            _ => 0,
        };
        let whole: usize = ranks.clone().map(work).sum();
        let several = if whole < LITTLE { 1 } else { rayon::current_num_threads() };
        let (mut shares, mut begin, mut done) = (Vec::with_capacity(several), 0, 0);
        for low in ranks.clone().take_while(|_| several > 1) {
            done += work(low);
            if done * several >= whole * (shares.len() + 1) && shares.len() + 1 < several {
                shares.push(begin..low + 1);
                begin = low + 1;
            }
        }
        shares.push(begin..ranks.end);
        shares
    }

    /// Does something for each edge from a rank of this run to another, with marks on all to which edges lead from the first.
    fn marked(&self, run: Range<u32>, mut act: impl FnMut(u32, u32, &[bool])) {
        let mut marked = vec![false; self.by_rank.len()];
        for low in run {
            // One edge alone makes no triangle.
            let row @ [_, _, ..] = self.row(low) else { continue };
            for &high in row {
                marked[high as usize] = true;
            }
            for &middle in row {
                act(low, middle, &marked);
            }
            for &high in row {
                marked[high as usize] = false;
            }
        }
    }

    /// In how many triangles each rank is of those of which the lowest corner is in this run.
    fn counts(&self, run: Range<u32>) -> Vec<u64> {
        let mut counts = vec![0_u64; self.by_rank.len()];
        self.marked(run, |low, middle, marked| {
            let mut closed = 0;
            for &high in self.row(middle) {
                let hit = u64::from(marked[high as usize]);
                counts[high as usize] += hit;
                closed += hit;
            }
            counts[low as usize] += closed;
            counts[middle as usize] += closed;
        });
        counts
    }
}
