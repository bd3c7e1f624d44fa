# Prints brokerage.json: Gould and Fernandez's roles as R's sna counts them, for tests/analysis/groups.rs.
#
#   Rscript tests/figures/brokerage.R > tests/figures/brokerage.json
#
# The graphs are those of tests/graphs. Groups: of the karate club the factions after its fission (W. W. Zachary, Journal of Anthropological Research 33,
# 1977, table 3, as networkx has them) and, to have liaisons, the number of the vertex in the file modulo 3; of the southern women the latter alone.
# sna takes an undirected tie as two, so it counts each pair both ways: w_I coordinator, w_O itinerant, b_IO representative, b_OI gatekeeper, b_O liaison.
suppressMessages(library(sna))

officer <- c(9, 14, 15, 18, 20, 22:33)
karate <- as.matrix(read.table("tests/graphs/karate.txt", comment.char = "#"))
davis <- as.matrix(read.table("tests/graphs/davis.txt", comment.char = "#"))

roles <- function(edges, group) {
  # Vertices in the order in which the file first names them, as accord numbers them.
  names <- unique(as.vector(t(edges[, 1:2])))
  net <- matrix(0, length(names), length(names), dimnames = list(names, names))
  net[cbind(match(edges[, 1], names), match(edges[, 2], names))] <- 1
  net <- pmax(net, t(net))
  found <- brokerage(net, group(names))$raw.nli
  rows <- sapply(seq_along(names), function(v) {
    counts <- paste(sprintf('"%s": %d', colnames(found), as.integer(found[v, ])), collapse = ", ")
    sprintf('    {"vertex": "%s", "group": %d, %s}', names[v], group(names)[v], counts)
  })
  paste0("[\n", paste(rows, collapse = ",\n"), "\n   ]")
}

faction <- function(names) as.integer(as.integer(names) %in% officer)
modulo <- function(names) (seq_along(names) - 1) %% 3
cat(sprintf('{\n "versions": {"R": "%s", "sna": "%s"},\n "graphs": {\n', getRversion(), packageVersion("sna")))
cat(sprintf('  "karate by faction": %s,\n', roles(karate, faction)))
cat(sprintf('  "karate by thirds": %s,\n', roles(karate, modulo)))
cat(sprintf('  "davis by thirds": %s\n }\n}\n', roles(davis, modulo)))
