"""MB of clean text per minute, read up to passages (without facts), on one core."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from _common import ROOT, varied_files, verdict

SIZE, BOUND = 3_000_000, 5.0


def main() -> None:
    """Print the rate beside the bound, for files and for one large file."""
    sys.path.insert(0, str(ROOT))  # the package `ingest`, not the benchmark of that name beside this file
    from ingest.reading import read_document

    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        size = varied_files(reports, SIZE)
        files = sorted(reports.iterdir())
        read_document(files[0], "warm-up")
        whole = Path(folder) / "whole.txt"
        whole.write_bytes(b"\n\n".join(file.read_bytes() for file in files[: len(files) // 3]))
        for name, paths in ((f"{len(files)} files", files), ("one file", [whole])):
            size = sum(path.stat().st_size for path in paths)
            started, used = time.perf_counter(), time.process_time()
            passages = sum(len(read_document(path, path.stem).passages) for path in paths)
            wall, cpu = time.perf_counter() - started, time.process_time() - used
            rate = size / 1e6 / wall * 60
            print(f"{name}: {size / 1e6:.2f} MB, {passages} passages")
            print(f"{rate:.1f} MB/min ({size / 1e6 / cpu * 60:.1f} of processor time)")
            verdict(f"{name}: minutes for 5 MB", BOUND / rate, 1)


if __name__ == "__main__":
    main()
