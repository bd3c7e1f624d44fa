//! How wide are these words, and how do they fit?
//!
//! Words are measured in Noto Sans, which the crate `notosans` brings (SIL Open Font License), so that the same words have the same place on every machine. It has
//! Latin, Cyrillic (і, ў, ё as well) and Greek. What it lacks is reckoned by display width, one em for a Chinese character, which is what faces for
//! Chinese have.

use std::sync::LazyLock;

use unicode_width::UnicodeWidthChar;

/// The family of the face that words are measured and, in PNG and PDF, drawn in.
pub const FAMILY: &str = "Noto Sans";

/// How far letters rise above the base line, in ems: capitals with their accents.
pub const ASCENT: f64 = 0.8;

/// How far letters go below the base line, in ems.
pub const DESCENT: f64 = 0.22;

/// From one base line to the next, in ems.
pub const LEADING: f64 = 1.12;

/// Weight of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The plain one.
    #[default]
    Regular,
    /// The bold one.
    Bold,
}

impl Face {
    /// Every weight.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// The font itself, as a TrueType file.
    #[must_use]
    pub const fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => notosans::REGULAR_TTF,
            Self::Bold => notosans::BOLD_TTF,
        }
    }

    fn parsed(self) -> Option<&'static ttf_parser::Face<'static>> {
        static FACES: LazyLock<[Option<ttf_parser::Face<'static>>; 2]> =
            LazyLock::new(|| Face::ALL.map(|face| ttf_parser::Face::parse(face.file(), 0).ok()));
        FACES[self as usize].as_ref()
    }
}

/// Does our own face have this character?
#[must_use]
pub fn has(c: char) -> bool {
    Face::Regular.parsed().is_some_and(|face| face.glyph_index(c).is_some())
}

/// The width of a line of words, in points.
///
/// ```
/// use accord::draw::text::{Face, width};
/// assert_eq!(width("深圳", 7.0, Face::Regular), 14.0);
/// assert!(width("Мінск", 7.0, Face::Bold) > width("Мінск", 7.0, Face::Regular));
/// ```
#[must_use]
pub fn width(words: &str, size: f64, face: Face) -> f64 {
    words.chars().map(|c| advance(c, face)).sum::<f64>() * size
}

/// The width of a character, in ems. Kerning, which would draw letters closer, is left out.
fn advance(c: char, face: Face) -> f64 {
    /// Latin, Greek and Cyrillic, of which nearly all names are made, are looked up once.
    const KNOWN: usize = 0x530;
    static WIDTHS: LazyLock<[Vec<f64>; 2]> =
        LazyLock::new(|| Face::ALL.map(|face| ('\0'..).take(KNOWN).map(|c| measured(c, face)).collect()));
    WIDTHS[face as usize].get(c as usize).copied().unwrap_or_else(|| measured(c, face))
}

fn measured(c: char, face: Face) -> f64 {
    let own = face.parsed().and_then(|face| {
        let glyph = face.glyph_index(c)?;
        Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
    });
    own.unwrap_or_else(|| match c.width() {
        None | Some(0) => 0.0,
        Some(1) => 0.6,
        Some(_) => 1.0,
    })
}

/// The words as far as they fit into a width, with `…` for the rest.
#[must_use]
pub fn fitted(words: &str, size: f64, face: Face, room: f64) -> String {
    // Only so much of a text without end is looked at as could have room at all.
    if words.len() < 4_096 && width(words, size, face) <= room {
        return words.to_owned();
    }
    let mut used = width("…", size, face);
    let fits = words.chars().take_while(|&c| {
        used += advance(c, face) * size;
        used <= room
    });
    let kept: String = fits.collect();
    kept.trim_end().to_owned() + "…"
}

/// The words in lines no wider than `room`, broken between words, and between Chinese characters; a longer word is cut, and so is what
/// has no room in so many lines.
///
/// Lines are about equally long, so that a label looks like one thing.
///
/// ```
/// use accord::draw::text::{Face, wrapped};
/// assert_eq!(wrapped("Vitebsk State University", 7.0, Face::Regular, 60.0, 2), ["Vitebsk State", "University"]);
/// assert_eq!(wrapped("Minsk", 7.0, Face::Regular, 60.0, 2), ["Minsk"]);
/// ```
#[must_use]
pub fn wrapped(words: &str, size: f64, face: Face, room: f64, lines: usize) -> Vec<String> {
    let greedy = filled(words, size, face, room, lines);
    if broken(words, size, face, room).len() > greedy.len() {
        return greedy;
    }
    // The narrowest room that gives as few lines.
    let widest = pieces(words).iter().map(|piece| width(piece.trim_end(), size, face)).fold(0.0, f64::max).min(room);
    let (mut low, mut high) = (widest, room);
    if broken(words, size, face, low).len() == greedy.len() {
        high = low;
    }
    for _ in 0..8 {
        let middle = f64::midpoint(low, high);
        if broken(words, size, face, middle).len() > greedy.len() {
            low = middle;
        } else {
            high = middle;
        }
    }
    broken(words, size, face, high)
}

/// As [`wrapped`], with each line as full as it can be, as in a paragraph.
#[must_use]
pub fn filled(words: &str, size: f64, face: Face, room: f64, lines: usize) -> Vec<String> {
    let mut laid = laid(words, size, face, room);
    let lines = lines.max(1);
    if laid.len() > lines {
        let rest = laid.split_off(lines - 1).concat();
        laid.push(rest);
    }
    trimmed(&laid, size, face, room)
}

fn broken(words: &str, size: f64, face: Face, room: f64) -> Vec<String> {
    trimmed(&laid(words, size, face, room), size, face, room)
}

fn trimmed(lines: &[String], size: f64, face: Face, room: f64) -> Vec<String> {
    lines.iter().map(|line| fitted(line.trim(), size, face, room)).collect()
}

/// Lines as they are broken, with the blanks at which they are.
fn laid(words: &str, size: f64, face: Face, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(words) {
        let line = lines.last().cloned().unwrap_or_default();
        let joined = line.clone() + &piece;
        if line.is_empty() || width(joined.trim_end(), size, face) <= room {
            lines.pop();
            lines.push(joined);
        } else {
            lines.push(piece);
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Where lines may be broken: after a blank, after a hyphen inside a word, around a wide character. No more is looked at than a label can show.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in words.chars().take(1_000) {
        if let Some(piece) = pieces.last_mut() {
            piece.push(if c.is_whitespace() || c.is_control() { ' ' } else { c });
        }
        if c.is_whitespace() || matches!(c, '-' | '–' | '/') || c.width() == Some(2) {
            pieces.push(String::new());
        }
    }
    pieces
}
