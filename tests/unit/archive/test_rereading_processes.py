"""Reading quotes anew beside imports, and killed with -9 at any step: all stays, and the next run goes on."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from store.library import Library
from tests.unit.archive import test_processes as imports
from tests.unit.archive.conftest import Send
from tests.unit.archive.holdings import documents, everything, without_quotes
from tests.unit.archive.older_rules import TODAY, ferries, otherwise, rules

# Raises the revision of the rules so many times, and reads all quotes anew each time. It dies at one of the
# steps that put bytes on the disk or into the index, counted from the first reading on.
WORKER = (
    imports.DEADLY
    + """
from store import quotes
from store.index.names import Names
from store.index.words import Words
from store.library import Library

folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with Library.open(folder, reader="ada") as library:
    os.fsync, os.pwrite = deadly(os.fsync), deadly(os.pwrite)
    Path.replace, Path.unlink = deadly(Path.replace), deadly(Path.unlink)
    Names.write, Words.write = deadly(Names.write), deadly(Words.write)
    for quotes.REVISION in range(first, last + 1):
        print(library.rereading.run(processes=1).stories, flush=True)
"""
)


def start(folder: Path, first: int, last: int, crash_at: int = 0) -> subprocess.Popen[str]:
    """Start a worker."""
    return imports.run(WORKER, folder, first, last, crash_at)


@pytest.mark.parametrize("crash_at", range(1, 14))
def test_a_death_at_any_step_leaves_each_story_as_it_was_or_read_anew(
    folder: Path, send: Send, crash_at: int
) -> None:
    with rules(TODAY - 1, otherwise), Library.open(folder, reader="ada") as library:
        for first in (0, 6):
            library.import_paths([send(*ferries(6, first=first))])
    before = documents(folder)
    imports.finished(-signal.SIGKILL, start(folder, TODAY, TODAY, crash_at))
    with rules(TODAY):
        left = documents(folder)
        assert without_quotes(left) == without_quotes(before)
        with Library.open(folder, reader="ada") as library:
            older = [number for number, one in left.items() if one["rules"] < TODAY]
            assert all(left[number] == before[number] for number in older)
            assert library.rereading.waiting == len(older)
            taken_over = everything(folder)
            library.reindex()
            assert everything(folder) == taken_over, "the index had nothing to be told"
            assert library.rereading.run().stories == len(older)
            assert "left over" not in str(library.problems())
    assert len(list((folder / "articles").iterdir())) == 2
    assert {len(one["quotes"]) for one in documents(folder).values()} == {1}


def test_imports_go_on_while_quotes_are_read_anew(folder: Path, tmp_path: Path) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    Library.open(folder, reader="ada").close()
    importers = [imports.start(folder, wire, f"w{number}", 6) for number in range(2)]
    reading = [start(folder, 100 * number, 100 * number + 9) for number in (1, 2)]
    imports.finished(0, *reading)
    imports.check(folder, imports.finished(0, *importers))
    with rules(1000), Library.open(folder) as library:
        assert library.rereading.run().stories == library.count == 12
