"""What a project costs, covers and makes: its investment, area and capacity, in the words around its name."""

from __future__ import annotations

import re

from ingest.project_hit import Hit
from ingest.project_told import Told, weight
from ingest.quantities import find_quantities, shifted
from kg.model import Quantity

_AREA_BEFORE = re.compile(
    r"(?:占地面积|占地|用地面积|用地|征地|拿地|供地|总建筑面积|建筑面积|面积|厂房|库房|仓库|车间)(?:预计|约为|约|近|超过|超|达到|达|为|共|[:：])*$"
)
_CAPACITY_BEFORE = re.compile(
    r"(?:(?:每?[年日月天周]|每小时|一[年天])内?(?:可|能|将|预计|设计|再|新|约)*(?:增)?(?:产出|产|处理|处置|加工|转化|屠宰|提取|冶炼|生产|供应|供|消纳|利用|回收|拆解|"
    r"配餐|储|贮|发电|供热|制氢|熔化|通过|吞吐|出|带出|培训|检测|维修|组装|装配|灌装|印刷|酿造|添|增)|产能|产量|库容|储量|容量|装机|机架|能力|可储|可存|可容纳|规模|形成)"
    r"(?:(?![由从])[^，。；、\d]){0,14}(?:(?:由|从)[^，。；]{1,10}?(?:提高|提|扩大|扩|翻|增加|增|升|做)?(?:到|至))?(?:约|近|超|达|为)?$"
)
"""What stands before how much a project makes, treats or holds: 年产, 日处理, 库容, 产能由1万吨提高到."""
_CAPACITY_LEAD = re.compile(
    r"(?:(?:全部|项目|一期|二期|工程)?(?:建成|投产|达产|竣工|满产)(?:达产|投产|达效)?后|届时|设计|规划|预计|计划|每|可|能|将|新增|最大|总|月|年|日|单|再|"
    r"(?:一期|二期|项目|基地|工厂|该线|产线|生产线|它|其))*(?!全|我|各)[\u4e00-\u9fff]{0,4}$"
)
"""What may open the clause that tells how much a project makes."""
_NO_CAPACITY = re.compile(r"[元亩%％年月天]$|平方公里|百分点")
_CAPACITY_UNIT = re.compile(r"(?:GWh?|MWh?|kWh?|兆瓦|万千瓦|千瓦|吨|套|台|辆|件|片|立方米|平方米|亿片|m3|只|支|米)")
_AREA_UNIT = re.compile(r"亩|平方米|平方公里|m2|㎡|公顷")
TOLD_TOO = re.compile(
    r"^(?:、(?:占地|用地|建筑面积|年产|由|位于|建设)[^，。；、]{2,20}?的"
    r"|[、，](?:占地|用地|租用|建筑面积)[^，。；、]{2,16}，(?=(?:拟|将|计划)?(?:在|建|新建|打造)))"
)
"""What else is told of a project between its sum and its name: 总投资5亿元、占地90亩的甲项目."""
NOT_COST = re.compile(
    r"(?:产值|收入|税|利润|补助|奖励|补贴|资金|贷款|订单|销售额?|营收|完成投资|到位)(?:约|近|超|达|为|[^，。；\d]{0,3})?$"
)
"""What a sum before a project's name is where it is not what the project costs."""


def tell_figures(text: str, hit: Hit, start: int, stop: int, told: Told, quote: tuple[int, int]) -> tuple[int, int]:
    """Investment, capacity and area told between `start` and `stop`; returns the words that say most of it."""
    for q in (shifted(q, start) for q in find_quantities(text[start:stop])):
        prefix = text[max(start, q.start - 12) : q.start]
        wide = text[max(start, q.start - 34) : q.start]
        behind = q.start >= hit.end
        if behind and re.fullmatch(r"(?:资金)?(?:的|建设的|建设|新建|打造的)", text[q.end : stop]):
            continue  # 总投资5亿元的 + the next project's name
        sure = weight(prefix, hit.name)
        if text[q.end : hit.start] in ("", "的") or (hit.paid and 0 <= hit.start - q.end <= 6):
            sure = sure or (0 if NOT_COST.search(prefix) else 2)
        if q.start > hit.sentence[1] and told.weight:
            sure = 0  # what the sentence itself tells stands
        if q.family == "money" and not hit.listed and sure > told.weight:
            if behind or _adjacent(text, q.end, hit.start):
                told.investment, told.weight = Quantity(q.value, q.unit), sure
                told.parts = [part for part in told.parts if part.field != "investment"]
                told.say("investment", "sum", q.start, q.end)
                if abs(q.start - hit.start) < 80:
                    quote = (min(quote[0], q.start), max(quote[1], q.end))
        elif q.family == "measure" and _AREA_UNIT.search(q.unit) and _AREA_BEFORE.search(prefix):
            if told.area is None and (behind or _adjacent(text, q.end, hit.start)):
                told.area = Quantity(q.value, q.unit)
                told.say("area", "area", q.start, q.end)
        elif (
            told.capacity is None
            and (q.family in ("measure", "count") or q.start < hit.end)
            and not _NO_CAPACITY.search(q.unit)
            and (
                (_CAPACITY_UNIT.search(q.unit) and hit.start <= q.start < hit.end)
                or (_makes(hit, q.start, wide) and (behind or text[q.end : hit.start] == "的"))
            )
        ):
            told.capacity = text[q.number_start : q.end]
            told.say("capacity", "capacity", q.number_start, q.end)
    return quote


def _makes(hit: Hit, start: int, before: str) -> bool:
    """Is the figure at `start` how much the project makes: told behind its name, or in a clause of its own?"""
    told = _CAPACITY_BEFORE.search(before)
    if told is None or (hit.listed and start >= hit.end):
        return False
    clause = re.split(r"[，、。；：]", before)[-1]
    inside = hit.end > start - len(clause)  # the name stands in the same clause
    return (
        inside
        or clause == before
        or _CAPACITY_LEAD.match(clause, 0, max(0, told.start() - len(before) + len(clause))) is not None
    )


def _adjacent(text: str, end: int, start: int) -> bool:
    """Whether a figure that ends at `end` qualifies the name at `start`: 总投资5亿元的…, 投资12亿元新建…"""
    gap = TOLD_TOO.sub("", text[end:start])
    enumerates = len(gap) > 3 and "、" in gap
    return len(gap) <= 24 and not re.search(r"[。；;）)]", gap) and "项目" not in gap and not enumerates
