//! `accord rename`: a record gets another id, wherever it is referred to.

use clap::Args;

use crate::{
    cli::{
        Shared,
        answer::Answer,
        change::{Held, Wish},
        failure::Failure,
        record::{self, Which},
    },
    model::Id,
    store::Edits,
};

/// Gives a record another id, and all that refers to it
///
/// Ties, lists, citations, spellings and the terms of claims follow, as does the header. Names, notes and texts do not: they are no ids. Others may have linked to
/// the old id, so that an id that is published is better kept.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord rename xcmg xuzhou-machinery --graph my-base
  accord rename book report-2019 --graph my-base --dry-run")]
pub struct Arguments {
    /// The record: its id, or a name of it
    old: String,

    /// The new id
    new: String,

    #[command(flatten)]
    wish: Wish,
}

/// Answers it; exit code 1 when the base would not be sound.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let Which::Id { id: old, place, .. } = record::find(&session, &loaded, &arguments.old)? else {
        return Err(Failure::usage(format!("`{}` has no id to be renamed", arguments.old), "give a node, source or claim"));
    };
    let new: Id =
        arguments.new.parse().map_err(|error: crate::model::id::BadId| Failure::Usage { message: error.to_string(), hints: Vec::new() })?;
    if let Some(taken) = record::with_id(&loaded, &new).filter(|_| new != old) {
        let (line, _) = loaded.base.line_column(taken.file, taken.word.start as usize);
        let message = format!("there is a record `{new}` already, in {}:{line}", loaded.base.path(taken.file).display());
        return Err(Failure::usage(message, "`accord merge` makes one of two"));
    }
    let mut edits = Edits::new(&loaded);
    edits.rename(place, &old, &new);
    let mut answer = Answer::bare("rename");
    answer.messages = session.notices();
    answer.set("old", &old)?;
    answer.set("new", &new)?;
    held.finish(answer, &format!("Renamed {old} to {new}"), &edits.changes())
}
