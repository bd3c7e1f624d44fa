//! `accord fmt`: the files of a base, laid out well.

use clap::Args;

use crate::{
    cli::{
        Shared,
        answer::Answer,
        change::{Held, Wish},
        failure::Failure,
        wording::counted,
    },
    store::{Change, Finding, laid_out},
};

/// Lays out the files of a base: four blanks a level, a field a line, no line too long
///
/// Only blanks, line breaks and commas change: the order of records and fields, comments and the spelling of each value stay. What is laid out already
/// stays byte for byte as it is. A file whose brackets or quotation marks are not right has no layout: it is shown as `accord check` does, and no
/// file is touched. Exit code 1 then, and with --check when a file differs.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord fmt --graph my-base            Lays out every file
  accord fmt --graph my-base --dry-run  Shows what would change")]
pub struct Arguments {
    /// Only say which files are not laid out, and end with exit code 1 if there are any
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    wish: Wish,
}

/// Answers it; exit code 1 when files are not laid out and were only to be checked, or cannot be.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let held = Held::new(shared, Wish { dry_run: arguments.wish.dry_run || arguments.check })?;
    let answer = Answer::bare("fmt");
    let (mut changes, mut faults): (Vec<Change>, Vec<Finding>) = (Vec::new(), Vec::new());
    for (index, file) in held.base.files.iter().enumerate() {
        match laid_out(&held.base, index) {
            Ok(after) if after != file.text => {
                changes.push(Change { path: file.path.clone(), before: Some(file.text.clone()), after });
            }
            Ok(_) => {}
            Err(fault) => faults.push(*fault),
        }
    }
    if !faults.is_empty() {
        return held.refuse(answer, &held.base, &faults);
    }
    if arguments.check && !changes.is_empty() {
        return differing(answer, &held, &changes);
    }
    let what = format!("Laid out {}", counted(changes.len(), "file", "files"));
    held.write(answer, &what, &changes, &held.base, &[])
}

/// Which files are not laid out.
fn differing(answer: Answer, held: &Held, changes: &[Change]) -> Result<Answer, Failure> {
    let mut answer = held.write(answer, "", changes, &held.base, &[])?;
    answer.found = false;
    answer.blocks.clear();
    answer.lines(changes.iter().map(|change| held.path(&change.path)).collect());
    answer.text(format!("{} not laid out; `accord fmt` does it.", counted(changes.len(), "file is", "files are")));
    Ok(answer)
}
