"""What the endpoint says of itself and of its data: SPARQL 1.1 Service Description with a VoID description inside.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. Counts are those of the default
graph (the merge of all documents, each triple once) and of the named graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg import terms
from kg.namespaces import PREFIXES, ZG

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_DCTERMS = PREFIXES["dcterms"]

Ask = Callable[[str], list[tuple[str, ...]]]
"""A SELECT query → its rows, as the values of their terms."""


class Counts(NamedTuple):
    """`graphs`: named graphs with their triples. `classes` and `properties`: with instances, and triples."""

    triples: int
    entities: int
    subjects: int
    objects: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]


def count(ask: Ask, base: str) -> Counts:
    """Count a graph: three passes over it."""
    classes = {row[0]: int(row[1]) for row in ask("SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c")}
    properties = {
        row[0]: int(row[1]) for row in ask("SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")
    }
    graphs = ask("SELECT ?g (COUNT(?s) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    subjects = ask("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")
    objects = ask("SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }")
    entities = ask(
        f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ?c FILTER(STRSTARTS(STR(?s), {terms.string(base + 'id/')})) }}"
    )
    return Counts(
        sum(properties.values()),
        int(entities[0][0]),
        int(subjects[0][0]),
        int(objects[0][0]),
        {row[0]: int(row[1]) for row in graphs},
        classes,
        properties,
    )


def service(endpoint: str, counts: Counts, base: str, user_prefix: str, writable: bool) -> list[str]:
    """The service description in N-Triples without final dots; `endpoint` is the address of the request."""
    node, dataset, default = "_:service", "_:dataset", "_:default"
    lines = [
        f"{node} {terms.A} <{SD}Service>",
        f"{node} <{SD}endpoint> <{endpoint}>",
        f"{node} <{SD}supportedLanguage> <{SD}SPARQL10Query>",
        f"{node} <{SD}supportedLanguage> <{SD}SPARQL11Query>",
        f"{node} <{SD}defaultDataset> {dataset}",
        f"{node} <{SD}feature> <{ZG}search>",
        f"{node} {terms.LABEL} {terms.string('开发区知识图谱', 'zh')}",
        f"{node} {terms.LABEL} {terms.string('knowledge graph of development zones', 'en')}",
    ]
    if writable:
        lines.append(f"{node} <{SD}supportedLanguage> <{SD}SPARQL11Update>")
        note = (
            f"SPARQL Update and the Graph Store Protocol (/gsp) change graphs under {user_prefix} with a write token."
        )
        lines.append(f"{node} <{PREFIXES['rdfs']}comment> {terms.string(note, 'en')}")
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                 "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"):  # fmt: skip
        lines.append(f"{node} <{SD}resultFormat> <{_FORMATS}{name}>")
    lines += [
        f"{dataset} {terms.A} <{SD}Dataset>",
        f"{dataset} <{SD}defaultGraph> {default}",
        f"{default} {terms.A} <{SD}Graph>",
        *void(default, endpoint, counts, base),
    ]
    for number, (graph, triples) in enumerate(counts.graphs.items()):
        named, inside = f"_:named{number}", f"_:graph{number}"
        lines += [
            f"{dataset} <{SD}namedGraph> {named}",
            f"{named} {terms.A} <{SD}NamedGraph>",
            f"{named} <{SD}name> <{graph}>",
            f"{named} <{SD}graph> {inside}",
            f"{inside} {terms.A} <{SD}Graph>",
            f"{inside} <{VOID}triples> {terms.integer(triples)}",
        ]
    return lines


def void(node: str, endpoint: str, counts: Counts, base: str) -> Iterator[str]:
    """The VoID description of the default graph."""
    yield f"{node} {terms.A} <{VOID}Dataset>"
    yield f"{node} <{_DCTERMS}title> {terms.string('开发区知识图谱', 'zh')}"
    yield f"{node} <{_DCTERMS}title> {terms.string('knowledge graph of development zones', 'en')}"
    yield f"{node} <{VOID}sparqlEndpoint> <{endpoint}>"
    yield f"{node} <{VOID}uriSpace> {terms.string(base + 'id/')}"
    for figure, value in (
        ("triples", counts.triples),
        ("entities", counts.entities),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
        ("documents", counts.classes.get(ZG + "Document", 0)),
    ):
        yield f"{node} <{VOID}{figure}> {terms.integer(value)}"
    for vocabulary in (ZG, *(PREFIXES[name] for name in ("skos", "prov", "dcterms", "qb", "org", "schema", "rdfs"))):
        yield f"{node} <{VOID}vocabulary> <{vocabulary}>"
    yield from _partitions(node, "class", "entities", counts.classes)
    yield from _partitions(node, "property", "triples", counts.properties)


def _partitions(node: str, kind: str, figure: str, counted: Mapping[str, int]) -> Iterator[str]:
    for number, (iri, value) in enumerate(counted.items()):
        part = f"_:{kind}{number}"
        yield f"{node} <{VOID}{kind}Partition> {part}"
        yield f"{part} <{VOID}{kind}> <{iri}>"
        yield f"{part} <{VOID}{figure}> {terms.integer(value)}"


def serialize(lines: Iterable[str], media_type: str) -> bytes:
    """N-Triples lines in another format."""
    import pyoxigraph as ox

    text = "".join(f"{line} .\n" for line in lines)
    parsed = (quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))
    prefixes = {**PREFIXES, "sd": SD, "void": VOID, "formats": _FORMATS}
    return ox.serialize(parsed, format=ox.RdfFormat.from_media_type(media_type), prefixes=prefixes) or b""
