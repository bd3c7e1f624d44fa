//! Files as other programs write them: networkx, igraph, yEd, Gephi, D3, graphology, Cytoscape.js, Pajek, KONECT.

use accord::exchange::{
    Value,
    import::{Format, Incoming, Input},
};

fn read(format: Format, name: &str, text: &str) -> Incoming {
    let files = [Input { name: name.to_owned(), bytes: text.into() }];
    assert_eq!(Format::recognise(&files), Some(format));
    format.read(&files).unwrap()
}

fn nodes(incoming: &Incoming) -> Vec<(&str, &str)> {
    incoming.tables.nodes.iter().map(|node| (node.id.as_str(), node.label.as_str())).collect()
}

fn edges(incoming: &Incoming) -> Vec<(&str, &str, &str, f64)> {
    incoming
        .tables
        .edges
        .iter()
        .map(|edge| {
            let (from, to) = incoming.tables.ends(edge);
            (from, to, edge.kind.as_str(), edge.weight)
        })
        .collect()
}

fn cell<'a>(incoming: &'a Incoming, id: &str, column: &str) -> &'a Value {
    let at = incoming.tables.node_columns.iter().position(|one| one.name == column).unwrap();
    &incoming.tables.nodes.iter().find(|node| node.id == id).unwrap().cells[at]
}

#[test]
fn graphml_of_networkx_has_truths_in_capitals_and_numbers_that_are_not_known() {
    let incoming = read(
        Format::Graphml,
        "a.graphml",
        r#"<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d3" for="node" attr.name="miss" attr.type="double"/>
<key id="d1" for="node" attr.name="ok" attr.type="boolean"/><key id="d0" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="directed"><node id="gomel"><data key="d0">Gomel &lt;Гомель&gt;</data><data key="d1">True</data><data key="d3">nan</data></node>
<node id="huaian"><data key="d1">False</data><data key="d3">1.5</data></node>
<node id="bad"><data key="d3">inf</data></node></graph></graphml>"#,
    );
    assert_eq!(nodes(&incoming), [("gomel", "Gomel <Гомель>"), ("huaian", "huaian")]);
    assert_eq!([cell(&incoming, "gomel", "ok"), cell(&incoming, "huaian", "ok")], [&Value::Truth(true), &Value::Truth(false)]);
    assert_eq!([cell(&incoming, "gomel", "miss"), cell(&incoming, "huaian", "miss")], [&Value::Nothing, &Value::Real(1.5)]);
    assert_eq!(incoming.rejected[0].detail, "miss: inf");
}

#[test]
fn graphml_of_yed_has_its_names_in_the_picture() {
    let incoming = read(
        Format::Graphml,
        "a.graphml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/><key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/><key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G"><data key="d0"/>
    <node id="n0"><data key="d4"><![CDATA[https://gomel.by]]></data><data key="d6"><y:ShapeNode>
      <y:Geometry height="30.0" width="30.0" x="0.0" y="0.0"/><y:NodeLabel alignment="center" visible="true">Gomel<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel><y:NodeLabel>a note</y:NodeLabel>
      </y:ShapeNode></data></node>
    <node id="n1" yfiles.foldertype="group"><data key="d6"><y:GroupNode><y:NodeLabel>Jiangsu</y:NodeLabel></y:GroupNode></data>
      <graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Huai'an</y:NodeLabel></y:ShapeNode></data></node></graph></node>
    <edge id="e0" source="n0" target="n1::n0"><data key="d10"><y:PolyLineEdge><y:Arrows source="none" target="standard"/><y:EdgeLabel>twinning</y:EdgeLabel></y:PolyLineEdge></data></edge>
  </graph><data key="d7"><y:Resources/></data></graphml>"#,
    );
    assert_eq!(nodes(&incoming), [("n0", "Gomel"), ("n1::n0", "Huai'an"), ("n1", "Jiangsu")]);
    assert_eq!(edges(&incoming), [("n0", "n1::n0", "twinning", 1.0)]);
    assert_eq!(cell(&incoming, "n0", "url"), &Value::text("https://gomel.by"));
    assert_eq!(incoming.tables.node_columns.len(), 1);
}

#[test]
fn gml_of_networkx_has_lists_and_numbers_that_are_not_known() {
    let incoming = read(
        Format::Gml,
        "a.gml",
        "graph [\n directed 1\n node [ id 0 label \"gomel\" also \"Homel\" also \"&#1043;\" tags \"_networkx_list_start\" tags \"solo\" miss NAN ]\n node [ id 1 label \"b\" miss 2.5 ]\n node [ id 2 label \"c\" inf +INF ]\n edge [ source 0 target 1 weight 2.0 ]\n]\n",
    );
    assert_eq!(nodes(&incoming), [("gomel", "gomel"), ("b", "b")]);
    assert_eq!(cell(&incoming, "gomel", "also"), &Value::list(vec!["Homel".to_owned(), "Г".to_owned()]));
    assert_eq!(cell(&incoming, "gomel", "tags"), &Value::list(vec!["solo".to_owned()]));
    assert_eq!([cell(&incoming, "gomel", "miss"), cell(&incoming, "b", "miss")], [&Value::Nothing, &Value::Real(2.5)]);
    assert_eq!((incoming.rejected.len(), incoming.rejected[0].detail.as_str()), (1, "inf: inf"));
    assert_eq!(edges(&incoming), [("gomel", "b", "", 2.0)]);
}

#[test]
fn pajek_of_igraph_has_vertices_without_lines_and_labels_that_are_not_unique() {
    let incoming = read(Format::Pajek, "a.net", "*Vertices 4\n*Edges\n1 2\n2 3 2.5\n9 1\n");
    assert_eq!(nodes(&incoming), [("1", "1"), ("2", "2"), ("3", "3")]);
    assert_eq!(edges(&incoming), [("1", "2", "", 1.0), ("2", "3", "", 2.5)]);
    assert_eq!(incoming.rejected[0].detail, "9");
    let incoming = read(Format::Pajek, "a.net", "*Vertices 3\n1 \"A &#34;q&#34; b\"\n2 \"B\"\n3 \"B\"\n*Arcs :1 \"trade\"\n1 2\n1 3 2\n");
    assert_eq!(nodes(&incoming), [("1", "A \"q\" b"), ("2", "B"), ("3", "B")]);
    assert_eq!(edges(&incoming), [("1", "2", "trade", 1.0), ("1", "3", "trade", 2.0)]);
    let incoming = read(Format::Pajek, "a.net", "*vertices 2\n1 \"a b\" 0.0 0.0 ellipse\n2 c 0.0 0.0 ellipse\n*arcs\n1 2 1.0\n");
    assert_eq!(edges(&incoming), [("a b", "c", "", 1.0)]);
}

#[test]
fn pajek_has_lists_of_neighbours_and_matrices() {
    let incoming =
        read(Format::Pajek, "a.net", "*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Edgeslist\n1 2 3\n*Arcslist :2 \"trade\"\n3 1\n2\n");
    assert_eq!(edges(&incoming), [("a", "b", "", 1.0), ("a", "c", "", 1.0), ("c", "a", "trade", 1.0)]);
    assert!(incoming.tables.directed && incoming.rejected.is_empty());

    // As networkx reads it: arcs from rows to columns, with their weights.
    let incoming = read(Format::Pajek, "a.net", "*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Matrix\n0 1 2\n% a comment\n0 3 0\n-1.5 0 x\n");
    assert_eq!(edges(&incoming), [("a", "b", "", 1.0), ("a", "c", "", 2.0), ("b", "b", "", 3.0), ("c", "a", "", -1.5)]);
    assert!(incoming.tables.directed);
    assert_eq!((incoming.rejected[0].reason, incoming.rejected[0].text.as_str()), ("has a weight that is no finite number", "3 3 x"));

    // As igraph reads it: of two modes, from those of the first to those of the second, and no arcs.
    let incoming = read(Format::Pajek, "a.net", "*Vertices 5 2\n*matrix :1 \"sits on\"\n1 0 1\n0 2 0\n");
    assert_eq!(edges(&incoming), [("1", "3", "sits on", 1.0), ("1", "5", "sits on", 1.0), ("2", "4", "sits on", 2.0)]);
    assert!(!incoming.tables.directed);
    let mode = |id: &str| cell(&incoming, id, "mode").clone();
    assert_eq!((mode("2"), mode("4")), (Value::Whole(1), Value::Whole(2)));

    let incoming = read(Format::Pajek, "a.net", "*Vertices 2\n*Matrix\n0 1 1 1\n1\n1 1\n");
    assert_eq!(edges(&incoming), [("1", "2", "", 1.0)]);
    let told: Vec<(usize, &str)> = incoming.rejected.iter().map(|row| (row.place.line, row.detail.as_str())).collect();
    assert_eq!(
        told,
        [
            (3, "the row of the matrix has more columns than there are vertices"),
            (4, "the row of the matrix has fewer columns than there are vertices"),
            (5, "the matrix has more rows than vertices")
        ]
    );
    let most = u32::MAX;
    let incoming = read(Format::Pajek, "a.net", &format!("*Vertices {most} {most}\n*Matrix\n1 1\n"));
    assert!(incoming.tables.edges.is_empty() && incoming.rejected.len() == 1);
}

#[test]
fn edges_of_gephi_have_their_direction_under_type() {
    let incoming = read(Format::Csv, "a.csv", "Source,Target,Type,Weight\n1,2,Undirected,2.0\n");
    assert_eq!((edges(&incoming), incoming.tables.directed), (vec![("1", "2", "", 2.0)], false));
    let incoming = read(Format::Csv, "a.csv", "Source,Target,Type,Id,Label,timeset,Weight\n1,2,Directed,0,twins,,1.0\n");
    assert_eq!((edges(&incoming), incoming.tables.directed), (vec![("1", "2", "twins", 1.0)], true));
}

#[test]
fn json_of_d3_counts_its_nodes_and_that_of_graphology_has_attributes() {
    let incoming =
        read(Format::NodeLink, "a.json", r#"{"nodes":[{"name":"Myriel"},{"name":"Napoleon"}],"links":[{"source":1,"target":0}]}"#);
    assert_eq!(edges(&incoming), [("Napoleon", "Myriel", "", 1.0)]);
    let incoming = read(Format::NodeLink, "a.json", r#"{"nodes":[{"id":1},{"id":0}],"links":[{"source":1,"target":0}]}"#);
    assert_eq!(edges(&incoming), [("1", "0", "", 1.0)]);
    let incoming = read(
        Format::NodeLink,
        "a.json",
        r#"{"attributes":{},"nodes":[{"key":"a","attributes":{"label":"A","x":1.5}},{"key":"b"}],"edges":[{"key":"7","source":"a","target":"b","attributes":{"weight":3}}]}"#,
    );
    assert_eq!((nodes(&incoming), edges(&incoming)), (vec![("a", "A"), ("b", "b")], vec![("a", "b", "", 3.0)]));
    let error =
        Format::NodeLink.read(&[Input { name: "a.json".into(), bytes: b"{\"nodes\":[{\"id\":1,\"x\":NaN}]}"[..].into() }]).unwrap_err();
    assert!(error.to_string().contains("NaN and Infinity are no JSON"), "{error}");
}

#[test]
fn elements_of_cytoscape_js_may_be_one_list() {
    let text = r#"{"elements":[{"data":{"id":"a"}},{"data":{"id":"e","source":"a","target":"b"}},{"data":{"id":"b"}}]}"#;
    for (format, name) in [(Format::NodeLink, "a.json"), (Format::Cytoscape, "a.cyjs")] {
        let incoming = read(format, name, text);
        assert_eq!((nodes(&incoming), edges(&incoming)), (vec![("a", "a"), ("b", "b")], vec![("a", "b", "", 1.0)]));
    }
}

#[test]
fn json_that_is_none_of_nodes_and_edges_is_refused_before_it_takes_memory() {
    let refused = |text: &str| {
        let input = Input { name: "a.json".to_owned(), bytes: text.as_bytes().to_vec() };
        Format::NodeLink.read(&[input]).unwrap_err().to_string()
    };
    // The second line is not reached.
    assert_eq!(refused("[1,\n\""), "a.json:1: invalid type: integer `1`, expected a map at line 1 column 2");
    assert_eq!(refused("{\"nodes\": [\"a\",\n\""), "a.json:1: invalid type: string \"a\", expected a map at line 1 column 14");
    assert_eq!(refused("{\"features\": [1, [2], {\"nodes\": [1]}]}"), "a.json:1: it has no lists of nodes and edges");
    assert!(refused(&format!("\"{}\"", "x".repeat(10_000))).len() < 300);
    let incoming =
        read(Format::NodeLink, "a.json", r#"{"nodes": [{"id": 1, "attributes": "x"}, {"data": 1}], "links": null, "edges": []}"#);
    assert_eq!(cell(&incoming, "1", "attributes"), &Value::text("x"));
    assert_eq!((incoming.rejected[0].place.line, incoming.rejected[0].detail.as_str()), (2, "its data are no object"));
}

#[test]
fn ids_of_konect_are_apart_on_either_side_of_two_modes() {
    let incoming = read(Format::Edges, "out.a", "% bip unweighted\n% 2 2 1\n1 1\n2 1\n");
    assert_eq!(edges(&incoming), [("1", "2/1", "", 1.0), ("2", "2/1", "", 1.0)]);
    let incoming = read(Format::Edges, "out.a", "% sym positive\n1 2\n1 3\t2.5 1082040961\n\t2  3 \t4\n");
    assert_eq!(edges(&incoming), [("1", "2", "", 1.0), ("1", "3", "", 2.5), ("2", "3", "", 4.0)]);
    let incoming = read(Format::Edges, "a.txt", "% symbols\nNew York\tParis\n");
    assert_eq!(edges(&incoming), [("New York", "Paris", "", 1.0)]);
}

#[test]
fn what_is_small_takes_neither_time_nor_memory_by_its_square() {
    let attributes = (0..100_000).map(|at| format!(" a{at}=\"\"")).collect::<Vec<_>>().concat();
    let file = |text: String| [Input { name: "x".to_owned(), bytes: text.into() }];
    let error = Format::Graphml.read(&file(format!("<graphml><graph><node id=\"1\"{attributes}/></graph></graphml>"))).unwrap_err();
    assert!(error.to_string().contains("more than 256 attributes"), "{error}");

    let keys = format!("<key id=\"d\" for=\"node\"><default>{}</default></key>", "x".repeat(5_000));
    let error = Format::Graphml.read(&file(format!("<graphml>{keys}<graph><node id=\"1\"/></graph></graphml>"))).unwrap_err();
    assert!(error.to_string().contains("more than 4096 bytes"), "{error}");

    let each = (0..20_000).map(|at| format!("node [ id {at} a{at} 1 ] ")).collect::<Vec<_>>().concat();
    let incoming = Format::Gml.read(&file(format!("graph [ {each} ]"))).unwrap();
    assert_eq!((incoming.tables.nodes.len(), incoming.rejected.len()), (1_000, 19_000));
    assert_eq!(incoming.rejected[0].reason, "brings a column beyond the thousandth");

    let incoming = Format::Pajek.read(&file("*Vertices 4000000000\n*Edges\n1 4000000000\n".to_owned())).unwrap();
    assert_eq!(incoming.tables.nodes.len(), 2);

    // What is long is no id, as every edge has those of its ends.
    let long = "x".repeat(1_001);
    let incoming = Format::Pajek.read(&file(format!("*Vertices 2\n1 \"{long}\"\n2 \"b\"\n*Arcs :1 \"{long}\"\n1 2\n"))).unwrap();
    assert_eq!((nodes(&incoming)[0], edges(&incoming)[0].2.len()), (("1", long.as_str()), 200));
    let incoming = Format::Gml.read(&file(format!("graph [ node [ id 1 label \"{long}\" ] node [ id 2 label \"b\" ] ]"))).unwrap();
    assert_eq!(nodes(&incoming), [("1", long.as_str()), ("2", "b")]);

    // A row that becomes many edges is not kept with each of them.
    let incoming = Format::Pajek.read(&file(format!("*Vertices 2\n*Arcslist\n1 {}", "3 ".repeat(100_000)))).unwrap();
    assert_eq!(incoming.rejected.len(), 100_000);
    assert!(incoming.rejected.iter().all(|row| row.text.len() < 10));

    let many = serde_json::to_string(&vec!["a"; 1_000]).unwrap();
    let entity =
        |owners: &str| format!("{{\"id\": \"1\", \"schema\": \"Ownership\", \"properties\": {{\"owner\": {owners}, \"asset\": {many}}}}}");
    let incoming = Format::Ftm.read(&file(entity(&many))).unwrap();
    assert_eq!(incoming.rejected[0].detail, "it joins each of 1000 with each of 1000");
    let incoming = Format::Ftm.read(&file(entity("\"a\""))).unwrap();
    assert!(incoming.rejected.len() == 1_000 && incoming.rejected.iter().all(|row| row.text.len() <= 200));

    let word = "x".repeat(1_000_000);
    for text in
        [format!("graph [ {word}"), format!("graph [ {word} ]"), word.clone(), format!("graph [ a {word}"), format!("graph [ 1{word}")]
    {
        let error = Format::Gml.read(&file(text)).unwrap_err().to_string();
        assert!(error.len() < 500, "{}", error.len());
    }
}
