"""What a part that was damaged still holds: one bad byte hides one document, not the thousand beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from store.documents import read_back
from store.errors import ArchiveCorruptError
from store.parts import Parts, Stored

DAMAGED = "damaged"
"""The stamp of a part of which only this was taken in: no file's, so that it is looked at at each opening."""


def troubles(parts: Parts, names: Iterable[str]) -> dict[str, ArchiveCorruptError]:
    """Return why parts do not read back, of those that do not."""
    return {name: error for name in names if (error := _trouble(parts, name))}


def rest(parts: Parts, name: str, sql: sqlite3.Connection) -> Iterator[Stored]:
    """Yield the documents of a damaged part that read back, but none whose number another one has."""
    seen: set[int] = set()
    for stored in parts.readable(name):
        number = stored.place.number
        known = number in seen or sql.execute("SELECT 1 FROM doc WHERE id = ?", (number,)).fetchone()
        if not known and _reads_back(stored):
            seen.add(number)
            yield stored


def _trouble(parts: Parts, name: str) -> ArchiveCorruptError | None:
    where = parts.folder / name
    seen: set[int] = set()
    try:
        for place, document in parts.read(name):
            read_back(document, where, f"document {place.number}")
            if place.number in seen:
                raise ArchiveCorruptError(f"document {place.number} is there twice", where=str(where))
            seen.add(place.number)
    except ArchiveCorruptError as error:
        return error
    return None


def _reads_back(stored: Stored) -> bool:
    try:
        read_back(stored.document, stored.place.number)
    except ArchiveCorruptError:
        return False
    return True
