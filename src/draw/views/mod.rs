//! One view a file: plain data in, a scene out.

pub mod network;
