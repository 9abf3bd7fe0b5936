"""The SPARQL that stands behind an answer: written for people to copy, run to check that the graph says so."""

from __future__ import annotations

from collections.abc import Sequence

from kg.iris import Iris
from kg.model import Key
from kg.namespaces import camel, sparql_prefixes
from kg.terms import decimal, string
from search.statements import Statement


def figure_query(statement: Statement, iris: Iris) -> str:
    """A query that gives the figure: by subject, indicator and period, or a field of a project."""
    subject = f"<{iris.entity(statement.subject)}>"
    if statement.observation is None:
        name = statement.field
        value = f"  ?record zg:project {subject} ; zg:{name} ?value .\n"
        unit = "" if name == "capacity" else f"  OPTIONAL {{ ?record zg:{name}Unit ?unit }}\n"
        asked = "?value" if name == "capacity" else "?value ?unit"
        return f"{sparql_prefixes('zg')}SELECT DISTINCT {asked} WHERE {{\n{value}{unit}}}"
    told = statement.observation
    lines = [
        f"  ?o a zg:Observation ; zg:subject {subject} ;",
        f"     zg:indicatorLabel {string(told.indicator)} ;",
    ]
    if told.period:
        lines.append(f"     zg:period {string(told.period)} ;")
    if statement.field == "change":
        asked = "?changeKind ?changeValue ?changeUnit"
        lines.append("     zg:changeKind ?changeKind ; zg:changeValue ?changeValue ; zg:changeUnit ?changeUnit .")
    else:
        asked = "?text ?value ?unit"
        lines.append("     zg:text ?text ; zg:value ?value ; zg:unit ?unit .")
    return f"{sparql_prefixes('zg')}SELECT DISTINCT {asked} WHERE {{\n" + "\n".join(lines) + "\n}"


def passage_query(keys: Sequence[Key], iris: Iris) -> str:
    """The passages that speak of all these things, with their document and place."""
    things = " , ".join(f"<{iris.entity(key)}>" for key in keys)
    return (
        f"{sparql_prefixes('zg', 'schema', 'dcterms')}SELECT DISTINCT ?doc ?start ?end WHERE {{\n"
        f"  ?passage a zg:Passage ; schema:mentions {things} ;\n"
        "     zg:document/dcterms:identifier ?doc ; zg:start ?start ; zg:end ?end .\n} ORDER BY ?doc ?start"
    )


def expected(statement: Statement) -> str | None:
    """The value that `figure_query` must give among its results, as a SPARQL literal; None for a text field."""
    told = statement.observation
    if statement.field == "change" and told is not None and told.change is not None:
        return decimal(told.change.value)
    return decimal(told.value) if told is not None else None


def relation_query(anchor: Key, predicate: str, forward: bool, iris: Iris) -> str:
    """The names of what stands in a relation to a thing: as its object (`forward`) or as its subject."""
    thing, link = f"<{iris.entity(anchor)}>", f"zg:{camel(predicate)}"
    triple = f"{thing} {link} ?thing" if forward else f"?thing {link} {thing}"
    return (
        f"{sparql_prefixes('zg', 'rdfs')}SELECT DISTINCT ?name WHERE {{\n  {triple} .\n"
        "  ?thing rdfs:label ?name .\n} ORDER BY ?name"
    )
