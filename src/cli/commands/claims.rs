//! `accord claims`: the numbers that documents state, by date.

use clap::Args;

use super::show::claim;
use crate::{
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
    },
    model::{Claim, Date},
};

/// The numbers that the documents state, by date, each with its source
///
/// A claim is a figure that somebody gave: "40 pairs by January 2023". `accord show CLAIM` tells all of one.
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
    let mut table = Table::new(&["Date", "Claim", "Figure", "Source"]);
    for claim in claims {
        answer.row(claim::document(&session, claim))?;
        table.rows.push(vec![
            claim.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_short),
            format!("{} [{}]", claim.text, claim.id),
            claim::figure(claim),
            claim.sources.first().map_or_else(String::new, ToString::to_string),
        ]);
    }
    answer.found = !answer.rows.is_empty();
    answer.title(format!("Claims: {}", answer.rows.len()));
    answer.table(table);
    Ok(answer)
}
