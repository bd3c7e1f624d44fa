//! `accord show`: all that is known of one node, source or claim.

pub(super) mod claim;
mod document;
mod node;
mod source;

use clap::Args;

use crate::{
    cli::{Shared, answer::Answer, failure::Failure, session::Session},
    model::{Id, vocabulary::nearest},
};

/// All that is known of one entity: names, place, codes, agreements, ventures, ties, contacts, links, sources
///
/// For a source, the records that cite it, in the order of its chapters and footnotes; for a claim, what it states and who states it.
/// Everything is shown; what does not count under --count and --as-of is marked, with the reason where the status does not say it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord show \"Gomel Oblast\"            A place: who it works with, what lies in it
  accord show grodno-oblast-gansu-2007  An agreement: its parties, date, fields and sources
  accord show BSU --as-of 2015          What counted at the end of 2015
  accord show zalessky                  A source: every record that cites it
  accord show sister-pairs-2023         A claim
  accord show Gansu --format json       The same for a program")]
pub struct Arguments {
    /// Id, or name in any language, of a place, organisation, agreement, centre or event; or id of a source or claim
    entity: String,
}

/// Answers it.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let session = Session::open(shared)?;
    let name = arguments.entity.as_str();
    // An id says exactly what is meant, so it comes before names; sources and claims have nothing else.
    if session.graph.find(name).is_none() {
        if let Some(found) = session.graph.sources().find(|source| source.id == *name) {
            return source::show(&session, found);
        }
        if let Some(found) = session.graph.claims().iter().find(|claim| claim.id == *name) {
            return claim::show(&session, found);
        }
    }
    let node = session.resolve(name).map_err(|failure| match failure {
        Failure::Usage { message, mut hints } => {
            let records = session.graph.sources().map(|source| &source.id).chain(session.graph.claims().iter().map(|claim| &claim.id));
            let meant = nearest(name, records.map(Id::as_str));
            hints.extend(meant.map(|id| format!("there is a source or claim `{id}`")));
            Failure::Usage { message, hints }
        }
        other => other,
    })?;
    node::show(&session, node)
}
