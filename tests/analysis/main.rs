//! The analyses against slower ways to the same answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::cast_possible_truncation, clippy::float_cmp, clippy::print_stderr, missing_docs)]
#![allow(clippy::cast_sign_loss, clippy::needless_range_loop)]

#[path = "../oracles/mod.rs"]
mod oracles;

mod blocks;
mod bridges;
mod centrality;
mod change;
mod choice;
mod claimed;
mod clusters;
mod dossier;
mod gaps;
mod groups;
mod linked;
mod paths;
mod stats;
mod structure;
mod terms;
mod timeline;
