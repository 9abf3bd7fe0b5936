"""Invented reports of three zones over several years, with the facts that a reader would take from them."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import (
    Article,
    Change,
    Document,
    Entity,
    Facts,
    Observation,
    Passage,
    Project,
    Quantity,
    Relation,
    Span,
)

ZONES = {"青岩": "青岩经济技术开发区", "白鹭": "白鹭高新技术产业开发区", "云溪": "云溪经济技术开发区"}
SHORT = {"青岩": "青岩经开区", "白鹭": "白鹭高新区", "云溪": "云溪经开区"}
_NUMBER = re.compile(r"(?P<rough>近|约|超)?(?P<value>\d+(?:\.\d+)?)(?P<unit>亿元|万美元|个|家|%)")

Told = tuple[str, str]
"""(indicator, the words that tell it)."""

YEARS: tuple[tuple[str, str, int, str, tuple[Told, ...]], ...] = (
    ("qy20", "青岩", 2020, "青岩经开区2020年发展回顾", (
        ("签约项目数", "签约项目52个"), ("签约项目总投资", "签约项目总投资128.6亿元"),
        ("固定资产投资", "固定资产投资完成48.1亿元"), ("外贸进出口总额", "外贸进出口总额12.4亿元"),
    )),
    ("qy23", "青岩", 2023, "青岩经开区2023年工作综述", (
        ("签约项目数", "签约项目45个"), ("签约项目总投资", "签约项目总投资101.3亿元"),
        ("固定资产投资", "固定资产投资完成54.2亿元"),
    )),
    ("qy25", "青岩", 2025, "青岩经开区交出2025年成绩单", (
        ("签约项目数", "签约项目40个"), ("签约项目总投资", "签约项目总投资89.4亿元"),
        ("固定资产投资", "固定资产投资完成60.7亿元"), ("工业投资", "工业投资完成31.2亿元"),
        ("外贸进出口总额", "外贸进出口总额18亿元"), ("高新技术企业数", "高新技术企业达到36家"),
    )),
    ("qy25b", "青岩", 2025, "数说青岩经开区这一年", (("固定资产投资", "固定资产投资完成61.5亿元"),)),
    ("bl25", "白鹭", 2025, "白鹭高新区2025年发展报告", (
        ("签约项目数", "签约项目21个"), ("签约项目总投资", "签约项目总投资64亿元"),
        ("固定资产投资", "固定资产投资完成近30亿元"), ("高新技术企业数", "高新技术企业达到58家"),
        ("实际利用外资", "实际利用外资3200万美元"),
    )),
    ("yx25", "云溪", 2025, "云溪经开区2025年工作总结", (
        ("签约项目数", "签约项目33个"), ("签约项目总投资", "签约项目总投资72.8亿元"),
        ("固定资产投资", "固定资产投资完成41.9亿元"), ("高新技术企业数", "高新技术企业达到17家"),
    )),
)  # fmt: skip
GROWTH = {("qy25", "固定资产投资"): ("，同比增长8.3%", Change(kind="同比增长", value=Decimal("8.3"), unit="%"))}
AIMS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "qy25": (("规上工业增加值增速", "规上工业增加值增长9%", "目标"), ("工业投资", "工业投资完成34亿元", "目标")),
    "bl25": (
        ("规上工业增加值增速", "规上工业增加值增长7.5%", "目标"),
        ("规上工业增加值增速", "规上工业增加值增长6.8%", "实际"),
    ),
}  # indicator, words, status: what is aimed at is of the year to come
PROJECTS: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "qy25": (
        ("海石减速器项目", "总投资12亿元", "正在进行主体施工", "在建", "装备制造"),
        ("云杉光伏玻璃项目", "总投资35亿元", "已经开工建设", "开工", "光伏"),
        ("远岫疫苗瓶项目", "总投资4.5亿元", "已建成投产", "投产", "医药"),
    ),
    "bl25": (
        ("星帆储能电站项目", "总投资18亿元", "正在建设", "在建", "储能"),
        ("澄江芯片封装项目", "总投资52亿元", "已签约", "签约", "集成电路"),
    ),
}  # name, investment, what is said of the stage, stage, industry


def _number(words: str) -> re.Match[str]:
    found = _NUMBER.search(words)
    assert found is not None
    return found


def _report(doc: str, zone: str, year: int, title: str, told: tuple[Told, ...]) -> tuple[Document, Facts]:
    key, short = f"Zone/{ZONES[zone]}", SHORT[zone]
    text = f"{year}年，{short}"
    observations = []
    for indicator, words in told:
        start = len(text)
        growth, change = GROWTH.get((doc, indicator), ("", None))
        text += words + growth + "，"
        number = _number(words)
        observations.append(
            Observation(
                subject=key, indicator=indicator, value=Decimal(number["value"]), unit=number["unit"],
                text=number[0], start=start, end=start + len(words + growth), qualifier=number["rough"],
                period=str(year), change=change,
            )
        )  # fmt: skip
    text = text.rstrip("，") + "。\n"
    passages = [Passage(article=f"{doc}-1", start=0, end=len(text) - 1)]
    for indicator, words, status in AIMS.get(doc, ()):
        start = len(text)
        when = year + 1 if status == "目标" else year
        text += f"{when}年{short}{words}。\n"
        number = _number(words)
        observations.append(
            Observation(
                subject=key, indicator=indicator, value=Decimal(number["value"]), unit=number["unit"],
                text=number[0], start=start, end=len(text) - 2, period=str(when), status=status,  # type: ignore[arg-type]
                kind="growth" if indicator.endswith("增速") else "level",
            )
        )  # fmt: skip
        passages.append(Passage(article=f"{doc}-1", start=start, end=len(text) - 1))
    projects = []
    entities = []
    first = len(text)
    for name, money, said, stage, industry in PROJECTS.get(doc, ()):
        start = len(text)
        text += f"{name}{money}，{said}；"
        number = _number(money)
        entities.append(_entity(f"Industry/{industry}", industry, text))
        projects.append(
            Project(
                key=f"Project/{name}", name=name, surfaces=(name,), mentions=(Span(start, start + len(name)),),
                start=start, end=len(text) - 1, zone=key, industry=f"Industry/{industry}", stage=stage,
                investment=Quantity(Decimal(number["value"]), number["unit"]),
            )
        )  # fmt: skip
    if len(text) > first:
        text = text[:-1] + "。\n"
        passages.append(Passage(article=f"{doc}-1", start=first, end=len(text) - 1))
    relations: list[Relation] = []
    if doc == "qy25":
        start = len(text)
        text += f"{short}管委会主任周明远在会上作了介绍。\n"
        passages.append(Passage(article=f"{doc}-1", start=start, end=len(text) - 1))
        entities.append(_entity("Person/周明远", "周明远", text))
        relations.append(
            Relation(
                subject="Person/周明远", predicate="officer_of", object=key, start=start, end=len(text) - 1,
                role="管委会主任",
            )
        )  # fmt: skip
    entities.append(_entity(key, ZONES[zone], text, short))
    article = Article(id=f"{doc}-1", start=0, end=len(text), title=title, about=ZONES[zone], year=year)
    document = Document(
        id=doc, path=f"{doc}.txt", sha256="0" * 64, text=text, title=title, articles=(article,),
        passages=tuple(passages),
    )  # fmt: skip
    facts = Facts(
        entities=tuple(entities), projects=tuple(projects), observations=tuple(observations), relations=tuple(relations)
    )
    return document, facts


def _entity(key: str, name: str, text: str, *surfaces: str) -> Entity:
    forms = surfaces or (name,)
    at = [m.start() for form in forms for m in re.finditer(re.escape(form), text)]
    kind = key.partition("/")[0]
    spans = tuple(Span(start, start + len(forms[0])) for start in at)
    return Entity(key=key, name=name, type=kind, surfaces=forms, mentions=spans)  # type: ignore[arg-type]


def reports() -> tuple[tuple[Document, Facts], ...]:
    """The reports with their facts."""
    return tuple(_report(*one) for one in YEARS)
