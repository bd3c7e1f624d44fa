//! How is a record written?
//!
//! The inverse of [`read`](super::read()): a value of the model becomes the text of a record, its fields in one order, those that say nothing left out.
//! Reading it again gives the same value. It is laid out as every file is, and indented as an item of a list of records.

use std::{collections::BTreeMap, fmt::Write as _};

use super::layout;
use crate::model::{
    Amount, Basis, Between, Bound, Citation, Claim, Codes, CountOf, Date, Facts, Form, Header, Id, Money, Node, Position, Source, Status,
    Tie,
};

/// The fields of all records, in the order in which they are written.
pub const FIELDS: &[&str] = &[
    "schema",
    "id",
    "from",
    "type",
    "to",
    "form",
    "name",
    "text",
    "title",
    "version",
    "updated",
    "licence",
    "languages",
    "sides",
    "amount",
    "unit",
    "bound",
    "author",
    "publisher",
    "names",
    "also",
    "spelled",
    "within",
    "seat",
    "codes",
    "at",
    "parties",
    "founders",
    "owners",
    "hosts",
    "organisers",
    "participants",
    "date",
    "until",
    "expected",
    "status",
    "fields",
    "value",
    "language",
    "isbn",
    "about",
    "count",
    "between",
    "unmet",
    "url",
    "sources",
    "basis",
    "distinct_from",
    "note",
];

/// A record as an item of a list of records, without the comma after it.
///
/// ```
/// use accord::{model::{Kind, Node}, store::compose};
/// let gansu = Node::new("gansu".parse().unwrap(), Kind::Region, "Gansu");
/// assert_eq!(compose(&gansu), "    Region(\n        id: \"gansu\",\n        names: {\"en\": \"Gansu\"},\n    )");
/// ```
#[must_use]
pub fn compose(record: &impl Compose) -> String {
    laid_out(record, 4)
}

/// The header as the text of its file.
#[must_use]
pub fn compose_header(header: &Header) -> String {
    laid_out(header, 0) + "\n"
}

fn laid_out(record: &impl Compose, indent: usize) -> String {
    let Record { word, mut fields } = record.record();
    fields.sort_by_key(|(name, _)| FIELDS.iter().position(|field| field == name));
    let mut out = format!("{:indent$}{word}(\n", "");
    for (name, text) in fields {
        let line = format!("{:1$}{name}: ", "", indent + 4);
        // What is composed here is well formed.
        let value = layout::value(&text, indent + 4, line.len()).unwrap_or(text);
        let _ = writeln!(out, "{line}{value},");
    }
    let _ = write!(out, "{:indent$})", "");
    out
}

/// What can be written as a record.
pub trait Compose {
    /// The word for it and its fields.
    fn record(&self) -> Record;
}

/// A record to be written.
#[derive(Clone, Debug)]
pub struct Record {
    /// The word that begins it.
    pub word: &'static str,
    /// Name and text of each field, in any order.
    pub fields: Vec<(&'static str, String)>,
}

impl Compose for Record {
    fn record(&self) -> Record {
        self.clone()
    }
}

impl Record {
    fn new(word: &'static str) -> Self {
        Self { word, fields: Vec::new() }
    }

    /// A field, left out when it says nothing.
    fn with(mut self, name: &'static str, value: &impl Written) -> Self {
        let text = text(value);
        if !matches!(text.as_str(), "" | "[]" | "{}" | "()") {
            self.fields.push((name, text));
        }
        self
    }

    /// A field that is a bare word of the vocabulary.
    fn word(mut self, name: &'static str, word: Option<&'static str>) -> Self {
        self.fields.extend(word.map(|word| (name, word.to_owned())));
        self
    }

    fn facts(self, facts: &Facts) -> Self {
        // By name, so that a field that comes to the model cannot be forgotten here.
        let Facts { status, date, until, expected, fields, value, sources, basis, note } = facts;
        self.word("status", status.map(Status::word))
            .with("date", date)
            .with("until", until)
            .with("expected", expected)
            .with("fields", &fields.iter().map(|field| Word(field.word())).collect::<Vec<_>>())
            .with("value", value)
            .with("sources", sources)
            .word("basis", (*basis == Basis::Background).then_some("background"))
            .with("note", note)
    }
}

impl Compose for Node {
    fn record(&self) -> Record {
        let Self { id, kind, form, names, also, spelled, within, seat, codes, at, facts, inline, distinct_from, url } = self;
        let mut record = Record::new(kind.record())
            .with("id", id)
            .word("form", form.map(Form::word))
            .with("names", names)
            .with("also", also)
            .with("spelled", spelled)
            .with("seat", seat)
            .with("codes", codes)
            .with("at", at)
            .facts(facts)
            .with("distinct_from", distinct_from)
            .with("url", url);
        record = match within.as_slice() {
            [container] => record.with("within", container),
            containers => record.with("within", &containers.to_vec()),
        };
        inline.iter().filter_map(|(tie, ids)| Some((tie.row().inline?, ids))).fold(record, |record, (name, ids)| record.with(name, ids))
    }
}

impl Compose for Tie {
    fn record(&self) -> Record {
        let Self { from, tie, to, facts } = self;
        Record::new("Tie").with("from", from).word("type", Some(tie.word())).with("to", to).facts(facts)
    }
}

impl Compose for Source {
    fn record(&self) -> Record {
        let Self { id, form, title, author, publisher, date, language, isbn, url, note } = self;
        Record::new("Source")
            .with("id", id)
            .word("form", Some(form.word()))
            .with("title", title)
            .with("author", author)
            .with("publisher", publisher)
            .with("date", date)
            .with("language", language)
            .with("isbn", isbn)
            .with("url", url)
            .with("note", note)
    }
}

impl Compose for Claim {
    fn record(&self) -> Record {
        let Self { id, text, amount, unit, bound, date, about, count, between, unmet, sources, note } = self;
        Record::new("Claim")
            .with("id", id)
            .with("text", text)
            .with("amount", amount)
            .with("unit", unit)
            .word("bound", word_of(*bound))
            .with("date", date)
            .with("about", about)
            .with("count", count)
            .with("between", between)
            .with("unmet", unmet)
            .with("sources", sources)
            .with("note", note)
    }
}

impl Compose for Header {
    fn record(&self) -> Record {
        let Self { schema, name, title, version, updated, licence, languages, sides } = self;
        Record::new("Base")
            .with("schema", &u64::from(*schema))
            .with("name", name)
            .with("title", title)
            .with("version", version)
            .with("updated", updated)
            .with("licence", licence)
            .with("languages", languages)
            .with("sides", sides)
    }
}

/// The word of a bound, none for the one that is meant when there is none.
const fn word_of(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Exactly => None,
        Bound::About => Some("about"),
        Bound::AtLeast => Some("at_least"),
        Bound::AtMost => Some("at_most"),
    }
}

/// What can be the value of a field.
trait Written {
    fn write(&self, out: &mut String);
}

/// The value of a field as text, such as can be given to [`Edits::set`](super::Edits::set).
fn text(value: &impl Written) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// A text in quotation marks, as it stands in a file: what [`Edits::set`](super::Edits::set) takes for a name, an id or a date.
///
/// ```
/// assert_eq!(accord::store::quoted(r#"the "Stone""#), r#""the \"Stone\"""#);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A bare word.
struct Word(&'static str);

impl Written for Word {
    fn write(&self, out: &mut String) {
        out.push_str(self.0);
    }
}

impl Written for String {
    fn write(&self, out: &mut String) {
        out.push_str(&quoted(self));
    }
}

impl Written for Id {
    fn write(&self, out: &mut String) {
        out.push_str(&quoted(self.as_str()));
    }
}

impl Written for Date {
    fn write(&self, out: &mut String) {
        out.push_str(&quoted(&self.to_string()));
    }
}

impl Written for u64 {
    /// In groups of three from ten thousand on, as people read it.
    fn write(&self, out: &mut String) {
        let digits = self.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
                out.push('_');
            }
            out.push(digit);
        }
    }
}

impl Written for Amount {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{}", self.0);
    }
}

impl Written for Position {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "({:?}, {:?})", self.0, self.1);
    }
}

impl Written for Money {
    fn write(&self, out: &mut String) {
        let Self { amount, currency, bound } = self;
        fields(out, &[("amount", text(amount)), ("currency", text(currency)), ("bound", word_of(*bound).unwrap_or_default().to_owned())]);
    }
}

impl Written for Between {
    fn write(&self, out: &mut String) {
        let Self { first, second, of } = self;
        let of = match of {
            CountOf::Nodes => "",
            CountOf::Pairs => "pairs",
            CountOf::First => "first",
            CountOf::Second => "second",
        };
        fields(out, &[("first", text(first)), ("second", text(second)), ("of", of.to_owned())]);
    }
}

impl Written for Codes {
    fn write(&self, out: &mut String) {
        let Self { iso, wikidata, ror, geonames } = self;
        // A number with a meaning of its own is not grouped.
        let geonames = geonames.map(|number| number.to_string()).unwrap_or_default();
        fields(out, &[("iso", text(iso)), ("wikidata", text(wikidata)), ("ror", text(ror)), ("geonames", geonames)]);
    }
}

impl Written for Citation {
    fn write(&self, out: &mut String) {
        let Self { source, chapter, section, footnote, page, url, says } = self;
        let number = |number: &Option<u16>| text(&number.map(u64::from));
        fields(
            out,
            &[
                ("source", text(source)),
                ("chapter", number(chapter)),
                ("section", text(section)),
                ("footnote", number(footnote)),
                ("page", number(page)),
                ("url", text(url)),
                ("says", text(says)),
            ],
        );
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

impl<T: Written> Written for Vec<T> {
    fn write(&self, out: &mut String) {
        let items: Vec<String> = self.iter().map(text).collect();
        let _ = write!(out, "[{}]", items.join(", "));
    }
}

impl<K: Written, V: Written> Written for BTreeMap<K, V> {
    fn write(&self, out: &mut String) {
        let entries: Vec<String> = self.iter().map(|(key, value)| format!("{}: {}", text(key), text(value))).collect();
        let _ = write!(out, "{{{}}}", entries.join(", "));
    }
}

/// `(name: value, …)`, without those that say nothing.
fn fields(out: &mut String, fields: &[(&str, String)]) {
    let said = fields.iter().filter(|(_, text)| !text.is_empty());
    let said: Vec<String> = said.map(|(name, text)| format!("{name}: {text}")).collect();
    let _ = write!(out, "({})", said.join(", "));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Kind, Records},
        store::{Base, SourceFile, read},
    };

    /// The records of a text.
    fn records(text: String) -> Records {
        let file = |path: &str, text| SourceFile { path: path.to_owned(), text };
        let loaded = read(Base { folder: None, files: vec![file("records.ron", text)] });
        let syntax: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
        assert!(syntax.is_empty(), "{syntax:?}");
        loaded.records
    }

    #[test]
    fn what_is_composed_of_the_curated_base_is_read_as_the_same() {
        let curated = read(Base::curated()).records;
        let mut texts: Vec<String> = curated.nodes.iter().map(compose).collect();
        texts.extend(curated.ties.iter().map(compose));
        texts.extend(curated.sources.iter().map(compose));
        texts.extend(curated.claims.iter().map(compose));
        let text = format!("[\n{},\n]\n", texts.join(",\n"));
        assert_eq!(layout::layout(&text).ok().as_ref(), Some(&text), "it is laid out already");
        let again = records(text);
        assert_eq!(again.nodes, curated.nodes);
        assert_eq!(again.ties, curated.ties);
        assert_eq!(again.sources, curated.sources);
        assert_eq!(again.claims, curated.claims);
        let header =
            read(Base { folder: None, files: vec![SourceFile { path: "base.ron".to_owned(), text: compose_header(&curated.header) }] });
        assert_eq!(header.records.header, curated.header);
    }

    #[test]
    fn marks_and_backslashes_in_names_are_read_as_they_were() {
        let mut node = Node::new("a".parse().unwrap(), Kind::City, r#"\ " \" // , ) ] Ў 深圳 '"#);
        node.also = vec!["\\".to_owned(), String::new()];
        node.at = Some(Position(-0.5, 100.0));
        assert_eq!(records(format!("[{}]", compose(&node))).nodes, [node]);
    }

    #[test]
    fn every_field_of_the_format_has_its_place() {
        let loaded = read(Base::curated());
        let places = loaded.places.nodes.iter().chain(&loaded.places.ties).chain(&loaded.places.sources).chain(&loaded.places.claims);
        for &place in places {
            let text = &loaded.base.files[place.file].text;
            for entry in crate::store::syntax::fields(text, place.body).0 {
                assert!(FIELDS.contains(&entry.name.of(text)), "{}", entry.name.of(text));
            }
        }
    }
}
