"""Relations between the things of a document: the fourteen predicates, each with the words that say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.linking import Linked
from ingest.relation_rules import business, chains, leading, partners, place, policy, policy_told
from ingest.relation_rules.scene import Scene
from kg.model import Document, Key, Project, Relation


def find_relations(
    document: Document,
    linked: Linked,
    projects: tuple[Project, ...],
    made: Mapping[Key, Sequence[Key]] | None = None,
) -> list[Relation]:
    """All relations that the rules find, each once, at the first place that says it; sorted by place.

    Only entities of `linked` and `projects` stand in them. `made` are the products that projects are called after.
    """
    scene = Scene(document, linked, projects)
    policy.run(scene)
    policy_told.run(scene)
    leading.run(scene)
    business.run(scene, made or {})
    partners.run(scene)
    chains.run(scene)
    place.run(scene)
    known = {entity.key for entity in linked.entities} | {project.key for project in projects}
    return [r for r in scene.relations() if r.subject in known and r.object in known]
