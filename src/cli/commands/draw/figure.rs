//! What all views have in common: the open base, names that can be drawn, the frame, and the way out.

use std::{collections::BTreeMap, path::Path};

use super::{
    Arguments, Legend,
    engine::{Engine, render},
    names::Names,
    output::Target,
};
use crate::{
    cli::{
        Shared,
        answer::Answer,
        failure::Failure,
        session::{Session, base},
        wording,
    },
    draw::{
        Scene, dot,
        frame::{Frame, Page, Picture},
        geometry::{MM, Number, Size},
        svg,
        views::network::Diagram,
    },
    exchange::export::save_as,
    model::graph::NodeIndex,
    network::{Link, Reason},
};

/// The width of a page, in millimetres: that of most journals' pages.
pub const WIDTH: f64 = 174.0;

/// A figure before it is drawn.
#[derive(Debug)]
pub struct Figure<'a> {
    /// The base.
    pub session: Session,
    /// All its links, with their verdicts.
    pub links: Vec<Link>,
    /// What was asked for.
    pub arguments: &'a Arguments,
    /// The shared options.
    pub shared: &'a Shared,
    names: Names,
    /// The format.
    pub target: Target,
    fingerprint: u64,
}

/// A figure that is drawn.
#[derive(Debug)]
pub struct Drawn {
    /// What is on the page.
    pub scene: Scene,
    /// What is in it, for people: `150 parties, 210 lines`.
    pub contents: String,
    /// What is in it, for programs: names and numbers.
    pub counts: Vec<(&'static str, usize)>,
    /// Lines for stderr.
    pub messages: Vec<String>,
    /// The figure as a file, where it is none that we lay out ourselves.
    pub file: Option<Vec<u8>>,
}

impl<'a> Figure<'a> {
    /// Opens the base that is to be drawn.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub fn open(arguments: &'a Arguments, shared: &'a Shared, target: Target) -> Result<Self, Failure> {
        let base = base(shared)?;
        let fingerprint = base.fingerprint();
        let session = Session::of(base, shared)?;
        let names = Names::new(&session, arguments.title.as_deref().unwrap_or_default(), target.is_painted());
        let links = session.links();
        Ok(Self { session, links, arguments, shared, names, target, fingerprint })
    }

    /// The name of a node, such that it can be drawn.
    pub fn name(&self, node: NodeIndex) -> &str {
        self.names.of(&self.session, node)
    }

    /// The page: as asked for, else as wide as most journals' pages, and so high.
    pub fn page(&self, height_mm: f64) -> Page {
        self.page_of(Size::mm(WIDTH, height_mm))
    }

    /// The page: as asked for, else of this size.
    pub fn page_of(&self, size: Size) -> Page {
        Page {
            size: self.arguments.size.unwrap_or(size),
            theme: self.arguments.theme,
            legend: self.arguments.legend == Legend::Below,
            tooltips: self.target == Target::Svg,
        }
    }

    /// Title, legend and notes: what is drawn, what was counted and left out, and from which base.
    pub fn frame(&self, title: &str, subtitle: String, notes: Vec<String>) -> Frame {
        let left_out: Vec<Reason> = self.links.iter().filter_map(|link| link.verdict.err()).collect();
        self.frame_of(title, subtitle, notes, &left_out)
    }

    /// As [`Figure::frame`], for a view that leaves out other things than links.
    pub fn frame_of(&self, title: &str, subtitle: String, notes: Vec<String>, left_out: &[Reason]) -> Frame {
        let header = self.session.graph.header();
        let base = format!(
            "Base: {}, version {}, {:016x}. Drawn by accord {}.",
            header.title,
            header.version,
            self.fingerprint,
            env!("CARGO_PKG_VERSION")
        );
        let mut all = notes;
        all.extend([wording::footer(&self.session, left_out, ""), base]);
        Frame {
            title: self.arguments.title.clone().unwrap_or_else(|| title.to_owned()),
            subtitle,
            legend: Vec::new(),
            notes: vec![all.join(" ")],
        }
    }

    /// Does Graphviz lay it out: here, or wherever the DOT file goes?
    pub fn is_for_graphviz(&self) -> bool {
        self.target == Target::Dot || self.arguments.engine != Engine::Accord
    }

    /// The diagram in the DOT language, or rendered by the Graphviz that is installed; `layout` is its program where none is asked for.
    ///
    /// # Errors
    ///
    /// When Graphviz is not installed, or fails.
    pub fn by_graphviz(
        &self,
        diagram: &Diagram,
        frame: &Frame,
        layout: &str,
        (contents, counts): (String, Vec<(&'static str, usize)>),
    ) -> Result<Drawn, Failure> {
        let engine = self.arguments.engine;
        let layout = if engine == Engine::Accord { layout } else { engine.layout() };
        let mut file = dot(diagram, frame, self.arguments.theme, layout).into_bytes();
        let mut messages = Vec::new();
        if self.target != Target::Dot {
            let said;
            (file, said) = render(file, self.target, self.arguments.dpi)?;
            messages.extend(said.lines().map(|line| format!("Graphviz: {line}")));
        }
        // Of a page that Graphviz makes, only the words are ours.
        let scene = frame.around(self.page(100.0), |_| Picture::default());
        Ok(Drawn { scene, contents, counts, messages, file: Some(file) })
    }

    /// Writes what was drawn, and says so.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, drawn: Drawn) -> Result<Answer, Failure> {
        let is_page = drawn.file.is_none();
        #[cfg(feature = "raster")]
        let painted = {
            let fonts = self.names.fonts().filter(|_| is_page);
            fonts.map(|fonts| self.target.bytes(&drawn.scene, fonts, self.arguments.dpi)).transpose()?
        };
        #[cfg(not(feature = "raster"))]
        let painted = None;
        let bytes = drawn.file.or(painted).unwrap_or_else(|| svg(&drawn.scene).into_bytes());
        let output = self.arguments.output.as_deref().unwrap_or(Path::new("-"));
        let mut answer = Answer::new("draw", &self.session);
        answer.messages.extend(self.names.message());
        answer.messages.extend(drawn.messages);
        answer.found = drawn.counts.iter().any(|&(_, count)| count > 0);
        answer.set("file", output.display().to_string())?;
        answer.set("fingerprint", format!("{:016x}", self.fingerprint))?;
        answer.set("title", drawn.scene.title)?;
        let sides = [drawn.scene.size.w / MM, drawn.scene.size.h / MM].map(|side| (side * 100.0).round() / 100.0);
        answer.set("size_mm", is_page.then_some(sides))?;
        answer.set("drawn", drawn.counts.into_iter().collect::<BTreeMap<_, _>>())?;
        let [width, height] = sides.map(Number);
        let size = if is_page { format!(", {width} × {height} mm") } else { String::new() };
        answer.text(format!("{}: {}{size}.", output.display(), drawn.contents));
        answer.text(drawn.scene.description);
        if output == Path::new("-") {
            answer.file = Some(bytes);
        } else {
            save_as(output, &bytes)?;
        }
        Ok(answer)
    }
}
