//! The view `timeline`: agreements, centres and ventures by year, in a row for each oblast or party.

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::{ToSpan as _, civil};

use super::{
    figure::{Drawn, Figure},
    network::standing,
};
use crate::{
    analysis::timeline::{self, Class, Entry, Stage},
    cli::{
        failure::Failure,
        session::Session,
        wanted::{Wanted, members},
        wording::{self, counted},
    },
    draw::views::{
        network::Standing,
        timeline::{self as view, Row, Timeline, height},
    },
    model::{Date, Kind, graph::NodeIndex},
    network::{Level, Reason},
};

/// Draws it.
///
/// # Errors
///
/// When the terms mean nothing.
pub fn draw(figure: &Figure<'_>) -> Result<Drawn, Failure> {
    let session = &figure.session;
    let timeline::Timeline { mut entries, mut left_out } = timeline::timeline(&session.graph, &session.choice);
    let wanted = Wanted::new(session, &figure.arguments.terms)?;
    entries.retain(|entry| wanted.has(entry.node, &entry.members));
    left_out.retain(|&(_, node)| wanted.has(node, &members(session, node)));
    let rows = Rows::new(figure, &entries)?;
    let diagram = rows.diagram(figure, &entries);

    let undated = entries.iter().filter(|entry| span(entry.date.as_ref()).is_none()).count();
    let what = counted(entries.len(), "entry", "entries");
    let contents = format!("{what} in {}, {undated} without a date", counted(diagram.rows.len(), "row", "rows"));
    let said = if wanted.said.is_empty() { String::new() } else { format!(", only {}", wanted.said) };
    let mut notes = Vec::new();
    if diagram.entries.len() > entries.len() {
        notes.push("An entry of several rows stands in each.".to_owned());
    }
    let is_country = |&row: &NodeIndex| session.graph.node(row).kind == Kind::Country;
    if matches!(rows.level, Level::City | Level::Region) && rows.order.iter().any(is_country) {
        notes.push("The row of a country has what acts for all of it, and what has parties in no other row.".to_owned());
    }
    let title = format!("{}: what came about when", session.graph.header().title);
    let reasons: Vec<Reason> = left_out.iter().map(|&(reason, _)| reason).collect();
    let frame = figure.frame_of(&title, format!("{contents}{said}."), notes, &reasons);
    let width = figure.page(0.0).size.w;
    let page = figure.page(height(&diagram, width));
    let scene = view::timeline(&diagram, &frame, page);
    let counts = vec![("rows", diagram.rows.len()), ("entries", entries.len()), ("undated", undated), ("follows", diagram.follows.len())];
    Ok(Drawn { scene, contents, counts, messages: Vec::new(), file: None })
}

/// Who has a row: the parties that the terms ask for, at the level asked for; without terms, the regions of the near side, and for what has no party
/// there, the country of its parties.
struct Rows {
    level: Level,
    /// In the order in which they are drawn: those with the most entries first.
    order: Vec<NodeIndex>,
    /// The rows of each entry.
    of: Vec<Vec<NodeIndex>>,
}

impl Rows {
    fn new(figure: &Figure<'_>, entries: &[Entry]) -> Result<Self, Failure> {
        let session = &figure.session;
        let graph = &session.graph;
        let terms = session.terms(&figure.arguments.terms)?;
        let chosen = (!terms.is_empty()).then(|| terms.select(graph, &figure.links).nodes);
        let level = figure.arguments.level.unwrap_or(if chosen.is_some() { Level::Party } else { Level::Region });
        let near = graph.header().sides.first().and_then(|side| graph.find(side.as_str()));
        let of: Vec<Vec<NodeIndex>> = entries
            .iter()
            .map(|entry| {
                let meets = |member: &NodeIndex| chosen.as_ref().is_some_and(|chosen| chosen.binary_search(member).is_ok());
                let is_near = |member: &NodeIndex| near.is_some_and(|near| graph.lies_in(*member, near));
                let picked = |which: &dyn Fn(&NodeIndex) -> bool, level: Level| -> Vec<NodeIndex> {
                    let mut rows: Vec<NodeIndex> =
                        entry.members.iter().filter(|member| which(member)).map(|&member| level.of(graph, member)).collect();
                    rows.sort_unstable();
                    rows.dedup();
                    rows
                };
                [picked(&meets, level), picked(&is_near, level)].into_iter().find(|rows| !rows.is_empty()).unwrap_or_else(|| {
                    let far = if level == Level::Party { Level::Party } else { Level::Country };
                    picked(&|_| true, far)
                })
            })
            .collect();
        let mut sizes: BTreeMap<NodeIndex, usize> = BTreeMap::new();
        for &row in of.iter().flatten() {
            *sizes.entry(row).or_default() += 1;
        }
        let mut order: Vec<NodeIndex> = sizes.keys().copied().collect();
        order.sort_by_key(|row| (Reverse(sizes[row]), *row));
        Ok(Self { level, order, of })
    }

    fn diagram(&self, figure: &Figure<'_>, entries: &[Entry]) -> Timeline {
        let session = &figure.session;
        let row = |&node: &NodeIndex| Row {
            name: figure.name(node).to_owned(),
            tooltip: wording::located(session, node),
            href: session.graph.node(node).url.clone(),
        };
        let mut diagram = Timeline { rows: self.order.iter().map(row).collect(), ..Timeline::default() };
        let mut signs: BTreeMap<(NodeIndex, usize), usize> = BTreeMap::new();
        for (entry, rows) in entries.iter().zip(&self.of) {
            for row in self.order.iter().enumerate().filter(|(_, row)| rows.contains(row)).map(|(index, _)| index) {
                signs.insert((entry.node, row), diagram.entries.len());
                diagram.entries.push(drawn(figure, entry, row));
            }
        }
        for (earlier, later) in timeline::came_true(&session.graph, entries) {
            let pairs = (0..self.order.len()).filter_map(|row| Some((*signs.get(&(earlier, row))?, *signs.get(&(later, row))?)));
            diagram.follows.extend(pairs);
        }
        diagram
    }
}

fn drawn(figure: &Figure<'_>, entry: &Entry, row: usize) -> view::Entry {
    let session = &figure.session;
    let node = session.graph.node(entry.node);
    let kind = match entry.class {
        Class::Agreement => Kind::Agreement,
        Class::Centre => Kind::Centre,
        Class::Venture => Kind::Company,
    };
    let standing = match (entry.stage, entry.ran_out) {
        (Stage::Began, true) => Standing::Over,
        _ => standing(node.facts.standing()),
    };
    view::Entry {
        row,
        name: figure.name(entry.node).to_owned(),
        kind,
        standing,
        when: span(entry.date.as_ref()),
        until: entry.until.as_ref().filter(|_| entry.ran_out).and_then(Date::latest).map(after),
        tooltip: tooltip(session, entry),
        href: node.url.clone().or_else(|| node.facts.sources.iter().find_map(|citation| citation.url.clone())),
    }
}

/// The name, the parties, status and date, and the source.
fn tooltip(session: &Session, entry: &Entry) -> String {
    let facts = &session.graph.node(entry.node).facts;
    let parties: Vec<String> = entry.members.iter().map(|&member| session.name(member).to_owned()).collect();
    let mut lines = vec![session.name(entry.node).to_owned(), parties.join(" — ")];
    lines.push(wording::status_and_date(facts, entry.class != Class::Agreement));
    lines.extend(facts.sources.first().map(wording::cited));
    lines.join("\n")
}

/// The time in which what has this date must lie, or which it takes, in years with fractions; `None` for what is coarser than a year, or has no beginning.
fn span(date: Option<&Date>) -> Option<(f64, f64)> {
    let date = date?;
    date.year()?;
    let first = date.earliest()?;
    let last = date.latest().map_or_else(
        // What is still going on began in this time.
        || before(first) + if date.is_month_or_finer() { 1.0 / 12.0 } else { 1.0 },
        after,
    );
    Some((before(first), last))
}

/// The beginning of a day, in years.
fn before(day: civil::Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

/// The end of a day, in years.
fn after(day: civil::Date) -> f64 {
    day.checked_add(1.day()).map_or_else(|_| before(day), before)
}
