//! `accord path`: how two parties know each other, hop by hop.

mod edges;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::{
        linked::{self, Question},
        paths::{self, Path, Rules},
    },
    cli::{
        Shared,
        answer::Answer,
        failure::Failure,
        progress::shown,
        session::Session,
        wording::{self, NodeRef, ViaRef, counted, node_ref, via_ref},
    },
    model::{Kind, KindSet, Status, graph::NodeIndex},
    network::{Bond, Choice, Level, Link, Network, Shape, links, progress::SILENT},
};

/// How two parties know each other: the shortest path between them and the next shortest, each hop with its paper, date, status and source
///
/// A path visits parties and centres, none twice. Equal paths come in the order of the ids on them. Exit code 1 when there is no path; the answer then
/// says how far each side reaches.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord path BNTU Huawei                            A university and a company, by way of Great Stone
  accord path \"Minsk Oblast\" Guangdong -k 3         The three shortest paths
  accord path \"Minsk Oblast\" Huawei --avoid China   Without the state, which knows everybody
  accord path sichuan-university jiangsu-normal-university --through university
  accord path Grodno Lanzhou --via-containment       Places count as joined with what lies in them")]
pub struct Arguments {
    /// One end: id, or name in any language
    from: String,

    /// The other end
    to: String,

    /// How many paths to print
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    k: u16,

    /// Only paths of at most this many hops
    #[arg(long, value_name = "N")]
    max_hops: Option<usize>,

    /// Only paths that do not pass this party or centre (can be repeated)
    #[arg(long, value_name = "NAME")]
    avoid: Vec<String>,

    /// Only paths whose inner stops are of this kind, such as university
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    through: Option<Kind>,

    /// Take lying in a place as a hop, too
    #[arg(long)]
    via_containment: bool,

    /// Make it dear to pass through parties that many know
    #[arg(long, conflicts_with = "weighted")]
    damp_hubs: bool,

    /// Look at a list of edges (`u v [weight]` a line, gz too) instead of a base; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["through", "via_containment"])]
    edges: Option<PathBuf>,

    /// With --edges: a hop is as long as 1/weight, as a weight is a strength
    #[arg(long, requires = "edges")]
    weighted: bool,
}

#[derive(Serialize)]
struct PathDocument {
    hops: usize,
    cost: f64,
    nodes: Vec<NodeRef>,
    weakest_hop: Option<usize>,
    steps: Vec<StepDocument>,
}

#[derive(Serialize)]
struct StepDocument {
    from: NodeRef,
    to: NodeRef,
    containment: bool,
    links: Vec<ViaRef>,
}

fn parse_kind(text: &str) -> Result<Kind, String> {
    let actors = KindSet::ACTORS;
    Kind::find(text).filter(|&kind| actors.has(kind)).ok_or_else(|| format!("a stop of a path is a {actors}"))
}

/// Answers it; exit code 1 when there is no path.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    if let Some(edges) = &arguments.edges {
        return edges::run(arguments, edges, shared);
    }
    let session = Session::open(shared)?;
    let links = session.links();
    let limits = Limits::of(arguments, &session)?;
    let network = network(&session, &links, &limits);
    let vertex = |name: &str| end(&session, &network, name);
    let (from, to) = (vertex(&arguments.from)?, vertex(&arguments.to)?);
    for (name, node) in arguments.avoid.iter().zip(&limits.avoid) {
        let avoided = network.vertex(*node);
        if avoided == Some(from) || avoided == Some(to) {
            return Err(avoided_end(name));
        }
        vertex(name)?;
    }
    let rules = limits.rules(&session, &network, arguments.damp_hubs);
    let k = usize::from(arguments.k);
    let found = shown(shared, "paths", |progress| paths::paths(network.packed(), from, to, k, &rules, progress))
        .map_err(|stopped| Failure::Output(std::io::Error::other(stopped)))?;

    let view = View { session: &session, network: &network, links: &links };
    let mut answer = Answer::new("path", &session);
    answer.set("from", node_ref(&session, network.node(from)))?;
    answer.set("to", node_ref(&session, network.node(to)))?;
    answer.found = !found.is_empty();
    if found.is_empty() {
        view.none(&limits, &rules, (from, to), shared, &mut answer)?;
        answer.text(counts(&session, &links));
        return Ok(answer);
    }
    for (number, path) in found.iter().enumerate() {
        answer.row(view.document(path))?;
        let hops = counted(path.vertices.len() - 1, "hop", "hops");
        let which = if found.len() == 1 { String::new() } else { format!("{}. ", number + 1) };
        let (a, b) = (session.name(network.node(from)), session.name(network.node(to)));
        answer.title(format!("{which}{a} to {b}: {hops}"));
        answer.lines(view.lines(path));
    }
    if found.len() < usize::from(arguments.k) && arguments.k > 1 {
        answer.text(format!("There are no more than {}.", counted(found.len(), "path", "paths")));
    }
    answer.text(counts(&session, &links));
    Ok(answer)
}

fn avoided_end(name: &str) -> Failure {
    Failure::usage(format!("`{name}` is an end of the path and cannot be avoided"), "leave out --avoid, or ask for another path")
}

/// What limits a search, names resolved.
#[derive(Clone)]
struct Limits {
    choice: Choice,
    containment: bool,
    through: Option<Kind>,
    avoid: Vec<NodeIndex>,
    max_hops: Option<usize>,
}

impl Limits {
    fn of(arguments: &Arguments, session: &Session) -> Result<Self, Failure> {
        Ok(Self {
            choice: session.choice.clone(),
            containment: arguments.via_containment,
            through: arguments.through,
            avoid: arguments.avoid.iter().map(|name| session.resolve(name)).collect::<Result<_, _>>()?,
            max_hops: arguments.max_hops,
        })
    }

    fn rules(&self, session: &Session, network: &Network, damp_hubs: bool) -> Rules {
        let passable = |vertex: u32| {
            let node = network.node(vertex);
            !self.avoid.contains(&node) && self.through.is_none_or(|kind| session.graph.node(node).kind == kind)
        };
        Rules { passable: (0..).take(network.len()).map(passable).collect(), max_hops: self.max_hops, damp_hubs, lengths: Vec::new() }
    }

    /// Number of hops of the shortest path within these limits.
    fn hops(&self, session: &Session, from: NodeIndex, to: NodeIndex) -> Option<usize> {
        let network = network(session, &links(&session.graph, &self.choice), self);
        let rules = self.rules(session, &network, false);
        let found = paths::paths(network.packed(), network.vertex(from)?, network.vertex(to)?, 1, &rules, SILENT).ok()?;
        found.first().map(|path| path.vertices.len() - 1)
    }

    /// What would lift one limit each, with how to ask for it.
    fn lifted(&self) -> Vec<(&'static str, Self)> {
        let mut ways = Vec::new();
        let mut way = |limits: bool, words, lift: fn(&mut Self)| {
            if limits {
                let mut wider = self.clone();
                lift(&mut wider);
                ways.push((words, wider));
            }
        };
        way(self.max_hops.is_some(), "without --max-hops", |wider| wider.max_hops = None);
        way(self.through.is_some(), "without --through", |wider| wider.through = None);
        way(!self.avoid.is_empty(), "without --avoid", |wider| wider.avoid.clear());
        way(self.choice.as_of.is_some(), "without --as-of", |wider| wider.choice.as_of = None);
        way(!self.containment, "with --via-containment", |wider| wider.containment = true);
        way(!Status::ALL.iter().all(|status| self.choice.count.contains(status)), "with --count all", |wider| {
            wider.choice.count = Status::ALL.to_vec();
        });
        ways
    }

    /// Which lifted limit makes a path: each that does so alone; where none does, whether all of them do.
    fn wider(&self, session: &Session, from: NodeIndex, to: NodeIndex) -> String {
        let hops = |limits: &Self| limits.hops(session, from, to).map(|hops| counted(hops, "hop", "hops"));
        let lifted = self.lifted();
        let alone: Vec<String> = lifted.iter().filter_map(|(words, wider)| hops(wider).map(|hops| format!("{hops} {words}"))).collect();
        if !alone.is_empty() {
            return format!("There is a path of {}.", alone.join(", of "));
        }
        let all = Self {
            choice: Choice { count: Status::ALL.to_vec(), as_of: None },
            containment: true,
            through: None,
            avoid: Vec::new(),
            max_hops: None,
        };
        match hops(&all) {
            Some(hops) if lifted.len() > 1 => {
                let words: Vec<&str> = lifted.iter().map(|(words, _)| *words).collect();
                format!("There is a path of {hops} only with all of this: {}.", words.join(", "))
            }
            _ => "No option makes one.".to_owned(),
        }
    }
}

fn network(session: &Session, links: &[Link], limits: &Limits) -> Network {
    Network::of_links(&session.graph, links, &Shape { containment: limits.containment, ..Shape::default() })
}

/// What counted, and what in the whole base did not and so made no hop.
fn counts(session: &Session, links: &[Link]) -> String {
    let left_out: Vec<_> = links.iter().filter_map(|link| link.verdict.err()).collect();
    wording::footer(session, &left_out, "in the whole base")
}

/// The vertex of a party that is named.
///
/// # Errors
///
/// When the name is nobody's or several have it, or it is that of no party.
pub fn end(session: &Session, network: &Network, name: &str) -> Result<u32, Failure> {
    let node = session.resolve(name)?;
    network.vertex(node).ok_or_else(|| {
        let it = session.graph.node(node);
        let hint = "a path leads from party to party; name one of those that take part";
        Failure::usage(format!("`{}` is an {}, no party", it.id, it.kind), hint)
    })
}

struct View<'a> {
    session: &'a Session,
    network: &'a Network,
    links: &'a [Link],
}

impl View<'_> {
    fn hop(&self, from: u32, to: u32) -> (Vec<&Link>, bool) {
        let bonds = self.network.bonds(from, to);
        let links = bonds.iter().filter_map(|bond| match bond {
            Bond::Link(index) => self.links.get(*index),
            Bond::Containment => None,
        });
        (links.collect(), bonds.contains(&Bond::Containment))
    }

    /// How well the links of a hop are founded: by the best status, by more links, dated to the month, by more sources.
    fn strength(&self, from: u32, to: u32) -> (Option<Status>, usize, bool, usize) {
        let (links, _) = self.hop(from, to);
        let facts = || links.iter().map(|link| link.via.facts(&self.session.graph));
        let status = facts().map(crate::model::Facts::standing).filter(|&status| status <= Status::Operating).max();
        let dated = facts().any(|facts| facts.date.as_ref().is_some_and(crate::model::Date::is_month_or_finer));
        let mut sources: Vec<_> = facts().flat_map(|facts| &facts.sources).map(|citation| &citation.source).collect();
        sources.sort_unstable();
        sources.dedup();
        (status, links.len(), dated, sources.len())
    }

    /// The hop whose links are founded worst; of several the first. That one lies in the other is not in doubt, so such a hop is never the
    /// weakest; `None` when there is no other.
    fn weakest(&self, path: &Path) -> Option<usize> {
        let hops = path.vertices.windows(2).enumerate().filter(|(_, hop)| !self.hop(hop[0], hop[1]).0.is_empty());
        hops.min_by_key(|(index, hop)| (self.strength(hop[0], hop[1]), *index)).map(|(index, _)| index)
    }

    fn lines(&self, path: &Path) -> Vec<String> {
        let weakest = self.weakest(path);
        let mut lines = Vec::new();
        for (index, hop) in path.vertices.windows(2).enumerate() {
            let (links, containment) = self.hop(hop[0], hop[1]);
            let (a, b) = (self.network.node(hop[0]), self.network.node(hop[1]));
            let weak = if Some(index) == weakest && path.vertices.len() > 2 { " (the weakest hop)" } else { "" };
            lines.push(format!("  {} — {}{weak}", wording::placed(self.session, a), wording::placed(self.session, b)));
            if containment {
                let (inner, outer) = if self.session.graph.container(a) == Some(b) { (a, b) } else { (b, a) };
                lines.push(format!("    {} lies in {}", self.session.name(inner), self.session.name(outer)));
            }
            for link in links {
                lines.push(format!("    {} [{}]", wording::via_title(self.session, link.via), wording::standing(self.session, link.via)));
                lines.extend(
                    link.via
                        .facts(&self.session.graph)
                        .sources
                        .iter()
                        .map(|citation| format!("      source: {}", wording::cited(citation))),
                );
            }
        }
        lines
    }

    fn document(&self, path: &Path) -> PathDocument {
        let node = |vertex: u32| node_ref(self.session, self.network.node(vertex));
        let steps = path.vertices.windows(2).map(|hop| {
            let (links, containment) = self.hop(hop[0], hop[1]);
            let links = links.iter().map(|link| via_ref(self.session, link.via)).collect();
            StepDocument { from: node(hop[0]), to: node(hop[1]), containment, links }
        });
        // Costs are whole thousandths far below 2⁵², so the fraction is exact enough to print.
        #[expect(clippy::cast_precision_loss, reason = "a path costs less than 2⁵² thousandths")]
        let cost = path.cost as f64 / 1000.0;
        PathDocument {
            hops: path.vertices.len() - 1,
            cost,
            nodes: path.vertices.iter().map(|&vertex| node(vertex)).collect(),
            weakest_hop: self.weakest(path).map(|index| index + 1),
            steps: steps.collect(),
        }
    }

    /// Says that there is no path, how far each side reaches, what joins what lies in the two, and which options make a path.
    fn none(&self, limits: &Limits, rules: &Rules, (from, to): (u32, u32), shared: &Shared, answer: &mut Answer) -> Result<(), Failure> {
        let name = |vertex: u32| self.session.name(self.network.node(vertex)).to_owned();
        let within = |word: &str| limits.max_hops.map_or_else(String::new, |most| format!(" {word} {}", counted(most, "hop", "hops")));
        answer.title(format!("{} to {}: no path{}", name(from), name(to), within("of at most")));
        let mut reached = Vec::new();
        for end in [from, to] {
            let reach = paths::reach(self.network.packed(), end, rules);
            let mut kinds: Vec<Kind> = reach[1..].iter().map(|&vertex| self.session.graph.node(self.network.node(vertex)).kind).collect();
            kinds.sort_unstable();
            let words = kinds.chunk_by(|a, b| a == b).map(|same| counted(same.len(), same[0].word(), same[0].plural())).collect::<Vec<_>>();
            let what = if words.is_empty() { "nobody".to_owned() } else { words.join(", ") };
            answer.text(format!("{} reaches {what}{}.", name(end), within("within")));
            reached.push(reach[1..].len());
        }
        answer.set("reached", reached)?;
        let (from, to) = (self.network.node(from), self.network.node(to));
        let question = Question { place: from, targets: &[to], level: Level::Region };
        let joined = linked::linked(&self.session.graph, self.links, &question).links;
        if joined > 0 {
            let id = |node| &self.session.graph.node(node).id;
            let joins = if joined == 1 { "1 link joins".to_owned() } else { format!("{joined} links join") };
            let same = if shared.count.is_empty() && shared.as_of.is_none() { "" } else { ", with the same --count and --as-of" };
            answer.text(format!("{joins} what lies in them: accord links {} --to {}{same}.", id(from), id(to)));
        }
        answer.text(limits.wider(self.session, from, to));
        Ok(())
    }
}
