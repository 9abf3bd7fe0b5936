"""A small store of invented reports: two zones, two years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from invented_projects import told
from invented_reports import reports

from kg import graph as rdf
from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.iris import Iris
from kg.model import (
    Article,
    Change,
    Document,
    Entity,
    Facts,
    Observation,
    Passage,
    Relation,
    Span,
)
from kg.store import OxigraphStore
from kg.vocabulary import Vocabulary
from search.answer import Answerer
from search.context import indexed_passages
from search.encoders import Encoder, load_encoder
from search.index import EmbeddedIndex

ZONE = "Zone/青岩经开区"
OTHER = "Zone/白鹭高新区"
FIRST = (
    "2023年,青岩经开区签约项目37个,总投资128.6亿元,同比增长15.4%。固定资产投资完成54.2亿元,居全市第二位。",
    "该区推行“全代办”服务,由专人替企业跑完立项到投产的手续,全程不收费。管委会主任周明远主持召开了现场会。",
    "云杉新材料、海石机电和远岫生物等企业相继落户,其中海石机电投资近8亿元建设减速器项目。",
    "服务大厅8月底启用,企业在一个窗口就能把执照、刻章、税务手续办完。",
)
SECOND = (
    "2023年,白鹭高新区签约项目21个,总投资64亿元。研发投入强度为3.8%,高于全省平均水平。",
    "白鹭高新区设立总规模10亿元的科创基金,首期到位3亿元,用来投早投小。",
    "一是强化领导招商,主要领导每月外出;二是强化基金招商,以投促引;三是强化以商招商,请老客商牵线。",
)


def _document(doc: str, title: str, about: str, texts: tuple[str, ...]) -> Document:
    text, passages = "", []
    for part in texts:
        passages.append(Passage(article=f"{doc}-1", start=len(text), end=len(text) + len(part)))
        text += part + "\n"
    article = Article(id=f"{doc}-1", start=0, end=len(text), title=title, about=about, year=2023, author="林小满")
    return Document(
        id=doc,
        path=f"{doc}.txt",
        sha256="0" * 64,
        text=text,
        title=title,
        articles=(article,),
        passages=tuple(passages),
    )


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _figure(text: str, quote: str, shown: str, unit: str, indicator: str, subject: str, **more: object) -> Observation:
    place = _at(text, quote)
    value = Decimal("".join(c for c in shown if c.isdigit() or c == "."))
    told = {"subject": subject, "indicator": indicator, "value": value, "unit": unit, "text": shown, "period": "2023"}
    return Observation(**{**told, "start": place.start, "end": place.end, **more})  # type: ignore[arg-type]


def _first() -> tuple[Document, Facts]:
    document = _document("qy", "青岩经开区一年答卷", "青岩经开区", FIRST)
    text = document.text
    zone = (_at(text, "青岩经开区"), _at(text, "该区"))
    names = {
        "Person/周明远": "周明远", "Company/云杉新材料": "云杉新材料", "Company/海石机电": "海石机电",
        "Company/远岫生物": "远岫生物", "Policy/全代办": "全代办",
    }  # fmt: skip
    entities = [Entity(key=ZONE, name="青岩经开区", type="Zone", surfaces=("青岩经开区", "该区"), mentions=zone)]
    for key, name in names.items():
        kind = key.partition("/")[0]
        entities.append(
            Entity(key=key, name=name, type=kind, surfaces=(name,), mentions=(_at(text, name),))  # type: ignore[arg-type]
        )
    growth = Change(kind="同比增长", value=Decimal("15.4"), unit="%")
    observations = (
        _figure(text, "签约项目37个", "37个", "个", "签约项目数", ZONE),
        _figure(text, "总投资128.6亿元,同比增长15.4%", "128.6亿元", "亿元", "签约项目总投资", ZONE, change=growth),
        _figure(text, "固定资产投资完成54.2亿元", "54.2亿元", "亿元", "固定资产投资", ZONE),
    )
    held = _at(text, "管委会主任周明远主持召开了现场会")
    relations = (
        Relation(
            subject="Person/周明远", predicate="officer_of", object=ZONE, start=held.start, end=held.end, role="主任"
        ),
    )
    return document, Facts(entities=tuple(entities), observations=observations, relations=relations)


def _second() -> tuple[Document, Facts]:
    document = _document("bl", "白鹭高新区创新记", "白鹭高新区", SECOND)
    text = document.text
    entities = (
        Entity(
            key=OTHER, name="白鹭高新区", type="Zone", surfaces=("白鹭高新区",), mentions=(_at(text, "白鹭高新区"),)
        ),
    )
    observations = (
        _figure(text, "签约项目21个", "21个", "个", "签约项目数", OTHER),
        _figure(text, "总投资64亿元", "64亿元", "亿元", "签约项目总投资", OTHER),
        _figure(text, "研发投入强度为3.8%", "3.8%", "%", "研发投入强度", OTHER),
    )
    return document, Facts(entities=entities, observations=observations)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The built-in table."""
    return load_encoder()


@pytest.fixture(scope="session")
def answerer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    """Answers questions on the two invented reports."""
    yield from _answerer(tmp_path_factory.mktemp("store"), encoder, (_first(), _second()))


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    """Answers questions on invented reports of three zones and several years, with projects."""
    yield from _answerer(tmp_path_factory.mktemp("ledger"), encoder, reports())


@pytest.fixture(scope="session")
def projects(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    """Answers questions on an invented report whose sentences tell of several projects."""
    yield from _answerer(tmp_path_factory.mktemp("projects"), encoder, (told(),))


def _answerer(root: Path, encoder: Encoder, told: Iterable[tuple[Document, Facts]]) -> Iterator[Answerer]:
    iris, vocabulary = Iris(), Vocabulary.load()
    graph = OxigraphStore.in_memory(iris)
    documents = DocumentStore.open(root / "documents.db", create=True, write=True)
    index = EmbeddedIndex(root / "index", encoder, write=True)
    documents.begin()
    labels: dict[str, str | None] = {}
    for document, facts in told:
        documents.put(entry_of(document, facts))
        index.add(indexed_passages(document, facts))
        graph.replace_document(document.id, rdf.triples(document, facts, iris, vocabulary))
        labels.update((iris.entity(one.key), one.name) for one in (*facts.entities, *facts.projects))
    graph.relabel(labels)
    documents.commit(generation="1")
    index.commit()
    yield Answerer(documents, graph, index)
    documents.close()
