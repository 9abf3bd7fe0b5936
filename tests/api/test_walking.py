"""Odd things in folders: each is refused with its reason, in little time, and the rest is read."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.bytes_of import read_whole
from api.files import Source, assign_ids
from api.walking import Found, discover, is_gone
from kg.errors import ReadError

ROOT = Path(__file__).parents[2]


def reasons(found: Found) -> dict[str, str]:
    return {outcome.path.name: outcome.reason or "" for outcome in found.refused.values()}


def names(found: Found) -> list[str]:
    return sorted(Path(origin).name for origin in found.files)


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.txt"))
        found = discover([tmp_path, Path("/dev/zero")])
    assert names(found) == ["a.txt"]
    told = reasons(found)
    assert sorted(told) == ["pipe.txt", "s.txt", "zero"]
    assert "pipe" in told["pipe.txt"] and "socket" in told["s.txt"] and "device" in told["zero"]


def test_links_are_followed_unless_they_form_a_loop(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    for place in (folder / "sub", outside):
        place.mkdir(parents=True)
        (place / f"{place.name}.txt").write_text("x")
    (folder / "here").symlink_to(".")
    (folder / "sub" / "above").symlink_to("../..")
    (folder / "root").symlink_to("/")
    (folder / "again").symlink_to("sub")
    (folder / "other").symlink_to(outside)
    (outside / "back").symlink_to(outside)
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    (folder / "nowhere").symlink_to("none")
    (folder / "same.txt").symlink_to("sub/sub.txt")
    found = discover([folder])
    assert names(found) == ["outside.txt", "sub.txt"]
    told = reasons(found)
    assert sorted(told) == ["above", "back", "here", "nowhere", "one", "root", "two"]
    assert all("loop" in told[name] for name in told if name != "nowhere") and "nowhere" in told["nowhere"]


def test_a_tree_deeper_than_the_stack(tmp_path: Path) -> None:
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.txt").write_text("x")
    finally:
        os.chdir(here)
    try:
        found = discover([tmp_path])
        assert names(found) == ["deep.txt"] or any("long" in reason for reason in reasons(found).values())
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_missing_and_impossible_paths(tmp_path: Path) -> None:
    found = discover([tmp_path / "none", Path("a\0b"), tmp_path / ("x" * 300), tmp_path])
    assert len(found.refused) == 3 and found.empty == [tmp_path] and not found.files
    assert is_gone(str(tmp_path / "none")) and is_gone(str(tmp_path / "a" / "b")) and not is_gone(str(tmp_path))


def test_names_that_are_no_utf8_or_hold_line_ends(tmp_path: Path) -> None:
    (tmp_path / "两行\n名.txt").write_text("x")
    with open(os.fsencode(tmp_path) + "/报告.txt".encode("gbk"), "w") as file:
        file.write("y")
    found = discover([tmp_path])
    sources = [Source(seen.path, origin, origin[-1] * 64, 1) for origin, seen in sorted(found.files.items())]
    assert sorted(assign_ids(sources, {}).values()) == ["两行_名", "报告"]


def test_bytes_are_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    assert read_whole(path)[0] == b"first"
    states = [(5, 1), (9, 2), (9, 2), (9, 2)]  # it grew while it was read the first time

    def status(handle: int) -> SimpleNamespace:
        size, changed = states.pop(0)
        return SimpleNamespace(st_mode=stat.S_IFREG, st_size=size, st_mtime_ns=changed)

    path.write_bytes(b"the whole")
    with monkeypatch.context() as patch:
        patch.setattr("api.bytes_of.os.fstat", status)
        data = read_whole(path)[0]
    assert data == b"the whole" and states == []


def test_a_file_that_never_rests_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes(b"x")
    read = os.fstat

    def growing(handle: int) -> os.stat_result:
        with open(path, "ab") as file:
            file.write(b"x")
        return read(handle)

    monkeypatch.setattr("api.bytes_of._PAUSE_S", 0)
    with monkeypatch.context() as patch:
        patch.setattr("api.bytes_of.os.fstat", growing)
        with pytest.raises(ReadError, match="changing"):
            read_whole(path)


def test_large_files_and_pipes_cost_nothing(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with open(large, "wb") as file:
        file.truncate(300 << 20)
    os.mkfifo(tmp_path / "pipe")
    started = time.perf_counter()
    for path in (large, tmp_path / "pipe", tmp_path, tmp_path / "none"):
        with pytest.raises(ReadError) as caught:
            read_whole(path)
        assert str(path) in str(caught.value)
    assert time.perf_counter() - started < 20  # the readers are imported for their bound; no byte is read


AS_NOBODY = """
import os, sys
from pathlib import Path
from api.bytes_of import read_whole
from api.walking import discover
from kg.errors import ReadError
os.setgid(65534)
os.setuid(65534)
found = discover([Path(sys.argv[1])])
print(*sorted(outcome.path.name for outcome in found.refused.values()))
for seen in found.files.values():
    try:
        read_whole(seen.path)
    except ReadError as error:
        print(seen.path.name, "permission" in error.reason)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    place = Path("/tmp") / f"zonegraph-walk-{os.getpid()}"
    (place / "closed").mkdir(parents=True)
    (place / "closed" / "a.txt").write_text("x")
    (place / "secret.txt").write_text("x")
    (place / "open.txt").write_text("x")
    try:
        (place / "closed").chmod(0)
        (place / "secret.txt").chmod(0)
        place.chmod(stat.S_IRWXU | stat.S_IROTH | stat.S_IXOTH)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(place)], capture_output=True, text=True, cwd=ROOT, check=False
        )
    finally:
        subprocess.run(["rm", "-rf", str(place)], check=True)
    assert done.stdout.splitlines() == ["closed", "secret.txt True"], done.stderr
