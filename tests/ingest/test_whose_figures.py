"""Whose each figure of a paragraph is, in features, bulletins and lists of our own about things that do not exist.

‹…› behind a figure names, in characters of its name, what the figure is of; ‹区› is the zone of the article.
"""

import re

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Observation

LEAD = "宁川经济技术开发区三年蝶变记\n今年以来，宁川经济技术开发区（以下简称“开发区”）抓项目、强产业，经济稳中向好。\n"
END = "\n开发区管委会有关负责人表示，宁川经济技术开发区将继续优化营商环境。"
MARK = re.compile("‹([^›]*)›")

FIRMS = """
路东的湖北晨岭轴承有限公司（简称“晨岭轴承”）2016年从黄石迁来，为一条热处理线投进去2.3亿元‹晨岭›。去年新线开机，当年卖出轴承310万套‹晨岭›，销售收入5.2亿元‹晨岭›；今年前5个月铺到18个‹晨岭›省份的2600家‹晨岭›汽修店。
最大的买家就在隔壁。山东沂泰新材料股份有限公司去年从临沂搬来，只租了4000平方米‹沂泰›厂房，有工人45名‹沂泰›。如今它开着6条‹沂泰›拉丝线，员工达到312人‹沂泰›。
走进河南豫川模具有限公司，机械手上下翻飞。“过去一条线要18个‹豫川›人，现在4个‹豫川›人就够了。”厂长樊立新介绍。企业去年产值3.4亿元‹豫川›，今年预计突破4亿元‹豫川›。
记者来到湖南湘沅电缆有限公司，车间里3条‹湘沅›全自动产线满负荷运转。“订单已排到10月，日产电缆380公里‹湘沅›。”生产部部长贺强说。
5月，安徽皖岳工具有限公司牵头，拉上三家邻居合办芜湖刃通服务有限公司，替工厂领刀、磨刀，半年签下工厂97家‹刃通›，每支刀收费15元‹刃通›。
走出秦峪，再看隔壁的西安禾晟仪器有限公司。工人只有68名‹禾晟›，人均产值却达到210万元‹禾晟›。
福建闽榕轴承有限公司的3号车间灯火通明。一箱箱轴承连夜发往温州。“去年卖了9.1亿元‹闽榕›。”董事长毛立邦说。
一路冷链由宁川顺安物流有限公司包下，货损率只有0.3%‹顺安›。
广西桂岭铝业有限公司是区里的龙头，去年产值42亿元‹桂岭›，纳税1.6亿元‹桂岭›。同期，全区规上工业总产值达到318亿元‹区›，增长9.7%。
"""
PROJECTS = """
由福建榕峰半导体有限公司投资18亿元的功率器件封装项目，占地96亩，去年9月开工，目前主体完工七成‹封装›，达产后年产值25亿元‹封装›，新增岗位820个‹封装›。
3.宏泰气凝胶项目：上半年完成投资1.1亿元‹宏泰›，累计完成投资3.3亿元‹宏泰›，形象进度达到65%‹宏泰›。
"""
POLICIES = """
留人靠“安居券”，硕士每人6万元‹安居券›、博士每人18万元‹安居券›，今年已经发出1700张‹安居券›。
第二招是“链上贴现池”。链上企业的票据进池就能贴现，宁川农商银行给足12亿元‹贴现池›额度。到10月底，池子累计贴现5.3亿元‹贴现池›，服务企业47家‹贴现池›，平均年利率2.8%‹贴现池›。
靠“老厂焕新”技改行动。2022年以来，开发区拿出财政资金3.1亿元‹老厂焕新›，支持技改项目148个‹老厂焕新›，带动投资44亿元‹老厂焕新›。
2023年，开发区出台《泵阀产业强链八条》，对补链企业按设备投资额的6%‹强链八条›给予补助，单个企业最高600万元‹强链八条›。
开发区给每个拟落地项目先开一张“用能体检单”，今年开出53张‹体检单›，劝退高耗能项目9个‹体检单›。
审批上推行“预审批”，从摘牌到开工由90天‹预审批›缩短到31天‹预审批›。
开发区推行“并联审”，新能源项目的核准时间由160天‹并联审›压到70天‹并联审›。
用工上，办了“冬训工坊”，趁冬闲培训农民工，三年培训1.4万人‹冬训工坊›。
深入实施“双招双引”攻坚行动，全年新签约项目64个‹区›，协议引资213亿元‹区›。
下一步将实行“亩均评价”，力争年底前处置低效用地1300亩‹区›，规上工业亩均税收提高到18万元‹区›。
"""
ZONES = """
比投资，宁川经济技术开发区完成固定资产投资203亿元‹区›，增长48.5%。甘南青浦经济开发区、天水渭川经济开发区分别完成168亿元‹青浦›和39亿元‹渭川›，同比分别增长19.2%和11.5%。
开发区内的宁川高端装备产业园占地2300亩‹装备产业园›，已落户企业46家‹装备产业园›。全区完成规上工业增加值142亿元‹区›，增长8.8%。
"""


def read(paragraph: str) -> tuple[str, list[Observation]]:
    text = LEAD + paragraph + END
    article = Article(id="t-1", start=0, end=len(text), title=LEAD.split("\n")[0], year=2025)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return text, facts.observations


@pytest.mark.parametrize("marked", [p for p in (FIRMS + PROJECTS + POLICIES + ZONES).split("\n") if p])
def test_each_figure_is_of_what_its_paragraph_tells_of(marked: str) -> None:
    plain = MARK.sub("", marked)
    text, told = read(plain)
    wrong = []
    for mark in MARK.finditer(marked):
        end = len(LEAD) + len(MARK.sub("", marked[: mark.start()]))
        of = [o for o in told if text.endswith(o.text, 0, end) and o.start <= end <= o.end]
        expected = "宁川经济技术开发区" if mark[1] == "区" else mark[1]
        if not any(
            set(expected) <= set(o.subject) and (mark[1] != "区" or o.subject == f"Zone/{expected}") for o in of
        ):
            wrong.append((text[end - 10 : end], mark[1], [o.subject for o in of]))
    assert not wrong
