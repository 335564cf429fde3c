"""Ask feeds for what is new, no more often than is polite, until told to stop.

A feed is asked once an interval, and later when its server wishes (Retry-After)
or fails: each failure in a row doubles the wait, and chance spreads all waits,
so that many readers never knock at the same moment.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Event

from store.feedbook import Feed, FeedBook
from store.fetch import Answer, Fetcher, checked, shown

INTERVAL = 300.0
"""Seconds from one request to the next: feeds of agencies change every few minutes."""

SHORTEST = 60.0
"""Seconds; who asks more often than once a minute is shut out by many servers."""

LONGEST = 6 * 3600.0
"""Seconds between two attempts at a feed that keeps failing."""

_LONGEST_ASKED = 24 * 3600.0  # seconds: a server may wish for more, but then a person should look
_MOST_FAILURES = 30  # further ones change nothing, and 2**n stays a number

Take = Callable[[str, bytes], bool]
"""Is given a feed's shown address and document; tells whether there was anything in it that could be read."""


class Poller:
    """The feeds to ask, each in its time."""

    def __init__(
        self,
        urls: Sequence[str],
        archive: Path,
        take: Take,
        tell: Callable[[str], None],
        *,
        interval: float = INTERVAL,
        asking: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        """Prepare to ask `urls`; `asking()` is entered for each request, which may take long.

        Raises `IngestError` for what is no web address, `ArchiveError` if the archive cannot be made.
        """
        self._urls = [checked(url) for url in dict.fromkeys(urls)]
        self._book = FeedBook(archive)
        self._take = take
        self._tell = tell
        self._interval = interval
        self._asking = asking
        self._gone: set[str] = set()

    def once(self, stop: Event) -> bool:
        """Ask each feed that may be asked now, once; tell whether none failed."""
        good = True
        with Fetcher() as fetcher:
            for url in self._urls:
                if stop.is_set():
                    break
                rest = self._book.get(url).next - time.time()
                if rest > 0:
                    self._tell(f"{shown(url)}: asked a moment ago; it may be asked again in {spoken(rest)}")
                else:
                    good = self._ask(url, fetcher) and good
        return good

    def run(self, stop: Event) -> None:
        """Ask each feed in its time until `stop` is set, or none is left to ask."""
        due = {url: self._book.get(url).next for url in self._urls}
        with Fetcher() as fetcher:
            while due and not stop.is_set():
                url = min(due, key=due.__getitem__)
                rest = due[url] - time.time()
                if rest > 0:
                    stop.wait(min(rest, self._interval))  # never long: the clock may be set
                    continue
                self._ask(url, fetcher)
                due[url] = self._book.get(url).next
                if url in self._gone:
                    del due[url]

    def _ask(self, url: str, fetcher: Fetcher) -> bool:
        """Ask one feed, hand on what it sent, and remember what it said."""
        feed = self._book.get(url)
        with self._asking():
            answer = fetcher.get(feed.moved or url, etag=feed.etag, modified=feed.modified)
        good = answer.same or (bool(answer.body) and self._take(shown(url), answer.body))
        after = self._after(feed, answer, good=good)
        self._book.put(url, after)
        if answer.moved and answer.moved != feed.moved:
            self._tell(f"{shown(url)}: has moved to {shown(answer.moved)}, and is asked there from now on")
        if answer.gone:
            self._gone.add(url)
            self._tell(f"{shown(url)}: {answer.why}: it is not asked again")
        elif answer.why:
            self._tell(f"{shown(url)}: {answer.why}; next attempt in {spoken(after.next - time.time())}")
        return good

    def _after(self, feed: Feed, answer: Answer, *, good: bool) -> Feed:
        """Return what to remember of a feed after an answer."""
        now = time.time()
        failures = 0 if good else min(feed.failures + 1, _MOST_FAILURES)
        wished = _LONGEST_ASKED if answer.gone else answer.wait
        wait = pause(self._interval, failures, wished, random.random())  # noqa: S311 - no secret: it spreads requests
        known = replace(feed, asked=now, next=now + wait, failures=failures, moved=answer.moved or feed.moved)
        if good and not answer.same:
            return replace(known, etag=answer.etag, modified=answer.modified)
        return known


def pause(interval: float, failures: int, asked: float, chance: float) -> float:
    """Return the seconds to the next request.

    `failures` in a row double the interval up to `LONGEST`; `asked` is what the
    server wished for, which nothing shortens; `chance` (0 to 1) adds up to a tenth.
    """
    wait = min(interval * float(2**failures), max(interval, LONGEST))
    return max(wait, min(asked, _LONGEST_ASKED)) * (1 + chance / 10)


def spoken(seconds: float) -> str:
    """Return a wait in words: `40 s`, `5 min`, `2 h`."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
