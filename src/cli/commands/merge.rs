//! `accord merge`: two records of one thing become one.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::{
    cli::{
        Shared,
        answer::{Answer, Table},
        change::{Held, Wish},
        failure::Failure,
        record::{self, Which},
        typed::Takes,
    },
    model::{Date, Facts, Id, Tie, TieType},
    store::{Edits, Loaded, Place, unquoted},
};

/// Makes one record of two that are one thing
///
/// A stays. The names of B, its spellings, sources, codes, lists and ties move to A, and all that refers to B refers to A; then B goes. What each has only one
/// of (form, date, status, …) is taken from whichever has it; where both have it and differ, nothing is changed and the differences are listed, unless --prefer
/// says whose to take. Another English name becomes an alias. Ties that are then the same fall together, with the sources of both. Refused when one is
/// said to be distinct from the other.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord merge bsu gomel-university --prefer a --graph my-base --dry-run")]
pub struct Arguments {
    /// The record that stays: its id, or a name of it
    #[arg(value_name = "A")]
    keep: String,

    /// The record that goes
    #[arg(value_name = "B")]
    other: String,

    /// Whose value to take where both have one
    #[arg(long, value_enum, value_name = "a|b")]
    prefer: Option<Side>,

    #[command(flatten)]
    wish: Wish,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// That of the record that stays
    A,
    /// That of the record that goes
    B,
}

/// A field of which both have a value, and not the same.
#[derive(Debug, Serialize)]
struct Conflict {
    field: String,
    a: String,
    b: String,
}

/// What two ties have in common that are one: near end, type, far end, date.
type SameTie = (Id, TieType, Id, Option<Date>);

/// Answers it; exit code 1 when they are distinct or differ, or the base would not be sound.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let of = |text: &str| match record::find(&session, &loaded, text)? {
        Which::Id { id, place, kind } => Ok((id, place, kind)),
        _ => Err(Failure::usage(format!("`{text}` is no node or source"), "ties fall together when their ends are merged")),
    };
    let ((a, at_a, kind_a), (b, at_b, kind_b)) = (of(&arguments.keep)?, of(&arguments.other)?);
    if a == b {
        return Err(Failure::usage(format!("`{}` and `{}` are one record, {a}", arguments.keep, arguments.other), "name two"));
    }
    let word = |place: Place| place.word.of(loaded.base.files.get(place.file).map_or("", |file| &file.text)).to_owned();
    if word(at_a) != word(at_b) || kind_a != kind_b {
        let message = format!("{a} is of the kind {}, and {b} of the kind {}", word(at_a), word(at_b));
        return Err(Failure::usage(message, "only records of one kind can be one thing; write the kind anew in the file if it is wrong"));
    }
    let mut answer = Answer::bare("merge");
    answer.messages = session.notices();
    answer.set("kept", &a)?;
    answer.set("gone", &b)?;
    let is_distinct = |place: Place, other: &Id| loaded.items(place, "distinct_from").iter().any(|item| unquoted(item) == other.as_str());
    if is_distinct(at_a, &b) || is_distinct(at_b, &a) {
        answer.set("conflicts", Vec::<Conflict>::new())?;
        let text = format!(
            "{a} and {b} are said to be distinct. Nothing was changed. If that is wrong, take it out first: `accord edit {a} --pull distinct_from={b}`, and the other way round."
        );
        return held.unchanged(answer, &text);
    }
    let mut edits = Edits::new(&loaded);
    let conflicts = gather(&mut edits, &loaded, (&a, at_a), (&b, at_b), arguments.prefer);
    answer.set("conflicts", &conflicts)?;
    if arguments.prefer.is_none() && !conflicts.is_empty() {
        let mut table = Table::new(&["Field", "A", "B"]);
        table.rows = conflicts.iter().map(|conflict| vec![conflict.field.clone(), conflict.a.clone(), conflict.b.clone()]).collect();
        answer.title(format!("{a} and {b} differ"));
        answer.table(table);
        return held.unchanged(answer, "Nothing was changed. --prefer a keeps what A says, --prefer b takes what B says.");
    }
    redirect(&mut edits, &loaded, &a, (&b, at_b), at_a);
    edits.remove(at_b);
    fall_together(&mut edits, &loaded, &a, &b);
    held.finish(answer, &format!("Merged {b} into {a}"), &edits.changes())
}

/// Gives A what B has, and says where the two differ.
fn gather(edits: &mut Edits<'_>, loaded: &Loaded, a: (&Id, Place), b: (&Id, Place), prefer: Option<Side>) -> Vec<Conflict> {
    let ((a, at_a), (b, at_b)) = (a, b);
    let ours = loaded.written(at_a);
    let mut conflicts = Vec::new();
    for (field, value) in loaded.written(at_b) {
        let mut single = |edits: &mut Edits<'_>, field: &str, key: Option<&str>, ours: Option<&str>, theirs: &str| {
            if ours.is_some_and(|ours| ours == theirs) {
                return;
            }
            if ours.is_none() || prefer == Some(Side::B) {
                match key {
                    Some(key) => edits.set_key(at_a, field, key, theirs),
                    None => edits.set(at_a, field, theirs),
                }
            }
            if let Some(ours) = ours {
                let field = key.map_or_else(|| field.to_owned(), |key| format!("{field}.{key}"));
                conflicts.push(Conflict { field, a: ours.to_owned(), b: theirs.to_owned() });
            }
        };
        let mine = ours.iter().find(|(name, _)| *name == field).map(|(_, value)| *value);
        match (field, Takes::of(field)) {
            ("id", _) => {}
            ("names" | "codes", _) => {
                let known = loaded.entries(at_a, field);
                for (key, value) in loaded.entries(at_b, field) {
                    match known.iter().find(|(name, _)| *name == key) {
                        Some((_, ours)) if field == "names" && *ours != value => alias(edits, loaded, at_a, value),
                        ours => single(edits, field, Some(key), ours.map(|(_, value)| *value), value),
                    }
                }
            }
            ("spelled", _) => {
                let known = loaded.entries(at_a, field);
                for (source, spellings) in loaded.entries(at_b, field) {
                    match known.iter().find(|(name, _)| *name == source) {
                        None => edits.set_key(at_a, field, source, spellings),
                        Some((_, ours)) => {
                            let ours = Loaded::list(ours);
                            let more = Loaded::list(spellings).into_iter().filter(|spelling| !ours.contains(spelling));
                            let all: Vec<&str> = ours.iter().copied().chain(more).collect();
                            edits.set_key(at_a, field, source, &format!("[{}]", all.join(", ")));
                        }
                    }
                }
            }
            ("also", _) => loaded.items(at_b, field).into_iter().for_each(|name| alias(edits, loaded, at_a, name)),
            (_, Some(takes)) if takes.is_list() => {
                let known = loaded.items(at_a, field);
                let is_own = |item: &str| [a.as_str(), b.as_str()].contains(&unquoted(item));
                let more = loaded.items(at_b, field).into_iter().filter(|item| !known.contains(item) && !is_own(item));
                more.for_each(|item| edits.push(at_a, field, item));
            }
            _ => single(edits, field, None, mine, value),
        }
    }
    conflicts
}

/// Another name that A has, unless it has it already.
fn alias(edits: &mut Edits<'_>, loaded: &Loaded, at: Place, name: &str) {
    let named = loaded.entries(at, "names").iter().any(|(_, known)| *known == name);
    if !named && !loaded.items(at, "also").contains(&name) {
        edits.push(at, "also", name);
    }
}

/// Whoever refers to B refers to A; a list that has A already loses B.
fn redirect(edits: &mut Edits<'_>, loaded: &Loaded, a: &Id, (b, at_b): (&Id, Place), at_a: Place) {
    for reference in loaded.references(at_b, b).iter().filter(|reference| ![at_a, at_b].contains(&reference.place)) {
        let (place, field) = (reference.place, reference.field.as_str());
        let is = |item: &str, id: &Id| unquoted(item) == id.as_str();
        if loaded.items(place, field).iter().any(|item| is(item, a)) {
            edits.pull(place, field, |item| is(item, b));
        }
    }
    let places: Vec<Place> = loaded.references(at_b, b).iter().map(|reference| reference.place).filter(|place| *place != at_b).collect();
    for place in places {
        edits.rename_in(place, at_b, b, a);
    }
}

/// Of ties that say the same once B is A, the first stays, with the sources of all. Where two have the ends, type and date in common and differ in what
/// else they say, both stay, and the check `duplicate-tie` points at them: which is right, only people know.
fn fall_together(edits: &mut Edits<'_>, loaded: &Loaded, a: &Id, b: &Id) {
    let mut first: BTreeMap<SameTie, (Place, Vec<String>, Facts)> = BTreeMap::new();
    for (tie, &place) in loaded.records.ties.iter().zip(&loaded.places.ties) {
        let Tie { from, tie, to, facts } = tie;
        let merged = |id: &Id| if id == b { a.clone() } else { id.clone() };
        let (mut from, mut to) = (merged(from), merged(to));
        if from != *a && to != *a {
            continue;
        }
        if tie.row().symmetric && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let rest = Facts { sources: Vec::new(), ..facts.clone() };
        let sources: Vec<String> = loaded.items(place, "sources").into_iter().map(str::to_owned).collect();
        match first.get_mut(&(from.clone(), *tie, to.clone(), facts.date.clone())) {
            None => {
                first.insert((from, *tie, to, facts.date.clone()), (place, sources, rest));
            }
            Some((_, _, said)) if *said != rest => {}
            Some((kept, known, _)) => {
                for source in sources.into_iter().filter(|source| !known.contains(source)).collect::<Vec<_>>() {
                    edits.push(*kept, "sources", &source);
                    known.push(source);
                }
                edits.remove(place);
            }
        }
    }
}
