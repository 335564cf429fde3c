"""A watched spool: complete files once, whatever happens to the folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from store.arrivals import Arrivals
from store.errors import IngestError
from store.ingest import files
from store.library import Library
from store.watch import watch

STORY = "OSLO, March 3 (XYZ) - The ferry Alfa{} sank off the coast on Tuesday, the harbour office said.\n"
PATIENCE = 20.0  # seconds; what a loaded machine may take, not what is expected


def until(true: Callable[[], object]) -> None:
    """Wait until something is true; fail when it is not in time."""
    deadline = time.monotonic() + PATIENCE
    pause = Event()
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        pause.wait(0.02)


class Watching:
    """A watch in a thread of its own, and what it yielded and told."""

    def __init__(self, folder: Path) -> None:
        self.seen: list[Path] = []
        self.told: list[str] = []
        self.stop = Event()
        self._thread = Thread(target=self._run, args=(folder,))
        self._thread.start()

    def _run(self, folder: Path) -> None:
        for paths in watch(folder, self.stop, self.told.append, rest=0.1):
            self.seen += paths

    def close(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


@pytest.fixture
def watching(spool: Path) -> Iterator[Watching]:
    running = Watching(spool)
    yield running
    running.close()


def test_what_lies_there_and_what_comes_is_told_once(spool: Path) -> None:
    (spool / "old.txt").write_text(STORY)
    running = Watching(spool)
    try:
        until(lambda: running.seen == [spool / "old.txt"])
        (spool / "inner").mkdir()
        (spool / "inner" / "new.txt").write_text(STORY)
        until(lambda: running.seen == [spool / "old.txt", spool / "inner" / "new.txt"])
        (spool / "old.txt").rename(spool / "inner" / "done.txt")
        (spool / "last.txt").write_text(STORY)
        until(lambda: spool / "last.txt" in running.seen)
        assert len(running.seen) == 3, "a renamed file is the same file"
    finally:
        running.close()


def test_what_comes_into_a_folder_named_from_here_is_told(
    spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spool.parent)
    here = Path(spool.name)
    (here / "old.txt").write_text(STORY)
    running = Watching(here)
    try:
        until(lambda: running.seen == [here / "old.txt"])
        (here / "new.txt").write_text(STORY)
        until(lambda: running.seen == [here / "old.txt", here / "new.txt"])
    finally:
        running.close()


def test_hidden_parked_and_unfinished_names_are_left_alone(spool: Path, watching: Watching) -> None:
    (spool / "parked").mkdir()
    (spool / "parked" / ".nowire").touch()
    for name in (".hidden", "README.md", "story.txt.part", "parked/story.txt"):
        (spool / name).write_text(STORY)
    (spool / "story.txt").write_text(STORY)
    until(lambda: watching.seen)
    (spool / "story.txt.part").rename(spool / "whole.txt")
    until(lambda: len(watching.seen) == 2)
    assert watching.seen == [spool / "story.txt", spool / "whole.txt"]


def test_a_file_that_grows_is_told_again(spool: Path, watching: Watching) -> None:
    path = spool / "spool.txt"
    path.write_text(STORY)
    until(lambda: len(watching.seen) == 1)
    with path.open("a") as file:
        file.write(STORY)
    until(lambda: len(watching.seen) == 2)


def test_the_folder_may_go_and_come_back(spool: Path, watching: Watching) -> None:
    (spool / "one.txt").write_text(STORY)
    until(lambda: watching.seen)
    spool.rename(spool.with_name("yesterday"))
    until(lambda: watching.told)
    assert watching.told[0].endswith("is gone: waiting for a folder of this name")
    spool.mkdir()
    (spool / "two.txt").write_text(STORY)
    until(lambda: spool / "two.txt" in watching.seen)
    (spool / "three.txt").write_text(STORY)
    until(lambda: spool / "three.txt" in watching.seen)
    assert len(watching.seen) == 3


def test_a_link_may_be_switched_to_another_folder(tmp_path: Path) -> None:
    for day in ("monday", "tuesday"):
        (tmp_path / day).mkdir()
        (tmp_path / day / f"{day}.txt").write_text(STORY)
    today = tmp_path / "today"
    today.symlink_to("monday")
    running = Watching(today)
    try:
        until(lambda: running.seen == [today / "monday.txt"])
        (tmp_path / "next").symlink_to("tuesday")
        (tmp_path / "next").rename(today)
        until(lambda: running.seen[1:] == [today / "tuesday.txt"])
    finally:
        running.close()


def test_a_file_is_complete_when_it_rests(spool: Path) -> None:
    arrivals = Arrivals(spool, rest=1.0)
    path = spool / "slow.txt"
    path.write_text("OSLO")
    arrivals.see([path], 10.0)
    assert arrivals.complete(10.9) == []
    path.write_text("OSLO, March 3")
    assert arrivals.complete(11.1) == [], "it changed since"
    assert arrivals.complete(12.2) == [path]
    assert arrivals.complete(13.3) == []


def test_a_file_renamed_in_need_not_rest(spool: Path) -> None:
    arrivals = Arrivals(spool, rest=1.0)
    path = spool / "whole.txt"
    path.write_text(STORY)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    arrivals.see([path], 10.0)
    assert arrivals.complete(10.0) == [path]


def test_an_empty_or_vanished_file_is_not_complete(spool: Path) -> None:
    arrivals = Arrivals(spool, rest=1.0)
    (spool / "empty.txt").touch()
    (spool / "gone.txt").write_text(STORY)
    arrivals.scan(10.0)
    (spool / "gone.txt").unlink()
    assert arrivals.complete(20.0) == []


def test_what_cannot_be_read_is_told_once(spool: Path) -> None:
    arrivals = Arrivals(spool)
    (spool / "dangling").symlink_to("nothing")
    (problem,) = arrivals.scan(1.0)
    assert "a link to nothing" in str(problem)
    assert arrivals.scan(2.0) == []


def test_a_walk_and_a_watch_want_the_same_files(spool: Path) -> None:
    for name in ("a.txt", ".b", "readme", "c.tmp", "d~", "e/f.txt", "e/.g/h.txt", "i/.nowire", "i/j.txt"):
        (spool / name).parent.mkdir(exist_ok=True)
        (spool / name).write_text(STORY)
    walked = {path for path in files.find([spool]) if isinstance(path, Path)}
    every = {path for path in spool.rglob("*") if path.is_file()}
    assert (
        {path for path in every if files.wanted(path, spool)}
        == walked
        == {spool / "a.txt", spool / "e/f.txt"}
    )
    assert not files.wanted(spool.parent / "elsewhere.txt", spool)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such folder"):
        next(watch(tmp_path / "absent", Event(), print))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_command_imports_what_comes_and_ends_when_told(
    spool: Path, tmp_path: Path, number: int, status: int
) -> None:
    archive = tmp_path / "archive"
    (spool / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    command = [sys.executable, "-m", "tui", "import", "--archive", str(archive), "--watch", str(spool)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "photo.jpg: this is a JPEG picture" in process.stderr.readline()
        (spool / "ferry.txt").write_text(STORY)
        assert process.stderr.readline() == "wirereader: 1 added, 0 updated, from 1 file\n"
        process.send_signal(number)
        rest = process.stderr.read()
    assert process.returncode == status
    assert rest == f"wirereader: watched {spool}: 1 added, 0 updated, 1 failed\n"
    with Library.open(archive) as library:
        assert library.count == 1
