//! `accord explain`: what a rule of `accord check` says, why it is there, and what right and wrong look like.

use clap::Args;
use serde::Serialize;

use crate::{
    check::{RULES, Rule},
    cli::{
        answer::{Answer, Block, Table},
        failure::Failure,
    },
    model::vocabulary::nearest,
    store::Severity,
};

/// What a rule of `accord check` says, why it is there, and an example of wrong and of right
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord explain                       All rules
  accord explain homonyms              One of them
  accord explain --format json         All that is known of all rules")]
pub struct Arguments {
    /// The name of a rule, as in `error[homonyms]`; all rules are listed without it
    rule: Option<String>,
}

#[derive(Serialize)]
struct RuleDocument {
    rule: &'static str,
    severity: Severity,
    says: &'static str,
    why: &'static str,
    wrong: &'static str,
    right: &'static str,
}

/// Answers it.
pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let mut answer = Answer::bare("explain");
    let Some(name) = &arguments.rule else {
        let mut table = Table::new(&["Rule", "Says"]);
        for rule in RULES {
            answer.row(document(rule))?;
            table.rows.push(vec![rule.name.to_owned(), rule.says.to_owned()]);
        }
        answer.table(table);
        answer.text("`accord explain RULE` says why, with an example of wrong and of right.");
        return Ok(answer);
    };
    let rule = Rule::find(name).ok_or_else(|| unknown(name))?;
    answer.row(document(rule))?;
    answer.title(format!("{} ({})", rule.name, severity(rule.severity)));
    answer.text(rule.says);
    answer.text(rule.why);
    answer.title("Wrong");
    answer.blocks.push(Block::Verbatim(rule.bad.to_owned()));
    answer.title("Right");
    answer.blocks.push(Block::Verbatim(rule.good.to_owned()));
    Ok(answer)
}

fn document(rule: &Rule) -> RuleDocument {
    RuleDocument { rule: rule.name, severity: rule.severity, says: rule.says, why: rule.why, wrong: rule.bad, right: rule.good }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error: the base cannot be asked before it is mended",
        Severity::Warning => "warning: the base can be asked",
    }
}

fn unknown(name: &str) -> Failure {
    let names = || RULES.iter().map(|rule| rule.name);
    let hint = match nearest(name, names()) {
        Some(meant) => format!("did you mean `{meant}`? `accord explain` lists all rules"),
        None => format!("rules are {}", names().collect::<Vec<_>>().join(", ")),
    };
    Failure::usage(format!("there is no rule `{name}`"), hint)
}
