"""Near-identical stories, across services: which story each one is folded under.

A story's leader is the earliest of those alike within a day of each other;
most stories lead themselves. Keys are kept by day, so that what comes today is
compared with today and its neighbours only, and is written where it is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from store.ids import SLOTS
from store.sketch import ALIKE, alike, bands

_DAY = 24 * 60 * SLOTS  # numbers
_MOST = 50  # candidates looked at; more say that the copy is boilerplate


def add(sql: sqlite3.Connection, item: int, sketch: Sequence[int]) -> None:
    """Fold a story that came to be listed under the earliest of those like it."""
    if not sketch:
        return
    keys, day = bands(tuple(sketch)), item // _DAY
    marks = ",".join("?" * len(keys))
    near = sql.execute(
        "SELECT id, leader, sketch FROM item WHERE id IN (SELECT DISTINCT id FROM band "  # noqa: S608 - marks
        f"WHERE day BETWEEN ? AND ? AND key IN ({marks}) LIMIT {_MOST})",
        (day - 1, day + 1, *keys),
    ).fetchall()
    mine = tuple(sketch)
    leaders = {leader for _, leader, other in near if alike(mine, tuple(map(int, other.split()))) >= ALIKE}
    if leaders:
        _lead(sql, min(*leaders, item), leaders | {item})
    sql.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", [(day, key, item) for key in keys])


def remove(sql: sqlite3.Connection, item: int, sketch: Sequence[int]) -> None:
    """Take a story out; those folded under it get another leader."""
    if not sketch:
        return
    keys = [(item // _DAY, key, item) for key in bands(tuple(sketch))]
    sql.executemany("DELETE FROM band WHERE day = ? AND key = ? AND id = ?", keys)
    heir = sql.execute("SELECT min(id) FROM item WHERE leader = ? AND id != ?", (item, item)).fetchone()[0]
    if heir:
        _lead(sql, heir, {item})


def _lead(sql: sqlite3.Connection, leader: int, instead_of: set[int]) -> None:
    marks = ",".join("?" * len(instead_of))
    sql.execute(f"UPDATE item SET leader = ? WHERE leader IN ({marks})", (leader, *instead_of))  # noqa: S608 - marks
