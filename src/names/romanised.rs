//! One key for all the ways to write a Cyrillic name in Latin letters.
//!
//! Гомель is Gomel (from Russian), Homyel (BGN/PCGN, from Belarusian) and Homieĺ (the Belarusian national system); Mahilioŭ, Mahilyow and
//! Mahiloŭ are one name. No list of pairs could keep up with this. Instead both scripts are mapped to a small alphabet in which the letters that
//! the systems disagree about are one:
//!
//! ```text
//! h   г ґ х             g h kh (ch)
//! c   ц ч               c ch ts tz tch tsch cz
//! s   с ш щ             s sh sch shch sz
//! z   з ж               z zh
//! i   и і ы й           i y j; nothing before a vowel, where it only softens: Homiel, Homyel
//! v   в ў, у after a vowel    v w, u after a vowel: Mahiloŭ, Mahilyow
//! a o u e   я ё ю е э   ya ia ja, …
//! ```
//!
//! and doubled letters are single. ё is read as e as well (Mogilev), and Latin ch as х as well (Chojniki), so a name can have two keys.
//!
//! What the scripts themselves tell apart by a vowel (Магілёў, Могилёв) stays apart: a base names a place in both languages. The key is
//! only for names that a base has in Cyrillic. Between Latin names it would confuse Guizhou with Huizhou.

use unicode_normalization::UnicodeNormalization;

use super::fold;

/// The keys of a name; two names with a key in common may be one name, written in different ways.
#[must_use]
pub fn romanised(name: &str) -> Vec<String> {
    let name: String = name.to_lowercase().nfc().collect();
    let mut keys = vec![key(&name, "e", "c")];
    if name.contains('ё') {
        keys.push(key(&name, "o", "c"));
    }
    if name.contains("ch") {
        keys.push(key(&name, "e", "h"));
    }
    keys.dedup();
    keys
}

/// Is any of it Cyrillic?
#[must_use]
pub fn is_cyrillic(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// The key of a lower-case name, with ё and Latin ch read as said.
fn key(name: &str, yo: &'static str, ch: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    let mut latin = String::new();
    for c in name.chars() {
        if let Some(letter) = cyrillic(c, yo) {
            push_latin(&mut letters, &std::mem::take(&mut latin), ch);
            letters.push_str(letter);
        } else {
            latin.push(c);
        }
    }
    push_latin(&mut letters, &latin, ch);
    settle(&letters)
}

/// The letter of the key's alphabet for a Cyrillic one, empty for a sign without a sound.
const fn cyrillic(c: char, yo: &'static str) -> Option<&'static str> {
    Some(match c {
        'а' | 'я' => "a",
        'б' => "b",
        'в' | 'ў' => "v",
        'г' | 'ґ' | 'х' => "h",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ё' => yo,
        'ж' | 'з' => "z",
        'и' | 'і' | 'ы' | 'й' | 'ї' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' | 'щ' => "s",
        'т' => "t",
        'у' | 'ю' => "u",
        'ф' => "f",
        'ц' | 'ч' => "c",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// Latin spellings of one letter, longest first where one begins another.
const SPELLINGS: &[(&str, &str)] = &[
    ("shch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("kh", "h"),
    ("g", "h"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
];

fn push_latin(letters: &mut String, latin: &str, ch: &str) {
    let folded = fold(latin);
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("ch") {
            letters.push_str(ch);
            rest = after;
        } else if let Some((spelling, letter)) = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            letters.push_str(letter);
            rest = &rest[spelling.len()..];
        } else {
            if first != ' ' {
                letters.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
}

/// Makes one what both scripts write in several letters, drops what only softens, and makes doubled letters single.
fn settle(letters: &str) -> String {
    let letters = letters.replace("ts", "c").replace("tz", "c").replace("cz", "c").replace("sz", "s").replace("sc", "s");
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut key = String::with_capacity(letters.len());
    let mut rest = letters.chars().peekable();
    while let Some(mut c) = rest.next() {
        let before = key.chars().next_back();
        let softens = c == 'i' && rest.peek().is_some_and(|&next| next != 'i' && is_vowel(next));
        if c == 'u' && before.is_some_and(is_vowel) {
            c = 'v';
        }
        if !softens && before != Some(c) {
            key.push(c);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(cyrillic: &str, latin: &str) -> bool {
        let keys = romanised(cyrillic);
        romanised(latin).iter().any(|key| keys.contains(key))
    }

    /// The spellings are those of the Belarusian national system (2007), BGN/PCGN (1979), ISO 9, and older ones in use, as
    /// encyclopedias and maps print them.
    #[test]
    fn towns_of_belarus_are_known_in_every_system_of_romanisation() {
        for (cyrillic, latin) in [
            ("Гомель", "Gomel Homel Homiel Homyel Homyel’ Homieĺ"),
            ("Гродна", "Hrodna"),
            ("Гродно", "Grodno"),
            ("Магілёў", "Mahilioŭ Mahilyow Mahiloŭ Mahilëŭ Mahiljou Mahiliou"),
            ("Могилёв", "Mogilev Mogilyov Mogiljow Mohylew"),
            ("Віцебск", "Viciebsk Vitsyebsk Vicebsk Vitsebsk"),
            ("Витебск", "Vitebsk Witebsk"),
            ("Брэст", "Brest Brèst"),
            ("Бабруйск", "Babrujsk Babruysk Babruisk"),
            ("Баранавічы", "Baranavičy Baranavichy"),
            ("Барановичи", "Baranovichi Baranowitschi Baranovitchi"),
            ("Барысаў", "Barysaŭ Barysaw"),
            ("Жлобін", "Žlobin Zhlobin"),
            ("Маладзечна", "Maladziečna Maladzyechna Maladzechna"),
            ("Рэчыца", "Rečyca Rechytsa"),
            ("Шклоў", "Škłoŭ Shklow Škloŭ"),
            ("Ваўкавыск", "Vaŭkavysk Vawkavysk"),
            ("Хойнікі", "Chojniki Khoyniki Hojniki"),
            ("Светлагорск", "Svietlahorsk Svyetlahorsk"),
            ("Дзяржынск", "Dziaržynsk Dzyarzhynsk"),
            ("Слуцк", "Sluck Slutsk"),
            ("Лепель", "Lepieĺ Lyepyel’ Lepel"),
            ("Ельск", "Jeĺsk Yel’sk Elsk"),
            ("Щучин", "Shchuchin Ŝučin Schtschutschin"),
            ("Мінская вобласць", "Minskaja voblasć; Minskaya voblasts'; Minskaâ voblascʹ"),
            ("Могилёвская область", "Mogilevskaya oblast; Mogilëvskaâ oblastʹ; Mogilyovskaya Oblast'"),
        ] {
            let several = if latin.contains(';') { latin.split(';').collect::<Vec<_>>() } else { latin.split(' ').collect() };
            for latin in several {
                assert!(alike(cyrillic, latin), "{cyrillic} {latin}: {:?} {:?}", romanised(cyrillic), romanised(latin));
            }
        }
    }

    #[test]
    fn different_towns_stay_different() {
        let towns =
            ["Гомель", "Гродна", "Магілёў", "Віцебск", "Брэст", "Мінск", "Пінск", "Полацк", "Орша", "Ліда", "Лоеў", "Мір", "Мозырь"];
        for (i, a) in towns.iter().enumerate() {
            for b in &towns[i + 1..] {
                assert!(!alike(a, b), "{a} {b}");
            }
        }
    }
}
