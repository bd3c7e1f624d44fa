//! How does a command change a base? It holds the base, takes its changes down, and hands them to [`Held::finish`], which checks the new text, shows the
//! difference or writes it, and says what has changed: one way for all commands that write.

use std::{collections::BTreeSet, path::Path};

use clap::Args;
use serde_json::json;
use similar::{DiffOp, TextDiff};

use super::{
    Shared,
    answer::{Answer, Block},
    failure::Failure,
    findings,
    session::{self, Session},
    wording::counted,
};
use crate::{
    check,
    store::{self, Base, Change, Finding, Loaded, Locked, SaveError, Severity},
};

/// What all commands that write can be told.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Wish {
    /// Show what would change, as a unified diff, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A base of which nobody else changes anything until this is given up.
#[derive(Debug)]
pub struct Held {
    /// The files.
    pub base: Base,
    /// `None` when nothing is to be written.
    locked: Option<Locked>,
}

impl Held {
    /// Locks and reads the base that the options ask for.
    ///
    /// # Errors
    ///
    /// When it is the built-in base, cannot be read or written, or is being changed.
    pub fn new(shared: &Shared, wish: Wish) -> Result<Self, Failure> {
        let Some(folder) = session::folder(shared) else {
            return Err(Failure::usage(
                "the built-in base cannot be changed",
                "give a base of yours with --graph DIR; `accord new DIR` makes one",
            ));
        };
        if wish.dry_run {
            return Ok(Self { base: Base::open(&folder)?, locked: None });
        }
        let locked = Locked::new(&folder)?;
        Ok(Self { base: locked.read()?, locked: Some(locked) })
    }

    /// The graph of the base, to ask who is meant, and its records with their places, to change them.
    ///
    /// # Errors
    ///
    /// When the base is not sound.
    pub fn open(&self, shared: &Shared) -> Result<(Session, Loaded), Failure> {
        Ok((Session::of(self.base.clone(), shared)?, store::read(self.base.clone())))
    }

    /// Writes changes that leave the base sound, or shows them; else says what would be wrong, and writes nothing.
    ///
    /// `what` says what was done, without a full stop. Warnings that were not there before are shown, but hinder nothing.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn finish(&self, answer: Answer, what: &str, changes: &[Change]) -> Result<Answer, Failure> {
        let after = check::check(store::read(self.base.after(changes)));
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        if after.findings.iter().any(is_error) {
            let errors: Vec<Finding> = after.findings.into_iter().filter(is_error).collect();
            return self.refuse(answer, &after.base, &errors);
        }
        let before: BTreeSet<(&str, String)> =
            check::check(store::read(self.base.clone())).findings.into_iter().map(|finding| (finding.rule, finding.message)).collect();
        let new: Vec<Finding> =
            after.findings.into_iter().filter(|finding| !before.contains(&(finding.rule, finding.message.clone()))).collect();
        self.write(answer, what, changes, &after.base, &new)
    }

    /// An answer that says why nothing is changed: what would be wrong afterwards.
    ///
    /// # Errors
    ///
    /// When a finding has no JSON form.
    pub fn refuse(&self, mut answer: Answer, after: &Base, errors: &[Finding]) -> Result<Answer, Failure> {
        self.document(&mut answer, false, &[], after, errors)?;
        answer.found = false;
        answer.blocks.push(Block::Verbatim(findings::render(after, errors, true)));
        let text = format!("Nothing was changed: the base would have {}.", counted(errors.len(), "error", "errors"));
        answer.text(text);
        Ok(answer)
    }

    /// An answer that says why nothing is changed, in its blocks and this text.
    ///
    /// # Errors
    ///
    /// When a finding has no JSON form.
    pub fn unchanged(&self, mut answer: Answer, text: &str) -> Result<Answer, Failure> {
        self.document(&mut answer, false, &[], &self.base, &[])?;
        answer.found = false;
        answer.text(text);
        Ok(answer)
    }

    /// As [`Held::finish`], of changes that need no check, with findings to be shown beside them.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write(&self, mut answer: Answer, what: &str, changes: &[Change], after: &Base, new: &[Finding]) -> Result<Answer, Failure> {
        self.save(changes)?;
        let dry_run = self.locked.is_none();
        self.document(&mut answer, !dry_run && !changes.is_empty(), changes, after, new)?;
        if dry_run && !changes.is_empty() {
            answer.blocks.push(Block::Verbatim(changes.iter().map(|change| self.diff(change)).collect()));
        }
        if !new.is_empty() {
            answer.blocks.push(Block::Verbatim(findings::render(after, new, true)));
        }
        answer.text(match (changes.is_empty(), dry_run) {
            (true, _) => "Nothing to change: it is so already.".to_owned(),
            (_, true) => format!("{what}, but for the dry run: nothing was changed."),
            _ => format!("{what}."),
        });
        if !dry_run {
            answer.lines(self.hunks(changes).iter().map(|hunk| format!("  {}:{}: {}", hunk.file, hunk.line, hunk.says())).collect());
        }
        Ok(answer)
    }

    /// Writes changes that are known to leave the base sound, unless nothing is to be written.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn save(&self, changes: &[Change]) -> Result<(), Failure> {
        match self.locked.as_ref().filter(|_| !changes.is_empty()) {
            Some(locked) => Ok(locked.write(changes)?),
            None => Ok(()),
        }
    }

    /// The fields that the documents of all commands that write have.
    fn document(&self, answer: &mut Answer, changed: bool, changes: &[Change], after: &Base, found: &[Finding]) -> Result<(), Failure> {
        answer.set("changed", changed)?;
        answer.set("dry_run", self.locked.is_none())?;
        answer.set("findings", findings::rows(after, found))?;
        answer.set("diff", changes.iter().map(|change| self.diff(change)).collect::<String>())?;
        for hunk in self.hunks(changes) {
            answer.row(json!({ "file": hunk.file, "line": hunk.line, "removed": hunk.removed, "added": hunk.added }))?;
        }
        Ok(())
    }

    /// A change as `diff -u` shows it.
    fn diff(&self, change: &Change) -> String {
        let path = self.path(&change.path);
        let before = change.before.as_deref().unwrap_or_default();
        let old = if change.before.is_none() { "/dev/null" } else { &path };
        TextDiff::from_lines(before, change.after.as_str()).unified_diff().header(old, &path).to_string()
    }

    /// Where lines were put and taken out, in the order of files and lines.
    fn hunks(&self, changes: &[Change]) -> Vec<Hunk> {
        let of_file = |change: &Change| {
            let before = change.before.as_deref().unwrap_or_default();
            let diff = TextDiff::from_lines(before, change.after.as_str());
            let file = self.path(&change.path);
            let hunk = |op: &DiffOp| Hunk {
                file: file.clone(),
                line: op.new_range().start + 1,
                removed: op.old_range().len(),
                added: op.new_range().len(),
            };
            diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(hunk).collect::<Vec<_>>()
        };
        changes.iter().flat_map(of_file).collect()
    }

    /// A file of the base as a person would open it.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        self.base.folder.as_deref().unwrap_or(Path::new("")).join(path).display().to_string()
    }
}

/// A stretch of lines that changed.
struct Hunk {
    file: String,
    /// The first of them afterwards, from 1.
    line: usize,
    removed: usize,
    added: usize,
}

impl Hunk {
    fn says(&self) -> String {
        let lines = |count| counted(count, "line", "lines");
        match (self.removed, self.added) {
            (0, added) => format!("{} added", lines(added)),
            (removed, 0) => format!("{} removed", lines(removed)),
            (removed, added) if removed == added => format!("{} changed", lines(added)),
            (removed, added) => format!("{} in place of {removed}", lines(added)),
        }
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Read(error) => error.into(),
            error => Self::Data { message: error.to_string(), hints: Vec::new() },
        }
    }
}
