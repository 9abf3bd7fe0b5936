"""Namespaces and the prefixes that every query, export and page shares."""

from __future__ import annotations

ZG = "https://zonegraph.example/ns#"
"""Our vocabulary. Fixed: the base IRI that a user sets is for data only."""

PREFIXES: dict[str, str] = {
    "zg": ZG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "qb": "http://purl.org/linked-data/cube#",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "qudt": "http://qudt.org/schema/qudt/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def camel(predicate: str) -> str:
    """`located_in` → `locatedIn`: a predicate of the model as a local name of the vocabulary."""
    head, *rest = predicate.split("_")
    return head + "".join(word.capitalize() for word in rest)


def sparql_prefixes(*names: str) -> str:
    """PREFIX lines for the named prefixes (all when none is named), for the head of a query."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in (names or tuple(PREFIXES)))
