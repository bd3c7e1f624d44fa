//! The largest eigenvalue of a connected part of a graph, and its eigenvector.
//!
//! The Lanczos method with thick restarts (K. Wu, H. Simon, SIAM Journal on Matrix Analysis and Applications 22, 2000): a basis of
//! forty vectors is built by multiplying with the weights and taking away what is in the basis already, twice over; the problem within the
//! basis is solved by Jacobi's rotations; the twelve best vectors begin the next basis. Unlike the power method it does not
//! swing on two-sided networks, where −λ is an eigenvalue as well, and needs tens of products where that needs thousands.

use crate::network::{
    Packed,
    progress::{Counter, Progress, Stopped},
};

const BASIS: usize = 40;
const KEPT: usize = 12;

/// So many arcs taken are one step of progress.
const STEP: usize = 20_000;

/// How far the answer may be from an eigenvector: the estimate residual / (λ₁ − λ₂) of the angle between them.
const ANGLE: f64 = 1e-11;

/// The leading eigenvector.
#[derive(Clone, Debug, PartialEq)]
pub struct Leading {
    /// The largest eigenvalue.
    pub value: f64,
    /// The eigenvector of length 1 by the position of vertices in the part; nowhere negative.
    pub vector: Vec<f64>,
}

/// The leading eigenvector of a component, given by its vertices in order; `None` when it does not settle within so many bases, as on long paths.
///
/// With `position[v]` as the place of vertex v in `part`. The graph has weights above zero, or none. O(m) for each product, of which there are
/// at most forty for a basis; memory for forty vectors.
///
/// # Errors
///
/// When it is told to stop.
pub fn leading(graph: &Packed, part: &[u32], position: &[u32], bases: usize, progress: Progress<'_>) -> Result<Option<Leading>, Stopped> {
    let n = part.len();
    let steps = part.iter().map(|&v| graph.degree(v)).sum::<usize>() / STEP;
    let counter = Counter::new(progress, steps * bases * (BASIS - KEPT));
    let mut basis = vec![vec![1.0 / (n as f64).sqrt(); n]];
    let mut kept = 0;
    // In the basis, the graph is this matrix; what is kept is diagonal.
    let mut matrix = vec![vec![0.0; BASIS]; BASIS];
    for _ in 0..bases {
        let mut rest = 0.0;
        for j in kept..BASIS.min(n) {
            let mut next = product(graph, part, position, &basis[j]);
            counter.steps(steps)?;
            let mut along = vec![0.0; j + 1];
            // Once takes away what is in the basis, twice also what rounding left of it.
            for _ in 0..2 {
                for (i, vector) in basis.iter().enumerate() {
                    let share = dot(vector, &next);
                    along[i] += share;
                    next.iter_mut().zip(vector).for_each(|(x, v)| *x -= share * v);
                }
            }
            for (i, share) in along.into_iter().enumerate() {
                (matrix[i][j], matrix[j][i]) = (share, share);
            }
            rest = dot(&next, &next).sqrt();
            let largest = (0..=j).map(|i| matrix[i][j].abs()).fold(0.0, f64::max);
            if rest <= 1e-14 * largest {
                // The basis holds all that can be reached from its beginning, and so the whole answer.
                rest = 0.0;
                break;
            }
            scale(&mut next, rest);
            basis.push(next);
        }
        // With a vector left over, it is the beginning of what was not looked at.
        let size = if rest == 0.0 { basis.len() } else { basis.len() - 1 };
        let (values, vectors) = jacobi(&matrix, size);
        let error = rest * vectors[0][size - 1].abs();
        let gap = values.get(1).map_or(f64::INFINITY, |second| values[0] - second);
        if size >= n || rest == 0.0 || error <= ANGLE * gap || error <= 1e-14 * values[0] {
            let mut vector: Vec<f64> = combine(&basis, &vectors[0]).into_iter().map(f64::abs).collect();
            let length = dot(&vector, &vector).sqrt();
            scale(&mut vector, length);
            return Ok(Some(Leading { value: values[0], vector }));
        }
        kept = KEPT.min(size - 1);
        let mut begin: Vec<Vec<f64>> = vectors[..kept].iter().map(|vector| combine(&basis, vector)).collect();
        begin.extend(basis.pop());
        basis = begin;
        for row in &mut matrix {
            row.fill(0.0);
        }
        for (i, value) in values[..kept].iter().enumerate() {
            matrix[i][i] = *value;
        }
    }
    Ok(None)
}

/// What the weights make of a vector.
fn product(graph: &Packed, part: &[u32], position: &[u32], vector: &[f64]) -> Vec<f64> {
    let row = |&v: &u32| graph.weighted(v).map(|(u, weight)| weight * vector[position[u as usize] as usize]).sum();
    part.iter().map(row).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Divides a vector.
fn scale(vector: &mut [f64], by: f64) {
    for x in vector {
        *x /= by;
    }
}

fn combine(basis: &[Vec<f64>], shares: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; basis[0].len()];
    for (vector, share) in basis.iter().zip(shares) {
        sum.iter_mut().zip(vector).for_each(|(x, v)| *x += share * v);
    }
    sum
}

/// Eigenvalues, largest first, and eigenvectors of the first `size` rows and columns of a symmetric matrix, by Jacobi's rotations.
fn jacobi(matrix: &[Vec<f64>], size: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut rest: Vec<Vec<f64>> = matrix[..size].iter().map(|row| row[..size].to_vec()).collect();
    let mut vectors: Vec<Vec<f64>> = (0..size).map(|i| (0..size).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let norm: f64 = rest.iter().flatten().map(|x| x * x).sum();
    // Rotations converge quadratically; a dozen rounds are more than any matrix of this size needs.
    for _ in 0..60 {
        let off: f64 = (0..size).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| rest[i][j] * rest[i][j]).sum();
        if off <= 1e-34 * norm {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                if rest[p][q] != 0.0 {
                    rotate(&mut rest, &mut vectors, p, q);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| rest[j][j].total_cmp(&rest[i][i]));
    (order.iter().map(|&i| rest[i][i]).collect(), order.iter().map(|&i| vectors[i].clone()).collect())
}

/// The rotation of rows and columns `p` and `q` after which the matrix has nothing where they meet; vectors are rows.
fn rotate(rest: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    let theta = (rest[q][q] - rest[p][p]) / (2.0 * rest[p][q]);
    let tan = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cos = 1.0 / tan.hypot(1.0);
    let sin = tan * cos;
    let turned = |x: f64, y: f64| (cos * x - sin * y, sin * x + cos * y);
    for row in rest.iter_mut() {
        (row[p], row[q]) = turned(row[p], row[q]);
    }
    for rows in [&mut *rest, vectors] {
        let (before, after) = rows.split_at_mut(q);
        for (x, y) in before[p].iter_mut().zip(&mut after[0]) {
            (*x, *y) = turned(*x, *y);
        }
    }
    // By algebra; what rounding left there would keep the rounds from ending.
    (rest[p][q], rest[q][p]) = (0.0, 0.0);
}
