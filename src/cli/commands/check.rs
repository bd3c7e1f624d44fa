//! `accord check`: everything that is wrong with a base, each fault with its place and remedy.

use std::fmt::Write as _;

use clap::Args;

use crate::{
    check::{self, RULES},
    cli::{
        Shared,
        answer::{Answer, Block, Table},
        failure::Failure,
        findings, session,
        wording::counted,
    },
    store,
};

/// Everything that is wrong with a base, each fault with its place and remedy
///
/// Reads every record of every file, whatever else is wrong with it, and holds it to all rules. An error keeps the base from being asked; a warning
/// does not. Exit code 0 when there is nothing in error, 1 when there is, 2 when the files cannot be read.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord check                     The graph/ folder found here or above, else the built-in base
  accord check --strict            Warnings count as errors do: exit code 1
  accord check --format json       For programs
  accord explain                   The rules")]
pub struct Arguments {
    /// Let warnings count as errors do
    #[arg(long)]
    strict: bool,
}

/// Answers it; exit code 1 when something is in error, or, if strict, when there is anything at all.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let loaded = store::read(session::base(shared)?);
    let records = &loaded.records;
    let checked_what = [
        counted(records.nodes.len(), "node", "nodes"),
        counted(records.ties.len(), "tie", "ties"),
        counted(records.sources.len(), "source", "sources"),
        counted(records.claims.len(), "claim", "claims"),
    ];
    let checked = check::check(loaded);
    let (errors, warnings) = checked.counts();

    let mut answer = Answer::bare("check");
    answer.found = errors == 0 && (warnings == 0 || !arguments.strict);
    answer.set("errors", errors)?;
    answer.set("warnings", warnings)?;
    for row in findings::rows(&checked.base, &checked.findings) {
        answer.row(row)?;
    }
    if !checked.findings.is_empty() {
        // Colours that are not wished for are taken out where the answer is printed.
        let shown = findings::render(&checked.base, &checked.findings, true);
        answer.blocks.push(Block::Verbatim(shown));
        answer.table(by_rule(&checked));
    }
    let mut summary = match (errors, warnings) {
        (0, 0) => "Nothing is wrong".to_owned(),
        (_, 0) => counted(errors, "error", "errors"),
        (0, _) => counted(warnings, "warning", "warnings"),
        _ => format!("{} and {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings")),
    };
    let [nodes, ties, sources, claims] = checked_what;
    let which = checked.base.folder.as_ref().map_or_else(|| "the built-in base".to_owned(), |folder| format!("`{}`", folder.display()));
    let _ = write!(summary, " in {nodes}, {ties}, {sources} and {claims} of {which}.");
    if !checked.findings.is_empty() {
        summary.push_str(" `accord explain RULE` says why a rule is there, with an example.");
    }
    answer.text(summary);
    Ok(answer)
}

/// How often each rule is broken, in the order of the rules.
fn by_rule(checked: &check::Checked) -> Table {
    let mut table = Table::new(&["Rule", "Findings#"]);
    for rule in RULES {
        let count = checked.findings.iter().filter(|finding| finding.rule == rule.name).count();
        if count > 0 {
            table.rows.push(vec![rule.name.to_owned(), count.to_string()]);
        }
    }
    table
}
