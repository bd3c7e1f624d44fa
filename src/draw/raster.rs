//! A scene as PNG or PDF, on a machine with or without fonts (feature `raster`).
//!
//! Latin and Cyrillic are drawn in our own face, whatever the system has, so they look the same everywhere. Each character that it lacks is looked for
//! in the fonts of the system, those for simplified Chinese first; those fonts are only opened when there is such a character.
#![cfg(feature = "raster")]

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        FontResolver, Options, Tree,
        fontdb::{Database, ID},
    },
};

use super::{
    geometry::{Number, Size},
    pdf,
    scene::{Scene, Shape},
    svg::embedded,
    text::{FAMILY, Face, has},
};

/// Families that have Chinese, the preferred ones first. Where none of them is installed, any font that has the character will do.
const CHINESE: [&str; 10] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
];

/// Pixels that an SVG has in an inch.
const SVG_DPI: f32 = 96.0;

/// The largest picture, in pixels: some 400 MB while it is painted.
const LARGEST: u32 = 100_000_000;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// It would have too many pixels.
    #[error("{width} by {height} points at {dpi} dpi are more than {} million pixels", LARGEST / 1_000_000)]
    TooLarge {
        /// Width of the page in points.
        width: Number,
        /// Height of the page in points.
        height: Number,
        /// Pixels in an inch.
        dpi: u16,
    },
    /// A library that was to write it could not.
    #[error("cannot draw the picture: {0}")]
    Library(String),
}

/// The fonts that a picture is drawn in: our own face, and those of the system if they are needed.
#[derive(Debug)]
pub struct Fonts {
    database: Arc<Database>,
    own: [Option<ID>; 2],
    /// The fonts of the system in the order in which they are asked for a plain or a bold character.
    others: [Vec<ID>; 2],
    /// The answers so far, by character.
    known: RefCell<BTreeMap<char, bool>>,
}

impl Fonts {
    /// Our own face alone.
    #[must_use]
    pub fn own() -> Self {
        let mut database = Database::new();
        for face in Face::ALL {
            database.load_font_data(face.file().to_vec());
        }
        let id = |bold: bool| database.faces().find(|face| (face.weight.0 >= 600) == bold).map(|face| face.id);
        let own = [id(false), id(true)];
        Self { database: Arc::new(database), own, others: [Vec::new(), Vec::new()], known: RefCell::default() }
    }

    /// Our own face, and the fonts of the system when the words have a character that it lacks.
    pub fn for_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let own = Self::own();
        if words.into_iter().flat_map(str::chars).all(|c| has(c) || c.is_control()) { own } else { own.and_system() }
    }

    fn and_system(mut self) -> Self {
        let mut database = Arc::unwrap_or_clone(self.database);
        database.load_system_fonts();
        let faces: Vec<_> = database.faces().filter(|face| !self.own.contains(&Some(face.id))).collect();
        self.others = [400_u16, 700].map(|weight| {
            let mut ranked: Vec<_> = faces
                .iter()
                .map(|face| {
                    let family = face.families.first().map_or("", |(name, _)| name.as_str());
                    let rank =
                        CHINESE.iter().position(|&known| face.families.iter().any(|(name, _)| name == known)).unwrap_or(CHINESE.len());
                    (rank, family, face.weight.0.abs_diff(weight), face.post_script_name.as_str(), face.id)
                })
                .collect();
            ranked.sort_unstable();
            ranked.into_iter().map(|(.., id)| id).collect()
        });
        self.database = Arc::new(database);
        self
    }

    /// The first character of the words that no font has, `None` when all are there.
    #[must_use]
    pub fn lacks(&self, words: &str) -> Option<char> {
        let there = |c: char| {
            has(c)
                || c.is_control()
                || *self.known.borrow_mut().entry(c).or_insert_with(|| other(&self.database, &self.others[0], c, &[]).is_some())
        };
        words.chars().find(|&c| !there(c))
    }

    /// The scene with each word that no font can write in Latin letters, sign by sign, so that none is lost.
    fn readable(&self, scene: &Scene) -> Scene {
        let mut scene = scene.clone();
        for mark in &mut scene.marks {
            if let Shape::Text(text) | Shape::Turned(text, _) = &mut mark.shape
                && self.lacks(&text.words).is_some()
            {
                text.words = text
                    .words
                    .chars()
                    .map(|c| {
                        if self.lacks(c.encode_utf8(&mut [0; 4])).is_some() {
                            any_ascii::any_ascii_char(c).to_owned()
                        } else {
                            c.to_string()
                        }
                    })
                    .collect();
            }
        }
        scene
    }

    fn tree(&self, scene: &Scene) -> Result<Tree, Error> {
        let own = self.own;
        let others = self.others.clone();
        let resolver = FontResolver {
            select_font: Box::new(move |font, _| own[usize::from(font.weight() >= 600)]),
            select_fallback: Box::new(move |c, used, database| {
                let bold = used.first().is_some_and(|&first| Some(first) == own[1]);
                other(database, &others[usize::from(bold)], c, used)
            }),
        };
        let options = Options {
            dpi: SVG_DPI,
            font_family: FAMILY.to_owned(),
            fontdb: Arc::clone(&self.database),
            font_resolver: resolver,
            ..Options::default()
        };
        Tree::from_str(&embedded(&self.readable(scene)), &options).map_err(|error| Error::Library(error.to_string()))
    }

    /// The scene as a PNG of so many pixels in an inch.
    ///
    /// # Errors
    ///
    /// When it would have too many pixels, or a library fails.
    pub fn png(&self, scene: &Scene, dpi: u16) -> Result<Vec<u8>, Error> {
        let Size { w, h } = scene.size;
        let too_large = || Error::TooLarge { width: Number(w), height: Number(h), dpi };
        let pixels = |points: f64| {
            let pixels = (points * f64::from(dpi) / 72.0).round();
            // A float is cut to the whole numbers there are.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit is too large anyway")]
            let pixels = pixels.clamp(1.0, f64::from(u32::MAX)) as u32;
            pixels
        };
        let (width, height) = (pixels(w), pixels(h));
        if u64::from(width) * u64::from(height) > u64::from(LARGEST) {
            return Err(too_large());
        }
        let tree = self.tree(scene)?;
        let mut pixmap = Pixmap::new(width, height).ok_or_else(too_large)?;
        let scale = f32::from(dpi) / SVG_DPI;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        pixmap.encode_png().map_err(|error| Error::Library(error.to_string()))
    }

    /// The scene as a PDF of one page, in which words can be searched and copied, and marks lead where they do in SVG.
    ///
    /// # Errors
    ///
    /// When a library fails.
    pub fn pdf(&self, scene: &Scene) -> Result<Vec<u8>, Error> {
        pdf::page(scene, &self.tree(scene)?)
    }
}

/// The first of these fonts that has an outline for a character; a font of pictures alone would leave a gap.
fn other(database: &Database, fonts: &[ID], c: char, used: &[ID]) -> Option<ID> {
    let draws = |id: ID| {
        let found = database.with_face_data(id, |data, index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            let tables = face.tables();
            (tables.glyf.is_some() || tables.cff.is_some()).then(|| face.glyph_index(c)).flatten()
        });
        found.flatten().is_some()
    };
    fonts.iter().copied().find(|&id| !used.contains(&id) && draws(id))
}
