//! What README.md and the pages of docs/ show as output is what the command prints.
//!
//! Every line `$ accord …` in a block marked `console` is run with the curated base, in a folder of its own, 80 columns wide; the lines below it
//! are what it must print, on stdout and then on stderr. A line of nothing but `…` stands for any lines. A command that ends with another exit code than 0 has
//! `[exit code 1]` as its last line.
//!
//! The figures of docs/gallery.md are drawn as well, and compared byte for byte.
//!
//! `UPDATE_README=1 cargo test --test readme` writes what is printed now into the documents, and draws the figures. Read the change before you commit it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sealed;

use std::{fmt::Write as _, fs, path::Path};

#[test]
fn every_example_prints_what_is_shown() {
    let update = std::env::var_os("UPDATE_README").is_some();
    let mut stale = String::new();
    for (path, text) in sealed::documents() {
        let now = renewed(&text, &sealed_output);
        if now == text {
            continue;
        }
        if update {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), now).unwrap();
        } else {
            let (line, (shown, printed)) = first_difference(&text, &now);
            let _ = writeln!(stale, "{path}:{line}\n  shown:   {shown}\n  printed: {printed}");
        }
    }
    assert!(stale.is_empty(), "{stale}`UPDATE_README=1 cargo test --test readme` writes what is printed now");
}

#[test]
fn the_figures_of_the_gallery_are_what_their_commands_draw() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let gallery = fs::read_to_string(docs.join("gallery.md")).unwrap();
    let update = std::env::var_os("UPDATE_README").is_some();
    let mut stale = String::new();
    let mut drawn = Vec::new();
    for command in gallery.lines().filter(|line| line.starts_with("accord draw ")) {
        let (asked, name) = command.split_once(" -o ").unwrap_or_else(|| panic!("`{command}` has no -o at its end"));
        let sealed::Transcript { text, code } = sealed::run(&format!("{asked} -o - --as svg --quiet"));
        assert_eq!(code, 0, "{command}\n{text}");
        let path = docs.join("gallery").join(name);
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            let _ = writeln!(stale, "docs/gallery/{name} is not what `{command}` draws");
        }
        assert!(gallery.contains(&format!("](gallery/{name})")), "docs/gallery.md does not show {name}");
        drawn.push(name.to_owned());
    }
    assert!(stale.is_empty(), "{stale}`UPDATE_README=1 cargo test --test readme` draws them anew; look at them before you commit");
    let mut files: Vec<String> =
        fs::read_dir(docs.join("gallery")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    drawn.sort();
    assert_eq!(files, drawn, "each figure in docs/gallery/ has its command in docs/gallery.md");
}

#[test]
fn readme_begins_with_a_real_answer() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let screen: Vec<&str> = readme.lines().take(50).collect();
    assert!(screen.contains(&"```console"), "the first screen shows no command and its output");
    assert!(screen.contains(&"cargo run --release -- links \"Gomel Oblast\""), "the first screen does not say how to run it");
    assert!(screen.contains(&"cargo test"), "the first screen does not say how to test it");
}

fn sealed_output(line: &str) -> String {
    let sealed::Transcript { mut text, code } = sealed::run(line);
    if code != 0 {
        let _ = writeln!(text, "[exit code {code}]");
    }
    text
}

/// The document with the output of its examples as it is now; output that fits what is shown stays as it is shown.
fn renewed(document: &str, output: &dyn Fn(&str) -> String) -> String {
    let mut now = String::new();
    let mut lines = document.lines().peekable();
    while let Some(line) = lines.next() {
        let _ = writeln!(now, "{line}");
        if line != "```console" {
            continue;
        }
        while let Some(command) = lines.next_if(|line| *line != "```") {
            let _ = writeln!(now, "{command}");
            let Some(command) = command.strip_prefix("$ ") else { panic!("a block begins with `$ accord …`, not with `{command}`") };
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
                shown.push(line);
            }
            // A blank line before the next command parts the two.
            let parted = lines.peek().is_some_and(|line| line.starts_with("$ ")) && shown.last() == Some(&"");
            shown.truncate(shown.len() - usize::from(parted));
            let printed = output(command);
            let printed: Vec<&str> = printed.lines().collect();
            for line in if fits(&shown, &printed) { &shown } else { &printed } {
                let _ = writeln!(now, "{line}");
            }
            now.push_str(if parted { "\n" } else { "" });
        }
    }
    now
}

/// Are these the lines that are shown, where `…` stands for any?
fn fits(shown: &[&str], printed: &[&str]) -> bool {
    match shown {
        [] => printed.is_empty(),
        [line, rest @ ..] if line.trim() == "…" => (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..])),
        [line, rest @ ..] => printed.split_first().is_some_and(|(first, more)| first == line && fits(rest, more)),
    }
}

/// The first line in which two texts differ, from 1, and what it is in either.
fn first_difference<'a>(a: &'a str, b: &'a str) -> (usize, (&'a str, &'a str)) {
    let ends = || std::iter::repeat("(nothing)");
    let mut pairs = (1..).zip(a.lines().chain(ends()).zip(b.lines().chain(ends())));
    pairs.find(|(_, (a, b))| a != b).unwrap()
}

#[test]
fn output_that_has_changed_is_written_anew_and_the_rest_is_left_alone() {
    let document = "# A\n\n```console\n$ accord one\nold\n\n$ accord two\nfirst\n…\nlast\n```\n\n```sh\n$ accord three\n```\n";
    let output = |line: &str| match line {
        "accord one" => "new\n".to_owned(),
        "accord two" => "first\nsecond\nlast\n".to_owned(),
        other => panic!("{other}"),
    };
    assert_eq!(renewed(document, &output), document.replace("old", "new"));
}
