//! Who stands outside whom, and in which order around the circle?

use std::cmp::Reverse;

use crate::draw::views::network::Diagram;

/// Rounds in which the order around the circle is improved.
const ROUNDS: usize = 12;

/// Who stands outside whom.
pub(super) struct Tree<'a> {
    /// How far each dot is from the middle.
    pub(super) rings: &'a [usize],
    /// The dot in the middle.
    pub(super) middle: usize,
    /// Who stands outside each dot, in order around the circle.
    children: Vec<Vec<usize>>,
    /// The lines that are none of the tree.
    cross: Vec<(usize, usize)>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(diagram: &Diagram, rings: &'a [usize], middle: usize) -> Self {
        let n = rings.len();
        let mut partners: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        for line in &diagram.lines {
            let (a, b) = (line.a as usize, line.b as usize);
            partners[a].push((b, line.count));
            partners[b].push((a, line.count));
        }
        let group = |dot: usize| diagram.dots[dot].group;
        // Of those one ring further in: one of the same place, else with the most links, else the first.
        let parent = |dot: usize| {
            let inner = partners[dot].iter().filter(|&&(other, _)| rings[other] + 1 == rings[dot]);
            inner.max_by_key(|&&(other, count)| (group(other) == group(dot), count, Reverse(other))).map_or(middle, |&(other, _)| other)
        };
        let parents: Vec<usize> = (0..n).map(parent).collect();
        let mut children = vec![Vec::new(); n];
        for (dot, &parent) in parents.iter().enumerate().filter(|&(dot, _)| dot != middle) {
            children[parent].push(dot);
        }
        let in_tree = |a: usize, b: usize| a == middle || b == middle || parents[a] == b || parents[b] == a;
        let cross = diagram.lines.iter().map(|line| (line.a as usize, line.b as usize)).filter(|&(a, b)| !in_tree(a, b)).collect();
        let mut tree = Self { rings, middle, children, cross };
        tree.improve(diagram);
        tree
    }

    /// Brings dots near their partners around the circle.
    fn improve(&mut self, diagram: &Diagram) {
        let even = |_: usize| 1.0;
        let class = |dot: usize| (diagram.dots[dot].class, diagram.dots[dot].group);
        self.children.iter_mut().for_each(|children| children.sort_by_key(|&dot| (class(dot), dot)));
        let mut turns = self.turns(even);
        let mut best = (self.length(&turns), self.children.clone());
        for _ in 0..ROUNDS {
            let wanted = self.wanted(&turns);
            for children in &mut self.children {
                let mean = |dot: usize| {
                    let (sum, count) = children
                        .iter()
                        .filter(|&&other| class(other) == class(dot))
                        .fold((0.0, 0.0), |(sum, count), &other| (sum + wanted[other], count + 1.0));
                    sum / count
                };
                let mut keyed: Vec<(f64, usize)> = children.iter().map(|&dot| (mean(dot), dot)).collect();
                keyed.sort_by(|&(a, x), &(b, y)| {
                    let place = class(x).0.cmp(&class(y).0).then(a.total_cmp(&b)).then(class(x).cmp(&class(y)));
                    place.then(wanted[x].total_cmp(&wanted[y])).then(x.cmp(&y))
                });
                *children = keyed.into_iter().map(|(_, dot)| dot).collect();
            }
            turns = self.turns(even);
            let length = self.length(&turns);
            if length < best.0 {
                best = (length, self.children.clone());
            }
        }
        self.children = best.1;
    }

    /// Where around the circle each dot would be nearest to its partners of other lines.
    fn wanted(&self, turns: &[f64]) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); turns.len()];
        for &(a, b) in &self.cross {
            let way = way(turns[a], turns[b]);
            sums[a] = (sums[a].0 + way, sums[a].1 + 1.0);
            sums[b] = (sums[b].0 - way, sums[b].1 + 1.0);
        }
        sums.into_iter().zip(turns).map(|((sum, count), turn)| if count > 0.0 { turn + sum / count } else { *turn }).collect()
    }

    /// How far the other lines run around the circle.
    fn length(&self, turns: &[f64]) -> f64 {
        self.cross.iter().map(|&(a, b)| way(turns[a], turns[b]).abs()).sum()
    }

    /// The dots, parents before their children.
    fn downwards(&self) -> Vec<usize> {
        let mut order = vec![self.middle];
        let mut next = 0;
        while let Some(&dot) = order.get(next) {
            order.extend(&self.children[dot]);
            next += 1;
        }
        order
    }

    /// How much of the circle each dot needs with all that is outside it, when it needs so much for itself.
    pub(super) fn needs(&self, own: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut needs = vec![0.0; self.rings.len()];
        for dot in self.downwards().into_iter().rev() {
            let outer: f64 = self.children[dot].iter().map(|&child| needs[child]).sum();
            needs[dot] = if dot == self.middle { outer } else { outer.max(own(dot)) };
        }
        needs
    }

    /// The place of each dot around the circle, as a part of a turn; all of the circle is used.
    pub(super) fn turns(&self, own: impl Fn(usize) -> f64) -> Vec<f64> {
        let needs = self.needs(own);
        let mut spans = vec![(0.0, 1.0); needs.len()];
        for dot in self.downwards() {
            let (mut from, wide): (f64, f64) = spans[dot];
            let outer: f64 = self.children[dot].iter().map(|&child| needs[child]).sum();
            for &child in &self.children[dot] {
                let share = wide * needs[child] / outer;
                spans[child] = (from, share);
                from += share;
            }
        }
        // The first one begins at the left, above the middle.
        spans.into_iter().map(|(from, wide)| from + wide / 2.0 + 0.5).collect()
    }
}

/// The shorter way around the circle from one place to another.
pub(super) fn way(from: f64, to: f64) -> f64 {
    let way = to - from;
    way - way.round()
}
