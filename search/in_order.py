"""What a figure is told of where names and figures are listed side by side: 甲、乙分别完成3亿元和2亿元."""

from __future__ import annotations

import re

from search.sentences import Number, numbers

_RESPECTIVELY = re.compile("分别|依次")
_BETWEEN = re.compile(r"[、和与及，,]*")
_AND = re.compile(r"、|和|与|以及|及")
_CLAUSE = re.compile(r"[，,；;。：:]")
_SHORTEST = 2


def run_of(text: str, number: Number) -> tuple[int, list[Number]] | None:
    """Where 分别 stands before a number, and the numbers listed behind it; None where the number is none of these."""
    mark = max((found.end() for found in _RESPECTIVELY.finditer(text[: number.start])), default=-1)
    if mark < 0:
        return None
    run: list[Number] = []
    for one in numbers(text):
        if one.start < mark or one.family != number.family:
            continue
        if run and not _BETWEEN.fullmatch(text[run[-1].end : one.start]):
            break
        run.append(one)
    return (mark, run) if len(run) > 1 and number in run else None


def listed_for(text: str, number: Number, question: str) -> bool | None:
    """Whether a number so listed is told of the one name of these that a question names; None where it is not told."""
    found = run_of(text, number)
    if found is None:
        return None
    mark, run = found
    head = _RESPECTIVELY.split(text[:mark])[-2]
    names = [part for part in _AND.split(_CLAUSE.split(head)[-1]) if part][-len(run) :]
    asked = [_named(name, question) for name in names]
    return asked[run.index(number)] if len(names) == len(run) and sum(asked) == 1 else None


def _named(name: str, question: str) -> bool:
    """Whether a question names one of several by the first words of its part: 复合材料 of 复合材料的本地配套率."""
    own = name.split("的")[0]
    return len(own) >= _SHORTEST and (own in question or any(own.startswith(w) for w in _starts(own, question)))


def _starts(own: str, question: str) -> list[str]:
    """The first half of a name or more, where the question holds it: 雁门 of 雁门经开区."""
    return [own[:size] for size in range(max(_SHORTEST, len(own) // 2), len(own)) if own[:size] in question]
