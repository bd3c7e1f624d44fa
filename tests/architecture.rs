//! The code keeps to docs/ARCHITECTURE.md: who may use whom, who may print, who may make a graph, and how long a file may be.
//!
//! Comments and strings are taken out of each file of src/ and the rest is cut into words, of which paths are put together:
//! `use crate::{model::Id, store}` is `crate::model::Id` and `crate::store`, and so is a path in the midst of code or of a macro.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Each module, and what it may use.
type Table = BTreeMap<String, BTreeSet<String>>;

/// The longest file, in lines.
const LONGEST: usize = 600;

/// Paths that belong to whoever talks to the world, as their last two parts.
const WORLDLY: [[&str; 2]; 9] = [
    ["std", "env"],
    ["std", "*"],
    ["process", "exit"],
    ["process", "abort"],
    ["process", "*"],
    ["io", "stdin"],
    ["io", "stdout"],
    ["io", "stderr"],
    ["io", "*"],
];

const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

#[test]
fn every_import_is_one_that_the_table_allows() {
    let table = table();
    let mut faults = Vec::new();
    for (path, code) in sources() {
        faults.extend(imports(&table, &path, &code));
    }
    assert!(faults.is_empty(), "see the table in docs/ARCHITECTURE.md\n{}", faults.join("\n"));
}

#[test]
fn every_module_is_in_the_table_and_every_row_is_a_module() {
    let modules: BTreeSet<String> = sources().iter().filter_map(|(path, _)| module_of(path).into_iter().next()).collect();
    let rows: BTreeSet<String> = table().into_keys().collect();
    assert_eq!(rows, modules);
}

#[test]
fn the_table_is_in_reading_order() {
    // A module uses only what stands above it, so that the source can be read from the top and there is no circle.
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let order: Vec<String> = rows(&text).into_iter().map(|(module, _)| module).collect();
    let table = table();
    for (index, module) in order.iter().enumerate() {
        let late: Vec<&String> = table[module].iter().filter(|used| !order[..index].contains(used)).collect();
        assert!(late.is_empty(), "`{module}` uses {late:?}, which stand below it");
    }
}

#[test]
fn only_cli_prints_reads_the_environment_or_exits() {
    let faults: Vec<String> = sources()
        .iter()
        // A build script talks to cargo, by just these means.
        .filter(|(path, _)| path != "build.rs" && module_of(path).first().is_none_or(|module| module != "cli"))
        .flat_map(|(path, code)| worldly(path, code))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_check_makes_a_graph() {
    // Tests of what stands above `check` may put a graph of their own together.
    let program = |code: &str| code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    let makers: BTreeSet<String> = sources()
        .iter()
        .filter(|(path, _)| !path.ends_with("/tests.rs"))
        .filter(|(_, code)| paths(&words(&program(code))).iter().any(|(path, _)| path.ends_with(&["Graph", "assemble"].map(str::to_owned))))
        .filter_map(|(path, _)| module_of(path).into_iter().next())
        .collect();
    assert_eq!(makers, BTreeSet::from(["check".to_owned()]));
}

#[test]
fn no_file_is_longer_than_600_lines() {
    let long: Vec<String> = sources()
        .iter()
        .map(|(path, code)| (path, code.lines().count()))
        .filter(|&(_, lines)| lines > LONGEST)
        .map(|(path, lines)| format!("src/{path} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "split by questions answered: {}", long.join(", "));
}

#[test]
fn every_library_is_named_with_what_it_is_for() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let sections = ["[dependencies]", "[dev-dependencies]"].map(|head| manifest.split(head).nth(1).unwrap().split("\n[").next().unwrap());
    let lines = sections.iter().flat_map(|section| section.lines());
    let names: Vec<&str> = lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    assert!(names.contains(&"petgraph"), "{names:?}");
    let unnamed: Vec<&&str> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(unnamed.is_empty(), "docs/ARCHITECTURE.md does not say what {unnamed:?} are for");
}

/// Where `path` uses a module that its own may not use.
fn imports(table: &Table, path: &str, code: &str) -> Vec<String> {
    let home = module_of(path);
    // lib.rs names the modules, main.rs calls one, build.rs is no part of the crate.
    let Some(module) = home.first() else { return Vec::new() };
    let nothing = BTreeSet::new();
    let allowed = table.get(module).unwrap_or(&nothing);
    let mut faults = Vec::new();
    for (used, line) in paths(&words(code)) {
        let Some(target) = top(&home, &used) else { continue };
        if target != *module && !allowed.contains(&target) {
            faults.push(format!("src/{path}:{line}: `{module}` may not use `{target}` ({})", used.join("::")));
        }
    }
    faults
}

/// Where `path` prints, reads the environment or exits.
fn worldly(path: &str, code: &str) -> Vec<String> {
    let words = words(code);
    let macros = words.windows(2).filter(|pair| PRINTING.contains(&pair[0].0) && pair[1].0 == "!");
    let mut faults: Vec<String> = macros.map(|pair| format!("src/{path}:{}: {}!", pair[0].1, pair[0].0)).collect();
    for (used, line) in paths(&words) {
        if used.windows(2).any(|pair| WORLDLY.iter().any(|worldly| pair == worldly)) {
            faults.push(format!("src/{path}:{line}: {}", used.join("::")));
        }
    }
    faults
}

/// The module directly below the crate that a path leads to; `None` for one that stays at home or leaves the crate.
fn top(home: &[String], path: &[String]) -> Option<String> {
    let mut here = home.to_vec();
    let mut rest = path;
    while let [first, more @ ..] = rest {
        match first.as_str() {
            "crate" => here.clear(),
            "super" => here.truncate(here.len().saturating_sub(1)),
            "self" => {}
            _ => break,
        }
        rest = more;
    }
    if rest.len() == path.len() || !here.is_empty() {
        return None;
    }
    Some(rest.first().map_or_else(|| "the whole crate".to_owned(), Clone::clone))
}

/// The module that a file below src/ holds, as a path: `network/links.rs` is `network::links`.
fn module_of(path: &str) -> Vec<String> {
    if matches!(path, "lib.rs" | "main.rs" | "build.rs") {
        return Vec::new();
    }
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

/// Every path of two parts or more and every leaf of a `use`, with its line. The `super` of an inline module `mod tests { … }` is taken off.
fn paths(words: &[(&str, usize)]) -> Vec<(Vec<String>, usize)> {
    let is_name = |at: usize| words.get(at).is_some_and(|(word, _)| word.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    let is = |at: usize, wanted: &str| words.get(at).is_some_and(|(word, _)| *word == wanted);
    let mut found = Vec::new();
    let (mut depth, mut inline) = (0_usize, Vec::new());
    let mut at = 0;
    while at < words.len() {
        if is(at, "mod") && is(at + 2, "{") {
            depth += 1;
            inline.push(depth);
            at += 3;
        } else if is_name(at) && is(at + 1, "::") {
            let mut leaves = Vec::new();
            at = leaves_of(words, at, &[], &mut leaves);
            for (mut path, line) in leaves {
                for _ in &inline {
                    if path.first().is_some_and(|first| first == "super") {
                        "self".clone_into(&mut path[0]);
                        if path.get(1).is_some_and(|second| second == "super") {
                            path.remove(0);
                        }
                    }
                }
                found.push((path, line));
            }
        } else {
            if is(at, "{") {
                depth += 1;
            } else if is(at, "}") {
                if inline.last() == Some(&depth) {
                    inline.pop();
                }
                depth = depth.saturating_sub(1);
            }
            at += 1;
        }
    }
    found
}

/// Reads one path, or the tree of paths of a `use`, from `at` on; gives the place behind it.
fn leaves_of(words: &[(&str, usize)], mut at: usize, before: &[String], leaves: &mut Vec<(Vec<String>, usize)>) -> usize {
    let mut path = before.to_vec();
    while let Some(&(word, line)) = words.get(at) {
        if word == "{" {
            at += 1;
            while words.get(at).is_some_and(|(word, _)| *word != "}") {
                let next = leaves_of(words, at, &path, leaves);
                at = next.max(at + 1);
                while words.get(at).is_some_and(|(word, _)| *word == ",") {
                    at += 1;
                }
            }
            return at + 1;
        }
        if word != "*" && !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            leaves.push((path, line));
            return at;
        }
        path.push(word.to_owned());
        at += 1;
        if words.get(at).is_none_or(|(word, _)| *word != "::") {
            leaves.push((path, line));
            // `as` gives another name, which matters to nobody here.
            return if words.get(at).is_some_and(|(word, _)| *word == "as") { at + 2 } else { at };
        }
        at += 1;
    }
    at
}

/// The words and signs of a file with their lines, without comments, strings, characters and lifetimes.
fn words(code: &str) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = string(rest) {
            length
        } else if c == '\'' {
            character(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            words.push((&rest[..length], line));
            length
        } else if rest.starts_with("::") {
            words.push(("::", line));
            2
        } else {
            if !c.is_whitespace() {
                words.push((&rest[..c.len_utf8()], line));
            }
            c.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        at += length;
    }
    words
}

fn block_comment(rest: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < rest.len() {
        match rest.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of the string that begins here, raw or not.
fn string(rest: &str) -> Option<usize> {
    let body = rest.trim_start_matches(['b', 'c']);
    let prefix = rest.len() - body.len();
    if prefix > 1 {
        return None;
    }
    if let Some(raw) = body.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let open = raw[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = open.find(&close).map_or(open.len(), |at| at + close.len());
        return Some(prefix + 1 + hashes + 1 + length);
    }
    let text = body.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(prefix + 1 + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// The length of the character or lifetime that begins here.
fn character(rest: &str) -> usize {
    let inner: Vec<char> = rest.chars().skip(1).take(2).collect();
    match inner.as_slice() {
        ['\\', _] => rest[3..].find('\'').map_or(rest.len(), |at| 3 + at + 1),
        [c, '\''] => 1 + c.len_utf8() + 1,
        _ => 1 + rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - 1),
    }
}

/// The rows of the import table: module, and what it may use as written.
fn rows(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().skip_while(|line| !line.starts_with("| module | question | may use |")).skip(2);
    lines
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].trim_matches('`').to_owned(), cells[2].to_owned())
        })
        .collect()
}

fn table() -> Table {
    let rows = rows(&fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap());
    assert!(!rows.is_empty(), "docs/ARCHITECTURE.md has no table `| module | question | may use |`");
    let all: BTreeSet<String> = rows.iter().map(|(module, _)| module.clone()).collect();
    let uses = |module: &str, cell: &str| match cell {
        "–" => BTreeSet::new(),
        "all of them" => all.iter().filter(|other| *other != module).cloned().collect(),
        some => some.split(',').map(|name| name.trim().trim_matches('`').to_owned()).collect(),
    };
    rows.iter().map(|(module, cell)| (module.clone(), uses(module, cell))).collect()
}

/// Every `.rs` file below src/, as path and text, in the order of the paths.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

mod would_be_found {
    use super::*;

    fn planted(path: &str, code: &str) -> Vec<String> {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<String>>();
        let table = Table::from([
            ("model".to_owned(), names(&[])),
            ("store".to_owned(), names(&["model"])),
            ("cli".to_owned(), names(&["model", "store"])),
        ]);
        imports(&table, path, code)
    }

    #[test]
    fn a_wrong_import_in_each_way_of_writing_it() {
        for code in [
            "use crate::store;",
            "use crate::store::Base;",
            "use crate::{model::Id, store::{Base, read}};",
            "use crate::{\n    cli as other,\n};",
            "fn f(base: crate::store::Base) {}",
            "macro_rules! m { () => { $crate::store::read() } }",
            "use super::super::store;",
            "use super::super::{store::Base};",
            "pub(in crate::store) fn f() {}",
            "use crate::*;",
            "use super::super::*;",
            "use crate::Base;",
            "mod tests { use super::super::super::store; }",
            "mod tests { mod more { fn f() { super::super::super::super::store::read() } } }",
            "fn f() { \"\\\"\"; '\"'; '\\''; r#\"\"\"#; /* /* */ */ crate::store::read::<'a>() }",
        ] {
            assert!(!planted("model/date.rs", code).is_empty(), "{code}");
        }
        assert_eq!(
            planted("model/date.rs", "//! Dates.\n\nuse crate::store;"),
            ["src/model/date.rs:3: `model` may not use `store` (crate::store)"]
        );
        assert_eq!(planted("model/mod.rs", "use super::store;").len(), 1);
        assert_eq!(planted("model.rs", "use super::store;").len(), 1);
        assert_eq!(planted("news/mod.rs", "use crate::model;").len(), 1, "a module that is not in the table may use nothing");
    }

    #[test]
    fn but_no_import_that_is_right() {
        for code in [
            "use crate::model::{Id, graph::NodeIndex};",
            "use crate::store::Span; use super::Span; use self::inner::Span;",
            "use super::super::model::Id;",
            "mod tests { use super::*; use super::super::*; }\nuse super::files;",
            "/// Like [`crate::cli`].\n// crate::cli::main\n/* crate::cli */ const A: &str = \"crate::cli\"; const B: &str = r#\"\"crate::cli\"#;",
            "use std::fmt; fn f<'a>(x: &'a str) -> char { 'x' }",
        ] {
            assert_eq!(planted("store/read.rs", code), Vec::<String>::new(), "{code}");
        }
        assert_eq!(planted("lib.rs", "pub mod cli; use crate::cli::Cli;"), Vec::<String>::new());
    }

    #[test]
    fn printing_reading_the_environment_and_exiting() {
        for code in [
            "println!(\"x\");",
            "std::eprintln!(\"x\");",
            "anstream::print!(\"x\");",
            "dbg!(1);",
            "use std::env;",
            "use std::{env, fs};",
            "let x = std::env::var(\"HOME\");",
            "use std::{io::{self, stdout}};",
            "io::stdout().lock();",
            "std::process::exit(1);",
            "use std::process; fn f() { process::abort() }",
            "use std::io::*;",
        ] {
            assert_eq!(worldly("model/date.rs", code).len(), 1, "{code}");
        }
        for code in [
            "env!(\"OUT_DIR\")",
            "std::process::ExitCode",
            "use std::io::{self, Read};",
            "// println!",
            "\"println!(std::env)\"",
            "fn print() {}",
        ] {
            assert_eq!(worldly("model/date.rs", code), Vec::<String>::new(), "{code}");
        }
    }
}
