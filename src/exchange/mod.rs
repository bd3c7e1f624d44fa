//! How does it leave and enter?
//!
//! Other programs read and write nodes and edges with columns: [`Tables`], in which a column has one name and one meaning in every format.

mod tables;

pub use tables::{Column, EdgeRow, Holds, NodeRow, Tables, Value};
