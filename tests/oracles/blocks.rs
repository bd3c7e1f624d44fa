//! Blocks, bridges and cut points by taking things away and counting what is left, and by walking every cycle.

use std::collections::BTreeSet;

use accord::network::Packed;

type Edge = (u32, u32);

/// The edges of a graph, smaller end first.
pub fn edges(graph: &Packed) -> Vec<Edge> {
    graph.edge_list().map(|(a, b, _)| (a, b)).collect()
}

/// The components of what is left of the vertices of a graph, joined by these edges; largest first and then by their vertices.
pub fn components(graph: &Packed, edges: &[Edge], without: Option<u32>) -> Vec<Vec<u32>> {
    let mut label: Vec<u32> = graph.vertices().collect();
    // Labels go down along edges until none can.
    loop {
        let before = label.clone();
        for &(a, b) in edges.iter().filter(|&&(a, b)| Some(a) != without && Some(b) != without) {
            let least = label[a as usize].min(label[b as usize]);
            (label[a as usize], label[b as usize]) = (least, least);
        }
        if label == before {
            break;
        }
    }
    let of = |one: u32| graph.vertices().filter(|&v| Some(v) != without && label[v as usize] == one).collect::<Vec<u32>>();
    let mut components: Vec<Vec<u32>> = graph.vertices().map(of).filter(|component| !component.is_empty()).collect();
    components.sort_by_key(|component| (std::cmp::Reverse(component.len()), component.clone()));
    components
}

/// Each bridge with the vertices on the side of either end.
pub fn bridges(graph: &Packed) -> Vec<([u32; 2], [Vec<u32>; 2])> {
    let all = edges(graph);
    let before = components(graph, &all, None).len();
    let mut bridges = Vec::new();
    for &(a, b) in &all {
        let rest: Vec<Edge> = all.iter().copied().filter(|&edge| edge != (a, b)).collect();
        let left = components(graph, &rest, None);
        if left.len() > before {
            let side = |end: u32| left.iter().find(|part| part.contains(&end)).unwrap().clone();
            bridges.push(([a, b], [side(a), side(b)]));
        }
    }
    bridges
}

/// Each cut point with the parts into which its component falls, largest first.
pub fn cut_points(graph: &Packed) -> Vec<(u32, Vec<Vec<u32>>)> {
    let all = edges(graph);
    let before = components(graph, &all, None);
    let mut found = Vec::new();
    for v in graph.vertices() {
        let left = components(graph, &all, Some(v));
        // An isolated vertex takes its component with it; any other that cuts leaves one more than there were.
        if left.len() > before.len() {
            let home = before.iter().find(|component| component.contains(&v)).unwrap();
            found.push((v, left.into_iter().filter(|part| home.contains(&part[0])).collect()));
        }
    }
    found
}

/// The blocks: edges that share a cycle are in one, by walking every cycle.
pub fn blocks(graph: &Packed) -> BTreeSet<Vec<u32>> {
    let all = edges(graph);
    let mut label: Vec<usize> = (0..all.len()).collect();
    for start in graph.vertices() {
        cycles(graph, &mut vec![start], &mut |cycle| {
            let number = |a: u32, b: u32| all.iter().position(|&edge| edge == (a.min(b), a.max(b))).unwrap();
            let on: Vec<usize> = (0..cycle.len()).map(|i| label[number(cycle[i], cycle[(i + 1) % cycle.len()])]).collect();
            let least = *on.iter().min().unwrap();
            label.iter_mut().filter(|one| on.contains(one)).for_each(|one| *one = least);
        });
    }
    let block = |one: usize| {
        let ends = all.iter().zip(&label).filter(|&(_, &of)| of == one).flat_map(|(&(a, b), _)| [a, b]);
        ends.collect::<BTreeSet<u32>>().into_iter().collect::<Vec<u32>>()
    };
    label.iter().map(|&one| block(one)).collect()
}

/// Every cycle whose first vertex is its smallest.
fn cycles(graph: &Packed, path: &mut Vec<u32>, found: &mut impl FnMut(&[u32])) {
    for &next in graph.neighbours(path[path.len() - 1]) {
        if next == path[0] && path.len() > 2 {
            found(path);
        } else if next > path[0] && !path.contains(&next) {
            path.push(next);
            cycles(graph, path, found);
            path.pop();
        }
    }
}
