//! `accord path --edges`: the shortest paths of a list of edges from outside.

use std::path::Path as File;

use serde::Serialize;

use super::Arguments;
use crate::{
    analysis::paths::{self, Path, Rules},
    cli::{
        Shared,
        answer::Answer,
        failure::Failure,
        progress::shown,
        subject::{Projection, Subject, Target, VertexRef},
        wording::counted,
    },
};

#[derive(Serialize)]
struct PathDocument {
    hops: usize,
    cost: f64,
    vertices: Vec<VertexRef>,
}

/// Answers it; exit code 1 when there is no path.
pub fn run(arguments: &Arguments, edges: &File, shared: &Shared) -> Result<Answer, Failure> {
    let target = Target { terms: Vec::new(), level: None, project: Projection::Count, edges: Some(edges.to_owned()), timings: false };
    let subject = target.open(shared, false)?;
    let vertex = |label: &str| {
        subject.vertex(label).ok_or_else(|| {
            Failure::usage(
                format!("`{label}` is no id in `{}`", edges.display()),
                "with --edges an end is named by its id, just as it is written in the list",
            )
        })
    };
    let (from, to) = (vertex(&arguments.from)?, vertex(&arguments.to)?);
    let mut passable = vec![true; subject.packed.len()];
    for label in &arguments.avoid {
        let avoided = vertex(label)?;
        if avoided == from || avoided == to {
            return Err(super::avoided_end(label));
        }
        passable[avoided as usize] = false;
    }
    let lengths = if arguments.weighted { paths::by_strength(&subject.packed).map_err(|why| subject.unfit(&why))? } else { Vec::new() };
    let rules = Rules { passable, max_hops: arguments.max_hops, damp_hubs: arguments.damp_hubs, lengths };
    let k = usize::from(arguments.k);
    let found = shown(shared, "paths", |progress| paths::paths(&subject.packed, from, to, k, &rules, progress));
    let found = found.map_err(|stopped| subject.unfit(&stopped.into()))?;

    let mut answer = subject.answer("path")?;
    answer.set("from", subject.vertex_ref(from))?;
    answer.set("to", subject.vertex_ref(to))?;
    answer.found = !found.is_empty();
    let (a, b) = (subject.name(from), subject.name(to));
    if found.is_empty() {
        answer.title(format!("{a} to {b}: no path"));
    } else {
        answer.title(format!("{a} to {b}: {}", counted(found.len(), "path", "paths")));
    }
    let mut lines = Vec::new();
    for (number, path) in found.iter().enumerate() {
        let document = document(&subject, path, arguments.weighted);
        let names: Vec<String> = path.vertices.iter().map(|&v| subject.name(v)).collect();
        let hops = counted(document.hops, "hop", "hops");
        let cost = if arguments.weighted || arguments.damp_hubs { format!(", cost {:.3}", document.cost) } else { String::new() };
        lines.push(format!("  {}. {} ({hops}{cost})", number + 1, names.join(" — ")));
        answer.row(document)?;
    }
    answer.lines(lines);
    answer.text(subject.footer());
    Ok(answer)
}

fn document(subject: &Subject, path: &Path, weighted: bool) -> PathDocument {
    let unit = if weighted { paths::STRENGTH_UNIT } else { paths::HOP };
    PathDocument {
        hops: path.vertices.len() - 1,
        cost: path.cost as f64 / unit as f64,
        vertices: path.vertices.iter().map(|&v| subject.vertex_ref(v)).collect(),
    }
}
