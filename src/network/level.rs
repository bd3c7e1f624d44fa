//! Rolling up: the oblast or province, or the city, in which a party lies.

use std::{fmt, str::FromStr};

use crate::model::{Form, Graph, Kind, graph::NodeIndex};

/// How far up the ends of links are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not at all: each party for itself.
    Party,
    /// To the city; what lies in none goes to its district, region or country.
    City,
    /// To the first-level unit: oblast, province, autonomous region, municipality. What acts for a whole country goes to that.
    Region,
    /// To the country.
    Country,
}

impl Level {
    /// Every level, from the finest.
    pub const ALL: &[Self] = &[Self::Party, Self::City, Self::Region, Self::Country];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::City => "city",
            Self::Region => "region",
            Self::Country => "country",
        }
    }

    /// The word for several nodes of it.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Party => "parties",
            Self::City => "cities",
            Self::Region => "regions",
            Self::Country => "countries",
        }
    }

    /// The node that stands for `node` at this level: itself, or something that it lies in.
    ///
    /// A municipality is a region and a city at once, so what lies in one of its districts goes to the municipality at either level.
    /// Costs the depth of containment.
    #[must_use]
    pub fn of(self, graph: &Graph, node: NodeIndex) -> NodeIndex {
        let find = |wanted: &dyn Fn(NodeIndex) -> bool| graph.upwards(node).find(|&up| wanted(up));
        let kind = |kind: Kind| find(&|up| graph.node(up).kind == kind);
        let country = || kind(Kind::Country);
        let found = match self {
            Self::Party => None,
            Self::City => find(&|up| graph.node(up).form == Some(Form::Municipality))
                .or_else(|| kind(Kind::City))
                .or_else(|| kind(Kind::District))
                .or_else(|| kind(Kind::Region))
                .or_else(country),
            Self::Region => kind(Kind::Region).or_else(country),
            Self::Country => country(),
        };
        found.unwrap_or(node)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Level {
    type Err = String;

    /// Reads the word for a level; the forms of regions (`oblast`, `province`) mean the region.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.to_lowercase();
        let level = Self::ALL.iter().copied().find(|level| level.word() == text);
        let by_form = || Form::find(&text).filter(|form| form.kind() == Kind::Region).map(|_| Self::Region);
        level.or_else(by_form).ok_or_else(|| "a level is party, city, region (or oblast, province) or country".to_owned())
    }
}
