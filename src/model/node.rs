//! A node: a place, an organisation, an agreement, a centre or an event.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Facts, Form, Id, Kind, TieType};

/// A node of the graph.
///
/// All kinds share one set of fields; which of them a kind may use is for the checks to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// Which sort of its kind it is.
    pub form: Option<Form>,
    /// Its name in each language, by BCP 47 tag; `zh-Latn` is pinyin with tones.
    pub names: BTreeMap<String, String>,
    /// Other names in real use: abbreviations, other transliterations, former names.
    pub also: Vec<String>,
    /// What a source writes when that is none of the above, by source.
    pub spelled: BTreeMap<Id, Vec<String>>,
    /// What it lies in. A sound node has at most one container; a file can say more, and a check then objects.
    pub within: Vec<Id>,
    /// The city of its offices, when that is not the place it acts for.
    pub seat: Option<Id>,
    /// What others call it.
    pub codes: Codes,
    /// Where it is.
    pub at: Option<Position>,
    /// How far it has come, when, and who says so.
    pub facts: Facts,
    /// Ties written inside it, by their near ends: the parties of an agreement, the founders of a venture.
    pub inline: Vec<(TieType, Vec<Id>)>,
    /// Others of a like name that it is not.
    pub distinct_from: Vec<Id>,
    /// Its own page.
    pub url: Option<String>,
}

impl Node {
    /// A node of this id, kind and English name, and nothing else known.
    ///
    /// ```
    /// use accord::model::{Kind, Node};
    /// let gansu = Node::new("gansu".parse().unwrap(), Kind::Region, "Gansu");
    /// assert_eq!(gansu.name("ru"), "Gansu");
    /// ```
    #[must_use]
    pub fn new(id: Id, kind: Kind, english: &str) -> Self {
        Self {
            id,
            kind,
            form: None,
            names: BTreeMap::from([("en".to_owned(), english.to_owned())]),
            also: Vec::new(),
            spelled: BTreeMap::new(),
            within: Vec::new(),
            seat: None,
            codes: Codes::default(),
            at: None,
            facts: Facts::default(),
            inline: Vec::new(),
            distinct_from: Vec::new(),
            url: None,
        }
    }

    /// Its name in a language, else in English, else any, else its id.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        let found = self.names.get(language).or_else(|| self.names.get("en")).or_else(|| self.names.values().next());
        found.map_or(self.id.as_str(), String::as_str)
    }

    /// Every name by which it is known, in a fixed order: names, other names, spellings of sources.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        let spelled = self.spelled.values().flatten();
        self.names.values().chain(&self.also).chain(spelled).map(String::as_str)
    }
}

/// What others call a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// Wikidata item: `Q` and a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Research Organization Registry: nine characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ror: Option<String>,
    /// GeoNames number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

/// A position on the globe, in degrees: latitude (north positive), then longitude (east positive).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position(pub f64, pub f64);
