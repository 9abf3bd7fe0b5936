"""What a question asks: its kind, the measure wanted, the period, the words that carry it. Deterministic, no model."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from kg.errors import ZonegraphError
from kg.variants import simplified
from search import segment
from search.periods import Period, question_period
from search.slots import COUNTERS, Slot, slots
from search.stop_words import STOP_WORDS

Kind = Literal["figure", "list", "entity", "when", "compare", "yesno", "howto", "whatis", "other"]
MAX_LENGTH = 1_000
"""Characters; longer than any question a person asks."""


_COMPARE = re.compile(
    r"(哪|谁).{0,14}(最|更|较)(大|多|高|低|少|快|慢|长|短|早|晚|好|强|靠前|领先)|(和|与|跟|、).{1,30}(更|"
    r"最)(大|多|高|低|少|快)(的|呢|一些)?[?？]?$"
    r"|哪.{0,8}(增|降|涨|跌)(得|长|幅).{0,3}(快|慢|大|小|多)"
    r"|相比|对比|相差|差了?多少|差距|分别(到|处|是|为|有)(?!哪|什么)|各(是|有|为|用|占|完成|达|到)|"
    r"比.{1,16}(多|少|高|低|大|小|快|慢|增加|减少)了?(多少|几)"
    r"|排(在|名|位|到|第)?.{0,6}(第几|什么位置|位次|几位|名次)|第几"
    r"|(和|与|跟|、|还是).{1,30}(哪[个家一处]|谁).{0,16}(多|大|高|快|好|强|少|低|慢|小)(一?[些点]|呢)?[?？]?$"
)
_WHEN = re.compile(
    r"什么时候|何时|哪一?年|哪一?天|哪个?月|几月|什么日子|哪些?日子|什么时间|哪个季度|多会儿|啥时候|哪一?日"
)
_FIGURE = re.compile(
    r"多少|(?<![好近这])几(?=[" + COUNTERS + r"岁倍成亿万亩米吨公平])|百分之几|多大|多高|多长|多久|多快|多重|多宽|多远|"
    r"占比(是|为)|(总额|总量|总值|总投资|投资额|规模|产值|产能|增速|增幅|面积|比例|比重|收入|利润|税收|率|量|额)(?!为什么|为啥)(是|"
    r"为|有)?(多|几|啥|什么|怎样)"
)
_LIST = re.compile(
    r"哪(些|几)|哪[两二三四五六七八九十\d]+|有什么|都有谁|包括什么|分别(是|有)(什么|哪)|列出|列举|有何|"
    r"什么(?:.{0,8})(条件|优势|措施|办法|做法|内容|环节)(?=.*[些都])"
)
_ENTITY = re.compile(
    r"谁|哪(家|位|个|所|条|座|国|里|儿|一|处|只|支|项|类|种|款)|叫什么|什么(名|项目|公司|企业|称号|机构|"
    r"单位|平台|基金|地方|街|路)"
)
_YESNO = re.compile(
    r"吗|(?<!什)么[?？]?$|了没有|是否|有没有|有无|能不能|会不会|是不是|可不可以|能否|可否|要不要|行不行|算不算|对不对"
)
_WHICH_WAY = re.compile(
    r"(?:是|在)?(?:在)?(?:增长|增加|上升|提高|上涨|变多|增|涨|升|多)了?还是(?:在)?(?:下降|减少|下跌|回落|降低|变少|减|跌|降|少)了?"
)
_WAY = re.compile(r"有(?:什么|啥|哪些)[^，,]{0,4}(?:渠道|途径|路子|门路|法子|出路)")
_POLAR = re.compile(r"(?:吗|没有|(?<!什)么)[?？]?$")
_HOWTO = re.compile(
    r"怎么|怎样|如何|咋|什么办法|啥办法|找谁|去哪|在哪办|用什么(办法|方式|手段)|靠什么|该.{0,4}(找|去|办)"
)
_WHATIS = re.compile(r"是什么|什么是|什么意思|指什么|是啥|什么(?:机制|模式|制度|政策|目标|原因)|为什么|为何")

_ASKING = re.compile(
    r"(?:是|有|为|达|占|用|花|要)?了?(?:多少|百分之几|多大|多高|多久|多长时间|多快)(?:个|家|户|项|名|"
    r"人(?!才)|条|件|钱|岁)?(?![亿万]?元)|第几|(?<![近这])(?:哪|好)?几(?:[个家户项名条件位座所](?=[一-鿿])|(?=["
    + COUNTERS + 
        r"]))|哪(?:些|个|家|位|里|儿|一(?:个|家|年|天|处|种|项|条)|几(?:个|家|项|种|户|类)?|"
        r"[两二三四五六七八九十\d]+(?=["
     + COUNTERS + r"])|年|天|条|所|座)|"
    r"什么时候|什么样|什么|怎么样|怎么办|怎么|怎样才能|怎样|如何|为什么|谁(?:来|在)?|"
    r"能不能|会不会|是不是|有没有|有无|可不可以|要不要|是否|能否|可否|请问|"
    r"(?:已经|到底|一共|总共|大概|究竟|分别)|(?:的|了|呢|吗|吧|么|啊)(?=[?？]|$)|[?？]"
)  # fmt: skip


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed question. `bare` is the text without its question words; `slots` are the figures it asks for.

    `names` are quoted words (“标准地”). `asked` is the text around the question word, where the thing asked for stands.
    """

    text: str
    kind: Kind
    slots: tuple[Slot, ...]
    period: Period | None
    bare: str
    names: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The calendar year that it names outright (今年 may be the report's)."""
        return self.period.year if self.period is not None and not self.period.relative else None


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that carry content, longest cut, in order, once each."""
    seen: dict[str, None] = {}
    for word in segment.cut(text):
        if word in STOP_WORDS or (len(word) == 1 and not word.isdigit()):
            continue
        seen.setdefault(word, None)
    return tuple(seen)


def which_way(text: str) -> re.Match[str] | None:
    """Where a question asks whether something rose or fell: 是增还是减, 涨还是跌."""
    return _WHICH_WAY.search(text)


def _kind(text: str) -> Kind:
    if _WHEN.search(text):
        return "when"
    if (
        _LIST.search(text)
        and re.search(r"哪[些几两二三四五六七八九十]", text)
        and not re.search(r"多少|[更最]|第几", text)
    ):
        return "list"
    if _COMPARE.search(text):
        return "compare"
    if _WAY.search(text):
        return "howto"
    if _LIST.search(text) and not re.search(r"(多少|百分之几)", text):
        return "list"
    if _FIGURE.search(text) and not (_POLAR.search(text) and not _FIGURE.search(re.split("[，,]", text)[-1])):
        return "figure"
    if _HOWTO.search(text):
        return "howto"
    if _YESNO.search(text) or which_way(text):
        return "yesno"
    if _ENTITY.search(text):
        return "entity"
    if _WHATIS.search(text) or "什么" in text:
        return "whatis"
    return "other"


def _plain(text: str) -> bool:
    """Whether all characters are those of plain simplified Chinese; the table of traditional ones is loaded lazily."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def parse(text: str, today: date | None = None) -> Question:
    """Parse a question.

    Raises `ZonegraphError` for a text without a letter or character, or of more than `MAX_LENGTH` characters.
    """
    if len(text) > MAX_LENGTH:
        raise ZonegraphError(
            f"问题有 {len(text)} 字, 最长 {MAX_LENGTH} 字 / the question has {len(text)} characters, "
            f"at most {MAX_LENGTH}"
        )
    clean = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    if not re.search(r"[^\W_]", clean):
        raise ZonegraphError("问题是空的, 请写一句话 / the question is empty: ask something in words")
    if not _plain(clean):
        clean = simplified(clean)
    kind = _kind(clean)
    return Question(
        text=clean,
        kind=kind,
        slots=slots(clean.lower()),
        period=question_period(clean, today),
        bare=_ASKING.sub(" ", clean),
        names=tuple(re.findall(r"[“\"《「『]([^”\"》」』]{2,20})[”\"》」』]", clean)),
    )
