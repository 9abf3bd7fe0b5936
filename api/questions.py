"""Questions in and answers out, in the shape that the command line, the batch and HTTP share."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from api.workspace import Workspace
from kg.errors import ZonegraphError

LONGEST_QUESTION = 2000  # characters


class QuestionError(ZonegraphError):
    """A question that is empty or too long."""


def check(question: str) -> str:
    """The question without blanks around it; raises `QuestionError`."""
    trimmed = question.strip()
    if not trimmed:
        raise QuestionError("问题为空 / the question is empty")
    if len(trimmed) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题有 {len(trimmed)} 字，至多 {LONGEST_QUESTION} 字 / the question has {len(trimmed)} characters; "
            f"at most {LONGEST_QUESTION} are taken"
        )
    return trimmed


def day(text: str | None) -> date | None:
    """The day that a question is asked on (去年 is the year before); None where none is given. `QuestionError`."""
    try:
        return None if text is None else date.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(f"{text}: 日期应写作 2026-03-01 / a day is written 2026-03-01") from error


def answer_record(workspace: Workspace, question: str, id: object = None, today: date | None = None) -> dict[str, Any]:
    """Ask, and give the answer as plain values: the fields of an `Answer` with id and question.

    `readings` and `note` only where there are such.
    """
    answer = msgspec.to_builtins(workspace.ask(check(question), today))
    for name in ("readings", "note"):
        if not answer[name]:
            del answer[name]
    return {"id": id, "question": question, **answer}
