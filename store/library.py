"""The archive's one façade: whatever is done with stories goes through `Library`.

Documents are the truth, the index is derived, marks belong to one reader
(see `store.paths` for the files). A write is acknowledged, that is, the
method returns, when it is on disk. Methods may be called from any thread.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from store import checks, query, schema
from store.commands import Command
from store.documents import Incoming, as_document, version_key
from store.errors import ArchiveError, IngestError, StoreError
from store.importer import BATCH, BATCH_BYTES, find_files, read_stories, utc_now
from store.index import Index, Place
from store.locks import FileLock
from store.models import Article, Entry, Found, Progress, Quote, Report, Row, SpeakerCount
from store.originals import Originals
from store.paths import Places, default_reader
from store.shelf import Shelf
from store.state import Mark, ReaderState
from store.terms import fold

_UNMARKED = Mark()


class Library:
    """An open archive, as one reader sees it. Use as a context manager, or `close` it."""

    def __init__(self, folder: Path, reader: str) -> None:
        self.folder = folder
        self.reader = reader
        self._places = Places(folder)
        self._lock = FileLock(self._places.lock)
        schema.prepare(self._places, self._lock)
        self._thread = RLock()
        self._shelf = Shelf(self._places.articles, self._lock)
        self._originals = Originals(self._places.originals)
        self._index = Index(self._places.index, self._shelf)
        self._index.sync()
        self._state = ReaderState(self._places, reader)
        self._plain: tuple[Row, ...] | None = None
        self._rows: dict[str, Row] = {}
        self._list: tuple[Row, ...] = ()
        self._marks: dict[str, Mark] = {}
        self._seen: tuple[object, object] = (None, None)

    @classmethod
    def open(cls, folder: Path, *, reader: str | None = None) -> Self:
        """Open the archive in `folder`, beginning one where there is none.

        `reader` says whose tags and read marks these are; None is the login
        name. Raises `ArchiveError`.
        """
        return cls(folder, reader or default_reader())

    def close(self) -> None:
        """Close all files; nothing is left to save."""
        with self._thread:
            self._state.close()
            self._index.close()
            self._shelf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def count(self) -> int:
        """The number of stories."""
        return len(self.rows())

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should be told about the archive: files that do not read back."""
        return tuple(str(problem) for problem in self._index.problems)

    def rows(self) -> tuple[Row, ...]:
        """Return the newest version of every story, newest first, with this reader's marks."""
        with self._thread:
            self._refresh()
            return self._list

    def search(self, text: str) -> Found:
        """Return the stories a query asks for, newest first; raises `QuerySyntaxError`."""
        asked = query.parse(text)
        now = utc_now()
        with self._thread:
            rows = self.rows()
            views = self._views(asked, now) if asked.needs_text else (query.View(row, now) for row in rows)
            found = tuple(view.row for view in views if asked.matches(_veiled(view, asked.wants_killed)))
            return Found(found, len(rows), asked.terms)

    def get(self, uri: str, version: str | None = None) -> Entry:
        """Return a story: its newest version, or the one named; raises `ArchiveError`."""
        with self._thread:
            self._refresh()
            row, places = self._rows.get(uri), self._index.places(uri)
            document = self._document(uri, version, places)
        if row is None:
            raise _unknown(uri, version)
        return Entry(
            article=Article.from_json(document["article"]),
            quotes=tuple(Quote.from_json(quote) for quote in document["quotes"]),
            row=row,
            imported=document["imported"],
            origin=document["origin"],
            sha256=document["sha256"],
            versions=tuple(place.version for place in places),
        )

    def original(self, uri: str, version: str | None = None) -> bytes:
        """Return the bytes a version came from, exactly; raises `ArchiveError`."""
        with self._thread:
            document = self._document(uri, version, self._index.places(uri))
            return self._originals.read(document["original"], document["sha256"])

    def apply(self, command: Command, *, undoable: bool = True) -> str:
        """Do what a command says, durably; return what was done in words. Raises `ArchiveError`."""
        with self._thread:
            self._refresh()
            for uri in command.uris:
                if uri not in self._rows:
                    raise _unknown(uri, None)
            return self._state.apply(command, undoable=undoable)

    def undo(self) -> str | None:
        """Take back the newest change that can be; say which, None if there is none."""
        with self._thread:
            words = self._state.undo()
        return words and f"Undone: {words}"

    def redo(self) -> str | None:
        """Do again what was taken back last; say what, None if there is nothing."""
        with self._thread:
            words = self._state.redo()
        return words and f"Done again: {words}"

    def tags(self) -> dict[str, int]:
        """Return this reader's tags, in alphabetical order, with the number of stories."""
        counts = Counter(tag for row in self.rows() for tag in row.tags)
        return dict(sorted(counts.items()))

    def speakers(self) -> tuple[SpeakerCount, ...]:
        """Return who is quoted, the most quoted first; killed stories do not count."""
        with self._thread:
            return self._index.speakers()

    def quotes_by(self, name: str) -> tuple[tuple[str, Quote], ...]:
        """Return the quotes of the speaker called `name`, each with its story's uri, newest first."""
        with self._thread:
            return self._index.quotes_by(name)

    def session(self) -> dict[str, Any]:
        """Return the place saved last, empty if none."""
        with self._thread:
            return self._state.session()

    def save_session(self, place: Mapping[str, Any]) -> None:
        """Keep the reader's place over restarts; raises `ArchiveError`."""
        with self._thread:
            self._state.save_session(place)

    def import_paths(
        self, paths: Iterable[Path], *, on_progress: Callable[[Progress], None] | None = None
    ) -> Report:
        """Import all stories in files and folders, in durable batches; what fails is in the report.

        Stopping half-way (an exception from `on_progress`, ctrl-c, kill -9)
        loses nothing that was committed; importing again goes on from there.
        Raises `ArchiveError` when the archive cannot be written.
        """
        with self._thread, self._lock.held():  # who cannot write here is told before the work, not after
            self._index.sync()
        return _Import(self._known, self._commit, list(paths), on_progress).run()

    def problems(self) -> tuple[StoreError, ...]:
        """Check everything: every file reads back, every hash fits, nothing is left over."""
        with self._thread:
            self._index.sync()
            return tuple(checks.check(self._places, self._shelf, self._originals, self._index))

    def _known(self, story: Incoming) -> bool:
        with self._thread:
            return self._index.knows(story)

    def _commit(self, batch: Sequence[Incoming]) -> tuple[int, int]:
        """Store what is new of a batch, durably; return how many are of new and of known stories."""
        with self._thread, self._lock.held():
            self._index.sync()
            fresh: dict[tuple[str, str, str], Incoming] = {}
            for one in batch:
                if not self._index.knows(one):
                    fresh.setdefault((one.article.uri, one.article.version, one.digest), one)
            known = {uri for uri, _, _ in fresh if self._index.knows_story(uri)}
            places = self._originals.add([(one.origin.sha256, one.original) for one in fresh.values()])
            self._shelf.add(as_document(one, at) for one, at in zip(fresh.values(), places, strict=True))
            self._index.sync()
        new = len({uri for uri, _, _ in fresh} - known)
        return new, len(fresh) - new

    def _refresh(self) -> None:
        """Take in what changed in the archive or in the marks, by this process or another."""
        seen = (self._index.stamp, self._state.stamp)
        if self._plain is None or seen[0] != self._seen[0]:
            self._plain = tuple(self._index.rows())
            self._rows = {}
        elif seen == self._seen:
            return
        self._marks = self._state.marks()
        self._list = tuple(self._marked(row) for row in self._plain)
        self._rows = {row.uri: row for row in self._list}
        self._seen = seen

    def _marked(self, row: Row) -> Row:
        """Return the row with its marks: the one shown already where nothing changed."""
        mark = self._marks.get(row.uri, _UNMARKED)
        shown = self._rows.get(row.uri, row)
        if (shown.read, shown.tags) == (mark.read, mark.tags):
            return shown
        return replace(row, read=mark.read, tags=mark.tags)

    def _views(self, asked: query.Query, now: str) -> Iterator[query.View]:
        tags = "\n".join(fold(tag) for tag in self.tags())  # a word may be found in a tag, not in the text
        for uri, *texts in self._index.texts([word for word in asked.required if word not in tags]):
            if uri in self._rows:  # what another process brought a moment ago may not be in the list yet
                yield query.View(self._rows[uri], now, *texts)

    def _document(self, uri: str, version: str | None, places: Sequence[Place]) -> dict[str, Any]:
        for place in places:
            if version is None or version_key(place.version) == version_key(version):
                return self._shelf.get(place.part, place.number)
        raise _unknown(uri, version)


class _Import:
    """One import under way: the batch in hand and the counts so far."""

    def __init__(
        self,
        known: Callable[[Incoming], bool],
        commit: Callable[[Sequence[Incoming]], tuple[int, int]],
        paths: Sequence[Path],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self._known = known
        self._commit = commit
        self._paths = paths
        self._tell = on_progress
        self._batch: list[Incoming] = []
        self._bytes = 0
        self._files = self._stories = self._added = self._updated = self._stored = 0
        self._failed: list[IngestError] = []

    def run(self) -> Report:
        """Import everything; say how it went."""
        began = time.monotonic()
        total = self._total() if self._tell else 0
        for found in find_files(self._paths):
            if isinstance(found, IngestError):
                self._failed.append(found)
                continue
            self._file(found)
            if self._tell:
                self._tell(Progress(self._files, total, self._stories, len(self._failed), str(found)))
        self._flush()
        unchanged = self._stories - self._added - self._updated
        seconds = time.monotonic() - began
        return Report(self._added, self._updated, unchanged, tuple(self._failed), self._files, seconds)

    def _total(self) -> int:
        return sum(1 for found in find_files(self._paths) if not isinstance(found, IngestError))

    def _file(self, path: Path) -> None:
        self._files += 1
        for found in read_stories(path, self._known):
            if isinstance(found, IngestError):
                self._failed.append(found)
                continue
            self._stories += 1
            self._batch.append(found)
            self._bytes += len(found.article.body_text)
            if len(self._batch) >= BATCH or self._bytes > BATCH_BYTES:
                self._flush()
        self._bytes += path.stat().st_size if path.exists() else 0

    def _flush(self) -> None:
        if self._batch:
            added, updated = self._commit(self._batch)
            self._added += added
            self._updated += updated
        self._batch, self._bytes = [], 0


def _veiled(view: query.View, wants_killed: bool) -> query.View:
    """Hide a killed story's words from a query that does not ask for killed ones."""
    return query.View(view.row, view.now) if view.row.killed and not wants_killed else view


def _unknown(uri: str, version: str | None) -> ArchiveError:
    what = f"no version {version} of the story" if version else "no story"
    return ArchiveError(f"{what} {uri}", hint="it may be in another archive")
