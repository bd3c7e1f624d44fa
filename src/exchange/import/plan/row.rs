//! What the cells of a row say, in the words of the model.

use super::{Planner, reason};
use crate::{
    exchange::{Column, Value},
    model::{Basis, Bound, Citation, Date, Facts, Field, Form, Money, Status, vocabulary::nearest},
};

/// The cells of a row by the names of their columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    columns: &'a [Column],
    values: &'a [Value],
    /// Whether what the rules say of all rows is said of this one.
    defaults: bool,
}

impl<'a> Cells<'a> {
    pub fn new(columns: &'a [Column], values: &'a [Value]) -> Self {
        Self { columns, values, defaults: true }
    }

    /// The same, with what the rules say of all rows left out if not `defaults`.
    pub fn with_defaults(self, defaults: bool) -> Self {
        Self { defaults, ..self }
    }

    pub fn get(&self, name: &str) -> &'a Value {
        let at = self.columns.iter().position(|column| column.name == name);
        at.and_then(|at| self.values.get(at)).unwrap_or(&Value::Nothing)
    }

    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).to_text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The items of a list; of a text those that semicolons part.
    pub fn list(&self, name: &str) -> Vec<String> {
        let items = match self.get(name) {
            Value::List(items) => items.clone(),
            value => value.to_text().map_or_else(Vec::new, |text| Value::split(&text)),
        };
        items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
    }

    /// The columns that begin so, without that beginning, and their texts.
    pub fn beginning(&self, prefix: &str) -> Vec<(&'a str, String)> {
        let cells = self.columns.iter().zip(self.values);
        cells.filter_map(|(column, value)| Some((column.name.strip_prefix(prefix)?, value.to_text()?.trim().to_owned()))).collect()
    }
}

/// Why a row cannot come in: reason and particulars.
pub(super) type Wrong = (&'static str, String);

impl Planner<'_> {
    /// The text of a column, else what the rules say of it.
    fn said(&self, cells: &Cells<'_>, name: &str) -> Option<String> {
        cells.text(name).or_else(|| self.rules.defaults.get(name).filter(|_| cells.defaults).cloned())
    }

    /// A word of a field in our vocabulary.
    fn known<T: Copy>(&self, field: &str, text: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Result<T, Wrong> {
        let ours = self.word(text).to_lowercase().replace([' ', '-'], "_");
        all.iter().copied().find(|one| word(*one) == ours).ok_or_else(|| {
            let meant =
                nearest(&ours, all.iter().map(|one| word(*one))).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            (reason::BAD_VALUE, format!("{field}: {text}{meant}"))
        })
    }

    /// The form in a column, of this kind.
    pub(super) fn form(&self, cells: &Cells<'_>, kind: crate::model::Kind) -> Result<Option<Form>, Wrong> {
        let Some(text) = self.said(cells, "form") else { return Ok(None) };
        let forms: Vec<Form> = Form::of(kind).collect();
        self.known("form", &text, &forms, Form::word).map(Some)
    }

    /// What is known of a node or edge.
    pub(super) fn facts(&self, cells: &Cells<'_>) -> Result<Facts, Wrong> {
        let date = |field: &str| match self.said(cells, field) {
            None => Ok(None),
            Some(text) => match text.parse::<Date>() {
                Ok(date) => Ok(Some(date)),
                Err(error) => Err((reason::BAD_VALUE, format!("{field}: {error}"))),
            },
        };
        let status = self.said(cells, "status").map(|text| self.known("status", &text, Status::ALL, |status: Status| status.word()));
        let fields = if cells.get("fields").is_nothing() {
            self.rules
                .defaults
                .get("fields")
                .filter(|_| cells.defaults)
                .map_or_else(Vec::new, |text| text.split([',', ';']).map(|one| one.trim().to_owned()).collect())
        } else {
            cells.list("fields")
        };
        let fields =
            fields.iter().map(|text| self.known("fields", text, Field::ALL, |field: Field| field.word())).collect::<Result<_, _>>()?;
        Ok(Facts {
            status: status.transpose()?,
            date: date("date")?,
            until: date("until")?,
            expected: date("expected")?,
            fields,
            value: self.money(cells)?,
            basis: if self.said(cells, "basis").as_deref() == Some("background") { Basis::Background } else { Basis::Documented },
            sources: Vec::new(),
            note: self.said(cells, "note"),
        })
    }

    fn money(&self, cells: &Cells<'_>) -> Result<Option<Money>, Wrong> {
        let Some(text) = cells.text("amount") else { return Ok(None) };
        let amount = text.replace([',', '_', ' '], "").parse().map_err(|_| (reason::BAD_VALUE, format!("amount: {text}")))?;
        let currency = self.said(cells, "currency").unwrap_or_default();
        let bound = match self.said(cells, "bound").as_deref() {
            Some("about") => Bound::About,
            Some("at_least") => Bound::AtLeast,
            Some("at_most") => Bound::AtMost,
            _ => Bound::Exactly,
        };
        Ok(Some(Money { amount, currency, bound }))
    }

    /// Who says so: the documents that a row cites, else that of the rules, with what the row has as the place in it.
    pub(super) fn citations(&self, cells: &Cells<'_>, facts: &Facts) -> Result<Vec<Citation>, Wrong> {
        let references = cells.list("sources");
        let urls = cells.list("source_urls");
        let mut citations = Vec::new();
        for reference in &references {
            citations.push(self.citation(reference)?);
        }
        if citations.is_empty() && facts.basis == Basis::Documented {
            citations.extend(
                self.rules.source.clone().map(|citation| Citation { url: urls.first().cloned().or(citation.url.clone()), ..citation }),
            );
        }
        if citations.is_empty() && facts.basis == Basis::Documented {
            return Err((reason::NO_SOURCE, "it has none".to_owned()));
        }
        Ok(citations)
    }

    /// `zalessky, ch. 2 <http://…> (gives 2006)`; or any text, as a place in the document of the rules.
    fn citation(&self, text: &str) -> Result<Citation, Wrong> {
        let (reference, says) = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
            Some((reference, says)) => (reference, Some(says.to_owned())),
            None => (text, None),
        };
        let (reference, url) = match reference.strip_suffix('>').and_then(|reference| reference.rsplit_once(" <")) {
            Some((reference, url)) => (reference, Some(url.to_owned())),
            None => (reference, None),
        };
        if let Some(citation) = reference.parse::<Citation>().ok().filter(|citation| self.sources.contains(&citation.source)) {
            return Ok(Citation { url, says, ..citation });
        }
        let Some(source) = &self.rules.source else { return Err((reason::NO_SOURCE, text.to_owned())) };
        let is_url = text.starts_with("http://") || text.starts_with("https://");
        let place = (!is_url).then(|| text.to_owned());
        Ok(Citation { section: place.or_else(|| source.section.clone()), url: is_url.then(|| text.to_owned()), ..source.clone() })
    }
}
