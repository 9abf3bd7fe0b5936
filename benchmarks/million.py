"""A million generated passages: how fast they are indexed, asked for and added to, and in how much memory.

`--passages 10000` measures the smaller store, `--keep FOLDER` builds it there and asks it again the next time. The
reports are generated: zones, years, figures and sentences are drawn from word lists by a fixed seed, a hundred passages
a report. Nothing of the reading of files is measured here. The peak of the first line is that of building, which a kept
store does not have.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import search  # isort: skip  # noqa: F401 - first: it settles how many threads numpy takes
import numpy as np

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.model import Article, Document, Entity, Facts, Passage, Span
from kg.vocabulary import shipped
from search.answer import Answerer
from search.context import indexed_passages
from search.encoders import load_encoder
from search.index import EmbeddedIndex, IndexedPassage

A_REPORT = 100  # passages
_BATCH = 4096
_KINDS = ("经济技术开发区", "高新技术产业开发区", "经济开发区", "综合保税区", "工业园区")
_FIRST, _SECOND = "云青白东南长清双临新永宁安平武金玉石龙凤", "岭川河原浦泽源湖江州阳山城海溪林关口桥台"


def reports(count: int, rng: random.Random) -> Iterator[tuple[Document, Facts]]:
    """Generated reports of a hundred passages each."""
    policies = [c for c in shipped().concepts if c.kind == "Policy"]
    indicators = [c for c in shipped().concepts if c.kind == "Indicator"]
    industries = [c for c in shipped().concepts if c.kind == "Industry"]
    for number in range(count):
        zone = f"{rng.choice(_FIRST)}{rng.choice(_SECOND)}{rng.choice(_KINDS)}"
        year = rng.randint(2010, 2025)
        text, passages = "", []
        for _ in range(A_REPORT):
            indicator, other = rng.choice(indicators), rng.choice(indicators)
            policy, industry = rng.choice(policies), rng.choice(industries)
            words = (
                f"{year}年，{zone}{indicator.label}达到{rng.randint(10, 99999) / 10}，"
                f"{other.label}为{rng.randint(1, 999)}。"
                f"园区推行{policy.label}，{policy.definition}{industry.label}方面，{industry.definition}"
                f"全年引进{industry.label}企业{rng.randint(1, 60)}家，"
                f"{rng.choice(policy.alt or (policy.label,))}见到实效。"
            )
            passages.append(Passage(article=f"r{number}-1", start=len(text), end=len(text) + len(words)))
            text += words + "\n"
        span = Span(text.index(zone), text.index(zone) + len(zone))
        entity = Entity(key=f"Zone/{zone}", name=zone, type="Zone", surfaces=(zone,), mentions=(span,))
        title = f"{zone}{year}年工作报告"
        article = Article(id=f"r{number}-1", start=0, end=len(text), title=title, about=zone, year=year)
        yield (
            Document(
                id=f"r{number}", path=f"r{number}.txt", sha256=f"{number:064x}", text=text, title=title,
                articles=(article,), passages=tuple(passages),
            ),
            Facts(entities=(entity,)),
        )  # fmt: skip


def questions(rng: random.Random, count: int) -> list[str]:
    """Questions of the kinds that people ask: figures, policies in plain words, how things are done."""
    policies = [c for c in shipped().concepts if c.kind == "Policy" and c.ask]
    indicators = [c for c in shipped().concepts if c.kind == "Indicator"]
    asked = []
    for i in range(count):
        zone = f"{rng.choice(_FIRST)}{rng.choice(_SECOND)}{rng.choice(_KINDS)}"
        if i % 2:
            asked.append(f"{zone}{rng.randint(2010, 2025)}年{rng.choice(indicators).label}是多少？")
        else:
            asked.append(f"{zone}{rng.choice(rng.choice(policies).ask)}？")
    return asked


def memory() -> float:
    """Peak resident memory of this process in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def spread(seconds: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms"


def timed(work: Callable[[str], object], asked: Sequence[str], warm: int = 20) -> tuple[list[float], list[float]]:
    """Seconds of the clock and of the processor for each question, the first `warm` left out."""
    wall, busy = [], []
    for question in asked:
        began, used = time.perf_counter(), time.process_time()
        work(question)
        wall.append(time.perf_counter() - began)
        busy.append(time.process_time() - used)
    return wall[warm:], busy[warm:]


def build(folder: Path, count: int, documents: DocumentStore) -> None:
    """Generate, store and index; the index's own seconds are told apart from those of the rest."""
    encoder, rng = load_encoder(), random.Random(1)
    index = EmbeddedIndex(folder / "index", encoder, write=True)
    wall = busy = 0.0
    batch: list[IndexedPassage] = []
    documents.begin()

    def flush() -> None:
        nonlocal wall, busy, batch
        began, used = time.perf_counter(), time.process_time()
        index.add(batch)
        batch = []
        wall, busy = wall + time.perf_counter() - began, busy + time.process_time() - used

    for document, facts in reports(count // A_REPORT, rng):
        documents.put(entry_of(document, facts))
        batch += indexed_passages(document, facts)
        if len(batch) >= _BATCH:
            flush()
    flush()
    documents.commit(generation="1")
    began, used = time.perf_counter(), time.process_time()
    index.commit()
    wall, busy = wall + time.perf_counter() - began, busy + time.process_time() - used
    print(f"index of {len(index)} passages: {wall:.1f} s wall, {busy:.1f} s of CPU: {count / wall:.0f} a second")
    print(f"  segments {index.segments}; peak memory {memory():.2f} GB", flush=True)
    index.close()


def opened(folder: Path, count: int) -> DocumentStore:
    """The documents of `folder`, made with their index where a run before has not left them."""
    kept = folder / "index" / "index.json"
    documents = DocumentStore.open(folder / "documents.db", create=not kept.is_file(), write=not kept.is_file())
    if not kept.is_file():
        build(folder, count, documents)
    return documents


def add_one(folder: Path) -> None:
    """Add one more report to a copy of the index and tell how long that took; the kept one stays as it was."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        copy = Path(shutil.copytree(folder / "index", Path(name) / "index"))
        began, used = time.perf_counter(), time.process_time()
        writing = EmbeddedIndex(copy, load_encoder(), write=True)
        document, facts = next(reports(1, random.Random(3)))
        one = [IndexedPassage(id=f"new:{p.id.partition(':')[2]}", doc="new", text=p.text, context=p.context)
               for p in indexed_passages(document, facts)]  # fmt: skip
        writing.add(one)
        writing.commit()
        print(f"one report of {len(one)} passages added in {time.perf_counter() - began:.2f} s, "
              f"{time.process_time() - used:.2f} s of CPU")  # fmt: skip
        writing.close()


def measure(folder: Path, count: int) -> None:
    """Build or open, ask, add one report."""
    documents = opened(folder, count)
    asked = questions(random.Random(2), 120)
    index = EmbeddedIndex(folder / "index", load_encoder())
    answerer = Answerer(documents, None, index)
    for name, work in (("search", lambda text: index.search(text, 40)), ("ask", answerer.ask)):
        wall, busy = timed(work, asked)
        print(f"{name}, warm: {spread(wall)}; of CPU {spread(busy)}", flush=True)
    print(f"peak memory {memory():.2f} GB", flush=True)
    add_one(folder)
    print(f"peak memory {memory():.2f} GB", flush=True)
    documents.close()


def main() -> None:
    """Measure in the folder to keep, else in one that is taken away."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000, help="how many (default 10000; the large one: 1000000)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="build here, or ask what was built here before")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        measure(options.keep, options.passages)
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd() if options.passages > 200_000 else None) as name:
        measure(Path(name), options.passages)


if __name__ == "__main__":
    main()
