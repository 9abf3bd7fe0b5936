"""Peak memory of `zonegraph ingest`: a folder against one four times as large, and the reading of one large file.

Reading takes one file at a time, so its peak hangs on the largest file and not on the folder. The whole command also
loads the graph, in pieces, and makes the index, whose vectors (1.5 kB a passage) are in memory until they are written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from _common import ROOT, ZONEGRAPH, varied_files, verdict

SIZE, TIMES = 400_000, 4
READ = "import sys; from pathlib import Path; from ingest.reading import read_document\n"
READ += "for name in sys.argv[1:]: read_document(Path(name), 'd')"


def peak(command: list[str]) -> float:
    """Largest resident size of a process in MiB."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ZONEGRAPH_JOBS": "1"},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_maxrss / 1024


def main() -> None:
    """Print the peaks and what a byte more of folder, and of file, costs."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / name for name in ("small", "large")]
        sizes = [varied_files(folder, SIZE * times) for folder, times in zip(folders, (1, TIMES), strict=True)]
        names = [sorted(str(file) for file in folder.iterdir()) for folder in folders]
        whole = Path(scratch) / "whole.txt"
        whole.write_bytes(b"\n\n".join(Path(name).read_bytes() for name in names[1]))
        one, few, many, large = (
            peak([sys.executable, "-c", READ, *files]) for files in (names[0][:1], *names, [str(whole)])
        )
        print(
            f"reading only: one file {one:.0f} MiB, {len(names[0])} files {few:.0f}, {len(names[1])} files {many:.0f}"
        )
        print(f"reading only: one file of {sizes[1] / 1e6:.1f} MB {large:.0f} MiB")
        verdict("reading: many files / few files", many / few, 1.1)
        stores = [str(Path(scratch) / f"store{i}") for i in range(2)]
        small, big = (
            peak([str(ZONEGRAPH), "ingest", str(folder), "--store", store])
            for folder, store in zip(folders, stores, strict=True)
        )
        print(f"ingest with index: {len(names[0])} files {small:.0f} MiB, {len(names[1])} files {big:.0f} MiB")
        verdict("ingest: many files / few files", big / small, 1.25)


if __name__ == "__main__":
    main()
