"""Figures of networkx and igraph that tests/analysis/structure.rs compares with.

    python3 -m venv venv && venv/bin/pip install networkx==3.6.1 igraph==1.0.0
    venv/bin/python tests/figures/structure.py tests/graphs ../shared/graphs > tests/figures/structure.json

Arguments are folders of edge lists `u v [weight]`, plain or gz; graphs that are not in them are left out.
"""

import gzip
import json
import pathlib
import sys

import igraph
import networkx as nx

GRAPHS = ["karate", "lesmis", "jazz", "netscience", "power", "twin-cities", "sister-cities-2"]
# Distances of these are compared as well; the others would keep a test busy for long.
FAR = {"karate", "lesmis", "jazz", "netscience", "twin-cities"}


def read(folders, name):
    for folder in folders:
        for path in [folder / f"{name}.txt", folder / f"{name}.txt.gz"]:
            if path.exists():
                return (gzip.open if path.suffix == ".gz" else open)(path, "rt")
    return None


def load(lines):
    graph = nx.Graph()
    for line in lines:
        if line.strip() and line[0] not in "#%":
            u, v, *rest = line.split()
            graph.add_edge(u, v, weight=float(rest[0]) if rest else 1.0)
    return graph


def top(values, digits=12):
    """Sum of the values, and the values of the ten vertices that come first by name."""
    values = {v: x for v, x in values.items() if x == x}
    return {"sum": round(sum(values.values()), digits), "first": {v: round(values[v], digits) for v in sorted(values)[:10]}}


def figures(graph, far):
    ig = igraph.Graph.from_networkx(graph)
    names = ig.vs["_nx_name"]
    found = {
        "vertices": graph.number_of_nodes(),
        "edges": graph.number_of_edges(),
        "density": nx.density(graph),
        "assortativity": nx.degree_assortativity_coefficient(graph),
        "assortativity_igraph": ig.assortativity_degree(directed=False),
        "triangles": sum(nx.triangles(graph).values()) // 3,
        "global": nx.transitivity(graph),
        "average_all": nx.average_clustering(graph),
        "average_igraph": ig.transitivity_avglocal_undirected(mode="nan"),
        "cores": top(nx.core_number(graph)),
        "constraint": top(nx.constraint(graph)),
        "constraint_igraph": top(dict(zip(names, ig.constraint()))),
        "effective_size": top(nx.effective_size(graph)),
    }
    if any(w != 1 for *_, w in graph.edges(data="weight")):
        found["constraint_weighted"] = top(nx.constraint(graph, weight="weight"))
        # Without `nodes`, networkx 3.6.1 takes another way through sparse matrices that does not follow its own definition.
        found["effective_size_weighted"] = top(nx.effective_size(graph, nodes=list(graph), weight="weight"))
    if far:
        largest = ig.connected_components().giant()
        found |= {
            "components": len(ig.connected_components()),
            "largest": largest.vcount(),
            "diameter": largest.diameter(),
            "radius": int(largest.radius()),
            "mean_distance": largest.average_path_length(),
        }
    return found


folders = [pathlib.Path(folder) for folder in sys.argv[1:]]
answer = {"versions": {"networkx": nx.__version__, "igraph": igraph.__version__}, "graphs": {}}
for name in GRAPHS:
    lines = read(folders, name)
    if lines:
        answer["graphs"][name] = figures(load(lines), name in FAR)
print(json.dumps(answer, indent=1))
