//! The view `path`: from two parties to the hops between them.

use std::collections::BTreeSet;

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
    draw::views::{
        network::{Classes, Diagram, Line},
        path::{Chain, Paper, Paths, Stop, height, path},
    },
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
    let names = format!("`{from}` and `{to}`");
    let (from, to) = (end(session, &network, from)?, end(session, &network, to)?);
    if from == to {
        let hint = "name two parties; `accord draw --view ego NAME` draws who is around one";
        return Err(Failure::usage(format!("{names} are the same party: {}", figure.name(network.node(from))), hint));
    }
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
    let counts = vec![("paths", found.len()), ("hops", hops)];
    if figure.is_for_graphviz() {
        return figure.by_graphviz(&diagram(&subject, &found, &stops, (drawn.classes, &class_of)), &frame, "dot", (contents, counts));
    }
    let scene = path(&drawn, &frame, figure.page(height(&drawn)));
    Ok(Drawn { scene, contents, counts, messages: Vec::new(), file: None })
}

/// The stops of all paths as dots, and their hops as lines.
fn diagram(subject: &Subject<'_>, found: &[paths::Path], stops: &[NodeIndex], (classes, class_of): (Classes, &[usize])) -> Diagram {
    let hops: BTreeSet<(u32, u32)> =
        found.iter().flat_map(|path| path.vertices.windows(2)).map(|hop| (hop[0].min(hop[1]), hop[0].max(hop[1]))).collect();
    let stop = |vertex: u32| u32::try_from(stops.binary_search(&subject.network.node(vertex)).ok()?).ok();
    let line = |(a, b): (u32, u32)| Some(Line { a: stop(a)?, b: stop(b)?, ..subject.line(a, b) });
    let dots = stops.iter().zip(class_of).map(|(&node, &class)| subject.dot(node, class, MIDDLE, None)).collect();
    Diagram { dots, lines: hops.into_iter().filter_map(line).collect(), groups: Vec::new(), classes, measure: String::new() }
}

/// What makes a link, to be read.
fn paper(figure: &Figure<'_>, via: Via) -> Paper {
    let session = &figure.session;
    let facts = via.facts(&session.graph);
    // Who sees the figure alone knows no ids of sources; several places in one source name it once.
    let places = |cited: &[Citation]| {
        let id = cited[0].source.to_string();
        let place = |citation: &Citation| citation.to_string().strip_prefix(&id).map(|place| place.trim_start_matches(", ").to_owned());
        let places: Vec<String> = cited.iter().filter_map(place).filter(|place| !place.is_empty()).collect();
        if places.is_empty() { id } else { format!("{id}, {}", places.join("; ")) }
    };
    let source = |cited: &[Citation]| match session.graph.source(&cited[0].source) {
        Some(source) => {
            let author = source.author.as_ref().map_or_else(String::new, |author| format!("{author}, "));
            format!("{author}“{}” ({})", source.title, places(cited))
        }
        None => places(cited),
    };
    let sources: Vec<String> = facts.sources.chunk_by(|a, b| a.source == b.source).map(source).collect();
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
