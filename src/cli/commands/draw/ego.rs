//! The view `ego`: from a party to who is around it.

use super::{
    engine::Engine,
    figure::{Drawn, Figure},
    network::{self, Subject},
};
use crate::{
    cli::{
        commands::path::end,
        failure::Failure,
        wording::{counted, located},
    },
    draw::views::ego::{Ego, ego, height},
    model::graph::NodeIndex,
    network::{Level, Network, Shape},
};

/// Draws it.
///
/// # Errors
///
/// When not one party is named, or a measure cannot be taken.
pub fn draw(figure: &Figure<'_>, look: &network::Options) -> Result<Drawn, Failure> {
    let [name] = figure.arguments.terms.as_slice() else {
        return Err(Failure::usage("who stands in the middle?", "name one party, such as `accord draw --view ego minsk -o minsk.svg`"));
    };
    let session = &figure.session;
    let level = figure.arguments.level.unwrap_or(Level::Party);
    let whole = |only: Option<&[NodeIndex]>| Network::of_links(&session.graph, &figure.links, &Shape { level, only, ..Shape::default() });
    let all = whole(None);
    let middle = end(session, &all, name)?;
    let near = around(&all, middle, usize::from(figure.arguments.depth));
    let nodes: Vec<NodeIndex> = near.iter().map(|&(node, _)| node).collect();
    let subject = Subject::of(figure, whole(Some(&nodes)), level);
    let diagram = Ego { diagram: subject.diagram(look)?, rings: near.iter().map(|&(_, ring)| ring).collect() };

    let middle = all.node(middle);
    let (others, links) = (nodes.len() - 1, subject.links());
    let rings: Vec<String> = (1..=usize::from(figure.arguments.depth))
        .map(|ring| (ring, near.iter().filter(|&&(_, far)| far == ring).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(ring, count)| {
            if ring == 1 {
                format!("{} linked with it", counted(count, level.word(), level.plural()))
            } else {
                format!("{count} at {ring} links")
            }
        })
        .collect();
    let lines = counted(diagram.diagram.lines.len(), "line", "lines");
    let contents = if rings.is_empty() {
        "nobody linked with it".to_owned()
    } else {
        format!("{}, {lines}, {}", rings.join(", "), counted(links, "link", "links"))
    };
    let title = format!("{}: who is around it", figure.name(middle));
    let frame = figure.frame(&title, format!("{}: {contents}.", located(session, middle)), Vec::new());
    let counts = vec![("around", others), ("lines", diagram.diagram.lines.len()), ("links", links)];
    if figure.is_for_graphviz() {
        return figure.by_graphviz(&diagram.diagram, &frame, Engine::Fdp.layout(), (contents, counts));
    }
    let scene = ego(&diagram, &frame, figure.page(height(others)));
    Ok(Drawn { scene, contents, counts, messages: Vec::new(), file: None })
}

/// The nodes up to so many links away from a vertex, and how far each is, in index order.
fn around(network: &Network, middle: u32, depth: usize) -> Vec<(NodeIndex, usize)> {
    let mut far = vec![usize::MAX; network.len()];
    far[middle as usize] = 0;
    let mut found = vec![middle];
    let mut next = 0;
    while let Some(&vertex) = found.get(next) {
        next += 1;
        let ring = far[vertex as usize];
        if ring == depth {
            continue;
        }
        for &other in network.neighbours(vertex) {
            if far[other as usize] == usize::MAX {
                far[other as usize] = ring + 1;
                found.push(other);
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|vertex| (network.node(vertex), far[vertex as usize])).collect()
}
