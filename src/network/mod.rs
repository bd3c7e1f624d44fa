//! Which part of the graph is chosen, and how is it packed for traversal?
//!
//! From a [`Graph`](crate::model::Graph), [`Choice`] says what counts (status, date), [`links()`] finds what links whom, [`Level`] rolls the ends up
//! along what they lie in, [`Terms`] select nodes, and [`Network`] (parties joined by links) or [`TwoMode`] (parties and links) pack the result. [`Packed`] is what
//! kernels run on, whether it comes from a base or from an [`EdgeList`]. What was not counted is kept with its [`Reason`], so that
//! every answer can say what it left out. [`progress`] tells how far a long computation on it is.

pub mod bipartite;
mod choice;
mod claimed;
mod edge_list;
mod labels;
mod level;
mod links;
mod one_mode;
mod packed;
mod packing;
pub mod progress;
mod select;
mod terms;
mod two_mode;

pub use choice::{Choice, Reason};
pub use claimed::{Claimed, Counted, is_met};
pub use edge_list::{BadEdgeList, EdgeList};
pub use labels::Labels;
pub use level::Level;
pub use links::{Link, Via, links};
pub use one_mode::{Bond, Network, Shape, Weight};
pub use packed::Packed;
pub use select::Selection;
pub use terms::{KEYS, Key, Resolver, TermError, Terms};
pub use two_mode::TwoMode;
