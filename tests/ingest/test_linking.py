"""One thing, one key: forms of a name join by rules, different things stay apart."""

from __future__ import annotations

from ingest.linking import Linked, article_subject, link
from ingest.mentions import find_mentions
from kg.model import Article, Document


def read(text: str, title: str | None = None) -> tuple[Document, Linked]:
    article = Article(id="t-1", start=0, end=len(text), title=title)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return document, link(document, find_mentions(document))


def keys(linked: Linked, type_: str) -> set[str]:
    return {e.key for e in linked.entities if e.type == type_}


def key_of(document: Document, linked: Linked, word: str) -> str:
    at = document.text.index(word)
    return next(r.key for r in linked.refs if r.start == at and r.end == at + len(word))


def test_an_abbreviated_kind_is_the_full_one() -> None:
    _, linked = read("滁州经济技术开发区发布数据。滁州经开区工业增长，滁州开发区外贸增长。")
    assert keys(linked, "Zone") == {"Zone/滁州经济技术开发区"}


def test_without_a_full_form_the_kind_is_written_out() -> None:
    _, linked = read("黄山高新区与滁州经开区签约。")
    assert keys(linked, "Zone") == {"Zone/黄山高新技术产业开发区", "Zone/滁州经济技术开发区"}


def test_kinds_and_cities_stay_apart() -> None:
    _, linked = read("滁州经济技术开发区、滁州高新技术产业开发区、黄山经济技术开发区都在安徽省。")
    assert len(keys(linked, "Zone")) == 3


def test_the_province_s_form_of_the_kind_is_kept() -> None:
    _, linked = read("天长经济开发区成立。天长经开区扩区。")
    assert keys(linked, "Zone") == {"Zone/天长经济开发区"}


def test_companies_with_and_without_legal_form_are_one() -> None:
    document, linked = read("安徽岚禾新材料有限公司开工。岚禾公司说，安徽岚禾扩产。")
    assert keys(linked, "Company") == {"Company/安徽岚禾新材料有限公司"}
    assert key_of(document, linked, "岚禾公司") == "Company/安徽岚禾新材料有限公司"


def test_a_defined_abbreviation() -> None:
    _, linked = read("天长经济技术开发区（以下简称天长经开区）推进改革，天长经开区成效好。")
    assert keys(linked, "Zone") == {"Zone/天长经济技术开发区"}


def test_generic_words_stand_for_the_zone_of_the_article() -> None:
    document, linked = read("滁州经济技术开发区今年发力。全区签约项目20个，占全市的三成，滁州市居全省第三。")
    assert key_of(document, linked, "全区") == "Zone/滁州经济技术开发区"
    assert key_of(document, linked, "全市") == "Region/滁州市"
    assert key_of(document, linked, "全省") == "Region/安徽省"


def test_all_zones_of_a_city_are_a_thing_of_their_own() -> None:
    document, linked = read("滁州市动作快。滁州市抓招商。全市开发区签约30个项目。")
    assert key_of(document, linked, "全市开发区") == "Zone/滁州市开发区（全市）"


def test_offices_take_the_name_of_their_zone() -> None:
    document, linked = read("滁州经济技术开发区召开会议。管委会主任周明远出席。滁州经开区党工委部署。")
    assert key_of(document, linked, "管委会") == "Organization/滁州经济技术开发区管委会"
    assert key_of(document, linked, "滁州经开区党工委") == "Organization/滁州经济技术开发区党工委"


def test_the_subject_of_an_article() -> None:
    text = "滁州经济技术开发区抓项目。全区完成投资。滁州市表扬。"
    document, linked = read(text, title="滁州经开区项目建设提速")
    assert article_subject(document.articles[0], linked) == "Zone/滁州经济技术开发区"


def test_an_article_on_the_zones_of_three_cities_is_about_their_province() -> None:
    text = (
        "今年前三季度，全省32家省级以上开发区签约项目300个。滁州经开区签约项目20个，滁州经开区开工9个。"
        "芜湖高新区签约项目30个，芜湖高新区开工7个。安庆经开区签约项目12个。省级下放管理权限90项。"
    )
    document, linked = read(text, title="前三季度项目建设扫描")
    assert article_subject(document.articles[0], linked) == "Region/安徽省"


def test_an_article_whose_headline_names_the_city_is_about_it() -> None:
    text = "滁州市工业向好，40个项目开工，活动在琅溪经开区举行。琅溪经开区12个，皖塬高新区10个，皖塬高新区另设分会场。"
    document, linked = read(text, title="滁州市举行二季度项目集中开工活动")
    assert article_subject(document.articles[0], linked) == "Region/滁州市"


def test_a_zone_named_after_a_river_is_not_the_county_of_that_name_in_another_province() -> None:
    text = "绵阳市工业向好。石泉经济开发区产值40亿元，石泉经开区开工项目6个，全市新增企业90家。"
    document, linked = read(text, title="石泉经济开发区项目建设提速")
    assert key_of(document, linked, "全市") == "Region/绵阳市"
    text = "安康市工业向好。石泉经济开发区产值40亿元，石泉经开区开工项目6个，全市新增企业90家。"
    document, linked = read(text, title="石泉经济开发区项目建设提速")
    assert key_of(document, linked, "全市") == "Region/安康市"


def test_linking_is_deterministic_and_points_into_the_text() -> None:
    text = "滁州经济技术开发区推行“一链一策”机制，安徽岚禾新材料有限公司等5家企业获评省级绿色工厂。"
    document, linked = read(text)
    assert linked == read(text)[1]
    for entity in linked.entities:
        assert entity.surfaces and entity.mentions
        assert all(0 <= s.start < s.end <= len(document.text) for s in entity.mentions)


def test_a_part_is_named_with_its_whole() -> None:
    document, linked = read("江淮一体化经济区滁州片区共签约20个项目，江淮一体化经济区发布数据。")
    assert keys(linked, "Zone") == {"Zone/江淮一体化经济区滁州片区", "Zone/江淮一体化经济区"}
    assert key_of(document, linked, "江淮一体化经济区滁州片区") == "Zone/江淮一体化经济区滁州片区"
    assert [document.text[r.start : r.end] for r in linked.inner] == ["江淮一体化经济区"]


def test_products_that_are_only_related_keep_their_own_names() -> None:
    text = "青禾公司年产冰箱30万台，昊棠公司生产滤波器和减速器，岚禾公司研发创新药，璟烁公司制造聚乳酸（PLA）。"
    names = {key.partition("/")[2] for key in keys(read(text)[1], "Technology")}
    assert {"冰箱", "滤波器", "减速器", "创新药"} <= names
    assert not names & {"空调", "晶振", "谐波减速器", "疫苗", "PLA"}


def test_industries_are_one_with_and_without_their_tail_and_not_with_narrower_ones() -> None:
    text = "壮大医疗器械产业，延伸医疗器械产业链；工业机器人产业做强，发展机器人产业。"
    names = {key.partition("/")[2] for key in keys(read(text)[1], "Industry")}
    assert names == {"医疗器械", "工业机器人", "机器人"}


def test_a_zone_is_not_its_city() -> None:
    document, linked = read("滁州经济技术开发区发力。滁州市开会，全市增长，滁州经开区增长。")
    assert keys(linked, "Zone") == {"Zone/滁州经济技术开发区"}
    assert keys(linked, "Region") == {"Region/滁州市"}
    assert key_of(document, linked, "全市") == "Region/滁州市"


def test_a_zone_is_filed_under_the_inner_of_two_places_only_where_one_lies_in_the_other() -> None:
    assert keys(read("长治市屯留经济技术开发区签约项目12个。")[1], "Zone") == {"Zone/屯留经济技术开发区"}
    full = "海口滨江高新技术产业开发区"  # 滨江 is a district of another city
    assert keys(read(f"{full}签约项目12个。")[1], "Zone") == {f"Zone/{full}"}


def test_the_front_of_a_zone_s_name_is_what_headline_and_sentence_both_put_before_it() -> None:
    name = "东宁感恩港临港产业园"  # 感恩 is a verb of the dictionary
    _, linked = read(f"{name}上半年简报\n\n今年上半年，{name}实现税收9亿元。园区新增企业12家。")
    assert keys(linked, "Zone") == {f"Zone/{name}"}
    _, linked = read("走进青岚产业园\n\n上半年，走进青岚产业园的客商有12批。")
    assert keys(linked, "Zone") == {"Zone/青岚产业园"}
    _, linked = read("示范区滁州开发区发力\n\n去年，示范区滁州开发区签约项目12个。滁州开发区增长。")
    assert keys(linked, "Zone") == {"Zone/滁州开发区"}


def test_high_tech_zones_keep_apart_from_economic_ones_under_short_names() -> None:
    _, linked = read("滁州经济技术开发区与滁州高新技术产业开发区签约。滁州经开区主导，滁州高新区跟进。")
    assert keys(linked, "Zone") == {"Zone/滁州经济技术开发区", "Zone/滁州高新技术产业开发区"}


def test_short_names_of_two_cities_never_meet() -> None:
    _, linked = read("滁州经济技术开发区扩区。黄山经开区、芜湖经开区学习经验，滁州经开区介绍做法。")
    assert keys(linked, "Zone") == {
        "Zone/滁州经济技术开发区",
        "Zone/黄山经济技术开发区",
        "Zone/芜湖经济技术开发区",
    }


def test_a_park_is_not_the_zone_that_it_lies_in() -> None:
    _, linked = read("滁州经济技术开发区青岚智能装备产业园开工。青岚智能装备产业园占地500亩。")
    assert keys(linked, "Zone") == {"Zone/滁州经济技术开发区", "Zone/青岚智能装备产业园"}


def test_definitions_in_all_their_wordings() -> None:
    for words in ("以下简称", "下称", "简称", "以下统称"):
        _, linked = read(f"记者来到滁州市青涧临港经济开发区（{words}“临港开发区”）。临港开发区发力。")
        assert len(keys(linked, "Zone")) == 1, words


def test_a_defined_short_name_of_a_company() -> None:
    _, linked = read("安徽岚川重型装备股份有限公司（以下简称“岚川重装”）开工。岚川重装公司表示。")
    assert len(keys(linked, "Company")) == 1


def test_a_company_without_place_and_trade() -> None:
    text = "湖南星朗新能源科技有限公司签约。星朗新能源扩产，星朗新能源年产8GWh电池项目开工。"
    _, linked = read(text)
    assert keys(linked, "Company") == {"Company/湖南星朗新能源科技有限公司"}


def test_companies_of_one_brand_are_not_merged() -> None:
    _, linked = read("安徽星朗新能源科技有限公司、江苏星朗新能源电池有限公司都来了，星朗新能源等企业扩产。")
    assert {"Company/安徽星朗新能源科技有限公司", "Company/江苏星朗新能源电池有限公司"} <= keys(linked, "Company")


def test_the_order_of_forms_does_not_matter() -> None:
    first = read("星朗新能源扩产项目开工。湖南星朗新能源科技有限公司签约。滁州经开区快。滁州经济技术开发区好。")[1]
    second = read("湖南星朗新能源科技有限公司签约。星朗新能源扩产项目开工。滁州经济技术开发区好。滁州经开区快。")[1]
    assert {e.key for e in first.entities} == {e.key for e in second.entities}


def test_an_event_told_short_is_the_one_told_in_full() -> None:
    _, linked = read("滁州经开区2023年四季度重大项目集中签约仪式举行。重大项目集中签约仪式签下大单。")
    assert len(keys(linked, "Event")) == 1
