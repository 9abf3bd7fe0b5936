"""What extraction and answers reach on the reports that we annotated (tests/gold), those held out apart.

Newspaper pages that we annotated and did not write are a part of their own, where they lie beside the checkout.

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
from newspaper_gold import annotated_pages

GOLD = ROOT / "tests" / "gold"
PARTS = ("dev", "held_out")
SCORER = ROOT.parent / "shared" / "eval" / "score.py"


def parts(folder: Path) -> dict[str, tuple[list[Path], list[Path]]]:
    """Name of each part: its annotations and its reports. Those of newspaper pages are written out under `folder`."""
    found = {
        part: (
            sorted((GOLD / part).glob("*.json")),
            sorted(path for path in (GOLD / part).iterdir() if path.suffix != ".json"),
        )
        for part in PARTS
    }
    golds, pages = [], []
    for page, gold in annotated_pages():
        golds.append(folder / f"{gold['doc']}.json")
        golds[-1].write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
        pages.append(page)
    return found | ({"newspaper": (golds, pages)} if golds else {})


def measure(golds: Sequence[Path], reports: Sequence[Path], folder: Path) -> tuple[Path, Path]:
    """Read all reports into one store under `folder`; the export and the answers to all their questions."""
    store, export, answers = folder / "store", folder / "export.jsonl", folder / "answers.jsonl"
    asked = [
        {"id": question["id"], "question": question["q"]}
        for path in golds
        for question in json.loads(path.read_text("utf-8"))["questions"]
    ]
    questions = folder / "questions.jsonl"
    questions.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked), "utf-8")
    run = [str(ZONEGRAPH)]
    read = [*run, "ingest", *map(str, reports), "--store", str(store)]
    subprocess.run(read, check=True, capture_output=True)
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
    parser.add_argument(
        "--misses", nargs="+", default=[], metavar="KIND", help="list what fell short, not of those held out"
    )
    args = parser.parse_args()
    if not args.scorer.is_file():
        print(f"没有评分程序，未测量 / no scorer at {args.scorer}: nothing was measured (name one with --scorer)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = parts(folder)
        export, answers = measure(
            [gold for golds, _ in found.values() for gold in golds],
            [one for _, read in found.values() for one in read],
            folder,
        )
        for part, (golds, _) in found.items():
            print(f"== {part} ({len(golds)} reports)", flush=True)
            score(golds, export, answers, args.scorer, args.misses if part != "held_out" else ())
            for file in golds if args.each else ():
                print(f"-- {file.stem}", flush=True)
                score([file], export, answers, args.scorer)


if __name__ == "__main__":
    main()
