//! `accord man`: manual pages.

use std::{fs, path::PathBuf};

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;
use serde_json::json;

use crate::cli::{
    Cli,
    answer::{Answer, Block},
    failure::Failure,
};

/// Manual pages: of accord itself on stdout, or of accord and every command into a folder
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord man        The page of accord, for `man -l -` behind a pipe
  accord man man1   A page for each command, into the folder man1")]
pub struct Arguments {
    /// Folder to write all pages to; it is made when it is not there, and pages in it are replaced
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Answers it.
pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut answer = Answer::bare("man");
    let Some(folder) = &arguments.folder else {
        let page = page(command)?;
        answer.row(json!({ "page": "accord.1", "text": page }))?;
        answer.blocks.push(Block::Verbatim(page));
        return Ok(answer);
    };
    let failed = |error| Failure::usage(format!("cannot write to `{}`: {error}", folder.display()), "name a folder that you may write to");
    fs::create_dir_all(folder).map_err(failed)?;
    let mut lines = Vec::new();
    let commands = command.get_subcommands().cloned().collect::<Vec<_>>();
    for command in std::iter::once(command).chain(commands) {
        let name = Man::new(command.clone()).get_filename();
        let path = folder.join(&name);
        fs::write(&path, page(command)?).map_err(failed)?;
        lines.push(path.display().to_string());
        answer.row(json!({ "page": name, "file": path.display().to_string() }))?;
    }
    answer.blocks.push(Block::Verbatim(lines.iter().fold(String::new(), |all, line| all + line + "\n")));
    Ok(answer)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(Failure::Output)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
