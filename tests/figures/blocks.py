"""Blocks, bridges and cut points of the graphs in a folder, by networkx and by igraph: python blocks.py FOLDER > blocks.json"""

import gzip
import json
import pathlib
import sys

import igraph
import networkx

GRAPHS = ["karate", "lesmis", "jazz", "netscience", "power", "hep-th", "ca-CondMat", "astro-ph", "twin-cities", "sister-cities-2", "ror-relations"]


def edges(path):
    with gzip.open(path, "rt") as lines:
        return [tuple(map(int, line.split()[:2])) for line in lines if line[0] not in "#%"]


def by_networkx(pairs):
    graph = networkx.Graph(pairs)
    sizes = sorted(map(len, networkx.biconnected_components(graph)), reverse=True)
    bridges = sorted(tuple(sorted(pair)) for pair in networkx.bridges(graph))
    cuts = sorted(networkx.articulation_points(graph))
    return figures(sizes, bridges, cuts)


def by_igraph(pairs):
    graph = igraph.Graph(edges=pairs).simplify()
    sizes = sorted(map(len, graph.biconnected_components()), reverse=True)
    bridges = sorted(tuple(sorted(graph.es[edge].tuple)) for edge in graph.bridges())
    return figures(sizes, bridges, sorted(graph.articulation_points()))


def figures(sizes, bridges, cuts):
    return {
        "blocks": len(sizes),
        "largest": sizes[:3],
        "bridges": len(bridges),
        "bridge_ends": sum(a + b for a, b in bridges),
        "cut_points": len(cuts),
        "cut_point_sum": sum(cuts),
    }


folder = pathlib.Path(sys.argv[1])
answer = {"networkx": networkx.__version__, "igraph": igraph.__version__, "graphs": {}}
for name in GRAPHS:
    pairs = edges(folder / f"{name}.txt.gz")
    figures_of = by_networkx(pairs)
    assert figures_of == by_igraph(pairs), name
    answer["graphs"][name] = figures_of
rows = ",\n".join(f'  "{name}": {json.dumps(row)}' for name, row in answer.pop("graphs").items())
print(json.dumps(answer)[:-1] + ', "graphs": {\n' + rows + "\n}}")
