//! Each format, as a reader that is not ours has it: every node and tie is there, and what is asked of them is what the graph says.

use std::collections::BTreeSet;

use accord::{
    exchange::export::Format,
    model::{Graph, Node},
    network::{Choice, Network, Shape, TwoMode, links},
};
use serde_json::{Map, Value, json};

use crate::{
    export, folder, graph,
    witness::{self, Read},
};

/// What is asked of a node, and under which name a reader has it.
type Asked = (fn(&Node) -> Option<Value>, &'static str);

#[expect(clippy::unnecessary_wraps, reason = "some of what is asked is not there")]
fn label(node: &Node) -> Option<Value> {
    Some(json!(node.name("en")))
}

#[expect(clippy::unnecessary_wraps, reason = "some of what is asked is not there")]
fn kind(node: &Node) -> Option<Value> {
    Some(json!(node.kind.word()))
}

/// A kind as a label of Neo4j: the word with which a record begins.
#[expect(clippy::unnecessary_wraps, reason = "some of what is asked is not there")]
fn record(node: &Node) -> Option<Value> {
    Some(json!(node.kind.record()))
}

fn chinese(node: &Node) -> Option<Value> {
    node.names.get("zh").map(|name| json!(name))
}

fn russian(node: &Node) -> Option<Value> {
    node.names.get("ru").map(|name| json!(name))
}

fn pinyin(node: &Node) -> Option<Value> {
    node.names.get("zh-Latn").map(|name| json!(name))
}

fn note(node: &Node) -> Option<Value> {
    node.facts.note.as_ref().map(|note| json!(note))
}

fn date(node: &Node) -> Option<Value> {
    node.facts.date.as_ref().map(|date| json!(date.to_string()))
}

fn first_day(node: &Node) -> Option<Value> {
    Some(json!(node.facts.date.as_ref()?.earliest()?.to_string()))
}

fn latitude(node: &Node) -> Option<Value> {
    node.at.map(|at| json!(at.0))
}

fn also(node: &Node) -> Option<Value> {
    (!node.also.is_empty()).then(|| json!(node.also))
}

/// A list where a format has none.
fn also_joined(node: &Node) -> Option<Value> {
    let escaped = |name: &String| name.replace('\\', "\\\\").replace(';', "\\;");
    (!node.also.is_empty()).then(|| json!(node.also.iter().map(escaped).collect::<Vec<_>>().join("; ")))
}

fn amount(node: &Node) -> Option<Value> {
    node.facts.value.as_ref().map(|money| json!(money.amount))
}

const COLUMNS: &[Asked] = &[
    (kind, "kind"),
    (chinese, "name_zh"),
    (russian, "name_ru"),
    (pinyin, "name_zh_latn"),
    (note, "note"),
    (date, "date"),
    (latitude, "latitude"),
    (amount, "amount"),
];

/// Exports all of a base, ties as they are, and holds what a reader has of it to the graph.
fn arrives(base: &str, module: &str, format: Format, asked: &[Asked], tie: &str) {
    let word = format.word();
    let path = folder(&format!("{base}-{module}-{word}")).join(word);
    let path = path.to_str().unwrap();
    let output = export(base, &[word, "--count", "all", "-o", path]);
    assert!(output.status.success(), "{output:?}");
    let Some(read) = witness::read(module, word, path) else { return };
    let graph = graph(base);
    hold(&graph, &read, asked, tie, &|text| unfit(format, text));
}

/// A text as a format can hold it: XML has two characters fewer than a name may have.
fn unfit(format: Format, text: &str) -> String {
    let is_xml = matches!(format, Format::Graphml | Format::Gexf);
    if is_xml { text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}") } else { text.to_owned() }
}

fn hold(graph: &Graph, read: &Read, asked: &[Asked], tie: &str, held: &dyn Fn(&str) -> String) {
    assert_eq!(read.nodes.len(), graph.node_count());
    let names: Vec<(String, Map<String, Value>)> = read.nodes.clone().into_iter().collect();
    for (_, node) in graph.nodes() {
        let data = read.nodes.get(node.id.as_str()).unwrap_or_else(|| panic!("there is no `{}` in {names:?}", node.id));
        for (of, name) in asked {
            let Some(expected) = of(node) else {
                assert!(!data.contains_key(*name) || name == &"name", "{}: {name} is {:?}", node.id, data.get(*name));
                continue;
            };
            let found = data.get(*name).unwrap_or_else(|| panic!("{}: there is no {name} in {data:?}", node.id));
            match expected {
                Value::String(text) => assert_eq!(found.as_str(), Some(held(&text).as_str()), "{}: {name}", node.id),
                // A reader may give a number as text.
                Value::Number(number) => {
                    let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
                    assert_eq!(found.parse::<f64>().unwrap(), number.as_f64().unwrap(), "{}: {name}", node.id);
                }
                expected => assert_eq!(*found, expected, "{}: {name}", node.id),
            }
        }
    }
    let mut expected: Vec<(&str, &str, String)> = graph
        .ties()
        .map(|(_, near, tie, far)| (graph.node(near).id.as_str(), graph.node(far).id.as_str(), tie.word().replace('_', " ")))
        .collect();
    expected.sort();
    let word = |data: &Map<String, Value>| data[tie].as_str().unwrap().to_lowercase().replace('_', " ");
    let mut found: Vec<(&str, &str, String)> = read.edges.iter().map(|(a, b, data)| (a.as_str(), b.as_str(), word(data))).collect();
    found.sort();
    assert_eq!(found, expected);
}

/// Exports all links of the small base, and holds what a reader has of it to the network that analyses run on.
fn links_arrive(module: &str, format: Format, two_mode: bool) {
    let word = format.word();
    let path = folder(&format!("links-{module}-{word}-{two_mode}")).join(word);
    let path = path.to_str().unwrap();
    let output = export("small", &[word, if two_mode { "--two-mode" } else { "--links" }, "-o", path]);
    assert!(output.status.success(), "{output:?}");
    let Some(read) = witness::read(module, word, path) else { return };
    let graph = graph("small");
    let links = links(&graph, &Choice::default());
    let id = |node| graph.node(node).id.to_string();
    if two_mode {
        let modes = TwoMode::of_links(&graph, &links, &Shape::default());
        assert_eq!((read.nodes.len(), read.edges.len()), (modes.packed().len(), modes.packed().edges()));
        for vertex in 0..u32::try_from(modes.parties()).unwrap() {
            let node = id(modes.node(vertex).unwrap());
            let degree = read.edges.iter().filter(|(from, to, _)| *from == node || *to == node).count();
            assert_eq!(degree, modes.packed().neighbours(vertex).len(), "{node}");
        }
        return;
    }
    let network = Network::of_links(&graph, &links, &Shape::default());
    let ends = |a: String, b: String| if a < b { (a, b) } else { (b, a) };
    let mut expected: Vec<((String, String), f64)> =
        network.packed().edge_list().map(|(a, b, weight)| (ends(id(network.node(a)), id(network.node(b))), weight)).collect();
    let mut found: Vec<((String, String), f64)> =
        read.edges.iter().map(|(a, b, data)| (ends(a.clone(), b.clone()), data["weight"].as_f64().unwrap())).collect();
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    found.sort_by(|a, b| a.0.cmp(&b.0));
    // A list of edges has each both ways.
    found.dedup();
    assert_eq!(found, expected);
    assert_eq!(read.nodes.len(), network.len());
}

fn with(more: &[Asked]) -> Vec<Asked> {
    [COLUMNS, more].concat()
}

#[test]
fn networkx_reads_graphml() {
    arrives("hostile", "networkx", Format::Graphml, &with(&[(label, "label"), (also_joined, "also")]), "type");
}

#[test]
fn networkx_reads_gexf_with_days() {
    arrives("hostile", "networkx", Format::Gexf, &with(&[(label, "label"), (also_joined, "also"), (first_day, "start")]), "type");
}

#[test]
fn networkx_reads_gml() {
    let asked: &[Asked] = &[
        (label, "name"),
        (kind, "kind"),
        (chinese, "nameZh"),
        (russian, "nameRu"),
        (pinyin, "nameZhLatn"),
        (note, "note"),
        (date, "date"),
        (latitude, "latitude"),
        (also_joined, "also"),
    ];
    arrives("hostile", "networkx", Format::Gml, asked, "type");
}

#[test]
fn networkx_reads_node_link() {
    arrives("hostile", "networkx", Format::NodeLink, &with(&[(label, "label"), (also, "also")]), "type");
}

#[test]
fn networkx_reads_cytoscape() {
    arrives("hostile", "networkx", Format::Cytoscape, &with(&[(label, "name"), (also, "also")]), "interaction");
}

#[test]
fn arcadedb_runs_cypher_twice_and_has_everything_once() {
    let labels = |node: &Node| Some(json!([node.kind.record()]));
    let asked: &[Asked] = &[
        (label, "name"),
        (labels, "kind"),
        (chinese, "name_zh"),
        (russian, "name_ru"),
        (note, "note"),
        (date, "date"),
        (first_day, "start"),
        (latitude, "latitude"),
        (also, "also"),
    ];
    arrives("hostile", "arcadedb_embedded", Format::Cypher, asked, "type");
}

#[test]
fn networkx_reads_pajek_of_one_mode() {
    links_arrive("networkx", Format::Pajek, false);
}

#[test]
fn igraph_reads_graphml() {
    arrives("hostile", "igraph", Format::Graphml, &with(&[(label, "label"), (also_joined, "also")]), "type");
}

#[test]
fn igraph_reads_gml_with_names_as_entities() {
    arrives("small", "igraph", Format::Gml, &[(label, "name"), (kind, "kind"), (date, "date")], "type");
}

#[test]
fn igraph_reads_pajek_of_both_modes() {
    links_arrive("igraph", Format::Pajek, false);
    links_arrive("igraph", Format::Pajek, true);
}

#[test]
fn igraph_reads_ucinet_of_one_mode() {
    links_arrive("igraph", Format::Ucinet, false);
}

#[test]
fn pandas_reads_tables() {
    let more: &[Asked] = &[(label, "label"), (also_joined, "also")];
    arrives("hostile", "pandas", Format::Csv, &with(more), "type");
    arrives("hostile", "pandas", Format::Gephi, &with(&[(label, "Label"), (also_joined, "also")]), "Label");
    arrives(
        "hostile",
        "pandas",
        Format::Neo4j,
        &[(label, "name"), (record, ":LABEL"), (note, "note"), (date, "date"), (latitude, "latitude:double")],
        ":TYPE",
    );
}

#[cfg(feature = "parquet")]
#[test]
fn pyarrow_reads_parquet() {
    arrives("hostile", "pyarrow", Format::Parquet, &with(&[(label, "label"), (also, "also"), (first_day, "start")]), "type");
}

#[test]
fn rdflib_reads_turtle() {
    let names: &[Asked] = &[(label, "name_en"), (kind, "kind"), (chinese, "name_zh"), (russian, "name_ru"), (pinyin, "name_zh_latn")];
    arrives("hostile", "rdflib", Format::Turtle, names, "type");
}

#[test]
fn followthemoney_reads_its_entities() {
    let names = |node: &Node| {
        let names: BTreeSet<&String> = node.names.values().collect();
        Some(json!(names))
    };
    arrives("small", "followthemoney", Format::Ftm, &[(names, "names")], "type");
}
