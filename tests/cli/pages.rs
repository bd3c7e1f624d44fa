//! The help and the pages of the manual: every command has both, and every example in them is one that the program takes.

use std::{collections::BTreeSet, fs};

use accord::cli::Cli;
use clap::{CommandFactory as _, Parser as _};

/// The words of an example as a shell would give them to the program; what follows a pipe, an arrow or two blanks is not its own.
fn words(example: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut quoted, mut blanks) = (false, 0);
    for c in example.trim().chars() {
        blanks = if c == ' ' && !quoted { blanks + 1 } else { 0 };
        match c {
            '"' => quoted = !quoted,
            '|' | '>' | '#' if !quoted => break,
            ' ' if !quoted && blanks > 1 => break,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn takes(example: &str) -> Result<(), String> {
    Cli::try_parse_from(words(example)).map(|_| ()).map_err(|error| format!("{example}: {error}"))
}

#[test]
fn every_help_has_examples_that_work() {
    for command in Cli::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples: Vec<&str> = help.lines().map(str::trim).filter(|line| line.starts_with("accord ")).collect();
        assert!(!examples.is_empty(), "the help of {} has no examples", command.get_name());
        for example in examples {
            takes(example).unwrap();
            let asks = words(example)[1] == command.get_name() || words(example)[1] == "show";
            assert!(asks, "{example} is no example of {}", command.get_name());
        }
    }
}

#[test]
fn every_command_has_a_page_that_says_what_must_be_said() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands");
    let commands: BTreeSet<String> = Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let pages: BTreeSet<String> = files.map(|name| name.strip_suffix(".md").unwrap_or(&name).to_owned()).collect();
    assert_eq!(pages, commands);
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        let page = fs::read_to_string(format!("{folder}/{name}.md")).unwrap();
        assert!(page.starts_with(&format!("# accord {name}\n")), "{name}");
        for heading in ["## Arguments", "## Example", "## Exit codes", "## JSON"] {
            assert!(page.contains(&format!("\n{heading}\n")), "{name}.md has no {heading}");
        }
        for option in command.get_arguments().filter(|argument| !argument.is_global_set()) {
            let shown = match (option.get_long(), option.get_short(), option.get_value_names()) {
                (Some(long), ..) => format!("--{long}"),
                (None, Some(short), _) => format!("-{short}"),
                (None, None, Some(names)) => names[0].to_string(),
                (None, None, None) => option.get_id().to_string().to_uppercase(),
            };
            assert!(shown == "--help" || page.contains(&format!("`{shown}")), "{name}.md does not tell of {shown}");
        }
        let examples = page.lines().filter_map(|line| line.strip_prefix("$ "));
        examples.for_each(|example| takes(example).unwrap());
    }
}
