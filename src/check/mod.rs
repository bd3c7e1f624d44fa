//! What can be wrong with a base?
//!
//! Every rule is a row of one table ([`rules::RULES`]): its name, how grave it is, why anyone would want it, an example of right and
//! of wrong, and the function that looks for it. A check is a function of the [`Context`] that returns *all* it finds; the checks know
//! nothing of each other, and none stops another. What a fault in the writing makes unknowable is not reported a second time.
//!
//! This is also the only place where a [`Graph`] is made, so that whoever holds one need not ask whether it is sound.

mod context;
pub mod rules;

mod bad_value;
mod code_form;
mod containment_cycle;
mod dangling_reference;
mod duplicate_id;
mod duplicate_tie;
mod few_parties;
mod header;
mod homonyms;
mod mirrored_tie;
mod misplaced_field;
mod missing_source;
mod name_claimed_twice;
mod name_form;
mod no_container;
mod orphan_source;
mod required_field;
mod reversed_dates;
mod self_reference;
mod several_containers;
mod shared_code;
mod shared_names;
mod status_and_date;
mod suggest;
mod tie_ends;
mod undated_twin;
mod unmet_claim;
mod wrong_container;
mod wrong_form;

use context::a;
pub use context::{AnyTie, Context, Reference, Spot};
pub use rules::{FoundBy, RULES, Rule};

use std::mem::take;

use crate::{
    model::{Graph, Records},
    store::{Base, Finding, Loaded, Severity},
};

/// A base after all checks.
#[derive(Debug)]
pub struct Checked {
    /// The files, which the findings point into.
    pub base: Base,
    /// All that is wrong, by file, place in it and rule.
    pub findings: Vec<Finding>,
    /// The graph; `None` when there is an error among the findings.
    pub graph: Option<Graph>,
}

impl Checked {
    /// How many errors and how many warnings there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }
}

/// Runs every check over a base, and makes the graph of it if nothing is in error.
///
/// Linear in the records, but for sorting, and one pass over the ties for each date of a claim that is counted.
///
/// ```
/// use accord::{check, store};
/// let checked = check::check(store::read(store::Base::curated()));
/// assert!(checked.graph.is_some());
/// ```
#[must_use]
pub fn check(loaded: Loaded) -> Checked {
    run(loaded, Severity::Warning)
}

/// As [`check`], but looks for errors alone: what is needed before a base is asked.
#[must_use]
pub fn errors(loaded: Loaded) -> Checked {
    run(loaded, Severity::Error)
}

/// Runs the checks of rules that are at least so grave.
fn run(mut loaded: Loaded, least: Severity) -> Checked {
    let rules = || RULES.iter().filter(|rule| rule.severity <= least);
    let mut findings = Vec::new();
    {
        let context = Context::new(&loaded);
        for rule in rules() {
            if let FoundBy::Records(check) = rule.found_by {
                findings.extend(check(&context));
            }
        }
    }
    findings.append(&mut loaded.findings);
    let sound = findings.iter().all(|finding| finding.severity != Severity::Error);
    let graph = sound.then(|| assemble(&mut loaded));
    if let Some(graph) = &graph {
        for rule in rules() {
            if let FoundBy::Graph(check) = rule.found_by {
                findings.extend(check(graph, &loaded));
            }
        }
    }
    let graph = graph.filter(|_| findings.iter().all(|finding| finding.severity != Severity::Error));
    findings.sort_by(|a, b| (&a.mark, a.rule, &a.message).cmp(&(&b.mark, b.rule, &b.message)));
    Checked { base: loaded.base, findings, graph }
}

/// Makes the graph of sound records. Claims are copied, for they are still to be held against it; all else moves.
fn assemble(loaded: &mut Loaded) -> Graph {
    let records = &mut loaded.records;
    Graph::assemble(Records {
        header: records.header.clone(),
        nodes: take(&mut records.nodes),
        ties: take(&mut records.ties),
        sources: take(&mut records.sources),
        claims: records.claims.clone(),
    })
}
