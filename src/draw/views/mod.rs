//! One view a file: plain data in, a scene out.

pub mod ego;
pub mod map;
pub mod matrix;
pub mod network;
pub mod path;
pub mod timeline;
pub mod two_row;
