//! What `accord import` and `accord compare` are asked alike: which files, how they are read, and who is meant.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum, builder::PossibleValue};

use super::{
    failure::Failure,
    session::Session,
    typed,
    wording::{counted, listed},
};
use crate::{
    exchange::{
        Value,
        export::Reader,
        import::{
            Decisions, Error, Format, HEADS, Incoming, Input, Mapping, Rejected, Sheet, plan,
            plan::{Outcome, Plan, Rules},
        },
    },
    model::graph::NodeIndex,
};

/// How files are read and held against a base.
#[derive(Clone, Debug, Args)]
pub struct Reading {
    /// The format of the files, where their names and beginnings do not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<Format>,

    /// What the columns of a table of your own mean [default: FILE.map.ron beside it]
    #[arg(long, value_name = "PATH")]
    pub mapping: Option<PathBuf>,

    /// Who is meant, as decided before [default: FILE.decisions.csv beside it]
    #[arg(long, value_name = "PATH")]
    pub decisions: Option<PathBuf>,

    /// Who says so, where rows cite no document: a source of the base, as `report` or `report, ch. 2`
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,

    /// What edges are whose type is no word for a tie: a type of tie or a form of agreement
    #[arg(long, value_name = "WORD")]
    pub edges: Option<String>,

    /// A word of the files, and ours for it: active=operating, organisation=body; repeat it
    #[arg(long, value_name = "THEIRS=OURS")]
    pub word: Vec<String>,

    /// What rows do not say: kind=city, within=belarus, status=signed, form=twinning, date=2007; repeat it
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.title()))
    }
}

/// Files as read, and the rules by which they are held against a base.
pub struct Entry {
    /// The files.
    pub inputs: Vec<Input>,
    /// What is in them.
    pub incoming: Incoming,
    rules: Rules,
    decisions: Decisions,
    /// Where decisions are, or will be.
    pub decided: PathBuf,
}

impl Entry {
    /// Reads the files; a folder stands for the tables in it.
    ///
    /// # Errors
    ///
    /// When one cannot be read, or nobody can tell what is in it.
    pub fn open(paths: &[PathBuf], reading: &Reading) -> Result<Self, Failure> {
        let inputs = inputs(paths)?;
        let Some(first) = inputs.first() else { return Err(Failure::usage("there is no file to read", "name one")) };
        let mut rules = Rules::default();
        let beside = |ending: &str| beside(&paths.first().map_or_else(|| first.name.clone(), |path| path.display().to_string()), ending);
        let mapping = reading.mapping.clone().or_else(|| Some(beside("map.ron")).filter(|path| path.is_file()));
        let Some(format) = reading.from.or_else(|| Format::recognise(&inputs)) else {
            let known = Format::ALL.iter().map(|format| format.word()).collect::<Vec<_>>().join(", ");
            return Err(Failure::usage(
                format!("`{}` is of no format that is known by its name or beginning", first.name),
                format!("say which with --from: {known}"),
            ));
        };
        let incoming = match (format, mapping) {
            (Format::Csv, Some(path)) => mapped(&inputs, &path, &mut rules)?,
            (_, Some(_)) if reading.mapping.is_some() => {
                return Err(Failure::usage(
                    format!("--mapping is for tables, and {} says itself what is what", format.word()),
                    "leave it out",
                ));
            }
            (Format::Csv, None) if !Sheet::read(first, 0)?.is_known() => {
                let message = format!("`{}` has heads of its own, so nobody knows what its columns mean", first.name);
                return Err(Failure::usage(message, format!("`accord import {} --draft` writes a mapping to be corrected", first.name)));
            }
            (format, _) => format.read(&inputs)?,
        };
        let wrong = |what: String| Failure::Usage { message: what, hints: Vec::new() };
        for pair in &reading.set {
            let (field, value) = typed::pair(pair)?;
            rules.set(field, value).map_err(wrong)?;
        }
        for pair in &reading.word {
            let (theirs, ours) =
                pair.split_once('=').ok_or_else(|| Failure::usage(format!("`{pair}` is not THEIRS=OURS"), "such as active=operating"))?;
            rules.words.insert(theirs.trim().to_owned(), ours.trim().to_owned());
        }
        let more = [("source", &reading.source), ("edges", &reading.edges)];
        for (field, value) in more.iter().filter_map(|(field, value)| Some((field, value.as_ref()?))) {
            rules.set(field, value).map_err(wrong)?;
        }
        let decided = reading.decisions.clone().unwrap_or_else(|| beside("decisions.csv"));
        let decisions = if decided.is_file() { Decisions::read(&input(&decided)?)? } else { Decisions::default() };
        Ok(Self { inputs, incoming, rules, decisions, decided })
    }

    /// What would come in.
    ///
    /// # Errors
    ///
    /// When the source that is said for all rows, or a node that was decided, is not there.
    pub fn plan(&self, session: &Session) -> Result<Plan, Failure> {
        if let Some(source) = &self.rules.source {
            let there = session.graph.source(&source.source).is_some() || self.incoming.sources.iter().any(|one| one.id == source.source);
            if !there {
                typed::known_source(session, source.source.as_str())?;
            }
        }
        plan(&self.incoming, &session.graph, session.names(), &self.rules, &self.decisions).map_err(|error| {
            let hint = format!("correct {}", self.decided.display());
            Failure::usage(error.to_string(), hint)
        })
    }

    /// Where a place is, as a person finds it.
    #[must_use]
    pub fn place(&self, place: crate::exchange::import::Place) -> String {
        let name = self.inputs.get(place.file).map_or("", |input| input.name.as_str());
        format!("{name}:{}", place.line)
    }

    /// The decisions as a table to be corrected: every node of the files, who is meant and why.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn decisions(&self, session: &Session, plan: &Plan) -> Result<Vec<u8>, Failure> {
        let named = |node: &NodeIndex| session.graph.node(*node).id.to_string();
        let mut rows: Vec<Vec<String>> = Vec::new();
        // To look for like names of thousands would take long, and nobody would read them.
        let suggests = plan.meant.iter().filter(|meant| meant.outcome == Outcome::New).count() <= MOST_SUGGESTED;
        for (row, node) in self.incoming.tables.nodes.iter().enumerate() {
            let Some(meant) = plan.meant.get(row) else { continue };
            let (decision, candidates) = match &meant.outcome {
                Outcome::Found(found) => (named(found), Vec::new()),
                Outcome::New => {
                    let alike = if suggests { session.names().find(&session.graph, &node.label, 3) } else { Vec::new() };
                    (
                        plan.ids[row].as_ref().map_or_else(|| "new".to_owned(), ToString::to_string),
                        alike.iter().map(|found| named(&found.node)).collect(),
                    )
                }
                Outcome::Undecided(several) => (String::new(), several.iter().map(named).collect()),
                Outcome::Skipped => ("skip".to_owned(), Vec::new()),
                Outcome::Rejected => continue,
            };
            let place = self.incoming.node_places.get(row).copied().unwrap_or_default();
            let file = self.inputs.get(place.file).map_or("", |input| input.name.as_str());
            rows.push(vec![
                file.to_owned(),
                place.line.to_string(),
                node.id.clone(),
                node.label.clone(),
                decision,
                meant.why.clone(),
                candidates.join(" "),
            ]);
        }
        table(&HEADS, &rows)
    }

    /// The rows that cannot come in, as a table.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn rejected(&self, rejected: &[Rejected]) -> Result<Vec<u8>, Failure> {
        let rows: Vec<Vec<String>> = rejected
            .iter()
            .map(|row| {
                let file = self.inputs.get(row.place.file).map_or("", |input| input.name.as_str());
                vec![file.to_owned(), row.place.line.to_string(), row.reason.to_owned(), row.detail.clone(), row.text.clone()]
            })
            .collect();
        table(&["file", "line", "reason", "detail", "row"], &rows)
    }

    /// Why rows cannot come in, a line for each reason: how many, and the first of them.
    #[must_use]
    pub fn reasons(&self, rejected: &[Rejected]) -> Vec<String> {
        let mut reasons: Vec<&'static str> = rejected.iter().map(|row| row.reason).collect();
        reasons.sort_unstable();
        reasons.dedup();
        let line = |reason: &'static str| {
            let rows: Vec<&Rejected> = rejected.iter().filter(|row| row.reason == reason).collect();
            // What thousands of rows have in common is told once, with the first of them.
            let mut of: HashMap<&str, usize> = HashMap::new();
            let mut first: Vec<(&Rejected, usize)> = Vec::new();
            for &row in &rows {
                let at = *of.entry(row.detail.as_str()).or_insert(first.len());
                match first.get_mut(at) {
                    Some((_, count)) => *count += 1,
                    None => first.push((row, 1)),
                }
            }
            let detail = |&(row, count): &(&Rejected, usize)| {
                let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
                let place = format!("{}{more}", self.place(row.place));
                if row.detail.is_empty() { place } else { format!("{} ({place})", row.detail) }
            };
            let details: Vec<String> = first.iter().map(detail).collect();
            let s = if rows.len() == 1 { "" } else { "s" };
            format!("  {} row{s}: {reason}: {}", rows.len(), listed(&details, 2))
        };
        reasons.into_iter().map(line).collect()
    }
}

/// For so many new nodes names alike are looked up.
const MOST_SUGGESTED: usize = 300;

/// A table as a file that a spreadsheet opens.
fn table(heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    let failed = |error: csv::Error| Failure::Output(error.into());
    let reader = Reader::Spreadsheet;
    let mut writer = csv::Writer::from_writer(reader.begin());
    writer.write_record(heads).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| reader.cell(&Value::text(cell)))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Failure::Output(error.into_error()))
}

/// A table of one's own, read with what its mapping says.
fn mapped(inputs: &[Input], path: &Path, rules: &mut Rules) -> Result<Incoming, Failure> {
    let [table] = inputs else { return Err(Failure::usage("a mapping is for one table", "import the tables one after the other")) };
    let mapping = Mapping::read(&input(path)?)?;
    mapping.rules(rules)?;
    Ok(mapping.apply(table, &Sheet::read(table, 0)?)?)
}

/// A file beside another, of its name with another ending: `list.csv` and `list.map.ron`.
#[must_use]
pub fn beside(name: &str, ending: &str) -> PathBuf {
    let path = Path::new(name);
    let stem = path.file_name().map_or_else(|| "import".into(), |name| name.to_string_lossy().into_owned());
    let stem = stem.strip_suffix(".gz").unwrap_or(&stem);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    path.with_file_name(format!("{stem}.{ending}"))
}

fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.is_dir() {
            let failed = |error: std::io::Error| unread(path, &error);
            let entries = fs::read_dir(path).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
            let mut tables: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
            let is_table = |path: &PathBuf| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // What an import has left there is no table of the export.
                name.ends_with(".csv") && !name.ends_with(".decisions.csv") && !name.ends_with(".rejected.csv")
            };
            tables.retain(is_table);
            tables.sort_unstable();
            if tables.is_empty() {
                return Err(Failure::usage(format!("there are no tables (.csv) in `{}`", path.display()), "name the files"));
            }
            for table in tables {
                inputs.push(input(&table)?);
            }
        } else {
            inputs.push(input(path)?);
        }
    }
    Ok(inputs)
}

fn input(path: &Path) -> Result<Input, Failure> {
    let bytes = fs::read(path).map_err(|error| unread(path, &error))?;
    Ok(Input { name: path.display().to_string(), bytes })
}

fn unread(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Data { message: format!("cannot read `{}`: {error}", path.display()), hints: Vec::new() }
}

/// How many rows a file has brought, in words.
#[must_use]
pub fn size(incoming: &Incoming) -> String {
    let tables = &incoming.tables;
    format!("{} and {}", counted(tables.nodes.len(), "node", "nodes"), counted(tables.edges.len(), "edge", "edges"))
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Data { message: error.to_string(), hints: Vec::new() }
    }
}
