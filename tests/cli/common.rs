//! The program, run sealed from its surroundings: no environment but a width, no home, no base but the one given.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::Value;

/// The base whose every number can be checked by hand; `base.ron` in it says what is there.
pub const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bases/small");

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `accord` with these arguments, outside the source tree, so that it finds no base but the built-in one.
pub fn accord(args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accord"));
    command.args(args).env_clear().env("COLUMNS", "80").env("NO_COLOR", "1").current_dir(std::env::temp_dir());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs `accord` on the small base.
pub fn small(args: &[&str]) -> Run {
    accord(&[&["--graph", SMALL], args].concat())
}

/// The JSON document of a question to the small base.
pub fn json(args: &[&str]) -> Value {
    let run = small(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// Questions to the small base and what the terminal shows, as one text.
fn transcript(questions: &[&[&str]]) -> String {
    let mut text = String::new();
    for args in questions {
        let run = small(args);
        let words = args.iter().map(|word| if word.contains(' ') { format!("\"{word}\"") } else { (*word).to_owned() });
        writeln!(text, "$ accord {}", words.collect::<Vec<_>>().join(" ")).unwrap();
        text += &run.stdout;
        text += &run.stderr;
        if run.code != 0 {
            writeln!(text, "[exit {}]", run.code).unwrap();
        }
        text.push('\n');
    }
    text
}

/// Holds what the terminal shows to what is kept in `snapshots/`: wording and layout, never the truth of a number.
pub fn keep(name: &str, questions: &[&[&str]]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, transcript(questions)));
}

/// The ids in a list of nodes of a document.
pub fn ids(nodes: &Value) -> Vec<&str> {
    nodes.as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect()
}

/// A folder for one test to write to, empty, its name beginning like this.
pub fn folder(name: &str) -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("{name}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the small base, to be changed.
pub fn copy() -> PathBuf {
    let folder = folder("copy");
    copy_to(&folder);
    folder
}

/// Puts the files of the small base into a folder, as they are.
pub fn copy_to(folder: &Path) {
    for file in std::fs::read_dir(SMALL).unwrap().map(|file| file.unwrap()).filter(|file| file.path().is_file()) {
        std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
}
