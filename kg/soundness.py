"""The promise that every fact points at characters of its document: what breaks it is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import msgspec

from kg.errors import ReadError
from kg.model import Document, EntityType, Facts, Key, Predicate, Span

_TYPES = frozenset(get_args(EntityType))
_PREDICATES = frozenset(get_args(Predicate))


def sound(document: Document, facts: Facts) -> tuple[Facts, int]:
    """The facts without those whose span lies outside the text or whose names are no keys, and how many those were.

    `ReadError` when the document's own articles or passages lie outside its text: no citation would hold then.
    """
    size = len(document.text)
    spans = [(a.start, a.end) for a in document.articles] + [(p.start, p.end) for p in document.passages]
    for start, end in spans:
        if not 0 <= start <= end <= size:
            raise ReadError(document.path, f"区间 {start}-{end} 超出正文 / {start}-{end} lies outside the text")
    ids = [article.id for article in document.articles]
    if len(set(ids)) != len(ids):
        raise ReadError(document.path, "文章编号重复 / two articles share an id")

    def held(span: Span) -> bool:
        return 0 <= span.start < span.end <= size

    kept = Facts(
        entities=tuple(
            msgspec.structs.replace(
                e,
                mentions=tuple(m for m in e.mentions if held(m)),
                ties=tuple(tie for tie in e.ties if held(Span(tie.start, tie.end))),
            )
            for e in facts.entities
            if is_key(e.key) and e.name
        ),
        projects=tuple(
            msgspec.structs.replace(
                p,
                mentions=tuple(m for m in p.mentions if held(m)),
                parts=tuple(part for part in p.parts if held(Span(part.start, part.end))),
            )
            for p in facts.projects
            if are_keys(p.key, *p.companies) and p.name and _optional(p.zone, p.industry) and held(Span(p.start, p.end))
        ),
        observations=tuple(
            o
            for o in facts.observations
            if is_key(o.subject) and o.indicator and o.value.is_finite() and held(Span(o.start, o.end))
        ),
        relations=tuple(
            r
            for r in facts.relations
            if are_keys(r.subject, r.object) and r.predicate in _PREDICATES and held(Span(r.start, r.end))
        ),
    )
    return kept, _size(facts) - _size(kept)


def is_key(key: Key) -> bool:
    """Whether `key` is `"<type>/<name>"` with a known type and some name."""
    kind, _, name = key.partition("/")
    return kind in _TYPES and bool(name.strip())


def are_keys(*keys: Key) -> bool:
    """Whether all are keys."""
    return all(is_key(key) for key in keys)


def _optional(*keys: Key | None) -> bool:
    return all(key is None or is_key(key) for key in keys)


def _size(facts: Facts) -> int:
    parts: tuple[Iterable[object], ...] = (facts.entities, facts.projects, facts.observations, facts.relations)
    return sum(1 for part in parts for _ in part)
