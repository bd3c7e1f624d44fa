//! How is the network built as a whole?
//!
//! One measure per file. All but [`nesting`] are functions over a packed network: they know numbers of vertices and of groups, not what these stand for.

pub mod assortativity;
pub mod brokerage;
pub mod cores;
pub mod degrees;
pub mod density;
pub mod distances;
pub mod holes;
pub mod mixing;
pub mod nesting;
pub mod null;
pub mod triangles;
