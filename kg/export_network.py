"""Entities and projects with their relations as a network: GraphML (networkx, yEd, igraph) and GEXF (Gephi)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import msgspec

from kg.documents import DocumentStore
from kg.iris import Iris
from kg.model import Key
from kg.spill import SortedLines

_EDGE_FIELDS = ("predicate", "role", "documents")
_NODE_FIELDS = ("label", "type", "iri", "documents")


class Edge(NamedTuple):
    """`documents`: how many say so."""

    subject: Key
    predicate: str
    object: Key
    role: str
    documents: int


def edges(documents: DocumentStore) -> Iterator[Edge]:
    """All relations, sorted, each once; a project's own parts (companies, zone, industry) are edges too."""
    with SortedLines() as told:
        for _, facts in documents.all():
            here = {(r.subject, str(r.predicate), r.object, r.role or "") for r in facts.relations}
            for project in facts.projects:
                here.update((company, "invests_in", project.key, "") for company in project.companies)
                if project.zone:
                    here.add((project.key, "located_in", project.zone, ""))
                if project.industry:
                    here.add((project.key, "in_industry", project.industry, ""))
            told.update(msgspec.json.encode(edge) for edge in here)
        for line, same in groupby(told):
            yield Edge(*msgspec.json.decode(line, type=tuple[str, str, str, str]), sum(1 for _ in same))


def graphml(documents: DocumentStore, iris: Iris) -> Iterator[str]:
    """The network as GraphML."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, fields in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        for field in fields:
            kind = "int" if field == "documents" else "string"
            yield f'<key id="{owner}-{field}" for="{owner}" attr.name="{field}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for one in documents.all_named():
        values = (one.name, one.type, iris.entity(one.key), len(one.documents))
        yield f"<node id={_attribute(one.key)}>{_data('node', _NODE_FIELDS, values)}</node>\n"
    for edge in edges(documents):
        ends = f"source={_attribute(edge.subject)} target={_attribute(edge.object)}"
        told = (edge.predicate, edge.role, edge.documents)
        yield f"<edge {ends}>{_data('edge', _EDGE_FIELDS, told)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def gexf(documents: DocumentStore, iris: Iris) -> Iterator[str]:
    """The network as GEXF 1.3 (https://gexf.net/schema.html); an edge weighs as many documents as say it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<graph defaultedgetype="directed" mode="static">\n'
    for owner, fields in (("node", _NODE_FIELDS[1:]), ("edge", _EDGE_FIELDS)):
        kinds = ((field, "integer" if field == "documents" else "string") for field in fields)
        declared = "".join(f'<attribute id="{field}" title="{field}" type="{kind}"/>' for field, kind in kinds)
        yield f'<attributes class="{owner}">{declared}</attributes>\n'
    yield "<nodes>\n"
    for one in documents.all_named():
        values = (one.type, iris.entity(one.key), len(one.documents))
        head = f"<node id={_attribute(one.key)} label={_attribute(one.name)}>"
        yield f"{head}{_values(_NODE_FIELDS[1:], values)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(edges(documents)):
        ends = f"source={_attribute(edge.subject)} target={_attribute(edge.object)}"
        told = (edge.predicate, edge.role, edge.documents)
        head = f'<edge id="{number}" {ends} label={_attribute(edge.predicate)} weight="{edge.documents}">'
        yield f"{head}{_values(_EDGE_FIELDS, told)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _data(owner: str, fields: tuple[str, ...], values: tuple[object, ...]) -> str:
    told = zip(fields, values, strict=True)
    return "".join(f'<data key="{owner}-{field}">{_xml(str(value))}</data>' for field, value in told if value != "")


def _values(fields: tuple[str, ...], values: tuple[object, ...]) -> str:
    told = ((field, value) for field, value in zip(fields, values, strict=True) if value != "")
    inside = "".join(f'<attvalue for="{field}" value={_attribute(str(value))}/>' for field, value in told)
    return f"<attvalues>{inside}</attvalues>"


def _attribute(text: str) -> str:
    return quoteattr(_plain(text))


def _xml(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Text for XML 1.0, which knows no control characters."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
