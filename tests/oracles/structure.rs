//! The measures of `analysis::structure` from matrices, by their definitions.

pub use super::centrality::{Matrix, matrix};

/// How many neighbours a vertex has.
pub fn degree(m: &Matrix, v: usize) -> usize {
    m[v].iter().filter(|&&weight| weight != 0.0).count()
}

/// The pairs of neighbours of a vertex, and whether they are joined.
pub fn pairs(m: &Matrix, v: usize) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    for a in 0..m.len() {
        for c in a + 1..m.len() {
            if m[v][a] != 0.0 && m[v][c] != 0.0 {
                pairs.push((a, c, m[a][c] != 0.0));
            }
        }
    }
    pairs
}

/// Pearson's correlation of the degrees at both ends of each edge, taken both ways.
pub fn assortativity(m: &Matrix) -> Option<f64> {
    let mut ends = Vec::new();
    for a in 0..m.len() {
        for b in 0..m.len() {
            if m[a][b] != 0.0 {
                ends.push((degree(m, a) as f64, degree(m, b) as f64));
            }
        }
    }
    let n = ends.len() as f64;
    let mean = ends.iter().map(|(j, _)| j).sum::<f64>() / n;
    let variance = ends.iter().map(|(j, _)| (j - mean).powi(2)).sum::<f64>() / n;
    let together = ends.iter().map(|(j, k)| (j - mean) * (k - mean)).sum::<f64>() / n;
    (variance > 1e-12).then_some(together / variance)
}

/// Distances of all pairs by Floyd and Warshall's rule; `None` where there is no way.
pub fn distances(m: &Matrix) -> Vec<Vec<Option<u32>>> {
    let n = m.len();
    let mut d: Vec<Vec<Option<u32>>> =
        (0..n).map(|a| (0..n).map(|b| if a == b { Some(0) } else { (m[a][b] != 0.0).then_some(1) }).collect()).collect();
    for k in 0..n {
        for a in 0..n {
            for b in 0..n {
                if let (Some(x), Some(y)) = (d[a][k], d[k][b]) {
                    d[a][b] = Some(d[a][b].map_or(x + y, |old| old.min(x + y)));
                }
            }
        }
    }
    d
}

/// The core number of a vertex: the largest k for which taking away those of fewer than k neighbours leaves it.
pub fn core_number(m: &Matrix, v: usize) -> usize {
    let left = |k: usize| {
        let mut there = vec![true; m.len()];
        loop {
            let weak = (0..m.len()).find(|&a| there[a] && (0..m.len()).filter(|&b| there[b] && m[a][b] != 0.0).count() < k);
            match weak {
                Some(a) => there[a] = false,
                None => return there[v],
            }
        }
    };
    (0..=m.len()).rev().find(|&k| left(k)).unwrap_or(0)
}

/// Burt's constraint and effective size of a vertex, with `p` and `m` over all vertices as in the book.
pub fn burt(w: &Matrix, i: usize) -> Option<(f64, f64)> {
    let n = w.len();
    let sum = |a: usize| w[a].iter().sum::<f64>();
    let most = |a: usize| w[a].iter().copied().fold(0.0, f64::max);
    if sum(i) == 0.0 {
        return None;
    }
    let (mut constraint, mut effective) = (0.0, 0.0);
    for j in (0..n).filter(|&j| w[i][j] != 0.0) {
        let others = || (0..n).filter(|&q| q != i && q != j && sum(q) > 0.0);
        let p = |a: usize, b: usize| w[a][b] / sum(a);
        constraint += (p(i, j) + others().map(|q| p(i, q) * p(q, j)).sum::<f64>()).powi(2);
        effective += 1.0 - others().map(|q| p(i, q) * w[j][q] / most(j)).sum::<f64>();
    }
    Some((constraint, effective))
}
