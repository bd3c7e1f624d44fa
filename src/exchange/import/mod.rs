//! How does what other programs have written enter?
//!
//! A reader for each format, a row of the table [`Format`], turns the bytes of files into an [`Incoming`]: the same [`Tables`] that an export leaves as, with
//! the place of every row, and the rows that cannot come in with the reason why not. A reader knows no base: whom a row means is asked afterwards.

mod csv;
mod decisions;
mod draft;
mod edges;
mod ftm;
mod gather;
mod gexf;
mod gml;
mod graphml;
mod json;
pub mod mapping;
mod pajek;
pub mod plan;
mod ror;
mod sheet;
mod text;
mod xml;

use std::io;

pub use decisions::{Decision, Decisions, HEADS};
pub use mapping::Mapping;
pub use plan::plan;
pub use sheet::Sheet;

use super::Tables;
use crate::model::Source;

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
    /// The documents that rows cite by id, where the files have them.
    pub sources: Vec<Source>,
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
    Csv "csv" "Tables of nodes and edges (CSV), with the heads of an export, of Gephi or of Neo4j" [".csv" ".tsv"] csv::read;
    Graphml "graphml" "GraphML" [".graphml"] graphml::read;
    Gexf "gexf" "GEXF 1.2 and 1.3" [".gexf"] gexf::read;
    Gml "gml" "GML" [".gml"] gml::read;
    NodeLink "node-link" "JSON of nodes and edges, as networkx and D3 have it" [".json"] json::read;
    Cytoscape "cytoscape" "JSON of Cytoscape and Cytoscape.js" [".cyjs"] json::read;
    Pajek "pajek" "Pajek: a network" [".net" ".paj"] pajek::read;
    Ftm "ftm" "FollowTheMoney entities, one a line" [".ftm.json" ".ftm" ".ijson"] ftm::read;
    Ror "ror" "Records of the Research Organization Registry" [] ror::read;
    Edges "edges" "A list of edges, and one of names" [".txt" ".edges" ".el" ".twin"] edges::read;
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.word() == word)
    }

    /// What format files are of: from how the text of the first begins, else from how its name ends; `None` when neither tells.
    #[must_use]
    pub fn recognise(files: &[Input]) -> Option<Self> {
        let first = files.first()?;
        let unpacked = text::text(first).ok()?;
        let beginning: String = unpacked.trim_start().chars().take(2_000).collect();
        let has = |part: &str| beginning.contains(part);
        let name = first.name.trim_end_matches(".gz").to_lowercase();
        let by_name = |format: &&Self| format.endings().iter().any(|ending| name.ends_with(ending));
        match beginning.chars().next() {
            Some('<') if has("<graphml") => return Some(Self::Graphml),
            Some('<') if has("<gexf") => return Some(Self::Gexf),
            Some('{') if has("\"schema\"") && has("\"properties\"") => return Some(Self::Ftm),
            Some('{' | '[') if has("ror.org/") && has("\"types\"") => return Some(Self::Ror),
            Some('{') if unpacked.contains("\"elements\"") && !name.ends_with(".json") => return Some(Self::Cytoscape),
            Some('*') if beginning.to_lowercase().starts_with("*vertices") || beginning.to_lowercase().starts_with("*network") => {
                return Some(Self::Pajek);
            }
            _ => {}
        }
        // The longest ending says most: `.ftm.json` is no `.json`.
        let mut named: Vec<&Self> = Self::ALL.iter().filter(by_name).collect();
        named.sort_by_key(|format| {
            std::cmp::Reverse(format.endings().iter().filter(|ending| name.ends_with(*ending)).map(|ending| ending.len()).max())
        });
        let base = || name.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("out."));
        named.first().map(|format| **format).or_else(|| base().then_some(Self::Edges))
    }
}
