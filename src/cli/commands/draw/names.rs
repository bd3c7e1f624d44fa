//! What is each node called in a figure, when some characters may have no font?
//!
//! SVG leaves words to the fonts of whoever looks at it. In PNG and PDF a name with a character that no font here has gives way to the romanised one, or else to the
//! English one.

use std::{cell::RefCell, collections::BTreeSet};

use crate::{
    cli::{session::Session, wording::counted},
    model::graph::NodeIndex,
};

#[cfg(feature = "raster")]
use crate::draw::raster::Fonts;

/// Names in the language asked for, as far as they can be drawn.
#[derive(Debug)]
pub struct Names {
    #[cfg(feature = "raster")]
    fonts: Option<Fonts>,
    replaced: RefCell<BTreeSet<NodeIndex>>,
}

impl Names {
    /// Names for a figure that the program paints itself, or that others show.
    #[cfg(feature = "raster")]
    pub fn new(session: &Session, title: &str, is_painted: bool) -> Self {
        let words = session.graph.nodes().map(|(node, _)| session.name(node));
        let fonts = is_painted.then(|| Fonts::for_words(words.chain([title])));
        Self { fonts, replaced: RefCell::default() }
    }

    /// Names for a figure that others show.
    #[cfg(not(feature = "raster"))]
    pub fn new(_: &Session, _: &str, _: bool) -> Self {
        Self { replaced: RefCell::default() }
    }

    /// The name of a node.
    pub fn of<'a>(&self, session: &'a Session, node: NodeIndex) -> &'a str {
        let name = session.name(node);
        if !self.lacks(name) {
            return name;
        }
        self.replaced.borrow_mut().insert(node);
        let names = &session.graph.node(node).names;
        ["zh-Latn", "en"].iter().filter_map(|&language| names.get(language)).find(|name| !self.lacks(name)).map_or(name, String::as_str)
    }

    /// What is to be said when some names were replaced.
    pub fn message(&self) -> Option<String> {
        let count = self.replaced.borrow().len();
        (count > 0).then(|| {
            let names = counted(count, "name is", "names are");
            format!("note: {names} drawn in Latin letters, as no font here has all the characters; install one that has, such as Debian's fonts-noto-cjk")
        })
    }

    #[cfg(feature = "raster")]
    fn lacks(&self, name: &str) -> bool {
        self.fonts.as_ref().is_some_and(|fonts| fonts.lacks(name).is_some())
    }

    #[cfg(not(feature = "raster"))]
    #[expect(clippy::unused_self, reason = "without fonts there is nothing to ask")]
    const fn lacks(&self, _: &str) -> bool {
        false
    }

    /// The fonts that words are painted in.
    #[cfg(feature = "raster")]
    pub fn fonts(&self) -> Option<&Fonts> {
        self.fonts.as_ref()
    }
}
