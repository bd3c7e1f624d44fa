//! What has changed between two days, or between two states of a base?
//!
//! # Definitions
//!
//! A view is a graph and the day as of which it is looked at. A record is met in both views by its id; a tie by its ends and type, several alike in the order of
//! their dates. On a day a record is
//!
//! ```text
//! there      with the status that it had on that day
//! not yet    it began later
//! unknown    what is known of its date does not tell whether it had begun
//! ```
//!
//! and between two views it is
//!
//! ```text
//! new        not in the base before, or not yet there
//! upgraded   there in both, its status higher: planned → intended → signed → operating; or new as signed or operating, and it follows a
//!            paper that was there before as planned or intended
//! lapsed     there before as planned to operating; now suspended, lapsed (its term is over) or ended
//! removed    no longer in the base
//! changed    any other difference of its status or of its fields
//! ```
//!
//! Whoever was unknown before or is unknown after, while the other view knows, is undecided: what cannot be told is no change and said so.
//!
//! In one base the status of a record is the one that it has reached last; that it was a plan before is known only when the plan is a record of its own, which
//! the later paper `follows`. So between two days of one base a letter of intent that came to an agreement is told where the base states both.
//!
//! A plan (planned or intended) is stale when its expected date lies wholly before the day.
//!
//! O(n + m) in records of both views, and their sorting.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;

use crate::{
    model::{
        Date, Facts, Graph, Id, Kind, Node, Status, TieType, Truth,
        graph::{EdgeIndex, NodeIndex},
    },
    network::{Choice, Level, Link, Reason, links},
};

/// A graph as it is looked at.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// The day, and which statuses the network counts.
    pub choice: Choice,
}

/// A record: a node, or a tie written on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A node.
    Node(NodeIndex),
    /// A tie written on its own.
    Tie(EdgeIndex),
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is there now.
    New,
    /// Its status rose.
    Upgraded,
    /// It has run out, or been suspended or ended.
    Lapsed,
    /// It is no longer in the base.
    Removed,
    /// Something else of it differs.
    Changed,
    /// What is known of its date does not tell.
    Undecided,
}

/// A record that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What became of it.
    pub change: Change,
    /// The record: of the graph before when it was removed, else of the graph after.
    pub record: Record,
    /// Its status before, where it was there.
    pub was: Option<Status>,
    /// Its status after, where it is there.
    pub is: Option<Status>,
    /// The fields that differ, in the order of the file format.
    pub fields: Vec<&'static str>,
    /// The plan or letter of intent, of the graph before, that a paper followed and was upgraded from.
    pub followed: Option<Record>,
}

/// A network in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Links that count.
    pub links: usize,
    /// Agreements among them.
    pub papers: usize,
    /// Parties and centres that have a link.
    pub parties: BTreeSet<Id>,
    /// Pairs of regions of different countries that a link joins, themselves or through what lies in them.
    pub regions: BTreeSet<(Id, Id)>,
}

impl Change {
    /// Every change, in the order in which they are told.
    pub const ALL: &[Self] = &[Self::New, Self::Upgraded, Self::Lapsed, Self::Removed, Self::Changed, Self::Undecided];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Upgraded => "upgraded",
            Self::Lapsed => "lapsed",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Undecided => "undecided",
        }
    }
}

impl Record {
    /// What is known of it.
    #[must_use]
    pub fn facts(self, graph: &Graph) -> &Facts {
        match self {
            Self::Node(node) => &graph.node(node).facts,
            Self::Tie(tie) => graph.facts(tie),
        }
    }
}

/// What a record is on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    There(Status),
    NotYet,
    Unknown,
}

impl View<'_> {
    fn state(&self, record: Record) -> State {
        let facts = record.facts(self.graph);
        // A place, or an organisation of which nothing is said, is there whatever the day.
        if facts.status.is_none() && facts.date.is_none() && facts.until.is_none() {
            return State::There(Status::Operating);
        }
        let judge = |count: Vec<Status>| Choice { count, as_of: self.choice.as_of.clone() }.judge(self.graph, facts);
        match judge(Status::ALL.to_vec()) {
            Err(Reason::Later) => State::NotYet,
            Err(_) => State::Unknown,
            // An event has been held; that its last day has passed ends nothing.
            Ok(()) if matches!(record, Record::Node(node) if self.graph.node(node).kind == Kind::Event) => State::There(facts.standing()),
            // Of all statuses, the one that counts on the day by itself.
            Ok(()) => {
                let on_the_day = Status::ALL.iter().copied().find(|&status| judge(vec![status]).is_ok());
                State::There(on_the_day.unwrap_or_else(|| facts.standing()))
            }
        }
    }

    /// The records by what they are met by.
    fn records(&self) -> BTreeMap<Key<'_>, Record> {
        let mut records: BTreeMap<Key<'_>, Record> =
            self.graph.nodes().map(|(index, node)| (Key { id: &node.id, tie: None }, Record::Node(index))).collect();
        // Ties alike follow each other in the order of their dates.
        let mut alike: BTreeMap<(&Id, TieType, &Id), usize> = BTreeMap::new();
        for (tie, near, tie_type, far) in self.graph.ties().filter(|&(tie, ..)| !self.graph.is_inline(tie)) {
            let (near, far) = (&self.graph.node(near).id, &self.graph.node(far).id);
            let number = alike.entry((near, tie_type, far)).or_default();
            records.insert(Key { id: near, tie: Some((tie_type, far, *number)) }, Record::Tie(tie));
            *number += 1;
        }
        records
    }
}

/// What a record is met by in another view: the id of a node; of a tie its near end, type, far end and number among those alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    id: &'a Id,
    tie: Option<(TieType, &'a Id, usize)>,
}

/// The records that differ between two views: by change, then nodes and ties in the order of ids.
#[must_use]
pub fn changes(before: &View<'_>, after: &View<'_>) -> Vec<Item> {
    let (old, new) = (before.records(), after.records());
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    let mut items: Vec<Item> = Vec::new();
    for key in keys {
        let (old, new) = (old.get(&key).copied(), new.get(&key).copied());
        let state = |view: &View<'_>, record: Option<Record>| record.map(|record| view.state(record));
        let (was, is) = (state(before, old), state(after, new));
        let fields = match (old, new) {
            (Some(Record::Node(a)), Some(Record::Node(b))) => node_fields(before.graph.node(a), after.graph.node(b)),
            (Some(a), Some(b)) => facts_fields(a.facts(before.graph), b.facts(after.graph)),
            _ => Vec::new(),
        };
        if let (Some(change), Some(record)) = (change(was, is, !fields.is_empty()), new.or(old)) {
            let status = |state| if let Some(State::There(status)) = state { Some(status) } else { None };
            items.push(Item { change, record, was: status(was), is: status(is), fields, followed: None });
        }
    }
    let followed = |item: &Item| {
        let Record::Node(later) = item.record else { return None };
        let follows = after.graph.ties_of(later, Direction::Outgoing).into_iter().filter(|(_, tie, _)| *tie == TieType::Follows);
        let mut plans = follows.filter_map(|(.., earlier)| {
            let earlier = *old.get(&Key { id: &after.graph.node(earlier).id, tie: None })?;
            match before.state(earlier) {
                State::There(status @ (Status::Planned | Status::Intended)) => Some((earlier, status)),
                _ => None,
            }
        });
        plans.next()
    };
    for item in items.iter_mut().filter(|item| item.change == Change::New && matches!(item.is, Some(Status::Signed | Status::Operating))) {
        if let Some((earlier, status)) = followed(item) {
            (item.change, item.was, item.followed) = (Change::Upgraded, Some(status), Some(earlier));
        }
    }
    items.sort_by_key(|item| item.change);
    items
}

fn change(was: Option<State>, is: Option<State>, differs: bool) -> Option<Change> {
    use State::{NotYet, There, Unknown};
    let alive = |status: Status| status <= Status::Operating;
    Some(match (was, is) {
        (None, None) => return None,
        (None, Some(_)) => Change::New,
        (Some(_), None) => Change::Removed,
        (Some(NotYet), Some(There(_))) => Change::New,
        (Some(Unknown), Some(There(_))) | (Some(NotYet | There(_)), Some(Unknown)) => Change::Undecided,
        (Some(There(a)), Some(There(b))) if alive(a) && !alive(b) => Change::Lapsed,
        (Some(There(a)), Some(There(b))) if a < b && alive(b) => Change::Upgraded,
        (Some(There(a)), Some(There(b))) if a != b => Change::Changed,
        _ if differs => Change::Changed,
        _ => return None,
    })
}

/// The fields in which two nodes differ.
fn node_fields(a: &Node, b: &Node) -> Vec<&'static str> {
    let own = [
        ("kind", a.kind != b.kind),
        ("form", a.form != b.form),
        ("names", a.names != b.names),
        ("also", a.also != b.also),
        ("spelled", a.spelled != b.spelled),
        ("within", a.within != b.within),
        ("seat", a.seat != b.seat),
        ("codes", a.codes != b.codes),
        ("at", a.at != b.at),
    ];
    let mut fields: Vec<&str> = own.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect();
    for tie in TieType::ALL {
        let near =
            |node: &Node| -> BTreeSet<Id> { node.inline.iter().filter(|(of, _)| of == tie).flat_map(|(_, ids)| ids.clone()).collect() };
        if near(a) != near(b) {
            fields.extend(tie.row().inline);
        }
    }
    fields.extend(facts_fields(&a.facts, &b.facts));
    fields.extend((a.distinct_from != b.distinct_from).then_some("distinct_from"));
    fields.extend((a.url != b.url).then_some("url"));
    fields
}

/// The fields in which the facts of two records differ.
fn facts_fields(a: &Facts, b: &Facts) -> Vec<&'static str> {
    let fields = [
        ("date", a.date != b.date),
        ("until", a.until != b.until),
        ("expected", a.expected != b.expected),
        ("status", a.status != b.status),
        ("fields", a.fields != b.fields),
        ("value", a.value != b.value),
        ("sources", a.sources != b.sources),
        ("basis", a.basis != b.basis),
        ("note", a.note != b.note),
    ];
    fields.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect()
}

/// Plans whose expected date has passed, in index order, nodes first.
#[must_use]
pub fn stale(view: &View<'_>) -> Vec<Record> {
    let graph = view.graph;
    let day = view.choice.as_of.as_ref().unwrap_or(&graph.header().updated);
    // A partial day asks for the end of what it can mean.
    let day = day.latest().map_or_else(|| day.clone(), Date::day);
    let nodes = graph.nodes().map(|(index, _)| Record::Node(index));
    let ties = graph.ties().filter(|&(tie, ..)| !graph.is_inline(tie)).map(|(tie, ..)| Record::Tie(tie));
    let passed = |record: &Record| {
        let facts = record.facts(graph);
        let plan = matches!(view.state(*record), State::There(Status::Planned | Status::Intended));
        plan && facts.expected.as_ref().is_some_and(|expected| expected.over_before(&day) == Truth::Yes)
    };
    nodes.chain(ties).filter(passed).collect()
}

/// The network of a view in numbers, of those links alone that are wanted.
#[must_use]
pub fn picture(view: &View<'_>, wanted: impl Fn(&Link) -> bool) -> Picture {
    let graph = view.graph;
    let id = |node: NodeIndex| graph.node(node).id.clone();
    let mut picture = Picture::default();
    for link in links(graph, &view.choice).iter().filter(|link| link.verdict.is_ok() && wanted(link)) {
        picture.links += 1;
        picture.papers += usize::from(link.via.paper(graph).is_some());
        picture.parties.extend(link.members.iter().copied().map(id));
        let above: BTreeSet<NodeIndex> = link.members.iter().map(|&member| Level::Region.of(graph, member)).collect();
        let above: Vec<NodeIndex> = above.into_iter().filter(|&node| graph.node(node).kind == Kind::Region).collect();
        for (i, &a) in above.iter().enumerate() {
            for &b in above[i + 1..].iter().filter(|&&b| graph.country(a) != graph.country(b)) {
                picture.regions.insert((id(a), id(b)));
            }
        }
    }
    picture
}
