"""Several processes at once, and processes killed with -9: nothing acknowledged is ever lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import ArchiveCorruptError
from store.library import Library

ROOT = Path(__file__).parents[3]

# What a worker dies of: the call so many times made of those that are deadly.
DEADLY = """
import os, signal, sys
from pathlib import Path

calls, crash_at = 0, int(sys.argv[-1])
def deadly(real):
    def call(*arguments, **more):
        global calls
        calls += 1
        if calls == crash_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)
    return call
"""

# A worker imports stories, tags them, and prints a line for each change the archive acknowledged. Files are
# merged and journals folded at every turn, and it dies at one of the steps that put bytes on the disk.
WORKER = (
    DEADLY
    + """
import store.parts, store.state
from store.commands import AddTag, MarkRead
from store.library import Library

folder, wire, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
rounds = int(sys.argv[4])
store.parts._TIERS = ((100, 3), (1000, 8))
store.state.JOURNAL_BYTES = 500

def story(number):
    return (
        f" date 2026-{1 + number % 3:02}-10 OMSK, March 10. /TASS/. Ferry number {number} of {name} sank "
        f"in calm water, the police of Omsk said on Tuesday.\\n"
    )

if crash_at:
    os.fsync, os.fdatasync, os.pwrite = deadly(os.fsync), deadly(os.fdatasync), deadly(os.pwrite)
    Path.replace, Path.unlink = deadly(Path.replace), deadly(Path.unlink)

for number in range(rounds):
    with Library.open(folder, reader="ada") as library:
        path = wire / f"{name}-{number}.txt"
        path.write_text(story(number))
        report = library.import_paths([path])
        assert not report.failed, report.failed
        (uri,) = [row.uri for row in library.rows() if f"Ferry number {number} of {name} " in row.headline]
        print("story", uri, flush=True)
        library.apply(AddTag((uri,), f"{name}-{number}"))
        print("tag", uri, f"{name}-{number}", flush=True)
        library.apply(MarkRead((uri,)), undoable=False)
        print("read", uri, flush=True)
"""
)


def start(folder: Path, wire: Path, name: str, rounds: int, crash_at: int = 0) -> subprocess.Popen[str]:
    """Start a worker."""
    return run(WORKER, folder, wire, name, rounds, crash_at)


def run(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a program as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(status: int, *workers: subprocess.Popen[str]) -> list[str]:
    """Wait for the end of workers, expect their status, and return what was acknowledged to them."""
    ended = [worker.communicate(timeout=120) for worker in workers]  # all, before any of them fails the test
    for worker, (_, errors) in zip(workers, ended, strict=True):
        assert worker.returncode == status, errors
    return [line for output, _ in ended for line in output.splitlines()]


def check(folder: Path, acknowledged: list[str]) -> None:
    """Check that every change acknowledged is in the archive, and the archive is sound."""
    with Library.open(folder, reader="ada") as library:
        rows = {row.uri: row for row in library.rows()}
        for line in acknowledged:
            kind, uri, *tag = line.split()
            assert uri in rows, line
            assert kind != "tag" or tag[0] in rows[uri].tags, line
            assert kind != "read" or rows[uri].read, line
            assert library.original(uri)
        assert not [problem for problem in library.problems() if isinstance(problem, ArchiveCorruptError)]
        assert "did not agree" not in str(library.problems()), "the index needs no mending"


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Where the workers put their stories."""
    path = tmp_path / "wire"
    path.mkdir()
    return path


def test_eight_writers_at_once_lose_nothing(folder: Path, wire: Path) -> None:
    workers = [start(folder, wire, f"w{number}", 4) for number in range(8)]
    check(folder, finished(0, *workers))
    with Library.open(folder, reader="ada") as library:
        assert library.count == 32
        undone = [library.undo() for _ in range(33)]
        assert undone.count(None) == 1, "every tag can be taken back, by whichever process it was given"
        assert library.tags() == {}


@pytest.mark.parametrize("crash_at", range(1, 53, 3))
def test_a_death_at_any_step_of_a_write_loses_nothing_acknowledged(
    folder: Path, wire: Path, crash_at: int
) -> None:
    before = wire / "before.txt"
    before.write_text(" date 2026-01-10 OMSK, Jan. 10. /TASS/. Ice closed the port.\n", encoding="utf-8")
    with Library.open(folder, reader="ada") as library:
        library.import_paths([before])
    dying = start(folder, wire, "dying", 4, crash_at)
    check(folder, finished(-signal.SIGKILL, dying))
    check(folder, finished(0, start(folder, wire, "dying", 4)))
    with Library.open(folder, reader="ada") as library:
        assert library.count == 5


def until(worker: subprocess.Popen[str], lines: int) -> Iterator[str]:
    """Yield so many lines of a worker's output."""
    assert worker.stdout
    for _ in range(lines):
        yield worker.stdout.readline()


def test_killed_at_random_moments_nothing_acknowledged_is_lost(folder: Path, wire: Path) -> None:
    chance = random.Random(20191127)
    acknowledged: list[str] = []
    for attempt in range(8):
        worker = start(folder, wire, f"r{attempt}", 1000)
        acknowledged += until(worker, chance.randrange(1, 9))
        moment = time.monotonic() + chance.random() * 0.02
        while time.monotonic() < moment:
            os.sched_yield()
        worker.kill()
        acknowledged += finished(-signal.SIGKILL, worker)
        check(folder, acknowledged)
