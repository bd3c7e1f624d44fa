//! How is a finding shown? To people with an excerpt of the file and a caret, to programs as JSON.

use std::{borrow::Cow, collections::HashMap, fmt::Write as _, ops::Range};

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::store::{Base, Finding, Mark, Severity};

/// So many findings of one rule are shown; the rest is a number. One slip repeated is understood by then.
const SHOWN: usize = 50;

/// Places of one file that are so many lines apart share an excerpt.
const NEAR: usize = 8;

/// A longer line is not shown: nobody wrote it by hand.
const LONGEST: usize = 4_000;

/// The findings as a person reads them, in their order, with colours if wished.
///
/// At most fifty of each rule are shown; below them stands how many more there are.
#[must_use]
pub fn render(base: &Base, findings: &[Finding], color: bool) -> String {
    let mut text = String::new();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut files = Files::new(base);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    for finding in findings {
        let count = match counts.iter_mut().find(|(rule, _)| *rule == finding.rule) {
            Some((_, count)) => count,
            None => {
                counts.push((finding.rule, 0));
                let last = counts.len() - 1;
                &mut counts[last].1
            }
        };
        *count += 1;
        if *count <= SHOWN {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&one(&mut files, finding, &renderer));
            text.push('\n');
        }
    }
    for (rule, count) in counts.into_iter().filter(|&(_, count)| count > SHOWN) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n… and {} more of {rule}", count - SHOWN);
    }
    text
}

fn one<'a>(files: &mut Files<'a>, finding: &'a Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    // What stands near the place itself is shown in one excerpt with it, what stands elsewhere in an excerpt of its own.
    let line = |files: &mut Files<'_>, mark: &Mark| files.lines(mark.file).position(mark.span.range().start).0;
    let home = line(files, &finding.mark);
    let is_near = |files: &mut Files<'_>, mark: &Mark| mark.file == finding.mark.file && line(files, mark).abs_diff(home) <= NEAR;
    let (near, far): (Vec<&'a Mark>, Vec<&'a Mark>) = finding.related.iter().partition(|mark| is_near(files, mark));

    let mut elements = vec![excerpt(files, &finding.mark, &near)];
    for mark in far {
        elements.push(excerpt(files, mark, &[]));
    }
    if let Some(help) = &finding.help {
        elements.push(Level::HELP.message(help.as_str()).into());
    }
    renderer.render(&[level.primary_title(finding.message.as_str()).id(finding.rule).elements(elements)])
}

/// The lines of a file from the first of these places to the last, with the places marked.
fn excerpt<'a>(files: &mut Files<'a>, first: &'a Mark, others: &[&'a Mark]) -> Element<'a> {
    let path = files.path(first.file);
    let lines = files.lines(first.file);
    let marks = || std::iter::once(first).chain(others.iter().copied());
    let numbers = || marks().map(|mark| lines.position(mark.span.range().start).0);
    let (from, to) = (numbers().min().unwrap_or(1), numbers().max().unwrap_or(1));
    let range = lines.range(from).start..lines.range(to).end;
    if range.len() > LONGEST {
        let (line, column) = lines.position(first.span.range().start);
        return Origin::path(path).line(line).char_column(column).into();
    }
    let mut snippet = Snippet::source(&lines.text[range.clone()]).path(path).line_start(from);
    for (index, mark) in marks().enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        // A value of many lines is marked on its first.
        let span = lines.on_one_line(mark.span.range());
        let annotation = kind.span(span.start - range.start..span.end - range.start);
        snippet = snippet.annotation(if mark.label.is_empty() { annotation } else { annotation.label(mark.label.as_str()) });
    }
    snippet.into()
}

/// A finding for programs.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The rule that is broken.
    pub rule: &'static str,
    /// `error` or `warning`.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: &'a str,
    /// Where.
    #[serde(flatten)]
    pub place: RowPlace<'a>,
    /// Other places that have to do with it.
    pub related: Vec<RowPlace<'a>>,
    /// What to do about it.
    pub help: Option<&'a str>,
}

/// A stretch of a file: lines and columns count from 1, a column is a character, the end is the place after the last.
#[derive(Debug, Serialize)]
pub struct RowPlace<'a> {
    /// The file, with its folder.
    pub file: String,
    /// Line of its first character.
    pub line: usize,
    /// Column of its first character.
    pub column: usize,
    /// Line of the place after its last character.
    pub end_line: usize,
    /// Column of the place after its last character.
    pub end_column: usize,
    /// What is to be said of it, empty for nothing.
    pub label: &'a str,
}

/// The findings as rows for programs, in their order.
#[must_use]
pub fn rows<'a>(base: &'a Base, findings: &'a [Finding]) -> Vec<Row<'a>> {
    let mut files = Files::new(base);
    let mut place = |mark: &'a Mark| {
        let (file, range) = (files.path(mark.file).into_owned(), mark.span.range());
        let lines = files.lines(mark.file);
        let ((line, column), (end_line, end_column)) = (lines.position(range.start), lines.position(range.end));
        RowPlace { file, line, column, end_line, end_column, label: &mark.label }
    };
    let mut row = |finding: &'a Finding| Row {
        rule: finding.rule,
        severity: finding.severity,
        message: &finding.message,
        place: place(&finding.mark),
        related: finding.related.iter().map(&mut place).collect(),
        help: finding.help.as_deref(),
    };
    findings.iter().map(&mut row).collect()
}

/// The files of a base, each cut into lines once it is asked for.
struct Files<'a> {
    base: &'a Base,
    lines: HashMap<usize, Lines<'a>>,
}

impl<'a> Files<'a> {
    fn new(base: &'a Base) -> Self {
        Self { base, lines: HashMap::new() }
    }

    fn path(&self, file: usize) -> Cow<'a, str> {
        Cow::Owned(self.base.path(file).display().to_string())
    }

    fn lines(&mut self, file: usize) -> &Lines<'a> {
        self.lines.entry(file).or_insert_with(|| Lines::new(self.base.files.get(file).map_or("", |file| &file.text)))
    }
}

/// A text, where its lines begin, and how many characters lie before each block of it, so that a place on a line of a million characters
/// is found as fast as any other.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    chars_before: Vec<usize>,
}

/// Bytes in a block.
const BLOCK: usize = 1024;

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
            *sum += count_chars(block);
            Some(*sum)
        });
        Self { text, starts, chars_before: std::iter::once(0).chain(blocks).collect() }
    }

    /// Line and column of a byte, both from 1; a column is a character.
    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        (line, self.chars_to(byte) - self.chars_to(self.starts[line - 1]) + 1)
    }

    /// The characters before a byte.
    fn chars_to(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / BLOCK;
        self.chars_before[block] + count_chars(&self.text.as_bytes()[block * BLOCK..byte])
    }

    /// The bytes of a line, without its break.
    fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        start..end
    }

    /// What of a stretch is on its first line.
    fn on_one_line(&self, span: Range<usize>) -> Range<usize> {
        let end = self.range(self.position(span.start).0).end;
        span.start..span.end.min(end).max(span.start)
    }
}

/// The characters that begin in some bytes of UTF-8.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_is_where_counting_from_the_start_finds_it(text in "(\\PC|\n){0,300}", times in 1_usize..20) {
            let text = text.repeat(times);
            let base = Base { folder: None, files: vec![crate::store::SourceFile { path: String::new(), text: text.clone() }] };
            let lines = Lines::new(&text);
            for (byte, _) in text.char_indices().step_by(7).chain([(text.len(), ' ')]) {
                prop_assert_eq!(lines.position(byte), base.line_column(0, byte));
            }
        }
    }
}
