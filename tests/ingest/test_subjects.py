"""Whose a figure is, across clauses and sentences of our own about things that do not exist."""

from ingest.facts import extract
from kg.model import Article, Document, Observation

ZONE = "潍州市青岭经济技术开发区"


def read(text: str, year: int | None = 2024) -> list[Observation]:
    article = Article(id="t-1", start=0, end=len(text), year=year)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return sorted(facts.observations, key=lambda o: text.find(o.text, o.start))


def whose(text: str) -> dict[str, str]:
    return {o.text: o.subject.partition("/")[2] for o in read(text)}


def test_a_policy_just_launched_is_spoken_of_next() -> None:
    told = whose(f"{ZONE}推行“首席代办员”制度，平均用时由30天缩短到9天。全年签约项目12个。")
    assert told["9天"].startswith("首席代办员") and "青岭" in told["12个"]


def test_what_the_office_does_after_launching_a_policy_is_its_own() -> None:
    assert "青岭" in whose(f"{ZONE}推行“首席代办员”制度，抽调干部42名。")["42名"]


def test_a_fund_at_the_end_of_a_clause_is_spoken_of_next() -> None:
    told = whose(f"潍州市财政与{ZONE}共同出资设立的青岭产业引导基金，首期规模8亿元，已投项目6个。")
    assert told["8亿元"] == told["6个"] == "青岭产业引导基金"


def test_a_heading_gives_the_year_and_says_what_is_planned() -> None:
    text = (
        f"{ZONE}2022年工作总结\n一、2022年工作完成情况\n全年完成投资30亿元。\n二、2023年工作打算\n新签约项目40个，"
        "增加就业600人。"
    )
    assert [(o.text, o.period, o.status) for o in read(text, 2023)] == [
        ("30亿元", "2022", "实际"),
        ("40个", "2023", "目标"),
        ("600人", "2023", "目标"),
    ]


def test_a_sort_of_projects_with_a_number_is_no_project() -> None:
    told = read(f"上半年，{ZONE}新开工项目96个，竣工项目71个。")
    assert [(o.indicator, o.text) for o in told] == [("新开工项目数", "96个"), ("竣工项目数", "71个")]
    assert all(o.subject.startswith("Zone/") for o in told)


def test_zones_told_respectively_each_own_their_figure_and_growth() -> None:
    text = f"2023年，{ZONE}完成工业产值300亿元，昆山高新区、海门经开区分别完成28亿元和15亿元，分别增长12%和7%。"
    told = [
        (o.subject.partition("/")[2][:2], o.indicator, o.text, o.change and str(o.change.value)) for o in read(text)
    ]
    assert told[1:] == [("昆山", "工业产值", "28亿元", "12"), ("海门", "工业产值", "15亿元", "7")]


def test_parts_of_a_whole_are_the_parts_figures() -> None:
    told = whose("2023年，江苏省全省开发区亩均税收26万元，其中昆山经开区41万元、海门高新区22万元。")
    assert (told["41万元"][:2], told["22万元"][:2]) == ("昆山", "海门")


def test_where_the_reporter_stands_is_spoken_of() -> None:
    text = f"{ZONE}发展纪实。在潍州恒岳精工有限公司的生产车间里，机器轰鸣，每小时可加工轴承1200套。"
    assert whose(text)["1200套"] == "潍州恒岳精工有限公司"


def test_whose_words_a_quotation_is() -> None:
    text = f"{ZONE}发展纪实。“去年我们拿到了9个新订单，合同金额2.4亿元。”潍州恒岳精工有限公司总经理说。"
    assert set(whose(text).values()) == {"潍州恒岳精工有限公司"}


def test_the_last_word_of_the_zones_name_stands_for_it() -> None:
    (o,) = read("沂州智造新城今年势头良好。新城集聚企业310家。")
    assert (o.subject, o.indicator) == ("Zone/沂州智造新城", "企业数")


def test_a_project_named_alone_heads_its_paragraph() -> None:
    text = f"{ZONE}项目进展。\n2.恒岳轴承智能制造项目。新上自动化生产线6条。预计明年投产。年产轴承80万套。"
    told = whose(text)
    assert told["6条"] == told["80万套"] == "恒岳轴承智能制造项目"


def test_a_province_s_report_is_of_the_province_not_of_the_city_it_names_most() -> None:
    text = "2026年江苏省政府工作报告\n南京市、苏州市、南京市、南京市协同发展，江苏省位居前列。\n新改建农村公路350公里。"
    article = Article(id="t-1", start=0, end=len(text), year=2026, title="2026年江苏省政府工作报告")
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    assert [o.subject for o in facts.observations] == ["Region/江苏省"]


def test_a_cover_before_the_article_names_what_it_is_about() -> None:
    cover = "桂南（玉林）承接产业转移示范区招商简报\n"
    text = cover + "示范区5名干部分赴深圳、佛山，累计签约项目74个。"
    article = Article(id="t-1", start=len(cover), end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    assert {o.subject for o in facts.observations} == {"Zone/桂南（玉林）承接产业转移示范区"}


def test_a_bonded_zone_is_not_the_high_tech_zone_around_it() -> None:
    told = whose("潍州高新区内的潍州综合保税区通过验收。综保区注册企业148家。高新区注册企业950家。")
    assert "保税" in told["148家"] and "高新" in told["950家"]


def test_the_year_something_was_founded_dates_no_other_figure() -> None:
    text = f"{ZONE}成立于2009年。全区注册企业148家。孵化器2021年被认定为国家级孵化器。在孵企业61家。"
    assert [o.period for o in read(text)] == ["2024", "2024"]


def test_a_heading_without_a_year_goes_on_with_the_year_told_of() -> None:
    text = f"一、全年运行概况\n2023年，{ZONE}进出口60亿元。\n民营企业进出口40亿元。\n二、下步安排\n新增仓库3万平方米。"
    assert [(o.period, o.status) for o in read(text, 2024)] == [("2023", "实际"), ("2023", "实际"), ("2024", "目标")]


def test_where_a_change_began_is_not_when_it_ended() -> None:
    text = f"2024年，{ZONE}规上企业由2019年的61家增加到97家。"
    assert [(o.text, o.period) for o in read(text)] == [("61家", "2019"), ("97家", "2024")]


def test_a_class_word_goes_back_to_the_thing_of_that_class() -> None:
    told = whose(f"{ZONE}启动“三个一批”活动。三年来，活动累计推动签约项目263个。全区注册企业90家。")
    assert told["263个"] == "三个一批" and "青岭" in told["90家"]


def test_what_a_quoted_policy_does_is_its_own() -> None:
    told = whose(f"{ZONE}推出金融产品。“岭企贷”为57户企业授信7.8亿元。全区注册企业90家。")
    assert told["7.8亿元"].startswith("岭企贷") and "青岭" in told["90家"]


def test_at_the_scene_means_at_the_event() -> None:
    told = read(f"11月7日，{ZONE}2024年四季度重大项目集中签约仪式举行。现场签约项目14个，总投资18亿元。")
    assert {o.subject.partition("/")[0] for o in told} == {"Event"} and {o.period for o in told} == {"2024"}


def test_a_question_gives_its_answer_the_year_and_says_what_is_planned() -> None:
    text = f"Q1：{ZONE}2023年运行怎么样？\n完成工业投资86亿元。\nQ2：2025年目标是什么？\n工业投资突破90亿元。"
    assert [(o.text, o.period, o.status) for o in read(text)] == [
        ("86亿元", "2023", "实际"),
        ("突破90亿元", "2025", "目标"),
    ]


def test_an_industry_goes_on_being_spoken_of() -> None:
    told = read(f"{ZONE}是电梯之乡。电梯产业集聚整机企业12家，产值突破310亿元。")
    assert [o.indicator for o in told][-1] == "电梯产业产值"


def test_a_zones_report_does_not_go_over_to_the_parks_inside_it() -> None:
    text = (
        f"{ZONE}工作总结。\n{ZONE}推进改革。\n{ZONE}扩大开放。\n青岭化工园区由C级升为D级。\n青岭化工园区通过复核。\n"
        "青岭化工园区扩容。\n签约项目12个。"
    )
    assert whose(text)["12个"] == ZONE


def titled(title: str, text: str) -> dict[str, str]:
    article = Article(id="t-1", start=0, end=len(title) + 1 + len(text), year=2024, title=title)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=f"{title}\n{text}", articles=(article,)))
    return {o.text: o.subject.partition("/")[2] for o in facts.observations}


def test_a_provinces_report_does_not_go_over_to_a_zone_that_it_names_thrice() -> None:
    zone = "牡丹江青岭产业协作园区"
    told = titled(
        "2024年黑龙江省政府工作报告",
        f"{zone}开工建设。\n{zone}招商提速。\n{zone}加快建设。\n营造林92.1万亩。\n民生支出占一般公共预算支出87%。",
    )
    assert told == {"92.1万亩": "黑龙江省", "87%": "黑龙江省"}


def test_the_whole_region_is_the_autonomous_region_that_the_article_is_about() -> None:
    told = titled(
        "2024年内蒙古自治区政府工作报告",
        "包头青岭高新技术产业开发区产业壮大。\n全区养老机构达到9341个。\n我区经济稳步增长，粮食产量达到800亿斤。",
    )
    assert told == {"9341个": "内蒙古自治区", "800亿斤": "内蒙古自治区"}
