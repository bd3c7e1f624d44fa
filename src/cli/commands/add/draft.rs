//! A record that is being put together, field by field.

use std::fmt::Write as _;

use crate::{
    cli::{
        failure::Failure,
        record,
        session::Session,
        typed::{self, Takes},
        wording::{capitalised, spoken},
    },
    model::{Form, Id, Kind, KindSet, vocabulary::nearest},
    store::{Loaded, Record, quoted},
};

/// What is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A node of this kind.
    Node(Kind),
    /// A tie written on its own.
    Tie,
    /// A document.
    Source,
    /// A number that somebody stated.
    Claim,
}

impl What {
    /// The one of this word.
    pub fn parse(word: &str) -> Result<Self, String> {
        let others = [Self::Tie, Self::Source, Self::Claim];
        let all = || Kind::ALL.iter().map(|&kind| Self::Node(kind)).chain(others);
        let lower = word.to_lowercase();
        all().find(|what| what.word() == lower).ok_or_else(|| {
            let meant = nearest(word, all().map(Self::word)).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
            format!("{meant}it is one of {}", all().map(Self::word).collect::<Vec<_>>().join(", "))
        })
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Node(kind) => kind.word(),
            Self::Tie => "tie",
            Self::Source => "source",
            Self::Claim => "claim",
        }
    }

    /// As the subject of a sentence.
    pub fn a(self) -> String {
        let article = if self.word().starts_with(['a', 'e', 'i']) { "an" } else { "a" };
        format!("{article} {}", self.word())
    }

    /// The kind of a node.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Node(kind) => Some(kind),
            _ => None,
        }
    }

    const fn record_word(self) -> &'static str {
        match self {
            Self::Node(kind) => kind.record(),
            Self::Tie => "Tie",
            Self::Source => "Source",
            Self::Claim => "Claim",
        }
    }

    /// The fields without which it is not sound, whatever else it has.
    fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Node(Kind::Agreement) => &["parties", "form", "status", "sources"],
            Self::Node(Kind::Region) => &["names", "form", "within", "sources"],
            Self::Node(Kind::Centre) => &["names", "status", "sources"],
            Self::Node(kind) if KindSet::PLACES.has(kind) && kind != Kind::Country => &["names", "within", "sources"],
            Self::Node(_) => &["names", "sources"],
            Self::Tie => &["from", "type", "to", "status", "sources"],
            Self::Source => &["form", "title"],
            Self::Claim => &["text", "amount", "unit", "sources"],
        }
    }
}

/// The flag that gives a field.
pub fn flag(field: &str) -> &'static str {
    match field {
        "names" => "--name",
        "parties" => "--party",
        "sources" => "--source (or --background)",
        "form" => "--form",
        "within" => "--within",
        "status" => "--status",
        "from" => "--from",
        "type" => "--type",
        "to" => "--to",
        "title" => "--title",
        "text" => "--text",
        "amount" => "--amount",
        "unit" => "--unit",
        _ => "--set",
    }
}

/// A record that is being put together.
#[derive(Debug)]
pub struct Draft {
    pub what: What,
    /// Names of fields, and values or items as a file has them, in the order in which they were given.
    fields: Vec<(&'static str, Vec<String>)>,
    /// An English title for an agreement that was given none.
    title: Option<String>,
}

impl Draft {
    /// A record of what is given, as `FIELD=VALUE`.
    pub fn new(session: &Session, what: What, given: &[String]) -> Result<Self, Failure> {
        let mut draft = Self { what, fields: Vec::new(), title: None };
        for pair in given {
            draft.take(session, pair)?;
        }
        draft.title = draft.titled(session);
        Ok(draft)
    }

    /// Takes one `FIELD=VALUE`.
    fn take(&mut self, session: &Session, pair: &str) -> Result<(), Failure> {
        let (field, typed) = typed::pair(pair)?;
        let (field, key) = field.split_once('.').map_or((field, None), |(field, key)| (field, Some(key)));
        let name = typed::field_name(field)?;
        let new = match key {
            Some(key) => vec![typed::entry(session, name, key, typed)?],
            None if Takes::of(name).is_some_and(Takes::is_list) => typed::items(session, name, self.what.kind(), typed)?,
            None => vec![typed::item(session, name, self.what.kind(), typed)?],
        };
        let is_one = key.is_none() && !Takes::of(name).is_some_and(Takes::is_list);
        match self.fields.iter_mut().find(|(field, _)| *field == name) {
            Some((_, _)) if is_one => return Err(Failure::usage(format!("`{name}` is given twice"), "keep one of the two")),
            Some((_, values)) => values.extend(new),
            None => self.fields.push((name, new)),
        }
        Ok(())
    }

    /// The values of a field.
    pub fn values(&self, field: &str) -> &[String] {
        self.fields.iter().find(|(name, _)| *name == field).map_or(&[], |(_, values)| values)
    }

    /// The ids in a field.
    pub fn ids(&self, field: &str) -> Vec<&str> {
        self.values(field).iter().map(|id| id.trim_matches('"')).collect()
    }

    /// The text of a field without its quotation marks.
    fn text(&self, field: &str) -> Option<&str> {
        self.values(field).first().map(|text| text.trim_matches('"'))
    }

    /// The fields that are needed and not given, in the order in which they are asked for.
    pub fn missing(&self) -> Vec<&'static str> {
        let lacks = |field: &&&str| match **field {
            "parties" => self.values("parties").len() < 2,
            "sources" => self.values("sources").is_empty() && self.values("basis").is_empty(),
            field => self.values(field).is_empty(),
        };
        self.what.needed().iter().filter(lacks).copied().collect()
    }

    /// `Twinning of Gomel and Gansu`, for an agreement that was given no English name.
    fn titled(&self, session: &Session) -> Option<String> {
        if self.what != What::Node(Kind::Agreement) || self.english().is_some() {
            return None;
        }
        let form = self.text("form").and_then(Form::find).map_or("agreement", Form::word);
        let name = |id: &str| session.graph.find(id).map(|node| session.graph.node(node).name("en").to_owned());
        let names: Vec<String> = self.ids("parties").into_iter().filter_map(name).collect();
        let (last, most) = names.split_last()?;
        Some(format!("{} of {} and {last}", capitalised(&spoken(form)), most.join(", ")))
    }

    fn english(&self) -> Option<&str> {
        self.values("names").iter().find_map(|name| name.strip_prefix("\"en\": \"")?.strip_suffix('"'))
    }

    /// The year in which its date begins.
    fn year(&self) -> Option<&str> {
        self.text("date")?.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Gives it an id: the one that is wished for, else one made from what it says. A tie has none.
    pub fn identify(&mut self, session: &Session, loaded: &Loaded, wished: Option<&str>) -> Result<Option<Id>, Failure> {
        let id = match (wished, self.what) {
            (Some(_), What::Tie) => return Err(Failure::usage("a tie has no id", "leave out --id")),
            (None, What::Tie) => return Ok(None),
            (Some(id), _) => {
                id.parse().map_err(|error: crate::model::id::BadId| Failure::Usage { message: error.to_string(), hints: Vec::new() })?
            }
            (None, _) => self.suggested().ok_or_else(|| Failure::usage("no id can be made from the name", "give one with --id"))?,
        };
        if let Some(place) = record::with_id(loaded, &id) {
            let (line, _) = loaded.base.line_column(place.file, place.word.start as usize);
            let name = session.graph.find(id.as_str()).map_or_else(String::new, |node| format!(" (“{}”)", session.name(node)));
            let message = format!("there is `{id}`{name} already, in {}:{line}", loaded.base.path(place.file).display());
            let hint = format!("`accord edit` changes it; if this is another, give it an id of its own, such as --id {id}-2");
            return Err(Failure::usage(message, hint));
        }
        self.fields.push(("id", vec![quoted(id.as_str())]));
        Ok(Some(id))
    }

    /// The id that it would be given.
    pub fn suggested(&self) -> Option<Id> {
        let mut parts: Vec<&str> = match self.what {
            What::Node(Kind::Agreement) => self.ids("parties"),
            What::Node(_) => vec![self.english()?],
            // A book is known by the family name of its author.
            What::Source => vec![match (self.text("author"), self.text("publisher"), self.text("title")) {
                (Some(author), ..) => author.rsplit(' ').next()?,
                (_, Some(publisher), _) => publisher,
                (.., title) => title?,
            }],
            What::Claim => vec![self.text("text")?],
            What::Tie => return None,
        };
        let has_year = matches!(self.what, What::Node(Kind::Agreement | Kind::Event) | What::Source | What::Claim);
        parts.extend(self.year().filter(|year| has_year && !parts.concat().contains(year)));
        let whole = parts.join("-");
        Id::suggest(&whole).or_else(|| {
            // A long text gives an id of its first words.
            let words: String = whole.split_whitespace().take(8).collect::<Vec<_>>().join(" ").chars().take(80).collect();
            Id::suggest(&words)
        })
    }

    /// What it says, where it has no id.
    pub fn said(&self) -> String {
        let [from, tie, to] = ["from", "type", "to"].map(|field| self.text(field).unwrap_or_default());
        format!("“{from} {tie} {to}”")
    }

    /// As it is written.
    pub fn record(&self) -> Record {
        let mut fields: Vec<(&'static str, String)> = Vec::new();
        let mut names = String::new();
        for (name, values) in &self.fields {
            let joined = values.join(", ");
            fields.push(match Takes::of(name) {
                _ if *name == "names" => {
                    names = joined;
                    continue;
                }
                Some(takes) if takes.is_list() => (name, format!("[{joined}]")),
                Some(Takes::Keys) if *name == "spelled" => (name, format!("{{{joined}}}")),
                Some(Takes::Keys) => (name, format!("({joined})")),
                _ => (name, joined),
            });
        }
        if let Some(title) = &self.title {
            let _ = write!(names, "{}\"en\": {}", if names.is_empty() { "" } else { ", " }, quoted(title));
        }
        if !names.is_empty() {
            fields.push(("names", format!("{{{names}}}")));
        }
        Record { word: self.what.record_word(), fields }
    }
}
