//! A source, and the records that cite it.

use serde::Serialize;

use super::document;

use crate::{
    analysis::citing::{self, Record},
    cli::{
        answer::Answer,
        failure::Failure,
        session::Session,
        wording::{self, counted},
    },
    model::{Citation, Date, Source},
    network::Via,
};

#[derive(Serialize)]
struct CitingDocument<'a> {
    record: &'static str,
    id: Option<String>,
    #[serde(rename = "type")]
    what: &'static str,
    title: String,
    place: &'a Citation,
}

pub fn show(session: &Session, source: &Source) -> Result<Answer, Failure> {
    let citing = citing::citing(&session.graph, &source.id);
    let mut answer = Answer::new("show", session);
    answer.set("record", "source")?;
    answer.set("source", document::source(source))?;
    for &(record, citation) in &citing {
        answer.row(row(session, record, citation))?;
    }
    answer.title(source.title.as_str());
    answer.lines(head(source));
    let mut records: Vec<Record> = citing.iter().map(|&(record, _)| record).collect();
    records.sort_unstable();
    records.dedup();
    let times = if citing.len() == records.len() { String::new() } else { format!(", {} times", citing.len()) };
    answer.title(format!("Cited by {}{times}", counted(records.len(), "record", "records")));
    let mut lines = Vec::new();
    for same in citing.chunk_by(|a, b| a.1.place() == b.1.place()) {
        lines.push(format!("  {}", same[0].1));
        for &(record, citation) in same {
            let says = citation.says.as_ref().map_or_else(String::new, |says| format!(" ({says})"));
            lines.push(format!("    {}{says}", phrase(session, record)));
        }
    }
    answer.lines(lines);
    Ok(answer)
}

fn head(source: &Source) -> Vec<String> {
    let date = source.date.as_ref().map(Date::in_words);
    let fields = [
        ("author", &source.author),
        ("publisher", &source.publisher),
        ("date", &date),
        ("language", &source.language),
        ("ISBN", &source.isbn),
        ("page", &source.url),
        ("note", &source.note),
    ];
    let known = fields.into_iter().filter_map(|(label, text)| text.as_ref().map(|text| format!("  {label}: {text}")));
    std::iter::once(format!("  {} [{}]", source.form.word(), source.id)).chain(known).collect()
}

/// A record in a line: what it is called, and what it is.
fn phrase(session: &Session, record: Record) -> String {
    match record {
        Record::Node(index) => {
            let node = session.graph.node(index);
            let standing = if node.facts.status.is_some() || node.facts.date.is_some() {
                wording::standing(session, Via::Node(index))
            } else {
                wording::spoken(node.form.map_or(node.kind.word(), crate::model::Form::word))
            };
            format!("{} [{standing}]", session.name(index))
        }
        Record::Tie(tie) => format!("{} [{}]", wording::tie_sentence(session, tie), wording::standing(session, Via::Tie(tie))),
        Record::Claim(index) => format!("{} [claim]", session.graph.claims()[index].text),
    }
}

fn row<'a>(session: &Session, record: Record, place: &'a Citation) -> CitingDocument<'a> {
    let (word, id, what, title) = match record {
        Record::Node(index) => {
            let node = session.graph.node(index);
            ("node", Some(node.id.to_string()), node.kind.word(), session.name(index).to_owned())
        }
        Record::Tie(tie) => {
            let what = session.graph.tie(tie).map_or("", |(_, tie, _)| tie.word());
            ("tie", None, what, wording::tie_sentence(session, tie))
        }
        Record::Claim(index) => {
            let claim = &session.graph.claims()[index];
            ("claim", Some(claim.id.to_string()), "claim", claim.text.clone())
        }
    };
    CitingDocument { record: word, id, what, title, place }
}
