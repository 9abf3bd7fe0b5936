"""A label as a researcher files it: 住进人数 → 入住人数, 交付600套 → 交付套数, 某银行给企业授信 → 授信.

`ingest.indicators` makes a label of a clause's own words. What those of the press say in passing is told here in the
words of a table of figures: verbs by `seeds/lexicon/press_verbs.tsv`, whom a thing was done for and how long it took
left out, a deed counted by its counter. Names of the vocabulary are never touched.

No model chooses among labels: boosted trees over 130 candidates a figure, trained on the annotated reports with whole
reports left out, raised the share of right labels by 0.35 points over all and 0.8 over reports no rule had been made
with; these rules raised it by 1.0 and 2.0.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.indicators import vocabulary
from ingest.lexicon import cells, table
from ingest.phrases import Token, tag
from ingest.quantities import Found
from ingest.units import unscaled
from ingest.words import word_set

_COUNTED_BY = word_set(
    "套 列 张 条 件 架 台 栋 笔 宗 份 期 次 场 趟 批次 道 艘 票 单 座 支 颗 块 片 只 头 株 箱 枚 部 间 辆 幢 班 航次"
)
"""Counters by which a deed alone is counted: 交付套数. What 个, 家, 名 and 项 count has a name of its own."""
_NOUNS = word_set("诉求 提案 建议 跑道 订单 意见 投诉")
"""Nouns that the dictionary takes for verbs."""
_FOR = re.compile(
    r"(?<![供自])给(?!予)|(?<!代|更)替(?![代换])|(?<![成作认称视行改定设])为(?![主期民])|(?<![方定面导流转意])向|帮(?![办扶代])"
)
_EACH = re.compile(r"每|均|[一单](?:亩|户|人|吨|家|个|台|头|件|宗)")
_TAKEN = re.compile(
    r"^(?:[一-鿿]{2,6}以来|(?:[两三四五六七八九十半几]|十[一二三四五六七八九]|近[一两三]|这[一两三几])(?:年|天|个月|周|个季度)(?:多|来|间|里|内)?(?:时间)?)(?!义务|级|制|生|期)(?=[一-鿿]{3})"
)
"""两年多累计办结事项: how long it took."""
_PARTY = re.compile(r"(?:各?(?P<pays>(?<![支输产付杰突])出|出资|认缴)|(?P<bears>担|分担|承担))$")
_PARTY_SHARE = {"出": "出资比例", "出资": "出资比例", "认缴": "认缴比例"}
_OUTPUT = re.compile(r"(?P<plant>(?:设计|规划|一期|二期|三期)?)[年月日]产数?$")
_SAVED_TIME = re.compile(r"(?:平均)?(?:少[等跑用花耗]|省下?|节省)(?:用时)?")
_ONCE = re.compile(r"^(?:企业|单位|团队|项目)?一次(?:性)?(?=奖励|补助|补贴|给予|资助)")
_TO_PERSON = re.compile(r"(?P<who>博士后?|硕士|本科生?|大专生?|技师|人才|毕业生)每[人名]$")
_EXAMPLE = re.compile(r"[^、“”]{5,}[^平同相均高中初]等(?![级待候额同值离第次于])(?=[一-鿿]{3})")
"""签下某研究院等: an example of those counted."""


class _Verbs:
    """The verbs of the table with what they are filed as."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for row in table("press_verbs"):
            for said in cells(row["said"]):
                self.rows.setdefault(said, []).append((row["filed"], cells(row["of"])))
        self.filed = tuple(sorted({verb for rows in self.rows.values() for verb, _ in rows}))
        words = sorted(self.rows, key=lambda word: (-len(word), word))
        self.pattern = re.compile("|".join(re.escape(word) for word in words))


@cache
def _verbs() -> _Verbs:
    return _Verbs()


def filed(label: str, q: Found) -> str:
    """The label in the words of a researcher, for the figure `q`; the same where it is told in them already."""
    if not label or label in vocabulary():
        return label
    if q.family == "percent" and (party := _PARTY.search(label)):
        return _PARTY_SHARE[party["pays"]] if party["pays"] else "承担比例"
    label = _for_nobody(_in_filed_words(_without_example(_TAKEN.sub("", label))), q)
    label = _ONCE.sub("一次性", _output(label, q))
    if q.family == "duration" and _SAVED_TIME.fullmatch(label):
        return "节省时间"
    if q.family == "money":
        label = _TO_PERSON.sub(r"\g<who>补贴", "节省费用" if label == "节省" else label)
    return _by_counter(label, q)


def _output(label: str, q: Found) -> str:
    """年产 of 4万吨 → 年产能, 年产数 of 200块 → 年产量."""
    m = _OUTPUT.search(label)
    if m is None:
        return label
    plant = q.family == "measure" and m.start() == 0
    return label.removesuffix("数").removesuffix("产") + ("产能" if plant else "产量")


def _without_example(label: str) -> str:
    """签下某研究院等客户数 → 签下客户数."""
    m = _EXAMPLE.match(label)
    opening = tag(label, 0, min(len(label), 6)) if m is not None else []
    return opening[0].word + label[m.end() :] if m and opening[0].tag == "v" and len(opening[0].word) > 1 else label


def _in_filed_words(label: str) -> str:
    """收上来意见数 → 收集意见数: the first verb of the table in it."""
    verbs = _verbs()
    for m in verbs.pattern.finditer(label):
        behind = label[m.end() :]
        for word, of in verbs.rows[m.group()]:
            if not of or any(noun in behind for noun in of):
                return label[: m.start()] + word + behind
    return label


def _for_nobody(label: str, q: Found) -> str:
    """某中心替企业办理证照数 → 办理证照数: without who did it for whom; 每宗为企业节省费用 stays one of each."""
    for m in _FOR.finditer(label):
        tokens = tag(label, m.end(), len(label))
        at = 0
        while at < len(tokens) and _names(tokens[at]) and not _does(tokens[at]):
            at += 1
        if (
            0 < at < len(tokens)
            and _does(tokens[at])
            and len(label) - tokens[at].start >= (2 if q.family == "money" else 3)
        ):
            before = label[: m.start()]
            return (before if _EACH.search(before) else "") + label[tokens[at].start :]
    return label


def _does(token: Token) -> bool:
    return token.tag in ("v", "vn") or token.word.startswith(_verbs().filed)


def _names(token: Token) -> bool:
    return token.tag[0] in "nrjbafs" or token.word in ("和", "、", "的")


def _by_counter(label: str, q: Found) -> str:
    """交付数 of 600套 → 交付套数: a deed whose object is not told is counted by its counter."""
    counter = unscaled(q.unit)
    if q.family != "count" or counter not in _COUNTED_BY or not label.endswith("数") or len(label) < 3:
        return label
    deed = label[:-1]
    if deed.endswith(counter):
        return label
    last = tag(deed, 0, len(deed))[-1]
    return f"{deed}{counter}数" if last.tag in ("v", "vd", "vg", "d") and last.word not in _NOUNS else label
