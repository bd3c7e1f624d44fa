//! A network as a graph in the DOT language, for Graphviz and for whoever draws on with it.
//!
//! `graphviz-rust` builds and prints the tree; it writes words as they are, so each is quoted here. Ids are those of the base, names are labels, places are
//! clusters. Nodes come by place and then in their order, lines by their ends, so the same network gives the same bytes.

use std::collections::BTreeSet;

use graphviz_rust::{
    dot_structures::{Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex},
    printer::{DotPrinter as _, PrinterContext},
};

use super::{
    frame::Frame,
    geometry::Number,
    scene::Dash,
    text::{self, Face},
    theme::{Filling, Theme},
    views::network::{Diagram, Dot, Line, Standing},
};
use crate::model::Kind;

/// Our face first, then those for Chinese of the usual systems.
const FONTS: &str = "Noto Sans,Noto Sans CJK SC,Noto Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif";

/// The widest line of a label in points, and the most lines.
const LABEL: (f64, usize) = (85.0, 4);

/// The widest line of the notes in points, and the most lines of one.
const NOTES: (f64, usize) = (520.0, 8);

/// No tooltip is longer, in characters.
const LONGEST: usize = 600;

/// The network in the DOT language, to be laid out by this program of Graphviz: `dot`, `neato`, `fdp`, `sfdp`.
///
/// Places are clusters for `dot` and `fdp`, which keep clusters together. Title, what shapes and strokes mean, and the notes of the frame stand in the label of the graph. Lines are straight, as curves around nodes take Graphviz a hundred times
/// as long.
///
/// ```
/// use accord::draw::{Theme, dot, frame::Frame, views::network::Diagram};
/// let written = dot(&Diagram::default(), &Frame::default(), Theme::ALL[0], "fdp");
/// assert!(written.starts_with("graph ") && written.ends_with("}\n"));
/// ```
#[must_use]
pub fn dot(diagram: &Diagram, frame: &Frame, theme: &Theme, layout: &str) -> String {
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(of_graph(diagram, frame, theme, layout))),
        Stmt::GAttribute(GraphAttributes::Node(attributes([("fontname", FONTS), ("margin", "0.06,0.03"), ("penwidth", "1.2")]))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes([("fontname", FONTS), ("fontsize", "8"), ("fontcolor", &color(theme.muted))]))),
    ];
    // The others would draw a box around what they have put anywhere.
    let groups = if matches!(layout, "dot" | "fdp") { diagram.groups.as_slice() } else { &[] };
    for (index, name) in groups.iter().enumerate() {
        let inside = || diagram.dots.iter().filter(|dot| dot.group == Some(index)).map(|dot| Stmt::Node(node(dot, theme)));
        if inside().next().is_none() {
            continue;
        }
        let look = attributes([
            ("label", &label(name)),
            ("style", "filled,rounded"),
            ("color", &color(theme.line.mixed(theme.paper, 55))),
            ("fillcolor", &color(theme.ground)),
            ("fontcolor", &color(theme.muted)),
            ("tooltip", &tooltip(name)),
        ]);
        let stmts_of = std::iter::once(Stmt::GAttribute(GraphAttributes::Graph(look))).chain(inside()).collect();
        stmts.push(Stmt::Subgraph(Subgraph { id: quoted(&format!("cluster_{index}")), stmts: stmts_of }));
    }
    let in_group = |dot: &&Dot| dot.group.is_some_and(|group| group < groups.len());
    stmts.extend(diagram.dots.iter().filter(|dot| !in_group(dot)).map(|dot| Stmt::Node(node(dot, theme))));
    let mut lines: Vec<&Line> = diagram.lines.iter().collect();
    lines.sort_by_key(|line| (line.a, line.b));
    stmts.extend(lines.into_iter().filter_map(|line| edge(diagram, line, theme)).map(Stmt::Edge));
    let graph = Graph::Graph { id: quoted(&frame.title), strict: false, stmts };
    graph.print(&mut PrinterContext::default()) + "\n"
}

fn of_graph(diagram: &Diagram, frame: &Frame, theme: &Theme, layout: &str) -> Vec<Attribute> {
    let lines = |words: &str, (room, most): (f64, usize)| text::filled(words, 8.0, Face::Regular, room, most);
    let words = [frame.title.as_str(), &frame.subtitle, &keys(diagram)].map(str::to_owned);
    let words: Vec<String> = words.iter().chain(&frame.notes).flat_map(|words| lines(words, NOTES)).collect();
    // Each line ends where it begins, at the left.
    let label: String = words.iter().map(|line| escaped(line) + "\\l").collect();
    let mut all = attributes([
        ("layout", layout),
        ("splines", "line"),
        // In words that take the best way that the build of Graphviz has, without a warning.
        ("overlap", "false"),
        ("sep", "+6"),
        // Ranks across clusters: `dot` fails on lines that go both ways between two of them without.
        ("newrank", "true"),
        ("rankdir", "LR"),
        ("start", "1"),
        ("outputorder", "edgesfirst"),
        ("labelloc", "b"),
        ("labeljust", "l"),
        ("fontname", FONTS),
        ("fontsize", "9"),
        ("fontcolor", &color(theme.ink)),
        ("bgcolor", &theme.background.map_or_else(|| "transparent".to_owned(), color)),
    ]);
    all.push(Attribute(Id::Plain("label".to_owned()), Id::Escaped(format!("\"{label}\""))));
    all
}

/// What shapes, outlines and strokes mean, in words.
fn keys(diagram: &Diagram) -> String {
    let kinds: BTreeSet<Kind> = diagram.dots.iter().map(|dot| dot.kind).collect();
    let kinds: Vec<String> = kinds.into_iter().map(|kind| format!("{} {}", shape(kind), kind.word())).collect();
    let standings: BTreeSet<Standing> = diagram.lines.iter().map(|line| line.standing).collect();
    let strokes: Vec<String> = standings.into_iter().map(|standing| format!("{} {}", stroke(standing), standing.words())).collect();
    let mut parts = Vec::new();
    if !kinds.is_empty() {
        parts.push(format!("Shapes: {}.", kinds.join(", ")));
    }
    if !strokes.is_empty() {
        parts.push(format!("Lines: {}; the number on a line counts links.", strokes.join(", ")));
    }
    parts.join(" ")
}

/// The shape of a kind, such that words have room in it.
const fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Country => "hexagon",
        Kind::Region => "box",
        Kind::City => "ellipse",
        Kind::District => "parallelogram",
        Kind::University => "house",
        Kind::Institute => "invhouse",
        Kind::Company => "octagon",
        Kind::Park => "folder",
        Kind::Body => "tab",
        Kind::Agreement => "note",
        Kind::Centre => "component",
        Kind::Event => "cds",
    }
}

const fn stroke(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "through",
        Standing::Intended => "dotted",
        Standing::Planned => "dashed",
        Standing::Over => "pale",
    }
}

fn node(dot: &Dot, theme: &Theme) -> Node {
    let look = theme.look(dot.class);
    let fill = match look.filling {
        Filling::Solid | Filling::Dotted => look.color.mixed(theme.paper, 75),
        Filling::Pale => look.color.mixed(theme.paper, 90),
        Filling::Hollow => theme.paper,
    };
    let height = 8.0 + 5.0 * dot.size.clamp(0.0, 1.0).sqrt();
    let mut all = attributes([
        ("label", &label(&dot.name)),
        ("shape", shape(dot.kind)),
        ("style", "filled"),
        ("color", &color(look.color)),
        ("fillcolor", &color(fill)),
        ("fontcolor", &color(theme.ink)),
        ("fontsize", &Number(height).to_string()),
        ("tooltip", &tooltip(&dot.tooltip)),
    ]);
    if look.filling == Filling::Dotted {
        all.extend(attributes([("peripheries", "2")]));
    }
    all.extend(address(dot.href.as_deref()));
    Node { id: NodeId(quoted(&dot.id), None), attributes: all }
}

fn edge(diagram: &Diagram, line: &Line, theme: &Theme) -> Option<Edge> {
    let end = |end: u32| Some(Vertex::N(NodeId(quoted(&diagram.dots.get(end as usize)?.id), None)));
    let tint = if line.standing == Standing::Over { theme.line.mixed(theme.paper, 60) } else { theme.line };
    let style = match line.standing.dash() {
        Dash::Solid => "solid",
        Dash::Dashed => "dashed",
        Dash::Dotted => "dotted",
    };
    let words = tooltip(&line.tooltip);
    let mut all = attributes([
        ("penwidth", &Number((0.7 * (line.count as f64).sqrt()).min(5.0)).to_string()),
        ("style", style),
        ("color", &color(tint)),
        ("tooltip", &words),
    ]);
    if line.count > 1 {
        all.extend(attributes([("label", &line.count.to_string()), ("labeltooltip", &words)]));
    }
    all.extend(address(line.href.as_deref()));
    Some(Edge { ty: EdgeTy::Pair(end(line.a)?, end(line.b)?), attributes: all })
}

/// The address of a node or line; anything but an http or https address is dropped.
fn address(href: Option<&str>) -> Option<Attribute> {
    let href = href.filter(|href| href.starts_with("https://") || href.starts_with("http://"))?;
    Some(Attribute(Id::Plain("URL".to_owned()), quoted(href)))
}

fn attributes<const N: usize>(pairs: [(&str, &str); N]) -> Vec<Attribute> {
    pairs.into_iter().map(|(name, value)| Attribute(Id::Plain(name.to_owned()), quoted(value))).collect()
}

fn color(color: super::theme::Color) -> String {
    color.to_string()
}

/// A name in lines.
fn label(name: &str) -> String {
    literal(&text::wrapped(name, 8.0, Face::Regular, LABEL.0, LABEL.1).join("\n"))
}

fn tooltip(words: &str) -> String {
    let cut = words.char_indices().nth(LONGEST).map_or(words, |(end, _)| &words[..end]);
    // Graphviz puts the label of a node in place of an empty tooltip.
    if cut.trim().is_empty() { " ".to_owned() } else { literal(cut) }
}

/// Words in which Graphviz finds no reference to a character: it reads `&lt;` as `<`.
fn literal(words: &str) -> String {
    words.replace('&', "&amp;")
}

/// A word in quotes: any word is an id or value then. Backslashes are doubled, so that `\N`, which Graphviz would replace, stays what it is.
fn quoted(word: &str) -> Id {
    Id::Escaped(format!("\"{}\"", escaped(word)))
}

fn escaped(word: &str) -> String {
    let mut safe = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '\\' => safe.push_str("\\\\"),
            '"' => safe.push_str("\\\""),
            '\n' => safe.push_str("\\n"),
            '\t' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            c if c.is_control() => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}
