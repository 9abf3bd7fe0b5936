"""A folder of 10,000 reports of which 3 changed, against the same 3 read into a store that holds little else.

Both sides are whole runs of the command. The difference is what the other 9,997 cost: the walk, the look at each file's
size, time and inode, and the copy of graph and index that a change is made on. `FILES` in the environment sets another
number of files; the store is built once, which takes some minutes.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
from pathlib import Path

from _common import ROOT, ZONEGRAPH, seconds, side_by_side, verdict

FILES = int(os.environ.get("FILES", "10000"))
FEW = 100
BOUND = 3.0
PLACES = ["云岭", "青川", "白河", "东原", "南浦", "长泽", "清源", "双湖", "临江", "新安"]


def report(number: int, version: int = 0) -> str:
    """A short report of an invented zone, unlike the others in its words and figures."""
    place = PLACES[number % len(PLACES)] + PLACES[number // 10 % len(PLACES)]
    figure = number * 7 % 9973 + version
    return (
        f"{place}第{number}开发区2024年建设情况\n\n"
        f"2024年，{place}第{number}开发区签约项目{figure % 97 + 2}个，总投资{figure}.{number % 10}亿元，"
        f"同比增长{figure % 31}.4%。"
        f"全年固定资产投资完成{figure // 3}亿元，规模以上工业企业达到{figure % 211 + 5}家。\n\n"
        f"{place}{number}号精工有限公司投资{figure % 53 + 1}亿元建设的轴承基地项目已经开工，预计2025年投产。\n"
    )


def write(folder: Path, numbers: range, version: int = 0) -> None:
    """Write these reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"r{number:05}.txt").write_text(report(number, version), encoding="utf-8")


def build(reports: Path, store: Path) -> None:
    """Read a folder into a new store."""
    subprocess.run(
        [str(ZONEGRAPH), "ingest", str(reports), "--store", str(store)], check=True, capture_output=True, cwd=ROOT
    )


def main() -> None:
    """Print the seconds of both sides, and of a run in which nothing changed."""
    with tempfile.TemporaryDirectory() as scratch:
        many, few = Path(scratch) / "many", Path(scratch) / "few"
        write(many, range(FILES))
        write(few, range(FEW))
        large, small = Path(scratch) / "large", Path(scratch) / "small"
        build(many, large)
        build(few, small)
        versions = itertools.count(1)

        def change_three(folder: Path, store: Path) -> float:
            write(folder, range(3), next(versions))
            return seconds([str(ZONEGRAPH), "ingest", str(folder), "--store", str(store)])

        change_three(many, large), change_three(few, small)  # once each for the disk cache
        ours, theirs = side_by_side(lambda: change_three(many, large), lambda: change_three(few, small), rounds=5)
        print(f"3 of {FILES} changed {ours:.2f} s, 3 of {FEW} changed {theirs:.2f} s")
        verdict("3 of many changed / 3 of few changed", ours / theirs, BOUND)
        idle, idle_small = side_by_side(
            lambda: seconds([str(ZONEGRAPH), "ingest", str(many), "--store", str(large)]),
            lambda: seconds([str(ZONEGRAPH), "ingest", str(few), "--store", str(small)]),
            rounds=3,
        )
        print(f"nothing changed: {idle:.2f} s of {FILES}, {idle_small:.2f} s of {FEW}")
        full = seconds([str(ZONEGRAPH), "ingest", "--full", str(many), "--store", str(large)])
        print(f"--full: {full:.2f} s")


if __name__ == "__main__":
    main()
