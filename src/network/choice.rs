//! What counts: by status and by date.

use std::fmt;

use crate::model::{Date, Facts, Graph, Role, Status, Truth, graph::EdgeIndex};

/// What is counted: relations of these statuses, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The statuses that count.
    pub count: Vec<Status>,
    /// The day for which is asked; `None` for the day up to which the base claims to be true. A partial date asks for the end
    /// of what it can mean.
    pub as_of: Option<Date>,
}

/// Why a relation was not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its status is none of those that count.
    Status(Status),
    /// It is a contact (both took part in an event), no tie.
    Contact,
    /// It began after that day.
    Later,
    /// It has no date, and nothing tells whether it had begun.
    Undated,
    /// Its date is too coarse to tell.
    Undecided,
}

impl Default for Choice {
    /// Signed and operating relations, as of the day of the base.
    fn default() -> Self {
        Self { count: vec![Status::Signed, Status::Operating], as_of: None }
    }
}

impl Choice {
    /// Does something with these facts count?
    ///
    /// An undated relation that a source states had begun when that source came out. What is suspended, lapsed or ended counted before
    /// it came to that, as far as its `until` tells. What is signed or operating has lapsed when all that the end of its term (`until`, or the end
    /// of an interval) can mean lies before the day. Asked for the day of the base or a later one, everything that it has had begun, and stands as it
    /// is written.
    ///
    /// # Errors
    ///
    /// The reason why it does not count.
    pub fn judge(&self, graph: &Graph, facts: &Facts) -> Result<(), Reason> {
        if let Some(day) = self.past(graph) {
            match begun(graph, facts, day) {
                Some(Truth::Yes) => {}
                Some(Truth::No) => return Err(Reason::Later),
                Some(Truth::Unknown) => return Err(Reason::Undecided),
                None => return Err(Reason::Undated),
            }
        }
        let standing = self.standing(graph, facts)?;
        if self.count.contains(&standing) { Ok(()) } else { Err(Reason::Status(standing)) }
    }

    /// Does a tie count?
    ///
    /// One whose near ends meet at its far end (a signature, a stake in a venture) counts when both it and that far end do; one that makes a contact
    /// never counts; one of structure is judged like any other, though it makes no link.
    ///
    /// # Errors
    ///
    /// The reason why it does not count.
    pub fn judge_tie(&self, graph: &Graph, tie: EdgeIndex) -> Result<(), Reason> {
        let Some((_, tie_type, far)) = graph.tie(tie) else { return Ok(()) };
        let row = tie_type.row();
        let mut verdict = self.judge(graph, graph.facts(tie));
        if row.meets && !graph.is_inline(tie) {
            verdict = verdict.and_then(|()| self.judge(graph, &graph.node(far).facts));
        }
        match verdict {
            Err(Reason::Later | Reason::Undated | Reason::Undecided) => verdict,
            _ if row.role == Role::Contact => Err(Reason::Contact),
            _ => verdict,
        }
    }

    /// The day for which is asked, when that lies before the day of the base.
    fn past(&self, graph: &Graph) -> Option<&Date> {
        self.as_of.as_ref().filter(|day| day.latest() < graph.header().updated.latest())
    }

    /// The status on the day for which is asked.
    fn standing(&self, graph: &Graph, facts: &Facts) -> Result<Status, Reason> {
        let standing = facts.standing();
        let end = || facts.until.clone().or_else(|| facts.date.as_ref().and_then(Date::end));
        match standing {
            Status::Planned | Status::Intended => Ok(standing),
            Status::Signed | Status::Operating => {
                let day = self.as_of.as_ref().unwrap_or(&graph.header().updated);
                // A partial day asks for the end of what it can mean.
                let last = day.latest().map_or_else(|| day.clone(), Date::day);
                match end().map(|end| end.over_before(&last)) {
                    Some(Truth::Yes) => Ok(Status::Lapsed),
                    _ => Ok(standing),
                }
            }
            Status::Suspended | Status::Lapsed | Status::Ended => {
                let Some(day) = self.past(graph) else { return Ok(standing) };
                match end().map(|end| end.begun_by(day)) {
                    Some(Truth::Yes) => Ok(standing),
                    Some(Truth::No) => Ok(Status::Operating),
                    Some(Truth::Unknown) | None => Err(Reason::Undecided),
                }
            }
        }
    }
}

/// Had it begun by the day? `None` when nothing tells.
fn begun(graph: &Graph, facts: &Facts, day: &Date) -> Option<Truth> {
    if let Some(date) = &facts.date {
        return Some(date.begun_by(day));
    }
    let mut told = facts.sources.iter().filter_map(|citation| graph.source(&citation.source)?.date.as_ref());
    told.any(|date| date.begun_by(day) == Truth::Yes).then_some(Truth::Yes)
}

impl Reason {
    /// The word for what was left out, as in "3 planned".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status(status) => status.word(),
            Self::Contact => "contact",
            Self::Later => "begun later",
            Self::Undated => "undated",
            Self::Undecided => "of undecided date",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
