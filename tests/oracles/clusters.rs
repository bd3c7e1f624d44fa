//! Clusters by definition: union of edges, peeling, sums over pairs, all partitions.

use accord::network::Packed;

/// The components by union and find: for each vertex the smallest that it can reach.
pub fn components(graph: &Packed) -> Vec<u32> {
    let find = |parent: &[u32], mut v: u32| {
        while parent[v as usize] != v {
            v = parent[v as usize];
        }
        v
    };
    let mut parent: Vec<u32> = graph.vertices().collect();
    for (a, b, _) in graph.edge_list() {
        let (a, b) = (find(&parent, a), find(&parent, b));
        parent[a.max(b) as usize] = a.min(b);
    }
    graph.vertices().map(|v| find(&parent, v)).collect()
}

/// Core numbers by peeling: for each k, all that have fewer than k neighbours left go, until nobody goes.
pub fn cores(graph: &Packed) -> Vec<u32> {
    let mut core = vec![0; graph.len()];
    for k in 1..=graph.len() as u32 {
        let mut there = vec![true; graph.len()];
        while let Some(gone) = graph.vertices().find(|&v| {
            let left = graph.neighbours(v).iter().filter(|&&u| there[u as usize]).count();
            there[v as usize] && left < k as usize
        }) {
            there[gone as usize] = false;
        }
        graph.vertices().filter(|&v| there[v as usize]).for_each(|v| core[v as usize] = k);
    }
    core
}

/// The weight of the edge between two vertices.
fn weight(graph: &Packed, a: u32, b: u32) -> f64 {
    graph.weighted(a).find(|&(to, _)| to == b).map_or(0.0, |(_, weight)| weight)
}

/// Modularity pair by pair: Σ over ordered pairs of the same label of (A − γ k k / 2m) / 2m.
pub fn modularity(graph: &Packed, labels: &[u32], resolution: f64) -> f64 {
    let strength = |v: u32| graph.vertices().map(|u| weight(graph, v, u)).sum::<f64>();
    let twice: f64 = graph.vertices().map(strength).sum();
    let mut sum = 0.0;
    for a in graph.vertices() {
        for b in graph.vertices().filter(|&b| labels[a as usize] == labels[b as usize]) {
            sum += weight(graph, a, b) - resolution * strength(a) * strength(b) / twice;
        }
    }
    sum / twice
}

/// The quality of the constant Potts model pair by pair: Σ over pairs of the same label of A − γ.
pub fn potts(graph: &Packed, labels: &[u32], resolution: f64) -> f64 {
    let mut sum = 0.0;
    for a in graph.vertices() {
        for b in graph.vertices().filter(|&b| a < b && labels[a as usize] == labels[b as usize]) {
            sum += weight(graph, a, b) - resolution;
        }
    }
    sum
}

/// Every partition of `n` vertices, as labels.
pub fn partitions(n: usize) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n {
        let longer = |labels: Vec<u32>| {
            let labels_used = labels.iter().max().map_or(0, |most| most + 1);
            (0..=labels_used).map(move |label| [labels.clone(), vec![label]].concat())
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all
}

/// Are the vertices of each label connected among themselves?
pub fn each_connected(graph: &Packed, labels: &[u32]) -> bool {
    let inner: Vec<(u32, u32, f64)> = graph.edge_list().filter(|(a, b, _)| labels[*a as usize] == labels[*b as usize]).collect();
    let parts = components(&Packed::new(graph.len(), &inner));
    graph.vertices().all(|a| graph.vertices().all(|b| labels[a as usize] != labels[b as usize] || parts[a as usize] == parts[b as usize]))
}
