//! `accord centrality`: who is central, by one measure or several side by side.

mod columns;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use self::columns::{Column, Measured, Values};
use crate::{
    analysis::centrality::{self, Ranked, betweenness, ranking},
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        progress::shown,
        subject::{Projection, Subject, Target},
        wording::counted,
    },
};

/// Who is central: partners, short ways to others, lying on the ways of others, central partners
///
/// Several measures stand side by side; the table is in the order of the first. Below it stands what each of them counts. Weights are not used
/// unless asked for; they are strengths, and where a measure needs lengths, these are 1/weight.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord centrality                                       Partners, betweenness and closeness of parties
  accord centrality --level region --top 10               Oblasts and provinces
  accord centrality kind:university --measure pagerank,core
  accord centrality --two-mode --measure betweenness      Parties and papers, normalised for two modes
  accord centrality --measure betweenness --sample 0.01   An estimate that is off by 0.01 at most
  accord centrality --of edges --level region             Which pair lies on most ways of others?
  accord centrality --measure degree --project newman     A paper of many parties counts less")]
pub struct Arguments {
    #[command(flatten)]
    target: Target,

    /// What to measure; the first sets the order
    #[arg(long, short, value_enum, value_delimiter = ',', value_name = "MEASURE,…", default_value = "degree,betweenness,closeness")]
    measure: Vec<Measure>,

    /// How many to show, 0 for all; in two modes, of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Take parties and links as the two modes of one network, and divide by what is possible there; of a list of edges, its columns
    #[arg(long)]
    two_mode: bool,

    /// Use the weights of edges (with --project newman or jaccard they are used anyway)
    #[arg(long)]
    weighted: bool,

    /// Do not divide closeness and betweenness by what is possible: sums and numbers of pairs
    #[arg(long)]
    raw: bool,

    /// Measure vertices, or betweenness of edges
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    of: Of,

    /// `PageRank`: the probability to follow a tie, up to 0.999
    #[arg(long, value_name = "D", default_value_t = 0.85)]
    damping: f64,

    /// Katz: alpha as a share of 1/λ, up to 0.999
    #[arg(long, value_name = "SHARE", default_value_t = centrality::katz::SHARE)]
    alpha: f64,

    /// Estimate betweenness and closeness by lot, for networks on which they take long: off by this share at most, with a certainty of 95 %
    #[arg(long, value_name = "ERROR")]
    sample: Option<f64>,

    /// For --sample: where chance begins
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// A measure of vertices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Partners, links and papers; with weights their sum
    Degree,
    /// Mean of 1/distance to all others (harmonic)
    #[value(alias = "harmonic")]
    Closeness,
    /// 1/mean distance within the component, corrected for its size
    ClassicCloseness,
    /// Share of pairs of others whose shortest ways pass
    Betweenness,
    /// Sum over the partners of the same
    Eigenvector,
    /// The same, when each partner shares out what it passes on
    #[value(name = "pagerank")]
    PageRank,
    /// Walks that end here, long ones less than short ones
    Katz,
    /// Hubs (parties) and authorities (links); for two modes
    Hits,
    /// Largest k such that it is in a group all of whom have k partners in the group
    Core,
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Parties (and links, in two modes)
    #[default]
    Vertices,
    /// Pairs that are linked
    Edges,
}

/// Answers it; exit code 1 when there is nothing to measure.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if arguments.two_mode && (arguments.weighted || arguments.target.project != Projection::Count) {
        let message = "in two modes an edge is a membership, which has no weight";
        return Err(Failure::usage(message, "leave out --weighted and --project, or --two-mode"));
    }
    if arguments.target.edges.is_some() && arguments.target.project != Projection::Count {
        return Err(Failure::usage("a list of edges has its own weights", "take --weighted in place of --project"));
    }
    arguments.sample.map_or(Ok(()), |_| sampled(arguments))?;
    let subject = arguments.target.open(shared, arguments.two_mode)?;
    let asked =
        Asked { arguments, shared, subject: &subject, weighted: arguments.weighted || arguments.target.project != Projection::Count };
    let mut answer = subject.answer("centrality")?;
    answer.set("of", if arguments.of == Of::Edges { "edges" } else { "vertices" })?;
    answer.set("weight", asked.weight())?;
    match arguments.of {
        Of::Vertices => asked.vertices(&mut answer)?,
        Of::Edges => asked.edges(&mut answer)?,
    }
    answer.messages.extend(subject.timings());
    Ok(answer)
}

/// Refuses what goes with exact values only.
fn sampled(arguments: &Arguments) -> Result<(), Failure> {
    let with = [
        (arguments.of == Of::Edges, "--of edges"),
        (arguments.two_mode, "--two-mode"),
        (arguments.weighted, "--weighted"),
        (arguments.target.project != Projection::Count, "--project"),
        (arguments.raw, "--raw"),
    ];
    if let Some((_, option)) = with.into_iter().find(|(given, _)| *given) {
        return Err(Failure::usage("--sample estimates shares of one mode, in hops", format!("leave out {option}, or --sample")));
    }
    if !arguments.measure.iter().any(|measure| matches!(measure, Measure::Betweenness | Measure::Closeness)) {
        let message = "--sample is for betweenness and closeness, and neither is asked for";
        return Err(Failure::usage(message, "add one of them to --measure, or leave out --sample; all else is quick"));
    }
    Ok(())
}

/// What was asked, and of what.
struct Asked<'a> {
    arguments: &'a Arguments,
    shared: &'a Shared,
    subject: &'a Subject,
    /// Whether weights are used.
    weighted: bool,
}

impl Asked<'_> {
    /// Which weight is used.
    fn weight(&self) -> &'static str {
        match self.arguments.target.project {
            _ if !self.weighted => "none",
            _ if self.subject.base.is_none() => "file",
            Projection::Count => "count",
            Projection::Newman => "newman",
            Projection::Jaccard => "jaccard",
        }
    }

    /// The sentence about weights.
    fn weight_note(&self) -> String {
        let weights = match self.weight() {
            "none" if self.arguments.two_mode => return "In two modes weights are not used.".to_owned(),
            "none" => return "Weights are not used.".to_owned(),
            "file" => "as in the list of edges",
            "count" => "the number of links that two share",
            "newman" => "the links that two share, each of k parties as 1/(k − 1)",
            _ => "the links that two share, by links that either has",
        };
        format!("Weights are {weights}; they are strengths, and lengths are 1/weight.")
    }

    fn vertices(&self, answer: &mut Answer) -> Result<(), Failure> {
        let mut measures: Vec<Measure> = Vec::new();
        for &measure in &self.arguments.measure {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        let measured = self.measured(&measures)?;
        let columns: Vec<&Column> = measured.iter().flat_map(|measured| &measured.columns).collect();
        let notes: Vec<&str> = measured.iter().map(|measured| measured.note.as_str()).collect();
        let document: Vec<Value> = measures
            .iter()
            .zip(&measured)
            .map(|(measure, measured)| {
                let fields: Vec<&str> = measured.columns.iter().map(|column| column.key).collect();
                let word = measure.to_possible_value().map(|value| value.get_name().to_owned());
                let mut document = json!({ "measure": word, "fields": fields, "convention": measured.note });
                if let (Some(sample), Some(fields)) = (&measured.sample, document.as_object_mut()) {
                    fields.insert("sample".to_owned(), sample.clone());
                }
                document
            })
            .collect();
        answer.set("measures", document)?;

        let all = self.subject.packed.len();
        answer.found = all > 0;
        let modes = self.subject.modes();
        let first = modes.map_or(all, |modes| modes.first);
        for (mode, range) in [0..first, first..all].into_iter().enumerate() {
            let word = modes.map(|modes| modes.words[mode]);
            let Some(by) = columns.first().filter(|_| !range.is_empty()) else { continue };
            let start = range.start;
            let places = self.top(ranking(&by.values.as_numbers()[range.clone()]));
            let by_title = by.title_in(word).to_lowercase();
            let title = modes.map_or_else(|| format!("By {by_title}"), |modes| format!("{} by {by_title}", modes.titles[mode]));
            let of = if places.len() < range.len() { format!(": the first {} of {}", places.len(), range.len()) } else { String::new() };
            answer.title(title + &of);
            let mut table = Table::new(&["##", "Name"]);
            table.columns.extend(columns.iter().map(|column| (column.title_in(word).to_owned(), true)));
            let cells: Vec<Vec<String>> = columns.iter().map(|column| column.cells(start, &places)).collect();
            for (row, place) in places.iter().enumerate() {
                let Ok(vertex) = u32::try_from(start + place.item) else { continue };
                let head = [place.rank.to_string(), self.subject.name(vertex)];
                table.rows.push(head.into_iter().chain(cells.iter().map(|column| column[row].clone())).collect());
                let mut fields = Map::new();
                fields.insert("rank".to_owned(), json!(place.rank));
                if let Some(word) = word {
                    fields.insert("mode".to_owned(), json!(word));
                }
                fields.insert("vertex".to_owned(), json!(self.subject.vertex_ref(vertex)));
                fields.extend(columns.iter().map(|column| (column.key.to_owned(), column.values.json(start + place.item))));
                answer.row(Value::Object(fields))?;
            }
            answer.table(table);
        }
        self.below(answer, &notes);
        Ok(())
    }

    fn edges(&self, answer: &mut Answer) -> Result<(), Failure> {
        let default = [Measure::Degree, Measure::Betweenness, Measure::Closeness];
        if self.arguments.measure != default && self.arguments.measure != [Measure::Betweenness] {
            let message = "of edges there is betweenness only";
            return Err(Failure::usage(message, "leave out --measure, or --of edges"));
        }
        let options = betweenness::Options { weighted: self.weighted, normalised: !self.arguments.raw, edges: true };
        let found = shown(self.shared, "betweenness", |progress| betweenness(&self.subject.packed, &options, progress));
        let values = Values::Shares(found.map_err(|unfit| self.subject.unfit(&unfit))?.edges);
        let column = Column { key: "betweenness", title: "Betweenness", values };
        let pairs: Vec<(u32, u32, f64)> = self.subject.packed.edge_list().collect();
        answer.found = !pairs.is_empty();
        let places = self.top(ranking(&column.values.as_numbers()));
        let of = if places.len() < pairs.len() { format!(": the first {} of {}", places.len(), pairs.len()) } else { String::new() };
        answer.title(format!("Pairs by betweenness{of}"));
        let network = self.subject.base.as_ref().and_then(|base| base.network.as_ref());
        let mut table = Table::new(&["##", "One", "Other"]);
        table.columns.extend(network.map(|_| ("Links".to_owned(), true)));
        table.columns.extend(self.weighted.then(|| ("Weight".to_owned(), true)));
        table.columns.push((column.title.to_owned(), true));
        let weights = Column { key: "weight", title: "Weight", values: Values::Shares(pairs.iter().map(|edge| edge.2).collect()) };
        let (weights, cells) = (weights.cells(0, &places), column.cells(0, &places));
        for (row, place) in places.iter().enumerate() {
            let (a, b, weight) = pairs[place.item];
            let links = network.map(|network| network.bonds(a, b).len());
            let mut line = vec![place.rank.to_string(), self.subject.name(a), self.subject.name(b)];
            line.extend(links.map(|links| links.to_string()));
            line.extend(self.weighted.then(|| weights[row].clone()));
            line.push(cells[row].clone());
            table.rows.push(line);
            let mut fields = Map::new();
            fields.insert("rank".to_owned(), json!(place.rank));
            fields.insert("from".to_owned(), json!(self.subject.vertex_ref(a)));
            fields.insert("to".to_owned(), json!(self.subject.vertex_ref(b)));
            fields.extend(links.map(|links| ("links".to_owned(), json!(links))));
            fields.extend(self.weighted.then(|| ("weight".to_owned(), json!(weight))));
            fields.insert("betweenness".to_owned(), column.values.json(place.item));
            answer.row(Value::Object(fields))?;
        }
        if !pairs.is_empty() {
            answer.table(table);
        }
        let what = if self.arguments.raw { "number of pairs" } else { "share of all pairs" };
        let note =
            format!("Betweenness: {what} whose shortest ways, {}, run along the edge, those of its own ends included.", self.lengths());
        answer.set("measures", [json!({ "measure": "betweenness", "fields": ["betweenness"], "convention": note })])?;
        self.below(answer, &[&note]);
        Ok(())
    }

    /// What stands below the tables.
    fn below(&self, answer: &mut Answer, notes: &[&str]) {
        let packed = &self.subject.packed;
        let isolated = packed.vertices().filter(|&v| packed.degree(v) == 0).count();
        let alone =
            if isolated > 0 { format!(" {} no neighbour.", counted(isolated, "vertex has", "vertices have")) } else { String::new() };
        answer.text(format!("{}{alone} {}", self.subject.footer(), self.weight_note()));
        answer.lines(notes.iter().map(|&note| note.to_owned()).collect());
    }

    fn top(&self, mut places: Vec<Ranked>) -> Vec<Ranked> {
        if self.arguments.top > 0 {
            places.truncate(self.arguments.top);
        }
        places
    }

    /// How ways are measured, for a sentence.
    fn lengths(&self) -> &'static str {
        if self.weighted { "by the sum of 1/weight" } else { "in hops" }
    }

    /// How many vertices the first of two modes has.
    fn first_mode(&self) -> Option<usize> {
        self.subject.modes().map(|modes| modes.first)
    }

    fn measured(&self, measures: &[Measure]) -> Result<Vec<Measured>, Failure> {
        let mut distances = None;
        let each = |&measure: &Measure| self.measure(measure, &mut distances);
        measures.iter().map(each).collect::<Result<_, _>>().map_err(|unfit| self.subject.unfit(&unfit))
    }
}
