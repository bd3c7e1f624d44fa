//! `accord export`: a part of the base in a format of other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};
use serde_json::json;

use crate::{
    cli::{
        Format as AnswerFormat, Shared,
        answer::Answer,
        failure::Failure,
        session::Session,
        wording::{self, capitalised, counted},
    },
    exchange::export::{Error, Export, File, Files, Format, Question, Reader, View, save_as, save_into},
    network::{Level, Reason},
};

/// A part of the base in a format of other programs
///
/// What counts under --count and --as-of leaves, with its ties. With terms, what meets them leaves,
/// and all that it is joined with. What a format cannot hold is told on stderr.
///
/// A format of one file goes to stdout, or to the file of --output; one of several (csv, gephi, neo4j, pajek, ucinet, parquet)
/// needs a folder there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord export gephi -o gephi                        Tables for Gephi, into the folder gephi
  accord export graphml > base.graphml                For igraph, networkx, yEd
  accord export cypher | cypher-shell                 Into a running Neo4j
  accord export gexf --links --level region -o map.gexf
  accord export pajek kind:university --as-of 2018 -o pajek
  accord export csv --for excel --count all -o tables
  accord export geojson in:gomel-oblast -o gomel.geojson")]
pub struct Arguments {
    /// The format
    // Its name here must not be that of the shared option.
    #[arg(id = "into", value_name = "FORMAT")]
    format: Format,

    /// Only what meets these terms, and what it is joined with
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// File to write to, or folder for a format of several files; `-` is stdout
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Take parties up to this level: party, city, region (or oblast, province), country
    #[arg(long, value_name = "LEVEL", default_value_t = Level::Party)]
    level: Level,

    /// Parties on one side, links on the other: an edge for each membership
    #[arg(long, conflicts_with = "links")]
    two_mode: bool,

    /// Parties, with an edge for each pair that is linked
    #[arg(long)]
    links: bool,

    /// Make tables safe and readable for this program
    #[arg(long = "for", value_name = "PROGRAM", value_enum)]
    program: Option<Program>,
}

/// A program that tables are made ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Program {
    /// Excel and other spreadsheets: no cell is run, and the encoding is recognised
    Excel,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.title()))
    }
}

/// Answers it.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let format = arguments.format;
    let view = view(arguments)?;
    let output = arguments.output.as_ref().filter(|path| path.as_os_str() != "-");
    if output.is_none() {
        if format.files() == Files::Several {
            let hint = format!("name a folder for them: accord export {} -o {}", format.word(), format.word());
            return Err(Failure::usage(format!("{} is several files", format.word()), hint));
        }
        if shared.format != AnswerFormat::Table {
            let hint = "leave out --format, or say with -o which file to write: then the answer tells about it";
            return Err(Failure::usage("the export itself goes to stdout and has no other format", hint));
        }
    }
    if arguments.program.is_some() && !format.is_tabular() {
        return Err(Failure::usage(format!("--for is for tables, and {} is not read by spreadsheets", format.word()), "take csv"));
    }
    let session = Session::open(shared)?;
    let terms = session.terms(&arguments.terms)?;
    let reader = if arguments.program.is_some() { Reader::Spreadsheet } else { Reader::Program };
    let question = Question { view, choice: &session.choice, level: arguments.level, terms: &terms, lang: &session.lang, reader };
    let export = Export::of(&session.graph, &question);
    let files = format.write(&export)?;

    let mut answer = Answer::new("export", &session);
    let losses = export.losses(format);
    let tables = &export.tables;
    let size = format!("{}, {}", counted(tables.nodes.len(), "node", "nodes"), counted(tables.edges.len(), "edge", "edges"));
    answer.found = !tables.nodes.is_empty();
    if !shared.quiet {
        if !answer.found {
            answer.messages.push("note: nothing meets the terms and counts, so there is nothing in it".to_owned());
        }
        answer.messages.extend(losses.iter().map(|loss| format!("loss: {loss}")));
    }
    let reasons: Vec<Reason> = session.links().iter().filter_map(|link| link.verdict.err()).collect();
    let counted_and_left = wording::footer(&session, &reasons, "");
    let Some(path) = output else {
        if !shared.quiet {
            answer.messages.insert(0, format!("note: {size}. {counted_and_left}"));
        }
        answer.file = files.into_iter().next().map(|file| file.bytes);
        return Ok(answer);
    };
    let written = match (format.files(), files.as_slice()) {
        (Files::One, [file]) if path.is_dir() => {
            let message = format!("`{}` is a folder, and {} is one file", path.display(), format.word());
            return Err(Failure::usage(message, format!("name the file: -o {}", path.join(&file.name).display())));
        }
        (Files::One, [file]) => save_as(path, &file.bytes)?,
        (_, files) => save_into(path, files)?,
    };
    answer.set(
        "export",
        json!({ "format": format.word(), "view": view.word(), "level": arguments.level.word(), "terms": terms.to_string() }),
    )?;
    answer.set("nodes", tables.nodes.len())?;
    answer.set("edges", tables.edges.len())?;
    answer.set("losses", losses)?;
    for (path, File { bytes, .. }) in written.iter().zip(&files) {
        answer.row(json!({ "file": path.display().to_string(), "bytes": bytes.len() }))?;
    }
    answer.title(format!("{}: {size}", format.title()));
    answer.lines(written.iter().map(|path| path.display().to_string()).collect());
    answer.text(format!("{} at the level of {}. {counted_and_left}", capitalised(view.title()), arguments.level));
    Ok(answer)
}

/// The view that is asked for, else that which the format shows first.
fn view(arguments: &Arguments) -> Result<View, Failure> {
    let views = arguments.format.views();
    let asked = match (arguments.two_mode, arguments.links) {
        (true, _) => Some(View::TwoMode),
        (_, true) => Some(View::Links),
        _ => None,
    };
    match (asked, views) {
        (None, [first, ..]) => Ok(*first),
        (Some(asked), _) if views.contains(&asked) => Ok(asked),
        _ => {
            let shown: Vec<&str> = views.iter().map(|view| view.word()).collect();
            let message = format!("{} cannot show that view of the base", arguments.format.word());
            Err(Failure::usage(message, format!("it shows {}, the first unless asked otherwise", shown.join(", "))))
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Data { message: error.to_string(), hints: Vec::new() }
    }
}
