"""A disk that fills up at any write: a clear line, nothing lost, and all works again when there is room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

FILL = """
import random, sys
from pathlib import Path
import store.parts, store.state
from store.commands import AddTag
from store.errors import ArchiveError
from store.library import Library

disk, wire, ballast = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store.parts._TIERS = ((100, 4), (1000, 8))
store.state.JOURNAL_BYTES = 2000
chance = random.Random(ballast)

def story(number):
    words = " ".join(str(chance.random()) for _ in range(60))
    return (
        f" date 2026-03-10 OMSK, March 10. /TASS/. Ferry number {number} sank in calm water, "
        f"the police of Omsk said on Tuesday. {words}\\n"
    )

stored, tagged, told = [], [], []

def go_on(library, number):
    path = wire / f"{number}.txt"
    path.write_text(story(number))
    library.import_paths([path])
    (uri,) = [row.uri for row in library.rows() if f"number {number} " in row.headline]
    stored.append(uri)
    library.apply(AddTag((uri,), f"t{number}"))
    tagged.append((uri, f"t{number}"))

def check():
    with Library.open(disk / "archive", reader="ada") as library:
        rows = {row.uri: row for row in library.rows()}
        assert set(stored) <= set(rows)
        for uri, tag in tagged:
            assert tag in rows[uri].tags
        assert not [str(one) for one in library.problems() if "left over" not in str(one)], library.problems()

(disk / "ballast").write_bytes(b"x" * ballast)
number = 0
for number in range(300):
    try:
        with Library.open(disk / "archive", reader="ada") as library:
            go_on(library, number)
    except ArchiveError as error:
        told.append(str(error))
        if len(told) == 3:
            break
print(*told, sep="\\n")
assert len(told) == 3, "the disk did not fill"
assert len(stored) > 5
(disk / "ballast").unlink()
check()
for number in range(1000, 1010):
    with Library.open(disk / "archive", reader="ada") as library:
        go_on(library, number)
check()
print("whole", len(stored), len(tagged))
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small file system takes root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("ballast", [900_000, 903_000, 907_000, 911_000, 920_000])
def test_a_disk_that_fills_up_loses_nothing_and_works_again_with_room(
    disk: Path, tmp_path: Path, ballast: int
) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FILL, disk, wire, str(ballast)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "whole" in done.stdout
    told = done.stdout.splitlines()[:3]
    assert all("full" in line or "no space" in line for line in told), told
    assert all("nothing was lost" in line for line in told), told
