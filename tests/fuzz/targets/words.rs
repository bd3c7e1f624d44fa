//! What is typed: dates, ids, citations, terms of a selection, names.
#![no_main]

use std::sync::LazyLock;

use accord::{
    check,
    model::{Citation, Date, Graph, Id},
    names::{Index, fold, homonym},
    network::Terms,
    store::{Base, read},
};
use libfuzzer_sys::fuzz_target;

static GRAPH: LazyLock<Graph> = LazyLock::new(|| check::check(read(Base::curated())).graph.expect("the curated base is sound"));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&GRAPH));

fuzz_target!(|text: &str| {
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string().parse::<Date>().as_ref(), Ok(&date), "a date is read as it is written");
        assert!(date.earliest().zip(date.latest()).is_none_or(|(first, last)| first <= last));
    }
    if let Some(id) = Id::suggest(text) {
        assert_eq!(id.as_str().parse::<Id>().as_ref(), Ok(&id));
    }
    if let Ok(citation) = text.parse::<Citation>() {
        let again: Citation = citation.to_string().parse().expect("a citation is read as it is written");
        assert_eq!(again.to_string(), citation.to_string());
    }
    assert_eq!(fold(&fold(text)), fold(text), "what is folded stays so");
    let _ = homonym(text);
    let by_id = |name: &str| GRAPH.find(name).ok_or_else(|| name.to_owned());
    if let Ok(terms) = Terms::parse(text.split(' '), &GRAPH, &by_id) {
        let _ = terms.to_string();
    }
    let _ = INDEX.identify(&GRAPH, text);
    let _ = INDEX.called(&GRAPH, text);
});
