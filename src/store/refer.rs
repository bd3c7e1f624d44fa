//! Where is a record referred to?

use super::{Loaded, Place, Span, syntax, unquoted};
use crate::model::{Id, TieType};

/// Fields other than those of ties whose values are ids of nodes, or lists of them.
const IDS: &[&str] = &["from", "to", "within", "seat", "about", "distinct_from", "sides"];

/// Keys of selection terms whose values are ids, and whose; the values of others are words of the vocabulary and dates.
const KEYS: &[(&str, Sort)] = &[("in", Sort::Node), ("with", Sort::Node), ("source", Sort::Source)];

/// Whose id it is: a node, a source and a claim may have the same and are three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Node,
    Source,
    Claim,
}

impl Sort {
    /// That of the record at a place.
    pub fn of(loaded: &Loaded, place: Place) -> Self {
        match place.word.of(loaded.text(place.file)) {
            "Source" => Self::Source,
            "Claim" => Self::Claim,
            _ => Self::Node,
        }
    }
}

/// How a reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As an id, or one of a list of ids.
    Id,
    /// As the source of a citation.
    Citation,
    /// As a key of `spelled`.
    Key,
    /// In selection terms, where it stands behind a colon or comma.
    Term,
}

/// A place where one record refers to another, or gives its own id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The record that refers.
    pub place: Place,
    /// Its field.
    pub field: String,
    /// The id in the file.
    pub span: Span,
    /// How it is written.
    pub way: Way,
}

impl Loaded {
    /// Where records and the header refer to the record at a place, which has this id; by file and place. Where the id is given is no reference.
    /// O(length of the text).
    #[must_use]
    pub fn references(&self, to: Place, id: &Id) -> Vec<Reference> {
        let sort = Sort::of(self, to);
        let mut found = Vec::new();
        for place in self.places.all().filter(|&place| mentions(self, place, id)) {
            let references = within(self.text(place.file), place.body, id, sort).into_iter().filter(|(field, ..)| *field != "id");
            found.extend(references.map(|(field, span, way)| Reference { place, field: field.to_owned(), span, way }));
        }
        found.sort_by_key(|reference| (reference.place.file, reference.span));
        found
    }

    /// Is a text, as it stands in a file, a citation of this source?
    #[must_use]
    pub fn cites(citation: &str, source: &str) -> bool {
        let Ok(outline) = syntax::outline(citation, Span::new(0, citation.len())) else { return false };
        let (fields, _) = syntax::fields(citation, outline.body);
        fields.iter().any(|field| field.name.of(citation) == "source" && unquoted(field.value.of(citation)) == source)
    }
}

/// Does the text of a record hold an id at all? Quickly told, so that only few records need be taken apart.
pub(super) fn mentions(loaded: &Loaded, place: Place, id: &Id) -> bool {
    place.body.of(loaded.text(place.file)).contains(id.as_str())
}

/// Where the fields of a record refer to an id of this sort, and where they give an id that is spelled so, of any sort: name of the field, stretch and way.
pub(super) fn within<'a>(text: &'a str, body: Span, id: &Id, sort: Sort) -> Vec<(&'a str, Span, Way)> {
    let mut found = Vec::new();
    let is_it = |span: &Span| unquoted(span.of(text)) == id.as_str();
    for entry in syntax::fields(text, body).0 {
        let (name, value) = (entry.name.of(text), entry.value);
        let fields_of = |span: Span| syntax::outline(text, span).map(|outline| syntax::fields(text, outline.body).0).unwrap_or_default();
        match name {
            _ if name == "id" || (sort == Sort::Node && (IDS.contains(&name) || TieType::inline(name).is_some())) => {
                let items = syntax::list(text, value).unwrap_or_else(|| vec![value]);
                found.extend(items.into_iter().filter(is_it).map(|item| (name, item, Way::Id)));
            }
            "sources" if sort == Sort::Source => {
                let citations = syntax::list(text, value).unwrap_or_default().into_iter().flat_map(fields_of);
                let sources = citations.filter(|field| field.name.of(text) == "source").map(|field| field.value);
                found.extend(sources.filter(is_it).map(|source| (name, source, Way::Citation)));
            }
            "spelled" if sort == Sort::Source => {
                let entries = syntax::map(text, value).map(|(entries, _)| entries).unwrap_or_default();
                found.extend(entries.into_iter().map(|entry| entry.name).filter(is_it).map(|key| (name, key, Way::Key)));
            }
            "count" => found.extend(in_terms(text, value, id, sort).map(|span| (name, span, Way::Term))),
            "between" => {
                let terms = fields_of(value).into_iter().filter(|field| field.name.of(text) != "of");
                found.extend(terms.flat_map(|field| in_terms(text, field.value, id, sort)).map(|span| (name, span, Way::Term)));
            }
            _ => {}
        }
    }
    found
}

/// Where selection terms name an id of this sort.
fn in_terms(text: &str, terms: Span, id: &Id, sort: Sort) -> impl Iterator<Item = Span> {
    let (start, terms, length) = (terms.start as usize, terms.of(text), id.as_str().len());
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let names = |before: &str| {
        let word = before.rsplit([' ', '\t', '\n', '"']).next().unwrap_or_default();
        let key = word.split_once(':').map_or("", |(key, _)| key);
        let key = key.trim_start_matches(['-', '−']).to_lowercase();
        KEYS.contains(&(key.as_str(), sort))
    };
    let whole = |at: &usize| terms[..*at].ends_with([':', ',']) && !terms[at + length..].starts_with(is_id) && names(&terms[..*at]);
    let found: Vec<usize> = terms.match_indices(id.as_str()).map(|(at, _)| at).filter(whole).collect();
    found.into_iter().map(move |at| Span::new(start + at, start + at + length))
}
