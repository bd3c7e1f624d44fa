//! `accord list`: the nodes that meet terms of selection.

use clap::{Args, ValueEnum};
use petgraph::Direction;
use serde::Serialize;

use crate::{
    cli::{
        Format, Shared,
        answer::{Answer, Block, Table},
        failure::Failure,
        session::Session,
        wording::{self, NodeRef, counted, listed, node_ref, spoken, verdict},
    },
    model::{Date, Field, Form, Kind, Node, Status, graph::NodeIndex},
    network::{Reason, Terms},
};

/// The nodes that meet all terms: places, organisations, agreements, centres and events
///
/// A term is one word, `key:value`; values joined by commas are alternatives, and a hyphen before
/// the key excludes. A word without a key is part of a name.
/// A name with a blank is quoted as a whole term: "in:Gomel Oblast".
///
/// Keys:
///
///   kind    kind:university          What it is; or a group: place, organisation, party
///   form    form:twinning            What sort of its kind it is
///   status  status:planned           Planned, intended, signed, operating, suspended, lapsed, ended
///   in      in:gomel-oblast          Lies in the place, or is it
///   with    with:gansu               Is linked to it; a place, by anything that lies in it
///   signed  signed:2015..2018        Signed, founded or held then; 2015.. and ..2018 as well
///   field   field:education          Is about it
///   tie     tie:supplies             Is at an end of such a tie
///   source  source:zalessky          Cites it
///
/// Planned and ended relations are listed with their status; --counted leaves out what does not
/// count under --count and --as-of.
/// Exit code 1 when nothing meets the terms.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Examples:
  accord list kind:university in:gomel-oblast
  accord list kind:university with:CN signed:2015.. field:education
  accord list kind:agreement form:twinning,friendship with:gansu --sort date
  accord list kind:city in:belarus -with:CN        Cities in which nothing is linked to China
  accord list kind:agreement status:planned        What is only planned
  accord list hospital                             All that has it in its name
  accord list kind:region in:china --ids           Their ids, one a line"
)]
pub struct Arguments {
    /// Terms; without any, everything is listed
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// Order of the list; what has no date comes last
    #[arg(long, value_name = "BY", value_enum, default_value_t)]
    sort: Sort,

    /// Only what counts under --count and --as-of
    #[arg(long)]
    counted: bool,

    /// List also what may be meant, but has a missing or too coarse date
    #[arg(long)]
    undecided: bool,

    /// Print ids alone, one a line
    #[arg(long, conflicts_with = "undecided")]
    ids: bool,
}

/// Order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// By id
    #[default]
    Id,
    /// By name in the language asked for
    Name,
    /// By date
    Date,
}

#[derive(Serialize)]
struct RowDocument {
    id: String,
    name: String,
    kind: &'static str,
    form: Option<&'static str>,
    within: Option<NodeRef>,
    parties: Vec<NodeRef>,
    status: Option<Status>,
    date: Option<Date>,
    until: Option<Date>,
    fields: Vec<Field>,
    left_out: Option<&'static str>,
}

/// Answers it; exit code 1 when nothing meets the terms.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.ids && shared.format != Format::Table {
        return Err(Failure::usage("--ids prints ids alone and has no other format", "leave out --ids, or --format"));
    }
    let session = Session::open(shared)?;
    let terms = session.terms(&arguments.terms)?;
    let mut selection = terms.select(&session.graph, &session.links());
    let all = selection.nodes.len();
    if arguments.counted {
        selection.nodes.retain(|&node| verdict(&session, node).is_none());
    }
    sort(&session, arguments.sort, &mut selection.nodes);
    sort(&session, arguments.sort, &mut selection.undecided);

    let mut answer = Answer::new("list", &session);
    answer.set("terms", terms.to_string())?;
    answer.set("left_out_count", all - selection.nodes.len())?;
    answer.set("undecided", selection.undecided.iter().map(|&node| node_ref(&session, node)).collect::<Vec<_>>())?;
    selection.nodes.iter().try_for_each(|&node| answer.row(document(&session, node)))?;
    answer.found = !selection.nodes.is_empty();
    if arguments.ids {
        answer.blocks.push(Block::Lines(selection.nodes.iter().map(|&node| session.graph.node(node).id.to_string()).collect()));
        return Ok(answer);
    }

    answer.title(if all > 0 && !answer.found {
        format!("{terms}: {}, but nothing of it counts", counted(all, "node", "nodes"))
    } else {
        title(&session, &terms, &selection.nodes)
    });
    if answer.found {
        answer.table(table(&session, &selection.nodes));
    }
    if !selection.undecided.is_empty() {
        let undecided = counted(selection.undecided.len(), "node", "nodes");
        if arguments.undecided {
            answer.title(format!("Undecided, as the date is missing or too coarse: {undecided}"));
            answer.table(table(&session, &selection.undecided));
        } else {
            answer.text(format!("Undecided, as the date is missing or too coarse: {undecided} (list them with --undecided)."));
        }
    }
    answer.text(footer(&session, &selection.nodes, all));
    if selection.nodes.len() < all && terms.to_string().contains("kind:event") {
        answer.text("Events are contacts: to have been at the same one is no link, so they never count.");
    }
    if !answer.found && asks_where_agreements_lie(&terms) {
        answer.text("An agreement lies in no place: with:PLACE asks for those that somebody there has signed.");
    }
    Ok(answer)
}

fn sort(session: &Session, by: Sort, nodes: &mut [NodeIndex]) {
    match by {
        Sort::Id => {}
        Sort::Name => nodes.sort_by_cached_key(|&node| (session.name(node).to_lowercase(), node)),
        Sort::Date => nodes.sort_by_cached_key(|&node| {
            let date = session.graph.node(node).facts.date.clone();
            (date.is_none(), date, node)
        }),
    }
}

fn title(session: &Session, terms: &Terms, nodes: &[NodeIndex]) -> String {
    let mut kinds: Vec<Kind> = nodes.iter().map(|&node| session.graph.node(node).kind).collect();
    kinds.sort_unstable();
    let words: Vec<String> = kinds.chunk_by(|a, b| a == b).map(|same| counted(same.len(), same[0].word(), same[0].plural())).collect();
    match (words.is_empty(), terms.is_empty()) {
        (true, true) => "The base has no nodes".to_owned(),
        (true, false) => format!("Nothing meets {terms}"),
        (false, true) => words.join(", "),
        (false, false) => format!("{terms}: {}", words.join(", ")),
    }
}

/// So many parties of an agreement are named before "and more".
const MOST_PARTIES: usize = 4;

/// A row for each node; columns that would be empty are left out.
fn table(session: &Session, nodes: &[NodeIndex]) -> Table {
    let rows = nodes.iter().map(|&index| {
        let node = session.graph.node(index);
        let parties: Vec<String> = parties(session, index).iter().map(|&party| session.name(party).to_owned()).collect();
        let place = session.graph.container(index).map_or_else(String::new, |place| session.name(place).to_owned());
        [
            session.name(index).to_owned(),
            spoken(node.form.map_or(node.kind.word(), Form::word)),
            if parties.is_empty() { place } else { listed(&parties, MOST_PARTIES) },
            node.facts.date.as_ref().map_or_else(String::new, Date::in_short),
            standing(session, index, node),
        ]
    });
    let rows: Vec<[String; 5]> = rows.collect();
    let all = ["Name", "What", "Where or who", "Date", "Status"];
    let used: Vec<usize> = (0..all.len()).filter(|&column| rows.iter().any(|row| !row[column].is_empty())).collect();
    let mut table = Table::new(&used.iter().map(|&column| all[column]).collect::<Vec<_>>());
    table.rows = rows.into_iter().map(|row| used.iter().map(|&column| row[column].clone()).collect()).collect();
    table
}

/// The parties of an agreement, in the order of their ids; nothing for other nodes.
fn parties(session: &Session, index: NodeIndex) -> Vec<NodeIndex> {
    if session.graph.node(index).kind != Kind::Agreement {
        return Vec::new();
    }
    let mut parties: Vec<NodeIndex> = session
        .graph
        .ties_of(index, Direction::Incoming)
        .into_iter()
        .filter(|(_, tie, _)| tie.row().meets)
        .map(|(.., party)| party)
        .collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// The status where the base gives one, and why it does not count where the status does not say so: `signed (begun later)`. What counts as
/// of a day although it was ended after that is `operating (ended later)`.
fn standing(session: &Session, index: NodeIndex, node: &Node) -> String {
    let Some(status) = node.facts.status else { return String::new() };
    match verdict(session, index) {
        None if !session.choice.count.contains(&status) => format!("{} ({status} later)", Status::Operating),
        None | Some(Reason::Status(_) | Reason::Contact) => status.word().to_owned(),
        Some(reason) => format!("{status} ({reason})"),
    }
}

/// What counts, and how many of the nodes do.
fn footer(session: &Session, nodes: &[NodeIndex], all: usize) -> String {
    let text = wording::choice(session);
    if nodes.len() < all {
        return format!("{text} Left out: {} that do not count.", all - nodes.len());
    }
    let with_status: Vec<NodeIndex> = nodes.iter().copied().filter(|&node| session.graph.node(node).facts.status.is_some()).collect();
    let counting = with_status.iter().filter(|&&node| verdict(session, node).is_none()).count();
    match with_status.len() {
        0 => text,
        all if all == counting => format!("{text} All that have a status count."),
        all => format!("{text} {counting} of {all} that have a status count (--counted lists only these)."),
    }
}

/// Was it asked where agreements lie? They lie nowhere.
fn asks_where_agreements_lie(terms: &Terms) -> bool {
    let terms = terms.to_string();
    terms.split(' ').any(|term| term == "kind:agreement") && terms.split(' ').any(|term| term.starts_with("in:"))
}

fn document(session: &Session, index: NodeIndex) -> RowDocument {
    let node = session.graph.node(index);
    RowDocument {
        id: node.id.to_string(),
        name: session.name(index).to_owned(),
        kind: node.kind.word(),
        form: node.form.map(Form::word),
        within: session.graph.container(index).map(|place| node_ref(session, place)),
        parties: parties(session, index).into_iter().map(|party| node_ref(session, party)).collect(),
        status: node.facts.status,
        date: node.facts.date.clone(),
        until: node.facts.until.clone(),
        fields: node.facts.fields.clone(),
        left_out: verdict(session, index).map(Reason::word),
    }
}
