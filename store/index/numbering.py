"""Free numbers for documents that come (see `store.ids`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.ids import SLOTS, UNDATED, id_floor

_MANY = 20_000  # numbers looked at at once; where there are more, each is asked for by itself
_SPILLED = 60 * SLOTS  # numbers: as far as a crowded minute spills as a rule


def free(sql: sqlite3.Connection, created: Sequence[str]) -> list[int]:
    """Return a free number for a document of each time."""
    floors = [floor if (floor := id_floor(time)) >= UNDATED else 0 for time in created]
    used, upto = _used(sql, floors)
    after: dict[int, int] = {}
    numbers = []
    for floor in floors:
        number = after.get(floor) or floor or _after_the_undated(sql)
        while number in used or (number > upto and _taken(sql, number)):
            number += 1
        used.add(number)
        after[floor] = number + 1
        numbers.append(number)
    return numbers


def _used(sql: sqlite3.Connection, floors: Sequence[int]) -> tuple[set[int], int]:
    """Return the numbers in use in the time that `floors` span, and up to where they are all."""
    first, last = min(filter(None, floors), default=0), max(floors) + _SPILLED
    question = "SELECT id FROM doc WHERE id BETWEEN ? AND ? LIMIT ?"
    found = {number for (number,) in sql.execute(question, (first, last, _MANY))}
    return (found, last) if len(found) < _MANY else (set(), 0)


def _after_the_undated(sql: sqlite3.Connection) -> int:
    last = sql.execute("SELECT max(id) FROM doc WHERE id < ?", (UNDATED,)).fetchone()[0]
    return (last or 0) + 1


def _taken(sql: sqlite3.Connection, number: int) -> bool:
    return sql.execute("SELECT 1 FROM doc WHERE id = ?", (number,)).fetchone() is not None
