//! How is a base changed without touching what is not meant?
//!
//! [`Edits`] takes down changes of records as they were read, one upon the other, and makes them all at once: each replaces a stretch of the text of its
//! record, and the rest of every file stays byte for byte as somebody wrote it, comments and order included. Whether the base is sound afterwards is for
//! `check` to say, and writing it is for [`Locked::write`](super::Locked::write).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Base, Change, Loaded, Place, SourceFile, Span,
    compose::FIELDS,
    layout, quoted,
    refer::{self, Sort, Way},
    syntax,
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
            let new = match entries.iter().find(|entry| syntax::unquoted(entry.name.of(text)) == key) {
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
                let those =
                    syntax::entries_of(text, whole).into_iter().filter(move |entry| (syntax::unquoted(entry.name.of(text)) == key) == goes);
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
            draft.text = spliced(&draft.text, &edits);
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
        let rest = &old[part.end as usize..];
        let comma = if rest.trim_start().starts_with(',') { rest.find(',').map_or(0, |at| at + 1) } else { 0 };
        (Span::new(part.start as usize, part.end as usize + comma), String::new())
    };
    spliced(old, &gone.iter().map(stretch).collect::<Vec<_>>())
}

/// A stretch with the comma behind it, and the line that is empty without it; on a line that stays, with what would part it from the rest.
fn cut(text: &str, start: usize, end: usize) -> Span {
    let Behind { comma, .. } = behind(text, end);
    let end = if comma { end + text[end..].find(',').map_or(0, |at| at + 1) } else { end };
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
    let mut at = end;
    let blanks = |at: usize| at + text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
    let comma = text[blanks(at)..].starts_with(',');
    if comma {
        at = blanks(at) + 1;
    }
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
mod tests {
    use super::*;
    use crate::store::{compose, read};

    const TEXT: &str = "\
// Places.
[
    // The north
    City(
        id: \"gomel\", // on the Sozh
        names: {\"en\": \"Gomel\"},
        // its region
        within: \"gomel-oblast\",
        distinct_from: [
            \"gomel-oblast\", // the region
            \"gomel-district\",
        ],
    ),
    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, basis: background),
    // Nobody yet
]
// The end.
";

    fn base(text: &str) -> Loaded {
        let loaded = read(Base { folder: None, files: vec![SourceFile { path: "places.ron".to_owned(), text: text.to_owned() }] });
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        loaded
    }

    /// The text after edits; it has to be one that can be read.
    fn edited(text: &str, edit: impl FnOnce(&mut Edits<'_>, &Loaded)) -> String {
        let loaded = base(text);
        let mut edits = Edits::new(&loaded);
        edit(&mut edits, &loaded);
        let after = loaded.base.after(&edits.changes());
        base(&after.files[0].text);
        after.files[0].text.clone()
    }

    /// The lines that are there only before, and only after.
    fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
        let only = |a: &str, b: &str| a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect();
        (only(before, after), only(after, before))
    }

    fn gomel(loaded: &Loaded) -> Place {
        loaded.places.nodes[0]
    }

    fn belarus(loaded: &Loaded) -> Place {
        loaded.places.nodes[1]
    }

    #[test]
    fn a_record_goes_behind_the_last_one_and_before_the_comments_that_end_a_file() {
        let record = "    Country(id: \"china\", names: {\"en\": \"China\"}, basis: background)";
        let after = edited(TEXT, |edits, _| edits.append("places.ron", record));
        assert_eq!(difference(TEXT, &after), (vec![], vec![format!("{record},")]));
        assert!(after.contains("\n    // Nobody yet\n]\n// The end.\n"));
        for text in [
            "",
            "// nothing\n",
            "[]",
            "[\n]\n",
            "[City(id: \"a\", names: {\"en\": \"A\"})]",
            "[\n    City(id: \"a\", names: {\"en\": \"A\"}) // last\n]",
        ] {
            let after = edited(text, |edits, _| edits.append("places.ron", record));
            assert!(after.contains(record), "{after}");
            for comment in text.lines().filter_map(|line| line.find("//").map(|at| &line[at..])) {
                assert!(after.contains(comment), "{after}");
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_made() {
        let loaded = base(TEXT);
        let mut edits = Edits::new(&loaded);
        edits.append("ties/new.ron", "    Tie(a)");
        edits.append("ties/new.ron", "    Tie(b)");
        let expected = Change { path: "ties/new.ron".to_owned(), before: None, after: "[\n    Tie(a),\n    Tie(b),\n]\n".to_owned() };
        assert_eq!(edits.changes(), [expected]);
    }

    #[test]
    fn a_field_is_replaced_where_it_stands_or_put_where_it_belongs() {
        let after = edited(TEXT, |edits, loaded| edits.set(gomel(loaded), "within", "\"minsk-oblast\""));
        assert_eq!(
            difference(TEXT, &after),
            (vec!["        within: \"gomel-oblast\",".to_owned()], vec!["        within: \"minsk-oblast\",".to_owned()])
        );
        let after = edited(TEXT, |edits, loaded| {
            edits.set(gomel(loaded), "form", "town");
            edits.set(gomel(loaded), "note", "\"n\"");
        });
        assert_eq!(difference(TEXT, &after).0, Vec::<String>::new());
        assert!(after.contains("        id: \"gomel\", // on the Sozh\n        form: town,\n        names"), "{after}");
        assert!(after.contains("        ],\n        note: \"n\",\n    ),"), "{after}");
        let after = edited(TEXT, |edits, loaded| {
            edits.set(belarus(loaded), "note", "\"n\"");
            edits.set(belarus(loaded), "codes", "(iso: \"BY\")");
        });
        assert!(
            after.contains(
                "    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, codes: (iso: \"BY\"), basis: background, note: \"n\"),"
            ),
            "{after}"
        );
    }

    #[test]
    fn a_field_is_taken_out_with_its_line() {
        let after = edited(TEXT, |edits, loaded| edits.unset(gomel(loaded), "names"));
        assert_eq!(difference(TEXT, &after), (vec!["        names: {\"en\": \"Gomel\"},".to_owned()], vec![]));
        let after = edited(TEXT, |edits, loaded| edits.unset(belarus(loaded), "basis"));
        assert!(after.contains("    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}),"), "{after}");
    }

    #[test]
    fn items_come_and_go_and_comments_in_the_list_stay() {
        let after = edited(TEXT, |edits, loaded| edits.push(gomel(loaded), "distinct_from", "\"homel\""));
        assert!(after.contains("\"gomel-oblast\", // the region\n            \"gomel-district\",\n            \"homel\",\n"), "{after}");
        let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", |item| item == "\"gomel-district\""));
        assert_eq!(difference(TEXT, &after), (vec!["            \"gomel-district\",".to_owned()], vec![]));
        let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", |_| true));
        assert!(!after.contains("distinct_from"), "{after}");
        let after = edited(TEXT, |edits, loaded| edits.push(gomel(loaded), "also", "\"Homel\""));
        assert_eq!(difference(TEXT, &after), (vec![], vec!["        also: [\"Homel\"],".to_owned()]));
    }

    #[test]
    fn a_record_goes_and_the_comments_around_it_stay() {
        let after = edited(TEXT, |edits, loaded| edits.remove(gomel(loaded)));
        assert!(after.starts_with("// Places.\n[\n    // The north\n    Country("), "{after}");
        let after = edited("[City(id: \"a\", names: {\"en\": \"A\"}), City(id: \"b\", names: {\"en\": \"B\"})]", |edits, loaded| {
            edits.remove(gomel(loaded));
        });
        assert_eq!(after, "[City(id: \"b\", names: {\"en\": \"B\"})]");
    }

    #[test]
    fn an_id_is_renamed_wherever_it_is_referred_to_and_nowhere_else() {
        // A node, a source and a claim of one id are three.
        let text = "[
    Body(id: \"mfa\", names: {\"en\": \"mfa\"}, spelled: {\"mfa\": [\"mfa\"]}, within: \"mfa\", sources: [(source: \"mfa\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mfa\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"mfa\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mfa\", \"mfa-2\"], count: \"in:mfa with:mfa-2,mfa source:mfa kind:body\"),
]
";
        let renamed = |place: &dyn Fn(&Loaded) -> Place| {
            edited(text, |edits, loaded| edits.rename(place(loaded), &"mfa".parse().unwrap(), &"ministry".parse().unwrap()))
        };
        let node = "[
    Body(id: \"ministry\", names: {\"en\": \"mfa\"}, spelled: {\"mfa\": [\"mfa\"]}, within: \"ministry\", sources: [(source: \"mfa\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"ministry\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"mfa\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"ministry\", \"mfa-2\"], count: \"in:ministry with:mfa-2,ministry source:mfa kind:body\"),
]
";
        assert_eq!(renamed(&|loaded| loaded.places.nodes[0]), node);
        let source = "[
    Body(id: \"mfa\", names: {\"en\": \"mfa\"}, spelled: {\"ministry\": [\"mfa\"]}, within: \"mfa\", sources: [(source: \"ministry\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mfa\", type: part_of, to: \"mfa-2\", status: signed),
    Source(id: \"ministry\", form: page, title: \"mfa\"),
    Claim(id: \"mfa\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mfa\", \"mfa-2\"], count: \"in:mfa with:mfa-2,mfa source:ministry kind:body\"),
]
";
        assert_eq!(renamed(&|loaded| loaded.places.sources[0]), source);
        assert_eq!(renamed(&|loaded| loaded.places.claims[0]), text.replace("Claim(id: \"mfa\"", "Claim(id: \"ministry\""));
    }

    #[test]
    fn a_word_of_the_vocabulary_in_terms_is_no_id_although_it_is_spelled_like_one() {
        let text = "[
    Park(id: \"park\", names: {\"en\": \"Park\"}),
    Claim(id: \"c\", text: \"parks\", amount: 1, unit: \"park\", count: \"kind:park,park -In:minsk,park\"),
]
";
        let after = edited(text, |edits, loaded| edits.rename(loaded.places.nodes[0], &"park".parse().unwrap(), &"stone".parse().unwrap()));
        assert_eq!(after, text.replace("id: \"park\"", "id: \"stone\"").replace("minsk,park", "minsk,stone"));
    }

    #[test]
    fn in_the_curated_base_every_field_can_be_taken_out_and_put_back_where_it_was() {
        let edit = |text: &str, edit: &dyn Fn(&mut Edits<'_>, Place)| {
            // A record that lacks what it needs cannot be read, but has its place.
            let source = SourceFile { path: "places.ron".to_owned(), text: text.to_owned() };
            let loaded = Loaded { base: Base { folder: None, files: vec![source] }, ..base("[]") };
            let outline = syntax::records(text).records[0];
            let mut edits = Edits::new(&loaded);
            edit(&mut edits, Place { file: 0, word: outline.word, body: outline.body });
            loaded.base.after(&edits.changes()).files.remove(0).text
        };
        for file in Base::curated().files.into_iter().filter(|file| file.path != "base.ron") {
            for outline in syntax::records(&file.text).records.iter().step_by(7) {
                let record = &file.text[outline.word.start as usize..=outline.body.end as usize];
                let text = layout::layout(&format!("[\n{record}]")).map_err(|fault| fault.message).unwrap();
                for entry in syntax::fields(&text, syntax::records(&text).records[0].body).0.iter().skip(1) {
                    let name = entry.name.of(&text);
                    let without = edit(&text, &|edits, place| edits.unset(place, name));
                    assert!(without.len() < text.len());
                    let again = edit(&without, &|edits, place| edits.set(place, name, entry.value.of(&text)));
                    assert_eq!(difference(&text, &again), (vec![], vec![]), "{name}");
                }
            }
        }
    }

    #[test]
    fn what_is_appended_to_a_file_of_the_curated_base_is_read() {
        let node = read(Base::curated()).records.nodes[0].clone();
        for file in Base::curated().files.into_iter().filter(|file| file.path != "base.ron") {
            let after = edited(&file.text, |edits, _| edits.append("places.ron", &compose(&node)));
            assert_eq!(base(&after).records.nodes.last(), Some(&node));
            assert_eq!(difference(&file.text, &after).0, Vec::<String>::new());
        }
    }
}
