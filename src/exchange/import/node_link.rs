//! JSON of nodes and edges, as networkx and D3 have it.

use super::{Error, Incoming, Input};

pub(super) fn read(_files: &[Input]) -> Result<Incoming, Error> {
    Ok(Incoming::default())
}
