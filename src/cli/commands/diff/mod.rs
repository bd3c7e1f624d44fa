//! `accord diff`: what has changed between two days, two bases or two revisions of a base.

mod revision;

use std::{collections::BTreeMap, env, path::Path};

use clap::Args;
use serde::Serialize;
use serde_json::json;

use crate::{
    analysis::change::{self, Change, Item, Picture, Record, View},
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wanted::{Wanted, members},
        wording::{self, NodeRef, capitalised, counted, node_ref},
    },
    model::{Date, Id, Kind, Status, TieType},
    network::Via,
    store::Base,
};

/// What has changed: between two days of a base, between two bases, or between two git revisions of a base
///
/// A date means the base as of that day: `accord diff 2014 2018`. A folder is a base of its own: `accord diff ./old ./new`; a folder of the name of a date is
/// written ./2016. `git:REV` reads the folder of the base as it was in that revision, by calling git: `accord diff git:v1.0 git:HEAD`. Between two days of one base, that a plan was signed shows where the paper follows a plan or letter of intent of its own. Exit code 1 when
/// nothing has changed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord diff 2014 2018
  accord diff 2015-05 2017-05 --format json
  accord diff 2010 2020 in:gomel-oblast    Of one oblast
  accord diff 2010 2020 --all              Events as well")]
pub struct Arguments {
    /// Before: a date, the folder of a base, or git:REV
    before: String,

    /// After: likewise
    after: String,

    /// Only records that meet these terms, or whose parties do: kind, form, in, or a name
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// List places, organisations and events that changed, too, instead of counting them
    #[arg(long)]
    all: bool,

    #[arg(long, hide = true)]
    level: Option<String>,
}

#[derive(Serialize)]
struct ItemDocument {
    change: &'static str,
    record: RecordRef,
    was: Option<Status>,
    is: Option<Status>,
    fields: Vec<&'static str>,
    followed: Option<RecordRef>,
}

/// A record of either side.
#[derive(Clone, Serialize)]
struct RecordRef {
    #[serde(rename = "type")]
    what: &'static str,
    id: Option<String>,
    title: String,
}

/// One side of the comparison.
enum Side {
    Day(Date),
    Base(Box<Session>),
}

/// Both sides, opened.
struct Compared {
    before: Session,
    /// `None` when it is the same base on another day.
    after: Option<Session>,
    days: Option<(Date, Date)>,
}

/// Answers it; exit code 1 when nothing has changed.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.level.is_some() {
        let message = "a diff is of records, which have no level";
        return Err(Failure::usage(message, "leave out --level; in:PLACE asks for the records of a place and all that lies in it"));
    }
    let compared = open(arguments, shared)?;
    let (before, after) = (compared.before(), compared.after());
    let (old, new) = compared.views();
    let (old_wanted, new_wanted) = (wanted(before, &arguments.terms)?, wanted(after, &arguments.terms)?);
    let mut items = change::changes(&old, &new);
    items.retain(|item| {
        let (session, record) = compared.of(item);
        has(session, if item.change == Change::Removed { &old_wanted } else { &new_wanted }, record)
    });
    let mut stale = change::stale(&new);
    stale.retain(|&record| has(after, &new_wanted, record));
    let picture = |view: &View<'_>, session, wanted: &Wanted| {
        change::picture(view, |link| match link.via {
            Via::Node(node) => has(session, wanted, Record::Node(node)),
            Via::Tie(tie) => has(session, wanted, Record::Tie(tie)),
        })
    };
    let (was, is) = (picture(&old, before, &old_wanted), picture(&new, after, &new_wanted));

    let mut answer = Answer::new("diff", after);
    answer.found = !items.is_empty();
    answer.set("terms", &new_wanted.said)?;
    answer.set("before", json!({ "is": arguments.before, "network": numbers(&was) }))?;
    answer.set("after", json!({ "is": arguments.after, "network": numbers(&is) }))?;
    let which = if new_wanted.said.is_empty() { String::new() } else { format!(", only {}", new_wanted.said) };
    answer.title(format!("{}: {} → {}{which}", after.graph.header().title, arguments.before, arguments.after));
    network(&compared, &was, &is, &mut answer)?;

    for item in &items {
        let (session, record) = compared.of(item);
        let fields = item.fields.clone();
        let followed = item.followed.map(|plan| record_ref(before, plan));
        answer.row(ItemDocument {
            change: item.change.word(),
            record: record_ref(session, record),
            was: item.was,
            is: item.is,
            fields,
            followed,
        })?;
    }
    for &change in Change::ALL {
        tell(arguments, &compared, change, items.iter().filter(|item| item.change == change).collect(), &mut answer);
    }
    let documents: Vec<RecordRef> = stale.iter().map(|&record| record_ref(after, record)).collect();
    answer.set("stale", documents)?;
    if !stale.is_empty() {
        answer.title(format!("Stale: {} whose expected date has passed", counted(stale.len(), "plan", "plans")));
        answer.lines(stale.iter().map(|&record| format!("  {}", titled(after, record))).collect());
    }
    if items.is_empty() {
        answer.text("Nothing has changed.");
    }
    answer.text(footer(&compared, before, after));
    Ok(answer)
}

/// What the terms mean in a base. Of a record that has changed, what it is about may have changed as well, so terms about its content are refused.
fn wanted(session: &Session, terms: &[String]) -> Result<Wanted, Failure> {
    let wanted = Wanted::new(session, terms)?;
    if wanted.is_about_content() {
        let message = format!("`{}` asks for more than who and where", wanted.said);
        return Err(Failure::usage(
            message,
            "a diff takes kind, form, in and names; the statuses and dates of what changed are in the answer",
        ));
    }
    Ok(wanted)
}

/// Is a record meant? A tie is meant by its ends.
fn has(session: &Session, wanted: &Wanted, record: Record) -> bool {
    match record {
        Record::Node(node) => wanted.has(node, &members(session, node)),
        Record::Tie(tie) => session.graph.tie(tie).is_some_and(|(near, _, far)| wanted.has(near, &[far])),
    }
}

impl Compared {
    fn before(&self) -> &Session {
        &self.before
    }

    fn after(&self) -> &Session {
        self.after.as_ref().unwrap_or(&self.before)
    }

    fn views(&self) -> (View<'_>, View<'_>) {
        let chosen = |session: &Session, day: Option<&Date>| {
            let mut choice = session.choice.clone();
            choice.as_of = day.cloned().or(choice.as_of);
            choice
        };
        let (first, second) = self.days.as_ref().map(|(first, second)| (first, second)).unzip();
        let (old, new) = (chosen(self.before(), first), chosen(self.after(), second));
        (View { graph: &self.before().graph, choice: old }, View { graph: &self.after().graph, choice: new })
    }

    /// The side that the record of an item is of.
    fn of(&self, item: &Item) -> (&Session, Record) {
        (if item.change == Change::Removed { self.before() } else { self.after() }, item.record)
    }

    /// Is the record cooperation itself: an agreement, a centre, a venture, a tie?
    fn relation(&self, item: &Item) -> bool {
        let (session, record) = self.of(item);
        let Record::Node(node) = record else { return true };
        let owned = || {
            let ties = session.graph.ties_of(node, petgraph::Direction::Incoming);
            ties.iter().any(|(_, tie, _)| matches!(tie, TieType::Founded | TieType::Owns))
        };
        match session.graph.node(node).kind {
            Kind::Agreement | Kind::Centre => true,
            Kind::Event => false,
            _ => owned(),
        }
    }
}

fn open(arguments: &Arguments, shared: &Shared) -> Result<Compared, Failure> {
    match (side(&arguments.before, shared)?, side(&arguments.after, shared)?) {
        (Side::Day(first), Side::Day(second)) => {
            if shared.as_of.is_some() {
                return Err(Failure::usage("the two dates say as of when; --as-of goes with two bases", "leave out --as-of"));
            }
            if first.latest().zip(second.latest()).is_some_and(|(first, second)| first > second) {
                let hint = format!("accord diff {second} {first}");
                return Err(Failure::usage(format!("`{first}` is later than `{second}`: the earlier day comes first"), hint));
            }
            Ok(Compared { before: Session::open(shared)?, after: None, days: Some((first, second)) })
        }
        (Side::Base(before), Side::Base(after)) => Ok(Compared { before: *before, after: Some(*after), days: None }),
        _ => Err(Failure::usage(
            "a date cannot be compared with a base",
            "compare two dates of one base, or two bases (as of one day, with --as-of)",
        )),
    }
}

fn side(text: &str, shared: &Shared) -> Result<Side, Failure> {
    if let Some(revision) = text.strip_prefix("git:") {
        let here = || env::current_dir().ok().and_then(|here| Base::find_upwards(&here));
        let Some(folder) = shared.graph.clone().or_else(here) else {
            return Err(Failure::usage(
                "there is no `graph/` folder here or above to ask git for",
                "name the folder of the base with --graph DIR",
            ));
        };
        let base = revision::base(&folder, revision)?;
        return Session::of(base, shared).map(|session| Side::Base(Box::new(session))).map_err(|failure| match failure {
            Failure::Data { message, .. } => Failure::Data {
                message: format!("git:{revision}: {message}"),
                hints: vec!["check out that revision, or copy its files, and ask `accord check`".to_owned()],
            },
            other => other,
        });
    }
    if let Ok(date) = text.parse() {
        return Ok(Side::Day(date));
    }
    let folder = Path::new(text);
    if folder.is_dir() {
        return Session::of(Base::open(folder)?, shared).map(|session| Side::Base(Box::new(session)));
    }
    Err(Failure::usage(
        format!("`{text}` is no date, no folder and no git revision"),
        "write 2016 or 2016-05-14, the folder of a base, or git:REV",
    ))
}

fn numbers(picture: &Picture) -> serde_json::Value {
    let regions: Vec<[&Id; 2]> = picture.regions.iter().map(|(a, b)| [a, b]).collect();
    json!({ "links": picture.links, "papers": picture.papers, "parties": picture.parties.len(), "region_pairs": regions.len() })
}

/// The network before and after, and which regions became linked or no longer are.
fn network(compared: &Compared, was: &Picture, is: &Picture, answer: &mut Answer) -> Result<(), Failure> {
    let mut table = Table::new(&["Network", "Before#", "After#", "Change#"]);
    let rows = [
        ("Links", was.links, is.links),
        ("Agreements among them", was.papers, is.papers),
        ("Parties linked", was.parties.len(), is.parties.len()),
        ("Pairs of regions linked", was.regions.len(), is.regions.len()),
    ];
    for (name, was, is) in rows {
        let change = match is.cmp(&was) {
            std::cmp::Ordering::Greater => format!("+{}", is - was),
            std::cmp::Ordering::Less => format!("−{}", was - is),
            std::cmp::Ordering::Equal => "·".to_owned(),
        };
        table.rows.push(vec![name.to_owned(), was.to_string(), is.to_string(), change]);
    }
    answer.table(table);
    for (field, what, session, pairs) in [
        ("regions_gained", "Regions linked now", compared.after(), is.regions.difference(&was.regions)),
        ("regions_lost", "Regions no longer linked", compared.before(), was.regions.difference(&is.regions)),
    ] {
        let pairs: Vec<_> = pairs.collect();
        let node = |id: &Id| session.graph.find(id.as_str());
        let refs: Vec<Vec<NodeRef>> =
            pairs.iter().map(|(a, b)| [a, b].into_iter().filter_map(node).map(|node| node_ref(session, node)).collect()).collect();
        answer.set(field, refs)?;
        let name = |id: &Id| node(id).map_or_else(String::new, |node| session.name(node).to_owned());
        let names: Vec<String> = pairs.iter().map(|(a, b)| format!("{} – {}", name(a), name(b))).collect();
        if !names.is_empty() {
            answer.text(format!("{what}: {}.", names.join(", ")));
        }
    }
    Ok(())
}

/// Lists what became of records in one way; places, organisations and events are counted.
fn tell(arguments: &Arguments, compared: &Compared, change: Change, items: Vec<&Item>, answer: &mut Answer) {
    if items.is_empty() {
        return;
    }
    let all = items.len();
    let mut statuses: BTreeMap<Status, usize> = BTreeMap::new();
    for item in items.iter().filter(|item| compared.relation(item)) {
        item.is.or(item.was).into_iter().for_each(|status| *statuses.entry(status).or_default() += 1);
    }
    let statuses: Vec<String> = statuses.into_iter().map(|(status, number)| format!("{number} {status}")).collect();
    let statuses = if statuses.is_empty() { String::new() } else { format!(" ({})", statuses.join(", ")) };
    let (listed, others): (Vec<&Item>, Vec<&Item>) = items.into_iter().partition(|item| arguments.all || compared.relation(item));
    let mut lines: Vec<String> = listed
        .iter()
        .map(|item| {
            let (session, record) = compared.of(item);
            let plan = item.followed.map_or_else(String::new, |plan| format!(" as {}", wording::via_title(compared.before(), via(plan))));
            let note = match (change, item.was, item.fields.is_empty()) {
                (Change::Upgraded | Change::Lapsed, Some(was), _) => format!(", was {was}{plan}"),
                (Change::Changed, _, false) => format!(": {}", item.fields.join(", ")),
                _ => String::new(),
            };
            format!("  {}{note}", titled(session, record))
        })
        .collect();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in others {
        let (session, record) = compared.of(item);
        if let Record::Node(node) = record {
            *kinds.entry(session.graph.node(node).kind).or_default() += 1;
        }
    }
    let words: Vec<String> = kinds.into_iter().map(|(kind, number)| counted(number, kind.word(), kind.plural())).collect();
    if !words.is_empty() {
        lines.push(format!("  and {} (list them with --all)", words.join(", ")));
    }
    answer.title(format!("{}: {}{statuses}", capitalised(change.word()), counted(all, "record", "records")));
    answer.lines(lines);
}

fn via(record: Record) -> Via {
    match record {
        Record::Node(node) => Via::Node(node),
        Record::Tie(tie) => Via::Tie(tie),
    }
}

/// A record as a line: a relation with what it is, a place or organisation by its name.
fn titled(session: &Session, record: Record) -> String {
    match record {
        Record::Node(node) if session.graph.node(node).facts.status.is_none() => {
            format!("{} [{}]", session.name(node), session.graph.node(node).kind)
        }
        _ => format!("{} [{}]", wording::via_title(session, via(record)), wording::standing(session, via(record))),
    }
}

fn record_ref(session: &Session, record: Record) -> RecordRef {
    let (what, id) = match record {
        Record::Node(node) => {
            let node = session.graph.node(node);
            (node.kind.word(), Some(node.id.to_string()))
        }
        Record::Tie(tie) => (session.graph.tie(tie).map_or("", |(_, tie, _)| tie.word()), None),
    };
    RecordRef { what, id, title: wording::via_title(session, via(record)) }
}

fn footer(compared: &Compared, before: &Session, after: &Session) -> String {
    let statuses = before.choice.count.iter().map(|status| status.word()).collect::<Vec<_>>().join(", ");
    let day = |session: &Session| session.choice.as_of.as_ref().unwrap_or(&session.graph.header().updated).in_words();
    let days = match &compared.days {
        Some((first, second)) => format!("as of {} and of {}", first.in_words(), second.in_words()),
        None => format!("as of {} and of {}", day(before), day(after)),
    };
    format!("The network counts {statuses}, {days}. Changes are of records of every status.")
}
