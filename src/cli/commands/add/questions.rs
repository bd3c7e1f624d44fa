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
    model::{Id, Kind, id::BadId},
    store::{compose, quoted},
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
    if id.is_none() {
        *id = identify(interview, session, &draft)?;
    }
    let mut record = draft.record();
    record.fields.extend(id.as_ref().map(|id| ("id", quoted(id))));
    interview.say(&compose(&record))?;
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

/// The id that is wished for, else the one that it would be given; none that is there already.
fn identify<R: BufRead, W: Write>(interview: &mut Interview<R, W>, session: &Session, draft: &Draft) -> Result<Option<String>, Failure> {
    let Some(suggested) = draft.suggested() else { return Ok(None) };
    let taken = |id: &Id| {
        let graph = &session.graph;
        graph.find(id.as_str()).is_some() || graph.source(id).is_some() || graph.claims().iter().any(|claim| claim.id == *id)
    };
    let parse = |answer: &str| {
        let id: Id = answer.parse().map_err(|error: BadId| Failure::Usage { message: error.to_string(), hints: Vec::new() })?;
        if taken(&id) {
            return Err(Failure::usage(format!("there is `{id}` already"), format!("`accord show {id}` shows it; Ctrl-D gives up")));
        }
        Ok(id)
    };
    if !taken(&suggested) {
        let wished = interview.ask(&format!("Id (empty: {suggested})"), parse)?;
        return Ok(Some(wished.unwrap_or(suggested).to_string()));
    }
    interview.say(&format!("There is {suggested} already. If this is another, give it an id of its own; Ctrl-D gives up."))?;
    loop {
        if let Some(id) = interview.ask("Id", parse)? {
            return Ok(Some(id.to_string()));
        }
    }
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
        let answer = interview.ask(&question(session, what, field, label, is_list && !answers.is_empty()), check)?;
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

fn question(session: &Session, what: What, field: &str, label: &str, further: bool) -> String {
    let words = typed::words(field, what.kind());
    let hint = match Takes::of(field) {
        _ if !words.is_empty() && words.len() <= SHOWN => words.join(", "),
        Some(Takes::Citations) => {
            let ids: Vec<&str> = session.graph.sources().map(|source| source.id.as_str()).collect();
            let first = ids.first().copied().unwrap_or("report");
            let known = if ids.len() <= SHOWN { format!("; there are {}", ids.join(", ")) } else { String::new() };
            format!("like {first}:2:fn33 for chapter 2, footnote 33, {first}:p12 for page 12{known}")
        }
        Some(takes @ (Takes::Date | Takes::Node | Takes::Nodes | Takes::Fields)) => takes.example().to_owned(),
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

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::{cli::Cli, store::Base};

    /// What is said and what is given, when these lines are the answers.
    fn talk(what: What, given: &[&str], answers: &str) -> (String, Result<Vec<String>, Failure>, Option<String>) {
        let shared = Cli::parse_from(["accord", "list"]).shared;
        let small = Base::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bases/small").as_ref()).unwrap();
        let session = Session::of(small, &shared).unwrap();
        let (mut said, mut id) = (Vec::new(), None);
        let given: Vec<String> = given.iter().map(|&pair| pair.to_owned()).collect();
        let found = ask(&mut Interview::new(answers.as_bytes(), &mut said), &session, what, &given, &mut id);
        (String::from_utf8(said).unwrap(), found, id)
    }

    #[test]
    fn an_agreement_is_asked_for_line_by_line() {
        let answers = "Homiel\nGanzu\n\ntwinnig\ntwinning\n2019-13\n2019-05\nsigned\nculture, sport\n\n\nboook\nbook:2:fn33\n\n\n\n\n";
        let (said, found, id) = talk(What::Node(Kind::Agreement), &[], answers);
        let given = [
            "parties=Homiel",
            "parties=Ganzu",
            "form=twinning",
            "date=2019-05",
            "status=signed",
            "fields=culture, sport",
            "sources=book:2:fn33",
        ];
        assert_eq!(found.unwrap(), given);
        assert_eq!(id.as_deref(), Some("gomel-gansu-2019"));
        for told in
            ["is taken for Gansu", "did you mean `twinning`?", "2019-13", "there is no source `boook`", "Twinning of Gomel and Gansu"]
        {
            assert!(said.contains(told), "{told}: {said}");
        }
    }

    #[test]
    fn what_is_given_is_not_asked_for_and_what_is_needed_is_asked_for_again() {
        let answers = "\nbsu\n\nxcmg\n\n\n\n\nnews\n\n\nmy-own-id\nno\n";
        let (said, found, id) = talk(What::Node(Kind::Agreement), &["form=contract", "status=planned"], answers);
        assert!(!said.contains("Form (") && !said.contains("Status ("), "{said}");
        assert_eq!(said.matches("2 are needed at least").count(), 2, "{said}");
        assert!(said.contains("parties: [\"bsu\", \"xcmg\"],"), "{said}");
        assert!(matches!(found, Err(Failure::Usage { message, .. }) if message.contains("given up")), "no means no");
        assert_eq!(id.as_deref(), Some("my-own-id"));
    }

    #[test]
    fn of_a_place_common_knowledge_will_do() {
        let (_, found, id) = talk(What::Node(Kind::City), &[], "Rechitsa\n\ncity\nGomel Oblast\n\n\n\n\n");
        assert_eq!(found.unwrap(), ["names.en=Rechitsa", "form=city", "within=Gomel Oblast", "basis=background"]);
        assert_eq!(id.as_deref(), Some("rechitsa"));
    }

    #[test]
    fn an_id_that_is_there_already_is_told_before_anything_is_lost() {
        let (said, found, id) = talk(What::Node(Kind::City), &[], "Mozyr\n\ncity\nGomel Oblast\n\n\n\nmozyr\nmozyr-2\n\n");
        assert!(said.contains("There is mozyr already") && said.contains("error: there is `mozyr` already"), "{said}");
        assert!(said.contains("id: \"mozyr-2\","), "{said}");
        assert_eq!(found.unwrap().len(), 4);
        assert_eq!(id.as_deref(), Some("mozyr-2"));
    }

    #[test]
    fn whoever_goes_away_has_changed_nothing() {
        let (_, found, _) = talk(What::Tie, &[], "bsu\n");
        assert!(matches!(found, Err(Failure::Usage { message, .. }) if message.contains("nothing was changed")));
    }
}
