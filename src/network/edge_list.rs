//! A network from outside: a plain list of edges, without a base.
//!
//! One edge a line: two ids and, where there is one, a weight, separated by blanks, tabs, commas or semicolons. Ids are of any form without those.
//! Lines that are blank or begin with `#` or `%` are comments, so the files of SNAP, KONECT and Network Repository are read as they
//! are. Vertices are numbered in the order in which their ids first occur.

use std::collections::HashMap;

use super::Packed;

/// A network read from a list of edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgeList {
    /// The id of each vertex.
    pub labels: Vec<String>,
    /// The network.
    pub packed: Packed,
}

/// Why a text is not a list of edges.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdgeList {
    /// A line has no second id.
    #[error("line {line}: `{text}` is no edge; write two ids and, if there is one, a weight")]
    NoEdge {
        /// Number of the line, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A weight is not a number that can be added up.
    #[error("line {line}: the weight `{weight}` is not a finite number")]
    BadWeight {
        /// Number of the line, from 1.
        line: usize,
        /// The weight as written.
        weight: String,
    },
    /// The text is not UTF-8.
    #[error("line {line} is not UTF-8 text")]
    NotText {
        /// Number of the line, from 1.
        line: usize,
    },
    /// There are more vertices than 32 bits can number.
    #[error("there are more than {} vertices", u32::MAX)]
    TooMany,
}

impl EdgeList {
    /// Reads a list of edges. One pass over the text.
    ///
    /// ```
    /// use accord::network::EdgeList;
    /// let list = EdgeList::parse(b"# a triangle and a tail\na b\nb c\nc a 2\nc d\n").unwrap();
    /// assert_eq!(list.labels, ["a", "b", "c", "d"]);
    /// assert_eq!(list.packed.edges(), 4);
    /// assert!(EdgeList::parse(b"a\n").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// When a line is no edge, a weight no finite number, or the text not UTF-8.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadEdgeList> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            BadEdgeList::NotText { line: before.iter().filter(|&&byte| byte == b'\n').count() + 1 }
        })?;
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut labels: Vec<&str> = Vec::new();
        let mut edges = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', '%']) {
                continue;
            }
            let mut parts = line.split([' ', '\t', ',', ';']).filter(|part| !part.is_empty());
            let (Some(a), Some(b)) = (parts.next(), parts.next()) else {
                return Err(BadEdgeList::NoEdge { line: index + 1, text: line.chars().take(60).collect() });
            };
            let weight = match parts.next() {
                None => 1.0,
                Some(weight) => weight
                    .parse()
                    .ok()
                    .filter(|weight: &f64| weight.is_finite())
                    .ok_or_else(|| BadEdgeList::BadWeight { line: index + 1, weight: weight.chars().take(40).collect() })?,
            };
            let mut number = |id| {
                let next = u32::try_from(labels.len()).ok().filter(|&next| next < u32::MAX).ok_or(BadEdgeList::TooMany)?;
                Ok(*numbers.entry(id).or_insert_with(|| {
                    labels.push(id);
                    next
                }))
            };
            edges.push((number(a)?, number(b)?, weight));
        }
        Ok(Self { packed: Packed::new(labels.len(), &edges), labels: labels.into_iter().map(str::to_owned).collect() })
    }
}
