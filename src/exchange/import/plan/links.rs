//! Edges become ties and papers, or are told to be there.

use std::collections::{BTreeSet, HashMap};

use petgraph::Direction;

use super::{
    Difference, Made, New, Outcome, Planner,
    nodes::titled,
    reason,
    row::{Cells, Wrong},
};
use crate::{
    exchange::{EdgeRow, Value},
    model::{
        Date, Facts, Form, Id, Kind, Node, Tie, TieType,
        graph::{EdgeIndex, NodeIndex},
    },
};

/// What an edge says: near end, word for the tie or paper, far end, date.
type Said = (Id, &'static str, Id, Option<Date>);

/// Near end, type and far end.
type Between = (NodeIndex, TieType, NodeIndex);

impl Planner<'_> {
    /// The tie that an edge is, by its word.
    fn tie(&self, edge: &EdgeRow) -> Option<TieType> {
        let kind = |row: usize| self.kinds[row].map(|(kind, _)| kind);
        let to_paper = kind(edge.to) == Some(Kind::Agreement) || kind(edge.from) == Some(Kind::Agreement);
        match self.word(&edge.kind) {
            "" | "member" if to_paper => Some(TieType::Signed),
            word => TieType::find(&word.replace(' ', "_")),
        }
    }

    /// The type, near end and far end of an edge that is written in the node that it leads to.
    pub(super) fn inline(&self, edge: &EdgeRow) -> Option<(TieType, usize, usize)> {
        let tie = self.tie(edge).filter(|tie| tie.row().inline.is_some())?;
        let kind = |row: usize| self.kinds[row].map(|(kind, _)| kind);
        let titled = |row: usize| matches!(kind(row), Some(Kind::Agreement | Kind::Event));
        // Whoever draws no arrows may have the paper first.
        let (from, to) = if titled(edge.from) && !titled(edge.to) { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let own = Cells::new(&self.incoming.tables.edge_columns, &edge.cells).get("own").clone();
        let shared = own == Value::Truth(false) || (own != Value::Truth(true) && titled(to));
        shared.then_some((tie, from, to))
    }

    /// Makes ties and papers of edges.
    pub(super) fn links(&mut self) {
        let mut known: HashMap<Between, Vec<EdgeIndex>> = HashMap::new();
        for (tie, from, kind, to) in self.graph.ties() {
            known.entry((from, kind, to)).or_default().push(tie);
            if kind.row().symmetric {
                known.entry((to, kind, from)).or_default().push(tie);
            }
        }
        self.differences_of_nodes();
        let mut seen: BTreeSet<Said> = BTreeSet::new();
        let told: BTreeSet<super::Place> = self.plan.rejected.iter().map(|row| row.place).collect();
        for row in 0..self.incoming.tables.edges.len() {
            if let Err((why, detail)) = self.link(row, &known, &mut seen) {
                // Why a row does not come in is told once.
                if why == reason::NO_END && told.contains(&self.incoming.edge_places[row]) {
                    continue;
                }
                let tables = &self.incoming.tables;
                let edge = &tables.edges[row];
                let (from, to) = tables.ends(edge);
                self.reject(self.incoming.edge_places[row], why, detail, format!("{from} {} {to}", edge.kind));
            }
        }
    }

    fn link(&mut self, row: usize, known: &HashMap<Between, Vec<EdgeIndex>>, seen: &mut BTreeSet<Said>) -> Result<(), Wrong> {
        let tables = &self.incoming.tables;
        let (edge, place) = (&tables.edges[row], self.incoming.edge_places[row]);
        let label = |row: usize| tables.nodes[row].label.clone();
        let id = |planner: &Self, row: usize| planner.id(row).cloned().ok_or_else(|| (reason::NO_END, label(row)));
        let node = |planner: &Self, row: usize| match planner.plan.meant[row].outcome {
            Outcome::Found(node) => Some(node),
            _ => None,
        };
        if let Some((tie, from, to)) = self.inline(edge) {
            let (near, far) = (id(self, from)?, id(self, to)?);
            if let (Some(a), Some(b)) = (node(self, from), node(self, to)) {
                match known.get(&(a, tie, b)) {
                    Some(ties) => self.plan.known_ties.extend(ties),
                    None => self.lacks(place, &far, tie, &near),
                }
            } else if node(self, to).is_some() {
                self.lacks(place, &far, tie, &near);
            }
            return Ok(());
        }
        let made = self.tie(edge).map(Made::Tie).or(self.rules.edges).ok_or_else(|| {
            let word = if edge.kind.is_empty() { "it tells none; --edges says it for all".to_owned() } else { edge.kind.clone() };
            (reason::NO_TYPE, word)
        })?;
        let (near, far) = (id(self, edge.from)?, id(self, edge.to)?);
        if near == far {
            return Err((reason::LOOP, near.to_string()));
        }
        let cells = Cells::new(&tables.edge_columns, &edge.cells);
        let facts = self.facts(&cells)?;
        let facts = Facts { sources: self.citations(&cells, &facts)?, ..facts };
        let either_way = !matches!(made, Made::Tie(tie) if !tie.row().symmetric);
        let (a, b) = if either_way && near > far { (far.clone(), near.clone()) } else { (near.clone(), far.clone()) };
        let word = match made {
            Made::Tie(tie) => tie.word(),
            Made::Agreement(form) => form.word(),
        };
        if !seen.insert((a, word, b, facts.date.clone())) {
            self.plan.repeated += 1;
            return Ok(());
        }
        let both = node(self, edge.from).zip(node(self, edge.to));
        match made {
            Made::Tie(tie) => {
                let same = |&&one: &&EdgeIndex| {
                    let date = self.graph.facts(one).date.as_ref();
                    date.is_none() || facts.date.is_none() || date == facts.date.as_ref()
                };
                let ours = both.and_then(|(a, b)| known.get(&(a, tie, b))?.iter().find(same).copied());
                if let Some(ours) = ours {
                    self.plan.known_ties.insert(ours);
                    self.differ(place, &format!("{near} {} {far}", tie.word()), &facts, &self.graph.facts(ours).clone());
                } else {
                    self.plan.new.push((place, New::Tie(Tie { from: near, tie, to: far, facts })));
                }
            }
            Made::Agreement(form) => {
                if let Some(paper) = both.and_then(|(a, b)| self.same_paper(&[a, b], Some(form), facts.date.as_ref())) {
                    self.plan.known_ties.extend(self.graph.ties_of(paper, Direction::Incoming).into_iter().map(|(tie, ..)| tie));
                    let (of, ours) = (self.graph.node(paper).id.to_string(), self.graph.node(paper).facts.clone());
                    self.differ(place, &of, &facts, &ours);
                    return Ok(());
                }
                let paper = self.paper_of(form, (edge.from, near), (edge.to, far), facts)?;
                self.plan.new.push((place, New::Node(paper)));
            }
        }
        Ok(())
    }

    /// The paper that an edge stands for.
    fn paper_of(&mut self, form: Form, (a, near): (usize, Id), (b, far): (usize, Id), facts: Facts) -> Result<Node, Wrong> {
        let year = facts
            .date
            .as_ref()
            .and_then(|date| date.to_string().get(..4).map(str::to_owned))
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let text = [Some(near.to_string()), Some(far.to_string()), year].into_iter().flatten().collect::<Vec<_>>().join("-");
        let id = self.id_of(&text, Kind::Agreement).ok_or_else(|| (reason::NO_NAME, text.clone()))?;
        let mut paper = Node::new(id, Kind::Agreement, &titled(Some(form), &[self.english(a), self.english(b)]));
        paper.form = Some(form);
        paper.facts = facts;
        paper.inline = vec![(TieType::Signed, vec![near, far])];
        Ok(paper)
    }

    /// Tells that the files have a member of something that the base has without it.
    fn lacks(&mut self, place: super::Place, of: &Id, tie: TieType, member: &Id) {
        let field = tie.row().inline.unwrap_or("parties");
        self.plan.differences.push(Difference { place, of: of.to_string(), field, ours: String::new(), theirs: member.to_string() });
    }

    /// Tells where rows say other things of nodes that are found than the base.
    fn differences_of_nodes(&mut self) {
        let tables = &self.incoming.tables;
        for row in 0..tables.nodes.len() {
            let Outcome::Found(found) = self.plan.meant[row].outcome else { continue };
            let ours = self.graph.node(found);
            let cells = self.cells(row);
            let (place, of) = (self.incoming.node_places[row], ours.id.to_string());
            if let Ok(facts) = self.facts(&cells) {
                self.differ(place, &of, &facts, &ours.facts.clone());
            }
            let form = self.form(&cells, ours.kind).ok().flatten().or(self.kinds[row].and_then(|(_, form)| form));
            if let Some(form) = form.filter(|form| ours.form != Some(*form)) {
                let ours = ours.form.map_or("", Form::word).to_owned();
                self.plan.differences.push(Difference { place, of: of.clone(), field: "form", ours, theirs: form.word().to_owned() });
            }
            if let Some((kind, _)) = self.kinds[row].filter(|(kind, _)| *kind != ours.kind) {
                let ours = ours.kind.word().to_owned();
                self.plan.differences.push(Difference { place, of, field: "kind", ours, theirs: kind.word().to_owned() });
            }
        }
    }

    /// Tells where facts of the files are other than those of the base.
    fn differ(&mut self, place: super::Place, of: &str, theirs: &Facts, ours: &Facts) {
        let date = |date: &Option<Date>| date.as_ref().map_or_else(String::new, ToString::to_string);
        let status = |facts: &Facts| facts.status.map_or_else(String::new, |status| status.word().to_owned());
        let fields = [
            ("status", status(ours), status(theirs)),
            ("date", date(&ours.date), date(&theirs.date)),
            ("until", date(&ours.until), date(&theirs.until)),
            ("expected", date(&ours.expected), date(&theirs.expected)),
        ];
        let differs = fields.into_iter().filter(|(_, ours, theirs)| !theirs.is_empty() && ours != theirs);
        self.plan.differences.extend(differs.map(|(field, ours, theirs)| Difference { place, of: of.to_owned(), field, ours, theirs }));
    }
}
