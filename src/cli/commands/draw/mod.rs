//! `accord draw`: pictures that go into the report as they are.

mod asked;
mod ego;
mod engine;
mod figure;
mod map;
mod matrix;
mod names;
mod network;
mod output;
mod path;
mod places;
mod timeline;
mod two_row;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::{engine::Engine, figure::Figure, output::Target};
use crate::{
    cli::{Shared, answer::Answer, failure::Failure},
    draw::{Theme, geometry::Size},
    model::Status,
    network::Level,
};

/// Draw the network as a figure with title, legend and what was counted: SVG, PNG, PDF or DOT
///
/// The same base and options give the same file, byte for byte. Latin and Cyrillic need no font on the machine; Chinese in PNG and PDF needs one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord draw -o network.svg                                   All parties and their links
  accord draw --level region -o regions.pdf                    Oblasts and provinces
  accord draw kind:university -o universities.png --size-by betweenness
  accord draw in:gomel-oblast --partners -o gomel.pdf --size 174mmx120mm
  accord draw --view two-row -o rows.svg                       Which oblasts are linked with which provinces
  accord draw --view matrix                                    Oblasts by provinces, in the terminal
  accord draw in:gomel-oblast --view timeline -o years.svg     What came about when, with names
  accord draw --view ego minsk -o minsk.svg                    Who is around Minsk, up to two links away
  accord draw --view path BNTU Huawei -k 2 -o path.pdf         The two shortest paths, with papers and sources
  accord draw --view map -o map.svg                            Where they are
  accord draw --count all --theme bw -o plans.svg              Plans dashed, in black
  accord draw --level region -o - --as svg                     To standard output")]
pub struct Arguments {
    /// Only parties that meet these terms, such as `in:belarus` or `kind:university`; for `ego` a name, for `path` two
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// What is drawn
    #[arg(long, value_enum, value_name = "VIEW", default_value_t)]
    view: View,

    /// File to write; its ending (.svg, .png, .pdf, .dot) says the format. `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Who lays out the views network, ego and path: accord, or a program of Graphviz, which has to be installed
    #[arg(long, value_enum, value_name = "ENGINE", default_value_t)]
    engine: Engine,

    /// Format, where the ending of the file does not say it
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    target: Option<Target>,

    /// Width and height, such as 174mmx120mm [default: 174 mm wide, and as high as it needs]
    #[arg(long, value_name = "SIZE")]
    size: Option<Size>,

    /// Pixels in an inch of a PNG
    #[arg(long, value_name = "DPI", default_value_t = 300, value_parser = clap::value_parser!(u16).range(30..=2_400))]
    dpi: u16,

    /// Colours: color, print, bw, dark
    #[arg(long, value_name = "THEME", default_value = "color")]
    theme: &'static Theme,

    /// Title, in place of one that says what is drawn; an empty one leaves it out
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Where the legend stands
    #[arg(long, value_enum, value_name = "WHERE", default_value_t)]
    legend: Legend,

    /// Take parties up to this level: party, city, region (or oblast, province), country [default: party]
    #[arg(long, value_name = "LEVEL")]
    level: Option<Level>,

    #[command(flatten)]
    network: network::Options,

    /// View `ego`: how many links away from the party
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=6), help_heading = "Ego and path")]
    depth: u8,

    /// View `path`: how many paths, the shortest first
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100), help_heading = "Ego and path")]
    k: u16,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum View {
    /// Parties as dots, links as lines, what lies together in one box
    #[default]
    Network,
    /// Oblasts on the left, provinces on the right, bands between them as wide as there are links
    TwoRow,
    /// Provinces by oblasts, how far each pair has come; without -o as a table in the terminal
    Matrix,
    /// Agreements, centres and ventures by year, a row for each oblast or party
    Timeline,
    /// One party in the middle, and around it in rings who is linked with it, and with those
    Ego,
    /// The shortest path between two parties, with what makes each hop, when, and who says so
    Path,
    /// Parties at their coordinates, those at one place as one dot, links as arcs
    Map,
}

/// Where the legend stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Legend {
    /// Below the picture
    #[default]
    Below,
    /// Nowhere
    None,
}

/// Draws it; exit code 1 when there is nothing to draw, though the figure that says so is written.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let partners = arguments.network.partners;
    if arguments.view == View::Matrix && arguments.output.is_none() && arguments.target.is_none() {
        return matrix::print(&Figure::open(arguments, shared, Target::Svg)?, partners);
    }
    let target = Target::of(arguments.output.as_deref(), arguments.target)?;
    let is_network = matches!(arguments.view, View::Network | View::Ego | View::Path);
    if !is_network && (target == Target::Dot || arguments.engine != Engine::Accord) {
        let hint = "take `--view network`, or a file that ends in .svg, .png or .pdf, without --engine";
        return Err(Failure::usage("Graphviz draws the views network, ego and path; this view has an order and places of its own", hint));
    }
    let mut figure = Figure::open(arguments, shared, target)?;
    // As in `accord timeline`, every status is there unless some are asked for.
    if arguments.view == View::Timeline && shared.count.is_empty() {
        figure.session.choice.count = Status::ALL.to_vec();
        figure.links = figure.session.links();
    }
    let drawn = match arguments.view {
        View::Network => network::draw(&figure, &arguments.network)?,
        View::Ego => ego::draw(&figure, &arguments.network)?,
        View::Path => path::draw(&figure, &arguments.network)?,
        View::Map => map::draw(&figure, &arguments.network)?,
        View::Matrix => matrix::draw(&figure, partners)?,
        View::Timeline => timeline::draw(&figure)?,
        View::TwoRow => two_row::draw(&figure, partners)?,
    };
    figure.write(drawn)
}
