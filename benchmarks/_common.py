"""What the benchmarks share: a store of the seeds, text to read, and how a process is timed.

Timings on a shared machine are noisy: every benchmark measures its two sides in turn, several times in one run,
and reports the ratio of their medians.
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ZONEGRAPH = Path(sys.executable).with_name("zonegraph")


def seconds(command: list[str]) -> float:
    """Wall time of a command; its output is thrown away, its failure is ours."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - started


def side_by_side(first: Callable[[], float], second: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Medians of two measurements taken in turn, so that other load hits both."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seed_store(folder: Path) -> Path:
    """A store of seeds/reports in `folder`."""
    store = folder / "store"
    command = [str(ZONEGRAPH), "ingest", "seeds/reports", "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return store


def source_texts() -> list[str]:
    """The texts to vary: the original reports where they are at hand, else our own digests."""
    originals = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    files = originals or sorted((ROOT / "seeds" / "reports").glob("*.md"))
    return [f.read_text(encoding="utf-8") for f in files]


def varied_files(folder: Path, size: int) -> int:
    """Fill `folder` with variations of the texts, `size` bytes in all: other figures, other years, other place names.

    Returns the bytes written. Deterministic.
    """
    texts, rng = source_texts(), random.Random(7)
    places = ["云岭", "青川", "白河", "东原", "南浦", "长泽", "清源", "双湖", "临江", "新安"]
    folder.mkdir(parents=True, exist_ok=True)
    written = number = 0
    while written < size:
        text = texts[number % len(texts)]
        text = re.sub(r"(?<![\d.])\d{2,3}(?![\d年.])", lambda m: str(rng.randint(10, 999)), text)
        place = places[number % len(places)] + (str(number // len(places)) if number >= len(places) else "")
        text = re.sub("晋中|运城|临猗|屯留|太谷|忻州", place, text)
        data = text.encode("utf-8")
        (folder / f"report-{number:04}.txt").write_bytes(data)
        written += len(data)
        number += 1
    return written


def verdict(name: str, ratio: float, bound: float) -> None:
    """Print a ratio beside its bound."""
    print(f"{name}: {ratio:.2f} (bound {bound:g}) {'ok' if ratio <= bound else 'OVER'}")
