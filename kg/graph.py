"""A document and its facts as RDF.

Everything is a pure function of one document, the vocabulary and the base IRI, written as N-Triples text: `triples` for
one graph, `quads_text` for a store (each triple in the document's named graph and in the default graph, where the merge
of all graphs is kept). Predicates and shapes are described in ontology.ttl and shapes.ttl.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg import terms
from kg.iris import Iris, digest
from kg.model import Document, Facts, Key, Observation, Passage, Project, Relation, Span
from kg.namespaces import PREFIXES, ZG, camel
from kg.terms import A, decimal, integer, string
from kg.vocabulary import Vocabulary, shipped

_DCTERMS = PREFIXES["dcterms"]
_SCHEMA = PREFIXES["schema"]
_RDF = PREFIXES["rdf"]
_PART_OF = f"<{_DCTERMS}isPartOf>"
_TITLE = f"<{_DCTERMS}title>"
_MENTIONS = f"<{_SCHEMA}mentions>"
_YEAR = re.compile(r"(?:19|20)\d\d")


def _zg(name: str) -> str:
    return f"<{ZG}{name}>"


_START, _END, _PAGE, _DOCUMENT = _zg("start"), _zg("end"), _zg("page"), _zg("document")
_OWN_NAME, _SUBJECT, _INDICATOR = _zg("ownName"), _zg("subject"), _zg("indicator")


def last_year(period: str | None) -> int | None:
    """The last calendar year that a period names: `2024-01/2024-07` → 2024, `2022/` → 2022."""
    years = _YEAR.findall(period or "")
    return int(years[-1]) if years else None


def told_in(document: Document, start: int) -> str | None:
    """The date of the article around a character, else the document's, else the year that 今年 means there."""
    article = next((one for one in document.articles if one.start <= start < one.end), None)
    year = article.year if article else None
    return (article.date if article else None) or document.date or (str(year) if year else None)


def facts_keys(facts: Facts) -> dict[Key, str]:
    """Every key that the facts name, with the document's own name for it, sorted by key.

    A key that only a statement uses (its entity was not listed) goes by the name in the key.
    """
    names = {entity.key: entity.name for entity in facts.entities}
    names.update((project.key, project.name) for project in facts.projects)
    used: list[Key | None] = []
    for project in facts.projects:
        used += [project.zone, project.industry, *project.companies]
    used += [observation.subject for observation in facts.observations]
    for relation in facts.relations:
        used += [relation.subject, relation.object]
    for key in used:
        if key:
            names.setdefault(key, key.partition("/")[2])
    return dict(sorted(names.items()))


class _Passages:
    """Finds the passage that holds a character."""

    def __init__(self, document: Document, iris: Iris) -> None:
        ordered = sorted(document.passages, key=lambda p: (p.start, p.end))
        self._starts = [passage.start for passage in ordered]
        self._ends = [passage.end for passage in ordered]
        self.nodes = [passage_iri(iris, document.id, passage) for passage in ordered]
        self._whole = terms.iri(iris.document(document.id))
        self.page = document.page_at

    def at(self, start: int) -> str:
        """The passage around offset `start`; the document where no passage covers it."""
        place = bisect_right(self._starts, start) - 1
        return self.nodes[place] if place >= 0 and start < self._ends[place] else self._whole


def passage_iri(iris: Iris, doc: str, passage: Passage) -> str:
    """The term of a passage."""
    return terms.iri(iris.part(doc, "passage", passage.start, passage.end))


def triples(document: Document, facts: Facts, iris: Iris, vocabulary: Vocabulary) -> list[str]:
    """All that the document states, as N-Triples without the final dot: sorted, each once."""
    passages = _Passages(document, iris)
    lines: set[str] = set()
    lines.update(_document(document, iris))
    lines.update(_names(document, facts, iris, passages))
    for observation in facts.observations:
        lines.update(_observation(document.id, observation, iris, vocabulary, passages))
    for project in facts.projects:
        lines.update(_project(document, project, iris, vocabulary, passages))
    for relation in facts.relations:
        lines.update(_relation(document.id, relation, iris, passages))
    return sorted(lines)


def quads_text(graph: str, statements: Iterable[str]) -> str:
    """N-Quads of one graph, given by its IRI: each triple in the named graph and in the default graph."""
    name = terms.iri(graph)
    return "".join(f"{line} {name} .\n{line} .\n" for line in statements)


def document_quads(
    document: Document, facts: Facts, iris: Iris | None = None, vocabulary: Vocabulary | None = None
) -> list[ox.Quad]:
    """The document's named graph as quads (without its part of the merge)."""
    iris = iris or Iris()
    graph = ox.NamedNode(iris.document(document.id))
    return parse(triples(document, facts, iris, vocabulary or shipped()), graph)


def parse(lines: Iterable[str], graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    """N-Triples lines without the final dot as quads of one graph."""
    text = "".join(f"{line} .\n" for line in lines)
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    ]


def observation_iri(iris: Iris, doc: str, observation: Observation) -> str:
    """IRI of an observation: its place, and a digest that tells several figures of one place apart."""
    told = observation
    mark = digest(
        told.subject, told.indicator, terms.canonical(told.value), told.unit, told.period, told.status, told.kind
    )
    return iris.part(doc, "observation", told.start, told.end, mark)


def relation_iri(iris: Iris, doc: str, relation: Relation) -> str:
    """IRI of the statement node of a relation."""
    mark = digest(relation.subject, relation.predicate, relation.object, relation.role)
    return iris.part(doc, "relation", relation.start, relation.end, mark)


def record_iri(iris: Iris, doc: str, project: Project) -> str:
    """IRI of what one document says of one project."""
    return iris.part(doc, "project", project.start, project.end, digest(project.key))


def _document(document: Document, iris: Iris) -> Iterator[str]:
    whole = terms.iri(iris.document(document.id))
    yield f"{whole} {A} {_zg('Document')}"
    yield f"{whole} <{_DCTERMS}identifier> {string(document.id)}"
    yield f"{whole} {_zg('sha256')} {string(document.sha256)}"
    for predicate, value in (
        (_TITLE, document.title),
        (f"<{_DCTERMS}date>", document.date),
        (f"<{_DCTERMS}publisher>", document.publisher),
        (f"<{_DCTERMS}source>", document.source),
        (f"<{_DCTERMS}spatial>", document.place),
    ):
        if value:
            yield f"{whole} {predicate} {string(value)}"
    articles: dict[str, str] = {}
    for article in document.articles:
        node = articles[article.id] = terms.iri(iris.part(document.id, "article", article.id))
        yield f"{node} {A} {_zg('Article')}"
        yield f"{node} {_PART_OF} {whole}"
        yield f"{node} <{_DCTERMS}identifier> {string(article.id)}"
        yield f"{node} {_START} {integer(article.start)}"
        yield f"{node} {_END} {integer(article.end)}"
        for predicate, value in (
            (_TITLE, article.title),
            (_zg("about"), article.about),
            (f"<{_DCTERMS}date>", article.date),
            (f"<{_DCTERMS}publisher>", article.publisher),
            (f"<{_DCTERMS}creator>", article.author),
        ):
            if value:
                yield f"{node} {predicate} {string(value)}"
        if article.year is not None:
            yield f"{node} {_zg('year')} {integer(article.year)}"
    for passage in document.passages:
        node = passage_iri(iris, document.id, passage)
        yield f"{node} {A} {_zg('Passage')}"
        yield f"{node} {_PART_OF} {articles.get(passage.article, whole)}"
        yield f"{node} {_DOCUMENT} {whole}"
        yield f"{node} {_START} {integer(passage.start)}"
        yield f"{node} {_END} {integer(passage.end)}"
        if (page := document.page_at(passage.start)) is not None:
            yield f"{node} {_PAGE} {integer(page)}"


def _names(document: Document, facts: Facts, iris: Iris, passages: _Passages) -> Iterator[str]:
    nodes = {key: terms.iri(iris.entity(key)) for key in facts_keys(facts)}
    for key, name in facts_keys(facts).items():
        yield f"{nodes[key]} {A} {_zg(key.partition('/')[0])}"
        yield f"{nodes[key]} {_OWN_NAME} {string(name)}"
    told: list[tuple[Key, tuple[str, ...], tuple[Span, ...]]] = [
        *((entity.key, entity.surfaces, entity.mentions) for entity in facts.entities),
        *((project.key, project.surfaces, project.mentions) for project in facts.projects),
    ]
    for key, surfaces, mentions in told:
        for surface in surfaces:
            yield f"{nodes[key]} {terms.ALT_LABEL} {string(surface)}"
        for place in {passages.at(span.start) for span in mentions}:
            yield f"{place} {_MENTIONS} {nodes[key]}"
    for entity in facts.entities:
        for tie in entity.ties:
            node = terms.iri(iris.part(document.id, "tie", tie.start, tie.end, digest(entity.key, tie.form, tie.rule)))
            yield from _statement(node, "NameTie", tie.start, tie.end, passages)
            yield f"{node} {_zg('entity')} {nodes[entity.key]}"
            yield f"{node} {_zg('form')} {string(tie.form)}"
            yield f"{node} {_zg('rule')} {string(tie.rule)}"


def _statement(node: str, kind: str, start: int, end: int, passages: _Passages) -> Iterator[str]:
    yield f"{node} {A} {_zg(kind)}"
    yield f"{node} {_START} {integer(start)}"
    yield f"{node} {_END} {integer(end)}"
    yield f"{node} {terms.DERIVED_FROM} {passages.at(start)}"
    if (page := passages.page(start)) is not None:
        yield f"{node} {_PAGE} {integer(page)}"


def _observation(doc: str, told: Observation, iris: Iris, vocabulary: Vocabulary, passages: _Passages) -> Iterator[str]:
    node = terms.iri(observation_iri(iris, doc, told))
    yield from _statement(node, "Observation", told.start, told.end, passages)
    name = vocabulary.indicator_name(told.concept, told.indicator)
    indicator = terms.iri(iris.indicator(name))
    yield f"{indicator} {A} {_zg('Indicator')}"
    yield f"{indicator} {terms.LABEL} {string(name)}"
    yield f"{node} {_SUBJECT} {terms.iri(iris.entity(told.subject))}"
    yield f"{node} {_INDICATOR} {indicator}"
    yield f"{node} {_zg('indicatorLabel')} {string(told.indicator)}"
    yield f"{node} {_zg('value')} {decimal(told.value)}"
    yield f"{node} {_zg('unit')} {string(told.unit)}"
    yield f"{node} {_zg('text')} {string(told.text)}"
    yield f"{node} {_zg('status')} {string(told.status)}"
    yield f"{node} {_zg('kind')} {string(told.kind)}"
    if (base := vocabulary.base_value(told.value, told.unit)) is not None:
        yield f"{node} {_zg('baseValue')} {decimal(base)}"
    if told.rule:
        yield f"{node} {_zg('rule')} {string(told.rule)}"
    if told.qualifier:
        yield f"{node} {_zg('qualifier')} {string(told.qualifier)}"
    if told.period:
        yield f"{node} {_zg('period')} {string(told.period)}"
    if (year := last_year(told.period)) is not None:
        yield f"{node} {_zg('year')} {integer(year)}"
    if told.change is not None:
        yield f"{node} {_zg('changeKind')} {string(told.change.kind)}"
        yield f"{node} {_zg('changeValue')} {decimal(told.change.value)}"
        yield f"{node} {_zg('changeUnit')} {string(told.change.unit)}"


def _project(
    document: Document, told: Project, iris: Iris, vocabulary: Vocabulary, passages: _Passages
) -> Iterator[str]:
    record = terms.iri(record_iri(iris, document.id, told))
    project = terms.iri(iris.entity(told.key))
    yield from _statement(record, "ProjectRecord", told.start, told.end, passages)
    yield f"{record} {_zg('project')} {project}"
    if told.zone:
        zone = terms.iri(iris.entity(told.zone))
        yield f"{record} {_zg('zone')} {zone}"
        yield f"{project} {_zg('locatedIn')} {zone}"
    for company in told.companies:
        node = terms.iri(iris.entity(company))
        yield f"{record} {_zg('company')} {node}"
        yield f"{node} {_zg('investsIn')} {project}"
    if told.industry:
        industry = terms.iri(iris.entity(told.industry))
        yield f"{record} {_zg('industry')} {industry}"
        yield f"{project} {_zg('inIndustry')} {industry}"
    for name, quantity in (("investment", told.investment), ("area", told.area)):
        if quantity is not None:
            yield f"{record} {_zg(name)} {decimal(quantity.value)}"
            yield f"{record} {_zg(name + 'Unit')} {string(quantity.unit)}"
    if told.investment is not None and vocabulary.family(told.investment.unit) == "CNY":
        base = vocabulary.base_value(told.investment.value, told.investment.unit)
        if base is not None:
            yield f"{project} {_zg('investmentCNY')} {decimal(base)}"
    if told.capacity:
        yield f"{record} {_zg('capacity')} {string(told.capacity)}"
    if told.stage:
        yield f"{record} {_zg('stage')} {string(told.stage)}"
        yield f"{project} {_zg('stage')} {string(told.stage)}"
    if told.stage_date:
        yield f"{record} {_zg('stageDate')} {string(told.stage_date)}"
    if told.rule:
        yield f"{record} {_zg('rule')} {string(told.rule)}"
    if written := told_in(document, told.start):
        yield f"{record} {_zg('told')} {string(written)}"


def _relation(doc: str, told: Relation, iris: Iris, passages: _Passages) -> Iterator[str]:
    node = terms.iri(relation_iri(iris, doc, told))
    subject, target = terms.iri(iris.entity(told.subject)), terms.iri(iris.entity(told.object))
    predicate = _zg(camel(told.predicate))
    yield f"{subject} {predicate} {target}"
    yield from _statement(node, "Relation", told.start, told.end, passages)
    yield f"{node} <{_RDF}subject> {subject}"
    yield f"{node} <{_RDF}predicate> {predicate}"
    yield f"{node} <{_RDF}object> {target}"
    if told.rule:
        yield f"{node} {_zg('rule')} {string(told.rule)}"
    if told.role:
        yield f"{node} {_zg('role')} {string(told.role)}"
    if told.since:
        yield f"{node} {_zg('since')} {string(told.since)}"
    if told.result:
        yield f"{node} {_zg('result')} {string(told.result)}"
