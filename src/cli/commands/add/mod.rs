//! `accord add`: a further record, by flags or asked one thing after the other.

mod draft;
mod home;
mod questions;

use clap::Args;

use self::draft::{Draft, What};
use crate::{
    cli::{
        Shared,
        answer::{Answer, Block},
        ask,
        change::{Held, Wish},
        failure::Failure,
        session::{self, Session},
    },
    store::{Edits, compose},
};

/// Adds a record: a place, an organisation, an agreement, a centre, an event, a tie, a source or a claim
///
/// On a terminal, what is needed and not given is asked for, one thing after the other. Names are resolved as everywhere: an id, a name in any language, a
/// typing error. Without --id, the id is made from the English name, of an agreement from its parties and year, of a source from author or publisher and year.
/// Without --file, the record goes behind its like. What would leave the base unsound is refused with its findings.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord add city --name Orsha --within belarus --background --graph my-base
  accord add source --form report --title Yearbook --graph my-base --dry-run

On a terminal, `accord add agreement` asks for what it needs; an example of each
with flags is in docs/commands/add.md, what each field means in docs/format.md.")]
pub struct Arguments {
    /// What it is: agreement, centre, event, tie, source, claim, or a kind of party such as city, university, company
    #[arg(value_name = "WHAT", value_parser = What::parse)]
    what: What,

    /// Its id [default: made from names, parties and year]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// The file to put it in, below the folder of the base [default: where its like stands]
    #[arg(long, value_name = "FILE")]
    file: Option<String>,

    #[command(flatten)]
    wish: Wish,

    #[command(flatten)]
    flags: Flags,
}

/// The flags that are fields.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields")]
struct Flags {
    /// A name: `en=Gomel`, `be=Гомель`; without a language, the English one; repeat it
    #[arg(long, value_name = "LANG=NAME")]
    name: Vec<String>,
    /// Another name in use; repeat it
    #[arg(long, value_name = "NAME")]
    also: Vec<String>,
    /// Which sort of its kind
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// The smallest known place that it lies in
    #[arg(long, value_name = "PLACE")]
    within: Option<String>,
    /// The city of its offices
    #[arg(long, value_name = "PLACE")]
    seat: Option<String>,
    /// A code: `iso=BY-HO`, `wikidata=Q191061`, `ror=…`, `geonames=…`; repeat it
    #[arg(long, value_name = "REGISTER=CODE")]
    code: Vec<String>,
    /// Latitude and longitude: 52.3,29.9
    #[arg(long, value_name = "DEGREES")]
    at: Option<String>,
    /// Who signed an agreement; repeat it
    #[arg(long, value_name = "NAME")]
    party: Vec<String>,
    /// Who founded it; repeat it
    #[arg(long, value_name = "NAME")]
    founder: Vec<String>,
    /// Who owns it; repeat it
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    /// Who hosts a centre; repeat it
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Who organised an event; repeat it
    #[arg(long, value_name = "NAME")]
    organiser: Vec<String>,
    /// Who took part in an event; repeat it
    #[arg(long, value_name = "NAME")]
    participant: Vec<String>,
    /// The near end of a tie
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// The type of a tie
    #[arg(long = "type", value_name = "TYPE")]
    tie: Option<String>,
    /// The far end of a tie
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// When it was signed, opened, founded, held, published
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// When it lapsed, closed or runs out
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// When a plan should come true
    #[arg(long, value_name = "DATE")]
    expected: Option<String>,
    /// How far it has come
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Fields of cooperation; repeat it, or write commas between them
    #[arg(long, value_name = "FIELD")]
    field: Vec<String>,
    /// Money: `20000000 USD`, `at_least 5000 CNY`
    #[arg(long, value_name = "MONEY")]
    value: Option<String>,
    /// Who says so, as SOURCE:CHAPTER:fnFOOTNOTE: `zalessky:2:fn33`, `news:p12`, `news:https://…`; repeat it
    #[arg(long, value_name = "CITATION")]
    source: Vec<String>,
    /// Common knowledge serves, and no document is cited
    #[arg(long)]
    background: bool,
    /// Others of a like name that this is not; repeat it
    #[arg(long, value_name = "NAME")]
    distinct_from: Vec<String>,
    /// The title of a source
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The author of a source
    #[arg(long, value_name = "TEXT")]
    author: Option<String>,
    /// The publisher of a source
    #[arg(long, value_name = "TEXT")]
    publisher: Option<String>,
    /// The language of a source
    #[arg(long, value_name = "LANG")]
    language: Option<String>,
    /// What a claim states, in words
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The number that a claim states
    #[arg(long, value_name = "NUMBER")]
    amount: Option<String>,
    /// What the number of a claim counts
    #[arg(long, value_name = "TEXT")]
    unit: Option<String>,
    /// Whom a claim is about; repeat it
    #[arg(long, value_name = "NAME")]
    about: Vec<String>,
    /// Its own page
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A judgement that was made, in a sentence
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Any other field, as `accord edit` takes it: `isbn=…`, `spelled.zalessky=…`; repeat it
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
}

impl Flags {
    /// What is given, as `FIELD=VALUE`, in the order of fields; keys behind a dot.
    fn given(&self) -> Vec<String> {
        let one = [
            ("form", &self.form),
            ("within", &self.within),
            ("seat", &self.seat),
            ("at", &self.at),
            ("from", &self.from),
            ("type", &self.tie),
            ("to", &self.to),
            ("date", &self.date),
            ("until", &self.until),
            ("expected", &self.expected),
            ("status", &self.status),
            ("value", &self.value),
            ("title", &self.title),
            ("author", &self.author),
            ("publisher", &self.publisher),
            ("language", &self.language),
            ("text", &self.text),
            ("amount", &self.amount),
            ("unit", &self.unit),
            ("url", &self.url),
            ("note", &self.note),
        ];
        let many = [
            ("also", &self.also),
            ("parties", &self.party),
            ("founders", &self.founder),
            ("owners", &self.owner),
            ("hosts", &self.host),
            ("organisers", &self.organiser),
            ("participants", &self.participant),
            ("fields", &self.field),
            ("sources", &self.source),
            ("distinct_from", &self.distinct_from),
            ("about", &self.about),
        ];
        let mut given: Vec<String> = one.into_iter().filter_map(|(field, value)| Some(format!("{field}={}", value.as_ref()?))).collect();
        given.extend(many.into_iter().flat_map(|(field, values)| values.iter().map(move |value| format!("{field}={value}"))));
        given.extend(self.name.iter().map(|name| if has_language(name) { format!("names.{name}") } else { format!("names.en={name}") }));
        given.extend(self.code.iter().map(|code| format!("codes.{code}")));
        given.extend(self.background.then(|| "basis=background".to_owned()));
        given.extend(self.set.iter().cloned());
        given
    }
}

/// Does a name begin with its language, as in `be=Гомель`?
fn has_language(name: &str) -> bool {
    let Some((tag, _)) = name.split_once('=') else { return false };
    let primary = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Answers it; exit code 1 when the base would not be sound.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    // Who is asked may take their time: the base is held only afterwards, and names are resolved and checked again.
    let mut given = arguments.flags.given();
    let (mut id, mut was_asked) = (arguments.id.clone(), false);
    if let (Some(mut interview), Some(_)) = (ask::terminal(), session::folder(shared)) {
        let session = Session::open(shared)?;
        if !Draft::new(&session, arguments.what, &given)?.missing().is_empty() {
            was_asked = true;
            given.extend(questions::ask(&mut interview, &session, arguments.what, &given, &mut id)?);
        }
    }
    let held = Held::new(shared, arguments.wish)?;
    let (session, loaded) = held.open(shared)?;
    let mut draft = Draft::new(&session, arguments.what, &given)?;
    let missing = draft.missing();
    if !missing.is_empty() {
        let flags = missing.iter().map(|field| draft::flag(field)).collect::<Vec<_>>().join(", ");
        let hint = "`accord add --help` has an example; on a terminal, what is missing is asked for";
        return Err(Failure::usage(format!("{} needs {flags}", arguments.what.a()), hint));
    }
    let id = draft.identify(&session, &loaded, id.as_deref())?;
    let path = home::file(&session, &loaded, &draft, arguments.file.as_deref())?;
    let mut edits = Edits::new(&loaded);
    let record = compose(&draft.record());
    edits.append(&path, &record);
    let mut answer = Answer::bare("add");
    answer.messages = session.notices();
    answer.set("id", &id)?;
    answer.set("what", arguments.what.word())?;
    let what = format!("Added {} {}", arguments.what.word(), id.as_ref().map_or_else(|| draft.said(), ToString::to_string));
    let mut answer = held.finish(answer, &what, &edits.changes())?;
    if was_asked && !answer.found {
        // Nobody types all of that twice.
        answer.blocks.push(Block::Verbatim(format!("What you answered, to be put into {}:\n{record}\n", held.path(&path))));
    }
    Ok(answer)
}
