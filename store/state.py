"""What one reader did: tags, read marks, the undo journal, and where the reader stopped.

Kept apart from the articles: a tag never rewrites a story, and readers of
one archive do not meet. Marks and journal share a file so that both change or
neither does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tinydb.table import Document

from store.commands import Command
from store.errors import ArchiveError
from store.history import History, Step
from store.locks import FileLock
from store.paths import Places
from store.storage import open_db

SESSION_BYTES = 256 * 1024  # a place in a list and in some texts; more is a mistake


@dataclass(frozen=True, slots=True)
class Mark:
    """One reader's marks on one story."""

    read: bool = False
    tags: tuple[str, ...] = ()


class ReaderState:
    """The marks, journal and place of one reader."""

    def __init__(self, places: Places, reader: str) -> None:
        lock = FileLock(places.reader(reader, ".lock"))
        self._database, self._storage = open_db(places.reader(reader, ".json"), lock)
        self._place, self._place_storage = open_db(places.reader(reader, ".place.json"), lock)
        self._history = History(self._database.table("history"))
        self._stories = self._database.table("stories")

    def close(self) -> None:
        """Close the files."""
        self._database.close()
        self._place.close()

    @property
    def stamp(self) -> int:
        """A number that changes when the marks do, whoever changes them."""
        return self._storage.stamp

    def marks(self) -> dict[str, Mark]:
        """Return all marks by uri; stories without any are absent."""
        return {
            entry["uri"]: Mark(entry.get("read", False), tuple(sorted(entry.get("tags", ()))))
            for entry in self._stories
        }

    def apply(self, command: Command, *, undoable: bool) -> str:
        """Do it, durably; return what was done in words."""
        with self._editing() as sheet:
            inverse = command.apply(sheet)
            words = command.words(len(inverse.uris))
            if undoable and inverse.uris:
                self._history.push(words, inverse)
        return words

    def undo(self) -> str | None:
        """Take back the newest step; return it in words, None if there is none."""
        return self._turn(self._history.to_undo, undone=True)

    def redo(self) -> str | None:
        """Do again the step undone last; return it in words, None if there is none."""
        return self._turn(self._history.to_redo, undone=False)

    def session(self) -> dict[str, Any]:
        """Return the place saved last, empty if none."""
        saved = self._place.table("place").get(doc_id=1)
        return dict(saved) if saved else {}

    def save_session(self, place: Mapping[str, Any]) -> None:
        """Save the reader's place; raises `ArchiveError` when it is absurdly large."""
        if len(json.dumps(place)) > SESSION_BYTES:
            raise ArchiveError("the reader's place is too large to keep")
        with self._place_storage.transaction():
            table = self._place.table("place")
            table.truncate()
            table.insert(Document(place, 1))

    def _turn(self, find: Callable[[], Step | None], *, undone: bool) -> str | None:
        with self._editing() as sheet:
            step = find()
            if step is None:
                return None
            self._history.turn(step, step.command.apply(sheet), undone=undone)
        return step.words

    @contextmanager
    def _editing(self) -> Iterator[_Sheet]:
        with self._storage.transaction():
            stored = {entry["uri"]: entry for entry in self._stories}
            sheet = _Sheet(stored)
            yield sheet
            if sheet.changed:
                self._write(sheet, {uri: entry.doc_id for uri, entry in stored.items()})

    def _write(self, sheet: _Sheet, ids: Mapping[str, int]) -> None:
        kept = {uri: entry for uri in sheet.changed if _says_anything(entry := sheet.entries[uri])}
        gone = [ids[uri] for uri in sheet.changed if uri in ids and uri not in kept]
        if gone:
            self._stories.remove(doc_ids=gone)
        old = [ids[uri] for uri in kept if uri in ids]
        if old:
            self._stories.update(lambda entry: entry.update(kept[entry["uri"]]), doc_ids=old)
        first = max(ids.values(), default=0) + 1
        new = [entry for uri, entry in kept.items() if uri not in ids]
        if new:
            self._stories.insert_multiple(Document(entry, first + at) for at, entry in enumerate(new))


def _says_anything(entry: Mapping[str, Any]) -> bool:
    return bool(entry["read"] or entry["tags"])


class _Sheet:
    """The marks while a command changes them."""

    def __init__(self, entries: Mapping[str, dict[str, Any]]) -> None:
        self.entries: dict[str, dict[str, Any]] = {**entries}
        self.changed: dict[str, None] = {}

    def set_tag(self, uri: str, tag: str, *, on: bool) -> bool:
        """Put the tag on the story, or take it off; tell whether that changed anything."""
        tags = self._entry(uri)["tags"]
        if (tag in tags) == on:
            return False
        self.entries[uri]["tags"] = sorted({*tags, tag}) if on else [kept for kept in tags if kept != tag]
        self.changed[uri] = None
        return True

    def set_read(self, uri: str, *, on: bool) -> bool:
        """Mark the story read or unread; tell whether that changed anything."""
        if self._entry(uri)["read"] == on:
            return False
        self.entries[uri]["read"] = on
        self.changed[uri] = None
        return True

    def _entry(self, uri: str) -> dict[str, Any]:
        return self.entries.setdefault(uri, {"uri": uri, "read": False, "tags": []})
