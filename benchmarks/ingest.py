"""Reading 2 MB of reports into a store, facts, graph and index included, against `jieba.cut` of the same text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from _common import ZONEGRAPH, seconds, side_by_side, varied_files, verdict

CUT = """
import sys, time, jieba
from pathlib import Path
jieba.initialize()
text = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).iterdir())]
started = time.perf_counter()
for t in text:
    for _ in jieba.cut(t): pass
print(time.perf_counter() - started)
"""


def cut_seconds(folder: Path) -> float:
    """Seconds that jieba.cut alone needs, its dictionary already loaded."""
    command = [sys.executable, "-c", CUT, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        size = varied_files(reports, 2_000_000)
        print(f"{size / 1e6:.2f} MB in {len(list(reports.iterdir()))} files")
        count = iter(range(100))
        ours, theirs = side_by_side(
            lambda: seconds([str(ZONEGRAPH), "ingest", str(reports), "--store", f"{folder}/store-{next(count)}"]),
            lambda: cut_seconds(reports),
            rounds=3,
        )
        print(f"ingest {ours:.1f} s, jieba.cut {theirs:.1f} s")
        verdict("ingest / jieba.cut", ours / theirs, 10)


if __name__ == "__main__":
    main()
