//! How nodes, ties, dates and sources read, in tables, in sentences and in JSON.

use serde::Serialize;

use super::session::Session;
use crate::{
    model::{
        Citation, Date, Facts, Kind, Status,
        graph::{EdgeIndex, NodeIndex},
    },
    network::{Link, Reason, Via},
};

/// A node in a document.
#[derive(Clone, Debug, Serialize)]
pub struct NodeRef {
    id: String,
    name: String,
    kind: &'static str,
}

/// What makes a link, in a document.
#[derive(Clone, Debug, Serialize)]
pub struct ViaRef {
    #[serde(rename = "type")]
    tie: &'static str,
    id: Option<String>,
    title: String,
    form: Option<&'static str>,
    status: Status,
    date: Option<Date>,
    until: Option<Date>,
    fields: Vec<crate::model::Field>,
    note: Option<String>,
    sources: Vec<Citation>,
}

/// A node in a document.
#[must_use]
pub fn node_ref(session: &Session, node: NodeIndex) -> NodeRef {
    let it = session.graph.node(node);
    NodeRef { id: it.id.to_string(), name: session.name(node).to_owned(), kind: it.kind.word() }
}

/// What makes a link, in a document.
#[must_use]
pub fn via_ref(session: &Session, via: Via) -> ViaRef {
    let facts = via.facts(&session.graph);
    let (tie, id, form) = match via {
        Via::Node(node) => {
            let node = session.graph.node(node);
            (node.kind.word(), Some(node.id.to_string()), node.form.map(crate::model::Form::word))
        }
        Via::Tie(tie) => (session.graph.tie(tie).map_or("", |(_, tie, _)| tie.word()), None, None),
    };
    ViaRef {
        tie,
        id,
        title: via_title(session, via),
        form,
        status: facts.standing(),
        date: facts.date.clone(),
        until: facts.until.clone(),
        fields: facts.fields.clone(),
        note: facts.note.clone(),
        sources: facts.sources.clone(),
    }
}

/// What makes a link, as a phrase: the title of an agreement, the name of a venture, the sentence of a tie.
#[must_use]
pub fn via_title(session: &Session, via: Via) -> String {
    match via {
        Via::Node(node) => session.name(node).to_owned(),
        Via::Tie(tie) => tie_sentence(session, tie),
    }
}

/// `Neman Glassworks supplies Quan Shen`.
#[must_use]
pub fn tie_sentence(session: &Session, tie: EdgeIndex) -> String {
    let Some((near, tie, far)) = session.graph.tie(tie) else { return String::new() };
    format!("{} {} {}", session.name(near), tie.row().says, session.name(far))
}

/// What a link is, in brackets after its title: `twinning, signed 2007`, `joint venture, operating since February 2017`.
#[must_use]
pub fn standing(session: &Session, via: Via) -> String {
    let form = match via {
        Via::Node(node) => {
            let node = session.graph.node(node);
            let form = spoken(node.form.map_or(node.kind.word(), crate::model::Form::word));
            // An event has been held when its date has come; it does not go on.
            if node.kind == Kind::Event && node.facts.status.is_none() {
                return format!("{form}, {}", node.facts.date.as_ref().map_or_else(|| "undated".to_owned(), Date::in_words));
            }
            form + ", "
        }
        Via::Tie(_) => String::new(),
    };
    let ran = matches!(via, Via::Node(node) if session.graph.node(node).kind != Kind::Agreement) || matches!(via, Via::Tie(_));
    format!("{form}{}", status_and_date(via.facts(&session.graph), ran))
}

/// `signed May 2015`, `operating since 2017`, `planned, undated`, `lapsed 2014, begun 2009`.
#[must_use]
pub fn status_and_date(facts: &Facts, lasting: bool) -> String {
    let status = facts.standing();
    let mut text = status.word().to_owned();
    let over = matches!(status, Status::Suspended | Status::Lapsed | Status::Ended);
    if let (true, Some(until)) = (over, &facts.until) {
        text += &format!(" {}", until.in_words());
        let begun = facts.date.as_ref().map(|date| format!(", begun {}", date.in_words()));
        return text + &begun.unwrap_or_default();
    }
    match &facts.date {
        Some(date) if lasting && status == Status::Operating && !date.is_interval() => text += &format!(" since {}", date.in_words()),
        Some(date) => text += &format!(" {}", date.in_words()),
        None => text += ", undated",
    }
    if let Some(until) = &facts.until {
        text += &format!(" until {}", until.in_words());
    }
    if let Some(expected) = &facts.expected {
        // What is expected until a day is expected by it.
        let words = expected.in_words();
        text += &words.strip_prefix("until ").map_or_else(|| format!(", expected {words}"), |day| format!(", expected by {day}"));
    }
    text
}

/// A node and where it lies below its country: `Xuzhou (in Jiangsu)`.
#[must_use]
pub fn placed(session: &Session, node: NodeIndex) -> String {
    within(session, node, |kind| kind != Kind::Country)
}

/// A node and where it lies, up to its country: `Xuzhou (in Jiangsu, China)`.
#[must_use]
pub fn located(session: &Session, node: NodeIndex) -> String {
    within(session, node, |_| true)
}

fn within(session: &Session, node: NodeIndex, shown: fn(Kind) -> bool) -> String {
    let above = session.graph.upwards(node).skip(1).filter(|&up| shown(session.graph.node(up).kind));
    let chain: Vec<&str> = above.map(|up| session.name(up)).collect();
    if chain.is_empty() { session.name(node).to_owned() } else { format!("{} (in {})", session.name(node), chain.join(", ")) }
}

/// A word of the vocabulary as it reads in a sentence: `letter_of_intent` is `letter of intent`.
#[must_use]
pub fn spoken(word: &str) -> String {
    word.replace('_', " ")
}

/// The names of regions as heads of narrow columns: without the word for oblast, unless two would then be alike.
#[must_use]
pub fn region_heads(session: &Session, regions: &[NodeIndex]) -> Vec<String> {
    let short = |region: NodeIndex| {
        let name = session.name(region);
        [" Oblast", " область", " вобласць", "州"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name)
    };
    let alike = |name: &str| regions.iter().filter(|&&region| short(region) == name).count() > 1;
    let head = |&region: &NodeIndex| if alike(short(region)) { session.name(region) } else { short(region) };
    regions.iter().map(|region| head(region).to_owned()).collect()
}

/// With a capital letter at its beginning.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Several nodes as a list: `A, B and 3 more`.
#[must_use]
pub fn listed(names: &[String], most: usize) -> String {
    if names.len() <= most {
        return names.join(", ");
    }
    format!("{} and {} more", names[..most].join(", "), names.len() - most)
}

/// A citation with its address, for a line of its own.
#[must_use]
pub fn cited(citation: &Citation) -> String {
    let url = citation.url.as_ref().map_or_else(String::new, |url| format!(" <{url}>"));
    let says = citation.says.as_ref().map_or_else(String::new, |says| format!(" ({says})"));
    format!("{citation}{says}{url}")
}

/// `1 link`, `3 links`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Why the node itself does not count; only what has a status or a date of its own can fail to.
#[must_use]
pub fn verdict(session: &Session, node: NodeIndex) -> Option<Reason> {
    let it = session.graph.node(node);
    match it.kind {
        Kind::Event => match session.choice.judge(&session.graph, &it.facts) {
            Err(reason @ (Reason::Later | Reason::Undated | Reason::Undecided)) => Some(reason),
            _ => Some(Reason::Contact),
        },
        _ if it.facts.status.is_none() => None,
        _ => session.choice.judge(&session.graph, &it.facts).err(),
    }
}

/// `Counted: signed, operating, as of 30 June 2020.`
#[must_use]
pub fn choice(session: &Session) -> String {
    let statuses = session.choice.count.iter().map(|status| status.word()).collect::<Vec<_>>().join(", ");
    let day = session.choice.as_of.as_ref().unwrap_or(&session.graph.header().updated);
    format!("Counted: {statuses}, as of {}.", day.in_words())
}

/// The line below an answer that says what was counted and what was left out, with `hint` for how to see that.
#[must_use]
pub fn footer(session: &Session, left_out: &[Reason], hint: &str) -> String {
    let mut text = choice(session);
    if left_out.is_empty() {
        return text + " Nothing was left out.";
    }
    let mut reasons = left_out.to_vec();
    reasons.sort_unstable();
    let words = reasons.chunk_by(|a, b| a == b).map(|same| match same[0] {
        Reason::Contact => counted(same.len(), "contact", "contacts"),
        reason => format!("{} {reason}", same.len()),
    });
    let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
    text += &format!(" Left out: {}{hint}.", words.collect::<Vec<_>>().join(", "));
    text
}

/// The lines that explain one link: what it is, whom it joins, who says so.
#[must_use]
pub fn chain(session: &Session, link: &Link, here: &[NodeIndex], there: &[NodeIndex]) -> Vec<String> {
    let facts = link.via.facts(&session.graph);
    let side = |nodes: &[NodeIndex]| nodes.iter().map(|&node| placed(session, node)).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        format!("  {} [{}]", via_title(session, link.via), standing(session, link.via)),
        format!("    {} — {}", side(here), side(there)),
    ];
    if let Some(note) = &facts.note {
        lines.push(format!("    note: {note}"));
    }
    lines.extend(facts.sources.iter().map(|citation| format!("    source: {}", cited(citation))));
    if facts.sources.is_empty() {
        lines.push("    source: common knowledge".to_owned());
    }
    lines
}
