//! What a check looks at: the records, where they stand, and who is called what.

use std::{
    cell::{OnceCell, RefCell},
    collections::{HashMap, HashSet},
};

use super::shared_names::{Pair, pairs};
use crate::{
    model::{Facts, Id, Node, Source, TieType},
    store::{Cut, Finding, Loaded, Place, Span},
};

/// The records of a base with what every check needs to find its way among them.
///
/// Its maps are only ever asked, never walked, so that no order of theirs reaches a finding.
pub struct Context<'a> {
    /// The base as read.
    pub loaded: &'a Loaded,
    nodes: HashMap<&'a str, usize>,
    sources: HashMap<&'a str, usize>,
    unread: HashSet<&'a str>,
    damaged: HashMap<Place, Vec<Mark>>,
    /// The records that were pointed into, so that one full of faults is cut into its parts once.
    cuts: RefCell<HashMap<Place, Cut<'a>>>,
    /// Made when the first check asks for it.
    shared_names: OnceCell<Vec<Pair<'a>>>,
}

/// A tie, wherever it is written.
#[derive(Clone, Copy)]
pub struct AnyTie<'a> {
    /// The near end.
    pub from: &'a Id,
    /// Its type.
    pub tie: TieType,
    /// The far end.
    pub to: &'a Id,
    /// Its own facts, or those of the node that it is written in.
    pub facts: &'a Facts,
    /// The record that it is written in.
    pub place: Place,
    /// Its place in the list of a node; `None` for a record of its own.
    pub item: Option<usize>,
}

/// A reference from one record to another.
pub struct Reference<'a> {
    /// The id that is referred to.
    pub id: &'a Id,
    /// Whether a source is meant; else a node.
    pub source: bool,
    /// The record that refers.
    pub place: Place,
    /// Where in the record.
    pub spot: Spot<'a>,
}

/// Where in a record something stands, to be looked up when there is a finding.
#[derive(Clone, Copy)]
pub enum Spot<'a> {
    /// The value of a field.
    Field(&'static str),
    /// An id in a list of ids.
    Item(&'static str, usize, &'a Id),
    /// A text in a list.
    ListItem(&'static str, usize),
    /// The value under a key of a map.
    Key(&'static str, &'a str),
    /// An item of the list under a key of a map.
    KeyItem(&'static str, &'a str, usize),
    /// A field of an item of a list of records.
    ItemField(&'static str, usize, &'static str),
}

impl<'a> Context<'a> {
    /// Indexes the records. Where an id is given twice, the first record has it.
    #[must_use]
    pub fn new(loaded: &'a Loaded) -> Self {
        let mut nodes = HashMap::with_capacity(loaded.records.nodes.len());
        for (index, node) in loaded.records.nodes.iter().enumerate() {
            nodes.entry(node.id.as_str()).or_insert(index);
        }
        let mut sources = HashMap::with_capacity(loaded.records.sources.len());
        for (index, source) in loaded.records.sources.iter().enumerate() {
            sources.entry(source.id.as_str()).or_insert(index);
        }
        let unread = loaded.unread.iter().map(Id::as_str).collect();
        Self { loaded, nodes, sources, unread, damaged: damaged(loaded), cuts: RefCell::default(), shared_names: OnceCell::new() }
    }

    /// All nodes, with the place of each.
    pub fn nodes(&self) -> impl Iterator<Item = (&'a Node, Place)> + use<'a> {
        self.loaded.records.nodes.iter().zip(self.loaded.places.nodes.iter().copied())
    }

    /// All ties: those written inside nodes, then those written on their own.
    pub fn ties(&self) -> impl Iterator<Item = AnyTie<'a>> + use<'a> {
        let inline = self.nodes().flat_map(|(node, place)| {
            node.inline.iter().flat_map(move |(tie, ids)| {
                let make = move |(item, from)| AnyTie { from, tie: *tie, to: &node.id, facts: &node.facts, place, item: Some(item) };
                ids.iter().enumerate().map(make)
            })
        });
        let own = self.loaded.records.ties.iter().zip(&self.loaded.places.ties).map(|(tie, &place)| AnyTie {
            from: &tie.from,
            tie: tie.tie,
            to: &tie.to,
            facts: &tie.facts,
            place,
            item: None,
        });
        inline.chain(own)
    }

    /// Every reference of every record.
    pub fn references(&self) -> Vec<Reference<'a>> {
        let mut found = Vec::new();
        let records = &self.loaded.records;
        if let Some(place) = self.loaded.places.header {
            found.extend(ids("sides", &records.header.sides, place));
        }
        for (node, place) in self.nodes() {
            let nodes = |id, spot| Reference { id, source: false, place, spot };
            match node.within.as_slice() {
                [one] => found.push(nodes(one, Spot::Field("within"))),
                several => found.extend(ids("within", several, place)),
            }
            found.extend(node.seat.iter().map(|id| nodes(id, Spot::Field("seat"))));
            for (tie, list) in &node.inline {
                found.extend(ids(tie.row().inline.unwrap_or_default(), list, place));
            }
            found.extend(ids("distinct_from", &node.distinct_from, place));
            found.extend(node.spelled.keys().map(|id| Reference { id, source: true, place, spot: Spot::Key("spelled", id.as_str()) }));
            found.extend(citations(&node.facts.sources, place));
        }
        for (tie, &place) in records.ties.iter().zip(&self.loaded.places.ties) {
            found.push(Reference { id: &tie.from, source: false, place, spot: Spot::Field("from") });
            found.push(Reference { id: &tie.to, source: false, place, spot: Spot::Field("to") });
            found.extend(citations(&tie.facts.sources, place));
        }
        for (claim, &place) in records.claims.iter().zip(&self.loaded.places.claims) {
            found.extend(ids("about", &claim.about, place));
            found.extend(citations(&claim.sources, place));
        }
        found
    }

    /// The first node with this id, and its place.
    #[must_use]
    pub fn node(&self, id: &Id) -> Option<(&'a Node, Place)> {
        let index = self.node_index(id)?;
        Some((self.loaded.records.nodes.get(index)?, *self.loaded.places.nodes.get(index)?))
    }

    /// The index of the first node with this id.
    #[must_use]
    pub fn node_index(&self, id: &Id) -> Option<usize> {
        self.nodes.get(id.as_str()).copied()
    }

    /// The first source with this id.
    #[must_use]
    pub fn source(&self, id: &Id) -> Option<&'a Source> {
        self.loaded.records.sources.get(*self.sources.get(id.as_str())?)
    }

    /// Is there a record of this id that could not be read?
    #[must_use]
    pub fn is_unread(&self, id: &Id) -> bool {
        self.unread.contains(id.as_str())
    }

    /// Was the record at this place read without a fault?
    #[must_use]
    pub fn is_whole(&self, place: Place) -> bool {
        !self.damaged.contains_key(&place)
    }

    /// Can it be said of the record at this place what stands in these fields, and what does not? Not when one of them could not be read, nor when
    /// there is a fault in how the fields are written, such as a name misspelled.
    #[must_use]
    pub fn is_sure_of(&self, place: Place, fields: &[&str]) -> bool {
        let Some(faults) = self.damaged.get(&place) else { return true };
        let values: Vec<Span> = fields.iter().map(|field| self.loaded.field(place, field)).collect();
        let harmless = |fault: &Mark| fault.is_value && !values.iter().any(|value| value.range().contains(&(fault.span.start as usize)));
        faults.iter().all(harmless)
    }

    /// Was the whole base read without a fault?
    #[must_use]
    pub fn all_read(&self) -> bool {
        self.loaded.findings.is_empty()
    }

    /// The nodes that have a name in common without being told apart.
    pub(super) fn shared_names(&self) -> &[Pair<'a>] {
        self.shared_names.get_or_init(|| pairs(self))
    }

    /// The text of a spot of a record, else the word that begins the record.
    #[must_use]
    pub fn span(&self, place: Place, spot: Spot<'_>) -> Span {
        let mut cuts = self.cuts.borrow_mut();
        let cut = cuts.entry(place).or_insert_with(|| self.loaded.cut(place));
        match spot {
            Spot::Field(name) => cut.field(name),
            Spot::Item(name, item, id) => cut.id(name, item, id),
            Spot::ListItem(name, item) => cut.item(name, item),
            Spot::Key(name, key) => cut.key(name, key),
            Spot::KeyItem(name, key, item) => cut.key_item(name, key, item),
            Spot::ItemField(name, item, inner) => cut.item_field(name, item, inner),
        }
    }

    /// An error of this rule at a spot of a record.
    #[must_use]
    pub fn error(&self, rule: &'static str, place: Place, spot: Spot<'_>, message: impl Into<String>) -> Finding {
        Finding::error(rule, place.file, self.span(place, spot), message)
    }

    /// An error of this rule at the word that begins a record.
    #[must_use]
    pub fn record_error(&self, rule: &'static str, place: Place, message: impl Into<String>) -> Finding {
        Finding::error(rule, place.file, place.word, message)
    }
}

impl AnyTie<'_> {
    /// Where its near end is written.
    #[must_use]
    pub fn near(&self) -> Spot<'_> {
        match self.item {
            Some(item) => Spot::Item(self.tie.row().inline.unwrap_or_default(), item, self.from),
            None => Spot::Field("from"),
        }
    }

    /// Where the tie as a whole is best pointed at.
    #[must_use]
    pub fn span(&self, context: &Context<'_>) -> Span {
        if self.item.is_some() { context.span(self.place, self.near()) } else { self.place.word }
    }
}

/// A word with the article before it.
pub fn a(word: &str) -> String {
    format!("{} {word}", if word.starts_with(['a', 'e', 'i', 'o', 'u']) && word != "university" { "an" } else { "a" })
}

/// The references of a list of ids.
fn ids<'a>(name: &'static str, list: &'a [Id], place: Place) -> impl Iterator<Item = Reference<'a>> {
    let make = move |(item, id)| Reference { id, source: false, place, spot: Spot::Item(name, item, id) };
    list.iter().enumerate().map(make)
}

/// The references of a list of citations.
fn citations(list: &[crate::model::Citation], place: Place) -> impl Iterator<Item = Reference<'_>> {
    list.iter().enumerate().map(move |(item, citation)| Reference {
        id: &citation.source,
        source: true,
        place,
        spot: Spot::ItemField("sources", item, "source"),
    })
}

/// A fault that the reader found in a record.
struct Mark {
    span: Span,
    /// Whether only the value there is wrong, and the field known that it belongs to.
    is_value: bool,
}

/// The records in which the reader found a fault, with where in them.
fn damaged(loaded: &Loaded) -> HashMap<Place, Vec<Mark>> {
    let mut damaged: HashMap<Place, Vec<Mark>> = HashMap::new();
    if loaded.findings.is_empty() {
        return damaged;
    }
    let places = &loaded.places;
    let lists = [&places.nodes, &places.ties, &places.sources, &places.claims];
    let mut all: Vec<Place> = lists.into_iter().flatten().copied().chain(places.header).collect();
    all.sort_unstable();
    for finding in &loaded.findings {
        let mark = &finding.mark;
        let after = all.partition_point(|place| (place.file, place.word.start) <= (mark.file, mark.span.start));
        let holder = after.checked_sub(1).and_then(|index| all.get(index));
        if let Some(place) = holder.filter(|place| place.file == mark.file && mark.span.start <= place.body.end) {
            let is_value = matches!(finding.rule, "bad-value" | "bad-id" | "impossible-date" | "unknown-word");
            damaged.entry(*place).or_default().push(Mark { span: mark.span, is_value });
        }
    }
    damaged
}
