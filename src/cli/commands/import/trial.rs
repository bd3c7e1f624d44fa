//! Would the base be sound with what comes in? What would not be is left out, and the rest comes in.

use std::collections::{BTreeSet, HashMap};

use crate::{
    check,
    exchange::import::{
        Incoming, Rejected,
        plan::{New, Outcome, Plan, reason},
    },
    model::{Id, Tie},
    store::{self, Base, Change, Edits, Finding, Loaded, Place, compose, quoted},
};

/// After so many rounds what is still wrong is wrong with the base.
const ROUNDS: usize = 20;

/// The changes that bring in what is sound.
pub struct Trial {
    /// The files that change.
    pub changes: Vec<Change>,
}

/// A base that would not be sound, whatever is left out.
pub struct Unsound {
    /// As it would be.
    pub base: Base,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Who made a record of the base as it would be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Maker {
    /// This one of those that come in.
    New(usize),
    /// It was there.
    Old,
}

/// Tries what would come in, and takes out of the plan what a check objects to, until it objects to nothing; each time what is left is checked as a whole, as
/// leaving out one record may take away what another refers to.
pub fn of(loaded: &Loaded, into: &str, incoming: &Incoming, plan: &mut Plan) -> Result<Trial, Box<Unsound>> {
    for _ in 0..ROUNDS {
        let changes = changes(loaded, into, plan);
        if changes.is_empty() {
            return Ok(Trial { changes });
        }
        let after = store::read(loaded.base.after(&changes));
        let makers = makers(&after, into, plan);
        let checked = check::errors(after);
        if checked.findings.is_empty() {
            return Ok(Trial { changes });
        }
        let mut wrong: HashMap<usize, String> = HashMap::new();
        for finding in &checked.findings {
            let marks = std::iter::once(&finding.mark).chain(&finding.related);
            let made = marks.filter_map(|mark| match maker(&makers, mark.file, mark.span.start) {
                Maker::New(index) => Some(index),
                Maker::Old => None,
            });
            if let Some(index) = made.into_iter().next() {
                wrong.entry(index).or_insert_with(|| format!("{} ({})", finding.message, finding.rule));
            }
        }
        if wrong.is_empty() {
            return Err(Box::new(Unsound { base: checked.base, findings: checked.findings }));
        }
        leave_out(plan, &wrong);
        plan.prune(incoming);
    }
    let changes = changes(loaded, into, plan);
    let checked = check::errors(store::read(loaded.base.after(&changes)));
    if checked.findings.is_empty() {
        Ok(Trial { changes })
    } else {
        Err(Box::new(Unsound { base: checked.base, findings: checked.findings }))
    }
}

fn changes(loaded: &Loaded, into: &str, plan: &Plan) -> Vec<Change> {
    let mut edits = Edits::new(loaded);
    for (_, new) in &plan.new {
        let record = match new {
            New::Source(source) => compose(source),
            New::Node(node) => compose(node),
            New::Tie(tie) => compose(tie),
        };
        edits.append(into, &record);
    }
    let places: HashMap<&Id, Place> = loaded.records.nodes.iter().map(|node| &node.id).zip(loaded.places.nodes.iter().copied()).collect();
    for addition in &plan.additions {
        if let Some(place) = places.get(&addition.to) {
            edits.push(*place, addition.field, &quoted(addition.id.as_str()));
        }
    }
    edits.changes()
}

/// Where records begin and end, by file and place, and who made each.
fn makers(after: &Loaded, into: &str, plan: &Plan) -> Vec<(Place, Maker)> {
    let (mut nodes, mut sources, mut ties): (HashMap<&Id, usize>, HashMap<&Id, usize>, Vec<usize>) = Default::default();
    for (index, (_, new)) in plan.new.iter().enumerate() {
        match new {
            New::Source(source) => drop(sources.insert(&source.id, index)),
            New::Node(node) => drop(nodes.insert(&node.id, index)),
            New::Tie(_) => ties.push(index),
        }
    }
    let maker = |index: Option<&usize>| index.map_or(Maker::Old, |&index| Maker::New(index));
    let records = &after.records;
    let mut makers: Vec<(Place, Maker)> = Vec::new();
    makers.extend(after.places.nodes.iter().zip(&records.nodes).map(|(&place, node)| (place, maker(nodes.get(&node.id)))));
    makers.extend(after.places.sources.iter().zip(&records.sources).map(|(&place, source)| (place, maker(sources.get(&source.id)))));
    // Ties have no id; those that come in are the last of their file.
    let file = after.base.files.iter().position(|file| file.path == into);
    let of_file: Vec<(Place, &Tie)> =
        after.places.ties.iter().copied().zip(&records.ties).filter(|(place, _)| Some(place.file) == file).collect();
    let first = of_file.len().saturating_sub(ties.len());
    makers.extend(of_file[first..].iter().zip(&ties).map(|((place, _), &index)| (*place, Maker::New(index))));
    makers.sort_unstable();
    makers
}

/// Who made the record that a byte of a file lies in.
fn maker(makers: &[(Place, Maker)], file: usize, byte: u32) -> Maker {
    let before = makers.partition_point(|(place, _)| (place.file, place.word.start) <= (file, byte));
    let inside = before.checked_sub(1).map(|at| makers[at]).filter(|(place, _)| place.file == file && byte <= place.body.end);
    inside.map_or(Maker::Old, |(_, maker)| maker)
}

fn leave_out(plan: &mut Plan, wrong: &HashMap<usize, String>) {
    let mut gone: BTreeSet<Id> = BTreeSet::new();
    let mut kept = Vec::with_capacity(plan.new.len());
    for (index, (place, new)) in std::mem::take(&mut plan.new).into_iter().enumerate() {
        let Some(detail) = wrong.get(&index) else {
            kept.push((place, new));
            continue;
        };
        let text = match &new {
            New::Source(source) => source.id.to_string(),
            New::Node(node) => {
                gone.insert(node.id.clone());
                node.name("en").to_owned()
            }
            New::Tie(tie) => format!("{} {} {}", tie.from, tie.tie.word(), tie.to),
        };
        plan.rejected.push(Rejected { place, reason: reason::UNSOUND, detail: detail.clone(), text });
    }
    plan.new = kept;
    plan.additions.retain(|addition| !gone.contains(&addition.id));
    for (_, new) in &mut plan.new {
        if let New::Node(node) = new {
            node.distinct_from.retain(|id| !gone.contains(id));
        }
    }
    for (meant, id) in plan.meant.iter_mut().zip(&mut plan.ids) {
        if meant.outcome == Outcome::New && id.as_ref().is_some_and(|id| gone.contains(id)) {
            meant.outcome = Outcome::Rejected;
            *id = None;
        }
    }
    plan.rejected.sort_by_key(|row| row.place);
}
