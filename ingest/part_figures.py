"""What a part of those told does: 近八成卖给了区内企业, 其中三分之一销往欧洲, 树脂过去九成依赖进口, 一半由本地供应."""

from __future__ import annotations

import re

from ingest.clause import Clause, Draft, SentenceState
from ingest.indicators import before_number
from ingest.phrases import Token
from ingest.quantities import Found

_DOES = re.compile(
    r"(?:以上|左右|多)?(?:都|均|已经|已|还|仍|要|是|能|可以|可|全)*"
    r"(?P<does>(?:留在|留|来自|出自|销往|销售到|销到|出口到|运往|发往|卖往|卖到|卖给|供给|供应给|提供给|给|用于|用在|进入|投向|投给|交给|靠|依靠|依赖|由|被|返乡|回到|"
    r"落户|流向|集中在|分布在|属于|当年|变成|做成|加工成|转化为|在本地|在园区|在区内|用上|采用|实现|完成|达到|成为|成)了?[^，。；\d]{1,18}?"
    r"|与[^，。；]{2,8}有关)(?:的)?(?=[，。；]|、(?:其余)?[一二三四五六七八九\d]|$)"
)
_IS = re.compile(r"(?:以上|左右|多)?(?:都|均)?是(?P<what>[^，。；、\d的]{2,8})(?=[，。；、]|$)")
"""工人中85%是本地人: what the part is."""
AWAY = re.compile(
    r"(?:卖到|卖往|销往|销到|销售到|出口到|发往|运往)了?(?P<where>海外|国外|境外|省外|市外|县外|区外|外地|外省|欧美|本地|本省)"
)
"""三成多卖到海外: the sales in one market."""
_SOLD = re.compile(r"^(?:卖给|卖到|卖往|销售到|销到)")
_NOW = re.compile(
    r"(?:其中|过去|原来|从前|以前|早些年|如今|现在|目前|眼下|已经|已|有|约|近|另|另有|的|也|仅|只|就|至少|，|：)*"
)
_NOW_END = re.compile(r"(?:过去|原来|从前|以前|早些年|如今|现在|目前|眼下|有|还|约|近)+$")
FRACTION = re.compile(r"成|分之|半")
"""Shares told in tenths or fractions."""


def part_does(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token]) -> Draft | None:
    """The draft of a share of those who do something; None where the words behind are no deed."""
    if (is_what := _IS.match(c.text, q.end, c.end)) and (plain.endswith(("中", "里")) or _NOW.fullmatch(plain)):
        return Draft(found=q, indicator=f"{is_what['what']}占比", kind="share", rule="part-does")
    does = _DOES.match(c.text, q.end, c.end)
    if does is None or not right:
        return None
    if (abroad := AWAY.search(does["does"])) is not None and len(abroad.group()) < 8:
        of = before_number(_NOW_END.sub("", plain)) if _NOW.fullmatch(plain) is None else ""
        return Draft(found=q, indicator=f"{of}{abroad['where']}销售占比", kind="share", rule="part-does")
    deed = _SOLD.sub("销往", re.sub(r"(?<=[\u4e00-\u9fff])了|隔壁的?", "", does["does"]))
    if _NOW.fullmatch(plain):
        of = re.sub(r"(?:人数|数)$", "", s.last_spoken or s.topic or "")
        of = "" if len(of) > 10 or len(deed) > 5 else of
        return Draft(found=q, indicator=f"{of}{deed}比例", kind="share", rule="part-does")
    name = before_number(_NOW_END.sub("", plain))
    if FRACTION.search(c.text, q.start, q.end) is None or not name:
        return None
    return Draft(found=q, indicator=f"{name}{deed}比例", kind="share", rule="part-does")
