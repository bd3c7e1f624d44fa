//! Which group a vertex is in, under the partition that was asked for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Arguments, Partition};
use crate::{
    analysis::unfit::Unfit,
    cli::{failure::Failure, subject::Subject, subject::read, wording::capitalised},
    network::Level,
};

/// The groups of the vertices.
pub(super) struct Groups {
    /// The group of each vertex.
    pub of: Vec<Option<u32>>,
    /// What each group is called.
    pub names: Vec<GroupRef>,
    /// What makes a group, as in "partition: country".
    pub by: String,
}

/// A group in a document.
#[derive(Clone, Serialize)]
pub(super) struct GroupRef {
    pub id: String,
    pub name: String,
}

impl Groups {
    /// The groups asked for, or why there are none.
    pub fn of(arguments: &Arguments, subject: &Subject) -> Result<Result<Self, Unfit>, Failure> {
        if arguments.partition == Some(Partition::ClusterComponent) {
            return Ok(Err(Unfit::ByConstruction {
                measure: "a partition into components",
                reason: "no tie leads out of a component, so the E–I index is −1 and every broker a coordinator",
                instead: "take country, region or kind, or ask `accord bridges` who holds a cluster together",
            }));
        }
        if let Some(path) = &arguments.groups {
            let bytes = read(path)
                .map_err(|error| Failure::Data { message: format!("cannot read `{}`: {error}", path.display()), hints: Vec::new() })?;
            return listed(&String::from_utf8_lossy(&bytes), subject)
                .map(|(of, names)| Ok(Self { of, names, by: "the groups of the file".to_owned() }))
                .map_err(|why| Failure::Data {
                    message: format!("`{}`: {why}", path.display()),
                    hints: vec!["a vertex of the list of edges and its group on each line, like `minsk belarus`".to_owned()],
                });
        }
        let Some(base) = &subject.base else {
            if arguments.partition.is_some() {
                return Err(Failure::usage(
                    "a list of edges has no countries, regions or kinds",
                    "give the group of each vertex with --groups FILE",
                ));
            }
            return Ok(Err(Unfit::ByConstruction {
                measure: "a list of edges",
                reason: "without groups, ties have none to stay in or to lead out of",
                instead: "give the group of each vertex with --groups FILE",
            }));
        };
        let (graph, session) = (&base.session.graph, &base.session);
        let partition = arguments.partition.unwrap_or(Partition::Country);
        // Groups are numbered in the order of ids, or of the table of kinds.
        let key = |vertex: u32| {
            let node = subject.node(vertex)?;
            match partition {
                Partition::Kind => Some(graph.node(node).kind as usize),
                Partition::Region => Some(Level::Region.of(graph, node).index()),
                Partition::Country | Partition::ClusterComponent => graph.country(node).map(crate::model::graph::NodeIndex::index),
            }
        };
        let mut names = BTreeMap::new();
        for vertex in subject.packed.vertices() {
            let (Some(node), Some(key)) = (subject.node(vertex), key(vertex)) else { continue };
            names.entry(key).or_insert_with(|| match partition {
                Partition::Kind => {
                    let kind = graph.node(node).kind;
                    GroupRef { id: kind.word().to_owned(), name: capitalised(kind.plural()) }
                }
                Partition::Region => named(session, Level::Region.of(graph, node)),
                Partition::Country | Partition::ClusterComponent => named(session, graph.country(node).unwrap_or(node)),
            });
        }
        let number: BTreeMap<usize, u32> = names.keys().copied().zip(0..).collect();
        let of = subject.packed.vertices().map(|vertex| key(vertex).and_then(|key| number.get(&key).copied())).collect();
        let by = match partition {
            Partition::Kind => "kind",
            Partition::Region => "region",
            Partition::Country | Partition::ClusterComponent => "country",
        };
        Ok(Ok(Self { of, names: names.into_values().collect(), by: by.to_owned() }))
    }
}

fn named(session: &crate::cli::session::Session, node: crate::model::graph::NodeIndex) -> GroupRef {
    GroupRef { id: session.graph.node(node).id.to_string(), name: session.name(node).to_owned() }
}

/// Reads `vertex group` lines; groups are numbered in the order of their names.
fn listed(text: &str, subject: &Subject) -> Result<(Vec<Option<u32>>, Vec<GroupRef>), String> {
    let vertex: BTreeMap<String, u32> = subject.packed.vertices().map(|vertex| (subject.name(vertex), vertex)).collect();
    let mut named: Vec<Option<&str>> = vec![None; subject.packed.len()];
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', '%']) {
            continue;
        }
        let mut parts = line.split([' ', '\t', ',', ';']).filter(|part| !part.is_empty());
        let (Some(id), Some(group), None) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("line {}: write a vertex and its group, without blanks in either", index + 1));
        };
        let &at = vertex.get(id).ok_or_else(|| format!("line {}: `{id}` is no vertex of the list of edges", index + 1))?;
        if named[at as usize].is_some_and(|before| before != group) {
            return Err(format!("line {}: `{id}` has a group already; a vertex is in one", index + 1));
        }
        named[at as usize] = Some(group);
    }
    let groups: std::collections::BTreeSet<&str> = named.iter().flatten().copied().collect();
    let number: BTreeMap<&str, u32> = groups.iter().copied().zip(0..).collect();
    let of = named.iter().map(|group| group.and_then(|group| number.get(group).copied())).collect();
    Ok((of, groups.into_iter().map(|group| GroupRef { id: group.to_owned(), name: group.to_owned() }).collect()))
}
