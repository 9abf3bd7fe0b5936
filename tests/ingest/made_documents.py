"""Short whole documents of many kinds (documents.txt), each with what a reader takes it to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ingest.facts import extract
from ingest.linking import article_subject, link
from ingest.mentions import find_mentions
from ingest.reading import read_bytes

FILE = Path(__file__).with_name("documents.txt")
MARKS = re.compile(r"[\s—\-－:：,，、。!！?？“”\"'《》]+")


class Made(msgspec.Struct):
    """A document with its expected titles, subjects (any of several names), year, articles and subjects of figures."""

    name: str
    format: str
    text: str
    titles: list[str]
    abouts: list[list[str]]
    year: int | None
    articles: int
    figures: list[tuple[str, list[str]]]


def made_documents() -> Iterator[Made]:
    """All documents of the file."""
    for part in FILE.read_text("utf-8").split("#### ")[1:]:
        head, _, text = part.partition("----\n")
        first, *lines = head.strip().split("\n")
        name, form = first.split()
        said = dict(line.split(": ", 1) for line in lines if not line.startswith("?"))
        figures = [
            (figure.strip(), holders.strip().split("/"))
            for figure, _, holders in (line[1:].partition("=") for line in lines if line.startswith("?"))
        ]
        yield Made(
            name,
            form,
            text,
            said["title"].split(" ; "),
            [one.split("/") for one in said["about"].split(" ; ")],
            None if said["year"] == "-" else int(said["year"]),
            int(said.get("articles", "1")),
            figures,
        )


def plain(text: str | None) -> str:
    """Letters and figures alone."""
    return MARKS.sub("", text or "")


def wrong(made: Made) -> dict[str, str]:
    """What of a document is read otherwise than a reader would: point to what was found."""
    document = read_bytes(made.text.encode("utf-8"), f"{made.name}.{made.format}", made.name)
    linked = link(document, find_mentions(document))
    found: dict[str, str] = {}
    if len(document.articles) != made.articles:
        found["articles"] = str([document.text[a.start : a.start + 20] for a in document.articles])
    titles = [plain(a.title) for a in document.articles]
    if titles != [plain(t) for t in made.titles]:
        found["title"] = str([a.title for a in document.articles])
    keys = [(article_subject(a, linked) or "/").partition("/")[2] for a in document.articles]
    if not _all_same(keys, made.abouts):
        found["about"] = str(keys)
    if {a.year for a in document.articles} != {made.year}:
        found["year"] = str([(a.year, a.year_evidence) for a in document.articles])
    observations = extract(document).observations
    for text, holders in made.figures:
        got = [o.subject.partition("/")[2] for o in observations if plain(o.text) == plain(text)]
        if not any(_same(name, holders) for name in got):
            found[f"figure {text}"] = str(got or "not read")
    return found


def _all_same(names: list[str], expected: list[list[str]]) -> bool:
    return len(names) == len(expected) and all(map(_same, names, expected))


def _same(name: str, expected: list[str]) -> bool:
    name = name.partition("开发区（全")[0] if "（全" in name else name
    return any(name == one or (len(name) >= 4 and (name.endswith(one) or one.endswith(name))) for one in expected)
