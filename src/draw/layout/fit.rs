//! How do dots with their words, in groups, fill an area without lying on each other?
//!
//! Members of a group are drawn together into a box; boxes and single dots of each component are then moved apart from where the network would have them,
//! the components packed, and all of it spread over the area. Each step keeps what the one before has separated.

use super::{
    pack::pack,
    separate::{separate, separate_within},
};
use crate::draw::geometry::{Point, Rect, Size};

/// Space around the members of a group, in points.
const PADDING: f64 = 4.0;
/// Space between dots of a group.
const INSIDE: f64 = 3.0;
/// Space between groups.
const BETWEEN: f64 = 6.0;
/// Space between components.
const APART: f64 = 10.0;
/// Space between groups where there is little.
const TIGHT: f64 = 4.0;
/// So much of an area can be taken up by boxes that are pushed about in it.
const FULL: f64 = 0.86;
/// No picture is spread further than this, so that a few dots stay together.
const LOOSEST: f64 = 2.2;

/// What is to be arranged.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// Where the network would have each dot, in lengths of its own.
    pub wanted: &'a [Point],
    /// The component of each dot, numbered from zero.
    pub component: &'a [u32],
    /// The group of each dot.
    pub group: &'a [Option<usize>],
    /// Width and height of the name of each group.
    pub headers: &'a [(f64, f64)],
    /// Whether members of a group stand in rows, and for each dot whether its row ends at the right side; else they stand as near as the network would
    /// have them.
    pub rows: Option<&'a [bool]>,
}

/// Where all lies, from the left upper corner of the area.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The middle of each dot with its words.
    pub middles: Vec<Point>,
    /// The box of each group; `None` for one of fewer than two members.
    pub groups: Vec<Option<Rect>>,
    /// Width and height that it takes up.
    pub taken: (f64, f64),
}

/// A group, or a dot that is in none.
struct Block {
    members: Vec<usize>,
    /// Of each member, from the middle of the block.
    offsets: Vec<Point>,
    size: (f64, f64),
    wanted: Point,
    component: u32,
    group: Option<usize>,
}

impl Arrangement {
    /// Arranges dots of these sizes (words included) for an area of this size. `looseness` is the space that a component starts with, by what its blocks need.
    #[must_use]
    pub fn new(plan: &Plan<'_>, sizes: &[(f64, f64)], looseness: f64, area: (f64, f64)) -> Self {
        let blocks = blocks(plan, sizes);
        let mut middles = vec![Point::default(); blocks.len()];
        let components = plan.component.iter().max().map_or(0, |&last| last as usize + 1);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); components];
        for (number, block) in blocks.iter().enumerate() {
            members[block.component as usize].push(number);
        }
        let mut bounds = Vec::new();
        for blocks_of in &members {
            let wanted: Vec<Point> = blocks_of.iter().map(|&block| blocks[block].wanted).collect();
            let sizes: Vec<(f64, f64)> = blocks_of.iter().map(|&block| blocks[block].size).collect();
            let mut placed = scaled(&wanted, &sizes, looseness, area.0 / area.1);
            separate(&mut placed, &sizes, BETWEEN);
            let rects = placed.iter().zip(&sizes).map(|(&middle, size)| Rect::around(middle, size.0, size.1));
            let bound = Rect::bounding(rects).unwrap_or_default();
            for (&block, middle) in blocks_of.iter().zip(placed) {
                middles[block] = middle.plus(-bound.x, -bound.y);
            }
            bounds.push((bound.w + APART, bound.h + APART));
        }
        let (corners, height) = pack(&bounds, area.0 + APART);
        for (blocks_of, corner) in members.iter().zip(&corners) {
            for &block in blocks_of {
                middles[block] = middles[block].plus(corner.x, corner.y);
            }
        }
        let width = corners.iter().zip(&bounds).map(|(corner, bound)| corner.x + bound.0).fold(0.0, f64::max);
        let mut taken = ((width - APART).max(0.0), (height - APART).max(0.0));
        let sizes_of: Vec<(f64, f64)> = blocks.iter().map(|block| block.size).collect();
        if taken.0 > area.0 || taken.1 > area.1 {
            // Drawn together, and then apart again within the area, they take up its corners as well.
            let mut pressed: Vec<Point> = middles.iter().map(|p| Point::new(p.x / taken.0 * area.0, p.y / taken.1 * area.1)).collect();
            let need: f64 = sizes_of.iter().map(|size| (size.0 + TIGHT) * (size.1 + TIGHT)).sum();
            if need < FULL * area.0 * area.1 && separate_within(&mut pressed, &sizes_of, TIGHT, Size { w: area.0, h: area.1 }) {
                (middles, taken) = (pressed, area);
            }
        }
        let mut arrangement = Self { middles: vec![Point::default(); sizes.len()], groups: vec![None; plan.headers.len()], taken };
        for (block, middle) in blocks.iter().zip(spread(&blocks, &middles, taken, area)) {
            for (&member, offset) in block.members.iter().zip(&block.offsets) {
                arrangement.middles[member] = middle.plus(offset.x, offset.y);
            }
            if let Some(group) = block.group {
                arrangement.groups[group] = Some(Rect::around(middle, block.size.0, block.size.1));
            }
        }
        arrangement
    }

    /// May dots of these sizes have room in an area at all?
    #[must_use]
    pub fn may_fit(sizes: &[(f64, f64)], area: (f64, f64)) -> bool {
        sizes.iter().map(|size| size.0 * size.1).sum::<f64>() < FULL * area.0 * area.1
    }

    /// Draws all together, as far as it goes beyond an area, whatever then lies on each other.
    pub fn squeeze(&mut self, area: (f64, f64)) {
        let (x, y) = ((area.0 / self.taken.0).min(1.0), (area.1 / self.taken.1).min(1.0));
        let squeezed = |p: Point| Point::new(area.0 / 2.0 + (p.x - area.0 / 2.0) * x, area.1 / 2.0 + (p.y - area.1 / 2.0) * y);
        for p in &mut self.middles {
            *p = squeezed(*p);
        }
        for rect in self.groups.iter_mut().flatten() {
            *rect = Rect::around(squeezed(rect.center()), rect.w * x, rect.h * y);
        }
    }

    /// Does it fit into an area of this size?
    #[must_use]
    pub fn fits(&self, area: (f64, f64)) -> bool {
        self.taken.0 <= area.0 && self.taken.1 <= area.1
    }
}

/// Groups of two members or more, then single dots.
fn blocks(plan: &Plan<'_>, sizes: &[(f64, f64)]) -> Vec<Block> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); plan.headers.len()];
    for (dot, group) in plan.group.iter().enumerate() {
        if let Some(members) = group.and_then(|group| members.get_mut(group)) {
            members.push(dot);
        }
    }
    let alone = |dot: usize| plan.group[dot].is_none_or(|group| members[group].len() < 2);
    let mut blocks: Vec<Block> = Vec::new();
    for (group, members) in members.iter().enumerate().filter(|(_, members)| members.len() > 1) {
        let wanted: Vec<Point> = members.iter().map(|&dot| plan.wanted[dot]).collect();
        let own: Vec<(f64, f64)> = members.iter().map(|&dot| sizes[dot]).collect();
        let placed = match plan.rows {
            Some(right) => rows(&wanted, &own, right[members[0]]),
            None => {
                let mut placed = scaled(&wanted, &own, 1.0, 1.4);
                separate(&mut placed, &own, INSIDE);
                placed
            }
        };
        let rects = placed.iter().zip(&own).map(|(&middle, size)| Rect::around(middle, size.0, size.1));
        let bound = Rect::bounding(rects).unwrap_or_default();
        let header = plan.headers[group];
        let size = (bound.w.max(header.0) + 2.0 * PADDING, bound.h + header.1 + 2.0 * PADDING);
        let middle = bound.center();
        let offsets = placed.iter().map(|p| Point::new(p.x - middle.x, p.y - middle.y + header.1 / 2.0)).collect();
        let n = members.len() as f64;
        let mean = Point::new(wanted.iter().map(|p| p.x).sum::<f64>() / n, wanted.iter().map(|p| p.y).sum::<f64>() / n);
        blocks.push(Block {
            members: members.clone(),
            offsets,
            size,
            wanted: mean,
            component: plan.component[members[0]],
            group: Some(group),
        });
    }
    blocks.extend((0..sizes.len()).filter(|&dot| alone(dot)).map(|dot| Block {
        members: vec![dot],
        offsets: vec![Point::default()],
        size: sizes[dot],
        wanted: plan.wanted[dot],
        component: plan.component[dot],
        group: None,
    }));
    blocks
}

/// Members in columns of rows, from the top in the order in which the network would have them, flush at one side.
fn rows(wanted: &[Point], sizes: &[(f64, f64)], right: bool) -> Vec<Point> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].y.total_cmp(&wanted[b].y).then(a.cmp(&b)));
    let high = sizes.iter().map(|size| size.1).sum::<f64>() / sizes.len().max(1) as f64;
    let wide = sizes.iter().map(|size| size.0).sum::<f64>() / sizes.len().max(1) as f64;
    // As many columns as make the box about as wide as high.
    let columns = (1..=order.len()).find(|&columns| (columns + 1) as f64 * wide > order.len().div_ceil(columns) as f64 * high).unwrap_or(1);
    let mut placed = vec![Point::default(); wanted.len()];
    let mut x = 0.0;
    for column in order.chunks(order.len().div_ceil(columns).max(1)) {
        let room = column.iter().map(|&dot| sizes[dot].0).fold(0.0, f64::max);
        let mut y = 0.0;
        for &dot in column {
            let (w, h) = sizes[dot];
            placed[dot] = Point::new(if right { x + room - w / 2.0 } else { x + w / 2.0 }, y + h / 2.0);
            y += h;
        }
        x += room + 2.0 * INSIDE;
    }
    placed
}

/// The wanted points, enlarged so that boxes around them would take up an area of `looseness` by what they need, of about the wanted aspect.
fn scaled(wanted: &[Point], sizes: &[(f64, f64)], looseness: f64, aspect: f64) -> Vec<Point> {
    let need: f64 = sizes.iter().map(|size| (size.0 + INSIDE) * (size.1 + INSIDE)).sum();
    let bound = Rect::bounding(wanted.iter().map(|&p| Rect::around(p, 0.0, 0.0))).unwrap_or_default();
    let (w, h) = (bound.w.max(1e-6), bound.h.max(1e-6));
    let own = w / h;
    // A shape is stretched by no more than a factor of two, lest a circle become a line.
    let aspect = aspect.clamp(own / 2.0, own * 2.0).clamp(0.4, 2.5);
    let height = (need * looseness / aspect).sqrt();
    let (x, y) = (height * aspect / w, height / h);
    // What has no extent in one direction has none to be enlarged.
    let (x, y) = (if bound.w < 1e-6 { 1.0 } else { x }, if bound.h < 1e-6 { 1.0 } else { y });
    let (rank_x, rank_y) = (ranks(wanted, |p| p.x), ranks(wanted, |p| p.y));
    let even = |along: f64, rank: f64, extent: f64| along + (rank * extent - along) * EVEN;
    let place =
        |(i, p): (usize, &Point)| Point::new(even(p.x - bound.x, rank_x[i], bound.w) * x, even(p.y - bound.y, rank_y[i], bound.h) * y);
    wanted.iter().enumerate().map(place).collect()
}

/// How far points are moved to where they would be if all had the same distance from left to right and from top to bottom, so that crowds are thinned out and
/// corners filled.
const EVEN: f64 = 0.5;

/// The place of each point in the order along an axis, from 0 to 1.
fn ranks(points: &[Point], along: fn(&Point) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| along(&points[a]).total_cmp(&along(&points[b])).then(a.cmp(&b)));
    let mut ranks = vec![0.0; points.len()];
    for (rank, i) in order.into_iter().enumerate() {
        ranks[i] = rank as f64 / (points.len() - 1).max(1) as f64;
    }
    ranks
}

/// The blocks drawn apart as far as the area allows, and in its middle.
fn spread(blocks: &[Block], middles: &[Point], taken: (f64, f64), area: (f64, f64)) -> Vec<Point> {
    let factor = |room: f64, taken: f64, along: fn(Point) -> f64, size: fn((f64, f64)) -> f64| {
        let each = blocks.iter().zip(middles).map(|(block, &middle)| {
            let from = (along(middle) - taken / 2.0).abs();
            if from < 1e-6 { LOOSEST } else { (room - size(block.size)) / 2.0 / from }
        });
        each.fold(LOOSEST, f64::min).max(1.0)
    };
    let x = factor(area.0, taken.0, |p| p.x, |size| size.0);
    let y = factor(area.1, taken.1, |p| p.y, |size| size.1);
    middles.iter().map(|p| Point::new(area.0 / 2.0 + (p.x - taken.0 / 2.0) * x, area.1 / 2.0 + (p.y - taken.1 / 2.0) * y)).collect()
}
