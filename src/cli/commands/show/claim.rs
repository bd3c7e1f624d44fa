//! A claim.

use serde::Serialize;

use crate::{
    cli::{
        answer::Answer,
        failure::Failure,
        session::Session,
        wording::{self, NodeRef, node_ref},
    },
    model::{Amount, Between, Bound, Citation, Claim, CountOf, Date, Id},
    network::{Claimed, Counted, TermError, is_met},
};

/// A claim, for programs.
#[derive(Serialize)]
pub struct ClaimDocument<'a> {
    id: &'a Id,
    text: &'a str,
    amount: Amount,
    unit: &'a str,
    bound: Bound,
    date: Option<&'a Date>,
    about: Vec<NodeRef>,
    count: Option<&'a str>,
    between: Option<&'a Between>,
    found: Option<usize>,
    met: Option<bool>,
    unmet: Option<&'a str>,
    note: Option<&'a str>,
    sources: &'a [Citation],
}

pub fn document<'a>(session: &Session, claim: &'a Claim, found: Option<usize>) -> ClaimDocument<'a> {
    let about = claim.about.iter().filter_map(|id| session.graph.find(id.as_str()));
    ClaimDocument {
        id: &claim.id,
        text: &claim.text,
        amount: claim.amount,
        unit: &claim.unit,
        bound: claim.bound,
        date: claim.date.as_ref(),
        about: about.map(|node| node_ref(session, node)).collect(),
        count: claim.count.as_deref(),
        between: claim.between.as_ref(),
        found,
        met: found.map(|found| is_met(claim, found)),
        unmet: claim.unmet.as_deref(),
        note: claim.note.as_deref(),
        sources: &claim.sources,
    }
}

/// `40 pairs of sister regions and cities, January 2023`.
pub fn sentence(claim: &Claim) -> String {
    format!("{}, {}", claim.text, claim.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_words))
}

/// `about 20 agreements`.
pub fn figure(claim: &Claim) -> String {
    format!("{}{} {}", claim.bound.prefix(), claim.amount, claim.unit)
}

/// How what the base has compares with the figure.
pub fn verdict(claim: &Claim, found: usize) -> &'static str {
    if is_met(claim, found) { "as many as claimed" } else { "fewer than claimed" }
}

/// Terms that cannot be read are said so beside the answer; `accord check` finds them, too.
pub fn unreadable(claim: &Claim, error: &TermError) -> String {
    format!("claim `{}` cannot be counted: {error}", claim.id)
}

pub fn show(session: &Session, claim: &Claim) -> Result<Answer, Failure> {
    let mut answer = Answer::new("show", session);
    answer.set("record", "claim")?;
    let counted = Claimed::new(&session.graph).count(claim).unwrap_or_else(|error| {
        answer.messages.push(unreadable(claim, &error));
        None
    });
    let found = counted.as_ref().map(Counted::number);
    let (nodes, pairs) = match &counted {
        Some(Counted::Nodes(nodes)) => (nodes.as_slice(), [].as_slice()),
        Some(Counted::Pairs(pairs)) => ([].as_slice(), pairs.as_slice()),
        None => ([].as_slice(), [].as_slice()),
    };
    answer.set("counts", nodes.iter().map(|&node| node_ref(session, node)).collect::<Vec<_>>())?;
    answer.set("pairs", pairs.iter().map(|&(near, far)| [node_ref(session, near), node_ref(session, far)]).collect::<Vec<_>>())?;
    answer.row(document(session, claim, found))?;
    answer.title(sentence(claim));
    let mut lines = vec![format!("  claim [{}]", claim.id), format!("  figure: {}", figure(claim))];
    let mut line = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("  {label}: {text}"));
        }
    };
    let about = claim.about.iter().filter_map(|id| session.graph.find(id.as_str())).map(|node| session.name(node));
    line("about", about.collect::<Vec<_>>().join(", "));
    line("counted in the base as", claim.count.clone().unwrap_or_default());
    line("between", claim.between.as_ref().map_or_else(String::new, sides));
    line("the base has", counted.as_ref().map_or_else(String::new, |counted| has(session, claim, counted)));
    line("why the base has fewer", claim.unmet.clone().unwrap_or_default());
    line("note", claim.note.clone().unwrap_or_default());
    claim.sources.iter().for_each(|citation| line("source", wording::cited(citation)));
    answer.lines(lines);
    Ok(answer)
}

/// `3, as many as claimed: …`.
fn has(session: &Session, claim: &Claim, counted: &Counted) -> String {
    let names: Vec<String> = match counted {
        Counted::Nodes(nodes) => nodes.iter().map(|&node| session.name(node).to_owned()).collect(),
        Counted::Pairs(pairs) => pairs.iter().map(|&(near, far)| format!("{} and {}", session.name(near), session.name(far))).collect(),
    };
    let list = if names.is_empty() { String::new() } else { format!(": {}", names.join("; ")) };
    format!("{}, {}{list}", counted.number(), verdict(claim, counted.number()))
}

/// `those that meet kind:place in:belarus and kind:place in:china; counted are the pairs`.
fn sides(between: &Between) -> String {
    let what = match between.of {
        CountOf::Nodes => "the papers, ventures or centres that join them",
        CountOf::Pairs => "the pairs, each once",
        CountOf::First => "those of the first, each once",
        CountOf::Second => "those of the second, each once",
    };
    format!("{} and {}; counted are {what}", between.first, between.second)
}
