"""From a document to its facts: mentions → linked entities → projects → observations and relations."""

from __future__ import annotations

from ingest.linking import link
from ingest.mentions import find_mentions
from ingest.observations import find_observations
from ingest.projects import find_projects
from ingest.relations import find_relations
from kg.model import Document, Facts

EXTRACTOR = "1"
"""Version of the extraction; a store reads a file again when this has changed."""


def extract(document: Document) -> Facts:
    """All that a document states. A pure function of the document and the lexicon."""
    linked = link(document, find_mentions(document))
    projects = find_projects(document, linked)
    observations = find_observations(document, linked, projects)
    relations = find_relations(document, linked, projects)
    named = {p.key for p in projects}
    return Facts(
        entities=tuple(e for e in linked.entities if e.key not in named),
        projects=projects,
        observations=tuple(observations),
        relations=tuple(relations),
    )
