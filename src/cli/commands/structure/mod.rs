//! `accord structure`: how the network is built as a whole, and who stands where in it.

mod groups;
mod places;
mod whole;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use self::groups::Groups;
use crate::{
    analysis::unfit::Unfit,
    cli::{Shared, answer::Answer, failure::Failure, subject::Subject, subject::Target},
};

/// How the network is built: density, degrees, clustering, distances, cores; ties within groups and between them; who stands between others
///
/// Each part says what it counts and by which convention. A measure that follows from how the network was drawn up (clustering where ties only join two
/// sides, say) is refused, with the reason and what to ask instead. All are of the network without loops and parallel edges.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  accord structure                               All parts
  accord structure --part summary,distances      Only these
  accord structure --level region --part ei,roles --partition country
  accord structure kind:university --part holes --top 5
  accord structure --two-mode --part summary,degrees
  accord structure --part nesting --shuffles 9999 --seed 7")]
pub struct Arguments {
    #[command(flatten)]
    target: Target,

    /// Take parties and links as two modes: each party is joined with the links it has a part in; of a list of edges, its columns
    #[arg(long)]
    two_mode: bool,

    /// Only these parts
    #[arg(long, value_enum, value_name = "PART,…", value_delimiter = ',')]
    part: Vec<Part>,

    /// What makes a group, for the E–I index and the roles [default: country]
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "groups")]
    partition: Option<Partition>,

    /// Groups of a list of edges: a file of `vertex group` lines
    #[arg(long, value_name = "FILE", requires = "edges")]
    groups: Option<PathBuf>,

    /// Take weights as strengths in constraint and effective size; all else counts edges
    #[arg(long)]
    weighted: bool,

    /// How many parties to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,

    /// How often to shuffle: city pairs for the nesting test, groups for the E–I index
    #[arg(long, value_name = "N", default_value_t = 999)]
    shuffles: u32,

    /// Seed of the shuffles
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// A part of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Density, components, assortativity, triangles, clustering
    Summary,
    /// Diameter, radius and mean distance of the largest component
    Distances,
    /// How many vertices have how many neighbours
    Degrees,
    /// How many vertices are in which k-core
    Cores,
    /// Krackhardt and Stern's E–I index: ties within groups and between them
    Ei,
    /// Burt's constraint and effective size: whose partners do not know each other
    Holes,
    /// Gould and Fernandez's brokerage roles
    Roles,
    /// Whether sister cities lie under sister provinces
    Nesting,
}

/// What makes a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Partition {
    /// The country a party lies in
    Country,
    /// The region (oblast, province) it lies in; what acts for a country is in none of its regions and goes to the country
    Region,
    /// Its kind
    Kind,
    /// Its cluster, where a cluster is a connected component
    #[value(alias = "component")]
    ClusterComponent,
}

/// A measure that was refused.
#[derive(Serialize)]
struct Refused {
    part: String,
    reason: String,
}

/// What the parts write to.
struct View<'a> {
    arguments: &'a Arguments,
    shared: &'a Shared,
    subject: &'a Subject,
    groups: Result<Groups, Unfit>,
    answer: Answer,
    refused: Vec<Refused>,
}

impl Part {
    fn word(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Answers it; exit code 1 when every part that was asked for is refused.
pub fn run(arguments: &Arguments, shared: &Shared) -> Result<Answer, Failure> {
    let subject = arguments.target.open(shared, arguments.two_mode)?;
    let groups = Groups::of(arguments, &subject)?;
    let answer = subject.answer("structure")?;
    let mut view = View { arguments, shared, subject: &subject, groups, answer, refused: Vec::new() };
    let asked = |part: &Part| arguments.part.is_empty() || arguments.part.contains(part);
    for part in Part::value_variants().iter().copied().filter(asked) {
        match part {
            Part::Summary => whole::summary(&mut view)?,
            Part::Distances => whole::distances(&mut view)?,
            Part::Degrees => whole::degrees(&mut view)?,
            Part::Cores => whole::cores(&mut view)?,
            Part::Ei => places::mixing(&mut view)?,
            Part::Holes => places::holes(&mut view)?,
            Part::Roles => places::roles(&mut view)?,
            Part::Nesting => places::nesting(&mut view)?,
        }
    }
    let View { mut answer, refused, .. } = view;
    answer.found = !answer.rows.is_empty();
    if !refused.is_empty() {
        answer.title("Refused");
        answer.lines(refused.iter().map(|refused| format!("  {}: {}.", refused.part, refused.reason)).collect());
    }
    answer.set("refused", refused)?;
    answer.text(format!("{} Edges count one each, whatever they weigh, unless a table says otherwise.", subject.footer()));
    answer.messages.extend(subject.timings());
    Ok(answer)
}

impl View<'_> {
    /// Notes that a part is refused.
    fn refuse(&mut self, part: Part, unfit: &Unfit) {
        self.refused.push(Refused { part: part.word(), reason: unfit.to_string() });
    }

    /// Is the network of two modes? Then the part is refused.
    fn refuse_two_modes(&mut self, part: Part, measure: &'static str, reason: &'static str) -> bool {
        if self.arguments.two_mode {
            self.refuse(part, &Unfit::ByConstruction { measure, reason, instead: "ask without --two-mode" });
        }
        self.arguments.two_mode
    }
}

/// A number of a table; a dash where there is none.
fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}
