//! One plain form for all spellings of a name.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name without case, accents, tones, punctuation and script: lower-case Latin words with single spaces.
///
/// Cyrillic is transliterated, so that Мінск and Минск both become `minsk`; Latin letters lose their marks, so that pinyin is the
/// same with and without tones. Chinese characters become syllables, of which a base should not rely on the reading (重庆 becomes
/// `zhongqing`): it gives the pinyin of a name beside it.
///
/// ```
/// use accord::names::fold;
/// assert_eq!(fold("Guǎngdōng"), "guangdong");
/// assert_eq!(fold("  ГОМЕЛЬСКАЯ   область"), "gomelskaya oblast");
/// assert_eq!(fold("F. Skorina “State” Univ."), "f skorina state univ");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let bare: String = name.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.nfc() {
        // The soft and hard sign are no letter of their own in Latin; an apostrophe joins what it stands between.
        if matches!(c, 'ь' | 'ъ' | 'Ь' | 'Ъ' | '\'' | '’' | 'ʼ' | '`') {
            continue;
        }
        let latin = any_ascii::any_ascii_char(c);
        if latin.chars().any(char::is_alphanumeric) {
            folded.extend(latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}
