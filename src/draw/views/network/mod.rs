//! Who is linked with whom? Dots and lines, what is linked near together, and what lies in one place in one box.
//!
//! All lines between two dots are one, as wide as there are many. Names never lie on each other or on a dot; where there is no room for all, the dots that
//! are largest keep theirs.

mod arrange;
pub(in crate::draw) mod paint;
pub(in crate::draw) mod route;

use std::collections::{BTreeMap, BTreeSet};

use self::paint::{picture, width};

use crate::{
    draw::{
        frame::{Entry, Frame, Key, Page, SAMPLE, SIGN, sample_line},
        geometry::Point,
        layout::stress::{start, stress, turn},
        scene::{Dash, Scene, Style},
        sign::sign,
        theme::{Filling, Look, Theme},
    },
    model::Kind,
    network::{
        Packed,
        progress::{Progress, Stopped},
    },
};

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// The dots.
    pub dots: Vec<Dot>,
    /// The lines; each pair has one.
    pub lines: Vec<Line>,
    /// The names of the groups.
    pub groups: Vec<String>,
    /// The classes of dots.
    pub classes: Classes,
    /// What the size of a dot tells.
    pub measure: String,
}

/// Classes of dots, told apart by colour and filling.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// What they tell; may be empty where their names say it.
    pub title: String,
    /// The name of each.
    pub names: Vec<String>,
}

/// Somebody who is linked.
#[derive(Clone, Debug)]
pub struct Dot {
    /// By which its place is kept from one drawing to the next.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, told by the sign.
    pub kind: Kind,
    /// Its class, told by colour and filling.
    pub class: usize,
    /// Its size, from 0 to 1. The larger dots keep their names where there is no room for all.
    pub size: f64,
    /// The group that it is in.
    pub group: Option<usize>,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// All that links two dots.
#[derive(Clone, Debug)]
pub struct Line {
    /// One end, as an index of a dot.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// How many links it stands for.
    pub count: usize,
    /// How far the furthest of them has come.
    pub standing: Standing,
    /// What is shown where one points at it.
    pub tooltip: String,
    /// Where it leads: its source.
    pub href: Option<String>,
}

/// How far a link has come, the furthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Signed or operating.
    InForce,
    /// Intended: there is a letter.
    Intended,
    /// Planned only.
    Planned,
    /// Suspended, lapsed or ended.
    Over,
}

impl Standing {
    /// In words, for the legend.
    pub(in crate::draw) const fn words(self) -> &'static str {
        match self {
            Self::InForce => "signed or operating",
            Self::Intended => "intended",
            Self::Planned => "planned",
            Self::Over => "suspended, lapsed or ended",
        }
    }

    pub(in crate::draw) const fn dash(self) -> Dash {
        match self {
            Self::InForce | Self::Over => Dash::Solid,
            Self::Intended => Dash::Dotted,
            Self::Planned => Dash::Dashed,
        }
    }

    pub(in crate::draw) fn style(self, theme: &Theme, width: f64, opacity: u8) -> Style {
        let color = if self == Self::Over { theme.line.mixed(theme.paper, 60) } else { theme.line };
        Style { dash: self.dash(), opacity, ..Style::stroked(color, width) }
    }
}

/// Where the network would have each dot, by its id, in lengths of its own.
pub type Places = BTreeMap<String, Point>;

/// Length of a line, in those lengths.
const LINK: f64 = 3.0;
/// From a dot to the middle of its group.
const BELONGING: f64 = 1.0;

impl Diagram {
    /// Without lines of which an end is no dot or is the other end, and groups that have no name.
    pub(in crate::draw) fn sound(&self) -> Self {
        let mut sound = self.clone();
        let n = sound.dots.len();
        sound.lines.retain(|line| line.a != line.b && (line.a as usize) < n && (line.b as usize) < n);
        for dot in &mut sound.dots {
            dot.group = dot.group.filter(|&group| group < self.groups.len());
        }
        sound
    }
}

/// Draws the network, and gives the places of its dots to keep. A dot that is in `kept` stays where it was. A line of which an end is no dot is passed over.
///
/// # Errors
///
/// When `progress` says to stop.
pub fn network(diagram: &Diagram, frame: &Frame, page: Page, kept: &Places, progress: Progress<'_>) -> Result<(Scene, Places), Stopped> {
    let diagram = &diagram.sound();
    let wanted = places(diagram, kept, progress)?;
    let mut frame = frame.clone();
    frame.legend.splice(0..0, legend(diagram, page.theme));
    let scene = frame.around(page, |area| picture(diagram, &wanted, area, page));
    let places = diagram.dots.iter().map(|dot| dot.id.clone()).zip(wanted.points).collect();
    Ok((scene, places))
}

/// Where the network would have each dot, and which component it is in.
struct Wanted {
    points: Vec<Point>,
    component: Vec<u32>,
}

fn places(diagram: &Diagram, kept: &Places, progress: Progress<'_>) -> Result<Wanted, Stopped> {
    let n = diagram.dots.len();
    // Each group is a vertex of its own, near all its members.
    let hub = |group: usize| u32::try_from(n + group).unwrap_or(u32::MAX);
    let belongs = diagram.dots.iter().enumerate().filter_map(|(dot, it)| Some((u32::try_from(dot).ok()?, hub(it.group?), BELONGING)));
    let edges: Vec<(u32, u32, f64)> = diagram.lines.iter().map(|line| (line.a, line.b, LINK)).chain(belongs).collect();
    let graph = Packed::new(n + diagram.groups.len(), &edges);
    let side = (n as f64).sqrt() * LINK;
    let groups = diagram.groups.iter().map(|group| start(group, side));
    let starts: Vec<Point> =
        diagram.dots.iter().map(|dot| kept.get(&dot.id).copied().unwrap_or_else(|| start(&dot.id, side))).chain(groups).collect();
    let fixed: Vec<bool> = diagram.dots.iter().map(|dot| kept.contains_key(&dot.id)).collect();
    let mut points = stress(&graph, &starts, &fixed, progress)?;
    points.truncate(n);
    let component = components(&graph, n);
    if kept.is_empty() {
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        component.iter().enumerate().for_each(|(dot, &component)| members.entry(component).or_default().push(dot));
        for members in members.values() {
            let mut own: Vec<Point> = members.iter().map(|&dot| points[dot]).collect();
            turn(&mut own);
            members.iter().zip(own).for_each(|(&dot, point)| points[dot] = point);
        }
    }
    // As they are kept in a file, so that the next drawing starts from the very same.
    for p in &mut points {
        *p = Point::new((p.x * 1e4).round() / 1e4, (p.y * 1e4).round() / 1e4);
    }
    Ok(Wanted { points, component })
}

/// The component of each of the first `n` vertices, numbered in their order.
fn components(graph: &Packed, n: usize) -> Vec<u32> {
    let mut component = vec![u32::MAX; graph.len()];
    let mut next = 0;
    for root in graph.vertices().take(n) {
        if component[root as usize] != u32::MAX {
            continue;
        }
        let mut stack = vec![root];
        while let Some(v) = stack.pop() {
            if component[v as usize] == u32::MAX {
                component[v as usize] = next;
                stack.extend(graph.neighbours(v));
            }
        }
        next += 1;
    }
    component.truncate(n);
    component
}

/// What signs, colours, sizes and lines mean, as far as they occur.
pub(in crate::draw) fn legend(diagram: &Diagram, theme: &Theme) -> Vec<Key> {
    let here = Point::default();
    let kinds: BTreeSet<Kind> = diagram.dots.iter().map(|dot| dot.kind).collect();
    let neutral = Look { color: theme.muted, filling: Filling::Hollow };
    let kinds =
        kinds.into_iter().map(|kind| Entry { sample: sign(kind, here, 3.0, neutral, theme), width: SIGN, words: kind.word().to_owned() });
    let used: BTreeSet<usize> = diagram.dots.iter().map(|dot| dot.class).collect();
    let class = |class: usize| {
        Some(Entry {
            sample: sign(Kind::City, here, 3.0, theme.look(class), theme),
            width: SIGN,
            words: diagram.classes.names.get(class)?.clone(),
        })
    };
    let classes: Vec<Entry> = used.into_iter().filter_map(class).collect();
    // Where all dots are alike, their size tells nothing.
    let differ = diagram.dots.windows(2).any(|pair| pair[0].size.total_cmp(&pair[1].size).is_ne());
    let standings: BTreeSet<Standing> = diagram.lines.iter().map(|line| line.standing).collect();
    let most = diagram.lines.iter().map(|line| line.count).max().unwrap_or(0);
    let line = |style: Style, words: String| Entry { sample: vec![sample_line(style)], width: SAMPLE, words };
    let mut lines: Vec<Entry> =
        standings.into_iter().map(|standing| line(standing.style(theme, 0.8, 85), standing.words().to_owned())).collect();
    if most > 1 {
        // The square root lies in the middle between the two widths.
        let middle = (2..most).rev().find(|&count| count * count <= most).filter(|_| most >= 9);
        lines.push(line(Standing::InForce.style(theme, width(1), 85), "1 link".to_owned()));
        for count in middle.into_iter().chain([most]) {
            lines.push(line(Standing::InForce.style(theme, width(count), 85), format!("{count} links")));
        }
    }
    vec![
        Key { title: String::new(), entries: kinds.collect() },
        Key { title: diagram.classes.title.clone(), entries: classes },
        Key { title: String::new(), entries: lines },
        Key {
            title: String::new(),
            entries: differ
                .then(|| Entry {
                    sample: [(-4.5, 1.6), (3.0, 3.2)]
                        .into_iter()
                        .flat_map(|(x, radius)| sign(Kind::City, Point::new(x, 0.0), radius, neutral, theme))
                        .collect(),
                    width: SAMPLE,
                    words: diagram.measure.clone(),
                })
                .into_iter()
                .collect(),
        },
    ]
}
