//! `accord import`: files of other programs, and tables of one's own, become records.

mod trial;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::json;

use crate::{
    cli::{
        Shared,
        answer::{Answer, Table},
        change::{Held, Wish},
        failure::Failure,
        incoming::{Entry, Reading, beside, size},
        session::Session,
        wording::counted,
    },
    exchange::{
        export::save_as,
        import::{
            Input, Mapping, Sheet,
            plan::{New, Outcome, Plan},
        },
    },
    model::{
        Id, Kind,
        graph::{EdgeIndex, NodeIndex},
    },
    store::HEADER,
};

/// Brings in what other programs have written, and tables of your own
///
/// Who is meant is looked up in the base by id, code and name; what is not there is new. Nothing that is there is changed. Rows that cannot come in are told,
/// with the reason, in FILE.rejected.csv; the rest comes in. Whom names were taken for stands in FILE.decisions.csv, which you can correct and import again.
///
/// A table with heads of your own needs a mapping, FILE.map.ron: --draft writes one to be corrected. Importing the same again changes nothing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord import agreements.csv --draft                   Writes agreements.map.ron, to be corrected
  accord import twinnings.csv --graph my-base --dry-run  Says what would come in
  accord import nodes.csv edges.csv --source news --graph my-base")]
pub struct Arguments {
    /// The files, or a folder of tables
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Write a mapping for a table of your own, to be corrected, and import nothing
    #[arg(long)]
    draft: bool,

    #[command(flatten)]
    reading: Reading,

    /// File of the base that what is new goes into [default: one called as the file]
    #[arg(long, value_name = "PATH")]
    into: Option<String>,

    /// Where the rows go that cannot come in [default: FILE.rejected.csv beside it]
    #[arg(long, value_name = "PATH")]
    rejected: Option<PathBuf>,

    #[command(flatten)]
    wish: Wish,
}

/// Answers it; exit code 1 when rows were rejected.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.draft {
        return draft(arguments);
    }
    let entry = Entry::open(&arguments.files, &arguments.reading)?;
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let into = into(arguments)?;
    let mut plan = entry.plan(&session)?;
    let trial = match trial::of(&loaded, &into, &entry.incoming, &mut plan) {
        Ok(trial) => trial,
        Err(unsound) => return held.refuse(Answer::bare("import"), &unsound.base, &unsound.findings),
    };
    if !arguments.wish.dry_run {
        held.save(&trial.changes)?;
    }
    let mut answer = Answer::bare("import");
    answer.messages = session.notices();
    let has_changed = !trial.changes.is_empty() && !arguments.wish.dry_run;
    tell(&mut answer, &session, &entry, &plan, (&into, has_changed))?;
    answer.found = plan.rejected.is_empty();
    let mut written: Vec<PathBuf> = Vec::new();
    let is_open = plan.meant.iter().any(|meant| matches!(meant.outcome, Outcome::New | Outcome::Undecided(_)));
    if arguments.reading.decisions.is_some() || (is_open && !arguments.wish.dry_run) {
        save_beside(&mut answer, &mut written, &entry.decided, &entry.decisions(&session, &settled(&plan, has_changed))?);
    }
    let rejected = arguments.rejected.clone().unwrap_or_else(|| beside(&arguments.files[0].display().to_string(), "rejected.csv"));
    if !arguments.wish.dry_run && (!plan.rejected.is_empty() || rejected.is_file()) {
        save_beside(&mut answer, &mut written, &rejected, &entry.rejected(&plan.rejected)?);
    }
    answer.set("written", written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>())?;
    answer.lines(written.iter().map(|path| format!("  {}", path.display())).collect());
    Ok(answer)
}

/// The plan as it is decided once what was new has come in.
fn settled(plan: &Plan, has_changed: bool) -> Plan {
    let meant = plan.meant.clone();
    Plan { meant, ids: if has_changed { plan.ids.clone() } else { vec![None; plan.ids.len()] }, ..Plan::default() }
}

fn save(path: &Path, bytes: &[u8]) -> Result<Vec<PathBuf>, Failure> {
    save_as(path, bytes).map_err(|error| Failure::Data { message: error.to_string(), hints: Vec::new() })
}

/// Writes a file beside the input. The base is as it shall be by then, so that what cannot be written is told and no more.
fn save_beside(answer: &mut Answer, written: &mut Vec<PathBuf>, path: &Path, bytes: &[u8]) {
    match save_as(path, bytes) {
        Ok(paths) => written.extend(paths),
        Err(error) => answer.messages.push(format!("warning: {error}; --decisions and --rejected name other places")),
    }
}

/// The file that records go into.
fn into(arguments: &Arguments) -> Result<String, Failure> {
    let name = arguments.into.clone().unwrap_or_else(|| {
        let path = beside(&arguments.files[0].display().to_string(), "ron");
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        format!("{}.ron", Id::suggest(&stem).map_or_else(|| "imported".to_owned(), String::from))
    });
    let path = name.replace('\\', "/");
    let is_sound = path.ends_with(".ron") && path != HEADER && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    if is_sound {
        return Ok(path);
    }
    Err(Failure::usage(format!("`{name}` cannot hold records"), "give a path below the folder of the base that ends in .ron"))
}

/// Says what came in, or would.
fn tell(answer: &mut Answer, session: &Session, entry: &Entry, plan: &Plan, (into, has_changed): (&str, bool)) -> Result<(), Failure> {
    let files: Vec<&str> = entry.inputs.iter().map(|input| input.name.as_str()).collect();
    answer.title(format!("{}: {}", files.join(", "), size(&entry.incoming)));
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (row, meant) in plan.meant.iter().enumerate() {
        let node = &entry.incoming.tables.nodes[row];
        let known = match meant.outcome {
            Outcome::Found(found) => Some(session.graph.node(found).kind),
            _ => plan.kinds[row].map(|(kind, _)| kind),
        };
        let kind: &str = match known {
            Some(kind) => kind.word(),
            None if node.kind.is_empty() => "of no kind",
            None => &node.kind,
        };
        let at = match meant.outcome {
            Outcome::Found(_) => 0,
            Outcome::New => 1,
            Outcome::Undecided(_) => 2,
            Outcome::Skipped | Outcome::Rejected => 3,
        };
        counts.entry(kind).or_default()[at] += 1;
    }
    let mut table = Table::new(&["Nodes", "Found#", "New#", "Undecided#", "Left out#"]);
    for (kind, numbers) in &counts {
        table.rows.push(std::iter::once((*kind).to_owned()).chain(numbers.iter().map(ToString::to_string)).collect());
        answer.row(json!({ "kind": kind, "found": numbers[0], "new": numbers[1], "undecided": numbers[2], "left_out": numbers[3] }))?;
    }
    answer.table(table);
    let new = |is: fn(&New) -> bool| plan.new.iter().filter(|(_, new)| is(new)).count();
    let (sources, ties) = (new(|new| matches!(new, New::Source(_))), new(|new| matches!(new, New::Tie(_))));
    let papers = new(|new| matches!(new, New::Node(node) if node.kind == Kind::Agreement));
    let (known_ties, known_papers) = known(session, plan);
    let said = [
        (ties, counted(ties, "new tie", "new ties")),
        (papers, counted(papers, "new agreement", "new agreements")),
        (sources, counted(sources, "new document", "new documents")),
        (known_ties, format!("{} there already", counted(known_ties, "tie is", "ties are"))),
        (known_papers, format!("{} there already", counted(known_papers, "agreement is", "agreements are"))),
        (plan.repeated, format!("{} what another has said", counted(plan.repeated, "edge repeats", "edges repeat"))),
    ];
    let said: Vec<String> = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    if !said.is_empty() {
        answer.text(format!("{}.", said.join(", ")));
    }
    if !plan.differences.is_empty() {
        let of: BTreeSet<&str> = plan.differences.iter().map(|one| one.of.as_str()).collect();
        let files = files.join(" ");
        answer.text(format!(
            "{} otherwise in the base, which stays as it is: `accord compare --with {files}` shows them.",
            counted(of.len(), "record is", "records are")
        ));
    }
    if !plan.rejected.is_empty() {
        answer.title(format!("Left out: {}", counted(plan.rejected.len(), "row", "rows")));
        answer.lines(entry.reasons(&plan.rejected));
    }
    let records = plan.new.len();
    let is_known = plan.meant.iter().any(|meant| matches!(meant.outcome, Outcome::Found(_)));
    answer.text(match (records, has_changed) {
        (0, _) if !plan.rejected.is_empty() && !is_known => "Nothing to change: none of it can come in.".to_owned(),
        (0, _) if !plan.rejected.is_empty() => "Nothing to change: what is not left out is there already.".to_owned(),
        (0, _) => "Nothing to change: all of it is there already.".to_owned(),
        (_, true) => format!("Added {} to {into}.", counted(records, "record", "records")),
        (_, false) => format!("{} would go to {into}; for the dry run nothing was changed.", counted(records, "record", "records")),
    });
    answer.set("changed", has_changed)?;
    answer.set("into", into)?;
    answer.set("records", records)?;
    answer.set("ties", json!({ "new": ties, "known": known_ties, "repeated": plan.repeated }))?;
    answer.set("agreements", json!({ "new": papers, "known": known_papers }))?;
    answer.set("sources", sources)?;
    answer.set("differences", plan.differences.len())?;
    let rejected: Vec<_> = plan
        .rejected
        .iter()
        .map(|row| json!({ "file": entry.inputs.get(row.place.file).map(|input| &input.name), "line": row.place.line, "reason": row.reason, "detail": row.detail, "row": row.text }))
        .collect();
    answer.set("rejected", rejected)
}

/// How many ties, and how many agreements, the files have that are there already.
fn known(session: &Session, plan: &Plan) -> (usize, usize) {
    let (inline, own): (Vec<EdgeIndex>, Vec<EdgeIndex>) = plan.known_ties.iter().partition(|&&tie| session.graph.is_inline(tie));
    let of = inline.into_iter().filter_map(|tie| session.graph.tie(tie)).map(|(_, _, far)| far);
    let of: BTreeSet<NodeIndex> = of.collect();
    let papers = of.iter().filter(|&&node| session.graph.node(node).kind == Kind::Agreement).count();
    (own.len() + of.len() - papers, papers)
}

/// Writes a mapping that is to be corrected.
fn draft(arguments: &Arguments) -> Result<Answer, Failure> {
    let [file] = arguments.files.as_slice() else { return Err(Failure::usage("a mapping is for one table", "name one file")) };
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::Data { message: format!("cannot read `{}`: {error}", file.display()), hints: Vec::new() })?;
    let input = Input { name: file.display().to_string(), bytes };
    let path = arguments.reading.mapping.clone().unwrap_or_else(|| beside(&input.name, "map.ron"));
    if path.exists() {
        return Err(Failure::usage(
            format!("`{}` is there already; nothing was changed", path.display()),
            "remove it, or name another with --mapping",
        ));
    }
    let sheet = Sheet::read(&input, 0)?;
    let text = Mapping::draft(&sheet);
    save(&path, text.as_bytes())?;
    let mut answer = Answer::bare("import");
    answer.set("written", [path.display().to_string()])?;
    answer.text(format!(
        "`{}` says what the {} of `{}` seem to mean. Correct it; then see what would come in:",
        path.display(),
        counted(sheet.heads.len(), "column", "columns"),
        input.name
    ));
    answer.lines(vec![format!("  accord import {} --dry-run", input.name)]);
    Ok(answer)
}
