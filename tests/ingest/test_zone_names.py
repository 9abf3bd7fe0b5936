"""Names of zones that nobody has seen, built from the parts that such names are built from.

They are found whole wherever a sentence has them, one zone stays one under its short names, and no two zones are
joined that differ in place, own name or kind.
"""

from __future__ import annotations

from functools import cache

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Entity

OWN = ("望舒", "青岚", "临岳", "云麓", "松雾河", "白鹭湾")
PLACES = ("黑河", "内江", "承德", "抚州", "武威", "南宁")
TRADES = ("汽车零部件", "现代纺织", "生物医药", "绿色食品", "智能家电", "高端阀门")
KINDS = (
    "经济技术开发区",
    "高新技术产业开发区",
    "综合保税区",
    "化工园区",
    "产业转移工业园",
    "产业集聚区",
    "工业集中区",
    "经开区",
)
SHAPES = (
    "{place}{kind}",
    "{place}市{own}{kind}",
    "{own}{kind}",
    "{place}{own}{kind}",
    "{own}{trade}产业园",
    "{place}{trade}产业园",
)
FRAMES = (
    "今年上半年，{zone}完成工业总产值86.4亿元，同比增长9.1%。",
    "走进{zone}，一派热火朝天的景象。",
    "近日，记者从{zone}管委会获悉，该区新签约项目12个。",
    "位于{zone}的一处厂房里，工人正在安装设备。",
    "与{zone}相比，两地的产业结构相近。",
    "省政府批准{zone}扩区。",
    "支持{zone}创建国家级园区。",
)
PAIRS = (
    "{0}上半年完成投资12.6亿元。全市调研组来到{1}，了解项目进展。",
    "近日，{0}举行集中签约仪式。\n{1}也新开工项目6个，总投资21亿元。",
    "{0}与{1}签订合作协议。",
)


def zones(text: str) -> tuple[Entity, ...]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return tuple(e for e in extract(document).entities if e.type == "Zone")


def key_at(found: tuple[Entity, ...], start: int, end: int) -> str | None:
    return next((e.key for e in found for m in e.mentions if (m.start, m.end) == (start, end)), None)


@cache
def names() -> tuple[str, ...]:
    return tuple(
        shape.format(place=PLACES[i % 6], own=OWN[(i + j) % 6], trade=TRADES[(i + 2 * j) % 6], kind=kind)
        for j, shape in enumerate(SHAPES)
        for i, kind in enumerate(KINDS)
    )


@pytest.mark.parametrize("frame", FRAMES)
def test_a_name_is_found_whole(frame: str) -> None:
    missed = []
    for name in names()[FRAMES.index(frame) :: 3]:
        text = frame.format(zone=name)
        start = text.index(name)
        if key_at(zones(text), start, start + len(name)) is None:
            missed.append(text)
    assert missed == []


SAME = (
    ("{p}经济技术开发区", "{p}经开区"),
    ("{p}市{o}经济技术开发区", "{o}经开区"),
    ("{p}{o}高新技术产业开发区", "{o}高新区"),
    ("{p}综合保税区", "{p}综保区"),
    ("{p}市经济开发区", "{p}经济开发区"),
    ("{p}经济开发区", "{p}经开区"),
    ("{o}经济开发区", "{o}开发区"),
)
APART = (
    ("{p}经济技术开发区", "{q}经济技术开发区"),
    ("{p}经开区", "{p}高新区"),
    ("{o}产业园", "{o}产业转移工业园"),
    ("{o}汽车零部件产业园", "{o}生物医药产业园"),
    ("{p}经济开发区", "{p}化工园区"),
    ("{o}工业园", "{o}科技园"),
    ("{o}循环经济产业园", "{o}物流园"),
    ("{p}{o}经开区", "{p}经开区"),
    ("{p}综合保税区", "{p}保税物流中心"),
    ("{p}经济技术开发区", "{p}边境经济合作区"),
    ("{o}工业集中区", "{o}产业集聚区"),
    ("{p}{o}工业园区", "{q}{o}工业园区"),
)


@pytest.mark.parametrize(("forms", "same"), [*((f, True) for f in SAME), *((f, False) for f in APART)])
def test_short_names_join_and_other_zones_stay_apart(forms: tuple[str, str], same: bool) -> None:
    wrong = []
    for i, pair in enumerate(PAIRS):
        parts = {"p": PLACES[i], "q": PLACES[i + 3], "o": OWN[i + 1]}
        first, second = (form.format(**parts) for form in forms)
        text = pair.format(first, second)
        found = zones(text)
        at, late = text.index(first), text.rindex(second)
        keys = key_at(found, at, at + len(first)), key_at(found, late, late + len(second))
        if None in keys or (keys[0] == keys[1]) is not same:
            wrong.append((text, keys))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "全省建立低效用地台账，规范园区管理。",
        "建设高标准数字园区，培育数据产业。",
        "某省商务厅开发区处负责人介绍了情况。",
        "A05园区\n青岚经开区抓项目。",
    ],
)
def test_no_park_is_made_of_what_is_done_with_parks(text: str) -> None:
    assert {e.name for e in zones(text)} <= {"青岚经济技术开发区"}


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("望城岭高科技工业园（下称“望城岭高科园”）是衡阳国家高新区的一部分。望城岭高科园有企业67家。", "望城岭高科技工业园", 3),
        ("迎面就是漕河萧南高科技产业园（以下简称漕萧园）的大门。漕萧园去年产值9亿元。", "漕河萧南高科技产业园", 3),
        ("北部湾港大湾港区（以下简称大湾港区）有泊位18个。大湾港区吞吐量560万吨。", "北部湾港大湾港区", 3),
        ("枞川高科技产业园区在江边。2022年，枞川高科园营业收入93亿元。", "枞川高科技产业园区", 2),
        ("青浦—射阳产业合作园签约项目9个。", "青浦—射阳产业合作园", 1),
    ],
)  # fmt: skip
def test_a_zone_is_what_the_report_says_it_will_call_it(text: str, name: str, forms: int) -> None:
    found = {e.name: e for e in zones(text)}
    assert len(found[name].mentions) == forms


@pytest.mark.parametrize(
    "text",
    [
        "金沙湾新材料产业园是九江经济技术开发区的核心片区，入园企业41家。园区亩均税收23万元。",
        "沪盐产业合作园由临港集团与大丰经济开发区共建。园区亩均税收23万元。",
        "九江经济技术开发区下辖的昆仑科创城落户企业88家。科创城亩均税收23万元。",
    ],
)
def test_a_part_is_spoken_of_and_not_its_whole_or_its_builders(text: str) -> None:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    (taxes,) = [o for o in facts.observations if str(o.value) == "23"]
    assert taxes.subject.endswith(("金沙湾新材料产业园", "沪盐产业合作园", "昆仑科创城"))
