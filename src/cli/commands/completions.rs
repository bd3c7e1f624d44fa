//! `accord completions`: what a shell needs to complete the command.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use serde_json::json;

use crate::cli::{
    Cli,
    answer::{Answer, Block},
    failure::Failure,
};

/// A script by which a shell completes commands, options and their values
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord completions bash   For ~/.local/share/bash-completion/completions/accord
  accord completions zsh    For ~/.zfunc/_accord, in a folder of fpath
  accord completions fish   For ~/.config/fish/completions/accord.fish")]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Answers it.
pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "accord", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let mut answer = Answer::bare("completions");
    answer.row(json!({ "shell": arguments.shell.to_string(), "script": script }))?;
    answer.blocks.push(Block::Verbatim(script));
    Ok(answer)
}
