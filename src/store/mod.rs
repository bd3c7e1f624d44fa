//! How is it written in files?
//!
//! A base is a folder of RON files, described in `docs/format.md`. This module finds them ([`Base`]), cuts them into records and fields,
//! turns those into [`Records`](crate::model::Records) ([`read()`]), and knows afterwards where each record stands ([`Loaded`]), so that
//! whoever finds something wrong with it can point at the very word ([`Finding`]).
//!
//! Reading never stops at the first fault: each field of each record of each file is read on its own, and everything that is wrong is
//! a finding. What stops the work, an unreadable folder say, is an [`Error`].

mod compose;
mod cursor;
mod edit;
mod files;
pub mod finding;
mod layout;
mod loaded;
mod read;
mod refer;
mod save;
mod syntax;

pub use compose::{Compose, FIELDS, Record, compose, compose_header, quoted};
pub use cursor::{Span, unquoted};
pub use edit::Edits;
pub use files::{Base, Error, HEADER, SourceFile};
pub use finding::{Finding, Mark, Severity};
pub use layout::{WIDTH, laid_out};
pub use loaded::{Cut, Loaded, Place, Places};
pub use read::read;
pub use refer::{Reference, Way};
pub use save::{Change, Locked, SaveError};
