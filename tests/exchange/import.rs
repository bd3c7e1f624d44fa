//! What we write, we read: an export read again is the tables that it was made from, in every format that holds them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::LazyLock,
};

use accord::{
    exchange::{
        EdgeRow, NodeRow, Tables, Value,
        export::{Export, Format as Out, Question, Reader, View},
        import::{Error, Format, Incoming, Input},
    },
    model::Graph,
    network::{Choice, Level, Terms},
    store::{self, Base},
};
use proptest::prelude::*;

use crate::{folder, graph};

/// The formats that hold columns, each with the reader for it.
const FORMATS: &[(Out, Format)] = &[
    (Out::Csv, Format::Csv),
    (Out::Gephi, Format::Csv),
    (Out::Neo4j, Format::Csv),
    (Out::Graphml, Format::Graphml),
    (Out::Gexf, Format::Gexf),
    (Out::Gml, Format::Gml),
    (Out::NodeLink, Format::NodeLink),
    (Out::Cytoscape, Format::Cytoscape),
];

fn exported(graph: &Graph, view: View) -> Export<'_> {
    static CHOICE: LazyLock<Choice> = LazyLock::new(|| Choice { count: accord::model::Status::ALL.to_vec(), ..Choice::default() });
    static TERMS: LazyLock<Terms> = LazyLock::new(Terms::default);
    let question = Question { view, choice: &CHOICE, level: Level::Party, terms: &TERMS, lang: "en", reader: Reader::Program };
    Export::of(graph, &question)
}

/// The files of an export as they are given to a reader: those that hold nodes and edges.
fn written(export: &Export<'_>, format: Out) -> Vec<Input> {
    let files = format.write(export).unwrap().into_iter().filter(|file| !file.name.ends_with(".json") || format == Out::NodeLink);
    files.map(|file| Input { name: file.name, bytes: file.bytes }).collect()
}

/// The nodes and edges of tables, columns by name, those without a value left out.
fn plain(tables: &Tables, keep: &dyn Fn(&Value) -> Value) -> (BTreeMap<String, Vec<String>>, Vec<Vec<String>>) {
    let cells = |columns: &[accord::exchange::Column], cells: &[Value]| {
        let mut all: Vec<String> = columns
            .iter()
            .zip(cells)
            .filter(|(_, value)| !value.is_nothing())
            .map(|(column, value)| format!("{} = {:?}", column.name, keep(value)))
            .collect();
        all.sort();
        all
    };
    let node = |node: &NodeRow| {
        let mut row = vec![node.label.clone(), node.kind.clone()];
        row.extend(cells(&tables.node_columns, &node.cells));
        (node.id.clone(), row)
    };
    let edge = |edge: &EdgeRow| {
        let (from, to) = tables.ends(edge);
        let mut row = vec![from.to_owned(), to.to_owned(), edge.kind.clone(), edge.weight.to_string()];
        row.extend(cells(&tables.edge_columns, &edge.cells));
        row
    };
    let mut edges: Vec<Vec<String>> = tables.edges.iter().map(edge).collect();
    edges.sort();
    (tables.nodes.iter().map(node).collect(), edges)
}

/// A value as it is after Neo4j's arrays, which know no semicolon in an item.
fn without_semicolons(value: &Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.iter().map(|item| item.replace(';', ",")).collect()),
        value => value.clone(),
    }
}

/// A format gives back what an export had.
fn comes_back(export: &Export<'_>, out: Out, format: Format) -> Incoming {
    let files = written(export, out);
    if out != Out::Gephi && out != Out::Neo4j {
        assert_eq!(Format::recognise(&files), Some(format), "{out:?}");
    }
    let incoming = format.read(&files).unwrap_or_else(|error| panic!("{out:?}: {error}"));
    assert_eq!(incoming.rejected, [], "{out:?}");
    let keep: &dyn Fn(&Value) -> Value = if out == Out::Neo4j { &without_semicolons } else { &Value::clone };
    let (expected, found) = (plain(&export.tables, keep), plain(&incoming.tables, keep));
    for (id, row) in &expected.0 {
        assert_eq!(found.0.get(id), Some(row), "{out:?}");
    }
    assert_eq!(found.0.len(), expected.0.len(), "{out:?}");
    assert_eq!(found.1, expected.1, "{out:?}");
    // Only Gephi says it among tables.
    if !matches!(out, Out::Csv | Out::Neo4j) {
        assert_eq!(incoming.tables.directed, export.tables.directed, "{out:?}");
    }
    incoming
}

#[test]
fn every_view_of_a_base_comes_back_from_every_format_that_holds_columns() {
    for name in ["small", "hostile"] {
        let graph = graph(name);
        for view in [View::Ties, View::TwoMode, View::Links] {
            let export = exported(&graph, view);
            for &(out, format) in FORMATS {
                // XML has no characters for control.
                if name == "hostile" && matches!(out, Out::Graphml | Out::Gexf) {
                    continue;
                }
                comes_back(&export, out, format);
            }
        }
    }
}

#[test]
fn the_documents_that_are_cited_come_with_the_tables() {
    let graph = graph("small");
    let incoming = comes_back(&exported(&graph, View::Ties), Out::Csv, Format::Csv);
    assert_eq!(incoming.sources, graph.sources().cloned().collect::<Vec<_>>());
}

#[test]
fn a_network_of_pajek_comes_back_with_its_ends_and_weights() {
    let graph = graph("small");
    for view in [View::TwoMode, View::Links] {
        let export = exported(&graph, view);
        let incoming = Format::Pajek.read(&written(&export, Out::Pajek)[..1]).unwrap();
        let ends = |tables: &Tables| {
            tables
                .edges
                .iter()
                .map(|edge| (tables.ends(edge).0.to_owned(), tables.ends(edge).1.to_owned(), edge.weight.to_string()))
                .collect::<Vec<_>>()
        };
        assert_eq!(ends(&incoming.tables), ends(&export.tables));
    }
}

#[test]
fn entities_of_followthemoney_come_back_with_names_and_ties() {
    let graph = graph("small");
    let export = exported(&graph, View::Ties);
    let incoming = Format::Ftm.read(&written_ftm(&export)).unwrap();
    let ties = |tables: &Tables| {
        let mut ties: Vec<(String, String, String)> =
            tables.edges.iter().map(|edge| (tables.ends(edge).0.to_owned(), edge.kind.clone(), tables.ends(edge).1.to_owned())).collect();
        ties.sort();
        ties
    };
    assert_eq!(ties(&incoming.tables), ties(&export.tables));
    for node in &export.tables.nodes {
        assert!(incoming.tables.nodes.iter().any(|one| one.id == node.id && one.label == node.label), "{}", node.id);
    }
}

fn written_ftm(export: &Export<'_>) -> Vec<Input> {
    Out::Ftm.write(export).unwrap().into_iter().map(|file| Input { name: file.name, bytes: file.bytes }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Names of any characters, those that XML has no way to write left out.
    #[test]
    fn whatever_is_in_names_and_notes_comes_back(
        names in prop::collection::vec(r#"[a-zіў江苏אב\\"',;<>&=@\n\t%#\[\]{} ]{1,12}"#, 3..6),
        any in prop::collection::vec("[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{fffe}\u{ffff}]{1,8}", 3..6),
    ) {
        let graph = graph("small");
        let mut export = exported(&graph, View::Ties);
        let note = export.tables.node_columns.iter().position(|column| column.name == "note").unwrap();
        let also = export.tables.node_columns.iter().position(|column| column.name == "also").unwrap();
        for (node, (name, any)) in export.tables.nodes.iter_mut().zip(names.iter().zip(&any)) {
            node.label = format!("x{name}");
            node.cells[note] = Value::text(any.clone());
            node.cells[also] = Value::list(vec![name.clone(), any.clone()]);
        }
        for &(out, format) in FORMATS {
            comes_back(&export, out, format);
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in r#"[<>&;"\[\]{}*:,a-z0-9 \n=/]{0,200}"#) {
        for format in Format::ALL {
            for bytes in [bytes.clone(), text.clone().into_bytes()] {
                let _ = format.read(&[Input { name: "x".to_owned(), bytes }]);
            }
        }
    }

    #[test]
    fn a_file_that_is_cut_or_changed_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let graph = graph("small");
        let export = exported(&graph, View::Ties);
        for &(out, format) in FORMATS {
            let mut files = written(&export, out);
            let bytes = &mut files[0].bytes;
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            let _ = format.read(&files);
        }
    }
}

fn refused(format: Format, text: impl Into<Vec<u8>>) -> String {
    match format.read(&[Input { name: "x".to_owned(), bytes: text.into() }]) {
        Err(error @ Error::Malformed { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_entity_of_its_own_makes_no_document_grow_and_reads_no_file() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\n<graphml><graph edgedefault=\"directed\"><node id=\"&b;\"/>\n<node id=\"1\"><data key=\"label\">&c;</data></node></graph></graphml>";
    let error = refused(Format::Graphml, bomb);
    assert!(error.starts_with("x:3:") && error.contains('b'), "{error}");
    let error = refused(Format::Graphml, bomb.replace("\"&b;\"", "\"b\""));
    assert!(error.starts_with("x:4:") && error.contains('c'), "{error}");
}

#[test]
fn a_million_brackets_overflow_no_stack() {
    let million = 1_000_000;
    let open = |c: &str| c.repeat(million);
    assert!(refused(Format::NodeLink, open("[")).contains("invalid type: sequence, expected a map"));
    assert!(refused(Format::NodeLink, format!("{{\"nodes\": [{{\"a\": {}", open("["))).contains("recursion limit"));
    assert!(refused(Format::NodeLink, format!("{{\"a\": {}", open("["))).contains("EOF while parsing"));
    assert!(refused(Format::Gml, format!("graph [ {}", open("a [ "))).contains("nested more than 32 deep"));
    assert!(refused(Format::Graphml, format!("<graphml>{}", open("<node id=\"a\">"))).contains("no whole GraphML"));
    assert!(refused(Format::Gexf, format!("<gexf>{}", open("<node id=\"a\">"))).contains("no whole GEXF"));
}

#[test]
fn what_is_not_text_is_refused_with_the_line_and_what_to_do() {
    for &format in Format::ALL {
        let error = refused(format, &b"a,b\n\xff\n"[..]);
        assert_eq!(error, "x:2: it is not UTF-8 from here on; save it as UTF-8", "{format:?}");
        assert!(refused(format, &b"\xff\xfea\0"[..]).contains("UTF-16"), "{format:?}");
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read() {
    let long = "x".repeat(50_000_000);
    let incoming = Format::Csv.read(&[Input { name: "x.csv".to_owned(), bytes: format!("id,label\n1,{long}\n").into_bytes() }]).unwrap();
    assert_eq!(incoming.tables.nodes[0].label.len(), long.len());
    let incoming = Format::Edges.read(&[Input { name: "x.txt".to_owned(), bytes: format!("{long} b").into_bytes() }]).unwrap();
    assert_eq!(incoming.tables.nodes.len(), 2);
}

#[test]
fn rows_that_cannot_come_in_are_told_and_the_rest_comes() {
    let nodes =
        Input { name: "nodes.csv".to_owned(), bytes: b"id,label,latitude\n1,A,53.9\n,B,\n1,C,\n2,D,north\n3,E,NaN\n4,F,1e999\n".to_vec() };
    let edges = Input { name: "edges.csv".to_owned(), bytes: b"source,target,weight\n1,9,\n1,1,x\n1,,2\n1,1,2\n".to_vec() };
    let incoming = Format::Csv.read(&[nodes, edges]).unwrap();
    assert_eq!((incoming.tables.nodes.len(), incoming.tables.edges.len()), (1, 1));
    let told: Vec<(usize, usize, &str)> = incoming.rejected.iter().map(|row| (row.place.file, row.place.line, row.reason)).collect();
    assert_eq!(
        told,
        [
            (0, 3, "has no id"),
            (0, 4, "has the id of another node"),
            (0, 5, "has a value that its column does not take"),
            (0, 6, "has a value that its column does not take"),
            (0, 7, "has a value that its column does not take"),
            (1, 2, "refers to a node that is not there"),
            (1, 3, "has a weight that is no finite number"),
            (1, 4, "names no node at one of its ends"),
        ]
    );
}

/// A base with the header and documents of another, and nothing else.
fn emptied(from: &Path, name: &str, with_sources: bool) -> PathBuf {
    let base = folder(name).join("base");
    std::fs::create_dir_all(&base).unwrap();
    let header = std::fs::read_to_string(from.join("base.ron")).unwrap();
    let header: Vec<&str> =
        header.lines().map(|line| if line.trim_start().starts_with("sides:") { "    sides: []," } else { line }).collect();
    std::fs::write(base.join("base.ron"), header.join("\n")).unwrap();
    if with_sources {
        std::fs::copy(from.join("sources.ron"), base.join("sources.ron")).unwrap();
    }
    base
}

fn accord(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_accord")).args(args).env_clear().env("NO_COLOR", "1").output().unwrap()
}

/// Nodes by id, ties and documents of a base, as debug texts, in a fixed order; ids that are lists of others in any order.
fn records(base: &Path) -> (Vec<String>, Vec<String>, Vec<String>) {
    let mut records = store::read(Base::open(base).unwrap()).records;
    for node in &mut records.nodes {
        node.distinct_from.sort();
        node.inline.iter_mut().for_each(|(_, ids)| ids.sort());
        node.inline.sort();
        node.facts.fields.sort();
    }
    records.ties.iter_mut().for_each(|tie| tie.facts.fields.sort());
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    (
        sorted(records.nodes.iter().map(|node| format!("{node:?}")).collect()),
        sorted(records.ties.iter().map(|tie| format!("{tie:?}")).collect()),
        sorted(records.sources.iter().map(|source| format!("{source:?}")).collect()),
    )
}

#[test]
fn the_curated_base_leaves_and_enters_an_empty_one_record_by_record() {
    let graph = Path::new(env!("CARGO_MANIFEST_DIR")).join("graph");
    let expected = records(&graph);
    for (word, file) in
        [("csv", ""), ("graphml", "a.graphml"), ("gexf", "a.gexf"), ("gml", "a.gml"), ("node-link", "a.json"), ("cytoscape", "a.cyjs")]
    {
        let base = emptied(&graph, &format!("enters-{word}"), word != "csv");
        let out = base.parent().unwrap().join("out");
        std::fs::create_dir_all(&out).unwrap();
        let path = out.join(file);
        let (path, base_name) = (path.to_str().unwrap(), base.to_str().unwrap());
        assert!(accord(&["export", word, "--count", "all", "-o", path, "--graph", graph.to_str().unwrap()]).status.success());
        let run = accord(&["import", path, "--graph", base_name]);
        assert!(run.status.success(), "{word}: {}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let found = records(&base);
        for (expected, found) in [(&expected.0, &found.0), (&expected.1, &found.1), (&expected.2, &found.2)] {
            for record in expected {
                assert!(found.contains(record), "{word} loses {record}\n{:?}", found.iter().find(|one| one.get(..40) == record.get(..40)));
            }
            assert_eq!(found.len(), expected.len(), "{word}");
        }
        let again = accord(&["import", path, "--graph", base_name]);
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && said.contains("Nothing to change"), "{word}: {said}");
        let compared = accord(&["compare", "--with", path, "--graph", base_name]);
        assert_eq!(compared.status.code(), Some(1), "{word}: {}", String::from_utf8_lossy(&compared.stdout));
    }
}
