//! How does a text fit a width?
//!
//! All by display width: a Chinese character counts two, a combining mark none.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Breaks a paragraph between words, never inside one: an id, an option or an address stays whole.
#[must_use]
pub fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.split('\n') {
        let mut used = 0;
        for word in paragraph.split(' ') {
            let wide = word.width();
            if used > 0 && used + 1 + wide > width {
                out.push('\n');
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += wide;
        }
        out.push('\n');
    }
    out
}

/// Breaks a line under its own indentation.
#[must_use]
pub fn wrap_line(line: &str, width: usize) -> String {
    let body = line.trim_start();
    let indent = &line[..line.len() - body.len()];
    let text = wrap(body, width.saturating_sub(indent.len() + 2));
    let mut lines = text.lines();
    let first = format!("{indent}{}\n", lines.next().unwrap_or_default());
    lines.fold(first, |all, line| all + &format!("{indent}  {line}\n"))
}

/// A text for a narrow column: its indentation, and the words after it, each with its width.
///
/// A number belongs to the abbreviation before it, as in "ch. 3". A word is broken as well where it is wider than the column, after a hyphen, a
/// dash or a slash if there is one that fits.
#[derive(Debug)]
pub struct Words<'a> {
    indent: usize,
    words: Vec<(&'a str, usize)>,
}

impl<'a> Words<'a> {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let body = text.trim_start_matches(' ');
        let mut words = Vec::new();
        let mut start = 0;
        for (at, _) in body.match_indices([' ', '\n']).chain([(body.len(), "")]) {
            let numbered = body[..at].ends_with('.') && body[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            if !numbered {
                words.extend(Some(&body[start..at]).filter(|word| !word.is_empty()).map(|word| (word, word.width())));
                start = at + 1;
            }
        }
        Self { indent: text.len() - body.len(), words }
    }

    /// Its width on one line.
    #[must_use]
    pub fn width(&self) -> usize {
        self.indent + self.words.iter().map(|(_, width)| width + 1).sum::<usize>().saturating_sub(1)
    }

    /// The width below which a word would have to be broken.
    #[must_use]
    pub fn widest(&self) -> usize {
        self.indent + self.words.iter().map(|(_, width)| *width).max().unwrap_or(0)
    }

    /// How many lines it takes in a width, an empty text one.
    #[must_use]
    pub fn count(&self, width: usize) -> usize {
        let room = width.saturating_sub(self.indent).max(1);
        let (mut lines, mut used) = (1, 0);
        for &(_, wide) in &self.words {
            if used > 0 && used + 1 + wide > room {
                lines += 1;
                used = 0;
            }
            used += wide + usize::from(used > 0);
            // What does not fit goes on in lines of its own.
            let more = used.div_ceil(room).max(1) - 1;
            lines += more;
            used -= more * room;
        }
        lines
    }

    /// Its lines in a width, each with the indentation.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<String> {
        let room = width.saturating_sub(self.indent).max(1);
        let mut lines: Vec<String> = Vec::new();
        let (mut line, mut used) = (" ".repeat(self.indent), 0);
        for &(mut word, mut wide) in &self.words {
            if used > 0 && used + 1 + wide > room {
                lines.push(std::mem::replace(&mut line, " ".repeat(self.indent)));
                used = 0;
            } else if used > 0 {
                line.push(' ');
                used += 1;
            }
            while wide > room {
                let (head, tail) = word.split_at(break_in(word, room));
                lines.push(std::mem::replace(&mut line, " ".repeat(self.indent)) + head);
                (word, wide) = (tail, tail.width());
            }
            line.push_str(word);
            used += wide;
        }
        lines.push(line);
        lines
    }
}

/// Where a word is broken that is wider than the room: after the last dash or slash that fits, else after the last character; one fits always.
fn break_in(word: &str, room: usize) -> usize {
    let mut used = 0;
    let mut fits = 0;
    let mut dash = None;
    for (at, c) in word.char_indices() {
        used += c.width().unwrap_or(0);
        if used > room && fits > 0 {
            break;
        }
        fits = at + c.len_utf8();
        if matches!(c, '-' | '–' | '/') && fits < word.len() {
            dash = Some(fits);
        }
    }
    dash.unwrap_or(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_too_wide_is_broken_after_its_dash_and_keeps_the_indentation() {
        let words = Words::of("  of Belarusian–Chinese 明斯克");
        assert_eq!(words.lines(13), ["  of", "  Belarusian–", "  Chinese", "  明斯克"]);
        assert_eq!((words.width(), words.widest()), (30, 20));
    }

    #[test]
    fn a_number_stays_with_its_abbreviation() {
        assert_eq!(Words::of("zalessky, ch. 3, fn. 66 (+1)").lines(13), ["zalessky,", "ch. 3, fn. 66", "(+1)"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_column_and_nothing_is_lost(text in "( |a|bb|ccc-dd|Щ|州州州){0,12}", width in 4_usize..20) {
            let words = Words::of(&text);
            let lines = words.lines(width + words.indent);
            for line in &lines {
                prop_assert!(line.width() <= width + words.indent, "{lines:?}");
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            if words.widest() <= width + words.indent {
                prop_assert_eq!(lines.len(), words.count(width + words.indent));
            }
        }
    }
}
