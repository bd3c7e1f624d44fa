//! How does a base leave, for the programs that people use beside this one?
//!
//! Everything that leaves is an [`Export`]: a part of a graph, chosen by terms, status, date and level, seen in one of three [`View`]s and put into
//! [`Tables`], once for all formats. Each format is one file here that writes it, and a row of the table [`Format`] that says which views it can show, in how
//! many files, and what it cannot hold; [`Export::losses`] makes the report of what is lost from that.
//!
//! The same export gives the same bytes: nodes are in the order of their ids, edges in that of their ends.

mod choose;
pub(super) mod columns;
mod loss;
mod save;
mod view;

mod csv;
mod cypher;
mod dates;
mod ftm;
mod geojson;
mod gephi;
mod gexf;
mod gml;
mod graphml;
mod json;
mod neo4j;
mod pajek;
#[cfg(feature = "parquet")]
mod parquet;
mod turtle;
mod ucinet;
mod xml;

use std::{collections::BTreeSet, fmt, io, path::PathBuf};

pub use choose::Question;
pub use loss::Loss;
pub use save::{save_as, save_into};
pub use view::View;

use self::csv::Sheet;
use super::Tables;
use crate::model::{
    Graph,
    graph::{EdgeIndex, NodeIndex},
};

/// A part of a graph that leaves.
#[derive(Debug)]
pub struct Export<'a> {
    /// The graph that it is a part of, for formats that have words of their own for what is meant.
    pub graph: &'a Graph,
    /// How it is seen.
    pub view: View,
    /// The language of labels.
    pub lang: &'a str,
    /// What was counted and chosen, in a sentence.
    pub chosen: String,
    /// For whom tables are written.
    pub reader: Reader,
    /// Nodes and edges.
    pub tables: Tables,
    /// What each node of the tables stands for; `None` for a link that is made by a tie.
    pub nodes: Vec<Option<NodeIndex>>,
    /// The tie that each edge of the tables is; `None` in views that do not show ties.
    pub ties: Vec<Option<EdgeIndex>>,
}

/// A file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A table cannot be written.
    #[error("cannot write a table: {0}")]
    Csv(#[from] ::csv::Error),
    /// A document cannot be written.
    #[error("cannot write a document: {0}")]
    Json(#[from] serde_json::Error),
    /// A text cannot be written.
    #[error("cannot write a text: {0}")]
    Text(#[from] fmt::Error),
    /// A format cannot be written to memory.
    #[error("cannot write: {0}")]
    Memory(#[from] io::Error),
    /// A Parquet file cannot be written.
    #[cfg(feature = "parquet")]
    #[error("cannot write Parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// A file cannot be written.
    #[error("cannot write `{path}`: {source}; nothing was changed")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is written, but cannot take its place.
    #[error("cannot replace `{path}`: {source}; of several files, those before it are new")]
    Unplaced {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// For whom the cells of a table are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// For programs: every text as it is.
    #[default]
    Program,
    /// For a spreadsheet, which runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return: such a text has an apostrophe before it. A byte
    /// order mark says that the file is UTF-8.
    Spreadsheet,
}

/// Makes an enum whose variants are the rows of a table of formats.
macro_rules! formats {
    ($($(#[$built:meta])? $variant:ident $word:literal $title:literal $files:ident [$($view:ident)+] $write:path, $loses:expr;)+) => {
        /// A format that a base leaves in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$built])? #[doc = $title] $variant,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &[Self] = &[$($(#[$built])? Self::$variant,)+];

            /// The word for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $($(#[$built])? Self::$variant => $word,)+ }
            }

            /// What it is, in a phrase.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $($(#[$built])? Self::$variant => $title,)+ }
            }

            /// How many files it is.
            #[must_use]
            pub const fn files(self) -> Files {
                match self { $($(#[$built])? Self::$variant => Files::$files,)+ }
            }

            /// The views that it can show; the first is shown unless another is asked for.
            #[must_use]
            pub const fn views(self) -> &'static [View] {
                match self { $($(#[$built])? Self::$variant => &[$(View::$view),+],)+ }
            }

            /// What it cannot hold.
            #[must_use]
            pub const fn cannot_hold(self) -> &'static [Loss] {
                match self { $($(#[$built])? Self::$variant => $loses,)+ }
            }

            /// The files of an export, in a fixed order.
            ///
            /// # Errors
            ///
            /// When the writer of a format fails.
            pub fn write(self, export: &Export<'_>) -> Result<Vec<File>, Error> {
                match self { $($(#[$built])? Self::$variant => $write(export),)+ }
            }
        }
    };
}

/// How many files a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// One.
    One,
    /// Several, in a folder.
    Several,
}

formats! {
    Csv "csv" "Tables of nodes and edges (CSV)" Several [Ties TwoMode Links] csv::write, csv::CANNOT_HOLD;
    Gephi "gephi" "Tables as Gephi imports them (CSV)" Several [Ties TwoMode Links] gephi::write, gephi::CANNOT_HOLD;
    Neo4j "neo4j" "Tables as Neo4j's bulk import takes them (CSV)" Several [Ties TwoMode Links] neo4j::write, neo4j::CANNOT_HOLD;
    Cypher "cypher" "A script of openCypher" One [Ties TwoMode Links] cypher::write, cypher::CANNOT_HOLD;
    Graphml "graphml" "GraphML" One [Ties TwoMode Links] graphml::write, graphml::CANNOT_HOLD;
    Gexf "gexf" "GEXF 1.3, with time" One [Ties TwoMode Links] gexf::write, gexf::CANNOT_HOLD;
    Gml "gml" "GML" One [Ties TwoMode Links] gml::write, gml::CANNOT_HOLD;
    Pajek "pajek" "Pajek: a network and partitions" Several [TwoMode Links] pajek::write, pajek::CANNOT_HOLD;
    Ucinet "ucinet" "UCINET: DL, and a table of labels" Several [TwoMode Links] ucinet::write, ucinet::CANNOT_HOLD;
    NodeLink "node-link" "JSON of nodes and edges, as networkx and D3 have it" One [Ties TwoMode Links] json::node_link, json::CANNOT_HOLD;
    Cytoscape "cytoscape" "JSON for Cytoscape and Cytoscape.js" One [Ties TwoMode Links] json::cytoscape, json::CANNOT_HOLD;
    Turtle "turtle" "RDF in Turtle: schema.org, ORG, PROV-O" One [Ties] turtle::write, turtle::CANNOT_HOLD;
    Ftm "ftm" "FollowTheMoney entities, one a line" One [Ties] ftm::write, ftm::CANNOT_HOLD;
    Geojson "geojson" "GeoJSON: parties as points, links as lines" One [Links] geojson::write, geojson::CANNOT_HOLD;
    #[cfg(feature = "parquet")] Parquet "parquet" "Tables of nodes and edges, with types (Parquet)" Several [Ties TwoMode Links] parquet::write, parquet::CANNOT_HOLD;
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.word() == word)
    }

    /// Is it made of tables that a spreadsheet opens?
    #[must_use]
    pub const fn is_tabular(self) -> bool {
        matches!(self, Self::Csv | Self::Gephi)
    }
}

impl Export<'_> {
    /// What is lost in a format, each loss as a sentence.
    #[must_use]
    pub fn losses(&self, format: Format) -> Vec<String> {
        format.cannot_hold().iter().filter_map(|loss| loss.of(self)).collect()
    }

    /// How many of the nodes are parties, where the others are links.
    fn parties(&self) -> Option<usize> {
        (self.view == View::TwoMode).then(|| self.tables.edges.iter().map(|edge| edge.to).min().unwrap_or(self.tables.nodes.len()))
    }

    /// What lies in what, of the nodes: ids of what is within and of what it is directly within.
    fn containment(&self) -> impl Iterator<Item = (&str, &str)> {
        let id = |node: NodeIndex| self.graph.node(node).id.as_str();
        let present: BTreeSet<NodeIndex> = self.nodes.iter().flatten().copied().collect();
        let pairs: Vec<_> =
            present.iter().filter_map(|&node| Some((node, self.graph.container(node).filter(|up| present.contains(up))?))).collect();
        pairs.into_iter().map(move |(node, up)| (id(node), id(up)))
    }

    /// A table that tells whom the labels of a network mean.
    fn legend(&self) -> Sheet {
        let mut sheet = csv::nodes(self, &csv::Heads { node: ["id", "name", "kind"], edge: [""; 5] });
        sheet.name = "labels";
        sheet.columns.truncate(3);
        sheet.rows.iter_mut().for_each(|row| row.truncate(3));
        sheet
    }
}
