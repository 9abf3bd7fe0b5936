"""Reports as other papers, offices and sites set them: bulletins, forms, interviews, statistics, letters, saved pages."""

from __future__ import annotations

import pytest

from ingest.dateline import find_date
from ingest.reading import read_bytes
from kg.model import Article, Document
from made_pages import passages_of, read, set_in_column

BRIEF = (
    "本报讯（记者 林晓舟 通讯员 何一鸣）7月12日，记者从云岭经济技术开发区管委会获悉，上半年该区完成规模以上工业增加值"
    "46.8亿元，同比增长9.7%；新签约项目31个，协议总投资168亿元，其中10亿元以上项目5个。"
)
START = (
    "本报讯 7月10日，青川高新技术产业开发区举行2023年第二批重大项目集中开工仪式，14个项目同时开工，总投资57.3亿元。"
    "其中，青川华瑞医药有限公司投资12亿元建设的原料药基地占地210亩，建成后年产值可达20亿元。（周子涵）"
)
STORY = (
    "“从来没想过审批能这么快。”站在即将封顶的厂房前，白河精密铸造有限公司总经理孙立国指着墙上的进度表说。",
    "孙立国说的快，来自白河经开区今年3月推出的“一枚印章管审批”改革。截至6月底，全区共办理事项4120件，提前办结率达到93%。",
)


def only(document: Document) -> Article:
    (article,) = document.articles
    return article


def headings(document: Document) -> list[str | None]:
    return [passage.heading for passage in document.passages if passage.kind == "body"]


def test_a_page_of_briefs_with_its_banner_and_credits() -> None:
    lines = ["2023年7月13日 星期四", "要闻 3版", "责编：王可 版式：李琳 电话：0871-6666666 邮箱：yldaily@163.com"]
    lines += ["云岭开发区上半年新签约项目31个", *set_in_column(BRIEF, 18)]
    lines += ["青川高新区", "14个重大项目集中开工", *set_in_column(START, 18)]
    lines += ["一枚印章背后的“加速度”", "——白河经开区深化审批制度改革见闻", "本报记者 钱文博 实习生 吴桐"]
    lines += [line for paragraph in STORY for line in set_in_column(paragraph, 18)]
    document = read("\n".join(lines))
    assert [(one.title, one.author) for one in document.articles] == [
        ("云岭开发区上半年新签约项目31个", "林晓舟"),
        ("青川高新区14个重大项目集中开工", "周子涵"),
        ("一枚印章背后的“加速度”——白河经开区深化审批制度改革见闻", "钱文博 吴桐"),
    ]
    assert {one.year for one in document.articles} == {2023}
    assert "责编" not in "".join(passages_of(document))


BULLETIN = """东原经济开发区工作简报

第12期（总第208期）

东原经济开发区党工委办公室          2024年5月9日

【本期要目】
◆东原经开区一季度工业投资增长18.6%
◆“三服务”小分队下沉企业解难题
◆区领导赴苏州开展招商活动

东原经开区一季度工业投资增长18.6%

今年以来，东原经济开发区坚持项目为王，一季度完成工业投资14.2亿元，增速居全市开发区第2位。
一是压实责任。实行“一个项目、一名领导、一个专班”，每周调度、每月通报。

“三服务”小分队下沉企业解难题

4月份，全区组织12支“三服务”小分队走访企业215家，收集问题86个，现场解决51个。
（东原经开区企业服务中心供稿）

区领导赴苏州开展招商活动

4月22日至25日，区党工委书记高建民带队赴苏州考察，走访企业9家，与苏州恒立传动科技有限公司签订合作协议。

报：市委办公室、市政府办公室。
发：各部门、各街道。
（共印60份）
"""


def test_a_bulletin_is_parted_by_its_list_of_contents() -> None:
    document = read(BULLETIN)
    assert [one.title for one in document.articles] == [
        "东原经开区一季度工业投资增长18.6%", "“三服务”小分队下沉企业解难题", "区领导赴苏州开展招商活动",
    ]  # fmt: skip
    assert [one.about for one in document.articles] == ["东原经开区", "东原经济开发区", "东原经济开发区"]
    assert document.articles[1].author == "东原经开区企业服务中心"
    assert {one.date for one in document.articles} == {"2024-05-09"}
    assert not any(word in "".join(passages_of(document)) for word in ("要目", "共印", "市委办公室"))


def test_headings_with_a_number_are_not_joined_to_long_paragraphs() -> None:
    document = read(
        "2023年长泽经济技术开发区统计公报\n\n长泽经济技术开发区统计局\n\n2024年3月28日\n\n"
        "　　2023年，全区经济运行总体平稳。\n\n　　一、综合\n\n"
        "　　初步核算，全年实现地区生产总值486.27亿元，按不变价格计算，比上年增长7.1%。其中，第二产业增加值301.44亿元，"
        "增长8.3%；第三产业增加值181.62亿元，增长5.4%。\n\n　　二、工业和建筑业\n\n"
        "　　全年规模以上工业增加值增长9.2%。年末规模以上工业企业168家，比上年末净增15家。\n"
    )
    assert headings(document) == [None, "一、综合", "二、工业和建筑业"]
    article = only(document)
    assert (article.title, article.publisher, article.date) == (
        "2023年长泽经济技术开发区统计公报", "长泽经济技术开发区统计局", "2024-03-28",
    )  # fmt: skip


def test_a_letter_is_signed_at_its_foot() -> None:
    document = read(
        "临江化工园区2021年招商引资工作总结\n\n"
        "    2021年，临江化工园区围绕精细化工主导产业，全年签约项目22个，合同\n引资额94.8亿元，到位资金37.5亿元。"
        "现将有关情况\n总结如下：\n\n    一、主要做法\n\n"
        "    （一）强化产业链招商。绘制“一图四清单”，梳理目标企业186家，组建\n5个专业招商小组，先后外出招商48批次。\n\n"
        "    二、存在问题\n\n    一是大项目不多，10亿元以上项目只有2个；二是土地指标紧张，全年供地\n仅460亩。\n"
        "                         临江化工园区招商局\n                         2021年12月30日\n"
    )
    article = only(document)
    assert (article.title, article.publisher) == ("临江化工园区2021年招商引资工作总结", "临江化工园区招商局")
    assert headings(document) == [None, "一、主要做法", "二、存在问题"]


def test_a_page_copied_from_the_web_with_its_path_and_its_line_of_information() -> None:
    body = (
        "1月17日，商务部等六部门印发通知，新安综合保税区获批开展跨境电商零售进口试点。今年该区将建设2万平方米公共仓。"
    )
    info = "来源：新安日报  发布时间：2020-01-20 09:12  浏览次数：1325  字体：[大] [中] [小]"
    title = "新安保税区获批跨境电商零售进口试点"
    for path in ("首页 > 新闻中心 > 园区动态", "首页\n>\n新闻中心\n>\n园区动态"):
        document = read(f"{path}\n{title}\n{info}\n  {body}\n[责任编辑：刘洋]\n上一篇：新安保税区召开会议\n")
        article = only(document)
        assert (article.title, article.publisher, article.date) == (title, "新安日报", "2020-01-20")
        assert passages_of(document) == [body]


def test_a_line_with_a_space_behind_every_character_is_closed_up() -> None:
    document = read(
        "云 水 高 新 区\n一 季 度 实 现“ 开 门 红 ”\n\n"
        "　　2 0 2 4 年 一 季 度, 云 水 电 子 公 司 的 5 G 射 频 器 件 项 目 总 投 资 8 . 8 亿 元 , 增 长 1 1 . 2 % 。\n"
        "　　　　　（ 云 水 高 新 区 融 媒 体 中 心 ）\n"
    )
    assert passages_of(document) == ["2024年一季度,云水电子公司的5G射频器件项目总投资8.8亿元,增长11.2%。"]
    assert only(document).publisher == "云水高新区融媒体中心"


INTERVIEW = """让数据成为园区的“新土地”
——对话海州大数据产业园管委会主任罗文
记者：海州大数据产业园起步较晚，为什么能够后来居上？
罗文：关键是抓住了算力这个牛鼻子。2018年园区成立时只有3家企业，到2022年底已经有217家，算力规模达到1200P。
▲海州大数据产业园智算中心机房 资料图
“我们不和别人拼地价，我们拼的是电价和带宽。”
记者：园区的电价优势从哪里来？
罗文：我们不和别人拼地价，我们拼的是电价和带宽。企业用电综合成本每千瓦时0.34元。今年，园区还将新建两座变电站。
（本报记者 宋词 整理）
"""


def test_an_interview_is_one_article_and_a_pull_quote_in_it_a_repeat() -> None:
    document = read(INTERVIEW)
    article = only(document)
    assert (article.author, article.about, article.year) == ("宋词", "海州大数据产业园", 2023)
    assert passages_of(document, "repeat") == ["“我们不和别人拼地价，我们拼的是电价和带宽。”"]


def test_a_form_above_a_conference_is_a_list() -> None:
    document = read(
        "“推动高质量发展”系列新闻发布会——南浦高新区专场\n\n时间：2022年8月18日上午10:00\n地点：南浦市新闻发布厅\n"
        "发布人：南浦高新技术产业开发区党工委书记、管委会主任 徐志强\n主持人：南浦市政府新闻办主任 沈丽\n\n"
        "沈丽：\n各位记者朋友，大家上午好！今天我们邀请到徐志强先生，介绍南浦高新区十年来的发展情况。\n"
        "徐志强：\n谢谢主持人。十年来，南浦高新区地区生产总值由2012年的98亿元增加到2021年的412亿元。\n"
    )
    article = only(document)
    assert (article.title, article.year) == ("“推动高质量发展”系列新闻发布会——南浦高新区专场", 2022)
    assert "徐志强\n主持人：" in "".join(passages_of(document))


@pytest.mark.parametrize("mark", ["竹林科学园今年将扩建，面积12公顷。", "竹林科學園今年將擴建，面積12公頃。"])
def test_traditional_text_tells_year_and_subject_alike(mark: str) -> None:
    told = "2022年園區營業額1.6兆元，年增3.4%。" if "學" in mark else "2022年园区营业额1.6万亿元，年增3.4%。"
    article = only(read_bytes((told + mark).encode(), "a.txt", "a"))
    assert (article.about, article.year) == ("竹林科学园", 2022)


def test_the_issue_of_a_magazine_tells_the_year() -> None:
    text = (
        "《东海园区纵览》2021年第8期          专访\n\n记者：去年园区发展如何？\n"
        "答：去年完成工业投资12亿元，2025年要到30亿元。\n"
    )
    article = only(read(text))
    assert (article.date, article.year) == ("2021", 2021)
    assert find_date("2025.9 总第212期") == ("2025", "2025.9 总第212期")
    assert find_date("第212期") is None


def test_a_page_turn_and_a_qr_code_in_mid_sentence_part_nothing() -> None:
    text = (
        "东海晚报   2024年8月16日  星期五   责编 王某\n3版 · 园区观察\n\n实干答卷看新区\n——海潮经济开发区半年见闻\n"
        "□ 本报记者 王海\n\n上半年，海潮经济开发区完成投资12亿元，\n增长8%，在园区设立了服务站，\n（下转6版）\n扫码看视频\n"
        "共有二十七项审批事项可以在站里办完。\n下半年，海潮经济开发区将新开工项目9个，\n总投资30亿元，全年力争达到40亿元。\n"
    )
    document = read(text)
    draft = only(document)
    assert draft.title == "实干答卷看新区——海潮经济开发区半年见闻"
    assert (draft.author, draft.date) == ("王海", "2024-08-16")
    assert "设立了服务站，共有二十七项审批事项" in document.text
