//! What does it look like?
//!
//! A view in [`views`] turns plain data (dots, lines, numbers, words) into the inside of a figure; [`frame`] puts title, legend and notes around it and
//! makes a [`Scene`] of it: a page with marks in points, drawn in order. [`svg()`] and [`raster`] write a scene, [`dot()`] a network for Graphviz. Nothing here knows
//! what the data mean: sizes, clusters and names are computed elsewhere and come as values.
//!
//! The same data give the same bytes on every machine: positions come from additions, products, quotients and square roots alone, which every processor
//! rounds alike, and numbers are written with two decimals.

mod dot;
pub mod frame;
pub mod geometry;
pub mod layout;
mod pdf;
pub mod raster;
pub mod scene;
pub mod sign;
mod svg;
pub mod text;
pub mod theme;
pub mod views;

pub use dot::dot;
pub use scene::Scene;
pub use svg::svg;
pub use theme::Theme;
