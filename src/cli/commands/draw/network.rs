//! The view `network`: from a base to dots and lines.

use std::{cmp::Reverse, collections::BTreeMap, path::PathBuf};

use clap::{Args, ValueEnum};

use super::{
    engine::Engine,
    figure::{Drawn, Figure, WIDTH},
};
use crate::{
    analysis::{
        centrality::{betweenness, closeness, degree::involved, pagerank},
        clusters::leiden,
        unfit::Unfit,
    },
    cli::{
        commands::draw::places,
        failure::Failure,
        progress::shown,
        session::Session,
        wording::{self, capitalised, counted},
    },
    draw::{
        geometry::Size,
        views::network::{Classes, Diagram, Dot, Line, Standing, network},
    },
    model::{Status, graph::NodeIndex},
    network::{Bond, Level, Network, Shape, Via},
};

/// More parties than this are not drawn one by one, unless a level is asked for: their names would not have room on a page.
const MOST: usize = 150;

/// The size of dots that are all alike.
pub const MIDDLE: f64 = 0.2;

/// How the view `network` is drawn.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Network")]
pub struct Options {
    /// Draw the partners of the parties that meet the terms as well
    #[arg(long)]
    pub partners: bool,

    /// What the size of a dot tells
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t)]
    pub size_by: Measure,

    /// What the colour of a dot tells
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    pub color_by: Class,

    /// What is drawn together in a box [default: region; none at the level of regions and above]
    #[arg(long, value_enum, value_name = "PLACE")]
    pub group_by: Option<Together>,

    /// Keep places in this file: dots that are in it stay where they were, new ones are added to it
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

/// What the size of a dot tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// Number of partners
    #[default]
    Degree,
    /// Number of links
    Links,
    /// Lying on the shortest ways of others
    Betweenness,
    /// Short ways to all others
    Closeness,
    /// Central partners
    #[value(name = "pagerank")]
    PageRank,
    /// Nothing: all alike
    None,
}

/// What the colour of a dot tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Class {
    /// The country
    #[default]
    Country,
    /// The kind
    Kind,
    /// The cluster (Leiden)
    Cluster,
    /// The oblast or province
    Place,
}

/// What is drawn together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Together {
    /// What lies in one city
    City,
    /// What lies in one oblast or province
    Region,
    /// What lies in one country
    Country,
    /// Nothing
    None,
}

impl Measure {
    const fn words(self) -> &'static str {
        match self {
            Self::Degree => "larger: more partners",
            Self::Links => "larger: more links",
            Self::Betweenness => "larger: on more shortest ways of others (betweenness)",
            Self::Closeness => "larger: shorter ways to all others (closeness)",
            Self::PageRank => "larger: more central partners (PageRank)",
            Self::None => "",
        }
    }
}

/// Draws it.
///
/// # Errors
///
/// When the terms mean nothing, the file of places cannot be read or written, or a measure cannot be taken.
pub fn draw(figure: &Figure<'_>, options: &Options) -> Result<Drawn, Failure> {
    let subject = Subject::new(figure, options, MOST)?;
    let diagram = subject.diagram(options)?;
    let links: usize = subject.links();
    let what = subject.level.plural();
    let contents =
        format!("{} {what}, {}, {}", diagram.dots.len(), counted(diagram.lines.len(), "line", "lines"), counted(links, "link", "links"));
    let mut notes = Vec::new();
    if subject.rolled {
        notes.push(format!("More than {MOST} parties are linked, so they are drawn as their {what}; --level party draws all."));
    }
    if subject.alone > 0 {
        notes.push(format!(
            "{} without links {} not drawn.",
            counted(subject.alone, subject.level.word(), what),
            if subject.alone == 1 { "is" } else { "are" }
        ));
    }
    let terms = if subject.terms.is_empty() {
        String::new()
    } else {
        format!(", only {}{}", subject.terms, if options.partners { " and their partners" } else { "" })
    };
    let title = format!("{}: who is linked with whom", figure.session.graph.header().title);
    let subtitle = format!("{}{terms}.", capitalised(&contents));
    let page = figure.page_of(size(diagram.dots.len()));
    let kept = options.keep.as_deref().map(places::read).transpose()?.unwrap_or_default();
    let frame = figure.frame(&title, subtitle, notes.clone());
    let mut messages: Vec<String> = notes.iter().take(usize::from(subject.rolled)).map(|note| format!("note: {note}")).collect();
    let counts = vec![("dots", diagram.dots.len()), ("lines", diagram.lines.len()), ("links", links)];
    if figure.is_for_graphviz() {
        let mut drawn = figure.by_graphviz(&diagram, &frame, Engine::Fdp.layout(), (contents, counts))?;
        messages.append(&mut drawn.messages);
        return Ok(Drawn { messages, ..drawn });
    }
    let drawn = shown(figure.shared, "drawing", |progress| network(&diagram, &frame, page, &kept, progress));
    let (scene, found) = drawn.map_err(|stopped| Failure::Output(std::io::Error::other(stopped)))?;
    if let Some(path) = &options.keep {
        places::write(path, kept, found)?;
    }
    Ok(Drawn { scene, contents, counts, messages, file: None })
}

/// A page for so many dots with their names: up to one of A4 within its margins, and one of A3 for more than have room there.
const fn size(dots: usize) -> Size {
    match dots {
        0..=14 => Size::mm(WIDTH, 100.0),
        15..=45 => Size::mm(WIDTH, 140.0),
        46..=90 => Size::mm(WIDTH, 190.0),
        91..=MOST => Size::mm(WIDTH, 247.0),
        _ => Size::mm(277.0, 390.0),
    }
}

/// The part of the base that is drawn.
pub struct Subject<'a> {
    figure: &'a Figure<'a>,
    /// Who is drawn, and how they are linked.
    pub network: Network,
    /// Up to which level parties are taken.
    pub level: Level,
    /// Whether the level is higher than it would be with fewer parties.
    rolled: bool,
    /// How many parties that were asked for have no links.
    pub alone: usize,
    /// The terms; empty where there are none.
    pub terms: String,
}

impl<'a> Subject<'a> {
    /// A network that is drawn whole.
    pub const fn of(figure: &'a Figure<'a>, network: Network, level: Level) -> Self {
        Self { figure, network, level, rolled: false, alone: 0, terms: String::new() }
    }

    /// What meets the terms and is linked; if there are more than so many parties and no level is asked for, their regions or countries.
    ///
    /// # Errors
    ///
    /// When the terms mean nothing.
    pub fn new(figure: &'a Figure<'a>, options: &Options, most: usize) -> Result<Self, Failure> {
        let graph = &figure.session.graph;
        let terms = figure.session.terms(&figure.arguments.terms)?;
        let chosen = (!terms.is_empty()).then(|| terms.select(graph, &figure.links).nodes);
        let at = |level: Level| {
            let whole = |only: Option<&[NodeIndex]>| Network::of_links(graph, &figure.links, &Shape { level, only, ..Shape::default() });
            let network = match &chosen {
                Some(chosen) if options.partners => {
                    let all = whole(None);
                    let with: Vec<NodeIndex> = with_partners(&all, chosen);
                    whole(Some(&with))
                }
                chosen => whole(chosen.as_deref()),
            };
            let linked: Vec<NodeIndex> =
                network.packed().vertices().filter(|&v| network.packed().degree(v) > 0).map(|v| network.node(v)).collect();
            let alone = network.len() - linked.len();
            (whole(Some(&linked)), alone)
        };
        let asked = figure.arguments.level.unwrap_or(Level::Party);
        let mut levels = Level::ALL.iter().copied().skip_while(|&level| level < Level::Region);
        let mut level = asked;
        let (mut network, mut alone) = at(level);
        while figure.arguments.level.is_none() && network.len() > most {
            let Some(next) = levels.next() else { break };
            level = next;
            (network, alone) = at(level);
        }
        Ok(Self { figure, network, level, rolled: level > asked, alone, terms: terms.to_string() })
    }

    /// How many links join what is drawn.
    pub fn links(&self) -> usize {
        let mut bonds: Vec<Bond> = self.pairs().flat_map(|(a, b)| self.network.bonds(a, b).iter().copied()).collect();
        bonds.sort_unstable();
        bonds.dedup();
        bonds.len()
    }

    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.network.packed().edge_list().map(|(a, b, _)| (a, b))
    }

    /// Its dots and lines; dots are in the order of the vertices of the network.
    ///
    /// # Errors
    ///
    /// When a measure cannot be taken.
    pub fn diagram(&self, options: &Options) -> Result<Diagram, Failure> {
        let nodes: Vec<NodeIndex> = self.network.packed().vertices().map(|v| self.network.node(v)).collect();
        let sizes = self.sizes(options.size_by)?;
        let (classes, class_of) = self.classes(options.color_by, &nodes)?;
        let (groups, group_of) = self.groups(options.group_by, &nodes);
        let dots = nodes.iter().enumerate().map(|(v, &node)| self.dot(node, class_of[v], sizes[v], group_of[v]));
        let lines = self.pairs().map(|(a, b)| self.line(a, b));
        Ok(Diagram { dots: dots.collect(), lines: lines.collect(), groups, classes, measure: options.size_by.words().to_owned() })
    }

    /// A node as a dot.
    pub fn dot(&self, node: NodeIndex, class: usize, size: f64, group: Option<usize>) -> Dot {
        let it = self.figure.session.graph.node(node);
        let (id, name) = (it.id.to_string(), self.figure.name(node).to_owned());
        Dot { id, name, kind: it.kind, class, size, group, tooltip: self.tooltip(node), href: it.url.clone() }
    }

    /// `Vitebsk State University: university (in Vitebsk, Belarus); 3 partners`.
    fn tooltip(&self, node: NodeIndex) -> String {
        let session = &self.figure.session;
        let it = session.graph.node(node);
        let partners = self.network.vertex(node).map_or(0, |v| self.network.packed().degree(v));
        let form = wording::spoken(it.form.map_or(it.kind.word(), crate::model::Form::word));
        format!("{}: {form}, {}", wording::located(session, node), counted(partners, "partner", "partners"))
    }

    /// All links of two vertices as a line.
    pub fn line(&self, a: u32, b: u32) -> Line {
        let session = &self.figure.session;
        let names = format!("{} — {}", session.name(self.network.node(a)), session.name(self.network.node(b)));
        self.line_of((a, b), names, &self.vias(a, b))
    }

    /// What links two vertices.
    pub fn vias(&self, a: u32, b: u32) -> Vec<Via> {
        let via = |bond: &Bond| match bond {
            Bond::Link(link) => self.figure.links.get(*link).map(|link| link.via),
            Bond::Containment => None,
        };
        self.network.bonds(a, b).iter().filter_map(via).collect()
    }

    /// All these links as a line between two dots.
    pub fn line_of(&self, (a, b): (u32, u32), names: String, vias: &[Via]) -> Line {
        let session = &self.figure.session;
        let standing = |via: &Via| standing(via.facts(&session.graph).standing());
        let tooltip = std::iter::once(names).chain(vias.iter().map(|&via| link_line(session, via))).collect::<Vec<_>>().join("\n");
        let address = |via: &Via| via.facts(&session.graph).sources.iter().find_map(|citation| citation.url.clone());
        let href = vias.iter().find_map(address);
        Line { a, b, href, count: vias.len(), standing: vias.iter().map(standing).min().unwrap_or(Standing::InForce), tooltip }
    }

    /// The size of each dot, from 0 to 1 for the largest.
    fn sizes(&self, measure: Measure) -> Result<Vec<f64>, Failure> {
        let packed = self.network.packed();
        let shared = self.figure.shared;
        let unfit = |unfit: Unfit| Failure::Usage { message: unfit.to_string(), hints: Vec::new() };
        let values: Vec<f64> = match measure {
            Measure::None => return Ok(vec![MIDDLE; packed.len()]),
            Measure::Degree => packed.vertices().map(|v| packed.degree(v) as f64).collect(),
            Measure::Links => {
                involved(&self.figure.session.graph, &self.figure.links, &self.network).iter().map(|it| it.links as f64).collect()
            }
            Measure::Betweenness => {
                let options = betweenness::Options::default();
                shown(shared, "betweenness", |progress| betweenness(packed, &options, progress)).map_err(unfit)?.vertices
            }
            Measure::Closeness => shown(shared, "closeness", |progress| closeness(packed, false, progress)).map_err(unfit)?.harmonic,
            Measure::PageRank => {
                let options = pagerank::Options::default();
                shown(shared, "pagerank", |progress| pagerank(packed, &options, progress)).map_err(unfit)?.values
            }
        };
        let (least, most) = values.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), &value| (least.min(value), most.max(value)));
        Ok(values.into_iter().map(|value| if least < most { value / most } else { MIDDLE }).collect())
    }

    /// What the classes tell, their names, and the class of each node. The largest have a look of their own each; the rest share the last.
    ///
    /// # Errors
    ///
    /// When there are no clusters to be found.
    pub fn classes(&self, class: Class, nodes: &[NodeIndex]) -> Result<(Classes, Vec<usize>), Failure> {
        let session = &self.figure.session;
        let name = |node: NodeIndex| self.figure.name(node).to_owned();
        let (title, keys): (&str, Vec<(usize, String)>) = match class {
            Class::Country => {
                let country = |&node: &NodeIndex| {
                    session
                        .graph
                        .country(node)
                        .map_or((usize::MAX, "of no one country".to_owned()), |country| (country.index(), name(country)))
                };
                ("", nodes.iter().map(country).collect())
            }
            Class::Kind => {
                ("", nodes.iter().map(|&node| session.graph.node(node).kind).map(|kind| (kind as usize, kind.word().to_owned())).collect())
            }
            Class::Place => {
                let region = |&node: &NodeIndex| Level::Region.of(&session.graph, node);
                ("", nodes.iter().map(region).map(|region| (region.index(), name(region))).collect())
            }
            Class::Cluster => {
                let found = shown(self.figure.shared, "clusters", |progress| {
                    leiden::leiden(self.network.packed(), &leiden::Options::default(), progress)
                });
                let found = found.map_err(|unfit| Failure::Usage { message: unfit.to_string(), hints: Vec::new() })?;
                ("Cluster", found.partition.clusters().iter().map(|&cluster| (cluster as usize, (cluster + 1).to_string())).collect())
            }
        };
        let mut sizes: BTreeMap<&(usize, String), usize> = BTreeMap::new();
        for key in &keys {
            *sizes.entry(key).or_default() += 1;
        }
        let mut ranked: Vec<(&(usize, String), usize)> = sizes.into_iter().collect();
        // The sides of the base come first, in its order, so that a country looks the same in every figure.
        let side = |key: &(usize, String)| {
            let is_side = |id: &crate::model::Id| {
                class == Class::Country && session.graph.find(id.as_str()).is_some_and(|node| node.index() == key.0)
            };
            session.graph.header().sides.iter().position(is_side).unwrap_or(usize::MAX)
        };
        ranked.sort_by_key(|&(key, size)| (side(key), key.0 == usize::MAX, Reverse(size), key));
        let looks = self.figure.arguments.theme.looks();
        let own = if ranked.len() > looks { looks - 1 } else { ranked.len() };
        let mut names: Vec<String> = ranked[..own].iter().map(|(key, _)| key.1.clone()).collect();
        if ranked.len() > own {
            let rest: Vec<&str> = ranked[own..].iter().map(|(key, _)| key.1.as_str()).collect();
            names.push(if rest.len() > 2 { format!("{} others", rest.len()) } else { format!("others: {}", rest.join(", ")) });
        }
        let rank: BTreeMap<&(usize, String), usize> = ranked.iter().enumerate().map(|(rank, &(key, _))| (key, rank.min(own))).collect();
        let of = keys.iter().map(|key| rank[key]).collect();
        Ok((Classes { title: title.to_owned(), names }, of))
    }

    /// The names of what is drawn together, and the group of each node.
    fn groups(&self, together: Option<Together>, nodes: &[NodeIndex]) -> (Vec<String>, Vec<Option<usize>>) {
        let default = if self.level < Level::Region { Together::Region } else { Together::None };
        let level = match together.unwrap_or(default) {
            Together::City => Level::City,
            Together::Region => Level::Region,
            Together::Country => Level::Country,
            Together::None => return (Vec::new(), vec![None; nodes.len()]),
        };
        let graph = &self.figure.session.graph;
        let places: Vec<NodeIndex> = nodes.iter().map(|&node| level.of(graph, node)).collect();
        let mut groups = places.clone();
        groups.sort_unstable();
        groups.dedup();
        // What lies in no place of the level stands for itself, and is no group.
        let is_place = |place: &NodeIndex| crate::model::KindSet::PLACES.has(graph.node(*place).kind);
        groups.retain(is_place);
        let of = places.iter().map(|place| groups.binary_search(place).ok()).collect();
        (groups.into_iter().map(|place| self.figure.name(place).to_owned()).collect(), of)
    }
}

/// How far a link of this status has come.
pub const fn standing(status: Status) -> Standing {
    match status {
        Status::Signed | Status::Operating => Standing::InForce,
        Status::Intended => Standing::Intended,
        Status::Planned => Standing::Planned,
        Status::Suspended | Status::Lapsed | Status::Ended => Standing::Over,
    }
}

/// What makes a link, as a line of a tooltip: `Twinning of A and B [twinning, signed 2007; source]`.
pub fn link_line(session: &Session, via: Via) -> String {
    let source = via.facts(&session.graph).sources.first().map_or_else(String::new, |citation| format!("; {}", wording::cited(citation)));
    format!("{} [{}{source}]", wording::via_title(session, via), wording::standing(session, via))
}

/// The chosen nodes of a network and their neighbours, in index order.
fn with_partners(network: &Network, chosen: &[NodeIndex]) -> Vec<NodeIndex> {
    let vertices = chosen.iter().filter_map(|&node| network.vertex(node));
    let mut nodes: Vec<NodeIndex> =
        vertices.flat_map(|v| network.neighbours(v).iter().copied().chain([v])).map(|v| network.node(v)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
