"""Quotes looked for in several processes: in order, as in one process, whatever happens to them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest

from store.documents import Incoming, Origin
from store.extraction import BATCH, Answer, Extraction
from tests.unit.archive.conftest import article


def stories(count: int) -> Iterator[Incoming]:
    """Yield stories that each quote a mayor."""
    for number in range(count):
        one = article(f"urn:{number}")
        yield Incoming(one, one.as_json(), Origin("x", "0" * 64, "2026-01-01T00:00:00Z"), b"x", "0" * 64)


def extracted(count: int, processes: int) -> list[Incoming]:
    """Return stories as they come out."""
    with Extraction(processes) as extraction:
        done = [story for one in stories(count) for story in extraction.put(one)]
        return [*done, *extraction.rest()]


def test_what_goes_in_comes_out_in_order_with_its_quotes() -> None:
    many = extracted(BATCH * 3 + 5, 2)
    assert [story.article.uri for story in many] == [f"urn:{number}" for number in range(BATCH * 3 + 5)]
    assert all(story.quotes[0]["speaker"]["name"] == "Rosa Paz" for story in many)
    assert many == extracted(BATCH * 3 + 5, 1)


def test_a_few_stories_begin_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.extraction.ProcessPoolExecutor", None)
    assert len(extracted(BATCH, 2)) == BATCH


# The executor's own thread may stumble while it takes note that its processes are gone; no story hangs on it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_process_that_is_killed_costs_no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ProcessPoolExecutor.submit
    calls = 0

    def submit(self: ProcessPoolExecutor, *work: object) -> Future[list[Answer]]:
        nonlocal calls
        calls += 1
        if calls == 2:
            for process in self._processes:
                os.kill(process, signal.SIGKILL)
        return real(self, *work)  # type: ignore[arg-type]  # handed through as it came

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    many = extracted(BATCH * 4, 2)
    assert [story.article.uri for story in many] == [f"urn:{number}" for number in range(BATCH * 4)]
    assert all(story.quotes for story in many)
