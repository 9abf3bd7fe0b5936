"""The seed digests and their questions: complete front matter, true quotes, and no sentence of a source.

The digests are our own words. The sources they were written from are not part of the project; where a
checkout has them beside it (`../shared/seeds`), no run of 24 characters may be equal (white space removed).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
REPORTS = sorted((ROOT / "seeds" / "reports").glob("*.md"))
QUESTIONS = ROOT / "seeds" / "questions.jsonl"
SOURCES = ROOT.parent / "shared" / "seeds"

KINDS = {"figure", "entity", "list", "policy", "howto", "compare", "paraphrase", "yesno", "unanswerable"}
QUESTION_KEYS = {"id", "q", "kind", "answers", "passage_quotes", "doc"}
REQUIRED_TEXT = ("title", "publisher", "date", "place", "source")
RUN = 24  # characters; the longest proper names are shorter, a copied sentence is longer


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The YAML between the first two `---` lines, and the Markdown after them."""
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{path.name}: the file does not begin with front matter"
    return yaml.safe_load(head), body


def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def runs(text: str) -> set[str]:
    return {text[start : start + RUN] for start in range(len(text) - RUN + 1)}


def test_there_is_a_digest_for_every_article() -> None:
    assert len(REPORTS) == 14


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    head, body = front_matter(path)
    for key in REQUIRED_TEXT:
        assert isinstance(head[key], str) and head[key].strip(), key
    if "author" in head:
        assert isinstance(head["author"], str) and head["author"].strip()
    assert set(head) <= {*REQUIRED_TEXT, "author", "year"}
    assert isinstance(head["year"], int) and 2000 <= head["year"] <= 2100
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", head["date"])
    assert head["date"].startswith(str(head["year"]))
    assert body.startswith(f"\n# {head['title']}\n\n")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_file_is_clean_markdown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)
    assert text.endswith("\n") and not text.endswith("\n\n")
    _, body = front_matter(path)
    assert not re.search(r"[一-鿿][,;:?!]|[ \t]+$", body, flags=re.MULTILINE), "ASCII punctuation or trailing space"
    assert body.count("“") == body.count("”")
    assert body.count("《") == body.count("》")


def digests(question: dict[str, Any]) -> list[str]:
    """The digests that a question is on: one, or those that it compares."""
    return [question["doc"]] if isinstance(question["doc"], str) else question["doc"]


def test_questions_are_well_formed() -> None:
    asked = questions()
    assert len(asked) >= 90
    held_out = [question for question in asked if question.get("split") == "held_out"]
    assert 3 * len(held_out) == len(asked)
    assert len({question["id"] for question in asked}) == len(asked)
    assert len({question["q"] for question in asked}) == len(asked)
    for question in asked:
        assert set(question) - {"split"} == QUESTION_KEYS
        assert question.get("split", "held_out") == "held_out"
        assert question["kind"] in KINDS
        assert question["q"].strip()
        assert all(isinstance(answer, str) and answer.strip() for answer in question["answers"])
        answerable = question["kind"] != "unanswerable"
        assert bool(question["answers"]) is answerable
        assert bool(question["passage_quotes"]) is answerable


def test_questions_are_of_every_kind_and_on_every_digest() -> None:
    asked = questions()
    by_kind = Counter(question["kind"] for question in asked)
    assert set(by_kind) == KINDS
    assert 4 * (by_kind["paraphrase"] + by_kind["howto"]) >= len(asked)
    assert {doc for question in asked for doc in digests(question)} == {path.stem for path in REPORTS}


def test_quotes_stand_in_their_document() -> None:
    bodies = {path.stem: without_space(front_matter(path)[1]) for path in REPORTS}
    for question in questions():
        for quote in question["passage_quotes"]:
            assert quote == without_space(quote) and 6 <= len(quote) <= 60, question["id"]
            assert any(quote in bodies[doc] for doc in digests(question)), (question["id"], quote)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts (../shared/seeds) are not beside this checkout")
@pytest.mark.parametrize("path", [*REPORTS, QUESTIONS], ids=lambda path: path.stem)
def test_no_sentence_of_a_source_stands_in_the_seeds(path: Path) -> None:
    source_runs: set[str] = set()
    for source in sorted(SOURCES.glob("*.txt")):
        source_runs |= runs(without_space(source.read_text(encoding="utf-8")))
    # an ASCII comma for a full-width one does not make a sentence another
    folded = str.maketrans(",;:()", "，；：（）")
    source_runs = {run.translate(folded) for run in source_runs}
    ours = runs(without_space(path.read_text(encoding="utf-8")).translate(folded))
    assert sorted(ours & source_runs) == []
