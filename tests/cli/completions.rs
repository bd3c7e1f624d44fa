use clap::ValueEnum as _;
use clap_complete::Shell;

use crate::common::accord;

#[test]
fn the_script_of_every_shell_knows_every_command() {
    for shell in Shell::value_variants() {
        let run = accord(&["completions", &shell.to_string()]);
        assert_eq!(run.code, 0);
        for command in ["links", "show", "completions"] {
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn a_script_is_not_broken_into_lines_of_the_terminal() {
    let script = accord(&["completions", "bash"]).stdout;
    assert!(script.lines().any(|line| line.len() > 80));
    assert!(script.contains("complete -F _accord"));
}

#[test]
fn an_unknown_shell_is_wrong_usage() {
    let run = accord(&["completions", "tcsh"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("fish"), "{}", run.stderr);
}
