//! Layouts against what geometry says of them.

use accord::{
    draw::{
        geometry::{Point, Rect, Size},
        layout::{
            pack::pack,
            room::Room,
            separate::{separate, separate_within},
            stress::{ALL_PAIRS, start, stress},
        },
    },
    network::{Packed, progress::SILENT},
};
use proptest::prelude::*;

fn starts(n: usize) -> Vec<Point> {
    (0..n).map(|v| start(&format!("v{v}"), (n as f64).sqrt())).collect()
}

/// The stress of positions, by all pairs of a connected graph (Floyd and Warshall for the ways).
fn stress_of(graph: &Packed, points: &[Point]) -> f64 {
    let n = graph.len();
    let mut far = vec![vec![f64::INFINITY; n]; n];
    for (a, b, length) in graph.edge_list() {
        far[a as usize][b as usize] = length;
        far[b as usize][a as usize] = length;
    }
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                far[i][j] = far[i][j].min(far[i][k] + far[k][j]);
            }
        }
    }
    let pairs = (0..n).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.map(|(a, b)| ((points[a].distance(points[b]) - far[a][b]) / far[a][b]).powi(2)).sum()
}

#[test]
fn a_path_is_drawn_straight_and_a_cycle_round() {
    let path: Vec<_> = (1..12).map(|v| (v - 1, v, 1.0)).collect();
    let graph = Packed::new(12, &path);
    let points = stress(&graph, &starts(12), &[], SILENT).unwrap();
    // Drawn straight, the stress of a path is zero.
    assert!(stress_of(&graph, &points) < 0.05, "{}", stress_of(&graph, &points));
    let cycle: Vec<_> = (0..12).map(|v| (v, (v + 1) % 12, 1.0)).collect();
    let graph = Packed::new(12, &cycle);
    let points = stress(&graph, &starts(12), &[], SILENT).unwrap();
    let middle = Point::new(points.iter().map(|p| p.x).sum::<f64>() / 12.0, points.iter().map(|p| p.y).sum::<f64>() / 12.0);
    let radii: Vec<f64> = points.iter().map(|p| p.distance(middle)).collect();
    let (least, most) = radii.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), &radius| (least.min(radius), most.max(radius)));
    assert!(most / least < 1.1, "{radii:?}");
}

#[test]
fn pivots_draw_a_long_path_almost_as_well_as_all_pairs() {
    // A path of so many vertices is the first that is drawn by pivots. Straight, its ends are as far apart as it is long.
    let n = u32::try_from(ALL_PAIRS).unwrap() + 1;
    let path: Vec<_> = (1..n).map(|v| (v - 1, v, 1.0)).collect();
    let points = stress(&Packed::new(n as usize, &path), &starts(n as usize), &[], SILENT).unwrap();
    let ends = points[0].distance(points[points.len() - 1]);
    assert!(ends > 0.9 * f64::from(n), "{ends}");
}

fn boxes() -> impl Strategy<Value = (Vec<Point>, Vec<(f64, f64)>)> {
    let one = (0.0..60.0_f64, 0.0..60.0_f64, 1.0..30.0_f64, 1.0..20.0_f64);
    prop::collection::vec(one, 0..30).prop_map(|all| all.into_iter().map(|(x, y, w, h)| (Point::new(x.round(), y.round()), (w, h))).unzip())
}

fn rects(middles: &[Point], sizes: &[(f64, f64)]) -> Vec<Rect> {
    middles.iter().zip(sizes).map(|(&middle, size)| Rect::around(middle, size.0, size.1)).collect()
}

fn overlap(rects: &[Rect]) -> bool {
    rects.iter().enumerate().any(|(index, rect)| rects[..index].iter().any(|other| rect.overlaps(*other)))
}

proptest! {
    #[test]
    fn separated_boxes_have_a_gap((mut middles, sizes) in boxes()) {
        separate(&mut middles, &sizes, 2.0);
        let grown: Vec<Rect> = rects(&middles, &sizes).into_iter().map(|rect| rect.grown(0.99)).collect();
        prop_assert!(!overlap(&grown));
    }

    #[test]
    fn boxes_separated_within_walls_stay_there((mut middles, sizes) in boxes(), w in 50.0..300.0_f64) {
        let page = Size { w, h: 150.0 };
        if separate_within(&mut middles, &sizes, 1.0, page) {
            let all = rects(&middles, &sizes);
            prop_assert!(!overlap(&all));
            let walls = Rect { x: -1e-6, y: -1e-6, w: page.w + 2e-6, h: page.h + 2e-6 };
            prop_assert!(all.iter().all(|rect| walls.holds(*rect)));
        }
    }

    #[test]
    fn packed_rectangles_lie_apart_within_the_width((_, sizes) in boxes(), width in 30.0..200.0_f64) {
        let (corners, height) = pack(&sizes, width);
        let all: Vec<Rect> = corners.iter().zip(&sizes).map(|(corner, size)| Rect { x: corner.x, y: corner.y, w: size.0 - 1e-6, h: size.1 - 1e-6 }).collect();
        prop_assert!(!overlap(&all));
        prop_assert!(all.iter().all(|rect| rect.x >= 0.0 && rect.right() <= width && rect.bottom() <= height));
    }

    #[test]
    fn room_is_free_where_nothing_was_put((middles, sizes) in boxes(), x in -10.0..70.0_f64, y in -10.0..70.0_f64) {
        let area = Rect { x: -20.0, y: -20.0, w: 120.0, h: 120.0 };
        let mut room = Room::new(area);
        let all = rects(&middles, &sizes);
        for &rect in &all {
            room.take(rect);
        }
        let asked = Rect { x, y, w: 8.0, h: 5.0 };
        let free = area.holds(asked) && !all.iter().any(|rect| rect.overlaps(asked));
        prop_assert_eq!(room.is_free(asked), free);
    }
}
