//! How does a text go by, byte by byte: blanks, comments, strings, brackets?
//!
//! One pass, no recursion: a file of a hundred million brackets is a fault, not an overflow.

/// A stretch of the text of a file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From one byte to another; files have at most 2³⁰ bytes.
    pub(super) fn new(start: usize, end: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// As a range of bytes.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// A fault of the outline.
#[derive(Debug)]
pub struct Fault {
    pub span: Span,
    pub message: String,
    pub help: String,
}

/// No value of a base is nested deeper.
pub(super) const DEEPEST: usize = 32;

/// A place in a text, up to where it may go.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) end: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        Self { text, at: span.start as usize, end: span.end as usize }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.text.as_bytes()[self.at])
    }

    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The character here, for a message.
    pub(super) fn shown(&self) -> (Span, String) {
        match self.rest().chars().next() {
            None => (Span::new(self.at, self.at), "the end of the file".to_owned()),
            Some(c) => (Span::new(self.at, self.at + c.len_utf8()), format!("`{}`", c.escape_debug())),
        }
    }

    /// Passes over white space and comments.
    pub(super) fn blank(&mut self) -> Result<(), Fault> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if !self.comment()? {
                return Ok(());
            }
        }
    }

    /// Passes over a comment that begins here, up to the end of its line or its closing mark; `false` when none does.
    pub(super) fn comment(&mut self) -> Result<bool, Fault> {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return Ok(true);
        }
        if rest.starts_with("/*") {
            self.block_comment()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn block_comment(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut depth = 0_usize;
        let bytes = self.rest().as_bytes();
        let mut i = 0;
        while i + 1 < bytes.len() {
            match &bytes[i..i + 2] {
                b"/*" => (depth, i) = (depth + 1, i + 2),
                b"*/" => {
                    (depth, i) = (depth - 1, i + 2);
                    if depth == 0 {
                        self.at += i;
                        return Ok(());
                    }
                }
                _ => i += 1,
            }
        }
        Err(Fault {
            span: Span::new(start, start + 2),
            message: "this comment is never closed".to_owned(),
            help: "close it with `*/`".to_owned(),
        })
    }

    /// An identifier, empty when there is none here.
    pub(super) fn word(&mut self) -> Span {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        span
    }

    /// Passes over a string, raw string or character that begins here; `false` when none does.
    pub(super) fn quoted(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        let rest = self.rest();
        let bytes = rest.as_bytes();
        if let Some(raw) = rest.strip_prefix('r').filter(|raw| raw.starts_with(['"', '#'])) {
            let hashes = raw.len() - raw.trim_start_matches('#').len();
            if raw.as_bytes().get(hashes) == Some(&b'"') {
                let close = format!("\"{}", &raw[..hashes]);
                let body = hashes + 2;
                let Some(found) = rest[body..].find(&close) else { return Err(unclosed(start, 1 + hashes + 1)) };
                self.at += body + found + close.len();
                return Ok(true);
            }
            return Ok(false);
        }
        let Some(&quote @ (b'"' | b'\'')) = bytes.first() else { return Ok(false) };
        let mut i = 1;
        while i < bytes.len() {
            match bytes[i] {
                b'\\' => i += 2,
                byte if byte == quote => {
                    self.at += i + 1;
                    return Ok(true);
                }
                _ => i += 1,
            }
        }
        Err(unclosed(start, 1))
    }

    /// Passes over one value, up to the comma or closing bracket that ends it, and gives its span without blanks around it.
    pub(super) fn value(&mut self) -> Result<Span, Fault> {
        self.pass(false)
    }

    /// Passes over the bracket that opens here, all that is in it, and the one that closes it.
    pub(super) fn group(&mut self) -> Result<Span, Fault> {
        self.pass(true)
    }

    fn pass(&mut self, group: bool) -> Result<Span, Fault> {
        self.blank()?;
        let start = self.at;
        let mut end = start;
        let mut open: Vec<(u8, usize)> = Vec::new();
        loop {
            // Most bytes begin neither a blank nor a comment, and to look is dear.
            if self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'/' || !byte.is_ascii()) {
                self.blank()?;
            }
            let Some(byte) = self.peek() else {
                let Some((bracket, at)) = open.last() else { return Ok(Span::new(start, end)) };
                return Err(Fault {
                    span: Span::new(*at, *at + 1),
                    message: format!("this `{}` is never closed", char::from(*bracket)),
                    help: format!("close it with `{}`", char::from(closing(*bracket))),
                });
            };
            match byte {
                b',' if open.is_empty() => return Ok(Span::new(start, end)),
                b'(' | b'[' | b'{' => {
                    if open.len() == DEEPEST {
                        return Err(Fault {
                            span: Span::new(self.at, self.at + 1),
                            message: format!("brackets are nested more than {DEEPEST} deep"),
                            help: "no record needs that; see docs/format.md".to_owned(),
                        });
                    }
                    open.push((byte, self.at));
                    self.at += 1;
                }
                b')' | b']' | b'}' => match open.pop() {
                    None => return Ok(Span::new(start, end)),
                    Some((bracket, _)) if closing(bracket) == byte => self.at += 1,
                    Some((bracket, at)) => {
                        return Err(Fault {
                            span: Span::new(at, at + 1),
                            message: format!("this `{}` meets a `{}`", char::from(bracket), char::from(byte)),
                            help: format!("close it with `{}`", char::from(closing(bracket))),
                        });
                    }
                },
                b'"' | b'\'' | b'r' => {
                    if !self.quoted()? {
                        self.at += 1;
                    }
                }
                _ if byte.is_ascii() => self.at += 1,
                _ => self.at += self.rest().chars().next().map_or(1, char::len_utf8),
            }
            end = self.at;
            if group && open.is_empty() {
                return Ok(Span::new(start, end));
            }
        }
    }
}

pub(super) const fn closing(bracket: u8) -> u8 {
    match bracket {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn unclosed(start: usize, length: usize) -> Fault {
    Fault {
        span: Span::new(start, start + length),
        message: "this string is never closed".to_owned(),
        help: "end it with a `\"`; inside a string write `\\\"` for a quotation mark".to_owned(),
    }
}

/// A value as it is shown in a message: its beginning.
pub(super) fn clipped(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < value.len() { format!("{short}…") } else { short }
}

/// Where the first byte behind this one is that is neither white space nor of a comment.
pub(super) fn behind_blanks(text: &str, at: usize) -> usize {
    let mut cursor = Cursor::new(text, Span::new(at, text.len()));
    // A comment that is never closed is no blank.
    let _ = cursor.blank();
    cursor.at
}

/// A key or value without its quotation marks, if it has any: `"gomel"`, `r"gomel"` and `r#"gomel"#` are `gomel`. Escapes stay as they are.
#[must_use]
pub fn unquoted(text: &str) -> &str {
    let raw = text.strip_prefix('r').filter(|raw| raw.starts_with(['"', '#'])).unwrap_or(text);
    let body = raw.trim_start_matches('#');
    let hashes = &raw[..raw.len() - body.len()];
    let inner = body.strip_prefix('"').and_then(|body| body.strip_suffix(hashes)?.strip_suffix('"'));
    inner.unwrap_or(text)
}
