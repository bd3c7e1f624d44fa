//! How is each box moved, so that none lies on another and all stay near where they were?
//!
//! Boxes that overlap are pushed apart in the direction in which they overlap least, each by half, until none does; where that does not come to an end because they
//! are too crowded, all are drawn apart by a few percent in between. A sweep from left to right finds the pairs: O(n·k) a round, k being those side by side.

use crate::draw::geometry::Point;

/// Rounds after which all boxes are drawn apart.
const PATIENCE: u32 = 30;

/// Moves boxes of these widths and heights, given by their middles, until there is a gap between any two.
///
/// ```
/// use accord::draw::{geometry::Point, layout::separate::separate};
/// let mut middles = vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)];
/// separate(&mut middles, &[(4.0, 9.0), (4.0, 9.0)], 2.0);
/// assert!(middles[1].x - middles[0].x >= 6.0);
/// ```
pub fn separate(middles: &mut [Point], sizes: &[(f64, f64)], gap: f64) {
    let left = |middles: &[Point], i: usize| middles[i].x - sizes[i].0 / 2.0;
    let mut order: Vec<usize> = (0..middles.len()).collect();
    for round in 1.. {
        order.sort_by(|&a, &b| left(middles, a).total_cmp(&left(middles, b)).then(a.cmp(&b)));
        let mut moved = false;
        for (rank, &i) in order.iter().enumerate() {
            for &j in &order[rank + 1..] {
                let (x, y) = (middles[j].x - middles[i].x, middles[j].y - middles[i].y);
                let (wide, high) = (f64::midpoint(sizes[i].0, sizes[j].0) + gap, f64::midpoint(sizes[i].1, sizes[j].1) + gap);
                if left(middles, j) >= left(middles, i) + sizes[i].0 + gap {
                    break;
                }
                let (over_x, over_y) = (wide - x.abs(), high - y.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // A little more than half each, so that rounding does not leave them touching.
                let push = |over: f64, along: f64| (over / 2.0 + 0.01) * if along < 0.0 { -1.0 } else { 1.0 };
                if over_x < over_y {
                    let push = push(over_x, x);
                    (middles[i].x, middles[j].x) = (middles[i].x - push, middles[j].x + push);
                } else {
                    let push = push(over_y, y);
                    (middles[i].y, middles[j].y) = (middles[i].y - push, middles[j].y + push);
                }
            }
        }
        if !moved {
            return;
        }
        if round % PATIENCE == 0 {
            for p in middles.iter_mut() {
                *p = Point::new(p.x * 1.04, p.y * 1.04);
            }
        }
    }
}
