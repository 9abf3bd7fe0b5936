"""A store of generated reports in the shape of real ones, as large as is wanted: the ground of the SPARQL benchmarks.

Documents, facts, graph and index are made by the program's own code, only the reading is left out. Deterministic.
About 470 triples and `passages` passages a document.
"""

from __future__ import annotations

import random
import sys
import time
from decimal import Decimal
from pathlib import Path

from api.extraction import Extracted, Task, extractor_version
from api.reports import silent
from api.workspace import Workspace
from kg.entries import entry_of
from kg.graph import triples
from kg.model import Article, Document, Entity, Facts, Observation, Passage, Project, Quantity, Relation, Span
from kg.vocabulary import shipped

STAGES = ("储备", "签约", "前期", "开工", "在建", "投产", "达效")
WORKS = ("装配", "锻造", "提纯", "封装", "酿造", "纺织", "检测", "热处理", "数控加工", "回收利用")
KINDS = ("经济技术开发区", "高新技术产业开发区", "经济开发区", "现代农业产业示范区")
_HEADS, _TAILS = "云青白东南长清双临新玉金石松柏梅兰竹海江", "岭川河原浦泽源湖安阳山泉林溪桥关渡湾塘坪"
_SENTENCES = (
    "{zone}为{company}安排代办员，{step}等手续由政府跑，企业不再往返窗口。",
    "{company}的{work}车间正在安装设备，技术人员说{year}年{month}月可以试车。",
    "{zone}把闲置厂房改成标准化车间，{count}家配套企业陆续搬进来。",
    "围绕{work}，{zone}补上了{step}环节，上下游企业之间只隔一条路。",
    "银行与{zone}签订协议，给{company}这样的企业发放无抵押贷款{count}万元。",
    "{year}年{month}月，{zone}召开调度会，逐个项目查看{step}的进度。",
    "{company}与高校合作，把{work}的合格率提高了{count}个百分点。",
    "工人宿舍、食堂和幼儿园建在{zone}旁边，职工上下班步行{count}分钟。",
    "{zone}的污水处理厂扩建以后，{work}企业的废水可以循环使用。",
)
_STEPS = ("立项", "用地", "环评", "能评", "施工许可", "竣工验收", "供电报装", "不动产登记")


def made_store(folder: Path, documents: int, passages: int = 15) -> Path:
    """The store in `folder`; one that is there already is taken as it is."""
    store = folder / f"made-{documents}-{passages}"
    if store.is_dir():
        return store
    began = time.perf_counter()
    vocabulary, version = shipped(), extractor_version()
    indicators = [one for one in vocabulary.concepts if one.kind == "Indicator"][:60]
    industries = [one for one in vocabulary.concepts if one.kind == "Industry"][:200]
    policies = [one for one in vocabulary.concepts if one.kind == "Policy"][:200]
    with Workspace.open(store, write=True, create=True) as workspace:
        change = workspace.change(silent)
        total = 0
        for number in range(documents):
            document, facts = _report(number, documents, passages, indicators, industries, policies)
            lines = triples(document, facts, workspace.iris, vocabulary)
            total += len(lines)
            task = Task(Path(document.path), document.path, document.id, 0, workspace.iris.base, version)
            entry = entry_of(document, facts, document.path, version)
            change.put(Extracted(task, entry, "\n".join(lines).encode()))
        workspace.finish(change, rebuild=True)
        merged = workspace.documents.triples
    print(
        f"made {documents:,} documents, {documents * passages:,} passages, {merged:,} triples in the merge, "
        f"{merged + total:,} quads in {time.perf_counter() - began:.0f} s",
        file=sys.stderr,
    )
    return store


def _name(rng: random.Random) -> str:
    return rng.choice(_HEADS) + rng.choice(_TAILS)


def _zone(place: int) -> str:
    rng = random.Random(place)
    return f"{_name(rng)}{place}{KINDS[place % len(KINDS)]}"


def _company(place: int) -> str:
    rng = random.Random(place + 10**6)
    return f"{_name(rng)}{place}{rng.choice(WORKS)}有限公司"


def _report(
    number: int, documents: int, passages: int, indicators: list, industries: list, policies: list
) -> tuple[Document, Facts]:
    rng = random.Random(number)
    zones, companies = max(20, documents // 5), max(100, documents * 7)
    year, zone = 2018 + number % 8, _zone(rng.randrange(zones))
    firms = [_company(rng.randrange(companies)) for _ in range(8)]
    parts: list[str] = []
    places: list[Span] = []
    length = 0

    def say(text: str) -> Span:
        nonlocal length
        parts.append(text)
        places.append(Span(length, length + len(text)))
        length += len(text)
        return places[-1]

    stretches = []
    for _ in range(passages):
        begin = length
        for _ in range(3):
            say(
                rng.choice(_SENTENCES).format(
                    zone=zone,
                    company=rng.choice(firms),
                    work=rng.choice(WORKS),
                    step=rng.choice(_STEPS),
                    year=year,
                    month=rng.randint(1, 12),
                    count=rng.randint(2, 90),
                )
            )
        stretches.append((begin, length))
    text = "".join(parts)
    zone_key = f"Zone/{zone}"

    def place() -> Span:
        return rng.choice(places)

    def entity(kind: str, name: str, mentions: int) -> Entity:
        spans = tuple(sorted({place() for _ in range(mentions)}))
        return Entity(key=f"{kind}/{name}", name=name, type=kind, surfaces=(name,), mentions=spans)  # type: ignore[arg-type]

    observations, relations, projects = [], [], []
    for indicator in rng.sample(indicators, 9):
        value = Decimal(rng.randint(100, 99999)) / 100
        at = place()
        observations.append(
            Observation(
                subject=zone_key,
                indicator=indicator.label,
                concept=indicator.key.partition("/")[2],
                value=value,
                unit="亿元",
                text=f"{value}亿元",
                start=at.start,
                end=at.end,
                period=str(year - rng.randint(0, 1)),
            )
        )
    for turn in range(3):
        at, name = place(), f"{rng.choice(firms)[:6]}{rng.choice(WORKS)}项目{number}-{turn}"
        projects.append(
            Project(
                key=f"Project/{name}",
                name=name,
                surfaces=(name,),
                mentions=(at,),
                start=at.start,
                end=at.end,
                zone=zone_key,
                companies=(f"Company/{rng.choice(firms)}",),
                industry=rng.choice(industries).key,
                investment=Quantity(Decimal(rng.randint(1, 500)) / 10, "亿元"),
                stage=rng.choice(STAGES),
                stage_date=f"{year}-{rng.randint(1, 12):02}",
            )
        )
    for predicate, target in (
        ("implements", rng.choice(policies).key),
        ("implements", rng.choice(policies).key),
        ("leads_industry", rng.choice(industries).key),
    ):
        at = place()
        relations.append(
            Relation(subject=zone_key, predicate=predicate, object=target, start=at.start, end=at.end)  # type: ignore[arg-type]
        )
    at = place()
    relations.append(
        Relation(
            subject=f"Company/{firms[0]}",
            predicate="partner_of",
            object=f"Company/{firms[1]}",
            start=at.start,
            end=at.end,
        )
    )
    id_ = f"made-{number:06}"
    document = Document(
        id=id_,
        path=f"{id_}.md",
        sha256=f"{number:064x}",
        text=text,
        title=f"{zone}{year}年工作",
        date=f"{year}-12-31",
        publisher="自造日报",
        place=zone,
        articles=(Article(id="1", start=0, end=len(text), title=f"{zone}{year}年工作", year=year),),
        passages=tuple(Passage(article="1", start=begin, end=end) for begin, end in stretches),
    )
    entities = (entity("Zone", zone, 4), *(entity("Company", firm, 1) for firm in dict.fromkeys(firms)))
    return document, Facts(
        entities=entities, projects=tuple(projects), observations=tuple(observations), relations=tuple(relations)
    )
