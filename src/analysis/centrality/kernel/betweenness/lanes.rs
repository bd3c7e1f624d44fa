//! Which shares of the shortest paths from eight sources at a time pass each vertex.
//!
//! U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25, 2001, for eight sources side by side in the lanes of
//! vectors, as M. Then et al. have it with bits in "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014.
//!
//! ```text
//! Brandes   here
//! s         a lane
//! σ[v]      paths[v], by lane
//! δ[v]      passing, by lane; (ends + members · δ)/σ is what each path that arrives hands back to where it came from
//! S         reached: which vertex was reached by which lanes, step by step
//! ```
//!
//! Eight sources that are close to each other reach most vertices at the same step or the next, so a vertex stands in `reached` about twice and not eight
//! times. A source may begin some steps after the others, if that lets more of them arrive together.
//!
//! The arcs of a step are gone through either from the vertices that were reached last, or from those that are still open, whichever is less work
//! (S. Beamer, K. Asanović and D. Patterson, "Direction-optimizing breadth-first search", SC 2012). Either way the inner loop adds eight numbers to eight
//! numbers and hardly decides anything: numbers of lanes that do not belong to the step are 0 where they are read, or are never looked at where they
//! were added.
//!
//! O(n·m) for all sources of a graph; three vectors of eight numbers for each vertex, and a word for each vertex and step at which it is reached, which
//! is at most eight times.
#![expect(clippy::inline_always, reason = "only what is inlined is compiled for the vectors of the processor at hand")]

use std::ops::Range;

use super::{
    folded::Folded,
    vectors::{LANES, Lanes, Vectors, Width, Work, dispatch},
};

/// As many arcs are pulled along in the time of one that is pushed along, which has to be read, added to and written.
const PULL: usize = 2;

/// A vertex, and the lanes that reached it at some step.
#[derive(Clone, Copy)]
struct Reached {
    vertex: u32,
    lanes: u8,
    /// Whether it is where this lane begins.
    source: bool,
}

/// The vertices that were reached at one step.
#[derive(Clone, Copy)]
struct Step {
    /// Where they begin in the list of those that were reached.
    start: usize,
    /// How many arcs they have, sources left out.
    arcs: usize,
}

/// A source, and at which step it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The vertex.
    pub vertex: u32,
    /// How many steps the others go first.
    pub late: u32,
}

/// What is known of the ways from eight sources; can be used for eight after eight.
pub struct Sweep<'a> {
    graph: &'a Folded,
    /// How many ends each vertex has as a target.
    targets: &'a [f64],
    paths: Vec<Lanes>,
    /// What the vertices of the step hand on; 0 in all other lanes, and everywhere between two steps.
    front: Vec<Lanes>,
    /// What each vertex was handed on the way back.
    back: Vec<Lanes>,
    /// The lanes that have not reached each vertex.
    open: Vec<u8>,
    /// The lanes that reach each vertex at the step that is being made.
    fresh: Vec<u8>,
    reached: Vec<Reached>,
    steps: Vec<Step>,
    width: Width,
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
    pub fn new(graph: &'a Folded, targets: &'a [f64], width: Width) -> Self {
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
            steps: Vec::new(),
            width,
            arcs: 0,
        }
    }

    /// Adds to the sums, twice, the shares of all paths that begin at these sources of one component, at most eight.
    ///
    /// # Errors
    ///
    /// When there are more paths than a double can count.
    pub fn run(&mut self, component: Range<u32>, sources: &[Source], sums: &mut [f64]) -> Result<(), TooMany> {
        dispatch(self.width, Run { sweep: self, component, sources, sums })
    }

    /// Counts the paths to all vertices; gives the lanes in which they are too many.
    #[inline(always)]
    fn out(&mut self, with: impl Vectors, component: Range<u32>, sources: &[Source]) -> u8 {
        let (from, to) = (component.start as usize, component.end as usize);
        self.open[from..to].fill(u8::MAX >> (LANES - sources.len()));
        self.paths[from..to].fill(Lanes::default());
        self.back[from..to].fill(Lanes::default());
        self.reached.clear();
        self.steps.clear();
        for (lane, source) in sources.iter().enumerate() {
            self.paths[source.vertex as usize].0[lane] = 1.0;
            self.open[source.vertex as usize] &= !(1 << lane);
        }
        // Arcs of vertices that some lane has not reached.
        let mut waiting: usize = component.clone().filter(|&v| self.open[v as usize] != 0).map(|v| self.graph.degree(v)).sum();
        let mut step = Step { start: 0, arcs: 0 };
        let mut too_many = 0;
        let mut now = 0;
        while waiting > 0 {
            let mut leaving = step.arcs;
            for (lane, source) in sources.iter().enumerate().filter(|(_, source)| source.late == now) {
                self.reached.push(Reached { vertex: source.vertex, lanes: 1 << lane, source: true });
                leaving += self.graph.degree(source.vertex);
            }
            now += 1;
            self.steps.push(step);
            let last = step.start..self.reached.len();
            step = Step { start: last.end, arcs: 0 };
            if waiting < PULL * leaving {
                self.arcs += waiting as u64;
                self.pull_out(with, last, component.clone());
            } else {
                self.arcs += leaving as u64;
                self.push_out(with, last);
            }
            for at in &self.reached[step.start..] {
                let degree = self.graph.degree(at.vertex);
                step.arcs += degree;
                too_many |= with.above(with.load(&self.paths[at.vertex as usize]), with.all(f64::MAX));
                let open = &mut self.open[at.vertex as usize];
                *open &= !at.lanes;
                if *open == 0 {
                    waiting -= degree;
                }
            }
        }
        self.steps.push(step);
        too_many
    }

    /// The paths that pass a vertex; a source is one of its members, not all.
    #[inline(always)]
    fn passing<V: Vectors>(&self, with: V, at: Reached) -> V::Eight {
        let members = if at.source { 1.0 } else { self.graph.vertices[at.vertex as usize].members };
        with.times(with.only(at.lanes, with.load(&self.paths[at.vertex as usize])), with.all(members))
    }

    /// The next step, from the vertices of the last.
    #[inline(always)]
    fn push_out(&mut self, with: impl Vectors, last: Range<usize>) {
        for place in last.clone() {
            let at = self.reached[place];
            let passing = self.passing(with, at);
            let (paths, open, fresh) = (&mut self.paths[..], &self.open[..], &mut self.fresh[..]);
            for &other in self.graph.neighbours(at.vertex) {
                let open = open[other as usize];
                let new = at.lanes & open;
                if new != 0 {
                    let sum = &mut paths[other as usize];
                    *sum = with.store(with.add(with.load(sum), with.only(open, passing)));
                    let fresh = &mut fresh[other as usize];
                    if *fresh == 0 {
                        self.reached.push(Reached { vertex: other, lanes: 0, source: false });
                    }
                    *fresh |= new;
                }
            }
        }
        for at in &mut self.reached[last.end..] {
            at.lanes = std::mem::take(&mut self.fresh[at.vertex as usize]);
        }
    }

    /// The next step, from the vertices that it may lead to.
    #[inline(always)]
    fn pull_out(&mut self, with: impl Vectors, last: Range<usize>, component: Range<u32>) {
        for at in &self.reached[last.clone()] {
            let passing = self.passing(with, *at);
            hand(with, &mut self.front[at.vertex as usize], passing);
        }
        let (paths, front) = (&mut self.paths[..], &self.front[..]);
        for vertex in component {
            let open = self.open[vertex as usize];
            if open == 0 {
                continue;
            }
            let sum = gathered(with, front, self.graph.neighbours(vertex));
            let lanes = with.above(sum, with.all(0.0)) & open;
            if lanes != 0 {
                let paths = &mut paths[vertex as usize];
                *paths = with.store(with.pick(lanes, sum, with.load(paths)));
                self.reached.push(Reached { vertex, lanes, source: false });
            }
        }
        for at in &self.reached[last] {
            self.front[at.vertex as usize] = Lanes::default();
        }
    }

    /// Hands the shares back, from the last step to the first, and adds them up.
    #[inline(always)]
    fn home(&mut self, with: impl Vectors, sources: &[Source], sums: &mut [f64]) {
        let ends = |lane: usize| sources.get(lane).map_or(0.0, |source| self.graph.vertices[source.vertex as usize].ends);
        let ways = with.load(&Lanes(std::array::from_fn(|lane| 2.0 * ends(lane))));
        let (paths, front, back) = (&self.paths[..], &mut self.front[..], &mut self.back[..]);
        let mut later = self.reached.len();
        for now in (0..self.steps.len()).rev() {
            let step = self.steps[now];
            let before = now.checked_sub(1).map_or(Step { start: 0, arcs: 0 }, |before| self.steps[before]);
            let (here, there) = (&self.reached[step.start..later], &self.reached[before.start..step.start]);
            later = step.start;
            for at in here.iter().filter(|at| !at.source) {
                let vertex = at.vertex as usize;
                let (members, ends) = (self.graph.vertices[vertex].members, self.targets[vertex]);
                let paths = with.load(&paths[vertex]);
                let passing = with.times(paths, with.load(&back[vertex]));
                sums[vertex] += sum(with.store(with.only(at.lanes, with.times(passing, ways))));
                let each = with.by(with.add(with.all(ends), with.times(with.all(members), passing)), paths);
                hand(with, &mut front[vertex], with.only(at.lanes, each));
            }
            if before.arcs < PULL * step.arcs {
                self.arcs += before.arcs as u64;
                for at in there.iter().filter(|at| !at.source) {
                    let sum = gathered(with, front, self.graph.neighbours(at.vertex));
                    let back = &mut back[at.vertex as usize];
                    *back = with.store(with.pick(at.lanes, sum, with.load(back)));
                }
            } else {
                self.arcs += step.arcs as u64;
                for at in here.iter().filter(|at| !at.source) {
                    let each = with.load(&front[at.vertex as usize]);
                    for &other in self.graph.neighbours(at.vertex) {
                        hand(with, &mut back[other as usize], each);
                    }
                }
            }
            for at in here {
                front[at.vertex as usize] = Lanes::default();
            }
        }
    }
}

/// Adds to what is in memory.
#[inline(always)]
fn hand<V: Vectors>(with: V, to: &mut Lanes, more: V::Eight) {
    *to = with.store(with.add(with.load(to), more));
}

/// The sum of these of the numbers.
#[inline(always)]
fn gathered<V: Vectors>(with: V, from: &[Lanes], which: &[u32]) -> V::Eight {
    which.iter().fold(with.all(0.0), |sum, &at| with.add(sum, with.load(&from[at as usize])))
}

/// All added up, always in the same order.
#[inline(always)]
fn sum(Lanes(x): Lanes) -> f64 {
    ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]))
}

/// A sweep from eight sources, to be done with whatever vectors there are.
struct Run<'r, 's> {
    sweep: &'r mut Sweep<'s>,
    component: Range<u32>,
    sources: &'r [Source],
    sums: &'r mut [f64],
}

impl Work for Run<'_, '_> {
    type Output = Result<(), TooMany>;

    #[inline(always)]
    fn with(self, vectors: impl Vectors) -> Self::Output {
        let too_many = self.sweep.out(vectors, self.component, self.sources).trailing_zeros() as usize;
        match self.sources.get(too_many) {
            Some(source) => Err(TooMany { from: source.vertex }),
            None => {
                self.sweep.home(vectors, self.sources, self.sums);
                Ok(())
            }
        }
    }
}
