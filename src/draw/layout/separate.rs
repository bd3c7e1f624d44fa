//! How is each box moved, so that none lies on another and all stay near where they were?
//!
//! Boxes that overlap are pushed apart in the direction in which they overlap least, each by half, until none does. Where that does not come to an end because they
//! are too crowded, all are drawn apart by a few percent in between; within walls, where that is not possible, it is given up. A sweep from left to right finds the pairs: O(n·k) a round, k being those side by side.

use crate::draw::geometry::{Point, Size};

/// Rounds after which all boxes are drawn apart.
const PATIENCE: u32 = 30;

/// Rounds within walls before it is given up.
const HOPE: u32 = 400;

/// Moves boxes of these widths and heights, given by their middles, until there is a gap between any two.
///
/// ```
/// use accord::draw::{geometry::Point, layout::separate::separate};
/// let mut middles = vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)];
/// separate(&mut middles, &[(4.0, 9.0), (4.0, 9.0)], 2.0);
/// assert!(middles[1].x - middles[0].x >= 6.0);
/// ```
pub fn separate(middles: &mut [Point], sizes: &[(f64, f64)], gap: f64) {
    for round in 1.. {
        if !push(middles, sizes, gap) {
            return;
        }
        if round % PATIENCE == 0 {
            for p in middles.iter_mut() {
                *p = Point::new(p.x * 1.04, p.y * 1.04);
            }
        }
    }
}

/// As [`separate`], with no box leaving the page from (0, 0) to its size. `false` when that was not found to be possible.
#[must_use]
pub fn separate_within(middles: &mut [Point], sizes: &[(f64, f64)], gap: f64, page: Size) -> bool {
    let inside = |middle: f64, size: f64, page: f64| middle.min(page - size / 2.0).max(size / 2.0);
    for _ in 0..HOPE {
        let moved = push(middles, sizes, gap);
        let mut inwards = false;
        for (p, size) in middles.iter_mut().zip(sizes) {
            let within = Point::new(inside(p.x, size.0, page.w), inside(p.y, size.1, page.h));
            inwards |= within != *p;
            *p = within;
        }
        if !moved && !inwards {
            return sizes.iter().all(|size| size.0 <= page.w && size.1 <= page.h);
        }
    }
    false
}

/// One round: every pair that overlaps is pushed apart. `false` when there was none.
fn push(middles: &mut [Point], sizes: &[(f64, f64)], gap: f64) -> bool {
    let left = |middles: &[Point], i: usize| middles[i].x - sizes[i].0 / 2.0;
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|&a, &b| left(middles, a).total_cmp(&left(middles, b)).then(a.cmp(&b)));
    let mut moved = false;
    for (rank, &i) in order.iter().enumerate() {
        for &j in &order[rank + 1..] {
            if left(middles, j) >= left(middles, i) + sizes[i].0 + gap {
                break;
            }
            let (x, y) = (middles[j].x - middles[i].x, middles[j].y - middles[i].y);
            let over_x = f64::midpoint(sizes[i].0, sizes[j].0) + gap - x.abs();
            let over_y = f64::midpoint(sizes[i].1, sizes[j].1) + gap - y.abs();
            if over_x <= 0.0 || over_y <= 0.0 {
                continue;
            }
            moved = true;
            // A little more than half each, so that rounding does not leave them touching.
            let half = |over: f64, along: f64| (over / 2.0 + 0.01) * if along < 0.0 { -1.0 } else { 1.0 };
            if over_x < over_y {
                let half = half(over_x, x);
                (middles[i].x, middles[j].x) = (middles[i].x - half, middles[j].x + half);
            } else {
                let half = half(over_y, y);
                (middles[i].y, middles[j].y) = (middles[i].y - half, middles[j].y + half);
            }
        }
    }
    moved
}
