"""A reader of lines `zone|canonical name|year|number`, in place of the real one, which has tests of its own."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

from api.extraction import Extracted, Task
from kg.copies import units_of
from kg.entries import entry_of
from kg.graph import triples
from kg.iris import Iris
from kg.model import Article, Document, Entity, Facts, Observation, Passage, Span
from kg.paths import shown
from kg.vocabulary import shipped


def read(task: Task) -> Extracted:
    """Read one file; an empty one is refused."""
    raw = Path(task.kept or task.path).read_bytes()
    text = raw.decode()
    if not text.strip():
        return Extracted(task, refusal="空文件 / empty file")
    if task.sha256 and hashlib.sha256(raw).hexdigest() != task.sha256:
        return Extracted(task, refusal="damaged")
    entities: dict[str, Entity] = {}
    figures = []
    at = 0
    for line in text.splitlines(keepends=True):
        zone, name, year, number = line.strip().split("|")
        span = Span(at, at + len(line.strip()))
        key = f"Zone/{zone}"
        entities[key] = Entity(key=key, name=name, type="Zone", surfaces=(zone,), mentions=(span,))
        figures.append(
            Observation(
                subject=key, indicator="签约额", value=Decimal(number), unit="亿元", text=number, period=year,
                start=span.start, end=span.end,
            )
        )  # fmt: skip
        at += len(line)
    document = Document(
        id=task.doc, path=shown(task.path), sha256=hashlib.sha256(raw).hexdigest(), text=text, title=task.doc,
        articles=(Article(id=f"{task.doc}-1", start=0, end=len(text)),),
        passages=(Passage(article=f"{task.doc}-1", start=0, end=len(text)),),
    )  # fmt: skip
    facts = Facts(entities=tuple(entities.values()), observations=tuple(figures))
    lines = triples(document, facts, Iris(task.base), shipped())
    entry = entry_of(document, facts, task.origin, task.extractor, units_of(document), len(raw), task.file)
    return Extracted(task, entry, "\n".join(lines).encode())
