"""Quotes looked for in several processes: in order, as in one process, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.documents import Incoming, Origin
from store.extraction import BATCH, Extraction
from tests.unit.archive.conftest import article


def stories(count: int) -> Iterator[Incoming]:
    """Yield stories that each quote a mayor."""
    for number in range(count):
        one = article(f"urn:{number}")
        yield Incoming(one, one.as_json(), Origin("x", "0" * 64, "2026-01-01T00:00:00Z"), b"x", "0" * 64)


def put(extraction: Extraction[Incoming], story: Incoming) -> list[Incoming]:
    """Put a story in; return those that are done."""
    return [replace(one, quotes=quotes) for one, quotes in extraction.put(story, story.article)]


def rest(extraction: Extraction[Incoming]) -> list[Incoming]:
    """Return those that are not done yet, done."""
    return [replace(one, quotes=quotes) for one, quotes in extraction.rest()]


def extracted(count: int, processes: int) -> list[Incoming]:
    """Return stories as they come out."""
    with Extraction[Incoming](processes) as extraction:
        done = [story for one in stories(count) for story in put(extraction, one)]
        return [*done, *rest(extraction)]


def test_what_goes_in_comes_out_in_order_with_its_quotes() -> None:
    many = extracted(BATCH * 3 + 5, 2)
    assert [story.article.uri for story in many] == [f"urn:{number}" for number in range(BATCH * 3 + 5)]
    assert all(story.quotes[0]["speaker"]["name"] == "Rosa Paz" for story in many)
    assert many == extracted(BATCH * 3 + 5, 1)


def test_a_few_stories_begin_no_process() -> None:
    before = multiprocessing.active_children()
    with Extraction[Incoming](2) as extraction:
        done = [story for one in stories(BATCH) for story in put(extraction, one)]
        assert len(done) == BATCH
        assert multiprocessing.active_children() == before


@pytest.mark.parametrize("victims", [1, 2])
@pytest.mark.parametrize("moment", [BATCH * 2, BATCH * 4 - 1, BATCH * 6])
def test_a_process_that_is_killed_costs_no_story(victims: int, moment: int) -> None:
    done: list[Incoming] = []
    with Extraction[Incoming](2) as extraction:
        for number, one in enumerate(stories(BATCH * 8), start=1):
            done += put(extraction, one)
            if number == moment:
                for process in multiprocessing.active_children()[:victims]:
                    os.kill(process.pid or 0, signal.SIGKILL)
        done += rest(extraction)
    assert [story.article.uri for story in done] == [f"urn:{number}" for number in range(BATCH * 8)]
    assert all(story.quotes for story in done)
    assert multiprocessing.active_children() == []


def test_an_import_given_up_leaves_no_process() -> None:
    with Extraction[Incoming](2) as extraction:
        for one in stories(BATCH * 3):
            put(extraction, one)
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


PROGRAM = """
import multiprocessing, os, signal
from tests.unit.archive.test_extraction import BATCH, Extraction, put, stories

if __name__ == "__main__":
    extraction = Extraction(2)
    done = [story for one in stories(BATCH * 3) for story in put(extraction, one)]
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    {end}
"""


@pytest.mark.parametrize("end", ["pass", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_program_that_ends_waits_for_nobody_and_leaves_nobody(end: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(end=end))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    run = subprocess.run(
        [sys.executable, program], capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    helpers = [int(word) for word in run.stdout.split()]
    assert len(helpers) == 2
    # Their end of the output is closed with them: it is read to its end only when they are gone.
    assert run.stderr == ""
