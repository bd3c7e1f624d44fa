//! `accord new`: a base of one's own, to begin with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::json;

use crate::{
    check,
    cli::{Shared, answer::Answer, failure::Failure},
    model::{Date, Id},
    store::{self, Base, Severity, SourceFile, laid_out, quoted},
};

/// Makes a base of your own for two countries, with an example of each record and comments that say what to do
///
/// The folder must not be there yet, or be empty. What is made passes `accord check --strict`; the examples in it are marked as such, to be replaced by what
/// you know. The day up to which the base claims to be true is today, or that of --as-of.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord new graph
  accord new norway-japan --between Norway Japan
  accord new nordic --between \"Åland Islands\" Japan --as-of 2026-01-31")]
pub struct Arguments {
    /// The folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// English names of the two countries
    #[arg(long, num_args = 2, value_names = ["A", "B"], default_values = ["Norway", "Japan"])]
    between: Vec<String>,
}

/// Answers it.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let folder = &arguments.folder;
    let failed =
        |error: std::io::Error| Failure::Data { message: format!("cannot make `{}`: {error}", folder.display()), hints: Vec::new() };
    if folder.exists() && !folder.is_dir() {
        let message = format!("`{}` is a file; nothing was changed", folder.display());
        return Err(Failure::usage(message, "give the name of a folder that is not there yet"));
    }
    if folder.exists() && fs::read_dir(folder).map_err(failed)?.next().is_some() {
        let message = format!("`{}` is not empty; nothing was changed", folder.display());
        return Err(Failure::usage(message, "give the name of a folder that is not there yet"));
    }
    let [a, b] = arguments.between.as_slice() else { return Err(Failure::usage("two countries are needed", "--between A B")) };
    let updated = match &shared.as_of {
        Some(date) => date.clone(),
        None => today(),
    };
    let mut base = Base { folder: Some(folder.clone()), files: files(a, b, &updated)? };
    if let Some(finding) = check::check(store::read(base.clone())).findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(Failure::usage(
            format!("of “{a}” and “{b}” no base can be made: {}", finding.message),
            "give names of one line, such as --between Norway Japan",
        ));
    }
    // Long names break lines elsewhere.
    let texts: Vec<String> = (0..base.files.len()).filter_map(|file| laid_out(&base, file).ok()).collect();
    base.files.iter_mut().zip(texts).for_each(|(file, text)| file.text = text);
    // All at once, so that there is the whole base or none.
    let draft = folder.with_file_name(format!(".accord-new-{}", std::process::id()));
    let made = make(&draft, &base).and_then(|()| {
        if folder.exists() {
            fs::remove_dir(folder)?;
        }
        fs::create_dir_all(folder.parent().unwrap_or(Path::new("")))?;
        fs::rename(&draft, folder)
    });
    made.map_err(|error| {
        // What could not be made whole is of no use.
        let _ = fs::remove_dir_all(&draft);
        failed(error)
    })?;
    let mut answer = Answer::bare("new");
    answer.set("folder", folder.display().to_string())?;
    for file in &base.files {
        answer.row(json!({ "file": folder.join(&file.path).display().to_string(), "lines": file.text.lines().count() }))?;
    }
    answer.text(format!("A base of {a} and {b} is in `{}`.", folder.display()));
    answer.lines(base.files.iter().map(|file| format!("  {}", file.path)).collect());
    let graph = folder.display();
    answer.text("What to do next:");
    answer.lines(vec![
        format!("  accord check --strict --graph {graph}"),
        format!("  accord add source --graph {graph}"),
        format!("  accord add agreement --graph {graph}"),
        format!("  accord links {} --graph {graph}", id(a)?),
    ]);
    Ok(answer)
}

/// The day on which this is run.
#[expect(clippy::disallowed_methods, reason = "a base that is begun claims to be true up to today; --as-of says another day")]
fn today() -> Date {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    let day = i64::try_from(now).ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    Date::day(day.map_or(jiff::civil::Date::MAX, |day| day.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

fn make(folder: &Path, base: &Base) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    // What is for writing is no part of the history of a base.
    fs::write(folder.join(".gitignore"), ".accord-*\n")?;
    base.files.iter().try_for_each(|file| fs::write(folder.join(&file.path), &file.text))
}

fn id(name: &str) -> Result<Id, Failure> {
    Id::suggest(name).ok_or_else(|| Failure::usage(format!("`{name}` gives no id"), "give English names, such as --between Norway Japan"))
}

/// The templates, filled in.
fn files(a: &str, b: &str, updated: &Date) -> Result<Vec<SourceFile>, Failure> {
    let (id_a, id_b) = (id(a)?, id(b)?);
    let name = |text: &str| quoted(text);
    let fill = |template: &str| {
        template
            .replace("{updated}", &updated.to_string())
            .replace("{base}", &format!("{id_a}-{id_b}"))
            .replace("{title}", &name(&format!("Cooperation of {a} and {b}")))
            .replace("{a}", id_a.as_str())
            .replace("{b}", id_b.as_str())
            .replace("{A}", &name(a))
            .replace("{B}", &name(b))
            .replace("{town a}", &name(&format!("Example Town in {a}")))
            .replace("{town b}", &name(&format!("Example Town in {b}")))
    };
    let templates = [
        ("agreements.ron", include_str!("new/agreements.ron")),
        ("base.ron", include_str!("new/base.ron")),
        ("places.ron", include_str!("new/places.ron")),
        ("sources.ron", include_str!("new/sources.ron")),
    ];
    Ok(templates.map(|(path, template)| SourceFile { path: path.to_owned(), text: fill(template) }).into())
}
