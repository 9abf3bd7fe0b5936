"""IRIs: stable from build to build, readable, and reversible.

A name becomes part of an IRI with its Chinese characters as they are; only what an IRI may not hold in a path segment
(RFC 3987: blanks, `/ ? # %`, quotes, brackets, private-use and control characters) is percent-encoded, so that
`Iris.key_of(Iris.entity(key)) == key` for every key.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from kg.errors import SettingsError

DEFAULT_BASE = "https://zonegraph.example/"

# What need not be encoded: RFC 3987 `iunreserved` and `sub-delims` less the quote, `:` and `@` (ucschar of the BMP;
# planes above are encoded, which costs readability only for rare characters).
_KEEP = re.compile(
    "[A-Za-z0-9._~!$&()*+,;=:@\u00a0-\u200d\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]+"
)


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """`name` as one path segment of an IRI; `unslug` takes it back."""
    if _KEEP.fullmatch(name) and name not in (".", ".."):
        return name
    if name in (".", ".."):
        return name.replace(".", "%2E")
    return "".join(part if _KEEP.fullmatch(part) else quote(part, safe="") for part in _split(name))


def _split(name: str) -> list[str]:
    """`name` cut into runs that may stay and single characters that may not."""
    return re.findall(f"{_KEEP.pattern}|.", name, re.DOTALL)


def unslug(segment: str) -> str:
    """The name that `slug` made into `segment`."""
    return unquote(segment)


def digest(*parts: object) -> str:
    """Eight hexadecimal digits that tell statements on the same characters apart."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode(), digest_size=4).hexdigest()


class Iris:
    """All IRIs under one base. `base` is absolute and ends in `/` (`SettingsError` otherwise)."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        parts = urlsplit(base)
        if not parts.scheme or not parts.netloc or not base.endswith("/") or parts.query or parts.fragment:
            raise SettingsError(
                f"IRI 基址 {base!r} 应形如 https://example.org/（以 / 结尾）/ the base IRI {base!r} should look like "
                "https://example.org/ and end in a slash"
            )
        self.base = base
        self._id = f"{base}id/"
        self._doc = f"{base}doc/"

    def entity(self, key: str) -> str:
        """IRI of an entity, project or indicator from its key `"<type>/<name>"`."""
        kind, _, name = key.partition("/")
        return f"{self._id}{slug(kind)}/{slug(name)}"

    def key_of(self, iri: str) -> str | None:
        """The key behind an IRI that `entity` made; None for any other IRI."""
        if not iri.startswith(self._id):
            return None
        kind, slash, name = iri[len(self._id) :].partition("/")
        return f"{unslug(kind)}/{unslug(name)}" if slash and name else None

    def indicator(self, name: str) -> str:
        """IRI of an indicator from its (preferred) name: the vocabulary's concept where the name is in it."""
        return self.entity(f"Indicator/{name}")

    def document(self, doc: str) -> str:
        """IRI of a document, and of the named graph that holds what it states."""
        return f"{self._doc}{slug(doc)}"

    def document_of(self, iri: str) -> str | None:
        """The id of the document that an IRI belongs to (its own, or that of a part of it); None for others."""
        return unslug(iri[len(self._doc) :].partition("/")[0]) if iri.startswith(self._doc) else None

    def part(self, doc: str, kind: str, *names: object) -> str:
        """IRI of something inside a document: `doc/001/passage/120-310`."""
        return f"{self._doc}{slug(doc)}/{kind}/{slug('-'.join(str(name) for name in names))}"

    @property
    def lexicon_graph(self) -> str:
        """Named graph of the ontology and the concepts of the vocabulary."""
        return f"{self.base}graph/lexicon"

    @property
    def names_graph(self) -> str:
        """Named graph with the one rdfs:label of each entity, chosen over all documents."""
        return f"{self.base}graph/names"

    def decision(self, name: int | str) -> str:
        """IRI of a decision on identity, by its place in their order; of a rule's merge, by the key merged away."""
        return f"{self.base}decision/{name if isinstance(name, int) else f'rule/{slug(name)}'}"

    @property
    def decisions_graph(self) -> str:
        """Named graph of the decisions on identity."""
        return f"{self.base}graph/decisions"


def iri_of(key: str, base: str = DEFAULT_BASE) -> str:
    """IRI of the entity with this key under `base`."""
    return Iris(base).entity(key)
