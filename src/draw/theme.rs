//! In which colours and strokes is it drawn?
//!
//! Colours are those of M. Okabe and K. Ito ("Color Universal Design", 2008), which people with any colour vision tell apart. Nothing is told by
//! colour alone: a class has a filling of its own beside its colour, a kind its shape, a status its dashes.

use std::{fmt, str::FromStr};

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self(red, green, blue)
    }

    /// The colour with this share, in percent, of another mixed in.
    #[must_use]
    pub fn mixed(self, other: Self, percent: u16) -> Self {
        let mix = |a: u8, b: u8| {
            let sum = u16::from(a) * (100 - percent.min(100)) + u16::from(b) * percent.min(100);
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How a figure is coloured.
#[derive(Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name: `color`, `print`, `bw` or `dark`.
    pub word: &'static str,
    /// What is drawn on; `None` leaves the page as it is.
    pub background: Option<Color>,
    /// The colour of the page under it, for halos and hollow marks.
    pub paper: Color,
    /// Words and outlines.
    pub ink: Color,
    /// Notes, and what is of less account.
    pub muted: Color,
    /// Lines between dots.
    pub line: Color,
    /// The ground of a group.
    pub ground: Color,
    palette: &'static [Color],
}

/// How the mark of a class is filled, beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// In full.
    Solid,
    /// The outline alone.
    Hollow,
    /// The outline, and a small mark in it.
    Dotted,
    /// A lighter colour within the outline.
    Pale,
}

/// How the marks of a class look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Their colour.
    pub color: Color,
    /// How they are filled.
    pub filling: Filling,
}

impl Theme {
    /// Every theme, the default first.
    pub const ALL: [&'static Self; 4] = [&COLOR, &PRINT, &BW, &DARK];

    /// The look of the class of this number. Looks repeat after some number of classes; see [`Theme::looks`].
    #[must_use]
    pub fn look(&self, class: usize) -> Look {
        let fillings = [Filling::Solid, Filling::Hollow, Filling::Dotted, Filling::Pale];
        Look { color: self.palette[class % self.palette.len()], filling: fillings[class % fillings.len()] }
    }

    /// How many classes look different.
    #[must_use]
    pub fn looks(&self) -> usize {
        self.palette.len()
    }
}

impl FromStr for &'static Theme {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Theme::ALL.into_iter().find(|theme| theme.word == text).ok_or_else(|| {
            let words = Theme::ALL.map(|theme| theme.word).join(", ");
            format!("themes are {words}")
        })
    }
}

/// For screens and papers in colour.
static COLOR: Theme = Theme {
    word: "color",
    background: Some(Color::hex(0x00ff_ffff)),
    paper: Color::hex(0x00ff_ffff),
    ink: Color::hex(0x0022_2222),
    muted: Color::hex(0x0066_6666),
    line: Color::hex(0x008a_8f98),
    ground: Color::hex(0x00f3_f4f6),
    palette: &OKABE_ITO,
};

/// For print in colour: darker lines, and no ground on the page.
static PRINT: Theme = Theme {
    word: "print",
    background: None,
    paper: Color::hex(0x00ff_ffff),
    ink: Color::hex(0x0000_0000),
    muted: Color::hex(0x0050_5050),
    line: Color::hex(0x0070_7070),
    ground: Color::hex(0x00f4_f4f4),
    palette: &OKABE_ITO,
};

/// For print in black alone.
static BW: Theme = Theme {
    word: "bw",
    background: None,
    paper: Color::hex(0x00ff_ffff),
    ink: Color::hex(0x0000_0000),
    muted: Color::hex(0x0050_5050),
    line: Color::hex(0x0080_8080),
    ground: Color::hex(0x00f4_f4f4),
    palette: &[
        Color::hex(0x0000_0000),
        Color::hex(0x0000_0000),
        Color::hex(0x0000_0000),
        Color::hex(0x0000_0000),
        Color::hex(0x0088_8888),
        Color::hex(0x0088_8888),
        Color::hex(0x0088_8888),
        Color::hex(0x0088_8888),
    ],
};

/// For dark screens and slides.
static DARK: Theme = Theme {
    word: "dark",
    background: Some(Color::hex(0x0016_1a20)),
    paper: Color::hex(0x0016_1a20),
    ink: Color::hex(0x00ec_eef2),
    muted: Color::hex(0x00a4_abb6),
    line: Color::hex(0x0078_818e),
    ground: Color::hex(0x0023_2932),
    palette: &[
        Color::hex(0x0056_b4e9),
        Color::hex(0x00e6_9f00),
        Color::hex(0x0000_b88a),
        Color::hex(0x00e0_8cbb),
        Color::hex(0x00f0_e442),
        Color::hex(0x00ff_7a3d),
        Color::hex(0x008c_a8ff),
        Color::hex(0x00d0_d0d0),
    ],
};

/// Blue, vermilion, green, purple, orange, sky blue, black; yellow is left out, which white paper swallows, for a brown.
const OKABE_ITO: [Color; 8] = [
    Color::hex(0x0000_72b2),
    Color::hex(0x00d5_5e00),
    Color::hex(0x0000_9e73),
    Color::hex(0x00cc_79a7),
    Color::hex(0x00e6_9f00),
    Color::hex(0x0056_b4e9),
    Color::hex(0x0033_3333),
    Color::hex(0x0087_5a2c),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_classes_look_alike() {
        for theme in Theme::ALL {
            let looks: Vec<Look> = (0..theme.looks()).map(|class| theme.look(class)).collect();
            for (index, look) in looks.iter().enumerate() {
                assert!(!looks[..index].contains(look), "{}: {look:?}", theme.word);
            }
        }
    }

    #[test]
    fn words_stand_out_from_the_page() {
        // Contrast by WCAG 2.2: at least 4.5 for words. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |color: Color| 0.2126 * channel(color.0) + 0.7152 * channel(color.1) + 0.0722 * channel(color.2);
        let contrast = |a: Color, b: Color| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for theme in Theme::ALL {
            for ink in [theme.ink, theme.muted] {
                for ground in [theme.paper, theme.ground] {
                    assert!(contrast(ink, ground) >= 4.5, "{}: {ink} on {ground}", theme.word);
                }
            }
        }
    }
}
