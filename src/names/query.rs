//! How a text is compared with names, tier by tier.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{
    fold::{fold, is_han, squeeze},
    generic::{self, Core},
    index::{Hit, Index, Spelling, Table, default_language},
    matched::How,
    romanised::{is_cyrillic, romanised},
};
use crate::model::{Graph, Kind, KindSet};

/// A text in the forms that the tiers compare.
pub(super) struct Query {
    /// As written, with single blanks.
    pub text: String,
    pub folded: String,
    pub squeezed: String,
    core: Core,
    /// The folded words that do not only join others.
    words: Vec<String>,
}

/// No name is longer; a longer text is not compared with parts of names and for typing errors, which would take long.
const LONGEST: usize = 300;

/// The least Jaro–Winkler likeness of a name worth suggesting.
const ALIKE: f64 = 0.85;

impl How {
    /// The tiers that are looked up by key.
    pub(super) const KEYED: [Self; 6] = [Self::Exact, Self::Toned, Self::Folded, Self::Romanised, Self::Initials, Self::Generic];

    /// The tiers that go through all names.
    pub(super) const SCANNED: [Self; 3] = [Self::Words, Self::Beginnings, Self::Typing];
}

impl Query {
    pub fn new(text: &str) -> Self {
        // Codes are often copied with the address they stand in.
        let text = if text.starts_with("http") { text.trim_end_matches('/').rsplit('/').next().unwrap_or(text) } else { text };
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let folded = fold(&text);
        let words = folded.split(' ').filter(|word| !generic::only_joins(word)).map(str::to_owned).collect();
        Self { squeezed: squeeze(&folded), core: generic::core(&folded), words, folded, text }
    }
}

impl Index {
    /// The spellings that a tier matches, in the order of nodes.
    pub(super) fn hits(&self, graph: &Graph, how: How, query: &Query) -> Vec<Hit> {
        match how {
            How::Id => Vec::new(),
            How::Exact => self.keyed(graph, how, std::slice::from_ref(&query.text)),
            How::Toned => match generic::toned(&query.text) {
                Some(core) => self.fitting(graph, &core, self.keyed(graph, how, std::slice::from_ref(&core.name))),
                None => Vec::new(),
            },
            How::Folded => self.keyed(graph, how, std::slice::from_ref(&query.squeezed)),
            How::Romanised => self.keyed(graph, how, &romanised(&query.text)),
            How::Initials if query.folded.contains(' ') => Vec::new(),
            How::Initials => self.keyed(graph, how, std::slice::from_ref(&query.squeezed)),
            How::Generic => {
                let hits = self.fitting(graph, &query.core, self.keyed(graph, how, std::slice::from_ref(&query.core.name)));
                if hits.is_empty() { self.fitting(graph, &query.core, self.keyed(graph, how, &self.namesakes(graph, query))) } else { hits }
            }
            How::Words => self.scan(query, |folded| has_words(query, folded, |word, part| word == part)),
            How::Beginnings => self.scan(query, |folded| has_words(query, folded, |word, part| part.len() > 1 && word.starts_with(part))),
            How::Typing => {
                let hits = self.scan(query, |folded| typing(&query.squeezed, &squeeze(folded)));
                if !hits.is_empty() || query.core.sorts.is_empty() {
                    return hits;
                }
                self.fitting(graph, &query.core, self.scan(query, |folded| typing(&query.core.name, &generic::core(folded).name)))
            }
            How::Alike => self.scan(query, |folded| alike(&query.squeezed, &squeeze(folded))),
        }
    }

    fn keyed(&self, graph: &Graph, how: How, keys: &[String]) -> Vec<Hit> {
        let table = self.table(graph, how);
        let mut spellings: Vec<usize> = keys.iter().filter_map(|key| table.get(key)).flatten().copied().collect();
        spellings.sort_unstable();
        spellings.dedup();
        spellings.into_iter().map(|spelling| Hit { spelling, letters: 0 }).collect()
    }

    fn scan(&self, query: &Query, matches: impl Fn(&str) -> Option<usize>) -> Vec<Hit> {
        if query.text.len() > LONGEST {
            return Vec::new();
        }
        let folded = self.folded().iter().enumerate();
        folded.filter_map(|(spelling, folded)| matches(folded).map(|letters| Hit { spelling, letters })).collect()
    }

    /// Those that are what the generic words of a text say. When none is, a word for a region may mean a municipality.
    fn fitting(&self, graph: &Graph, core: &Core, hits: Vec<Hit>) -> Vec<Hit> {
        let node = |hit: &Hit| graph.node(self.spellings[hit.spelling].node);
        if core.sorts.is_empty() {
            return hits;
        }
        let fitting: Vec<Hit> = hits.iter().copied().filter(|hit| core.sorts.iter().any(|sort| sort.fits(node(hit)))).collect();
        if !fitting.is_empty() || !core.sorts.contains(&generic::Sort::Region) {
            return fitting;
        }
        hits.into_iter().filter(|hit| node(hit).kind == Kind::Region).collect()
    }

    /// What other things are called that bear the name of a place in another transliteration: `Homiel voblast` lies round Homiel, which is
    /// Gomel, so it is a thing called Gomel.
    fn namesakes(&self, graph: &Graph, query: &Query) -> Vec<String> {
        if query.core.sorts.is_empty() {
            return Vec::new();
        }
        let mut hits = self.keyed(graph, How::Folded, std::slice::from_ref(&query.core.name));
        hits.extend(self.keyed(graph, How::Romanised, &romanised(&query.core.name)));
        let nodes = hits.into_iter().map(|hit| graph.node(self.spellings[hit.spelling].node));
        let places = nodes.filter(|node| KindSet::PLACES.has(node.kind));
        places.map(|place| generic::core(&fold(place.name(default_language(graph)))).name).collect()
    }

    /// Is a text the name of a place and words that could be said of many organisations there, such as `Lanzhou University`?
    ///
    /// Such a text is a whole name, of an organisation that the base may lack: a longer name with the same words is another one's.
    pub(super) fn is_any_of_a_place(&self, graph: &Graph, query: &Query) -> bool {
        let Some(name) = generic::without_organisation(&query.folded) else { return false };
        let mut hits = self.keyed(graph, How::Generic, std::slice::from_ref(&name));
        hits.extend(self.keyed(graph, How::Romanised, &romanised(&name)));
        hits.iter().any(|hit| KindSet::PLACES.has(graph.node(self.spellings[hit.spelling].node).kind))
    }

    /// The names, folded.
    fn folded(&self) -> &[String] {
        self.folded.get_or_init(|| self.spellings.iter().map(|spelling| fold(&spelling.text)).collect())
    }

    /// The table of a tier that is looked up by key.
    fn table(&self, graph: &Graph, how: How) -> &Table {
        let slot = How::KEYED.iter().position(|&keyed| keyed == how).unwrap_or(0);
        self.tables[slot].get_or_init(|| {
            let mut table = Table::with_capacity(self.spellings.len());
            for (number, spelling) in self.spellings.iter().enumerate() {
                for key in self.keys(graph, how, number, spelling) {
                    if !key.is_empty() {
                        table.entry(key).or_default().push(number);
                    }
                }
            }
            table
        })
    }

    /// The keys of a spelling in a tier.
    fn keys(&self, graph: &Graph, how: How, number: usize, spelling: &Spelling) -> Vec<String> {
        let folded = || &self.folded()[number];
        match how {
            How::Exact if is_nfc(&spelling.text) => vec![spelling.text.clone()],
            How::Exact => vec![spelling.text.nfc().collect()],
            How::Toned => generic::toned(&spelling.text).map(|core| core.name).into_iter().collect(),
            How::Folded => vec![squeeze(folded())],
            How::Romanised if is_cyrillic(&spelling.text) => romanised(&spelling.text),
            How::Initials if !KindSet::PLACES.has(graph.node(spelling.node).kind) => initials(&spelling.text).into_iter().collect(),
            How::Generic => vec![generic::core(folded()).name],
            _ => Vec::new(),
        }
    }
}

/// The first letters of a name of three words and more.
fn initials(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !generic::only_joins(&fold(word)));
    let firsts: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    (firsts.len() > 2).then(|| fold(&firsts.iter().collect::<String>()))
}

/// Does every word of the text match some word of a folded name? Chinese is written without blanks, so there any part will do.
fn has_words(query: &Query, folded: &str, matches: impl Fn(&str, &str) -> bool) -> Option<usize> {
    let least = if query.squeezed.chars().any(is_han) { 2 } else { 3 };
    let part = |part: &String| {
        if part.chars().any(is_han) { folded.contains(part) } else { folded.split(' ').any(|word| matches(word, part)) }
    };
    (query.squeezed.chars().count() >= least && !query.words.is_empty() && query.words.iter().all(part)).then_some(0)
}

/// How many letters a name is away from a text, when these are few for its length: one of four, two of eight, three of fourteen.
///
/// The first letter must be right: it is rarely mistyped, and many Chinese names differ in it alone. So must Chinese characters, of which each
/// is a word.
fn typing(text: &str, name: &str) -> Option<usize> {
    let length = text.chars().count();
    let most = match length {
        _ if text.chars().any(is_han) || text.chars().next() != name.chars().next() => 0,
        0..4 => 0,
        4..8 => 1,
        8..14 => 2,
        _ => 3,
    };
    if length.abs_diff(name.chars().count()) > most {
        return None;
    }
    Some(strsim::osa_distance(text, name)).filter(|distance| (1..=most).contains(distance))
}

/// How unlike two names are, in thousandths, when they are alike.
fn alike(text: &str, name: &str) -> Option<usize> {
    let likeness = strsim::jaro_winkler(text, name);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a likeness is from 0 to 1")]
    (likeness >= ALIKE).then_some(((1.0 - likeness) * 1000.0) as usize)
}
