//! The view `path`: from two parties to the hops between them.

use super::{
    figure::{Drawn, Figure},
    network::{self, MIDDLE, Subject, standing},
};
use crate::{
    analysis::paths::{self, Rules},
    cli::{
        commands::path::end,
        failure::Failure,
        progress::shown,
        wording::{self, counted},
    },
    draw::views::path::{Chain, Paper, Paths, Stop, height, path},
    model::{Citation, graph::NodeIndex},
    network::{Level, Network, Shape, Via},
};

/// Draws it.
///
/// # Errors
///
/// When not two parties are named, or a measure cannot be taken.
pub fn draw(figure: &Figure<'_>, look: &network::Options) -> Result<Drawn, Failure> {
    let [from, to] = figure.arguments.terms.as_slice() else {
        return Err(Failure::usage(
            "a path from whom to whom?",
            "name two parties, such as `accord draw --view path BNTU Huawei -o path.svg`",
        ));
    };
    let session = &figure.session;
    let level = figure.arguments.level.unwrap_or(Level::Party);
    let network = Network::of_links(&session.graph, &figure.links, &Shape { level, ..Shape::default() });
    let (from, to) = (end(session, &network, from)?, end(session, &network, to)?);
    let k = usize::from(figure.arguments.k);
    let found = shown(figure.shared, "paths", |progress| paths::paths(network.packed(), from, to, k, &Rules::default(), progress))
        .map_err(|stopped| Failure::Output(std::io::Error::other(stopped)))?;

    let subject = Subject::of(figure, network, level);
    let node = |vertex: u32| subject.network.node(vertex);
    let mut stops: Vec<NodeIndex> = found.iter().flat_map(|path| &path.vertices).map(|&vertex| node(vertex)).collect();
    stops.sort_unstable();
    stops.dedup();
    let (classes, class_of) = subject.classes(look.color_by, &stops)?;
    let stop = |vertex: u32| {
        let class = stops.binary_search(&node(vertex)).map_or(0, |index| class_of[index]);
        let above: Vec<&str> = session.graph.upwards(node(vertex)).skip(1).map(|up| figure.name(up)).collect();
        Stop { dot: subject.dot(node(vertex), class, MIDDLE, None), place: above.join(", ") }
    };
    let chain = |(index, path): (usize, &paths::Path)| Chain {
        title: if found.len() > 1 { format!("{}. {}", index + 1, counted(path.vertices.len() - 1, "hop", "hops")) } else { String::new() },
        stops: path.vertices.iter().map(|&vertex| stop(vertex)).collect(),
        hops: path
            .vertices
            .windows(2)
            .map(|hop| subject.vias(hop[0], hop[1]).into_iter().map(|via| paper(figure, via)).collect())
            .collect(),
    };
    let drawn = Paths { paths: found.iter().enumerate().map(chain).collect(), classes };
    let hops: usize = drawn.paths.iter().map(|chain| chain.hops.len()).sum();
    let contents = match found.as_slice() {
        [] => "no path".to_owned(),
        [_] => counted(hops, "hop", "hops"),
        more => format!("{}, {}", counted(more.len(), "path", "paths"), counted(hops, "hop", "hops")),
    };
    let title = format!("{} to {}", figure.name(node(from)), figure.name(node(to)));
    let frame = figure.frame(&title, format!("How they know each other: {contents}."), Vec::new());
    let scene = path(&drawn, &frame, figure.page(height(&drawn)));
    Ok(Drawn { scene, contents, counts: vec![("paths", found.len()), ("hops", hops)], messages: Vec::new(), file: None })
}

/// What makes a link, to be read.
fn paper(figure: &Figure<'_>, via: Via) -> Paper {
    let session = &figure.session;
    let facts = via.facts(&session.graph);
    // Who sees the figure alone knows no ids of sources.
    let source = |citation: &Citation| match session.graph.source(&citation.source) {
        Some(source) => {
            let author = source.author.as_ref().map_or_else(String::new, |author| format!("{author}, "));
            format!("{author}“{}” ({citation})", source.title)
        }
        None => citation.to_string(),
    };
    let sources: Vec<String> = facts.sources.iter().map(source).collect();
    let title = match via {
        Via::Node(node) => figure.name(node).to_owned(),
        Via::Tie(_) => wording::via_title(session, via),
    };
    Paper {
        title,
        facts: wording::standing(session, via),
        source: if sources.is_empty() { String::new() } else { format!("Source: {}", sources.join("; ")) },
        standing: standing(facts.standing()),
        href: facts.sources.iter().find_map(|citation| citation.url.clone()),
    }
}
