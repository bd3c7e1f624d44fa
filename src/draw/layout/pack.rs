//! How do rectangles lie side by side, within a width, as low as may be?
//!
//! The largest come first, each to where it lies highest on the page, the leftmost among equals, below what is there: a skyline of what has been put so far
//! (E. K. Burke, G. Kendall and G. Whitwell, "A new placement heuristic for the orthogonal stock-cutting problem", Operations Research 52, 2004, with the
//! order given). O(n²) at worst.

use crate::draw::geometry::Point;

/// The left upper corners of rectangles of these widths and heights, and the height of all.
///
/// A rectangle that is wider than the page lies alone.
///
/// ```
/// use accord::draw::{geometry::Point, layout::pack::pack};
/// let (corners, height) = pack(&[(6.0, 4.0), (4.0, 2.0), (4.0, 2.0)], 10.0);
/// assert_eq!(corners, [Point::new(0.0, 0.0), Point::new(6.0, 0.0), Point::new(6.0, 2.0)]);
/// assert_eq!(height, 4.0);
/// ```
#[must_use]
pub fn pack(sizes: &[(f64, f64)], width: f64) -> (Vec<Point>, f64) {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].1.total_cmp(&sizes[a].1).then(sizes[b].0.total_cmp(&sizes[a].0)).then(a.cmp(&b)));
    // Steps of the skyline: where each begins, and how far down it is; the last goes on to the right without end.
    let mut skyline: Vec<(f64, f64)> = vec![(0.0, 0.0)];
    let mut corners = vec![Point::default(); sizes.len()];
    let mut height = 0.0_f64;
    for i in order {
        let (w, h) = sizes[i];
        let top = |at: usize| {
            let x = skyline[at].0;
            skyline[at..].iter().take_while(|step| step.0 < x + w - 1e-9).map(|step| step.1).fold(0.0, f64::max)
        };
        let places = (0..skyline.len()).filter(|&at| skyline[at].0 + w <= width + 1e-9 || at == 0);
        let best = places.map(|at| (top(at), at)).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (y, at) = best.unwrap_or_default();
        let x = skyline[at].0;
        corners[i] = Point::new(x, y);
        height = height.max(y + h);
        // The steps under it give way to its own, and what is left of the last of them goes on behind it.
        let end = skyline[at..].iter().take_while(|step| step.0 < x + w - 1e-9).count() + at;
        let rest = skyline[end - 1].1;
        let behind = skyline.get(end).is_none_or(|next| next.0 > x + w + 1e-9).then_some((x + w, rest));
        skyline.splice(at..end, std::iter::once((x, y + h)).chain(behind));
    }
    (corners, height)
}
