//! FollowTheMoney: one entity a line, for Aleph, OpenSanctions and the tools around them.
//!
//! Places sign as public bodies. An agreement is a `Project`, and who signed it a `ProjectParticipant`; a stake in a company is an `Ownership`, a membership a
//! `Membership`, any other tie an `UnknownLink` with its word as role. Dates are written to the year, month or day that is known.

use serde_json::{Value as Json, json};

use super::{Error, Export, File, Loss, columns, dates};
use crate::model::{
    Date, Facts, Form, Kind, KindSet, Node, Status, TieType,
    graph::{EdgeIndex, NodeIndex},
};

pub(super) const CANNOT_HOLD: &[Loss] = &[Loss::Marks, Loss::Languages, Loss::Documents, Loss::Claims];

pub(super) fn write(export: &Export<'_>) -> Result<Vec<File>, Error> {
    let mut lines = String::new();
    let mut entities: Vec<Option<Entity>> = export.nodes.iter().map(|node| node.map(|node| entity(export, node))).collect();
    // Who was at an event is told by the event.
    for (edge, &tie) in export.tables.edges.iter().zip(&export.ties) {
        let role = match tie.and_then(|tie| export.graph.tie(tie)) {
            Some((_, TieType::Organised, _)) => "organizer",
            Some((_, TieType::TookPartIn, _)) => "involved",
            _ => continue,
        };
        if let Some(Some(event)) = entities.get_mut(edge.to) {
            event.add(role, export.tables.ends(edge).0);
        }
    }
    for entity in entities.into_iter().flatten() {
        lines += &entity.finish()?;
    }
    for (edge, &tie) in export.tables.edges.iter().zip(&export.ties) {
        if let Some(link) = tie.and_then(|tie| link(export, (edge.from, edge.to), &edge.id, tie)) {
            lines += &link.finish()?;
        }
    }
    Ok(vec![File { name: "base.ftm.json".to_owned(), bytes: lines.into_bytes() }])
}

/// An entity that is being filled.
struct Entity {
    id: String,
    schema: &'static str,
    properties: serde_json::Map<String, Json>,
}

impl Entity {
    fn new(id: &str, schema: &'static str) -> Self {
        // Slashes are for addresses, in which ids stand.
        Self { id: id.replace('/', "."), schema, properties: serde_json::Map::new() }
    }

    /// Adds a value of a property, unless it is there.
    fn add(&mut self, property: &str, value: impl Into<String>) {
        let value = Json::from(value.into());
        let values = self.properties.entry(property).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut().filter(|values| !values.contains(&value)) {
            values.push(value);
        }
    }

    fn all(&mut self, property: &str, values: impl IntoIterator<Item = impl Into<String>>) {
        values.into_iter().for_each(|value| self.add(property, value));
    }

    fn finish(self) -> Result<String, Error> {
        let line = json!({ "id": self.id, "schema": self.schema, "properties": self.properties });
        Ok(serde_json::to_string(&line)? + "\n")
    }
}

/// A place, organisation, agreement, centre or event.
fn entity(export: &Export<'_>, index: NodeIndex) -> Entity {
    let graph = export.graph;
    let node = graph.node(index);
    let mut entity = Entity::new(node.id.as_str(), schema(node));
    entity.all("name", std::iter::once(node.name(export.lang)).chain(node.names.values().map(String::as_str)));
    entity.all("alias", node.also.iter());
    entity.all("weakAlias", node.spelled.values().flatten());
    let code = graph.country(index).and_then(|country| graph.node(country).codes.iso.clone());
    entity.all("country", code.map(|code| code.to_lowercase()));
    entity.all("wikidataId", node.codes.wikidata.iter());
    let places: Vec<&str> = graph.upwards(index).skip(1).map(|place| graph.node(place).name(export.lang)).collect();
    entity.all("address", (!places.is_empty()).then(|| places.join(", ")));
    let legal = !matches!(node.kind, Kind::Agreement | Kind::Event);
    entity.all(if legal { "website" } else { "sourceUrl" }, node.url.iter());
    entity.all("summary", std::iter::once(node.form.map_or(node.kind.word(), Form::word).replace('_', " ")));
    entity.all("keywords", node.facts.fields.iter().map(|field| field.word()));
    let (began, ended) = if legal { ("incorporationDate", "dissolutionDate") } else { ("startDate", "endDate") };
    known(export, &mut entity, &node.facts, began, ended);
    if matches!(node.kind, Kind::Agreement | Kind::Company)
        && let Some(money) = &node.facts.value
    {
        entity.add("amount", money.amount.to_string());
        entity.add("currency", &money.currency);
    }
    entity
}

/// What a node is in the words of FollowTheMoney.
fn schema(node: &Node) -> &'static str {
    let public = [Form::Government, Form::Ministry, Form::StateCommittee, Form::Parliament, Form::Mission, Form::Commission];
    match node.kind {
        kind if KindSet::PLACES.has(kind) => "PublicBody",
        Kind::Body if node.form.is_some_and(|form| public.contains(&form)) => "PublicBody",
        Kind::Company => "Company",
        Kind::Agreement => "Project",
        Kind::Event => "Event",
        _ => "Organization",
    }
}

/// Facts, under the names of the properties for when it began and when it ended.
fn known(export: &Export<'_>, entity: &mut Entity, facts: &Facts, began: &str, ended: &str) {
    let (start, end) = facts.date.as_ref().map(dates::ends).unwrap_or_default();
    let end = facts.until.as_ref().map(Date::to_string).or(end);
    for (property, text) in [(began, start), (ended, end)] {
        entity.all(property, text.as_deref().and_then(dates::prefix));
    }
    entity.all("status", facts.status.map(Status::word));
    entity.all("description", facts.note.iter());
    entity.all("description", columns::references(&facts.sources));
    entity.all("sourceUrl", columns::addresses(export.graph, &facts.sources));
}

/// A tie as an entity of its own; `None` for one to an event, which tells who was there itself.
fn link(export: &Export<'_>, (from, to): (usize, usize), id: &str, tie: EdgeIndex) -> Option<Entity> {
    let graph = export.graph;
    let (_, kind, _) = graph.tie(tie)?;
    let node = |row: usize| Some(graph.node((*export.nodes.get(row)?)?));
    let (near, far) = (node(from)?, node(to)?);
    let (schema, near_is, far_is) = match kind {
        TieType::Organised | TieType::TookPartIn => return None,
        TieType::Signed => ("ProjectParticipant", "participant", "project"),
        TieType::Owns if far.kind == Kind::Company => ("Ownership", "owner", "asset"),
        TieType::MemberOf => ("Membership", "member", "organization"),
        _ => ("UnknownLink", "subject", "object"),
    };
    let mut link = Entity::new(id, schema);
    link.add(near_is, near.id.as_str());
    link.add(far_is, far.id.as_str());
    link.add("role", kind.word().replace('_', " "));
    known(export, &mut link, graph.facts(tie), "startDate", "endDate");
    Some(link)
}
