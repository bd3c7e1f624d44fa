//! The passes of the method: move, refine, aggregate.

use std::collections::VecDeque;

use fastrand::Rng;

use super::level::{Level, Links};

/// How far gains may fall behind the best and still be drawn, in mean weights: θ of the paper.
const RANDOMNESS: f64 = 0.01;

/// Gains below this many mean weights are taken for zero, so that rounding moves nobody.
const NOTHING: f64 = 1e-9;

/// One iteration of the method from a partition: a cluster for each vertex.
pub fn all(level: &Level, start: &[u32], chance: &mut Rng) -> Vec<u32> {
    // What each vertex at the beginning is part of now.
    let mut part: Vec<u32> = (0..).take(level.len()).collect();
    let mut cluster = start.to_vec();
    let mut here = level.clone();
    loop {
        move_vertices(&here, &mut cluster, chance);
        let (_, clusters) = renumber(&mut cluster);
        let mut refined = refine(&here, &cluster, clusters, chance);
        let (first, parts) = renumber(&mut refined);
        if clusters == here.len() || parts == here.len() {
            // Every cluster is one vertex, or no two can be taken together.
            return part.into_iter().map(|part| cluster[part as usize]).collect();
        }
        here = here.aggregate(&refined, parts);
        part = part.into_iter().map(|part| refined[part as usize]).collect();
        cluster = first.into_iter().map(|v| cluster[v as usize]).collect();
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

/// Moves vertices to the clusters where they do most good, until none gains: `MoveNodesFast` of the paper.
fn move_vertices(level: &Level, cluster: &mut [u32], chance: &mut Rng) {
    let n = level.len();
    let nothing = NOTHING * level.mean_weight;
    let (mut size, mut count) = (vec![0.0; n], vec![0_usize; n]);
    for (v, &own) in cluster.iter().enumerate() {
        size[own as usize] += level.size[v];
        count[own as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..).take(n).filter(|&c| count[c as usize] == 0).collect();
    let mut queue: VecDeque<u32> = shuffled(n, chance).into();
    let mut queued = vec![true; n];
    let mut links = Links::new(n);
    while let Some(v) = queue.pop_front() {
        queued[v as usize] = false;
        let (own, weight) = (cluster[v as usize], level.size[v as usize]);
        count[own as usize] -= 1;
        // What is left of an empty cluster is rounding.
        size[own as usize] = if count[own as usize] == 0 { 0.0 } else { size[own as usize] - weight };
        level.arcs(v).iter().for_each(|&(u, weight)| links.add(cluster[u as usize], weight));
        let gain = |to: u32| links.weight(to) - level.resolution * weight * size[to as usize];
        let mut best = (own, gain(own));
        for &to in links.met() {
            let gain = gain(to);
            if gain > best.1 + nothing {
                best = (to, gain);
            }
        }
        if best.1 < -nothing
            && let Some(alone) = empty.pop()
        {
            best = (alone, 0.0);
        }
        links.clear();
        let to = best.0;
        cluster[v as usize] = to;
        count[to as usize] += 1;
        size[to as usize] += weight;
        if to != own {
            if count[own as usize] == 0 {
                empty.push(own);
            }
            for &(u, _) in level.arcs(v) {
                if cluster[u as usize] != to && !std::mem::replace(&mut queued[u as usize], true) {
                    queue.push_back(u);
                }
            }
        }
    }
}

/// Parts of the clusters, each connected, and well with the rest of its cluster: `RefinePartition` of the paper.
///
/// As a vertex joins only parts of its own cluster, the clusters do not matter to each other, and all vertices are met in one random order.
fn refine(level: &Level, cluster: &[u32], clusters: usize, chance: &mut Rng) -> Vec<u32> {
    let n = level.len();
    let nothing = NOTHING * level.mean_weight;
    let mut whole = vec![0.0; clusters];
    cluster.iter().zip(&level.size).for_each(|(&own, size)| whole[own as usize] += size);
    // For each part: its size, its number of vertices, and the weight of its edges to the rest of its cluster.
    let (mut size, mut count) = (level.size.clone(), vec![1_usize; n]);
    let to_rest = |v: u32| {
        let own = |u: u32| cluster[u as usize] == cluster[v as usize];
        level.arcs(v).iter().filter(|(u, _)| own(*u)).map(|(_, weight)| weight).sum::<f64>()
    };
    let mut rest: Vec<f64> = (0..).take(n).map(to_rest).collect();
    let mut part: Vec<u32> = (0..).take(n).collect();
    let mut links = Links::new(n);
    let mut choices: Vec<(u32, f64)> = Vec::new();
    for v in shuffled(n, chance) {
        let (own, weight) = (cluster[v as usize], level.size[v as usize]);
        let connected = |rest: f64, size: f64| rest >= level.resolution * size * (whole[own as usize] - size) - nothing;
        if part[v as usize] != v || count[v as usize] > 1 || !connected(rest[v as usize], weight) {
            continue;
        }
        let inside = level.arcs(v).iter().filter(|(u, _)| cluster[*u as usize] == own);
        inside.for_each(|&(u, weight)| links.add(part[u as usize], weight));
        // To stay alone gains nothing, and is a choice as well.
        choices.push((v, 0.0));
        for &to in links.met() {
            let gain = links.weight(to) - level.resolution * weight * size[to as usize];
            if gain >= 0.0 && connected(rest[to as usize], size[to as usize]) {
                choices.push((to, gain));
            }
        }
        let to = draw(&choices, RANDOMNESS * level.mean_weight, chance);
        if to != v {
            rest[to as usize] += rest[v as usize] - 2.0 * links.weight(to);
            size[to as usize] += weight;
            count[to as usize] += 1;
            count[v as usize] = 0;
            part[v as usize] = to;
        }
        links.clear();
        choices.clear();
    }
    part
}

/// One of the choices by lot, each with a chance that grows with its gain: exp(gain / θ).
fn draw(choices: &[(u32, f64)], theta: f64, chance: &mut Rng) -> u32 {
    let most = choices.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
    let weight = |gain: f64| ((gain - most) / theta).exp();
    let mut left = chance.f64() * choices.iter().map(|(_, gain)| weight(*gain)).sum::<f64>();
    let drawn = choices.iter().find(|(_, gain)| {
        left -= weight(*gain);
        left < 0.0
    });
    drawn.or(choices.last()).map_or(0, |(to, _)| *to)
}

fn shuffled(n: usize, chance: &mut Rng) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(n).collect();
    chance.shuffle(&mut order);
    order
}
