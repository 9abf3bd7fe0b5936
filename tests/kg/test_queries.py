"""The queries that ship: each runs as it stands, shows something on the seed reports, and shows what is true there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from api.sparql import QUERY, prepare
from api.workspace import Workspace
from kg.errors import QueryError
from kg.evaluation import evaluate
from kg.graph import triples
from kg.namespaces import PREFIXES
from kg.queries import StoredQuery, load_queries, read_query, shipped_queries
from kg.store import OxigraphStore
from kg.vocabulary import shipped
from made_up import FIRM, PROJECT, TEXT, ZONE, document, facts
from seeds import REPORTS

Row = dict[str, str]
Triple = tuple[str, str, str]

ALL = {query.id: query for query in shipped_queries()}
CONSTRUCTS = {"figures-as-web-annotations", "neighbourhood-of-a-zone"}

# Rows that must be among the result, each by some of its columns: what the seed reports plainly say.
EXPECTED: dict[str, list[Row]] = {
    "approximate-figures": [
        {"qualifier": "近", "text": "近30亿元", "value": "30", "unit": "亿元"},
        {"qualifier": "超", "text": "超500亿元", "value": "500"},
    ],
    "classes-and-counts": [
        {"zh": "文档", "en": "document", "instances": "14"},
        {"zh": "文章", "en": "article", "instances": "14"},
    ],
    "companies-by-investment": [{"company": "际华三五三四制衣有限公司", "yi": "1"}],
    "companies-in-two-zones": [{"company": "太重榆液"}],
    "companies-of-zones": [{"company": "际华三五三四制衣有限公司", "zone": "运城经济技术开发区", "documents": "1"}],
    "counts-by-document": [
        {"id": "jinzhong-2025-five-lines", "date": "2026", "publisher": "科学导报"},
        {"id": "yangquan-2024-parent-fund", "date": "2024-08"},
    ],
    "entities-across-documents": [{"name": "山西省", "type": "行政区"}, {"name": "晋中市", "type": "行政区"}],
    "everything-a-document-says": [{"kind": "数据", "object": "163.29亿元"}, {"kind": "关系陈述", "predicate": "位于"}],
    "figures-of-one-indicator": [
        {"year": "2025", "text": "219.35亿元", "yi": "219.35", "status": "实际"},
        {"year": "2020", "text": "427.3亿元", "yi": "427.3"},
        {"text": "383.47亿元", "yi": "383.47"},
    ],
    "figures-told-twice": [{"sameDocument": "true"}],
    "growth-as-reported": [
        {"text": "9143.23万美元", "by": "36.6", "in": "%"},
        {"text": "51.7亿元", "by": "27.97", "in": "%"},
    ],
    "growth-between-years": [
        {"indicator": "签约项目总投资", "from": "2020", "before": "427.3亿元", "to": "2025", "percent": "-48.7"},
        {"indicator": "签约项目数", "before": "51项", "after": "40个", "percent": "-21.6"},
    ],
    "growth-rates": [{"text": "7.54%", "value": "7.54"}],
    "indicator-catalogue": [{"indicator": "签约项目总投资", "first": "2020", "last": "2025", "units": "亿元"}],
    "industrial-chains": [{"direct": "true"}],
    "investment-by-industry": [{"industry": "氢能", "yi": "10"}],
    "leading-industries": [{"zone": "运城经济技术开发区", "industry": "新材料"}],
    "life-of-projects": [{"stage": "试生产", "when": "2024"}],
    "mentioned-together": [{"zone": "忻州经济技术开发区", "stated": "true"}],
    "missing-links": [{"chain": "新能源", "zone": "太谷经济技术开发区"}],
    "money-by-size": [
        {"text": "844.62亿元", "yi": "844.62", "year": "2020"},
        {"text": "602.5亿元", "yi": "602.5"},
    ],
    "officers": [{"role": "省长", "document": "xinzhou-2024-three-batches"}],
    "other-names": [{"name": "运城经济技术开发区"}],
    "part-year-figures": [
        {"period": "2024-01/2024-06", "text": "139.8亿元"},
        {"period": "2024-01/2024-06", "text": "58.4亿元"},
    ],
    "partnerships": [{"other": "太原理工大学"}],
    "parts-of-zones": [
        {"whole": "运城经济技术开发区", "part": "运城经济技术开发区管委会", "type": "机构", "direct": "true"}
    ],
    "policies-and-whom-they-serve": [{"policy": "医疗器械潜力产业招商", "target": "医疗器械"}],
    "policies-by-zone": [{"zone": "屯留经济技术开发区"}, {"zone": "运城经济技术开发区"}],
    "policies-explained": [{"policy": "一网通办"}, {"policy": "标准地"}],
    "policies-in-common": [{"policy": "全员招商"}, {"policy": "以商招商"}],
    "products": [{"product": "光伏组件"}, {"product": "充电桩"}],
    "projects-by-investment": [{"project": "衬衣智能生产线项目", "yi": "1", "company": "际华三五三四制衣有限公司"}],
    "projects-by-stage": [{"stage": "签约"}, {"stage": "在建"}, {"stage": "投产"}],
    "projects-of-an-industry-tree": [{"industry": "储能", "place": "太谷经济技术开发区"}, {"industry": "光伏"}],
    "projects-of-zones": [{"project": "衬衣智能生产线项目", "investment": "1", "unit": "亿元"}],
    "projects-with-gaps": [{"project": "衬衣智能生产线项目"}],
    "provenance-of-a-figure": [{"unit": "亿元", "publisher": "科学导报"}],
    "ranks": [{"text": "第一位", "rank": "1", "period": "2020"}],
    "relations-and-counts": [
        {"relation": "位于", "from": "开发区", "to": "行政区"},
        {"relation": "实施", "from": "开发区", "to": "政策举措"},
    ],
    "scoreboard-of-a-zone": [
        {"year": "2025", "indicator": "签约项目总投资", "text": "219.35亿元"},
        {"year": "2020", "indicator": "固定资产投资", "text": "162.24亿元", "change": "增长10.6%"},
    ],
    "shares": [{"text": "19.61%", "percent": "19.61"}, {"text": "76.5%", "percent": "76.5"}],
    "signed-investment-by-year": [{"year": "2020", "yi": "427.3"}, {"year": "2025", "yi": "219.35"}],
    "stages-by-zone": [{"zone": "忻州经济技术开发区"}],
    "targets-and-actuals": [{"target": "230亿元", "rate": "185%"}, {"status": "目标", "target": "246亿元"}],
    "three-batches": [
        {"batch": "签约", "text": "47个", "period": "2024"},
        {"batch": "投产", "text": "145.42亿元", "period": "2024"},
    ],
    "titles-held": [{"title": "省级智能制造示范企业"}],
    "who-says-what-of-a-zone": [{"first": "0"}],
    "zones-at-a-glance": [{"name": "运城经济技术开发区", "regions": "运城市"}],
    "zones-by-region": [{"region": "忻州市"}, {"region": "晋中市"}],
    "zones-side-by-side": [{"indicator": "开工项目数", "year": "2024"}],
}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A store of the seed reports."""
    path = tmp_path_factory.mktemp("queries") / "store"
    with Workspace.open(path, write=True, create=True) as workspace:
        assert not workspace.ingest([REPORTS], jobs=1).refused
        yield workspace


def ask(folder: Path | ox.Store, query: str) -> list[Row]:
    """The rows of a SELECT, as the endpoint answers it."""
    store = folder if isinstance(folder, ox.Store) else ox.Store.read_only(str(folder))
    prepared = prepare("POST", "", QUERY, query.encode(), None, "http://localhost/sparql")
    answer = json.loads(evaluate(store, prepared.request))
    return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]


def construct(folder: Path, query: str) -> set[Triple]:
    """The triples of a CONSTRUCT, as the endpoint answers it."""
    prepared = prepare("POST", "", QUERY, query.encode(), "application/n-triples", "http://localhost/sparql")
    answer = evaluate(ox.Store.read_only(str(folder)), prepared.request)
    quads = ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def graph_folder(workspace: Workspace) -> Path:
    """The folder of the store's graph."""
    folder = workspace.graph.path
    assert folder is not None
    return folder


def test_there_are_forty_and_all_are_pinned() -> None:
    assert len(ALL) >= 40
    assert set(EXPECTED) | CONSTRUCTS == set(ALL)


@pytest.mark.parametrize("query", ALL.values(), ids=lambda query: query.id)
def test_titles_are_in_two_languages(query: StoredQuery) -> None:
    assert re.search(r"[\u4e00-\u9fff]", query.title) and re.search(r"[\u4e00-\u9fff]", query.shows)
    assert not re.search(r"[\u4e00-\u9fff]", query.title_en)
    assert query.shows_en.endswith(".") and query.shows.endswith("。")


@pytest.mark.parametrize("query", ALL.values(), ids=lambda query: query.id)
def test_a_query_brings_its_own_prefixes(query: StoredQuery) -> None:
    """They are known to our endpoint, but the file should run in any tool."""
    ox.Store().query(query.text)
    for name, iri in re.findall(r"^PREFIX (\w+): <([^>]+)>$", query.text, re.MULTILINE):
        assert PREFIXES.get(name) == iri


@pytest.mark.parametrize("name", EXPECTED)
def test_a_query_shows_what_the_seed_reports_say(name: str, seeded: Workspace) -> None:
    rows = ask(graph_folder(seeded), ALL[name].text)
    assert rows
    for expected in EXPECTED[name]:
        assert any(expected.items() <= row.items() for row in rows), f"{expected} is not among {rows[:20]}"


def test_every_document_is_counted(seeded: Workspace) -> None:
    rows = ask(graph_folder(seeded), ALL["counts-by-document"].text)
    assert [row["id"] for row in rows] == sorted(seeded.documents.ids())
    for row in rows:
        assert int(row.get("figures", 0)) == len(seeded.documents.facts(row["id"]).observations)


def test_a_figure_is_found_again_in_its_document(seeded: Workspace) -> None:
    (row,) = ask(graph_folder(seeded), ALL["provenance-of-a-figure"].text)
    document = seeded.documents.get(row["document"])
    assert document.sha256 == row["sha256"]
    assert row["text"] in document.text[int(row["start"]) : int(row["end"])]
    assert int(row["passageStart"]) <= int(row["start"]) < int(row["end"]) <= int(row["passageEnd"])


def test_companies_in_two_zones_are_in_two(seeded: Workspace) -> None:
    rows = ask(graph_folder(seeded), ALL["companies-in-two-zones"].text)
    assert all(int(row["zones"]) == len(set(row["names"].split("、"))) >= 2 for row in rows)


def test_each_figure_becomes_an_annotation(seeded: Workspace) -> None:
    found = construct(graph_folder(seeded), ALL["figures-as-web-annotations"].text)
    annotations = [one for one in found if one[2] == f"<{PREFIXES['oa']}Annotation>"]
    documents = seeded.documents
    assert len(annotations) == sum(len(documents.facts(doc).observations) for doc in documents.ids())
    assert len(found) == 8 * len(annotations)


def test_the_neighbourhood_has_relations_and_names(seeded: Workspace) -> None:
    found = construct(graph_folder(seeded), ALL["neighbourhood-of-a-zone"].text)
    predicates = {predicate for _, predicate, _ in found}
    assert {f"<{PREFIXES['zg']}locatedIn>", f"<{PREFIXES['zg']}implements>", f"<{PREFIXES['rdfs']}label>"} <= predicates


# -- on made-up documents, what the seed reports do not show ----------------------------------------------------------


@pytest.fixture
def two_tellings() -> ox.Store:
    """Two documents: the second tells another sum for the same figure, and that the project has come further."""
    store = OxigraphStore.in_memory()
    later = facts()
    changed = [
        msgspec.structs.replace(one, value=Decimal("41"), text="41亿元") if one.unit == "亿元" else one
        for one in later.observations
    ]
    further = [msgspec.structs.replace(one, stage="投产", stage_date="2025-03") for one in later.projects]
    later = msgspec.structs.replace(later, observations=tuple(changed), projects=tuple(further))
    for doc, told, date in (("a", facts(), "2024-07"), ("b", later, "2025-04")):
        read = msgspec.structs.replace(document(doc), date=date, title=f"报告{doc}")
        store.replace_document(doc, triples(read, told, store.iris, shipped()))
    names = {store.iris.entity(key): key.partition("/")[2] for key in (ZONE, FIRM, PROJECT)}
    names |= {
        store.iris.indicator(shipped().indicator_name(one.concept, one.indicator)): one.indicator
        for one in later.observations
    }
    store.relabel(dict(names))
    return store._store


def test_two_documents_that_disagree_are_told(two_tellings: ox.Store) -> None:
    rows = ask(two_tellings, ALL["figures-told-twice"].text)
    assert {(row["agree"], row["sameDocument"]) for row in rows} == {("不一致", "false"), ("一致", "false")}
    (clash,) = [row for row in rows if row["agree"] == "不一致"]
    assert {clash["document1"], clash["document2"]} == {"a", "b"}
    assert "41亿元" in (clash["text1"], clash["text2"])


def test_a_project_lives_through_two_documents(two_tellings: ox.Store) -> None:
    rows = ask(two_tellings, ALL["life-of-projects"].text)
    assert [(row["date"], row["stage"]) for row in rows] == [("2024-07", "开工"), ("2025-04", "投产")]


# -- reading the files ------------------------------------------------------------------------------------------------


def test_a_file_without_a_title_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# title: 我的查询\n# a remark\nASK {}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"mine\.rq.*title@en.*shows"):
        read_query(path)
    path.write_bytes(b"# title: \xff\n")
    with pytest.raises(QueryError, match=r"mine\.rq"):
        load_queries(tmp_path)


def test_no_folder_holds_no_queries(tmp_path: Path) -> None:
    assert load_queries(tmp_path / "none") == ()


def test_the_header_ends_where_the_query_begins(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(
        "# title: 甲\n# title@en: A\n# shows: 乙。\n# shows@en: B.\n\nASK {}\n# title: 丙\n", encoding="utf-8"
    )
    assert load_queries(tmp_path) == (
        StoredQuery(
            id="own", title="甲", title_en="A", shows="乙。", shows_en="B.", text=path.read_text(encoding="utf-8")
        ),
    )


def test_the_made_up_text_is_ours() -> None:
    assert "云川" in TEXT
