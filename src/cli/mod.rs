//! How is it asked?
//!
//! The command `accord`: arguments, exit codes, and how answers look in a terminal, in CSV, JSON and Markdown. It is the only module that
//! prints, reads the environment or ends the program. One command per file in [`commands`]: its arguments, whose comments are the help, and one
//! function that makes an [`Answer`].

pub mod answer;
pub mod ask;
pub mod change;
pub mod commands;
pub mod failure;
pub mod findings;
pub mod fit;
pub mod incoming;
pub mod progress;
pub mod record;
pub mod session;
pub mod subject;
pub mod table;
pub mod typed;
pub mod wanted;
pub mod wording;

use std::{
    ffi::OsString,
    io::{self, IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};
use clap::{
    Args, Parser, ValueEnum,
    error::{ContextKind, ContextValue, ErrorKind},
};

use self::{answer::Answer, commands::Command, failure::Failure};
use crate::{
    model::{Date, Status, vocabulary::nearest},
    network::Choice,
};

/// Ask a graph database of cooperation networks: who works with whom, by which signed paper, since when, and how we know.
///
/// Without --graph, accord answers from the `graph/` folder found in the current folder or above it, else from the Belarus–China base that is
/// built in.
#[derive(Debug, Parser)]
#[command(
    name = "accord",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = "Examples:
  accord links \"Gomel Oblast\"            Which Chinese provinces link to Gomel Oblast?
  accord links --all                     The whole table, oblast by province
  accord path BNTU Huawei                How do these two know each other?
  accord show \"Gansu\"                    All that is known of Gansu
  accord list kind:university in:minsk   Universities in Minsk

Exit codes: 0 done; 1 a clean \"no\", or findings; 2 wrong usage or unreadable data."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    shared: Shared,
}

/// Options that all commands share.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Shared options")]
pub struct Shared {
    /// Folder of the base to ask
    #[arg(long, global = true, value_name = "DIR")]
    pub graph: Option<PathBuf>,

    /// Answer as of this date (`2018`, `2018-06`, `2018-06-30`)
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<Date>,

    /// Statuses that count, or `all` [default: signed,operating]
    #[arg(long, global = true, value_name = "STATUS,…", value_delimiter = ',', value_parser = parse_status)]
    pub count: Vec<Statuses>,

    /// Language of names
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,

    /// Form of the answer
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,

    /// No messages beside the answer
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// One status, or all of them.
#[derive(Clone, Copy, Debug)]
pub enum Statuses {
    /// All statuses.
    All,
    /// This status.
    One(Status),
}

/// Form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Table,
    /// One JSON document
    Json,
    /// One JSON object a line for each row
    Jsonl,
    /// Comma-separated values, one line for each row
    Csv,
    /// Markdown
    Md,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Shared {
    /// What counts.
    #[must_use]
    pub fn choice(&self) -> Choice {
        let mut choice = Choice { as_of: self.as_of.clone(), ..Choice::default() };
        if !self.count.is_empty() {
            choice.count = Vec::new();
            for statuses in &self.count {
                match *statuses {
                    Statuses::All => choice.count.extend(Status::ALL),
                    Statuses::One(status) => choice.count.push(status),
                }
            }
            choice.count.sort_unstable();
            choice.count.dedup();
        }
        choice
    }

    const fn color_choice(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

fn parse_date(text: &str) -> Result<Date, String> {
    let date: Date = text.parse().map_err(|error: crate::model::date::BadDate| error.to_string())?;
    if date.is_interval() { Err("ask for one date: 2018, 2018-06 or 2018-06-30".to_owned()) } else { Ok(date) }
}

fn parse_status(text: &str) -> Result<Statuses, String> {
    if text == "all" {
        return Ok(Statuses::All);
    }
    Status::find(text).map(Statuses::One).ok_or_else(|| {
        let words = || Status::ALL.iter().map(|status| status.word());
        let meant = nearest(text, words()).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
        format!("{meant}statuses are {}, all", words().collect::<Vec<_>>().join(", "))
    })
}

/// Runs the command that the arguments of the process ask for, and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse_from(std::env::args_os().map(excluding)) {
        Ok(cli) => cli,
        Err(error) => {
            // `-hospital` asks for no help, though it begins like -h.
            if let Some(word) =
                std::env::args().take_while(|word| word != "--").find(|word| error.kind() == ErrorKind::DisplayHelp && is_word(word))
            {
                let failure = Failure::usage(format!("there is no option `{word}`"), EXCLUDING);
                let _ = write!(io::stderr(), "{}", anstream::adapter::strip_str(&failure.render(false)));
                return ExitCode::from(2);
            }
            // Help and version are answers; anything else is wrong usage. Nothing is left to do when even that cannot be printed.
            let _ = error.print();
            if let Some(hint) = hint(&error) {
                let _ = writeln!(io::stderr(), "hint: {hint}");
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let color = cli.shared.color_choice();
    let outcome = cli.command.run(&cli.shared).and_then(|answer| {
        print(&answer, &cli.shared)?;
        Ok(answer.found)
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever closed the pipe has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let mut stderr = AutoStream::new(io::stderr(), color);
            let _ = write!(stderr, "{}", failure.render(cli.shared.quiet));
            ExitCode::from(failure.code())
        }
    }
}

/// What to do about an argument that no command expects: mostly a word of a name without quotation marks, or of an excluding term.
fn hint(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return None };
    // clap suggests words that are spelled alike, and these mean what `csv` means.
    if let (ErrorKind::InvalidValue, Some(ContextValue::String(value))) = (error.kind(), error.get(ContextKind::InvalidValue))
        && SPREADSHEETS.contains(&value.to_lowercase().as_str())
    {
        return Some("spreadsheets open `accord export csv --for excel -o FOLDER`".to_owned());
    }
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    if !argument.starts_with('-') {
        return Some("a name of several words goes in quotation marks: accord links \"Gomel Oblast\"".to_owned());
    }
    // clap names the first letter alone of `-minsk`.
    std::env::args().any(|word| word.starts_with(argument.as_str()) && is_word(&word)).then(|| EXCLUDING.to_owned())
}

/// Words under which people ask for a spreadsheet.
const SPREADSHEETS: &[&str] = &["xlsx", "xls", "excel", "ods", "tsv", "spreadsheet"];

/// What to do about a word that excludes and is taken for options.
const EXCLUDING: &str = "to exclude a part of a name, write -- before the terms: accord list -- -hospital";

/// Is an argument a hyphen and more letters than options of one letter are ever written together?
fn is_word(argument: &str) -> bool {
    argument.strip_prefix('-').is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
}

/// An argument as clap may see it: `-in:minsk` excludes, and would be taken for options. No option of ours has a colon.
fn excluding(argument: OsString) -> OsString {
    match argument.to_str().and_then(|text| text.strip_prefix('-')) {
        Some(term) if term.starts_with(|c: char| c.is_ascii_alphabetic()) && term.contains(':') => format!("−{term}").into(),
        _ => argument,
    }
}

fn print(answer: &Answer, shared: &Shared) -> Result<(), Failure> {
    if let Some(file) = &answer.file {
        let mut stdout = io::stdout();
        stdout.write_all(file).and_then(|()| stdout.flush()).map_err(Failure::Output)?;
    } else {
        let mut stdout = AutoStream::new(io::stdout(), shared.color_choice());
        stdout.write_all(answer.render(shared.format, width())?.as_bytes()).and_then(|()| stdout.flush()).map_err(Failure::Output)?;
    }
    let mut stderr = AutoStream::new(io::stderr(), shared.color_choice());
    // What goes beside the answer may be lost without harm to it.
    answer.messages.iter().for_each(|message| drop(writeln!(stderr, "{message}")));
    Ok(())
}

/// Columns to fit tables to: those of the terminal, else what COLUMNS says, else 80.
fn width() -> usize {
    let terminal = || io::stdout().is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal().or(columns).unwrap_or(80).clamp(40, 200)
}
