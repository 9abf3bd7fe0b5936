"""The measure that a verb tells: 去年卖了9.3亿元 → 销售额, 净赚6200万元 → 利润, 卖出疫苗86万支 → 疫苗销量.

The verbs and their measures are those of `seeds/lexicon/deeds.tsv`.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import cells, table
from ingest.quantities import Found
from ingest.units import unscaled
from ingest.words import word_set

_GOODS = word_set(
    "只 辆 台 件 套 台套 台（套） 支 份 双 条 块 片 箱 桶 瓶 枚 粒 颗 根 盒 袋 头 羽 艘 架 标箱 票 单 锭 羽"
)
"""Counters of goods: with a verb of making and trading, so many are a quantity and no number of things."""
_FEW = 100
"""Goods fewer than these are told one by one: 交付首批6套产品."""
_HOW = r"(?:已经|已|共|一共|总共|累计|净|又|再|就|才|只|还|能|可|可以|要|会|多|就能|陆续|先后)*"
_DONE = r"(?:了|到|出|下|掉|着|上|回|进去|进|出去|过|给)*"
_TIMES = re.compile(r"^(?:第[一二三四五]年|当年|头一年|全年|每年|一年)")
_NO_OBJECT = re.compile(
    r"(?:线|企业|厂|基地|车间|许可|装置|设备|平台|中心|项目|站|问题|事项|业务|案件|诉求|合同|房|公寓|市场|额|量|数|率|值|服务)$"
)
_EACH = re.compile(
    r"^(?P<what>[\u4e00-\u9fff]{0,4}?)(?:每|一)(?P<of>[吨支件台亩户度只个套箱头瓶根片块]|公斤|千克|平方米|标箱)(?P<rest>.+)$"
)


@cache
def _deeds() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    named = {verb: (row["money"], row["goods"]) for row in table("deeds") for verb in cells(row["verbs"])}
    verbs = "|".join(sorted(map(re.escape, named), key=lambda v: (-len(v), v)))
    return re.compile(rf"{_HOW}(?P<verb>{verbs}){_DONE}"), named


def sum_of(name: str) -> str:
    """The measure of a sum by the verb that `name` consists of: 已卖出 → 销售额, 每吨能赚 → 每吨利润; '' for others."""
    pattern, named = _deeds()
    each = _EACH.match(name)
    rest = each["rest"] if each else _TIMES.sub("", name)
    m = pattern.fullmatch(rest)
    if m is None or not named[m["verb"]][0] or (m["verb"] == rest and len(rest) > 1):
        return ""  # 投入, 出口 by themselves are nouns too
    measure = ("净" if "净" in rest and named[m["verb"]][0] == "利润" else "") + named[m["verb"]][0]
    return f"{each['what']}每{each['of']}{measure}" if each else measure


def goods_of(phrase: str, q: Found) -> str:
    """The quantity of goods that the verb before them tells: 卖出疫苗 → 疫苗销量, 供货 → 供货量; '' for others."""
    pattern, named = _deeds()
    counter = unscaled(q.unit)
    few = counter == q.unit and (counter == "套" or q.value < _FEW)
    if counter not in _GOODS or few:
        return ""
    m = pattern.match(phrase)
    thing = phrase[m.end() :] if m else ""
    thing = "" if pattern.fullmatch(thing) else thing
    if m is None or not named[m["verb"]][1] or (thing and (len(thing) < 2 or _NO_OBJECT.search(thing))):
        return ""
    return thing + named[m["verb"]][1]
