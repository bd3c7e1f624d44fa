"""What programs that are not ours read in the files of an export.

    python witnesses.py MODULE FORMAT=PATH ...

MODULE reads each file and the answer is one JSON object on stdout: for each format the nodes, by id, with what the reader has of them, and the
edges, as near end, far end and what the reader has of them. Exit code 3 says that the module is not installed.
"""

import importlib
import json
import sys


def nodes_and_edges(nodes, edges):
    return {"nodes": {key: clean(data) for key, data in nodes}, "edges": [[a, b, clean(data)] for a, b, data in edges]}


def clean(data):
    """Without what is missing: None, and NaN, which is not itself."""
    return {key: value for key, value in data.items() if value is not None and value == value and value != ""}


def networkx(form, path):
    import networkx as nx

    if form == "graphml":
        graph = nx.read_graphml(path)
    elif form == "gexf":
        graph = nx.read_gexf(path, version="1.3")
    elif form == "gml":
        graph = nx.read_gml(path)
    elif form == "pajek":
        graph = nx.read_pajek(path + "/network.net")
    else:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        graph = nx.node_link_graph(data, edges="edges") if form == "node-link" else nx.cytoscape_graph(data)
    return nodes_and_edges(graph.nodes(data=True), graph.edges(data=True))


def igraph(form, path):
    import igraph as ig

    reader = {"graphml": ig.Graph.Read_GraphML, "gml": ig.Graph.Read_GML, "pajek": ig.Graph.Read_Pajek, "ucinet": ig.Graph.Read_DL}
    file = {"pajek": "/network.net", "ucinet": "/network.dl"}.get(form, "")
    graph = reader[form](path + file)
    key = {"graphml": "id", "gml": "label", "pajek": "name" if "name" in graph.vs.attributes() else "id", "ucinet": "name"}[form]
    nodes = [(vertex[key], vertex.attributes()) for vertex in graph.vs]
    edges = [(graph.vs[edge.source][key], graph.vs[edge.target][key], edge.attributes()) for edge in graph.es]
    return nodes_and_edges(nodes, edges)


def pandas(form, path):
    import pandas as pd

    heads = {"csv": ("id", "source", "target"), "gephi": ("Id", "Source", "Target"), "neo4j": ("id:ID", ":START_ID", ":END_ID")}
    key, source, target = heads[form]
    table = lambda name: pd.read_csv(f"{path}/{name}.csv", keep_default_na=False, dtype=str).to_dict("records")
    nodes = [(row[key], row) for row in table("nodes")]
    edges = [(row[source], row[target], row) for row in table("edges")]
    answer = nodes_and_edges(nodes, edges)
    with open(f"{path}/datapackage.json", encoding="utf-8") as file:
        package = json.load(file)
    for resource in package["resources"]:
        heads = list(pd.read_csv(f"{path}/{resource['path']}", nrows=0).columns)
        assert heads == [field["name"] for field in resource["schema"]["fields"]], heads
    return answer


def rdflib(form, path):
    import rdflib
    from rdflib.namespace import RDF, RDFS

    graph = rdflib.Graph().parse(path, format="turtle")
    # What the file calls ours, and what its nodes are called, is in its prefixes.
    prefixes = dict(graph.namespaces())
    node, accord = str(prefixes["node"]), str(prefixes["accord"])
    schema = rdflib.Namespace(str(prefixes["schema"]))
    nodes = {}
    for subject, kind in graph.subject_objects(RDF.type):
        if str(subject).startswith(node) and str(kind).startswith(accord):
            data = {"kind": str(kind)[len(accord):].lower()}
            for label in graph.objects(subject, RDFS.label):
                data["name_" + label.language.lower().replace("-", "_")] = str(label)
            for date in graph.objects(subject, schema.dateCreated):
                data["date"] = str(date)
                data["date_type"] = str(date.datatype)
            data["notes"] = [str(note) for note in graph.objects(subject, RDFS.comment)]
            nodes[str(subject)[len(node):]] = data
    ties = [(s, str(p), o) for s, p, o in graph if str(p).startswith(accord) and str(s).startswith(node) and str(o).startswith(node)]
    edges = []
    for s, p, o in ties:
        # A triple is there once, however many ties it stands for; those with facts of their own are statements about it.
        about = [one for one in graph.subjects(RDF.subject, s) if (one, RDF.predicate, rdflib.URIRef(p)) in graph and (one, RDF.object, o) in graph]
        edges += [(str(s)[len(node):], str(o)[len(node):], {"type": p[len(accord):]})] * max(1, len(about))
    return nodes_and_edges(nodes.items(), edges)


def followthemoney(form, path):
    from followthemoney import model
    from followthemoney.exc import InvalidData

    ends = {"ProjectParticipant": ("participant", "project"), "Ownership": ("owner", "asset"), "Membership": ("member", "organization"), "UnknownLink": ("subject", "object")}
    nodes, edges = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            # Values are cleaned and checked by the model: what it does not take as a date or an entity of the right sort is gone.
            entity = model.get_proxy(data, cleaned=False)
            try:
                model.get(entity.schema.name).validate(data)
            except InvalidData as error:
                sys.exit(f"{line}: {error}")
            for name, values in data["properties"].items():
                assert len(entity.get(name)) == len(set(values)), (line, name, entity.get(name))
            if entity.schema.name in ends:
                near, far = ends[entity.schema.name]
                edges.append((entity.first(near), entity.first(far), {"type": entity.first("role")}))
            else:
                date = entity.get("startDate", quiet=True) or entity.get("incorporationDate", quiet=True)
                data = {"names": sorted(entity.get("name")), "schema": entity.schema.name, "date": date[0] if date else None}
                nodes.append((entity.id, data))
                roles = {"organizer": "organised", "involved": "took part in"} if entity.schema.name == "Event" else {}
                edges += [(who, entity.id, {"type": tie}) for role, tie in roles.items() for who in entity.get(role)]
    return nodes_and_edges(nodes, edges)


def pyarrow(form, path):
    import pyarrow.parquet as pq

    rows = lambda name: pq.read_table(f"{path}/{name}.parquet").to_pylist()
    text = lambda row: {key: value if isinstance(value, (bool, int, float, list)) else str(value) for key, value in row.items() if value is not None}
    return nodes_and_edges([(row["id"], text(row)) for row in rows("nodes")], [(row["source"], row["target"], text(row)) for row in rows("edges")])


def arcadedb_embedded(form, path):
    import os
    import shutil

    import arcadedb_embedded as arcadedb

    # It writes its log into the folder in which it runs.
    os.chdir(os.path.dirname(path))
    folder = path + ".arcadedb"
    shutil.rmtree(folder, ignore_errors=True)
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("//")]
    # Constraints are for Neo4j and its like; whoever merges by id needs none.
    statements = [statement for statement in "".join(lines).split(";\n") if statement.strip() and not statement.startswith("CREATE CONSTRAINT")]
    database = arcadedb.create_database(folder)
    try:
        # To run the script again changes nothing.
        for _ in range(2):
            with database.transaction():
                for statement in statements:
                    database.command("opencypher", statement)
        ask = lambda query: [row.to_dict() for row in database.query("opencypher", query)]
        columns = ["id", "name", "date", "note", "latitude", "also", "name_zh", "name_ru"]
        nodes = ask("MATCH (n:Entity) RETURN labels(n) AS labels, toString(n.start) AS start, " + ", ".join(f"n.{column} AS {column}" for column in columns))
        for node in nodes:
            node["kind"] = [label for label in node.pop("labels") if label != "Entity"]
        edges = ask("MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'LIES_IN' RETURN a.id AS a, b.id AS b, type(r) AS type")
        return nodes_and_edges([(node["id"], node) for node in nodes], [(edge["a"], edge["b"], edge) for edge in edges])
    finally:
        database.close()


def main():
    module, *files = sys.argv[1:]
    try:
        importlib.import_module(module)
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    pairs = [file.split("=", 1) for file in files]
    json.dump({form: globals()[module](form, path) for form, path in pairs}, sys.stdout)


main()
