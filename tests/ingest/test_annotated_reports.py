"""Real reports beside this checkout: hand-made annotation of articles and quotes, and long reports of provinces.

`pytest -s` prints what was found as tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.reading import read_document
from kg.model import Article, Document

SHARED = Path(__file__).parents[3] / "shared"
PROVINCES = SHARED / "data" / "gov_reports"
BOUNDS, YEARS, QUOTES, MOST_CHARACTERS = 0.90, 0.85, 0.97, 500

annotated = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs ../shared (annotated reports)")
long_reports = pytest.mark.skipif(not PROVINCES.is_dir(), reason="needs ../shared/data/gov_reports")


def squeeze(text: str) -> str:
    return "".join(text.split())


@cache
def reports() -> dict[str, tuple[dict[str, Any], Document]]:
    """Every annotated report: the annotation and what we read."""
    files = {path.stem: path for folder in ("seeds", "dev") for path in (SHARED / folder).iterdir()}
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SHARED / "gold").glob("*.json"))]
    return {gold["doc"]: (gold, read_document(files[gold["doc"]], gold["doc"])) for gold in golds}


def running_text(document: Document, article: Article) -> str:
    """An article without the headlines, bylines and captions at its edges, which an annotator may leave out."""
    bodies = [p for p in document.passages if p.article == article.id and p.kind in ("body", "repeat")]
    return squeeze(document.text[bodies[0].start : bodies[-1].end]) if bodies else ""


def has_bounds(document: Document, article: Article, wanted: dict[str, Any]) -> bool:
    """Whether an article begins and ends where the annotator says, up to headlines, bylines and captions."""
    first, last = squeeze(wanted["first_words"]), squeeze(wanted["last_words"])
    whole, text = squeeze(document.text[article.start : article.end]), running_text(document, article)
    at, end = whole.find(first), whole.rfind(last)
    if at < 0 or end < at:
        return False
    begins = whole.index(text) >= at or text.startswith(first)
    ends = end + len(last) >= whole.index(text) + len(text) or text.endswith(last)
    return begins and ends


def compared() -> Iterator[tuple[str, bool, str, str, str | None, str, str | None]]:
    """For each annotated article: id, whether the bounds are right, year wanted and found, subject, title, ours."""
    for gold, document in reports().values():
        for wanted in gold["articles"]:
            ours = next((one for one in document.articles if has_bounds(document, one, wanted)), None)
            year = str(wanted["year"])[:4] if wanted["year"] else "-"
            found = str(ours.year or "-") if ours else "?"
            yield wanted["id"], ours is not None, year, found, ours and ours.about, wanted["about"], ours and ours.title


@annotated
def test_articles_have_the_bounds_and_the_year_of_the_annotation() -> None:
    rows = list(compared())
    print("\narticle  bounds  year wanted found  about | about wanted | title")
    for name, bounds, year, found, about, wanted, title in rows:
        print(f"{name:8} {'yes' if bounds else 'NO':7} {year:11} {found:6} {about} | {wanted} | {title}")
    right = sum(row[1] for row in rows) / len(rows)
    years = sum(row[2] == row[3] for row in rows) / len(rows)
    print(f"{len(rows)} articles: bounds {right:.3f} (at least {BOUNDS}), year {years:.3f} (at least {YEARS})")
    assert right >= BOUNDS and years >= YEARS


@annotated
def test_no_article_is_made_of_nothing() -> None:
    for gold, document in reports().values():
        assert len(document.articles) == len(gold["articles"]), gold["doc"]


@annotated
def test_every_annotated_quote_lies_in_one_passage() -> None:
    asked = missed = 0
    print("\nreport  quotes  in one passage")
    for name, (gold, document) in reports().items():
        passages = [squeeze(document.text[p.start : p.end]) for p in document.passages]
        quotes = [quote for question in gold["questions"] for quote in question["passage_quotes"]]
        quotes += [fact["quote"] for kind in ("observations", "projects", "relations") for fact in gold[kind]]
        lost = [quote for quote in quotes if not any(squeeze(quote) in passage for passage in passages)]
        print(f"{name:7} {len(quotes):6}  {len(quotes) - len(lost)}")
        asked, missed = asked + len(quotes), missed + len(lost)
    print(f"{1 - missed / asked:.4f} of {asked} (at least {QUOTES})")
    assert missed <= (1 - QUOTES) * asked


@annotated
@pytest.mark.parametrize("name", ["h10", "h11"])
def test_a_page_and_a_word_document_tell_title_subject_and_credits(name: str) -> None:
    gold, document = reports()[name]
    (article,) = gold["articles"]
    (ours,) = document.articles
    for field in ("title", "publisher", "author", "about"):
        assert getattr(ours, field) == article[field]


@long_reports
def test_long_reports_are_one_article_each_with_their_sections() -> None:
    files = sorted(PROVINCES.glob("*.txt"))
    assert len(files) >= 25
    print("\nreport  characters  passages  longest  sections  year")
    for path in files:
        document = read_document(path, path.stem)
        (article,) = document.articles
        longest = max(p.end - p.start for p in document.passages)
        sections = {p.heading for p in document.passages if p.heading}
        print(f"{path.stem} {len(document.text)} {len(document.passages)} {longest} {len(sections)} {article.year}")
        assert longest <= MOST_CHARACTERS
        assert sections and article.year == int(path.stem[:4])
        assert (article.about and article.about.rstrip("省市") in path.stem) or "自由贸易港" in (article.about or "")
