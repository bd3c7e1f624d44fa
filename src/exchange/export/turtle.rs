//! RDF in Turtle: schema.org for what things are, ORG for organisations, PROV-O for who says so, Wikidata and ROR for who is who.
//!
//! What those do not name has a word of ours: `accord:` and the word of a type of tie or of a field. A date is as precise as it is known: `xsd:gYear`, `xsd:gYearMonth`,
//! `xsd:date`, else EDTF. A tie that has facts of its own is a triple, and an `rdf:Statement` with those facts as well. Nodes have addresses below `node:`; who
//! publishes a base changes the one line of that prefix.

use std::fmt::Write as _;

use super::{
    Error, Export, File, Loss, columns,
    dates::{self, Plain},
    neo4j::label,
};
use crate::model::{
    Basis, Date, Facts, Form, Kind, KindSet, Node, Source, SourceForm, Status, TieType,
    graph::{EdgeIndex, NodeIndex},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let header = export.graph.header();
    let base = format!("urn:accord:{}", iri(&header.name));
    let mut text = String::new();
    for (prefix, address) in [
        ("node", format!("{base}:node:")),
        ("source", format!("{base}:source:")),
        ("tie", format!("{base}:tie:")),
        ("accord", "urn:accord:vocabulary:".to_owned()),
        ("schema", "https://schema.org/".to_owned()),
        ("org", "http://www.w3.org/ns/org#".to_owned()),
        ("prov", "http://www.w3.org/ns/prov#".to_owned()),
        ("owl", "http://www.w3.org/2002/07/owl#".to_owned()),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#".to_owned()),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#".to_owned()),
        ("xsd", "http://www.w3.org/2001/XMLSchema#".to_owned()),
        ("edtf", "http://id.loc.gov/datatypes/edtf/".to_owned()),
        ("wd", "http://www.wikidata.org/entity/".to_owned()),
    ] {
        writeln!(text, "@prefix {prefix}: <{address}> .")?;
    }
    let mut about = Subject::new(format!("<{base}>"));
    about.says("a", "schema:Dataset");
    about.says("schema:name", &string(&header.title));
    about.says("schema:version", &string(&header.version));
    about.says("schema:license", &string(&header.licence));
    about.says("schema:description", &string(&export.chosen));
    text += &about.finish();
    for source in export.graph.sources() {
        text += &document(source).finish();
    }
    for &node in export.nodes.iter().flatten() {
        text += &entity(export, node).finish();
    }
    for (edge, &tie) in export.tables.edges.iter().zip(&export.ties) {
        let ends = export.nodes.get(edge.from).copied().flatten().zip(export.nodes.get(edge.to).copied().flatten());
        if let (Some(tie), Some((from, to))) = (tie, ends) {
            text += &relation(export, &edge.id, tie, from, to);
        }
    }
    Ok(vec![File { name: "base.ttl".to_owned(), bytes: text.into_bytes() }])
}

/// A subject and what is said of it.
struct Subject {
    name: String,
    says: Vec<String>,
}

impl Subject {
    fn new(name: String) -> Self {
        Self { name, says: Vec::new() }
    }

    fn says(&mut self, predicate: &str, object: &str) {
        let line = format!("{predicate} {object}");
        if !self.says.contains(&line) {
            self.says.push(line);
        }
    }

    fn maybe(&mut self, predicate: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.says(predicate, &string(text));
        }
    }

    fn date(&mut self, predicate: &str, text: Option<String>) {
        if let Some(text) = text {
            self.says(predicate, &date(&text));
        }
    }

    fn finish(self) -> String {
        format!("\n{} {} .\n", self.name, self.says.join(" ;\n    "))
    }
}

/// A document that records cite.
fn document(source: &Source) -> Subject {
    let mut subject = Subject::new(format!("source:{}", source.id));
    subject.says(
        "a",
        match source.form {
            SourceForm::Book => "schema:Book",
            SourceForm::Article => "schema:Article",
            SourceForm::News => "schema:NewsArticle",
            SourceForm::Interview => "schema:Conversation",
            SourceForm::Report => "schema:Report",
            SourceForm::Law => "schema:Legislation",
            SourceForm::Dataset => "schema:Dataset",
            SourceForm::Page => "schema:WebPage",
        },
    );
    subject.says("schema:name", &string(&source.title));
    subject.maybe("schema:author", source.author.as_ref());
    subject.maybe("schema:publisher", source.publisher.as_ref());
    subject.date("schema:datePublished", source.date.as_ref().map(ToString::to_string));
    subject.maybe("schema:inLanguage", source.language.as_ref());
    subject.maybe("schema:isbn", source.isbn.as_ref());
    subject.says.extend(source.url.as_ref().map(|url| format!("schema:url <{}>", iri(url))));
    subject.maybe("rdfs:comment", source.note.as_ref());
    subject
}

/// A place, organisation, agreement, centre or event.
fn entity(export: &Export<'_>, index: NodeIndex) -> Subject {
    let graph = export.graph;
    let node = graph.node(index);
    let mut subject = Subject::new(format!("node:{}", node.id));
    subject.says("a", &classes(node).join(", "));
    for (language, name) in &node.names {
        subject.says("rdfs:label", &format!("{}{}", string(name), tag(language)));
    }
    node.also.iter().for_each(|name| subject.says("schema:alternateName", &string(name)));
    node.spelled.values().flatten().for_each(|name| subject.says("accord:spelled", &string(name)));
    subject.says.extend(node.form.map(|form| format!("accord:form {}", string(form.word()))));
    if let Some(place) = graph.container(index) {
        let lies = if KindSet::PLACES.has(node.kind) { "schema:containedInPlace" } else { "schema:location" };
        subject.says(lies, &format!("node:{}", graph.node(place).id));
    }
    subject.says.extend(node.seat.as_ref().map(|seat| format!("org:hasSite node:{seat}")));
    if let Some(at) = node.at {
        subject.says("schema:geo", &format!("[ a schema:GeoCoordinates ; schema:latitude {:?} ; schema:longitude {:?} ]", at.0, at.1));
    }
    let codes = &node.codes;
    subject.maybe("schema:identifier", codes.iso.as_ref());
    subject.says.extend(codes.wikidata.as_ref().map(|item| format!("owl:sameAs <http://www.wikidata.org/entity/{}>", iri(item))));
    subject.says.extend(codes.ror.as_ref().map(|ror| format!("owl:sameAs <https://ror.org/{}>", iri(ror))));
    subject.says.extend(codes.geonames.map(|number| format!("owl:sameAs <https://sws.geonames.org/{number}/>")));
    subject.says.extend(node.url.as_ref().map(|url| format!("schema:url <{}>", iri(url))));
    node.distinct_from.iter().for_each(|other| subject.says("owl:differentFrom", &format!("node:{other}")));
    let (began, ended) = match node.kind {
        Kind::Agreement => ("schema:dateCreated", "schema:expires"),
        Kind::Event => ("schema:startDate", "schema:endDate"),
        _ => ("schema:foundingDate", "schema:dissolutionDate"),
    };
    known(&mut subject, &node.facts, began, ended);
    subject
}

/// What a node is, in the words of others and in ours.
fn classes(node: &Node) -> Vec<String> {
    let government = [Form::Government, Form::Ministry, Form::StateCommittee, Form::Parliament, Form::Mission];
    let known: &[&str] = match node.kind {
        Kind::Country => &["schema:Country"],
        Kind::Region | Kind::District => &["schema:AdministrativeArea"],
        Kind::City => &["schema:City"],
        Kind::University => &["schema:CollegeOrUniversity", "org:FormalOrganization"],
        Kind::Institute => &["schema:ResearchOrganization", "org:FormalOrganization"],
        Kind::Company => &["schema:Corporation", "org:FormalOrganization"],
        Kind::Park => &["schema:Place", "org:Organization"],
        Kind::Body if node.form.is_some_and(|form| government.contains(&form)) => {
            &["schema:GovernmentOrganization", "org:FormalOrganization"]
        }
        Kind::Body => &["schema:Organization", "org:Organization"],
        Kind::Agreement => &["schema:CreativeWork", "prov:Entity"],
        Kind::Centre => &["schema:Organization", "org:OrganizationalCollaboration"],
        Kind::Event => &["schema:Event"],
    };
    known.iter().map(|&class| class.to_owned()).chain([format!("accord:{}", label(node.kind.word()))]).collect()
}

/// Facts, with the words for when it began and when it ended.
fn known(subject: &mut Subject, facts: &Facts, began: &str, ended: &str) {
    subject.says.extend(facts.status.map(|status| format!("accord:status {}", string(status.word()))));
    let (start, end) = facts.date.as_ref().map(dates::ends).unwrap_or_default();
    // A plan has not begun; its date is when it was last spoken of.
    subject.date(if facts.standing() == Status::Planned { "accord:spokenOf" } else { began }, start);
    subject.date(ended, facts.until.as_ref().map(Date::to_string).or(end));
    subject.date("accord:expected", facts.expected.as_ref().map(Date::to_string));
    facts.fields.iter().for_each(|field| subject.says("schema:about", &string(field.word())));
    if let Some(money) = &facts.value {
        let (amount, currency) = (money.amount, string(&money.currency));
        let bound = string(columns::bound(money.bound));
        subject.says(
            "accord:value",
            &format!("[ a schema:MonetaryAmount ; schema:value {amount} ; schema:currency {currency} ; accord:bound {bound} ]"),
        );
    }
    for citation in &facts.sources {
        subject.says("prov:hadPrimarySource", &format!("source:{}", citation.source));
        subject.says.extend(citation.url.as_ref().map(|url| format!("rdfs:seeAlso <{}>", iri(url))));
    }
    for reference in columns::references(&facts.sources) {
        subject.says("schema:citation", &string(&reference));
    }
    if facts.basis == Basis::Background {
        subject.says("accord:basis", &string("background"));
    }
    subject.maybe("rdfs:comment", facts.note.as_ref());
}

/// A tie, as one triple in our words and one in those of others, where they have any.
fn relation(export: &Export<'_>, id: &str, tie: EdgeIndex, from: NodeIndex, to: NodeIndex) -> String {
    let graph = export.graph;
    let Some((_, kind, _)) = graph.tie(tie) else { return String::new() };
    let name = |node: NodeIndex| format!("node:{}", graph.node(node).id);
    let (near, far) = (name(from), name(to));
    let mut text = format!("\n{near} accord:{} {far} .\n", kind.word());
    let other = match kind {
        TieType::Signed => Some((&far, "prov:wasAttributedTo", &near)),
        TieType::Founded => Some((&far, "schema:founder", &near)),
        TieType::Owns => Some((&near, "schema:owns", &far)),
        TieType::MemberOf => Some((&near, "org:memberOf", &far)),
        TieType::PartOf if graph.node(to).kind == Kind::Agreement => Some((&near, "schema:isPartOf", &far)),
        TieType::PartOf => Some((&near, "org:subOrganizationOf", &far)),
        TieType::Organised => Some((&far, "schema:organizer", &near)),
        TieType::TookPartIn => Some((&far, "schema:attendee", &near)),
        TieType::Follows => Some((&near, "prov:wasDerivedFrom", &far)),
        TieType::Hosts | TieType::ResidentOf | TieType::Supplies | TieType::InvestsIn => None,
        TieType::Builds | TieType::ProducesAt | TieType::CooperatesWith => None,
    };
    if let Some((subject, predicate, object)) = other {
        text += &format!("{subject} {predicate} {object} .\n");
    }
    if !graph.is_inline(tie) {
        let mut statement = Subject::new(format!("tie:{}", id.replace('/', "_")));
        statement.says("a", "rdf:Statement, prov:Entity");
        statement.says("rdf:subject", &near);
        statement.says("rdf:predicate", &format!("accord:{}", kind.word()));
        statement.says("rdf:object", &far);
        known(&mut statement, graph.facts(tie), "schema:startDate", "schema:endDate");
        text += &statement.finish();
    }
    text
}

/// A literal of the type that is as precise as the date.
fn date(text: &str) -> String {
    let datatype = match dates::plain(text) {
        Some(Plain::Year) => "xsd:gYear",
        Some(Plain::Month) => "xsd:gYearMonth",
        Some(Plain::Day) => "xsd:date",
        None => "edtf:EDTF",
    };
    format!("{}^^{datatype}", string(text))
}

/// The tag of a language; nothing where a base calls a language what no tag can be.
fn tag(language: &str) -> String {
    let mut parts = language.split('-');
    let is_tag = parts.next().is_some_and(|first| !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag { format!("@{language}") } else { String::new() }
}

/// A literal.
fn string(text: &str) -> String {
    let mut safe = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => safe.extend(['\\', c]),
            '\n' => safe += "\\n",
            '\r' => safe += "\\r",
            '\t' => safe += "\\t",
            c if c.is_control() => safe += &format!("\\u{:04X}", u32::from(c)),
            c => safe.push(c),
        }
    }
    safe + "\""
}

/// An address, with what it may not hold written in percent.
fn iri(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        if c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') {
            safe += &format!("%{:02X}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}
