//! Which format does a figure become?

use std::path::Path;

use clap::ValueEnum;

use crate::cli::failure::Failure;
#[cfg(feature = "raster")]
use crate::draw::{Scene, svg};

/// The format of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Scalable; words stay words
    Svg,
    /// Pixels
    Png,
    /// For print; words stay words
    Pdf,
    /// The network for Graphviz, not laid out
    Dot,
}

impl Target {
    /// The format that is asked for, by name or by the ending of the file.
    ///
    /// # Errors
    ///
    /// When neither says it, there is no file, or the program was built without the format.
    pub fn of(output: Option<&Path>, named: Option<Self>) -> Result<Self, Failure> {
        let Some(output) = output else {
            return Err(Failure::usage(
                "where does the figure go?",
                "name a file, such as -o network.svg; `-o - --as svg` is standard output",
            ));
        };
        let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let target = named.or_else(|| Self::from_str(ending, true).ok()).ok_or_else(|| {
            let message = match ending {
                "" => format!("`{}` has no ending that says the format", output.display()),
                ending => format!("`.{ending}` is no format of a figure"),
            };
            let formats: Vec<String> =
                Self::value_variants().iter().filter_map(|it| Some(it.to_possible_value()?.get_name().to_owned())).collect();
            Failure::usage(message, format!("formats are {}: name the file so, or say --as {}", formats.join(", "), formats[0]))
        })?;
        if cfg!(not(feature = "raster")) && target.is_painted() {
            let hint = "build it with the feature `raster`, which is on by default, or write SVG: -o network.svg";
            return Err(Failure::usage("this accord was built without PNG and PDF", hint));
        }
        Ok(target)
    }

    /// Its ending, by which Graphviz knows it as well.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Dot => "dot",
        }
    }

    /// Is it drawn with fonts by the program itself?
    pub const fn is_painted(self) -> bool {
        matches!(self, Self::Png | Self::Pdf)
    }

    /// The scene in this format; a PNG has so many pixels in an inch.
    ///
    /// # Errors
    ///
    /// When it is too large, or a library fails.
    #[cfg(feature = "raster")]
    pub fn bytes(self, scene: &Scene, fonts: &crate::draw::raster::Fonts, dpi: u16) -> Result<Vec<u8>, Failure> {
        use crate::draw::raster::Error;
        let failure = |error: Error| match error {
            Error::TooLarge { .. } => Failure::usage(error.to_string(), "take a smaller --size or --dpi, or write SVG or PDF"),
            Error::Library(_) => Failure::Output(std::io::Error::other(error)),
        };
        match self {
            Self::Svg | Self::Dot => Ok(svg(scene).into_bytes()),
            Self::Png => fonts.png(scene, dpi).map_err(failure),
            Self::Pdf => fonts.pdf(scene).map_err(failure),
        }
    }
}
