//! How does it leave and enter?
//!
//! Other programs read and write nodes and edges with columns: [`Tables`], in which a column has one name and one meaning in every format. [`export`]
//! fills them from a graph and writes them, or the graph itself where a format has words of its own for what is meant.

pub mod export;
pub mod import;
mod tables;

pub use tables::{Column, EdgeRow, Holds, NodeRow, Tables, Value};
