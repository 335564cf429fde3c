"""A reader's marks as the index holds them, so that lists can be filtered by them: a mirror of the reader's state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.index.lists import READ, STARRED, TAG
from store.sheet import Mark, Sheet
from store.state import Position

_NOWHERE = Position(-1, 0)


def position(sql: sqlite3.Connection, reader: str) -> tuple[int, Position]:
    """Return the number of a reader in the index, and how far the reader's marks are mirrored."""
    found = sql.execute("SELECT number, stamp, at FROM reader WHERE name = ?", (reader,)).fetchone()
    return (found[0], Position(int(found[1]), found[2])) if found else (0, _NOWHERE)


def mirror(
    sql: sqlite3.Connection, reader: str, sheet: Sheet, touched: Iterable[str] | None, now: Position
) -> int:
    """Write the marks of the stories touched, of all if None; return the reader's number."""
    number, _ = position(sql, reader)
    if not number:
        number = sql.execute("INSERT INTO reader VALUES (NULL, ?, '-1', 0)", (reader,)).lastrowid or 0
    if touched is None:
        sql.execute("DELETE FROM mark WHERE reader = ?", (number,))
        touched = sheet.stories
    for uri in touched:
        _write(sql, number, sheet, uri)
    sql.execute("UPDATE reader SET stamp = ?, at = ? WHERE number = ?", (str(now.generation), now.at, number))
    return number


def move(sql: sqlite3.Connection, reader: str, now: Position) -> None:
    """Note that the same marks stand at another position."""
    sql.execute("UPDATE reader SET stamp = ?, at = ? WHERE name = ?", (str(now.generation), now.at, reader))


def words(mark: Mark) -> Iterable[str]:
    """Yield the marks of a story as the table writes them."""
    if mark.read:
        yield READ
    if mark.starred:
        yield STARRED
    yield from (TAG + tag for tag in mark.tags)


def _write(sql: sqlite3.Connection, reader: int, sheet: Sheet, uri: str) -> None:
    found = sql.execute("SELECT story FROM uri WHERE uri = ?", (uri,)).fetchone()
    if not found:
        return
    (item,) = sql.execute("SELECT newest FROM story WHERE number = ?", found).fetchone()
    same = [one for (one,) in sql.execute("SELECT uri FROM uri WHERE story = ?", found)]
    kept = {word for one in same if one in sheet.stories for word in words(sheet.stories[one])}
    sql.execute("DELETE FROM mark WHERE id = ? AND reader = ?", (item, reader))
    sql.executemany("INSERT INTO mark VALUES (?, ?, ?)", ((reader, word, item) for word in kept))
