"""What a person means by a name: an IRI, a key `Zone/…`, a canonical name, or a form that reports use."""

from __future__ import annotations

import difflib

from kg.documents import DocumentStore
from kg.errors import UnknownNameError
from kg.iris import Iris
from kg.model import Key

_NEAREST = 5


def resolve(documents: DocumentStore, iris: Iris, name: str, kind: str | None = None) -> Key:
    """The key of the one entity or project (of type `kind`) that `name` stands for.

    An exact name goes before a form. `UnknownNameError`, with the nearest names, when there is none, and with the
    candidates when there are several.
    """
    wanted = name.strip().strip("<>").strip()
    names = documents.all_names(kind)
    key = iris.key_of(wanted) or wanted
    if key in names:
        return key
    for form in _spellings(wanted):
        for candidates in (
            [key for key, told in names.items() if told == form],
            sorted({hit.key for hit in documents.find_names(form) if hit.surface == form and hit.key in names}),
        ):
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                raise UnknownNameError(wanted, candidates, ambiguous=True)
    raise UnknownNameError(wanted, nearest(names, key.partition("/")[2] or wanted))


def _spellings(name: str) -> list[str]:
    """The name, and with its short kind of zone written out (经开区 as 经济技术开发区)."""
    from ingest.identity import ABBREVIATIONS

    return [name, *(name.removesuffix(short) + full for short, full in ABBREVIATIONS if name.endswith(short))]


def nearest(names: dict[Key, str], name: str) -> list[str]:
    """The names most like `name`, best first: those that hold its words, then those spelt alike."""
    told = sorted(set(names.values()))
    holding = sorted((one for one in told if name in one), key=len) if len(name) > 1 else []
    alike = difflib.get_close_matches(name, told, n=_NEAREST, cutoff=0.5)
    return list(dict.fromkeys([*holding[:_NEAREST], *alike]))[:_NEAREST]
