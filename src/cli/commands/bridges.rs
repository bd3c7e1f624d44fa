//! `accord bridges`: which pairs and papers hold clusters together, what falls apart without them, and what rests on old papers alone.

use std::cmp::Reverse;

use clap::Args;
use serde::Serialize;

use crate::{
    analysis::{
        blocks::CutPoint,
        bridges::{self, Joint, JointKind, Joints},
        lapse::{self, Lapse},
    },
    cli::{
        Shared,
        answer::{Answer, Table},
        failure::Failure,
        subject::{BaseSubject, Subject, Target, VertexRef},
        wording::{self, ViaRef, counted, via_ref},
    },
    model::Date,
    network::{Level, Shape, TwoMode, Weight},
};

/// Which pairs, papers and members hold a cluster together, what would fall apart without them, and which sources say so
///
/// A pair is a bridge when its cluster splits without it; it hangs by a single thread when one paper or tie carries it, else by a bundle. A paper of
/// three and more that holds a cluster alone is a round table. What splits off no more than single members is pendant: counted, and shown
/// with --pendant. At the level of regions, what acts for a whole country is left out; `kind:place` takes it in. Exit code 1 when there is none.
#[derive(Debug, Args)]
#[command(
    mut_arg("level", |level| level.help("Take parties up to this level: party, city, region (or oblast, province), country [default: region]")),
    mut_arg("project", |project| project.hide(true)),
    after_help = "Examples:
  accord bridges                           Between oblasts and provinces
  accord bridges --pendant                 Those that hold a single region, as well
  accord bridges kind:place                With what acts for a whole country
  accord bridges --level party             Between parties
  accord bridges --lapse-before 2015       What rests on agreements signed before 2015
  accord bridges --format json             For programs"
)]
pub struct Arguments {
    /// Show what splits off single members, too
    #[arg(long)]
    pendant: bool,

    /// What would split if every agreement signed before this date, or whose term ends before it, lapsed
    #[arg(long, value_name = "DATE", conflicts_with_all = ["edges", "pendant"], value_parser = day)]
    lapse_before: Option<Date>,

    /// How many to show of each, 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    #[command(flatten)]
    target: Target,
}

/// How many members of a part are named.
const NAMED: usize = 3;

#[derive(Serialize)]
struct JointDocument {
    joint: &'static str,
    pendant: bool,
    ends: Vec<VertexRef>,
    splits_off: usize,
    sizes: Vec<usize>,
    parts: Vec<PartDocument>,
    links: Vec<ViaRef>,
}

#[derive(Serialize)]
struct CutDocument {
    vertex: VertexRef,
    splits_off: usize,
    parts: Vec<PartDocument>,
}

/// A part of a cluster: its best known members.
#[derive(Serialize)]
struct PartDocument {
    size: usize,
    members: Vec<VertexRef>,
}

#[derive(Serialize)]
struct SplitDocument {
    size: usize,
    parts: Vec<PartDocument>,
}

fn day(text: &str) -> Result<Date, String> {
    let date: Date = text.parse().map_err(|error: crate::model::date::BadDate| error.to_string())?;
    if date.earliest().is_none() { Err("a date that has a beginning is needed here, such as 2015".to_owned()) } else { Ok(date) }
}

/// Answers it; exit code 1 when nothing is shown.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let mut target = arguments.target.clone();
    if target.edges.is_none() && target.terms.is_empty() && target.level.unwrap_or(Level::Region) == Level::Region {
        // A ministry would join all regions with which it has to do, as if one lapse could not part them.
        target.terms = vec!["kind:region".to_owned()];
    }
    let subject = target.open_at(shared, false, Level::Region)?;
    let mut answer = subject.answer("bridges")?;
    let view = View { arguments, subject: &subject };
    match (&subject.base, &arguments.lapse_before) {
        (Some(base), Some(before)) => view.lapse(base, before, &mut answer)?,
        (Some(base), None) => {
            let memberships = TwoMode::of_links(&base.session.graph, &base.links, &shape(base));
            let network = base.network.as_ref();
            let joints = network.map_or_else(Joints::default, |network| bridges::of_links(network, &memberships));
            view.bridges(&joints, &mut answer)?;
        }
        (None, _) => view.bridges(&bridges::of_edges(&subject.packed), &mut answer)?,
    }
    answer.found = !answer.rows.is_empty();
    answer.text(subject.footer());
    answer.messages.extend(subject.timings());
    Ok(answer)
}

fn shape(base: &BaseSubject) -> Shape<'_> {
    Shape { level: base.level, weight: Weight::Count, containment: false, only: base.only.as_deref() }
}

struct View<'a> {
    arguments: &'a Arguments,
    subject: &'a Subject,
}

impl View<'_> {
    fn most(&self) -> usize {
        if self.arguments.top == 0 { usize::MAX } else { self.arguments.top }
    }

    fn bridges(&self, joints: &Joints, answer: &mut Answer) -> Result<(), Failure> {
        let (pendant, firm): (Vec<&Joint>, Vec<&Joint>) = joints.joints.iter().partition(|joint| joint.is_pendant());
        let number = |joints: &[&Joint], kind| joints.iter().filter(|joint| joint.kind == kind).count();
        answer.set("threads", number(&firm, JointKind::Thread) + number(&firm, JointKind::Edge))?;
        answer.set("bundles", number(&firm, JointKind::Bundle))?;
        answer.set("round_tables", number(&firm, JointKind::Table))?;
        answer.set("pendant", pendant.len())?;
        let all: Vec<&Joint> = if self.arguments.pendant { joints.joints.iter().collect() } else { firm };
        answer.title(match all.len() {
            0 => "No cluster hangs by one pair or paper".to_owned(),
            number => format!("{} without which a cluster splits", counted(number, "bridge", "bridges")),
        });
        let groups = [
            (&[JointKind::Thread, JointKind::Edge] as &[_], "Single threads: one link carries the bridge"),
            (&[JointKind::Bundle], "Bundles: several links carry the bridge"),
            (&[JointKind::Table], "Round tables: one link of three members or more"),
        ];
        for (kinds, title) in groups {
            let of: Vec<&Joint> = all.iter().copied().filter(|joint| kinds.contains(&joint.kind)).collect();
            if of.is_empty() {
                continue;
            }
            let title = if self.subject.base.is_some() { title } else { "Edges that carry a bridge" };
            answer.title(format!("{title}: {}", self.shown(of.len())));
            for joint in of.into_iter().take(self.most()) {
                let parts = joints.parts(joint);
                answer.row(self.joint_document(joint, &parts))?;
                answer.lines(self.joint_lines(joint, &parts));
            }
        }
        if !self.arguments.pendant && !pendant.is_empty() {
            let links = counted(pendant.len(), "pendant bridge is", "pendant bridges are");
            answer.text(format!("{links} not shown, which would split off no more than single members: --pendant."));
        }
        self.cut_points(joints, answer)
    }

    fn cut_points(&self, joints: &Joints, answer: &mut Answer) -> Result<(), Failure> {
        let mut cuts: Vec<(&CutPoint, Vec<usize>)> =
            joints.blocks.cut_points.iter().map(|cut| (cut, joints.blocks.sizes_of_parts(cut))).collect();
        cuts.sort_by_key(|(cut, sizes)| (Reverse(bridges::splits_off(sizes)), cut.vertex));
        answer.set("cut_points", cuts.len())?;
        let mut documents = Vec::new();
        let mut lines = Vec::new();
        for (cut, of_parts) in cuts.iter().take(self.most()) {
            let parts = joints.blocks.parts(cut);
            lines.push(format!("  {}: {}", self.subject.name(cut.vertex), sizes(of_parts)));
            lines.extend(self.part_lines(&parts));
            let parts = parts.iter().map(|part| self.part_document(part)).collect();
            let (vertex, splits_off) = (self.subject.vertex_ref(cut.vertex), bridges::splits_off(of_parts));
            documents.push(CutDocument { vertex, splits_off, parts });
        }
        answer.set("cuts", documents)?;
        if !cuts.is_empty() {
            answer.title(format!("Cut points, without which a cluster falls apart: {}", self.shown(cuts.len())));
            answer.lines(lines);
        }
        Ok(())
    }

    /// What becomes of a cluster, the largest part first.
    fn part_lines(&self, parts: &[Vec<u32>]) -> Vec<String> {
        let (alone, several): (Vec<&Vec<u32>>, Vec<&Vec<u32>>) = parts.iter().partition(|part| part.len() == 1);
        let mut lines: Vec<String> = several.iter().map(|part| format!("    {}: {}", part.len(), self.called(part))).collect();
        if !alone.is_empty() {
            let names: Vec<String> = alone.iter().map(|part| self.subject.name(part[0])).collect();
            lines.push(format!("    alone: {}", wording::listed(&names, 12)));
        }
        lines
    }

    fn shown(&self, number: usize) -> String {
        if number > self.most() { format!("{number}, the first {} shown (--top)", self.most()) } else { number.to_string() }
    }

    fn joint_lines(&self, joint: &Joint, parts: &[Vec<u32>]) -> Vec<String> {
        let ends: Vec<String> = joint.ends.iter().map(|&end| self.subject.name(end)).collect();
        let links = match (joint.links.len(), joint.kind) {
            (0 | 1, _) => String::new(),
            (links, _) => format!(", {links} links"),
        };
        let split = match joint.kind {
            JointKind::Table => sizes(&joint.sizes),
            _ => joint.sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "),
        };
        let mut lines = vec![format!("  {}: {split}{links}", ends.join(" — "))];
        if !joint.is_pendant() {
            lines.extend(self.part_lines(parts));
        }
        let Some(base) = &self.subject.base else { return lines };
        for &link in &joint.links {
            let via = base.links[link].via;
            lines.push(format!("    {} [{}]", wording::via_title(&base.session, via), wording::standing(&base.session, via)));
            let citations = &via.facts(&base.session.graph).sources;
            let sources: Vec<String> = citations.iter().map(ToString::to_string).collect();
            lines.push(if sources.is_empty() {
                "      source: common knowledge".to_owned()
            } else {
                format!("      source: {}", sources.join("; "))
            });
        }
        lines
    }

    /// The best known members of a part: those with the most neighbours.
    fn best_known(&self, part: &[u32]) -> Vec<u32> {
        let mut members = part.to_vec();
        members.sort_by_key(|&vertex| (Reverse(self.subject.packed.degree(vertex)), vertex));
        members.truncate(NAMED);
        members
    }

    /// A part by its best known members: `Minsk, Gansu, Grodno Oblast and 5 more`.
    fn called(&self, part: &[u32]) -> String {
        let names: Vec<String> = self.best_known(part).into_iter().map(|vertex| self.subject.name(vertex)).collect();
        if part.len() > names.len() { format!("{} and {} more", names.join(", "), part.len() - names.len()) } else { names.join(", ") }
    }

    fn joint_document(&self, joint: &Joint, parts: &[Vec<u32>]) -> JointDocument {
        let links = self.subject.base.iter().flat_map(|base| joint.links.iter().map(|&link| via_ref(&base.session, base.links[link].via)));
        JointDocument {
            joint: joint.kind.word(),
            pendant: joint.is_pendant(),
            ends: joint.ends.iter().map(|&end| self.subject.vertex_ref(end)).collect(),
            splits_off: joint.splits_off(),
            sizes: joint.sizes.clone(),
            parts: parts.iter().map(|part| self.part_document(part)).collect(),
            links: links.collect(),
        }
    }

    fn part_document(&self, part: &[u32]) -> PartDocument {
        PartDocument {
            size: part.len(),
            members: self.best_known(part).into_iter().map(|vertex| self.subject.vertex_ref(vertex)).collect(),
        }
    }

    fn lapse(&self, base: &BaseSubject, before: &Date, answer: &mut Answer) -> Result<(), Failure> {
        let lapse = lapse::lapse(&base.session.graph, &base.links, &shape(base), before);
        let Lapse { lapsed, undecided, undated, parted, splits } = &lapse;
        answer.set("before", before)?;
        answer.set("lapsed", lapsed.iter().map(|&link| via_ref(&base.session, base.links[link].via)).collect::<Vec<_>>())?;
        answer.set("undecided", undecided.len())?;
        answer.set("undated", undated.len())?;
        answer.set("parted", parted.iter().map(|&(a, b)| [self.subject.vertex_ref(a), self.subject.vertex_ref(b)]).collect::<Vec<_>>())?;
        answer.title(format!(
            "If what was signed before {} lapsed: {}, {} parted, {} split",
            before.in_words(),
            counted(lapsed.len(), "agreement", "agreements"),
            counted(parted.len(), "pair", "pairs"),
            counted(splits.len(), "cluster", "clusters"),
        ));
        for split in splits {
            let parts = split.parts.iter().map(|part| self.part_document(part)).collect();
            answer.row(SplitDocument { size: split.size, parts })?;
            let all: Vec<usize> = split.parts.iter().map(Vec::len).collect();
            let mut lines = vec![format!("  A cluster of {} would fall into {}", split.size, sizes(&all))];
            lines.extend(self.part_lines(&split.parts));
            answer.lines(lines);
        }
        if !parted.is_empty() {
            let mut table = Table::new(&["Parted", "From", "By the lapse of"]);
            for &(a, b) in parted.iter().take(self.most()) {
                let bonds = base.network.as_ref().map_or(&[] as &[_], |network| network.bonds(a, b));
                let titles = bonds.iter().filter_map(|bond| match bond {
                    crate::network::Bond::Link(link) => {
                        let via = base.links[*link].via;
                        Some(format!("{} [{}]", wording::via_title(&base.session, via), wording::standing(&base.session, via)))
                    }
                    crate::network::Bond::Containment => None,
                });
                table.rows.push(vec![self.subject.name(a), self.subject.name(b), titles.collect::<Vec<_>>().join("; ")]);
            }
            answer.title(format!("Pairs that nothing would join any more: {}", self.shown(parted.len())));
            answer.table(table);
        }
        answer.text(format!(
            "An agreement lapses when its date, or the end of its term, lies wholly before {}. What stays: ventures, centres and ties; {}; {}.",
            before.in_words(),
            counted(undecided.len(), "agreement whose date leaves it open", "agreements whose date leaves it open"),
            counted(undated.len(), "without a date", "without a date"),
        ));
        Ok(())
    }
}

/// Sizes of parts, those of one member taken together: `12 | 3 | 2 × 1`.
fn sizes(sizes: &[usize]) -> String {
    let alone = sizes.iter().filter(|&&size| size == 1).count();
    let mut words: Vec<String> = sizes.iter().filter(|&&size| size > 1).map(ToString::to_string).collect();
    match alone {
        0 => {}
        1 => words.push("1".to_owned()),
        _ => words.push(format!("{alone} × 1")),
    }
    words.join(" | ")
}
