"""An answer said more smoothly by a language model, sentence by sentence, and nothing that its quotes do not hold.

The model may only reword an answer that stands. It is shown the quotes and must end each sentence with the number of
the quote it rests on. A sentence is kept where all that it says stands in that quote: every number with its unit and
qualifier, in the quote's order, every name and content word, and no more and no fewer negations. What fails is
dropped; where too little is left, or the model is late, absent or talks rubbish, the plain answer stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from kg.errors import SettingsError, ZonegraphError
from search import segment
from search.model_setting import model_setting
from search.openai_client import OpenAIClient
from search.replies import Answer, RewordedSentence, Rewording
from search.sentences import sentences
from search.stop_words import STOP_WORDS

SECONDS = 15.0
"""How long the language model may take."""
_QUOTES, _LONGEST_QUOTE = 6, 400
_OPTIONS = ("model",)
_ASK = (
    "你把一个已经查实的答案改写得通顺易读。只能用下面引文里的话，不得增加、改动任何数字、名称或说法，不得推测。"
    "写一到三句话，每句末尾用方括号写出它所依据的引文编号，如 [1]；每句只依据一条引文。只输出这几句话。"
)
_SENTENCE = re.compile(r"([^。！？!?\n\[\]]+[。！？!?]?)\s*\[(\d{1,2})\]\s*[。！？!?]?")
_BEFORE = "近|约|超过|超|逾|不到|不足|至少|至多|突破|接近|大约|将近|达到|累计|预计"
_KEEPS = re.compile("近|约|超过|超|逾|不到|不足|至少|至多|突破|接近|大约|将近|预计")
_NUMBER = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<number>\d+(?:[.,]\d+)*)(?P<unit>[%％万亿千百十]*"
    r"(?:元|美元|个|项|家|户|亩|平方公里|平方米|公里|米|吨|千瓦时|千瓦|人次|人|天|小时|年|月|日|倍|倍|位|名|台|套|条|期|座|所|家次|个百分点)?)"
    r"(?P<after>多|余|以上|以下|左右)?"
)
_NEGATION = re.compile(r"[不未没无非否]")
_JOINING = """
根据 报告 显示 表示 指出 提到 介绍 其中 以及 同时 此外 因此 分别 包括 包含 有关 相关 方面 总计 共计 一共 合计
就是 也就是说 即 为 达 达到 通过 由于 当地 这里 对此 具体 来说 而言 主要 用于 来自 属于 成为 作为 情况 内容 如下
这些 这个 该项 上述 所 称 是 的 了 在 和 与 及 并 且 也 都 还 又 就 从 到 对 向 由 被 把 给 让 使 为了 这 那 其
该 各 每 等 等等 中 里 内 有 共 个 年 月 日 元
"""
_HARMLESS = frozenset(_JOINING.split())
"""Words that a sentence may hold though its quote does not: they join and introduce, and state nothing."""


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class Quote(msgspec.Struct, frozen=True):
    """Words of a report with their place."""

    text: str
    doc: str
    start: int
    end: int


class Rewriter:
    """Asks an OpenAI-compatible chat model to reword answers, and checks every sentence that it gives.

    `setting` is its address with the model: `http://127.0.0.1:11434/v1?model=qwen3`. Raises `SettingsError` for a
    setting that cannot be used; `reworded` raises nothing.
    """

    def __init__(self, setting: str, key: str = "", seconds: float = SECONDS) -> None:
        told = model_setting(setting, _OPTIONS)
        if not told.is_address or not told.model:
            raise SettingsError(
                f"语言模型设置 {setting!r} 应形如 http://127.0.0.1:11434/v1?model=NAME / the setting of the language "
                "model should look like that"
            )
        self._model, self._client = told.model, OpenAIClient(told.source, key, seconds)

    def reworded(self, question: str, answer: Answer) -> Answer:
        """The answer in the model's words where all of them are borne out, else the plain answer; `rewording` tells."""
        quotes = quotes_of(answer)
        if answer.answer is None or not quotes:
            return answer
        try:
            text = self._said(question, answer.answer, quotes)
        except ZonegraphError as error:
            return self._plain(answer, str(error))
        kept, dropped = checked(text, quotes, question)
        if not kept:
            return self._plain(answer, f"{dropped} 句都通不过核对 / none of {dropped} sentences is borne out", dropped)
        joined = "".join(sentence.text for sentence in kept)
        if missing := [number for number in _numbers(answer.answer) if number not in _numbers(joined)]:
            return self._plain(answer, f"改写漏了 / the rewording leaves out {missing[0]}", dropped)
        rewording = Rewording(model=self._model, plain=answer.answer, sentences=tuple(kept), dropped=dropped)
        return msgspec.structs.replace(answer, answer=joined, rewording=rewording)

    def _plain(self, answer: Answer, note: str, dropped: int = 0) -> Answer:
        told = Rewording(model=self._model, plain=answer.answer or "", sentences=(), dropped=dropped, note=note)
        return msgspec.structs.replace(answer, rewording=told)

    def _said(self, question: str, plain: str, quotes: Sequence[Quote]) -> str:
        shown = "\n".join(f"[{i}] {' '.join(quote.text.split())}" for i, quote in enumerate(quotes, 1))
        messages = [
            {"role": "system", "content": _ASK},
            {"role": "user", "content": f"问题：{question}\n答案：{plain}\n引文：\n{shown}"},
        ]
        told = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": 600, "stream": False}
        answered = self._client.post("/chat/completions", told, _Completion)
        text = answered.choices[0].message.content if answered.choices else None
        if not text:
            raise self._client.broken("no text")
        return re.sub(r"(?s)<think>.*?</think>", "", text)[:4000]


def quotes_of(answer: Answer) -> list[Quote]:
    """What an answer rests on: the sentences that hold its facts, and those of its passages that it is made of."""
    held = [
        Quote(one.text, passage.doc, passage.start + one.start, passage.start + one.end)
        for passage in answer.passages
        for one in sentences(passage.text)
    ]
    found: dict[Quote, None] = {}
    for fact in answer.facts:
        around = (q for q in held if q.doc == fact.doc and q.start <= fact.start and fact.end <= q.end)
        found.setdefault(next(around, Quote(fact.quote, fact.doc, fact.start, fact.end)))
    plain = _plain_form(answer.answer or "")
    for quote in held:
        words = _plain_form(quote.text)
        if plain and (plain in words or words in plain):
            found.setdefault(quote)
    return [quote for quote in found if len(quote.text) <= _LONGEST_QUOTE][:_QUOTES]


def checked(text: str, quotes: Sequence[Quote], question: str) -> tuple[list[RewordedSentence], int]:
    """The sentences of `text` that their quotes bear out, and how many do not."""
    kept, dropped = [], 0
    rest = _SENTENCE.sub("", text)
    dropped += sum(len(re.findall(r"\w", part)) > 1 for part in re.split(r"[。！？!?\n]", rest))
    for match in _SENTENCE.finditer(text):
        sentence, number = match[1].strip(), int(match[2])
        quote = quotes[number - 1] if 1 <= number <= len(quotes) else None
        if quote is None or not borne_out(sentence, quote.text, question):
            dropped += 1
            continue
        if sentence[-1] not in "。！？!?":
            sentence += "。"
        kept.append(RewordedSentence(text=sentence, quote=quote.text, doc=quote.doc, start=quote.start, end=quote.end))
    return kept, dropped


def borne_out(sentence: str, quote: str, question: str = "") -> bool:
    """Whether a sentence says nothing that its quote does not: numbers, order, names, content words, negations.

    Words of the question may be repeated, its numbers too; they state nothing new.
    """
    said, held, asked = (_plain_form(text) for text in (sentence, quote, question))
    if bool(_NEGATION.search(said)) != bool(_NEGATION.search(held)):
        return False
    numbers, known = _numbers(said), _numbers(held)
    at = 0
    for number in numbers:
        if number in known[at:]:
            at = known.index(number, at) + 1
        elif number not in _numbers(asked):
            return False
    return all(_held(word, held, asked) for word in segment.cut(re.sub(r"[\d.,%]+", " ", said)))


def _held(word: str, quote: str, question: str) -> bool:
    if word in _HARMLESS or word in quote or word in question:
        return True
    # 签约了 of the model's is 签约 of the quote; a name is never cut up like that.
    return len(word) > 1 and all(part in _HARMLESS or (part in STOP_WORDS and part in quote) for part in word)


def _numbers(text: str) -> list[str]:
    """Numbers of a text with unit and qualifier: 近30亿元 is neither 30亿元 nor 近30亿."""
    found = []
    for match in _NUMBER.finditer(_plain_form(text)):
        before = match["before"] or ""
        kept = before if _KEEPS.fullmatch(before) else ""
        found.append(f"{kept}{match['number'].replace(',', '')}{match['unit']}{match['after'] or ''}")
    return found


def _plain_form(text: str) -> str:
    return "".join(segment.normalise(text).split())
