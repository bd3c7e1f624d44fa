//! One view a file: plain data in, a scene out.

pub mod matrix;
pub mod network;
pub mod timeline;
pub mod two_row;
