//! The largest eigenvalue of a connected part of a long and thin graph, and its eigenvector: where Lanczos needs a product for each hop and more.
//!
//! T. Noda's iteration ("Note on the computation of the maximal eigenvalue of a non-negative irreducible matrix", Numerische Mathematik 17, 1971):
//!
//! ```text
//! σ = max over v of (A·x)(v) / x(v)             above λ for every x > 0 (Collatz, Wielandt)
//! x ← the solution y of (σ·1 − A)·y = x         positive again, and nearer
//! ```
//!
//! It converges from everywhere, quadratically, whatever the gap to the second eigenvalue. The matrix σ·1 − A is an M-matrix, so it can be eliminated in
//! any order without pivoting: here always a vertex of fewest neighbours, leaves and then chains first. On trees that adds no entry at all, and on ladders and
//! the like few. Where it would add many, the graph is no thin one, and there is no answer.
//!
//! O(n + m) entries are kept; about a dozen eliminations, each O(d²) for a vertex of d neighbours at its turn.

use std::collections::{BTreeMap, BTreeSet};

use super::lanczos::{Leading, unit};
use crate::network::Packed;

/// The most neighbours that a vertex may have when it is eliminated.
const WIDE: usize = 24;

/// The most entries that may be kept for each vertex and edge.
const FILL: usize = 6;

/// More steps than it ever takes.
const STEPS: usize = 200;

/// In which order vertices are eliminated, and what each meets at its turn.
struct Plan {
    /// The vertices by position.
    order: Vec<usize>,
    /// For each vertex, its neighbours that are eliminated after it, those that elimination adds included, in order of position.
    later: Vec<Vec<usize>>,
}

/// The leading eigenvector of a connected graph, as [`super::lanczos::leading`] gives it; `None` when the graph is not thin.
#[must_use]
pub fn leading(graph: &Packed) -> Option<Leading> {
    let rows: Vec<Vec<(usize, f64)>> =
        graph.vertices().map(|v| graph.weighted(v).map(|(u, weight)| (u as usize, weight)).collect()).collect();
    let plan = Plan::new(&rows)?;
    let mut x = vec![1.0; rows.len()];
    let mut bound = f64::INFINITY;
    for step in 1..=STEPS {
        let product = product(&rows, &x);
        let ratios = product.iter().zip(&x).filter(|(_, x)| **x > f64::MIN_POSITIVE).map(|(y, x)| y / x);
        let above = ratios.fold(0.0, f64::max);
        // In exact numbers the bound falls until it is λ; when it does not, doubles have no more to give, and a last step makes the most of them.
        let settled = above >= bound;
        bound = bound.min(above);
        plan.solve(&rows, bound, &mut x);
        let largest = x.iter().copied().fold(0.0, f64::max);
        for x in &mut x {
            *x /= largest;
        }
        if settled {
            unit(&mut x);
            let value = self::product(&rows, &x).iter().zip(&x).map(|(y, x)| x * y).sum();
            return Some(Leading { value, vector: x, products: step + 1 });
        }
    }
    None
}

/// What the weights make of a vector.
fn product(rows: &[Vec<(usize, f64)>], x: &[f64]) -> Vec<f64> {
    rows.iter().map(|row| row.iter().map(|&(u, weight)| weight * x[u]).sum()).collect()
}

impl Plan {
    /// An order of fewest neighbours first; `None` when it would keep too much.
    fn new(rows: &[Vec<(usize, f64)>]) -> Option<Self> {
        let budget = FILL * (rows.len() + rows.iter().map(Vec::len).sum::<usize>() / 2);
        let mut left: Vec<BTreeSet<usize>> = rows.iter().map(|row| row.iter().map(|&(u, _)| u).collect()).collect();
        let mut queue: BTreeSet<(usize, usize)> = left.iter().enumerate().map(|(v, row)| (row.len(), v)).collect();
        let mut plan = Self { order: Vec::with_capacity(rows.len()), later: vec![Vec::new(); rows.len()] };
        let mut kept = 0;
        while let Some((degree, v)) = queue.pop_first() {
            kept += degree;
            if degree > WIDE || kept > budget {
                return None;
            }
            let around: Vec<usize> = std::mem::take(&mut left[v]).into_iter().collect();
            for &u in &around {
                queue.remove(&(left[u].len(), u));
                left[u].remove(&v);
                left[u].extend(around.iter().filter(|&&other| other != u));
                queue.insert((left[u].len(), u));
            }
            plan.order.push(v);
            plan.later[v] = around;
        }
        Some(plan)
    }

    /// Solves (shift·1 − A)·y = x in place.
    fn solve(&self, rows: &[Vec<(usize, f64)>], shift: f64, x: &mut [f64]) {
        // The entries of each row that are eliminated after it; all of them are zero or less.
        let mut upper: Vec<BTreeMap<usize, f64>> = self.later.iter().map(|later| later.iter().map(|&u| (u, 0.0)).collect()).collect();
        for (v, row) in rows.iter().enumerate() {
            for &(u, weight) in row {
                if let Some(entry) = upper[v].get_mut(&u) {
                    *entry -= weight;
                }
            }
        }
        let mut pivots = vec![shift; rows.len()];
        for &v in &self.order {
            // Above zero but for rounding, when the shift is λ itself.
            pivots[v] = pivots[v].max(shift * f64::EPSILON / 4.0);
            let row: Vec<(usize, f64)> = upper[v].iter().map(|(&u, &entry)| (u, entry)).collect();
            for (i, &(u, entry)) in row.iter().enumerate() {
                let share = entry / pivots[v];
                pivots[u] -= share * entry;
                x[u] -= share * x[v];
                for &(other, far) in &row[i + 1..] {
                    // Whichever of the two is eliminated first keeps the entry.
                    let first = if upper[u].contains_key(&other) { (u, other) } else { (other, u) };
                    if let Some(kept) = upper[first.0].get_mut(&first.1) {
                        *kept -= share * far;
                    }
                }
            }
        }
        for &v in self.order.iter().rev() {
            let ahead: f64 = upper[v].iter().map(|(&u, entry)| entry * x[u]).sum();
            x[v] = (x[v] - ahead) / pivots[v];
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{analysis::centrality::kernel::lanczos, network::progress::SILENT};

    proptest! {
        #[test]
        fn both_methods_find_the_same_vector(
            // A random tree, each vertex hung on an earlier one, and some edges more.
            parents in prop::collection::vec((0..40_usize, 1..5_u8), 1..40),
            more in prop::collection::vec((0..40_u32, 0..40_u32, 1..5_u8), 0..12),
        ) {
            let n = parents.len() + 1;
            let end = |v: usize| u32::try_from(v).unwrap();
            let tree = parents.iter().enumerate().map(|(v, &(parent, weight))| (end(parent % (v + 1)), end(v + 1), f64::from(weight)));
            let more = more.into_iter().map(|(a, b, weight)| (a, b, f64::from(weight)));
            let graph = Packed::new(n, &tree.chain(more).collect::<Vec<_>>());
            let one = leading(&graph).unwrap();
            let other = lanczos::leading(&graph, vec![1.0; n], 10_000, SILENT).unwrap().unwrap();
            prop_assert!((one.value - other.value).abs() < 1e-11 * other.value, "{} {}", one.value, other.value);
            for (x, y) in one.vector.iter().zip(&other.vector) {
                prop_assert!((x - y).abs() < 1e-9, "{x} {y}");
            }
        }
    }

    #[test]
    fn a_graph_that_is_not_thin_is_left_to_the_other_method() {
        let edges: Vec<_> = (0..60_u32).flat_map(|a| (0..a).map(move |b| (a, b, 1.0))).collect();
        assert_eq!(leading(&Packed::new(60, &edges)), None);
    }
}
