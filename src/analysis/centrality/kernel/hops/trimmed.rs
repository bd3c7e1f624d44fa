//! A graph without its leaves, in an order in which neighbours are near to each other.
//!
//! ```text
//! leaf         a vertex whose only neighbour has others, too
//! row          any other vertex; rows are numbered component by component, each breadth first
//! leaves(row)  how many leaves it had
//! ```
//!
//! Taking leaves off leaves a component connected, and changes no distance between rows. Of a pair both are rows, of a star the middle. O(n + m).

use std::ops::Range;

use super::tally::SOURCES;
use crate::network::Packed;

/// The rows of a graph.
#[derive(Debug)]
pub struct Trimmed {
    offsets: Vec<u32>,
    groups: Vec<Group>,
    leaves: Vec<u32>,
    components: Vec<Component>,
    /// The row of each vertex; for a leaf that of its neighbour, and [`LEAF`].
    places: Vec<u32>,
}

/// A component.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// Its rows.
    pub rows: Range<u32>,
    /// How many vertices it has, leaves among them.
    pub size: usize,
}

/// Where the sums of a vertex are.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its row, or that of its neighbour.
    pub row: u32,
    /// Is it a leaf?
    pub leaf: bool,
}

/// So many neighbours are looked at in one go.
pub const GROUP: usize = 4;

/// Some neighbours of a row.
pub type Group = [u32; GROUP];

const NONE: u32 = u32::MAX;
const LEAF: u32 = 1 << 31;

impl Trimmed {
    /// Takes the leaves off a graph of fewer than 2³¹ vertices.
    pub fn new(graph: &Packed) -> Self {
        Self::without(graph, |v| matches!(*graph.neighbours(v), [only] if graph.degree(only) > 1))
    }

    /// The graph with its leaves as rows, for tests of what taking them off changes: nothing.
    #[cfg(test)]
    pub fn whole(graph: &Packed) -> Self {
        Self::without(graph, |_| false)
    }

    fn without(graph: &Packed, is_leaf: impl Fn(u32) -> bool) -> Self {
        let mut trimmed =
            Self { offsets: vec![0], groups: Vec::new(), leaves: Vec::new(), components: Vec::new(), places: vec![NONE; graph.len()] };
        // The vertex of each row.
        let mut vertices: Vec<u32> = Vec::new();
        for root in graph.vertices() {
            if trimmed.places[root as usize] != NONE || is_leaf(root) {
                continue;
            }
            let first = vertices.len();
            trimmed.places[root as usize] = number(first);
            vertices.push(root);
            let (mut next, mut leaves) = (first, 0);
            while let Some(&v) = vertices.get(next) {
                let before = leaves;
                for &u in graph.neighbours(v) {
                    if trimmed.places[u as usize] != NONE {
                        continue;
                    }
                    trimmed.places[u as usize] = if is_leaf(u) {
                        leaves += 1;
                        number(next) | LEAF
                    } else {
                        vertices.push(u);
                        number(vertices.len() - 1)
                    };
                }
                trimmed.leaves.push(number(leaves - before));
                next += 1;
            }
            trimmed.components.push(Component { rows: number(first)..number(next), size: next - first + leaves });
        }
        let mut neighbours = Vec::new();
        for &v in &vertices {
            neighbours.clear();
            neighbours.extend(graph.neighbours(v).iter().map(|&u| trimmed.places[u as usize]).filter(|place| place & LEAF == 0));
            trimmed.groups.extend(neighbours.chunks(GROUP).map(|some| std::array::from_fn(|at| some[at.min(some.len() - 1)])));
            trimmed.offsets.push(number(trimmed.groups.len()));
        }
        trimmed
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    /// The rows, [`SOURCES`] at a time.
    pub fn batches(&self) -> Vec<Range<u32>> {
        (0..self.len()).step_by(SOURCES).map(|first| number(first)..number(self.len().min(first + SOURCES))).collect()
    }

    /// The rows that are neighbours of a row, by [`GROUP`]; in the last group the last of them may stand several times.
    #[inline]
    pub fn neighbours(&self, row: u32) -> &[Group] {
        &self.groups[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
    }

    /// How many arcs are looked along for all neighbours of a row, in whole groups.
    #[inline]
    pub fn arcs(&self, row: u32) -> u64 {
        self.neighbours(row).as_flattened().len() as u64
    }

    /// How many leaves a row has.
    #[inline]
    pub fn leaves(&self, row: u32) -> u32 {
        self.leaves[row as usize]
    }

    /// Where the sums of a vertex are.
    pub fn place(&self, vertex: u32) -> Place {
        let place = self.places[vertex as usize];
        Place { row: place & !LEAF, leaf: place & LEAF != 0 }
    }

    /// The components that have some of these rows, in order. O(log n).
    pub fn components_of(&self, rows: &Range<u32>) -> &[Component] {
        let first = self.components.partition_point(|component| component.rows.end <= rows.start);
        let behind = self.components.partition_point(|component| component.rows.start < rows.end);
        &self.components[first..behind]
    }

    /// The component of a row. O(log n).
    pub fn component(&self, row: u32) -> &Component {
        &self.components[self.components.partition_point(|component| component.rows.end <= row)]
    }
}

/// Rows, and arcs between them, are no more than 32 bits number.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
