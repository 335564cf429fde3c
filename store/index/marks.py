"""A reader's marks as the index holds them, to filter lists by: a mirror of the reader's state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from store.conditions import READ, STARRED, TAG
from store.sheet import Mark, Sheet
from store.state import Position

_NOWHERE = Position(-1, 0)


class Mirrored(NamedTuple):
    """How far a reader's marks are mirrored."""

    reader: int
    """The reader's number; 0 for one the index does not know."""
    position: Position
    waiting: int
    """How many stories have marks but are not in the index: another time they may be."""


def mirrored(sql: sqlite3.Connection, reader: str) -> Mirrored:
    """Return how far a reader's marks are mirrored."""
    found = sql.execute(
        "SELECT number, generation, at, waiting FROM reader WHERE name = ?", (reader,)
    ).fetchone()
    return Mirrored(found[0], Position(*found[1:3]), found[3]) if found else Mirrored(0, _NOWHERE, 0)


def mirror(
    sql: sqlite3.Connection, reader: str, sheet: Sheet, touched: Iterable[str] | None, now: Position
) -> Mirrored:
    """Write the marks of the stories touched, of all if None."""
    number, _, waiting = mirrored(sql, reader)
    if not number:
        number = sql.execute("INSERT INTO reader VALUES (NULL, ?, -1, 0, 0)", (reader,)).lastrowid or 0
    if touched is None:
        sql.execute("DELETE FROM mark WHERE reader = ?", (number,))
        touched, waiting = sheet.stories, 0
    waiting += sum(not _write(sql, number, sheet, uri) for uri in touched)
    sql.execute(
        "UPDATE reader SET generation = ?, at = ?, waiting = ? WHERE number = ?", (*now, waiting, number)
    )
    return Mirrored(number, now, waiting)


def move(sql: sqlite3.Connection, reader: str, now: Position) -> None:
    """Note that the same marks stand at another position."""
    sql.execute("UPDATE reader SET generation = ?, at = ? WHERE name = ?", (*now, reader))


def words(mark: Mark) -> Iterable[str]:
    """Yield the marks of a story as the table writes them."""
    if mark.read:
        yield READ
    if mark.starred:
        yield STARRED
    yield from (TAG + tag for tag in mark.tags)


def _write(sql: sqlite3.Connection, reader: int, sheet: Sheet, uri: str) -> bool:
    """Write the marks of the story of `uri`; tell whether there is one."""
    found = sql.execute("SELECT story FROM uri WHERE uri = ?", (uri,)).fetchone()
    if not found:
        return False
    (item,) = sql.execute("SELECT newest FROM story WHERE number = ?", found).fetchone()
    same = [one for (one,) in sql.execute("SELECT uri FROM uri WHERE story = ?", found)]
    kept = {word for one in same if one in sheet.stories for word in words(sheet.stories[one])}
    sql.execute("DELETE FROM mark WHERE id = ? AND reader = ?", (item, reader))
    sql.executemany("INSERT INTO mark VALUES (?, ?, ?)", ((reader, word, item) for word in kept))
    return bool(item)
