//! `accord path`: how two parties know each other, hop by hop.

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::paths::{self, Path, Rules},
    cli::{
        Shared,
        answer::Answer,
        failure::Failure,
        session::Session,
        wording::{self, NodeRef, ViaRef, counted, node_ref, via_ref},
    },
    model::{Kind, KindSet, Status},
    network::{Bond, Link, Network, Shape},
};

/// How two parties know each other: the shortest path between them and the next shortest, each hop with its paper, date, status and source
///
/// A path visits parties and centres, none twice. Equal paths come in the order of the ids on them. Exit code 1 when there is no path; the answer then
/// says how far each side reaches.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord path grodno-oblast sichuan-university
  accord path BNTU Lanzhou -k 3
  accord path brest harbin --avoid great-stone
  accord path minsk chongqing --through university
  accord path brest harbin --via-containment      Places count as joined with what lies in them")]
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
    #[arg(long)]
    damp_hubs: bool,
}

#[derive(Serialize)]
struct PathDocument {
    hops: usize,
    cost: f64,
    nodes: Vec<NodeRef>,
    weakest_hop: usize,
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
    let session = Session::open(shared)?;
    let links = session.links();
    let network = Network::of_links(&session.graph, &links, &Shape { containment: arguments.via_containment, ..Shape::default() });
    let vertex = |name: &str| end(&session, &network, name);
    let (from, to) = (vertex(&arguments.from)?, vertex(&arguments.to)?);
    let mut passable: Vec<bool> =
        (0..).take(network.len()).map(|v| arguments.through.is_none_or(|kind| session.graph.node(network.node(v)).kind == kind)).collect();
    for name in &arguments.avoid {
        let avoided = vertex(name)?;
        if avoided == from || avoided == to {
            return Err(Failure::usage(
                format!("`{name}` is an end of the path and cannot be avoided"),
                "leave out --avoid, or ask for another path",
            ));
        }
        passable[avoided as usize] = false;
    }
    let rules = Rules { passable, max_hops: arguments.max_hops, damp_hubs: arguments.damp_hubs };
    let found = paths::paths(&network, from, to, usize::from(arguments.k), &rules);

    let view = View { session: &session, network: &network, links: &links };
    let mut answer = Answer::new("path", &session);
    answer.set("from", node_ref(&session, network.node(from)))?;
    answer.set("to", node_ref(&session, network.node(to)))?;
    answer.found = !found.is_empty();
    if found.is_empty() {
        view.none(arguments, &rules, from, to, &mut answer)?;
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
    answer.text(wording::choice(&session));
    Ok(answer)
}

fn end(session: &Session, network: &Network, name: &str) -> Result<u32, Failure> {
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

    /// How well a hop is founded: by more than containment, by the best status, by more links, dated to the month, by more sources.
    fn strength(&self, from: u32, to: u32) -> (bool, Option<Status>, usize, bool, usize) {
        let (links, _) = self.hop(from, to);
        let facts = || links.iter().map(|link| link.via.facts(&self.session.graph));
        let status = facts().map(crate::model::Facts::standing).filter(|&status| status <= Status::Operating).max();
        let dated = facts().any(|facts| facts.date.as_ref().is_some_and(crate::model::Date::is_month_or_finer));
        let mut sources: Vec<_> = facts().flat_map(|facts| &facts.sources).map(|citation| (&citation.source, citation.footnote)).collect();
        sources.sort_unstable();
        sources.dedup();
        (!links.is_empty(), status, links.len(), dated, sources.len())
    }

    /// The hop that is founded worst; of several the first.
    fn weakest(&self, path: &Path) -> usize {
        let hops = path.vertices.windows(2).enumerate();
        hops.min_by_key(|(index, hop)| (self.strength(hop[0], hop[1]), *index)).map_or(0, |(index, _)| index)
    }

    fn lines(&self, path: &Path) -> Vec<String> {
        let weakest = self.weakest(path);
        let mut lines = Vec::new();
        for (index, hop) in path.vertices.windows(2).enumerate() {
            let (links, containment) = self.hop(hop[0], hop[1]);
            let (a, b) = (self.network.node(hop[0]), self.network.node(hop[1]));
            let weak = if index == weakest && path.vertices.len() > 2 { " (the weakest hop)" } else { "" };
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
            weakest_hop: self.weakest(path) + 1,
            steps: steps.collect(),
        }
    }

    /// Says that there is no path, and how far each side reaches.
    fn none(&self, arguments: &Arguments, rules: &Rules, from: u32, to: u32, answer: &mut Answer) -> Result<(), Failure> {
        let name = |vertex: u32| self.session.name(self.network.node(vertex)).to_owned();
        let limit = arguments.max_hops.map_or_else(String::new, |most| format!(" of at most {}", counted(most, "hop", "hops")));
        answer.title(format!("{} to {}: no path{limit}", name(from), name(to)));
        let mut reached = Vec::new();
        for end in [from, to] {
            let reach = paths::reach(self.network, end, rules);
            let mut kinds: Vec<Kind> = reach[1..].iter().map(|&vertex| self.session.graph.node(self.network.node(vertex)).kind).collect();
            kinds.sort_unstable();
            let words = kinds.chunk_by(|a, b| a == b).map(|same| counted(same.len(), same[0].word(), same[0].plural())).collect::<Vec<_>>();
            let what = if words.is_empty() { "nobody".to_owned() } else { words.join(", ") };
            answer.text(format!("{} reaches {what}.", name(end)));
            reached.push(reach[1..].len());
        }
        answer.set("reached", reached)?;
        if arguments.max_hops.is_none() {
            let wider = if arguments.via_containment { "--count all" } else { "--via-containment or --count all" };
            answer.text(format!("Wider: {wider}."));
        }
        Ok(())
    }
}
