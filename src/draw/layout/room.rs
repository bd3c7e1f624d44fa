//! Is there still room here? What has been drawn, as rectangles in a grid.

use crate::draw::geometry::Rect;

/// Side of a cell of the grid, in points: about that of a label.
const CELL: f64 = 24.0;

/// What of an area is taken.
#[derive(Clone, Debug)]
pub struct Room {
    area: Rect,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<Rect>>,
}

impl Room {
    /// An area of which nothing is taken.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        let (columns, rows) = (cell(area.w) + 1, cell(area.h) + 1);
        Self { area, columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// Does the rectangle lie in the area, on nothing that is taken?
    #[must_use]
    pub fn is_free(&self, rect: Rect) -> bool {
        self.area.holds(rect) && self.under(rect).all(|cell| !self.cells[cell].iter().any(|&taken| taken.overlaps(rect)))
    }

    /// Takes the rectangle.
    pub fn take(&mut self, rect: Rect) {
        for cell in self.under(rect).collect::<Vec<_>>() {
            self.cells[cell].push(rect);
        }
    }

    /// Takes the first of these that is free, and gives it.
    pub fn first(&mut self, places: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        let place = places.into_iter().find(|&place| self.is_free(place))?;
        self.take(place);
        Some(place)
    }

    /// The cells that a rectangle touches; what lies outside counts for the cells at the border.
    fn under(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let range = |from: f64, to: f64, count: usize| cell(from).min(count - 1)..=cell(to).min(count - 1);
        let columns = range(rect.x - self.area.x, rect.right() - self.area.x, self.columns);
        let rows = range(rect.y - self.area.y, rect.bottom() - self.area.y, self.rows);
        let wide = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * wide + column))
    }
}

/// The number of the cell at a distance from the border.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page has few cells, and what is before it counts for the first"
)]
fn cell(along: f64) -> usize {
    (along / CELL).clamp(0.0, 10_000.0) as usize
}
