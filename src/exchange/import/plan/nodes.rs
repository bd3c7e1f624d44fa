//! What is new becomes nodes of the base.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Addition, New, Outcome, Planner, reason,
    row::{Cells, Wrong},
};
use crate::{
    exchange::{Value, export::columns::name_column},
    model::{Codes, Facts, Form, Id, Kind, KindSet, Node, Position, TieType},
    names::homonym,
};

impl<'a> Planner<'a> {
    /// Takes down who is at the far end of whom, of ties that are written in the node that they lead to.
    pub(super) fn parties(&mut self) {
        let tables = &self.incoming.tables;
        for edge in &tables.edges {
            if let Some((tie, from, to)) = self.inline(edge) {
                let near = self.parties[to].entry(tie).or_default();
                if !near.contains(&from) {
                    near.push(from);
                }
            }
        }
    }

    /// Gives new nodes their ids, and makes records of them.
    pub(super) fn nodes(&mut self) {
        let is_new = |planner: &Self, row: usize| planner.plan.meant[row].outcome == Outcome::New;
        let all = 0..self.incoming.tables.nodes.len();
        let is_paper = |planner: &Self, row: usize| planner.kinds[row].is_some_and(|(kind, _)| kind == Kind::Agreement);
        // Papers are called after their parties.
        for papers in [false, true] {
            for row in all.clone().filter(|&row| is_new(self, row) && is_paper(self, row) == papers).collect::<Vec<_>>() {
                match self.identify(row) {
                    Ok(id) => self.plan.ids[row] = Some(id),
                    Err(wrong) => self.refuse(row, wrong),
                }
            }
        }
        // Whether its parties come in is known before a paper is made; in the base each stands where its row is.
        let mut made: BTreeMap<usize, Node> = BTreeMap::new();
        for papers in [false, true] {
            for row in all.clone().filter(|&row| is_new(self, row) && is_paper(self, row) == papers).collect::<Vec<_>>() {
                match self.node(row) {
                    Ok(node) => drop(made.insert(row, node)),
                    Err(wrong) => self.refuse(row, wrong),
                }
            }
        }
        let places = &self.incoming.node_places;
        self.plan.new.extend(made.into_iter().map(|(row, node)| (places[row], New::Node(node))));
        for row in all {
            if let Outcome::Undecided(several) = &self.plan.meant[row].outcome {
                let ids: Vec<&str> = several.iter().map(|&node| self.graph.node(node).id.as_str()).collect();
                let detail = format!("{}: {}", self.incoming.tables.nodes[row].label, ids.join(", "));
                self.reject(self.incoming.node_places[row], reason::UNDECIDED, detail, String::new());
            }
        }
        self.tell_apart();
    }

    fn refuse(&mut self, row: usize, (reason, detail): Wrong) {
        self.plan.meant[row].outcome = Outcome::Rejected;
        self.plan.ids[row] = None;
        let node = &self.incoming.tables.nodes[row];
        let text = if node.label == node.id { node.id.clone() } else { format!("{} {}", node.id, node.label) };
        self.reject(self.incoming.node_places[row], reason, detail, text);
    }

    /// The cells of a node. What the rules say of all rows is meant of papers and the like, and not of the parties that they join.
    pub(super) fn cells(&self, row: usize) -> Cells<'a> {
        let defaults = self.kinds[row].is_some_and(|(kind, _)| !KindSet::PARTIES.has(kind));
        Cells::new(&self.incoming.tables.node_columns, &self.incoming.tables.nodes[row].cells).with_defaults(defaults)
    }

    /// An id for a new node: that of the files, if it can be one and is no number of a register; else one made of the name, or of the parties and the year.
    fn identify(&mut self, row: usize) -> Result<Id, Wrong> {
        self.kinds[row] = self.kinds[row].or_else(|| self.kind_if_new(row));
        let node = &self.incoming.tables.nodes[row];
        let Some((kind, _)) = self.kinds[row] else {
            let untold = || format!("{}: it tells none; --set kind=… says it for all, `new` in a mapping for a column", node.label);
            let detail = if node.kind.is_empty() { untold() } else { node.kind.clone() };
            return Err((reason::NO_KIND, detail));
        };
        let cells = self.cells(row);
        let given = node.id.parse::<Id>().ok().filter(|id| {
            let is_code = cells.text("ror").as_deref() == Some(id.as_str()) || cells.text("wikidata").as_deref() == Some(id.as_str());
            !is_code && id.as_str().bytes().any(|byte| byte.is_ascii_alphabetic()) && !self.taken.contains(id)
        });
        if let Some(id) = given {
            self.taken.insert(id.clone());
            return Ok(id);
        }
        let mut parts: Vec<String> = Vec::new();
        if kind == Kind::Agreement {
            let parties = self.parties[row].get(&TieType::Signed).map(Vec::as_slice).unwrap_or_default();
            parts.extend(parties.iter().filter_map(|&party| self.id(party)).map(ToString::to_string));
        }
        if parts.is_empty() {
            parts.push(english(&cells, &node.label));
        }
        if matches!(kind, Kind::Agreement | Kind::Event) {
            let year = cells
                .text("date")
                .and_then(|date| date.get(..4).map(str::to_owned))
                .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            parts.extend(year.filter(|year| !parts.concat().contains(year)));
        }
        self.id_of(&parts.join("-"), kind).ok_or_else(|| (reason::NO_NAME, node.label.clone()))
    }

    /// An id made of a text that nobody has yet.
    pub(super) fn id_of(&mut self, text: &str, kind: Kind) -> Option<Id> {
        // A long text gives an id of its first words; a number alone would say nothing.
        let words: String = text.split_whitespace().take(8).collect::<Vec<_>>().join(" ").chars().take(80).collect();
        let id = Id::suggest(text).filter(|id| id.as_str().len() <= 80).or_else(|| Id::suggest(&words))?;
        let id =
            if id.as_str().bytes().any(|byte| byte.is_ascii_alphabetic()) { id } else { Id::suggest(&format!("{}-{id}", kind.word()))? };
        let (mut free, mut number) = (id.clone(), 1_u32);
        while self.taken.contains(&free) {
            number += 1;
            free = Id::suggest(&format!("{id}-{number}"))?;
        }
        self.taken.insert(free.clone());
        Some(free)
    }

    fn node(&self, row: usize) -> Result<Node, Wrong> {
        let incoming = &self.incoming.tables.nodes[row];
        let cells = self.cells(row);
        let (Some((kind, form)), Some(id)) = (self.kinds[row], self.id(row)) else { return Err((reason::NO_KIND, incoming.kind.clone())) };
        let facts = self.facts(&cells)?;
        let sources = self.citations(&cells, &facts)?;
        let form = self.form(&cells, kind)?.or(form);
        let inline = self.members(row)?;
        let name = english(&cells, &incoming.label);
        let name = if kind == Kind::Agreement && (name.is_empty() || self.label_is_id(row)) { self.title(row, form) } else { name };
        if !name.chars().any(char::is_alphanumeric) {
            return Err((reason::NO_NAME, name));
        }
        let mut node = Node::new(id.clone(), kind, &name);
        self.name(&mut node, &cells);
        node.form = form;
        for (source, spelling) in cells.list("spelled").iter().filter_map(|item| item.split_once(": ")) {
            if let Some(source) = source.parse::<Id>().ok().filter(|source| self.sources.contains(source)) {
                node.spelled.entry(source).or_default().push(plain(spelling));
            }
        }
        node.within = self.container(row, kind, &cells)?.into_iter().collect();
        node.seat = cells.text("seat").and_then(|seat| self.meant_by(&seat));
        node.codes = Codes {
            iso: cells.text("iso"),
            wikidata: cells.text("wikidata"),
            ror: cells.text("ror"),
            geonames: cells.text("geonames").and_then(|number| number.parse().ok()),
        };
        node.at = match (cells.get("latitude"), cells.get("longitude")) {
            (Value::Real(latitude), Value::Real(longitude)) => Some(Position(*latitude, *longitude)),
            _ => None,
        };
        node.url = cells.text("url");
        node.distinct_from = cells.list("distinct_from").iter().filter_map(|other| self.meant_by(other)).collect();
        node.facts = Facts { sources, ..facts };
        node.inline = inline;
        Ok(node)
    }

    /// Is the label of a row no name, but what it is known by in the files?
    fn label_is_id(&self, row: usize) -> bool {
        let node = &self.incoming.tables.nodes[row];
        node.label == node.id
    }

    /// The other names of a new node: those in languages of the base, and the rest as other names.
    fn name(&self, node: &mut Node, cells: &Cells<'_>) {
        let mut also: Vec<String> = Vec::new();
        for (column, name) in cells.beginning("name_") {
            let name = plain(&name);
            let known = self.graph.header().languages.iter().find(|tag| name_column(tag).strip_prefix("name_") == Some(column)).cloned();
            match known.or_else(|| tag(column)) {
                Some(tag) if !name.is_empty() => drop(node.names.insert(tag, name)),
                _ => also.push(name),
            }
        }
        also.extend(cells.list("also").iter().map(|name| plain(name)));
        for name in also {
            let is_known = node.names.values().chain(&node.also).any(|known| *known == name);
            if !is_known && name.chars().any(char::is_alphanumeric) {
                node.also.push(name);
            }
        }
    }

    /// Whom a text of another row names: a node of the files, or one of the base.
    fn meant_by(&self, text: &str) -> Option<Id> {
        let of_files = self.rows.get(text).and_then(|&row| self.id(row)).cloned();
        of_files.or_else(|| self.graph.find(text).or_else(|| self.look.place(text)).map(|node| self.graph.node(node).id.clone()))
    }

    /// What a new node lies in: what its row says, from the narrowest to its country; else what the rules say.
    fn container(&self, row: usize, kind: Kind, cells: &Cells<'_>) -> Result<Option<Id>, Wrong> {
        let id = self.id(row);
        let said = ["within", "city", "region", "country"].iter().filter_map(|name| cells.text(name));
        let said: Vec<String> = said.chain(self.rules.within.clone()).collect();
        let needs =
            matches!(kind, Kind::Region | Kind::City | Kind::District | Kind::University | Kind::Institute | Kind::Company | Kind::Park);
        if matches!(kind, Kind::Country | Kind::Agreement | Kind::Event) {
            return Ok(cells.text("within").and_then(|text| self.meant_by(&text)));
        }
        let country = cells.text("country").and_then(|text| self.look.place(&text));
        let fits = |other: &Id| {
            let within = self.graph.find(other.as_str()).zip(country).is_none_or(|(place, country)| self.graph.lies_in(place, country));
            Some(other) != id && within
        };
        let found = said.iter().filter_map(|text| self.meant_by(text)).find(fits);
        if found.is_none() && needs {
            let detail = if said.is_empty() { "it tells nothing; --set within=… says it for all".to_owned() } else { said.join(", ") };
            return Err((reason::NO_PLACE, detail));
        }
        Ok(found)
    }

    /// The ends of ties that are written in a new node.
    fn members(&self, row: usize) -> Result<Vec<(TieType, Vec<Id>)>, Wrong> {
        let mut members = Vec::new();
        for (tie, rows) in &self.parties[row] {
            let mut ids: Vec<Id> = Vec::new();
            for &near in rows {
                ids.extend(self.id(near).filter(|id| !ids.contains(id)).cloned());
            }
            if !ids.is_empty() {
                members.push((*tie, ids));
            }
        }
        let parties = members.iter().find(|(tie, _)| *tie == TieType::Signed).map_or(0, |(_, ids)| ids.len());
        if self.kinds[row].is_some_and(|(kind, _)| kind == Kind::Agreement) {
            let label = |near: usize| self.incoming.tables.nodes[near].label.as_str();
            let signed = self.parties[row].get(&TieType::Signed).into_iter().flatten().copied();
            if parties < 2 {
                return Err((reason::FEW, signed.map(label).collect::<Vec<_>>().join(", ")));
            }
            // Without one of its parties it would be another paper, and come in a second time once that is decided.
            let missing: Vec<&str> = signed.filter(|&near| self.id(near).is_none()).map(label).collect();
            if !missing.is_empty() {
                return Err((reason::NO_PARTY, missing.join(", ")));
            }
        }
        Ok(members)
    }

    /// `Twinning of Gomel and Huai'an`, for a paper that has no title.
    fn title(&self, row: usize, form: Option<Form>) -> String {
        let parties = self.parties[row].get(&TieType::Signed).map(Vec::as_slice).unwrap_or_default();
        let names: Vec<String> = parties.iter().filter(|&&party| self.id(party).is_some()).map(|&party| self.english(party)).collect();
        titled(form, &names)
    }

    /// The English name of whoever is meant by a row.
    pub(super) fn english(&self, row: usize) -> String {
        match self.plan.meant[row].outcome {
            Outcome::Found(node) => self.graph.node(node).name("en").to_owned(),
            _ => english(&self.cells(row), &self.incoming.tables.nodes[row].label),
        }
    }

    /// Says of new nodes that they are not those of like names: their files give them ids of their own, or it was decided so.
    fn tell_apart(&mut self) {
        const TITLED: KindSet = KindSet::of(&[Kind::Agreement, Kind::Event]);
        let mut called: HashMap<String, Vec<Id>> = HashMap::new();
        for (_, node) in self.graph.nodes().filter(|(_, node)| !TITLED.has(node.kind)) {
            for name in node.all_names() {
                called.entry(homonym(name)).or_default().push(node.id.clone());
            }
        }
        let mut apart: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for (_, new) in &self.plan.new {
            let New::Node(node) = new else { continue };
            if TITLED.has(node.kind) {
                continue;
            }
            let names: BTreeSet<String> = node.all_names().map(homonym).collect();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let others = called.entry(name).or_default();
                for other in others.iter().filter(|other| **other != node.id) {
                    apart.entry(other.clone()).or_default().insert(node.id.clone());
                    apart.entry(node.id.clone()).or_default().insert(other.clone());
                }
                others.push(node.id.clone());
            }
        }
        for (_, record) in &mut self.plan.new {
            let New::Node(node) = record else { continue };
            let others = apart.remove(&node.id).unwrap_or_default();
            let more: Vec<Id> = others.into_iter().filter(|other| !node.distinct_from.contains(other)).collect();
            node.distinct_from.extend(more);
        }
        // Those that are left are there already.
        for (to, others) in apart {
            let known = self.graph.find(to.as_str()).map(|node| self.graph.node(node).distinct_from.as_slice()).unwrap_or_default();
            let more = others.into_iter().filter(|id| !known.contains(id));
            self.plan.additions.extend(more.map(|id| Addition { to: to.clone(), field: "distinct_from", id }));
        }
    }
}

/// The English name of a row: that in the column for it, else the label.
fn english(cells: &Cells<'_>, label: &str) -> String {
    plain(&cells.text("name_en").unwrap_or_else(|| label.to_owned()))
}

/// The BCP 47 tag that a column is named after: `zh-Latn` for `zh_latn`.
fn tag(column: &str) -> Option<String> {
    let mut parts = column.split('_');
    let language =
        parts.next().filter(|language| (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    let mut tag = language.to_owned();
    for part in parts {
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        // Scripts begin with a capital, regions are capitals.
        let part = match part.len() {
            4 => part[..1].to_uppercase() + &part[1..],
            2 => part.to_uppercase(),
            _ => part.to_owned(),
        };
        tag += &format!("-{part}");
    }
    Some(tag)
}

/// A name with single blanks.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Twinning of Gomel and Huai'an`.
pub(super) fn titled(form: Option<Form>, names: &[String]) -> String {
    let word = form.map_or("agreement", Form::word).replace('_', " ");
    let mut letters = word.chars();
    let word = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    match names.split_last() {
        Some((last, [])) => format!("{word} of {last}"),
        Some((last, most)) => format!("{word} of {} and {last}", most.join(", ")),
        None => word,
    }
}
