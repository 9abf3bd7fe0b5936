"""Peak memory of `zonegraph export` on a small store and on one ten times as large: it must not grow with the store."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from _common import ROOT, verdict
from _made_store import made_store

FORMATS = ("jsonl", "nquads", "turtle", "jsonld", "graphml", "gexf", "csv", "tables")

_RUN = r"""
import re, sys
from api.commands.export import run
from pathlib import Path
run(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) * 1024)
"""


def peak(store: Path, form: str, output: Path) -> tuple[float, float]:
    """Peak resident memory and size of what was written, in MB."""
    command = [sys.executable, "-c", _RUN, str(store), form, str(output)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return int(told.split()[-1]) / 1e6, output.stat().st_size / 1e6


def main() -> None:
    """Print the peaks; the bound is on the growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    told = options.parse_args()
    small, large = (made_store(told.folder, count) for count in (told.documents // 10, told.documents))
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMATS:
            output = Path(folder) / f"{form}.zip"
            (a, wrote_a), (b, wrote_b) = peak(small, form, output), peak(large, form, output)
            print(f"{form}: {a:.0f} MB for {wrote_a:.1f} MB written, {b:.0f} MB for {wrote_b:.1f} MB written")
            verdict(f"{form}: growth of the peak beside that of what is written", (b / a) / (wrote_b / wrote_a), 0.3)


if __name__ == "__main__":
    main()
