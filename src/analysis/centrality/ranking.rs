//! Who comes first by a measure?

/// A place in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// From 1; equals share the first of their places, so that 1, 2, 2, 4 is a ranking.
    pub rank: usize,
    /// The vertex or edge, by its number.
    pub item: usize,
}

/// The numbers of all items, the largest value first and equals by number.
///
/// Values that differ by less than 1e-9 of the largest are equals as long as they round to the same: sums that are the same in algebra come
/// out of a computer with different last digits, and those digits are no reason to stand before another. O(n log n).
///
/// ```
/// use accord::analysis::centrality::ranking;
/// let places: Vec<_> = ranking(&[1.0, 3.0, 1.0 + 1e-13]).iter().map(|place| (place.rank, place.item)).collect();
/// assert_eq!(places, [(1, 1), (2, 0), (2, 2)]);
/// ```
#[must_use]
pub fn ranking(values: &[f64]) -> Vec<Ranked> {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let unit = if largest > 0.0 { largest } else { 1.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a share of the largest value, so at most 10⁹")]
    let key = |item: usize| (values[item] / unit * 1e9).round() as i64;
    let mut items: Vec<usize> = (0..values.len()).collect();
    items.sort_by_key(|&item| (std::cmp::Reverse(key(item)), item));
    let mut places: Vec<Ranked> = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        let equal = places.last().filter(|before| key(before.item) == key(item));
        places.push(Ranked { rank: equal.map_or(at + 1, |before| before.rank), item });
    }
    places
}
