//! The dossier of a node.

use std::collections::BTreeMap;

use super::{
    claim::{self, ClaimDocument},
    document,
};
use crate::{
    analysis::{
        dossier::{self, Dossier, Relation, Section},
        linked::{self, Linked, Question},
    },
    cli::{
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wording::{self, counted, located, spoken},
    },
    model::{Basis, Citation, Date, Facts, Form, Id, Kind, KindSet, Role, Source, TieType, graph::NodeIndex},
    network::{Claimed, Level, Reason, Via},
};

/// So many names of one kind are listed before "and more".
const MOST_NAMES: usize = 12;

pub fn show(session: &Session, node: NodeIndex) -> Result<Answer, Failure> {
    let dossier = dossier::dossier(&session.graph, &session.choice, node);
    let verdict = wording::verdict(session, node);
    let linked = links(session, node);
    let mut by_kind: BTreeMap<Kind, Vec<NodeIndex>> = BTreeMap::new();
    for &inner in &dossier.inside {
        by_kind.entry(session.graph.node(inner).kind).or_default().push(inner);
    }

    let mut answer = Answer::new("show", session);
    answer.set("record", "node")?;
    answer.set("entity", document::entity(session, node, verdict))?;
    answer.set("inside", document::inside(session, &by_kind))?;
    answer.set("links", linked.as_ref().map_or_else(Vec::new, |linked| document::links(session, linked)))?;
    answer.set("sources", document::sources(session, &dossier))?;
    answer.set("claims", claims(session, &dossier))?;
    dossier.relations.iter().try_for_each(|relation| answer.row(document::relation(session, relation)))?;

    answer.title(session.name(node));
    answer.lines(head(session, node, verdict));
    for same in dossier.relations.chunk_by(|a, b| a.section == b.section) {
        section(session, node, same, &mut answer);
    }
    if let Some(linked) = linked.filter(|linked| !linked.rows.is_empty()) {
        // What acts for a whole country is no region, here as in `accord links`.
        let is_national = |row: &&linked::Row| session.graph.node(row.there).kind == Kind::Country;
        let national = linked.rows.iter().filter(is_national).count();
        let rows = counted(linked.rows.len() - national, "region", "regions");
        let national = if national > 0 { " and at national level" } else { "" };
        answer.title(format!("Links with other countries: {} with {rows}{national}", linked.links));
        answer.table(links_table(session, &linked));
        answer.text(format!("What each of them is: accord links {} --explain.", session.graph.node(node).id));
    }
    if !by_kind.is_empty() {
        answer.title(format!("In it: {}", counted(dossier.inside.len(), "node", "nodes")));
        answer.lines(by_kind.iter().map(|(kind, nodes)| inside_line(session, *kind, nodes)).collect());
    }
    sources(session, &dossier, &mut answer);
    if !dossier.claims.is_empty() {
        answer.title(format!("Claims about it: {}", dossier.claims.len()));
        answer.lines(dossier.claims.iter().map(|claim| format!("  {} [{}]", claim::sentence(claim), claim.id)).collect());
    }
    answer.text(wording::choice(session));
    Ok(answer)
}

fn claims<'a>(session: &Session, dossier: &Dossier<'a>) -> Vec<ClaimDocument<'a>> {
    let mut claimed = Claimed::new(&session.graph);
    let mut found = |claim| claimed.count(claim).ok().flatten().map(|counted| counted.number());
    dossier.claims.iter().map(|&claim| claim::document(session, claim, found(claim))).collect()
}

/// The links with other countries by region, of a party or centre.
fn links(session: &Session, node: NodeIndex) -> Option<Linked> {
    if !KindSet::ACTORS.has(session.graph.node(node).kind) {
        return None;
    }
    let home = session.graph.country(node);
    let countries = session.graph.nodes().filter(|(_, other)| other.kind == Kind::Country).map(|(index, _)| index);
    let targets: Vec<NodeIndex> = countries.filter(|&country| Some(country) != home).collect();
    let question = Question { place: node, targets: &targets, level: Level::Region };
    Some(linked::linked(&session.graph, &session.links(), &question))
}

fn head(session: &Session, index: NodeIndex, verdict: Option<Reason>) -> Vec<String> {
    let node = session.graph.node(index);
    let facts = &node.facts;
    let form = node.form.map(Form::word).filter(|&form| form != node.kind.word());
    let mut what = node.kind.word().to_owned() + &form.map_or_else(String::new, |form| format!(" ({})", spoken(form)));
    let above: Vec<&str> = session.graph.upwards(index).skip(1).map(|up| session.name(up)).collect();
    if !above.is_empty() {
        what += &format!(" in {}", above.join(", "));
    }
    if node.kind == Kind::Event {
        what += &format!(", {}", facts.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_words));
    } else if facts.status.is_some() || facts.date.is_some() {
        what += &format!(", {}", wording::status_and_date(facts, node.kind != Kind::Agreement));
    }
    let mut lines = vec![format!("  {what} [{}]", node.id)];
    let mut line = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {label}: {text}"));
        }
    };
    if let Some(reason) = verdict.filter(|&reason| reason != Reason::Contact) {
        line("not counted", reason.to_string());
    }
    let names = node.names.iter().filter(|(_, name)| *name != session.name(index));
    line("names", names.map(|(language, name)| format!("{name} ({language})")).collect::<Vec<_>>().join(", "));
    line("also", node.also.join(", "));
    let spelled = node.spelled.iter().map(|(source, spellings)| format!("{} ({source})", spellings.join(", ")));
    line("spelled", spelled.collect::<Vec<_>>().join("; "));
    let find = |id: &Id| session.graph.find(id.as_str());
    line("offices", node.seat.as_ref().and_then(find).map_or_else(String::new, |seat| located(session, seat)));
    line("codes", codes(node));
    line("coordinates", node.at.map_or_else(String::new, |at| format!("{}, {}", at.0, at.1)));
    line("fields", fields(facts));
    line("value", facts.value.as_ref().map_or_else(String::new, ToString::to_string));
    line("page", node.url.clone().unwrap_or_default());
    let others =
        node.distinct_from.iter().filter_map(find).map(|other| format!("{} [{}]", located(session, other), session.graph.node(other).id));
    line("not to be confused with", others.collect::<Vec<_>>().join(", "));
    line("note", facts.note.clone().unwrap_or_default());
    facts.sources.iter().for_each(|citation| line("source", wording::cited(citation)));
    if facts.sources.is_empty() && facts.basis == Basis::Background {
        line("source", "common knowledge".to_owned());
    }
    lines
}

fn codes(node: &crate::model::Node) -> String {
    let codes = &node.codes;
    let geonames = codes.geonames.map(|number| number.to_string());
    let all = [("ISO", &codes.iso), ("Wikidata", &codes.wikidata), ("ROR", &codes.ror), ("GeoNames", &geonames)];
    let known = all.into_iter().filter_map(|(name, code)| code.as_ref().map(|code| format!("{name} {code}")));
    known.collect::<Vec<_>>().join(", ")
}

fn fields(facts: &Facts) -> String {
    facts.fields.iter().map(|field| field.word()).collect::<Vec<_>>().join(", ")
}

/// The relations of one section.
fn section(session: &Session, node: NodeIndex, relations: &[Relation], answer: &mut Answer) {
    let kind = session.graph.node(node).kind;
    let section = relations[0].section;
    let title = match (section, kind) {
        (Section::Members, Kind::Agreement) => "Parties",
        (Section::Members, Kind::Event) => "Organisers and participants",
        (Section::Members, _) => &founders(relations),
        (Section::Agreements, _) => "Agreements",
        (Section::Ventures, _) => "Ventures",
        (Section::Centres, _) => "Centres",
        (Section::Ties, _) => "Ties",
        (Section::Events, _) => "Events, which are contacts and never count as links",
    };
    // What a node shares with its members is said of the node itself; contacts and what is mere structure never count.
    let silent = section == Section::Events || section == Section::Members;
    let marked = |relation: &&Relation| !silent && relation.verdict.is_err() && relation.types[0].row().role == Role::Cooperation;
    let left_out = relations.iter().filter(marked).count();
    let marked = match left_out {
        0 => String::new(),
        n if n == relations.len() => ", not counted".to_owned(),
        n => format!(", {n} of them not counted"),
    };
    answer.title(format!("{title}: {}{marked}", relations.len()));
    let lines = match section {
        Section::Members => relations.iter().flat_map(|relation| member(session, kind, relation)).collect(),
        Section::Ties => relations
            .chunk_by(|a, b| (&a.types, a.outgoing) == (&b.types, b.outgoing))
            .flat_map(|same| {
                std::iter::once(format!("  {}", verbs(&same[0]))).chain(same.iter().flat_map(|relation| tie(session, relation)))
            })
            .collect(),
        _ => relations.iter().flat_map(|relation| shared(session, relation)).collect(),
    };
    answer.lines(lines);
}

/// `Founders and hosts`: what the members of a venture or centre are.
fn founders(relations: &[Relation]) -> String {
    let nouns = [(TieType::Founded, "founders"), (TieType::Owns, "owners"), (TieType::Hosts, "hosts")];
    let found = nouns.into_iter().filter(|(tie, _)| relations.iter().any(|relation| relation.types.contains(tie)));
    let text = found.map(|(_, noun)| noun).collect::<Vec<_>>().join(" and ");
    wording::capitalised(&text)
}

/// `founded, hosts`.
fn verbs(relation: &Relation) -> String {
    let verb = |tie: &TieType| if relation.outgoing { tie.row().says } else { tie.row().says_back };
    relation.types.iter().map(verb).collect::<Vec<_>>().join(", ")
}

/// Why a relation does not count, where its status does not say so already.
fn mark(facts: &Facts, verdict: Result<(), Reason>) -> String {
    match verdict {
        Ok(()) | Err(Reason::Contact) => String::new(),
        Err(Reason::Status(status)) if status == facts.standing() => "; not counted".to_owned(),
        Err(reason) => format!("; not counted: {reason}"),
    }
}

/// Someone who signed, founded, hosts, organised or took part.
fn member(session: &Session, kind: Kind, relation: &Relation) -> Vec<String> {
    let says: Vec<&str> = relation.types.iter().map(|tie| tie.row().says).collect();
    let role = if kind == Kind::Agreement { String::new() } else { format!(": {}", says.join(", ")) };
    let mut lines = vec![format!("  {}{role}", located(session, relation.other))];
    if !relation.ties.iter().all(|&tie| session.graph.is_inline(tie)) {
        let facts = session.graph.facts(relation.ties[0]);
        lines[0] += &format!(" [{}{}]", wording::status_and_date(facts, true), mark(facts, relation.verdict));
        lines.extend(details(facts, "    "));
    }
    lines
}

/// An agreement, venture, centre or event that the node shares with others.
fn shared(session: &Session, relation: &Relation) -> Vec<String> {
    let facts = session.graph.facts(relation.ties[0]);
    let standing = wording::standing(session, Via::Node(relation.other));
    let mut lines = vec![format!("  {} [{standing}{}]", session.name(relation.other), mark(facts, relation.verdict))];
    let partners = relation.partners.iter().map(|&partner| located(session, partner)).collect::<Vec<_>>().join(", ");
    let role = if relation.section == Section::Agreements { String::new() } else { verbs(relation) };
    let with = if partners.is_empty() { String::new() } else { format!("with {partners}") };
    let both = [role, with].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if !both.is_empty() {
        lines.push(format!("    {both}"));
    }
    lines.extend(facts.sources.iter().map(|citation| format!("    source: {}", wording::cited(citation))));
    lines
}

/// A tie to someone.
fn tie(session: &Session, relation: &Relation) -> Vec<String> {
    let facts = session.graph.facts(relation.ties[0]);
    let other = located(session, relation.other);
    let is_structure = relation.types[0].row().role == Role::Structure;
    let mut lines = vec![match session.graph.node(relation.other).kind {
        Kind::Agreement if is_structure => format!("    {other} [{}]", wording::standing(session, Via::Node(relation.other))),
        _ if is_structure => format!("    {other}"),
        _ => format!("    {other} [{}{}]", wording::status_and_date(facts, true), mark(facts, relation.verdict)),
    }];
    lines.extend(details(facts, "      "));
    lines
}

/// Fields, value, note and sources of a tie.
fn details(facts: &Facts, indent: &str) -> Vec<String> {
    let fields = Some(fields(facts)).filter(|fields| !fields.is_empty()).map(|fields| format!("fields: {fields}"));
    let value = facts.value.as_ref().map(|value| format!("value: {value}"));
    let note = facts.note.as_ref().map(|note| format!("note: {note}"));
    let sources = facts.sources.iter().map(|citation| format!("source: {}", wording::cited(citation)));
    [fields, value, note].into_iter().flatten().chain(sources).map(|line| format!("{indent}{line}")).collect()
}

fn links_table(session: &Session, linked: &Linked) -> Table {
    let mut table = Table::new(&["Country", "Region", "Links#", "Papers#", "First", "Last", "Joined"]);
    let date = |date: &Option<Date>| date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_short);
    for row in &linked.rows {
        let country = session.graph.country(row.there);
        table.rows.push(vec![
            country.map_or_else(String::new, |country| session.name(country).to_owned()),
            if country == Some(row.there) { "(national)".to_owned() } else { session.name(row.there).to_owned() },
            row.evidence.len().to_string(),
            row.papers.to_string(),
            date(&row.first),
            date(&row.last),
            if row.direct { "directly" } else { "through others" }.to_owned(),
        ]);
    }
    table
}

fn inside_line(session: &Session, kind: Kind, nodes: &[NodeIndex]) -> String {
    let names: Vec<String> = nodes.iter().map(|&node| session.name(node).to_owned()).collect();
    format!("  {}: {}", counted(nodes.len(), kind.word(), kind.plural()), wording::listed(&names, MOST_NAMES))
}

fn sources(session: &Session, dossier: &Dossier<'_>, answer: &mut Answer) {
    if dossier.sources.is_empty() {
        return;
    }
    answer.title(format!("Sources: {}", dossier.sources.len()));
    let mut lines = Vec::new();
    for (id, citations) in &dossier.sources {
        let what = session.graph.source(id).map_or_else(String::new, description);
        lines.push(format!("  {id}: {what}"));
        let places = places(citations);
        if !places.is_empty() {
            lines.push(format!("    {places}"));
        }
    }
    answer.lines(lines);
}

/// Title, author and date of a source.
pub fn description(source: &Source) -> String {
    let date = source.date.as_ref().map(Date::in_words);
    let by: Vec<&str> = [source.author.as_deref(), date.as_deref()].into_iter().flatten().collect();
    if by.is_empty() { source.title.clone() } else { format!("{} ({})", source.title, by.join(", ")) }
}

/// Where in one source citations point, in their order; the footnotes of one chapter go together: `ch. 2, fn. 33, 49`.
fn places(citations: &[&Citation]) -> String {
    let plain = |citation: &Citation| citation.footnote.is_some() && citation.page.is_none() && citation.section.is_none();
    let together = |a: &&Citation, b: &&Citation| plain(a) && plain(b) && a.chapter == b.chapter;
    let same = citations.chunk_by(together).map(|same| {
        let first = same[0].to_string();
        let first = first.strip_prefix(same[0].source.as_str()).unwrap_or_default().trim_start_matches(", ");
        let more = same[1..].iter().filter_map(|citation| citation.footnote);
        more.fold(first.to_owned(), |all, footnote| all + &format!(", {footnote}"))
    });
    same.filter(|place| !place.is_empty()).collect::<Vec<_>>().join("; ")
}
