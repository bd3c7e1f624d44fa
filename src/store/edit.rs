//! How is a base changed without touching what is not meant?
//!
//! [`Edits`] are taken down against the files as they were read and made all at once: each replaces a stretch of text, and the rest of every file stays
//! byte for byte as somebody wrote it, comments and order included. Whether the base is sound afterwards is for `check` to say, and writing it is for
//! [`Locked::write`](super::Locked::write).

use std::collections::BTreeMap;

use super::{Base, Change, Loaded, Place, SourceFile, Span, compose::FIELDS, layout, quoted, syntax};
use crate::model::Id;

/// Fields whose values are ids of records, or lists of them.
const IDS: &[&str] = &[
    "id",
    "from",
    "to",
    "within",
    "seat",
    "parties",
    "founders",
    "owners",
    "hosts",
    "organisers",
    "participants",
    "about",
    "distinct_from",
    "sides",
];

/// Changes to a base, to be made together. No two of them may touch the same stretch of text; of those that do, the first is made.
#[derive(Debug)]
pub struct Edits<'a> {
    loaded: &'a Loaded,
    /// By file: stretches and what takes their place; an empty stretch is a place to insert at.
    spans: BTreeMap<usize, Vec<(Span, String)>>,
    /// Records for files that are not there yet, by path.
    new: BTreeMap<String, Vec<String>>,
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
        Self { loaded, spans: BTreeMap::new(), new: BTreeMap::new() }
    }

    /// Puts a record, as [`compose`](super::compose()) writes it, at the end of a file, which is made if it is not there.
    pub fn append(&mut self, path: &str, record: &str) {
        let Some(file) = self.loaded.base.files.iter().position(|file| file.path == path) else {
            self.new.entry(path.to_owned()).or_default().push(record.to_owned());
            return;
        };
        let text = self.text(file);
        match syntax::records(text).records.last() {
            Some(last) => {
                let Behind { at, comma, line_ends } = behind(text, last.body.end as usize + 1);
                if !comma {
                    self.insert(file, last.body.end as usize + 1, ",");
                }
                self.insert(file, at, &format!("\n{record},{}", if line_ends { "" } else { "\n" }));
            }
            None => match text.rfind(']') {
                Some(close) => self.insert(file, close, &format!("{}{record},\n", if text[..close].ends_with('\n') { "" } else { "\n" })),
                None => self.insert(file, text.len(), &format!("[\n{record},\n]\n")),
            },
        }
    }

    /// Gives a field of the record at a place a value, as it is written in a file.
    pub fn set(&mut self, place: Place, field: &str, value: &str) {
        let text = self.text(place.file);
        let (entries, _) = syntax::fields(text, place.body);
        if let Some(entry) = entries.iter().find(|entry| entry.name.of(text) == field) {
            let (indent, column) = (indent(text, entry.name.start as usize), column(text, entry.value.start as usize));
            self.replace(place.file, entry.value, layout::value(value, indent, column).unwrap_or_else(|_| value.to_owned()));
            return;
        }
        // Behind the last field that comes before it.
        let rank = |name: &str| FIELDS.iter().position(|field| *field == name).unwrap_or(FIELDS.len());
        let Some(before) = entries.iter().rfind(|entry| rank(entry.name.of(text)) <= rank(field)).or(entries.first()) else {
            self.insert(place.file, place.body.start as usize, &format!("{field}: {value}"));
            return;
        };
        let end = before.value.end as usize;
        let Behind { at, comma, line_ends } = behind(text, end);
        if line_ends || place.body.of(text).contains('\n') {
            let indent = indent(text, before.name.start as usize);
            let head = format!("{:indent$}{field}: ", "");
            let value = layout::value(value, indent, head.len()).unwrap_or_else(|_| value.to_owned());
            if !comma {
                self.insert(place.file, end, ",");
            }
            self.insert(place.file, at, &format!("\n{head}{value},"));
        } else if comma {
            self.insert(place.file, at, &format!(" {field}: {value},"));
        } else {
            self.insert(place.file, end, &format!(", {field}: {value}"));
        }
    }

    /// Takes a field out of the record at a place.
    pub fn unset(&mut self, place: Place, field: &str) {
        let text = self.text(place.file);
        for entry in syntax::fields(text, place.body).0.iter().filter(|entry| entry.name.of(text) == field) {
            self.cut(place.file, entry.name.start as usize, entry.value.end as usize);
        }
    }

    /// Puts an item, as it is written in a file, at the end of a list in a field of the record at a place; the field is made if it is not there.
    pub fn push(&mut self, place: Place, field: &str, item: &str) {
        let text = self.text(place.file);
        let Some(value) = value_of(text, place, field) else {
            self.set(place, field, &format!("[{item}]"));
            return;
        };
        let list = syntax::list(text, value).unwrap_or_default();
        let at = list.last().map_or(value.start + 1, |last| last.end) as usize - value.start as usize;
        let comma = if list.is_empty() { "" } else { ", " };
        let old = value.of(text);
        self.set(place, field, &format!("{}{comma}{item}{}", &old[..at], &old[at..]));
    }

    /// Takes items that are ids out of a list in a field of the record at a place, and the field if nothing is left in it.
    pub fn pull(&mut self, place: Place, field: &str, ids: &[&str]) {
        let text = self.text(place.file);
        let Some(value) = value_of(text, place, field) else { return };
        let list = syntax::list(text, value).unwrap_or_default();
        let goes = |item: &Span| ids.contains(&syntax::unquoted(item.of(text)));
        if list.iter().all(goes) {
            self.unset(place, field);
            return;
        }
        let mut left = value.of(text).to_owned();
        for item in list.iter().rev().filter(|item| goes(item)) {
            let (start, end) = ((item.start - value.start) as usize, (item.end - value.start) as usize);
            let comma = left[end..].find(|c: char| !c.is_whitespace()).filter(|at| left[end + at..].starts_with(','));
            left.replace_range(start..comma.map_or(end, |at| end + at + 1), "");
        }
        self.set(place, field, &left);
    }

    /// Takes the record at a place out of its file. Comments around it stay: whose they are, only people know.
    pub fn remove(&mut self, place: Place) {
        self.cut(place.file, place.word.start as usize, place.body.end as usize + 1);
    }

    /// Replaces an id wherever a record or the header refers to it, and where it is given.
    pub fn rename(&mut self, old: &Id, new: &Id) {
        let places = &self.loaded.places;
        let all = places.header.iter().chain(&places.nodes).chain(&places.ties).chain(&places.sources).chain(&places.claims);
        for &place in all {
            let text = self.text(place.file);
            for entry in syntax::fields(text, place.body).0 {
                match entry.name.of(text) {
                    name if IDS.contains(&name) => self.rename_in(place.file, entry.value, old, new),
                    "sources" => {
                        for citation in syntax::list(text, entry.value).unwrap_or_default() {
                            let fields =
                                syntax::outline(text, citation).map(|outline| syntax::fields(text, outline.body).0).unwrap_or_default();
                            for field in fields.iter().filter(|field| field.name.of(text) == "source") {
                                self.rename_in(place.file, field.value, old, new);
                            }
                        }
                    }
                    "spelled" => {
                        for spelling in syntax::map(text, entry.value).map(|(entries, _)| entries).unwrap_or_default() {
                            self.rename_in(place.file, spelling.name, old, new);
                        }
                    }
                    "count" | "between" => self.rename_term(place.file, entry.value, old, new),
                    _ => {}
                }
            }
        }
    }

    /// In a value that is an id or a list of ids.
    fn rename_in(&mut self, file: usize, value: Span, old: &Id, new: &Id) {
        let text = self.text(file);
        for item in syntax::list(text, value).unwrap_or_else(|| vec![value]) {
            if syntax::unquoted(item.of(text)) == old.as_str() {
                self.replace(file, item, quoted(new.as_str()));
            }
        }
    }

    /// In selection terms, where ids stand behind a colon or comma.
    fn rename_term(&mut self, file: usize, value: Span, old: &Id, new: &Id) {
        let text = value.of(self.text(file));
        let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let whole = |(at, _): &(usize, &str)| text[..*at].ends_with([':', ',']) && !text[at + old.as_str().len()..].starts_with(is_id);
        let found: Vec<usize> = text.match_indices(old.as_str()).filter(whole).map(|(at, _)| value.start as usize + at).collect();
        for at in found {
            self.replace(file, Span::new(at, at + old.as_str().len()), new.to_string());
        }
    }

    /// The files that change, as they were and as they will be; in the order of their paths.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (&file, spans) in &self.spans {
            let SourceFile { path, text } = &self.loaded.base.files[file];
            let mut sorted: Vec<&(Span, String)> = spans.iter().collect();
            // Stable: what is inserted at one place stays in its order.
            sorted.sort_by_key(|(span, _)| span.start);
            let (mut after, mut at) = (String::with_capacity(text.len()), 0);
            for (span, new) in sorted {
                if span.start as usize >= at {
                    after.push_str(&text[at..span.start as usize]);
                    after.push_str(new);
                    at = span.end as usize;
                }
            }
            after.push_str(&text[at..]);
            if after != *text {
                changes.push(Change { path: path.clone(), before: Some(text.clone()), after });
            }
        }
        for (path, records) in &self.new {
            changes.push(Change { path: path.clone(), before: None, after: format!("[\n{},\n]\n", records.join(",\n")) });
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        changes
    }

    fn text(&self, file: usize) -> &'a str {
        self.loaded.base.files.get(file).map_or("", |file| &file.text)
    }

    fn replace(&mut self, file: usize, span: Span, with: String) {
        self.spans.entry(file).or_default().push((span, with));
    }

    fn insert(&mut self, file: usize, at: usize, what: &str) {
        self.replace(file, Span::new(at, at), what.to_owned());
    }

    /// Takes out a stretch with the comma behind it, and the lines that are empty without it.
    fn cut(&mut self, file: usize, start: usize, end: usize) {
        let text = self.text(file);
        let Behind { comma, .. } = behind(text, end);
        let end = if comma { end + text[end..].find(',').map_or(0, |at| at + 1) } else { end };
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let alone = text[line..start].trim().is_empty() && text[end..rest].trim().is_empty();
        self.replace(file, if alone { Span::new(line, rest) } else { Span::new(start, end) }, String::new());
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

/// The value of a field of a record.
fn value_of(text: &str, place: Place, field: &str) -> Option<Span> {
    syntax::fields(text, place.body).0.iter().find(|entry| entry.name.of(text) == field).map(|entry| entry.value)
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
        assert!(after.contains("    Country(id: \"belarus\", names: {\"en\": \"Belarus\"}, ),"), "{after}");
    }

    #[test]
    fn items_come_and_go_and_comments_in_the_list_stay() {
        let after = edited(TEXT, |edits, loaded| edits.push(gomel(loaded), "distinct_from", "\"homel\""));
        assert!(after.contains("\"gomel-oblast\", // the region\n            \"gomel-district\",\n            \"homel\",\n"), "{after}");
        let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", &["gomel-district"]));
        assert_eq!(difference(TEXT, &after), (vec!["            \"gomel-district\",".to_owned()], vec![]));
        let after = edited(TEXT, |edits, loaded| edits.pull(gomel(loaded), "distinct_from", &["gomel-district", "gomel-oblast"]));
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
        assert_eq!(after, "[ City(id: \"b\", names: {\"en\": \"B\"})]");
    }

    #[test]
    fn an_id_is_renamed_wherever_it_is_referred_to_and_nowhere_else() {
        let text = "[
    Body(id: \"mfa\", names: {\"en\": \"mfa\"}, spelled: {\"mfa\": [\"mfa\"]}, within: \"mfa\", sources: [(source: \"mfa\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"mfa\", type: part_of, to: \"mfa-2\", status: signed),
    Claim(id: \"c\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"mfa\", \"mfa-2\"], count: \"in:mfa with:mfa-2,mfa kind:body\"),
]
";
        let rename = |edits: &mut Edits<'_>, _: &Loaded| edits.rename(&"mfa".parse().unwrap(), &"ministry".parse().unwrap());
        let expected = "[
    Body(id: \"ministry\", names: {\"en\": \"mfa\"}, spelled: {\"ministry\": [\"mfa\"]}, within: \"ministry\", sources: [(source: \"ministry\", says: \"mfa\")], note: \"mfa\"),
    Tie(from: \"ministry\", type: part_of, to: \"mfa-2\", status: signed),
    Claim(id: \"c\", text: \"mfa\", amount: 1, unit: \"mfa\", about: [\"ministry\", \"mfa-2\"], count: \"in:ministry with:mfa-2,ministry kind:body\"),
]
";
        assert_eq!(edited(text, rename), expected);
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
