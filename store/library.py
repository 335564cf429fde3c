"""The archive's one façade: whatever is done with stories goes through `Library`.

Documents are the truth, the index is derived, marks belong to one reader
(see `store.paths` for the files). A write is acknowledged, that is, the
method returns, when it is on disk. Methods may be called from any thread;
reading never waits for an import.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any, Self

from store import checks, query, schema
from store import speakers as people_of
from store.commands import TAKING_OFF, Command, RenameTag
from store.corrections import Corrections
from store.deposit import Deposit
from store.entries import entry_of, unknown_story
from store.errors import ArchiveError, StoreError
from store.fitting import Fits, fitting
from store.importer import Import, utc_now
from store.index import Index, Place, lists
from store.locks import FileLock, index_lock
from store.mirror import Mirror
from store.models import (
    Entry,
    Found,
    Progress,
    Quote,
    Report,
    Row,
    SpeakerCount,
    Warned,
)
from store.originals import Originals
from store.parts import Parts
from store.paths import Places, default_reader, holds_archive
from store.plan import Plan, plan
from store.rereading import Rereading
from store.rows import PAGE, Rows
from store.searches import Searches
from store.sheet import Sheet
from store.state import Position, ReaderState

UNDONE, AGAIN = "Undone: ", "Done again: "
"""What stands before the words of a change that is taken back, and of one that is made again."""
_SPEAKERS = 500  # as many as anybody reads in a list
_MANY = 100  # stories changed at once
_PASSES = 3  # a document moves at most once while it is looked for, unless imports race


class Library:
    """An open archive, as one reader sees it. Use as a context manager, or `close` it."""

    def __init__(
        self, folder: Path, reader: str, on_progress: Callable[[int, int], None] | None = None
    ) -> None:
        self.folder = folder
        self.reader = reader
        holds_archive(folder)  # or raises where nobody lets us see
        self._places = Places(folder)
        self._lock = FileLock(self._places.lock)
        schema.prepare(self._places, self._lock)
        self._thread = RLock()
        self._parts = Parts(self._places.articles)
        self._originals = Originals(self._places.originals)
        self._index = Index(self._places.index, self._parts, index_lock(self._places, self._lock))
        with ExitStack() as opened:
            opened.callback(self._index.close)
            self._index.sync(on_progress=on_progress)
            self._deposit = Deposit(self._lock, self._index, self._parts, self._originals)
            self.rereading = Rereading(self._lock, self._index, self._parts)
            self._state = opened.enter_context(closing(ReaderState(self._places, reader)))
            self._mirror = Mirror(self._index, self._state, reader)
            self._corrections = Corrections(self._index, self._parts)
            self.searches = Searches(
                self._thread, self._index, self._state, self._mirror, self._sheet, self._plan
            )
            self._opened = opened.pop_all()
        self._marks_stamp: object = None

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        reader: str | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Open the archive in `folder`, beginning one where there is none.

        `reader` says whose marks these are; None is the login name.
        `on_progress` is told how many files of how many are read where the
        index must be made anew. Raises `ArchiveError`.
        """
        return cls(folder, reader or default_reader(), on_progress)

    def close(self) -> None:
        """Close all files; nothing is left to save."""
        # What is derived, and fails to be tidied, is made good at the next opening.
        with self._thread, self._opened, suppress(StoreError):
            self._mirror.tidy()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        """The number of stories."""
        return lists.count(self._index)

    @property
    def unread(self) -> int:
        """The number of stories this reader has not read."""
        with self._thread:
            self._mirror.refresh()
            return lists.unread(self._index, self._mirror.reader)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should be told about the archive: what does not read back."""
        with self._thread:
            return tuple(map(str, (*self._index.problems, *self._state.problems)))

    @property
    def stamp(self) -> object:
        """A value that is another one after stories came in, by whomever; some microseconds to ask for."""
        return self._index.arrivals

    @property
    def marks_stamp(self) -> object:
        """A value that is another one after this reader changed marks or decisions, here or elsewhere.

        Some microseconds to ask for; while a change is being made it is that of before.
        """
        if self._thread.acquire(blocking=False):
            with self._thread:
                self._thread.release()
                self._marks_stamp = self._state.position
        return self._marks_stamp

    def rows(self) -> Rows:
        """Return the newest version of every story, newest first, near-identical ones under one line."""
        return self._listed(lists.LISTED)

    def twins(self, uri: str) -> Rows:
        """Return the stories that say nearly the same as one story, itself among them, newest first."""
        return self._listed(lists.twins(lists.newest(self._index, uri)))

    def search(self, text: str, *, typing: bool = False, first: int | None = None) -> Found:
        """Return the stories a query asks for; raises `QuerySyntaxError`.

        `typing` says that the last word may go on: it is searched as the
        beginning of one. Of more than `first` stories only so many are listed
        and none is counted, for counting may take long.
        """
        asked = query.parse(text, prefix_last=typing)
        if not text.strip():
            return Found(self._listed(lists.ALL), self.count, ())
        with self._thread:
            self._mirror.refresh()
            wanted = self._plan(asked)
        if first is None:
            return Found(self._listed(wanted), self.count, asked.terms)
        begun = self._first(wanted, first + 1)
        return Found(self._listed(wanted, begun[:first]), self.count, asked.terms, more=len(begun) > first)

    def get(self, uri: str, version: str | None = None, *, number: int = 0) -> Entry:
        """Return a story: its newest version, or the one of this uri named; raises `ArchiveError`.

        `number` tells versions of the same name apart (see `Version`).
        """
        with self._thread:
            self._mirror.refresh()
            places, document = self._found(uri, version, number)
            newest = lists.newest(self._index, uri)
            row = self._rows([newest])[0] if newest else None
            decided = self._sheet().speakers
        if row is None:
            raise unknown_story(uri, version)
        return entry_of(document, row, places, decided)

    def original(self, uri: str, version: str | None = None) -> bytes:
        """Return the bytes a version came from, exactly; raises `ArchiveError`."""
        with self._thread:
            _, document = self._found(uri, version)
            return self._originals.read(document["original"], document["sha256"])

    def apply(self, command: Command, *, undoable: bool = True) -> str:
        """Do what a command says, durably; return what was done in words. Raises `ArchiveError`."""
        with self._thread:
            known = lists.known(self._index, command.uris)
            for uri in command.uris:
                if uri not in known:
                    raise unknown_story(uri, None)
            if isinstance(command, TAKING_OFF):
                family = lists.relatives(self._index, command.uris)
                same = dict.fromkeys(one for uri in command.uris for one in family[uri])
                command = replace(command, uris=tuple(same))
            words = self._state.apply(command, undoable=undoable)
            many = len(command.uris) >= _MANY or isinstance(command, RenameTag)
            if many:  # mirrored now, for whoever reads next should not have to
                self._mirror.refresh()
            return words

    def undo(self) -> str | None:
        """Take back the newest change that can be; say which, None if there is none."""
        with self._thread:
            words = self._state.undo()
            self._mirror.refresh()
        return words and UNDONE + words

    def redo(self) -> str | None:
        """Do again what was taken back last; say what, None if there is nothing."""
        with self._thread:
            words = self._state.redo()
            self._mirror.refresh()
        return words and AGAIN + words

    def tags(self) -> dict[str, int]:
        """Return this reader's tags, in alphabetical order, with the number of stories."""
        with self._thread:
            self._mirror.refresh()
            return lists.tags(self._index, self._mirror.reader)

    def sources(self) -> dict[str, int]:
        """Return the services stories came from, in alphabetical order, with the number of stories."""
        return lists.sources(self._index)

    def speakers(self, text: str = "") -> tuple[SpeakerCount, ...]:
        """Return who is quoted, the most quoted first: all, or those with these words in name or role."""
        with self._thread:
            return self._people().counts(text, _SPEAKERS)

    def fitting(self, text: str) -> Fits:
        """Return what tells which quotes of the stories found a query is about; raises `QuerySyntaxError`."""
        with self._thread:
            people = self._people()
            return fitting(query.parse(text), lambda words, whole: people.called(words, whole=whole))

    def decided(self) -> dict[str, str]:
        """Return the names this reader decided about, with the leading name each stands for."""
        with self._thread:
            return dict(self._sheet().leaders)

    def words_given(self, uri: str) -> frozenset[str]:
        """Return what this reader's decisions know quotes of a story by (see `store.attribution`)."""
        with self._thread:
            return frozenset(words for of, words in self._sheet().speakers if of == uri)

    def quotes_by(self, name: str, most: int = 1000) -> Iterator[tuple[Entry, Quote]]:
        """Yield the quotes of the person called `name` in the newest `most` stories; the killed say none."""
        with self._thread:
            self._mirror.refresh()
            names, items = self._people().stories_of(name, most)
            rows = [row for row in self._rows(items) if row]
        for row in rows:
            with suppress(ArchiveError):  # one that does not read back is told elsewhere, and hides no other
                entry = self.get(row.uri)
                said = (quote for quote in entry.quotes if quote.speaker and quote.speaker.name in names)
                yield from ((entry, quote) for quote in said)

    def note_exported(self, uris: Iterable[str]) -> None:
        """Remember that stories were exported: the reader is told when one is killed or corrected."""
        with self._thread:
            self._state.note_exported(uris, utc_now())

    def warnings(self) -> tuple[Warned, ...]:
        """Return the stories tagged, starred or exported of which the service says they no longer hold."""
        with self._thread:
            self._mirror.refresh()
            return tuple(lists.warnings(self._index, self._mirror.reader, self._sheet().exported))

    def session(self) -> dict[str, Any]:
        """Return the place saved last, empty if none."""
        with self._thread:
            return self._state.session()

    def save_session(self, place: Mapping[str, Any]) -> None:
        """Keep the reader's place over restarts; raises `ArchiveError`."""
        with self._thread:
            self._state.save_session(place)

    def import_paths(
        self,
        paths: Iterable[Path],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        processes: int | None = None,
    ) -> Report:
        """Import all stories in files and folders, in durable batches; what fails is in the report.

        Stopping half-way (an exception from `on_progress`, ctrl-c, kill -9)
        loses nothing that was committed; importing again goes on from there.
        `processes` look for quotes when there are many stories; None is one a
        core. Raises `ArchiveError` when the archive cannot be written.
        """
        with self._lock.held():  # who cannot write here is told before the work, not after
            self._index.sync()
        return Import(self._index.knows, self._deposit.commit, on_progress).run(list(paths), processes)

    def problems(self) -> tuple[StoreError, ...]:
        """Check everything: every file reads back, every hash fits, nothing is left over, the index agrees.

        An index that disagrees with the documents is made anew, and that is said.
        """
        self._index.sync(fully=True)
        return tuple(checks.check(self._places, self._parts, self._originals, self._index))

    def reindex(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew from the documents."""
        self._index.rebuild(on_progress=on_progress)

    def _found(self, uri: str, version: str | None, number: int = 0) -> tuple[list[Place], dict[str, Any]]:
        """Return where all versions lie, and the document of one; looks again if it was moved meanwhile."""
        for last in range(_PASSES):
            places = self._index.places(uri)
            place = next((one for one in places if version is None or one.is_of(uri, version, number)), None)
            if place is None:
                break
            try:
                return places, self._parts.get(place.part, place.lying)
            except ArchiveError:
                if last == _PASSES - 1 or self._index.places(uri) == places:
                    raise
        raise unknown_story(uri, version)

    def _people(self) -> people_of.Speakers:
        sheet = self._sheet()
        return people_of.Speakers(self._index, sheet.leaders, sheet.speakers, self._corrections)

    def _sheet(self) -> Sheet:
        """Return the reader's state; an empty one is not loaded."""
        return self._state.sheet() if self._state.position != Position(0, 0) or self._state.kept else Sheet()

    def _plan(self, asked: query.Query) -> Plan:
        return plan(
            asked,
            reader=self._mirror.reader,
            now=utc_now(),
            spill=self._index.spill,
            people=lambda words, whole: self._people().find(words, whole=whole),
        )

    def _listed(self, wanted: Plan, begun: Sequence[int] | None = None) -> Rows:
        """Return the lines of the stories that are wanted, or of those it begins with."""

        def rows(numbers: Sequence[int]) -> Sequence[Row | None]:
            if self._thread.acquire(blocking=False):  # else somebody writes: reading does not wait
                with self._thread:
                    self._thread.release()
                    self._mirror.refresh()
            return self._rows(numbers)

        total = self._index.count(wanted.count, wanted.count_values) if begun is None else len(begun)
        return Rows(total, partial(self._first, wanted), rows, partial(lists.newest, self._index), begun)

    def _first(self, wanted: Plan, most: int) -> array[int]:
        """Return the numbers of so many stories of those wanted, those of the first page in exact order."""
        found = self._index.column(f"{wanted.ids} LIMIT ?", (*wanted.ids_values, most))
        if wanted.order == "new":
            found[:PAGE] = array("q", lists.in_order(self._index, found[:PAGE]))
        return found

    def _rows(self, numbers: Sequence[int]) -> list[Row | None]:
        return lists.rows(self._index, self._mirror.reader, numbers)
