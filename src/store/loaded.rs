//! What was read, and where in the files each part of it stands.
//!
//! A record keeps the place of its brackets only; the value of a field, an item or a key is found again in the text when somebody wants to
//! point at it, which costs the length of the record.

use std::collections::HashMap;

use super::{Base, Finding, Span, syntax, unquoted};
use crate::model::{Id, Records};

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the file in [`Base::files`].
    pub file: usize,
    /// The word that begins the record.
    pub word: Span,
    /// What is between its brackets.
    pub body: Span,
}

/// A base as read: what could be understood, where it stands, and all that could not.
#[derive(Debug)]
pub struct Loaded {
    /// The files.
    pub base: Base,
    /// The records.
    pub records: Records,
    /// Where the header stands, then the node, tie, source and claim at each index of the records.
    pub places: Places,
    /// What is wrong with how the files are written.
    pub findings: Vec<Finding>,
    /// Ids of records that are there but could not be read: a reference to one is not dangling.
    pub unread: Vec<Id>,
}

/// Where each record stands, index by index.
#[derive(Debug, Default)]
pub struct Places {
    /// The header.
    pub header: Option<Place>,
    /// The nodes.
    pub nodes: Vec<Place>,
    /// The ties.
    pub ties: Vec<Place>,
    /// The sources.
    pub sources: Vec<Place>,
    /// The claims.
    pub claims: Vec<Place>,
}

impl Places {
    /// All of them: the header, then nodes, ties, sources and claims.
    pub fn all(&self) -> impl Iterator<Item = Place> {
        self.header.iter().chain(&self.nodes).chain(&self.ties).chain(&self.sources).chain(&self.claims).copied()
    }
}

impl Loaded {
    /// The record at a place, to be cut into its parts as they are asked for.
    #[must_use]
    pub fn cut(&self, place: Place) -> Cut<'_> {
        let text = self.base.files.get(place.file).map_or("", |file| file.text.as_str());
        let mut fields = HashMap::new();
        for entry in syntax::fields(text, place.body).0 {
            fields.entry(entry.name.of(text)).or_insert(entry.value);
        }
        Cut { text, word: place.word, fields, lists: HashMap::new(), maps: HashMap::new() }
    }

    /// The fields of the record at a place, each with its value as it stands in the file, in their order.
    #[must_use]
    pub fn written(&self, place: Place) -> Vec<(&str, &str)> {
        let text = self.text(place.file);
        syntax::fields(text, place.body).0.iter().map(|entry| (entry.name.of(text), entry.value.of(text))).collect()
    }

    /// The items of a list in a field of the record at a place, as they stand in the file.
    #[must_use]
    pub fn items(&self, place: Place, field: &str) -> Vec<&str> {
        self.value(place, field).map(Self::list).unwrap_or_default()
    }

    /// The items of a text that is a list, as they stand in it.
    #[must_use]
    pub fn list(text: &str) -> Vec<&str> {
        let items = syntax::list(text, Span::new(0, text.len())).unwrap_or_default();
        items.into_iter().map(|item| item.of(text)).collect()
    }

    /// The keys of a map (`names`), or the fields of a value with fields of its own (`codes`), in a field of the record at a place; each with its value as it
    /// stands in the file.
    #[must_use]
    pub fn entries(&self, place: Place, field: &str) -> Vec<(&str, &str)> {
        let Some(value) = self.value(place, field) else { return Vec::new() };
        let entries = syntax::entries_of(value, Span::new(0, value.len()));
        entries.iter().map(|entry| (unquoted(entry.name.of(value)), entry.value.of(value))).collect()
    }

    /// The value of a field of the record at a place, as it stands in the file.
    fn value(&self, place: Place, field: &str) -> Option<&str> {
        self.written(place).into_iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    pub(super) fn text(&self, file: usize) -> &str {
        self.base.files.get(file).map_or("", |file| &file.text)
    }

    /// The value of a field of the record at a place, else the word that begins the record.
    #[must_use]
    pub fn field(&self, place: Place, name: &str) -> Span {
        self.cut(place).field(name)
    }
}

/// A record that is cut into its parts, each list and map of it once: a record can have as many faults as it has items.
#[derive(Debug)]
pub struct Cut<'a> {
    text: &'a str,
    word: Span,
    fields: HashMap<&'a str, Span>,
    /// The items of each list, by where it stands.
    lists: HashMap<Span, Vec<Span>>,
    /// The values of each map, by where it stands.
    maps: HashMap<Span, HashMap<&'a str, Span>>,
}

impl Cut<'_> {
    /// The value of a field, else the word that begins the record.
    #[must_use]
    pub fn field(&self, name: &str) -> Span {
        self.fields.get(name).copied().unwrap_or(self.word)
    }

    /// One item of a list in a field, else what [`Cut::field`] gives.
    #[must_use]
    pub fn item(&mut self, name: &str, item: usize) -> Span {
        let value = self.field(name);
        self.items(value).get(item).copied().unwrap_or(value)
    }

    /// An id in a list of ids. Items that could not be read are not in the record, so it may stand later than its number says.
    #[must_use]
    pub fn id(&mut self, name: &str, item: usize, id: &Id) -> Span {
        let (text, value) = (self.text, self.field(name));
        let is_id = |span: &&Span| unquoted(span.of(text)) == id.as_str();
        let items = self.items(value);
        items.get(item).filter(is_id).or_else(|| items.iter().skip(item).find(is_id)).copied().unwrap_or(value)
    }

    /// The value under a key of a map in a field, else what [`Cut::field`] gives.
    #[must_use]
    pub fn key(&mut self, name: &str, key: &str) -> Span {
        let (text, value) = (self.text, self.field(name));
        let map = self.maps.entry(value).or_insert_with(|| {
            let mut map = HashMap::new();
            for entry in syntax::map(text, value).map(|(entries, _)| entries).unwrap_or_default() {
                map.entry(unquoted(entry.name.of(text))).or_insert(entry.value);
            }
            map
        });
        map.get(key).copied().unwrap_or(value)
    }

    /// One item of the list under a key of a map in a field, else what [`Cut::key`] gives.
    #[must_use]
    pub fn key_item(&mut self, name: &str, key: &str, item: usize) -> Span {
        let value = self.key(name, key);
        self.items(value).get(item).copied().unwrap_or(value)
    }

    /// A field of the `item`th record of a list of records in a field (`sources: [(source: …), …]`), or of the only one.
    #[must_use]
    pub fn item_field(&mut self, name: &str, item: usize, inner: &str) -> Span {
        let span = self.item(name, item);
        let Ok(outline) = syntax::outline(self.text, span) else { return span };
        let (entries, _) = syntax::fields(self.text, outline.body);
        entries.iter().find(|entry| entry.name.of(self.text) == inner).map_or(span, |entry| entry.value)
    }

    /// The items of a list, empty when the value is none.
    fn items(&mut self, value: Span) -> &[Span] {
        let text = self.text;
        self.lists.entry(value).or_insert_with(|| syntax::list(text, value).unwrap_or_default())
    }
}
