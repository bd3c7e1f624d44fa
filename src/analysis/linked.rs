//! Which provinces link to an oblast, by what, and through whom?
//!
//! # Definitions
//!
//! ```text
//! inside(P)   = P and all that lies in P, at any depth
//! link ∈ row  ⇔ it has a member in inside(place) and a member that rolls up to the row and lies in the target
//! direct      ⇔ the place itself and the row itself are members of one link
//! links(row)  = number of links;  papers(row) = number of them that are agreements
//! ```
//!
//! A link is an agreement, a venture, a centre or a tie, so an agreement of three towns of one oblast with a province is one link, and it is one
//! whether it is seen from a town, the oblast or the country. A link between rows of several provinces is counted in each of their rows and
//! once in the total. Minsk and Minsk Oblast are two regions: neither lies in the other.
//!
//! What acts for a whole country (a ministry, the state itself) has no province and is shown as a row of the country.
//!
//! # Cost
//!
//! Each member of each link is taken up once: O(m·d) for m memberships and depth d of containment, and a sort of the rows.

use std::collections::BTreeMap;

use crate::{
    model::{Date, Graph, Kind, Status, graph::NodeIndex},
    network::{Level, Link, Reason},
};

/// Whose links are asked for, and how the other side is shown.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The place or party asked about.
    pub place: NodeIndex,
    /// Where the other members must lie.
    pub targets: &'a [NodeIndex],
    /// The level of the rows.
    pub level: Level,
}

/// One link as seen by a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index of the link.
    pub link: usize,
    /// Its members in the place asked about.
    pub here: Vec<NodeIndex>,
    /// Its members in the row.
    pub there: Vec<NodeIndex>,
}

/// The links of the place with one province (or city, party, country).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the other members roll up to.
    pub there: NodeIndex,
    /// Whether place and row are joined themselves, not only through what lies in them.
    pub direct: bool,
    /// The links: direct ones first, then by date, undated last.
    pub evidence: Vec<Evidence>,
    /// How many of them are agreements.
    pub papers: usize,
    /// The first date.
    pub first: Option<Date>,
    /// The last date.
    pub last: Option<Date>,
    /// The statuses that occur, in order.
    pub statuses: Vec<Status>,
}

/// The answer: rows by number of links, most first, then by English name; and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// What counts.
    pub rows: Vec<Row>,
    /// What does not count, and why.
    pub left_out: Vec<(Reason, Evidence)>,
    /// Number of different links in all rows.
    pub links: usize,
    /// Number of different agreements in all rows.
    pub papers: usize,
}

/// Answers a [`Question`] from links chosen by [`links`](crate::network::links).
///
/// A link with no member outside the place is none of its links; an end in the place itself is never a row.
#[must_use]
pub fn linked(graph: &Graph, links: &[Link], question: &Question<'_>) -> Linked {
    let mut rows: BTreeMap<NodeIndex, Vec<Evidence>> = BTreeMap::new();
    let mut answer = Linked::default();
    for (index, link) in links.iter().enumerate() {
        let (here, out): (Vec<NodeIndex>, Vec<NodeIndex>) = link.members.iter().partition(|&&m| graph.lies_in(m, question.place));
        let there: Vec<NodeIndex> =
            out.into_iter().filter(|&member| question.targets.iter().any(|&target| graph.lies_in(member, target))).collect();
        if here.is_empty() || there.is_empty() {
            continue;
        }
        if let Err(reason) = link.verdict {
            answer.left_out.push((reason, Evidence { link: index, here, there }));
            continue;
        }
        answer.links += 1;
        answer.papers += usize::from(link.via.paper(graph).is_some());
        let mut by_row: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
        for member in there {
            by_row.entry(question.level.of(graph, member)).or_default().push(member);
        }
        for (row, there) in by_row {
            rows.entry(row).or_default().push(Evidence { link: index, here: here.clone(), there });
        }
    }
    answer.rows = rows.into_iter().map(|(there, evidence)| row(graph, links, question.place, there, evidence)).collect();
    answer.rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.evidence.len()), graph.node(row.there).name("en").to_owned(), row.there));
    answer.left_out.sort_by_key(|(reason, evidence)| (*reason, evidence.link));
    answer
}

fn row(graph: &Graph, links: &[Link], place: NodeIndex, there: NodeIndex, mut evidence: Vec<Evidence>) -> Row {
    let direct = |evidence: &Evidence| evidence.here.contains(&place) && evidence.there.contains(&there);
    let facts = |evidence: &Evidence| links[evidence.link].via.facts(graph);
    evidence.sort_by_cached_key(|one| {
        let date = facts(one).date.clone();
        (!direct(one), date.is_none(), date, one.link)
    });
    let dates = || evidence.iter().filter_map(|one| facts(one).date.clone());
    let (first, last) = (dates().min(), dates().max());
    let mut statuses: Vec<Status> = evidence.iter().map(|one| facts(one).standing()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let papers = evidence.iter().filter(|one| links[one.link].via.paper(graph).is_some()).count();
    Row { there, direct: evidence.iter().any(direct), evidence, papers, first, last, statuses }
}

/// The regions of a country, in the order of their English names.
#[must_use]
pub fn regions(graph: &Graph, country: NodeIndex) -> Vec<NodeIndex> {
    let inside = graph.nodes().filter(|&(index, node)| node.kind == Kind::Region && graph.country(index) == Some(country));
    let mut regions: Vec<NodeIndex> = inside.map(|(index, _)| index).collect();
    regions.sort_by_cached_key(|&region| graph.node(region).name("en").to_owned());
    regions
}
