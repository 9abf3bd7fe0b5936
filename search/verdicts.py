"""Yes or no: the word for it, from how the question is put and whether the sentence that decides it denies."""

from __future__ import annotations

import re

_DENIED = re.compile(
    r"未能?|尚未|没有|并非|不(?!断|仅|但|只|足|少|同|动产|超过|低于|用|收|再|忘|负|懈|限|出)|无法|除[^，,。]{1,14}外|仍是短板|暂停|取消"
)
_PHRASES = (
    (re.compile(r"有没有|有无|是否有|有.{0,12}(?:吗|么)"), "有", "没有"),
    (re.compile(r"能不能|能否|可不可以|可否|能.{0,16}(?:吗|么)|可以.{0,12}(?:吗|么)"), "可以", "不可以"),
    (re.compile(r"了(?:吗|没有)"), "是", "没有"),
    (re.compile(r"会不会|会.{0,20}(?:吗|么)"), "会", "不会"),
)


def verdict(question: str, sentence: str) -> str:
    """是, 否, 有, 可以… as the question asks for it."""
    denied = bool(_DENIED.search(sentence))
    for pattern, yes, no in _PHRASES:
        if pattern.search(question):
            return no if denied else yes
    return "否" if denied else "是"
