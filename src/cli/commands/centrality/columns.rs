//! Each measure as columns of a table, and the sentence that says what they count.

use serde_json::{Value, json};

use super::{Asked, Measure};
use crate::{
    analysis::{
        centrality::{self, Closeness, Ranked, betweenness, pagerank, sample, two_mode::Modes},
        core::core_numbers,
        unfit::Unfit,
    },
    cli::{progress::shown, wording::counted},
};

/// What a measure says of all vertices.
pub struct Measured {
    /// Its columns, first of all the one that it is sorted by.
    pub columns: Vec<Column>,
    /// What they count, by which convention.
    pub note: String,
    /// How they were estimated, in a document; `None` for exact values.
    pub sample: Option<Value>,
}

/// A column.
pub struct Column {
    /// The name of the field in documents.
    pub key: &'static str,
    /// The name of the column.
    pub title: &'static str,
    /// The value of each vertex or edge.
    pub values: Values,
}

/// Values by number of vertex or edge.
pub enum Values {
    /// Whole numbers.
    Counts(Vec<usize>),
    /// Others.
    Shares(Vec<f64>),
}

impl Values {
    /// As numbers that can be compared.
    pub fn as_numbers(&self) -> Vec<f64> {
        match self {
            Self::Counts(counts) => counts.iter().map(|&count| count as f64).collect(),
            Self::Shares(shares) => shares.clone(),
        }
    }

    /// The value of one, in a document.
    pub fn json(&self, item: usize) -> Value {
        match self {
            Self::Counts(counts) => json!(counts.get(item)),
            Self::Shares(shares) => json!(shares.get(item)),
        }
    }
}

impl Column {
    const fn counts(key: &'static str, title: &'static str, values: Vec<usize>) -> Self {
        Self { key, title, values: Values::Counts(values) }
    }

    const fn shares(key: &'static str, title: &'static str, values: Vec<f64>) -> Self {
        Self { key, title, values: Values::Shares(values) }
    }

    /// The name of the column in the table of a mode: the neighbours of a link are its members.
    pub fn title_in(&self, mode: Option<&str>) -> &'static str {
        if mode == Some("link") && self.key == "degree" { "Members" } else { self.title }
    }

    /// The cells of these places, counted from `start`; the largest has four digits that tell, and all have as many behind the point.
    pub fn cells(&self, start: usize, places: &[Ranked]) -> Vec<String> {
        let items = places.iter().map(|place| start + place.item);
        match &self.values {
            Values::Counts(counts) => items.map(|item| counts[item].to_string()).collect(),
            Values::Shares(shares) => {
                let largest = items.clone().map(|item| shares[item].abs()).fold(0.0, f64::max);
                let digits = (0..12).find(|&digits| largest * 10_f64.powi(digits) >= 999.5).unwrap_or(12);
                let digits = usize::try_from(digits.max(1)).unwrap_or(1);
                items.map(|item| if shares[item] == 0.0 { "0".to_owned() } else { format!("{:.digits$}", shares[item]) }).collect()
            }
        }
    }
}

impl Asked<'_> {
    /// Takes one measure. The distances are kept, because both sorts of closeness need the same.
    pub fn measure(&self, measure: Measure, distances: &mut Option<Closeness>) -> Result<Measured, Unfit> {
        let packed = &self.subject.packed;
        let modes = self.first_mode().map(|first| Modes::new(packed, first));
        if let Some(error) = self.arguments.sample
            && matches!(measure, Measure::Betweenness | Measure::Closeness)
        {
            return self.sampled(measure, error);
        }
        let (columns, note) = match measure {
            Measure::Degree => return Ok(self.degree(modes)),
            Measure::Closeness | Measure::ClassicCloseness => {
                let found = match distances.take() {
                    Some(found) => found,
                    None => shown(self.shared, "closeness", |progress| centrality::closeness(packed, self.weighted, progress))?,
                };
                let measured = self.closeness(measure, modes, &found);
                *distances = Some(found);
                return Ok(measured);
            }
            Measure::Betweenness => {
                let normalised = modes.is_none() && !self.arguments.raw;
                let options = betweenness::Options { weighted: self.weighted, normalised, edges: false };
                let found = shown(self.shared, "betweenness", |progress| betweenness(packed, &options, progress))?.vertices;
                let (values, what) = match modes {
                    _ if self.arguments.raw => (found, "number of pairs of others"),
                    Some(modes) => (
                        modes.betweenness(&found),
                        "share of what is possible in its mode (Borgatti and Everett 1997) of the pairs of others",
                    ),
                    None => (found, "share of all pairs of others"),
                };
                let note = format!("Betweenness: {what} whose shortest ways, {}, pass.", self.lengths());
                (vec![Column::shares("betweenness", "Betweenness", values)], note)
            }
            Measure::Eigenvector => {
                let found = shown(self.shared, "eigenvector", |progress| centrality::eigenvector(packed, self.weighted, progress))?;
                let note = format!("Eigenvector: {}; the largest is 1. λ = {:.6}.", leading(found.leading, packed.len()), found.eigenvalue);
                (vec![Column::shares("eigenvector", "Eigenvector", found.values)], note)
            }
            Measure::PageRank => {
                let options =
                    pagerank::Options { damping: self.arguments.damping, weighted: self.weighted, ..pagerank::Options::default() };
                let found = shown(self.shared, "pagerank", |progress| pagerank(packed, &options, progress))?;
                let note = format!(
                    "PageRank: damping {}, ties taken both ways, from who has none on to anybody; the sum of all is 1.",
                    options.damping
                );
                (vec![Column::shares("pagerank", "PageRank", found.values)], note)
            }
            Measure::Katz => {
                let alpha = centrality::katz::Alpha::Share(self.arguments.alpha);
                let found = shown(self.shared, "Katz", |progress| centrality::katz(packed, self.weighted, alpha, progress))?;
                let note =
                    format!("Katz: walks that end here, one of k hops as αᵏ, α = {:.6} = {}/λ; β = 1.", found.alpha, self.arguments.alpha);
                (vec![Column::shares("katz", "Katz", found.values)], note)
            }
            Measure::Hits => {
                let found = shown(self.shared, "HITS", |progress| centrality::hits(packed, self.first_mode(), progress))?;
                let note = format!(
                    "HITS: {}; {}; the largest of each mode is 1.",
                    if self.subject.base.is_some() {
                        "parties as hubs, links as authorities"
                    } else {
                        "the first mode as hubs, the second as authorities"
                    },
                    leading(found.leading, packed.len())
                );
                (vec![Column::shares("hits", "HITS", found.values)], note)
            }
            Measure::Core => {
                let note =
                    "Core: the largest k such that it belongs to a group all of whom have k neighbours in the group; weights play no part.";
                (
                    vec![Column::counts("core", "Core", core_numbers(packed).into_iter().map(|core| core as usize).collect())],
                    note.to_owned(),
                )
            }
        };
        Ok(Measured { columns, note, sample: None })
    }

    /// Estimates of betweenness or closeness that are off by no more than `error`.
    fn sampled(&self, measure: Measure, error: f64) -> Result<Measured, Unfit> {
        let packed = &self.subject.packed;
        let options = sample::Options { error, seed: self.arguments.seed, ..sample::Options::default() };
        let (key, title, what, lots, found) = if measure == Measure::Betweenness {
            let found = shown(self.shared, "betweenness", |progress| sample::betweenness(packed, &options, progress))?;
            let lots = ("pair with one of its ways", "pairs, each with one of its ways,");
            ("betweenness", "Betweenness", "share of all pairs of others whose shortest ways, in hops, pass", lots, found)
        } else {
            let found = shown(self.shared, "closeness", |progress| sample::closeness(packed, &options, progress))?;
            let what = "harmonic, the mean of 1/distance to all others, in hops; out of reach counts 0";
            ("closeness", "Closeness", what, ("vertex", "vertices"), found)
        };
        let certainty = 1.0 - options.doubt;
        let how = if found.error == 0.0 {
            "Exact, as an estimate would need more lots than there are vertices.".to_owned()
        } else {
            format!(
                "Estimated from {} drawn by lot, seed {}: no value is off by more than {error}, with a certainty of {:.0} %.",
                counted(found.lots, lots.0, lots.1),
                options.seed,
                100.0 * certainty,
            )
        };
        let document = json!({
            "error": error, "certainty": certainty, "reached": found.error, "lots": found.lots, "seed": options.seed,
        });
        let columns = vec![Column::shares(key, title, found.values)];
        Ok(Measured { columns, note: format!("{title}: {what}. {how}"), sample: Some(document) })
    }

    fn degree(&self, modes: Option<Modes>) -> Measured {
        let packed = &self.subject.packed;
        if let Some(modes) = modes {
            let of_base = self.subject.base.is_some();
            let columns = vec![
                Column::counts("degree", if of_base { "Links" } else { "Neighbours" }, centrality::degree(packed)),
                Column::shares("degree_share", "Share", modes.degree(packed)),
            ];
            let note = if of_base {
                "Links of a party, members of a link; share: by how many there are."
            } else {
                "Neighbours: all of the other mode; share: by how many that has."
            };
            return Measured { columns, note: note.to_owned(), sample: None };
        }
        let mut columns = Vec::new();
        let mut notes = Vec::new();
        if self.weighted {
            columns.push(Column::shares("strength", "Strength", centrality::strength(packed)));
            notes.push("strength: the sum of their weights");
        }
        columns.push(Column::counts("partners", "Partners", centrality::degree(packed)));
        if let Some((base, network)) = self.subject.base.as_ref().and_then(|base| Some((base, base.network.as_ref()?))) {
            let involved = centrality::involved(&base.session.graph, &base.links, network);
            columns.push(Column::counts("links", "Links", involved.iter().map(|involved| involved.links).collect()));
            columns.push(Column::counts("papers", "Papers", involved.iter().map(|involved| involved.papers).collect()));
            notes.push("links: what joins it with them, each counted once; papers: agreements among the links");
        }
        notes.insert(0, "Partners: neighbours");
        Measured { columns, note: notes.join("; ") + ".", sample: None }
    }

    fn closeness(&self, measure: Measure, modes: Option<Modes>, found: &Closeness) -> Measured {
        let raw = self.arguments.raw;
        let lengths = self.lengths();
        let bounded = "by what is possible in its mode (as Borgatti and Everett 1997)";
        if measure == Measure::Closeness {
            let (values, note) = match modes {
                _ if raw => (found.inverse.clone(), format!("Closeness: harmonic, the sum of 1/distance to all others, {lengths}.")),
                Some(modes) => {
                    (modes.harmonic(found), format!("Closeness: harmonic, the sum of 1/distance to all others, {lengths}, {bounded}."))
                }
                None => (
                    found.harmonic.clone(),
                    format!("Closeness: harmonic, the mean of 1/distance to all others, {lengths}; out of reach counts 0."),
                ),
            };
            return Measured { columns: vec![Column::shares("closeness", "Closeness", values)], note, sample: None };
        }
        let (values, note) = match modes {
            _ if raw => {
                let inverse = |&farness: &f64| if farness > 0.0 { 1.0 / farness } else { 0.0 };
                (
                    found.farness.iter().map(inverse).collect(),
                    format!("Classic closeness: one by the sum of distances to those in reach, {lengths}."),
                )
            }
            Some(modes) => (
                modes.classic(&self.subject.packed, found),
                format!(
                    "Classic closeness: one by the sum of distances, {lengths}, {bounded}, within its component, times the share of vertices in reach."
                ),
            ),
            None => (
                found.classic.clone(),
                format!(
                    "Classic closeness: one by the mean distance to those in reach, {lengths}, times their share (Wasserman and Faust 1994)."
                ),
            ),
        };
        Measured { columns: vec![Column::shares("classic_closeness", "Classic closeness", values)], note, sample: None }
    }
}

/// How much of the network has the largest eigenvalue.
fn leading(part: usize, all: usize) -> String {
    if part == all {
        "the whole network is one component".to_owned()
    } else {
        format!("{part} of {all} vertices lie in a component whose λ is the largest, all others have 0")
    }
}
