"""From a document to its facts: mentions → linked entities → projects → observations and relations."""

from __future__ import annotations

from msgspec.structs import replace

from ingest import zone_groups
from ingest.linking import Linked, article_subject, link
from ingest.mention_rules import lands
from ingest.mentions import find_mentions
from ingest.observations import find_observations
from ingest.project_products import with_products
from ingest.projects import find_projects
from ingest.relations import find_relations
from ingest.standing import passing, unrelated
from ingest.ties import with_ties
from kg.model import Document, Facts, Project, Span
from kg.variants import simplified


def extract(document: Document) -> Facts:
    """All that a document states. A pure function of the document and the lexicon."""
    return described(document)[1]


def described(document: Document) -> tuple[Document, Facts]:
    """The document with what its articles are about, and all that it states.

    Text in traditional characters is read through its simplified form, which has the same length; names are filed
    in simplified characters, surfaces and figures keep the report's own.
    """
    plain = simplified(document.text)
    read = document if plain == document.text else replace(document, text=plain)
    linked = link(read, find_mentions(read))
    projects = find_projects(read, linked)
    passed = passing(plain, linked.entities, projects)
    linked = replace(linked, entities=tuple(e for e in linked.entities if e.key not in passed))
    projects = tuple(replace(p, industry=None) if p.industry in passed else p for p in projects)
    here = replace(linked, refs=tuple(r for r in linked.refs if r.key not in lands.KEYS))
    observations = find_observations(read, here, projects)
    linked, made = with_products(read, linked, projects)
    relations = find_relations(read, linked, projects, made)
    named = {p.key for p in projects} | _built(linked, projects)
    named |= unrelated(plain, linked.entities, observations, relations)
    facts = Facts(
        entities=tuple(e for e in linked.entities if e.key not in named),
        projects=projects,
        observations=tuple(observations),
        relations=tuple(relations),
    )
    written = facts if read is document else _as_written(facts, document.text, plain)
    return _with_subjects(document, linked), with_ties(document, plain, written)


def _with_subjects(document: Document, linked: Linked) -> Document:
    """The articles with the names of what they are about, as the facts were taken to be of."""
    articles = []
    for article in document.articles:
        key = article_subject(article, linked)
        key = zone_groups.region_of_group(key) or key
        articles.append(replace(article, about=key.partition("/")[2]) if key else article)
    return replace(document, articles=tuple(articles))


def _built(linked: Linked, projects: tuple[Project, ...]) -> set[str]:
    """The parks and plants that a document names only as projects."""
    spans = {(span.start, span.end) for p in projects for span in p.mentions}
    spans |= {(start, end - 2) for start, end in spans}  # 某产业园项目
    return {
        e.key
        for e in linked.entities
        if e.type in ("Zone", "Facility") and all((m.start, m.end) in spans for m in e.mentions)
    }


def _as_written(facts: Facts, text: str, plain: str) -> Facts:
    """The facts with surfaces and figures in the characters of `text` instead of those of `plain`."""

    def surfaces(mentions: tuple[Span, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text[m.start : m.end] for m in mentions))

    observations = []
    for o in facts.observations:
        at = plain.find(o.text, o.start, o.end)
        observations.append(o if at < 0 else replace(o, text=text[at : at + len(o.text)]))
    return replace(
        facts,
        entities=tuple(replace(e, surfaces=surfaces(e.mentions) or e.surfaces) for e in facts.entities),
        projects=tuple(replace(p, surfaces=surfaces(p.mentions) or p.surfaces) for p in facts.projects),
        observations=tuple(observations),
    )
