//! What ends a command without an answer: kind, message, hints. The kind sets the exit code.

use std::{fmt::Write as _, io};

use crate::{
    names::NameError,
    store::{self, Finding},
};

/// Why a command gives no answer.
#[derive(Debug)]
pub enum Failure {
    /// The arguments do not make sense together, or name something that does not exist. Exit code 2.
    Usage {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hints: Vec<String>,
    },
    /// The base cannot be read or is not sound. Exit code 2.
    Data {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hints: Vec<String>,
    },
    /// The answer could not be written. Exit code 2.
    Output(io::Error),
}

impl Failure {
    /// Wrong usage, with one hint.
    #[must_use]
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hints: vec![hint.into()] }
    }

    /// The exit code.
    #[must_use]
    pub const fn code(&self) -> u8 {
        2
    }

    /// As printed on stderr; quiet leaves out the hints.
    #[must_use]
    pub fn render(&self, quiet: bool) -> String {
        let (message, hints) = match self {
            Self::Usage { message, hints } | Self::Data { message, hints } => (message.clone(), hints.as_slice()),
            Self::Output(error) => (format!("cannot write the answer: {error}"), [].as_slice()),
        };
        let style = anstyle::AnsiColor::Red.on_default().bold();
        let mut text = format!("{style}error:{style:#} {message}\n");
        for hint in hints.iter().filter(|_| !quiet) {
            let _ = writeln!(text, "hint: {hint}");
        }
        text
    }

    /// A base with errors, of which the first are shown.
    #[must_use]
    pub fn unsound(base: &store::Base, findings: &[Finding]) -> Self {
        let errors = findings.iter().filter(|finding| finding.severity == store::Severity::Error);
        let count = errors.clone().count();
        let mut message = format!("the base is not sound: {count} {}", if count == 1 { "error" } else { "errors" });
        for finding in errors.take(3) {
            let (line, column) = base.line_column(finding.mark.file, finding.mark.span.start as usize);
            let path = base.path(finding.mark.file);
            let _ = write!(message, "\n  {}:{line}:{column}: {} [{}]", path.display(), finding.message, finding.rule);
        }
        let graph = base.folder.as_ref().map_or_else(String::new, |folder| format!(" --graph {}", folder.display()));
        Self::Data { message, hints: vec![format!("`accord check{graph}` shows all of them, with excerpts and remedies")] }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        let hints = match error {
            store::Error::NotABase(_) => vec![
                "write into `base.ron`: Base(schema: 1, name: \"…\", title: \"…\", version: \"0.1.0\", updated: \"2026-11-21\", licence: \"CC-BY-4.0\")"
                    .to_owned(),
                "docs/format.md says how a base is laid out".to_owned(),
            ],
            _ => Vec::new(),
        };
        Self::Data { message: error.to_string(), hints }
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Usage { message: error.to_string(), hints: Vec::new() }
    }
}
