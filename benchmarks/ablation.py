"""What each part of the search is worth: BM25 alone, then part by part, then everything without one part.

Questions: our own always (seeds/questions.jsonl and tests/gold; those marked held_out and those of tests/gold/held_out
apart, on which nothing is fitted); where ../shared lies beside the checkout also its annotated reports, alone and with
the provincial work reports as distractors. A hit is a shown passage that holds an evidence quote. `--fit` searches for
fusion weights on our own questions (not the held-out ones) and prints what they are worth.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import search  # isort: skip  # noqa: F401 - first: it settles how many threads numpy takes
import numpy as np
from _common import ROOT, ZONEGRAPH

from api.workspace import Workspace
from search import lexical
from search.answer import Answerer
from search.context import indexed_passages
from search.evidence import shown_passages
from search.index import Hit
from search.question import parse
from search.ranking import PARTS, WEIGHTS
from search.thesaurus import Thesaurus

SHARED = ROOT.parent / "shared"
GOLD = ROOT / "tests" / "gold"
SEMANTIC = ("paraphrase", "howto")
OFF = dict.fromkeys(PARTS, 0.0)
ON = {**WEIGHTS["words"], "graph": 1.0}


@dataclass(frozen=True)
class Asked:
    """A question, the quotes that answer it (white space removed), and whether it is put in other words."""

    text: str
    quotes: tuple[str, ...]
    semantic: bool


Shown = Callable[[str], Sequence[str]]
"""The texts of the passages shown for a question, best first."""


def squeeze(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def asked(records: Iterable[dict[str, object]]) -> list[Asked]:
    """The questions that have evidence."""
    found = []
    for record in records:
        quotes = record.get("passage_quotes") or []
        assert isinstance(quotes, list)
        if quotes:
            found.append(Asked(str(record["q"]), tuple(map(squeeze, quotes)), record["kind"] in SEMANTIC))
    return found


def annotated(files: Iterable[Path]) -> list[Asked]:
    """The questions of annotated reports."""
    return asked(question for file in files for question in json.loads(file.read_text("utf-8"))["questions"])


def measured(questions: Sequence[Asked], shown: Shown) -> tuple[float, float, float]:
    """hit@5 of direct questions, hit@5 of those in other words, MRR@10 of all."""
    ranks = []
    for question in questions:
        texts = [squeeze(text) for text in shown(question.text)[:10]]
        ranks.append(next((i for i, t in enumerate(texts, 1) if any(q in t for q in question.quotes)), 99))
    rank, semantic = np.array(ranks), np.array([question.semantic for question in questions])
    mrr = np.where(rank <= 10, 1 / rank, 0).mean()
    return float((rank[~semantic] <= 5).mean()), float((rank[semantic] <= 5).mean()), float(mrr)


class Store:
    """A store with the ways to search it."""

    def __init__(self, workspace: Workspace) -> None:
        self._documents, self._graph, self._index = workspace.documents, workspace.graph, workspace.index
        self._thesaurus = Thesaurus(self._index.encoder, self._index.folder)
        passages = [
            passage for doc in self._documents.ids() for passage in indexed_passages(*self._documents.read(doc))
        ]
        self._ids = [(passage.id, passage.doc) for passage in passages]
        self._bodies = [passage.text for passage in passages]
        self._bm25: dict[str, list[Hit]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def bm25(self, questions: Sequence[Asked]) -> Shown:
        """BM25 over the passages' own words, jieba's cut for search, nothing else."""
        from search.training.evaluate import bm25

        for question, scores in zip(questions, bm25(self._bodies, [q.text for q in questions]), strict=True):
            best = np.argsort(-scores, kind="stable")[:40]
            self._bm25[question.text] = [
                Hit(id=self._ids[i][0], doc=self._ids[i][1], score=float(scores[i]), parts={}) for i in best
            ]
        return lambda text: self._texts(self._bm25[text])

    def search(self, **weights: float) -> Shown:
        """The fused search alone, with these weights and no others."""
        return lambda text: self._texts(self.hits(text, {**OFF, **weights}))

    def without_context(self) -> Shown:
        """The same, nothing being found by the title, zone, year and heading of a passage."""
        whole = self.ask()

        def shown(text: str) -> Sequence[str]:
            kept, lexical.CONTEXT_WEIGHT = lexical.CONTEXT_WEIGHT, 0.0
            try:
                return whole(text)
            finally:
                lexical.CONTEXT_WEIGHT = kept

        return shown

    def ask(self, **weights: float) -> Shown:
        """The passages that an answer comes with: search, graph, and the reading of sentences."""
        answerer = Answerer(self._documents, self._graph, self._index, weights=weights)
        return lambda text: [passage.text for passage in answerer.ask(text).passages]

    def hits(self, text: str, weights: dict[str, float]) -> list[Hit]:
        """The index's hits for a question as it is asked."""
        question = parse(text)
        expansion = [
            (name, meaning.weight)
            for meaning in (self._thesaurus.meanings(question.bare) if weights["expansion"] else [])
            for name in meaning.names[:4]
        ]
        return self._index.search(question.text, 40, expansion=expansion, weights=weights)

    def _texts(self, hits: Sequence[Hit]) -> list[str]:
        return [passage.text for passage in shown_passages(self._documents, hits)]


def rows(store: Store, questions: Sequence[Asked]) -> list[tuple[str, Shown]]:
    """The lines of the table."""
    grown: dict[str, float] = {}
    lines: list[tuple[str, Shown]] = [("BM25, jieba search cut", store.bm25(questions))]
    for name, parts in (
        ("lexical: BM25 with context", ("lexical",)),
        ("+ dense", ("dense",)),
        ("+ late interaction", ("maxsim",)),
        ("+ thesaurus expansion", ("expansion",)),
        ("+ shared wording", ("wording",)),
    ):
        grown |= {part: ON[part] for part in parts}
        lines.append((name, store.search(**grown)))
    lines += [("+ reading of sentences", store.ask(graph=0.0)), ("+ graph: all", store.ask())]
    for part, called in (
        ("lexical", "lexical"),
        ("dense", "dense"),
        ("maxsim", "late interaction"),
        ("expansion", "thesaurus expansion"),
        ("wording", "shared wording"),
        ("graph", "graph"),
    ):
        lines.append((f"all without {called}", store.ask(**{part: 0.0})))
    return [*lines, ("all without context of passages", store.without_context())]


def table(store: Store, sets: Sequence[tuple[str, Sequence[Asked]]]) -> None:
    """Print a Markdown table: hit@5 direct, hit@5 semantic, MRR@10, for each set of questions."""
    everything = [question for _, questions in sets for question in questions]
    print(f"\n{len(store)} passages; direct hit@5 / other words hit@5 / MRR@10\n")
    print("| search | " + " | ".join(f"{name} ({len(questions)})" for name, questions in sets) + " |")
    print("|---" * (len(sets) + 1) + "|")
    for name, shown in rows(store, everything):
        cells = [" / ".join(f"{figure:.2f}" for figure in measured(questions, shown)) for _, questions in sets]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def fit(store: Store, fitted: Sequence[Asked], held_out: Sequence[Asked]) -> None:
    """Print the best fusion weights for `fitted` (MRR@10 of the search alone), and what they give for `held_out`."""
    grid = itertools.product((0.25, 0.5, 1.0, 1.5, 2.0), (0.25, 0.5, 1.0), (0.0, 0.3, 0.6, 1.0))
    found = []
    for words, dense, expansion in grid:  # only their ratios matter: late interaction weighs 1
        weights = {"lexical": words, "dense": dense, "maxsim": 1.0, "expansion": expansion}
        found.append((measured(fitted, store.search(**weights)), weights))
    found.sort(key=lambda one: -one[0][2])
    own = {part: ON[part] for part in ("lexical", "dense", "maxsim", "expansion")}
    named = [(f"{place}.", weights) for place, (_, weights) in enumerate(found[:5], 1)]
    for name, weights in [*named, ("shipped", own)]:
        for label, questions in (("fitted on", fitted), ("held out", held_out)):
            figures = " / ".join(f"{figure:.3f}" for figure in measured(questions, store.search(**weights)))
            print(f"{name} {weights} {label}: {figures}", flush=True)


def ingested(folder: Path, *paths: Path) -> Path:
    """A store of these files and folders."""
    command = [str(ZONEGRAPH), "ingest", *map(str, paths), "--store", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return folder


def main() -> None:
    """Build the stores, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="search for weights instead of printing the tables")
    options = parser.parse_args()
    records = [json.loads(line) for line in (ROOT / "seeds" / "questions.jsonl").read_text("utf-8").splitlines()]
    own = asked(record for record in records if record.get("split") != "held_out")
    own += annotated(sorted((GOLD / "dev").glob("*.json")))
    held_out = asked(record for record in records if record.get("split") == "held_out")
    held_out += annotated(sorted((GOLD / "held_out").glob("*.json")))
    reports = [path for part in ("dev", "held_out") for path in (GOLD / part).iterdir() if path.suffix != ".json"]
    with tempfile.TemporaryDirectory() as folder:
        path = ingested(Path(folder) / "own", ROOT / "seeds" / "reports", *sorted(reports))
        with Workspace.open(path) as workspace:
            if options.fit:
                fit(Store(workspace), own, held_out)
                return
            table(Store(workspace), [("own", own), ("own, held out", held_out)])
        if not (SHARED / "gold").is_dir():
            print(f"\n没有 {SHARED}，只测自己的问题 / no annotated reports at {SHARED}: only our own questions")
            return
        questions = annotated(sorted((SHARED / "gold").glob("*.json")))
        for name, more in (("annotated", []), ("annotated, with distractors", [SHARED / "data" / "gov_reports"])):
            path = ingested(Path(folder) / f"store{len(more)}", SHARED / "seeds", SHARED / "dev", *more)
            with Workspace.open(path) as workspace:
                table(Store(workspace), [(name, questions)])


if __name__ == "__main__":
    main()
