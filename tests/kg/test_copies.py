"""Near copies: what is one, what is none, and what a copy keeps of its own, in whatever order they come."""

from __future__ import annotations

import hashlib
import itertools
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies import Shared, maybe_near, near, units_of
from kg.documents import CopyChange, DocumentStore
from kg.entries import Copied, entry_of
from kg.model import Article, Document, Entity, Facts, Observation, Passage, Span
from kg.shingles import K, Signature, covered, letters, shingled, signature

SENTENCES = [
    "云川高新区上半年签约项目12个，总投资36.5亿元，同比增长8.2%。",
    "青禾精工有限公司投资5亿元建设的轴承基地已经开工，明年十月投产。",
    "园区设立企业服务中心，代办员替企业跑完立项、用地和环评手续。",
    "截至六月底，入园企业达到318家，其中规模以上工业企业74家。",
    "下一步，云川高新区将把标准地出让面积提高到1200亩，再引进20家企业。",
    "管委会每月召开一次调度会，逐个项目过堂，问题不解决不销号。",
]
REPORT = "\n".join(SENTENCES)


def document(doc: str, *articles: str, date: str | None = None, titles: tuple[str, ...] = ()) -> Document:
    """Articles one after another, each a title and a body in one passage."""
    text, placed, passages = "", [], []
    for number, body in enumerate(articles):
        title = titles[number] if titles else f"{doc}的标题"
        start = len(text)
        text += f"{title}\n{body}\n"
        name = f"{doc}-{number + 1}"
        placed.append(Article(id=name, start=start, end=len(text) - 1, title=title))
        passages.append(Passage(article=name, start=start, end=start + len(title), kind="title"))
        at = start + len(title) + 1
        for line in body.split("\n"):
            passages.append(Passage(article=name, start=at, end=at + len(line)))
            at += len(line) + 1
    return Document(
        id=doc, path=f"{doc}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, date=date,
        articles=tuple(placed), passages=tuple(passages),
    )  # fmt: skip


def facts(document: Document) -> Facts:
    """A figure for each sentence of SENTENCES' first words, and the zone that it names."""
    figures = []
    mentions = []
    for line in SENTENCES:
        start = document.text.find(line[:8])
        if start >= 0:
            end = document.text.index("。", start)
            figures.append(
                Observation(
                    subject="Zone/云川高新区", indicator=line[:4], value=Decimal(1), unit="个", text="1",
                    start=start, end=end, period="2024",
                )
            )  # fmt: skip
    at = document.text.find("云川高新区")
    while at >= 0:
        mentions.append(Span(at, at + 5))
        at = document.text.find("云川高新区", at + 1)
    zone = Entity(
        key="Zone/云川高新区", name="云川高新区", type="Zone", surfaces=("云川高新区",), mentions=tuple(mentions)
    )
    return Facts(entities=(zone,) if mentions else (), observations=tuple(figures))


def are_near(one: str, other: str) -> bool:
    texts = [shingled(letters(text).codes) for text in (one, other)]
    found = near(*texts)
    assert found == near(*reversed(texts))
    return found


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore.open(tmp_path / "d.db", write=True, create=True)


def put(store: DocumentStore, *documents: Document) -> list[CopyChange]:
    store.begin()
    for one in documents:
        store.put(entry_of(one, facts(one), units=units_of(one)))
    changes = store.settle_copies()
    store.commit()
    return changes


def remove(store: DocumentStore, *docs: str) -> list[CopyChange]:
    store.begin()
    for doc in docs:
        store.delete(doc)
    changes = store.settle_copies()
    store.commit()
    return changes


def standing(store: DocumentStore) -> dict[str, tuple[str, tuple[str, ...]] | None]:
    told = {one.id: one.copied for one in store.summaries()}
    return {doc: None if one is None else (one.kind, one.of) for doc, one in told.items()}


# -- letters and shingles ---------------------------------------------------------------------------------------


def test_letters_leave_out_how_a_text_is_set() -> None:
    def plain(text: str) -> str:
        return "".join(map(chr, letters(text).codes))

    assert plain("签约　项目１２个，总投资 36.5亿元。") == "签约项目12个总投资36.5亿元"
    assert plain("開發區簽約項目") == "开发区签约项目"
    assert plain("第1.\n.5 A.B") == "第15ab"
    assert plain("") == plain("\ud800 …，") == ""
    told = letters("甲，乙")
    assert told.places.tolist() == [0, 2] and told.between(1, 3) == slice(1, 2)


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_covered_stands_in_the_other(one: str, other: str) -> None:
    codes, others = letters(one).codes, letters(other).codes
    held = covered(shingled(codes), shingled(others).sorted)
    runs = {tuple(others[i : i + K]) for i in range(len(others) - K + 1)}
    expected = np.zeros(len(codes), dtype=bool)
    for i in range(len(codes) - K + 1):
        if tuple(codes[i : i + K]) in runs:
            expected[i : i + K] = True
    assert held.tolist() == expected.tolist()


def test_signatures_estimate_resemblance() -> None:
    rng = np.random.default_rng(3)
    base = rng.integers(0x4E00, 0x9FFF, 4000).astype(np.uint32)
    for share in (0.2, 0.5, 0.9):
        other = base.copy()
        kept = int(len(base) * 2 * share / (1 + share))
        other[kept:] = rng.integers(0x4E00, 0x9FFF, len(base) - kept)
        estimate = (signature(base).words == signature(other).words).mean()
        assert abs(estimate - share) < 0.2
    mark = signature(base)
    assert [part.tolist() for part in Signature.from_bytes(mark.to_bytes())] == [part.tolist() for part in mark]
    assert mark.bands() == signature(base).bands() and len(set(mark.bands())) == 20


# -- near -------------------------------------------------------------------------------------------------------

REPRINTS = {
    "as it is": REPORT,
    "title and source line": f"云川高新区交出半年答卷\n来源：某某网 2024-07-15 10:22 阅读 1834 次\n{REPORT}\n责任编辑：王五",
    "punctuation and width": REPORT.replace("，", ",").replace("。", ". ").replace("12", "１２"),
    "broken lines": "\n".join(REPORT[i : i + 14] for i in range(0, len(REPORT), 14)),
    "traditional characters": REPORT.replace("区", "區").replace("项", "項").replace("资", "資").replace("业", "業"),
    "a sentence cut": "\n".join(SENTENCES[:2] + SENTENCES[3:]),
    "a slip": REPORT.replace("轴承基地", "轴承基池"),
}
OTHERS = {
    "another year's figures": REPORT.replace("12个", "27个").replace("36.5", "58.1").replace("8.2", "6.4").replace(
        "318家", "402家").replace("74家", "91家").replace("1200亩", "2300亩").replace("20家", "35家"),
    "half of it": "\n".join(SENTENCES[:2]),
    "another text": "滨湖开发区去年引进外资2160万美元，园区标准化厂房入驻率达到92%，开办企业当天拿到执照。" * 4,
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("text", REPRINTS.values(), ids=REPRINTS)
def test_reprints_are_near(text: str) -> None:
    assert are_near(REPORT, text)
    mine, theirs = (signature(letters(one).codes) for one in (REPORT, text))
    assert maybe_near(mine, [theirs])[0]


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_reports_are_not(text: str) -> None:
    assert not are_near(REPORT, text)


def test_a_figure_of_its_own_is_the_copys() -> None:
    model = document("a", REPORT)
    copy = document("b", REPORT.replace("318家", "319家"))
    shared = Shared(copy)
    shared.add(0, len(copy.text), model)
    told = facts(copy).observations
    assert [shared.holds(one.start, one.end) for one in told] == [True, True, True, False, True, True]
    assert not shared.holds(0, 4) and not shared.holds(3, 3)


# -- in a store -------------------------------------------------------------------------------------------------


def test_a_copy_is_told_linked_and_not_counted(store: DocumentStore) -> None:
    put(store, document("a", REPORT, date="2024-07-15"))
    copy = document("b", REPRINTS["title and source line"], date="2024-07-18", titles=("转载",))
    (change,) = put(store, copy)
    assert (change.doc, change.counts.observations) == ("b", 0)
    assert standing(store) == {"a": None, "b": ("near", ("a",))}
    assert len(store.facts("a").observations) == 6 and store.facts("b").observations == ()
    assert store.documents_of("Zone/云川高新区") == ["a", "b"]  # its own title names the zone
    assert store.figures() == [("Zone/云川高新区", 2024, 6)]
    kinds = [passage.kind for passage in store.get("b").passages]
    assert kinds == ["title", "body", "body", *["repeat"] * 6, "body"]
    assert [passage.kind for passage in store.get("a").passages].count("repeat") == 0


def test_the_same_bytes_are_an_exact_copy_however_short(store: DocumentStore) -> None:
    put(store, document("a", "短讯。", titles=("短讯一则",)), document("b", "短讯。", titles=("短讯一则",)))
    assert standing(store) == {"a": None, "b": ("exact", ("a",))}
    put(store, document("c", REPORT, titles=("标题",)), document("d", REPORT, titles=("标题",)))
    assert standing(store)["d"] == ("exact", ("c",))
    assert store.facts("d") == Facts()


def test_when_the_first_goes_the_next_takes_its_place(store: DocumentStore) -> None:
    dated = [document(doc, REPORT, date=date) for doc, date in (("a", "2024-03"), ("b", "2024-02"), ("c", None))]
    put(store, *dated)
    assert standing(store) == {"a": ("near", ("b",)), "b": None, "c": ("near", ("b",))}
    changes = remove(store, "b")
    assert [(one.doc, one.copied is None) for one in changes] == [("a", True), ("c", False)]
    assert standing(store) == {"a": None, "c": ("near", ("a",))}
    assert len(store.facts("a").observations) == 6
    put(store, document("a", OTHERS["another text"]))
    assert standing(store) == {"a": None, "c": None}


def test_one_article_of_a_page_reprinted(store: DocumentStore) -> None:
    page = document("page", OTHERS["another text"], REPORT, date="2024-07-01")
    put(store, page, document("web", REPORT, date="2024-07-02"))
    told = store.summary("web").copied
    assert told is not None and (told.kind, told.of) == ("near", ("page",))
    assert [(link.article, link.of_article) for link in told.links] == [(None, "page-2")]
    remove(store, "page")
    put(store, document("page", OTHERS["another text"], REPORT, date="2024-07-09"))
    assert standing(store) == {"page": ("part", ("web",)), "web": None}
    kinds = [passage.kind for passage in store.get("page").passages]
    assert kinds == ["title", "body", "title", *["repeat"] * 6]


def test_the_order_of_coming_and_going_does_not_matter(tmp_path: Path) -> None:
    reports = [
        document("a", REPORT, date="2024-05-02"),
        document("b", REPRINTS["title and source line"], date="2024-05-03"),
        document("c", REPRINTS["a sentence cut"], date="2024-05-01"),
        document("d", OTHERS["another year's figures"], date="2024-05-01"),
    ]
    passing = document("e", REPORT, date="2024-04-01")
    results = set()
    for number, order in enumerate(itertools.permutations(reports)):
        with DocumentStore.open(tmp_path / f"{number}.db", write=True, create=True) as store:
            if number % 3:
                put(store, passing)
            for one in order if number % 2 else [order]:
                put(store, *(one if isinstance(one, tuple) else [one]))
            remove(store, "e")
            results.add(repr([(one.id, one.copied, one.counts, store.facts(one.id)) for one in store.summaries()]))
    assert len(results) == 1
    assert "Copied" in results.pop()


def test_what_is_stored_of_a_copy_comes_back(store: DocumentStore) -> None:
    put(store, document("a", REPORT), document("b", REPORT))
    told = store.summary("b").copied
    assert isinstance(told, Copied) and len(told.passages) == 6
    assert store.get("b").text == document("b", REPORT).text
