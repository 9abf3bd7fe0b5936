"""What a name can be. All firms, zones and people here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mention_rules.base import mention
from ingest.mention_rules.possible import fitted
from ingest.mentions import find_mentions
from ingest.tokens import read
from kg.model import Document, EntityType

PLACES = ("滁州", "宜春", "衢州", "荆门", "白银")
FIRMS = ("璟烁新材料有限公司", "岚禾药业股份有限公司", "维朗重工集团", "砺泽光电科技有限公司")


def kept(before: str, name: str, after: str, type_: EntityType) -> list[str]:
    text = before + name + after
    one = mention(text, len(before), len(before) + len(name), type_)
    return [m.text for m in fitted(read(text), [one])]


@pytest.mark.parametrize(
    ("before", "name", "after", "type_", "want"),
    [
        ("签约", "总投资400亿元", "项目12个", "Company", []),
        ("近年来", "部分开发区", "存在用地粗放", "Zone", []),
        ("打造", "创新型产业集群示范区", "。", "Zone", []),
        ("新认定省级", "创意设计产业园区", "3个", "Zone", []),
        ("积极争", "创中国（安徽）自由贸易试验区", "。", "Zone", ["中国（安徽）自由贸易试验区"]),
        ("", "滁州民营经济示范区", "获批", "Zone", ["滁州民营经济示范区"]),
        ("位于", "石墨新材料产业园", "的车间", "Zone", ["石墨新材料产业园"]),
        ("", "岚耀储能股份有限公司与望舒经济技术开发区", "签约", "Zone", ["望舒经济技术开发区"]),
        ("", "活动在望舒经济技术开发区", "举行", "Zone", ["望舒经济技术开发区"]),
        ("考核方案由", "省开发区", "办公室印发", "Zone", []),
        ("项目", "业主为岚耀投资有限公司", "，", "Company", ["岚耀投资有限公司"]),
        ("由某某", "新能源有限公司", "建设", "Company", []),
        ("", "与望舒商业银行", "签约", "Organization", ["望舒商业银行"]),
        ("新增", "境内外上市公司", "16家", "Company", []),
        ("支持", "农民合作社", "发展", "Company", []),
        ("推动城镇", "污水处理", "提标", "Company", []),
        ("", "璟烁新材料有限公司", "投资", "Company", ["璟烁新材料有限公司"]),
        ("加快", "砺泽", "核电二期", "Company", []),
        ("新开工云岭渡至", "砺泽", "等2个项目", "Company", []),
        ("“园区服务好。”", "裴立说", "，", "Person", ["裴立"]),
        ("本报记者", "裴立摄", "\n", "Person", ["裴立"]),
        ("社区工作者", "管理", "办法", "Person", []),
        ("优化", "低效专项债券", "用途", "Fund", []),
        ("规模10亿元的", "望舒产业引导基金", "设立", "Fund", ["望舒产业引导基金"]),
        ("园区", "距望舒机场", "30公里", "Facility", ["望舒机场"]),
        ("区位", "优势and机场", "优势", "Facility", []),
        ("更新", "城镇地下管网", "", "Facility", []),
        ("与12所", "高水平大学", "合作", "Organization", []),
    ],
)
def test_what_a_name_can_be(before: str, name: str, after: str, type_: EntityType, want: list[str]) -> None:
    assert kept(before, name, after, type_) == want


@given(st.sampled_from(PLACES), st.sampled_from(FIRMS))
@settings(max_examples=20, deadline=None)
def test_a_place_and_a_firm_in_full_stay_whole(place: str, firm: str) -> None:
    assert kept("", place + firm, "签约落户。", "Company") == [place + firm]


@given(st.integers(2, 9999), st.sampled_from(("亿元", "万元", "个", "家", "亩", "万吨")), st.sampled_from(FIRMS))
@settings(max_examples=20, deadline=None)
def test_no_name_holds_a_figure_with_its_unit(number: int, unit: str, firm: str) -> None:
    types: tuple[EntityType, ...] = ("Company", "Fund", "Organization", "Facility")
    for type_ in types:
        assert kept("共", f"投资{number}{unit}{firm[:2]}", "。", type_) == []


@given(st.text(alphabet="已为距将的和在园区公司基金说一批部分各3亿元开发“”（）", max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_text_has_names_that_are_parts_of_it(text: str) -> None:
    for one in find_mentions(Document(id="t", path="t", sha256="", text="望舒" + text)):
        assert one.text and "望舒" + text == ("望舒" + text)[: one.start] + one.text + ("望舒" + text)[one.end :]
