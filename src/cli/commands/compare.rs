//! `accord compare`: what another source has that the base lacks, the reverse, and where they disagree.

use std::{collections::BTreeSet, path::PathBuf};

use clap::Args;
use serde_json::json;

use crate::{
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        incoming::{Entry, Reading, size},
        session::Session,
        wording::counted,
    },
    exchange::import::plan::{New, Outcome, Plan},
    model::{
        Date, Facts, Kind, KindSet, TieType,
        graph::{EdgeIndex, NodeIndex},
    },
};

/// What another source has that the base lacks, what the base has that it lacks, and where they disagree
///
/// Files are read, and whom they mean is looked up, as `accord import` does; nothing is changed. What the base has beside is told of the kinds and countries that
/// the files have something of, and of ties and agreements between those that both have.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord compare --with twinnings.csv --graph my-base
  accord compare --with others.csv --source news --graph my-base")]
pub struct Arguments {
    /// The files of the other source, or a folder of tables
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    with: Vec<PathBuf>,

    /// At most so many rows of each part; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    #[command(flatten)]
    reading: Reading,
}

/// Something that one of the two has.
struct Only {
    kind: &'static str,
    what: String,
    status: String,
    date: String,
    /// Where: a line of the files, or an id of the base.
    at: String,
}

/// Answers it; exit code 1 when the two say the same.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let entry = Entry::open(&arguments.with, &arguments.reading)?;
    let session = Session::open(shared)?;
    let plan = entry.plan(&session)?;
    let (theirs, ours) = (theirs(&entry, &session, &plan), ours(&session, &plan));
    let mut answer = Answer::new("compare", &session);
    answer.set("theirs", theirs.len())?;
    answer.set("ours", ours.len())?;
    answer.set("differences", plan.differences.len())?;
    answer.set("rejected", plan.rejected.len())?;
    let files: Vec<&str> = entry.inputs.iter().map(|input| input.name.as_str()).collect();
    let found = plan.meant.iter().filter(|meant| matches!(meant.outcome, Outcome::Found(_))).count();
    answer.title(format!("{}: {}, of which the base has {}", files.join(", "), size(&entry.incoming), counted(found, "node", "nodes")));
    for (part, title, rows) in [("theirs", "They have, and we lack", &theirs), ("ours", "We have, and they lack", &ours)] {
        for row in rows {
            answer
                .row(json!({ "part": part, "kind": row.kind, "what": row.what, "status": row.status, "date": row.date, "at": row.at }))?;
        }
        part_of(
            &mut answer,
            &format!("{title}: {}", rows.len()),
            &["Kind", "What", "Status", "Date", "Where"],
            rows.len(),
            arguments.top,
            |at| {
                let row = &rows[at];
                vec![row.kind.to_owned(), row.what.clone(), row.status.clone(), row.date.clone(), row.at.clone()]
            },
        );
    }
    for one in &plan.differences {
        let at = entry.place(one.place);
        answer
            .row(json!({ "part": "differences", "what": one.of, "field": one.field, "ours": one.ours, "theirs": one.theirs, "at": at }))?;
    }
    let differences = &plan.differences;
    let title = format!("Both have, and say otherwise: {}", differences.len());
    part_of(&mut answer, &title, &["What", "Field", "Ours", "Theirs", "Where"], differences.len(), arguments.top, |at| {
        let one = &differences[at];
        vec![one.of.clone(), one.field.to_owned(), one.ours.clone(), one.theirs.clone(), entry.place(one.place)]
    });
    if !plan.rejected.is_empty() {
        answer.title(format!("Not compared: {}", counted(plan.rejected.len(), "row", "rows")));
        answer.lines(entry.reasons(&plan.rejected));
    }
    answer.found = !(theirs.is_empty() && ours.is_empty() && differences.is_empty());
    if !answer.found {
        answer.text("Both say the same.");
    }
    Ok(answer)
}

fn part_of(answer: &mut Answer, title: &str, heads: &[&str], rows: usize, top: usize, row: impl Fn(usize) -> Vec<String>) {
    if rows == 0 {
        return;
    }
    let shown = if top == 0 { rows } else { rows.min(top) };
    answer.title(title);
    let mut table = Table::new(heads);
    table.rows = (0..shown).map(row).collect();
    answer.table(table);
    if shown < rows {
        answer.text(format!("{} more; --top 0 shows all.", rows - shown));
    }
}

fn date(date: Option<&Date>) -> String {
    date.map_or_else(String::new, ToString::to_string)
}

fn only(kind: &'static str, what: String, facts: &Facts, at: String) -> Only {
    Only { kind, what, status: facts.status.map_or("", |status| status.word()).to_owned(), date: date(facts.date.as_ref()), at }
}

/// What the files have and the base lacks.
fn theirs(entry: &Entry, session: &Session, plan: &Plan) -> Vec<Only> {
    let name = |id: &crate::model::Id| {
        let ours = session.graph.find(id.as_str()).map(|node| session.name(node).to_owned());
        ours.unwrap_or_else(|| {
            let new = plan.new.iter().find_map(|(_, new)| match new {
                New::Node(node) if node.id == *id => Some(node.name("en").to_owned()),
                _ => None,
            });
            new.unwrap_or_else(|| id.to_string())
        })
    };
    let one = |(place, new): &(crate::exchange::import::Place, New)| {
        Some(match new {
            New::Source(_) => return None,
            New::Node(node) => only(node.kind.word(), node.name("en").to_owned(), &node.facts, entry.place(*place)),
            New::Tie(tie) => {
                only("tie", format!("{} {} {}", name(&tie.from), tie.tie.row().says, name(&tie.to)), &tie.facts, entry.place(*place))
            }
        })
    };
    plan.new.iter().filter_map(one).collect()
}

/// What the base has and the files lack, of what they have something of.
fn ours(session: &Session, plan: &Plan) -> Vec<Only> {
    let graph = &session.graph;
    let found: BTreeSet<NodeIndex> = plan
        .meant
        .iter()
        .filter_map(|meant| match meant.outcome {
            Outcome::Found(node) => Some(node),
            _ => None,
        })
        .collect();
    let kinds: BTreeSet<Kind> = found.iter().map(|&node| graph.node(node).kind).collect();
    let countries: BTreeSet<NodeIndex> = found.iter().filter_map(|&node| graph.country(node)).collect();
    let members = |node: NodeIndex| graph.ties_of(node, petgraph::Direction::Incoming);
    let mut only_ours = Vec::new();
    for (node, record) in graph.nodes().filter(|(node, _)| !found.contains(node)) {
        let is_lacking = if record.kind == Kind::Agreement {
            let members = members(node);
            let known = members.iter().any(|(tie, ..)| plan.known_ties.contains(tie));
            !known && !members.is_empty() && members.iter().all(|(_, _, party)| found.contains(party))
        } else {
            KindSet::ACTORS.has(record.kind)
                && kinds.contains(&record.kind)
                && graph.country(node).is_some_and(|country| countries.contains(&country))
        };
        if is_lacking {
            only_ours.push(only(record.kind.word(), session.name(node).to_owned(), &record.facts, record.id.to_string()));
        }
    }
    let types: BTreeSet<TieType> = plan.known_ties.iter().filter_map(|&tie| graph.tie(tie)).map(|(_, tie, _)| tie).collect();
    let is_lacking = |&(tie, from, kind, to): &(EdgeIndex, NodeIndex, TieType, NodeIndex)| {
        !graph.is_inline(tie) && types.contains(&kind) && found.contains(&from) && found.contains(&to) && !plan.known_ties.contains(&tie)
    };
    for (tie, from, kind, to) in graph.ties().filter(is_lacking) {
        let at = format!("{} {} {}", graph.node(from).id, kind.word(), graph.node(to).id);
        let what = format!("{} {} {}", session.name(from), kind.row().says, session.name(to));
        only_ours.push(only("tie", what, graph.facts(tie), at));
    }
    only_ours
}
