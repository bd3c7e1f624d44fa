//! In which file does a new record go? Behind its like: where a person would look for it.

use std::collections::BTreeMap;

use super::draft::{Draft, What};
use crate::{
    cli::{failure::Failure, session::Session},
    model::{Id, Kind, KindSet, Node, graph::NodeIndex},
    store::{HEADER, Loaded, Place},
};

/// The file that is wished for, else the one where most of its like stand, else one of the name of its like.
pub fn file(session: &Session, loaded: &Loaded, draft: &Draft, wished: Option<&str>) -> Result<String, Failure> {
    let Some(wished) = wished else {
        return Ok(most_like(session, loaded, draft).unwrap_or_else(|| default(draft.what).to_owned()));
    };
    let path = wished.replace('\\', "/");
    let is_sound = path.ends_with(".ron") && path != HEADER && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    if is_sound {
        return Ok(path);
    }
    let message = format!("`{wished}` cannot hold records");
    Err(Failure::usage(message, "give a path below the folder of the base that ends in .ron, such as agreements/places.ron"))
}

/// How a node is known to its like: its kind, then the kinds of its parties or the country that it lies in.
type Likeness = (Kind, Vec<String>);

fn most_like(session: &Session, loaded: &Loaded, draft: &Draft) -> Option<String> {
    let (records, places) = (&loaded.records, &loaded.places);
    let found = match draft.what {
        What::Tie => {
            let tie = draft.values("type").first()?;
            let ties = || records.ties.iter().zip(&places.ties);
            most(ties().filter(|(one, _)| one.tie.word() == tie).map(|(_, place)| place)).or_else(|| most(ties().map(|(_, place)| place)))
        }
        What::Source => most(places.sources.iter()),
        What::Claim => most(places.claims.iter()),
        What::Node(kind) => {
            let nodes = || records.nodes.iter().zip(&places.nodes);
            let among = |like: &dyn Fn(&Node) -> bool| most(nodes().filter(|(node, _)| like(node)).map(|(_, place)| place));
            let wanted = likeness(session, kind, &draft.ids("within"), &draft.ids("parties"));
            among(&|node| node.kind == kind && of_node(session, node) == wanted)
                .or_else(|| among(&|node| node.kind == kind))
                .or_else(|| among(&|node| default(What::Node(node.kind)) == default(draft.what)))
        }
    };
    found.map(|file| loaded.base.files[file].path.clone())
}

/// The file that most of these places are in; of several, the first.
fn most<'a>(places: impl Iterator<Item = &'a Place>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    places.for_each(|place| *counts.entry(place.file).or_default() += 1);
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(file, _)| file)
}

fn of_node(session: &Session, node: &Node) -> Likeness {
    let parties = node.inline.iter().filter(|(tie, _)| tie.row().inline == Some("parties")).flat_map(|(_, ids)| ids);
    let within: Vec<&str> = node.within.iter().map(Id::as_str).collect();
    likeness(session, node.kind, &within, &parties.map(Id::as_str).collect::<Vec<_>>())
}

fn likeness(session: &Session, kind: Kind, within: &[&str], parties: &[&str]) -> Likeness {
    let find = |id: &&str| session.graph.find(id);
    let mut like: Vec<String> = if kind == Kind::Agreement {
        // A paper of a province with a city is one of places.
        let class = |node: NodeIndex| default(What::Node(session.graph.node(node).kind)).to_owned();
        parties
            .iter()
            .filter_map(find)
            .map(|node| if session.graph.node(node).kind == Kind::Country { "state".to_owned() } else { class(node) })
            .collect()
    } else {
        let country = |node: NodeIndex| session.graph.country(node).map(|country| session.graph.node(country).id.to_string());
        within.iter().filter_map(find).filter_map(country).collect()
    };
    like.sort_unstable();
    like.dedup();
    (kind, like)
}

/// The file for the first of its like.
const fn default(what: What) -> &'static str {
    match what {
        What::Node(Kind::Agreement) => "agreements.ron",
        What::Node(Kind::Centre) => "centres.ron",
        What::Node(Kind::Event) => "events.ron",
        What::Node(kind) if KindSet::PLACES.has(kind) => "places.ron",
        What::Node(_) => "organisations.ron",
        What::Tie => "ties.ron",
        What::Source => "sources.ron",
        What::Claim => "claims.ron",
    }
}
