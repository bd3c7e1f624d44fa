//! The page of each command tells of all that its help offers.

use std::fs;

use accord::cli::Cli;
use clap::CommandFactory as _;

#[test]
fn the_page_of_a_command_has_its_parts_and_tells_of_every_argument() {
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        let page = fs::read_to_string(format!("{}/docs/commands/{name}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
        for heading in ["## Example", "## Exit codes", "## JSON"] {
            assert!(page.lines().any(|line| line.starts_with(heading)), "{name}.md has no {heading}");
        }
        for argument in command.get_arguments().filter(|argument| !argument.is_global_set()) {
            let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            let shown =
                argument.get_long().map(|long| format!("--{long}")).or_else(|| argument.get_short().map(|short| format!("-{short}")));
            let shown = shown.or(value).unwrap_or_default();
            assert!(page.contains(&shown), "{name}.md does not tell of `{shown}`");
        }
    }
}
