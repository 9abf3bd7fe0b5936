"""An invented report on one zone whose long sentences tell of several projects, with the things that it names."""

from __future__ import annotations

import re

from kg.model import Article, Document, Entity, Facts, Passage, Span

TEXTS = (
    "今年上半年，柳溪经开区完成固定资产投资36.4亿元，占全市的18.2%，每亩税收21.5万元。实际利用外资只有310万美元，"
    "同比下降22%。",
    "在建项目进展顺利：丰禾饲料项目厂房封顶，9月试产；总投资6.8亿元的启明轴承项目占地150亩，由启明精工有限公司"
    "投资建设；桐安制药有限公司拿出2.3亿元扩建冻干车间，新增就业260人。",
    "柳溪经开区党工委副书记、管委会主任邵文博说，进出口总额下降6%，主要是受海外订单减少影响。",
)
_NAMES = {
    "Zone": ("柳溪经开区",),
    "Project": ("丰禾饲料项目", "启明轴承项目"),
    "Company": ("启明精工有限公司", "桐安制药有限公司"),
    "Person": ("邵文博",),
    "Organization": ("柳溪经开区党工委",),
}


def told() -> tuple[Document, Facts]:
    """The report and its entities; no figure is taken from it."""
    text = "\n".join(TEXTS) + "\n"
    passages = tuple(Passage(article="lx-1", start=text.index(one), end=text.index(one) + len(one)) for one in TEXTS)
    article = Article(id="lx-1", start=0, end=len(text), title="半年答卷", about="柳溪经开区", year=2024)
    document = Document(
        id="lx", path="lx.txt", sha256="1" * 64, text=text, title="半年答卷", articles=(article,), passages=passages
    )
    entities = tuple(
        Entity(
            key=f"{kind}/{name}", name=name, type=kind, surfaces=(name,),  # type: ignore[arg-type]
            mentions=tuple(Span(found.start(), found.end()) for found in re.finditer(name, text)),
        )
        for kind, names in _NAMES.items()
        for name in names
    )  # fmt: skip
    return document, Facts(entities=entities)
