//! How does what other programs have written enter?
//!
//! A reader for each format, a row of the table [`Format`], turns the bytes of files into an [`Incoming`]: the same [`Tables`] that an export leaves as, with
//! the place of every row, and the rows that cannot come in with the reason why not. A reader knows no base: whom a row means is asked afterwards.

mod node_link;
mod sheet;

use std::io;

pub use sheet::Sheet;

use super::Tables;

/// A file that is to come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What a person calls it: its path as given.
    pub name: String,
    /// What is in it, unpacked.
    pub bytes: Vec<u8>,
}

/// What files of another program say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// Nodes and edges under the ids of the files. The kind of a node or edge is empty where the files do not say it, and words for it are those of the files.
    /// Columns have the names of an export where they mean the same.
    pub tables: Tables,
    /// Where each of the nodes stands.
    pub node_places: Vec<Place>,
    /// Where each of the edges stands.
    pub edge_places: Vec<Place>,
    /// The rows that cannot come in, in the order of their places.
    pub rejected: Vec<Rejected>,
}

/// Where something stands in the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the files, from 0.
    pub file: usize,
    /// The line on which it begins, from 1; the number of the item where a format has no lines worth counting.
    pub line: usize,
}

/// A row that cannot come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, without particulars, so that what is wrong in the same way can be counted together: "refers to a node that is not there".
    pub reason: &'static str,
    /// The particulars: the id that is not there, the text that is no number.
    pub detail: String,
    /// The beginning of the row as the file has it.
    pub text: String,
}

/// Why nothing comes in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file is not what its format asks for.
    #[error("{file}:{line}: {what}")]
    Malformed {
        /// Which.
        file: String,
        /// On which line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A file cannot be read.
    #[error("cannot read `{file}`: {source}")]
    Unreadable {
        /// Which.
        file: String,
        /// What the system says.
        source: io::Error,
    },
}

/// Makes an enum whose variants are the rows of a table of formats.
macro_rules! formats {
    ($($variant:ident $word:literal $title:literal [$($ending:literal)*] $read:path;)+) => {
        /// A format that is read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $(#[doc = $title] $variant,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word for it, that of the export where there is one.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What it is, in a phrase.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// How names of files end that are most likely of it.
            #[must_use]
            pub const fn endings(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($ending),*],)+ }
            }

            /// What files of it say.
            ///
            /// # Errors
            ///
            /// When a file as a whole is not of this format; what is wrong with single rows is in [`Incoming::rejected`].
            pub fn read(self, files: &[Input]) -> Result<Incoming, Error> {
                match self { $(Self::$variant => $read(files),)+ }
            }
        }
    };
}

formats! {
    NodeLink "node-link" "JSON of nodes and edges, as networkx and D3 have it" [".json"] node_link::read;
}
