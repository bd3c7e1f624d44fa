//! All simple paths, one by one.

use accord::network::Packed;

/// Every simple path between two vertices whose inner vertices are passable, by hops and then vertex by vertex.
pub fn all(graph: &Packed, from: u32, to: u32, passable: &[bool]) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    let mut path = vec![from];
    walk(graph, to, passable, &mut path, &mut found);
    found.sort_by(|a: &Vec<u32>, b| (a.len(), a).cmp(&(b.len(), b)));
    found
}

fn walk(graph: &Packed, to: u32, passable: &[bool], path: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
    let last = path[path.len() - 1];
    if last == to {
        found.push(path.clone());
        return;
    }
    for &next in graph.neighbours(last) {
        if !path.contains(&next) && (next == to || passable[next as usize]) {
            path.push(next);
            walk(graph, to, passable, path, found);
            path.pop();
        }
    }
}
