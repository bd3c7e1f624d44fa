//! The view `matrix`: how far each pair of an oblast and a province has come, as a figure or, without a file, as the table of `accord gaps`, in the order
//! of the figure.

use std::collections::BTreeSet;

use super::{
    asked::Asked,
    figure::{Drawn, Figure},
    network::link_line,
};
use crate::{
    analysis::{
        gaps::{self, Pair},
        linked,
    },
    cli::{
        answer::Answer,
        commands::gaps as table,
        failure::Failure,
        wording::{self, counted},
    },
    draw::{
        layout::crossings::order,
        views::matrix::{Cell, Head, Matrix, State, height, matrix},
    },
    model::graph::NodeIndex,
    network::{Level, Reason},
};

/// The pairs of a base, in the order in which they are drawn.
struct Ordered {
    asked: Asked,
    pairs: Vec<Pair>,
    /// Oblasts with something, then those without; the same for provinces.
    near: Vec<NodeIndex>,
    far: Vec<NodeIndex>,
    contents: String,
}

impl Ordered {
    fn new(figure: &Figure<'_>, partners: bool) -> Result<Self, Failure> {
        let session = &figure.session;
        let sides = session.sides("a matrix is one of the regions of two sides")?;
        if figure.arguments.level.is_some_and(|level| level != Level::Region) {
            let hint = "leave out --level; `--view two-row --level city` draws cities that are linked";
            return Err(Failure::usage("a matrix has the regions of two sides; other levels have too many pairs for one page", hint));
        }
        let asked = Asked::new(figure, partners)?;
        let [near, far] = sides.map(|side| linked::regions(&session.graph, side));
        let pairs = gaps::gaps(&session.graph, &asked.links, &near, &far);
        let lines: Vec<(usize, usize)> = pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| pair.state() != gaps::State::None)
            .map(|(index, _)| (index / far.len(), index % far.len()))
            .collect();
        let orders = order(near.len(), far.len(), &lines);
        let (near, far) = (orders.left.iter().map(|&at| near[at]).collect(), orders.right.iter().map(|&at| far[at]).collect());
        let number = |state| pairs.iter().filter(|pair| pair.state() == state).count();
        let contents = format!(
            "{}, of which {} direct, {} only below, {} only planned, {} none",
            counted(pairs.len(), "pair", "pairs"),
            number(gaps::State::Direct),
            number(gaps::State::Below),
            number(gaps::State::Planned),
            number(gaps::State::None)
        );
        Ok(Self { asked, pairs, near, far, contents })
    }

    /// The links of a region that count, as indices.
    fn links(&self, region: NodeIndex) -> BTreeSet<usize> {
        let own = self.pairs.iter().filter(|pair| pair.near == region || pair.far == region);
        own.flat_map(|pair| pair.direct.iter().chain(&pair.below)).copied().collect()
    }
}

/// Draws it.
///
/// # Errors
///
/// When the base does not name two sides, the terms mean nothing, or another level is asked for.
pub fn draw(figure: &Figure<'_>, partners: bool) -> Result<Drawn, Failure> {
    let session = &figure.session;
    let found = Ordered::new(figure, partners)?;
    let has =
        |region: NodeIndex| found.pairs.iter().any(|pair| (pair.near == region || pair.far == region) && pair.state() != gaps::State::None);
    // Provinces without anything are named below.
    let (rows, bare): (Vec<NodeIndex>, Vec<NodeIndex>) = found.far.iter().partition(|&&region| has(region));
    let head = |(&region, name): (&NodeIndex, String)| {
        let count = found.links(region).len();
        let tooltip = format!("{}: {}", wording::located(session, region), counted(count, "link", "links"));
        Head { name, count, tooltip, href: session.graph.node(region).url.clone() }
    };
    let name = |&region: &NodeIndex| figure.name(region).to_owned();
    let cell = |pair: &Pair| {
        let (state, links) = match pair.state() {
            gaps::State::Direct => (State::Direct, [pair.direct.as_slice(), &pair.below].concat()),
            gaps::State::Below => (State::Below, pair.below.clone()),
            gaps::State::Planned => (State::Planned, pair.planned.clone()),
            gaps::State::None => return None,
        };
        let names = format!("{} — {}", session.name(pair.near), session.name(pair.far));
        let lines = links.iter().filter_map(|&link| found.asked.links.get(link)).map(|link| link_line(session, link.via));
        Some(Cell {
            row: rows.iter().position(|&row| row == pair.far)?,
            column: found.near.iter().position(|&column| column == pair.near)?,
            state,
            count: links.len(),
            tooltip: std::iter::once(names).chain(lines).collect::<Vec<_>>().join("\n"),
        })
    };
    // All oblasts are shown beside those that have something, and none where nobody has.
    let columns: &[NodeIndex] = if rows.is_empty() { &[] } else { &found.near };
    let diagram = Matrix {
        rows: rows.iter().zip(rows.iter().map(name)).map(head).collect(),
        columns: columns.iter().zip(columns.iter().map(name)).map(head).collect(),
        cells: found.pairs.iter().filter_map(cell).collect(),
    };
    let mut notes = Vec::new();
    if !bare.is_empty() {
        let names: Vec<String> = bare.iter().map(name).collect();
        notes.push(format!("Without any link or plan: {}.", names.join(", ")));
    }
    let title = format!("{}: regions linked, planned or not at all", session.graph.header().title);
    let frame = figure.frame(&title, format!("{}{}.", found.contents, found.asked.said), notes);
    let scene = matrix(&diagram, &frame, figure.page(height(diagram.rows.len())));
    let counts = vec![("rows", diagram.rows.len()), ("columns", diagram.columns.len()), ("cells", diagram.cells.len())];
    Ok(Drawn { scene, contents: found.contents, counts, messages: Vec::new(), file: None })
}

/// Prints it.
///
/// # Errors
///
/// As [`draw`].
pub fn print(figure: &Figure<'_>, partners: bool) -> Result<Answer, Failure> {
    let session = &figure.session;
    let found = Ordered::new(figure, partners)?;
    let mut answer = Answer::new("draw", session);
    answer.set("terms", found.asked.terms.to_string())?;
    answer.found = found.pairs.iter().any(|pair| pair.state() != gaps::State::None);
    answer.title(format!("{}: {}{}", session.graph.header().title, found.contents, found.asked.said));
    table::matrix(session, &found.pairs, &found.near, &found.far, &mut answer);
    found.pairs.iter().try_for_each(|pair| answer.row(table::document(session, pair)))?;
    let reasons: Vec<Reason> = found.asked.links.iter().filter_map(|link| link.verdict.err()).collect();
    answer.text(wording::footer(session, &reasons, ""));
    Ok(answer)
}
