//! What does it tell us?
//!
//! One analysis per file. Each opens with its question, its definition and the convention chosen, and works on a graph and the links chosen
//! from it, without reading files, printing or asking names.

pub mod change;
pub mod citing;
pub mod completeness;
pub mod dossier;
pub mod linked;
pub mod paths;
pub mod stats;
pub mod structure;
pub mod timeline;
mod unfit;

pub use unfit::Unfit;
