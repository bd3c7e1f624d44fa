//! Who is meant by this name?

mod fold;

pub use fold::fold;
