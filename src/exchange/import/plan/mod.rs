//! What becomes of what comes in: who of it is known, what is new, and what cannot be told.
//!
//! Every node of the files is *found* in the base (by a decision, its id, a code or a name), *new*, *undecided* between several, skipped or rejected. An edge
//! between two that are found or new is a tie, a member of an agreement, or a paper of its own, and is there already, or new. What is new becomes records of
//! the base; nothing that is there is changed, but that members and those of a like name are added to.
//!
//! O(rows) look-ups by hash. The same files, base and rules give the same plan.

pub(super) mod find;
mod links;
mod nodes;
mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{super::Value, Decisions, Incoming, Place, Rejected};
use crate::{
    model::{
        Citation, Form, Graph, Id, Kind, Node, Source, Tie, TieType,
        graph::{EdgeIndex, NodeIndex},
    },
    names,
};

/// Why a row cannot come in, found out when it is held against the base.
pub mod reason {
    /// Several nodes of the base may be meant.
    pub const UNDECIDED: &str = "may mean several of the base";
    /// Its word for what it is means nothing here.
    pub const NO_KIND: &str = "is of no kind that is known";
    /// It does not say what it lies in.
    pub const NO_PLACE: &str = "lies in nothing that is known";
    /// Nothing is left of its name.
    pub const NO_NAME: &str = "has no name that an id can be made of";
    /// A value is none of the vocabulary, or no date.
    pub const BAD_VALUE: &str = "has a value that its field does not take";
    /// It cites what is not there.
    pub const NO_SOURCE: &str = "cites no document of the base";
    /// One of its ends does not come in.
    pub const NO_END: &str = "has an end that does not come in";
    /// Its type of edge means nothing here.
    pub const NO_TYPE: &str = "is of no type of tie that is known";
    /// Both its ends are one.
    pub const LOOP: &str = "joins a node with itself";
    /// A paper has two parties at least.
    pub const FEW: &str = "has fewer than two parties that come in";
    /// One of its parties is undecided, skipped or rejected.
    pub const NO_PARTY: &str = "has a party that does not come in";
    /// The base would not be sound with it.
    pub const UNSOUND: &str = "would not be sound in the base";
}

/// What files do not say of what comes in.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The kind of new nodes that tell none, and the form of it.
    pub kind: Option<(Kind, Option<Form>)>,
    /// What new nodes lie in that do not tell: an id or name of a place.
    pub within: Option<String>,
    /// What edges are whose type is no word for a tie.
    pub edges: Option<Made>,
    /// Values of fields that rows leave empty, by name of column.
    pub defaults: BTreeMap<String, String>,
    /// Words of the files, and ours for them.
    pub words: BTreeMap<String, String>,
    /// Who says so, where rows do not cite a document.
    pub source: Option<Citation>,
}

impl Rules {
    /// Says what a field is where rows do not: `kind` and `within` of new nodes, `edges` whose type is no word for a tie, `source`, or a field of what is known
    /// of a node or tie.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what to write.
    pub fn set(&mut self, field: &str, value: &str) -> Result<(), String> {
        const FIELDS: [&str; 9] = ["form", "status", "date", "until", "expected", "fields", "currency", "basis", "note"];
        let word = value.trim().to_lowercase().replace([' ', '-'], "_");
        match field {
            "kind" => {
                let kind = Kind::ALL.iter().copied().find(|kind| kind.word() == word).map(|kind| (kind, None));
                let form = || Form::ALL.iter().copied().find(|form| form.word() == word).map(|form| (form.kind(), Some(form)));
                let kinds = || Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
                self.kind =
                    Some(kind.or_else(form).ok_or_else(|| format!("`{value}` is no kind; there are {}, and their forms", kinds()))?);
            }
            "within" => self.within = Some(value.trim().to_owned()),
            "edges" => {
                let form = || Form::of(Kind::Agreement).find(|form| form.word() == word).map(Made::Agreement);
                self.edges = Some(TieType::find(&word).map(Made::Tie).or_else(form).ok_or_else(|| {
                    let ties = TieType::ALL.iter().map(|tie| tie.word());
                    let words = ties.chain(Form::of(Kind::Agreement).map(Form::word)).collect::<Vec<_>>().join(", ");
                    format!("`{value}` is neither a type of tie nor a form of agreement; there are {words}")
                })?);
            }
            "source" => {
                self.source = Some(
                    value.parse().map_err(|_| format!("`{value}` is no reference to a source; write its id, as in `zalessky, ch. 2`"))?,
                );
            }
            field if FIELDS.contains(&field) => drop(self.defaults.insert(field.to_owned(), value.trim().to_owned())),
            field => {
                return Err(format!(
                    "`{field}` cannot be said for all rows; these can: kind, within, edges, source, {}",
                    FIELDS.join(", ")
                ));
            }
        }
        Ok(())
    }
}

/// What an edge between two parties is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A tie of this type.
    Tie(TieType),
    /// An agreement of this form with the two as parties.
    Agreement(Form),
}

/// Who is meant by a node of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A node of the base.
    Found(NodeIndex),
    /// One that the base does not have.
    New,
    /// One of several of the base.
    Undecided(Vec<NodeIndex>),
    /// It is left out, as was decided.
    Skipped,
    /// It cannot come in; the plan has the reason.
    Rejected,
}

/// A node of the files, and who is meant.
#[derive(Clone, Debug)]
pub struct Meant {
    /// Who.
    pub outcome: Outcome,
    /// Why that is known, or what speaks for it.
    pub why: String,
}

/// A record that comes in.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all are nodes")]
pub enum New {
    /// A document.
    Source(Source),
    /// A node.
    Node(Node),
    /// A tie.
    Tie(Tie),
}

/// An addition to a list of a node that is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addition {
    /// The node.
    pub to: Id,
    /// Its field.
    pub field: &'static str,
    /// The id that is added.
    pub id: Id,
}

/// Where the files and the base have the same and say different things of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where the files say so.
    pub place: Place,
    /// Of what: an id, or near end, type and far end of a tie.
    pub of: String,
    /// Of which field.
    pub field: &'static str,
    /// What the base has, empty for nothing.
    pub ours: String,
    /// What the files have.
    pub theirs: String,
}

/// What would come in, and what would not.
#[derive(Debug, Default)]
pub struct Plan {
    /// For each node of the files, who is meant.
    pub meant: Vec<Meant>,
    /// For each node of the files, what it is, as far as the files and the rules tell.
    pub kinds: Vec<Option<(Kind, Option<Form>)>>,
    /// For each node of the files, its id in the base, if it is there or comes in.
    pub ids: Vec<Option<Id>>,
    /// The records that come in, with the place of the row that each is made from: documents, nodes, ties.
    pub new: Vec<(Place, New)>,
    /// What is added to nodes that are there, each once.
    pub additions: BTreeSet<Addition>,
    /// Ties that are there already.
    pub known_ties: BTreeSet<EdgeIndex>,
    /// How many edges say what another has said before.
    pub repeated: usize,
    /// Where both have the same and differ.
    pub differences: Vec<Difference>,
    /// The rows that cannot come in, by place.
    pub rejected: Vec<Rejected>,
}

/// Holds what comes in against a base.
///
/// # Errors
///
/// When a decision names a node that the base does not have.
pub fn plan(incoming: &Incoming, graph: &Graph, index: &names::Index, rules: &Rules, decisions: &Decisions) -> Result<Plan, NoSuchNode> {
    let mut planner = Planner {
        incoming,
        graph,
        rules,
        look: find::Look::new(graph, index),
        plan: Plan { rejected: incoming.rejected.clone(), ..Plan::default() },
        sources: BTreeSet::new(),
        rows: incoming.tables.nodes.iter().enumerate().map(|(row, node)| (node.id.as_str(), row)).collect(),
        taken: graph.nodes().map(|(_, node)| node.id.clone()).collect(),
        parties: vec![BTreeMap::new(); incoming.tables.nodes.len()],
        kinds: Vec::new(),
    };
    planner.kinds = incoming.tables.nodes.iter().map(|node| planner.kind(node)).collect();
    planner.sources();
    planner.parties();
    planner.meant(decisions)?;
    planner.nodes();
    planner.links();
    let mut plan = Plan { kinds: planner.kinds, ..planner.plan };
    plan.prune(incoming);
    plan.rejected.sort_by_key(|row| row.place);
    Ok(plan)
}

impl Plan {
    /// Takes out those that are new only because a row names them, when nothing that comes in does.
    pub fn prune(&mut self, incoming: &Incoming) {
        let only_named = incoming.tables.node_columns.iter().position(|column| column.name == find::ONLY_NAMED);
        let Some(at) = only_named else { return };
        let mut referred: BTreeSet<Id> = BTreeSet::new();
        for (_, new) in &self.new {
            match new {
                New::Source(_) => {}
                New::Node(node) => referred.extend(node.inline.iter().flat_map(|(_, ids)| ids).chain(&node.within).cloned()),
                New::Tie(tie) => referred.extend([tie.from.clone(), tie.to.clone()]),
            }
        }
        let mut gone: BTreeSet<Id> = BTreeSet::new();
        for (row, node) in incoming.tables.nodes.iter().enumerate() {
            let is_only_named = node.cells.get(at) == Some(&Value::Truth(true));
            let Some(id) =
                self.ids[row].clone().filter(|id| is_only_named && self.meant[row].outcome == Outcome::New && !referred.contains(id))
            else {
                continue;
            };
            self.meant[row].outcome = Outcome::Rejected;
            self.ids[row] = None;
            gone.insert(id);
        }
        if gone.is_empty() {
            return;
        }
        self.new.retain(|(_, new)| !matches!(new, New::Node(node) if gone.contains(&node.id)));
        self.additions.retain(|addition| !gone.contains(&addition.id));
        for (_, new) in &mut self.new {
            if let New::Node(node) = new {
                node.distinct_from.retain(|other| !gone.contains(other));
            }
        }
    }
}

/// A decision for a node that is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{name}” was decided to be `{id}`, and the base has no such node")]
pub struct NoSuchNode {
    /// The id of the node in the files.
    pub name: String,
    /// What was decided.
    pub id: Id,
}

/// A plan that is being made.
struct Planner<'a> {
    incoming: &'a Incoming,
    graph: &'a Graph,
    rules: &'a Rules,
    look: find::Look<'a>,
    plan: Plan,
    /// The row of each node of the files.
    rows: HashMap<&'a str, usize>,
    /// Ids that are given to somebody.
    taken: BTreeSet<Id>,
    /// Documents that may be cited: those of the base and those that come in.
    sources: BTreeSet<Id>,
    /// For each node, by the type of tie that is written in it, the rows of the near ends; what edges say of agreements, ventures, centres and events.
    parties: Vec<BTreeMap<TieType, Vec<usize>>>,
    /// For each node, what it is, as far as the files and the rules tell.
    kinds: Vec<Option<(Kind, Option<Form>)>>,
}

impl Planner<'_> {
    fn reject(&mut self, place: Place, reason: &'static str, detail: impl Into<String>, text: impl Into<String>) {
        self.plan.rejected.push(Rejected { place, reason, detail: detail.into(), text: text.into() });
    }

    fn sources(&mut self) {
        self.sources = self.graph.sources().map(|source| source.id.clone()).collect();
        for source in &self.incoming.sources {
            if self.sources.insert(source.id.clone()) {
                self.plan.new.push((Place::default(), New::Source(source.clone())));
            }
        }
    }

    /// The id of whoever is meant by a row, if that comes in.
    fn id(&self, row: usize) -> Option<&Id> {
        self.plan.ids.get(row)?.as_ref()
    }

    /// A word of the files in ours.
    fn word<'b>(&'b self, word: &'b str) -> &'b str {
        self.rules.words.get(word.trim()).map_or(word, String::as_str)
    }
}
