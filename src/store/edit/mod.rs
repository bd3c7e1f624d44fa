//! How is a base changed without touching what is not meant?
//!
//! [`Edits`] takes down changes of records as they were read, one upon the other, and makes them all at once: each replaces a stretch of the text of its
//! record, and the rest of every file stays byte for byte as somebody wrote it, comments and order included. Whether the base is sound afterwards is for
//! `check` to say, and writing it is for [`Locked::write`](super::Locked::write).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Base, Change, Loaded, Place, SourceFile, Span,
    compose::FIELDS,
    cursor, layout, quoted,
    refer::{self, Sort, Way},
    syntax, unquoted,
};
use crate::model::Id;

/// Changes to a base, to be made together.
///
/// ```
/// use accord::store::{Base, Edits, SourceFile, read};
/// let text = "[\n    City(id: \"gomel\", names: {\"en\": \"Gomel\"}), // on the Sozh\n]\n".to_owned();
/// let loaded = read(Base { folder: None, files: vec![SourceFile { path: "cities.ron".to_owned(), text }] });
/// let mut edits = Edits::new(&loaded);
/// edits.set(loaded.places.nodes[0], "form", "city");
/// edits.set_key(loaded.places.nodes[0], "names", "be", "\"Гомель\"");
/// let after = &edits.changes()[0].after;
/// assert_eq!(after, "[\n    City(id: \"gomel\", form: city, names: {\"en\": \"Gomel\", \"be\": \"Гомель\"}), // on the Sozh\n]\n");
/// ```
#[derive(Debug)]
pub struct Edits<'a> {
    loaded: &'a Loaded,
    drafts: BTreeMap<Place, Draft>,
    removed: BTreeSet<Place>,
    /// Further records, by the path of their file.
    added: BTreeMap<String, Vec<String>>,
}

/// A record as it has been changed so far.
#[derive(Debug)]
struct Draft {
    /// Where it begins in the file: with its line, if nothing else stands before it there.
    start: usize,
    text: String,
}

/// Where something may be put behind a value.
struct Behind {
    at: usize,
    /// Is there a comma already?
    comma: bool,
    /// Is there nothing more on the line?
    line_ends: bool,
}

impl<'a> Edits<'a> {
    /// No changes yet.
    #[must_use]
    pub fn new(loaded: &'a Loaded) -> Self {
        Self { loaded, drafts: BTreeMap::new(), removed: BTreeSet::new(), added: BTreeMap::new() }
    }

    /// Puts a record, as [`compose`](super::compose()) writes it, at the end of a file, which is made if it is not there.
    pub fn append(&mut self, path: &str, record: &str) {
        self.added.entry(path.to_owned()).or_default().push(record.to_owned());
    }

    /// Takes the record at a place out of its file. Comments around it stay: whose they are, only people know.
    pub fn remove(&mut self, place: Place) {
        self.removed.insert(place);
    }

    /// Gives the record at a place another text, from its word to its closing bracket.
    pub fn rewrite(&mut self, place: Place, record: &str) {
        let draft = self.draft(place);
        let blanks = draft.text.len() - draft.text.trim_start().len();
        draft.text.replace_range(blanks.., record);
    }

    /// Gives a field of the record at a place a value, as it is written in a file.
    pub fn set(&mut self, place: Place, field: &str, value: &str) {
        self.revise(place, |text, body| set(text, body, field, value));
    }

    /// Takes a field out of the record at a place.
    pub fn unset(&mut self, place: Place, field: &str) {
        self.revise(place, |text, body| unset(text, body, field));
    }

    /// Puts an item, as it is written in a file, at the end of a list in a field of the record at a place; the field is made if it is not there.
    pub fn push(&mut self, place: Place, field: &str, item: &str) {
        self.revise(place, |text, body| {
            let Some(value) = value_of(text, body, field) else { return set(text, body, field, &format!("[{item}]")) };
            let items = syntax::list(text, value).unwrap_or_default();
            set(text, body, field, &with(value, text, items.last().copied(), item))
        });
    }

    /// Takes items out of a list in a field of the record at a place, those of which `goes` says so of their text; and the field, if nothing is left in it.
    pub fn pull(&mut self, place: Place, field: &str, goes: impl Fn(&str) -> bool) {
        self.revise(place, |text, body| {
            let Some(value) = value_of(text, body, field) else { return Vec::new() };
            let items = syntax::list(text, value).unwrap_or_default();
            let (gone, left): (Vec<Span>, Vec<Span>) = items.into_iter().partition(|item| goes(item.of(text)));
            if left.is_empty() { unset(text, body, field) } else { set(text, body, field, &without(value, text, &gone)) }
        });
    }

    /// Gives a key of a map (`names`, `spelled`), or a field of a value with fields of its own (`codes`), a value; the field is made if it is not there.
    pub fn set_key(&mut self, place: Place, field: &str, key: &str, value: &str) {
        self.revise(place, |text, body| {
            let is_map = MAPS.contains(&field);
            let entry = format!("{}: {value}", if is_map { quoted(key) } else { key.to_owned() });
            let Some(whole) = value_of(text, body, field) else {
                return set(text, body, field, &if is_map { format!("{{{entry}}}") } else { format!("({entry})") });
            };
            let entries = syntax::entries_of(text, whole);
            let new = match entries.iter().find(|entry| unquoted(entry.name.of(text)) == key) {
                Some(old) => spliced(whole.of(text), &[(within(whole, old.value), value.to_owned())]),
                None => with(whole, text, entries.last().map(|last| last.value), &entry),
            };
            set(text, body, field, &new)
        });
    }

    /// Takes a key of a map, or a field of a value with fields of its own, out of it; and the field, if nothing is left in it.
    pub fn unset_key(&mut self, place: Place, field: &str, key: &str) {
        self.revise(place, |text, body| {
            let Some(whole) = value_of(text, body, field) else { return Vec::new() };
            let spans = |goes: bool| {
                let those = syntax::entries_of(text, whole).into_iter().filter(move |entry| (unquoted(entry.name.of(text)) == key) == goes);
                those.map(|entry| Span { start: entry.name.start, end: entry.value.end }).collect::<Vec<_>>()
            };
            if spans(false).is_empty() { unset(text, body, field) } else { set(text, body, field, &without(whole, text, &spans(true))) }
        });
    }

    /// Replaces the id of one record wherever the record at a place refers to it, and where it is given.
    pub fn rename_in(&mut self, place: Place, of: Place, old: &Id, new: &Id) {
        let sort = Sort::of(self.loaded, of);
        // An id of another sort may be spelled like it, and is given to something else.
        let is_own = Sort::of(self.loaded, place) == sort;
        self.revise(place, |text, body| {
            let written = |way: Way| if way == Way::Term { new.to_string() } else { quoted(new.as_str()) };
            let found = refer::within(text, body, old, sort).into_iter().filter(|(field, ..)| is_own || *field != "id");
            found.map(|(_, span, way)| (span, written(way))).collect()
        });
    }

    /// Replaces the id of the record at a place wherever a record or the header refers to it, and where it is given.
    pub fn rename(&mut self, of: Place, old: &Id, new: &Id) {
        for place in self.loaded.places.all().filter(|&place| refer::mentions(self.loaded, place, old)) {
            self.rename_in(place, of, old, new);
        }
    }

    /// The files that change, as they were and as they will be; in the order of their paths.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut edits: BTreeMap<usize, Vec<(Span, String)>> = BTreeMap::new();
        for place in &self.removed {
            let span = cut(self.text(place.file), place.word.start as usize, place.body.end as usize + 1);
            edits.entry(place.file).or_default().push((span, String::new()));
        }
        for (place, draft) in self.drafts.iter().filter(|(place, _)| !self.removed.contains(place)) {
            let span = Span::new(draft.start, place.body.end as usize + 1);
            edits.entry(place.file).or_default().push((span, draft.text.clone()));
        }
        let mut changes = Vec::new();
        for (path, records) in &self.added {
            match self.loaded.base.files.iter().position(|file| file.path == *path) {
                Some(file) => edits.entry(file).or_default().extend(appended(self.text(file), records)),
                None => {
                    changes.push(Change { path: path.clone(), before: None, after: format!("[\n{},\n]\n", records.join(",\n")) });
                }
            }
        }
        for (file, mut edits) in edits {
            // Stable: what is put at one place stays in its order.
            edits.sort_by_key(|(span, _)| span.start);
            let SourceFile { path, text } = &self.loaded.base.files[file];
            let after = spliced(text, &edits);
            if after != *text {
                changes.push(Change { path: path.clone(), before: Some(text.clone()), after });
            }
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        changes
    }

    fn text(&self, file: usize) -> &'a str {
        self.loaded.base.files.get(file).map_or("", |file| &file.text)
    }

    fn draft(&mut self, place: Place) -> &mut Draft {
        let text = self.text(place.file);
        self.drafts.entry(place).or_insert_with(|| {
            let start = place.word.start as usize;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let start = if text[line..start].trim().is_empty() { line } else { start };
            Draft { start, text: text[start..=place.body.end as usize].to_owned() }
        })
    }

    /// Replaces stretches of a record, as it is by now.
    fn revise(&mut self, place: Place, edits: impl FnOnce(&str, Span) -> Vec<(Span, String)>) {
        let draft = self.draft(place);
        if let Ok(outline) = syntax::outline(&draft.text, Span::new(0, draft.text.len())) {
            let mut edits = edits(&draft.text, outline.body);
            edits.sort_by_key(|(span, _)| span.start);
            let after = spliced(&draft.text, &edits);
            // What was laid out well stays so, whatever its lines have to hold now.
            let was_well = laid_out(&draft.text).is_some_and(|well| well == draft.text);
            draft.text = if was_well { laid_out(&after).unwrap_or(after) } else { after };
        }
    }
}

impl Base {
    /// The base as it will be after changes.
    #[must_use]
    pub fn after(&self, changes: &[Change]) -> Self {
        let mut files: BTreeMap<&str, &str> = self.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        files.extend(changes.iter().map(|change| (change.path.as_str(), change.after.as_str())));
        let files = files.into_iter().map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
        Self { folder: self.folder.clone(), files: files.collect() }
    }
}

/// Fields that are maps of quoted keys.
const MAPS: &[&str] = &["names", "spelled"];

/// A text with stretches of it replaced; they are in order and do not overlap.
fn spliced(text: &str, edits: &[(Span, String)]) -> String {
    let (mut after, mut at) = (String::with_capacity(text.len()), 0);
    for (span, new) in edits {
        after.push_str(text.get(at..span.start as usize).unwrap_or_default());
        after.push_str(new);
        at = span.end as usize;
    }
    after.push_str(&text[at..]);
    after
}

/// The text of a record, with the blanks that it begins with, as it should be laid out.
fn laid_out(text: &str) -> Option<String> {
    let record = text.trim_start();
    let blanks = text.len() - record.len();
    layout::value(record, blanks, blanks).map(|record| format!("{:blanks$}{record}", "")).ok()
}

/// What puts records behind the last one of a file.
fn appended(text: &str, records: &[String]) -> Vec<(Span, String)> {
    let insert = |at: usize, what: String| (Span::new(at, at), what);
    let Some(last) = syntax::records(text).records.last().map(|last| last.body.end as usize + 1) else {
        let records = records.join(",\n");
        return vec![match text.rfind(']') {
            Some(close) => insert(close, format!("{}{records},\n", if text[..close].ends_with('\n') { "" } else { "\n" })),
            None => insert(text.len(), format!("[\n{records},\n]\n")),
        }];
    };
    let Behind { at, comma, line_ends } = behind(text, last);
    let mut edits = if comma { Vec::new() } else { vec![insert(last, ",".to_owned())] };
    let records = records.join(",\n");
    edits.push(insert(at, format!("\n{records},{}", if line_ends { "" } else { "\n" })));
    edits
}

/// What gives a field a value.
fn set(text: &str, body: Span, field: &str, value: &str) -> Vec<(Span, String)> {
    let insert = |at: usize, what: String| (Span::new(at, at), what);
    let (entries, _) = syntax::fields(text, body);
    if let Some(entry) = entries.iter().find(|entry| entry.name.of(text) == field) {
        let (indent, column) = (indent(text, entry.name.start as usize), column(text, entry.value.start as usize));
        return vec![(entry.value, layout::value(value, indent, column).unwrap_or_else(|_| value.to_owned()))];
    }
    // Behind the last field that comes before it.
    let rank = |name: &str| FIELDS.iter().position(|field| *field == name).unwrap_or(FIELDS.len());
    let Some(before) = entries.iter().rfind(|entry| rank(entry.name.of(text)) <= rank(field)).or(entries.first()) else {
        return vec![insert(body.start as usize, format!("{field}: {value}"))];
    };
    let end = before.value.end as usize;
    let Behind { at, comma, line_ends } = behind(text, end);
    if line_ends || body.of(text).contains('\n') {
        let indent = indent(text, before.name.start as usize);
        let head = format!("{:indent$}{field}: ", "");
        let value = layout::value(value, indent, head.len()).unwrap_or_else(|_| value.to_owned());
        let mut edits = if comma { Vec::new() } else { vec![insert(end, ",".to_owned())] };
        edits.push(insert(at, format!("\n{head}{value},")));
        edits
    } else if comma {
        vec![insert(at, format!(" {field}: {value},"))]
    } else {
        vec![insert(end, format!(", {field}: {value}"))]
    }
}

/// What takes a field out.
fn unset(text: &str, body: Span, field: &str) -> Vec<(Span, String)> {
    let entries = syntax::fields(text, body).0;
    let those = entries.iter().filter(|entry| entry.name.of(text) == field);
    those.map(|entry| (cut(text, entry.name.start as usize, entry.value.end as usize), String::new())).collect()
}

/// The value of a field of a record.
fn value_of(text: &str, body: Span, field: &str) -> Option<Span> {
    syntax::fields(text, body).0.iter().find(|entry| entry.name.of(text) == field).map(|entry| entry.value)
}

/// A stretch of a value, counted from where the value begins.
fn within(value: Span, part: Span) -> Span {
    Span { start: part.start - value.start, end: part.end - value.start }
}

/// A value in brackets with something more in it, behind what is last in it now.
fn with(value: Span, text: &str, last: Option<Span>, more: &str) -> String {
    let at = last.map_or(1, |last| last.end - value.start);
    let comma = if last.is_none() { "" } else { ", " };
    spliced(value.of(text), &[(Span { start: at, end: at }, format!("{comma}{more}"))])
}

/// A value in brackets without parts of it and the commas behind them.
fn without(value: Span, text: &str, gone: &[Span]) -> String {
    let old = value.of(text);
    let stretch = |part: &Span| {
        let part = within(value, *part);
        let (end, next) = (part.end as usize, cursor::behind_blanks(old, part.end as usize));
        (Span::new(part.start as usize, if old[next..].starts_with(',') { next + 1 } else { end }), String::new())
    };
    spliced(old, &gone.iter().map(stretch).collect::<Vec<_>>())
}

/// A stretch with the comma behind it, and the line that is empty without it; on a line that stays, with what would part it from the rest.
fn cut(text: &str, start: usize, end: usize) -> Span {
    let Behind { comma, .. } = behind(text, end);
    let end = if comma { cursor::behind_blanks(text, end) + 1 } else { end };
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let alone = text[line..start].trim().is_empty() && text[end..rest].trim().is_empty();
    if alone {
        return Span::new(line, rest);
    }
    let before = text[line..start].trim_end_matches(' ');
    match text[end..].chars().next() {
        Some(' ') if text[..start].ends_with([' ', '(', '[']) => Span::new(start, end + 1),
        Some(')' | ']') if before.ends_with(',') => Span::new(line + before.len() - 1, end),
        _ => Span::new(start, end),
    }
}

/// Where something may be put behind a value that ends here: behind its comma, and behind a comment that ends the line.
fn behind(text: &str, end: usize) -> Behind {
    let next = cursor::behind_blanks(text, end);
    let comma = text[next..].starts_with(',');
    let at = if comma { next + 1 } else { end };
    let line = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let rest = text[at..line].trim();
    if rest.is_empty() || rest.starts_with("//") {
        Behind { at: line, comma, line_ends: true }
    } else {
        Behind { at, comma, line_ends: false }
    }
}

/// How many characters stand before a byte on its line.
fn column(text: &str, at: usize) -> usize {
    text[text[..at].rfind('\n').map_or(0, |line| line + 1)..at].chars().count()
}

/// By how many blanks the line of a byte is indented.
fn indent(text: &str, at: usize) -> usize {
    let line = &text[text[..at].rfind('\n').map_or(0, |line| line + 1)..];
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests;
