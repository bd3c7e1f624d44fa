//! Records as somebody wrote them, before anything is known of their soundness.

use super::{Claim, Date, Facts, Id, Node, Source, TieType};

/// The header of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Version of the file format; this program reads [`Header::SCHEMA`].
    pub schema: u32,
    /// Short name of the base.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// Version of the base.
    pub version: String,
    /// The day up to which the base claims to be true. It stands for "today", so that the same base gives the same answers
    /// whenever it is asked.
    pub updated: Date,
    /// SPDX licence of the data.
    pub licence: String,
    /// Languages of names, the first being the default.
    pub languages: Vec<String>,
    /// The countries whose links to each other are asked for.
    pub sides: Vec<Id>,
}

impl Header {
    /// The version of the file format that this program reads.
    pub const SCHEMA: u32 = 1;
}

/// A tie written on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The near end.
    pub from: Id,
    /// Its type.
    pub tie: TieType,
    /// The far end.
    pub to: Id,
    /// How far it has come, when, and who says so.
    pub facts: Facts,
}

/// All records of a base.
#[derive(Clone, Debug)]
pub struct Records {
    /// The header.
    pub header: Header,
    /// Places, organisations, agreements, centres and events.
    pub nodes: Vec<Node>,
    /// Ties written on their own.
    pub ties: Vec<Tie>,
    /// Documents.
    pub sources: Vec<Source>,
    /// Claims.
    pub claims: Vec<Claim>,
}
