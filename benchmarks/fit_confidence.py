"""Fit the weights of `search.confidence`: prints them with what they reach in cross-validation and on what is held out.

The weights shipped were fitted with `--gold` and the seven annotated reports that lie beside this checkout, before
search ranked and chose as it does now: a run prints others. Those that a run without `--gold` printed last (AUC 0.881
for figures and 0.842 for quotes, cross-validated) answered more of the questions to tune on (0.681 of those of our
annotated reports, with the shipped 0.672), fewer of those held out (0.660 of those on the seed reports, before 0.700),
and left fewer unanswerable ones unanswered (0.909 of the further questions, before 0.970): they were not taken.

Questions that a report answers are told from those that none does: our own unanswerable ones, ours asked of another
zone of the same store, and every second one asked of a store that holds none of their reports. `--gold FOLDER REPORTS`
adds annotated reports from elsewhere.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from _common import ROOT, ZONEGRAPH
from more_questions import PROVINCES
from more_questions import QUESTIONS as MORE
from seed_questions import QUESTIONS, right
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import search.answer
from api.workspace import Workspace
from search.compose import quoted
from search.confidence import FIGURE, QUOTE, features
from search.replies import Answer
from search.requirements import meets
from search.terms import known_names

OWN = ROOT / "tests" / "gold"
THINGS = ("Company", "Project", "Facility", "Person", "Fund", "Organization")
Question = dict[str, Any]
Row = tuple[bool, dict[str, float], bool, str, bool]
"""Whether a figure, its measures, whether it is right, the question that it was made of, whether held out."""


def read(folder: Path, held: bool = False) -> list[Question]:
    """The questions of annotated reports."""
    told = [json.loads(file.read_text("utf-8"))["questions"] for file in sorted(folder.glob("*.json"))]
    return [question | ({"split": "held_out"} if held else {}) for questions in told for question in questions]


def moved(questions: Sequence[Question], workspace: Workspace) -> Iterator[Question]:
    """Questions that name one zone and no other thing, asked of two other zones that our questions name."""
    named = []
    for question in questions:
        hits = known_names(question["q"], workspace.documents)
        kinds = {key.partition("/")[0] for _, keys in hits for key in keys}
        zones = [hit.surface for hit, keys in hits if any(key.startswith("Zone/") for key in keys)]
        if question["kind"] != "unanswerable" and "split" not in question and len(zones) == 1:
            named.append((question, zones[0], bool(kinds & set(THINGS))))
    often = [zone for zone, n in Counter(zone for _, zone, _ in named).most_common(12) if n >= 3]
    chance = random.Random(1)
    for question, zone, other in named:
        near = [one for one in often if one[:2] != zone[:2]]
        for instead in chance.sample(near, min(2, len(near))) if not other else ():
            yield question | {"q": question["q"].replace(zone, instead), "kind": "unanswerable"}


def asked(store: Path, own: Sequence[Question], foreign: Sequence[Question]) -> list[Row]:
    """What is measured of the answers that a store gives to its own questions, to these moved, and to foreign ones."""
    rows: list[Row] = []
    tried: list[tuple[bool, dict[str, float], str]] = []
    judge = search.answer.doubt

    def kept(case: Any, said: Any) -> str | None:
        for one in (said, quoted(case)) if said.figures else (said,):
            if one.sentences and meets(case, one):
                tried.append((bool(one.figures), features(case, one), one.text))
        return judge(case, said)

    search.answer.doubt = kept
    with Workspace.open(store) as workspace:
        strange = [one | {"kind": "unanswerable"} for one in foreign[::2] if "split" not in one]
        for question in [*own, *moved(own, workspace), *strange]:
            tried.clear()
            workspace.ask(question["q"])
            for figure, measures, text in tried:
                said = Answer(answer=text, sparql=None, reason=None, facts=(), passages=())
                good = question["kind"] != "unanswerable" and right(question, said) > 0.5
                if good or question["kind"] == "unanswerable":
                    rows.append((figure, measures, good, question["id"], "split" in question))
    search.answer.doubt = judge
    return rows


def fit(rows: Sequence[Row], figure: bool) -> None:
    """Print the weights for figures, or for quotes."""
    names = [name for name in (FIGURE if figure else QUOTE) if name != "bias"]
    parts = [[row for row in rows if row[0] == figure and row[4] == held] for held in (False, True)]
    x, held = (np.array([[row[1][name] for name in names] for row in part]) for part in parts)
    y, hidden = (np.array([row[2] for row in part]) for part in parts)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, class_weight="balanced"))
    groups = [row[3] for row in parts[0]]
    sure = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(8), method="predict_proba")[:, 1]
    model.fit(x, y)
    scale, line = model[0], model[-1]
    weights = line.coef_[0] / scale.scale_
    told = {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
    told["bias"] = round(float(line.intercept_[0] - (weights * scale.mean_).sum()), 2)
    print(f"{'FIGURE' if figure else 'QUOTE'} = {told}")
    print(f"  AUC {roc_auc_score(y, sure):.3f} of {len(y)} ({y.sum()} right), cross-validated", end="")
    print(f"; {roc_auc_score(hidden, model.predict_proba(held)[:, 1]):.3f} of {len(hidden)} held out")


def main() -> None:
    """Build the stores, ask, fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, default=[], metavar="PATH", help="annotations, then reports")
    args = parser.parse_args()
    seeds = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    sets = [
        ([ROOT / "seeds" / "reports"], seeds),
        (
            [path for part in ("dev", "held_out") for path in sorted((OWN / part).iterdir()) if path.suffix != ".json"],
            [*read(OWN / "dev"), *read(OWN / "held_out", held=True)],
        ),
    ]
    if PROVINCES.is_dir():
        told = [json.loads(line) for line in MORE.read_text("utf-8").splitlines() if line.strip()]
        sets.append(([*(path for path in sets[1][0] if path.parent.name == "dev"), PROVINCES], told))
    if args.gold:
        sets.append((args.gold[1:], read(args.gold[0])))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for i, (reports, questions) in enumerate(sets):
            store = Path(folder) / str(i)
            command = [str(ZONEGRAPH), "ingest", *map(str, reports), "--store", str(store)]
            subprocess.run(command, check=True, capture_output=True)
            rows += asked(store, questions, sets[i - 1][1])
    for figure in (True, False):
        fit(rows, figure)


if __name__ == "__main__":
    main()
