//! `accord find`: what a name may mean, and why.

use clap::Args;
use serde::Serialize;

use crate::{
    cli::{
        Shared,
        answer::Answer,
        failure::Failure,
        session::Session,
        wording::{NodeRef, counted, located, node_ref, spoken},
    },
    model::{Form, graph::NodeIndex},
    names::{How, Match, NameError, fold},
};

/// Whom a name may mean: in any language, script or transliteration, as an abbreviation, a code, a part of a name or with typing errors
///
/// The likeliest come first, each with the reason why it is found. The answer says which of them the name stands for in other commands: an id comes before
/// a name, a name before a part of one; a name that several share equally stands for none, and their ids tell them apart.
/// Sources and claims are found by their ids and parts of their titles; accord show tells of them.
/// Exit code 1 when nothing is called that; like names are then listed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord find Jilin               A province and a city of one name
  accord find Homiel              Gomel, written as in Belarusian
  accord find Гродненская         A part of a name in Russian
  accord find hei long jiang      Pinyin without tones
  accord find BSU                 An abbreviation
  accord find Skaryna             A word of a name
  accord find zalessky            A source
  accord find Q2280               A code: ISO 3166, Wikidata, ROR, GeoNames
  accord find Lanzhuo             A typing error")]
pub struct Arguments {
    /// What to look for; several words need no quotation marks
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,

    /// Print at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

#[derive(Serialize)]
struct RowDocument {
    id: String,
    name: String,
    kind: &'static str,
    form: Option<&'static str>,
    within: Option<NodeRef>,
    matched: String,
    reason: String,
}

/// Answers it; exit code 1 when nothing is called that.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let session = Session::open(shared)?;
    let text = arguments.text.join(" ");
    let found = session.names().find(&session.graph, &text, usize::MAX);
    let meant = session.names().identify(&session.graph, &text);
    let only_like = found.iter().all(|found| found.how == How::Alike);
    let shown = &found[..found.len().min(arguments.limit)];

    let mut answer = Answer::new("find", &session);
    answer.set("text", &text)?;
    answer.set("means", meant.as_ref().ok().map(|found| node_ref(&session, found.node)))?;
    answer.set("found", if only_like { 0 } else { found.len() })?;
    shown.iter().try_for_each(|found| answer.row(document(&session, found)))?;
    let records = records(&session, &text);
    answer.set("records", records.iter().map(|(id, _)| id).collect::<Vec<_>>())?;
    answer.found = !only_like || !records.is_empty();

    answer.title(match (found.len(), only_like) {
        _ if only_like && !records.is_empty() => format!("No place, organisation or paper is called “{text}”"),
        (0, _) => format!("Nothing in the base is called “{text}”, nor anything like it"),
        (_, true) => format!("Nothing in the base is called “{text}”; like it are"),
        (number, false) => format!("“{text}”: {number} found"),
    });
    if !(only_like && answer.found) {
        answer.lines(shown.iter().flat_map(|found| lines(&session, found)).collect());
    }
    if found.len() > shown.len() {
        answer.text(format!("{} more: --limit {}.", found.len() - shown.len(), found.len()));
    }
    if !only_like {
        answer.text(match &meant {
            Ok(found) if found.how == How::Id => {
                format!("In other commands “{text}” stands for {}: an id comes first.", id(&session, found.node))
            }
            Ok(found) if found.is_guess() => {
                format!("In other commands “{text}” stands for {}, as no other has it as its name.", id(&session, found.node))
            }
            Ok(found) => format!("In other commands “{text}” stands for {}.", id(&session, found.node)),
            Err(NameError::Ambiguous { candidates, .. }) => format!(
                "In other commands “{text}” stands for none of them, as {} have it equally: give an id.",
                counted(candidates.len(), "node", "nodes")
            ),
            Err(NameError::Unknown { .. }) => format!("In other commands “{text}” stands for none of them: give an id."),
        });
    }
    if !records.is_empty() {
        answer.title(format!("Sources and claims: {}", records.len()));
        let shown = records.iter().take(arguments.limit);
        answer.lines(shown.map(|(id, title)| format!("{title} [{id}]")).collect());
        answer.text("`accord show ID` tells of a source or claim.");
    }
    Ok(answer)
}

/// Ids and titles of the sources and claims whose id the text is, else of those whose title has all its words, in the order of their ids.
fn records(session: &Session, text: &str) -> Vec<(String, String)> {
    let text = fold(text);
    let sources = session.graph.sources().map(|source| {
        let by = source.author.as_ref().map_or_else(String::new, |author| format!("{author}: "));
        (source.id.to_string(), format!("{by}{}", source.title))
    });
    let claims = session.graph.claims().iter().map(|claim| (claim.id.to_string(), claim.text.clone()));
    let all: Vec<(String, String)> = sources.chain(claims).collect();
    if let Some(record) = all.iter().find(|(id, _)| fold(id) == text) {
        return vec![record.clone()];
    }
    let has = |record: &str| {
        let record = fold(record);
        text.split(' ').all(|word| record.split(' ').any(|other| other == word))
    };
    if text.is_empty() { Vec::new() } else { all.into_iter().filter(|(id, title)| has(&format!("{id} {title}"))).collect() }
}

fn id(session: &Session, node: NodeIndex) -> &str {
    session.graph.node(node).id.as_str()
}

fn document(session: &Session, found: &Match) -> RowDocument {
    let node = session.graph.node(found.node);
    RowDocument {
        id: node.id.to_string(),
        name: session.name(found.node).to_owned(),
        kind: node.kind.word(),
        form: node.form.map(Form::word),
        within: session.graph.container(found.node).map(|container| node_ref(session, container)),
        matched: found.name.clone(),
        reason: found.reason(),
    }
}

/// What it is, and why it is found; the name that matched where it is another than the one that is shown.
fn lines(session: &Session, found: &Match) -> [String; 2] {
    let node = session.graph.node(found.node);
    let what = spoken(node.form.map_or(node.kind.word(), Form::word));
    let matched =
        if found.name == session.name(found.node) || node.id == *found.name { String::new() } else { format!(": {}", found.name) };
    [format!("{} [{}]", located(session, found.node), node.id), format!("  {what}; {}{matched}", found.reason())]
}
