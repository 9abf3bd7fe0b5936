"""`zonegraph ask`: one question for a person, or a batch as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from api.questions import answer_record, check, day
from api.render import show_answer
from api.terminal import out, say_error, write_bytes
from api.workspace import Workspace
from kg.errors import ZonegraphError


def run(question: str, store: Path, as_json: bool, passages: int, today: str | None = None) -> int:
    """0, also when the store does not hold the answer (it then says why)."""
    check(question)
    asked_on = day(today)
    with Workspace.open(store) as workspace:
        record = answer_record(workspace, question, today=asked_on)
    if as_json:
        write_bytes(_line(record))
    else:
        show_answer(out(), record, passages)
    return 0


def run_batch(source: str, store: Path, today: str | None = None) -> int:
    """0 when every line was answered, 1 when some line was not a question (the others are answered)."""
    faulty = False
    asked_on = day(today)
    with _lines(source) as lines, Workspace.open(store) as workspace:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                asked = _question(line)
                write_bytes(_line(answer_record(workspace, asked["question"], asked.get("id"), asked_on)))
            except ZonegraphError as error:
                faulty = True
                say_error(f"{source} 第 {number} 行 / line {number}: {error}")
    return 1 if faulty else 0


@contextmanager
def _lines(source: str) -> Iterator[Iterable[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(open(source, "rb"))
        except OSError as error:
            raise ZonegraphError(f"{source}: 打不开 / cannot be opened: {error.strerror}") from error
        yield file


def _question(line: bytes) -> dict[str, Any]:
    """One line's question; ZonegraphError tells what is wrong with it."""
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except ValueError as error:
        raise ZonegraphError(f"不是 JSON / not JSON: {error}") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        raise ZonegraphError('应为 {"id": …, "question": "…"} / expected {"id": …, "question": "…"}')
    return asked


def _line(record: dict[str, Any]) -> bytes:
    return msgspec.json.encode(record) + b"\n"
