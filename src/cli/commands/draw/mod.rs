//! `accord draw`: pictures that go into the report as they are.

mod figure;
mod names;
mod network;
mod output;
mod places;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::{figure::Figure, output::Target};
use crate::{
    cli::{Shared, answer::Answer, failure::Failure},
    draw::{Theme, geometry::Size},
    network::Level,
};

/// Draw the network as a figure with title, legend and what was counted: SVG, PNG or PDF
///
/// The same base and options give the same file, byte for byte. Latin and Cyrillic need no font on the machine; Chinese in PNG and PDF needs one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord draw -o network.svg                                   All parties and their links
  accord draw --level region -o regions.pdf                    Oblasts and provinces
  accord draw kind:university -o universities.png --size-by betweenness
  accord draw in:gomel-oblast --partners -o gomel.pdf --size 174mmx120mm
  accord draw --count all --theme bw -o plans.svg              Plans dashed, in black
  accord draw --level region -o - --as svg                     To standard output")]
pub struct Arguments {
    /// Only parties that meet these terms, such as `in:belarus` or `kind:university`
    #[arg(value_name = "TERM")]
    terms: Vec<String>,

    /// What is drawn
    #[arg(long, value_enum, value_name = "VIEW", default_value_t)]
    view: View,

    /// File to write; its ending (.svg, .png, .pdf) says the format. `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

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
}

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum View {
    /// Parties as dots, links as lines, what lies together in one box
    #[default]
    Network,
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
    let target = Target::of(arguments.output.as_deref(), arguments.target)?;
    let figure = Figure::open(arguments, shared, target)?;
    let drawn = match arguments.view {
        View::Network => network::draw(&figure, &arguments.network)?,
    };
    figure.write(drawn)
}
