//! One command per file: its arguments, whose comments are the help, and one function that makes the answer.

mod links;
mod path;

use clap::Subcommand;

use super::{Shared, answer::Answer, failure::Failure};

/// What can be asked.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "the comment on the arguments of each command is its help; one here would take its place")]
pub enum Command {
    Links(links::Arguments),
    Path(path::Arguments),
}

impl Command {
    /// Answers it.
    ///
    /// # Errors
    ///
    /// When there is no answer; the failure says why.
    pub fn run(&self, shared: &Shared) -> Result<Answer, Failure> {
        match self {
            Self::Links(arguments) => links::run(arguments, shared),
            Self::Path(arguments) => path::run(arguments, shared),
        }
    }
}
