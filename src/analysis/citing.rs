//! What rests on this source?
//!
//! A record rests on a source when it cites it: a node, a tie written on its own, or a claim. A tie written inside a node shares the citations of that
//! node and is not counted beside it. A record that cites several places of a source is met once for each.
//!
//! O(c log c) in the citations of the base.

use crate::model::{
    Citation, Graph, Id,
    graph::{EdgeIndex, NodeIndex},
};

/// A record that can cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A node.
    Node(NodeIndex),
    /// A tie written on its own.
    Tie(EdgeIndex),
    /// The claim at this index of [`Graph::claims`].
    Claim(usize),
}

/// Every citation of the base with the record that makes it: nodes, ties and claims, each in index order.
pub fn citations(graph: &Graph) -> impl Iterator<Item = (Record, &Citation)> {
    let nodes = graph.nodes().map(|(index, node)| (Record::Node(index), &node.facts.sources));
    let ties = graph.ties().filter(|&(tie, ..)| !graph.is_inline(tie)).map(|(tie, ..)| (Record::Tie(tie), &graph.facts(tie).sources));
    let claims = graph.claims().iter().enumerate().map(|(index, claim)| (Record::Claim(index), &claim.sources));
    nodes.chain(ties).chain(claims).flat_map(|(record, citations)| citations.iter().map(move |citation| (record, citation)))
}

/// The citations of one source, in the order of the places in it (chapter, footnote, page, section), then of the records.
#[must_use]
pub fn citing<'a>(graph: &'a Graph, source: &Id) -> Vec<(Record, &'a Citation)> {
    let mut citing: Vec<_> = citations(graph).filter(|(_, citation)| citation.source == *source).collect();
    citing.sort_by_key(|&(record, citation)| (citation.place(), record));
    citing
}
