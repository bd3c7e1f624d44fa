//! A match, and why it is one, in words.

use crate::model::{Id, graph::NodeIndex};

/// A node that a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The node.
    pub node: NodeIndex,
    /// The name of it that the text is like.
    pub name: String,
    /// What sort of name that is.
    pub origin: Origin,
    /// How the text is like it.
    pub how: How,
    /// How many letters are wrong, for a typing error.
    pub letters: usize,
}

/// What sort of name a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The id.
    Id,
    /// The name in the language of this tag.
    Name(String),
    /// Another name in use.
    Also,
    /// What this source writes.
    Spelled(Id),
    /// A code of this sort: `ISO 3166`, `Wikidata`, `ROR`, `GeoNames`.
    Code(&'static str),
    /// An ISO 3166-2 code without its country.
    ShortCode,
}

/// How a text is like a name: the tiers of matching, the strongest first.
///
/// The first tier in which anything matches decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the id; in place of hyphens there may be blanks, and of small letters capitals.
    Id,
    /// It is the name, letter by letter.
    Exact,
    /// It is the name in pinyin, with these tones; words such as Shěng may be missing.
    Toned,
    /// It is the name but for case, accents, punctuation and blanks, or transliterated as in English.
    Folded,
    /// It is the name in another transliteration of Cyrillic.
    Romanised,
    /// It is made of the first letters of the name.
    Initials,
    /// It is the name but for words such as region or city, and these fit the node.
    Generic,
    /// Its words are among those of the name.
    Words,
    /// Its words are beginnings of words of the name.
    Beginnings,
    /// It is the name with letters mistyped, lost, added or swapped.
    Typing,
    /// It is like the name (Jaro–Winkler likeness); never taken for it.
    Alike,
}

impl Match {
    /// Why it is one: `name in Russian`, `as spelled in zalessky`, `abbreviation`, `typing error: 1 letter`.
    #[must_use]
    pub fn reason(&self) -> String {
        let of = self.what();
        match self.how {
            How::Id => of,
            How::Exact | How::Folded if matches!(self.origin, Origin::Spelled(_)) => of.replace("name as", "as"),
            How::Exact | How::Toned => of,
            How::Folded if self.name.is_ascii() => of,
            How::Folded if super::romanised::is_cyrillic(&self.name) => format!("{of}, transliterated"),
            How::Folded => format!("{of}, case and accents aside"),
            How::Romanised => format!("{of}, transliterated"),
            How::Initials => format!("initials of the {of}"),
            How::Generic => format!("{of}, but for words like region or city"),
            How::Words => format!("in the {of}"),
            How::Beginnings => format!("begins words of the {of}"),
            How::Typing if self.letters == 1 => "typing error: 1 letter".to_owned(),
            How::Typing => format!("typing error: {} letters", self.letters),
            How::Alike => "a like name".to_owned(),
        }
    }

    /// Was it taken for what is meant although the text is not one of its names? Whoever asked should be told.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        self.how >= How::Words
    }

    /// What sort of name matched, as a phrase.
    fn what(&self) -> String {
        match &self.origin {
            Origin::Id => "id".to_owned(),
            Origin::Name(language) => format!("name in {}", language_name(language)),
            Origin::Also if is_abbreviation(&self.name) => "abbreviation".to_owned(),
            Origin::Also => "other name".to_owned(),
            Origin::Spelled(source) => format!("name as spelled in {source}"),
            Origin::Code(which) => format!("{which} code"),
            Origin::ShortCode => "ISO 3166 code without its country".to_owned(),
        }
    }
}

/// `BSU`, `БДУ`: one word of capitals.
fn is_abbreviation(name: &str) -> bool {
    name.chars().all(char::is_uppercase)
}

/// The English name of a language that bases use, else its tag.
fn language_name(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "be" => "Belarusian",
        "ru" => "Russian",
        "zh" => "Chinese",
        "zh-Latn" => "pinyin",
        other => other,
    }
}
