"""What extraction and answers reach on our own annotated reports (tests/gold): those to tune on, those held out, apart.

The scorer is no part of this repository; where it is not found nothing is measured, and the program says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from _common import ROOT, ZONEGRAPH

GOLD = ROOT / "tests" / "gold"
PARTS = ("dev", "held_out")
SCORER = ROOT.parent / "shared" / "eval" / "score.py"


def measure(folder: Path) -> tuple[Path, Path]:
    """Read all reports into one store under `folder`; the export and the answers to all their questions."""
    store, export, answers = folder / "store", folder / "export.jsonl", folder / "answers.jsonl"
    reports = [str(path) for part in PARTS for path in sorted((GOLD / part).iterdir()) if path.suffix != ".json"]
    asked = [
        {"id": question["id"], "question": question["q"]}
        for part in PARTS
        for path in sorted((GOLD / part).glob("*.json"))
        for question in json.loads(path.read_text("utf-8"))["questions"]
    ]
    questions = folder / "questions.jsonl"
    questions.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked), "utf-8")
    run = [str(ZONEGRAPH)]
    subprocess.run([*run, "ingest", *reports, "--store", str(store)], check=True, capture_output=True)
    subprocess.run([*run, "export", "--store", str(store), "--output", str(export)], check=True, capture_output=True)
    with answers.open("w", encoding="utf-8") as out:
        subprocess.run([*run, "ask", "--batch", str(questions), "--store", str(store)], check=True, stdout=out)
    return export, answers


def score(gold: Sequence[Path], export: Path, answers: Path, scorer: Path, misses: Sequence[str] = ()) -> None:
    """Print the scorer's table for these gold files."""
    command = [
        sys.executable,
        str(scorer),
        "--gold",
        *map(str, gold),
        "--export",
        str(export),
        "--answers",
        str(answers),
    ]
    subprocess.run([*command, *(("--misses", *misses) if misses else ())], check=True)


def main() -> None:
    """Measure once, print the figures of both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scorer", type=Path, default=SCORER, help="the program that compares (shared/eval/score.py)")
    parser.add_argument("--each", action="store_true", help="a table for each report too")
    parser.add_argument("--misses", nargs="+", default=[], metavar="KIND", help="list what fell short, of dev only")
    args = parser.parse_args()
    if not args.scorer.is_file():
        print(f"没有评分程序，未测量 / no scorer at {args.scorer}: nothing was measured (name one with --scorer)")
        return
    with tempfile.TemporaryDirectory() as folder:
        export, answers = measure(Path(folder))
        for part in PARTS:
            files = sorted((GOLD / part).glob("*.json"))
            print(f"== {part} ({len(files)} reports)", flush=True)
            score(files, export, answers, args.scorer, args.misses if part == "dev" else ())
            for file in files if args.each else ():
                print(f"-- {file.stem}", flush=True)
                score([file], export, answers, args.scorer)


if __name__ == "__main__":
    main()
