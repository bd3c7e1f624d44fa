//! In which order do two rows stand, so that few of the lines between them cross?
//!
//! # Method
//!
//! Finding the fewest crossings is NP-hard even with one row fixed (P. Eades and N. Wormald, "Edge crossings in drawings of bipartite graphs", Algorithmica 11,
//! 1994). From several starts, the rows are by turns put into the order of the mean places of their neighbours (barycentres: K. Sugiyama,
//! S. Tagawa and M. Toda, 1981) and then sifted: each vertex goes to the place of its row where it crosses least (C. Matuszewski, R. Schönfeld
//! and P. Molitor, "Using sifting for k-layer straightline crossing minimization", Graph Drawing 1999), until nothing gets better. Sifting is adjacent
//! exchange that looks further than the neighbour. The best of all starts is taken; on rows of a few vertices a test finds it to be the optimum.
//!
//! # Cost
//!
//! O(n·m) for a round of sifting n vertices with m lines; there are some rounds to a start, and the fewer starts the more lines there are.

/// The orders of two rows, each as indices of its vertices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// The left one.
    pub left: Vec<usize>,
    /// The right one.
    pub right: Vec<usize>,
}

/// The most starts.
const STARTS: usize = 32;
/// Lines times starts are no more than this, but there are two starts in any case.
const WORK: usize = 8_000;
/// The most rounds of one start.
const ROUNDS: usize = 24;

/// How often lines between two rows in these orders cross. Lines with an end in common do not; a line that is given twice crosses twice.
///
/// O(m log m): lines are sorted by their left ends, and then each is crossed by those before it that end further right.
///
/// ```
/// use accord::draw::layout::crossings::{Orders, crossings};
/// let crossed = [(0, 1), (1, 0)];
/// assert_eq!(crossings(&Orders { left: vec![0, 1], right: vec![0, 1] }, &crossed), 1);
/// assert_eq!(crossings(&Orders { left: vec![0, 1], right: vec![1, 0] }, &crossed), 0);
/// ```
#[must_use]
pub fn crossings(orders: &Orders, lines: &[(usize, usize)]) -> u64 {
    let (left, right) = (places(&orders.left), places(&orders.right));
    let ends = lines.iter().filter_map(|&(a, b)| Some((*left.get(a)?, *right.get(b)?)));
    let mut ends: Vec<(usize, usize)> = ends.collect();
    ends.sort_unstable();
    // A Fenwick tree over the right row: how many lines so far end at a place or before it.
    let mut tree = vec![0_u64; right.len() + 1];
    let mut crossings = 0;
    for (before, &(_, end)) in (0_u64..).zip(&ends) {
        let (mut place, mut not_further) = (end + 1, 0);
        while place > 0 {
            not_further += tree[place];
            place &= place - 1;
        }
        crossings += before - not_further;
        place = end + 1;
        while place < tree.len() {
            tree[place] += 1;
            place += place & place.wrapping_neg();
        }
    }
    crossings
}

/// Orders of two rows of so many vertices in which few lines cross. Lines to a vertex that is not there are of no account.
///
/// Of an order and its mirror image the one is taken that is nearer to the order of the indices. What has no lines
/// stands last, in the order of the indices.
#[must_use]
pub fn order(left: usize, right: usize, lines: &[(usize, usize)]) -> Orders {
    let rows = Rows::new(left, right, lines);
    let mut best = Orders { left: (0..left).collect(), right: (0..right).collect() };
    let mut fewest = u64::MAX;
    let mut chance = fastrand::Rng::with_seed(1);
    for start in 0..STARTS.min(WORK / lines.len().max(1)).max(2) {
        let mut orders = [(0..left).collect::<Vec<_>>(), (0..right).collect()];
        if start > 0 {
            for row in &mut orders {
                chance.shuffle(row);
            }
        }
        let (found, count) = rows.untangled(orders, lines);
        if count < fewest {
            (best, fewest) = (found, count);
        }
        if fewest == 0 {
            break;
        }
    }
    let backwards = |row: &[usize]| inversions(row) * 4 > row.len() * row.len().saturating_sub(1);
    if backwards(&best.left) {
        best.left.reverse();
        best.right.reverse();
    }
    for (row, side) in [(&mut best.left, 0), (&mut best.right, 1)] {
        let is_alone = |vertex: usize| rows.neighbours[side][vertex].is_empty();
        row.sort_by_key(|&vertex| if is_alone(vertex) { (true, vertex) } else { (false, 0) });
    }
    best
}

/// The place of each vertex of an order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, &vertex) in order.iter().enumerate() {
        places[vertex] = place;
    }
    places
}

fn inversions(row: &[usize]) -> usize {
    row.iter().enumerate().map(|(place, vertex)| row[place..].iter().filter(|later| *later < vertex).count()).sum()
}

/// The neighbours of each vertex of the left and of the right row.
struct Rows {
    neighbours: [Vec<Vec<usize>>; 2],
}

impl Rows {
    fn new(left: usize, right: usize, lines: &[(usize, usize)]) -> Self {
        let mut neighbours = [vec![Vec::new(); left], vec![Vec::new(); right]];
        for &(a, b) in lines.iter().filter(|&&(a, b)| a < left && b < right) {
            neighbours[0][a].push(b);
            neighbours[1][b].push(a);
        }
        Self { neighbours }
    }

    /// Orders with fewer crossings, from a start, and how many they have.
    fn untangled(&self, mut orders: [Vec<usize>; 2], lines: &[(usize, usize)]) -> (Orders, u64) {
        let mut best = Orders::default();
        let mut fewest = u64::MAX;
        for _ in 0..ROUNDS {
            for side in [1, 0] {
                self.to_barycentres(&mut orders, side);
                self.sift(&mut orders, side);
            }
            let now = Orders { left: orders[0].clone(), right: orders[1].clone() };
            let count = crossings(&now, lines);
            if count >= fewest {
                break;
            }
            (best, fewest) = (now, count);
        }
        (best, fewest)
    }

    /// The places of the neighbours of each vertex of a row, sorted.
    fn ends(&self, orders: &[Vec<usize>; 2], side: usize) -> Vec<Vec<usize>> {
        let places = places(&orders[1 - side]);
        let sorted = |neighbours: &Vec<usize>| {
            let mut ends: Vec<usize> = neighbours.iter().map(|&neighbour| places[neighbour]).collect();
            ends.sort_unstable();
            ends
        };
        self.neighbours[side].iter().map(sorted).collect()
    }

    fn to_barycentres(&self, orders: &mut [Vec<usize>; 2], side: usize) {
        let ends = self.ends(orders, side);
        let mean = |ends: &[usize]| if ends.is_empty() { f64::MAX } else { ends.iter().sum::<usize>() as f64 / ends.len() as f64 };
        // Stable: equal means stay in their order.
        orders[side].sort_by(|&a, &b| mean(&ends[a]).total_cmp(&mean(&ends[b])));
    }

    /// Moves each vertex of a row to where it crosses least, until none gains by that.
    fn sift(&self, orders: &mut [Vec<usize>; 2], side: usize) {
        let ends = self.ends(orders, side);
        let row = &mut orders[side];
        for _ in 0..ROUNDS {
            let mut gained = false;
            for vertex in 0..row.len() {
                let Some(old) = row.iter().position(|&it| it == vertex) else { continue };
                row.remove(old);
                // What it costs to stand at each place, against standing first.
                let mut costs = vec![0_i64];
                for &other in row.iter() {
                    let step = crossed(&ends[other], &ends[vertex]) - crossed(&ends[vertex], &ends[other]);
                    costs.push(costs[costs.len() - 1] + step);
                }
                let best = (0..costs.len()).min_by_key(|&place| (costs[place], place.abs_diff(old))).unwrap_or(old);
                gained |= costs[best] < costs[old];
                row.insert(best, vertex);
            }
            if !gained {
                break;
            }
        }
    }
}

/// How often the lines of a vertex cross those of one that stands behind it, by the sorted places of their ends.
fn crossed(ahead: &[usize], behind: &[usize]) -> i64 {
    let mut before = 0;
    let mut crossings = 0;
    for end in ahead {
        while behind.get(before).is_some_and(|other| other < end) {
            before += 1;
        }
        crossings += before;
    }
    i64::try_from(crossings).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_index_order(left: usize, right: usize) -> Orders {
        Orders { left: (0..left).collect(), right: (0..right).collect() }
    }

    /// Every pair of lines is looked at.
    fn slowly_counted(orders: &Orders, lines: &[(usize, usize)]) -> u64 {
        let place = |row: &[usize], vertex: usize| row.iter().position(|&it| it == vertex).unwrap();
        let ends: Vec<(usize, usize)> = lines.iter().map(|&(a, b)| (place(&orders.left, a), place(&orders.right, b))).collect();
        let crossing = |one: (usize, usize), other: (usize, usize)| one.0 < other.0 && one.1 > other.1;
        ends.iter().map(|&one| ends.iter().filter(|&&other| crossing(one, other)).count() as u64).sum()
    }

    fn permutations(n: usize) -> Vec<Vec<usize>> {
        if n == 0 {
            return vec![Vec::new()];
        }
        let shorter = permutations(n - 1);
        shorter.iter().flat_map(|row| (0..n).map(|place| [&row[..place], &[n - 1], &row[place..]].concat())).collect()
    }

    fn fewest(left: usize, right: usize, lines: &[(usize, usize)]) -> u64 {
        let rights = permutations(right);
        let counts = permutations(left).into_iter().flat_map(|left| {
            rights.iter().map(move |right| slowly_counted(&Orders { left: left.clone(), right: right.clone() }, lines)).collect::<Vec<_>>()
        });
        counts.min().unwrap()
    }

    fn rows(most: usize, lines: usize) -> impl Strategy<Value = (usize, usize, Vec<(usize, usize)>)> {
        (1..=most, 1..=most)
            .prop_flat_map(move |(left, right)| (Just(left), Just(right), prop::collection::vec((0..left, 0..right), 0..=lines)))
    }

    proptest! {
        #[test]
        fn crossings_are_those_of_a_look_at_every_pair((left, right, lines) in rows(9, 40)) {
            let orders = in_index_order(left, right);
            prop_assert_eq!(crossings(&orders, &lines), slowly_counted(&orders, &lines));
        }

        #[test]
        fn small_rows_have_the_fewest_crossings_that_any_order_has((left, right, lines) in rows(4, 10)) {
            let orders = order(left, right, &lines);
            prop_assert_eq!(slowly_counted(&orders, &lines), fewest(left, right, &lines));
        }

        #[test]
        fn an_order_has_every_vertex_once((left, right, lines) in rows(30, 60)) {
            let mut orders = order(left, right, &lines);
            prop_assert!(crossings(&orders, &lines) <= crossings(&in_index_order(left, right), &lines));
            orders.left.sort_unstable();
            orders.right.sort_unstable();
            prop_assert_eq!(orders, in_index_order(left, right));
        }
    }

    #[test]
    fn a_path_and_a_forest_cross_nowhere() {
        // A caterpillar is what can be drawn without crossings (F. Harary and A. Schwenk, 1971).
        let path: Vec<(usize, usize)> = (0..20).flat_map(|at| [(at, (at * 7) % 20), ((at + 1) % 20, (at * 7) % 20)]).take(39).collect();
        assert_eq!(crossings(&order(20, 20, &path), &path), 0);
    }

    #[test]
    fn each_with_each_crosses_as_often_as_in_any_order() {
        // K(m, n) has C(m, 2) · C(n, 2) crossings of its lines between two rows, in every order.
        let all: Vec<(usize, usize)> = (0..5).flat_map(|a| (0..7).map(move |b| (a, b))).collect();
        assert_eq!(crossings(&order(5, 7, &all), &all), 10 * 21);
    }

    #[test]
    fn rows_without_lines_stay_as_they_are() {
        assert_eq!(order(3, 2, &[]), in_index_order(3, 2));
        assert_eq!(order(0, 0, &[]), Orders::default());
    }
}
