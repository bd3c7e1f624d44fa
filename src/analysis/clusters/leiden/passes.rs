//! The passes of the method: move, refine, aggregate, and back again.

use std::borrow::Cow;

use fastrand::Rng;

use super::{super::tally::Tally, level::Level};
use crate::network::progress::{Counter, Stopped};

/// How far gains may fall behind the best and still be drawn, in mean weights: θ of the paper.
const RANDOMNESS: f64 = 0.01;

/// What falls behind the best by so many θ is never drawn: e⁻⁴⁰ is less than any lot can tell.
const NEVER: f64 = 40.0;

/// Gains below this many mean weights are taken for zero, so that rounding moves nobody.
const NOTHING: f64 = 1e-9;

/// Vertices are shuffled within blocks of so many, and the blocks among themselves: near ones are met together, so that what is known of them
/// stays in the cache. That is 1.6 times as fast on a million vertices, and as good.
const BLOCK: usize = 4096;

/// One run, and what it works with.
pub struct Run<'a> {
    counter: &'a Counter<'a>,
    chance: Rng,
    tally: Tally,
    /// How many arcs were looked at.
    pub arcs: u64,
}

impl<'a> Run<'a> {
    /// A run over a network of `n` vertices that draws its lots from a seed.
    pub fn new(n: usize, seed: u64, counter: &'a Counter<'a>) -> Self {
        Self { counter, chance: Rng::with_seed(seed), tally: Tally::new(n), arcs: 0 }
    }

    /// One iteration of the method from a partition, of which the labels are below the number of vertices; has any vertex moved?
    ///
    /// When the partition is `settled`, no vertex gains by moving alone.
    pub fn iterate(&mut self, level: &Level, cluster: &mut Vec<u32>, settled: bool) -> Result<bool, Stopped> {
        let mut here = Cow::Borrowed(level);
        let mut moved = !settled && self.move_vertices(&here, cluster)?;
        // The levels below, and what their vertices are part of on the next.
        let mut below = Vec::new();
        loop {
            let (_, clusters) = renumber(cluster);
            if clusters == here.len() {
                break;
            }
            let mut part = self.refine(&here, cluster, clusters);
            let (first, parts) = renumber(&mut part);
            if parts == here.len() {
                break;
            }
            self.arcs += here.arcs();
            let next = here.aggregate(&part, parts, &mut self.tally);
            *cluster = first.into_iter().map(|v| cluster[v as usize]).collect();
            below.push((std::mem::replace(&mut here, Cow::Owned(next)), part));
            moved |= self.move_vertices(&here, cluster)?;
        }
        while let Some((level, part)) = below.pop() {
            *cluster = part.into_iter().map(|part| cluster[part as usize]).collect();
            moved |= self.move_vertices(&level, cluster)?;
        }
        Ok(moved)
    }

    /// Moves vertices to the clusters where they do most good, until none gains: `MoveNodesFast` of the paper. Has any moved?
    fn move_vertices(&mut self, level: &Level, cluster: &mut [u32]) -> Result<bool, Stopped> {
        self.counter.steps(0)?;
        let (n, tally) = (level.len(), &mut self.tally);
        let nothing = NOTHING * level.mean_weight;
        let (mut size, mut count) = (vec![0.0; n], vec![0_u32; n]);
        for (&own, weight) in cluster.iter().zip(&level.size) {
            size[own as usize] += weight;
            count[own as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..).take(n).filter(|&c| count[c as usize] == 0).collect();
        let mut queue = shuffled(n, &mut self.chance);
        let mut queued = vec![true; n];
        let (mut next, mut moved) = (Vec::new(), false);
        while !queue.is_empty() {
            for v in queue.drain(..) {
                queued[v as usize] = false;
                let (own, weight) = (cluster[v as usize], level.size[v as usize]);
                let price = level.resolution * weight;
                // What is left of an empty cluster is rounding.
                let rest = if count[own as usize] == 1 { 0.0 } else { size[own as usize] - weight };
                if level.inside(v, cluster).is_some_and(|inside| inside - price * rest >= -nothing) {
                    continue;
                }
                self.arcs += level.degree(v);
                level.each(v, |u, weight| tally.add(cluster[u as usize], weight));
                let mut best = (own, tally.of(own) - price * rest);
                for &to in tally.met() {
                    let gain = tally.of(to) - price * size[to as usize];
                    if gain > best.1 + nothing && to != own {
                        best = (to, gain);
                    }
                }
                tally.clear();
                if best.1 < -nothing
                    && let Some(alone) = empty.pop()
                {
                    best = (alone, 0.0);
                }
                let to = best.0;
                if to == own {
                    continue;
                }
                moved = true;
                cluster[v as usize] = to;
                (size[own as usize], size[to as usize]) = (rest, size[to as usize] + weight);
                count[own as usize] -= 1;
                count[to as usize] += 1;
                if count[own as usize] == 0 {
                    empty.push(own);
                }
                for &u in level.neighbours(v) {
                    if cluster[u as usize] != to && !std::mem::replace(&mut queued[u as usize], true) {
                        next.push(u);
                    }
                }
            }
            std::mem::swap(&mut queue, &mut next);
        }
        Ok(moved)
    }

    /// Parts of the clusters, each connected, and well with the rest of its cluster: `RefinePartition` of the paper.
    ///
    /// As a vertex joins only parts of its own cluster, the clusters do not matter to each other, and all vertices are met in one random order.
    fn refine(&mut self, level: &Level, cluster: &[u32], clusters: usize) -> Vec<u32> {
        let (n, tally) = (level.len(), &mut self.tally);
        let nothing = NOTHING * level.mean_weight;
        let mut whole = vec![0.0; clusters];
        cluster.iter().zip(&level.size).for_each(|(&own, size)| whole[own as usize] += size);
        // For each part: its size, its number of vertices, and the weight of its edges to the rest of its cluster.
        let (mut size, mut count) = (level.size.clone(), vec![1_u32; n]);
        let to_rest = |v: u32| {
            let (own, mut rest) = (cluster[v as usize], 0.0);
            level.each(v, |u, weight| rest += if cluster[u as usize] == own { weight } else { 0.0 });
            rest
        };
        let mut rest: Vec<f64> = (0..).take(n).map(to_rest).collect();
        self.arcs += level.arcs();
        let mut part: Vec<u32> = (0..).take(n).collect();
        let mut choices: Vec<(u32, f64)> = Vec::new();
        for v in shuffled(n, &mut self.chance) {
            let (own, weight) = (cluster[v as usize], level.size[v as usize]);
            let connected = |rest: f64, size: f64| rest >= level.resolution * size * (whole[own as usize] - size) - nothing;
            if part[v as usize] != v || count[v as usize] > 1 || !connected(rest[v as usize], weight) {
                continue;
            }
            self.arcs += level.degree(v);
            level.each(v, |u, weight| {
                if cluster[u as usize] == own {
                    tally.add(part[u as usize], weight);
                }
            });
            // To stay alone gains nothing, and is a choice as well.
            choices.push((v, 0.0));
            for &to in tally.met() {
                let gain = tally.of(to) - level.resolution * weight * size[to as usize];
                if gain >= 0.0 && connected(rest[to as usize], size[to as usize]) {
                    choices.push((to, gain));
                }
            }
            let to = draw(&mut choices, RANDOMNESS * level.mean_weight, &mut self.chance);
            if to != v {
                rest[to as usize] += rest[v as usize] - 2.0 * tally.of(to);
                size[to as usize] += weight;
                count[to as usize] += 1;
                count[v as usize] = 0;
                part[v as usize] = to;
            }
            tally.clear();
            choices.clear();
        }
        part
    }
}

/// Numbers labels, each below their number, without a gap in the order in which they occur: the first vertex of each, and how many there are.
fn renumber(labels: &mut [u32]) -> (Vec<u32>, usize) {
    let mut number = vec![u32::MAX; labels.len()];
    let mut first = Vec::new();
    for (v, label) in (0..).zip(labels.iter_mut()) {
        let number = &mut number[*label as usize];
        if *number == u32::MAX {
            *number = u32::try_from(first.len()).unwrap_or(u32::MAX);
            first.push(v);
        }
        *label = *number;
    }
    let count = first.len();
    (first, count)
}

/// One of the choices by lot, each with a chance that grows with its gain: exp(gain / θ).
fn draw(choices: &mut Vec<(u32, f64)>, theta: f64, chance: &mut Rng) -> u32 {
    let most = choices.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
    choices.retain(|(_, gain)| *gain >= most - NEVER * theta);
    if let [(only, _)] = choices[..] {
        return only;
    }
    let weight = |gain: f64| ((gain - most) / theta).exp();
    let mut left = chance.f64() * choices.iter().map(|(_, gain)| weight(*gain)).sum::<f64>();
    let drawn = choices.iter().find(|(_, gain)| {
        left -= weight(*gain);
        left < 0.0
    });
    drawn.or(choices.last()).map_or(0, |(to, _)| *to)
}

/// The numbers `0..n` in a random order, by [`BLOCK`]s.
fn shuffled(n: usize, chance: &mut Rng) -> Vec<u32> {
    let mut starts: Vec<usize> = (0..n).step_by(BLOCK).collect();
    chance.shuffle(&mut starts);
    let mut order: Vec<u32> = Vec::with_capacity(n);
    for start in starts {
        let block = order.len();
        order.extend((0..).take(n).skip(start).take(BLOCK));
        chance.shuffle(&mut order[block..]);
    }
    order
}
