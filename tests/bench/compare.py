#!/usr/bin/env python3
"""How long do our kernels take, and those of other libraries, on the same graphs on the same machine?

    python3 -m venv peers && peers/bin/pip install igraph leidenalg networkx franken-networkx networkit numpy rustworkx scipy
    peers/bin/python tests/bench/compare.py GRAPH... [--tasks LIST] [--peers LIST] [--timeout S] [--budget S] [--out FILE]
    peers/bin/python tests/bench/compare.py --read FILE --write docs/performance.md

Two libraries need an interpreter other than the one that runs this: graph-tool is no package of pip, and icebug, a fork of NetworKit, takes
the name of its module. --python says which, once for each library; whoever is not found there is named and left out:

    apt-get install python3-graph-tool    # Debian; elsewhere from conda-forge
    python3 -m venv icebug && icebug/bin/pip install icebug
    peers/bin/python tests/bench/compare.py --python graph-tool=/usr/bin/python3 --python icebug=icebug/bin/python GRAPH...

A GRAPH is a list of edges `u v`, `.gz` too; or `made:N`, a made-up network of N parties and the agreements that they sign; or `dense:N`, N
vertices of which any two are joined in one of five cases. Each cell is a fresh process that loads the graph, then runs the task three times,
or once when it takes more than 8 seconds; the median counts. The task `load` is loading alone.
Small graphs come first, and a library that was too late (--timeout) on one is not asked again on a larger one.
All libraries run one after the other on one graph and task, so compare inside a row. Where a library can keep an answer in its own memory,
turning it into lists is not timed. Answers are compared: a number that differs from ours is marked with `!`. Two threads, and OpenMP
waits without spinning, since on a busy machine spinning costs a library far more than it gains.

With --write, the tables go into a page, between the two comments that mark their place. Nothing here is run by tests.
"""
import argparse, collections, gzip, importlib, importlib.metadata, itertools, json, math, os, platform, random, statistics, subprocess, sys, tempfile, time

TASKS = ("load components biconnected articulation bridges kcore bfs dijkstra clustering pagerank eigenvector katz "
         "labelprop leiden closeness harmonic betweenness yen yen100").split()
FUZZY = {"labelprop", "leiden"}  # no right answer: the modularity Q is shown in place of a check
LENGTHS = {"dijkstra", "yen", "yen100"}  # of edges, from 1 to 100
PEERS = "igraph leidenalg networkx franken-networkx rustworkx networkit icebug graph-tool scipy".split()
MODULES = {"icebug": ["networkit"], "scipy": ["scipy", "scipy.sparse.csgraph"],
           "graph-tool": ["graph_tool", "graph_tool.centrality", "graph_tool.clustering", "graph_tool.topology"]}
SHORT = 8.0
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


# --- one cell: load, run, check ------------------------------------------------------------------------------------

def edges_of(path):
    import numpy
    with open(path) as file:
        columns = len(file.readline().split())
    return numpy.fromfile(path, sep=" ", dtype=numpy.int64).reshape(-1, columns)

def total(values):
    return float(sum(x for x in values if x < math.inf))

def squares(values):
    return float(sum(x * x for x in values))

def scaled(values):
    return abs(float(sum(values))) / math.sqrt(squares(values))

def modularity(membership, c):
    inside, degree, m = collections.Counter(), collections.Counter(), 0
    for a, b in edges_of(c["plain"]).tolist():
        m += 1
        degree[membership[a]] += 1
        degree[membership[b]] += 1
        inside[membership[a]] += membership[a] == membership[b]
    return sum(inside[k] / m - (degree[k] / (2 * m)) ** 2 for k in degree)

def parts(sets, c):
    return modularity({v: i for i, part in enumerate(sets) for v in part}, c)

def igraph_tasks(c):
    import igraph
    if c["task"] in LENGTHS:
        edges = edges_of(c["path"])
        g, lengths = igraph.Graph(c["n"], edges[:, :2]), edges[:, 2].tolist()
    else:
        g, lengths = igraph.Graph.Read_Edgelist(c["path"], directed=False), None
    part = g.connected_components() if c["task"] == "closeness" else None
    def closeness(values):  # of each component there, of the whole here: the factor r/(n - 1)
        size = part.sizes()
        return sum(x * (size[k] - 1) / (c["n"] - 1) for x, k in zip(values, part.membership) if x == x)
    return {
        "components": (lambda: g.connected_components(), len),
        "biconnected": (lambda: g.biconnected_components(), len),
        "articulation": (lambda: g.articulation_points(), len),
        "bridges": (lambda: g.bridges(), len),
        "kcore": (lambda: g.coreness(), sum),
        "bfs": (lambda: g.distances(c["source"])[0], total),
        "dijkstra": (lambda: g.distances(c["source"], weights=lengths)[0], total),
        "clustering": (lambda: g.transitivity_local_undirected(mode="zero"), lambda x: sum(x) / c["n"]),
        "pagerank": (lambda: g.pagerank(damping=0.85), squares),
        "eigenvector": (lambda: g.eigenvector_centrality(), scaled),
        "labelprop": (lambda: g.community_label_propagation(), lambda x: modularity(x.membership, c)),
        "leiden": (lambda: g.community_leiden("modularity", n_iterations=2), lambda x: modularity(x.membership, c)),
        "closeness": (lambda: g.closeness(normalized=True), closeness),
        "harmonic": (lambda: g.harmonic_centrality(normalized=False), sum),
        "betweenness": (lambda: g.betweenness(directed=False), squares),
        "yen": (lambda: g.get_k_shortest_paths(c["source"], c["target"], k=c["k"], weights=lengths, output="epath"),
                lambda paths: sum(lengths[e] for path in paths for e in path)),
    }

def leidenalg_tasks(c):
    import igraph, leidenalg
    g = igraph.Graph(c["n"], edges_of(c["path"])[:, :2])
    return {"leiden": (lambda: leidenalg.find_partition(g, leidenalg.ModularityVertexPartition, n_iterations=2, seed=1),
                       lambda x: modularity(x.membership, c))}

def networkx_tasks(c, name="networkx"):
    nx = importlib.import_module(name)
    data = {"data": (("weight", float),)} if c["task"] in LENGTHS else {}
    g = nx.read_edgelist(c["path"], nodetype=int, **data)
    n, s = c["n"], c["source"]
    values = lambda check: lambda x: check(dict(x).values())
    return {
        "components": (lambda: list(nx.connected_components(g)), len),
        "biconnected": (lambda: list(nx.biconnected_components(g)), len),
        "articulation": (lambda: set(nx.articulation_points(g)), len),
        "bridges": (lambda: list(nx.bridges(g)), len),
        "kcore": (lambda: nx.core_number(g), values(sum)),
        "bfs": (lambda: nx.single_source_shortest_path_length(g, s), values(total)),
        "dijkstra": (lambda: nx.single_source_dijkstra_path_length(g, s, weight="weight"), values(total)),
        "clustering": (lambda: nx.clustering(g), lambda x: sum(x.values()) / n),
        "pagerank": (lambda: nx.pagerank(g, tol=1e-10 / n, max_iter=1000, weight=None), values(squares)),
        "eigenvector": (lambda: nx.eigenvector_centrality(g, max_iter=2000, tol=1e-8 / n), values(scaled)),
        "katz": (lambda: nx.katz_centrality(g, alpha=c["alpha"], max_iter=2000, tol=1e-10 / n), values(scaled)),
        "labelprop": (lambda: list(nx.community.fast_label_propagation_communities(g, seed=1)), lambda x: parts(x, c)),
        "closeness": (lambda: nx.closeness_centrality(g), values(sum)),
        "harmonic": (lambda: nx.harmonic_centrality(g), values(sum)),
        "betweenness": (lambda: nx.betweenness_centrality(g, normalized=False), values(squares)),
        "yen": (lambda: list(itertools.islice(nx.shortest_simple_paths(g, s, c["target"], weight="weight"), c["k"])),
                lambda paths: sum(g[a][b]["weight"] for path in paths for a, b in zip(path, path[1:]))),
    }

def rustworkx_tasks(c):
    import rustworkx as rx
    if c["task"] in LENGTHS:
        g = rx.PyGraph()
        g.extend_from_weighted_edge_list([(a, b, float(length)) for a, b, length in edges_of(c["path"]).tolist()])
    elif c["task"] == "pagerank":  # for graphs with directions there, so each edge both ways
        g = rx.PyDiGraph()
        g.extend_from_edge_list([ends for a, b in edges_of(c["path"]).tolist() for ends in ((a, b), (b, a))])
    else:
        g = rx.PyGraph.read_edge_list(c["path"])
    n, s = c["n"], c["source"]
    values = lambda check: lambda x: check(dict(x).values())
    return {
        "components": (lambda: rx.connected_components(g), len),
        "biconnected": (lambda: rx.biconnected_components(g), lambda x: len(set(x.values()))),
        "articulation": (lambda: rx.articulation_points(g), len),
        "bridges": (lambda: rx.bridges(g), len),
        "kcore": (lambda: rx.core_number(g), values(sum)),
        "dijkstra": (lambda: rx.dijkstra_shortest_path_lengths(g, s, float), values(total)),
        "pagerank": (lambda: rx.pagerank(g, tol=1e-10 / n, max_iter=1000), values(squares)),
        "eigenvector": (lambda: rx.eigenvector_centrality(g, max_iter=2000, tol=1e-8 / n), values(scaled)),
        "katz": (lambda: rx.katz_centrality(g, alpha=c["alpha"], max_iter=2000, tol=1e-10 / n), values(scaled)),
        "closeness": (lambda: rx.closeness_centrality(g, wf_improved=True), values(sum)),
        "betweenness": (lambda: rx.betweenness_centrality(g, normalized=False), values(squares)),
    }

def networkit_tasks(c):
    """Of icebug, too: its graphs in arrays of Arrow take longer to load, and the algorithms as long. Both have 2x - 1 for a Katz centrality of x."""
    import networkit as nk
    nk.setNumberOfThreads(c["threads"])
    nk.setSeed(1, False)
    g = nk.graphio.EdgeListReader(" ", 0, directed=False, continuous=True).read(c["path"])
    k, s = nk.centrality, c["source"]
    scores = lambda check, by=1: lambda x: check([value / by for value in x.scores()])
    communities = lambda x: modularity(x.getPartition().getVector(), c)
    rank = k.PageRank(g, damp=0.85, tol=1e-10, distributeSinks=k.SinkHandling.DistributeSinks)
    rank.norm = k.Norm.L1_NORM
    reached = lambda x: sum(d for d in x.getDistances() if d < 1e300)
    return {
        "components": (lambda: nk.components.ConnectedComponents(g).run(), lambda x: x.numberOfComponents()),
        "biconnected": (lambda: nk.components.BiconnectedComponents(g).run(), lambda x: x.numberOfComponents()),
        "kcore": (lambda: k.CoreDecomposition(g).run(), scores(sum)),
        "bfs": (lambda: nk.distance.BFS(g, s, storePaths=False).run(), reached),
        "dijkstra": (lambda: nk.distance.Dijkstra(g, s, storePaths=False).run(), reached),
        "clustering": (lambda: k.LocalClusteringCoefficient(g, True).run(), scores(lambda x: sum(x) / c["n"])),
        "pagerank": (lambda: rank.run(), scores(squares)),
        "eigenvector": (lambda: k.EigenvectorCentrality(g, tol=1e-10).run(), scores(scaled)),
        "labelprop": (lambda: nk.community.PLP(g).run(), communities),
        "leiden": (lambda: nk.community.ParallelLeiden(g, iterations=3).run(), communities),
        "closeness": (lambda: k.Closeness(g, True, k.ClosenessVariant.GENERALIZED).run(), scores(sum)),
        "harmonic": (lambda: k.HarmonicCloseness(g, normalized=False).run(), scores(sum)),
        "betweenness": (lambda: k.Betweenness(g, normalized=False).run(), scores(squares, 2)),  # pairs both ways there
    }

def graph_tool_tasks(c):
    import graph_tool, graph_tool.centrality as centrality, graph_tool.clustering, graph_tool.topology as topology
    graph_tool.openmp_set_num_threads(c["threads"])
    g = graph_tool.Graph(directed=False)
    lengths = g.new_edge_property("double") if c["task"] in LENGTHS else None
    g.add_edge_list(edges_of(c["path"]), eprops=[lengths] if lengths else [])
    part, sizes = topology.label_components(g) if c["task"] == "closeness" else (None, None)
    values = lambda check: lambda x: check(x.a.tolist())
    reached = lambda x: x.a[x.a < 2 ** 31 - 1].sum()
    return {
        "components": (lambda: topology.label_components(g), lambda x: len(x[1])),
        "biconnected": (lambda: topology.label_biconnected_components(g), lambda x: len(x[2])),
        "articulation": (lambda: topology.label_biconnected_components(g), lambda x: x[1].a.sum()),
        "kcore": (lambda: topology.kcore_decomposition(g), values(sum)),
        "bfs": (lambda: topology.shortest_distance(g, c["source"]), reached),
        "dijkstra": (lambda: topology.shortest_distance(g, c["source"], weights=lengths), reached),
        "clustering": (lambda: graph_tool.clustering.local_clustering(g), lambda x: x.a.sum() / c["n"]),
        "pagerank": (lambda: centrality.pagerank(g, epsilon=1e-10), values(squares)),
        "eigenvector": (lambda: centrality.eigenvector(g, epsilon=1e-8, max_iter=2000)[1], values(scaled)),
        "katz": (lambda: centrality.katz(g, alpha=c["alpha"], epsilon=1e-10), values(scaled)),
        "closeness": (lambda: centrality.closeness(g), lambda x: (x.a * (sizes[part.a] - 1)).sum() / (c["n"] - 1)),  # as in igraph
        "harmonic": (lambda: centrality.closeness(g, norm=False, harmonic=True), values(sum)),
        "betweenness": (lambda: centrality.betweenness(g, norm=False)[0], values(squares)),
    }

def scipy_tasks(c):
    import numpy, scipy.sparse, scipy.sparse.csgraph as graph
    e = edges_of(c["path"])
    weights = e[:, 2].astype(float) if c["task"] in LENGTHS else numpy.ones(len(e))
    ends = (numpy.concatenate([e[:, 0], e[:, 1]]), numpy.concatenate([e[:, 1], e[:, 0]]))
    a = scipy.sparse.coo_matrix((numpy.concatenate([weights, weights]), ends), shape=(c["n"], c["n"])).tocsr()
    def pagerank():
        degree, x = numpy.maximum(numpy.asarray(a.sum(axis=1)).ravel(), 1), numpy.full(c["n"], 1 / c["n"])
        while True:
            y = 0.85 * (a @ (x / degree))
            y += (1 - y.sum()) / c["n"]
            if numpy.abs(y - x).sum() < 1e-10:
                return y
            x = y
    return {
        "components": (lambda: graph.connected_components(a, directed=False)[0], float),
        "bfs": (lambda: graph.dijkstra(a, indices=c["source"], unweighted=True), total),
        "dijkstra": (lambda: graph.dijkstra(a, indices=c["source"]), total),
        "pagerank": (pagerank, squares),
        "yen": (lambda: graph.yen(a, c["source"], c["target"], c["k"]), total),
    }

def worker(c):
    peer, task = c["peer"], c["task"].removesuffix("100")
    name = peer.replace("-", "_")
    modules = MODULES.get(peer, [name])
    # Who reads edges by numpy is not timed while that is imported; a whole process, which is measured by components, is spared it.
    numpy = ["numpy"] if task != "components" or peer in ("graph-tool", "scipy") else []
    try:
        for module in numpy + modules:
            importlib.import_module(module)
        # The name of the package, as icebug and NetworKit cannot be told apart by that of the module; graph-tool is no package.
        version = sys.modules["graph_tool"].__version__.split()[0] if peer == "graph-tool" else importlib.metadata.version(peer)
    except ImportError as error:
        return {"absent": str(error)}
    load = lambda: networkx_tasks(c, name) if name.endswith("networkx") else globals()[f"{modules[0]}_tasks"](c)
    run, check = (load, None) if task == "load" else load().get(task, (None, None))
    if run is None:
        return {}
    seconds = []
    while not seconds or (seconds[0] < SHORT and len(seconds) < 3):
        answer = None
        begin = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - begin)
    peak = next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return {"algo_s": seconds, "peak_mb": peak, "summary": {"check": float(check(answer))} if check else {},
            "versions": [f"{peer} {version}", f"Python {platform.python_version()}"]}


# --- graphs --------------------------------------------------------------------------------------------------------

def made(parties):
    """Parties and agreements: a few parties sign most, most agreements have two parties, most partners are from the same country."""
    chance = random.Random(1)
    active = [chance.paretovariate(1.05) for _ in range(parties)]
    home = collections.defaultdict(list)
    for party in range(parties):
        home[int(200 * chance.random() ** 2)].append(party)
    # Partners from anywhere, or from the country of the first, in proportion to how active they are.
    anywhere = (range(parties), list(itertools.accumulate(active)))
    country = {}
    for those in home.values():
        country |= dict.fromkeys(those, (those, list(itertools.accumulate(active[party] for party in those))))
    draw = lambda among, count: chance.choices(among[0], cum_weights=among[1], k=count)
    edges = set()
    for agreement, first in enumerate(draw(anywhere, parties * 10 // 3)):
        others = 1 if chance.random() < 0.78 else min(190, int(3 * chance.paretovariate(1.7))) - 1
        near = sum(chance.random() < 0.55 for _ in range(others))
        signed = {first, *draw(country[first], near), *draw(anywhere, others - near)}
        edges.update((party, parties + agreement) for party in signed)
    return edges

def prepare(name, folder):
    """The graph with ids from 0, once plain and once with lengths from 1 to 100, and where searches begin and end."""
    if name.startswith("made:"):
        edges = made(int(name[5:]))
    elif name.startswith("dense:"):
        chance = random.Random(1)
        edges = {(a, b) for b in range(int(name[6:])) for a in range(b) if chance.random() < 0.2}
    else:
        with (gzip.open if name.endswith(".gz") else open)(name, "rt") as file:
            pairs = (line.split()[:2] for line in file if line.strip() and line[0] not in "#%")
            edges = {(min(a, b), max(a, b)) for a, b in ((int(a), int(b)) for a, b in pairs) if a != b}
    number = {v: i for i, v in enumerate(sorted({v for edge in edges for v in edge}))}
    edges = sorted((number[a], number[b]) for a, b in edges)
    near = collections.defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    source = max(near, key=lambda v: (len(near[v]), -v))
    order, hops = [source], {source: 0}
    for v in order:
        for u in near[v]:
            if u not in hops:
                hops[u] = hops[v] + 1
                order.append(u)
    target = next(v for v in order if hops[v] == hops[order[-1]])
    title = os.path.basename(name).removesuffix(".gz").removesuffix(".txt")
    plain, lengths = (os.path.join(folder, title.replace(":", "-") + end) for end in (".txt", ".lengths.txt"))
    with open(plain, "w") as file:
        file.writelines(f"{a} {b}\n" for a, b in edges)
    with open(lengths, "w") as file:
        file.writelines(f"{a} {b} {1 + (7919 * a + 104729 * b) % 100}\n" for a, b in edges)
    return {"graph": title, "n": len(number), "m": len(edges), "plain": plain, "lengths": lengths, "source": source,
            "target": target, "alpha": 0.9 / (1 + max(map(len, near.values())))}


# --- all cells, and their tables -----------------------------------------------------------------------------------

def built():
    """The benchmark program of ours, built now."""
    text = subprocess.run(["cargo", "bench", "--bench", "compare", "--no-run", "--message-format", "json"], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    found = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return next(item["executable"] for item in found if item.get("target", {}).get("name") == "compare" and item.get("executable"))

def cell(command, timeout, threads):
    names = ("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    env = os.environ | dict.fromkeys(names, str(threads)) | {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "0"}
    begin = time.perf_counter()
    try:
        done = subprocess.run(command, timeout=timeout, env=env, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return {"late": timeout}
    except OSError as error:
        return {"absent": str(error)}
    line = next((line for line in reversed(done.stdout.splitlines()) if line.startswith("{")), "{}")
    if done.returncode:
        return {"failed": done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}"}
    return json.loads(line) | {"wall_s": time.perf_counter() - begin}

def measure(options):
    program, begin = options.program or built(), time.perf_counter()
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    machine = f"{model}, {os.cpu_count()} processors"
    python = dict(item.partition("=")[::2] for item in options.python)
    if unknown := {*python, *options.peers.split(",")} - set(PEERS):
        sys.exit(f"no such library: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    with tempfile.TemporaryDirectory() as folder, open(options.out, "a") as out:
        late, absent = set(), set()
        for graph in sorted((prepare(name, folder) for name in options.graphs), key=lambda graph: graph["m"]):
            for task in options.tasks.split(","):
                path = graph["lengths" if task in LENGTHS else "plain"]
                for peer in ["ours", *options.peers.split(",")]:
                    if time.perf_counter() - begin > options.budget:
                        return print(f"stopped after {options.budget:g} s (--budget)", file=sys.stderr)
                    if peer in absent or (peer, task) in late:
                        continue
                    spec = graph | {"peer": peer, "task": task, "path": path, "threads": options.threads, "k": 100 if task == "yen100" else 10}
                    ours = [program, path, task, str(options.threads)]
                    theirs = [python.get(peer, sys.executable), __file__, "--worker", json.dumps(spec)]
                    row = cell(ours if peer == "ours" else theirs, options.timeout, options.threads)
                    if "absent" in row:
                        absent.add(peer)
                        print(f"{peer} is left out: {row['absent']}; --python {peer}=INTERPRETER names another environment", file=sys.stderr)
                    if "late" in row:
                        late.add((peer, task))
                    if any(key in row for key in ("algo_s", "late", "failed")):
                        row |= {key: graph[key] for key in ("graph", "n", "m")}
                        row |= {"peer": peer, "task": task, "load": os.getloadavg()[0], "machine": machine}
                        out.write(json.dumps(row) + "\n")
                        out.flush()
                        print(graph["graph"], task, peer, shown(row), "ms", row.get("summary", {}).get("check"), row.get("failed", ""), file=sys.stderr)

def seconds(row):
    return statistics.median(row["algo_s"]) if "algo_s" in row else math.inf

def number(x):
    return f"{x:.2g}" if x < 99.5 else f"{float(f'{x:.3g}'):,.0f}"

def shown(row):
    return f"> {number(row['late'] * 1e3)}" if "late" in row else "fails" if "failed" in row else number(seconds(row) * 1e3)

def tables(rows):
    """Markdown: for each graph the tasks by libraries, in milliseconds, then whole processes and memory."""
    lines = []
    for graph in dict.fromkeys(row["graph"] for row in rows):
        here = {(row["task"], row["peer"]): row for row in rows if row["graph"] == graph}
        check = {key: row["summary"]["check"] for key, row in here.items() if row.get("summary")}
        tasks = dict.fromkeys(task for task, _ in here)
        # A library that does one of many tasks would be an empty column, and stands below.
        asked = {peer: {row["task"] for row in rows if row["peer"] == peer} - {"load"} for peer in PEERS}
        peers = [peer for peer in PEERS if any((task, peer) in here for task in tasks) and (len(asked[peer]) > 1 or len(tasks) == 1)]
        size = next(iter(here.values()))
        lines += [f"### {graph}: {size['n']:,} vertices, {size['m']:,} edges", "", f"| task, ms | accord | {' | '.join(peers)} | ratio |",
                  "|---|" + "--:|" * (len(peers) + 2)]
        def answer(key):
            right = None if key[0] in FUZZY else check.get((key[0], "ours"))
            differs = None not in (right, check.get(key)) and abs(check[key] - right) > 1e-5 * abs(right)
            return "" if key not in here else shown(here[key]) + " !" * differs
        def line(what, cells, best=math.inf, ours=math.inf):
            ratio = f"**{best / ours:.1f}**" if max(best, ours) < math.inf else ""
            lines.append(f"| {what} | {' | '.join(cells)} | {ratio} |")
        for task in tasks:
            keys = [(task, peer) for peer in ["ours", *peers]]
            best = min((seconds(here[task, peer]) for peer in PEERS if (task, peer) in here), default=math.inf)
            line(task, map(answer, keys), best, seconds(here.get((task, "ours"), {})))
            if task in FUZZY:
                line(f"{task}, Q", [f"{check[key]:.4f}" if key in check else "" for key in keys])
        whole = {peer: row for (task, peer), row in here.items() if task == "components" and "algo_s" in row}
        for what, name, scale in (("start to answer", "wall_s", 1e3), ("peak memory, MB", "peak_mb", 1)):
            if "ours" in whole:
                value = {peer: row[name] * scale for peer, row in whole.items()}
                line(what, [number(value[peer]) if peer in value else "" for peer in ["ours", *peers]],
                     min((value[peer] for peer in peers if peer in value), default=math.inf), value["ours"])
        lines.append("")
        for task, peer in (key for key in here if key[0] != "load" and key[1] in PEERS and key[1] not in peers):
            quality = f", Q {check[task, peer]:.4f}" if task in FUZZY and (task, peer) in check else ""
            lines += [f"{peer}, {task}: {answer((task, peer))} ms{quality}.", ""]
    versions = sorted({version for row in rows for version in row.get("versions", [])}, key=str.lower)
    machines = sorted({row["machine"] for row in rows})
    busy = max((row["load"] for row in rows), default=0)
    return lines + [f"{', '.join(machines)}, load up to {busy:.1f}; {', '.join(versions)}."]

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*")
    parser.add_argument("--tasks", default=",".join(TASKS), help="which, with commas")
    parser.add_argument("--peers", default=",".join(PEERS), help="which libraries, with commas")
    parser.add_argument("--python", action="append", default=[], metavar="LIBRARY=INTERPRETER",
                        help="the Python of a library that lives in another environment; once for each such library")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one cell")
    parser.add_argument("--budget", type=float, default=3600, help="seconds after which no cell is begun")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--program", help="our benchmark program, where it is built already")
    parser.add_argument("--out", default="compare.jsonl", help="where cells are kept, one a line; added to")
    parser.add_argument("--read", help="cells of earlier runs, in place of running any")
    parser.add_argument("--write", help="the page that takes the tables")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return print("\n" + json.dumps(worker(json.loads(options.worker))))
    if not options.read:
        measure(options)
    with open(options.read or options.out) as file:
        text = "\n".join(tables([json.loads(line) for line in file]))
    if not options.write:
        return print(text)
    page = open(options.write).read()
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    open(options.write, "w").write(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}")

if __name__ == "__main__":
    main()
