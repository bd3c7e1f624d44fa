//! Makes one vertex of all that have the same neighbours.
//!
//! ```text
//! apart      N(u) = N(v), not neighbours of each other: two parties with the same partners
//! together   N[u] = N[v], neighbours: two parties of the same agreements, all of which know each other
//! N(v), N[v] the neighbours of v, without and with v itself
//! ```
//!
//! A. E. Sarıyüce, E. Saule, K. Kaya and Ü. V. Çatalyürek, "Shattering and compressing networks for betweenness centrality", SDM 2013 (identical vertices
//! of type I and II). From anywhere else all twins are equally far, so no path passes two of them: they are one vertex, by which a path passes in as many ways as it
//! has members. Between twins that are neighbours nobody stands; the paths between twins apart pass their neighbours, each of whose members takes
//! the same share. That is settled here.
//!
//! What has been merged can be merged again, as the same holds for vertices that stand for several. Rows are compared by a sum of scrambled
//! numbers first, O(n log n + m), and then by themselves.

use std::cmp::Ordering;

use super::folded::{Folded, Ledger, Vertex};

/// The graph with one vertex for each class of twins, none where there are none.
#[must_use]
pub fn merged(graph: &Folded, ledger: &mut Ledger) -> Option<Folded> {
    let sums: Vec<u64> =
        graph.numbers().map(|v| graph.neighbours(v).iter().fold(0_u64, |sum, &other| sum.wrapping_add(scrambled(other)))).collect();
    // The first of its class, for each vertex.
    let mut first: Vec<u32> = graph.numbers().collect();
    let mut classes: Vec<(bool, Vec<u32>)> = Vec::new();
    for together in [false, true] {
        let key = |v: u32| if together { sums[v as usize].wrapping_add(scrambled(v)) } else { sums[v as usize] };
        let compare = |&a: &u32, &b: &u32| key(a).cmp(&key(b)).then_with(|| rows(graph, a, b, together));
        let mut order: Vec<u32> = graph.numbers().collect();
        // Stable, so that those of one class stay in order.
        order.sort_by(compare);
        for class in order.chunk_by(|a, b| compare(a, b) == Ordering::Equal).filter(|class| class.len() > 1) {
            for &v in class {
                first[v as usize] = class[0];
            }
            classes.push((together, class.to_vec()));
        }
    }
    if classes.is_empty() {
        return None;
    }
    let mut vertices = graph.vertices.clone();
    for (together, class) in classes {
        vertices[class[0] as usize] = one(graph, &class, together, ledger);
    }
    // Only the first of each class stays, and so it is with neighbours.
    let stays: Vec<u32> = graph.numbers().filter(|&v| first[v as usize] == v).collect();
    let mut smaller = graph.picked(&stays);
    for (vertex, &v) in smaller.vertices.iter_mut().zip(&stays) {
        *vertex = vertices[v as usize];
    }
    Some(smaller)
}

/// The vertex that stands for a class.
fn one(graph: &Folded, class: &[u32], together: bool, ledger: &mut Ledger) -> Vertex {
    let all = || class.iter().map(|&v| graph.vertices[v as usize]);
    let ends: f64 = all().map(|vertex| vertex.ends).sum();
    if !together {
        let pairs = ends * ends - all().map(|vertex| vertex.ends * vertex.ends).sum::<f64>();
        let between = || graph.neighbours(class[0]).iter().map(|&v| graph.vertices[v as usize]);
        let choice: f64 = between().map(|vertex| vertex.members).sum();
        between().for_each(|vertex| ledger.add(vertex.account, pairs / choice));
    }
    Vertex {
        ends,
        members: all().map(|vertex| vertex.members).sum(),
        close: together && all().all(|vertex| vertex.close),
        account: ledger.open(all().map(|vertex| vertex.account)),
    }
}

/// The order of the neighbours of two vertices, each taken as its own neighbour or not.
fn rows(graph: &Folded, a: u32, b: u32, together: bool) -> Ordering {
    if together { with(graph, a).cmp(with(graph, b)) } else { graph.neighbours(a).cmp(graph.neighbours(b)) }
}

/// The neighbours of `v` and itself, N\[v\], in order.
fn with(graph: &Folded, v: u32) -> impl Iterator<Item = u32> {
    let row = graph.neighbours(v);
    let (before, behind) = row.split_at(row.partition_point(|&other| other < v));
    before.iter().copied().chain([v]).chain(behind.iter().copied())
}

/// The finaliser of splitmix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014): sums of its values hardly ever meet by chance.
fn scrambled(v: u32) -> u64 {
    let mut x = (u64::from(v) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
