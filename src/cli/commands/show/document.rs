//! The documents of `accord show`, for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    analysis::{
        dossier::{Dossier, Relation},
        linked::Linked,
    },
    cli::{
        session::Session,
        wording::{NodeRef, node_ref},
    },
    model::{Basis, Citation, Codes, Date, Field, Form, Id, Kind, Money, Source, SourceForm, Status, TieType, graph::NodeIndex},
    network::Reason,
};

/// The node itself.
#[derive(Serialize)]
pub struct EntityDocument<'a> {
    id: &'a Id,
    name: &'a str,
    kind: Kind,
    form: Option<Form>,
    names: &'a BTreeMap<String, String>,
    also: &'a [String],
    spelled: &'a BTreeMap<Id, Vec<String>>,
    within: Vec<NodeRef>,
    seat: Option<NodeRef>,
    codes: &'a Codes,
    at: Option<PositionDocument>,
    status: Option<Status>,
    date: Option<&'a Date>,
    until: Option<&'a Date>,
    expected: Option<&'a Date>,
    fields: &'a [Field],
    value: Option<&'a Money>,
    sources: &'a [Citation],
    basis: Basis,
    note: Option<&'a str>,
    url: Option<&'a str>,
    distinct_from: Vec<NodeRef>,
    left_out: Option<&'static str>,
}

#[derive(Serialize)]
struct PositionDocument {
    latitude: f64,
    longitude: f64,
}

/// A relation of it.
#[derive(Serialize)]
pub struct RelationDocument<'a> {
    section: &'static str,
    types: Vec<TieType>,
    direction: &'static str,
    other: NodeRef,
    form: Option<Form>,
    partners: Vec<NodeRef>,
    status: Status,
    date: Option<&'a Date>,
    until: Option<&'a Date>,
    expected: Option<&'a Date>,
    fields: &'a [Field],
    value: Option<&'a Money>,
    note: Option<&'a str>,
    sources: &'a [Citation],
    left_out: Option<&'static str>,
}

/// What lies in it, of one kind.
#[derive(Serialize)]
pub struct InsideDocument {
    kind: Kind,
    count: usize,
    nodes: Vec<NodeRef>,
}

/// The links with one region of another country.
#[derive(Serialize)]
pub struct LinkDocument {
    country: Option<NodeRef>,
    place: NodeRef,
    links: usize,
    papers: usize,
    direct: bool,
    first: Option<Date>,
    last: Option<Date>,
}

/// A source.
#[derive(Serialize)]
pub struct SourceDocument<'a> {
    id: &'a Id,
    form: SourceForm,
    title: &'a str,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    date: Option<&'a Date>,
    language: Option<&'a str>,
    isbn: Option<&'a str>,
    url: Option<&'a str>,
    note: Option<&'a str>,
}

/// A source, and the places in it that are cited.
#[derive(Serialize)]
pub struct CitedDocument<'a> {
    source: SourceDocument<'a>,
    places: Vec<&'a Citation>,
}

pub fn entity(session: &Session, index: NodeIndex, left_out: Option<Reason>) -> EntityDocument<'_> {
    let node = session.graph.node(index);
    let find = |id: &Id| session.graph.find(id.as_str()).map(|other| node_ref(session, other));
    EntityDocument {
        id: &node.id,
        name: session.name(index),
        kind: node.kind,
        form: node.form,
        names: &node.names,
        also: &node.also,
        spelled: &node.spelled,
        within: session.graph.upwards(index).skip(1).map(|up| node_ref(session, up)).collect(),
        seat: node.seat.as_ref().and_then(find),
        codes: &node.codes,
        at: node.at.map(|at| PositionDocument { latitude: at.0, longitude: at.1 }),
        status: node.facts.status,
        date: node.facts.date.as_ref(),
        until: node.facts.until.as_ref(),
        expected: node.facts.expected.as_ref(),
        fields: &node.facts.fields,
        value: node.facts.value.as_ref(),
        sources: &node.facts.sources,
        basis: node.facts.basis,
        note: node.facts.note.as_deref(),
        url: node.url.as_deref(),
        distinct_from: node.distinct_from.iter().filter_map(find).collect(),
        left_out: left_out.map(Reason::word),
    }
}

pub fn relation<'a>(session: &'a Session, relation: &Relation) -> RelationDocument<'a> {
    // The ties of a relation share their facts.
    let facts = session.graph.facts(relation.ties[0]);
    RelationDocument {
        section: relation.section.word(),
        types: relation.types.clone(),
        direction: if relation.outgoing { "out" } else { "in" },
        other: node_ref(session, relation.other),
        form: session.graph.node(relation.other).form,
        partners: relation.partners.iter().map(|&partner| node_ref(session, partner)).collect(),
        status: facts.standing(),
        date: facts.date.as_ref(),
        until: facts.until.as_ref(),
        expected: facts.expected.as_ref(),
        fields: &facts.fields,
        value: facts.value.as_ref(),
        note: facts.note.as_deref(),
        sources: &facts.sources,
        left_out: relation.verdict.err().map(Reason::word),
    }
}

pub fn inside(session: &Session, by_kind: &BTreeMap<Kind, Vec<NodeIndex>>) -> Vec<InsideDocument> {
    let one = |(&kind, nodes): (&Kind, &Vec<NodeIndex>)| InsideDocument {
        kind,
        count: nodes.len(),
        nodes: nodes.iter().map(|&node| node_ref(session, node)).collect(),
    };
    by_kind.iter().map(one).collect()
}

pub fn links(session: &Session, linked: &Linked) -> Vec<LinkDocument> {
    let one = |row: &crate::analysis::linked::Row| LinkDocument {
        country: session.graph.country(row.there).map(|country| node_ref(session, country)),
        place: node_ref(session, row.there),
        links: row.evidence.len(),
        papers: row.papers,
        direct: row.direct,
        first: row.first.clone(),
        last: row.last.clone(),
    };
    linked.rows.iter().map(one).collect()
}

pub fn source(source: &Source) -> SourceDocument<'_> {
    SourceDocument {
        id: &source.id,
        form: source.form,
        title: &source.title,
        author: source.author.as_deref(),
        publisher: source.publisher.as_deref(),
        date: source.date.as_ref(),
        language: source.language.as_deref(),
        isbn: source.isbn.as_deref(),
        url: source.url.as_deref(),
        note: source.note.as_deref(),
    }
}

pub fn sources<'a>(session: &'a Session, dossier: &Dossier<'a>) -> Vec<CitedDocument<'a>> {
    let found = dossier.sources.iter().filter_map(|(id, places)| Some((session.graph.source(id)?, places.clone())));
    found.map(|(found, places)| CitedDocument { source: source(found), places }).collect()
}
