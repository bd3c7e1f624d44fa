//! How does a value that somebody types become what stands in a file?
//!
//! People type `status=signed`, `party=Homiel`, `source=zalessky:2:fn33`, and files hold `signed`, `"gomel"`, `(source: "zalessky", chapter: 2, footnote: 33)`.
//! What a field takes is one table ([`Takes::of`]), for flags, for `FIELD=VALUE` and for answers to questions alike.

use super::{failure::Failure, session::Session};
use crate::{
    model::{Date, Field, Form, Kind, SourceForm, Status, TieType, vocabulary::nearest},
    store::{FIELDS, quoted},
};

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    Text,
    /// Texts.
    Texts,
    /// A date.
    Date,
    /// A node, by any name.
    Node,
    /// Nodes.
    Nodes,
    /// A word of the vocabulary.
    Word,
    /// Fields of cooperation.
    Fields,
    /// Citations.
    Citations,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// Latitude and longitude.
    Position,
    /// Values under keys, given one at a time as `names.en=…`.
    Keys,
    /// What is typed as it stands in a file.
    AsWritten,
}

impl Takes {
    /// What the field of this name takes; `None` when no record has one.
    #[must_use]
    pub fn of(field: &str) -> Option<Self> {
        Some(match field {
            "name" | "text" | "title" | "version" | "licence" | "unit" | "author" | "publisher" | "language" | "isbn" | "count"
            | "unmet" | "url" | "note" => Self::Text,
            "also" | "languages" => Self::Texts,
            "date" | "until" | "expected" | "updated" => Self::Date,
            "from" | "to" | "within" | "seat" => Self::Node,
            "about" | "distinct_from" | "sides" => Self::Nodes,
            _ if TieType::inline(field).is_some() => Self::Nodes,
            "form" | "type" | "status" | "basis" | "bound" => Self::Word,
            "fields" => Self::Fields,
            "sources" => Self::Citations,
            "amount" => Self::Number,
            "value" => Self::Money,
            "at" => Self::Position,
            "names" | "spelled" | "codes" => Self::Keys,
            "between" => Self::AsWritten,
            _ => return None,
        })
    }

    /// Does the field hold a list?
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Nodes | Self::Fields | Self::Citations)
    }

    /// How a value of it is typed, as an example.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Text | Self::Texts => "a text",
            Self::Date => "2007, 2007-05, 2007-05-14, 2016-21 for spring 2016, 2014/2020",
            Self::Node | Self::Nodes => "an id, or a name in any language",
            Self::Word => "a word",
            Self::Fields => "trade, education, science, …",
            Self::Citations => "SOURCE:CHAPTER:fnFOOTNOTE, such as zalessky:2:fn33; p12 is a page, any other text a section",
            Self::Number => "40, 17.1",
            Self::Money => "20000000 USD, at_least 5000 CNY",
            Self::Position => "53.9, 27.6",
            Self::Keys => "one at a time, with a dot: names.zh=…, codes.iso=…",
            Self::AsWritten => "as it stands in a file, see docs/format.md",
        }
    }
}

/// Which words there are for a field of a record of this kind (`None`: of no node).
#[must_use]
pub fn words(field: &str, kind: Option<Kind>) -> Vec<&'static str> {
    match (field, kind) {
        ("form", Some(kind)) => Form::of(kind).map(Form::word).collect(),
        ("form", None) => SourceForm::ALL.iter().map(|form| form.word()).collect(),
        ("type", _) => TieType::ALL.iter().map(|tie| tie.word()).collect(),
        ("status", _) => Status::ALL.iter().map(|status| status.word()).collect(),
        ("fields", _) => Field::ALL.iter().map(|field| field.word()).collect(),
        ("basis", _) => vec!["documented", "background"],
        ("bound", _) => vec!["exactly", "about", "at_least", "at_most"],
        _ => Vec::new(),
    }
}

/// `FIELD=VALUE` in its parts.
///
/// # Errors
///
/// When there is no `=`.
pub fn pair(text: &str) -> Result<(&str, &str), Failure> {
    let parts = text.split_once('=').filter(|(field, _)| !field.is_empty() && !field.contains(' '));
    parts.ok_or_else(|| Failure::usage(format!("`{text}` is not FIELD=VALUE"), "such as status=signed, or \"note=of two words\""))
}

/// The name of a field, as the tables of the program have it.
///
/// # Errors
///
/// When no record has such a field, or it is changed in another way.
pub fn field_name(field: &str) -> Result<&'static str, Failure> {
    if field == "id" {
        return Err(Failure::usage(
            "an id is not changed like other fields",
            "`accord rename OLD NEW` changes it wherever it is referred to",
        ));
    }
    // What a flag of `accord add` gives one at a time.
    let field = match field {
        "party" => "parties",
        "source" => "sources",
        "field" => "fields",
        other => other,
    };
    if let Some(name) = FIELDS.iter().copied().find(|name| *name == field && Takes::of(name).is_some()) {
        return Ok(name);
    }
    let meant = nearest(field, FIELDS.iter().copied()).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
    Err(Failure::usage(format!("no record has a field `{field}`"), format!("{meant}docs/format.md has all fields")))
}

/// One value, or one item of a list, as a file has it.
///
/// # Errors
///
/// When the field does not take it; the failure says what it takes.
pub fn item(session: &Session, field: &str, kind: Option<Kind>, typed: &str) -> Result<String, Failure> {
    let takes = Takes::of(field).unwrap_or(Takes::AsWritten);
    let typed = typed.trim();
    let wrong = || Failure::usage(format!("`{typed}` is no value of `{field}`"), format!("it takes {}", takes.example()));
    if typed.is_empty() {
        return Err(Failure::usage(
            format!("`{field}` has no value"),
            format!("it takes {}; --unset {field} takes it out", takes.example()),
        ));
    }
    match takes {
        Takes::Text | Takes::Texts => Ok(quoted(typed)),
        Takes::Date => {
            let date: Date =
                typed.parse().map_err(|error: crate::model::date::BadDate| Failure::usage(error.to_string(), takes.example()))?;
            Ok(quoted(&date.to_string()))
        }
        Takes::Node | Takes::Nodes => Ok(quoted(session.graph.node(session.resolve(typed)?).id.as_str())),
        Takes::Word | Takes::Fields => {
            let (word, words) = (typed.to_lowercase().replace(['-', ' '], "_"), words(field, kind));
            if words.contains(&word.as_str()) {
                return Ok(word);
            }
            let meant = nearest(&word, words.iter().copied()).map_or_else(String::new, |word| format!("did you mean `{word}`? "));
            Err(Failure::usage(format!("`{typed}` is no word for `{field}`"), format!("{meant}it takes {}", words.join(", "))))
        }
        Takes::Citations => citation(session, typed),
        Takes::Number => {
            typed.replace([',', '_'], "").parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n.to_string()).ok_or_else(wrong)
        }
        Takes::Money => money(typed).ok_or_else(wrong),
        Takes::Position => {
            let (latitude, longitude) = typed.trim_matches(['(', ')']).split_once(',').ok_or_else(wrong)?;
            let degrees = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| format!("{n:?}"));
            let both = degrees(latitude).zip(degrees(longitude)).ok_or_else(wrong)?;
            Ok(format!("({}, {})", both.0, both.1))
        }
        Takes::Keys => Err(wrong()),
        Takes::AsWritten => Ok(typed.to_owned()),
    }
}

/// The items of a list, typed at once: fields of cooperation and names with commas between them, anything else alone.
///
/// # Errors
///
/// As [`item`].
pub fn items(session: &Session, field: &str, kind: Option<Kind>, typed: &str) -> Result<Vec<String>, Failure> {
    let parts: Vec<&str> = match Takes::of(field) {
        // A name may hold a comma of its own.
        Some(Takes::Nodes) if session.names().identify(&session.graph, typed).is_ok_and(|found| !found.is_guess()) => vec![typed],
        Some(Takes::Nodes | Takes::Fields) => typed.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
        _ => vec![typed],
    };
    parts.into_iter().map(|part| item(session, field, kind, part)).collect()
}

/// What is typed for a field as a whole.
///
/// # Errors
///
/// As [`item`].
pub fn value(session: &Session, field: &str, kind: Option<Kind>, typed: &str) -> Result<String, Failure> {
    if Takes::of(field).is_some_and(Takes::is_list) {
        return Ok(format!("[{}]", items(session, field, kind, typed)?.join(", ")));
    }
    item(session, field, kind, typed)
}

/// What is typed for a key of `names`, `spelled` or `codes`.
///
/// # Errors
///
/// When the field has no keys, or the key does not take it.
pub fn keyed(session: &Session, field: &str, key: &str, typed: &str) -> Result<String, Failure> {
    if typed.trim().is_empty() && Takes::of(field) == Some(Takes::Keys) {
        return Err(Failure::usage(
            format!("`{field}.{key}` has no value"),
            format!("write {field}.{key}=VALUE; --unset {field}.{key} takes it out"),
        ));
    }
    match (field, key) {
        ("names", _) => Ok(quoted(typed.trim())),
        ("spelled", source) => {
            known_source(session, source)?;
            Ok(format!("[{}]", typed.split(';').map(|spelling| quoted(spelling.trim())).collect::<Vec<_>>().join(", ")))
        }
        ("codes", "geonames") => {
            let number: u32 = typed.trim().parse().map_err(|_| Failure::usage(format!("`{typed}` is no number"), "such as 627907"))?;
            Ok(number.to_string())
        }
        ("codes", "iso" | "wikidata" | "ror") => Ok(quoted(typed.trim())),
        ("codes", other) => Err(Failure::usage(format!("there is no code `{other}`"), "codes are iso, wikidata, ror, geonames")),
        _ => Err(Failure::usage(format!("`{field}` has no keys"), format!("write {field}=VALUE"))),
    }
}

/// The entry of a key and what is typed for it, as a file has it: `"en": "Gomel"`, `iso: "BY"`.
///
/// # Errors
///
/// As [`keyed`].
pub fn entry(session: &Session, field: &str, key: &str, typed: &str) -> Result<String, Failure> {
    let value = keyed(session, field, key, typed)?;
    Ok(if field == "codes" { format!("{key}: {value}") } else { format!("{}: {value}", quoted(key)) })
}

/// `zalessky:2:fn33:http://…` as a citation.
fn citation(session: &Session, typed: &str) -> Result<String, Failure> {
    let (typed, url) = match typed.find("http://").or_else(|| typed.find("https://")) {
        Some(at) => (typed[..at].trim_end_matches(':'), Some(&typed[at..])),
        None => (typed, None),
    };
    let mut parts = typed.split(':').map(str::trim);
    let source = parts.next().unwrap_or_default();
    known_source(session, source)?;
    let mut fields = vec![format!("source: {}", quoted(source))];
    for part in parts.filter(|part| !part.is_empty()) {
        let number = |prefix: &str| part.strip_prefix(prefix).and_then(|number| number.trim().parse::<u16>().ok());
        fields.push(match (number(""), number("fn"), number("p")) {
            (Some(chapter), ..) => format!("chapter: {chapter}"),
            (_, Some(footnote), _) => format!("footnote: {footnote}"),
            (.., Some(page)) => format!("page: {page}"),
            _ => format!("section: {}", quoted(part)),
        });
    }
    fields.extend(url.map(|url| format!("url: {}", quoted(url))));
    Ok(format!("({})", fields.join(", ")))
}

/// Says so when there is no source of an id.
///
/// # Errors
///
/// Then, with the id that was probably meant.
pub fn known_source(session: &Session, id: &str) -> Result<(), Failure> {
    let sources = || session.graph.sources().map(|source| source.id.as_str());
    if sources().any(|source| source == id) {
        return Ok(());
    }
    let hint = match nearest(id, sources()) {
        Some(meant) => format!("did you mean `{meant}`? `accord add source` adds one"),
        None => "`accord add source` adds one".to_owned(),
    };
    Err(Failure::usage(format!("there is no source `{id}`"), hint))
}

/// `at_least 20_000_000 USD` as money.
fn money(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.split_whitespace().collect();
    let (bound, amount, currency) = match parts.as_slice() {
        [amount, currency] => (None, amount, currency),
        [bound, amount, currency] => (Some(*bound), amount, currency),
        _ => return None,
    };
    if bound.is_some_and(|bound| !words("bound", None).contains(&bound)) {
        return None;
    }
    let amount: u64 = amount.replace([',', '_'], "").parse().ok()?;
    let bound = bound.map_or_else(String::new, |bound| format!(", bound: {bound}"));
    Some(format!("(amount: {amount}, currency: {}{bound})", quoted(&currency.to_uppercase())))
}
