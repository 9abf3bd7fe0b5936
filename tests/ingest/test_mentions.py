"""Names are found by shape and context, also when never seen before. All firms and zones here are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions import Mention, find_mentions
from kg.model import Document


def document(text: str) -> Document:
    return Document(id="t", path="t.txt", sha256="", text=text)


def names(text: str, type_: str) -> list[str]:
    return [m.text for m in find_mentions(document(text)) if m.type == type_]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("今年以来，滁州经济技术开发区加快建设。", "滁州经济技术开发区"),
        ("走进位于云岭渡经济开发区的车间，机器轰鸣。", "云岭渡经济开发区"),
        ("目前，青禾智慧阀门产业园已有企业落户。", "青禾智慧阀门产业园"),
        ("黄山高新综合保税区进出口总值增长。", "黄山高新综合保税区"),
    ],
)
def test_zones(text: str, want: str) -> None:
    assert want in names(text, "Zone")


def test_a_bare_kind_is_no_zone() -> None:
    assert names("开发区要把园区建设好，推动3个开发区协同。", "Zone") == []


def test_an_office_holds_its_zone_but_not_its_city() -> None:
    text = "滁州经开区管委会召开会议，滁州市商务局参加。"
    assert names(text, "Organization") == ["滁州经开区管委会", "滁州市商务局"]
    assert names(text, "Zone") == ["滁州经开区"]
    assert names(text, "Region") == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("安徽岚禾新材料有限公司投资3亿元。", "安徽岚禾新材料有限公司"),
        ("维朗半导体（滁州）有限公司做封装。", "维朗半导体（滁州）有限公司"),
        ("签约的有总投资5亿元的璟烁光电年产10万套传感器项目。", "璟烁光电"),
        ("昊棠科技、璟烁电子等12家企业获评。", "昊棠科技"),
        ("园区引进了安徽岚禾、江苏璟烁、浙江昊棠等企业。", "江苏璟烁"),
    ],
)
def test_companies(text: str, want: str) -> None:
    assert want in names(text, "Company")


def test_the_short_form_of_a_full_name_is_found_again() -> None:
    text = "安徽岚禾新材料有限公司开工。岚禾公司表示，岚禾新材料年内投产。"
    assert names(text, "Company") == ["安徽岚禾新材料有限公司", "岚禾公司", "岚禾新材料"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("全区推行“一链一策一团队”机制。", "“一链一策一团队”机制"),
        ("强化领导招商、基金招商，成效明显。", "基金招商"),
        ("持续深化用地审批集成改革，提速增效。", "用地审批集成改革"),
        ("印发《支持阀门产业发展若干措施》。", "《支持阀门产业发展若干措施》"),
    ],
)
def test_policies(text: str, want: str) -> None:
    assert want in names(text, "Policy")


@pytest.mark.parametrize("text", ["项目是发展的“压舱石”。", "跑出了“加速度”。", "擦亮“金字招牌”。"])
def test_figures_of_speech_are_no_policies(text: str) -> None:
    assert names(text, "Policy") == []


def test_persons_by_post_and_byline() -> None:
    text = "管委会主任周明远介绍，园区负责人说。\n本报记者 钱文博 通讯员 孙悦"
    assert names(text, "Person") == ["周明远", "钱文博", "孙悦"]


def test_mentions_do_not_overlap_and_are_sorted() -> None:
    text = "滁州经开区安徽岚禾新材料有限公司新能源汽车电机项目开工，“一项目一专班”机制跟进。"
    found = find_mentions(document(text))
    assert found == sorted(found, key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("滁州经济开发区有限公司等项目、，。“”《》（）12亿元的和招商引进 \n产业链改革机制ab"),
        max_size=80,
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    for one in find_mentions(document(text)):
        assert isinstance(one, Mention)
        assert text[one.start : one.end] == one.text != ""
