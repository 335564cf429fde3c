"""Looking for quotes, the costly part of an import, in as many processes as there are cores.

Stories go in and come out in the order they came. A few are done here and
now; processes are only begun for many. At most a few batches are under way,
so memory stays the same however long the import.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any, Self

from store.documents import Incoming
from store.models import Article
from store.quotes import extract
from store.sketch import packed, sketch

BATCH = 32  # stories to one piece of work: some hundred milliseconds
_AHEAD = 3  # pieces waiting for each process

Answer = tuple[tuple[dict[str, Any], ...], str]
"""Quotes as JSON and the packed sketch of a story."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def look(articles: Sequence[Article]) -> list[Answer]:
    """Return who said what in each story, and its sketch."""
    return [
        (
            tuple(
                quote.as_json()
                for quote in extract(
                    article.body_text,
                    headings=article.headings,
                    headline=article.headline,
                    language=article.language,
                )
            ),
            packed(sketch(article)),
        )
        for article in articles
    ]


class Extraction:
    """Stories under way. Use as a context manager: leaving it ends the processes."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = cores() if processes is None else processes
        self._waiting: list[Incoming] = []
        self._running: deque[tuple[list[Incoming], Future[list[Answer]] | None]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        self._pieces = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def put(self, story: Incoming) -> Iterator[Incoming]:
        """Take a story; yield those that are done."""
        self._waiting.append(story)
        if len(self._waiting) >= BATCH:
            self._begin()
        while len(self._running) > (self._processes * _AHEAD if self._pool else 0):
            yield from self._next()

    def rest(self) -> Iterator[Incoming]:
        """Yield all that are not done yet, done."""
        if self._waiting:
            self._begin()
        while self._running:
            yield from self._next()

    def _begin(self) -> None:
        batch, self._waiting = self._waiting, []
        self._pieces += 1
        if self._pieces > 1 and self._processes > 1 and self._pool is None:
            # Not forked: this process may have threads, and a child would inherit their locks.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_quietly)
        self._running.append((batch, self._sent(batch) if self._pool else None))

    def _sent(self, batch: Sequence[Incoming]) -> Future[list[Answer]] | None:
        assert self._pool is not None  # noqa: S101 - asked for only where there are processes
        work = [replace(story.article, body_xhtml="") for story in batch]  # what is sent costs time
        try:
            return self._pool.submit(look, work)
        except BrokenProcessPool:
            self._alone()
            return None

    def _alone(self) -> None:
        """Go on in this process: the others cannot be begun here, or somebody killed one."""
        self._pool, self._processes = None, 1

    def _next(self) -> Iterator[Incoming]:
        batch, running = self._running.popleft()
        try:
            answers = running.result() if running else None
        except BrokenProcessPool:
            self._alone()
            answers = None
        if answers is None:
            answers = look([story.article for story in batch])
        for story, (quotes, marks) in zip(batch, answers, strict=True):
            yield replace(story, quotes=quotes, sketch=marks)


def _quietly() -> None:
    """Leave ctrl-c to the process that began the import."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
