//! `accord`: a graph database of cooperation networks.
//!
//! Who works with whom, by which signed paper, since when, and how we know. A base is a folder of text; this crate reads it,
//! checks it, chooses a part of it and answers questions about that.
//!
//! Each module answers one question. `docs/ARCHITECTURE.md` says which may use which, and a test holds the code to it.
//!
//! | module | question |
//! |---|---|
//! | [`model`] | what is the graph made of? |
//! | [`store`] | how is it written in files? |
//! | [`names`] | who is meant by this name? |
//! | [`network`] | which part is chosen, and how is it packed for traversal? |
//! | [`check`] | what can be wrong with it? |
//! | [`analysis`] | what does it tell us? |
//! | [`draw`] | what does it look like? |
//! | [`exchange`] | how does it leave and enter? |
//! | [`cli`] | how is it asked? |
//!
//! ```
//! use accord::{analysis::linked::{Question, linked}, check, network::{Choice, Level, links}, store};
//!
//! let checked = check::check(store::read(store::Base::curated()));
//! let graph = checked.graph.expect("the curated base is sound");
//! let links = links(&graph, &Choice::default());
//! let gomel = graph.find("gomel-oblast").unwrap();
//! let china = graph.find("china").unwrap();
//! let answer = linked(&graph, &links, &Question { place: gomel, targets: &[china], level: Level::Region });
//! assert!(answer.rows.iter().any(|row| graph.node(row.there).id == *"jiangsu" && row.direct));
//! ```

pub mod analysis;
pub mod check;
pub mod cli;
pub mod draw;
pub mod exchange;
pub mod model;
pub mod names;
pub mod network;
pub mod store;
