//! A graph without its leaves, in an order in which neighbours are near to each other.
//!
//! ```text
//! leaf         a vertex whose only neighbour has others, too
//! row          any other vertex; rows are numbered component by component, each breadth first
//! leaves(row)  how many leaves it had
//! ```
//!
//! Taking leaves off leaves a component connected, and changes no distance between rows. Of a pair both are rows, of a star the middle. O(n + m).

use std::{cmp::Reverse, ops::Range};

use crate::network::Packed;

/// The rows of a graph.
#[derive(Debug)]
pub struct Trimmed {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    leaves: Vec<u32>,
    /// Rows by component, those of most leaves first.
    sources: Vec<u32>,
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

const NONE: u32 = u32::MAX;
const LEAF: u32 = 1 << 31;

impl Trimmed {
    /// Takes the leaves off a graph of fewer than 2³¹ vertices.
    pub fn new(graph: &Packed) -> Self {
        let is_leaf = |v: u32| matches!(*graph.neighbours(v), [only] if graph.degree(only) > 1);
        let mut trimmed = Self {
            offsets: vec![0],
            targets: Vec::new(),
            leaves: Vec::new(),
            sources: Vec::new(),
            components: Vec::new(),
            places: vec![NONE; graph.len()],
        };
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
        for &v in &vertices {
            let rows = graph.neighbours(v).iter().map(|&u| trimmed.places[u as usize]);
            trimmed.targets.extend(rows.filter(|place| place & LEAF == 0));
            trimmed.offsets.push(number(trimmed.targets.len()));
        }
        for component in &trimmed.components {
            let first = trimmed.sources.len();
            trimmed.sources.extend(component.rows.clone());
            // Stable, so that sources of as many leaves stay near to each other.
            trimmed.sources[first..].sort_by_key(|&row| Reverse(trimmed.leaves[row as usize]));
        }
        trimmed
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.leaves.len()
    }

    /// The rows by component, those of most leaves first, so that the bits of those without stand together.
    pub fn sources(&self) -> &[u32] {
        &self.sources
    }

    /// The rows that are neighbours of a row.
    #[inline]
    pub fn neighbours(&self, row: u32) -> &[u32] {
        &self.targets[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
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

    /// The components, in the order of their rows.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The index of the component of a row. O(log n).
    pub fn component(&self, row: u32) -> usize {
        self.components.partition_point(|component| component.rows.end <= row)
    }

    /// The component of a row. O(log n).
    pub fn component_of(&self, row: u32) -> &Component {
        &self.components[self.component(row)]
    }
}

/// Rows, and arcs between them, are no more than 32 bits number.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
