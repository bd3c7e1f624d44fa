//! Which record is meant, by whoever wants to change it?

use super::{answer::Answer, failure::Failure, session::Session};
use crate::{
    model::{Id, Kind, Tie, TieType, vocabulary::nearest},
    store::{Loaded, Place},
};

/// A record that is meant.
#[derive(Clone, Debug)]
pub enum Which {
    /// A node, source or claim.
    Id {
        /// Its id.
        id: Id,
        /// Where it stands.
        place: Place,
        /// Its kind, `None` for sources and claims.
        kind: Option<Kind>,
    },
    /// A tie written on its own.
    Tie {
        /// Where it stands.
        place: Place,
        /// What it says: `xcmg supplies tractor-works`.
        said: String,
    },
    /// The header.
    Header(Place),
}

impl Which {
    /// Where it stands.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Id { place, .. } | Self::Tie { place, .. } | Self::Header(place) => *place,
        }
    }

    /// What it is, for a sentence.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Id { id, .. } => id.to_string(),
            Self::Tie { said, .. } => format!("the tie “{said}”"),
            Self::Header(_) => "the header".to_owned(),
        }
    }

    /// Says in a document which record it is: its id, if it has one, and what it is.
    ///
    /// # Errors
    ///
    /// When it has no JSON form.
    pub fn tell(&self, answer: &mut Answer) -> Result<(), Failure> {
        answer.set("id", if let Self::Id { id, .. } = self { Some(id) } else { None })?;
        answer.set("says", self.said())
    }

    /// The kind of a node.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        match self {
            Self::Id { kind, .. } => *kind,
            _ => None,
        }
    }
}

/// The record that a text means: an id, any name of a node, `FROM TYPE TO` for a tie, `base.ron` for the header.
///
/// # Errors
///
/// When none is meant, or several are.
pub fn find(session: &Session, loaded: &Loaded, text: &str) -> Result<Which, Failure> {
    if let (crate::store::HEADER, Some(place)) = (text, loaded.places.header) {
        return Ok(Which::Header(place));
    }
    if let Some(which) = by_id(loaded, text) {
        return Ok(which);
    }
    if let Some((from, tie, to)) = as_tie(text) {
        return self::tie(session, loaded, from, tie, to);
    }
    match session.lookup(text) {
        Ok(node) => by_id(loaded, session.graph.node(node).id.as_str())
            .ok_or_else(|| Failure::usage(format!("`{text}` is not in the base"), "give an id")),
        Err(error) => {
            let records = &loaded.records;
            let ids = records.sources.iter().map(|source| &source.id).chain(records.claims.iter().map(|claim| &claim.id));
            let hints = nearest(text, ids.map(Id::as_str)).map(|id| format!("there is a source or claim `{id}`"));
            Err(Failure::Usage { message: error.to_string(), hints: hints.into_iter().collect() })
        }
    }
}

/// Where the node, source or claim of an id stands.
#[must_use]
pub fn with_id(loaded: &Loaded, id: &Id) -> Option<Place> {
    by_id(loaded, id.as_str()).map(|which| which.place())
}

fn by_id(loaded: &Loaded, text: &str) -> Option<Which> {
    let (records, places) = (&loaded.records, &loaded.places);
    let nodes = records.nodes.iter().zip(&places.nodes).map(|(node, place)| (&node.id, place, Some(node.kind)));
    let sources = records.sources.iter().zip(&places.sources).map(|(source, place)| (&source.id, place, None));
    let claims = records.claims.iter().zip(&places.claims).map(|(claim, place)| (&claim.id, place, None));
    let (id, place, kind) = nodes.chain(sources).chain(claims).find(|(id, ..)| **id == *text)?;
    Some(Which::Id { id: id.clone(), place: *place, kind })
}

/// `FROM TYPE TO`, with the word of a type between blanks.
fn as_tie(text: &str) -> Option<(&str, TieType, &str)> {
    TieType::ALL.iter().find_map(|&tie| {
        let (from, to) = text.split_once(&format!(" {} ", tie.word()))?;
        Some((from, tie, to))
    })
}

fn tie(session: &Session, loaded: &Loaded, from: &str, tie: TieType, to: &str) -> Result<Which, Failure> {
    let id = |name: &str| session.resolve(name).map(|node| session.graph.node(node).id.clone());
    let (from, to) = (id(from)?, id(to)?);
    let said = format!("{from} {tie} {to}");
    let is_it = |one: &Tie| {
        let same = one.from == from && one.to == to;
        one.tie == tie && (same || (tie.row().symmetric && one.from == to && one.to == from))
    };
    let those = loaded.records.ties.iter().zip(&loaded.places.ties).filter(|(one, _)| is_it(one));
    match those.map(|(_, place)| *place).collect::<Vec<_>>().as_slice() {
        [place] => Ok(Which::Tie { place: *place, said }),
        [] => {
            let inline = tie.row().inline.map(|field| format!("it may be written in `{to}`, in the list `{field}`"));
            let hint = inline.unwrap_or_else(|| format!("`accord show {from}` lists the ties of {from}"));
            Err(Failure::usage(format!("there is no tie “{said}” written on its own"), hint))
        }
        several => {
            let line = |place: &Place| {
                let (line, _) = loaded.base.line_column(place.file, place.word.start as usize);
                format!("{}:{line}", loaded.base.path(place.file).display())
            };
            let lines = several.iter().map(line).collect::<Vec<_>>().join(", ");
            Err(Failure::usage(format!("several ties are “{said}”"), format!("change the one that is meant with an editor: {lines}")))
        }
    }
}
