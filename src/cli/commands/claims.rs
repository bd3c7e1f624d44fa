//! `accord claims`: the numbers that documents state, by date.

use clap::Args;

use super::show::claim;
use crate::{
    cli::{Shared, answer::Answer, failure::Failure, session::Session},
    model::Claim,
    network::{Claimed, is_met},
};

/// The numbers that the documents state, by date, each with its source and with what the base holds of it
///
/// A claim is a figure that somebody gave: "40 pairs by January 2023". Where the base holds what is counted, it is counted as of the date of the
/// claim. `accord show CLAIM` tells all of one, and lists what was counted.
/// Exit code 1 when the base holds no claims.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord claims                   All of them
  accord claims --format csv      For a spreadsheet
  accord show sister-pairs-2023   All of one")]
pub struct Arguments {}

/// Answers it; exit code 1 when there are none.
pub fn run(_arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let session = Session::open(shared)?;
    let mut claims: Vec<&Claim> = session.graph.claims().iter().collect();
    claims.sort_by_cached_key(|claim| (claim.date.is_none(), claim.date.clone(), &claim.id));
    let mut answer = Answer::new("claims", &session);
    let (mut lines, mut counted, mut met) = (Vec::new(), 0, 0);
    let mut claimed = Claimed::new(&session.graph);
    for claim in claims {
        let count = claimed.count(claim).unwrap_or_else(|error| {
            answer.messages.push(claim::unreadable(claim, &error));
            None
        });
        let found = count.map(|counted| counted.number());
        answer.row(claim::document(&session, claim, found))?;
        let base = found.map_or_else(String::new, |found| format!("; the base has {found}, {}", claim::verdict(claim, found)));
        lines.push(format!("  {} [{}]", claim::sentence(claim), claim.id));
        lines.push(format!("    {}{base}", claim::figure(claim)));
        lines.extend(claim.sources.iter().map(|citation| format!("    source: {citation}")));
        counted += usize::from(found.is_some());
        met += usize::from(found.is_some_and(|found| is_met(claim, found)));
    }
    answer.found = !answer.rows.is_empty();
    answer.title(format!("Claims: {}", answer.rows.len()));
    answer.lines(lines);
    answer.text(format!("The base can count {counted} of them, and holds as many as claimed of {met}."));
    Ok(answer)
}
