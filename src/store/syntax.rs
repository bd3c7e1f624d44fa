//! Cuts a file into records, a record into fields, a field into items, without knowing what they mean.
//!
//! `ron` reads values; it can neither go on after the first fault nor say afterwards where a value stood. So the outline of a file (brackets,
//! strings, comments, commas) is read here, and each value is handed to `ron` by itself. One pass, no recursion: a file of a hundred
//! million brackets is a fault, not an overflow.

use std::sync::LazyLock;

use super::cursor::{Cursor, Fault, Span, clipped};
use crate::model::Kind;

/// The words that begin a record: those of the kinds of node, and four more.
pub(super) static RECORD_WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| kind.record()).chain(["Tie", "Source", "Claim", "Base"]).collect());

/// A record, or any value of the shape `Word(...)`, by its outline.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// The word before the bracket, empty when there is none.
    pub word: Span,
    /// All that is between the brackets.
    pub body: Span,
}

/// A field of a record, or an entry of a map.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name, or the key.
    pub name: Span,
    /// Its value, without blanks and comments around it.
    pub value: Span,
}

/// After so many faults the rest of a file is left unread: what is left open may have to be followed to the end of the file each time, so they are
/// fewer in a file of many megabytes.
fn most_faults(text: &str) -> usize {
    (200_000_000 / text.len().max(1)).clamp(3, 100)
}

/// The value `Word(...)` that fills the span.
pub fn outline(text: &str, span: Span) -> Result<Outline, Fault> {
    let mut cursor = Cursor::new(text, span);
    cursor.blank()?;
    let outline = record(&mut cursor)?;
    cursor.blank()?;
    if cursor.peek().is_none() {
        return Ok(outline);
    }
    let (span, shown) = cursor.shown();
    Err(Fault {
        span,
        message: format!("{shown} follows what is closed"),
        help: "remove it, or put it before the closing bracket".to_owned(),
    })
}

fn record(cursor: &mut Cursor<'_>) -> Result<Outline, Fault> {
    let word = cursor.word();
    cursor.blank()?;
    if cursor.peek() != Some(b'(') {
        let (span, shown) = cursor.shown();
        let span = if word.start == word.end { span } else { word };
        return Err(Fault {
            span,
            message: format!("a record is expected here, but there is {shown}"),
            help: "a record is a word and fields in round brackets, like `City(id: \"gomel\", …)`".to_owned(),
        });
    }
    let whole = cursor.group()?;
    Ok(Outline { word, body: Span { start: whole.start + 1, end: whole.end - 1 } })
}

/// What a file holds, by its outline.
#[derive(Default)]
pub struct Contents {
    /// The records.
    pub records: Vec<Outline>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was passed over for that.
    pub skipped: Vec<Span>,
}

/// The records of a file, and the faults of its outline.
///
/// After a fault it goes on at the next line that begins like a record, a hundred times at most.
pub fn records(text: &str) -> Contents {
    let mut contents = Contents::default();
    let mut cursor = Cursor::new(text, Span::new(0, text.len()));
    match open_list(&mut cursor) {
        Ok(true) => {}
        Ok(false) => return contents,
        Err(fault) => {
            contents.faults.push(fault);
            contents.skipped.push(Span::new(0, text.len()));
            return contents;
        }
    }
    loop {
        let start = cursor.at;
        match next_record(&mut cursor) {
            Ok(Some((outline, comma))) => {
                contents.records.push(outline);
                contents.faults.extend(comma);
            }
            Ok(None) => return contents,
            Err(fault) => {
                // A bracket or string left open swallows what follows: look for the next record after where this one began.
                contents.faults.push(fault);
                let next = next_record_line(text, start).filter(|_| contents.faults.len() < most_faults(text));
                contents.skipped.push(Span::new(start, next.unwrap_or(text.len())));
                let Some(next) = next else { return contents };
                cursor.at = next;
            }
        }
    }
}

/// Passes over the opening bracket of a list; `false` when the file is blank.
fn open_list(cursor: &mut Cursor<'_>) -> Result<bool, Fault> {
    cursor.blank()?;
    if cursor.peek().is_none() {
        return Ok(false);
    }
    if cursor.take(b'[') {
        return Ok(true);
    }
    let (span, shown) = cursor.shown();
    Err(Fault {
        span,
        message: format!("a file of records begins with `[`, but this begins with {shown}"),
        help: "write `[` before the first record and `]` after the last".to_owned(),
    })
}

/// The next record, and what is wrong with the comma after it; `None` at the end of the list.
fn next_record(cursor: &mut Cursor<'_>) -> Result<Option<(Outline, Option<Fault>)>, Fault> {
    cursor.blank()?;
    if cursor.take(b']') {
        cursor.blank()?;
        if cursor.peek().is_none() {
            return Ok(None);
        }
        let (span, shown) = cursor.shown();
        return Err(Fault {
            span,
            message: format!("{shown} follows the `]` that ends the list of records"),
            help: "move it before the `]`, or remove it".to_owned(),
        });
    }
    if cursor.peek().is_none() {
        let at = cursor.end;
        return Err(Fault {
            span: Span::new(at, at),
            message: "the list of records is never closed".to_owned(),
            help: "write `]` after the last record".to_owned(),
        });
    }
    let outline = record(cursor)?;
    cursor.blank()?;
    let comma = !cursor.take(b',') && !matches!(cursor.peek(), Some(b']') | None);
    let fault = comma.then(|| {
        let (span, shown) = cursor.shown();
        Fault {
            span,
            message: format!("a comma is expected between records, but there is {shown}"),
            help: "put a comma after the closing bracket of the record".to_owned(),
        }
    });
    Ok(Some((outline, fault)))
}

/// Where the next line after `from` begins like a record: blanks, a word that starts records, an opening bracket.
fn next_record_line(text: &str, from: usize) -> Option<usize> {
    // `from` may be the blank before the record that failed: skip the line on which that one begins.
    let mut at = from + text[from..].find(|c: char| !c.is_whitespace())?;
    loop {
        at += text[at..].find('\n')? + 1;
        let line = text[at..].lines().next().unwrap_or_default();
        let head = line.trim_start();
        let word: &str = head.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if RECORD_WORDS.contains(&word) && head[word.len()..].trim_start().starts_with('(') {
            return Some(at + line.len() - head.len());
        }
    }
}

/// The fields `name: value, …` in the body of a record.
pub fn fields(text: &str, body: Span) -> (Vec<Entry>, Vec<Fault>) {
    entries(text, body, |cursor| {
        let name = cursor.word();
        if name.start < name.end {
            return Ok(name);
        }
        let (span, shown) = cursor.shown();
        Err(Fault {
            span,
            message: format!("a field is expected here, but there is {shown}"),
            help: "a field is a name, a colon and a value, like `id: \"gomel\"`".to_owned(),
        })
    })
}

/// The entries `key: value, …` of a map `{…}`; `None` when the value is no map.
pub fn map(text: &str, value: Span) -> Option<(Vec<Entry>, Vec<Fault>)> {
    let body = bracketed(text, value, '{', '}')?;
    Some(entries(text, body, |cursor| {
        let start = cursor.at;
        if cursor.quoted()? {
            return Ok(Span::new(start, cursor.at));
        }
        let (span, shown) = cursor.shown();
        Err(Fault {
            span,
            message: format!("a key in quotes is expected here, but there is {shown}"),
            help: "an entry is a key, a colon and a value, like `\"en\": \"Gomel\"`".to_owned(),
        })
    }))
}

/// The entries of `{…}` or `(…)`.
pub(super) fn entries_of(text: &str, value: Span) -> Vec<Entry> {
    let map = || map(text, value).map(|(entries, _)| entries);
    map().or_else(|| Some(fields(text, outline(text, value).ok()?.body).0)).unwrap_or_default()
}

/// The items of a list `[…]`; `None` when the value is no list.
pub fn list(text: &str, value: Span) -> Option<Vec<Span>> {
    let body = bracketed(text, value, '[', ']')?;
    let mut cursor = Cursor::new(text, body);
    let mut items = Vec::new();
    // The brackets of the record were found to match, so the values in it cannot fail.
    while let Ok(item) = cursor.value() {
        if item.start < item.end {
            items.push(item);
        }
        if !cursor.take(b',') {
            break;
        }
    }
    Some(items)
}

fn bracketed(text: &str, value: Span, open: char, close: char) -> Option<Span> {
    let inner = value.of(text).strip_prefix(open)?.strip_suffix(close)?;
    let start = value.start as usize + 1;
    Some(Span::new(start, start + inner.len()))
}

fn entries(text: &str, body: Span, mut name: impl FnMut(&mut Cursor<'_>) -> Result<Span, Fault>) -> (Vec<Entry>, Vec<Fault>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let mut cursor = Cursor::new(text, body);
    loop {
        match entry(&mut cursor, &mut name) {
            Ok(Some(entry)) => found.push(entry),
            Ok(None) => return (found, faults),
            Err(fault) => {
                faults.push(fault);
                // Go on after the next comma.
                if cursor.value().is_err() || !cursor.take(b',') {
                    return (found, faults);
                }
            }
        }
    }
}

fn entry(cursor: &mut Cursor<'_>, name: &mut impl FnMut(&mut Cursor<'_>) -> Result<Span, Fault>) -> Result<Option<Entry>, Fault> {
    cursor.blank()?;
    if cursor.peek().is_none() {
        return Ok(None);
    }
    let name = name(cursor)?;
    cursor.blank()?;
    let shown = clipped(name.of(cursor.text));
    if !cursor.take(b':') {
        return Err(Fault { span: name, message: format!("`{shown}` has no colon and value"), help: format!("write `{shown}: …`") });
    }
    let value = cursor.value()?;
    if value.start == value.end {
        return Err(Fault {
            span: name,
            message: format!("`{shown}` has no value"),
            help: format!("write a value after `{shown}:`, or leave the field out"),
        });
    }
    // A second `name:` inside a value means that the comma before it is missing.
    if let Some(next) = missing_comma(cursor.text, value) {
        cursor.take(b',');
        return Err(Fault {
            span: next,
            message: format!("a comma is missing before `{}`", clipped(next.of(cursor.text))),
            help: format!("put a comma after the value of `{shown}`"),
        });
    }
    cursor.take(b',');
    Ok(Some(Entry { name, value }))
}

/// The word before a colon that stands outside brackets and strings in a value.
fn missing_comma(text: &str, value: Span) -> Option<Span> {
    let mut cursor = Cursor::new(text, value);
    let mut last = None;
    let mut depth = 0_usize;
    while let Some(byte) = cursor.peek() {
        let before = cursor.at;
        cursor.blank().ok()?;
        if cursor.at > before {
            continue;
        }
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => return last,
            _ => {
                let word = cursor.word();
                if word.start < word.end {
                    // `r"…"` is a raw string, not a word.
                    if cursor.peek() == Some(b'"') || (word.of(text) == "r" && cursor.peek() == Some(b'#')) {
                        cursor.at = word.start as usize;
                    } else {
                        last = Some(word);
                        continue;
                    }
                }
                if cursor.quoted().ok()? {
                    continue;
                }
            }
        }
        cursor.at += cursor.rest().chars().next().map_or(1, char::len_utf8);
    }
    None
}
