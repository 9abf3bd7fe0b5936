"""Who stands behind what: companies, funds, organizations, and what they invest in, have bought, fund or consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.chain_skeleton import select
from kg.namespaces import ZG
from kg.store import GraphStore

if TYPE_CHECKING:
    import networkx

_KINDS = ("Company", "Fund", "Organization", "Project")
_QUERY = """SELECT ?s ?p ?o (COUNT(DISTINCT ?d) AS ?documents) (SAMPLE(?yuan) AS ?worth) {
  VALUES ?p { zg:investsIn zg:acquired zg:funds zg:partOf }
  ?s ?p ?o .
  OPTIONAL { GRAPH ?d { ?s ?p ?o } ?d a zg:Document }
  OPTIONAL { ?o zg:investmentCNY ?yuan }
} GROUP BY ?s ?p ?o ORDER BY ?s ?p ?o"""
_NAMED = "SELECT ?e ?kind ?name { VALUES ?kind { %s } ?e a ?kind ; rdfs:label ?name } ORDER BY ?e ?kind"


def ownership(graph: GraphStore) -> networkx.MultiDiGraph:
    """Companies, funds, organizations and projects that own or are owned, as a directed graph.

    A node is an IRI with `name` and `kind`. An edge goes from the owner to what it has: `predicate` (`investsIn`,
    `acquired`, `funds`, `hasPart`), `documents` (how many say so) and `yuan` (the project's investment, where told).
    """
    import networkx

    drawn: networkx.MultiDiGraph = networkx.MultiDiGraph()
    kinds = " ".join(f"zg:{kind}" for kind in _KINDS)
    named = {iri: (name, kind.removeprefix(ZG)) for iri, kind, name in select(graph, _NAMED % kinds)}
    for subject, predicate, target, documents, worth in select(graph, _QUERY):
        name = predicate.removeprefix(ZG)
        ends = (target, subject) if name == "partOf" else (subject, target)
        if not all(end in named for end in ends):
            continue
        for end in ends:
            drawn.add_node(end, name=named[end][0], kind=named[end][1])
        drawn.add_edge(
            *ends,
            predicate="hasPart" if name == "partOf" else name,
            documents=int(documents),
            yuan=float(worth) if worth else None,
        )
    return drawn
