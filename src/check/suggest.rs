//! Which id did somebody mean who wrote one that does not exist?

use std::collections::HashMap;

use super::Context;
use crate::{
    model::{Id, vocabulary::nearest},
    names::fold,
};

/// So many ids are compared in all, a guess comparing with each; a base with thousands of unknown ids is not mended by guesses.
const COMPARISONS: usize = 500_000;

/// Guesses what was meant.
pub struct Suggester<'c, 'a> {
    context: &'c Context<'a>,
    /// Nodes by each of their names, folded.
    by_name: HashMap<String, (&'a Id, &'a str)>,
    guessed: HashMap<(&'a Id, bool), Option<String>>,
    compared: usize,
}

impl<'c, 'a> Suggester<'c, 'a> {
    /// Makes the index of names. Linear in the names.
    pub fn new(context: &'c Context<'a>) -> Self {
        let mut by_name = HashMap::new();
        for (node, _) in context.nodes() {
            for name in node.all_names() {
                by_name.entry(fold(name)).or_insert((&node.id, name));
            }
        }
        Self { context, by_name, guessed: HashMap::new(), compared: 0 }
    }

    /// The id that was probably meant, as a question; of a source when `source`, else of a node.
    pub fn guess(&mut self, id: &'a Id, source: bool) -> Option<String> {
        if let Some(known) = self.guessed.get(&(id, source)) {
            return known.clone();
        }
        if self.compared > COMPARISONS {
            return None;
        }
        let records = &self.context.loaded.records;
        self.compared += if source { records.sources.len() } else { records.nodes.len() };
        let guess = self.look(id, source);
        self.guessed.insert((id, source), guess.clone());
        guess
    }

    fn look(&self, id: &Id, source: bool) -> Option<String> {
        let records = &self.context.loaded.records;
        if source {
            let meant = nearest(id.as_str(), records.sources.iter().map(|source| source.id.as_str()))?;
            return Some(format!("did you mean `{meant}`?"));
        }
        // Somebody may have written a name of it as an id: `gomel-region` for “Gomel Region”.
        let name = fold(&id.as_str().replace('-', " "));
        if let Some((meant, name)) = self.by_name.get(&name) {
            return Some(format!("did you mean `{meant}`? it is called “{name}”, too"));
        }
        let meant = nearest(id.as_str(), records.nodes.iter().map(|node| node.id.as_str()))?;
        Some(format!("did you mean `{meant}`?"))
    }
}
