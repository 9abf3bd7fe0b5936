"""How many of tests/gold/more_questions.jsonl are answered rightly: those to tune on and those held out, apart.

They ask of our annotated reports, and of provincial reports found beside this checkout; where these are absent their
questions are left out. A third asks for what no report tells.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

from _common import ROOT, ZONEGRAPH
from seed_questions import right

from api.workspace import Workspace

QUESTIONS = ROOT / "tests" / "gold" / "more_questions.jsonl"
PROVINCES = ROOT.parent / "shared" / "data" / "gov_reports"


def main() -> None:
    """Read the reports into one store, ask, print a table for each part."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    reports = [path for path in sorted((ROOT / "tests" / "gold" / "dev").iterdir()) if path.suffix != ".json"]
    reports += sorted(PROVINCES.glob("*.txt"))
    held = {path.stem for path in reports}
    questions = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    rows: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        command = [str(ZONEGRAPH), "ingest", *map(str, reports), "--store", folder]
        subprocess.run(command, check=True, capture_output=True)
        with Workspace.open(Path(folder)) as workspace:
            for question in (one for one in questions if one["doc"] in held):
                said = workspace.ask(question["q"])
                place = (question.get("split", "dev"), question["kind"])
                rows[place].append((right(question, said), said.answer is None))
    for (part, kind), told in sorted(rows.items()):
        print(f"{part:9} {kind:13} n {len(told):3}  right {sum(one for one, _ in told) / len(told):.3f}", end="")
        print(f"  abstained {sum(none for _, none in told) / len(told):.3f}")


if __name__ == "__main__":
    main()
