"""How many of our own questions on the seed reports are answered: those to tune on and those held out, apart.

A passage counts where one of the first five shown holds an evidence quote; an answer where it holds an accepted one
(a list by the share of its items); a question that no report answers where the answer is none. `--misses` lists what
fell short among the questions to tune on, never of those held out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from _common import ROOT, ZONEGRAPH

from api.workspace import Workspace
from search.replies import Answer

QUESTIONS = ROOT / "seeds" / "questions.jsonl"
_MARKS = re.compile(r"[\W_]+")
_FIRST = 5


def plain(text: str) -> str:
    """NFKC, lower case, letters and digits only."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


def found(question: dict[str, Any], said: Answer) -> bool:
    """Whether one of the first passages shown holds an evidence quote."""
    shown = ["".join(passage.text.split()) for passage in said.passages[:_FIRST]]
    return any("".join(quote.split()) in text for quote in question["passage_quotes"] for text in shown)


def right(question: dict[str, Any], said: Answer) -> float:
    """1 for a right answer, the share of its items for a list, 1 for no answer where there is none to give."""
    if question["kind"] == "unanswerable":
        return float(said.answer is None)
    told, wanted = plain(said.answer or ""), [plain(one) for one in question["answers"]]
    if question["kind"] == "list":
        return sum(one in told for one in wanted) / len(wanted)
    return float(any(one in told for one in wanted))


def table(scored: Iterable[tuple[dict[str, Any], Answer]]) -> None:
    """Print hits and answers by kind of question."""
    rows: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for question, said in scored:
        if question["kind"] == "unanswerable":
            rows["unanswerable"].append((True, right(question, said)))
            continue
        for kind in ("all", question["kind"]):
            rows[kind].append((found(question, said), right(question, said)))
    for kind, pairs in sorted(rows.items()):
        hits = sum(hit for hit, _ in pairs) / len(pairs)
        shown = "" if kind == "unanswerable" else f"hit@{_FIRST} {hits:.3f}  "
        print(f"  {kind:14} n {len(pairs):3}  {shown}right {sum(worth for _, worth in pairs) / len(pairs):.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Build a store of the seed reports, ask, print a table for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what fell short, of the questions to tune on")
    args = parser.parse_args(arguments)
    questions = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        command = [str(ZONEGRAPH), "ingest", str(ROOT / "seeds" / "reports"), "--store", str(store)]
        subprocess.run(command, check=True, capture_output=True)
        with Workspace.open(store) as workspace:
            scored = [(question, workspace.ask(question["q"])) for question in questions]
    for split in ("dev", "held_out"):
        part = [(question, said) for question, said in scored if question.get("split", "dev") == split]
        print(f"== {split}: {len(part)} questions")
        table(part)
        for question, said in part if args.misses and split == "dev" else ():
            if right(question, said) < 1 or (question["answers"] and not found(question, said)):
                print(f"  {question['id']} {question['kind']}: {question['q']}\n     {said.answer or said.reason}")


if __name__ == "__main__":
    main()
