//! The view `two-row`: which oblasts are linked with which provinces, by how many links, themselves or through what lies in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    asked::Asked,
    figure::{Drawn, Figure},
    network::{link_line, standing},
};
use crate::{
    cli::{
        failure::Failure,
        wording::{self, counted},
    },
    draw::views::{
        network::Standing,
        two_row::{Band, End, Row, TwoRow, Way, height, two_row},
    },
    model::{Kind, graph::NodeIndex},
    network::{Level, Link},
};

/// Draws it.
///
/// # Errors
///
/// When the base does not name two sides, or the terms mean nothing.
pub fn draw(figure: &Figure<'_>, partners: bool) -> Result<Drawn, Failure> {
    let session = &figure.session;
    let sides = session.sides("two rows are those of two sides")?;
    let level = figure.arguments.level.unwrap_or(Level::Region);
    let asked = Asked::new(figure, partners)?;
    let found = Found::new(figure, &asked.links, sides, level);
    let diagram = found.diagram(figure, &asked.links, sides);

    let (lefts, rights) = (diagram.left.ends.len(), diagram.right.ends.len());
    let pairs: BTreeSet<(usize, usize)> = diagram.bands.iter().map(|band| (band.left, band.right)).collect();
    let contents = format!(
        "{} of {}, {rights} of {}, {}, {}",
        counted(lefts, level.word(), level.plural()),
        session.name(sides[0]),
        session.name(sides[1]),
        counted(pairs.len(), "pair", "pairs"),
        counted(found.links.len(), "link", "links"),
    );
    let mut notes = Vec::new();
    if found.unplaced > 0 {
        notes.push(format!("Not drawn: {} of what lies in no region.", counted(found.unplaced, "link", "links")));
    }
    let title = format!("{}: which {} are linked", session.graph.header().title, level.plural());
    let frame = figure.frame(&title, format!("{contents}{}.", asked.said), notes);
    let scene = two_row(&diagram, &frame, figure.page(height(&diagram)));
    let counts = vec![("left", lefts), ("right", rights), ("pairs", pairs.len()), ("links", found.links.len())];
    Ok(Drawn { scene, contents, counts, messages: Vec::new(), file: None })
}

/// What joins the ends of the two sides.
#[derive(Default)]
struct Found {
    /// The links of each pair in each way and standing.
    bands: BTreeMap<(NodeIndex, NodeIndex, Way, Standing), Vec<usize>>,
    /// The links of each end.
    ends: [BTreeMap<NodeIndex, BTreeSet<usize>>; 2],
    /// The links that are drawn.
    links: BTreeSet<usize>,
    /// How many links of the two sides are not, as all that they have of one side lies in no region: the state, a ministry, a city right in the country.
    unplaced: usize,
}

impl Found {
    fn new(figure: &Figure<'_>, links: &[Link], sides: [NodeIndex; 2], level: Level) -> Self {
        let graph = &figure.session.graph;
        let mut found = Self::default();
        for (index, link) in links.iter().enumerate().filter(|(_, link)| link.verdict.is_ok()) {
            let ends = sides.map(|side| -> BTreeSet<NodeIndex> {
                link.members.iter().filter(|&&member| graph.lies_in(member, side)).map(|&member| level.of(graph, member)).collect()
            });
            if ends.iter().any(BTreeSet::is_empty) {
                continue;
            }
            // A country is an end at its own level, and where the state itself is a party.
            let is_end = |end: &&NodeIndex| matches!(level, Level::Country | Level::Party) || graph.node(**end).kind != Kind::Country;
            let [lefts, rights] = ends.map(|ends| ends.iter().filter(is_end).copied().collect::<Vec<_>>());
            if lefts.is_empty() || rights.is_empty() {
                found.unplaced += 1;
                continue;
            }
            let standing = standing(link.via.facts(graph).standing());
            for &left in &lefts {
                for &right in &rights {
                    let themselves = link.members.contains(&left) && link.members.contains(&right);
                    let way = if themselves { Way::Direct } else { Way::Through };
                    found.bands.entry((left, right, way, standing)).or_default().push(index);
                }
            }
            for (ends, found) in [lefts, rights].into_iter().zip(&mut found.ends) {
                for end in ends {
                    found.entry(end).or_default().insert(index);
                }
            }
            found.links.insert(index);
        }
        found
    }

    fn diagram(&self, figure: &Figure<'_>, links: &[Link], sides: [NodeIndex; 2]) -> TwoRow {
        let session = &figure.session;
        let indices: [BTreeMap<NodeIndex, usize>; 2] =
            [0, 1].map(|side| self.ends[side].keys().enumerate().map(|(index, &end)| (end, index)).collect());
        let row = |side: usize| Row {
            title: figure.name(sides[side]).to_owned(),
            ends: self.ends[side]
                .iter()
                .map(|(&end, links)| End {
                    name: figure.name(end).to_owned(),
                    count: links.len(),
                    tooltip: format!("{}: {}", wording::located(session, end), counted(links.len(), "link", "links")),
                    href: session.graph.node(end).url.clone(),
                })
                .collect(),
        };
        let band = |(&(left, right, way, standing), own): (&(NodeIndex, NodeIndex, Way, Standing), &Vec<usize>)| Band {
            left: indices[0][&left],
            right: indices[1][&right],
            way,
            standing,
            count: own.len(),
            tooltip: std::iter::once(format!("{} — {}", session.name(left), session.name(right)))
                .chain(own.iter().map(|&link| link_line(session, links[link].via)))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        TwoRow { left: row(0), right: row(1), bands: self.bands.iter().map(band).collect() }
    }
}
