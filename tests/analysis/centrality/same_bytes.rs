//! One thread or many, the same bits.

use accord::{
    analysis::centrality::betweenness,
    network::{Packed, progress::SILENT},
};

/// A graph of `n` vertices and three edges from each, by a fixed rule that scatters them.
fn scattered(n: u32) -> Packed {
    let far = |v: u32, step: u32| (v * v % 1_009 + step * 97 + v * 7) % n;
    let edges: Vec<_> = (0..n).flat_map(|v| (1..4).map(move |step| (v, far(v, step), f64::from(1 + (v + step) % 5)))).collect();
    Packed::new(n as usize, &edges)
}

#[test]
fn one_thread_and_three_give_the_same_bits() {
    let graph = scattered(300);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut bits: Vec<u64> = Vec::new();
            for weighted in [false, true] {
                let options = betweenness::Options { weighted, normalised: true, edges: true };
                let between = betweenness(&graph, &options, SILENT).unwrap();
                bits.extend(between.edges.iter().map(|x| x.to_bits()));
                bits.extend(super::all(&graph, weighted).into_iter().flat_map(|(_, values)| values).map(f64::to_bits));
            }
            bits
        })
    };
    let one = run(1);
    assert_eq!(one, run(3));
    assert_eq!(one, run(1));
}
