//! How much of the network holds together when those of few partners are taken away?
//!
//! # Definition
//!
//! The k-core is what is left when vertices of fewer than k neighbours are taken away until there are none (S. B. Seidman, "Network structure and minimum
//! degree", Social Networks 5, 1983). The core number of a vertex is the largest k whose core it is in; the vertices of core number k are the k-shell.
//!
//! ```text
//! shell(k) = number of vertices of core number k
//! core(k)  = Σ over i ≥ k shell(i)
//! ```
//!
//! Weights are not looked at; an isolated vertex has core number 0.
//!
//! # Method
//!
//! Vertices in buckets by the degree that is left, the smallest taken first (V. Batagelj, M. Zaveršnik, "An O(m) algorithm for cores decomposition of
//! networks", 2003). O(n + m).

use crate::network::Packed;

/// One k of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shell {
    /// k.
    pub k: usize,
    /// How many vertices have core number k.
    pub shell: usize,
    /// How many have k or more.
    pub core: usize,
}

/// The core number of each vertex.
///
/// ```
/// use accord::{analysis::structure::cores::numbers, network::Packed};
/// let triangle_and_tail = Packed::new(5, &[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// assert_eq!(numbers(&triangle_and_tail), [2, 2, 2, 1, 0]);
/// ```
#[must_use]
pub fn numbers(graph: &Packed) -> Vec<usize> {
    let mut left: Vec<usize> = graph.vertices().map(|v| graph.degree(v)).collect();
    // Vertices sorted by degree left; `start[d]` is where those of degree d begin, `place[v]` where v stands.
    let most = left.iter().copied().max().unwrap_or(0);
    let mut start = vec![0_usize; most + 2];
    left.iter().for_each(|&degree| start[degree + 1] += 1);
    for degree in 0..=most {
        start[degree + 1] += start[degree];
    }
    let mut next = start.clone();
    let mut order = vec![0_u32; graph.len()];
    let mut place = vec![0_usize; graph.len()];
    for v in graph.vertices() {
        let at = &mut next[left[v as usize]];
        order[*at] = v;
        place[v as usize] = *at;
        *at += 1;
    }
    for at in 0..order.len() {
        let v = order[at];
        for &w in graph.neighbours(v) {
            let degree = left[w as usize];
            if degree > left[v as usize] {
                // w changes places with the first of its bucket, which then begins one later.
                let first = start[degree];
                let (other, own) = (order[first], place[w as usize]);
                order.swap(first, own);
                place[other as usize] = own;
                place[w as usize] = first;
                start[degree] = first + 1;
                left[w as usize] -= 1;
            }
        }
    }
    left
}

/// The profile: each core number that occurs, from the smallest, with the size of its shell and core.
#[must_use]
pub fn profile(numbers: &[usize]) -> Vec<Shell> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let mut core = numbers.len();
    let shells = numbers.chunk_by(|a, b| a == b).map(|same| {
        let shell = Shell { k: same[0], shell: same.len(), core };
        core -= same.len();
        shell
    });
    shells.collect()
}
