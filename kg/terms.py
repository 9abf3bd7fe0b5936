"""RDF terms written as N-Triples: text is ten times as fast to make, and to hand between processes, as objects."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kg.namespaces import PREFIXES

_XSD = PREFIXES["xsd"]

A = f"<{PREFIXES['rdf']}type>"
LABEL = f"<{PREFIXES['rdfs']}label>"
ALT_LABEL = f"<{PREFIXES['skos']}altLabel>"
DERIVED_FROM = f"<{PREFIXES['prov']}wasDerivedFrom>"

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def iri(value: str) -> str:
    """An absolute IRI as a term."""
    return f"<{value}>"


def string(value: str, language: str | None = None) -> str:
    """A literal, plain (xsd:string) or with a language tag."""
    escaped = value.translate(_ESCAPES)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


@lru_cache(maxsize=16384)
def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


def canonical(value: Decimal) -> str:
    """A decimal in the one form that a store keeps: `219.350` → `219.35`, `5E+1` → `50`, `-0` → `0`.

    Oxigraph rewrites numbers so; doing it first makes a triple the same before and after storing. The characters
    of the report stand beside it in an xsd:string.
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal(value: Decimal) -> str:
    """An xsd:decimal in canonical form."""
    return f'"{canonical(value)}"^^<{_XSD}decimal>'
