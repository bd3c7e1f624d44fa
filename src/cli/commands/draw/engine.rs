//! Who lays out the network: accord itself, or Graphviz, where it is installed.

use std::{
    io::{self, Write as _},
    process::{Command, Stdio},
    thread,
};

use clap::ValueEnum;

use super::output::Target;
use crate::cli::failure::Failure;

/// Who lays out the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Accord, which needs nothing else
    #[default]
    Accord,
    /// Graphviz, in layers
    #[value(name = "graphviz:dot", alias = "graphviz")]
    Dot,
    /// Graphviz, by springs
    #[value(name = "graphviz:neato")]
    Neato,
    /// Graphviz, by forces, with boxes of places
    #[value(name = "graphviz:fdp")]
    Fdp,
    /// Graphviz, by forces, for large networks
    #[value(name = "graphviz:sfdp")]
    Sfdp,
}

impl Engine {
    /// The program of Graphviz; `fdp`, which draws boxes of places, unless another is asked for.
    pub const fn layout(self) -> &'static str {
        match self {
            Self::Accord | Self::Fdp => "fdp",
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Sfdp => "sfdp",
        }
    }
}

/// Renders a DOT file by the `dot` that is installed; a PNG has so many pixels in an inch. What Graphviz says beside the picture is the second part.
///
/// # Errors
///
/// When there is no `dot`, or it fails.
pub fn render(dot: Vec<u8>, target: Target, dpi: u16) -> Result<(Vec<u8>, String), Failure> {
    let mut command = Command::new("dot");
    command.arg(format!("-T{}", target.word()));
    if target == Target::Png {
        command.arg(format!("-Gdpi={dpi}"));
    }
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(
            "Graphviz is not installed: there is no program `dot`",
            "install it, such as Debian's package graphviz; or leave out --engine, as accord draws without it",
        ),
        _ => Failure::Output(error),
    };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let input = child.stdin.take();
    // Written beside, as it may begin to answer before it has read all.
    let writer = thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(&dot)));
    let output = child.wait_with_output().map_err(Failure::Output)?;
    // Whether all was read, its exit says.
    let _ = writer.join();
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() {
        return Ok((output.stdout, said));
    }
    let message = format!("Graphviz could not draw it ({}): {said}", output.status);
    Err(Failure::Data {
        message,
        hints: vec!["`-o network.dot` writes what it was given; without --engine, accord draws by itself".to_owned()],
    })
}
