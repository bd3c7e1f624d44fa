//! What is wrong is found, what is right is not, and what is said of it is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod cases;
mod commands;
mod gallery;
mod hostile;
