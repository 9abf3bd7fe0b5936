"""Facts of 1 MB of reports against `jieba.posseg.cut` of the same text, on one core, and memory over documents."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from _common import ROOT, side_by_side, varied_files, verdict

SIZE = 1_000_000
"""Bytes of UTF-8 text."""
READ = """
import os, resource, sys, time
from pathlib import Path
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from ingest.reading import read_document
read = [read_document(path, path.stem) for path in sorted(Path(sys.argv[1]).iterdir())]
"""
FACTS = (
    READ
    + """
from ingest.facts import extract
extract(read[0])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
half = len(read) // 2
started = time.perf_counter()
for document in read[:half]: extract(document)
first = peak()
for document in read[half:]: extract(document)
print(time.perf_counter() - started, peak() - first)
"""
)
POSSEG = (
    READ
    + """
import jieba.posseg
list(jieba.posseg.cut(read[0].text[:2000]))
started = time.perf_counter()
for document in read:
    for _ in jieba.posseg.cut(document.text): pass
print(time.perf_counter() - started, 0)
"""
)


def measured(code: str, folder: Path) -> tuple[float, float]:
    """Seconds that the code prints, and the memory in MB that it says its second half added."""
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    seconds, growth = done.stdout.split()[-2:]
    return float(seconds), float(growth)


def main() -> None:
    """Print both times, their ratio, and what the second half of the documents adds to the memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        size = varied_files(folder, SIZE)
        growth: list[float] = []

        def facts() -> float:
            seconds, more = measured(FACTS, folder)
            growth.append(more)
            return seconds

        ours, theirs = side_by_side(facts, lambda: measured(POSSEG, folder)[0], rounds=1)
    print(f"{size / 1e6:.2f} MB: facts {ours:.1f} s, jieba.posseg {theirs:.1f} s")
    print(f"the second half of the documents adds {max(growth):.0f} MB")
    verdict("facts / jieba.posseg.cut", ours / theirs, 8)


if __name__ == "__main__":
    main()
