"""Near-identical stories, across services: which story each one is folded under.

A story's leader is the earliest of those alike within a day of each other, from
other services: one service's daily report differs from yesterday's in nothing
but figures. Most stories lead themselves. Keys are kept by day, so that what comes today is
compared with today and its neighbours only, and is written where it is read.
"""

from __future__ import annotations

import sqlite3

from store.ids import SLOTS
from store.sketch import ALIKE, alike, bands, unpacked

_DAY = 24 * 60 * SLOTS  # numbers
_MOST = 50  # candidates looked at; more say that the copy is boilerplate
# Keys kept of each sketch. Of two stories that share 0.7 of their words 96 in 100 share one of 8 keys; all 21
# would be the largest table of the index.
_KEYS = 8


def add(sql: sqlite3.Connection, item: int, text: str, source: str) -> None:
    """Fold a story that came to be listed under the earliest of those like it; `text` is its sketch."""
    if not text:
        return
    mine = unpacked(text)
    keys, day = bands(mine)[:_KEYS], item // _DAY
    marks = ",".join("?" * len(keys))
    near = sql.execute(
        "SELECT id, leader, sketch FROM item WHERE source != ? AND id IN (SELECT DISTINCT id FROM band "
        f"WHERE day IN (?, ?, ?) AND key IN ({marks}) LIMIT {_MOST})",
        (source, day - 1, day, day + 1, *keys),
    ).fetchall()
    leaders = {leader for _, leader, other in near if alike(mine, unpacked(other)) >= ALIKE}
    if leaders:
        _lead(sql, min(*leaders, item), leaders | {item})
    sql.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", [(day, key, item) for key in keys])


def remove(sql: sqlite3.Connection, item: int, text: str) -> None:
    """Take a story out; those folded under it get another leader."""
    if not text:
        return
    keys = [(item // _DAY, key, item) for key in bands(unpacked(text))[:_KEYS]]
    sql.executemany("DELETE FROM band WHERE day = ? AND key = ? AND id = ?", keys)
    heir = sql.execute("SELECT min(id) FROM item WHERE leader = ? AND id != ?", (item, item)).fetchone()[0]
    if heir:
        _lead(sql, heir, {item})


def _lead(sql: sqlite3.Connection, leader: int, instead_of: set[int]) -> None:
    marks = ",".join("?" * len(instead_of))
    sql.execute(f"UPDATE item SET leader = ? WHERE leader IN ({marks})", (leader, *instead_of))
