//! On families of graphs whose values follow by algebra.

use std::f64::consts::PI;

use accord::{
    analysis::{
        centrality::{self, betweenness, pagerank},
        core::core_numbers,
    },
    network::{Packed, progress::SILENT},
};

use super::{all, near, plain};

const RAW: betweenness::Options = betweenness::Options { weighted: false, normalised: false, edges: true };

fn path(n: usize) -> Packed {
    plain(n, (1..n).map(|v| (v - 1, v)))
}

fn cycle(n: usize) -> Packed {
    plain(n, (0..n).map(|v| (v, (v + 1) % n)))
}

fn star(rays: usize) -> Packed {
    plain(rays + 1, (1..=rays).map(|v| (0, v)))
}

fn clique(n: usize) -> Packed {
    plain(n, (0..n).flat_map(|a| (0..a).map(move |b| (a, b))))
}

fn grid(rows: usize, columns: usize) -> Packed {
    let at = move |r: usize, c: usize| r * columns + c;
    let right = (0..rows).flat_map(move |r| (1..columns).map(move |c| (at(r, c - 1), at(r, c))));
    let down = (1..rows).flat_map(move |r| (0..columns).map(move |c| (at(r - 1, c), at(r, c))));
    plain(rows * columns, right.chain(down))
}

fn values(graph: &Packed, measure: &str) -> Vec<f64> {
    all(graph, false).into_iter().find(|(name, _)| *name == measure).unwrap().1
}

#[test]
fn the_eigenvector_of_a_long_ladder_is_the_wave_of_its_sides_twice() {
    let n = 2000;
    let rungs = (0..n).map(|v| (v, v + n, 1.0));
    let sides = (0..n - 1).flat_map(|v| [(v, v + 1, 1.0), (v + n, v + n + 1, 1.0)]);
    let ladder = Packed::new(2 * n as usize, &rungs.chain(sides).collect::<Vec<_>>());
    let found = centrality::eigenvector(&ladder, false, SILENT).unwrap();
    let step = PI / (f64::from(n) + 1.0);
    assert!((found.eigenvalue - 1.0 - 2.0 * step.cos()).abs() < 1e-12);
    let wave: Vec<f64> = (1..=n).map(|v| (f64::from(v) * step).sin()).collect();
    let top = wave.iter().copied().fold(0.0, f64::max);
    let wave: Vec<f64> = wave.iter().map(|x| x / top).collect();
    near("eigenvector", &found.values, &[wave.clone(), wave].concat(), 1e-8);
}

#[test]
fn on_a_path_everybody_stands_between_those_before_and_those_behind() {
    for n in [3, 4, 9, 50] {
        let found = betweenness(&path(n), &RAW, SILENT).unwrap();
        let expected: Vec<f64> = (0..n).map(|v| (v * (n - 1 - v)) as f64).collect();
        assert_eq!(found.vertices, expected);
        let expected: Vec<f64> = (1..n).map(|v| (v * (n - v)) as f64).collect();
        assert_eq!(found.edges, expected);
    }
}

#[test]
fn the_eigenvector_of_a_path_is_a_wave_however_long_it_is() {
    for n in [2, 3, 10, 41, 300, 5001] {
        let found = centrality::eigenvector(&path(n), false, SILENT).unwrap();
        assert!((found.eigenvalue - 2.0 * (PI / (n as f64 + 1.0)).cos()).abs() < 1e-12, "{n}");
        let wave: Vec<f64> = (1..=n).map(|v| (v as f64 * PI / (n as f64 + 1.0)).sin()).collect();
        let top = wave.iter().copied().fold(0.0, f64::max);
        near("eigenvector", &found.values, &wave.iter().map(|x| x / top).collect::<Vec<_>>(), 1e-8);
    }
}

#[test]
fn on_a_star_all_ways_lead_through_the_middle() {
    for rays in [2, 5, 30] {
        let k = rays as f64;
        let expect = |middle: f64, ray: f64| [vec![middle], vec![ray; rays]].concat();
        let graph = star(rays);
        near("betweenness", &values(&graph, "betweenness"), &expect(1.0, 0.0), 1e-12);
        near("harmonic", &values(&graph, "harmonic"), &expect(1.0, (1.0 + (k - 1.0) / 2.0) / k), 1e-12);
        near("classic", &values(&graph, "classic"), &expect(1.0, k / (2.0 * k - 1.0)), 1e-12);
        near("eigenvector", &values(&graph, "eigenvector"), &expect(1.0, 1.0 / k.sqrt()), 1e-10);
        // The middle sends each ray 1/k of what it has, each ray all of its own.
        let middle = (0.15 / (k + 1.0)) * (1.0 + 0.85 * k) / (1.0 - 0.85 * 0.85);
        near("pagerank", &values(&graph, "pagerank"), &expect(middle, (1.0 - middle) / k), 1e-9);
        // x = 1 + αkr, r = 1 + αx with α = 0.85/√k.
        let alpha = 0.85 / k.sqrt();
        let middle = (1.0 + alpha * k) / (1.0 - alpha * alpha * k);
        near("katz", &values(&graph, "katz"), &expect(middle, 1.0 + alpha * middle), 1e-9);
        near("core", &values(&graph, "core"), &vec![1.0; rays + 1], 0.0);
    }
}

#[test]
fn on_cycles_and_cliques_all_are_alike() {
    for n in [3, 4, 7, 12] {
        let k = n as f64;
        let same = |value: f64| vec![value; n];
        let graph = cycle(n);
        // Pairs at each distance d that divide evenly over the ways round: (d − 1) inner vertices each; half of n counted once in even cycles.
        let inner: f64 = (1..n).map(|d| (d.min(n - d) - 1) as f64).sum::<f64>() / 2.0;
        near("betweenness", &betweenness(&graph, &RAW, SILENT).unwrap().vertices, &same(inner), 1e-12);
        near("harmonic", &values(&graph, "harmonic"), &same((1..n).map(|d| 1.0 / d.min(n - d) as f64).sum::<f64>() / (k - 1.0)), 1e-12);
        near("eigenvector", &values(&graph, "eigenvector"), &same(1.0), 1e-10);
        near("pagerank", &values(&graph, "pagerank"), &same(1.0 / k), 1e-10);
        near("katz", &values(&graph, "katz"), &same(1.0 / 0.15), 1e-9);
        near("core", &values(&graph, "core"), &same(2.0), 0.0);

        let graph = clique(n);
        near("betweenness", &values(&graph, "betweenness"), &same(0.0), 1e-12);
        near("edges", &betweenness(&graph, &RAW, SILENT).unwrap().edges, &vec![1.0; n * (n - 1) / 2], 1e-12);
        near("harmonic", &values(&graph, "harmonic"), &same(1.0), 1e-12);
        near("classic", &values(&graph, "classic"), &same(1.0), 1e-12);
        near("core", &values(&graph, "core"), &same(k - 1.0), 0.0);
        assert!((centrality::eigenvector(&graph, false, SILENT).unwrap().eigenvalue - (k - 1.0)).abs() < 1e-10);
    }
}

#[test]
fn in_a_grid_closeness_adds_up_rows_and_columns() {
    let (rows, columns) = (5, 8);
    let found = centrality::closeness(&grid(rows, columns), false, SILENT).unwrap();
    let walk = |at: usize, length: usize| (0..length).map(|to| at.abs_diff(to)).sum::<usize>();
    for r in 0..rows {
        for c in 0..columns {
            let sum = walk(r, rows) * columns + walk(c, columns) * rows;
            assert_eq!(found.farness[r * columns + c], sum as f64);
        }
    }
    // A grid is the product of two paths, so its eigenvalues are sums of theirs.
    let wave = |n: usize| 2.0 * (PI / (n as f64 + 1.0)).cos();
    let found = centrality::eigenvector(&grid(rows, columns), false, SILENT).unwrap();
    assert!((found.eigenvalue - wave(rows) - wave(columns)).abs() < 1e-12);
    assert!(core_numbers(&grid(rows, columns)).iter().all(|&core| core == 2));
}

#[test]
fn an_edge_of_a_tree_carries_the_vertices_on_one_side_times_those_on_the_other() {
    // Each vertex hangs on the one of half its number.
    let n = 31;
    let tree = plain(n, (2..=n).map(|v| (v / 2 - 1, v - 1)));
    let below = |v: usize| (1..=n).filter(|&u| (0..6).any(|up| u >> up == v)).count();
    let found = betweenness(&tree, &RAW, SILENT).unwrap().edges;
    for ((_, b, _), value) in tree.edge_list().zip(found) {
        let side = below(b as usize + 1);
        assert_eq!(value, (side * (n - side)) as f64);
    }
}

#[test]
fn what_is_empty_alone_or_in_pieces_has_values_too() {
    assert!(all(&Packed::default(), false).iter().all(|(_, values)| values.is_empty()));
    for (measure, values) in all(&plain(1, []), false) {
        let expected = if matches!(measure, "pagerank" | "katz") { 1.0 } else { 0.0 };
        assert_eq!(values, [expected], "{measure}");
    }
    // A pair, a triangle and one alone: the triangle leads, PageRank and Katz still tell the others apart.
    let pieces = plain(6, [(0, 1), (2, 3), (3, 4), (4, 2)]);
    assert_eq!(values(&pieces, "eigenvector")[..2], [0.0, 0.0]);
    near("eigenvector", &values(&pieces, "eigenvector"), &[0.0, 0.0, 1.0, 1.0, 1.0, 0.0], 1e-12);
    assert_eq!(centrality::eigenvector(&pieces, false, SILENT).unwrap().leading, 3);
    near("harmonic", &values(&pieces, "harmonic"), &[0.2, 0.2, 0.4, 0.4, 0.4, 0.0], 1e-12);
    near("classic", &values(&pieces, "classic"), &[0.2, 0.2, 0.4, 0.4, 0.4, 0.0], 1e-12);
    // Who is alone sends all to everybody: y = (0.15 + 0.85 y)/6, and in pieces that are regular all have the same.
    let alone = 0.15 / (6.0 - 0.85);
    near("pagerank", &values(&pieces, "pagerank"), &[[(1.0 - alone) / 5.0; 5].as_slice(), &[alone]].concat(), 1e-9);
    // Two triangles of one eigenvalue lead together.
    let twins = plain(6, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)]);
    near("eigenvector", &values(&twins, "eigenvector"), &[1.0; 6], 1e-12);
    assert_eq!(centrality::eigenvector(&twins, false, SILENT).unwrap().leading, 6);
}

#[test]
fn ways_of_one_length_are_equals_however_they_add_up() {
    // Ten hops of length 1/10, and one of length 1: ten tenths in doubles are not quite 1.
    let mut edges: Vec<(u32, u32, f64)> = (0..10).map(|v| (v, v + 1, 10.0)).collect();
    edges.push((0, 10, 1.0));
    let graph = Packed::new(11, &edges);
    let options = betweenness::Options { weighted: true, normalised: false, edges: true };
    let found = betweenness(&graph, &options, SILENT).unwrap();
    let direct = graph.edge_list().position(|(a, b, _)| (a, b) == (0, 10)).unwrap();
    // Only the two ends are as far apart by the hops as by the direct edge, along which half of that pair runs; all others are nearer by the hops.
    assert!((found.edges[direct] - 0.5).abs() < 1e-12, "{}", found.edges[direct]);
}

#[test]
fn twenty_six_sweeps_of_graphalytics_are_those() {
    // The rules of the benchmark: a fixed number of sweeps, who has no tie sends to all. Folder and numbers are those of its own validation.
    let Some(folder) = super::figures::shared("graphalytics/pr") else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let input = read("undir-input");
    let lines = || input.lines().map(|line| line.split_whitespace().map(|id| id.parse::<usize>().unwrap()).collect::<Vec<_>>());
    let output: Vec<(usize, f64)> = read("undir-output")
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(id, value)| (id.trim().parse().unwrap(), value.trim().parse().unwrap()))
        .collect();
    // Ids run from 1; only those of the output are vertices.
    let number = |id: usize| output.iter().position(|&(other, _)| other == id).unwrap();
    let edges: Vec<(usize, usize)> =
        lines().flat_map(|ids| ids[1..].iter().map(|&to| (number(ids[0]), number(to))).collect::<Vec<_>>()).collect();
    let graph = plain(output.len(), edges);
    let options = pagerank::Options { stop: pagerank::Stop::Sweeps(26), ..pagerank::Options::default() };
    let found = pagerank(&graph, &options, SILENT).unwrap();
    near("pagerank", &found.values, &output.iter().map(|&(_, value)| value).collect::<Vec<_>>(), 1e-4);
}

#[test]
fn pagerank_needs_a_third_of_the_sweeps_of_the_formula_alone() {
    // The formula alone shrinks the error by 0.85 a sweep: from 1 to 10⁻¹⁰ in 142. A walker on a path and a grid takes turns between two sides, which is as
    // slow as it gets; over-relaxation then shrinks it by little more than 0.31.
    for graph in [path(200), grid(20, 30), clique(30), star(40), cycle(101)] {
        let found = pagerank(&graph, &pagerank::Options::default(), SILENT).unwrap();
        assert!(found.error <= 1e-10 && found.sweeps <= 47, "{} sweeps, error {}", found.sweeps, found.error);
        let near_one = pagerank::Options { damping: 0.999, ..pagerank::Options::default() };
        let found = pagerank(&graph, &near_one, SILENT).unwrap();
        assert!(found.error <= 1e-10 && found.sweeps <= 600, "{} sweeps, error {}", found.sweeps, found.error);
    }
}
