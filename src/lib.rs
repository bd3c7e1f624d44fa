//! `accord`: a graph database of cooperation networks.
//!
//! Who works with whom, by which signed paper, since when, and how we know.
//!
//! Each module answers one question, and may use only those above it:
//!
//! | module | question |
//! |---|---|
//! | [`model`] | what is the graph made of? |
//! | [`store`] | how is it written in files? |
//! | [`names`] | who is meant by this name? |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod model;
pub mod names;
pub mod store;
