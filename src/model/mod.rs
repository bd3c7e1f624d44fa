//! What is the graph made of?
//!
//! The words of the domain, as types: nodes and the ties between them, statuses, partial dates, money, sources.
//! Which kinds of node and which types of tie exist is data: [`vocabulary`] holds one table for each, and the whole
//! program reads those. Nothing here knows how a base is written in files, asked or shown.
//!
//! [`Records`] are what somebody wrote; a [`Graph`] is what is left once every record is sound. Only the `check` module
//! makes the one from the other.

pub mod date;
pub mod facts;
pub mod graph;
pub mod id;
pub mod node;
pub mod records;
pub mod source;
pub mod vocabulary;

pub use date::{Date, Truth};
pub use facts::{Amount, Basis, Bound, Facts, Money};
pub use graph::{Edge, Graph};
pub use id::Id;
pub use node::{Codes, Node, Position};
pub use records::{Header, Records, Tie};
pub use source::{Between, Citation, Claim, CountOf, Source, SourceForm};
pub use vocabulary::{Field, Form, Kind, KindSet, Role, Status, TieType};
