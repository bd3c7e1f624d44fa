//! `accord stats`: how large the base is, of what, and how well documented.

use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::{
        completeness::{self, Group, Part, Share},
        stats::{self, Cited, Stats, Tally, Year},
    },
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wording::{self, counted, node_ref, spoken},
    },
    model::{Date, Form, Kind, Status, graph::NodeIndex},
};

/// How large the base is and of what: nodes by kind, ties by type, agreements by form, year and countries, sources by facts
///
/// Everything in the base is counted, plans and ended relations too; the column Counted says how many of them are what --count and --as-of ask for.
/// With terms, what they choose: those nodes, the ties that touch them, and the agreements among them or signed by them.
/// Exit code 1 when nothing meets the terms.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord stats                             The tables
  accord stats --completeness              How much of it is dated, sourced, placed and named
  accord stats in:gomel-oblast             The same of all that lies in Gomel Oblast
  accord stats --as-of 2015                How many counted at the end of 2015
  accord stats --format csv                All numbers, one a line")]
pub struct Arguments {
    /// Terms of selection; without any, the whole base
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// Print the share of records with sources, dates, coordinates, codes and names
    #[arg(long)]
    completeness: bool,
}

#[derive(Serialize)]
struct RowDocument {
    table: &'static str,
    item: String,
    part: Option<String>,
    number: usize,
    counted: Option<usize>,
}

#[derive(Serialize)]
struct ShareDocument {
    table: &'static str,
    item: &'static str,
    part: String,
    number: usize,
    of: usize,
    share: f64,
}

/// Answers it.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let session = Session::open(shared)?;
    let terms = session.terms(&arguments.terms)?;
    let selection = terms.select(&session.graph, &session.links());
    // Selected nodes are in index order.
    let part = |node: NodeIndex| selection.nodes.binary_search(&node).is_ok();
    let mut answer = Answer::new("stats", &session);
    answer.found = !selection.nodes.is_empty();
    answer.set("terms", terms.to_string())?;
    answer.set("undecided", selection.undecided.iter().map(|&node| node_ref(&session, node)).collect::<Vec<_>>())?;
    if !answer.found {
        answer.title(format!("Nothing meets {terms}"));
    } else if !terms.is_empty() {
        answer.title(format!("Of what meets {terms}"));
    }
    if answer.found && arguments.completeness {
        complete(&session, &completeness::completeness(&session.graph, &part), &mut answer)?;
    } else if answer.found {
        let mut stats = stats::stats(&session.graph, &session.choice, &part);
        // Of a part, only the sources that have to do with it.
        stats.sources.retain(|_, cited| terms.is_empty() || *cited != Cited::default());
        count(&session, &stats, &mut answer)?;
    }
    if !selection.undecided.is_empty() {
        let nodes = counted(selection.undecided.len(), "node", "nodes");
        answer.text(format!("Not among them, as the date is missing or too coarse: {nodes}."));
    }
    answer.text(wording::choice(&session));
    Ok(answer)
}

fn count(session: &Session, stats: &Stats<'_>, answer: &mut Answer) -> Result<(), Failure> {
    nodes(stats, answer)?;
    tallies(answer, "ties", "Ties by type", &stats.ties, |tie| tie.word().to_owned())?;
    let form = |form: &Option<Form>| form.map_or("of no form", Form::word).to_owned();
    tallies(answer, "agreement_forms", "Agreements by form", &stats.forms, form)?;
    tallies(answer, "agreement_years", "Agreements by year", &stats.years, |&of| year(of))?;
    let countries = |countries: &Vec<NodeIndex>| {
        let ids = countries.iter().map(|&country| session.graph.node(country).id.to_string());
        ids.collect::<Vec<_>>().join(" + ")
    };
    tallies(answer, "agreement_countries", "Agreements by countries of their parties", &stats.countries, countries)?;
    sources(session, stats, answer)
}

fn year(year: Year) -> String {
    match year {
        Year::In(year) => year.to_string(),
        Year::Coarse => "coarser than a year".to_owned(),
        Year::Undated => "undated".to_owned(),
    }
}

fn nodes(stats: &Stats<'_>, answer: &mut Answer) -> Result<(), Failure> {
    let mut table = Table::new(&["Kind", "Number#", "Forms"]);
    for kind in Kind::ALL {
        let forms: Vec<(Option<Form>, usize)> =
            stats.nodes.iter().filter(|((of, _), _)| of == kind).map(|((_, form), number)| (*form, *number)).collect();
        if forms.is_empty() {
            continue;
        }
        let words = forms.iter().filter_map(|(form, number)| Some(format!("{number} {}", spoken((*form)?.word()))));
        let total: usize = forms.iter().map(|(_, number)| number).sum();
        table.rows.push(vec![kind.word().to_owned(), total.to_string(), words.collect::<Vec<_>>().join(", ")]);
        for (form, number) in forms {
            let part = form.map(|form| form.word().to_owned());
            answer.row(RowDocument { table: "nodes", item: kind.word().to_owned(), part, number, counted: None })?;
        }
    }
    answer.title(format!("Nodes: {}", stats.nodes.values().sum::<usize>()));
    answer.table(table);
    Ok(())
}

/// What is no more stands in one column, so that the table fits.
const OVER: [Status; 3] = [Status::Suspended, Status::Lapsed, Status::Ended];

/// A table of items by status: all of them, those that count, and how many there are of each status.
fn tallies<K: Ord>(
    answer: &mut Answer,
    name: &'static str,
    title: &str,
    tallies: &BTreeMap<(K, Status), Tally>,
    label: impl Fn(&K) -> String,
) -> Result<(), Failure> {
    if tallies.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["", "Number#", "Counted#", "Planned#", "Intended#", "Signed#", "Operating#", "Over#"]);
    let rows: Vec<(&K, Status, Tally)> = tallies.iter().map(|((key, status), tally)| (key, *status, *tally)).collect();
    for same in rows.chunk_by(|a, b| a.0 == b.0) {
        let item = label(same[0].0);
        let all = |part: fn(&Tally) -> usize| same.iter().map(|(.., tally)| part(tally)).sum::<usize>().to_string();
        let of = |statuses: &[Status]| {
            let number: usize = same.iter().filter(|(_, of, _)| statuses.contains(of)).map(|(.., tally)| tally.number).sum();
            if number == 0 { "·".to_owned() } else { number.to_string() }
        };
        let mut cells = vec![spoken(&item), all(|tally| tally.number), all(|tally| tally.counted)];
        cells.extend([Status::Planned, Status::Intended, Status::Signed, Status::Operating].map(|status| of(&[status])));
        cells.push(of(&OVER));
        table.rows.push(cells);
        for (_, status, tally) in same {
            let (item, part) = (item.clone(), Some(status.word().to_owned()));
            answer.row(RowDocument { table: name, item, part, number: tally.number, counted: Some(tally.counted) })?;
        }
    }
    answer.title(title);
    answer.table(table);
    Ok(())
}

fn sources(session: &Session, stats: &Stats<'_>, answer: &mut Answer) -> Result<(), Failure> {
    if stats.sources.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["Source", "Date", "Facts#", "Nodes#", "Ties#", "Claims#"]);
    for (id, cited) in &stats.sources {
        let parts = [("nodes", cited.nodes), ("ties", cited.ties), ("claims", cited.claims)];
        let date = session.graph.source(id).and_then(|source| source.date.as_ref()).map_or_else(|| "undated".to_owned(), Date::in_short);
        let total: usize = parts.iter().map(|(_, number)| number).sum();
        let mut cells = vec![id.to_string(), date, total.to_string()];
        cells.extend(parts.iter().map(|(_, number)| number.to_string()));
        table.rows.push(cells);
        for (part, number) in parts {
            answer.row(RowDocument { table: "sources", item: id.to_string(), part: Some(part.to_owned()), number, counted: None })?;
        }
    }
    answer.title("Sources, and how many records cite each");
    answer.table(table);
    Ok(())
}

/// The shares, in two tables: what is said of the facts, and what of the nodes.
fn complete(session: &Session, shares: &BTreeMap<(Group, Part), Share>, answer: &mut Answer) -> Result<(), Failure> {
    for ((group, part), share) in shares {
        // Far fewer records than 2⁵²: the fraction is exact enough to print.
        #[expect(clippy::cast_precision_loss, reason = "a base has fewer than 2⁵² records")]
        let fraction = share.number as f64 / share.of as f64;
        let (item, part) = (group.word(), part.to_string());
        let share = ShareDocument { table: "completeness", item, part, number: share.number, of: share.of, share: fraction };
        answer.row(share)?;
    }
    let facts = [
        ("Source", Part::Source),
        ("2 sources", Part::TwoSources),
        ("Background", Part::Background),
        ("Date", Part::Date),
        ("Month", Part::Month),
    ];
    answer.title("Share of records with a source, two sources, none but common knowledge, a date, a month");
    answer.table(table(shares, &facts));
    let names = session.graph.header().languages.iter().map(|language| (language.as_str(), Part::Name(language.clone())));
    let known: Vec<(&str, Part)> = [("Coordinates", Part::Coordinates), ("Code", Part::Code)].into_iter().chain(names).collect();
    let nodes: BTreeMap<(Group, Part), Share> =
        shares.iter().filter(|((group, _), _)| *group != Group::Ties).map(|(key, share)| (key.clone(), *share)).collect();
    answer.title("Share of nodes with coordinates, a code, and a name in each language");
    answer.table(table(&nodes, &known));
    Ok(())
}

fn table(shares: &BTreeMap<(Group, Part), Share>, parts: &[(&str, Part)]) -> Table {
    let heads: Vec<String> = parts.iter().map(|(head, _)| format!("{head}#")).collect();
    let mut table = Table::new(&["Records", "Number#"].into_iter().chain(heads.iter().map(String::as_str)).collect::<Vec<_>>());
    let mut groups: Vec<Group> = shares.keys().map(|(group, _)| *group).collect();
    groups.dedup();
    for group in groups {
        let share = |part: &Part| shares.get(&(group, part.clone()));
        // Every group is asked for sources, and every node for an English name.
        let of = shares.iter().find(|((of, _), _)| *of == group).map_or(0, |(_, share)| share.of);
        let mut cells = vec![group.word().to_owned(), of.to_string()];
        cells.extend(parts.iter().map(|(_, part)| share(part).map_or_else(|| "–".to_owned(), percent)));
        table.rows.push(cells);
    }
    table
}

/// Whole per cent, rounded to the nearest, but neither 0 for some nor 100 for less than all.
fn percent(share: &Share) -> String {
    let rounded = (share.number * 200 + share.of) / (2 * share.of.max(1));
    let shown = match (share.number, share.number == share.of) {
        (0, _) => 0,
        (_, true) => 100,
        _ => rounded.clamp(1, 99),
    };
    format!("{shown} %")
}
