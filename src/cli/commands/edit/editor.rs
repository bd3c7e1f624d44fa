//! A record in an editor: opened, taken back when it is sound, and never lost.

use std::{
    env,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use super::answer;
use crate::{
    check,
    cli::{
        Shared,
        answer::Answer,
        ask::Interview,
        change::{Held, Wish},
        failure::Failure,
        findings, record,
        session::{self, Session},
    },
    store::{self, Base, Edits, Finding, Loaded, Place, Severity},
};

/// What people have chosen as their editor.
pub fn program() -> String {
    let chosen = |name| env::var(name).ok().filter(|program| !program.trim().is_empty());
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    chosen("VISUAL").or_else(|| chosen("EDITOR")).unwrap_or_else(|| usual.to_owned())
}

/// Opens a record in an editor, again as long as it is not sound and that is wished for.
///
/// Nobody is kept from the base meanwhile: it is held only to write, and the record must then still be as it was.
pub fn run(wanted: &str, program: &str, wish: Wish, shared: &Shared) -> Result<Answer, Failure> {
    let base = session::base(shared)?;
    if base.folder.is_none() {
        // Says what to do instead.
        Held::new(shared, wish)?;
    }
    let (session, loaded) = (Session::of(base.clone(), shared)?, store::read(base));
    let which = record::find(&session, &loaded, wanted)?;
    let before = text(&loaded, which.place()).to_owned();
    let path = written(&before)?;
    let mut interview = Interview::new(io::stdin().lock(), io::stderr());
    loop {
        open(program, &path)?;
        let after = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
        let after = after.trim();
        let mut edits = Edits::new(&loaded);
        if after != before {
            edits.rewrite(which.place(), after);
        }
        let checked = check::check(store::read(loaded.base.after(&edits.changes())));
        let errors: Vec<Finding> = checked.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        if errors.is_empty() {
            let done = take_back(wanted, &before, after, wish, shared).map_err(|failure| kept(failure, &path))?;
            let _ = fs::remove_file(&path);
            return Ok(done);
        }
        show(&mut interview, &checked.base, &errors)?;
        let again = |answer: &str| match answer {
            "e" | "edit" => Ok(true),
            "g" | "give up" => Ok(false),
            _ => Err(Failure::usage(format!("`{answer}` is neither e nor g"), "e opens the editor again, g gives up")),
        };
        match interview.ask("Edit again (e, or an empty line) or give up (g)", again) {
            Ok(None | Some(true)) => {}
            Ok(Some(false)) | Err(_) => {
                let message = "given up; nothing was changed".to_owned();
                return Err(kept(Failure::Usage { message, hints: Vec::new() }, &path));
            }
        }
    }
}

/// Puts the record into the base as it is now.
fn take_back(wanted: &str, before: &str, after: &str, wish: Wish, shared: &Shared) -> Result<Answer, Failure> {
    let held = Held::new(shared, wish)?;
    let (session, loaded) = held.open(shared)?;
    let which = record::find(&session, &loaded, wanted)?;
    if text(&loaded, which.place()) != before {
        let message = format!("{} was changed by somebody else meanwhile", which.said());
        return Err(Failure::Data { message, hints: vec!["nothing was changed; `accord edit` opens it as it is now".to_owned()] });
    }
    let mut edits = Edits::new(&loaded);
    if after != before {
        edits.rewrite(which.place(), after);
    }
    held.finish(answer(&session, &which)?, &format!("Changed {}", which.said()), &edits.changes())
}

/// The text of a record, from its word to its closing bracket.
fn text(loaded: &Loaded, place: Place) -> &str {
    let text = loaded.base.files.get(place.file).map_or("", |file| &file.text);
    text.get(place.word.start as usize..=place.body.end as usize).unwrap_or_default()
}

fn open(program: &str, path: &Path) -> Result<(), Failure> {
    let mut words = program.split_whitespace();
    let failed = |what: String| {
        Failure::usage(what, format!("say with --editor or $EDITOR which program to use; the record is in {}", path.display()))
    };
    let status = Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("`{program}` ended with {status}; nothing was changed"))),
        Err(error) => Err(failed(format!("cannot run `{program}`: {error}"))),
    }
}

/// A new file that holds a text. One that is there already is left alone: it may be what was kept for somebody, or lead to a file of somebody else.
fn written(text: &str) -> Result<PathBuf, Failure> {
    let mut number = std::process::id();
    loop {
        let path = env::temp_dir().join(format!("accord-edit-{number}.ron"));
        match File::create_new(&path).and_then(|mut file| writeln!(file, "{text}")) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number = number.wrapping_add(1),
            Err(error) => {
                return Err(Failure::Data { message: format!("cannot write `{}`: {error}", path.display()), hints: Vec::new() });
            }
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Data { message: format!("cannot read `{}`: {error}", path.display()), hints: Vec::new() }
}

/// Says where that is which was typed.
fn kept(failure: Failure, path: &Path) -> Failure {
    let hint = format!("what you wrote is in {}", path.display());
    match failure {
        Failure::Usage { message, mut hints } => {
            hints.push(hint);
            Failure::Usage { message, hints }
        }
        Failure::Data { message, mut hints } => {
            hints.push(hint);
            Failure::Data { message, hints }
        }
        failure @ Failure::Output(_) => failure,
    }
}

fn show(interview: &mut Interview<io::StdinLock<'static>, io::Stderr>, base: &Base, errors: &[Finding]) -> Result<(), Failure> {
    interview.say(&findings::render(base, errors, false))
}
