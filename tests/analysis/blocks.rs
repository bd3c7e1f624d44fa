//! `analysis::blocks` against closed forms, and against taking each vertex and each edge away.

use std::{collections::BTreeSet, fs::File, io::Read as _, path::Path};

use accord::{
    analysis::blocks::{Blocks, blocks},
    network::Packed,
};
use proptest::prelude::*;

use crate::oracles::blocks as oracle;

fn graph(n: usize, edges: impl IntoIterator<Item = (u32, u32)>) -> Packed {
    Packed::new(n, &edges.into_iter().map(|(a, b)| (a, b, 1.0)).collect::<Vec<_>>())
}

fn figures(found: &Blocks) -> (usize, usize, usize) {
    (found.blocks.len(), found.cut_points.len(), found.bridges.len())
}

#[test]
fn nothing_holds_nothing_together() {
    for n in [0, 1, 5] {
        let found = blocks(&graph(n, []));
        assert_eq!(figures(&found), (0, 0, 0));
        assert_eq!(found.components().len(), n, "an isolated vertex is a component, though in no block");
    }
    let found = blocks(&graph(1, [(0, 0)]));
    assert_eq!(figures(&found), (0, 0, 0), "a loop is no edge");
}

#[test]
fn families_have_the_blocks_that_their_shape_says() {
    // A path of n vertices: every edge a bridge, every inner vertex a cut point.
    let found = blocks(&graph(9, (0..8).map(|v| (v, v + 1))));
    assert_eq!(figures(&found), (8, 7, 8));
    let sizes: Vec<[usize; 2]> = found.bridges.iter().map(|bridge| found.sizes_of_sides(bridge)).collect();
    assert_eq!(sizes, (1..9).map(|left| [left, 9 - left]).collect::<Vec<_>>());
    // A cycle, a clique, a grid: one block, nothing to cut.
    assert_eq!(figures(&blocks(&graph(9, (0..9).map(|v| (v, (v + 1) % 9))))), (1, 0, 0));
    assert_eq!(figures(&blocks(&graph(6, (0..6).flat_map(|a| (0..a).map(move |b| (a, b)))))), (1, 0, 0));
    let grid = (0..12_u32).flat_map(|v| [(v % 4 < 3).then_some((v, v + 1)), (v < 8).then_some((v, v + 4))]).flatten();
    assert_eq!(figures(&blocks(&graph(12, grid))), (1, 0, 0));
    // A star: the middle cuts into the leaves.
    let found = blocks(&graph(6, (1..6).map(|leaf| (0, leaf))));
    assert_eq!(figures(&found), (5, 1, 5));
    assert_eq!(found.sizes_of_parts(&found.cut_points[0]), [1; 5]);
    // A binary tree of 15: every edge a bridge, every vertex but the 8 leaves a cut point.
    assert_eq!(figures(&blocks(&graph(15, (1..15).map(|v| (v, (v - 1) / 2))))), (14, 7, 14));
    // k triangles around one vertex.
    let mill = (0..4_u32).flat_map(|k| [(0, 2 * k + 1), (2 * k + 1, 2 * k + 2), (2 * k + 2, 0)]);
    let found = blocks(&graph(9, mill));
    assert_eq!(figures(&found), (4, 1, 0));
    assert_eq!(found.sizes_of_parts(&found.cut_points[0]), [2; 4]);
}

#[test]
fn parallel_edges_are_one_edge_and_components_stand_alone() {
    let found = blocks(&graph(6, [(0, 1), (1, 0), (1, 2), (3, 4), (4, 4)]));
    assert_eq!(
        found.bridges.iter().map(|bridge| (bridge.ends, found.sizes_of_sides(bridge))).collect::<Vec<_>>(),
        [([0, 1], [1, 2]), ([1, 2], [2, 1]), ([3, 4], [1, 1])]
    );
    assert_eq!(found.cut_points.len(), 1, "the ends of a pair cut nothing");
    assert_eq!(found.components(), [vec![0, 1, 2], vec![3, 4], vec![5]]);
}

#[test]
fn a_path_of_a_million_vertices_does_not_exhaust_the_stack() {
    let n = 1_000_000;
    let found = blocks(&graph(n, (0..999_999).map(|v| (v, v + 1))));
    assert_eq!(figures(&found), (n - 1, n - 2, n - 1));
    assert_eq!(found.sizes_of_sides(&found.bridges[n / 2 - 1]), [n / 2, n / 2]);
}

/// The figures of networkx and igraph, which agree; `tests/figures/blocks.py` made them.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn real_graphs_have_the_blocks_that_networkx_and_igraph_find() {
    let figures: serde_json::Value = serde_json::from_str(include_str!("../figures/blocks.json")).unwrap();
    for (name, expected) in figures["graphs"].as_object().unwrap() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/graphs/{name}.txt.gz"));
        let Ok(packed) = File::open(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            continue;
        };
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed).read_to_string(&mut text).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with(['#', '%']));
        let edges: Vec<(u32, u32)> = lines
            .map(|line| {
                let mut ends = line.split_whitespace().map(|end| end.parse().unwrap_or_default());
                (ends.next().unwrap(), ends.next().unwrap())
            })
            .collect();
        let n = edges.iter().map(|&(a, b)| a.max(b) + 1).max().unwrap_or_default();
        let found = blocks(&graph(n as usize, edges));
        let found = serde_json::json!({
            "blocks": found.blocks.len(),
            "largest": found.blocks.iter().take(3).map(<[u32]>::len).collect::<Vec<_>>(),
            "bridges": found.bridges.len(),
            "bridge_ends": found.bridges.iter().flat_map(|bridge| bridge.ends).map(u64::from).sum::<u64>(),
            "cut_points": found.cut_points.len(),
            "cut_point_sum": found.cut_points.iter().map(|cut| u64::from(cut.vertex)).sum::<u64>(),
        });
        assert_eq!(&found, expected, "{name}");
    }
}

/// Graphs from empty to dense, with loops and parallel edges.
fn any_graph(most: u32) -> impl Strategy<Value = Packed> {
    (0..most).prop_flat_map(|n| {
        let edges = prop::collection::vec((0..n.max(1), 0..n.max(1)), 0..2 * n as usize + 1);
        edges.prop_map(move |edges| graph(n as usize, edges))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn bridges_and_cut_points_are_what_leaves_more_parts_when_it_is_taken_away(graph in any_graph(16)) {
        let found = blocks(&graph);
        let bridges: Vec<_> = found.bridges.iter().map(|bridge| (bridge.ends, found.sides(bridge))).collect();
        prop_assert_eq!(bridges, oracle::bridges(&graph));
        prop_assert!(found.bridges.iter().all(|bridge| found.sizes_of_sides(bridge) == found.sides(bridge).map(|side| side.len())));
        let cuts: Vec<_> = found.cut_points.iter().map(|cut| (cut.vertex, found.parts(cut))).collect();
        prop_assert_eq!(cuts, oracle::cut_points(&graph));
        prop_assert!(found.cut_points.iter().all(|cut| found.sizes_of_parts(cut) == found.parts(cut).iter().map(Vec::len).collect::<Vec<_>>()));
        prop_assert_eq!(found.components(), oracle::components(&graph, &oracle::edges(&graph), None));
    }

    #[test]
    fn blocks_are_edges_that_share_a_cycle(graph in any_graph(9)) {
        let found = blocks(&graph);
        prop_assert_eq!(found.blocks.iter().map(<[u32]>::to_vec).collect::<BTreeSet<_>>(), oracle::blocks(&graph));
        prop_assert_eq!(found.blocks.len(), oracle::blocks(&graph).len());
        let order = |block: &[u32]| (std::cmp::Reverse(block.len()), block.to_vec());
        prop_assert!(found.blocks.iter().is_sorted_by_key(order));
    }

    #[test]
    fn relabelled_vertices_relabel_the_answer(graph in any_graph(20), seed in any::<u64>()) {
        let n = graph.len();
        let mut names: Vec<u32> = graph.vertices().collect();
        names.sort_by_key(|&v| (u64::from(v) + 1).wrapping_mul(seed | 1).rotate_left(17));
        let renamed = Packed::new(n, &graph.edge_list().map(|(a, b, w)| (names[a as usize], names[b as usize], w)).collect::<Vec<_>>());
        let (here, there) = (blocks(&graph), blocks(&renamed));
        let rename = |vertices: &[u32]| vertices.iter().map(|&v| names[v as usize]).collect::<BTreeSet<_>>();
        let set = |found: &Blocks| found.blocks.iter().map(|block| block.iter().copied().collect()).collect::<BTreeSet<BTreeSet<u32>>>();
        prop_assert_eq!(here.blocks.iter().map(rename).collect::<BTreeSet<_>>(), set(&there));
        let cuts: BTreeSet<_> = here.cut_points.iter().map(|cut| (names[cut.vertex as usize], here.sizes_of_parts(cut))).collect();
        prop_assert_eq!(cuts, there.cut_points.iter().map(|cut| (cut.vertex, there.sizes_of_parts(cut))).collect::<BTreeSet<_>>());
        prop_assert_eq!(here.bridges.len(), there.bridges.len());
    }
}
