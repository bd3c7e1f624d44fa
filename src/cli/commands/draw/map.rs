//! The view `map`: from parties to the places where they are.

use std::collections::BTreeMap;

use super::{
    figure::{Drawn, Figure},
    network::{self, Class, Subject},
};
use crate::{
    cli::{
        failure::Failure,
        wording::{capitalised, counted, located},
    },
    draw::views::{
        map::{Map, map},
        network::{Diagram, Dot, Line},
    },
    model::{Kind, graph::NodeIndex},
    network::Via,
};

/// The height of the page, in millimetres.
const HEIGHT: f64 = 140.0;

/// A place and the parties in it.
struct Site {
    /// What has the coordinates.
    place: NodeIndex,
    /// Latitude and longitude.
    at: (f64, f64),
    parties: Vec<NodeIndex>,
}

/// Draws it.
///
/// # Errors
///
/// When the terms mean nothing.
pub fn draw(figure: &Figure<'_>, look: &network::Options) -> Result<Drawn, Failure> {
    let subject = Subject::new(figure, look, usize::MAX)?;
    let (sites, elsewhere) = Sites::new(figure, &subject);
    let (lines, inside) = sites.lines(figure, &subject);
    let parties: usize = sites.sites.iter().map(|site| site.parties.len()).sum();
    let drawn: usize = lines.iter().map(|line| line.count).sum();
    let contents = format!(
        "{} at {}, {}, {}",
        counted(parties, subject.level.word(), subject.level.plural()),
        counted(sites.sites.len(), "place", "places"),
        counted(lines.len(), "arc", "arcs"),
        counted(drawn, "link", "links")
    );
    let (groups, group_of) = sites.countries(figure);
    let places: Vec<NodeIndex> = sites.sites.iter().map(|site| site.parties[0]).collect();
    let (classes, class_of) = subject.classes(Class::Country, &places)?;
    let most = sites.sites.iter().map(|site| site.parties.len()).max().unwrap_or(1);
    let dot = |(index, site): (usize, &Site)| site.dot(figure, &subject, (class_of[index], group_of[index]), most);
    let dots = sites.sites.iter().enumerate().map(dot).collect();
    let measure = "larger: more parties at one place".to_owned();
    let at = sites.sites.iter().map(|site| site.at).collect();
    let diagram = Map { diagram: Diagram { dots, lines, groups, classes, measure }, at };

    let party = |count: usize| counted(count, subject.level.word(), subject.level.plural());
    let missing = [
        (
            subject.network.len() - parties - elsewhere,
            format!("{} without coordinates", party(subject.network.len() - parties - elsewhere)),
        ),
        (elsewhere, format!("{} in other countries", party(elsewhere))),
        (subject.alone, format!("{} without links", party(subject.alone))),
        (inside, format!("{} within one place", counted(inside, "link", "links"))),
    ];
    let missing: Vec<String> = missing.into_iter().filter(|&(count, _)| count > 0).map(|(_, words)| words).collect();
    let notes = (!missing.is_empty()).then(|| format!("Not drawn: {}.", missing.join(", "))).into_iter().collect();
    let partners = if look.partners { " and their partners" } else { "" };
    let terms = if subject.terms.is_empty() { String::new() } else { format!(", only {}{partners}", subject.terms) };
    let title = format!("{}: where they are", figure.session.graph.header().title);
    let frame = figure.frame(&title, format!("{}{terms}.", capitalised(&contents)), notes);
    let scene = map(&diagram, &frame, figure.page(HEIGHT));
    let counts = vec![("places", sites.sites.len()), ("parties", parties), ("arcs", diagram.diagram.lines.len()), ("links", drawn)];
    Ok(Drawn { scene, contents, counts, messages: Vec::new(), file: None })
}

impl Site {
    fn dot(&self, figure: &Figure<'_>, subject: &Subject<'_>, (class, group): (usize, Option<usize>), most: usize) -> Dot {
        let size = self.parties.len() as f64 / most as f64;
        if let [party] = self.parties[..] {
            return subject.dot(party, class, size, group);
        }
        let session = &figure.session;
        let it = session.graph.node(self.place);
        let kind = if matches!(it.kind, Kind::Country | Kind::Region | Kind::District) { it.kind } else { Kind::City };
        let parties = self.parties.iter().map(|&party| session.name(party).to_owned());
        let tooltip = std::iter::once(located(session, self.place)).chain(parties).collect::<Vec<_>>().join("\n");
        let name = format!("{} ({})", figure.name(self.place), self.parties.len());
        Dot { id: it.id.to_string(), name, kind, class, size, group, tooltip, href: it.url.clone() }
    }
}

struct Sites {
    sites: Vec<Site>,
    /// The site of each vertex that has coordinates.
    of: Vec<Option<usize>>,
}

impl Sites {
    /// Each party where it is itself, else where the smallest thing is in which it lies and which has coordinates; and how many are in none of the two
    /// sides of the base, when there are some in both: between the two there is no room for them.
    fn new(figure: &Figure<'_>, subject: &Subject<'_>) -> (Self, usize) {
        let graph = &figure.session.graph;
        let parties = || subject.network.packed().vertices().map(|vertex| subject.network.node(vertex));
        let sides: Vec<NodeIndex> = graph.header().sides.iter().filter_map(|id| graph.find(id.as_str())).collect();
        let both = sides.len() > 1 && sides.iter().all(|&side| parties().any(|party| graph.lies_in(party, side)));
        let is_asked = |party: NodeIndex| !both || sides.iter().any(|&side| graph.lies_in(party, side));
        let mut elsewhere = 0;
        let mut sites: Vec<Site> = Vec::new();
        let mut known: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        let mut of = Vec::new();
        for party in parties() {
            if !is_asked(party) {
                elsewhere += 1;
                of.push(None);
                continue;
            }
            let place = graph.upwards(party).find_map(|up| Some((up, graph.node(up).at?)));
            of.push(place.map(|(place, at)| {
                let site = *known.entry((at.0.to_bits(), at.1.to_bits())).or_insert_with(|| {
                    sites.push(Site { place, at: (at.0, at.1), parties: Vec::new() });
                    sites.len() - 1
                });
                sites[site].parties.push(party);
                site
            }));
        }
        (Self { sites, of }, elsewhere)
    }

    /// The lines between places, and how many links are within one.
    fn lines(&self, figure: &Figure<'_>, subject: &Subject<'_>) -> (Vec<Line>, usize) {
        let mut between: BTreeMap<(usize, usize), Vec<Via>> = BTreeMap::new();
        let mut inside: Vec<Via> = Vec::new();
        for (a, b) in subject.pairs() {
            let (Some(from), Some(to)) = (self.of[a as usize], self.of[b as usize]) else { continue };
            let vias = subject.vias(a, b);
            if from == to {
                inside.extend(vias);
            } else {
                between.entry((from.min(to), from.max(to))).or_default().extend(vias);
            }
        }
        let line = |((a, b), mut vias): ((usize, usize), Vec<Via>)| {
            vias.sort_unstable();
            vias.dedup();
            let name = |site: usize| figure.session.name(self.sites[site].place);
            let index = |site: usize| u32::try_from(site).unwrap_or(u32::MAX);
            subject.line_of((index(a), index(b)), format!("{} — {}", name(a), name(b)), &vias)
        };
        inside.sort_unstable();
        inside.dedup();
        (between.into_iter().map(line).collect(), inside.len())
    }

    /// The names of the countries, and the country of each site.
    fn countries(&self, figure: &Figure<'_>) -> (Vec<String>, Vec<Option<usize>>) {
        let country = |site: &Site| figure.session.graph.country(site.place);
        let mut countries: Vec<NodeIndex> = self.sites.iter().filter_map(country).collect();
        countries.sort_unstable();
        countries.dedup();
        let of = self.sites.iter().map(|site| countries.binary_search(&country(site)?).ok()).collect();
        (countries.into_iter().map(|country| figure.name(country).to_owned()).collect(), of)
    }
}
