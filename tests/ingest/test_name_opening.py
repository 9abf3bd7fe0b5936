"""Where names of firms begin among words that stand directly before them, and which honours are none."""

from __future__ import annotations

import pytest

from ingest.mentions import find_mentions
from kg.model import Article, Document

OPENINGS = [
    "所用的料来自{}。",
    "这批货，还有{}的一份。",
    "图为{}的生产车间。",
    "隔壁的老邻居{}也搬了进来。",
    "参与竞标的另有{}。",
    "靠着{}的订单，它才没停工。",
    "随后{}也开了工。",
    "牵头单位{}已进场。",
]
FIRMS = [
    "江苏岚泰碳材料股份有限公司",
    "国网湖北省电力有限公司",
    "云瓴（洛阳）有限公司",
    "中铁砚桥集团有限公司",
    "广东嘉岭食品集团",
]


def named(text: str, type_: str) -> list[str]:
    """The names of one type in a text."""
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return [one.text for one in find_mentions(document) if one.type == type_]


def test_names_of_firms_begin_behind_the_words_that_lead_up_to_them() -> None:
    wrong = [
        (before, firm)
        for before in OPENINGS
        for firm in FIRMS
        if firm not in (found := named("近日，砚湖经开区传来消息。" + before.format(firm), "Company"))
        or any(len(name) > len(firm) for name in found)
    ]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("text", ["鸿富锦岭电子（成都）有限公司投产。", "记者走进三岚（朔州）科技有限公司。"])
def test_a_brand_keeps_its_first_character(text: str) -> None:
    firm = text.removeprefix("记者走进").split("有限公司")[0] + "有限公司"
    assert firm in named(text, "Company")


def test_a_firm_that_is_pointed_to_is_not_named() -> None:
    assert named("砚湖经开区招商有术。这家公司8月才签约，那家公司还在谈。", "Company") == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("砚湖经开区有规上工业企业48家。", []),
        ("云瓴智能工厂项目开工。", []),
        ("砚湖经开区升级为国家级经开区。", ["国家级经开区"]),
        ("全省有国家级高新区4个。", []),
        ("云瓴科技去年获评智能工厂。", ["智能工厂"]),
    ],
)
def test_a_sort_of_things_is_an_honour_only_where_it_is_won(text: str, held: list[str]) -> None:
    assert named(text, "Title") == held


def test_a_brand_that_is_a_word_keeps_its_short_form() -> None:
    text = "宁夏利源生物科技有限公司投资3亿元。利源生物去年投产。"
    assert "利源生物" in named(text, "Company")
