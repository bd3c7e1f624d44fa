//! The name by which one record refers to another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An identifier: lower-case Latin letters and digits in groups joined by single hyphens, at most 100 characters.
///
/// Ids are made to be read (`belarusian-state-university`) and are never changed once published, so that links from
/// outside and notes of analysts stay good.
///
/// ```
/// use accord::model::Id;
/// assert!("gomel-oblast".parse::<Id>().is_ok());
/// assert!("Gomel Oblast".parse::<Id>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Box<str>);

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: an id has lower-case Latin letters and digits, joined by single hyphens, like `{1}`")]
pub struct BadId(String, String);

impl Id {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest id to any text: what a person probably meant, `None` when nothing usable is left.
    ///
    /// ```
    /// use accord::model::Id;
    /// assert_eq!(Id::suggest("Gomel  Oblast!").unwrap().as_str(), "gomel-oblast");
    /// ```
    #[must_use]
    pub fn suggest(text: &str) -> Option<Self> {
        let folded = any_ascii::any_ascii(text).to_ascii_lowercase();
        let groups: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|g| !g.is_empty()).collect();
        let joined = groups.join("-");
        is_sound(&joined).then(|| Self(joined.into()))
    }
}

fn is_sound(text: &str) -> bool {
    let group = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 100 && text.split('-').all(group)
}

impl FromStr for Id {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        if is_sound(text) {
            return Ok(Self(text.into()));
        }
        let example = Self::suggest(text).map_or_else(|| "gomel-oblast".to_owned(), String::from);
        Err(BadId(text.chars().take(60).collect(), example))
    }
}

impl TryFrom<String> for Id {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_groups_joined_by_single_hyphens() {
        for good in ["a", "gomel-oblast", "agreement-2007", "7"] {
            assert!(good.parse::<Id>().is_ok(), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "a.b"] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
        assert!("a".repeat(101).parse::<Id>().is_err());
    }

    #[test]
    fn the_message_shows_what_was_probably_meant() {
        let error = "Минск_2".parse::<Id>().unwrap_err().to_string();
        assert!(error.ends_with("like `minsk-2`"), "{error}");
    }
}
