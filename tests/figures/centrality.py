"""The figures of centrality.json: python3 tests/figures/centrality.py ../shared/graphs > tests/figures/centrality.json

Needs networkx, python-igraph and scipy. Of each measure: its sum, the sum of its squares and the five largest values. Where both libraries have a
measure with the same convention, they have to agree before it is written.
"""

import gzip
import json
import sys

import igraph
import networkx as nx
import scipy
import scipy.sparse.linalg

SMALL = 2000


def summary(values):
    top = sorted(values.items(), key=lambda item: (-item[1], item[0]))[:5]
    return {"sum": sum(values.values()), "squares": sum(x * x for x in values.values()), "top": [list(item) for item in top]}


def agree(a, b, share=1e-9):
    largest = max(map(abs, b.values()))
    worst = max(abs(a[key] - b[key]) for key in b)
    assert worst <= share * largest, worst


def measures(graph, weighted):
    names = graph.vs["name"]
    n = len(names)
    small = n <= SMALL
    lengths = [1 / w for w in graph.es["weight"]] if weighted else None
    weights = graph.es["weight"] if weighted else None
    simple = nx.Graph()
    simple.add_nodes_from(names)
    for edge in graph.es:
        w = edge["weight"] if weighted else 1.0
        simple.add_edge(names[edge.source], names[edge.target], weight=w, length=1 / w)
    length = "length" if weighted else None
    named = lambda values: dict(zip(names, values))
    found = {}

    found["harmonic"] = named(graph.harmonic_centrality(weights=lengths, normalized=True))
    # igraph leaves out the factor of Wasserman and Faust, which is r / (n - 1) for r others in reach.
    reach = {v: len(part) - 1 for part in nx.connected_components(simple) for v in part}
    close = named(graph.closeness(weights=lengths))
    found["classic"] = {v: 0.0 if reach[v] == 0 else close[v] * reach[v] / (n - 1) for v in names}
    pairs = (n - 1) * (n - 2) / 2
    found["betweenness"] = named(x / pairs for x in graph.betweenness(weights=lengths, directed=False))
    pairs = n * (n - 1) / 2
    values = graph.edge_betweenness(weights=lengths, directed=False)
    found["edges"] = {" ".join(sorted([names[e.source], names[e.target]])): x / pairs for e, x in zip(graph.es, values)}
    # In connected graphs only: what igraph does with several components has changed from version to version.
    if nx.is_connected(simple):
        found["eigenvector"] = named(graph.eigenvector_centrality(weights=weights, scale=True))
    found["pagerank"] = nx.pagerank(simple, alpha=0.85, weight="weight", tol=1e-15, max_iter=1000)
    agree(found["pagerank"], named(graph.pagerank(weights=weights, damping=0.85)), 1e-8)
    if not weighted:
        found["core"] = dict(zip(names, map(float, graph.coreness())))
    if small:
        agree(found["harmonic"], {v: x / (n - 1) for v, x in nx.harmonic_centrality(simple, distance=length).items()})
        agree(found["classic"], nx.closeness_centrality(simple, distance=length, wf_improved=True))
        # networkx tells lengths apart that differ by rounding only, so with weights igraph stands alone.
        if not weighted:
            agree(found["betweenness"], nx.betweenness_centrality(simple))
            edges = nx.edge_betweenness_centrality(simple)
            agree(found["edges"], {" ".join(sorted(pair)): x for pair, x in edges.items()})
            agree(found["core"], nx.core_number(simple))
        matrix = nx.to_scipy_sparse_array(simple, weight="weight", dtype=float)
        eigenvalue = scipy.sparse.linalg.eigsh(matrix, k=1, which="LA", tol=1e-14)[0][0]
        if nx.is_connected(simple):
            vector = nx.eigenvector_centrality_numpy(simple, weight="weight", tol=1e-14)
            largest = max(vector.values())
            agree({v: x / largest for v, x in vector.items()}, found["eigenvector"], 1e-6)
        found["katz"] = nx.katz_centrality(simple, alpha=0.85 / eigenvalue, beta=1.0, weight="weight", normalized=False, tol=1e-13, max_iter=5000)
    return {measure: summary(values) for measure, values in found.items()}


def read(lines):
    rows = [line.split() for line in lines if line.strip() and line[0] not in "#%"]
    return igraph.Graph.TupleList(((a, b, float(*w) if w else 1.0) for a, b, *w in rows), weights=True)


def davis():
    """networkx's two-mode measures; its tests hold them to the figures of Borgatti and Halgin (2011)."""
    graph = nx.Graph()
    rows = [line.split() for line in open("tests/graphs/davis.txt") if line[0] != "#"]
    graph.add_edges_from(rows)
    women = {a for a, _ in rows}
    hubs = nx.bipartite.biadjacency_matrix(graph, sorted(women), sorted(set(graph) - women)).toarray().astype(float)
    u, _, v = scipy.linalg.svd(hubs)
    scaled = lambda x: [float(y) for y in abs(x) / max(abs(x))]
    return {
        "degree": nx.bipartite.degree_centrality(graph, women),
        "classic": nx.bipartite.closeness_centrality(graph, women),
        "betweenness": nx.bipartite.betweenness_centrality(graph, women),
        "hits": dict(zip(sorted(women) + sorted(set(graph) - women), scaled(u[:, 0]) + scaled(v[0]))),
    }


folder = sys.argv[1]
graphs = {"karate": measures(read(open("tests/graphs/karate.txt")), False), "davis": measures(read(open("tests/graphs/davis.txt")), False)}
for name in ["lesmis", "jazz", "netscience", "power", "hep-th", "twin-cities"]:
    graph = read(gzip.open(f"{folder}/{name}.txt.gz", "rt"))
    graphs[name] = measures(graph, False)
    if len(set(graph.es["weight"])) > 1:
        graphs[name + " weighted"] = measures(graph, True)
versions = {"networkx": nx.__version__, "igraph": igraph.__version__, "scipy": scipy.__version__}
json.dump({"versions": versions, "graphs": graphs, "davis in two modes": davis()}, sys.stdout, indent=1)
