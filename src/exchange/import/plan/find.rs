//! Who of the base is meant by a node of the files?

use std::collections::HashMap;

use petgraph::Direction;

use super::{Meant, NoSuchNode, Outcome, Planner, row::Cells};
use crate::{
    exchange::{
        NodeRow,
        import::{Decision, Decisions},
    },
    model::{Date, Form, Graph, Kind, KindSet, TieType, graph::NodeIndex},
    names,
};

/// The column that says what a node is if it is new; whoever is meant may be anything.
pub(in crate::exchange::import) const IF_NEW: &str = "kind_if_new";

/// The column that says that a node is there only for what refers to it.
pub(in crate::exchange::import) const ONLY_NAMED: &str = "only_named";

/// The base, to be asked by id, code and name.
pub(super) struct Look<'a> {
    graph: &'a Graph,
    index: &'a names::Index,
    codes: HashMap<(&'static str, String), NodeIndex>,
    /// Agreements by their parties, in the order of nodes.
    papers: HashMap<Vec<NodeIndex>, Vec<NodeIndex>>,
}

impl<'a> Look<'a> {
    pub fn new(graph: &'a Graph, index: &'a names::Index) -> Self {
        let mut codes = HashMap::new();
        let mut papers: HashMap<Vec<NodeIndex>, Vec<NodeIndex>> = HashMap::new();
        for (node, record) in graph.nodes() {
            let geonames = record.codes.geonames.map(|number| number.to_string());
            let known =
                [("iso", &record.codes.iso), ("wikidata", &record.codes.wikidata), ("ror", &record.codes.ror), ("geonames", &geonames)];
            for (which, code) in known {
                codes.extend(code.iter().map(|code| ((which, code.clone()), node)));
            }
            if record.kind == Kind::Agreement {
                let parties = graph.ties_of(node, Direction::Incoming).into_iter().filter(|(_, tie, _)| *tie == TieType::Signed);
                let mut parties: Vec<NodeIndex> = parties.map(|(_, _, party)| party).collect();
                parties.sort_unstable();
                papers.entry(parties).or_default().push(node);
            }
        }
        Self { graph, index, codes, papers }
    }

    /// The node with the code that a register of this name gives.
    pub fn code(&self, register: &'static str, code: &str) -> Option<NodeIndex> {
        self.codes.get(&(register, code.to_owned())).copied()
    }

    /// The agreements between just these parties.
    pub fn papers(&self, parties: &[NodeIndex]) -> &[NodeIndex] {
        self.papers.get(parties).map(Vec::as_slice).unwrap_or_default()
    }

    /// A place by its id, its ISO code or a name that only it has among places.
    pub fn place(&self, text: &str) -> Option<NodeIndex> {
        let fits = |&node: &NodeIndex| KindSet::PLACES.with(KindSet::of(&[Kind::Park])).has(self.graph.node(node).kind);
        let by_id = || self.graph.find(text).filter(fits);
        let by_code = || self.code("iso", text).filter(fits);
        by_id().or_else(by_code).or_else(|| {
            match self.index.called(self.graph, text).into_iter().filter(fits).collect::<Vec<_>>().as_slice() {
                [one] => Some(*one),
                _ => None,
            }
        })
    }
}

impl Planner<'_> {
    /// What a node is, as far as the word of the files tells.
    pub(super) fn kind(&self, node: &NodeRow) -> Option<(Kind, Option<Form>)> {
        self.kind_called(&node.kind)
    }

    /// What a node is that is new and does not tell.
    pub(super) fn kind_if_new(&self, row: usize) -> Option<(Kind, Option<Form>)> {
        let node = &self.incoming.tables.nodes[row];
        let said = || self.kind_called(&self.cells(row).text(IF_NEW)?);
        if node.kind.is_empty() { said().or(self.rules.kind) } else { None }
    }

    fn kind_called(&self, word: &str) -> Option<(Kind, Option<Form>)> {
        let word = self.word(word).to_lowercase().replace([' ', '-'], "_");
        let kind = Kind::ALL.iter().copied().find(|kind| kind.word() == word).map(|kind| (kind, None));
        kind.or_else(|| Form::ALL.iter().copied().find(|form| form.word() == word).map(|form| (form.kind(), Some(form))))
    }

    /// Finds out who is meant by each node. Agreements come last: they are known by who signed them as well.
    pub(super) fn meant(&mut self, decisions: &Decisions) -> Result<(), NoSuchNode> {
        let nodes = &self.incoming.tables.nodes;
        let is_paper = |row: usize| self.kinds[row].is_some_and(|(kind, _)| kind == Kind::Agreement);
        let (papers, others): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|&row| is_paper(row));
        self.plan.meant = vec![Meant { outcome: Outcome::Rejected, why: String::new() }; nodes.len()];
        let new = || Meant { outcome: Outcome::New, why: String::new() };
        for row in others.into_iter().chain(papers) {
            self.plan.meant[row] = match decisions.0.get(&nodes[row].id) {
                Some(Decision::Skip) => Meant { outcome: Outcome::Skipped, why: "decided".to_owned() },
                Some(Decision::New) => Meant { why: "decided".to_owned(), ..new() },
                Some(Decision::Is(id)) => {
                    let node = self.graph.find(id.as_str()).ok_or_else(|| NoSuchNode { name: nodes[row].id.clone(), id: id.clone() })?;
                    Meant { outcome: Outcome::Found(node), why: "decided".to_owned() }
                }
                None => self.look_up(row).unwrap_or_else(new),
            };
        }
        let found = |meant: &Meant| match meant.outcome {
            Outcome::Found(node) => Some(self.graph.node(node).id.clone()),
            _ => None,
        };
        self.plan.ids = self.plan.meant.iter().map(found).collect();
        Ok(())
    }

    /// Who of the base is meant by a row; `None` when nobody is.
    fn look_up(&self, row: usize) -> Option<Meant> {
        let tables = &self.incoming.tables;
        let node = &tables.nodes[row];
        let cells = self.cells(row);
        let kind = self.kinds[row].map(|(kind, _)| kind);
        let fits = |&found: &NodeIndex| match kind {
            Some(kind) => self.graph.node(found).kind == kind,
            None => KindSet::ACTORS.has(self.graph.node(found).kind),
        };
        let found = |node: NodeIndex, why: &str| Some(Meant { outcome: Outcome::Found(node), why: why.to_owned() });
        if let Some(same) = self.graph.find(&node.id).filter(fits) {
            return found(same, "id");
        }
        for register in ["iso", "wikidata", "ror", "geonames"] {
            let code = cells.text(register);
            if let Some(same) = code.and_then(|code| self.look.code(register, &code)).filter(fits) {
                return found(same, &format!("code ({register})"));
            }
        }
        if kind == Some(Kind::Agreement) {
            return self.paper(row, &cells);
        }
        let mut names = vec![node.label.clone()];
        names.extend(cells.beginning("name_").into_iter().map(|(_, name)| name));
        for name in names.iter().filter(|name| !name.is_empty()) {
            let mut called: Vec<NodeIndex> = self.look.index.called(self.graph, name).into_iter().filter(fits).collect();
            // Another code of the same register is another thing; and so is what lies in another country.
            called.retain(|&one| !self.contradicts(&cells, one));
            let preferred = self.kind_if_new(row).map(|(kind, _)| kind);
            let is_preferred = |one: &NodeIndex| Some(self.graph.node(*one).kind) == preferred;
            if called.iter().any(is_preferred) {
                called.retain(is_preferred);
            }
            match called.as_slice() {
                [] => {}
                [one] => return found(*one, "name"),
                _ => {
                    // As everywhere else, the name of one in the language of the base comes before other names of others.
                    let chosen = self
                        .look
                        .index
                        .identify(self.graph, name)
                        .ok()
                        .filter(|chosen| !chosen.is_guess() && called.contains(&chosen.node));
                    return match chosen {
                        Some(chosen) => found(chosen.node, "name"),
                        None => Some(Meant { outcome: Outcome::Undecided(called), why: "several of that name".to_owned() }),
                    };
                }
            }
        }
        None
    }

    /// Do codes or country of a row say that it is not a node?
    fn contradicts(&self, cells: &Cells<'_>, node: NodeIndex) -> bool {
        let record = self.graph.node(node);
        let geonames = record.codes.geonames.map(|number| number.to_string());
        let ours = [("iso", &record.codes.iso), ("wikidata", &record.codes.wikidata), ("ror", &record.codes.ror), ("geonames", &geonames)];
        let differs = |(register, code): (&str, &Option<String>)| code.as_ref().zip(cells.text(register)).is_some_and(|(a, b)| *a != b);
        if ours.into_iter().any(differs) {
            return true;
        }
        let country = cells.text("country").and_then(|text| self.look.place(&text));
        country.is_some_and(|country| !self.graph.lies_in(node, country))
    }

    /// The agreement of the base that a row is: of that title, or of that form and date between the same parties. Many papers are called alike (“Agreement on
    /// cooperation”), so a title is not enough where others have signed.
    fn paper(&self, row: usize, cells: &Cells<'_>) -> Option<Meant> {
        let node = &self.incoming.tables.nodes[row];
        let found = |node: NodeIndex, why: &str| Some(Meant { outcome: Outcome::Found(node), why: why.to_owned() });
        let known = |row: &usize| match self.plan.meant[*row].outcome {
            Outcome::Found(node) => Some(node),
            _ => None,
        };
        let told = self.parties[row].get(&TieType::Signed).map(Vec::as_slice).unwrap_or_default();
        let parties: Vec<NodeIndex> = told.iter().filter_map(known).collect();
        let all_known = parties.len() == told.len();
        let date = self.facts(cells).ok().and_then(|facts| facts.date);
        let mut titled: Vec<NodeIndex> = if node.label.is_empty() { Vec::new() } else { self.look.index.called(self.graph, &node.label) };
        titled.retain(|&paper| self.graph.node(paper).kind == Kind::Agreement && self.may_have_signed(paper, &parties, all_known));
        // Of several of that title the one of just these parties and that date is meant, if there is one.
        let same_parties = |paper: &NodeIndex| all_known && self.signatories(*paper).len() == parties.len();
        let same_date = |paper: &NodeIndex| self.graph.node(*paper).facts.date == date;
        for preferred in [&same_parties as &dyn Fn(&NodeIndex) -> bool, &same_date] {
            if titled.iter().any(preferred) {
                titled.retain(preferred);
            }
        }
        match titled.as_slice() {
            [] => {}
            [same] => return found(*same, "title"),
            _ => return Some(Meant { outcome: Outcome::Undecided(titled), why: "several of that title".to_owned() }),
        }
        if told.is_empty() || !all_known {
            return None;
        }
        let form = self.form(cells, Kind::Agreement).ok()?.or(self.kinds[row].and_then(|(_, form)| form));
        self.facts(cells).ok()?;
        self.same_paper(&parties, form, date.as_ref()).and_then(|same| found(same, "parties, form and date"))
    }

    /// Who has signed an agreement of the base.
    fn signatories(&self, paper: NodeIndex) -> Vec<NodeIndex> {
        let ties = self.graph.ties_of(paper, Direction::Incoming).into_iter();
        ties.filter(|(_, tie, _)| *tie == TieType::Signed).map(|(_, _, party)| party).collect()
    }

    /// Can the parties that a row has be those of an agreement? One of the two may lack some, but not both.
    fn may_have_signed(&self, paper: NodeIndex, parties: &[NodeIndex], all_known: bool) -> bool {
        let ours = self.signatories(paper);
        (all_known && parties.iter().all(|party| ours.contains(party))) || ours.iter().all(|party| parties.contains(party))
    }

    /// The agreement of the base between these parties, of this form where one is said, and of this date where both have one.
    pub(super) fn same_paper(&self, parties: &[NodeIndex], form: Option<Form>, date: Option<&Date>) -> Option<NodeIndex> {
        let mut parties = parties.to_vec();
        parties.sort_unstable();
        parties.dedup();
        let same = |&&paper: &&NodeIndex| {
            let node = self.graph.node(paper);
            form.is_none_or(|form| node.form == Some(form))
                && (date.is_none() || node.facts.date.is_none() || node.facts.date.as_ref() == date)
        };
        self.look.papers(&parties).iter().find(same).copied()
    }
}
