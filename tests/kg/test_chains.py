"""Reports on the skeleton: who stands on which link, by which words; what is missing; two zones side by side."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import chains
from kg.chain_lexicon import ChainLexicon
from kg.chain_names import NameMatcher
from kg.chain_skeleton import WHOLE, heads, load
from kg.graph import facts_keys, triples
from kg.iris import Iris
from kg.model import Article, Document, Entity, Facts, Passage, Predicate, Project, Quantity, Relation
from kg.ontology import ontology_triples
from kg.store import OxigraphStore
from kg.vocabulary import shipped
from made_up import span
from seeds import REPORTS

IRIS = Iris()
EAST, WEST, PARK = "Zone/云川经济技术开发区", "Zone/石渡高新技术产业开发区", "Zone/云川光电产业园"
TEXT = (
    "云川经开区的启明光能专做电池片。启明光能投资12亿元的硅片扩建项目已经开工。"
    "云川经开区以光伏为主导产业。岭南塑料边框厂落在石渡高新区。石渡高新区的瑞和组件基地开始投产。"
    "云川光电产业园是云川经开区的一部分，园内有青石逆变器公司。硅棒在切片的上游。"
)
LATER = "启明光能投资15亿元的硅片扩建项目已经投产。"


def thing(text: str, key: str, *surfaces: str) -> Entity:
    kind, _, name = key.partition("/")
    mentions = tuple(span(text, one) for one in surfaces)
    return Entity(key=key, name=name, type=kind, surfaces=surfaces, mentions=mentions)  # type: ignore[arg-type]


def says(text: str, subject: str, predicate: Predicate, target: str, words: str) -> Relation:
    where = span(text, words)
    return Relation(subject=subject, predicate=predicate, object=target, start=where.start, end=where.end)


def document(doc: str, text: str, date: str) -> Document:
    return Document(
        id=doc,
        path=f"{doc}.txt",
        sha256="0" * 64,
        text=text,
        date=date,
        articles=(Article(id=f"{doc}-1", start=0, end=len(text)),),
        passages=(Passage(article=f"{doc}-1", start=0, end=len(text)),),
    )


def project(text: str, words: str, **told: object) -> Project:
    where = span(text, words)
    name = "启明光能硅片扩建项目" if "硅片" in words else "瑞和光伏组件基地"
    return Project(
        key=f"Project/{name}",
        name=name,
        surfaces=(),
        mentions=(),
        start=where.start,
        end=where.end,
        **told,  # type: ignore[arg-type]
    )


def first() -> Facts:
    return Facts(
        entities=(
            thing(TEXT, EAST, "云川经开区"),
            thing(TEXT, WEST, "石渡高新区"),
            thing(TEXT, PARK, "云川光电产业园"),
            thing(TEXT, "Company/启明光能有限公司", "启明光能"),
            thing(TEXT, "Company/岭南光伏边框厂", "岭南塑料边框厂"),
            thing(TEXT, "Company/青石逆变器有限公司", "青石逆变器公司"),
            thing(TEXT, "Technology/光伏电池", "电池片"),
        ),
        projects=(
            project(
                TEXT,
                "启明光能投资12亿元的硅片扩建项目已经开工",
                zone=EAST,
                companies=("Company/启明光能有限公司",),
                industry="Industry/光伏",
                investment=Quantity(Decimal("12"), "亿元"),
                stage="开工",
            ),
            project(TEXT, "瑞和组件基地开始投产", zone=WEST, stage="投产"),
        ),
        relations=(
            says(TEXT, "Company/启明光能有限公司", "produces", "Technology/光伏电池", "启明光能专做电池片"),
            says(TEXT, "Company/启明光能有限公司", "located_in", EAST, "云川经开区的启明光能"),
            says(TEXT, EAST, "leads_industry", "Industry/光伏", "云川经开区以光伏为主导产业"),
            says(TEXT, "Company/岭南光伏边框厂", "located_in", WEST, "岭南塑料边框厂落在石渡高新区"),
            says(TEXT, PARK, "part_of", EAST, "云川光电产业园是云川经开区的一部分"),
            says(TEXT, "Company/青石逆变器有限公司", "located_in", PARK, "园内有青石逆变器公司"),
            says(TEXT, "Technology/单晶硅棒", "upstream_of", "Industry/切片", "硅棒在切片的上游"),
        ),
    )


def second() -> Facts:
    return Facts(
        projects=(
            project(
                LATER,
                "启明光能投资15亿元的硅片扩建项目已经投产",
                investment=Quantity(Decimal("15"), "亿元"),
                stage="投产",
                stage_date="2025-03",
            ),
        ),
    )


def build(*parts: tuple[Document, Facts]) -> OxigraphStore:
    store = OxigraphStore.in_memory()
    store.replace_graph(IRIS.lexicon_graph, sorted({*ontology_triples(), *shipped().triples(IRIS)}))
    for told, facts in parts:
        store.replace_document(told.id, triples(told, facts, IRIS, shipped()))
        store.relabel({IRIS.entity(key): name for key, name in facts_keys(facts).items()})
    return store


@pytest.fixture(scope="module")
def graph() -> OxigraphStore:
    return build((document("a", TEXT, "2024-06-01"), first()), (document("b", LATER, "2025-04-01"), second()))


@pytest.fixture(scope="module")
def drawn(graph: OxigraphStore) -> networkx.DiGraph:
    return chains.chain(graph, "photovoltaic")


def names(members: tuple[chains.Member, ...]) -> list[str]:
    return [member.name for member in members]


def test_the_skeleton_is_a_graph_in_layers(drawn: networkx.DiGraph) -> None:
    (chain,) = [one for one in ChainLexicon.load().chains if one.id == "photovoltaic"]
    assert set(drawn) == {link.id for link in chain.links}
    assert drawn.graph["label"] == "光伏产业链" and drawn.graph["label_en"] == "Photovoltaic chain"
    supplies = {(a, b) for a, b, kind in drawn.edges(data="kind") if kind == "supplies"}
    assert supplies == {(link.id, fed) for link in chain.links for fed in link.feeds}
    layer = dict(drawn.nodes(data="layer"))
    assert sorted(set(layer.values())) == list(range(max(layer.values()) + 1))
    stage = dict(drawn.nodes(data="stage"))
    for a, b in supplies:
        assert layer[a] < layer[b]
    assert max(n for one, n in layer.items() if stage[one] == "上游") < min(
        n for one, n in layer.items() if stage[one] == "中游"
    )
    assert list(layer.values()) == sorted(layer.values())


def test_a_firm_stands_where_its_product_belongs_and_says_why(drawn: networkx.DiGraph) -> None:
    cell = drawn.nodes["photovoltaic/cell"]
    (firm,) = cell["companies"]
    assert firm.name == "启明光能有限公司"
    assert firm.zones == (IRIS.entity(EAST),)
    (why,) = firm.evidence
    assert (why.doc, why.how, TEXT[why.start : why.end]) == ("a", "produces", "启明光能专做电池片")
    assert why.statement.startswith(IRIS.document("a"))
    assert names(cell["zones"]) == ["云川经济技术开发区"]
    assert [TEXT[one.start : one.end] for one in cell["zones"][0].evidence] == ["云川经开区的启明光能"]
    assert cell["counts"] == {"zones": 1, "companies": 1, "projects": 0, "investment": 0}
    assert cell["missing"] is False


def test_a_project_stands_where_its_name_says_with_its_latest_state(drawn: networkx.DiGraph) -> None:
    wafer = drawn.nodes["photovoltaic/wafer"]
    (one,) = wafer["projects"]
    assert (one.name, one.stage, one.stage_date) == ("启明光能硅片扩建项目", "投产", "2025-03")
    assert one.investment == Decimal("1500000000")
    assert one.companies == (IRIS.entity("Company/启明光能有限公司"),)
    assert one.zones == (IRIS.entity(EAST),)
    assert [(why.doc, why.how) for why in one.evidence] == [("a", "name")]
    assert names(wafer["companies"]) == ["启明光能有限公司"]
    assert {why.how for why in wafer["companies"][0].evidence} == {"project"}
    assert wafer["counts"]["investment"] == Decimal("1500000000")


def test_links_without_firm_or_project_are_missing(drawn: networkx.DiGraph) -> None:
    there = {
        "photovoltaic/cell",
        "photovoltaic/wafer",
        "photovoltaic/module",
        "photovoltaic/frame",
        "photovoltaic/inverter",
    }
    assert set(drawn) - set(drawn.graph["missing"]) == there
    assert {one for one, gone in drawn.nodes(data="missing") if gone} == set(drawn.graph["missing"])


def test_what_is_only_of_the_chain_stands_on_no_link(drawn: networkx.DiGraph) -> None:
    whole = drawn.graph["whole"]
    assert names(whole) == ["云川经济技术开发区"]
    assert [why.how for why in whole[0].evidence] == ["leads_industry"]


def test_reports_may_support_an_edge(drawn: networkx.DiGraph) -> None:
    edge = drawn.edges["photovoltaic/ingot", "photovoltaic/wafer"]
    assert edge["kind"] == "supplies"
    assert [(why.how, TEXT[why.start : why.end]) for why in edge["evidence"]] == [("upstream_of", "硅棒在切片的上游")]
    assert drawn.edges["photovoltaic/cell", "photovoltaic/module"]["evidence"] == ()


def test_an_edge_that_only_reports_tell_is_marked() -> None:
    facts = Facts(
        relations=(says(TEXT, "Technology/逆变器", "upstream_of", "Technology/光伏组件", "硅棒在切片的上游"),)
    )
    drawn = chains.chain(build((document("a", TEXT, "2024"), facts)), "photovoltaic")
    assert drawn.edges["photovoltaic/inverter", "photovoltaic/module"]["kind"] == "told"


def test_one_zone_with_its_parts(graph: OxigraphStore) -> None:
    drawn = chains.chain(graph, "光伏", "云川经济技术开发区")
    present = {one for one, gone in drawn.nodes(data="missing") if not gone}
    assert present == {"photovoltaic/cell", "photovoltaic/wafer", "photovoltaic/inverter"}
    assert names(drawn.nodes["photovoltaic/inverter"]["companies"]) == ["青石逆变器有限公司"]
    assert names(drawn.nodes["photovoltaic/module"]["elsewhere"]) == ["石渡高新技术产业开发区"]
    assert drawn.nodes["photovoltaic/cell"]["elsewhere"] == ()
    assert drawn.graph["zone"] == IRIS.entity(EAST)


def test_two_zones_on_one_chain(graph: OxigraphStore) -> None:
    told = chains.compare(graph, "photovoltaic", "云川经开区", "石渡高新技术产业开发区")
    assert {link.label: link.who for link in told.links if link.who != "neither"} == {
        "光伏电池": "a", "硅片": "a", "光伏逆变器": "a", "光伏组件": "b", "光伏边框": "b",
    }  # fmt: skip
    assert told.pairings == (chains.Pairing("a", "photovoltaic/cell", "photovoltaic/module"),)
    (wafer,) = [link for link in told.links if link.id == "photovoltaic/wafer"]
    assert wafer.a.there and not wafer.b.there
    assert (wafer.a.investment, wafer.b.investment) == (Decimal("1500000000"), 0)


def test_the_chains_of_a_zone(graph: OxigraphStore) -> None:
    shares = chains.chains_of(graph, IRIS.entity(EAST))
    best = shares[0]
    assert (best.chain.id, best.core) == ("photovoltaic", True)
    assert set(best.present) == {"photovoltaic/cell", "photovoltaic/wafer", "photovoltaic/inverter"}
    assert (best.companies, best.projects, best.investment, best.whole) == (2, 1, Decimal("1500000000"), 1)
    assert len(best.present) + len(best.missing) == best.chain.links
    assert all(
        share.present for one in (EAST, WEST) for share in chains.chains_of(graph, IRIS.entity(one)) if share.core
    )


def test_a_zone_and_its_chain_agree(graph: OxigraphStore) -> None:
    for key in (EAST, WEST, PARK):
        for share in chains.chains_of(graph, IRIS.entity(key)):
            drawn = chains.chain(graph, share.chain.id, IRIS.entity(key))
            assert share.missing == drawn.graph["missing"]
            assert share.investment == sum(
                {one.iri: one.investment or 0 for _, here in drawn.nodes(data="projects") for one in here}.values()
            )


def test_names_that_lead_to_nothing_say_what_is_near(graph: OxigraphStore) -> None:
    with pytest.raises(chains.UnknownChainError, match="photovoltaic"):
        chains.chain(graph, "光伏业链")
    with pytest.raises(chains.UnknownZoneError, match="云川经济技术开发区"):
        chains.chain(graph, "photovoltaic", "云川经济开发区")
    with pytest.raises(chains.UnknownZoneError):
        chains.find_zone(graph, 'x" } DROP ALL #')
    with pytest.raises(chains.UnknownChainError):
        chains.chain(OxigraphStore.in_memory(), "photovoltaic")


def test_a_name_of_two_zones_names_neither() -> None:
    text = "东岭经开区与西岭经开区"
    facts = Facts(
        entities=(thing(text, "Zone/东岭经济技术开发区", "经开区"), thing(text, "Zone/西岭经济技术开发区", "经开区"))
    )
    with pytest.raises(chains.UnknownZoneError, match=r"东岭经济技术开发区、西岭经济技术开发区"):
        chains.find_zone(build((document("a", text, "2024"), facts)), "经开区")


def test_order_of_documents_does_not_matter(graph: OxigraphStore, drawn: networkx.DiGraph) -> None:
    turned = build((document("b", LATER, "2025-04-01"), second()), (document("a", TEXT, "2024-06-01"), first()))
    other = chains.chain(turned, "photovoltaic")
    assert list(other.nodes(data=True)) == list(drawn.nodes(data=True))
    assert list(other.edges(data=True)) == list(drawn.edges(data=True))
    assert other.graph == drawn.graph


def test_chains_are_found_by_id_name_and_iri(graph: OxigraphStore) -> None:
    heads = chains.catalogue(graph)
    assert len(heads) == len(ChainLexicon.load().chains)
    assert [head.id for head in heads] == sorted(head.id for head in heads)
    for name in ("hydraulics", "液压产业链", "液压", "Hydraulics chain", IRIS.entity("Chain/液压产业链")):
        assert chains.chain(graph, name).graph["id"] == "hydraulics"


def test_reports_do_not_alter_the_skeleton(graph: OxigraphStore) -> None:
    bare = build()
    assert [(one.head, one.links, one.feeds, one.covers) for one in load(bare, heads(bare))] == [
        (one.head, one.links, one.feeds, one.covers) for one in load(graph, heads(graph))
    ]
    assert all(gone for _, gone in chains.chain(bare, "photovoltaic").nodes(data="missing"))
    iron = chains.chain(bare, "malleable-iron").nodes(data=True)
    assert {told["kind"] for _, told in iron if not told["missing"]} == {"工序"}


def test_a_wider_industry_leads_to_the_link_above_it() -> None:
    bare = build()
    by_id = {one.head.id: one for one in load(bare, heads(bare))}
    battery, equipment = by_id["lithium-battery"], by_id["equipment"]
    assert battery.places(IRIS.entity("Industry/钠离子电池产业"), "钠离子电池产业") == (WHOLE,)
    (place,) = equipment.places(IRIS.entity("Industry/法兰"), "法兰")
    assert equipment.links[place].id == "equipment/forging"
    assert equipment.places(IRIS.entity("Industry/茶叶"), "茶叶") == ()


def test_networkx_is_loaded_only_to_draw() -> None:
    code = "import sys, kg.chains, kg.chain_lexicon; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


MATCHER = NameMatcher(
    {
        "glass": ["玻璃"], "solar": ["光伏玻璃"], "cell": ["电芯", "锂电池"], "case": ["电池结构件"],
        "hydraulics": ["液压"], "support": ["液压支架"], "pbat": ["PBAT"], "bdo": ["BDO"], "one": ["阀"],
        "left": ["泵阀"], "right": ["泵阀"],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("玻璃", ("glass",)),
        ("南陵光伏玻璃生产线扩建项目（二期）", ("solar",)),
        ("玻璃纤维项目", ()),
        ("江原锂电池结构件产业园", ("case",)),
        ("电芯、电池结构件及BDO一体化项目", ("cell", "case", "bdo")),
        ("青河液压支架制造有限公司", ("support",)),
        ("青河液压科技股份有限公司", ("hydraulics",)),
        ("pbat项目", ("pbat",)),
        ("XPBAT项目", ()),
        ("泵阀项目", ()),
        ("阀项目", ()),
        ("", ()),
    ],
)
def test_the_head_of_a_name_tells_the_link(name: str, places: tuple[str, ...]) -> None:
    assert MATCHER.places(name) == places


@given(st.text("玻璃光伏项目生产、（）和 PBAT一二期年产有限公司()\n", max_size=200))
@settings(max_examples=150)
def test_any_name_is_read(name: str) -> None:
    assert set(MATCHER.places(name)) <= {"glass", "solar", "pbat"}


def test_a_long_name_takes_no_long_time() -> None:
    start = time.process_time()
    MATCHER.places("生产项目" * 20_000)
    MATCHER.places("玻璃、" * 20_000)
    assert time.process_time() - start < 2


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    from api.workspace import Workspace

    with Workspace.open(tmp_path_factory.mktemp("chains") / "store", write=True, create=True) as workspace:
        workspace.ingest(sorted(Path(REPORTS).glob("*.md")), jobs=1)
        yield workspace.graph


def test_the_reports_that_ship_put_projects_on_links(seeds: OxigraphStore) -> None:
    drawn = [chains.chain(seeds, head.id) for head in chains.catalogue(seeds)]
    solar = next(one for one in drawn if one.graph["id"] == "photovoltaic")
    assert {"photovoltaic/ingot", "photovoltaic/cell", "photovoltaic/module"} <= set(solar) - set(
        solar.graph["missing"]
    )
    assert sum(not gone for one in drawn for _, gone in one.nodes(data="missing")) >= 25


def test_every_member_leads_to_its_words(seeds: OxigraphStore) -> None:
    texts = {path.stem for path in REPORTS.glob("*.md")}
    for head in chains.catalogue(seeds):
        drawn = chains.chain(seeds, head.id)
        for _, node in drawn.nodes(data=True):
            for member in (*node["zones"], *node["companies"], *node["projects"], *drawn.graph["whole"]):
                assert member.evidence
                for why in member.evidence:
                    assert why.doc in texts and 0 <= why.start < why.end


def test_a_picture_is_quick(seeds: OxigraphStore) -> None:
    start = time.process_time()
    chains.chain(seeds, "photovoltaic")
    assert time.process_time() - start < 2
