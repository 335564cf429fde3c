"""Reading quotes anew in stories that are stored already, once the rules that find them are better.

Part by part: quotes are looked for without any lock; then, with the archive's
lock held as for one batch of an import, the part is copied with the new quotes
in it under a name that stands for it, the index takes that in, and the old one
is deleted. Killed at any moment it leaves one of the two, or both, of which the
name says which counts; and since each document says by which rules its quotes
were found, the next run goes on from there. All else in a document stays, and
so do numbers, originals and what readers did.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import orjson

from store import quotes
from store.documents import no_document, rules_of, with_quotes
from store.errors import ArchiveCorruptError, ArchiveError
from store.extraction import Answer, Extraction
from store.garbage import uncollected
from store.index import Index, lists
from store.locks import FileLock
from store.models import Article
from store.parts import Parts


@dataclass(slots=True)
class Reread:
    """What was done so far. Counts are versions of stories."""

    stories: int = 0
    """Read anew."""
    changed: int = 0
    """In which other quotes were found, or the same ones otherwise."""
    before: int = 0
    """Quotes that were in them."""
    after: int = 0
    """Quotes that are."""
    failed: dict[str, ArchiveError] = field(default_factory=dict)
    """By the part that does not read back, and stays as it is."""
    seconds: float = 0.0

    def add(self, other: Reread) -> None:
        """Count what another one counts."""
        self.stories += other.stories
        self.changed += other.changed
        self.before += other.before
        self.after += other.after


@dataclass(eq=False, slots=True)
class _Part:
    """A part that is being read, as it was when that began."""

    name: str
    stamp: str
    """Empty for one that is gone or does not read back."""


_Asked = tuple[_Part, int]
"""A document of a part by its number."""


class Rereading:
    """Stories whose quotes were found by older rules."""

    def __init__(self, lock: FileLock, index: Index, parts: Parts) -> None:
        self._lock = lock
        self._index = index
        self._parts = parts

    @property
    def stamp(self) -> object:
        """A value that is another one after quotes were read anew, by whomever."""
        return lists.reread(self._index)

    @property
    def waiting(self) -> int:
        """How many stories are to be read anew."""
        return sum(lists.outdated(self._index, quotes.REVISION).values())

    def run(
        self, on_progress: Callable[[int, int], None] | None = None, processes: int | None = None
    ) -> Reread:
        """Read them all; `on_progress` is told how many of how many are read.

        `processes` are as in an import. Raises `ArchiveError` when the archive
        cannot be written; what was done until then is kept.
        """
        began = time.monotonic()
        with self._lock.held():  # who cannot write here is told before the work, not after
            self._index.sync(fully=True)
            self._parts.sweep()  # what a run that was killed left behind
        total = self.waiting

        def tell(done: int) -> None:
            if on_progress:
                on_progress(min(done, total), total)

        done = _Run(self._lock, self._index, self._parts, tell).through(processes)
        done.seconds = time.monotonic() - began
        return done


class _Run:
    """One reading of all that is outdated."""

    def __init__(self, lock: FileLock, index: Index, parts: Parts, tell: Callable[[int], None]) -> None:
        self._lock = lock
        self._index = index
        self._parts = parts
        self._tell = tell
        self._done = Reread()

    def through(self, processes: int | None) -> Reread:
        """Read what there is until nothing is left, or nothing more can be done."""
        before: dict[str, str] = {}
        while (left := self._left()) and left != before:  # what an import merged meanwhile has another name
            self._read(left, processes)
            before = left
        return self._done

    def _left(self) -> dict[str, str]:
        """Return the parts that are to be read, with their stamps."""
        names = lists.outdated(self._index, quotes.REVISION).keys() - self._done.failed.keys()
        return {name: self._stamp(name) for name in sorted(names)}

    def _read(self, stamps: dict[str, str], processes: int | None) -> None:
        read = self._done.stories
        with Extraction[_Asked](processes) as extraction:
            answers = self._answers(extraction, stamps)
            for part, found in groupby(answers, key=lambda answer: answer[0][0]):
                kept: dict[int, bytes] = {}  # dense, as there may be two thousand
                for (_, number), answer in found:
                    kept[number] = orjson.dumps(answer)
                    read += 1
                    self._tell(read)
                self._commit(part, kept)

    def _answers(
        self, extraction: Extraction[_Asked], stamps: dict[str, str]
    ) -> Iterator[tuple[_Asked, Answer]]:
        for name, stamp in stamps.items():
            part = _Part(name, stamp)
            for number, article in self._articles(part):
                yield from extraction.put((part, number), article)
        yield from extraction.rest()

    def _articles(self, part: _Part) -> Iterator[tuple[int, Article]]:
        try:
            for place, document in self._parts.read(part.name):
                if rules_of(document) < quotes.REVISION:
                    yield place.number, Article.from_json(document["article"])
        except ArchiveCorruptError as error:
            part.stamp = ""
            self._done.failed[part.name] = error
        except ArchiveError:  # merged away a moment ago
            part.stamp = ""
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            part.stamp = ""
            self._done.failed[part.name] = no_document(self._parts.folder / part.name, error)

    def _stamp(self, name: str) -> str:
        with suppress(ArchiveError):
            return self._parts.stamp(name)
        return ""

    def _commit(self, part: _Part, found: Mapping[int, bytes]) -> None:
        """Put the quotes found into a part, durably, unless it changed or went meanwhile."""
        done = Reread()

        def change(number: int, document: dict[str, Any]) -> dict[str, Any]:
            if number not in found:
                return document
            old, new = document["quotes"], orjson.loads(found[number])
            done.stories += 1
            done.changed += old != new
            done.before += len(old)
            done.after += len(new)
            return with_quotes(document, new, quotes.REVISION)

        with self._lock.held(), uncollected():
            self._index.sync()
            if not part.stamp or part.stamp != self._stamp(part.name):
                return
            try:
                self._parts.renew(part.name, change)
            except ArchiveCorruptError as error:
                self._done.failed[part.name] = error
                return
            self._index.sync()
            self._parts.sweep()
        self._done.add(done)
