//! What is said of the network as a whole: a summary, distances, degrees, cores.

use serde_json::json;

use super::{Part, View, number};
use crate::{
    analysis::{
        core::core_numbers,
        structure::{
            assortativity::assortativity,
            cores,
            degrees::{self, Degrees},
            density,
            distances::distances as measure,
            triangles::triangles,
        },
        unfit::Unfit,
    },
    cli::{answer::Table, failure::Failure, progress::shown, wording::counted},
};

/// Width of the longest bar of a chart: with the numbers in front it fits the narrowest terminal.
const BAR: usize = 14;

/// A bar of so many eighths of a character.
fn bar(eighths: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

/// A line of a table of measures: word, name, value as shown, value, convention.
type Line = (&'static str, &'static str, String, serde_json::Value, &'static str);

fn lines(view: &mut View<'_>, table: &'static str, title: &str, lines: Vec<Line>) -> Result<(), Failure> {
    let mut shown = Table::new(&["Measure", "Value#", "What it is"]);
    for (word, name, text, value, what) in lines {
        shown.rows.push(vec![name.to_owned(), text, what.to_owned()]);
        view.answer.row(json!({ "table": table, "measure": word, "value": value }))?;
    }
    view.answer.title(title);
    view.answer.table(shown);
    Ok(())
}

/// Do all edges join one country with another, of two in all?
fn two_sided(view: &View<'_>) -> bool {
    let Some(base) = &view.subject.base else { return false };
    let graph = &base.session.graph;
    let country = |vertex| {
        let country = graph.country(view.subject.node(vertex)?)?;
        u32::try_from(country.index()).ok()
    };
    let packed = &view.subject.packed;
    let mut ends = packed.edge_list().map(|(a, b, _)| (country(a), country(b)));
    let mut sides: Vec<_> = packed.edge_list().flat_map(|(a, b, _)| [country(a), country(b)]).collect();
    sides.sort_unstable();
    sides.dedup();
    sides.len() == 2 && ends.all(|(a, b)| a != b)
}

pub(super) fn summary(view: &mut View<'_>) -> Result<(), Failure> {
    let packed = &view.subject.packed;
    let two_mode = view.subject.modes();
    let whole = |value: u64| (value.to_string(), json!(value));
    let fraction = |value: Option<f64>| (number(value, 6), json!(value));
    let mut table: Vec<Line> = Vec::new();
    let mut line = |word, name, (text, value): (String, serde_json::Value), what| table.push((word, name, text, value, what));
    match two_mode {
        Some(modes) => {
            let of_base = view.subject.base.is_some();
            let words = if of_base { ["vertices_party", "vertices_link"] } else { ["vertices_first", "vertices_second"] };
            line(words[0], modes.titles[0], whole(modes.first as u64), "vertices of the first mode");
            line(words[1], modes.titles[1], whole((packed.len() - modes.first) as u64), "vertices of the second mode");
            line("edges", if of_base { "Memberships" } else { "Edges" }, whole(packed.edges() as u64), "edges");
            let what = if of_base { "memberships / (parties × links)" } else { "edges / (first mode × second mode)" };
            line("density", "Density", fraction(density::two_modes(packed, modes.first)), what);
        }
        None => {
            line("vertices", "Vertices", whole(packed.len() as u64), "isolated ones included");
            line("edges", "Edges", whole(packed.edges() as u64), "pairs that are joined");
            line("density", "Density", fraction(density::one_mode(packed)), "edges / pairs of vertices");
        }
    }
    let isolated = packed.vertices().filter(|&v| packed.degree(v) == 0).count() as u64;
    line("isolated", "Isolated", whole(isolated), "vertices without an edge");
    if two_mode.is_none() {
        line("assortativity", "Assortativity", fraction(assortativity(packed)), "Newman's r of the degrees at both ends of an edge");
    }
    let two_sided = two_sided(view);
    if two_mode.is_none() && !two_sided {
        let found = triangles(packed);
        line("triangles", "Triangles", whole(found.triangles), "three that are joined pairwise");
        line("clustering_global", "Clustering, global", fraction(found.global), "3 × triangles / paths of two edges (transitivity)");
        line("clustering_average", "Clustering, average", fraction(found.average), "mean over vertices of two and more neighbours");
        line("clustering_average_all", "… over all vertices", fraction(found.average_all), "0 for those of fewer than two neighbours");
    }
    lines(view, "summary", "Summary", table)?;
    view.refuse_two_modes(
        Part::Summary,
        "assortativity",
        "the degrees of the two modes count different things, so there is nothing to correlate",
    );
    let reason = "every edge joins one mode with the other, so there can be no triangle";
    if !view.refuse_two_modes(Part::Summary, "clustering", reason) && two_sided {
        view.refuse(
            Part::Summary,
            &Unfit::ByConstruction {
                measure: "clustering",
                reason: "all edges join one country with the other, so there can be no triangle",
                instead: "ask for --part nesting, or for the shared partners in `accord gaps`",
            },
        );
    }
    Ok(())
}

pub(super) fn distances(view: &mut View<'_>) -> Result<(), Failure> {
    let found = shown(view.shared, "distances", |progress| measure(&view.subject.packed, progress));
    let Some(found) = found.map_err(|stopped| view.subject.unfit(&stopped.into()))? else { return Ok(()) };
    let whole = |value: u64| (value.to_string(), json!(value));
    let mut table: Vec<Line> = Vec::new();
    let mut line = |word, name, (text, value): (String, serde_json::Value), what| table.push((word, name, text, value, what));
    line("components", "Components", whole(found.components as u64), "isolated vertices among them");
    line("largest", "Largest component", whole(found.vertices as u64), "vertices in it");
    line("diameter", "Diameter", whole(found.diameter.into()), "longest of its shortest paths, in hops");
    line("radius", "Radius", whole(found.radius.into()), "hops from its most central vertex to the farthest");
    line("mean_distance", "Mean distance", (number(found.mean, 6), json!(found.mean)), "over all pairs of its vertices");
    let what = if view.arguments.two_mode { "two of one mode are two hops apart or more" } else { "unweighted" };
    lines(view, "distances", &format!("Distances in the largest component ({what})"), table)
}

pub(super) fn degrees(view: &mut View<'_>) -> Result<(), Failure> {
    let packed = &view.subject.packed;
    let of_base = view.subject.base.is_some();
    let modes = match view.subject.modes() {
        Some(modes) => {
            let titles = if of_base {
                ["Links of a party", "Parties of a link"]
            } else {
                ["Neighbours in the first mode", "Neighbours in the second mode"]
            };
            vec![(modes.words[0], titles[0], 0..modes.first), (modes.words[1], titles[1], modes.first..packed.len())]
        }
        None => vec![("vertex", "Neighbours of a vertex", 0..packed.len())],
    };
    for (mode, title, range) in modes {
        let found = degrees::degrees(packed, range);
        for &(degree, vertices) in &found.counts {
            view.answer.row(json!({ "table": "degrees", "mode": mode, "degree": degree, "vertices": vertices }))?;
        }
        let most = found.most();
        view.answer.title(format!("{title}: mean {:.2}, median {}, most {most}", found.mean, found.median));
        view.answer.table(chart(&found));
    }
    Ok(())
}

/// How many vertices have how many neighbours, with bars.
fn chart(found: &Degrees) -> Table {
    let classes = found.classes();
    let longest = classes.iter().map(|class| class.vertices).max().unwrap_or(0).max(1);
    let mut table = Table::new(&["Degree#", "Vertices#", "Share#", ""]);
    for class in classes {
        let degree = if class.from == class.to { class.from.to_string() } else { format!("{}–{}", class.from, class.to) };
        let share = 100.0 * class.vertices as f64 / found.vertices.max(1) as f64;
        // Some vertices show some bar.
        let eighths = (class.vertices * BAR * 8).div_ceil(longest);
        table.rows.push(vec![degree, class.vertices.to_string(), format!("{share:.1} %"), bar(eighths)]);
    }
    table
}

pub(super) fn cores(view: &mut View<'_>) -> Result<(), Failure> {
    let numbers = core_numbers(&view.subject.packed);
    let profile = cores::profile(&numbers);
    let Some(innermost) = profile.last().copied() else { return Ok(()) };
    let mut table = Table::new(&["k#", "Only so deep#", "In the k-core#"]);
    for shell in &profile {
        table.rows.push(vec![shell.k.to_string(), shell.shell.to_string(), shell.core.to_string()]);
        view.answer.row(json!({ "table": "cores", "k": shell.k, "shell": shell.shell, "core": shell.core }))?;
    }
    view.answer.title("Cores: what is left when vertices of fewer than k neighbours are taken away again and again");
    view.answer.table(table);
    let inner = view.subject.packed.vertices().zip(&numbers).filter(|(_, number)| **number == innermost.k);
    let names: Vec<String> = inner.map(|(vertex, _)| view.subject.name(vertex)).collect();
    let what = counted(names.len(), "vertex", "vertices");
    let listed = crate::cli::wording::listed(&names, view.arguments.top);
    view.answer.text(format!("The innermost core (k = {}) has {what}: {listed}.", innermost.k));
    Ok(())
}
