//! What an analysis is asked of: the network of a base, or a list of edges from outside.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Shared, answer::Answer, failure::Failure, session::Session, wording};
use crate::{
    analysis::unfit::Unfit,
    model::graph::NodeIndex,
    network::{BadEdgeList, EdgeList, Labels, Level, Link, Network, Packed, Shape, Terms, TwoMode, Weight, bipartite::NotTwoModes},
};

/// Which network is looked at.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Network")]
pub struct Target {
    /// Only parties that meet these terms, such as `in:belarus` or `kind:university`
    #[arg(value_name = "TERM")]
    pub terms: Vec<String>,

    /// Take parties up to this level: party, city, region (or oblast, province), country [default: party]
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<Level>,

    /// Weight of an edge: links shared, links shared by Newman's weights, or Jaccard's share
    #[arg(long, value_name = "WEIGHT", value_enum, default_value_t)]
    pub project: Projection,

    /// Look at a list of edges (`u v [weight]` a line, gz too) instead of a base; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub edges: Option<PathBuf>,

    /// Print seconds of loading and computing, and peak memory, as one line of JSON on stderr
    #[arg(long)]
    pub timings: bool,
}

/// Weight of an edge of the one-mode network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Projection {
    /// Number of links that the two share
    #[default]
    Count,
    /// Each link of k ends counts 1/(k − 1)
    Newman,
    /// Links that the two share by links that either has
    Jaccard,
}

/// A network, and what its vertices stand for.
#[derive(Debug)]
pub struct Subject {
    /// The network.
    pub packed: Packed,
    /// The base it is from, `None` for a list of edges.
    pub base: Option<BaseSubject>,
    labels: Labels,
    edges: Option<String>,
    modes: Option<Modes>,
    timings: Option<Timings>,
}

/// The two modes of a network: vertices below `first` are of the first.
#[derive(Clone, Copy, Debug)]
pub struct Modes {
    /// How many vertices the first mode has.
    pub first: usize,
    /// The word for a vertex of each mode in documents.
    pub words: [&'static str; 2],
    /// What the vertices of each are called in titles.
    pub titles: [&'static str; 2],
}

/// What a network of a base was made from.
#[derive(Debug)]
pub struct BaseSubject {
    /// The base.
    pub session: Session,
    /// All its links, with their verdicts.
    pub links: Vec<Link>,
    /// The network with what its edges stand for; `None` when it is two-mode.
    pub network: Option<Network>,
    /// The two-mode network, when that was asked for.
    pub two_mode: Option<TwoMode>,
    /// The level of its parties.
    pub level: Level,
    /// The only nodes that may be vertices, `None` for all.
    pub only: Option<Vec<NodeIndex>>,
    /// What its parties meet.
    pub terms: Terms,
}

/// A vertex in a document: the id of a node or the label of an edge list.
#[derive(Clone, Debug, Serialize)]
pub struct VertexRef {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Debug)]
struct Timings {
    started: Instant,
    loaded: f64,
}

impl Target {
    /// Opens the network: one-mode, or with memberships as edges (`two_mode`).
    ///
    /// # Errors
    ///
    /// When the base or the list of edges cannot be read, or options contradict each other.
    pub fn open(&self, shared: &Shared, two_mode: bool) -> Result<Subject, Failure> {
        self.open_at(shared, two_mode, Level::Party)
    }

    /// As [`Target::open`], with parties of a base taken up to this level unless the options name another.
    ///
    /// # Errors
    ///
    /// As [`Target::open`].
    pub fn open_at(&self, shared: &Shared, two_mode: bool, level: Level) -> Result<Subject, Failure> {
        let started = now();
        let mut subject = match &self.edges {
            Some(path) => self.edge_list(path, shared, two_mode)?,
            None => self.network(shared, two_mode, self.level.unwrap_or(level))?,
        };
        subject.timings = self.timings.then(|| Timings { started: now(), loaded: started.elapsed().as_secs_f64() });
        Ok(subject)
    }

    fn edge_list(&self, path: &Path, shared: &Shared, two_mode: bool) -> Result<Subject, Failure> {
        if shared.graph.is_some() || shared.as_of.is_some() || !shared.count.is_empty() || self.level.is_some() || !self.terms.is_empty() {
            let message = "a list of edges has no terms, dates, statuses or levels";
            return Err(Failure::usage(message, "leave out terms, --graph, --as-of, --count and --level beside --edges"));
        }
        let unread = |error: &dyn std::fmt::Display| Failure::Data {
            message: format!("cannot read `{}`: {error}", path.display()),
            hints: Vec::new(),
        };
        let list = if path == Path::new("-") {
            EdgeList::read(io::stdin())
        } else {
            EdgeList::read(File::open(path).map_err(|error| unread(&error))?)
        };
        let list = list.map_err(|error| match error {
            BadEdgeList::Unreadable { reason } => unread(&reason),
            error => Failure::Data {
                message: format!("`{}`: {error}", path.display()),
                hints: vec!["one edge a line, like `minsk changchun 2`; lines that begin with # or % are comments".to_owned()],
            },
        })?;
        let (list, modes) = if two_mode {
            let (list, first) = list.in_two_modes().map_err(|why| not_two_modes(&list, path, &why))?;
            (list, Some(Modes { first, words: ["first", "second"], titles: ["First mode", "Second mode"] }))
        } else {
            (list, None)
        };
        let EdgeList { labels, packed } = list;
        Ok(Subject { packed, base: None, labels, edges: Some(path.display().to_string()), modes, timings: None })
    }

    fn network(&self, shared: &Shared, two_mode: bool, level: Level) -> Result<Subject, Failure> {
        let session = Session::open(shared)?;
        let links = session.links();
        let weight = match self.project {
            Projection::Count => Weight::Count,
            Projection::Newman => Weight::Newman,
            Projection::Jaccard => Weight::Jaccard,
        };
        let terms = session.terms(&self.terms)?;
        let only = (!terms.is_empty()).then(|| terms.select(&session.graph, &links).nodes);
        let shape = Shape { level, weight, containment: false, only: only.as_deref() };
        let modes = two_mode.then(|| TwoMode::of_links(&session.graph, &links, &shape));
        let network = (!two_mode).then(|| Network::of_links(&session.graph, &links, &shape));
        let packed = modes.as_ref().map(TwoMode::packed).or(network.as_ref().map(Network::packed)).cloned().unwrap_or_default();
        let named = |modes: &TwoMode| Modes { first: modes.parties(), words: ["party", "link"], titles: ["Parties", "Links"] };
        let named = modes.as_ref().map(named);
        let base = BaseSubject { session, links, network, two_mode: modes, level, only, terms };
        Ok(Subject { packed, base: Some(base), labels: Labels::default(), edges: None, modes: named, timings: None })
    }
}

/// Says by which of its edges a list cannot be of two modes.
fn not_two_modes(list: &EdgeList, path: &Path, why: &NotTwoModes) -> Failure {
    let (message, hint) = match why {
        NotTwoModes::OddCycle(cycle) => {
            let name = |v: &u32| format!("`{}`", list.labels.get(*v));
            // Who is shown comes back to the first; of a long cycle the beginning tells where to look.
            let shown: Vec<String> = cycle.iter().take(CYCLE).map(name).collect();
            let rest = if cycle.len() > CYCLE { " – …".to_owned() } else { String::new() };
            let back = cycle.first().map(name).unwrap_or_default();
            let message = format!("it has a cycle of {} edges, an odd number: {}{rest} – {back}", cycle.len(), shown.join(" – "));
            (message, "in two modes every edge joins a vertex of the one with one of the other; mend the list, or leave out --two-mode")
        }
        NotTwoModes::Loops(loops) => {
            let message = format!("{} from a vertex to itself", wording::counted(*loops, "edge leads", "edges lead"));
            (
                message,
                "in two modes every edge joins a vertex of the one with one of the other; take these lines out, or leave out --two-mode",
            )
        }
    };
    Failure::Data { message: format!("`{}` is no network of two modes: {message}", path.display()), hints: vec![hint.to_owned()] }
}

/// So many vertices of an odd cycle are named.
const CYCLE: usize = 7;

impl Subject {
    /// The two modes of the network, where it was asked for as one of two.
    #[must_use]
    pub fn modes(&self) -> Option<Modes> {
        self.modes
    }

    /// The node that a vertex stands for, `None` in a list of edges and for a link of a two-mode network.
    #[must_use]
    pub fn node(&self, vertex: u32) -> Option<NodeIndex> {
        let base = self.base.as_ref()?;
        match (&base.network, &base.two_mode) {
            (Some(network), _) => Some(network.node(vertex)),
            (None, Some(modes)) => modes.node(vertex),
            (None, None) => None,
        }
    }

    /// The name of a vertex in the language asked for.
    #[must_use]
    pub fn name(&self, vertex: u32) -> String {
        let Some(base) = &self.base else { return self.labels.get(vertex).into_owned() };
        if let Some(node) = self.node(vertex) {
            return base.session.name(node).to_owned();
        }
        let link = base.two_mode.as_ref().and_then(|modes| modes.link(vertex)).and_then(|link| base.links.get(link));
        link.map_or_else(String::new, |link| wording::via_title(&base.session, link.via))
    }

    /// The vertex of an id of a list of edges, `None` when there is none.
    #[must_use]
    pub fn vertex(&self, label: &str) -> Option<u32> {
        (0..).zip(self.labels.iter()).find(|(_, other)| other == label).map(|(vertex, _)| vertex)
    }

    /// A vertex in a document.
    #[must_use]
    pub fn vertex_ref(&self, vertex: u32) -> VertexRef {
        let name = self.name(vertex);
        match (&self.base, self.node(vertex)) {
            (Some(base), Some(node)) => {
                let node = base.session.graph.node(node);
                VertexRef { id: node.id.to_string(), name, kind: Some(node.kind.word()) }
            }
            (Some(_), None) => VertexRef { id: format!("link-{vertex}"), name, kind: Some("link") },
            (None, _) => VertexRef { id: name.clone(), name, kind: None },
        }
    }

    /// An answer of a command, which says what was looked at.
    ///
    /// # Errors
    ///
    /// Never in practice: when a number has no JSON form.
    pub fn answer(&self, command: &str) -> Result<Answer, Failure> {
        let mut answer = self.base.as_ref().map_or_else(|| Answer::bare(command), |base| Answer::new(command, &base.session));
        let mut network = Map::new();
        if let Some(edges) = &self.edges {
            network.insert("edges_from".to_owned(), json!(edges));
        }
        if let Some(base) = &self.base {
            network.insert("terms".to_owned(), json!(base.terms.to_string()));
            network.insert("level".to_owned(), json!(base.level.word()));
        }
        network.insert("mode".to_owned(), json!(if self.modes.is_some() { "two" } else { "one" }));
        network.insert("vertices".to_owned(), json!(self.packed.len()));
        network.insert("edges".to_owned(), json!(self.packed.edges()));
        network.insert("loops_dropped".to_owned(), json!(self.packed.loops()));
        answer.set("network", Value::Object(network))?;
        Ok(answer)
    }

    /// The line below a table that says what was counted: network, mode, weight, statuses, date.
    #[must_use]
    pub fn footer(&self) -> String {
        let size = format!(
            "{}, {}",
            wording::counted(self.packed.len(), "vertex", "vertices"),
            wording::counted(self.packed.edges(), "edge", "edges")
        );
        let Some(base) = &self.base else {
            let modes = self.modes.map_or_else(String::new, |modes| {
                format!("two modes of {} and {} vertices: ", modes.first, self.packed.len() - modes.first)
            });
            let hint = if self.packed.is_empty() { " The list has no edges." } else { "" };
            return format!("Network: {modes}{size}.{hint}");
        };
        let mode = if self.modes.is_some() { "two modes, parties and links" } else { "parties joined by links" };
        let left_out: Vec<_> = base.links.iter().filter_map(|link| link.verdict.err()).collect();
        let counted = wording::footer(&base.session, &left_out, "");
        let terms = if base.terms.is_empty() { String::new() } else { format!(", only {}", base.terms) };
        format!("Network: {mode}{terms}, at the level of {}: {size}. {counted}", base.level)
    }

    /// Why a measure cannot be taken of this network, with the names of its vertices.
    #[must_use]
    pub fn unfit(&self, unfit: &Unfit) -> Failure {
        match *unfit {
            Unfit::Weight { from, to, weight } => Failure::usage(
                format!("the edge of `{}` and `{}` weighs {weight}, which is no strength", self.name(from), self.name(to)),
                "weights have to lie between 1e-100 and 1e100; take such edges out, or leave out --weighted",
            ),
            Unfit::TooManyPaths { from } => Failure::usage(
                format!("from `{}` there are more shortest paths than can be counted (10^308)", self.name(from)),
                "ask for another measure, such as closeness",
            ),
            Unfit::ByConstruction { measure, reason, instead } => {
                Failure::usage(format!("{measure} says nothing of this network: {reason}"), instead)
            }
            ref other => Failure::Usage { message: other.to_string(), hints: Vec::new() },
        }
    }

    /// The line of JSON that `--timings` asks for: seconds of loading and computing, peak memory in bytes where the system tells.
    #[must_use]
    pub fn timings(&self) -> Option<String> {
        let timings = self.timings.as_ref()?;
        let computed = timings.started.elapsed().as_secs_f64();
        Some(json!({ "load_seconds": timings.loaded, "algorithm_seconds": computed, "peak_memory_bytes": peak_memory() }).to_string())
    }
}

/// The clock, for `--timings` alone: no answer depends on it.
#[expect(clippy::disallowed_methods, reason = "timings are about time")]
fn now() -> Instant {
    Instant::now()
}

/// The bytes of a file, unpacked when it is gzip; `-` is standard input.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.read_to_end(&mut bytes)?;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked)?;
        return Ok(unpacked);
    }
    Ok(bytes)
}

/// The most memory that the process has held, where Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
