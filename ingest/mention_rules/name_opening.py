"""Where the name of a firm begins in the run of words before its legal form.

A report puts all kinds of words directly before a name, with no mark between: verbs (来自, 还有, 卖给), time words
(随后, 眼下), what the firm is to somebody (新客, 老邻居, 承包方). The parts of speech of the dictionary tell them from
a name, as a name opens with a place, a proper noun, or characters that are no word.
"""

from __future__ import annotations

import re

from ingest.mention_rules.brands import NOT_NAMES, is_brand
from ingest.tokens import NAME_VERBS, Reading
from ingest.words import BOUNDARY_VERBS, word_set

PROPER = ("nz", "nt", "nr", "nrt", "nrfg", "ns", "j")
"""Parts of speech of words that names of firms open with."""
GROUP = re.compile(r"[中国华][\u4e00-\u9fff]")
"""How national groups are called for short before a place: 中铁, 国药."""
LEADING = ("v", "vd", "vi", "d", "ad", "c", "p", "r", "t", "f", "u", "y", "b", "i", "l", "a", "uz", "ul", "uj")
"""Parts of speech of words that lead up to a name."""
SINGLE = word_set(
    "有 是 系 为 被 归 像 同 向 给 由 与 从 让 使 将 把 对 和 及 在 于 到 至 即 如 添 靠 跟 以 另 已 的 了 等 叫"
)
"""Single words that lead up to a name; others may be the first character of a brand."""
PARTY = re.compile(
    r"(?:[新老大小]?(?:客户?|邻居|东家|伙伴|同行|对手|厂|朋友|乡)|(?:业主|承包|施工|总包|甲|乙|投资|建设|运营|合作|出租|承租)方|单位|主体|股东|"
    r"(?:供应|承包|开发|运营|制造|供货|服务|经销|代工|物流|采购|出口)商|厂商|商户|用户|买家|卖家|房东|租户|老牌|国企|央企|民企|外企|台企|港企|"
    r"[台外港民国央]资企业|母公司|子公司|独角兽|巨头|新秀|黑马|后起之秀|样本|典型|代表|明星|标杆|主力|老大|主角|大户|世界500强|上市公司|同名|旗下|"
    r"名企|本土|家门口|车间|生产商|总部|隔壁|对面|附近|旁边|图为|图中|来自|简称|下称|这家|这是|还有|另有|就是|卖给|供给|交给|归)$"
)
"""Whole words for what a firm is to somebody, or where it stands."""


def before_place(reading: Reading, low: int, place: int) -> int:
    """The start of a name that holds a place name at `place`: its own group or brand may stand before (国网 + 某省).

    `low` is where the run of words begins.
    """
    start = place
    while start > low:
        token = reading.token_of[start - 1]
        begin = max(reading.starts[token], low)
        word = reading.text[begin:start]
        if len(word) == 1:
            fits = word.isalpha() and word not in SINGLE
        else:
            fits = reading.tags[token] in ("nz", "nt", "ns", "j") and word not in NOT_NAMES
            fits = (fits or GROUP.fullmatch(word) is not None) and not PARTY.fullmatch(word)
        if not fits or place - begin > 4:
            break
        start = begin
    return start


def led_up(reading: Reading, low: int, end: int) -> int:
    """Where the words behind the last one that no name holds begin, if a name may begin there; else `low`."""
    text = reading.text
    for at in range(end - 3, low, -1):
        if not reading.is_start(at) or not (at in reading.places or _can_open(reading, at, end)):
            continue
        word = text[reading.starts[reading.token_of[at - 1]] : at]
        if (len(word) > 1 and word in BOUNDARY_VERBS and word not in NAME_VERBS) or PARTY.search(text, low, at):
            return at
    return low


def _can_open(reading: Reading, at: int, end: int) -> bool:
    """May a name begin here: at a place, a proper noun, or a character that is no word with the next?"""
    if at in reading.places:
        return True
    word = reading.word_at(at)
    if word in NOT_NAMES or any(reading.hits_at(kind, at) for kind in ("industry", "technology", "company_short")):
        return False
    if word == "省" or GROUP.match(word) or reading.text[at + len(word) : at + len(word) + 1] in ("（", "("):
        return True
    return reading.tag_at(at) in PROPER or (len(word) == 1 and is_brand(reading.text[at : min(at + 2, end)]))


def opening(reading: Reading, start: int, end: int) -> int:
    """`start` moved behind the words that lead up to a name which ends at `end` (its legal form not counted)."""
    while start < end and reading.is_start(start):
        word, tag = reading.word_at(start), reading.tag_at(start)
        stop = start + len(word)
        rest = end - stop
        if word in NOT_NAMES:
            led = rest >= 2
        elif len(word) == 1:
            led = rest >= 4 and word in SINGLE and len(reading.word_at(stop)) > 1 and _can_open(reading, stop, end)
        else:
            led = rest >= 3 and tag in LEADING and word not in NAME_VERBS and _can_open(reading, stop, end)
        if not led:
            break
        start = stop
    return start
