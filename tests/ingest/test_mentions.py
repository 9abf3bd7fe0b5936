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


def test_a_zone_called_after_something_that_no_table_holds() -> None:
    text = "望舒经开区：好项目落地\n望舒经开区行政审批局表示，望舒经开区由望舒县工业园区发展而来。"
    assert names(text, "Zone") == ["望舒经开区"] * 2 + ["望舒县工业园区"]
    assert names("推进开发区建设，各类经开区和重点高新区要加快发展。", "Zone") == []


def test_free_trade_zones_with_their_place_in_brackets() -> None:
    found = names("中国（安徽）自由贸易试验区滁州片区挂牌。", "Zone")
    assert found == ["中国（安徽）自由贸易试验区滁州片区", "中国（安徽）自由贸易试验区"]


def test_kinds_of_office_and_facility_are_no_names() -> None:
    text = "新建县级医院和产业创新研究院，建设公共服务平台，更新燃气老旧管网。"
    assert names(text, "Organization") + names(text, "Facility") == []
    assert names("滁州市第三人民医院开诊。", "Organization") == ["滁州市第三人民医院"]


def test_an_office_after_a_date_and_the_words_of_its_doing() -> None:
    assert names("该区于2019年12月经国务院批准设立。", "Organization") == ["国务院"]


def test_roads_fields_and_kinds_are_no_firms() -> None:
    assert names("推进佳宁高铁、绥远机场、长塬水库等项目。", "Company") == []
    assert names("一是总投资3亿元的项目；三是卓瑛（滁州）微电子有限公司的项目。", "Company") == [
        "卓瑛（滁州）微电子有限公司"
    ]


def test_a_zone_called_after_its_city_and_a_name_of_its_own() -> None:
    text = "滁州砺泽经济技术开发区举行签约活动，滁州文山高新技术产业开发区参加。"
    assert names(text, "Zone") == ["滁州砺泽经济技术开发区", "滁州文山高新技术产业开发区"]
    assert "滁州" in names(text, "Region")
    assert names("滁州市来安经济开发区", "Zone") == ["来安经济开发区"]


def test_two_names_of_industries_in_a_row_are_one_field() -> None:
    assert names("主导产业中，油气化工和化工新材料增长较快。", "Industry") == ["油气化工", "化工新材料"]
    assert names("化工、新材料增长较快。", "Industry") == ["化工", "新材料"]


def test_a_brand_with_a_character_that_is_a_word_elsewhere() -> None:
    assert names("项目由安徽磷都新能源有限公司投资建设。", "Company") == ["安徽磷都新能源有限公司"]


def test_a_person_who_turns_or_gives() -> None:
    text = "经开区党工委书记裴立川给记者算了笔账。试航船长褚砚看了看表。"
    assert names(text, "Person")[0] == "裴立川"


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


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("滁州经开区党工委书记罗文斌代表开发区与企业签约。", []),
        ("记者走进滁州市青涧经济技术开发区看到新变化。", ["滁州市青涧经济技术开发区"]),
        ("专线开通，惠及园区7家企业。", []),
        ("全省现有国家级开发区2个。", []),
    ],
)
def test_what_stands_before_a_zone_is_no_part_of_its_name(text: str, want: list[str]) -> None:
    assert [name for name in names(text, "Zone") if name != "滁州经开区"] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("铝箔项目由岚禾新材料有限公司投资建设。", "岚禾新材料有限公司"),
        ("该园区以远驰动力、岚川电子为龙头，带动配套。", "远驰动力"),
        ("本土企业宏砼建科将投入2.6亿元。", "宏砼建科"),
        ("做线束的岚禾电装反映没有车坐。", "岚禾电装"),
        ("园区由青禾城发集团投资26亿元建设。", "青禾城发集团"),
        ("岚云云仓（合肥）供应链公司拟投资10亿元。", "岚云云仓（合肥）供应链公司"),
        ("名单公布，鼎烁机械获评省级智能工厂。", "鼎烁机械"),
        ("去年，远驰动力收购了岚川电驱51%的股权。", "岚川电驱"),
    ],
)
def test_companies_that_act(text: str, want: str) -> None:
    assert want in names(text, "Company")


@pytest.mark.parametrize(
    "text",
    [
        "区位好、发展潜力足等优势吸引企业。",
        "以智能化、网络化为引领推进改造。",
        "BDO和PBAT可降解塑料等项目开工。",
        "丙烷脱氢及聚丙烯一体化项目落户。",
    ],
)
def test_phrases_are_no_companies(text: str) -> None:
    assert names(text, "Company") == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("电子信息、磁性材料、玻璃首饰三大主导产业的项目占八成。", ["电子信息", "磁性材料", "玻璃首饰"]),
        ("园区的主导产业是绿色化工新材料和海洋装备，发展快。", ["绿色化工新材料", "海洋装备"]),
        ("项目涵盖锂电新材料、绿色建材和现代物流3个领域。", ["锂电新材料", "绿色建材", "现代物流"]),
        ("发制品制造业增加值增长5%。", ["发制品制造业"]),
    ],
)
def test_industries_that_a_list_gives_away(text: str, want: list[str]) -> None:
    assert names(text, "Industry") == want


def test_a_park_called_after_its_company_names_both() -> None:
    text = "新岚生物透明质酸产业园占地135亩，新岚生物投资。新岚生物技术有限公司介绍。"
    assert "新岚生物" in names(text, "Company")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("达产后可年产氢燃料发动机2万台。", "氢燃料发动机"),
        ("企业生产的软磁铁氧体粉料，出门就送进车间。", "软磁铁氧体粉料"),
        ("下游的聚丙烯、环氧丙烷就跟着来了。", "环氧丙烷"),
        ("围绕“磷矿石—磷酸铁—磷酸铁锂—动力电池”链条招引龙头。", "磷酸铁"),
    ],
)
def test_products_that_the_sentence_gives_away(text: str, want: str) -> None:
    assert want in names(text, "Technology")


def test_what_is_counted_a_year_need_not_be_a_product() -> None:
    assert names("达产后年产值2亿元，年产能30万吨。", "Technology") == []


def test_persons_whose_names_the_dictionary_cuts() -> None:
    text = "党工委书记、管委会主任陆以恒主持，为让客商安心，发布措施。（本刊记者闭雅楠采写）责编何蔚美编廖川"
    assert names(text, "Person") == ["陆以恒", "闭雅楠"]  # who set the page is no person of the report


def test_events_are_named_with_their_holder_and_time() -> None:
    text = "滁州经济技术开发区2023年四季度重大项目集中签约仪式在滁州举行。"
    assert names(text, "Event") == ["滁州经济技术开发区2023年四季度重大项目集中签约仪式"]


def test_towns_offices_funds_and_honours_in_a_row() -> None:
    text = "在青禾镇、久岭镇等地建设车间。滁州市投资促进局局长龙秀英介绍，设立滁州产业发展母基金。2023年，园区获评安徽省返乡创业示范园、省级农业产业化示范基地。"
    assert [name for name in names(text, "Region") if name.endswith("镇")] == ["青禾镇", "久岭镇"]
    assert names(text, "Organization") == ["滁州市投资促进局"]
    assert names(text, "Fund") == ["滁州产业发展母基金"]
    assert names(text, "Title") == ["安徽省返乡创业示范园", "省级农业产业化示范基地"]
    assert names("招商局局长：孟繁荣 电话见下。", "Person") == ["孟繁荣"]


def test_deeds_and_sorts_of_firms_are_no_names() -> None:
    text = "云岭经开区获批数字中国建设综合试点，抢占人工智能产业应用制高点。区属国有投资运营公司出资3亿元。\n获批国家生猪技术创新中心。"
    assert not {m.text for m in find_mentions(document(text))} & {"获批", "抢占人工智能产业", "区属国有投资运营公司"}
