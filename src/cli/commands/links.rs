//! `accord links`: which provinces link to an oblast, by what, through whom, since when, and who says so.

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::linked::{self, Evidence, Linked, Question, Row},
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wording::{self, NodeRef, ViaRef, counted, node_ref, via_ref},
    },
    model::{Date, Form, Kind, Status, graph::NodeIndex},
    network::{Level, Link, Reason, Via},
};

/// Which provinces link to an oblast: directly, and through its towns, universities, companies and parks
///
/// Works for any place or party, and in both directions: for a Chinese province it lists Belarusian oblasts. A link is an agreement, a venture, a
/// centre or a tie; it is counted once, however many parties it joins. What is only planned or intended, ended, or a mere contact is left out and counted
/// below the table.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord links \"Gomel Oblast\"                 Chinese provinces linked to Gomel Oblast
  accord links gansu                          Belarusian oblasts linked to Gansu
  accord links gomel-oblast --to jiangsu --explain   The chain of each link with Jiangsu
  accord links minsk --level city             Chinese cities linked to Minsk
  accord links --all                          The table oblast by province
  accord links brest-oblast --count all       Plans and letters of intent as well")]
pub struct Arguments {
    /// Place or party whose links are asked for: id, or name in any language
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    place: Option<String>,

    /// Only links to this country, place or party [default: the other side]
    #[arg(long, value_name = "PLACE")]
    to: Option<String>,

    /// Take the other ends up to this level: party, city, region (or oblast, province), country
    #[arg(long, value_name = "LEVEL", default_value = "region")]
    level: Level,

    /// Print the chain of each link: both ends, where each lies, paper or tie, date, status, source
    #[arg(long)]
    explain: bool,

    /// List what was left out, and why
    #[arg(long)]
    left_out: bool,

    /// Print the table of all regions of one side by all regions of the other
    #[arg(long, conflicts_with_all = ["to", "level", "explain"])]
    all: bool,
}

#[derive(Serialize)]
struct RowDocument {
    place: NodeRef,
    direct: bool,
    links: usize,
    papers: usize,
    first: Option<Date>,
    last: Option<Date>,
    status: Vec<Status>,
    through: Vec<NodeRef>,
    sources: Vec<String>,
}

/// A link of a row, or one that was left out.
#[derive(Serialize)]
struct EvidenceDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<NodeRef>,
    via: ViaRef,
    here: Vec<NodeRef>,
    there: Vec<NodeRef>,
}

/// Answers it; exit code 1 when there is no link.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let session = Session::open(shared)?;
    let links = session.links();
    match &arguments.place {
        Some(place) => one(arguments, &session, &links, place),
        None => all(arguments, &session, &links),
    }
}

fn one(arguments: &Arguments, session: &Session, links: &[Link], place: &str) -> Result<Answer, Failure> {
    let place = session.resolve(place)?;
    let kind = session.graph.node(place).kind;
    if matches!(kind, Kind::Agreement | Kind::Event) {
        let message = format!("`{}` is an {kind}: links are asked of a place or party", session.graph.node(place).id);
        return Err(Failure::usage(message, format!("`accord show {}` tells who takes part", session.graph.node(place).id)));
    }
    let targets = match &arguments.to {
        Some(to) => vec![session.resolve(to)?],
        None => other_sides(session, place)?,
    };
    let linked = linked::linked(&session.graph, links, &Question { place, targets: &targets, level: arguments.level });
    let mut answer = Answer::new("links", session);
    answer.set("place", node_ref(session, place))?;
    answer.set("to", targets.iter().map(|&target| node_ref(session, target)).collect::<Vec<_>>())?;
    answer.set("level", arguments.level.word())?;
    answer.set("links", linked.links)?;
    answer.set("papers", linked.papers)?;
    for row in &linked.rows {
        if arguments.explain {
            row.evidence.iter().try_for_each(|one| answer.row(evidence_document(session, links, one, Some(row), None)))?;
        } else {
            answer.row(document(session, links, place, row))?;
        }
    }
    answer.found = !linked.rows.is_empty();

    answer.title(title(session, place, &targets, arguments.level, &linked));
    if arguments.explain {
        for row in &linked.rows {
            let direct = row.evidence.iter().filter(|one| one.here.contains(&place) && one.there.contains(&row.there)).count();
            let number = counted(row.evidence.len(), "link", "links");
            answer.title(format!("{}: {number}, {direct} of them between the two themselves", row_name(session, row, arguments.level)));
            let chains = row.evidence.iter().flat_map(|one| wording::chain(session, &links[one.link], &one.here, &one.there));
            answer.lines(chains.collect());
        }
    } else if !linked.rows.is_empty() {
        answer.table(summary(session, place, &linked.rows, arguments.level));
        answer.table(details(session, links, &linked.rows, arguments.level));
    }
    list_left_out(arguments, session, links, &linked.left_out, &mut answer)?;
    let reasons: Vec<Reason> = linked.left_out.iter().map(|(reason, _)| *reason).collect();
    answer.text(wording::footer(session, &reasons, if arguments.left_out { "" } else { LIST_THEM }));
    if !arguments.explain && answer.found {
        answer.text("Who meets in each link, where they lie, and all sources: --explain.");
    }
    Ok(answer)
}

/// The countries on the other side of where a place lies.
fn other_sides(session: &Session, place: NodeIndex) -> Result<Vec<NodeIndex>, Failure> {
    let home = session.graph.country(place);
    let sides: Vec<NodeIndex> = session.graph.header().sides.iter().filter_map(|id| session.graph.find(id.as_str())).collect();
    let others: Vec<NodeIndex> = sides.into_iter().filter(|&side| Some(side) != home).collect();
    if others.is_empty() {
        return Err(Failure::usage(
            "the base names no sides, so there is no other side to link to",
            "say whose links are meant with --to PLACE",
        ));
    }
    Ok(others)
}

fn title(session: &Session, place: NodeIndex, targets: &[NodeIndex], level: Level, linked: &Linked) -> String {
    let targets = targets.iter().map(|&target| session.name(target)).collect::<Vec<_>>().join(", ");
    let national = linked.rows.iter().filter(|row| is_national(session, row, level)).count();
    let rows = linked.rows.len() - national;
    let mut rows = match level {
        Level::Party => counted(rows, "party", "parties"),
        Level::City => counted(rows, "place", "places"),
        Level::Region => counted(rows, "region", "regions"),
        Level::Country => counted(rows, "country", "countries"),
    };
    if national > 0 {
        rows += " and at national level";
    }
    if linked.rows.is_empty() {
        return format!("{} and {targets}: no links", session.name(place));
    }
    let (links, papers) = (counted(linked.links, "link", "links"), counted(linked.papers, "agreement", "agreements"));
    format!("{} and {targets}: {links} with {rows}, {papers} among them", session.name(place))
}

/// Does a row stand for what acts for a country as a whole, among rows of regions?
fn is_national(session: &Session, row: &Row, level: Level) -> bool {
    level < Level::Country && session.graph.node(row.there).kind == Kind::Country
}

/// The name of a row.
fn row_name(session: &Session, row: &Row, level: Level) -> String {
    if is_national(session, row, level) { format!("{} (national)", session.name(row.there)) } else { session.name(row.there).to_owned() }
}

/// Whom a row is linked through, without the place and the row themselves: those here, then those there, in index order.
fn through(place: NodeIndex, row: &Row) -> Vec<NodeIndex> {
    let mut through: Vec<NodeIndex> = Vec::new();
    for side in [|one: &Evidence| one.here.clone(), |one: &Evidence| one.there.clone()] {
        let mut members: Vec<NodeIndex> = row.evidence.iter().flat_map(side).filter(|&m| m != place && m != row.there).collect();
        members.sort_unstable();
        members.dedup();
        through.extend(members);
    }
    through
}

/// A row per region: how many links, since when, directly or through how many others.
fn summary(session: &Session, place: NodeIndex, rows: &[Row], level: Level) -> Table {
    let mut table = Table::new(&[heading(level), "Links#", "Papers#", "First", "Last", "Status", "Through"]);
    let date = |date: &Option<Date>| date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_short);
    for row in rows {
        let others = counted(through(place, row).len(), "other", "others");
        let joined = match (row.direct, through(place, row).is_empty()) {
            (true, true) => "itself".to_owned(),
            (true, false) => format!("itself, {others}"),
            (false, _) => others,
        };
        table.rows.push(vec![
            row_name(session, row, level),
            row.evidence.len().to_string(),
            row.papers.to_string(),
            date(&row.first),
            date(&row.last),
            row.statuses.iter().map(|status| status.word()).collect::<Vec<_>>().join(", "),
            joined,
        ]);
    }
    table
}

/// A row per link: what it is, who meets in it, when, and who says so.
fn details(session: &Session, links: &[Link], rows: &[Row], level: Level) -> Table {
    let mut table = Table::new(&["Date", "Link", "Source"]);
    for row in rows {
        table.rows.push(vec![row_name(session, row, level)]);
        for one in &row.evidence {
            let via = links[one.link].via;
            let facts = via.facts(&session.graph);
            let date = facts.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_short);
            let form = match via {
                Via::Node(node) => {
                    let node = session.graph.node(node);
                    format!(" ({})", node.form.map_or(node.kind.word(), Form::word).replace('_', " "))
                }
                Via::Tie(_) => String::new(),
            };
            let source = facts.sources.first().map_or_else(|| "common knowledge".to_owned(), ToString::to_string);
            let more = match facts.sources.len() {
                0 | 1 => String::new(),
                n => format!(" (+{})", n - 1),
            };
            let title = format!("{}{form}", wording::via_title(session, via));
            table.rows.push(vec![format!("  {date}"), title, source + &more]);
        }
    }
    table
}

const fn heading(level: Level) -> &'static str {
    match level {
        Level::Party => "Party",
        Level::City => "Place",
        Level::Region => "Region",
        Level::Country => "Country",
    }
}

/// The places in sources that a row rests on, each source once: `zalessky ch. 2, 3`.
fn sources(session: &Session, links: &[Link], row: &Row) -> Vec<String> {
    let citations = row.evidence.iter().flat_map(|one| &links[one.link].via.facts(&session.graph).sources);
    let mut places: Vec<(&str, u16)> = citations.map(|citation| (citation.source.as_str(), citation.chapter.unwrap_or(0))).collect();
    places.sort_unstable();
    places.dedup();
    let by_source = places.chunk_by(|a, b| a.0 == b.0).map(|same| {
        let chapters: Vec<String> = same.iter().filter(|(_, chapter)| *chapter > 0).map(|(_, chapter)| chapter.to_string()).collect();
        if chapters.is_empty() { same[0].0.to_owned() } else { format!("{} ch. {}", same[0].0, chapters.join(", ")) }
    });
    by_source.collect()
}

fn document(session: &Session, links: &[Link], place: NodeIndex, row: &Row) -> RowDocument {
    RowDocument {
        place: node_ref(session, row.there),
        direct: row.direct,
        links: row.evidence.len(),
        papers: row.papers,
        first: row.first.clone(),
        last: row.last.clone(),
        status: row.statuses.clone(),
        through: through(place, row).into_iter().map(|node| node_ref(session, node)).collect(),
        sources: sources(session, links, row),
    }
}

fn evidence_document(
    session: &Session,
    links: &[Link],
    evidence: &Evidence,
    row: Option<&Row>,
    left_out: Option<Reason>,
) -> EvidenceDocument {
    let refs = |nodes: &[NodeIndex]| nodes.iter().map(|&node| node_ref(session, node)).collect();
    EvidenceDocument {
        left_out: left_out.map(Reason::word),
        place: row.map(|row| node_ref(session, row.there)),
        via: via_ref(session, links[evidence.link].via),
        here: refs(&evidence.here),
        there: refs(&evidence.there),
    }
}

#[derive(Serialize)]
struct CellDocument {
    from: NodeRef,
    to: NodeRef,
    links: usize,
    papers: usize,
    direct: bool,
    first: Option<Date>,
    last: Option<Date>,
}

/// The table of all regions of one side by all regions of the other.
fn all(arguments: &Arguments, session: &Session, links: &[Link]) -> Result<Answer, Failure> {
    let sides: Vec<NodeIndex> = session.graph.header().sides.iter().filter_map(|id| session.graph.find(id.as_str())).collect();
    let &[near, far] = sides.as_slice() else {
        return Err(Failure::usage("--all needs a base of two sides", "ask for one place: accord links PLACE --to PLACE"));
    };
    let near_regions = linked::regions(&session.graph, near);
    let mut answer = Answer::new("links", session);
    answer.set("level", "region")?;
    let columns: Vec<Linked> = near_regions
        .iter()
        .map(|&place| linked::linked(&session.graph, links, &Question { place, targets: &[far], level: Level::Region }))
        .collect();
    let mut far_regions = linked::regions(&session.graph, far);
    let row_of = |linked: &Linked, region: NodeIndex| linked.rows.iter().find(|row| row.there == region).cloned();
    let total =
        |region: NodeIndex| -> usize { columns.iter().filter_map(|linked| row_of(linked, region)).map(|row| row.evidence.len()).sum() };
    far_regions.retain(|&region| total(region) > 0);
    far_regions.sort_by_key(|&region| std::cmp::Reverse(total(region)));

    let heads = wording::region_heads(session, &near_regions);
    let names: Vec<String> = heads.iter().map(|head| format!("{head}#")).collect();
    let mut table = Table::new(&std::iter::once("Region").chain(names.iter().map(String::as_str)).collect::<Vec<_>>());
    for &region in &far_regions {
        let mut cells = vec![session.name(region).to_owned()];
        for (linked, &place) in columns.iter().zip(&near_regions) {
            let row = row_of(linked, region);
            cells.push(
                row.as_ref().map_or_else(|| "·".to_owned(), |row| format!("{}{}", row.evidence.len(), if row.direct { "*" } else { "" })),
            );
            if let Some(row) = row {
                answer.row(CellDocument {
                    from: node_ref(session, place),
                    to: node_ref(session, region),
                    links: row.evidence.len(),
                    papers: row.papers,
                    direct: row.direct,
                    first: row.first,
                    last: row.last,
                })?;
            }
        }
        table.rows.push(cells);
    }
    answer.found = !answer.rows.is_empty();
    answer.title(format!("Links between the regions of {} and {}", session.name(near), session.name(far)));
    answer.table(table);
    answer.text("A number counts links; * marks regions that are linked themselves, not only through what lies in them.");
    answer.text("Links with what acts for a whole country are not in this table.");
    // A link may be left out of several columns, and is told of once, with all its members of either side.
    let mut left_out: Vec<(Reason, usize)> =
        columns.iter().flat_map(|linked| &linked.left_out).map(|(reason, evidence)| (*reason, evidence.link)).collect();
    left_out.sort_unstable();
    left_out.dedup();
    let members = |link: usize, side| links[link].members.iter().copied().filter(|&member| session.graph.lies_in(member, side)).collect();
    let left_out: Vec<(Reason, Evidence)> = left_out
        .into_iter()
        .map(|(reason, link)| (reason, Evidence { link, here: members(link, near), there: members(link, far) }))
        .collect();
    list_left_out(arguments, session, links, &left_out, &mut answer)?;
    let reasons: Vec<Reason> = left_out.iter().map(|(reason, _)| *reason).collect();
    answer.text(wording::footer(session, &reasons, if arguments.left_out { "" } else { LIST_THEM }));
    Ok(answer)
}

/// How to see what was left out.
const LIST_THEM: &str = "list them with --left-out";

/// What was left out: counted in the document, and listed with its reasons when asked for.
fn list_left_out(
    arguments: &Arguments,
    session: &Session,
    links: &[Link],
    left_out: &[(Reason, Evidence)],
    answer: &mut Answer,
) -> Result<(), Failure> {
    let listed = left_out.iter().filter(|_| arguments.left_out);
    let listed = listed.map(|(reason, evidence)| evidence_document(session, links, evidence, None, Some(*reason)));
    answer.set("left_out", listed.collect::<Vec<_>>())?;
    answer.set("left_out_count", left_out.len())?;
    for same in left_out.chunk_by(|a, b| a.0 == b.0).filter(|_| arguments.left_out) {
        answer.title(format!("Left out, {}: {}", same[0].0, same.len()));
        let chains = same.iter().flat_map(|(_, one)| wording::chain(session, &links[one.link], &one.here, &one.there));
        answer.lines(chains.collect());
    }
    Ok(())
}
