//! Which shares of the shortest paths from eight sources at a time pass each vertex.
//!
//! U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25, 2001, for eight sources side by side in the lanes of vectors,
//! as M. Then et al. do with bits in "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014.
//!
//! ```text
//! Brandes   here
//! s         a lane
//! σ[v]      paths[v], by lane
//! δ[v]      passing, by lane; (ends + members · δ)/σ is what each path that arrives hands back to where it came from
//! S         reached: which vertex was reached by which lanes, level by level
//! ```
//!
//! Sources that are close to each other reach most vertices at the same level or the next, so a vertex stands in `reached` about twice and not eight times.
//! The arcs of a level are gone through either from the vertices that were reached last, or from those that are still open, whichever are fewer
//! (S. Beamer, K. Asanović and D. Patterson, "Direction-optimizing breadth-first search", SC 2012). Either way the inner loop adds eight numbers to eight
//! numbers and decides nothing. Numbers of lanes that do not belong to the level are 0 where they are read, or are not looked at where they were added.
//!
//! The same sums in the same order whatever the processor can do: only the width of its vectors is chosen at run time.
//!
//! O(n·m) for all sources of a graph; three vectors of eight numbers for each vertex, and two words for each vertex and level at which it is reached.
#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

use std::ops::Range;

use super::folded::Folded;

/// How many sources go side by side.
pub const LANES: usize = 8;

/// One number for each source.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

impl Lanes {
    /// The numbers of these lanes, and 0 in the others.
    #[inline(always)]
    fn only(self, lanes: u8) -> Self {
        Self(std::array::from_fn(|l| if lanes & (1 << l) == 0 { 0.0 } else { self.0[l] }))
    }

    /// The numbers of these lanes, and those of another in the others.
    #[inline(always)]
    fn or(self, lanes: u8, other: Self) -> Self {
        Self(std::array::from_fn(|l| if lanes & (1 << l) == 0 { other.0[l] } else { self.0[l] }))
    }

    #[inline(always)]
    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, part)| *sum += part);
    }

    #[inline(always)]
    fn times(self, by: f64) -> Self {
        Self(self.0.map(|x| x * by))
    }

    /// All added up, always in the same order.
    #[inline(always)]
    fn sum(self) -> f64 {
        let x = self.0;
        ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]))
    }

    /// The lanes in which a number fits.
    #[inline(always)]
    fn which(&self, fits: impl Fn(f64) -> bool) -> u8 {
        self.0.iter().rev().fold(0, |lanes, &x| lanes << 1 | u8::from(fits(x)))
    }
}

/// A vertex, and the lanes that reached it at some level.
#[derive(Clone, Copy)]
struct Reached {
    vertex: u32,
    lanes: u8,
}

/// What is known of the ways from eight sources; can be used for eight after eight.
pub struct Sweep<'a> {
    graph: &'a Folded,
    /// How many ends each vertex has as a target.
    targets: &'a [f64],
    paths: Vec<Lanes>,
    /// What the vertices of the level hand on; 0 in all other lanes, and everywhere between two sweeps.
    front: Vec<Lanes>,
    /// What each vertex was handed on the way back.
    back: Vec<Lanes>,
    /// The lanes that have not reached each vertex.
    open: Vec<u8>,
    /// The lanes that reach each vertex at the level that is being made.
    fresh: Vec<u8>,
    reached: Vec<Reached>,
    /// Where each level begins in `reached`.
    levels: Vec<usize>,
    /// How many arcs were gone through.
    pub arcs: u64,
}

/// There are more paths from this source than can be counted.
pub struct TooMany {
    /// The first such source.
    pub from: u32,
}

impl<'a> Sweep<'a> {
    /// A sweep over a graph whose vertices have so many ends as targets.
    #[must_use]
    pub fn new(graph: &'a Folded, targets: &'a [f64]) -> Self {
        let n = graph.len();
        let zero = || vec![Lanes::default(); n];
        Self {
            graph,
            targets,
            paths: zero(),
            front: zero(),
            back: zero(),
            open: vec![0; n],
            fresh: vec![0; n],
            reached: Vec::new(),
            levels: Vec::new(),
            arcs: 0,
        }
    }

    /// Adds to the sums, twice, the shares of all paths that begin at these sources of one component, at most eight.
    ///
    /// # Errors
    ///
    /// When there are more paths than a double can count.
    pub fn run(&mut self, component: Range<u32>, sources: &[u32], sums: &mut [f64]) -> Result<(), TooMany> {
        pulp::Arch::new().dispatch(
            #[inline(always)]
            || {
                let too_many = self.out(component, sources).trailing_zeros() as usize;
                match sources.get(too_many) {
                    Some(&from) => Err(TooMany { from }),
                    None => {
                        self.home(sources, sums);
                        Ok(())
                    }
                }
            },
        )
    }

    /// Counts the paths to all vertices; gives the lanes in which they are too many.
    #[inline(always)]
    fn out(&mut self, component: Range<u32>, sources: &[u32]) -> u8 {
        let (from, to) = (component.start as usize, component.end as usize);
        self.open[from..to].fill(u8::MAX >> (LANES - sources.len()));
        self.paths[from..to].fill(Lanes::default());
        self.back[from..to].fill(Lanes::default());
        self.reached.clear();
        self.levels.clear();
        self.levels.push(0);
        for (lane, &source) in sources.iter().enumerate() {
            self.paths[source as usize].0[lane] = 1.0;
            self.open[source as usize] &= !(1 << lane);
            self.reached.push(Reached { vertex: source, lanes: 1 << lane });
        }
        // Arcs of vertices that some lane has not reached.
        let mut waiting: usize = component.clone().filter(|&v| self.open[v as usize] != 0).map(|v| self.graph.degree(v)).sum();
        let mut too_many = 0;
        while waiting > 0 {
            let level = self.levels[self.levels.len() - 1]..self.reached.len();
            if level.is_empty() {
                break;
            }
            let leaving: usize = self.reached[level.clone()].iter().map(|at| self.graph.degree(at.vertex)).sum();
            self.levels.push(level.end);
            if waiting < leaving {
                self.arcs += waiting as u64;
                self.pull_out(level.clone(), component.clone());
            } else {
                self.arcs += leaving as u64;
                self.push_out(level.clone());
            }
            for at in &self.reached[level.end..] {
                too_many |= self.paths[at.vertex as usize].which(f64::is_infinite);
                let open = &mut self.open[at.vertex as usize];
                *open &= !at.lanes;
                if *open == 0 {
                    waiting -= self.graph.degree(at.vertex);
                }
            }
        }
        too_many
    }

    /// By how much a vertex multiplies the paths that pass it; a source is one of its members, not all.
    #[inline(always)]
    fn choice(&self, at: Reached, level: usize) -> Lanes {
        let members = if level == 0 { 1.0 } else { self.graph.vertices[at.vertex as usize].members };
        self.paths[at.vertex as usize].only(at.lanes).times(members)
    }

    /// The next level, from the vertices of this one.
    #[inline(always)]
    fn push_out(&mut self, level: Range<usize>) {
        for place in level.clone() {
            let at = self.reached[place];
            let paths = self.choice(at, level.start);
            for &other in self.graph.neighbours(at.vertex) {
                let open = self.open[other as usize];
                let new = at.lanes & open;
                if new != 0 {
                    self.paths[other as usize].add(&paths.only(open));
                    let fresh = &mut self.fresh[other as usize];
                    if *fresh == 0 {
                        self.reached.push(Reached { vertex: other, lanes: 0 });
                    }
                    *fresh |= new;
                }
            }
        }
        for at in &mut self.reached[level.end..] {
            at.lanes = std::mem::take(&mut self.fresh[at.vertex as usize]);
        }
    }

    /// The next level, from the vertices that it may lie at.
    #[inline(always)]
    fn pull_out(&mut self, level: Range<usize>, component: Range<u32>) {
        for place in level.clone() {
            let at = self.reached[place];
            let paths = self.choice(at, level.start);
            self.front[at.vertex as usize].add(&paths);
        }
        for vertex in component {
            let open = self.open[vertex as usize];
            if open == 0 {
                continue;
            }
            let sum = gathered(&self.front, self.graph.neighbours(vertex));
            let lanes = sum.which(|paths| paths > 0.0) & open;
            if lanes != 0 {
                let paths = &mut self.paths[vertex as usize];
                *paths = sum.or(lanes, *paths);
                self.reached.push(Reached { vertex, lanes });
            }
        }
        for at in &self.reached[level] {
            self.front[at.vertex as usize] = Lanes::default();
        }
    }

    /// Hands the shares back, from the farthest level to the first, and adds them up.
    #[inline(always)]
    fn home(&mut self, sources: &[u32], sums: &mut [f64]) {
        let ways = Lanes(std::array::from_fn(|l| sources.get(l).map_or(0.0, |&source| 2.0 * self.graph.vertices[source as usize].ends)));
        self.levels.push(self.reached.len());
        for depth in (1..self.levels.len() - 1).rev() {
            let level = self.levels[depth]..self.levels[depth + 1];
            let nearer = if depth > 1 { self.levels[depth - 1]..self.levels[depth] } else { 0..0 };
            let arcs = |run: Range<usize>| self.reached[run].iter().map(|at| self.graph.degree(at.vertex)).sum::<usize>();
            let (here, there) = (arcs(level.clone()), arcs(nearer.clone()));
            let pull = there < 2 * here;
            self.arcs += if pull { there } else { here } as u64;
            for place in level.clone() {
                let at = self.reached[place];
                let vertex = at.vertex as usize;
                let (paths, back) = (self.paths[vertex], self.back[vertex]);
                let (members, ends) = (self.graph.vertices[vertex].members, self.targets[vertex]);
                let passing = Lanes(std::array::from_fn(|l| paths.0[l] * back.0[l]));
                let each = Lanes(std::array::from_fn(|l| (ends + members * passing.0[l]) / paths.0[l]));
                sums[vertex] += Lanes(std::array::from_fn(|l| passing.0[l] * ways.0[l])).only(at.lanes).sum();
                self.front[vertex].add(&each.only(at.lanes));
            }
            if pull {
                for at in &self.reached[nearer] {
                    let sum = gathered(&self.front, self.graph.neighbours(at.vertex));
                    let back = &mut self.back[at.vertex as usize];
                    *back = sum.or(at.lanes, *back);
                }
            } else {
                for at in &self.reached[level.clone()] {
                    let each = self.front[at.vertex as usize];
                    for &other in self.graph.neighbours(at.vertex) {
                        self.back[other as usize].add(&each);
                    }
                }
            }
            for at in &self.reached[level] {
                self.front[at.vertex as usize] = Lanes::default();
            }
        }
    }
}

/// The sum of these of the numbers.
#[inline(always)]
fn gathered(from: &[Lanes], which: &[u32]) -> Lanes {
    let mut sum = Lanes::default();
    for &at in which {
        sum.add(&from[at as usize]);
    }
    sum
}
