"""leads_industry: what a zone lives on, told by what it yields, by how many firms it has, or where a chain lies."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "滁州青岚经济技术开发区"


def led(text: str) -> set[str]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    found = extract(document).relations
    return {r.object for r in found if r.predicate == "leads_industry" and r.subject == f"Zone/{ZONE}"}


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("{z}今年抓项目。全区光伏产业实现产值186.2亿元，同比增长12%。", {"光伏"}),
        ("{z}今年抓项目。其中生物医药产值73.5亿元，增长15.9%，占比首次超过三成。", {"生物医药"}),
        ("前三季度，{z}新型储能产业链聚集企业68家。", {"新型储能"}),
        ("{z}的智能家电产业已有企业31家，年产值过百亿元。", {"智能家电"}),
        ("轴承产业链落在{z}，链上企业74家。", {"轴承产业"}),
        ("{z}靠轴承产业打天下，国内市场占有率达到9%。", {"轴承产业"}),
        ("{z}围绕集成电路产业引进上下游企业37家。", {"集成电路"}),
        ("{z}给纺织服装、日用陶瓷两个老行当各配一支专家队。", {"纺织服装", "日用陶瓷"}),
        ("{z}今年抓项目。光伏、储能两大产业产值占全区的七成。", {"光伏", "储能"}),
        ("{z}今年抓项目。规上工业产值96亿元，其中绿色建材占了六成。", {"绿色建材"}),
        ("{z}今年抓项目。按行业分，生物医药占到签约总额的四成二。", {"生物医药"}),
        ("{z}今年抓项目。全区机器人企业63家，占全省三成。", {"机器人"}),
        ("{z}今年抓项目。轨道交通是这里的看家产业。", {"轨道交通"}),
    ],
)
def test_an_industry_in_mass_is_a_leading_one(text: str, industries: set[str]) -> None:
    assert led(text.format(z=ZONE)) == {f"Industry/{name}" for name in industries}


@pytest.mark.parametrize(
    "text",
    [
        "{z}今年抓项目。全市汽车产业实现产值300亿元。",
        "{z}今年抓项目。第二产业实现增加值52亿元，建筑业实现总产值9亿元。",
        "{z}今年抓项目。装备制造业增加值增长8%。",
        "{z}开展安全检查，对化工企业逐户排查。",
        "{z}引进物流企业3家。",
    ],
)
def test_a_figure_of_the_city_or_of_a_sector_makes_none(text: str) -> None:
    assert led(text.format(z=ZONE)) == set()
