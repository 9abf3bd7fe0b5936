"""What is told of whole articles, held against annotated reports: limits, title, year, publisher, subject.

A wrong decision here spoils every figure of an article, so each is counted by itself. `about` is right where the thing
that figures without a subject are given to is the annotated one.
Reports held out are counted, and what they miss is never listed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from score_own import SCORER, parts

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the package `ingest`, not the benchmark of that name

from ingest.linking import article_subject, link
from ingest.mentions import find_mentions
from ingest.reading import read_document
from kg.model import Article, Document
from kg.variants import simplified

SHARED = SCORER.parent.parent
SLACK = 120
"""Characters by which a headline or a signature may lie outside the annotated limits."""
MARKS = re.compile(r"[\s—\-－:：,，、。!！?？“”\"'‘’《》〈〉（）()|｜·]+")


def squeezed(text: str) -> str:
    """Without white space, so that places of both texts can be compared."""
    return re.sub(r"\s+", "", text)


def plain(text: str | None) -> str:
    """A name or headline by its letters alone."""
    return MARKS.sub("", text or "")


def span(text: str, first: str, last: str, since: int) -> tuple[int, int] | None:
    """Where in a squeezed text an annotated article lies; None where its words are not found in a row."""
    start = text.find(squeezed(first), since)
    start = text.find(squeezed(first)) if start < 0 else start
    end = text.find(squeezed(last), max(start, 0))
    if start < 0:
        return None
    return start, (end + len(squeezed(last)) if end >= 0 else len(text))


def found(document: Document, low: int, high: int) -> Article | None:
    """The article of which at least half lies in the annotated span, or that holds half of it."""
    text = document.text
    best: tuple[float, Article] | None = None
    for article in document.articles:
        a, b = len(squeezed(text[: article.start])), len(squeezed(text[: article.end]))
        share = (min(b, high) - max(a, low)) / max(1, max(b, high) - min(a, low))
        if best is None or share > best[0]:
            best = share, article
    return best[1] if best and best[0] > 0.3 else None


def whole(document: Document, article: Article, low: int, high: int) -> bool:
    """Whether an article's text is the annotated one, a headline or signature at either end aside."""
    text = document.text
    a, b = len(squeezed(text[: article.start])), len(squeezed(text[: article.end]))
    return abs(a - low) <= SLACK + len(plain(article.title)) and abs(b - high) <= SLACK


def names_of(gold: dict[str, Any], about: str) -> tuple[set[str], set[str]]:
    """(full names, all written forms) by which the annotated `about` may be called."""
    full = {about, about.partition("（")[0]}
    forms = set(full)
    for entity in gold.get("entities", ()):
        if entity["type"] in ("Zone", "Region") and entity["name"] in about and len(entity["name"]) >= 3:
            full.add(entity["name"])
            forms |= {one for one in entity["surfaces"] if len(one) >= 3 and not one.startswith(("全", "开发区"))}
    return full, forms | full


def same(name: str | None, gold: dict[str, Any], about: str | None) -> bool:
    """Whether a name found is what the annotation calls the article's subject."""
    if not about or not name:
        return not about and not name
    full, forms = names_of(gold, about)
    name = name.partition("开发区（全")[0] or name
    return name in forms or any(len(one) >= 4 and (name.endswith(one) or one.endswith(name)) for one in full)


def subjects(document: Document) -> list[str | None]:
    """For each article the name of what its figures without a subject are given to."""
    linked = link(document, find_mentions(document))
    keys = [article_subject(article, linked) for article in document.articles]
    return [key.partition("/")[2] if key else None for key in keys]


def judged(gold: dict[str, Any], path: Path) -> Iterator[tuple[str, str, bool, str]]:
    """(article, point, right, what was found and what is annotated) of one report."""
    document = read_document(path, gold["doc"])
    text = squeezed(document.text)
    names = subjects(replace(document, text=simplified(document.text)))
    told = dict(zip((a.id for a in document.articles), names, strict=True))
    since = 0
    for annotated in gold["articles"]:
        at = span(text, annotated["first_words"], annotated["last_words"], since)
        article = found(document, *at) if at else None
        name = annotated["id"]
        right = at is not None and article is not None and whole(document, article, *at)
        yield name, "limits", right, f"{at} {article and document.text[article.start :][:16]!r}"
        if article is None:
            article = document.articles[0]
        since = at[1] if at else since
        if annotated["title"]:
            own = plain(f"{article.kicker or ''}{article.title or ''}")
            right = plain(article.title) == plain(annotated["title"]) or own == plain(annotated["title"])
            yield name, "title", right, f"{article.title} ≠ {annotated['title']}"
        year = str(annotated["year"] or "")[:4]
        if year:
            yield name, "year", str(article.year) == year, f"{article.year} ({article.year_evidence}) ≠ {year}"
        if annotated["publisher"]:
            right = plain(article.publisher) == plain(annotated["publisher"])
            yield name, "publisher", right, f"{article.publisher} ≠ {annotated['publisher']}"
        about = annotated["about"]
        subject = told[article.id]
        yield name, "about", same(subject, gold, about), f"{subject} ≠ {about}"
    extra = len(document.articles) - len(gold["articles"])
    yield gold["doc"], "number", extra == 0, f"{len(document.articles)} articles ≠ {len(gold['articles'])}"


def paired(golds: list[Path], reports: list[Path]) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each annotation with the file of its report."""
    files = {path.stem: path for path in reports}
    for path in golds:
        gold = json.loads(path.read_text("utf-8"))
        stem = gold["doc"] if gold["doc"] in files else path.stem
        if stem in files:
            yield gold, files[stem]


def shared_parts() -> dict[str, tuple[list[Path], list[Path]]]:
    """The annotated reports that lie beside the checkout, if they do."""
    golds = sorted((SHARED / "gold").glob("*.json"))
    reports = [path for part in ("seeds", "dev") for path in sorted((SHARED / part).glob("*")) if path.is_file()]
    return {"beside the checkout": (golds, reports)} if golds else {}


def main() -> None:
    """Print, for each part, how many of each decision are right, and those that are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what is wrong, not of those held out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for part, (golds, reports) in (parts(Path(name)) | shared_parts()).items():
            right, total = Counter[str](), Counter[str]()
            wrong: list[str] = []
            for gold, path in paired(golds, reports):
                for article, point, good, words in judged(gold, path):
                    total[point] += 1
                    right[point] += good
                    if not good:
                        wrong.append(f"  {article} {point}: {words}")
            print(f"== {part}: " + "  ".join(f"{point} {right[point]}/{total[point]}" for point in total))
            if args.misses and part != "held_out":
                print("\n".join(wrong))


if __name__ == "__main__":
    main()
