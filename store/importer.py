"""From paths to stories ready to be stored: find files, read, parse, look for quotes.

One bad file never stops the rest.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import orjson

from store import ingest, quotes
from store.documents import Incoming, Origin, digest_of
from store.errors import IngestError
from store.extraction import Answer, Extraction
from store.ingest import files
from store.models import Article, Progress, Quote, Report
from store.text import clean_line

_Found = TypeVar("_Found")

BATCH = 1000  # stories to one commit
BATCH_BYTES = 8 * 1024 * 1024  # of originals and bodies: bounds memory where stories are large


class Import:
    """One import under way: what is read, what waits to be committed, and the counts so far."""

    def __init__(
        self,
        known: Callable[[Incoming], bool],
        commit: Callable[[Sequence[Incoming]], tuple[int, int]],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self._known = known
        self._commit = commit
        self._tell = on_progress
        self._batch: list[Incoming] = []
        self._bytes = 0
        self._files = self._stories = self._added = self._updated = 0
        self._failed: list[IngestError] = []

    def run(self, paths: Sequence[Path], processes: int | None = None) -> Report:
        """Import everything in `paths`; say how it went."""
        began = time.monotonic()
        total = sum(not isinstance(found, IngestError) for found in find_files(paths)) if self._tell else 0
        with Extraction[Incoming](processes) as extraction:
            for found in find_files(paths):
                if isinstance(found, IngestError):
                    self._failed.append(found)
                    continue
                self._file(found, extraction)
                if self._tell:
                    self._tell(Progress(self._files, total, self._stories, len(self._failed), str(found)))
            self._take(extraction.rest())
        self._flush()
        unchanged = self._stories - self._added - self._updated
        seconds = time.monotonic() - began
        return Report(self._added, self._updated, unchanged, tuple(self._failed), self._files, seconds)

    def _file(self, path: Path, extraction: Extraction[Incoming]) -> None:
        self._files += 1
        for found in read_stories(path):
            if isinstance(found, IngestError):
                self._failed.append(found)
                continue
            self._stories += 1
            if not self._known(found):
                self._take(extraction.put(found, found.article))

    def _take(self, done: Iterable[tuple[Incoming, Answer]]) -> None:
        last: bytes | None = None
        for story, found in done:
            self._batch.append(replace(story, quotes=found, rules=quotes.REVISION))
            self._bytes += len(story.article.body_text) + (
                0 if story.original is last else len(story.original)
            )
            last = story.original
            if len(self._batch) >= BATCH or self._bytes > BATCH_BYTES:
                self._flush()

    def _flush(self) -> None:
        if self._batch:
            added, updated = self._commit(self._batch)
            self._added += added
            self._updated += updated
        self._batch, self._bytes = [], 0


def read_stories(path: Path) -> Iterator[Incoming | IngestError]:
    """Yield the stories in a file, without quotes, and an `IngestError` for whatever cannot be read."""

    def read(name: str) -> Iterator[Incoming | IngestError]:
        data = files.load(path)
        origin = Origin(name, hashlib.sha256(data).hexdigest(), utc_now())
        for found in ingest.parse(data, name=name):
            if isinstance(found, IngestError):
                yield found
                continue
            try:
                content = found.as_json()
                yield Incoming(found, content, origin, data, digest_of(content))
            except orjson.JSONEncodeError as error:
                yield IngestError(f"characters that are no text ({error})", where=name)

    yield from _guarded(clean_line(str(path)), read)


def read_articles(path: Path) -> Iterator[Article | IngestError]:
    """Yield the stories in a file, and an `IngestError` for whatever in it cannot be read."""
    yield from _guarded(clean_line(str(path)), lambda name: ingest.parse(files.load(path), name=name))


def quotes_in(text: str) -> tuple[Quote, ...]:
    """Return who said what in a text that is no parsed story."""
    return tuple(quotes.extract(text, headings=(), headline="", language=""))


def find_files(paths: Sequence[Path]) -> Iterator[Path | IngestError]:
    """Yield the files that `paths` name or contain."""
    return files.find(paths)


def utc_now() -> str:
    """Return this second, `YYYY-MM-DDTHH:MM:SSZ`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _guarded(
    name: str, read: Callable[[str], Iterator[_Found | IngestError]]
) -> Iterator[_Found | IngestError]:
    """Yield what `read` yields; what it raises becomes the last of the errors."""
    try:
        yield from read(name)
    except IngestError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - one file that breaks a parser must not stop a thousand others
        what = f"{type(error).__name__}: {clean_line(str(error))}"[:200]
        yield IngestError(f"reading it failed unexpectedly ({what})", where=name, hint="please report it")
