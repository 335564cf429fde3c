"""What one reader did, on disk: a TinyDB snapshot and a journal of what came after it.

Kept apart from the articles: a tag never rewrites a story, and readers of one
archive do not meet. A change is acknowledged when its line of the journal is
on disk. The snapshot names its generation; the journal of that generation is
all that is newer. A long journal is folded into the next snapshot: written
aside, renamed, and only then is the old journal of no meaning and deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from tinydb.table import Document

from store.commands import Command, as_json
from store.disk import told
from store.documents import no_document
from store.errors import ArchiveCorruptError, ArchiveError
from store.journal import Journal
from store.locks import FileLock
from store.paths import Places
from store.sheet import Sheet, as_tables, from_tables
from store.storage import Tables, open_db

PLACE_BYTES = 256 * 1024  # a place in a list and in some texts; more is a mistake
JOURNAL_BYTES = 1024 * 1024  # some thousand changes, replayed in some ten milliseconds
_META = "meta"  # the snapshot's table of what is no mark: its number, and the hash of all it says
_PRINT = "sha256"


class Position(NamedTuple):
    """How far a reader's marks are known: the snapshot's generation, and bytes of its journal."""

    generation: int
    at: int


class ReaderState:
    """The marks, decisions, undo stack and place of one reader; loaded when first asked for."""

    def __init__(self, places: Places, reader: str) -> None:
        self._places = places
        self._reader = reader
        self._lock = FileLock(places.reader(reader, ".lock"))
        self._database, self._storage = open_db(places.reader(reader, ".json"), self._lock)
        self._place, self._place_storage = open_db(places.reader(reader, ".place.json"), self._lock)
        self._sheet: Sheet | None = None
        self._stamp = -1
        self._at = 0
        self._touched: list[tuple[int, tuple[str, ...]]] = []
        self._journal = self._journal_of(self._generation_on_disk())
        self._generation = -1

    def close(self) -> None:
        """Close the files."""
        self._journal.close()
        self._database.close()
        self._place.close()

    @property
    def position(self) -> Position:
        """Where the marks stand on disk, by whomever they were changed; some microseconds to ask for."""
        if not self._journal.path.exists():
            self._journal.close()
            self._journal = self._journal_of(self._generation_on_disk())
        return Position(_generation(self._journal), self._journal.size)

    @property
    def kept(self) -> bool:
        """Whether there is a snapshot."""
        return self._storage.path.exists()

    @property
    def problems(self) -> list[ArchiveCorruptError]:
        """What was damaged: changes that do not read back are lost, those after them hold."""
        try:
            changed = snapshot_damage(self._storage.read() or {}, self._storage.path)
        except ArchiveCorruptError as error:
            return [error]
        return [*changed, *journal_damage(self._journal)]

    def sheet(self) -> Sheet:
        """Return all marks and decisions as they are on disk now."""
        stamp = self._storage.stamp
        if self._sheet is None or stamp != self._stamp:
            self._load(stamp)
        return self._catch_up()

    def touched_since(self, position: Position) -> Iterable[str] | None:
        """Return the stories touched after a position, None if all must be looked at."""
        self.sheet()
        if position.generation != self._generation:
            return None
        return {uri for end, uris in self._touched if end > position.at for uri in uris}

    def apply(self, command: Command, *, undoable: bool) -> str:
        """Do it, durably; return what was done in words."""
        return self._do({"do": as_json(command), "undoable": undoable}) or ""

    def undo(self) -> str | None:
        """Take back the newest step; return it in words, None if there is none."""
        return self._do({"turn": "undo"}) if self.sheet().done else None

    def redo(self) -> str | None:
        """Do again the step undone last; return it in words, None if there is none."""
        return self._do({"turn": "redo"}) if self.sheet().undone else None

    def note_seen(self, search: str, at: str) -> None:
        """Remember when a saved search was looked at."""
        self._do({"seen": search, "at": at})

    def note_exported(self, uris: Iterable[str], at: str) -> None:
        """Remember that stories were exported."""
        self._do({"exported": list(uris), "at": at})

    def compact(self) -> Position | None:
        """Fold a long journal into a new snapshot; return the new position, None if there was no need."""
        if self._journal.size < JOURNAL_BYTES:
            return None
        with self._lock.held():
            sheet = self.sheet()
            old, generation = self._journal, self._generation + 1
            with self._storage.transaction():
                for name, documents in as_tables(sheet).items():
                    table = self._database.table(name)
                    table.truncate()
                    table.insert_multiple(Document(one, number) for number, one in enumerate(documents, 1))
                meta = self._database.table(_META)
                meta.truncate()
                meta.insert(Document({"generation": generation}, 1))
                meta.update({_PRINT: _fingerprint(self._storage.read() or {})})
            self._journal = self._journal_of(generation)
            self._journal.make()
            old.close()
            with suppress(OSError):
                old.path.unlink(missing_ok=True)
            self._stamp, self._generation, self._at, self._touched = self._storage.stamp, generation, 0, []
            return Position(generation, 0)

    def session(self) -> dict[str, Any]:
        """Return the place saved last; empty if none or a damaged one, which is no reason to fail."""
        try:
            saved = self._place.table("place").get(doc_id=1)
        except ArchiveCorruptError:
            return {}
        return dict(saved) if saved else {}

    def save_session(self, place: Mapping[str, Any]) -> None:
        """Save the reader's place; raises `ArchiveError` when it is absurdly large."""
        if len(json.dumps(place)) > PLACE_BYTES:
            raise ArchiveError("the reader's place is too large to keep")
        with self._lock.held():
            if self._place_is_damaged():
                with told(self._place_storage.path):
                    self._place_storage.path.unlink()
            with self._place_storage.transaction():
                table = self._place.table("place")
                table.truncate()
                table.insert(Document(place, 1))

    def _place_is_damaged(self) -> bool:
        try:
            self._place_storage.read()
        except ArchiveCorruptError:
            return True
        return False

    def _do(self, entry: dict[str, Any]) -> str | None:
        """Do what an entry says, and write it down; neither happens where writing fails."""
        with self._lock.held():
            sheet = self.sheet()
            sheet.changed.clear()
            try:
                words = sheet.do(entry)
                changed = tuple(sheet.changed)
                self._at = self._journal.append(entry, self._at)
            except BaseException:
                self._sheet = None  # as it is on disk, not as it was about to be
                raise
            self._touched.append((self._at, changed))
            return words

    def _load(self, stamp: int) -> None:
        tables: dict[str, Sequence[Mapping[str, Any]]] = {
            name: list(self._database.table(name)) for name in self._database.tables()
        }
        meta = tables.get(_META, [])
        try:
            self._sheet, self._stamp = from_tables(tables), stamp
            self._generation = int(meta[0]["generation"]) if meta else 0
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            self._sheet = None
            raise no_document(self._storage.path, error) from error
        if _generation(self._journal) != self._generation:
            self._journal.close()
            self._journal = self._journal_of(self._generation)
        self._at, self._touched = 0, []

    def _catch_up(self) -> Sheet:
        """Do what other processes wrote down since."""
        sheet = self._sheet
        assert sheet is not None  # noqa: S101 - `sheet` loads it first
        if self._journal.size != self._at:
            for entry in self._journal.read(self._at):
                sheet.changed.clear()
                if entry.data is not None:
                    sheet.do(entry.data)
                self._touched.append((entry.end, tuple(sheet.changed)))
                self._at = entry.end
        return sheet

    def _journal_of(self, generation: int) -> Journal:
        return Journal(self._places.reader(self._reader, f".{generation:06}.log"))

    def _generation_on_disk(self) -> int:
        stem = self._places.reader(self._reader, ".").name
        logs = (path.name for path in self._places.readers.glob("*.log") if path.name.startswith(stem))
        numbers = (name[len(stem) : -len(".log")] for name in logs)
        return max((int(number) for number in numbers if number.isdecimal()), default=0)


def journal_damage(journal: Journal) -> list[ArchiveCorruptError]:
    """Return what to say of the lines of a reader's journal that do not read back."""
    hint = "it is lost, the others hold; restore the file from a backup"
    return [
        ArchiveCorruptError("a change does not read back", where=f"{journal.path}, byte {at}", hint=hint)
        for at in journal.damaged()
    ]


def snapshot_damage(tables: Tables, path: Path) -> list[ArchiveCorruptError]:
    """Return what to say of a reader's snapshot that is not as it was written."""
    kept = tables.get(_META, {}).get("1", {}).get(_PRINT)
    if kept in (None, _fingerprint(tables)):
        return []
    hint = "restore it from a backup if nobody meant to"
    return [ArchiveCorruptError("the marks were changed by hand, or damaged", where=str(path), hint=hint)]


def _fingerprint(tables: Tables) -> str:
    """Return a hash of all that a snapshot says, but of this itself; empty where it was not written here."""
    meta = {key: {**one, _PRINT: ""} for key, one in tables.get(_META, {}).items()}
    try:
        said = orjson.dumps({**tables, _META: meta}, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # orjson's: what another program wrote here no JSON of ours can hold
        return ""
    return hashlib.sha256(said).hexdigest()


def _generation(journal: Journal) -> int:
    return int(journal.path.name.split(".")[-2])
