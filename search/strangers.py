"""Zones that a question names and that neither the store's names nor the passages found know: 白鹤高新区."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from search.segment import fold, placed_words
from search.stop_words import STOP_WORDS

_KIND = re.compile(
    r"经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|经开区|高新区|综合保税区|综保区|保税区|自贸区|示范区|开发区"
)
_NO_NAME = re.compile(
    r"[的在哪个各几某该本我你他这那是有和与及或把被让给还归交退送租买卖从到去来进比跟每一二三两四多全不没省市县区]|国家|省级|市级|级$|经济|技术|产业|"
    r"高新|工业|农业|重点|优秀|先进|其他|其它|周边|附近|所有|全部|部分|落户|入驻|进驻|投资|创建|建设|搬|国内|国外|沿海|内陆|综合|"
    r"改革|转型|自主|创新|生态|文化|旅游|现代|特色|示范|试验|边境|跨境|对外|合作|开放|申报|成立|设立|管理|服务|支持|推动|选择|考察|"
    r"参观|离开|走进|优质|大型|小型|中小|老牌|新兴|知名|著名|普通|相关|有关|对比|比较"
)

_EDGE = re.compile(r"[^一-鿿]|[年月日的在和与比跟及去到从向]")
_LONGEST = 4


class Unlisted(msgspec.Struct, frozen=True):
    """A zone named in a text, known or not: `own` is its name without its kind."""

    start: int
    end: int
    own: str
    text: str


def unlisted(text: str, known: Sequence[tuple[int, int]]) -> list[Unlisted]:
    """The zones that a question names outside of the places of the `known` names."""
    found = []
    for match in _KIND.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in known):
            continue
        own = _before(text[: match.start()])
        if own and not _NO_NAME.search(own):
            start = match.start() - len(own)
            found.append(Unlisted(start, match.end(), own, text[start : match.end()]))
    return found


def stranger(text: str, known: Sequence[tuple[int, int]], passages: Callable[[], Iterable[str]]) -> str | None:
    """The name of a zone of which nothing is known; `known` are the places of names that are.

    A zone is unknown where the word before its kind stands in none of the passages that were found for the question.
    """
    for one in unlisted(text, known):
        if not any(one.own in passage for passage in passages()):
            return one.text
    return None


def _before(text: str) -> str:
    """The name's own part before its kind: what follows the last word that is part of no name; nothing if too long."""
    run = _EDGE.split(text)[-1]
    words = [word for word, _ in placed_words(fold(run))]
    own = ""
    for word in reversed(words):
        if word in STOP_WORDS or _NO_NAME.search(word) or len(own + word) > _LONGEST:
            break
        own = word + own
        if len(word) >= 2:
            break
    return own if len(own) >= 2 else ""
