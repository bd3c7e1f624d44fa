//! Words that say what a thing is, not which: region, city, university.
//!
//! Without them `Gansu province`, `Gansu` and 甘肃省 are one name, and they still tell Minsk the city from Minsk the region.

use unicode_normalization::UnicodeNormalization;

use super::fold::{fold, is_han};
use crate::model::{Form, Kind, Node};

/// What a generic word says of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Region,
    City,
    District,
    University,
    Company,
    Park,
}

/// Generic words, folded. Those without a sort only join others.
const WORDS: &[(&[&str], Option<Sort>)] = &[
    (&["of", "the", "and", "for", "i", "de", "het", "van"], None),
    (&["region", "oblast", "voblast", "voblasts", "voblasc", "obl", "vobl", "province", "prov"], Some(Sort::Region)),
    (&["regio", "provincie", "sheng", "zizhiqu", "zhou", "autonomous", "special", "administrative"], Some(Sort::Region)),
    (&["city", "town", "municipality", "gorod", "horad", "gorada", "goroda", "g", "stad", "shi"], Some(Sort::City)),
    (&["district", "raion", "rayon", "rajon", "county", "qu", "xian"], Some(Sort::District)),
    (&["university", "universitet", "universiteit", "uni", "daxue"], Some(Sort::University)),
    (
        &["company", "co", "ltd", "limited", "llc", "jsc", "ojsc", "cjsc", "oao", "zao", "ooo", "inc", "corp", "corporation"],
        Some(Sort::Company),
    ),
    (&["park"], Some(Sort::Park)),
];

/// Ends of Chinese names, longer ones first, and how many characters must be left: 广州 is no region of the name 广.
const ENDS: &[(&str, usize, Sort)] = &[
    ("特别行政区", 1, Sort::Region),
    ("自治区", 1, Sort::Region),
    ("有限公司", 1, Sort::Company),
    ("公司", 1, Sort::Company),
    ("大学", 1, Sort::University),
    ("省", 1, Sort::Region),
    ("州", 3, Sort::Region),
    ("市", 1, Sort::City),
    ("区", 1, Sort::District),
    ("县", 1, Sort::District),
];

/// A name without its generic words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Core {
    /// The rest, folded and without blanks.
    pub name: String,
    /// What the words that were dropped say it is.
    pub sorts: Vec<Sort>,
}

/// Drops the generic words of a name that is already folded.
pub(super) fn core(folded: &str) -> Core {
    let mut core = Core::default();
    for word in folded.split(' ') {
        match generic(word) {
            Some(sort) => core.sorts.extend(sort),
            None => core.name.push_str(word),
        }
    }
    let end = ENDS
        .iter()
        .find(|(end, least, _)| core.name.strip_suffix(end).is_some_and(|stem| stem.chars().filter(|&c| is_han(c)).count() >= *least));
    if let Some((end, _, sort)) = end {
        core.name.truncate(core.name.len() - end.len());
        core.sorts.push(*sort);
    }
    core
}

/// Drops the generic words of a name in pinyin and keeps its tones; `None` for one without tones, or in no pinyin.
pub(super) fn toned(name: &str) -> Option<Core> {
    let is_tone = |c: char| matches!(c, '\u{304}' | '\u{301}' | '\u{30c}' | '\u{300}');
    let lower = name.to_lowercase();
    // A tone stands on a vowel; ć, š and ž are letters of other languages.
    let mut before = ' ';
    let mut tones = false;
    for c in lower.nfd() {
        tones |= is_tone(c) && matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | '\u{308}');
        before = c;
    }
    if !tones {
        return None;
    }
    let mut core = Core::default();
    for word in lower.split(|c: char| c.is_whitespace() || c == '-') {
        match generic(&fold(word)) {
            Some(sort) => core.sorts.extend(sort),
            None => core.name.extend(word.nfc().filter(|c| c.is_alphanumeric())),
        }
    }
    Some(core)
}

/// Words of organisations that tell no more which one is meant than `university` does: a base that lacks Lanzhou University may well have
/// another one of Lanzhou.
const PLAIN: &[&str] = &["state", "national", "institute", "academy", "college", "school", "hospital", "plant", "factory", "group"];

/// What is left of a folded text when the words that could be said of many organisations are dropped; `None` when there are none.
pub(super) fn without_organisation(folded: &str) -> Option<String> {
    let says_little =
        |word: &str| PLAIN.contains(&word) || matches!(generic(word), Some(Some(Sort::University | Sort::Company | Sort::Park)));
    let plain = core(folded);
    let by_its_end = plain.sorts.iter().any(|sort| matches!(sort, Sort::University | Sort::Company | Sort::Park));
    let rest: Vec<&str> = folded.split(' ').filter(|word| !says_little(word)).collect();
    let dropped = by_its_end || rest.len() < folded.split(' ').count();
    dropped.then(|| core(&rest.join(" ")).name).filter(|name| !name.is_empty())
}

/// Does a folded word only join others?
pub(super) fn only_joins(word: &str) -> bool {
    generic(word) == Some(None)
}

/// What a folded word says of a thing; `None` when it is part of a name.
#[expect(clippy::option_option, reason = "whether a word is generic, and of which sort, are two questions")]
fn generic(word: &str) -> Option<Option<Sort>> {
    WORDS.iter().find(|(words, _)| words.contains(&word)).map(|(_, sort)| *sort)
}

impl Sort {
    /// Can a word of this sort be said of the node?
    ///
    /// A municipality is a city that is a region by law: people call Minsk Oblast the Minsk region, and Minsk the city of Minsk.
    pub(super) fn fits(self, node: &Node) -> bool {
        let city_region = matches!(node.form, Some(Form::Municipality | Form::SpecialAdministrativeRegion));
        match self {
            Self::Region => node.kind == Kind::Region && node.form != Some(Form::Municipality),
            Self::City => node.kind == Kind::City || city_region,
            Self::District => node.kind == Kind::District,
            Self::University => node.kind == Kind::University,
            Self::Company => node.kind == Kind::Company,
            Self::Park => node.kind == Kind::Park,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_thing_is_is_told_from_which_it_is() {
        for (name, rest, sorts) in [
            ("Gansu Province", "gansu", vec![Sort::Region]),
            ("City of Minsk", "minsk", vec![Sort::City]),
            ("Гомельская область", "gomelskaya", vec![Sort::Region]),
            ("甘肃省", "甘肃", vec![Sort::Region]),
            ("广州市", "广州", vec![Sort::City]),
            ("广州", "广州", vec![]),
            ("戈梅利州", "戈梅利", vec![Sort::Region]),
            ("Great Stone", "greatstone", vec![]),
            ("Region", "", vec![Sort::Region]),
            ("省", "省", vec![]),
        ] {
            assert_eq!(core(&fold(name)), Core { name: rest.to_owned(), sorts }, "{name}");
        }
    }

    #[test]
    fn tones_tell_shaanxi_from_shanxi() {
        assert_eq!(toned("Shǎnxī Shěng").unwrap().name, "shǎnxī");
        assert_eq!(toned("shānxī").unwrap().name, "shānxī");
        assert_eq!(toned("Shanxi"), None);
        assert_eq!(toned("Žlobin"), None);
    }
}
