"""The vocabulary for programs that complete queries: prefixes, and our classes and properties with their labels."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from api.vocabulary_page import read_terms
from kg.namespaces import PREFIXES, ZG

_OWL = PREFIXES["owl"]
_KINDS = {
    "Class": "class",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
    "NamedIndividual": "thing",
}


@lru_cache(maxsize=1)
def vocabulary_terms() -> dict[str, Any]:
    """`prefixes`, and `terms`: {name: "zg:subject", kind, label_zh, label_en, comment_zh, comment_en}.

    A kind is class, property, or thing (what stands in a query by its own name, as `zg:search`).
    """
    return {"prefixes": PREFIXES, "terms": [one for iri, told in read_terms().items() if (one := _term(iri, told))]}


def _term(iri: str, told: dict[str, list[str]]) -> dict[str, str] | None:
    kind = next((_KINDS[name] for one in told["type"] if (name := one.removeprefix(_OWL)) in _KINDS), None)
    if kind is None or not iri.startswith(ZG):
        return None
    words = {
        f"{part}_{language}": _joined(told, f"{part}@{language}")
        for part in ("label", "comment")
        for language in ("zh", "en")
    }
    return {"name": f"zg:{iri.removeprefix(ZG)}", "kind": kind, **words}


def _joined(told: dict[str, list[str]], name: str) -> str:
    return "；".join(told.get(name, ()))
