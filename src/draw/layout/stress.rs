//! Where do the vertices of a network go, when what is near in the network is to be near on the page?
//!
//! # Definition
//!
//! Positions that make the stress small:
//!
//! ```text
//! Σ w(i,j) · (|p(i) − p(j)| − d(i,j))²     over pairs i < j of one component; d: length of the shortest way; w = 1/d²
//! ```
//!
//! T. Kamada and S. Kawai, "An algorithm for drawing general undirected graphs", Information Processing Letters 31, 1989, without their springs.
//!
//! # Method
//!
//! J. X. Zheng, S. Pawar and D. F. M. Goodman, "Graph drawing by stochastic gradient descent", IEEE Transactions on Visualization and Computer
//! Graphics 25, 2019: pair by pair in random order, the two are moved along the line between them by min(w·η, 1)/2 of what is missing, η falling
//! geometrically from 1/min w to 0.1/max w. Their η follows an exponential function over 15 or 30 rounds; here there are 33, so that the 32 quotients
//! between them come from five square roots, which all machines round alike, where `exp` differs in its last digit.
//!
//! Beyond [`ALL_PAIRS`] vertices only pairs with one of [`PIVOTS`] pivots and the edges themselves are used, the pair of vertex and pivot weighted
//! for the part of the pivot's neighbourhood that it stands for: M. Ortmann, M. Klimenta and U. Brandes, "A sparse stress model", Journal of Graph
//! Algorithms and Applications 21, 2017. Pivots are chosen farthest first.
//!
//! # Cost
//!
//! O(n·m·log n) for the ways and O(n²) a round for all pairs; O((k·n + m)·log n) and O(k·n + m) a round with k pivots. One thread, so any number of threads
//! gives the same answer; chance is drawn from a fixed seed.
//!
//! # Edge cases
//!
//! No vertices: no positions. Vertices of different components do not see each other, so a component stays where it starts. What is fixed stays in its place.

use std::{cmp::Reverse, collections::BinaryHeap};

use rayon::prelude::*;

use crate::{
    draw::geometry::Point,
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// So many vertices are drawn by all pairs.
pub const ALL_PAIRS: usize = 500;

/// So many pivots stand for the rest where there are more.
pub const PIVOTS: usize = 100;

/// Rounds over all pairs.
const ROUNDS: u64 = 33;

/// A pair, how far apart it should be, and how much that matters to either.
#[derive(Clone, Copy, Debug)]
struct Pair {
    a: u32,
    b: u32,
    far: f64,
    weight_a: f64,
    weight_b: f64,
}

/// Positions of small stress, from where the vertices start; weights of edges are lengths here, above zero.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn stress(graph: &Packed, start: &[Point], fixed: &[bool], progress: Progress<'_>) -> Result<Vec<Point>, Stopped> {
    let mut points = start.to_vec();
    points.resize(graph.len(), Point::default());
    let is_fixed = |v: u32| fixed.get(v as usize).copied().unwrap_or(false);
    let mut pairs = if graph.len() <= ALL_PAIRS { all_pairs(graph) } else { sparse_pairs(graph) };
    pairs.retain(|pair| !(is_fixed(pair.a) && is_fixed(pair.b)));
    let weights = || pairs.iter().flat_map(|pair| [pair.weight_a, pair.weight_b]).filter(|&weight| weight > 0.0);
    let (smallest, largest) = weights().fold((f64::INFINITY, 0.0_f64), |(low, high), weight| (low.min(weight), high.max(weight)));
    if pairs.is_empty() {
        return Ok(points);
    }
    let mut rate = 1.0 / smallest;
    let ratio = (0.1 / largest / rate).min(1.0).sqrt().sqrt().sqrt().sqrt().sqrt();
    let mut chance = fastrand::Rng::with_seed(1);
    for round in 0..ROUNDS {
        if !progress(round * pairs.len() as u64, ROUNDS * pairs.len() as u64) {
            return Err(Stopped);
        }
        chance.shuffle(&mut pairs);
        for pair in &pairs {
            let (a, b) = (points[pair.a as usize], points[pair.b as usize]);
            let (x, y) = (b.x - a.x, b.y - a.y);
            let length = (x * x + y * y).sqrt().max(1e-9);
            let missing = (length - pair.far) / length / 2.0;
            let step = |weight: f64| (weight * rate).min(1.0) * missing;
            let (mut step_a, mut step_b) = (step(pair.weight_a), step(pair.weight_b));
            // Who cannot move leaves the whole of it to the other.
            match (is_fixed(pair.a), is_fixed(pair.b)) {
                (true, _) => (step_a, step_b) = (0.0, 2.0 * step_b),
                (_, true) => (step_a, step_b) = (2.0 * step_a, 0.0),
                _ => {}
            }
            points[pair.a as usize] = a.plus(x * step_a, y * step_a);
            points[pair.b as usize] = b.plus(-x * step_b, -y * step_b);
        }
        rate *= ratio;
    }
    Ok(points)
}

/// Each pair of vertices of one component, once.
fn all_pairs(graph: &Packed) -> Vec<Pair> {
    let rows: Vec<Vec<Pair>> = (0..graph.len())
        .into_par_iter()
        .map(|a| {
            let Ok(a) = u32::try_from(a) else { return Vec::new() };
            let distances = distances(graph, a);
            let others = (a + 1..).zip(&distances[a as usize + 1..]).filter(|(_, far)| far.is_finite());
            let pair = |(b, &far): (u32, &f64)| Pair { a, b, far, weight_a: 1.0 / (far * far), weight_b: 1.0 / (far * far) };
            others.map(pair).collect()
        })
        .collect();
    rows.concat()
}

/// Each edge, and each pair of a vertex and a pivot that are no neighbours.
fn sparse_pairs(graph: &Packed) -> Vec<Pair> {
    let edge = |(a, b, far): (u32, u32, f64)| Pair { a, b, far, weight_a: 1.0 / (far * far), weight_b: 1.0 / (far * far) };
    let mut pairs: Vec<Pair> = graph.edge_list().map(edge).collect();
    // Farthest first: each pivot is the vertex that is farthest from those before it; an unreached one is farthest of all.
    let mut nearest = vec![f64::INFINITY; graph.len()];
    let mut owner = vec![0_usize; graph.len()];
    let mut pivots: Vec<(u32, Vec<f64>)> = Vec::new();
    let farthest = |nearest: &[f64]| graph.vertices().max_by(|&a, &b| nearest[a as usize].total_cmp(&nearest[b as usize]).then(b.cmp(&a)));
    while let Some(pivot) = farthest(&nearest).filter(|&pivot| pivots.len() < PIVOTS && nearest[pivot as usize] > 0.0) {
        let found = distances(graph, pivot);
        for (v, &far) in found.iter().enumerate() {
            if far < nearest[v] {
                (nearest[v], owner[v]) = (far, pivots.len());
            }
        }
        pivots.push((pivot, found));
    }
    for (number, (pivot, found)) in pivots.iter().enumerate() {
        // Of those nearest to this pivot, how many are within half the way to it?
        let mut region: Vec<f64> =
            (0..graph.len()).filter(|&v| owner[v] == number).map(|v| found[v]).filter(|far| far.is_finite()).collect();
        region.sort_by(f64::total_cmp);
        for v in graph.vertices() {
            let far = found[v as usize];
            if v == *pivot || !far.is_finite() || graph.arc(v, *pivot).is_some() {
                continue;
            }
            let within = region.partition_point(|&other| other <= far / 2.0).max(1);
            pairs.push(Pair { a: v, b: *pivot, far, weight_a: within as f64 / (far * far), weight_b: 0.0 });
        }
    }
    pairs
}

/// The length of the shortest way from a vertex to each other, infinite where there is none (Dijkstra).
fn distances(graph: &Packed, from: u32) -> Vec<f64> {
    let mut found = vec![f64::INFINITY; graph.len()];
    found[from as usize] = 0.0;
    let mut queue = BinaryHeap::from([Reverse((Ordered(0.0), from))]);
    while let Some(Reverse((Ordered(far), v))) = queue.pop() {
        if far > found[v as usize] {
            continue;
        }
        for (to, length) in graph.weighted(v) {
            let way = far + length;
            if way < found[to as usize] {
                found[to as usize] = way;
                queue.push(Reverse((Ordered(way), to)));
            }
        }
    }
    found
}

/// A length in its natural order.
#[derive(Clone, Copy, Debug)]
struct Ordered(f64);

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Where a vertex starts, by its name alone, in a square of this side: the same name starts in the same place whatever else is there.
#[must_use]
pub fn start(name: &str, side: f64) -> Point {
    // FNV-1a, then the finish of SplitMix64, which spreads the few bits in which short names differ.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let part = |bits: u64| f64::from(u32::try_from(bits & 0xffff_ffff).unwrap_or(0)) / 4_294_967_296.0 * side;
    Point::new(part(mixed >> 32), part(mixed))
}

/// Turns points so that they reach farthest to the right and left, by the main axis of their spread.
pub fn turn(points: &mut [Point]) {
    let n = points.len().max(1) as f64;
    let mean = Point::new(points.iter().map(|p| p.x).sum::<f64>() / n, points.iter().map(|p| p.y).sum::<f64>() / n);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter() {
        let (x, y) = (p.x - mean.x, p.y - mean.y);
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    // The larger eigenvalue of [[xx, xy], [xy, yy]], and its eigenvector.
    let half = (xx - yy) / 2.0;
    let largest = f64::midpoint(xx, yy) + (half * half + xy * xy).sqrt();
    let (mut x, mut y) = (largest - yy, xy);
    if x.abs() + y.abs() < 1e-9 * largest.max(1.0) {
        (x, y) = if xx >= yy { (1.0, 0.0) } else { (0.0, 1.0) };
    }
    let length = (x * x + y * y).sqrt();
    let (x, y) = (x / length, y / length);
    for p in points {
        let (from_x, from_y) = (p.x - mean.x, p.y - mean.y);
        *p = Point::new(from_x * x + from_y * y, from_y * x - from_x * y);
    }
}
