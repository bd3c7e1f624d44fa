//! How is it written in files?
//!
//! A base is a folder of RON files, described in `docs/format.md`. This module finds and reads them ([`files`]), cuts them into
//! records and fields ([`syntax`]), turns those into [`Records`](crate::model::Records) ([`read`]), and knows afterwards where each record
//! stands, so that whoever finds something wrong with it can point at the very word ([`Finding`]).
//!
//! Reading never stops at the first fault: each field of each record of each file is read on its own, and everything that is wrong is
//! a finding. What stops the work, an unreadable folder say, is an [`Error`].

mod files;
pub mod finding;
mod read;
mod syntax;

pub use files::{Base, Error, HEADER, SourceFile};
pub use finding::{Finding, Mark, Severity};
pub use read::{Loaded, Place, read};
pub use syntax::Span;
