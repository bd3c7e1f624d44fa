//! Runs `accord` with the curated base, away from home: no environment but 80 columns and no colour, in a folder of its own that holds nothing but
//! `my-base`, the base that examples name when they mean one of the reader's, and the lists of tests/bases/lists, which they import.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicUsize, Ordering},
};

/// What a command printed and how it ended.
pub struct Transcript {
    /// What it printed on stdout, then what on stderr.
    pub text: String,
    /// Its exit code.
    pub code: i32,
}

/// Runs a line such as `accord links "Gomel Oblast"`.
pub fn run(line: &str) -> Transcript {
    let words = words(line);
    assert_eq!(words.first().map(String::as_str), Some("accord"), "only accord can be run here: {line}");
    let home = Home::new();
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_accord"))
        .args(&words[1..])
        .env_clear()
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .current_dir(&home.0)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Transcript { text: text(stdout) + &text(stderr), code: status.code().unwrap() }
}

/// The names of all commands, as the help lists them.
#[allow(dead_code, reason = "not every test that runs commands needs the list")]
pub fn commands() -> Vec<String> {
    let help = run("accord --help").text;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // The description of a command may go on in further lines, which stand further in.
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The words of a line, as a shell cuts it; quotation marks hold a word together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (c, quote) {
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            ('|' | '>' | '<' | '$' | '`' | ';' | '&', None) => panic!("`{c}` needs a shell: {line}"),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "a quotation mark is left open: {line}");
    words.extend(word);
    words
}

/// A folder with `my-base` in it, which is gone after use.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("accord-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let base = folder.join("my-base");
        fs::create_dir_all(&base).unwrap();
        for (from, to) in [("small", &base), ("lists", &folder)] {
            for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bases").join(from)).unwrap() {
                let file = file.unwrap();
                fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
        Self(folder)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// README.md and all that is in docs/, as path below the root and text, in order.
pub fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut paths = vec![root.join("README.md"), root.join("docs")];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let below = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((below, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}
