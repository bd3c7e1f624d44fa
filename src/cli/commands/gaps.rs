//! `accord gaps`: which oblasts and provinces are linked directly, only below, only in plans or not at all, and where a link would be at hand.

use std::{cmp::Reverse, collections::BTreeMap};

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::{
        gaps::{self, Pair, State},
        linked,
    },
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        session::Session,
        wording::{self, NodeRef, counted, node_ref, spoken},
    },
    model::{Field, Kind, graph::NodeIndex},
    network::Reason,
};

/// Which oblasts and provinces are linked directly, only through what lies in them, only in plans, or not at all; and where a link is at hand
///
/// The suggestions below the table are reckoned from what is there: links of towns and organisations, plans, partners and fields that both share. They are
/// hints where to look, not facts of the base.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord gaps                          The table oblast by province, and suggestions
  accord gaps \"Gomel Oblast\"           Its row, and suggestions for it
  accord gaps gansu --top 5            The oblasts for a province
  accord gaps kind:university          By links of universities alone
  accord gaps --as-of 2015             How it was at the end of 2015
  accord gaps --format csv > gaps.csv  All pairs, one a line")]
pub struct Arguments {
    /// Only pairs of this oblast or province: id, or name in any language
    place: Option<String>,

    /// Only links of parties that meet these terms, such as `kind:university`
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// How many suggestions to show of each sort, 0 for all
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    #[arg(long, hide = true)]
    level: Option<String>,
}

/// A pair, in a document.
#[derive(Serialize)]
pub struct PairDocument {
    from: NodeRef,
    to: NodeRef,
    state: &'static str,
    direct: usize,
    below: usize,
    planned: usize,
    past: usize,
    score: f64,
    partners: Vec<PartnerDocument>,
    fields: Vec<FieldDocument>,
}

#[derive(Serialize)]
struct PartnerDocument {
    #[serde(flatten)]
    node: NodeRef,
    regions: usize,
}

#[derive(Serialize)]
struct FieldDocument {
    field: Field,
    regions: usize,
}

/// Answers it.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.level.is_some() {
        let message =
            "gaps are between the regions of two sides; parties of other levels have too many pairs to call what is not there a gap";
        return Err(Failure::usage(message, "leave out --level; `accord links PLACE --level city` lists cities that are linked"));
    }
    let session = Session::open(shared)?;
    let [near_side, far_side] = session.sides("gaps are between the regions of two sides")?;
    let (near, far) = (linked::regions(&session.graph, near_side), linked::regions(&session.graph, far_side));
    // A term has a colon, which no name of a region has.
    let (place, first) = match &arguments.place {
        Some(word) if word.contains(':') => (None, Some(word)),
        place => (place.as_ref(), None),
    };
    let place = place.map(|place| session.resolve(place)).transpose()?;
    let terms = session.terms(&first.into_iter().chain(&arguments.terms).cloned().collect::<Vec<_>>())?;
    if let Some(place) = place.filter(|place| !near.contains(place) && !far.contains(place)) {
        let node = session.graph.node(place);
        let region = session.graph.upwards(place).find(|&up| session.graph.node(up).kind == Kind::Region);
        let hint = region.map_or_else(
            || "`accord list kind:region` lists them".to_owned(),
            |region| format!("it lies in {}: accord gaps {}", session.name(region), session.graph.node(region).id),
        );
        return Err(Failure::usage(format!("`{}` is no oblast or province of either side", node.id), hint));
    }
    let mut links = session.links();
    if !terms.is_empty() {
        let only = terms.select(&session.graph, &links).nodes;
        for link in &mut links {
            link.members.retain(|member| only.binary_search(member).is_ok());
        }
        // A link of one party joins nothing.
        links.retain(|link| link.members.len() > 1);
    }
    let mut pairs = gaps::gaps(&session.graph, &links, &near, &far);
    let asked = |region: NodeIndex, regions: &[NodeIndex]| place.is_none_or(|place| place == region || !regions.contains(&place));
    pairs.retain(|pair| asked(pair.near, &near) && asked(pair.far, &far));

    let view = View { session: &session, sides: [near_side, far_side], pairs: &pairs };
    let mut answer = Answer::new("gaps", &session);
    answer.set("terms", terms.to_string())?;
    for state in [State::Direct, State::Below, State::Planned, State::None] {
        answer.set(state.word(), view.number(state))?;
    }
    pairs.iter().try_for_each(|pair| answer.row(document(&session, pair)))?;
    answer.found = !pairs.is_empty();
    let whose = place.map_or_else(
        || format!("Regions of {} and {}", session.name(near_side), session.name(far_side)),
        |place| format!("{} and the other side", session.name(place)),
    );
    let among = if terms.is_empty() { String::new() } else { format!(", by links of {terms}") };
    answer.title(format!(
        "{whose}{among}: of {}, {} linked directly, {} only below, {} only planned, {} not at all",
        counted(pairs.len(), "pair", "pairs"),
        view.number(State::Direct),
        view.number(State::Below),
        view.number(State::Planned),
        view.number(State::None),
    ));
    let near: Vec<NodeIndex> = near.iter().copied().filter(|&region| asked(region, &near)).collect();
    let mut far: Vec<NodeIndex> = far.iter().copied().filter(|&region| asked(region, &far)).collect();
    most_linked_first(&pairs, &mut far);
    matrix(&session, &pairs, &near, &far, &mut answer);
    if place.is_none() {
        view.tally(&near, &mut answer);
    }
    let most = if arguments.top == 0 { usize::MAX } else { arguments.top };
    view.suggestions("what lies in the two is linked, they themselves are not", |state| state == State::Below, most, &mut answer);
    view.suggestions("the two are not linked at all", |state| matches!(state, State::Planned | State::None), most, &mut answer);
    answer.text(
        "Score: a point for each link, plan and past link of the two, and a fraction for each partner and field that they share, the smaller the \
         more regions have it.",
    );
    let reasons: Vec<Reason> = links.iter().filter_map(|link| link.verdict.err()).collect();
    answer.text(wording::footer(&session, &reasons, ""));
    Ok(answer)
}

struct View<'a> {
    session: &'a Session,
    sides: [NodeIndex; 2],
    pairs: &'a [Pair],
}

impl View<'_> {
    fn number(&self, state: State) -> usize {
        self.pairs.iter().filter(|pair| pair.state() == state).count()
    }

    fn tally(&self, near: &[NodeIndex], answer: &mut Answer) {
        let mut table = Table::new(&["Region", "Direct#", "Only below#", "Only planned#", "None#"]);
        for &region in near {
            let number = |state| self.pairs.iter().filter(|pair| pair.near == region && pair.state() == state).count().to_string();
            let mut cells = vec![self.session.name(region).to_owned()];
            cells.extend([State::Direct, State::Below, State::Planned, State::None].map(number));
            table.rows.push(cells);
        }
        answer.table(table);
    }

    /// The pairs of some states with the most points.
    fn suggestions(&self, title: &str, wanted: impl Fn(State) -> bool, most: usize, answer: &mut Answer) {
        let mut best: Vec<&Pair> = self.pairs.iter().filter(|pair| wanted(pair.state()) && pair.score > 0.0).collect();
        // Stable: equal scores stay in the order of the pairs.
        best.sort_by(|a, b| b.score.total_cmp(&a.score));
        if best.is_empty() {
            return;
        }
        let [near, far] = self.sides.map(|side| self.session.name(side));
        let mut table = Table::new(&[near, far, "Score#", "Why"]);
        for pair in best.iter().take(most) {
            let names = [pair.near, pair.far].map(|region| self.session.name(region).to_owned());
            table.rows.push(names.into_iter().chain([format!("{:.2}", pair.score), self.why(pair)]).collect());
        }
        let shown = if best.len() > most { format!(" ({most} of {}: --top)", best.len()) } else { String::new() };
        answer.title(format!("Suggestions, not facts: {title}{shown}"));
        answer.table(table);
    }

    /// The reasons, strongest first.
    fn why(&self, pair: &Pair) -> String {
        let mut reasons = Vec::new();
        let mut number = |links: &[usize], one: &str, many: &str| {
            if !links.is_empty() {
                reasons.push(counted(links.len(), one, many));
            }
        };
        number(&pair.below, "link of what lies in them", "links of what lies in them");
        number(&pair.planned, "plan", "plans");
        number(&pair.past, "past link", "past links");
        if !pair.partners.is_empty() {
            let names: Vec<String> = pair.partners.iter().map(|&(party, _)| self.session.name(party).to_owned()).collect();
            reasons.push(format!("both work with {}", wording::listed(&names, 2)));
        }
        if !pair.fields.is_empty() {
            let words: Vec<String> = pair.fields.iter().map(|(field, _)| spoken(field.word())).collect();
            reasons.push(format!("both work in {}", wording::listed(&words, 3)));
        }
        reasons.join("; ")
    }
}

/// Oblasts and provinces as a table, in the order given; provinces without any link or plan are named below.
pub fn matrix(session: &Session, pairs: &[Pair], near: &[NodeIndex], far: &[NodeIndex], answer: &mut Answer) {
    let heads: Vec<String> = wording::region_heads(session, near).into_iter().map(|head| format!("{head}#")).collect();
    let mut table = Table::new(&std::iter::once("Region").chain(heads.iter().map(String::as_str)).collect::<Vec<_>>());
    let of: BTreeMap<(NodeIndex, NodeIndex), &Pair> = pairs.iter().map(|pair| ((pair.far, pair.near), pair)).collect();
    let mut bare = Vec::new();
    for &region in far {
        let row: Vec<&Pair> = near.iter().filter_map(|&near| of.get(&(region, near)).copied()).collect();
        if row.iter().all(|pair| pair.state() == State::None) {
            bare.push(session.name(region));
            continue;
        }
        let cells = row.iter().map(|pair| match pair.state() {
            State::Direct => format!("{}*", pair.direct.len() + pair.below.len()),
            State::Below => pair.below.len().to_string(),
            State::Planned => format!("({})", pair.planned.len()),
            State::None => "·".to_owned(),
        });
        table.rows.push(std::iter::once(session.name(region).to_owned()).chain(cells).collect());
    }
    if !table.rows.is_empty() {
        answer.table(table);
        answer.text(
            "A number counts links; * marks regions that are linked themselves, no mark those linked only through what lies in them; (2) are \
             two plans or letters of intent and no link; · is nothing.",
        );
    }
    if !bare.is_empty() {
        answer.text(format!("Without any link or plan: {}.", bare.join(", ")));
    }
}

/// The regions of the far side, those with the most links first, then those with the most plans.
fn most_linked_first(pairs: &[Pair], far: &mut [NodeIndex]) {
    let of = |region: NodeIndex| pairs.iter().filter(move |pair| pair.far == region);
    far.sort_by_cached_key(|&region| {
        let links: usize = of(region).map(|pair| pair.direct.len() + pair.below.len()).sum();
        (Reverse(links), Reverse(of(region).map(|pair| pair.planned.len()).sum::<usize>()))
    });
}

/// A pair, in a document.
pub fn document(session: &Session, pair: &Pair) -> PairDocument {
    let partner = |&(party, regions): &(NodeIndex, usize)| PartnerDocument { node: node_ref(session, party), regions };
    PairDocument {
        from: node_ref(session, pair.near),
        to: node_ref(session, pair.far),
        state: pair.state().word(),
        direct: pair.direct.len(),
        below: pair.below.len(),
        planned: pair.planned.len(),
        past: pair.past.len(),
        score: pair.score,
        partners: pair.partners.iter().map(partner).collect(),
        fields: pair.fields.iter().map(|&(field, regions)| FieldDocument { field, regions }).collect(),
    }
}
