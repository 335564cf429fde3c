"""Looking for quotes, the costly part of an import, in as many processes as there are cores.

Stories go in, and their quotes come out in the order they came. A few are done here and
now; processes are only begun for many. At most a few batches are under way,
so memory stays the same however long the import.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, Self, TypeVar

from store.models import Article, Quote
from store.quotes import extract

BATCH = 32  # stories to one piece of work: some hundred milliseconds
_AHEAD = 3  # pieces waiting for each process

Answer = tuple[dict[str, Any], ...]
"""The quotes of a story as JSON."""

_Story = TypeVar("_Story")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quotes_of(article: Article) -> tuple[Quote, ...]:
    """Return who said what in a story."""
    return tuple(
        extract(
            article.body_text,
            headings=article.headings,
            headline=article.headline,
            language=article.language,
        )
    )


def look(articles: Sequence[Article]) -> list[Answer]:
    """Return who said what in each story."""
    return [tuple(quote.as_json() for quote in quotes_of(article)) for article in articles]


class Extraction(Generic[_Story]):
    """Stories under way, each by what the caller calls it. As a context manager it ends its processes."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = cores() if processes is None else processes
        self._waiting: list[tuple[_Story, Article]] = []
        self._running: deque[tuple[list[_Story], _Piece]] = deque()
        self._helpers: list[_Helper] = []
        self._begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._helpers:
            helper.end()
        self._helpers.clear()

    def put(self, story: _Story, article: Article) -> Iterator[tuple[_Story, Answer]]:
        """Take a story; yield those that are done, with their quotes."""
        self._waiting.append((story, article))
        if len(self._waiting) >= BATCH:
            self._begin()
        while len(self._running) > len(self._helpers) * _AHEAD:
            yield from self._next()

    def rest(self) -> Iterator[tuple[_Story, Answer]]:
        """Yield all that are not done yet, done."""
        if self._waiting:
            self._begin()
        while self._running:
            yield from self._next()

    def _begin(self) -> None:
        stories = [story for story, _ in self._waiting]
        piece = _Piece([article for _, article in self._waiting])
        self._waiting = []
        if self._begun and self._processes > 1 and not self._helpers:
            self._helpers = _helpers(self._processes)
            self._processes = len(self._helpers)
        self._begun = True
        self._running.append((stories, piece))
        for helper in sorted(self._helpers, key=lambda helper: len(helper.pieces)):
            if helper.give(piece):
                break
            self._lose(helper)

    def _next(self) -> Iterator[tuple[_Story, Answer]]:
        stories, piece = self._running.popleft()
        while piece.answers is None and any(piece in helper.pieces for helper in self._helpers):
            self._gather()
        yield from zip(stories, piece.answers or look(piece.articles), strict=True)

    def _gather(self) -> None:
        """Wait for an answer, and take every one that is there: nobody waits to be rid of his."""
        speaking = wait([helper.pipe for helper in self._helpers])
        for helper in [helper for helper in self._helpers if helper.pipe in speaking]:
            if not helper.take():
                self._lose(helper)

    def _lose(self, helper: _Helper) -> None:
        """Do without a process that was killed; what it had is done here."""
        self._helpers.remove(helper)
        self._processes = len(self._helpers)
        helper.end()


class _Piece:
    """Stories that are looked at together, and what was found in them once that is known."""

    def __init__(self, articles: list[Article]) -> None:
        self.articles = articles
        self.answers: list[Answer] | None = None


class _Helper:
    """A process that looks for quotes: pieces go in and answers come out in one order.

    A pool of the standard library is not used: its own thread can die of a
    process that is killed at the wrong moment, and the import would wait for
    ever. A pipe's end of file cannot be missed.
    """

    def __init__(self) -> None:
        # Not forked: this process may have threads, and a child would inherit their locks.
        context = multiprocessing.get_context("spawn")
        self.pieces: deque[_Piece] = deque()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            self.process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def give(self, piece: _Piece) -> bool:
        """Send a piece; return whether the process still takes any."""
        work = [replace(article, body_xhtml="") for article in piece.articles]  # what is sent costs time
        try:
            self.pipe.send(work)
        except OSError:
            return False
        self.pieces.append(piece)
        return True

    def take(self) -> bool:
        """Take the next answer; return whether there was one."""
        try:
            self.pieces[0].answers = self.pipe.recv()
        except (OSError, EOFError, IndexError):
            return False
        self.pieces.popleft()
        return True

    def end(self) -> None:
        """End the process at once: it holds nothing that could be lost."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def _helpers(number: int) -> list[_Helper]:
    """Begin as many processes as there may be here, at most a number of them."""
    begun: list[_Helper] = []
    for _ in range(number):
        try:
            begun.append(_Helper())
        except OSError:
            break
    return begun


def _serve(pipe: Connection) -> None:
    """Look at what comes through a pipe until its other end is closed.

    The pieces are taken in by a thread, so that who sends one never waits for
    the one before it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-c is for the process that began the import
    pieces: SimpleQueue[list[Article] | None] = SimpleQueue()
    Thread(target=_receive, args=(pipe, pieces), daemon=True).start()
    with suppress(Exception):  # what fails here fails again where it was asked for, and is told there
        while (piece := pieces.get()) is not None:
            pipe.send(look(piece))


def _receive(pipe: Connection, pieces: SimpleQueue[list[Article] | None]) -> None:
    with suppress(OSError, EOFError):
        while True:
            pieces.put(pipe.recv())
    pieces.put(None)
