//! What can be wrong with a base?
//!
//! Every rule is a row of one table ([`rules::RULES`]): its name, how grave it is, why anyone would want it, an example of right and
//! of wrong, and the function that looks for it. A check is a function of the [`Context`] that returns *all* it finds; the checks know
//! nothing of each other, and none stops another. What a fault in the writing makes unknowable is not reported a second time.
//!
//! This is also the only place where a [`Graph`] is made, so that whoever holds one need not ask whether it is sound.

mod context;
pub mod rules;

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
mod wrong_container;
mod wrong_form;

use context::a;
pub use context::{AnyTie, Context, Reference, Spot};
pub use rules::{RULES, Rule};

use crate::{
    model::Graph,
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
/// Sorting aside, linear in the records.
///
/// ```
/// use accord::{check, store};
/// let checked = check::check(store::read(store::Base::curated()));
/// assert!(checked.graph.is_some());
/// ```
#[must_use]
pub fn check(mut loaded: Loaded) -> Checked {
    let mut findings = Vec::new();
    {
        let context = Context::new(&loaded);
        for rule in RULES {
            if let Some(run) = rule.run {
                findings.extend(run(&context));
            }
        }
    }
    findings.append(&mut loaded.findings);
    findings.sort_by(|a, b| (&a.mark, a.rule, &a.message).cmp(&(&b.mark, b.rule, &b.message)));
    let sound = findings.iter().all(|finding| finding.severity != Severity::Error);
    let graph = sound.then(|| Graph::assemble(loaded.records));
    Checked { base: loaded.base, findings, graph }
}
