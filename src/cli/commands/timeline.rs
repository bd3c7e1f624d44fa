//! `accord timeline`: what began in which year, what was meant to, and what ran out.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::{
    analysis::timeline::{self, Counts, Entry, Stage, Timeline, Year},
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wanted::{Wanted, members},
        wording::{self, NodeRef, capitalised, counted, listed, node_ref},
    },
    model::{Date, Status, graph::NodeIndex},
    network::{Choice, Level, Reason},
};

/// What began in which year, what was meant to, and what ran out: agreements, centres and ventures
///
/// Every status is there, each in its own column, unless --count names some. What has no date, or one coarser than a year, is counted below the years.
/// Terms about who and where (kind, form, in, names) hold for an entry or for one of its parties; all others for the entry itself.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord timeline                              Year by year
  accord timeline in:gomel-oblast --list       The entries of Gomel Oblast, by date
  accord timeline with:gansu form:twinning
  accord timeline kind:university --by region
  accord timeline --as-of 2012 --count signed,operating")]
pub struct Arguments {
    /// Only entries that meet these terms, or whose parties do
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// A table for each region of the parties, or for each kind of party
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "list")]
    by: Option<By>,

    /// Print the entries in the order of their dates
    #[arg(long)]
    list: bool,

    #[arg(long, hide = true)]
    level: Option<String>,
}

/// By what the years are broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The regions (oblasts, provinces) of the parties
    Region,
    /// The kinds of the parties
    Kind,
}

#[derive(Serialize)]
struct YearDocument {
    group: Option<String>,
    year: Option<i16>,
    precision: &'static str,
    planned: usize,
    intended: usize,
    agreements: usize,
    centres: usize,
    ventures: usize,
    ran_out: usize,
}

#[derive(Serialize)]
struct EntryDocument {
    entry: NodeRef,
    class: &'static str,
    status: Status,
    date: Option<Date>,
    until: Option<Date>,
    ran_out: bool,
    parties: Vec<NodeRef>,
}

#[derive(Serialize)]
struct CameTrue {
    earlier: NodeRef,
    later: NodeRef,
}

/// Answers it; exit code 1 when there is no entry.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.level.is_some() {
        let message = "a timeline counts papers, centres and ventures, which have no level";
        return Err(Failure::usage(
            message,
            "--by region counts them in the regions of their parties, and in:PLACE asks for those of a place",
        ));
    }
    let mut session = Session::open(shared)?;
    if shared.count.is_empty() {
        session.choice = Choice { count: Status::ALL.to_vec(), ..session.choice };
    }
    let Timeline { mut entries, mut left_out } = timeline::timeline(&session.graph, &session.choice);
    let wanted = Wanted::new(&session, &arguments.terms)?;
    entries.retain(|entry| wanted.has(entry.node, &entry.members));
    left_out.retain(|&(_, node)| wanted.has(node, &members(&session, node)));

    let mut answer = Answer::new("timeline", &session);
    answer.found = !entries.is_empty();
    answer.set("terms", &wanted.said)?;
    answer.set("left_out_count", left_out.len())?;
    let true_now = timeline::came_true(&session.graph, &entries);
    let documents: Vec<CameTrue> = true_now
        .iter()
        .map(|&(earlier, later)| CameTrue { earlier: node_ref(&session, earlier), later: node_ref(&session, later) })
        .collect();
    answer.set("came_true", documents)?;
    let which = if wanted.said.is_empty() { String::new() } else { format!(" that meet {}", wanted.said) };
    answer.title(format!("Timeline: {}{which}", counted(entries.len(), "entry", "entries")));
    match (arguments.list, arguments.by) {
        (true, _) => list(&session, &entries, &mut answer)?,
        (false, None) => years(None, &entries.iter().collect::<Vec<_>>(), &mut answer)?,
        (false, Some(by)) => {
            for ((name, group), entries) in groups(&session, by, &entries) {
                answer.title(name);
                years(Some(&group), &entries, &mut answer)?;
            }
            answer.text(format!("An entry is counted in each {} of its parties.", if by == By::Region { "region" } else { "kind" }));
        }
    }
    if !true_now.is_empty() {
        let lines = true_now.iter().map(|&(earlier, later)| format!("  {} → {}", session.name(earlier), session.name(later)));
        answer.title(format!("Plans and intentions that another paper followed: {}", true_now.len()));
        answer.lines(lines.collect());
    }
    let reasons: Vec<Reason> = left_out.iter().map(|&(reason, _)| reason).collect();
    answer.text(wording::footer(&session, &reasons, ""));
    Ok(answer)
}

/// The entries of each group, by its name and its id (of a kind its word), in the order of names.
fn groups<'a>(session: &Session, by: By, entries: &'a [Entry]) -> BTreeMap<(String, String), Vec<&'a Entry>> {
    let group = |member: NodeIndex| match by {
        By::Region => {
            let region = Level::Region.of(&session.graph, member);
            (session.name(region).to_owned(), session.graph.node(region).id.to_string())
        }
        By::Kind => {
            let kind = session.graph.node(member).kind;
            (capitalised(kind.plural()), kind.word().to_owned())
        }
    };
    let mut groups: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        let of: BTreeSet<_> = entry.members.iter().map(|&member| group(member)).collect();
        for of in of {
            groups.entry(of).or_default().push(entry);
        }
    }
    groups
}

fn years(group: Option<&str>, entries: &[&Entry], answer: &mut Answer) -> Result<(), Failure> {
    let years = timeline::by_year(entries.iter().copied());
    let columns = ["Year", "Planned#", "Intended#", "Agreements#", "Centres#", "Ventures#", "Ran out#"];
    let mut table = Table::new(&columns);
    let shown = |count: usize| if count == 0 { "·".to_owned() } else { count.to_string() };
    let cells = |name: String, counts: &Counts| {
        let Counts { planned, intended, agreements, centres, ventures, ran_out } = *counts;
        std::iter::once(name).chain([planned, intended, agreements, centres, ventures, ran_out].map(shown)).collect::<Vec<_>>()
    };
    let mut all = Counts::default();
    for (year, counts) in &years {
        let (name, number, precision) = match year {
            Year::In(year) => (year.to_string(), Some(*year), "year"),
            Year::Coarse => ("coarser".to_owned(), None, "coarse"),
            Year::Undated => ("undated".to_owned(), None, "undated"),
        };
        table.rows.push(cells(name, counts));
        let Counts { planned, intended, agreements, centres, ventures, ran_out } = *counts;
        all = Counts {
            planned: all.planned + planned,
            intended: all.intended + intended,
            agreements: all.agreements + agreements,
            centres: all.centres + centres,
            ventures: all.ventures + ventures,
            ran_out: all.ran_out + ran_out,
        };
        answer.row(YearDocument {
            group: group.map(str::to_owned),
            year: number,
            precision,
            planned,
            intended,
            agreements,
            centres,
            ventures,
            ran_out,
        })?;
    }
    if !table.rows.is_empty() {
        table.rows.push(cells("all".to_owned(), &all));
        answer.table(table);
    }
    Ok(())
}

fn list(session: &Session, entries: &[Entry], answer: &mut Answer) -> Result<(), Failure> {
    let mut table = Table::new(&["Date", "Status", "Entry", "Parties"]);
    for entry in entries {
        let facts = &session.graph.node(entry.node).facts;
        let date = entry.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_short);
        let until = entry.until.as_ref().map_or_else(String::new, |until| format!(" {}", until.in_short()));
        let status = match (entry.stage, entry.ran_out) {
            (Stage::Began, true) => format!("{}, ran out{until}", facts.standing()),
            _ => facts.standing().to_string(),
        };
        let names: Vec<String> = entry.members.iter().map(|&member| session.name(member).to_owned()).collect();
        table.rows.push(vec![date, status, session.name(entry.node).to_owned(), listed(&names, 4)]);
        answer.row(EntryDocument {
            entry: node_ref(session, entry.node),
            class: entry.class.word(),
            status: facts.standing(),
            date: entry.date.clone(),
            until: entry.until.clone(),
            ran_out: entry.ran_out,
            parties: entry.members.iter().map(|&member| node_ref(session, member)).collect(),
        })?;
    }
    if !table.rows.is_empty() {
        answer.table(table);
    }
    Ok(())
}
