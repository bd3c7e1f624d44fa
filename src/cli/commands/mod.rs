//! One command per file: its arguments, whose comments are the help, and one function that makes the answer.

mod add;
mod bridges;
mod centrality;
mod check;
mod claims;
mod clusters;
mod compare;
mod completions;
mod diff;
mod draw;
mod edit;
mod explain;
mod export;
mod find;
mod fmt;
mod gaps;
mod import;
mod links;
mod list;
mod man;
mod merge;
mod new;
mod path;
mod remove;
mod rename;
mod show;
mod stats;
mod structure;
mod timeline;

use clap::Subcommand;

use super::{Shared, answer::Answer, failure::Failure};

/// What can be asked.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "the comment on the arguments of each command is its help; one here would take its place")]
pub enum Command {
    Links(links::Arguments),
    Path(path::Arguments),
    Show(show::Arguments),
    Find(find::Arguments),
    List(list::Arguments),
    Centrality(centrality::Arguments),
    Stats(stats::Arguments),
    Clusters(clusters::Arguments),
    Structure(structure::Arguments),
    Timeline(timeline::Arguments),
    Draw(draw::Arguments),
    Diff(diff::Arguments),
    Claims(claims::Arguments),
    Bridges(bridges::Arguments),
    Gaps(gaps::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Export(export::Arguments),
    Import(Box<import::Arguments>),
    Compare(Box<compare::Arguments>),
    Fmt(fmt::Arguments),
    Add(Box<add::Arguments>),
    Edit(edit::Arguments),
    Rename(rename::Arguments),
    Merge(merge::Arguments),
    Remove(remove::Arguments),
    New(new::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
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
            Self::Show(arguments) => show::run(arguments, shared),
            Self::Find(arguments) => find::run(arguments, shared),
            Self::List(arguments) => list::run(arguments, shared),
            Self::Centrality(arguments) => centrality::run(arguments, shared),
            Self::Stats(arguments) => stats::run(arguments, shared),
            Self::Clusters(arguments) => clusters::run(arguments, shared),
            Self::Structure(arguments) => structure::run(arguments, shared),
            Self::Timeline(arguments) => timeline::run(arguments, shared),
            Self::Draw(arguments) => draw::run(arguments, shared),
            Self::Diff(arguments) => diff::run(arguments, shared),
            Self::Claims(arguments) => claims::run(arguments, shared),
            Self::Bridges(arguments) => bridges::run(arguments, shared),
            Self::Gaps(arguments) => gaps::run(arguments, shared),
            Self::Check(arguments) => check::run(arguments, shared),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Export(arguments) => export::run(arguments, shared),
            Self::Import(arguments) => import::run(arguments, shared),
            Self::Compare(arguments) => compare::run(arguments, shared),
            Self::Fmt(arguments) => fmt::run(arguments, shared),
            Self::Add(arguments) => add::run(arguments, shared),
            Self::Edit(arguments) => edit::run(arguments, shared),
            Self::Merge(arguments) => merge::run(arguments, shared),
            Self::Remove(arguments) => remove::run(arguments, shared),
            Self::New(arguments) => new::run(arguments, shared),
            Self::Rename(arguments) => rename::run(arguments, shared),
            Self::Completions(arguments) => completions::run(arguments),
            Self::Man(arguments) => man::run(arguments),
        }
    }
}
