//! The largest eigenvalue of a connected graph, and its eigenvector.
//!
//! The method of C. Lanczos (Journal of Research of the National Bureau of Standards 45, 1950): each vector of the basis is what the weights make of
//! the one before, less what lies along that one and the one before it:
//!
//! ```text
//! A·q(j) = β(j − 1)·q(j − 1) + α(j)·q(j) + β(j)·q(j + 1)
//! ```
//!
//! In that basis the graph is a small matrix with α on the diagonal and β beside it, of which λ and s are the leading eigenvalue and eigenvector;
//! then λ and Σ s(j)·q(j) are nearly those of the graph, and their residual is β(k)·s(k). Unlike the power method it does not swing on two-sided
//! networks, where −λ is an eigenvalue as well, and needs tens of products where that needs thousands. No more is taken away from a new vector:
//! rounding brings back only directions that are found already (C. C. Paige, Linear Algebra and its Applications 34, 1980), and here the first that
//! is found is the end. What is said of the residual holds whatever becomes of right angles; where eigenvalues lie close together, it falls to some
//! 10⁻¹³ of λ, and grows when the direction comes back.
//!
//! The first forty vectors are kept, which is all of them on most networks; those after them are made a second time for the sum.

use super::pulled;
use crate::network::{
    Packed,
    progress::{Counter, Progress, Stopped},
};

/// So many vectors of the basis are kept.
const KEPT: usize = 40;

/// So many arcs taken are one step of progress.
const STEP: usize = 20_000;

/// How far the answer may be from an eigenvector: the estimate residual / (λ₁ − λ₂) of the angle between them.
const ANGLE: f64 = 1e-11;

/// A share of λ below which no residual gets in doubles.
const LEAST: f64 = 1e-14;

/// A share of λ below which a residual that grows again tells that doubles have no more to give.
const TURN: f64 = 1e-11;

/// The leading eigenvector.
#[derive(Clone, Debug, PartialEq)]
pub struct Leading {
    /// The largest eigenvalue.
    pub value: f64,
    /// The eigenvector of length 1; nowhere negative.
    pub vector: Vec<f64>,
    /// How often all edges were looked at.
    pub products: usize,
}

/// The leading eigenvector of a connected graph; `None` when it does not settle within so many products, as on long paths.
///
/// It begins with `start`, which is above zero and best is Aʰ·1 for some h: of that, at least 1/√n lies along the eigenvector x, as the sum of x is 1
/// or more and A makes nothing longer than λ times. O(n + m) for each product, and those after the fortieth are done twice; memory for 44 vectors.
///
/// # Errors
///
/// When it is told to stop.
pub fn leading(graph: &Packed, start: Vec<f64>, most: usize, progress: Progress<'_>) -> Result<Option<Leading>, Stopped> {
    let steps = 2 * graph.edges() / STEP;
    let counter = Counter::new(progress, steps * most);
    let mut basis = vec![start];
    unit(&mut basis[0]);
    let mut small = Tridiagonal::default();
    let mut found = Found { value: 0.0, shares: Vec::new(), residual: f64::INFINITY };
    let mut check = 1;
    for products in 1..=most {
        counter.steps(steps)?;
        let (along, rest) = advance(graph, &mut basis, products - 1, small.beside.last().copied().unwrap_or(0.0));
        small.diagonal.push(along);
        if products == check || rest <= LEAST * along {
            check = products + 1 + products / 16;
            let before = found;
            let mut now = small.first(before.value);
            now.residual += rest * now.shares[products - 1];
            let Found { value, residual, .. } = now;
            let turned = residual >= before.residual && before.residual <= TURN * value;
            // The gap is below 2λ, so most of the time it need not be known.
            let near = residual <= ANGLE * 2.0 * value && residual <= ANGLE * (value - small.second(value));
            found = if turned { before } else { now };
            let least = turned || residual <= LEAST * value;
            if near || least {
                let mut vector = combine(graph, &mut basis, &small.beside, &found.shares);
                // The leading eigenvector is nowhere below zero, and every other one is somewhere; that can be the first to be found.
                if least || vector.iter().all(|&x| x > -10.0 * ANGLE) {
                    for x in &mut vector {
                        *x = x.abs();
                    }
                    unit(&mut vector);
                    let again = found.shares.len().saturating_sub(KEPT);
                    return Ok(Some(Leading { value: found.value, vector, products: products + again }));
                }
            }
        }
        small.beside.push(rest);
    }
    Ok(None)
}

/// What the small matrix tells of the graph.
struct Found {
    value: f64,
    /// How much of each vector of the basis there is in the eigenvector.
    shares: Vec<f64>,
    residual: f64,
}

/// Where a vector of the basis is: those that are not kept take turns in two places.
fn place(j: usize) -> usize {
    if j < KEPT { j } else { KEPT + (j - KEPT) % 2 }
}

/// Puts q(j + 1) in its place, with `beside` as β(j − 1); gives α(j) and β(j).
fn advance(graph: &Packed, basis: &mut Vec<Vec<f64>>, j: usize, beside: f64) -> (f64, f64) {
    let before = if j > 0 { place(j - 1) } else { 0 };
    // What is not kept is overwritten by the next but one.
    let mut next = if place(j + 1) < basis.len() { std::mem::take(&mut basis[before]) } else { basis[before].clone() };
    let here = &basis[place(j)];
    let mut along = 0.0;
    for ((v, next), x) in (0..).zip(&mut next).zip(here) {
        *next = pulled(graph, v, here) - beside * *next;
        along += *next * x;
    }
    for (next, x) in next.iter_mut().zip(here) {
        *next -= along * x;
    }
    let rest = unit(&mut next);
    if place(j + 1) < basis.len() {
        basis[place(j + 1)] = next;
    } else {
        basis.push(next);
    }
    (along, rest)
}

/// The sum of the vectors of the basis, each in its share.
fn combine(graph: &Packed, basis: &mut Vec<Vec<f64>>, beside: &[f64], shares: &[f64]) -> Vec<f64> {
    let last = basis.split_off(KEPT.min(basis.len()));
    let mut sum = vec![0.0; graph.len()];
    for (j, share) in shares.iter().enumerate() {
        if j >= KEPT {
            advance(graph, basis, j - 1, beside[j - 2]);
        }
        for (sum, x) in sum.iter_mut().zip(&basis[place(j)]) {
            *sum += share * x;
        }
    }
    basis.truncate(KEPT);
    basis.extend(last);
    sum
}

/// Divides a vector by its length, which it gives; one of length 0 stays as it is.
pub(super) fn unit(vector: &mut [f64]) -> f64 {
    // Lanes of their own, which a processor adds up side by side.
    let (lanes, others) = vector.as_chunks::<8>();
    let mut squares = [0.0; 8];
    for lane in lanes {
        for (sum, x) in squares.iter_mut().zip(lane) {
            *sum += x * x;
        }
    }
    let length = (squares.iter().sum::<f64>() + others.iter().map(|x| x * x).sum::<f64>()).sqrt();
    if length > 0.0 {
        let share = 1.0 / length;
        for x in vector {
            *x *= share;
        }
    }
    length
}

/// A symmetric matrix with nothing but a diagonal and what is beside it.
#[derive(Clone, Debug, Default)]
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Tridiagonal {
    /// The largest eigenvalue, which is `low` or more, and its eigenvector of length 1.
    ///
    /// Eliminated from the far end, λ·1 − T leaves above zero all pivots but the first when λ is above the eigenvalues of all rows but the first;
    /// there the first pivot rises with λ ever less steeply, from below zero to above it. So Newton's steps lead to its root, and never beyond it.
    /// With the first entry as 1, the eigenvector follows from the pivots, and the slope is the square of its length. What rounding leaves of the
    /// first pivot is the residual, which is little unless the first entry is next to nothing.
    fn first(&self, mut low: f64) -> Found {
        let size = self.diagonal.len();
        let beside = |i: usize| self.beside.get(i).copied().unwrap_or(0.0);
        // No eigenvalue is larger than a sum of a row (S. Gershgorin).
        let row = |i: usize| self.diagonal[i] + beside(i) + if i > 0 { beside(i - 1) } else { 0.0 };
        let mut high = (0..size).map(row).fold(low, f64::max) * (1.0 + 4.0 * f64::EPSILON);
        let mut value = low;
        let (mut shares, mut wrong) = (vec![1.0; size], f64::INFINITY);
        // Newton's steps double the digits; halves, where they have to take their place, are sixty at most.
        for _ in 0..100 {
            let mut trial = vec![1.0; size];
            let pivot = self.eliminate(value, &mut trial);
            if pivot > Some(0.0) {
                high = value;
            } else {
                low = value;
            }
            let mut next = f64::midpoint(low, high);
            if let Some(pivot) = pivot {
                let length = unit(&mut trial);
                (shares, wrong) = (trial, pivot.abs() / length);
                let step = pivot / (length * length);
                let small = step.abs() <= 4.0 * f64::EPSILON * value;
                if small && wrong <= TURN * value {
                    break;
                }
                // Next to an eigenvalue of all rows but the first, steps are small as well.
                if !small && (low..=high).contains(&(value - step)) {
                    next = value - step;
                }
            }
            value = next;
        }
        Found { value, shares, residual: wrong }
    }

    /// The first pivot of value·1 − T, eliminated from the far end, and the vector that solves all rows but the first; `None` when another pivot is
    /// not above zero.
    fn eliminate(&self, value: f64, shares: &mut [f64]) -> Option<f64> {
        let last = shares.len() - 1;
        let mut pivot = value - self.diagonal[last];
        for i in (0..last).rev() {
            if pivot <= 0.0 {
                return None;
            }
            shares[i + 1] = self.beside[i] / pivot;
            pivot = value - self.diagonal[i] - self.beside[i] * shares[i + 1];
        }
        let mut share = 1.0;
        for factor in &mut shares[1..] {
            share *= *factor;
            *factor = share;
        }
        Some(pivot)
    }

    /// The second largest eigenvalue, from above and to a tenth of how far it is from the first; minus the first when there is no other.
    fn second(&self, first: f64) -> f64 {
        let (mut low, mut high) = (-first, first);
        while high - low > 0.1 * (first - low) && high - low > f64::EPSILON * first {
            let middle = f64::midpoint(low, high);
            // As many eigenvalues are larger as pivots are below zero (J. J. Sylvester).
            let (mut larger, mut pivot) = (0, f64::INFINITY);
            for (i, entry) in self.diagonal.iter().enumerate() {
                let before = if i > 0 { self.beside[i - 1] * self.beside[i - 1] / pivot } else { 0.0 };
                pivot = middle - entry - before;
                if pivot == 0.0 {
                    pivot = f64::MIN_POSITIVE;
                }
                larger += usize::from(pivot < 0.0);
            }
            if larger > 1 {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_of_a_small_matrix_solves_its_equation_and_is_nowhere_below_zero(
            // Of entries that are near to each other, so that the first of the vector is not next to nothing.
            rows in prop::collection::vec((-0.2..0.2_f64, 1.0..1.4_f64), 1..30),
            low in 0.0..1.0_f64,
        ) {
            // Raised, so that the first eigenvalue is above `low`.
            let diagonal: Vec<f64> = rows.iter().map(|(entry, _)| entry + 4.0).collect();
            let beside: Vec<f64> = rows[1..].iter().map(|(_, entry)| *entry).collect();
            let small = Tridiagonal { diagonal, beside };
            let Found { value, shares, residual } = small.first(low);
            prop_assert!(residual < 1e-14 * value / shares[0]);
            let side = |i: usize| small.beside.get(i).copied().unwrap_or(0.0);
            for i in 0..shares.len() {
                let before = if i > 0 { side(i - 1) * shares[i - 1] } else { 0.0 };
                let after = if i + 1 < shares.len() { side(i) * shares[i + 1] } else { 0.0 };
                prop_assert!((before + small.diagonal[i] * shares[i] + after - value * shares[i]).abs() < residual + 1e-14 * value);
                prop_assert!(shares[i] >= 0.0);
            }
        }
    }

    #[test]
    fn another_eigenvector_that_is_found_first_is_not_the_answer() {
        // A star of 900 rays has 30, a clique of 32 far off has 31, and the start knows next to nothing of it.
        let rays = (1..=900).map(|ray| (0, ray, 1.0));
        let way = [(0, 901, 1.0), (901, 902, 1.0), (902, 903, 1.0)];
        let clique = (903..935).flat_map(|a| (903..a).map(move |b| (b, a, 1.0)));
        let graph = Packed::new(935, &rays.chain(way).chain(clique).collect::<Vec<_>>());
        let start = (0..935).map(|v| if v <= 900 { 1.0 } else { 1e-12 }).collect();
        let found = leading(&graph, start, 300, &|_, _| true).unwrap().unwrap();
        assert!((found.value - 31.0).abs() < 1e-2 && found.vector[904] > 0.1, "{} {}", found.value, found.vector[904]);
    }

    #[test]
    fn the_second_of_a_path_is_known_from_above_to_a_tenth_of_the_gap() {
        for n in [2_u32, 3, 10, 100] {
            let wave = |k: u32| 2.0 * (f64::from(k) * std::f64::consts::PI / f64::from(n + 1)).cos();
            let small = Tridiagonal { diagonal: vec![0.0; n as usize], beside: vec![1.0; n as usize - 1] };
            let first = small.first(0.0).value;
            assert!((first - wave(1)).abs() < 1e-14);
            let second = small.second(first);
            assert!(second >= wave(2) - 1e-14 && first - second >= 0.9 * (first - wave(2)), "{n}: {second}, {}", wave(2));
        }
    }
}
