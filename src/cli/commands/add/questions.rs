//! What is asked for a record, one thing after the other.

use std::io::{BufRead, Write};

use super::draft::{Draft, What};
use crate::{
    cli::{
        ask::Interview,
        failure::Failure,
        session::Session,
        typed::{self, Takes},
    },
    model::Kind,
    store::compose,
};

/// More words than these are not shown with the question.
const SHOWN: usize = 16;

/// Asks for all that is usual and not given yet, and gives it as `FIELD=VALUE`.
pub fn ask<R: BufRead, W: Write>(
    interview: &mut Interview<R, W>,
    session: &Session,
    what: What,
    given: &[String],
    id: &mut Option<String>,
) -> Result<Vec<String>, Failure> {
    interview.say(&format!(
        "Adds {} to {}. An empty line passes over what is not known; Ctrl-D gives up.",
        what.a(),
        session.graph.header().title
    ))?;
    let mut all = given.to_vec();
    for &(field, label) in questions(what) {
        let draft = Draft::new(session, what, &all)?;
        if !draft.values(field.split('.').next().unwrap_or_default()).is_empty() {
            continue;
        }
        let needed =
            if field == "parties" { 2 } else { usize::from(draft.missing().contains(&field.split('.').next().unwrap_or_default())) };
        // Of what everybody knows about a place or an organisation no document need be cited.
        let is_background =
            field == "sources" && matches!(what, What::Node(kind) if !matches!(kind, Kind::Agreement | Kind::Centre | Kind::Event));
        let answers = several(interview, session, what, field, label, if is_background { 0 } else { needed })?;
        if answers.is_empty() && is_background {
            all.push("basis=background".to_owned());
        }
        all.extend(answers);
    }
    let draft = Draft::new(session, what, &all)?;
    if let (None, Some(suggested)) = (&*id, draft.suggested()) {
        let parse = |answer: &str| {
            answer.parse::<crate::model::Id>().map_err(|error| Failure::Usage { message: error.to_string(), hints: Vec::new() })
        };
        let wished = interview.ask(&format!("Id (empty: {suggested})"), parse)?;
        *id = Some(wished.unwrap_or(suggested).to_string());
    }
    interview.say(&compose(&draft.record()))?;
    let yes = |answer: &str| match answer.to_lowercase().as_str() {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err(Failure::usage(format!("`{answer}` is neither yes nor no"), "an empty line is yes")),
    };
    if interview.ask("Write it? (yes/no, empty: yes)", yes)? == Some(false) {
        return Err(Failure::Usage { message: "given up; nothing was changed".to_owned(), hints: Vec::new() });
    }
    Ok(all.split_off(given.len()))
}

/// The answers to one question: of a list, one a line until an empty line.
fn several<R: BufRead, W: Write>(
    interview: &mut Interview<R, W>,
    session: &Session,
    what: What,
    field: &str,
    label: &str,
    needed: usize,
) -> Result<Vec<String>, Failure> {
    let is_list = Takes::of(field).is_some_and(Takes::is_list);
    let mut answers: Vec<String> = Vec::new();
    loop {
        let told = session.notices().len();
        let check = |answer: &str| match field.split_once('.') {
            Some((field, key)) => typed::keyed(session, field, key, answer).map(|_| answer.to_owned()),
            None => typed::value(session, field, what.kind(), answer).map(|_| answer.to_owned()),
        };
        let answer = interview.ask(&question(what, field, label, is_list && !answers.is_empty()), check)?;
        for notice in session.notices().iter().skip(told) {
            interview.say(notice)?;
        }
        match answer {
            Some(answer) => answers.push(format!("{field}={answer}")),
            None if answers.len() < needed => {
                let message = if needed > 1 { format!("{needed} are needed at least") } else { "this is needed".to_owned() };
                interview.say(&message)?;
                continue;
            }
            None => return Ok(answers),
        }
        if !is_list {
            return Ok(answers);
        }
    }
}

fn question(what: What, field: &str, label: &str, further: bool) -> String {
    let words = typed::words(field, what.kind());
    let hint = match Takes::of(field) {
        _ if !words.is_empty() && words.len() <= SHOWN => words.join(", "),
        Some(takes @ (Takes::Date | Takes::Node | Takes::Nodes | Takes::Fields | Takes::Citations)) => takes.example().to_owned(),
        _ => String::new(),
    };
    match (further, hint.is_empty()) {
        (true, _) => format!("  another {}", label.to_lowercase()),
        (_, true) => label.to_owned(),
        _ => format!("{label} ({hint})"),
    }
}

/// What is asked for, in the order in which a document tells it.
const fn questions(what: What) -> &'static [(&'static str, &'static str)] {
    match what {
        What::Node(Kind::Agreement) => &[
            ("parties", "Party"),
            ("form", "Form"),
            ("date", "Date"),
            ("status", "Status"),
            ("fields", "Field of cooperation"),
            ("names.en", "English title (empty: form and parties)"),
            ("sources", "Source"),
            ("note", "Note"),
        ],
        What::Node(Kind::Centre) => &[
            ("names.en", "English name"),
            ("form", "Form"),
            ("within", "Where"),
            ("founders", "Founder"),
            ("hosts", "Host"),
            ("date", "Opened"),
            ("status", "Status"),
            ("sources", "Source"),
            ("note", "Note"),
        ],
        What::Node(Kind::Event) => &[
            ("names.en", "English name"),
            ("form", "Form"),
            ("within", "Where"),
            ("date", "Date"),
            ("organisers", "Organiser"),
            ("participants", "Participant"),
            ("sources", "Source"),
            ("note", "Note"),
        ],
        What::Node(_) => &[
            ("names.en", "English name"),
            ("also", "Another name in use"),
            ("form", "Form"),
            ("within", "Lies in"),
            ("sources", "Source; none: common knowledge"),
            ("note", "Note"),
        ],
        What::Tie => &[
            ("from", "From"),
            ("type", "Type"),
            ("to", "To"),
            ("date", "Date"),
            ("status", "Status"),
            ("sources", "Source"),
            ("note", "Note"),
        ],
        What::Source => &[
            ("form", "Form"),
            ("title", "Title"),
            ("author", "Author"),
            ("publisher", "Publisher"),
            ("date", "Date"),
            ("language", "Language, such as en"),
            ("url", "Address"),
            ("note", "Note"),
        ],
        What::Claim => &[
            ("text", "What is claimed"),
            ("amount", "Number"),
            ("unit", "What it counts"),
            ("date", "Date"),
            ("about", "About whom"),
            ("sources", "Source"),
            ("note", "Note"),
        ],
    }
}
