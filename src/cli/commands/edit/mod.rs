//! `accord edit`: a record says something else, by flags or in an editor.

mod editor;

use clap::Args;

use crate::{
    cli::{
        Shared,
        answer::Answer,
        ask,
        change::{Held, Wish},
        failure::Failure,
        record::{self, Which},
        session::{self, Session},
        typed::{self, Takes},
    },
    store::Edits,
};

/// Changes fields of a record, or opens it in an editor
///
/// Only the fields that are named change, and only their lines: comments, order and layout stay. A dot leads to one name or code: `names.zh=甘肃省`,
/// `codes.iso=CN-GS`. A tie is named by its ends, "xcmg supplies tractor-works", the header by `base.ron`. Without changes, on a terminal, the record is opened in
/// $VISUAL or $EDITOR, and is taken back when it is sound; while it is not, the editor can be opened again, and nothing of what was typed is lost.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord edit gomel-sichuan-plan status=signed date=2019-03 --graph my-base
  accord edit xcmg names.ru=Сюйгун --push also=Xugong --graph my-base
  accord edit bsu --unset codes.ror --graph my-base
  accord edit \"xcmg supplies tractor-works\" date=2018 --graph my-base --dry-run")]
pub struct Arguments {
    /// The record: its id, a name of it, FROM TYPE TO for a tie, or base.ron for the header
    record: String,

    /// What a field is to say
    #[arg(value_name = "FIELD=VALUE")]
    set: Vec<String>,

    /// Take a field out, or a name or code: `note`, `names.zh`; repeat it
    #[arg(long, value_name = "FIELD")]
    unset: Vec<String>,

    /// Put an item at the end of a list; repeat it
    #[arg(long, value_name = "FIELD=ITEM")]
    push: Vec<String>,

    /// Take an item out of a list; of sources, all citations of one; repeat it
    #[arg(long, value_name = "FIELD=ITEM")]
    pull: Vec<String>,

    /// Open the record in this program [default: $VISUAL, else $EDITOR]
    #[arg(long, value_name = "PROGRAM", conflicts_with_all = ["set", "unset", "push", "pull"])]
    editor: Option<String>,

    #[command(flatten)]
    wish: Wish,
}

/// Answers it; exit code 1 when the base would not be sound.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let nothing = [&arguments.set, &arguments.unset, &arguments.push, &arguments.pull].iter().all(|changes| changes.is_empty());
    if nothing {
        let at_terminal = ask::terminal().is_some() && session::folder(shared).is_some();
        let Some(program) = arguments.editor.clone().or_else(|| at_terminal.then(editor::program)) else {
            let hint = "write FIELD=VALUE, --unset FIELD, --push or --pull FIELD=ITEM, or --editor PROGRAM; on a terminal the record is opened in $EDITOR";
            return Err(Failure::usage("it is not said what is to change", hint));
        };
        return editor::run(&arguments.record, &program, arguments.wish, shared);
    }
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let which = record::find(&session, &loaded, &arguments.record)?;
    let mut edits = Edits::new(&loaded);
    arguments.apply(&mut edits, &session, &which)?;
    let answer = answer(&session, &which)?;
    held.finish(answer, &format!("Changed {}", which.said()), &edits.changes())
}

fn answer(session: &Session, which: &Which) -> Result<Answer, Failure> {
    let mut answer = Answer::bare("edit");
    answer.messages = session.notices();
    which.tell(&mut answer)?;
    Ok(answer)
}

impl Arguments {
    /// Takes down all changes, in the order: set, unset, pull, push.
    fn apply(&self, edits: &mut Edits<'_>, session: &Session, which: &Which) -> Result<(), Failure> {
        let (place, kind) = (which.place(), which.kind());
        for pair in &self.set {
            let (field, typed) = typed::pair(pair)?;
            match field.split_once('.') {
                Some((field, key)) => {
                    let field = typed::field_name(field)?;
                    edits.set_key(place, field, key, &typed::keyed(session, field, key, typed)?);
                }
                None => {
                    let field = typed::field_name(field)?;
                    edits.set(place, field, &typed::value(session, field, kind, typed)?);
                }
            }
        }
        for field in &self.unset {
            match field.split_once('.') {
                Some((field, key)) => edits.unset_key(place, typed::field_name(field)?, key),
                None => edits.unset(place, typed::field_name(field)?),
            }
        }
        for pair in &self.pull {
            let (field, typed) = list(pair)?;
            if field == "sources" {
                // A source is named by its id, whatever place in it is cited.
                let source = typed.split(':').next().unwrap_or_default();
                let whole = typed::item(session, field, kind, typed)?;
                edits.pull(place, field, |item| item == whole || (typed == source && crate::store::Loaded::cites(item, source)));
            } else {
                let gone = typed::items(session, field, kind, typed)?;
                edits.pull(place, field, |item| gone.iter().any(|gone| gone == item));
            }
        }
        for pair in &self.push {
            let (field, typed) = list(pair)?;
            for item in typed::items(session, field, kind, typed)? {
                edits.push(place, field, &item);
            }
        }
        Ok(())
    }
}

/// `FIELD=ITEM` of a field that is a list; `source` is as good as `sources`.
fn list(pair: &str) -> Result<(&'static str, &str), Failure> {
    let (field, typed) = typed::pair(pair)?;
    let field = typed::field_name(field)?;
    if Takes::of(field).is_some_and(Takes::is_list) {
        return Ok((field, typed));
    }
    Err(Failure::usage(format!("`{field}` is no list"), format!("write {field}={typed} without --push or --pull")))
}
