//! Figures: what lies where, what is written, and that it is the same each time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod around;
mod diagrams;
mod graphviz;
mod hostile;
mod layout;
mod network;
#[cfg(feature = "raster")]
mod raster;
mod tables;
