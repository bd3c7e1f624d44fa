//! A fault in a base, as a value: which rule, where, and what to do about it.

use serde::Serialize;

use super::Span;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The base cannot be used before it is mended.
    Error,
    /// The base can be used; the finding may have its reason.
    Warning,
}

/// A stretch of text of one file, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Index of the file in [`Base::files`](super::Base::files).
    pub file: usize,
    /// The stretch of its text.
    pub span: Span,
    /// What is to be said of it, empty for nothing.
    pub label: String,
}

/// One fault, with its place and remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that it breaks: one of the names that `accord explain` knows.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where.
    pub mark: Mark,
    /// Other places that have to do with it, such as the first of two records with the same id.
    pub related: Vec<Mark>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Finding {
    /// An error of this rule at this place.
    #[must_use]
    pub fn error(rule: &'static str, file: usize, span: Span, message: impl Into<String>) -> Self {
        let mark = Mark { file, span, label: String::new() };
        Self { rule, severity: Severity::Error, message: printable(message.into()), mark, related: Vec::new(), help: None }
    }

    /// A warning of this rule at this place.
    #[must_use]
    pub fn warning(rule: &'static str, file: usize, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, file, span, message) }
    }

    /// Says something of the marked place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.mark.label = label.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, file: usize, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Mark { file, span, label: label.into() });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(printable(help.into()));
        self
    }
}

/// What quotes a file may hold anything: it is cut when it is too long to be read, and cannot steer a terminal.
fn printable(text: String) -> String {
    const LONGEST: usize = 2_000;
    if text.len() <= LONGEST && !text.chars().any(char::is_control) {
        return text;
    }
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let mut short: String = text.chars().take(LONGEST).map(shown).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
