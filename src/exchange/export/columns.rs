//! Which columns do nodes and edges have, and what do they mean?

use std::{collections::HashMap, sync::LazyLock};

use super::{
    super::{Column, Holds, Value},
    choose::Chooser,
};
use crate::model::{Basis, Bound, Citation, Date, Facts, Field, Form, Graph, Id, Kind, Money, graph::NodeIndex};

/// The columns for what is known of a node, tie or link, in the order of [`facts_cells`].
pub(super) fn facts_columns() -> Vec<Column> {
    vec![
        Column::new("status", Holds::Text, "how far it has come: planned, intended, signed, operating, suspended, lapsed or ended"),
        Column::new("date", Holds::Text, "when it was signed, opened, founded or held, as precisely as known (EDTF)"),
        Column::new("until", Holds::Text, "when it lapsed, closed or runs out (EDTF)"),
        Column::new("expected", Holds::Text, "when a plan should come true (EDTF)"),
        Column::new("start", Holds::Day, "the first day that `date` can mean"),
        Column::new(
            "end",
            Holds::Day,
            "the last day that `until`, or the end of an interval in `date`, can mean; of an event that `date` can mean",
        ),
        Column::new("fields", Holds::List, "fields of cooperation"),
        Column::new("amount", Holds::Whole, "what it is worth, in whole units of the currency"),
        Column::new("currency", Holds::Text, "ISO 4217 code of the currency"),
        Column::new("bound", Holds::Text, "how the amount is meant: exactly, about, at_least or at_most"),
        Column::new("sources", Holds::List, "who says so: document, place in it, its address and what it has otherwise"),
        Column::new("source_urls", Holds::List, "addresses of what the sources name"),
        Column::new("basis", Holds::Text, "documented, or background where common knowledge serves"),
        Column::new("note", Holds::Text, "a judgement that was made"),
    ]
}

/// What is known of a node, tie or link; an event is over when its date is.
pub(super) fn facts_cells(graph: &Graph, facts: &Facts, is_event: bool) -> Vec<Value> {
    let date = |date: &Option<Date>| Value::text(date.as_ref().map_or_else(String::new, ToString::to_string));
    let money = |of: &dyn Fn(&Money) -> Value| facts.value.as_ref().map_or(Value::Nothing, of);
    vec![
        Value::text(facts.status.map_or("", |status| status.word())),
        date(&facts.date),
        date(&facts.until),
        date(&facts.expected),
        start(facts.date.as_ref()),
        end(facts, is_event),
        fields(&facts.fields),
        money(&|money| i64::try_from(money.amount).map_or(Value::Nothing, Value::Whole)),
        money(&|money| Value::text(&money.currency)),
        money(&|money| Value::text(bound(money.bound))),
        Value::list(references(&facts.sources)),
        Value::list(addresses(graph, &facts.sources)),
        Value::text(match facts.basis {
            Basis::Documented => "documented",
            Basis::Background => "background",
        }),
        Value::text(facts.note.clone().unwrap_or_default()),
    ]
}

/// The word for how an amount is meant, as files have it.
pub(super) const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "exactly",
        Bound::About => "about",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
    }
}

/// The first day that a date can mean.
pub(super) fn start(date: Option<&Date>) -> Value {
    Value::text(date.and_then(Date::earliest).map_or_else(String::new, |day| day.to_string()))
}

/// The last day of the term.
fn end(facts: &Facts, is_event: bool) -> Value {
    let of_interval = || facts.date.as_ref().and_then(|date| if is_event { Some(date.clone()) } else { date.end() });
    let last = facts.until.clone().or_else(of_interval).and_then(|end| end.latest());
    Value::text(last.map_or_else(String::new, |day| day.to_string()))
}

/// The words for fields of cooperation.
pub(super) fn fields(fields: &[Field]) -> Value {
    Value::list(fields.iter().map(|field| field.word().to_owned()).collect())
}

/// Citations as references, with the address of the place and with what a source has otherwise: `zalessky, ch. 2 <http://…> (gives 2006)`.
pub(super) fn references(citations: &[Citation]) -> Vec<String> {
    let url = |citation: &Citation| citation.url.as_ref().map_or_else(String::new, |url| format!(" <{url}>"));
    let says = |citation: &Citation| citation.says.as_ref().map_or_else(String::new, |says| format!(" ({says})"));
    citations.iter().map(|citation| format!("{citation}{}{}", url(citation), says(citation))).collect()
}

/// The addresses that citations give, else those of their sources, each once.
pub(super) fn addresses(graph: &Graph, citations: &[Citation]) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for citation in citations {
        let of_source = || graph.source(&citation.source)?.url.clone();
        addresses.extend(citation.url.clone().or_else(of_source).filter(|url| !addresses.contains(url)));
    }
    addresses
}

/// The columns that only nodes have, beside names, in the order of [`NodeColumns::cells`].
fn own_columns() -> Vec<Column> {
    vec![
        Column::new("also", Holds::List, "other names in real use"),
        Column::new("spelled", Holds::List, "what sources write when that is none of its names, as source: spelling"),
        Column::new("within", Holds::Text, "id of the place or park that it lies in"),
        Column::new("region", Holds::Text, "id of the region that it lies in, or is"),
        Column::new("country", Holds::Text, "id of the country that it lies in, or is"),
        Column::new("seat", Holds::Text, "id of the city of its offices"),
        Column::new("latitude", Holds::Real, "degrees north"),
        Column::new("longitude", Holds::Real, "degrees east"),
        Column::new("iso", Holds::Text, "ISO 3166 code"),
        Column::new("wikidata", Holds::Text, "Wikidata item"),
        Column::new("ror", Holds::Text, "identifier in the Research Organization Registry"),
        Column::new("geonames", Holds::Whole, "GeoNames number"),
        Column::new("distinct_from", Holds::List, "ids of others of a like name that it is not"),
        Column::new("url", Holds::Text, "its own page"),
    ]
}

/// What a column of this name holds, of nodes or edges in any view; `None` when no export has it.
pub(in crate::exchange) fn holds(name: &str) -> Option<Holds> {
    static KNOWN: LazyLock<HashMap<String, Holds>> = LazyLock::new(|| {
        // Those that single views have.
        let special = [
            ("selected", Holds::Truth),
            ("own", Holds::Truth),
            ("papers", Holds::Whole),
            ("links", Holds::List),
            ("titles", Holds::List),
            ("statuses", Holds::List),
            ("form", Holds::Text),
            ("mode", Holds::Text),
            ("role", Holds::Text),
            ("first", Holds::Text),
            ("last", Holds::Text),
        ];
        let own = own_columns().into_iter().chain(facts_columns()).map(|column| (column.name, column.holds));
        own.chain(special.map(|(name, holds)| (name.to_owned(), holds))).collect()
    });
    KNOWN.get(name).copied().or_else(|| name.starts_with("name_").then_some(Holds::Text))
}

/// The columns of nodes.
pub(super) struct NodeColumns<'a> {
    graph: &'a Graph,
    /// Languages of names, in order.
    languages: Vec<&'a str>,
    /// Whether it is told which nodes meet the terms.
    selected: bool,
}

impl<'a> NodeColumns<'a> {
    pub fn of(chooser: &Chooser<'a>) -> Self {
        let mut languages: Vec<&str> = chooser.graph.nodes().flat_map(|(_, node)| node.names.keys().map(String::as_str)).collect();
        languages.sort_unstable();
        languages.dedup();
        Self { graph: chooser.graph, languages, selected: chooser.selected.is_some() }
    }

    pub fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.selected {
            columns.push(Column::new("selected", Holds::Truth, "whether it meets the terms, or came with what does"));
        }
        columns.push(Column::new("form", Holds::Text, "which sort of its kind it is"));
        let name = |&lang: &&str| Column::new(&name_column(lang), Holds::Text, &format!("its name in the language `{lang}`"));
        columns.extend(self.languages.iter().map(name));
        columns.extend(own_columns());
        columns.extend(facts_columns());
        columns
    }

    /// The cells of a node.
    pub fn cells(&self, index: NodeIndex, selected: bool) -> Vec<Value> {
        let (graph, node) = (self.graph, self.graph.node(index));
        let id = |index: Option<NodeIndex>| Value::text(index.map_or("", |index| graph.node(index).id.as_str()));
        let text = |text: &Option<String>| Value::text(text.clone().unwrap_or_default());
        let mut cells = Vec::new();
        if self.selected {
            cells.push(Value::Truth(selected));
        }
        cells.push(Value::text(node.form.map_or("", Form::word)));
        cells.extend(self.languages.iter().map(|&lang| Value::text(node.names.get(lang).cloned().unwrap_or_default())));
        let region = graph.upwards(index).find(|&up| graph.node(up).kind == Kind::Region);
        cells.extend([
            Value::list(node.also.clone()),
            Value::list(
                node.spelled.iter().flat_map(|(source, names)| names.iter().map(move |name| format!("{source}: {name}"))).collect(),
            ),
            id(graph.container(index)),
            id(region),
            id(graph.country(index)),
            Value::text(node.seat.as_ref().map_or("", Id::as_str)),
            node.at.map_or(Value::Nothing, |at| Value::Real(at.0)),
            node.at.map_or(Value::Nothing, |at| Value::Real(at.1)),
            text(&node.codes.iso),
            text(&node.codes.wikidata),
            text(&node.codes.ror),
            node.codes.geonames.map_or(Value::Nothing, |number| Value::Whole(number.into())),
            Value::list(node.distinct_from.iter().map(ToString::to_string).collect()),
            text(&node.url),
        ]);
        cells.extend(facts_cells(graph, &node.facts, node.kind == Kind::Event));
        cells
    }

    /// The cells of a link that a tie makes: it has nothing that only a node has.
    pub fn cells_of_tie(&self, facts: &Facts) -> Vec<Value> {
        let known = facts_cells(self.graph, facts, false);
        let mut cells = vec![Value::Nothing; self.columns().len() - known.len()];
        if self.selected {
            cells[0] = Value::Truth(false);
        }
        cells.extend(known);
        cells
    }
}

/// The column for names in a language: `name_zh_latn` for `zh-Latn`.
pub(in crate::exchange) fn name_column(language: &str) -> String {
    format!("name_{}", language.to_lowercase().replace('-', "_"))
}
