//! How long does one kernel need on one graph? What a comparison with other libraries runs: `cargo bench --bench compare -- GRAPH ALGO THREADS`.
//!
//! GRAPH is a list of edges `u v [weight]` of which the ids are numbers, gz too; ALGO one of [`ALGORITHMS`]; THREADS how many threads. The last
//! line printed is one of JSON:
//!
//! ```text
//! {"algo_s": [0.02, 0.02, 0.02], "peak_mb": 40.0, "summary": {"check": 12345.0}}
//! ```
//!
//! `algo_s` is seconds of the kernel alone, or of `load` from the file to the packed network, three times when the first run is short;
//! `peak_mb` the most memory that the process held; `check`, which `load` has not, a number by which answers of different libraries can be compared:
//!
//! | algorithm | check |
//! |---|---|
//! | degree, kcore, closeness, harmonic | sum of the values; classic closeness with the factor r/(n − 1), harmonic not divided by n − 1 |
//! | betweenness, pagerank | sum of squares; each pair once; damping 0.85 |
//! | eigenvector, katz | sum of the values when their squares sum to 1; α = 0.9/(1 + largest degree) |
//! | components, biconnected, articulation, bridges | how many |
//! | bfs, dijkstra | sum of distances from the vertex of largest degree; weights are lengths |
//! | yen, yen100 | sum of the lengths of the 10 or 100 shortest simple paths from there to the farthest vertex by hops |
//! | clustering | mean local coefficient of all vertices |
//! | labelprop, leiden | modularity |
//!
//! `betweenness-arrays` is betweenness without the vectors of AVX2 and AVX-512. Weights mean nothing to those where they are not named.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::{cmp::Reverse, fs, time::Instant};

use accord::{
    analysis::{
        blocks::blocks,
        centrality::{
            betweenness, closeness, degree, eigenvector, katz,
            katz::Alpha,
            kernel::{
                betweenness::{self as folded, Reductions, Width},
                shortest::Search,
            },
            pagerank,
        },
        clusters::{Partition, components::components, label, leiden, modularity::modularity},
        core::core_numbers,
        paths::{Rules, paths},
        structure::triangles::triangles,
    },
    network::{EdgeList, Packed, progress::SILENT},
};

/// What can be measured.
const ALGORITHMS: &str = "load degree components biconnected articulation bridges kcore bfs dijkstra pagerank eigenvector katz \
                          clustering labelprop leiden closeness harmonic betweenness betweenness-arrays yen yen100";

/// What takes less than so many seconds is measured three times.
const SHORT: f64 = 8.0;

fn main() {
    // Cargo adds `--bench` to whatever is given, and calls every benchmark with a filter that was meant for another.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [graph, algorithm, threads] = arguments.as_slice() else {
        println!("usage: cargo bench --bench compare -- GRAPH ALGO THREADS, where ALGO is one of\n{ALGORITHMS}");
        return;
    };
    rayon::ThreadPoolBuilder::new().num_threads(threads.parse().unwrap()).build_global().unwrap();
    let load = || EdgeList::read(fs::File::open(graph).unwrap()).unwrap();
    if algorithm == "load" {
        let (seconds, ()) = timed(load, |_| ());
        println!("{}", serde_json::json!({ "algo_s": seconds, "peak_mb": peak() }));
        return;
    }
    let mut list = load();
    if !["dijkstra", "yen", "yen100"].contains(&algorithm.as_str()) && list.packed.is_weighted() {
        list.packed = list.packed.unweighted();
    }
    let Some((seconds, check)) = measure(algorithm, &list) else {
        println!("`{algorithm}` is none of\n{ALGORITHMS}");
        return;
    };
    let report = serde_json::json!({ "algo_s": seconds, "peak_mb": peak(), "summary": { "check": check } });
    println!("{report}");
}

/// The seconds that an algorithm takes, and its check; `None` for one that is not known.
fn measure(algorithm: &str, list: &EdgeList) -> Option<(Vec<f64>, f64)> {
    let graph = &list.packed;
    let quality = |partition: &Partition| modularity(graph, partition, 1.0).unwrap();
    Some(match algorithm {
        "degree" => timed(|| degree(graph), |of| of.iter().sum::<usize>() as f64),
        "components" => timed(|| components(graph), |found| found.len() as f64),
        "biconnected" => timed(|| blocks(graph), |found| found.blocks.len() as f64),
        "articulation" => timed(|| blocks(graph), |found| found.cut_points.len() as f64),
        "bridges" => timed(|| blocks(graph), |found| found.bridges.len() as f64),
        "kcore" => timed(|| core_numbers(graph), |of| of.iter().copied().map(f64::from).sum()),
        "bfs" => from_busiest(graph, list),
        "dijkstra" => from_busiest(&lengths(graph), list),
        "pagerank" => timed(|| pagerank(graph, &pagerank::Options::default(), SILENT).unwrap().values, |x| squares(x)),
        "eigenvector" => timed(|| eigenvector(graph, false, SILENT).unwrap().values, |x| scaled(x)),
        "katz" => {
            let most = graph.vertices().map(|v| graph.degree(v)).max().unwrap_or(0);
            let alpha = Alpha::Number(0.9 / (1 + most) as f64);
            timed(|| katz(graph, false, alpha, SILENT).unwrap().values, |x| scaled(x))
        }
        "clustering" => timed(|| triangles(graph), |found| found.average_all.unwrap_or(0.0)),
        "labelprop" => timed(|| label::settle(graph).unwrap().0, quality),
        "leiden" => {
            let once = leiden::Options { restarts: 1, iterations: 2, ..leiden::Options::default() };
            timed(|| leiden::leiden(graph, &once, SILENT).unwrap().partition, quality)
        }
        "closeness" => timed(|| closeness(graph, false, SILENT).unwrap(), |found| found.classic.iter().sum()),
        "harmonic" => timed(|| closeness(graph, false, SILENT).unwrap(), |found| found.inverse.iter().sum()),
        "betweenness" => timed(|| betweenness(graph, &betweenness::Options::default(), SILENT).unwrap().vertices, |x| squares(x)),
        // Of ordered pairs, so twice as much.
        "betweenness-arrays" => {
            timed(|| folded::passing_with(Width::Arrays, graph, Reductions::ALL, SILENT).unwrap().vertices, |x| squares(x) / 4.0)
        }
        "yen" => shortest_paths(list, 10),
        "yen100" => shortest_paths(list, 100),
        _ => return None,
    })
}

/// The seconds that each run takes, and what `check` makes of the answer.
fn timed<T, C>(run: impl Fn() -> T, check: impl Fn(&T) -> C) -> (Vec<f64>, C) {
    let mut seconds = Vec::new();
    loop {
        let begin = Instant::now();
        let answer = run();
        seconds.push(begin.elapsed().as_secs_f64());
        if seconds[0] > SHORT || seconds.len() == 3 {
            return (seconds, check(&answer));
        }
    }
}

/// One search from the vertex of largest degree.
fn from_busiest(graph: &Packed, list: &EdgeList) -> (Vec<f64>, f64) {
    let start = busiest(graph, list);
    let search = || {
        let mut search = Search::new(graph.len());
        search.run(graph, start);
        search
    };
    timed(search, |search| search.distance.iter().filter(|distance| distance.is_finite()).sum())
}

/// The vertex of largest degree, of several that of the smallest id.
fn busiest(graph: &Packed, list: &EdgeList) -> u32 {
    graph.vertices().max_by_key(|&v| (graph.degree(v), Reverse(id(list, v)))).unwrap()
}

fn id(list: &EdgeList, v: u32) -> u64 {
    list.labels.get(v).parse().unwrap()
}

/// The shortest simple paths, as many as asked for.
fn shortest_paths(list: &EdgeList, k: usize) -> (Vec<f64>, f64) {
    let graph = &list.packed;
    // A search by hops that takes neighbours in the order of their ids, whatever their numbers.
    let from = busiest(graph, list);
    let mut order = vec![from];
    let mut levels = vec![u32::MAX; graph.len()];
    levels[from as usize] = 0;
    let mut next = 0;
    while next < order.len() {
        let v = order[next];
        let mut near: Vec<u32> = graph.neighbours(v).iter().copied().filter(|&u| levels[u as usize] == u32::MAX).collect();
        near.sort_by_key(|&u| id(list, u));
        for &u in &near {
            levels[u as usize] = levels[v as usize] + 1;
        }
        order.extend(near);
        next += 1;
    }
    // Of those of the last level, the first.
    let last = levels[order[order.len() - 1] as usize];
    let to = *order.iter().find(|&&v| levels[v as usize] == last).unwrap();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the weights of the comparison are whole numbers up to 100"
    )]
    let lengths = graph.vertices().flat_map(|v| graph.weighted(v).map(|(_, weight)| weight as u64)).collect();
    let rules = Rules { lengths, ..Rules::default() };
    timed(|| paths(graph, from, to, k, &rules, SILENT).unwrap(), |found| found.iter().map(|path| path.cost as f64).sum())
}

/// The graph with weights of which the lengths 1/weight are the weights given.
fn lengths(graph: &Packed) -> Packed {
    let edges: Vec<(u32, u32, f64)> = graph.edge_list().map(|(a, b, weight)| (a, b, 1.0 / weight)).collect();
    Packed::new(graph.len(), &edges)
}

fn squares(values: &[f64]) -> f64 {
    values.iter().map(|x| x * x).sum()
}

/// The sum of the values when their squares sum to 1.
fn scaled(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / squares(values).sqrt()
}

/// The most memory that the process has held, in MB of 2²⁰ bytes, where Linux tells.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}
