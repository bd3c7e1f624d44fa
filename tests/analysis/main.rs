//! The analyses against slower ways to the same answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_possible_truncation, clippy::float_cmp, clippy::print_stderr, missing_docs)]

#[path = "../oracles/mod.rs"]
mod oracles;

mod blocks;
mod bridges;
mod change;
mod choice;
mod clusters;
mod dossier;
mod gaps;
mod linked;
mod paths;
mod stats;
mod structure;
mod terms;
mod timeline;
