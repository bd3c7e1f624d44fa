//! A table of nodes or edges, held against the curated base.
#![no_main]

use std::sync::LazyLock;

use accord::{
    check,
    exchange::import::{
        Decisions, Format, Input, plan,
        plan::{New, Rules},
    },
    model::Graph,
    names::Index,
    store::{Base, compose, read},
};
use libfuzzer_sys::fuzz_target;

static GRAPH: LazyLock<Graph> = LazyLock::new(|| check::check(read(Base::curated())).graph.expect("the curated base is sound"));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&GRAPH));
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules::default();
    for (field, value) in [("kind", "city"), ("within", "belarus"), ("edges", "twinning"), ("status", "signed"), ("source", "zalessky")] {
        rules.set(field, value).expect("a rule");
    }
    rules
});

fuzz_target!(|texts: (&str, &str)| {
    let input = |name: &str, text: &str| Input { name: name.to_owned(), bytes: text.into() };
    let files = [input("nodes.csv", &format!("id,label,kind,{}", texts.0)), input("edges.csv", &format!("source,target,type,{}", texts.1))];
    let Ok(incoming) = Format::Csv.read(&files) else { return };
    let Ok(plan) = plan(&incoming, &GRAPH, &INDEX, &RULES, &Decisions::default()) else { return };
    let mut ids: Vec<&str> = Vec::new();
    for (_, new) in &plan.new {
        match new {
            New::Node(node) => {
                assert!(GRAPH.find(node.id.as_str()).is_none(), "an id is given twice");
                ids.push(node.id.as_str());
                let _ = compose(node);
            }
            New::Tie(tie) => drop(compose(tie)),
            New::Source(source) => drop(compose(source)),
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is given twice");
});
