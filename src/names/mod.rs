//! Who is meant by this name?

mod fold;
mod index;

pub use fold::fold;
pub use index::{Index, NameError};
