use std::fs;

use accord::cli::Cli;
use clap::CommandFactory as _;

use crate::common::{accord, folder};

#[test]
fn the_page_of_accord_goes_to_stdout() {
    let run = accord(&["man"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains(".TH accord 1"), "{}", run.stdout);
}

#[test]
fn every_command_has_its_page_in_the_folder() {
    let folder = folder("man");
    let inner = folder.join("man1");
    let run = accord(&["man", inner.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut pages = vec!["accord.1".to_owned()];
    pages.extend(Cli::command().get_subcommands().map(|command| format!("accord-{}.1", command.get_name())));
    for page in &pages {
        assert!(fs::read_to_string(inner.join(page)).unwrap().contains(".TH"), "{page}");
    }
    assert_eq!(fs::read_dir(&inner).unwrap().count(), pages.len());
    assert_eq!(run.stdout.lines().count(), pages.len());
}

#[test]
fn a_folder_that_cannot_be_is_wrong_usage() {
    let file = folder("man-file").join("file");
    fs::write(&file, "").unwrap();
    let run = accord(&["man", file.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot write to"), "{}", run.stderr);
}
