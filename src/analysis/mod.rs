//! What does it tell us?
//!
//! One analysis per file. Each opens with its question, its definition and the convention chosen, and works on a graph and the links chosen
//! from it, without reading files, printing or asking names.

pub mod blocks;
pub mod bridges;
pub mod centrality;
mod chance;
pub mod change;
pub mod citing;
pub mod clusters;
pub mod completeness;
pub mod core;
pub mod dossier;
pub mod gaps;
pub mod lapse;
pub mod linked;
pub mod paths;
pub mod stats;
pub mod structure;
pub mod timeline;
pub mod unfit;
