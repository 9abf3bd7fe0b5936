"""The vocabulary (ontology.ttl) and the shapes (shapes.ttl) that describe the graph."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

ONTOLOGY = Path(__file__).parent / "ontology.ttl"
SHAPES = Path(__file__).parent / "shapes.ttl"


@lru_cache(maxsize=1)
def ontology_triples() -> tuple[str, ...]:
    """The ontology in N-Triples, without final dots, sorted. It holds no blank nodes, so that builds are equal."""
    triples = [quad.triple for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)]
    text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return tuple(sorted({line.removesuffix(" .") for line in text.splitlines()}))
