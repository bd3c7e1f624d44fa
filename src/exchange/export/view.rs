//! How is what was chosen seen: as ties, as memberships, or as pairs?

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{Column, EdgeRow, Holds, NodeRow, Tables, Value},
    Export, Question,
    choose::Chooser,
    columns::{self, NodeColumns},
};
use crate::{
    model::{
        Date, Facts, Field, Graph, Kind, KindSet, Status,
        graph::{EdgeIndex, NodeIndex},
    },
    network::{Via, links},
};

/// How a graph is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// As the base has it: parties, agreements, centres and events, joined by ties.
    Ties,
    /// Parties and centres on one side, links on the other: an edge for each membership.
    TwoMode,
    /// Parties and centres, an edge for each pair that is linked.
    Links,
}

impl View {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::TwoMode => "two-mode",
            Self::Links => "links",
        }
    }

    /// What it shows, in a phrase.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ties => "parties, papers and events joined by ties",
            Self::TwoMode => "two modes, parties and links",
            Self::Links => "parties joined by links",
        }
    }
}

impl<'a> Export<'a> {
    /// The part of a graph that counts under the choice, and meets the terms or is joined with what meets them.
    ///
    /// With terms, a tie or link is in the export when one of those whom it joins meets them, or the agreement, venture, centre or event that makes it does;
    /// all whom it joins come with it, and the column `selected` tells them apart. What meets the terms is there although no edge may reach it. Places and organisations
    /// without a status always count. At a level above the parties, ends are taken up first, and what falls together is dropped.
    ///
    /// Costs what [`links`] and [`Terms::select`](crate::network::Terms::select) do, and O(m²) for each link of m members in [`View::Links`].
    #[must_use]
    pub fn of(graph: &'a Graph, question: &Question<'a>) -> Self {
        let all = links(graph, question.choice);
        let chooser = Chooser::new(graph, question, &all);
        let mut rows = Rows::new(&chooser);
        match question.view {
            View::Ties => ties(&chooser, &mut rows),
            View::TwoMode => two_mode(&chooser, &mut rows),
            View::Links => pairs(&chooser, &mut rows),
        }
        let Rows { tables, nodes, ties, .. } = rows;
        let chosen = chosen(graph, question);
        Self { graph, view: question.view, lang: question.lang, chosen, reader: question.reader, tables, nodes, ties }
    }
}

/// Tables that are being filled.
struct Rows<'a> {
    chooser: &'a Chooser<'a>,
    columns: NodeColumns<'a>,
    tables: Tables,
    nodes: Vec<Option<NodeIndex>>,
    ties: Vec<Option<EdgeIndex>>,
    /// The row of each node.
    row: BTreeMap<NodeIndex, usize>,
}

impl<'a> Rows<'a> {
    fn new(chooser: &'a Chooser<'a>) -> Self {
        Self {
            chooser,
            columns: NodeColumns::of(chooser),
            tables: Tables::default(),
            nodes: Vec::new(),
            ties: Vec::new(),
            row: BTreeMap::new(),
        }
    }

    /// Adds nodes, in index order; `met` are those that meet the terms.
    fn add_nodes(&mut self, nodes: &BTreeSet<NodeIndex>, met: &BTreeSet<NodeIndex>) {
        let graph = self.chooser.graph;
        self.tables.node_columns = self.columns.columns();
        for &index in nodes {
            let node = graph.node(index);
            self.row.insert(index, self.tables.nodes.len());
            self.nodes.push(Some(index));
            self.tables.nodes.push(NodeRow {
                id: node.id.to_string(),
                label: node.name(self.chooser.question.lang).to_owned(),
                kind: node.kind.word().to_owned(),
                cells: self.columns.cells(index, met.contains(&index)),
            });
        }
    }

    /// Adds an edge between two rows of nodes.
    fn add_edge(&mut self, (from, to): (usize, usize), kind: &str, weight: f64, tie: Option<EdgeIndex>, cells: Vec<Value>) {
        let id = |row: usize| self.tables.nodes[row].id.as_str();
        let mut id = format!("{}/{kind}/{}", id(from), id(to));
        // Several ties of one type between the same two follow each other.
        let is_again = |edge: &&EdgeRow| (edge.from, edge.to) == (from, to) && edge.kind == kind;
        let again = self.tables.edges.iter().rev().take_while(is_again).count();
        if again > 0 {
            id += &format!("/{}", again + 1);
        }
        self.ties.push(tie);
        self.tables.edges.push(EdgeRow { id, from, to, kind: kind.to_owned(), weight, cells });
    }
}

/// Nodes and ties as the base has them.
fn ties(chooser: &Chooser<'_>, rows: &mut Rows<'_>) {
    let graph = chooser.graph;
    let ties = chooser.ties();
    let met = chooser.nodes(|_| true);
    let mut nodes = met.clone();
    nodes.extend(ties.iter().flat_map(|tie| [tie.from, tie.to]));
    rows.add_nodes(&nodes, &met);
    rows.tables.directed = true;
    rows.tables.edge_columns = vec![
        Column::new("role", Holds::Text, "what the tie counts as: cooperation, contact or structure"),
        Column::new("own", Holds::Truth, "whether it has facts of its own, or shares those of its far end"),
    ];
    rows.tables.edge_columns.extend(columns::facts_columns());
    let is_event = |node| graph.node(node).kind == Kind::Event;
    for tie in ties {
        let own = !graph.is_inline(tie.tie);
        let facts = graph.facts(tie.tie);
        // What the paper is worth and what was judged of it is told once, at the paper.
        let shared = || Facts { value: None, note: None, ..facts.clone() };
        let mut cells = vec![Value::text(tie.kind.row().role.word()), Value::Truth(own)];
        cells.extend(if own {
            columns::facts_cells(graph, facts, false)
        } else {
            columns::facts_cells(graph, &shared(), is_event(tie.to))
        });
        let ends = (rows.row[&tie.from], rows.row[&tie.to]);
        rows.add_edge(ends, tie.kind.word(), 1.0, Some(tie.tie), cells);
    }
}

/// Parties and links, joined by memberships.
fn two_mode(chooser: &Chooser<'_>, rows: &mut Rows<'_>) {
    let graph = chooser.graph;
    let links = chooser.links();
    let met = chooser.nodes(|kind| KindSet::ACTORS.has(kind));
    let mut nodes = met.clone();
    nodes.extend(links.iter().flat_map(|(_, members)| members));
    rows.add_nodes(&nodes, &met);
    rows.tables.node_columns.insert(0, Column::new("mode", Holds::Text, "party, or link"));
    rows.tables.nodes.iter_mut().for_each(|node| node.cells.insert(0, Value::text("party")));
    rows.tables.edge_columns = columns::facts_columns();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut edges = Vec::new();
    for (index, members) in links {
        let via = chooser.links[index].via;
        let row = rows.tables.nodes.len();
        let (id, label, kind) = described(chooser, via);
        let mut cells = match via {
            Via::Node(node) => rows.columns.cells(node, chooser.meets(node)),
            Via::Tie(tie) => rows.columns.cells_of_tie(graph.facts(tie)),
        };
        cells.insert(0, Value::text("link"));
        let again = seen.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
        let id = if *again > 1 { format!("{id}/{again}") } else { id };
        rows.tables.nodes.push(NodeRow { id, label, kind: kind.to_owned(), cells });
        rows.nodes.push(match via {
            Via::Node(node) => Some(node),
            Via::Tie(_) => None,
        });
        edges.extend(members.into_iter().map(|member| (rows.row[&member], row, via)));
    }
    edges.sort_by_key(|&(party, link, _)| (party, link));
    for (party, link, via) in edges {
        let cells = columns::facts_cells(graph, &Facts { value: None, note: None, ..via.facts(graph).clone() }, false);
        rows.add_edge((party, link), "member", 1.0, None, cells);
    }
}

/// Id, label and kind of the node that stands for a link.
fn described<'a>(chooser: &Chooser<'a>, via: Via) -> (String, String, &'a str) {
    let (graph, lang) = (chooser.graph, chooser.question.lang);
    match via {
        Via::Node(index) => {
            let node = graph.node(index);
            // A venture is a party as well, and has its own node as such.
            let prefix = if KindSet::ACTORS.has(node.kind) { "link/" } else { "" };
            (format!("{prefix}{}", node.id), node.name(lang).to_owned(), node.kind.word())
        }
        Via::Tie(tie) => graph.tie(tie).map_or_else(Default::default, |(near, kind, far)| {
            let (near, far) = (graph.node(near), graph.node(far));
            let id = format!("{}/{}/{}", near.id, kind.word(), far.id);
            (id, format!("{} {} {}", near.name(lang), kind.row().says, far.name(lang)), kind.word())
        }),
    }
}

/// Parties, joined where they share links.
fn pairs(chooser: &Chooser<'_>, rows: &mut Rows<'_>) {
    let mut shared: BTreeMap<(NodeIndex, NodeIndex), Vec<Via>> = BTreeMap::new();
    for (index, members) in chooser.links() {
        for (place, &a) in members.iter().enumerate() {
            for &b in &members[place + 1..] {
                shared.entry((a, b)).or_default().push(chooser.links[index].via);
            }
        }
    }
    let met = chooser.nodes(|kind| KindSet::ACTORS.has(kind));
    let mut nodes = met.clone();
    nodes.extend(shared.keys().flat_map(|&(a, b)| [a, b]));
    rows.add_nodes(&nodes, &met);
    rows.tables.edge_columns = vec![
        Column::new("papers", Holds::Whole, "how many of the links are agreements"),
        Column::new(
            "links",
            Holds::List,
            "what makes the links: ids of agreements, ventures and centres, and ties as near end/type/far end",
        ),
        Column::new("titles", Holds::List, "what makes the links, by name"),
        Column::new("statuses", Holds::List, "how far the links have come"),
        Column::new("first", Holds::Text, "date of the first link that has one (EDTF)"),
        Column::new("last", Holds::Text, "date of the last link that has one (EDTF)"),
        Column::new("start", Holds::Day, "the first day that `first` can mean"),
        Column::new("fields", Holds::List, "fields of cooperation of the links"),
        Column::new("sources", Holds::List, "who says so: document and place in it"),
        Column::new("source_urls", Holds::List, "addresses of what the sources name"),
    ];
    for ((a, b), vias) in shared {
        let ends = (rows.row[&a], rows.row[&b]);
        rows.add_edge(ends, "link", vias.len() as f64, None, pair_cells(chooser, &vias));
    }
}

/// What is known of the links of a pair.
fn pair_cells(chooser: &Chooser<'_>, vias: &[Via]) -> Vec<Value> {
    let graph = chooser.graph;
    let facts: Vec<&Facts> = vias.iter().map(|via| via.facts(graph)).collect();
    let described: Vec<(String, String, &str)> = vias.iter().map(|&via| described(chooser, via)).collect();
    let mut statuses: Vec<Status> = facts.iter().map(|facts| facts.standing()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let mut fields: Vec<Field> = facts.iter().flat_map(|facts| facts.fields.iter().copied()).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut dates: Vec<&Date> = facts.iter().filter_map(|facts| facts.date.as_ref()).collect();
    dates.sort_unstable();
    let date = |date: Option<&&Date>| Value::text(date.map_or_else(String::new, ToString::to_string));
    let mut citations = Vec::new();
    for citation in facts.iter().flat_map(|facts| &facts.sources) {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    let papers = vias.iter().filter(|via| via.paper(graph).is_some()).count();
    vec![
        Value::Whole(i64::try_from(papers).unwrap_or(i64::MAX)),
        Value::list(described.iter().map(|(id, ..)| id.strip_prefix("link/").unwrap_or(id).to_owned()).collect()),
        Value::list(described.iter().map(|(_, title, _)| title.clone()).collect()),
        Value::list(statuses.iter().map(|status| status.word().to_owned()).collect()),
        date(dates.first()),
        date(dates.last()),
        columns::start(dates.first().copied()),
        columns::fields(&fields),
        Value::list(columns::references(&citations)),
        Value::list(columns::addresses(graph, &citations)),
    ]
}

/// What was counted and chosen, in a sentence.
fn chosen(graph: &Graph, question: &Question<'_>) -> String {
    let header = graph.header();
    let statuses: Vec<&str> = question.choice.count.iter().map(|status| status.word()).collect();
    let day = question.choice.as_of.as_ref().unwrap_or(&header.updated);
    let terms = if question.terms.is_empty() { String::new() } else { format!(", {}", question.terms) };
    format!(
        "{} {}, licence {}: {} at the level of {}{terms}; counted: {}, as of {}.",
        header.title,
        header.version,
        header.licence,
        question.view.title(),
        question.level,
        statuses.join(", "),
        day.in_words()
    )
}
