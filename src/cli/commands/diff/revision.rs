//! The base of a git revision, read by calling git.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{
    cli::failure::Failure,
    store::{Base, HEADER, SourceFile},
};

/// The files below `folder` as they were in a revision.
///
/// # Errors
///
/// When git is missing, the folder in no repository, the revision unknown, or no base in it.
pub(super) fn base(folder: &Path, revision: &str) -> Result<Base, Failure> {
    let failed = |message: String, hint: &str| Err(Failure::Data { message, hints: vec![hint.to_owned()] });
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Failure::usage(format!("`git:{revision}` names no revision"), "write git:HEAD, git:v1.0 or git:7b5ff08"));
    }
    let inside = git(folder, &["rev-parse", "--show-prefix"])?;
    if !inside.status.success() {
        return failed(
            format!("git finds no repository at `{}`: {}", folder.display(), first_line(&inside.stderr)),
            "git:REV compares revisions of a base that is kept in git; two folders can be compared without",
        );
    }
    let found = git(folder, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
    if !found.status.success() {
        return failed(format!("git knows no revision `{revision}`"), "`git log --oneline` lists revisions, `git tag` tags");
    }
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let tree = git(folder, &["ls-tree", "-r", "-z", &commit])?;
    let mut files = Vec::new();
    for entry in String::from_utf8_lossy(&tree.stdout).split('\0') {
        let Some((about, path)) = entry.split_once('\t') else { continue };
        let mut about = about.split(' ');
        let (mode, _, blob) = (about.next().unwrap_or_default(), about.next(), about.next().unwrap_or_default());
        // As on disk: hidden files, links and whatever is no text of a base are passed over.
        if !mode.starts_with("100") || !path.ends_with(".ron") || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        let blob = git(folder, &["cat-file", "blob", blob])?;
        let Ok(text) = String::from_utf8(blob.stdout) else {
            return failed(
                format!("`{path}` of git:{revision} is not UTF-8 text"),
                "save the file as UTF-8, and compare with a later revision",
            );
        };
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        files.push(SourceFile { path: path.to_owned(), text });
    }
    if !files.iter().any(|file| file.path == HEADER) {
        return failed(
            format!("git:{revision} has no base at `{}`: no `{HEADER}`", folder.display()),
            "compare with a revision in which it was there already",
        );
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Base { folder: Some(PathBuf::from(format!("git:{revision}"))), files })
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).env("LC_ALL", "C").output();
    output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::Data {
            message: "git is not installed, or not in PATH".to_owned(),
            hints: vec!["install git, or compare two folders: accord diff OLD NEW".to_owned()],
        },
        _ => Failure::Data { message: format!("git cannot be run: {error}"), hints: Vec::new() },
    })
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}
