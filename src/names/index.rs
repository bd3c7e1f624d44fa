//! The index of names, and how a text is matched with it.
//!
//! # Rules
//!
//! Matching goes through the tiers of [`How`]; the first in which anything matches decides. When a tier has several nodes,
//!
//! 1. the one whose id the text is comes first: `Jilin` is the province (`jilin`), though Jilin City (`jilin-city`) is called Jilin, too;
//! 2. else the one that has it as its name in the default language of the base;
//! 3. else a name in real use comes before one as spelled in a source, and before a code without its country;
//! 4. else the text is ambiguous.
//!
//! In the tiers of parts of names and of typing errors only rule 4 holds, and what is the name of a place with words that many organisations there
//! may bear is nobody's: `Lanzhou University` is one that a base may lack, not the only other university of Lanzhou that it has. Agreements and events are matched by id or whole title alone, so that
//! `Gomel Gansu` does not happen to mean a paper; [`Index::find`] lists them, after all else.
//!
//! # Cost
//!
//! Making the index copies the names. The table of a tier is made when a text first needs it, O(n) in names, and a text that is an id or an
//! exact name needs the first one or two. Parts of names and typing errors are looked for by going through all names.

use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};

use super::{
    error::{Candidate, NameError},
    fold::{fold, squeeze},
    matched::{How, Match, Origin},
    query::Query,
};
use crate::model::{Graph, Kind, graph::NodeIndex};

/// All names of a graph, ready to be looked up.
///
/// ```
/// use accord::{check, names::Index, store};
/// let graph = check::check(store::read(store::Base::curated())).graph.unwrap();
/// let index = Index::new(&graph);
/// let oblast = graph.find("gomel-oblast");
/// for name in ["gomel-oblast", "Gomel region", "Гомельская вобласць", "BY-HO", "Homiel Oblast"] {
///     assert_eq!(index.resolve(&graph, name).ok(), oblast, "{name}");
/// }
/// ```
#[derive(Debug)]
pub struct Index {
    pub(super) spellings: Vec<Spelling>,
    pub(super) folded: OnceLock<Vec<String>>,
    pub(super) tables: [OnceLock<Table>; How::KEYED.len()],
}

/// One name of one node.
#[derive(Debug)]
pub(super) struct Spelling {
    pub node: NodeIndex,
    pub text: String,
    pub origin: Origin,
    pub grade: Grade,
}

/// How good a claim to its name a node has, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    Id,
    DefaultName,
    Name,
    Weak,
}

/// Spellings by key.
pub(super) type Table = HashMap<String, Vec<usize>>;

/// A spelling that matches, and how many letters of it are wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub spelling: usize,
    pub letters: usize,
}

impl Index {
    /// The index of all names of a graph.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let mut spellings = Vec::new();
        for (index, node) in graph.nodes() {
            let mut add = |text: &str, origin: Origin, grade: Grade| {
                spellings.push(Spelling { node: index, text: text.to_owned(), origin, grade });
            };
            add(node.id.as_str(), Origin::Id, Grade::Id);
            for (language, name) in &node.names {
                let grade = if language == default_language(graph) { Grade::DefaultName } else { Grade::Name };
                add(name, Origin::Name(language.clone()), grade);
            }
            for name in &node.also {
                add(name, Origin::Also, Grade::Name);
            }
            for (source, names) in &node.spelled {
                for name in names {
                    add(name, Origin::Spelled(source.clone()), Grade::Weak);
                }
            }
            let codes = &node.codes;
            if let Some(iso) = &codes.iso {
                add(iso, Origin::Code("ISO 3166"), Grade::Name);
                if let Some((_, short)) = iso.split_once('-') {
                    add(short, Origin::ShortCode, Grade::Weak);
                }
            }
            for (code, which) in [(&codes.wikidata, "Wikidata"), (&codes.ror, "ROR")] {
                if let Some(code) = code {
                    add(code, Origin::Code(which), Grade::Name);
                }
            }
            if let Some(geonames) = codes.geonames {
                add(&geonames.to_string(), Origin::Code("GeoNames"), Grade::Name);
            }
        }
        Self { spellings, folded: OnceLock::new(), tables: Default::default() }
    }

    /// Who is meant by a text: an id or a name in any language, script or usual transliteration, an abbreviation, a code, an unmistakable
    /// part of a name, or one with a typing error.
    ///
    /// # Errors
    ///
    /// When several nodes are meant equally well, or none is; the message lists candidates.
    pub fn resolve(&self, graph: &Graph, text: &str) -> Result<NodeIndex, NameError> {
        self.identify(graph, text).map(|found| found.node)
    }

    /// As [`Index::resolve`], with the name that matched and the reason. Of a [guess](Match::is_guess) whoever asked should be told.
    ///
    /// # Errors
    ///
    /// As of [`Index::resolve`].
    pub fn identify(&self, graph: &Graph, text: &str) -> Result<Match, NameError> {
        let query = Query::new(text);
        if let Some(found) = exact_id(graph, &query) {
            return Ok(found);
        }
        for how in How::KEYED.into_iter().chain(How::SCANNED) {
            let mut hits = self.hits(graph, how, &query);
            hits.retain(|hit| !self.is_late(graph, how, *hit));
            if !hits.is_empty() {
                let decided = self.decide(graph, how, &query, hits);
                if decided.is_ok() && how >= How::Words && self.is_any_of_a_place(graph, &query) {
                    break;
                }
                return decided;
            }
        }
        let suggestions = self.find(graph, text, 3).into_iter().map(|found| Candidate::new(graph, found.node)).collect();
        Err(NameError::Unknown { text: text.to_owned(), suggestions })
    }

    /// The nodes of which a text is a name beyond doubt: letter by letter, but for tones, case and accents, or in another transliteration; in the
    /// order in which they come closest. Whoever reads a list of thousands can ask, for unlike [`Index::identify`] it never goes through all names.
    #[must_use]
    pub fn called(&self, graph: &Graph, text: &str) -> Vec<NodeIndex> {
        let query = Query::new(text);
        for how in [How::Exact, How::Toned, How::Folded, How::Romanised] {
            let mut hits = self.hits(graph, how, &query);
            hits.sort_by_cached_key(|hit| self.rank(graph, how, &query, *hit));
            let mut seen = BTreeSet::new();
            let nodes: Vec<NodeIndex> =
                hits.iter().map(|hit| self.spellings[hit.spelling].node).filter(|&node| seen.insert(node)).collect();
            if !nodes.is_empty() {
                return nodes;
            }
        }
        Vec::new()
    }

    /// All nodes that a text may mean, the likeliest first, at most `limit`.
    ///
    /// Each node once, with its best reason. Typing errors and like names are looked for only when nothing better is there. The first one is
    /// what [`Index::resolve`] takes, unless that finds the text ambiguous or unknown.
    #[must_use]
    pub fn find(&self, graph: &Graph, text: &str, limit: usize) -> Vec<Match> {
        let query = Query::new(text);
        let mut found: Vec<(How, Hit)> = Vec::new();
        for how in How::KEYED.into_iter().chain(How::SCANNED).chain([How::Alike]) {
            let enough = match how {
                How::Alike => !found.is_empty(),
                How::Typing => found.iter().any(|&(how, hit)| !self.is_late(graph, how, hit)),
                _ => false,
            };
            if enough {
                break;
            }
            found.extend(self.hits(graph, how, &query).into_iter().map(|hit| (how, hit)));
        }
        found.sort_by_cached_key(|&(how, hit)| (self.is_late(graph, how, hit), self.rank(graph, how, &query, hit)));
        let mut seen: Vec<bool> = vec![false; graph.node_count()];
        let mut first = |node: NodeIndex| !std::mem::replace(&mut seen[node.index()], true);
        let matches = found.into_iter().map(|(how, hit)| self.matched(how, hit));
        exact_id(graph, &query).into_iter().chain(matches).filter(|found| first(found.node)).take(limit).collect()
    }

    /// Which of the nodes that a tier matches is meant; `hits` has one at least.
    fn decide(&self, graph: &Graph, how: How, query: &Query, mut hits: Vec<Hit>) -> Result<Match, NameError> {
        let node = |hit: &Hit| self.spellings[hit.spelling].node;
        let grade = |hit: &Hit| self.spellings[hit.spelling].grade;
        hits.sort_by_cached_key(|hit| self.rank(graph, how, query, *hit));
        let least = hits[0].letters;
        hits.retain(|hit| hit.letters == least);

        let whole = how < How::Words;
        let own = hits.iter().find(|hit| whole && is_id(graph, node(hit), query)).map(node);
        let best = hits.iter().map(grade).min();
        let mut strong = hits.iter().filter(|hit| !whole || Some(grade(hit)) == best).map(node);
        let first = strong.next();
        let chosen = own.or_else(|| first.filter(|&first| strong.all(|other| other == first)));
        if let Some(hit) = hits.iter().find(|hit| Some(node(hit)) == chosen) {
            return Ok(self.matched(how, *hit));
        }
        let mut seen = BTreeSet::new();
        let candidates = hits.iter().map(node).filter(|&node| seen.insert(node)).map(|node| Candidate::new(graph, node)).collect();
        Err(NameError::Ambiguous { text: query.text.clone(), candidates })
    }

    /// The order of matches, best first.
    fn rank(&self, graph: &Graph, how: How, query: &Query, hit: Hit) -> impl Ord + use<> {
        let Spelling { node, text, grade, .. } = &self.spellings[hit.spelling];
        // A part of a name says more than the same part of the id that was made from it.
        let in_id = how >= How::Generic && *grade == Grade::Id;
        (how, hit.letters, !is_id(graph, *node, query), in_id, *grade, text.chars().count(), hit.spelling)
    }

    fn matched(&self, how: How, hit: Hit) -> Match {
        let Spelling { node, text, origin, .. } = &self.spellings[hit.spelling];
        Match { node: *node, name: text.clone(), origin: origin.clone(), how, letters: hit.letters }
    }

    /// Agreements and events are meant by their id or whole title alone; in all other ways they are found after everything else.
    fn is_late(&self, graph: &Graph, how: How, hit: Hit) -> bool {
        how > How::Folded && matches!(graph.node(self.spellings[hit.spelling].node).kind, Kind::Agreement | Kind::Event)
    }
}

/// The language of names that come before those in other languages.
pub(super) fn default_language(graph: &Graph) -> &str {
    graph.header().languages.first().map_or("en", String::as_str)
}

/// The node whose id a text is. Capitals and blanks are no part of an id, so `Gomel Oblast` can only mean `gomel-oblast`.
fn exact_id(graph: &Graph, query: &Query) -> Option<Match> {
    let spelled = query.text.is_ascii().then(|| query.folded.replace(' ', "-"));
    let node = graph.find(&query.text).or_else(|| graph.find(&spelled?))?;
    Some(Match { node, name: graph.node(node).id.to_string(), origin: Origin::Id, how: How::Id, letters: 0 })
}

/// Is the text the id of the node, but for case, accents, hyphens and blanks?
fn is_id(graph: &Graph, node: NodeIndex, query: &Query) -> bool {
    squeeze(&fold(graph.node(node).id.as_str())) == query.squeezed
}
