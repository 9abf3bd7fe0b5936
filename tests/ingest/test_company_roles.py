"""Firms by their part in the sentence, media by their mastheads, countries. All firms, zones and papers are invented."""

from __future__ import annotations

import pytest

from ingest.mentions import find_mentions
from kg.model import Document


def names(text: str, type_: str) -> list[str]:
    return [m.text for m in find_mentions(Document(id="t", path="t.txt", sha256="", text=text)) if m.type == type_]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一墙之隔，澜芯包装投资3.6亿元的膜袋产线已投产。", "澜芯包装"),
        ("首个签约的是总部在杭州的澜隼检测，年内进场。", "澜隼检测"),
        ("滁州的澜岸电池与来安的渤锦化工合资成立公司。", "澜岸电池"),
        ("滁州的澜岸电池与来安的渤锦化工合资成立公司。", "渤锦化工"),
        ("链主澜星齿轮把新项目放在园区。", "澜星齿轮"),
        ("“订单排到明年。”澜旋动力董事长费明说。", "澜旋动力"),
    ],
)
def test_firms_never_named_in_full(text: str, name: str) -> None:
    assert name in names(text, "Company")


@pytest.mark.parametrize(
    "text",
    [
        "纸盒、吸管、冷链运输等19家配套企业跟着落户。",
        "企业只交材料、不掏钱，腾出的土地专门留给新材料项目。",
        "服务企业全周期，帮助企业拓市场、企业纾困解难。",
        "云岭渡智造新城经济发展局负责解释。",
    ],
)
def test_goods_doings_and_parts_of_towns_are_no_firms(text: str) -> None:
    assert names(text, "Company") == []


def test_papers_and_who_took_the_picture() -> None:
    text = "滁岭晚刊2024年8月16日 星期五\n图为云岭渡经开区厂房。（杨望舒摄）\n来源：滁岭经济网\n"
    assert names(text, "Organization") == ["滁岭晚刊", "滁岭经济网"]
    assert names(text, "Person") == ["杨望舒"]
    assert names("责编：何一蔚 校对：廖望川\n", "Person") == []


def test_countries_and_parts_of_provinces() -> None:
    assert names("产品销往日本、东南亚，在陕北4家开发区里排第二。", "Region") == ["日本", "东南亚", "陕北"]
    assert names("我们学英国人的办法。", "Region") == []


def test_the_city_in_the_name_of_a_zone_that_has_a_name_of_its_own() -> None:
    assert names("滁州望舒河高新区开工。", "Region") == ["滁州"]
    assert names("来安经开区开工。", "Region") == []


def test_a_branch_is_one_office_with_its_bank() -> None:
    assert "云岭商业银行滁州分行" in names("与云岭商业银行滁州分行签订协议。", "Organization")
