//! The text of a file: unpacked, in UTF-8, without a mark in front.

use std::{borrow::Cow, io::Read};

use super::{Error, Input, Place};

/// The text of a file, gzip or not.
///
/// # Errors
///
/// When it is not UTF-8, with the line on which that begins, or cannot be unpacked.
pub(super) fn text(input: &Input) -> Result<Cow<'_, str>, Error> {
    let bytes = if input.bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(input.bytes.as_slice())
            .read_to_end(&mut unpacked)
            .map_err(|source| Error::Unreadable { file: input.name.clone(), source })?;
        Cow::Owned(unpacked)
    } else {
        Cow::Borrowed(input.bytes.as_slice())
    };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(malformed(input, 1, "it is UTF-16; save it as UTF-8"));
    }
    let wrong = |at: usize, bytes: &[u8]| {
        let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        malformed(input, line, "it is not UTF-8 from here on; save it as UTF-8")
    };
    let text = match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| wrong(error.valid_up_to(), bytes))?,
        Cow::Owned(bytes) => {
            String::from_utf8(bytes).map(Cow::Owned).map_err(|error| wrong(error.utf8_error().valid_up_to(), error.as_bytes()))?
        }
    };
    Ok(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Cow::Owned(mut text) => {
            if text.starts_with('\u{feff}') {
                text.remove(0);
            }
            Cow::Owned(text)
        }
    })
}

/// Says what is wrong with a file as a whole.
pub(super) fn malformed(input: &Input, line: usize, what: impl Into<String>) -> Error {
    Error::Malformed { file: input.name.clone(), line, what: what.into() }
}

/// The lines of a text with their places, blank ones left out.
pub(super) fn lines(text: &str, file: usize) -> impl Iterator<Item = (Place, &str)> {
    let lines = (1..).zip(text.lines()).map(move |(line, text)| (Place { file, line }, text));
    lines.filter(|(_, text)| !text.trim().is_empty())
}

/// A string with its entities resolved; what is none stays as it is.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, quick_xml::escape::unescape(&rest[..=end]).ok()?))) {
            Some((end, c)) => {
                out.push_str(&c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}
