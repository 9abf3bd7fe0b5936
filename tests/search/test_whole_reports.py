"""Questions on reports that were read from files: places that only the head names, figures, comparisons, lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.workspace import Workspace
from search.lists import ordinals
from search.paired import pair
from search.verdicts import verdict

BULLETIN = """吕梁市开发区办公室
全市开发区上半年运行通报
发布日期：2025-07-18
上半年，吕梁乌禾岭高新技术产业开发区（以下简称“乌禾岭高新区”）完成规上工业总产值86.4亿元，同比增长9.1%。

乌禾岭高新区组建“帮跑队”，28名帮跑员替厂里递材料、领证照，一分钱不收。科研人员手头没有本钱，可以先拿“启明钱包”的资助，公司办成了再折成股份。

全市开发区共签约项目47个，总投资213.5亿元。
"""

PAPER = """河间日报
2024年9月12日 星期四
青禾滩经开区：五年换新颜
河间青禾滩经济技术开发区（以下简称“青禾滩经开区”）里，审批快了。过去一家企业从签约到开工要156个工作日，如今只需41个。去年，全区规上企业124家，今年8月底增加到139家；2020年只有68家。
再生水利用率目前为38%，到2027年要达到65%。园区绿电占比2022年12%，2023年21%，今年有望超过30%。
三家骨干企业中，恒磊轴承前8个月产值12.7亿元，增长8.4%；云杉制药产值10.2亿元，增长19.6%；蓝谷线缆产值15.1亿元，下降2.3%。
"""
ASSESSMENT = """关于2023年全市开发区考核情况的通报
各县（市、区）人民政府：
现将2023年宜都市三家开发区考核情况通报如下。
表1 2023年考核结果
名次\t开发区\t综合得分\t亩均税收（万元）
1\t宜都洛川高新技术产业开发区\t91.3\t18.6
2\t宜都雁门经济开发区\t87.9\t21.4
3\t宜都南浦工业园区\t80.5\t11.7
洛川高新区、雁门经开区、南浦工业园区实际到位内资分别为78.4亿元、85.1亿元和30.6亿元。
"""
WORKSHOP = """临海日报
2024年11月5日 星期二
椒岸经开区：老厂的新线
走进临海椒岸经济技术开发区（以下简称“椒岸经开区”），丰禾阀门的车间正忙。丰禾阀门2016年从邻县搬来时只有3条线，如今厂房扩到6万平方米，前三季度产值9.4亿元，↑17.5%。隔壁是银杉泵业的耐蚀泵二期工厂。该项目总投资7.6亿元，用地85亩。去年丰禾阀门营业收入11.2亿元。
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("bulletin")
    for name, text in (("bulletin", BULLETIN), ("paper", PAPER), ("assessment", ASSESSMENT), ("workshop", WORKSHOP)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as opened:
        opened.ingest(sorted(folder.glob("*.txt")))
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("吕梁市开发区上半年签约项目总投资多少？", "213.5亿元"),
        ("教授想出来创业又缺本钱，吕梁那边有什么办法？", "启明钱包"),
        ("在吕梁办厂碰上跑腿递材料的麻烦事，有没有人能代劳？", "帮跑队"),
    ],
)
def test_a_region_that_only_the_head_or_the_zones_name_tells(workspace: Workspace, question: str, told: str) -> None:
    said = workspace.ask(question)
    assert said.answer is not None and told in said.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("丰禾阀门2024年前三季度产值是多少，增长多少？", "9.4亿元，↑17.5%"),
        ("丰禾阀门2023年的营业收入是多少？", "11.2亿元"),
        ("雁门经开区实际到位内资多少？", "85.1亿元"),
        ("耐蚀泵二期总投资多少，用地多少亩？", "7.6亿元，85亩"),
    ],
)
def test_a_year_or_a_thing_told_only_before(workspace: Workspace, question: str, told: str) -> None:
    said = workspace.ask(question)
    assert said.answer is not None and said.answer.replace("用地", "") == told


@pytest.mark.parametrize(
    "question",
    [
        "丰禾阀门2022年的营业收入是多少？",
        "耐蚀泵三期总投资多少？",
        "丰禾阀门2024年前三季度利润多少？",
        "椒岸经开区前三季度税收是多少？",
    ],
)
def test_another_year_or_phase(workspace: Workspace, question: str) -> None:
    assert workspace.ask(question).answer is None


@pytest.mark.parametrize(
    "question", ["临汾的开发区签约项目总投资多少？", "吕梁有没有动物园？", "乌禾岭高新区的税收是多少？"]
)
def test_what_it_does_not_tell(workspace: Workspace, question: str) -> None:
    assert workspace.ask(question).answer is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青禾滩经开区企业从签约到开工，过去和现在各要多少个工作日？", "过去156个工作日，如今41个"),
        ("青禾滩经开区规上企业去年和今年8月底各有多少家？", "去年124家，今年8月底139家"),
        ("青禾滩再生水利用率目前和2027年目标分别是多少？", "目前38%，2027年65%"),
        ("青禾滩绿电占比2022年和2023年各是多少？", "2022年12%，2023年21%"),
    ],
)
def test_a_measure_at_two_times(workspace: Workspace, question: str, told: str) -> None:
    assert workspace.ask(question).answer == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("恒磊轴承和云杉制药，哪家前8个月产值更高？", "恒磊轴承，12.7亿元对10.2亿元"),
        ("云杉制药和恒磊轴承前8个月谁的产值增长得快？", "云杉制药，19.6%对8.4%"),
        ("洛川高新区和雁门经开区的亩均税收各是多少？", "洛川高新区18.6万元，雁门经开区21.4万元"),
        ("洛川高新区与雁门经开区，谁实际到位内资少？", "洛川高新区，78.4亿元对85.1亿元"),
        ("蓝谷线缆和云杉制药前8个月的产值相差多少？", "蓝谷线缆15.1亿元，云杉制药10.2亿元，相差4.9亿元（推算）"),
        ("青禾滩规上企业去年和今年8月底哪个多？", "今年8月底（去年124家，今年8月底139家）"),
    ],
)
def test_which_of_two(workspace: Workspace, question: str, told: str) -> None:
    assert workspace.ask(question).answer == told


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("新厂已经开工了吗？", "新厂投资3亿元，明年4月动工。", "没有"),
        ("区域评估的钱要企业出吗？", "8项区域评估的费用由县财政兜底。", "不用"),
        ("税收算在邻市吗？", "税收全部统计在本县。", "否"),
        ("新厂开工了吗？", "新厂今年3月破土动工。", "是"),
    ],
)
def test_yes_or_no(question: str, sentence: str, said: str) -> None:
    assert verdict(question, sentence) == said


def test_questions_of_a_comparison() -> None:
    two = pair("海石园的铸造项目和电机项目哪个投得多？")
    assert two is not None and two.names == ("铸造项目", "电机项目")
    assert two.questions == ("海石园的铸造项目的投资是多少元？", "海石园的电机项目的投资是多少元？")
    either = pair("海石园今年的项目里，开工的多还是投产的多？")
    assert either is not None and either.names == ("开工", "投产")
    for other in ("海石园的一期和二期到了什么阶段？", "海石园的投资和占地各是多少？", "海石园和青岩园有哪些合作？"):
        assert pair(other) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("三家骨干企业里，哪家前8个月产值最高？", "蓝谷线缆（15.1亿元）"),
        ("2023年综合得分最高的是哪家开发区？", "洛川高新技术产业开发区（91.3分）"),
        ("三家开发区里哪家亩均税收最高？", "雁门经济开发区（21.4万元）"),
        ("三家开发区实际到位内资最多的是哪家？", "雁门经开区（85.1亿元）"),
    ],
)
def test_which_of_several_has_the_most(workspace: Workspace, question: str, told: str) -> None:
    answer = workspace.ask(question).answer
    assert answer is not None and answer.endswith(told)


def test_numbered_headings_are_a_list() -> None:
    text = "（二）三类集群成形。\n1.染整“近零排放”。产值12亿元。\n2.竹材“全竿利用”。\n3.茶饮“从叶到杯”。\n"
    run = ordinals(text, 3)
    assert run is not None and run.items == ("染整“近零排放”", "竹材“全竿利用”", "茶饮“从叶到杯”")
