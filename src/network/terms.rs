//! The selection language: which nodes does somebody mean by `kind:university in:gomel-oblast with:CN signed:2015..`?
//!
//! A term is one word: `key:value`, or `key:value,value` for alternatives; `-key:value` excludes; a word without a key is part of a name. All
//! terms must hold. [`Terms`] are read here and evaluated in [`Terms::select`], which defines what each key means.

use std::fmt;

use crate::model::{Date, Field, Form, Graph, Id, Kind, KindSet, Status, TieType, graph::NodeIndex, vocabulary::nearest};

/// Terms that a node must meet, all of them.
///
/// Its `Display` is the canonical form: terms in the order of the keys, what is excluded last, nodes by their ids.
///
/// ```
/// use accord::{model::Graph, network::{Choice, Terms, links}};
/// # use accord::{check, store};
/// # let graph = check::check(store::read(store::Base::curated())).graph.unwrap();
/// let by_id = |name: &str| graph.find(name).ok_or_else(|| format!("there is no `{name}`"));
/// let terms = Terms::parse(["in:minsk", "kind:universities"], &graph, &by_id).unwrap();
/// assert_eq!(terms.to_string(), "kind:university in:minsk");
/// assert!(!terms.select(&graph, &links(&graph, &Choice::default())).nodes.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<Term>);

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// Must it fail?
    pub not: bool,
    pub test: Test,
}

/// What a term asks of a node; one of the values must fit. In the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Test {
    Kind(Vec<Kind>),
    Form(Vec<Form>),
    Status(Vec<Status>),
    In(Vec<Named>),
    With(Vec<Named>),
    Signed(Vec<Range>),
    Field(Vec<Field>),
    Tie(Vec<TieType>),
    Source(Vec<Id>),
    Name(Vec<String>),
}

/// A node and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub node: NodeIndex,
    id: Id,
}

/// Some days, from the beginning of one date to the end of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A key; docs/terms.md says what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The word before the colon.
    pub word: &'static str,
    /// A term with it.
    pub example: &'static str,
}

/// All keys, in canonical order.
pub const KEYS: &[Key] = &[
    Key { word: "kind", example: "kind:university" },
    Key { word: "form", example: "form:twinning" },
    Key { word: "status", example: "status:planned" },
    Key { word: "in", example: "in:gomel-oblast" },
    Key { word: "with", example: "with:gansu" },
    Key { word: "signed", example: "signed:2015..2018" },
    Key { word: "field", example: "field:education" },
    Key { word: "tie", example: "tie:supplies" },
    Key { word: "source", example: "source:zalessky" },
];

/// Groups of kinds that `kind:` knows beside the kinds: word, plural, kinds.
const GROUPS: &[(&str, &str, KindSet)] = &[
    ("party", "parties", KindSet::PARTIES),
    ("place", "places", KindSet::PLACES),
    ("organisation", "organisations", KindSet::ORGANISATIONS),
];

/// Finds the node that a name means; the error is a message.
pub type Resolver<'a> = dyn Fn(&str) -> Result<NodeIndex, String> + 'a;

/// Why a word is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// What stands before the colon is no key.
    #[error("`{word}`: there is no key `{key}`; {}keys are {}", did_you_mean(meant.as_deref()), keys())]
    Key {
        /// The term.
        word: String,
        /// The key as written.
        key: String,
        /// The key that was probably meant.
        meant: Option<String>,
    },
    /// Nothing stands after the colon, or between two commas.
    #[error("`{word}`: a value is missing; write for example `{example}`")]
    Missing {
        /// The term.
        word: String,
        /// A term with this key.
        example: &'static str,
    },
    /// A value is none of those that the key allows.
    #[error("`{word}`: there is no {what} `{value}`; {}it can be {allowed}", did_you_mean(meant.as_deref()))]
    Value {
        /// The term.
        word: String,
        /// What the key asks for.
        what: &'static str,
        /// The value as written.
        value: String,
        /// The value, or the whole term, that was probably meant.
        meant: Option<String>,
        /// What is allowed.
        allowed: String,
    },
    /// A value is no range of dates.
    #[error("`{word}`: {why}; a range is written 2015..2018, 2015.. or ..2018")]
    Range {
        /// The term.
        word: String,
        /// What is wrong with the value.
        why: String,
    },
    /// Nobody, or more than one, is called that.
    #[error("`{word}`: {why}")]
    Name {
        /// The term.
        word: String,
        /// What the resolver says.
        why: String,
    },
}

impl Terms {
    /// Reads terms, one a word; a word with blanks that has no key is several.
    ///
    /// Names of places and parties are looked up by `resolve`, sources by their ids in the graph.
    ///
    /// # Errors
    ///
    /// The first word that is no term.
    pub fn parse<'w>(words: impl IntoIterator<Item = &'w str>, graph: &Graph, resolve: &Resolver<'_>) -> Result<Self, TermError> {
        let reader = Reader { graph, resolve };
        let mut terms = Vec::new();
        for word in words {
            if word.contains(':') {
                terms.push(reader.term(&hyphened(word.trim()))?);
            } else {
                terms.extend(word.split_whitespace().map(|word| name(&hyphened(word))).collect::<Result<Vec<_>, _>>()?);
            }
        }
        terms.sort();
        terms.dedup();
        Ok(Self(terms))
    }

    /// The terms.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Term> {
        self.0.iter()
    }

    /// Is there none, so that every node meets them?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

struct Reader<'a> {
    graph: &'a Graph,
    resolve: &'a Resolver<'a>,
}

impl Reader<'_> {
    /// A word with a colon.
    fn term(&self, word: &str) -> Result<Term, TermError> {
        let (not, rest) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
        let (written, values) = rest.split_once(':').unwrap_or((rest, ""));
        let Some(key) = KEYS.iter().find(|key| key.word == written.to_lowercase()) else {
            let meant = nearest(written, KEYS.iter().map(|key| key.word)).map(str::to_owned);
            return Err(TermError::Key { word: word.to_owned(), key: written.to_owned(), meant });
        };
        let values: Vec<&str> = values.split(',').map(str::trim).collect();
        if values.iter().any(|value| value.is_empty()) {
            return Err(TermError::Missing { word: word.to_owned(), example: key.example });
        }
        let test = match key.word {
            "kind" => Test::Kind(kinds(word, &values)?),
            "form" => Test::Form(chosen(word, "form", &values, Form::find, Form::ALL)?),
            "status" => Test::Status(chosen(word, "status", &values, Status::find, Status::ALL)?),
            "field" => Test::Field(chosen(word, "field", &values, Field::find, Field::ALL)?),
            "tie" => Test::Tie(chosen(word, "type of tie", &values, TieType::find, TieType::ALL)?),
            "source" => {
                let ids: Vec<&Id> = self.graph.sources().map(|source| &source.id).collect();
                Test::Source(
                    chosen(word, "source", &values, |value| ids.iter().copied().find(|id| **id == *value), &ids)?
                        .into_iter()
                        .cloned()
                        .collect(),
                )
            }
            "signed" => Test::Signed(each(&values, |value| range(value).map_err(|why| TermError::Range { word: word.to_owned(), why }))?),
            "in" => Test::In(self.named(word, &values)?),
            _ => Test::With(self.named(word, &values)?),
        };
        Ok(Term { not, test })
    }

    /// The nodes that names mean.
    fn named(&self, word: &str, names: &[&str]) -> Result<Vec<Named>, TermError> {
        each(names, |name| {
            let node = (self.resolve)(name).map_err(|why| TermError::Name { word: word.to_owned(), why })?;
            Ok(Named { node, id: self.graph.node(node).id.clone() })
        })
    }
}

/// A word that excludes by a minus sign with a hyphen in its place, as messages and the canonical form write it.
fn hyphened(word: &str) -> String {
    word.strip_prefix('−').map_or_else(|| word.to_owned(), |rest| format!("-{rest}"))
}

/// A word without a key: parts of names, in small letters.
fn name(word: &str) -> Result<Term, TermError> {
    let (not, rest) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
    let parts: Vec<&str> = rest.split(',').collect();
    if parts.iter().any(|part| part.is_empty()) {
        return Err(TermError::Missing { word: word.to_owned(), example: "gomel,brest" });
    }
    Ok(Term { not, test: Test::Name(each(&parts, |part| Ok(part.to_lowercase()))?) })
}

/// Reads each of the values; sorted, each once.
fn each<T: Ord>(values: &[&str], read: impl Fn(&str) -> Result<T, TermError>) -> Result<Vec<T>, TermError> {
    let mut read = values.iter().map(|value| read(value)).collect::<Result<Vec<T>, TermError>>()?;
    read.sort();
    read.dedup();
    Ok(read)
}

/// The words of a vocabulary that the values are.
fn chosen<T: Copy + Ord + fmt::Display>(
    word: &str,
    what: &'static str,
    values: &[&str],
    find: impl Fn(&str) -> Option<T>,
    all: &[T],
) -> Result<Vec<T>, TermError> {
    each(values, |value| {
        // `joint venture` is written with a blank, hyphen or underscore.
        find(value).or_else(|| find(&value.split_whitespace().collect::<Vec<_>>().join("_"))).ok_or_else(|| {
            let words: Vec<String> = all.iter().map(ToString::to_string).collect();
            let meant = nearest(value, words.iter().map(String::as_str)).map(str::to_owned);
            TermError::Value { word: word.to_owned(), what, value: value.to_owned(), meant, allowed: words.join(", ") }
        })
    })
}

/// The kinds that words for one, for several or for a group mean.
fn kinds(word: &str, values: &[&str]) -> Result<Vec<Kind>, TermError> {
    let sets = each(values, |value| {
        let lower = value.to_lowercase();
        let plural = || Kind::ALL.iter().copied().find(|kind| kind.plural() == lower);
        let group = || GROUPS.iter().find(|(one, many, _)| *one == lower || *many == lower);
        if let Some(kind) = Kind::find(&lower).or_else(plural) {
            return Ok(vec![kind]);
        }
        if let Some((.., kinds)) = group() {
            return Ok(kinds.iter().collect());
        }
        let words = || Kind::ALL.iter().map(|kind| kind.word()).chain(GROUPS.iter().map(|(one, ..)| *one));
        // Oblast and twinning are kinds of a sort as well; the base calls them forms.
        let form = Form::find(&lower).map(|form| format!("form:{form}"));
        let meant = form.or_else(|| nearest(&lower, words()).map(str::to_owned));
        let allowed = words().collect::<Vec<_>>().join(", ");
        Err(TermError::Value { word: word.to_owned(), what: "kind", value: value.to_owned(), meant, allowed })
    })?;
    let mut kinds: Vec<Kind> = sets.into_iter().flatten().collect();
    kinds.sort_unstable();
    kinds.dedup();
    Ok(kinds)
}

/// Reads `2016`, `2015..2018`, `2015..` or `..2018`; the error says why it is none.
fn range(text: &str) -> Result<Range, String> {
    let date = |text: &str| text.parse::<Date>().map_err(|error| error.to_string());
    // An interval in EDTF, such as `../2015`, is what is known of one date; as a bound it would leave everything undecided.
    if text.contains('/') {
        return Err(format!("`{text}` is an interval, and a range has one date at either end"));
    }
    let Some((from, to)) = text.split_once("..") else {
        let day = date(text)?;
        return Ok(Range { from: Some(day.clone()), to: Some(day) });
    };
    let end = |text: &str| if text.is_empty() { Ok(None) } else { date(text).map(Some) };
    let range = Range { from: end(from)?, to: end(to)? };
    match (&range.from, &range.to) {
        (None, None) => Err("`..` has no date".to_owned()),
        (Some(from), Some(to)) if from.earliest() > to.latest() => Err(format!("`{text}` runs backwards")),
        _ => Ok(range),
    }
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| format!("did you mean `{meant}`? "))
}

fn keys() -> String {
    KEYS.iter().map(|key| key.word).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                let end = |date: &Option<Date>| date.as_ref().map_or_else(String::new, ToString::to_string);
                write!(f, "{}..{}", end(from), end(to))
            }
        }
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: ToString>(values: &[T]) -> String {
            values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        let not = if self.not { "-" } else { "" };
        match &self.test {
            Test::Kind(kinds) => write!(f, "{not}kind:{}", list(kinds)),
            Test::Form(forms) => write!(f, "{not}form:{}", list(forms)),
            Test::Status(statuses) => write!(f, "{not}status:{}", list(statuses)),
            Test::In(places) => write!(f, "{not}in:{}", list(places)),
            Test::With(places) => write!(f, "{not}with:{}", list(places)),
            Test::Signed(ranges) => write!(f, "{not}signed:{}", list(ranges)),
            Test::Field(fields) => write!(f, "{not}field:{}", list(fields)),
            Test::Tie(ties) => write!(f, "{not}tie:{}", list(ties)),
            Test::Source(sources) => write!(f, "{not}source:{}", list(sources)),
            Test::Name(parts) => write!(f, "{not}{}", list(parts)),
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}
