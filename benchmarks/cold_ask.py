"""`zonegraph ask` as a cold process, against importing rdflib, faiss and jieba and loading jieba's dictionary."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from _common import ROOT, ZONEGRAPH, seconds, seed_store, side_by_side, verdict

QUESTION = "2025年晋中开发区签约项目总投资是多少？"


def main() -> None:
    """Print both medians and their ratio; fail if torch is imported on the way."""
    with tempfile.TemporaryDirectory() as folder:
        store = seed_store(Path(folder))
        ask = [str(ZONEGRAPH), "ask", QUESTION, "--store", str(store)]
        imports = [sys.executable, "-c", "import rdflib, faiss, jieba; jieba.initialize()"]
        seconds(ask), seconds(imports)  # once each for the disk cache
        ours, theirs = side_by_side(lambda: seconds(ask), lambda: seconds(imports), rounds=7)
        print(f"ask {ours:.2f} s, imports {theirs:.2f} s")
        verdict("cold ask / imports", ours / theirs, 3)
        traced = [sys.executable, "-X", "importtime", *ask]
        trace = subprocess.run(traced, capture_output=True, text=True, cwd=ROOT).stderr
        print("torch imported:", any(line.rstrip().endswith("| torch") for line in trace.splitlines()))


if __name__ == "__main__":
    main()
