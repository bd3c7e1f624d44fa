//! What leaves arrives: exports are read by programs that are not ours, and agree with the graph that they were made from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, clippy::print_stderr, missing_docs)]

#[allow(dead_code, unused_imports, reason = "each test binary uses some of the oracles")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::needless_range_loop)]
#[path = "../oracles/mod.rs"]
mod oracles;

mod files;
mod import;
mod others;
mod readers;
mod views;
mod witness;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use accord::{
    check,
    model::Graph,
    store::{self, Base},
};

/// A base of this name in tests/bases.
fn base(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bases").join(name)
}

/// The graph of a base in tests/bases.
fn graph(name: &str) -> Graph {
    let checked = check::check(store::read(Base::open(&base(name)).unwrap()));
    checked.graph.unwrap_or_else(|| panic!("{name}: {:?}", checked.findings))
}

/// A folder for one test to write to, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs `accord export` of a base in tests/bases.
fn export(name: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accord"));
    command.arg("export").args(args).arg("--graph").arg(base(name)).env_clear().env("NO_COLOR", "1");
    command.output().unwrap()
}
