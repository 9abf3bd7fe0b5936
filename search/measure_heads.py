"""The measure that a question asks for by its formal name: 产值 is no 投资, 每亩税收 no 税收总额, 职工 no 企业.

Only names are told apart that a report writes as the question does; everyday words (卖了多少钱) may mean many.
"""

from __future__ import annotations

import re

_HEADS = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (r"(?<!保)税(?!务|区)", r"(?<!保)税(?!务|区)"),
        (r"产值", r"产值"),
        (r"营收|营业?收入|销售(?:收入|额)", r"营收|营业?收入|营业|销售|主营|收入"),
        (r"利润|盈利", r"利润|盈利|盈|赚"),
        (r"增加值|生产总值|gdp|GDP", r"增加值|生产总值|GDP|gdp"),
        (r"进出口", r"进出口|外贸"),
        (r"(?<!进)出口(?!商|型)", r"(?<!进)出口|外销"),
        (r"(?<!出)进口(?!设备|商)", r"进口"),
        (r"外资", r"外资|外商"),
        (r"公共预算", r"预算|财政"),
        (r"租金|房租|月租", r"租"),
        (r"研发(?:投入|经费|费用)", r"研发|R&D|科研"),
        (r"电价|水价|气价|房价|单价", r"价|每(?:度|方|平)"),
        (r"总?投资额?$|总?投资额?(?=是|为|多|有|的?增|同比|的?下?降)", r"投|资"),
    )
)
_STAFF = re.compile(r"员工|职工|从业人员|工人|人手")
_PEOPLE = re.compile(
    r"员工|职工|从业|用工|就业|岗位|工人|\d[万千百余多]*(?:人|名)(?![^，,。；;]{0,6}(?:干部|专家|博士|院士))"
)
_EACH = re.compile(r"亩均|每亩|人均|户均|单位面积|每平方米|地均|每人|每户|平均每|每万元|单个")
_WHOLE_ASKED = re.compile(r"占(?:了|到)?(?P<whole>全[省市国区县州球]|本[省市区县])")
_CAUSE_ASKED = re.compile(
    r"(?:为什么|为何|为啥|怎么会).{0,12}(?:[降减少跌掉涨增升高低慢快]|下滑|回落)|(?:[降减少跌掉涨增升高低慢快]|下滑|回落)了?的?(?:原因|缘故)|"
    r"(?:[降减少跌掉涨增升]|下滑|回落)[^，,。]{0,8}(?:为什么|为何|为啥)"
)
_CAUSE = re.compile(r"因|由于|受|影响|拖累|原因|缘|主要是|得益|带动|拉动|靠|缺|不足|不够|紧张|收紧|短板在|推动|使|让")
_TOTAL = re.compile(r"一共|总共|合计|累计|总额|总计")
_ONE_OF = re.compile(r"单项|单个|单户|单笔|每(?:户|家|个|项|名|人|笔)|最高")
STEPS = tuple(
    re.compile(words)
    for words in (
        r"开工|动工|破土|奠基|开建|启动建设|进场施工|动土",
        r"投产|投用|量产|试生产|试产|达产|投入(?:生产|使用|运营)|投运|下线|生产|运行",
        r"竣工|建成|完工|封顶|交付|验收|建好|落成",
        r"签约|签订|签下|签署|签了",
    )
)
"""The steps of a project, each with the words for it."""


def other_step(question: str, told: str) -> bool:
    """Whether words tell of other steps than those that a question names: 投产项目33个 tells no 签约项目."""
    asked = [step for step in STEPS if step.search(question)]
    return bool(asked) and not any(step.search(told) for step in asked) and any(step.search(told) for step in STEPS)


def one_of_many(question: str, told: str) -> bool:
    """Whether a total is asked for and the words tell what each gets."""
    return bool(_TOTAL.search(question)) and bool(_ONE_OF.search(told)) and not _ONE_OF.search(question)


def other_measure(asked: str, told: str) -> bool:
    """Whether words tell another measure than the one that a question names in the words `asked`."""
    if _STAFF.search(asked):
        return not _PEOPLE.search(told)
    return any(head.search(asked) and not words.search(told) for head, words in _HEADS)


def per_unit(text: str) -> bool:
    """Whether words tell a measure by the unit of another: 亩均税收, 人均产值."""
    return bool(_EACH.search(text))


def names_measure(asked: str) -> bool:
    """Whether a question names a measure that is told apart here."""
    return bool(_STAFF.search(asked)) or any(head.search(asked) for head, _ in _HEADS)


def other_whole(question: str, told: str) -> bool:
    """Whether a share of a whole is asked for (占全省多少) and the words tell none of that whole."""
    asked = _WHOLE_ASKED.search(question)
    if asked is None:
        return False
    return re.search(rf"占[^，,。；;]{{0,10}}{asked['whole'][-1]}", told) is None


def lacks_cause(question: str, told: str) -> bool:
    """Whether it is asked why something fell or rose, and the words tell that it did, but no cause."""
    return bool(_CAUSE_ASKED.search(question)) and not _CAUSE.search(told)
