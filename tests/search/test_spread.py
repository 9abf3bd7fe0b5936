"""A general question is answered from many documents; one that names a zone or a year stays with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.model import Article, Document, Facts, Passage
from search.answer import Answerer
from search.context import passage_id
from search.evidence import OF_ONE, SHOWN, shown_passages
from search.index import Hit
from search.question import parse
from search.terms import is_general


@pytest.fixture
def long_reports(tmp_path: Path) -> DocumentStore:
    """Two reports of six passages each, none of which is widened."""
    documents = DocumentStore.open(tmp_path / "documents.db", create=True, write=True)
    documents.begin()
    for number, doc in enumerate(("a", "b")):
        text, passages = "", []
        for part in range(6):
            words = f"{doc}{part}" + "园" * SHOWN
            passages.append(Passage(article=f"{doc}-1", start=len(text), end=len(text) + len(words)))
            text += words + "\n"
        article = Article(id=f"{doc}-1", start=0, end=len(text), title=None, about=None, year=None)
        made = Document(
            id=doc, path=f"{doc}.txt", sha256=f"{number:064x}", text=text, title=doc, articles=(article,),
            passages=tuple(passages),
        )  # fmt: skip
        documents.put(entry_of(made, Facts()))
    documents.commit(generation="1")
    return documents


def _shown(documents: DocumentStore, spread: bool) -> list[str]:
    hits = [
        Hit(id=passage_id(doc, p.start, p.end), doc=doc, score=1.0, parts={})
        for doc in ("a", "b")
        for p in documents.passages(doc)
    ]
    return [one.text[:2] for one in shown_passages(documents, hits, 12, spread)]


def test_passages_of_one_document_make_room_for_others(long_reports: DocumentStore) -> None:
    first, second = [f"a{i}" for i in range(6)], [f"b{i}" for i in range(6)]
    assert _shown(long_reports, spread=False) == first + second
    wanted = [*first[:OF_ONE], *second[:OF_ONE], *first[OF_ONE:], *second[OF_ONE:]]
    assert _shown(long_reports, spread=True) == wanted  # behind the others, and none is lost


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("办厂有没有人替企业跑手续？", True),
        ("园区怎样招商引资？", True),
        ("白鹭高新区怎样招商引资？", False),
        ("2023年园区怎样招商引资？", False),
        ("海石机电投资了什么？", False),
    ],
)
def test_what_names_a_thing_or_a_time_is_not_general(answerer: Answerer, question: str, general: bool) -> None:
    assert is_general(parse(question), answerer._documents) is general
