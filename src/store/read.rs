//! Turns the text of a base into records, field by field.

use std::{
    any::type_name,
    collections::{BTreeMap, HashMap},
};

use ron::{Options, extensions::Extensions};
use serde::de::{DeserializeOwned, value::StrDeserializer};

use super::{
    Base, Finding, Span,
    cursor::{Fault, clipped},
    files::HEADER,
    loaded::{Loaded, Place, Places},
    syntax::{self, Contents, Entry, Outline, RECORD_WORDS},
    unquoted,
};
use crate::model::{
    Amount, Between, Citation, Claim, Codes, Date, Facts, Header, Id, Kind, Money, Node, Records, Source, SourceForm, Tie, TieType,
    vocabulary::nearest,
};

/// Reads every record of every file. Linear in the text.
///
/// ```
/// let loaded = accord::store::read(accord::store::Base::curated());
/// assert!(loaded.findings.is_empty());
/// assert!(loaded.records.nodes.len() > 100);
/// ```
#[must_use]
pub fn read(base: Base) -> Loaded {
    let mut reader = Reader {
        options: Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES),
        records: Records { header: placeholder_header(), nodes: Vec::new(), ties: Vec::new(), sources: Vec::new(), claims: Vec::new() },
        places: Places::default(),
        findings: Vec::new(),
        unread: Vec::new(),
    };
    for (file, source) in base.files.iter().enumerate() {
        reader.file(file, &source.path, &source.text);
    }
    let Reader { records, places, mut findings, unread, .. } = reader;
    findings.sort_by(|a, b| (&a.mark, a.rule).cmp(&(&b.mark, b.rule)));
    // What is left open at the end of a file may be met from several records.
    findings.dedup();
    Loaded { base, records, places, findings, unread }
}

/// Stands for a header that could not be read, which is a finding of its own.
fn placeholder_header() -> Header {
    Header {
        schema: Header::SCHEMA,
        name: String::new(),
        title: String::new(),
        version: String::new(),
        updated: Date::day(jiff::civil::Date::MAX),
        licence: String::new(),
        languages: vec!["en".to_owned()],
        sides: Vec::new(),
    }
}

struct Reader {
    options: Options,
    records: Records,
    places: Places,
    findings: Vec<Finding>,
    unread: Vec<Id>,
}

impl Reader {
    fn fault(&mut self, file: usize, fault: Fault) {
        self.findings.push(Finding::error("syntax", file, fault.span, fault.message).help(fault.help));
    }

    fn file(&mut self, file: usize, path: &str, text: &str) {
        if path == HEADER {
            match syntax::outline(text, Span::new(0, text.len())) {
                Ok(outline) => self.record(file, text, outline),
                Err(fault) => self.fault(file, fault),
            }
            return;
        }
        let Contents { records, faults, skipped } = syntax::records(text);
        for fault in faults {
            self.fault(file, fault);
        }
        for span in skipped {
            self.unread.extend(ids(span.of(text)));
        }
        for outline in records {
            self.record(file, text, outline);
        }
    }

    fn record(&mut self, file: usize, text: &str, outline: Outline) {
        let place = Place { file, word: outline.word, body: outline.body };
        let word = outline.word.of(text);
        let mut fields = Fields::new(self, file, text, outline);
        match word {
            "Tie" => {
                if let Some(tie) = tie(&mut fields) {
                    self.records.ties.push(tie);
                    self.places.ties.push(place);
                }
            }
            "Source" => match source(&mut fields) {
                Ok(source) => {
                    self.records.sources.push(source);
                    self.places.sources.push(place);
                }
                Err(id) => self.unread.extend(id),
            },
            "Claim" => {
                if let Some(claim) = claim(&mut fields) {
                    self.records.claims.push(claim);
                    self.places.claims.push(place);
                }
            }
            "Base" => {
                let header = header(&mut fields);
                if let Some(first) = self.places.header {
                    let finding = Finding::error("header", file, outline.word, "this is a second header");
                    self.findings.push(finding.related(first.file, first.word, "first here").help("a base has one, in `base.ron`"));
                } else {
                    self.places.header = Some(place);
                    if let Some(header) = header {
                        self.records.header = header;
                    }
                }
            }
            _ => {
                if let Some(&kind) = Kind::ALL.iter().find(|kind| kind.record() == word) {
                    match node(&mut fields, kind) {
                        Ok(node) => {
                            self.records.nodes.push(node);
                            self.places.nodes.push(place);
                        }
                        Err(id) => self.unread.extend(id),
                    }
                } else {
                    let meant = nearest(word, RECORD_WORDS.iter().copied());
                    let finding =
                        Finding::error("unknown-record", file, outline.word, format!("`{}` is not a kind of record", clipped(word)));
                    self.findings.push(finding.help(suggestion(meant, &RECORD_WORDS)));
                    self.unread.extend(ids(outline.body.of(text)));
                }
            }
        }
    }
}

/// The fields of one record, each read at most once.
struct Fields<'a> {
    reader: &'a mut Reader,
    file: usize,
    text: &'a str,
    /// What the record begins with, to point at when a field is missing.
    head: Span,
    entries: Vec<(Entry, bool)>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    fn new(reader: &'a mut Reader, file: usize, text: &'a str, outline: Outline) -> Self {
        let (entries, faults) = syntax::fields(text, outline.body);
        for fault in faults {
            reader.fault(file, fault);
        }
        let head = if outline.word.start < outline.word.end {
            outline.word
        } else {
            Span { start: outline.body.start - 1, end: outline.body.end + 1 }
        };
        let mut first: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            let name = entry.name.of(text);
            if let Some(&first) = first.get(name) {
                let finding = Finding::error("duplicate-field", file, entry.name, format!("`{}` is given twice", clipped(name)));
                reader.findings.push(finding.related(file, first, "first here").help("keep one of the two"));
            } else {
                first.insert(name, entry.name);
                kept.push((entry, false));
            }
        }
        Self { reader, file, text, head, entries: kept, asked: Vec::new() }
    }

    fn find(&mut self, name: &'static str) -> Option<Entry> {
        self.asked.push(name);
        let text = self.text;
        let (entry, taken) = self.entries.iter_mut().find(|(entry, _)| entry.name.of(text) == name)?;
        *taken = true;
        Some(*entry)
    }

    /// Reads the value of a field; a fault in it is a finding, and the field then counts as left out.
    fn optional<T: Value>(&mut self, name: &'static str) -> Option<T> {
        let entry = self.find(name)?;
        T::read(self.reader, self.file, self.text, entry.value)
    }

    fn required<T: Value>(&mut self, name: &'static str, example: &str) -> Option<T> {
        if let Some(entry) = self.find(name) {
            return T::read(self.reader, self.file, self.text, entry.value);
        }
        let word = self.head.of(self.text);
        let record = if word.starts_with('(') { "this" } else { word };
        let finding = Finding::error("missing-field", self.file, self.head, format!("{record} has no `{name}`"));
        self.reader.findings.push(finding.help(format!("add `{name}: {example},`")));
        None
    }

    fn list<T: Value>(&mut self, name: &'static str) -> Vec<T> {
        let Some(entry) = self.find(name) else { return Vec::new() };
        let Some(items) = syntax::list(self.text, entry.value) else {
            let value = clipped(entry.value.of(self.text));
            let finding = Finding::error("bad-value", self.file, entry.value, format!("`{name}` takes a list, not `{value}`"));
            self.reader.findings.push(finding.help(format!("write `{name}: [{value}]`")));
            return Vec::new();
        };
        items.into_iter().filter_map(|item| T::read(self.reader, self.file, self.text, item)).collect()
    }

    /// A map of quoted keys; each key once.
    fn map<K: Value + Ord, V: Value>(&mut self, name: &'static str, example: &str) -> BTreeMap<K, V> {
        let Some(entry) = self.find(name) else { return BTreeMap::new() };
        let Some((entries, faults)) = syntax::map(self.text, entry.value) else {
            let finding = Finding::error("bad-value", self.file, entry.value, format!("`{name}` takes a map"));
            self.reader.findings.push(finding.help(format!("write `{name}: {example}`")));
            return BTreeMap::new();
        };
        for fault in faults {
            self.reader.fault(self.file, fault);
        }
        let mut map = BTreeMap::new();
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for Entry { name: key, value } in entries {
            let shown = unquoted(key.of(self.text));
            if let Some(&first) = seen.get(shown) {
                let finding = Finding::error("duplicate-field", self.file, key, format!("`{}` is given twice in `{name}`", clipped(shown)));
                self.reader.findings.push(finding.related(self.file, first, "first here").help("keep one of the two"));
                continue;
            }
            seen.insert(shown, key);
            let key = K::read(self.reader, self.file, self.text, key);
            if let (Some(key), Some(value)) = (key, V::read(self.reader, self.file, self.text, value)) {
                map.insert(key, value);
            }
        }
        map
    }

    /// Every field must have been asked for by now; what is left is not a field of this record.
    fn finish(&mut self) {
        let word = match self.head.of(self.text) {
            word if word.starts_with('(') => "this value".to_owned(),
            word => clipped(word),
        };
        for (index, (entry, _)) in self.entries.iter().filter(|(_, taken)| !taken).enumerate() {
            let name = entry.name.of(self.text);
            let finding = Finding::error("unknown-field", self.file, entry.name, format!("{word} has no field `{}`", clipped(name)));
            // A record with more unknown fields is not mended by guesses.
            let help = if index < 100 {
                suggestion(nearest(name, self.asked.iter().copied()), &self.asked)
            } else {
                "docs/format.md has all fields".to_owned()
            };
            self.reader.findings.push(finding.help(help));
        }
    }
}

/// What can be the value of a field.
trait Value: Sized {
    fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self>;
}

/// Values that `ron` reads by itself.
macro_rules! plain {
    ($($type:ty: $rule:literal $help:literal;)+) => {$(
        impl Value for $type {
            fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
                plain(reader, file, text, span, $rule, $help)
            }
        }
    )+};
}

plain! {
    u16: "bad-value" "write a whole number, such as 33";
    u32: "bad-value" "write a whole number, such as 627907";
    u64: "bad-value" "write a whole number, such as 20_000_000";
    crate::model::Position: "bad-value" "write latitude and longitude in degrees: (52.43, 30.98)";
    Id: "bad-id" "an id is written in quotation marks: \"gomel-oblast\"";
    Date: "impossible-date" "a date is written in quotation marks, as precise as it is known: \"2007\", \"2007-05\", \"2016-21\" for spring 2016";
    crate::model::Form: "unknown-word" "";
    crate::model::Status: "unknown-word" "";
    crate::model::Field: "unknown-word" "";
    TieType: "unknown-word" "";
    crate::model::Basis: "unknown-word" "";
    crate::model::Bound: "unknown-word" "";
    crate::model::CountOf: "unknown-word" "";
    SourceForm: "unknown-word" "";
}

fn plain<T: DeserializeOwned>(reader: &mut Reader, file: usize, text: &str, span: Span, rule: &'static str, help: &str) -> Option<T> {
    let value = span.of(text);
    // Most values are a plain string or a bare word, which need no parser; whatever else they are, `ron` says.
    let simple = if rule == "unknown-word" {
        value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then_some(value)
    } else {
        let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        inner.filter(|inner| !inner.contains(['"', '\\']))
    };
    if let Some(simple) = simple
        && let Ok(value) = T::deserialize(StrDeserializer::<serde::de::value::Error>::new(simple))
    {
        return Some(value);
    }
    let error = match reader.options.from_str::<T>(value) {
        Ok(value) => return Some(value),
        Err(error) => error.code,
    };
    let shown = clipped(value);
    let finding = match &error {
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            let what = type_name::<T>().rsplit("::").next().unwrap_or_default();
            let what = match what {
                "TieType" => "type of tie",
                "Form" | "SourceForm" => "form",
                "Status" => "status",
                "Field" => "field of cooperation",
                "Basis" => "basis",
                "CountOf" => "thing to count",
                _ => "bound",
            };
            let help = suggestion(nearest(found, expected.iter().copied()), expected);
            Finding::error(rule, file, span, format!("`{}` is not a {what}", clipped(found))).help(help)
        }
        // The types of the model say themselves what is wrong with a text.
        ron::Error::Message(message) if message.starts_with('`') => Finding::error(rule, file, span, message.clone()),
        _ if help.is_empty() => {
            Finding::error(rule, file, span, format!("`{shown}` is not a word")).help("write a bare word, without quotation marks")
        }
        _ if value.starts_with(['“', '”', '„', '«', '‘', '’']) => {
            Finding::error(rule, file, span, format!("`{shown}` is in curly quotation marks")).help("use straight quotation marks: \"…\"")
        }
        _ => Finding::error(rule, file, span, format!("`{shown}` cannot be read here")).help(help),
    };
    reader.findings.push(finding);
    None
}

/// A text of one line: a control character in it would reach the terminal of whoever reads it.
impl Value for String {
    fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
        let read: Self = plain(reader, file, text, span, "bad-value", "a text is written in straight quotation marks: \"…\"")?;
        // Some characters turn the direction of what follows.
        let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let Some(control) = read.chars().find(|&c| steers(c)) else { return Some(read) };
        let what = match control {
            '\n' | '\r' => "a line break".to_owned(),
            '\t' => "a tab".to_owned(),
            other => format!("the control character U+{:04X}", u32::from(other)),
        };
        let finding = Finding::error("bad-value", file, span, format!("this text has {what} in it"));
        reader.findings.push(finding.help("write it on one line, with characters that can be seen and single blanks between them"));
        None
    }
}

impl Value for Amount {
    fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
        const HELP: &str = "write a number, such as 40 or 17.1";
        let amount: Self = plain(reader, file, text, span, "bad-value", HELP)?;
        if amount.0.is_finite() {
            return Some(amount);
        }
        let finding = Finding::error("bad-value", file, span, format!("`{}` is no number that can be counted", clipped(span.of(text))));
        reader.findings.push(finding.help(HELP));
        None
    }
}

/// A list inside a map.
impl Value for Vec<String> {
    fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
        let Some(items) = syntax::list(text, span) else {
            let value = clipped(span.of(text));
            let finding = Finding::error("bad-value", file, span, format!("a list is expected, not `{value}`"));
            reader.findings.push(finding.help(format!("write `[{value}]`")));
            return None;
        };
        Some(items.into_iter().filter_map(|item| String::read(reader, file, text, item)).collect())
    }
}

/// The containers of a node: one id, or a list that a check will object to.
struct Containers(Vec<Id>);

impl Value for Containers {
    fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
        let spans = syntax::list(text, span).unwrap_or_else(|| vec![span]);
        Some(Self(spans.into_iter().filter_map(|item| Id::read(reader, file, text, item)).collect()))
    }
}

/// Values with fields of their own, `(name: value, …)`.
macro_rules! structured {
    ($($type:ty: $example:literal |$fields:ident| $read:expr;)+) => {$(
        impl Value for $type {
            fn read(reader: &mut Reader, file: usize, text: &str, span: Span) -> Option<Self> {
                let Ok(outline) = syntax::outline(text, span) else {
                    let value = clipped(span.of(text));
                    let finding = Finding::error("bad-value", file, span, format!("fields in round brackets are expected, not `{value}`"));
                    reader.findings.push(finding.help(concat!("write ", $example)));
                    return None;
                };
                let mut fields = Fields::new(reader, file, text, outline);
                let $fields = &mut fields;
                let value = $read;
                fields.finish();
                value
            }
        }
    )+};
}

structured! {
    Money: "`(amount: 20_000_000, currency: \"USD\")`" |fields| {
        let amount = fields.required("amount", "20_000_000");
        let currency = fields.required("currency", "\"USD\"");
        let bound = fields.optional("bound").unwrap_or_default();
        (|| Some(Self { amount: amount?, currency: currency?, bound }))()
    };
    Between: "`(first: \"kind:place in:belarus\", second: \"kind:place in:china\", of: pairs)`" |fields| {
        let first = fields.required("first", "\"kind:place in:belarus\"");
        let second = fields.required("second", "\"kind:place in:china\"");
        let of = fields.optional("of").unwrap_or_default();
        (|| Some(Self { first: first?, second: second?, of }))()
    };
    Codes: "`(iso: \"BY-HO\")`" |fields| Some(Self {
        iso: fields.optional("iso"),
        wikidata: fields.optional("wikidata"),
        ror: fields.optional("ror"),
        geonames: fields.optional("geonames"),
    });
    Citation: "`(source: \"…\", chapter: 2, footnote: 33)`" |fields| {
        let source = fields.required("source", "\"…\"");
        let chapter = fields.optional("chapter");
        let section = fields.optional("section");
        let footnote = fields.optional("footnote");
        let page = fields.optional("page");
        let url = fields.optional("url");
        let says = fields.optional("says");
        source.map(|source| Self { source, chapter, section, footnote, page, url, says })
    };
}

fn facts(fields: &mut Fields<'_>) -> Facts {
    Facts {
        status: fields.optional("status"),
        date: fields.optional("date"),
        until: fields.optional("until"),
        expected: fields.optional("expected"),
        fields: fields.list("fields"),
        value: fields.optional("value"),
        sources: fields.list("sources"),
        basis: fields.optional("basis").unwrap_or_default(),
        note: fields.optional("note"),
    }
}

/// A node, or the id of one that cannot be used, if it has any.
fn node(fields: &mut Fields<'_>, kind: Kind) -> Result<Node, Option<Id>> {
    let id: Option<Id> = fields.required("id", "\"…\"");
    let form = fields.optional("form");
    let names: BTreeMap<String, String> = fields.map("names", "{\"en\": \"…\"}");
    let also = fields.list("also");
    let spelled = fields.map("spelled", "{\"source\": [\"…\"]}");
    let within = fields.optional::<Containers>("within").map(|containers| containers.0).unwrap_or_default();
    let seat = fields.optional("seat");
    let codes = fields.optional("codes").unwrap_or_default();
    let at = fields.optional("at");
    let inline = TieType::ALL
        .iter()
        .filter_map(|&tie| Some((tie, fields.list(tie.row().inline?))))
        .filter(|(_, ids): &(TieType, Vec<Id>)| !ids.is_empty())
        .collect();
    let facts = facts(fields);
    let distinct_from = fields.list("distinct_from");
    let url = fields.optional("url");
    fields.finish();
    let Some(id) = id else { return Err(None) };
    Ok(Node { id, kind, form, names, also, spelled, within, seat, codes, at, facts, inline, distinct_from, url })
}

fn tie(fields: &mut Fields<'_>) -> Option<Tie> {
    let from = fields.required("from", "\"…\"");
    let tie = fields.required("type", "cooperates_with");
    let to = fields.required("to", "\"…\"");
    let facts = facts(fields);
    fields.finish();
    Some(Tie { from: from?, tie: tie?, to: to?, facts })
}

fn source(fields: &mut Fields<'_>) -> Result<Source, Option<Id>> {
    let id: Option<Id> = fields.required("id", "\"…\"");
    let form = fields.required("form", "article");
    let title = fields.required("title", "\"…\"");
    let author = fields.optional("author");
    let publisher = fields.optional("publisher");
    let date = fields.optional("date");
    let language = fields.optional("language");
    let isbn = fields.optional("isbn");
    let url = fields.optional("url");
    let note = fields.optional("note");
    fields.finish();
    match (id, form, title) {
        (Some(id), Some(form), Some(title)) => Ok(Source { id, form, title, author, publisher, date, language, isbn, url, note }),
        (id, ..) => Err(id),
    }
}

fn claim(fields: &mut Fields<'_>) -> Option<Claim> {
    let id = fields.required("id", "\"…\"");
    let text = fields.required("text", "\"…\"");
    let amount = fields.required("amount", "40");
    let unit = fields.required("unit", "\"pairs\"");
    let bound = fields.optional("bound").unwrap_or_default();
    let date = fields.optional("date");
    let about = fields.list("about");
    let count = fields.optional("count");
    let between = fields.optional("between");
    let unmet = fields.optional("unmet");
    let sources = fields.list("sources");
    let note = fields.optional("note");
    fields.finish();
    Some(Claim { id: id?, text: text?, amount: amount?, unit: unit?, bound, date, about, count, between, unmet, sources, note })
}

fn header(fields: &mut Fields<'_>) -> Option<Header> {
    let schema = fields.required("schema", "1");
    let name = fields.required("name", "\"…\"");
    let title = fields.required("title", "\"…\"");
    let version = fields.required("version", "\"0.1.0\"");
    let updated = fields.required("updated", "\"2026-11-21\"");
    let licence = fields.required("licence", "\"CC-BY-4.0\"");
    let languages: Vec<String> = fields.list("languages");
    let sides = fields.list("sides");
    fields.finish();
    let languages = if languages.is_empty() { vec!["en".to_owned()] } else { languages };
    Some(Header { schema: schema?, name: name?, title: title?, version: version?, updated: updated?, licence: licence?, languages, sides })
}

/// The ids that a text which cannot be taken apart seems to give to records.
fn ids(text: &str) -> impl Iterator<Item = Id> {
    let fields = text.split("id:").skip(1);
    fields.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()?.parse().ok())
}

/// `did you mean …`, or the list of what is allowed; a long list only for want of a guess.
fn suggestion(meant: Option<&str>, allowed: &[&str]) -> String {
    if let Some(meant) = meant.filter(|_| allowed.len() > 16) {
        return format!("did you mean `{meant}`? docs/format.md has all that are allowed");
    }
    let allowed = allowed.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    meant.map_or_else(|| format!("allowed are {allowed}"), |meant| format!("did you mean `{meant}`? allowed are {allowed}"))
}
