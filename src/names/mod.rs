//! Who is meant by this name?
//!
//! People write Gomel, Homiel, Гомель or 戈梅利, Gansu province or gānsù, BSU, or mistype. An [`Index`] over the names of a graph says which
//! node is meant ([`Index::resolve`]), or which may be and why ([`Index::find`]). It never guesses between two: an ambiguous name is an
//! error that lists the candidates.

mod error;
mod fold;
mod generic;
mod index;
mod matched;
mod query;
mod romanised;
#[cfg(test)]
mod tests;

pub use error::{Candidate, NameError};
pub use fold::{fold, homonym};
pub use index::Index;
pub use matched::{How, Match, Origin};
