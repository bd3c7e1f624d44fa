//! One plain form for all spellings of a name.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name without case, accents, tones and punctuation, in Latin letters: lower-case words with single spaces.
///
/// Cyrillic is transliterated, so that Мінск and Минск both become `minsk`; Latin letters lose their marks, so that pinyin is the
/// same with and without tones. Chinese characters stay as they are: how one is read depends on its neighbours, and 山西 and 陕西, two
/// provinces, would both become `shanxi`. A base gives the pinyin of a name beside it.
///
/// ```
/// use accord::names::fold;
/// assert_eq!(fold("Guǎngdōng"), "guangdong");
/// assert_eq!(fold("  ГОМЕЛЬСКАЯ   область"), "gomelskaya oblast");
/// assert_eq!(fold("F. Skorina “State” Univ."), "f skorina state univ");
/// assert_eq!(fold("陕西（Shǎnxī）"), "陕西 shanxi");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        // Most names are, and need no tables.
        name.chars().for_each(|c| push(&mut folded, c));
    } else {
        name.nfkd().filter(|&c| !is_combining_mark(c)).for_each(|c| push(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What two forms of one name have in common, by which things of one name are found: the folded form.
///
/// Chinese characters stay what they are, for many read alike: 陕西 and 山西 are no homonyms, though Shǎnxī and Shānxī are without tones.
///
/// ```
/// use accord::names::homonym;
/// assert_eq!(homonym("Minsk"), homonym("Мінск"));
/// assert_ne!(homonym("陕西"), homonym("山西"));
/// ```
#[must_use]
pub fn homonym(name: &str) -> String {
    if !name.contains(is_han) {
        return fold(name);
    }
    name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A folded name as one word, in which blanks are of no account: `heilongjiang` is `hei long jiang`.
pub(super) fn squeeze(folded: &str) -> String {
    folded.chars().filter(|&c| c != ' ').collect()
}

/// Is it a Chinese character?
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn push(folded: &mut String, c: char) {
    // The soft and hard sign are no letter of their own in Latin; an apostrophe joins what it stands between.
    if matches!(c, 'ь' | 'ъ' | 'Ь' | 'Ъ' | '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | 'ʺ' | '`') {
        return;
    }
    if is_han(c) {
        folded.push(c);
        return;
    }
    if c.is_ascii_alphanumeric() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    let latin = any_ascii::any_ascii_char(c);
    if latin.chars().any(|c| c.is_ascii_alphanumeric()) {
        folded.extend(latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    } else if !folded.ends_with(' ') && !folded.is_empty() {
        folded.push(' ');
    }
}
