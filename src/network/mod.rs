//! Which part of the graph is chosen, and how is it packed for traversal?
//!
//! From a [`Graph`](crate::model::Graph), [`Choice`] says what counts (status, date), [`links`] finds what links whom, [`Level`] rolls the ends up
//! along what they lie in, and [`Network`] packs the result into two arrays for traversal. What was not counted is kept with its
//! [`Reason`], so that every answer can say what it left out.

mod choice;
mod level;
mod links;
mod packed;
mod select;
mod terms;

pub use choice::{Choice, Reason};
pub use level::Level;
pub use links::{Link, Via, links};
pub use packed::{Bond, Network};
pub use select::Selection;
pub use terms::{KEYS, Key, Resolver, TermError, Terms};
