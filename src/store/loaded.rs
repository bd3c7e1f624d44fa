//! What was read, and where in the files each part of it stands.
//!
//! A record keeps the place of its brackets only; the value of a field, an item or a key is found again in the text when somebody wants to
//! point at it, which costs the length of the record.

use super::{
    Base, Finding, Span,
    syntax::{self, Entry},
};
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

impl Loaded {
    /// The value of a field of the record at a place, else the word that begins the record.
    #[must_use]
    pub fn field(&self, place: Place, name: &str) -> Span {
        self.entry(place, name).map_or(place.word, |entry| entry.value)
    }

    /// One item of a list in a field, else what [`Loaded::field`] gives.
    #[must_use]
    pub fn item(&self, place: Place, name: &str, item: usize) -> Span {
        self.items(place, name).get(item).copied().unwrap_or_else(|| self.field(place, name))
    }

    /// The items of a list in a field, empty when it holds no list.
    #[must_use]
    pub fn items(&self, place: Place, name: &str) -> Vec<Span> {
        syntax::list(self.text(place.file), self.field(place, name)).unwrap_or_default()
    }

    /// The value under a key of a map in a field, else what [`Loaded::field`] gives.
    #[must_use]
    pub fn key(&self, place: Place, name: &str, key: &str) -> Span {
        let text = self.text(place.file);
        let value = self.field(place, name);
        let entries = syntax::map(text, value).map(|(entries, _)| entries).unwrap_or_default();
        entries.iter().find(|entry| syntax::unquoted(entry.name.of(text)) == key).map_or(value, |entry| entry.value)
    }

    /// One item of the list under a key of a map in a field, else what [`Loaded::key`] gives.
    #[must_use]
    pub fn key_item(&self, place: Place, name: &str, key: &str, item: usize) -> Span {
        let value = self.key(place, name, key);
        syntax::list(self.text(place.file), value).and_then(|items| items.get(item).copied()).unwrap_or(value)
    }

    /// A field of the `item`th record of a list of records in a field (`sources: [(source: …), …]`).
    #[must_use]
    pub fn item_field(&self, place: Place, name: &str, item: usize, inner: &str) -> Span {
        let span = self.item(place, name, item);
        let text = self.text(place.file);
        let Ok(outline) = syntax::outline(text, span) else { return span };
        let (entries, _) = syntax::fields(text, outline.body);
        entries.iter().find(|entry| entry.name.of(text) == inner).map_or(span, |entry| entry.value)
    }

    fn entry(&self, place: Place, name: &str) -> Option<Entry> {
        let text = self.text(place.file);
        syntax::fields(text, place.body).0.into_iter().find(|entry| entry.name.of(text) == name)
    }

    fn text(&self, file: usize) -> &str {
        self.base.files.get(file).map_or("", |file| &file.text)
    }
}
