"""What the model is worth: `python -m search.training.evaluate --shared ../shared [--public]`, tables in Markdown.

In domain: the annotated questions, each to find a passage that holds its evidence, among the passages of the
annotated reports alone and with provincial work reports as distractors. Public sets (CMRC 2018 dev, DRCD test,
XQuAD-zh) are near saturation for BM25 and only show that nothing was lost; in cmrc_hard the two rarest words that
question and paragraph share are deleted from the question. Nothing measured here was trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rjieba
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from search.late_interaction import max_sim
from search.static_encoder import BUILT_IN, Floats, StaticEncoder

_SEMANTIC = ("paraphrase", "howto")
_PASSAGE = (150, 250)  # characters of a passage: full from the first on, cut at the second
_CUTTER = rjieba.Jieba()
FUSIONS = {
    "BM25": (1.0, 0.0, 0.0),
    "dense": (0.0, 1.0, 0.0),
    "MaxSim": (0.0, 0.0, 1.0),
    "z(BM25) + z(dense)": (1.0, 1.0, 0.0),
    ".25 z(BM25) + .5 z(dense) + z(MaxSim)": (0.25, 0.5, 1.0),
    ".5 z(BM25) + .5 z(dense) + z(MaxSim)": (0.5, 0.5, 1.0),
    "z(BM25) + z(dense) + z(MaxSim)": (1.0, 1.0, 1.0),
}
"""Weights of z-scored BM25, dense and MaxSim."""


@dataclass(frozen=True)
class Task:
    """Passages, questions, and for each question the passages that answer it; `semantic` marks paraphrases."""

    name: str
    passages: list[str]
    questions: list[str]
    relevant: list[list[int]]
    semantic: list[bool]


def terms(text: str) -> list[str]:
    """jieba's cut for search, without punctuation."""
    return [word for word in _CUTTER.cut_for_search(text, True) if re.search(r"\w", word)]


def bm25(passages: Sequence[str], questions: Sequence[str], k1: float = 1.5, b: float = 0.75) -> Floats:
    """float32 [questions, passages]: Robertson's BM25 with Lucene's idf."""
    counted = [Counter(terms(passage)) for passage in passages]
    words = {word: i for i, word in enumerate(sorted({w for counts in counted for w in counts}))}
    lengths = np.array([counts.total() for counts in counted], dtype=np.float64)
    row = np.repeat(np.arange(len(passages)), [len(counts) for counts in counted])
    column = np.array([words[w] for counts in counted for w in counts])
    frequency = np.array([n for counts in counted for n in counts.values()], dtype=np.float64)
    holders = np.bincount(column, minlength=len(words))
    idf = np.log1p((len(passages) - holders + 0.5) / (holders + 0.5))
    value = idf[column] * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * (lengths / lengths.mean())[row]))
    table = sparse.csc_matrix((value, (row, column)), shape=(len(passages), len(words)))
    asked = [[words[w] for w in terms(question) if w in words] for question in questions]
    return np.array([np.asarray(table[:, ids].sum(axis=1)).ravel() for ids in asked], dtype=np.float32)


def scores(task: Task, encoder: StaticEncoder) -> list[Floats]:
    """BM25, dense and MaxSim, each float32 [questions, passages]."""
    dense = encoder.encode_queries(task.questions) @ encoder.encode_passages(task.passages).T
    tokens = encoder.tokens_of(task.passages)
    late = np.array([max_sim(encoder, encoder.tokens(question), tokens) for question in task.questions])
    return [bm25(task.passages, task.questions), dense, late]


def ranks(score: Floats, relevant: Sequence[Sequence[int]]) -> Floats:
    """float32 [questions]: rank of the best relevant passage, ties counted half."""
    found = []
    for row, right in zip(score, relevant, strict=True):
        best = row[list(right)].max()
        found.append(1 + (row > best).sum() + ((row == best).sum() - 1) / 2)
    return np.array(found, dtype=np.float32)


def fused(parts: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Weighted sum of scores standardised over the passages, question by question."""
    total = np.zeros_like(parts[0])
    for part, weight in zip(parts, weights, strict=True):
        spread = part.std(axis=1, keepdims=True)
        total += weight * (part - part.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9)
    return total


def figures(rank: Floats) -> dict[str, float]:
    """R@1, R@5, R@10 and MRR@10 of ranks."""
    reciprocal = np.where(rank <= 10, 1 / rank, 0)
    return {"n": len(rank)} | {f"R@{k}": float((rank <= k).mean()) for k in (1, 5, 10)} | {"MRR": reciprocal.mean()}


def reports(shared: Path) -> dict[str, str]:
    """Text of each annotated report by its stem, white space removed."""
    texts = {}
    for path in sorted([*(shared / "seeds").iterdir(), *(shared / "dev").iterdir()]):
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                text = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())
        else:
            raw = path.read_bytes()
            text = raw.decode("utf-8") if _is_utf8(raw) else raw.decode("gb18030")
        if path.suffix == ".html":
            text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", "", text)
        texts[path.stem] = re.sub(r"\s", "", text)
    return texts


def cut(text: str) -> list[str]:
    """Passages of whole sentences, 150-250 characters."""
    enough, most = _PASSAGE
    passages = [""]
    for sentence in re.findall(r"[^。！？；]+[。！？；”]*", text):
        if len(passages[-1]) >= enough or (passages[-1] and len(passages[-1]) + len(sentence) > most):
            passages.append("")
        passages[-1] += sentence
    return [passage for passage in passages if passage]


def annotated(shared: Path, distractors: bool) -> Task:
    """The annotated questions that have evidence, over the passages of their reports."""
    texts = reports(shared)
    passages: list[str] = []
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for stem, text in texts.items():
        at = 0
        for passage in cut(text):
            start = text.index(passage, at)
            at = start + len(passage)
            spans.setdefault(stem, []).append((len(passages), start, at))
            passages.append(passage)
    if distractors:
        for path in sorted((shared / "data" / "gov_reports").glob("*.txt")):
            passages += cut(re.sub(r"\s", "", path.read_text("utf-8")))
    task = Task("gold+dist" if distractors else "gold", passages, [], [], [])
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = texts[path.stem]
        for question in gold["questions"]:
            right = set()
            for quote in question["passage_quotes"]:
                first = text.find(quote)
                if first >= 0:
                    last = first + len(quote)
                    right |= {i for i, start, end in spans[path.stem] if start < last and first < end}
            if right:
                task.questions.append(question["q"])
                task.relevant.append(sorted(right))
                task.semantic.append(question["kind"] in _SEMANTIC)
    return task


def public(path: Path, name: str) -> Task:
    """A public question-answering set as retrieval over all its paragraphs."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    questions = [question for question, _ in data["queries"]]
    return Task(name, data["passages"], questions, [[i] for _, i in data["queries"]], [False] * len(questions))


def harder(task: Task) -> Task:
    """The same task, the two rarest words that a question shares with its paragraph deleted from the question."""
    cuts = [_CUTTER.cut(passage, True) for passage in task.passages]
    held = Counter(word for words in cuts for word in set(words))
    questions = []
    for question, right in zip(task.questions, task.relevant, strict=True):
        words = _CUTTER.cut(question, True)
        shared = sorted({w for w in words if re.search(r"\w", w)} & set(cuts[right[0]]), key=lambda w: (held[w], w))[:2]
        questions.append("".join(word for word in words if word not in shared))
    return Task(task.name.split("_")[0] + "_hard", task.passages, questions, task.relevant, task.semantic)


def indexed(task: Task, encoder: StaticEncoder) -> Floats:
    """float32 [questions]: rank of the best relevant passage in the index as shipped, 99 beyond the tenth."""
    from search.index import EmbeddedIndex, IndexedPassage

    with tempfile.TemporaryDirectory() as folder:
        index = EmbeddedIndex(Path(folder), encoder, write=True)
        index.add([IndexedPassage(id=str(i), doc=str(i), text=text) for i, text in enumerate(task.passages)])
        index.commit()
        found = []
        for question, right in zip(task.questions, task.relevant, strict=True):
            places = [int(hit.id) for hit in index.search(question, 10)]
            found.append(next((rank for rank, i in enumerate(places, 1) if i in right), 99))
        index.close()
    return np.array(found, dtype=np.float32)


def report(task: Task, encoder: StaticEncoder, say: Callable[[str], None] = print) -> None:
    """Print the task's table: a line for each way of ranking."""
    parts = scores(task, encoder)
    semantic = np.array(task.semantic)
    groups = {"para+howto": semantic, "rest": ~semantic} if semantic.any() else {"all": ~semantic}
    for group, mask in groups.items():
        say(f"\n{task.name}, {group} ({mask.sum()} questions, {len(task.passages)} passages)\n")
        say("| ranking | R@1 | R@5 | R@10 | MRR@10 |\n|---|---|---|---|---|")
        for name, weights in FUSIONS.items():
            say(_line(name, figures(ranks(fused(parts, weights), task.relevant)[mask])))
        if not semantic.any():
            say(_line("the index as shipped", figures(indexed(task, encoder))))


def _line(name: str, found: dict[str, float]) -> str:
    return f"| {name} | " + " | ".join(f"{found[key]:.3f}" for key in ("R@1", "R@5", "R@10", "MRR")) + " |"


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def main() -> None:
    """Measure a model folder."""
    parser = argparse.ArgumentParser(
        prog="python -m search.training.evaluate", description="评测模型 / measure a model"
    )
    parser.add_argument("--model", type=Path, default=BUILT_IN, help="模型文件夹 / model folder")
    parser.add_argument("--shared", type=Path, required=True, help="评测数据 / folder with gold, seeds, dev, data")
    parser.add_argument("--public", action="store_true", help="也测公开数据集 / the public sets too")
    parser.add_argument("--dimension", type=int, help="只用前若干维 / keep the first dimensions only")
    options = parser.parse_args()
    encoder = StaticEncoder(options.model, options.dimension)
    for distractors in (False, True):
        report(annotated(options.shared, distractors), encoder)
    if options.public:
        for name in ("cmrc_dev", "drcd_test", "xquad_zh"):
            task = public(options.shared / "data" / f"eval_{name}.json.gz", name)
            report(task, encoder)
            if name == "cmrc_dev":
                report(harder(task), encoder)


if __name__ == "__main__":
    main()
