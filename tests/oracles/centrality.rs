//! Centrality by its definitions: all simple paths, dense matrices, and taking vertices away.

use accord::network::Packed;

/// The shortest paths from one vertex to another, as vertices, with their length; all simple paths are looked at. The length of an edge is
/// whole, and its weight is one by that.
pub fn shortest_paths(graph: &Packed, from: u32, to: u32) -> (u64, Vec<Vec<u32>>) {
    fn walk(graph: &Packed, to: u32, length: u64, path: &mut Vec<u32>, best: &mut (u64, Vec<Vec<u32>>)) {
        let last = path[path.len() - 1];
        if last == to {
            if length < best.0 {
                *best = (length, Vec::new());
            }
            if length == best.0 {
                best.1.push(path.clone());
            }
            return;
        }
        for (next, weight) in graph.weighted(last) {
            if !path.contains(&next) {
                path.push(next);
                walk(graph, to, length + (1.0 / weight).round() as u64, path, best);
                path.pop();
            }
        }
    }
    let mut best = (u64::MAX, Vec::new());
    walk(graph, to, 0, &mut vec![from], &mut best);
    best
}

/// For each vertex and for each edge of the list, the number of pairs whose shortest paths run through, each in its share.
pub fn betweenness(graph: &Packed) -> (Vec<f64>, Vec<f64>) {
    let edges: Vec<(u32, u32, f64)> = graph.edge_list().collect();
    let (mut vertices, mut along) = (vec![0.0; graph.len()], vec![0.0; edges.len()]);
    for s in graph.vertices() {
        for t in s + 1..graph.len() as u32 {
            let (_, paths) = shortest_paths(graph, s, t);
            for path in &paths {
                let share = 1.0 / paths.len() as f64;
                path[1..path.len() - 1].iter().for_each(|&v| vertices[v as usize] += share);
                for hop in path.windows(2) {
                    let at = edges.iter().position(|&(a, b, _)| (a, b) == (hop[0].min(hop[1]), hop[0].max(hop[1]))).unwrap();
                    along[at] += share;
                }
            }
        }
    }
    (vertices, along)
}

/// Weight of the edge between any two vertices; 0 for none.
pub type Matrix = Vec<Vec<f64>>;

/// The weights of a graph as a matrix.
pub fn matrix(graph: &Packed) -> Matrix {
    let mut matrix = vec![vec![0.0; graph.len()]; graph.len()];
    for (a, b, weight) in graph.edge_list() {
        matrix[a as usize][b as usize] = weight;
        matrix[b as usize][a as usize] = weight;
    }
    matrix
}

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let n = a.len();
    (0..n).map(|i| (0..n).map(|j| (0..n).map(|k| a[i][k] * b[k][j]).sum()).collect()).collect()
}

/// What a vector of ones becomes when it is multiplied with a matrix 2²⁶ times; the largest entry is 1.
pub fn power(mut matrix: Matrix) -> Vec<f64> {
    for _ in 0..26 {
        matrix = times(&matrix, &matrix);
        let largest = matrix.iter().flatten().copied().fold(0.0, f64::max);
        if largest > 0.0 {
            matrix.iter_mut().flatten().for_each(|x| *x /= largest);
        }
    }
    let sums: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let largest = sums.iter().copied().fold(0.0, f64::max);
    sums.into_iter().map(|x| if largest > 0.0 { x / largest } else { 0.0 }).collect()
}

/// The solution of a system of equations, by elimination.
pub fn solve(mut a: Matrix, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&i, &j| a[i][column].abs().total_cmp(&a[j][column].abs())).unwrap();
        a.swap(column, pivot);
        b.swap(column, pivot);
        for row in 0..n {
            if row != column {
                let factor = a[row][column] / a[column][column];
                for k in 0..n {
                    a[row][k] -= factor * a[column][k];
                }
                b[row] -= factor * b[column];
            }
        }
    }
    (0..n).map(|i| b[i] / a[i][i]).collect()
}
