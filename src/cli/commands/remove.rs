//! `accord remove`: a record goes, with what refers to it only if that is wished for.

use clap::Args;
use serde::Serialize;

use crate::{
    cli::{
        Shared,
        answer::Answer,
        change::{Held, Wish},
        failure::Failure,
        record::{self, Which},
        wording::counted,
    },
    model::Id,
    store::{Edits, Loaded, Reference, Way},
};

/// Takes a record out of a base; refused while others refer to it
///
/// What refers to it is listed with its places. With --with-ties, ties that begin or end in it go as well, lists and places are left without it, and so are
/// citations of a source. Terms of claims are never changed in this way. A tie is named by its ends: "xcmg supplies tractor-works".
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord remove silk-road-forum-2015 --graph my-base
  accord remove \"xcmg supplies tractor-works\" --graph my-base
  accord remove gomel-jiangsu-2013 --with-ties --graph my-base --dry-run")]
pub struct Arguments {
    /// The record: its id, a name of it, or FROM TYPE TO for a tie
    record: String,

    /// Take out what refers to it as well: ties, items of lists, citations
    #[arg(long)]
    with_ties: bool,

    #[command(flatten)]
    wish: Wish,
}

/// A place that refers to a record, in a document.
#[derive(Serialize)]
struct ReferenceRow {
    file: String,
    line: usize,
    field: String,
}

/// Answers it; exit code 1 when it is referred to, or the base would not be sound.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let which = record::find(&session, &loaded, &arguments.record)?;
    let mut edits = Edits::new(&loaded);
    let mut answer = Answer::bare("remove");
    answer.messages = session.notices();
    let mut references = Vec::new();
    match &which {
        Which::Header(_) => return Err(Failure::usage("a base has a header", "`accord edit base.ron FIELD=VALUE` changes it")),
        Which::Tie { .. } => {}
        Which::Id { id, place, .. } => {
            references = loaded.references(*place, id);
            // What it says of itself goes with it.
            references.retain(|reference| reference.place != *place);
            if arguments.with_ties {
                for reference in &references {
                    take_out(&mut edits, &loaded, reference, id);
                }
            }
        }
    }
    which.tell(&mut answer)?;
    let row = |reference: &Reference| {
        let (line, _) = loaded.base.line_column(reference.place.file, reference.span.start as usize);
        ReferenceRow { file: loaded.base.path(reference.place.file).display().to_string(), line, field: reference.field.clone() }
    };
    let rows: Vec<ReferenceRow> = references.iter().map(row).collect();
    answer.set("references", &rows)?;
    if !arguments.with_ties && !rows.is_empty() {
        let lines = rows.iter().map(|row| format!("  {}:{}: {}", row.file, row.line, row.field)).collect();
        answer.title(format!("{} is referred to in {}", which.said(), counted(rows.len(), "place", "places")));
        answer.lines(lines);
        let text = "Nothing was changed. --with-ties takes out what refers to it as well; `accord merge` gives it to another record.";
        return held.unchanged(answer, text);
    }
    edits.remove(which.place());
    held.finish(answer, &format!("Removed {}", which.said()), &edits.changes())
}

/// Takes out of a record what refers to another: the whole record where it is a tie.
fn take_out(edits: &mut Edits<'_>, loaded: &Loaded, reference: &Reference, id: &Id) {
    let Reference { place, field, span, way } = reference;
    let text = loaded.base.files.get(place.file).map_or("", |file| &file.text);
    match way {
        _ if ["from", "to"].contains(&field.as_str()) => edits.remove(*place),
        Way::Id if !loaded.items(*place, field).is_empty() => edits.pull(*place, field, |item| item == span.of(text)),
        Way::Id => edits.unset(*place, field),
        Way::Citation => edits.pull(*place, field, |item| Loaded::cites(item, id.as_str())),
        Way::Key => edits.unset_key(*place, field, id.as_str()),
        // Which nodes a claim counts, only people know.
        Way::Term => {}
    }
}
