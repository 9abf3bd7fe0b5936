"""What a store holds can be asked for: facts are put as questions, and the answers must give back their figures.

    python benchmarks/round_trip.py [STORE] [--facts 200] [--seed 1] [--misses]

Without a store, one is built of the provincial reports beside this checkout, or of seeds/reports where there are none.

Takes figures of the store that are of a whole year and alone of their subject, measure, year and status; asks for each
in the words of its label (and, for growth, as …增长多少), with the year and without; prints the shares of answers that
tell the figure, that tell another, and that tell none. It measures the answering alone: whether the figure was read
rightly is for `score_own.py` to say.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from _common import ROOT, ZONEGRAPH

from api.workspace import Workspace
from kg.model import Document, Observation

_GROWN = re.compile(r"(?P<of>.+?)(?P<yearly>年均)?(?P<way>增速|降幅)$")
PROVINCES = ROOT.parent / "shared" / "data" / "gov_reports"
_TYPES = ("Region/", "Zone/", "Company/")


def _number(one: Observation) -> str:
    """The digits of a figure as the report writes them."""
    found = re.search(r"\d[\d.,]*", one.text)
    return found[0] if found else one.text


def questions(one: Observation, name: str) -> dict[str, str]:
    """The ways to ask for a figure: {way: question}."""
    aim = "目标" if one.status == "目标" else ""
    asked = {
        "named": f"{name}{one.period}年{one.indicator}{aim}是多少？",
        "undated": f"{name}的{one.indicator}{aim}是多少？",
    }
    grown = _GROWN.fullmatch(one.indicator)
    if grown:
        way = "增长" if grown["way"] == "增速" else "下降"
        asked["grown"] = f"{one.period}年{name}{grown['of']}{grown['yearly'] or ''}{'要' if aim else ''}{way}多少？"
    return asked


def facts(workspace: Workspace) -> list[tuple[Document, Observation]]:
    """Figures of whole years that no other figure of the store contends with."""
    found = [
        (document, one)
        for document, facts_of in workspace.documents.all()
        for one in facts_of.observations
        if one.subject.startswith(_TYPES) and re.fullmatch(r"\d{4}", one.period or "")
    ]
    same = Counter((one.subject, one.indicator) for _, one in found)
    return [(document, one) for document, one in found if same[one.subject, one.indicator] == 1]


def main() -> None:
    """Ask for a sample of the figures of a store, and print how many come back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, nargs="?", help="a store that is there (default: one is built)")
    parser.add_argument("--facts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list the questions whose answer lacks the figure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.store is None:
            reports = PROVINCES if PROVINCES.is_dir() else ROOT / "seeds" / "reports"
            command = [str(ZONEGRAPH), "ingest", str(reports), "--store", folder]
            subprocess.run(command, check=True, capture_output=True)
        with Workspace.open(options.store or Path(folder)) as workspace:
            measure(workspace, options.facts, options.seed, options.misses)


def measure(workspace: Workspace, number: int, seed: int, misses: bool) -> None:
    """Ask for `number` figures of a store, chosen by `seed`, and print how many come back."""
    held = facts(workspace)
    chosen = random.Random(seed).sample(held, min(number, len(held)))
    told: dict[str, Counter[str]] = {}
    for document, one in chosen:
        name = one.subject.partition("/")[2]
        for way, question in questions(one, name).items():
            answer = workspace.ask(question).answer
            figure = re.compile(rf"(?<![\d.]){re.escape(_number(one))}(?![\d.])")
            verdict = "none" if answer is None else "right" if figure.search(answer) else "other"
            told.setdefault(way, Counter())[verdict] += 1
            if misses and verdict != "right":
                print(f"{way:8} {verdict:5} {question} -> {answer and answer[:80]!r}, held {one.text} ({document.id})")
    print(f"{len(held)} figures may be asked for, {len(chosen)} were")
    for way, counts in told.items():
        asked = sum(counts.values())
        print(f"{way:8} n {asked:4}" + "".join(f"  {v} {counts[v] / asked:.3f}" for v in ("right", "other", "none")))


if __name__ == "__main__":
    main()
