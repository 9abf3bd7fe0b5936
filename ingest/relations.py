"""Relations between the things of a document: the fourteen predicates, each with the words that say it."""

from __future__ import annotations

from ingest.linking import Linked
from ingest.relation_rules import business, chains, leading, place, policy, policy_told
from ingest.relation_rules.scene import Scene
from kg.model import Document, Project, Relation


def find_relations(document: Document, linked: Linked, projects: tuple[Project, ...]) -> list[Relation]:
    """All relations that the rules find, each once, at the first place that says it; sorted by place.

    Only entities of `linked` and `projects` stand in them.
    """
    scene = Scene(document, linked, projects)
    policy.run(scene)
    policy_told.run(scene)
    leading.run(scene)
    business.run(scene)
    chains.run(scene)
    place.run(scene)
    known = {entity.key for entity in linked.entities} | {project.key for project in projects}
    return [r for r in scene.relations() if r.subject in known and r.object in known]
