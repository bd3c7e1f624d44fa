//! `accord clusters`: who belongs together.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::{
    analysis::{
        blocks::blocks,
        clusters::{
            Partition,
            components::{components, components_among},
            label,
            leiden::{self, Leiden, Objective},
            modularity::modularity,
            profile::{Profile, Sides, by_group, links, profiles},
        },
        core::core_numbers,
        unfit::Unfit,
    },
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        progress::shown,
        subject::{Projection, Subject, Target, VertexRef},
        wording::counted,
    },
    network::Packed,
};

/// Clusters of partners: who belongs together, named by the members that have most neighbours in the cluster
///
/// Five methods. leiden: joined by more than chance would have it (modularity, or CPM); the best of several runs, with what is unstable in it.
/// components: all that can reach each other. biconnected: all that stay together when any one of them goes. core: all of one core number, or, with
/// --k, what has K neighbours among itself. label: each goes with the most of its neighbours. Exit code 1 when there is no cluster.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord clusters                              Leiden clusters of parties
  accord clusters --level region --members     Of provinces and oblasts, with all members
  accord clusters --resolution 2               More and smaller clusters
  accord clusters --method components          What hangs together at all
  accord clusters --method core --k 3          Where all have 3 partners among themselves
  accord clusters kind:university --method biconnected")]
pub struct Arguments {
    #[command(flatten)]
    target: Target,

    /// What makes a cluster
    #[arg(long, value_enum, value_name = "METHOD", default_value_t)]
    method: Method,

    /// For leiden: what is to be as high as possible
    #[arg(long, value_enum, value_name = "QUALITY", default_value_t)]
    objective: Goal,

    /// For leiden: higher gives smaller clusters; for cpm the density that a cluster must have [default for modularity: 1]
    #[arg(long, value_name = "NUMBER")]
    resolution: Option<f64>,

    /// For leiden: how many runs, of which the best counts
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    restarts: u32,

    /// For leiden: how often a run begins anew from its own result, at most
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    iterations: u32,

    /// For leiden: where chance begins
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// For leiden: a member is unstable when less than this share of its company is the same from run to run
    #[arg(long, value_name = "SHARE", default_value_t = 0.75)]
    unstable: f64,

    /// For core: the clusters of those that have K neighbours or more among themselves
    #[arg(long, value_name = "K")]
    k: Option<u32>,

    /// For label: this many rounds of the rule of LDBC Graphalytics (CDLP), in place of rounds until nobody changes
    #[arg(long, value_name = "N")]
    rounds: Option<usize>,

    /// Take every edge as 1, whatever it weighs
    #[arg(long)]
    unweighted: bool,

    /// Leave out clusters with fewer members [default: 3; 1 for core]
    #[arg(long, value_name = "N")]
    min_size: Option<usize>,

    /// Print only the N largest clusters, 0 for all
    #[arg(long, value_name = "N")]
    top: Option<usize>,

    /// List the members of each cluster; they are listed anyway when there are few
    #[arg(long)]
    members: bool,
}

/// What makes a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Joined by more than chance would have it
    #[default]
    Leiden,
    /// All that can reach each other
    Components,
    /// All that stay together when any one of them goes
    Biconnected,
    /// All of one core number
    Core,
    /// Each goes with the most of its neighbours
    Label,
}

/// What Leiden looks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Goal {
    /// More weight inside than chance would have it
    #[default]
    Modularity,
    /// Denser than the resolution: the constant Potts model
    Cpm,
}

#[derive(Serialize)]
struct RowDocument {
    cluster: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    core: Option<u32>,
    name: String,
    size: usize,
    inner_edges: usize,
    outer_edges: usize,
    inner_weight: f64,
    outer_weight: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner_links: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer_links: Option<usize>,
    e_i: Option<f64>,
    countries: Vec<CountryDocument>,
    members: Vec<VertexRef>,
}

#[derive(Serialize)]
struct CountryDocument {
    id: String,
    name: String,
    members: usize,
}

#[derive(Serialize)]
struct UnstableDocument {
    member: VertexRef,
    stability: f64,
}

/// How many clusters and members are not shown, being too small or too many.
#[derive(Serialize)]
struct LeftOut {
    clusters: usize,
    members: usize,
}

/// Clusters, and what is to be said about them.
struct Found {
    clusters: Vec<Vec<u32>>,
    /// The core number of each cluster, when they are shells.
    cores: Option<Vec<u32>>,
    partition: Option<Partition>,
    leiden: Option<Leiden>,
    /// How they were found.
    how: String,
}

/// Answers it; exit code 1 when there is no cluster.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let mut subject = arguments.target.open(shared, false)?;
    if arguments.unweighted {
        subject.packed = subject.packed.unweighted();
    }
    let mut found = find(arguments, shared, &subject)?;
    let modularity = found.partition.as_ref().and_then(|partition| modularity(&subject.packed, partition, 1.0));
    let (left_out, fit) = keep(arguments, &mut found);
    let view = View::new(&subject, &found, arguments.method);

    let mut answer = subject.answer("clusters")?;
    answer.found = !found.clusters.is_empty();
    answer.set("method", word(arguments.method))?;
    answer.set("modularity", modularity)?;
    for (index, profile) in view.profiles.iter().enumerate() {
        answer.row(view.document(index, profile))?;
    }
    answer.title(title(arguments, fit, found.clusters.len()));
    if answer.found {
        answer.table(view.table());
        let few = view.profiles.iter().map(|profile| profile.members.len()).sum::<usize>() <= FEW;
        if arguments.members || few {
            answer.title("Members, those with most neighbours in the cluster first");
            answer.lines(view.members());
        }
    }
    if let Some(leiden) = &found.leiden {
        let text = unstable(arguments, &subject, leiden, &mut answer)?;
        answer.text(text);
    }
    let border = view.countries(&mut answer)?;
    if !border.is_empty() {
        answer.text(border);
    }
    let quality = modularity.map_or_else(String::new, |modularity| format!(" Modularity {modularity:.4}."));
    let rest = match (left_out.clusters, least(arguments)) {
        (0, _) => String::new(),
        (clusters, least) => {
            let why = arguments.top.map_or_else(|| format!("of fewer than {least} (--min-size)"), |_| "(--min-size, --top)".to_owned());
            let (clusters, members) = (counted(clusters, "cluster", "clusters"), counted(left_out.members, "member", "members"));
            format!(" Left out: {clusters} {why}, {members} in all.")
        }
    };
    answer.set("left_out", left_out)?;
    answer.text(format!("{}{quality}{rest}", found.how));
    answer.text(subject.footer());
    answer.messages.extend(subject.timings());
    Ok(answer)
}

/// So many members in all are listed unasked.
const FEW: usize = 40;

/// So many unstable members are named for people.
const NAMED: usize = 12;

fn find(arguments: &Arguments, shared: &Shared, subject: &Subject) -> Result<Found, Failure> {
    let packed = &subject.packed;
    let whole = |partition: Partition, how: String| Found {
        clusters: partition.members(),
        cores: None,
        partition: Some(partition),
        leiden: None,
        how,
    };
    let parts = |clusters, how| Found { clusters, cores: None, partition: None, leiden: None, how };
    Ok(match arguments.method {
        Method::Leiden => leiden_clusters(arguments, shared, subject)?,
        Method::Components => whole(components(packed), "Components: all that can reach each other.".to_owned()),
        Method::Biconnected => parts(
            blocks(packed).blocks.iter().map(<[u32]>::to_vec).collect(),
            "Blocks: all that stay together when any one of them goes. A cut point stands in each block that it holds together.".to_owned(),
        ),
        Method::Core => match arguments.k {
            Some(k) => {
                let core = core_numbers(packed);
                let clusters = components_among(packed, |v| core[v as usize] >= k);
                parts(clusters, format!("{k}-core: all that have {k} neighbours or more among themselves, in connected parts."))
            }
            None => shells(packed),
        },
        Method::Label => match arguments.rounds {
            Some(rounds) => whole(
                Partition::new(&label::rounds(packed, rounds)),
                format!("Labels after {} of CDLP (LDBC Graphalytics); weights do not count.", counted(rounds, "round", "rounds")),
            ),
            None => {
                let (partition, rounds) = label::settle(packed).map_err(|unfit| refused(&unfit))?;
                let rounds = counted(rounds, "round", "rounds");
                let weight = weight(arguments, subject);
                whole(partition, format!("Labels: each goes with the most of its neighbours, by {weight}; settled after {rounds}."))
            }
        },
    })
}

fn leiden_clusters(arguments: &Arguments, shared: &Shared, subject: &Subject) -> Result<Found, Failure> {
    let (objective, quality, resolution) = match (arguments.objective, arguments.resolution) {
        (Goal::Modularity, resolution) => (Objective::Modularity, "modularity", resolution.unwrap_or(1.0)),
        (Goal::Cpm, Some(resolution)) => (Objective::Potts, "CPM", resolution),
        (Goal::Cpm, None) => {
            let n = subject.packed.len() as f64;
            let weight: f64 = subject.packed.edge_list().map(|(.., weight)| weight).sum();
            let density = if n > 1.0 { 2.0 * weight / (n * (n - 1.0)) } else { 0.0 };
            let hint =
                format!("a cluster is then denser than --resolution; the whole network has {density:.4}, so try some ten times that");
            return Err(Failure::usage("--objective cpm needs a --resolution", hint));
        }
    };
    let Arguments { restarts, iterations, seed, .. } = *arguments;
    let options = leiden::Options { objective, resolution, restarts, iterations, seed };
    let found =
        shown(shared, "clusters", |progress| leiden::leiden(&subject.packed, &options, progress)).map_err(|unfit| refused(&unfit))?;
    let weight = weight(arguments, subject);
    let how = format!(
        "Leiden by {quality} of resolution {resolution}, by {weight}: best of {}, seed {}.",
        counted(found.restarts, "run", "runs"),
        arguments.seed,
    );
    Ok(Found { clusters: found.partition.members(), cores: None, partition: Some(found.partition.clone()), leiden: Some(found), how })
}

/// The vertices of each core number, the highest first.
fn shells(packed: &Packed) -> Found {
    let core = core_numbers(packed);
    let mut cores = core.clone();
    cores.sort_unstable_by(|a, b| b.cmp(a));
    cores.dedup();
    let shell = |&k: &u32| packed.vertices().filter(|&v| core[v as usize] == k).collect();
    let clusters = cores.iter().map(shell).collect();
    let how =
        "Shells of the k-cores: a member of core number k has k neighbours or more among those of number k and higher; it has no place \
               in a denser core. --k K shows the connected parts of one core."
            .to_owned();
    Found { clusters, cores: Some(cores), partition: None, leiden: None, how }
}

fn refused(unfit: &Unfit) -> Failure {
    let weight = matches!(unfit, Unfit::Weight { .. });
    let hints = weight.then(|| "--unweighted takes every edge as 1".to_owned()).into_iter().collect();
    Failure::Data { message: unfit.to_string(), hints }
}

/// What edges weigh, in words.
fn weight(arguments: &Arguments, subject: &Subject) -> &'static str {
    match (&subject.base, arguments.target.project) {
        _ if !subject.packed.is_weighted() => "edges, each as 1",
        (None, _) => "the weights of edges as strengths",
        (Some(_), Projection::Count) => "the number of links that two share",
        (Some(_), Projection::Newman) => "the links that two share, each by 1/(ends − 1)",
        (Some(_), Projection::Jaccard) => "the share of links that two have in common",
    }
}

fn word(method: Method) -> String {
    method.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The least size that is shown.
fn least(arguments: &Arguments) -> usize {
    arguments.min_size.unwrap_or(match arguments.method {
        Method::Core => 1,
        _ => 3,
    })
}

/// Leaves out what is too small or too much, and says how many are large enough.
fn keep(arguments: &Arguments, found: &mut Found) -> (LeftOut, usize) {
    let size = |clusters: &[Vec<u32>]| clusters.iter().map(Vec::len).sum::<usize>();
    let (clusters, members) = (found.clusters.len(), size(&found.clusters));
    let most = arguments.top.filter(|&top| top > 0).unwrap_or(usize::MAX);
    let kept: Vec<bool> = found.clusters.iter().map(|cluster| cluster.len() >= least(arguments)).collect();
    let mut keep = kept.iter();
    found.clusters.retain(|_| keep.next() == Some(&true));
    let fit = found.clusters.len();
    found.clusters.truncate(most);
    if let Some(cores) = &mut found.cores {
        let mut keep = kept.iter();
        cores.retain(|_| keep.next() == Some(&true));
    }
    (LeftOut { clusters: clusters - found.clusters.len(), members: members - size(&found.clusters) }, fit)
}

/// How many there are, and how many of them are shown.
fn title(arguments: &Arguments, count: usize, shown: usize) -> String {
    let least = least(arguments);
    let of = if least > 1 { format!(" of {least} or more") } else { String::new() };
    let title = match arguments.method {
        Method::Leiden => format!("Leiden: {}{of}", counted(count, "cluster", "clusters")),
        Method::Components => counted(count, "component", "components") + &of,
        Method::Biconnected => counted(count, "block", "blocks") + &of,
        Method::Core => match arguments.k {
            Some(k) => format!("{k}-core: {}", counted(count, "connected part", "connected parts")),
            None => format!("Cores: {}", counted(count, "shell", "shells")),
        },
        Method::Label => format!("Labels: {}{of}", counted(count, "cluster", "clusters")),
    };
    if shown < count { format!("{title}, the first {shown} of them") } else { title }
}

/// Puts the unstable members into the document, and says who they are.
fn unstable(arguments: &Arguments, subject: &Subject, found: &Leiden, answer: &mut Answer) -> Result<String, Failure> {
    let mut unstable: Vec<(f64, u32)> = found.stability.iter().copied().zip(0..).filter(|(share, _)| *share < arguments.unstable).collect();
    unstable.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    answer.set("quality", found.quality)?;
    answer.set("restarts", found.restarts)?;
    answer.set("agreed", found.agreed)?;
    answer.set("seed", arguments.seed)?;
    let document = |&(stability, v): &(f64, u32)| UnstableDocument { member: subject.vertex_ref(v), stability };
    answer.set("unstable", unstable.iter().map(document).collect::<Vec<_>>())?;
    let agreed = format!("{} of {} found this partition.", found.agreed, counted(found.restarts, "run", "runs"));
    if unstable.is_empty() {
        return Ok(format!("{agreed} No member is unstable: {} or more of the company of each stays from run to run.", arguments.unstable));
    }
    let names: Vec<String> = unstable.iter().map(|&(share, v)| format!("{} ({share:.2})", subject.name(v))).collect();
    let company = format!("less than {} of their company stays from run to run", arguments.unstable);
    let more = names.len().checked_sub(NAMED).filter(|&more| more > 0).map_or_else(String::new, |more| format!("; and {more} more"));
    let names = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    Ok(format!("{agreed} Unstable ({company}): {names}{more}."))
}

struct View<'a> {
    subject: &'a Subject,
    profiles: Vec<Profile>,
    links: Option<Vec<Sides>>,
    cores: Option<&'a [u32]>,
    /// Whether clusters are components, which no edge leaves: an E–I of −1 by construction is not shown.
    whole: bool,
}

impl<'a> View<'a> {
    fn new(subject: &'a Subject, found: &'a Found, method: Method) -> Self {
        let network = subject.base.as_ref().and_then(|base| base.network.as_ref());
        Self {
            subject,
            profiles: profiles(&subject.packed, &found.clusters),
            links: network.map(|network| links(network, &found.clusters)),
            cores: found.cores.as_deref(),
            whole: method == Method::Components,
        }
    }

    fn name(&self, profile: &Profile) -> String {
        profile.members.iter().take(3).map(|&v| self.subject.name(v)).collect::<Vec<_>>().join("; ")
    }

    /// The country of a vertex, as a number that tells countries apart.
    fn country(&self, vertex: u32) -> Option<usize> {
        let base = self.subject.base.as_ref()?;
        base.session.graph.country(self.subject.node(vertex)?).map(crate::model::graph::NodeIndex::index)
    }

    /// How many members lie in each country, most first.
    fn shares(&self, profile: &Profile) -> Vec<CountryDocument> {
        let Some(base) = &self.subject.base else { return Vec::new() };
        let countries = profile.members.iter().filter_map(|&v| base.session.graph.country(self.subject.node(v)?));
        let mut countries: Vec<_> = countries.collect();
        countries.sort_unstable();
        let mut shares: Vec<_> = countries.chunk_by(|a, b| a == b).map(|same| (std::cmp::Reverse(same.len()), same[0])).collect();
        shares.sort_unstable();
        let document = |(std::cmp::Reverse(members), country): (std::cmp::Reverse<usize>, _)| {
            let node = base.session.graph.node(country);
            CountryDocument { id: node.id.to_string(), name: base.session.name(country).to_owned(), members }
        };
        shares.into_iter().map(document).collect()
    }

    fn document(&self, index: usize, profile: &Profile) -> RowDocument {
        let links = self.links.as_ref().map(|links| links[index]);
        RowDocument {
            cluster: index + 1,
            core: self.cores.map(|cores| cores[index]),
            name: self.name(profile),
            size: profile.members.len(),
            inner_edges: profile.edges.inner,
            outer_edges: profile.edges.outer,
            inner_weight: profile.inner_weight,
            outer_weight: profile.outer_weight,
            inner_links: links.map(|links| links.inner),
            outer_links: links.map(|links| links.outer),
            e_i: profile.edges.index().filter(|_| !self.whole),
            countries: self.shares(profile),
            members: profile.members.iter().map(|&v| self.subject.vertex_ref(v)).collect(),
        }
    }

    fn table(&self) -> Table {
        let whole = self.whole;
        let base = self.subject.base.is_some();
        let number = if self.cores.is_some() { "Core#" } else { "No.#" };
        let mut columns = vec![number, "Cluster", "Size#"];
        columns.push("Edges#");
        columns.extend(base.then_some("Links#"));
        columns.extend((!whole).then_some("E–I#"));
        columns.extend(base.then_some("Countries"));
        let mut table = Table::new(&columns);
        for (index, profile) in self.profiles.iter().enumerate() {
            let number = self.cores.map_or_else(|| (index + 1).to_string(), |cores| cores[index].to_string());
            let sides = |sides: Sides| if whole { sides.inner.to_string() } else { format!("{} | {}", sides.inner, sides.outer) };
            let mut row = vec![number, self.name(profile), profile.members.len().to_string(), sides(profile.edges)];
            row.extend(self.links.as_ref().map(|links| sides(links[index])));
            row.extend((!whole).then(|| profile.edges.index().map_or_else(|| "·".to_owned(), signed)));
            let share = |country: CountryDocument| format!("{} {}", country.members, country.name);
            row.extend(base.then(|| self.shares(profile).into_iter().map(share).collect::<Vec<_>>().join(", ")));
            table.rows.push(row);
        }
        table
    }

    fn members(&self) -> Vec<String> {
        let line = |(index, profile): (usize, &Profile)| {
            let number = self.cores.map_or_else(|| (index + 1).to_string(), |cores| cores[index].to_string());
            let names: Vec<String> = profile.members.iter().map(|&v| self.subject.name(v)).collect();
            format!("{number}. {}", names.join("; "))
        };
        self.profiles.iter().enumerate().map(line).collect()
    }

    /// What edges do with the border between countries; where they cannot do otherwise, that is said in place of an index.
    fn countries(&self, answer: &mut Answer) -> Result<String, Failure> {
        let meaning = match (self.whole, &self.links) {
            (true, _) => String::new(),
            (_, Some(_)) => {
                "Edges (pairs) and links: inside | leaving. E–I = (leaving − inside) / (leaving + inside), of edges. ".to_owned()
            }
            (_, None) => "Edges: inside | leaving. E–I = (leaving − inside) / (leaving + inside). ".to_owned(),
        };
        let sides = by_group(&self.subject.packed, |v| self.country(v));
        if self.subject.base.is_none() || sides.index().is_none() {
            return Ok(meaning.trim_end().to_owned());
        }
        let by_construction = sides.inner == 0 || sides.outer == 0;
        answer.set("e_i_by_country", sides.index().filter(|_| !by_construction))?;
        let rest = match (sides.inner, sides.outer) {
            (0, _) => {
                "Every edge joins two countries, so an E–I index by country would be +1 by construction and tells nothing.".to_owned()
            }
            (_, 0) => {
                "All edges lie within one country, so an E–I index by country would be −1 by construction and tells nothing.".to_owned()
            }
            (inner, outer) => {
                let (inner, index) = (counted(inner, "edge", "edges"), sides.index().map(signed).unwrap_or_default());
                format!(
                    "By country E–I is {index}: {inner} within a country, {outer} between two (`accord structure --part ei` holds that against chance)."
                )
            }
        };
        Ok(meaning + &rest)
    }
}

/// With its sign, a true minus: `−0.43`.
fn signed(index: f64) -> String {
    let text = format!("{index:+.2}").replace('-', "−");
    if text.ends_with("0.00") { "0.00".to_owned() } else { text }
}
